"""The menu by which a person says what a series counts as."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu

from app.language import N_, _
from app.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

CHOICES: Final = (
    ("meeting", N_("A meeting")),
    ("block", N_("Own time")),
    ("focus", N_("Focus time")),
    ("leave-out", N_("Leave it out")),
    ("", N_("As the rules say")),
)
"""What a series may count as, as ``own_word.set_rule`` takes it; empty: the person says nothing of it."""


def open_rule_menu(parent: QWidget, place: QPoint, rule: str, choose: Callable[[str], None]) -> QMenu:
    """Open the menu at a place on the screen; what holds now is ticked, and another one is told to ``choose``."""
    theme.put_rules_on()
    menu = QMenu(parent)
    menu.setAccessibleName(_("Count the series as"))
    for code, name in CHOICES:
        action = menu.addAction(_(name))
        action.setCheckable(True)
        action.setChecked(code == rule)
        if code != rule:
            action.triggered.connect(partial(_tell, choose, code))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    return menu


def _tell(choose: Callable[[str], None], code: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 (of Qt's signal)
    choose(code)
