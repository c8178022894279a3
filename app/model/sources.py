"""Where events come from: calendars, what reading them brought, and what had to be set aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.model.events import Series
    from app.model.timezones import Zone


class Problem(NamedTuple):
    """One thing in the input that could not be taken as it stands: what, where, and why.

    Attributes:
        source: the file (and member of an archive) as the person named it.
        uid: the UID of the event, None where it has none or where the whole source is meant.
        line: the line of the file on which the event begins, from 1; None where it cannot be told.
        reason: one sentence for a person.
        kept: True where the event is there all the same (repaired, or read otherwise than it says).

    """

    source: str
    uid: str | None
    line: int | None
    reason: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """One calendar of one source.

    Attributes:
        key: what tells it from every other calendar of this reading.
        name: for people: X-WR-CALNAME, else the file's name.
        source: the file (and member) it was read from.
        owner: the address that its name gives (METRICS.md §1, *me*), or None.
        zone: X-WR-TIMEZONE, in which its floating times are read; None: in the analysis zone.
        newest: the latest DTSTAMP, LAST-MODIFIED or CREATED in it, seconds since 1970 UTC; None without any.

    """

    key: str
    name: str
    source: str
    owner: str | None
    zone: Zone | None
    newest: int | None


class Reading(NamedTuple):
    """What was read: calendars, their series, and the problems met on the way."""

    calendars: tuple[Calendar, ...]
    series: tuple[Series, ...]
    problems: tuple[Problem, ...]
