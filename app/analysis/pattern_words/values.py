"""What a sentence takes from a finding besides its figure: numbers and titles, by the names that the pattern gave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import wording
from app.language import _, ngettext
from app.model.foreign_text import visible

if TYPE_CHECKING:
    from app.model.findings import Found

MOST_TITLES: Final = 3
"""Titles that a sentence names before it says how many more there are."""
_LONGEST_TITLE: Final = 60


def number(found: Found, name: str) -> float:
    """Return a number of a finding."""
    value = found.values[name]
    assert isinstance(value, int | float)
    return value


def digits(found: Found, name: str) -> str:
    """Return a number of things, in digits."""
    return wording.number(number(found, name), 0)


def titles(found: Found, name: str) -> str:
    """Return the titles that a finding names, made harmless to show: "Budget round, Incident review and 2 more"."""
    value = found.values[name]
    assert isinstance(value, tuple)
    shown = [visible(str(title), _LONGEST_TITLE) or _("(no title)") for title in value[:MOST_TITLES]]
    listed = ", ".join(shown)
    more = len(value) - len(shown)
    if not more:
        return listed
    text = ngettext("{titles} and {count} more", "{titles} and {count} more", more)
    return text.format(titles=listed, count=wording.number(more, 0))
