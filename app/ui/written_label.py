"""A label of text that somebody wrote: a word longer than the line is broken, and never makes a page wider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize

from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LEAST_IN_LETTERS: Final = 9


class WrittenLabel(PlainLabel):
    """A plain label that takes several lines, and may be narrower than its longest word."""

    def __init__(self, text: str, kind: str = "body", color: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(text, kind, color, parent, wrap=True)

    def minimumSizeHint(self) -> QSize:
        """Return the width of a short word."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST_IN_LETTERS * self.fontMetrics().averageCharWidth()), hint.height())
