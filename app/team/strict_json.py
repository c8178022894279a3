"""JSON from somebody else, read strictly: Python's own reader takes NaN, duplicate keys and endless numbers."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from app.language import _
from app.model.team import FEWEST_WEEKS, MOST_WEEKS, TeamPeriod

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_FILE: Final = 65_536
"""Bytes that are read of a file at most (docs/team.md §2)."""
_LONGEST_NUMBER: Final = 9
"""Digits; with a few thousand, to make a number of them would take long."""
_HEX: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
_WEEK: Final = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class NotTaken(Exception):
    """What was given is not what it should be; carries why, in a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def strict_object(data: bytes) -> dict[str, Any]:
    """Return the one object that some bytes hold.

    Raises:
        NotTaken: when they are too many, no JSON, or hold a key twice, a fraction, NaN or an endless number.

    """
    if len(data) > LONGEST_FILE:
        raise NotTaken(_("It is larger than 64 KB."))
    try:
        found = json.loads(
            data.decode(),
            object_pairs_hook=_without_duplicates,
            parse_int=_whole_number,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError:
        raise NotTaken(_("It is not a text in UTF-8.")) from None
    except RecursionError:
        raise NotTaken(_("It is nested too deeply.")) from None
    except ValueError:
        raise NotTaken(_("It is not JSON.")) from None
    if not isinstance(found, dict):
        raise NotTaken(_("It is not a JSON object."))
    return found


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotTaken(_("A key stands in it twice."))
    return found


def _whole_number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise NotTaken(_("A number in it is too large."))
    return int(digits)


def _no_number(_text: str) -> NoReturn:
    raise NotTaken(_("A number in it is no whole number."))


# ---- what stands in it ----


def look_at_keys(found: Any, wanted: Iterable[str]) -> dict[str, Any]:  # noqa: ANN401 (what JSON holds)
    """Return an object that has the wanted keys and no other.

    Raises:
        NotTaken: when it has others, lacks one, or is no object.

    """
    if not isinstance(found, dict) or found.keys() != set(wanted):
        raise NotTaken(_("It has other keys than it may have."))
    return found


def whole_number(found: Any, least: int, most: int) -> int:  # noqa: ANN401
    """Return a whole number within bounds; True and False are none.

    Raises:
        NotTaken: when it is something else.

    """
    if type(found) is not int or not least <= found <= most:
        raise NotTaken(_("A number in it is not as it may be."))
    return found


def digits(found: Any) -> str:  # noqa: ANN401
    """Return 32 hexadecimal digits in lower case.

    Raises:
        NotTaken: when it is something else.

    """
    if not isinstance(found, str) or _HEX.fullmatch(found) is None:
        raise NotTaken(_("Its round or its slot is not 32 hexadecimal digits."))
    return found


def period(found: Any) -> TeamPeriod:  # noqa: ANN401
    """Return the weeks that ``{"from": "2026-W44", "weeks": 4}`` means.

    Raises:
        NotTaken: when it means none.

    """
    own = look_at_keys(found, ("from", "weeks"))
    weeks = whole_number(own["weeks"], FEWEST_WEEKS, MOST_WEEKS)
    matched = _WEEK.fullmatch(own["from"]) if isinstance(own["from"], str) else None
    year, number = map(int, matched.groups()) if matched is not None else (0, 0)
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        raise NotTaken(_("Its first week is not a week like 2026-W44.")) from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise NotTaken(_("Its first week is not a week like 2026-W44."))
    return TeamPeriod(monday.toordinal(), weeks)
