"""The keys of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from app.ui.view_state import PAGES

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


def make_keys(window: MainWindow) -> None:
    """Give a window its keys."""
    keys = [
        ("Ctrl+T", window.toggle_table),
        ("Ctrl+O", window.incoming.choose_files),
        ("Ctrl+N", window.incoming.add_source),
        ("Ctrl+E", window.show_sample),
        ("Ctrl+,", window.incoming.open_settings),
        ("Alt+Left", window.go_earlier),
        ("Alt+Right", window.go_later),
        ("Ctrl+W", window.close),
        ("Ctrl+Q", window.close),
    ]
    keys += [(f"Ctrl+{number}", partial(window.go_to, page.id)) for number, page in enumerate(PAGES, 1)]
    for key, act in keys:
        QShortcut(QKeySequence(key), window, act)
