"""The margins of a page: its content is one block of at most its width, where the reading begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.ui import theme
from app.ui.sentence import OVERSHOOT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QWidget

COLUMN: Final = 420
"""The width of the column that a wide page gains, in logical pixels."""
_WIDEST: Final = 1240
"""Of the content in one block."""
_WIDEST_OF_TWO: Final = _WIDEST + theme.SPACE_L + COLUMN
_WIDE_FROM: Final = 1560
_WIDE_FROM_LETTERS: Final = 170
"""The width of a page, its margins with it, from which it gains a column; and the same in mean letters of the body."""
NARROW: Final = 880
"""The width of a page under which it has less margin."""
_MARGIN: Final = 32
_MARGIN_NARROW: Final = 28


def is_wide(page: QWidget) -> bool:
    """Return whether a page has room for a column more, at the size of its text."""
    letters = page.width() / max(page.fontMetrics().averageCharWidth(), 1)
    return page.width() >= _WIDE_FROM and letters >= _WIDE_FROM_LETTERS


def widest_of(width: int) -> int:
    """Return how wide the content of a page so wide may be; the bar above all pages ends where they do."""
    return _WIDEST_OF_TWO if width >= _WIDE_FROM else _WIDEST


def margin_of(width: int) -> int:
    """Return the margin at the side where the reading begins, of a page so wide."""
    return _MARGIN_NARROW if width < NARROW else _MARGIN


def margin_after(width: int) -> int:
    """Return the margin at the other side."""
    return max(margin_of(width), width - margin_of(width) - widest_of(width))


def side_margins(page: QAbstractScrollArea) -> tuple[int, int]:
    """Return the left and the right margin in a page; a scroll bar lies in the margin, and moves nothing."""
    width = page.width()
    margin = margin_of(width)
    after = margin_after(width) - (width - page.viewport().width())
    return (after, margin) if page.isRightToLeft() else (margin, after)


def keep_margins(page: QAbstractScrollArea, content: QLayout) -> int:
    """Give the content of a page its margins, and return the room between them."""
    left, right = side_margins(page)
    content.setContentsMargins(left - OVERSHOOT, OVERSHOOT, right - OVERSHOOT, theme.SPACE_XL)
    return page.viewport().width() - left - right
