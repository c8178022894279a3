"""The least that any window of this kind costs: an empty QWidget, shown and painted once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Bare(QWidget):
    """Knows whether it was painted, and nothing else."""

    painted = False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt names what it calls)
        """Paint nothing."""
        self.painted = True


def main() -> None:
    """Show it, let it paint, and end."""
    app = QApplication([])
    window = Bare()
    window.resize(1280, 800)
    window.show()
    while not window.painted:
        app.processEvents()


if __name__ == "__main__":
    main()
