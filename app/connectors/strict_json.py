"""JSON that somebody else may have written, read strictly: each value is what is asked for, or the file is refused.

Nothing is guessed and nothing is taken for something similar: ``true`` is no number, a name may stand once, and what is
no number at all (NaN) is none here either.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, Final

from app.errors import UnreadableInput
from app.language import _
from app.model.timezones import DAY, EPOCH_DAY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

LONGEST_TEXT: Final = 8_192
MOST_ROWS: Final = 200_000
MOST_CONTAINERS: Final = 2_000_000
"""Objects and lists of one file; an export of ten full years has a tenth of that."""
MOST_MARKS: Final = 12_000_000
"""Quotation marks of one file; an export of ten full years has a third of that."""
_INSTANT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)Z")
_LONGEST_PLACE: Final = 120


class NotAsAgreed(ValueError):
    """A value that is not what should stand there; its text is the place."""


class Value:
    """One value of a file, and where it stands ("calendars[0].series[2].uid")."""

    __slots__ = ("given", "place")

    def __init__(self, given: Any, place: str = "") -> None:  # noqa: ANN401 (parsed JSON may be anything)
        """Take what was parsed."""
        self.given = given
        self.place = place

    def refuse(self) -> NotAsAgreed:
        """Return the error that names this place."""
        return NotAsAgreed(self.place)

    def of(self, name: str) -> Value:
        """Return what stands under a name, which must be there."""
        inside = f"{self.place}.{name}" if self.place else name
        if type(self.given) is not dict or name not in self.given:
            raise NotAsAgreed(inside)
        return Value(self.given[name], inside)

    def has(self, name: str) -> bool:
        """Tell whether something stands under a name."""
        return type(self.given) is dict and name in self.given

    def rows(self, most: int = MOST_ROWS) -> Iterator[Value]:
        """Yield what stands in a list of at most so many."""
        if type(self.given) is not list or len(self.given) > most:
            raise self.refuse()
        for number, each in enumerate(self.given):
            yield Value(each, f"{self.place}[{number}]")

    def is_null(self) -> bool:
        """Tell whether there is nothing."""
        return self.given is None

    def text(self, longest: int = LONGEST_TEXT) -> str:
        """Return a text that can be stored: no half of a character, and no longer than allowed."""
        given = self.given
        if type(given) is not str or len(given) > longest:
            raise self.refuse()
        try:
            given.encode()
        except UnicodeEncodeError:
            raise self.refuse() from None
        return str(given)

    def text_or_empty(self, longest: int = LONGEST_TEXT) -> str:
        """Return a text, empty for nothing."""
        return "" if self.given is None else self.text(longest)

    def word(self, words: Collection[str]) -> Any:  # noqa: ANN401 (one of the words, whose type only the caller knows)
        """Return one of these words."""
        if type(self.given) is not str or self.given not in words:
            raise self.refuse()
        return self.given

    def truth(self) -> bool:
        """Return true or false."""
        if type(self.given) is not bool:
            raise self.refuse()
        return self.given

    def whole(self, least: int, most: int) -> int:
        """Return a whole number between two, both included."""
        given = self.given
        if type(given) is not int or not least <= given <= most:
            raise self.refuse()
        return given

    def date(self) -> int:
        """Return the ordinal of a date like 2026-01-05."""
        given = self.given
        try:
            if type(given) is str and len(given) == len("2026-01-05"):
                return dt.date.fromisoformat(given).toordinal()
        except ValueError:
            pass
        raise self.refuse()

    def date_or_none(self) -> int | None:
        """Return the ordinal of a date, None for nothing."""
        return None if self.given is None else self.date()

    def instant(self) -> int:
        """Return an instant like 2026-01-05T08:00:00Z in seconds since 1970."""
        found = _INSTANT.fullmatch(self.given) if type(self.given) is str else None
        if found is None:
            raise self.refuse()
        hour, minute, second = (int(part) for part in found.groups()[1:])
        return (Value(found[1], self.place).date() - EPOCH_DAY) * DAY + hour * 3600 + minute * 60 + second


def parsed(data: bytes) -> Value:
    """Return what a file of JSON holds.

    Raises:
        UnreadableInput: when it is not JSON as RFC 8259 says, a name stands twice in one object, or it holds too much.

    """
    # Little text can ask for much memory: an empty object takes two bytes here and sixty there.
    if data.count(b"{") + data.count(b"[") > MOST_CONTAINERS or data.count(b'"') > MOST_MARKS:
        raise UnreadableInput(
            _("This file of JSON holds more than an export can"), next_step=_("export it again for fewer years")
        )
    try:
        return Value(json.loads(data, object_pairs_hook=_each_name_once, parse_constant=_refuse_constant))
    except (ValueError, RecursionError):
        raise UnreadableInput(
            _("This file of JSON is damaged"), _("it is not whole, or not as JSON is written"), _("export it again")
        ) from None


def not_as_agreed(error: NotAsAgreed) -> UnreadableInput:
    """Return what is said of a file in which something is not what it should be."""
    place = str(error)
    if len(place) > _LONGEST_PLACE:
        place = f"…{place[-_LONGEST_PLACE:]}"
    return UnreadableInput(
        _("This is no export that Clearweek can bring in"),
        _("what stands under “{place}” is missing, or not what belongs there").format(place=place),
        _("export it again; nothing of it was taken"),
    )


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refuse_constant(word: str) -> Any:  # noqa: ANN401 (what json asks for; it never returns)
    raise ValueError(word)
