"""Whether what widgets paint now is a picture that a person takes along, and how sharp that is."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget


class _Picture:
    """The picture under way."""

    ratio: float = 0.0


@contextmanager
def as_picture(ratio: float) -> Iterator[None]:
    """Have widgets paint as for a picture of so many dots a logical pixel: without cursor, focus or pointer."""
    _Picture.ratio = ratio
    try:
        yield
    finally:
        _Picture.ratio = 0.0


def is_picture() -> bool:
    """Return whether what is painted now is to be taken along."""
    return _Picture.ratio > 0


def pixel_ratio(widget: QWidget) -> float:
    """Return how many dots a logical pixel has in what is painted now."""
    return _Picture.ratio or widget.devicePixelRatioF()
