"""Buttons as the look knows them: plain, the one that is meant first, quiet, one that opens events, an icon alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QToolButton

from app.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def button(text: str, kind: str = "", parent: QWidget | None = None) -> QPushButton:
    """Return a button with a word on it.

    Args:
        kind: empty for a plain one, ``main``, ``quiet`` or ``opens`` (`style_rules`).
    """
    made = QPushButton(text, parent)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if kind == "main":
        made.setFont(theme.font("strong"))
    return made


def icon_button(name: str, text: str, parent: QWidget | None = None, role: str = "muted") -> QToolButton:
    """Return a button with an icon alone; its name is the tool tip, and what a screen reader says."""
    made = QToolButton(parent)
    made.setProperty("kind", "icon")
    made.setToolTip(text)
    made.setAccessibleName(text)
    icons.wear(made, name, role)
    return made
