"""The least that any window of this kind costs: an empty QWidget, shown and painted once."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget


def main() -> None:
    """Show it, let it paint, and end."""
    app = QApplication([])
    window = QWidget()
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    window.grab()


if __name__ == "__main__":
    main()
