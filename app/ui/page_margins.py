"""The margins of a page: its content is one block of at most its width, where the reading begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.ui import theme
from app.ui.sentence import OVERSHOOT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QLayout

WIDEST: Final = 1240
"""Of the content in one block, in logical pixels."""
NARROW: Final = 880
"""The width of a page under which it has less margin."""
_MARGIN: Final = 32
_MARGIN_NARROW: Final = 28


def margin_of(width: int) -> int:
    """Return the margin at the side where the reading begins, of a page so wide."""
    return _MARGIN_NARROW if width < NARROW else _MARGIN


def side_margins(page: QAbstractScrollArea, widest: int = WIDEST) -> tuple[int, int]:
    """Return the left and the right margin of a page whose content may be so wide."""
    width = page.viewport().width()
    margin = margin_of(width)
    after = max(margin, width - margin - widest)
    return (after, margin) if page.isRightToLeft() else (margin, after)


def keep_margins(page: QAbstractScrollArea, content: QLayout, widest: int = WIDEST) -> int:
    """Give the content of a page its margins, and return the room between them."""
    left, right = side_margins(page, widest)
    content.setContentsMargins(left - OVERSHOOT, OVERSHOOT, right - OVERSHOOT, theme.SPACE_XL)
    return page.viewport().width() - left - right
