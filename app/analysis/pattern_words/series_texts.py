"""The values of findings about series, as their sentences name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words
from app.analysis.wording import number
from app.language import _
from app.model.foreign_text import visible

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold

LONGEST_TITLE = 60


def setting(thresholds: dict[str, Threshold], name: str) -> str:
    """Return a threshold as a rule names it: a share as per cents, all others as a number."""
    each = thresholds[name]
    if each.unit == "share":
        return figure_words.share(each.value)
    return number(each.value, 0 if each.value == round(each.value) else 1)


def title(found: Found, name: str = "title") -> str:
    """Return a title that others wrote, made harmless."""
    return visible(str(found.values[name]), LONGEST_TITLE) or _("(no title)")


def whole(found: Found, name: str) -> int:
    """Return a value that counts something."""
    value = found.values[name]
    return value if isinstance(value, int) else 0


def length(found: Found, name: str) -> str:
    """Return a value in seconds as a length."""
    value = found.values[name]
    return figure_words.length(value if isinstance(value, int | float) else 0)


def share(found: Found, name: str) -> str:
    """Return a value that is a share as per cents."""
    value = found.values[name]
    return figure_words.share(value if isinstance(value, int | float) else 0)


def more(found: Found) -> int:
    """Return how many series the finding is about besides the costliest."""
    return len(found.series) - 1
