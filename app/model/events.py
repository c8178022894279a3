"""Events as a calendar holds them: what one VEVENT says, and the series that the VEVENTs of one UID make up.

Words: an *event* is one VEVENT; a *series* is all VEVENTs of one UID in one calendar (RFC 5545 §3.8.4.7): the *head*
with the recurrence, and *overrides* (RECURRENCE-ID, §3.8.4.4) that replace one slot of it, or with THISANDFUTURE all
later slots too. A one-off is a series of one. A series may lack its head (an *orphan* override).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.timezones import Zone

Response = Literal["accepted", "tentative", "unanswered", "declined"]
BusyStatus = Literal["busy", "free", "tentative", "out_of_office", "working_elsewhere"]
EventType = Literal["out_of_office", "focus", "working_location", "birthday", "task"]


class CalendarTime(NamedTuple):
    """A moment as the calendar writes it (RFC 5545 §3.3.4, §3.3.5).

    ``day`` is a proleptic ordinal and ``second`` counts from midnight, both in local time of ``zone``; without a zone
    the time floats and is read in the analysis zone. A DATE has second 0, no zone, and ``is_date``.
    """

    day: int
    second: int
    zone: Zone | None
    is_date: bool = False


class Length(NamedTuple):
    """How long an event lasts, in the form in which the calendar says it.

    ``wall``: days and seconds on the clock's face between DTSTART and DTEND of one zone; ``exact``: seconds that
    elapse (DTEND in another zone); ``duration``: nominal days and then exact seconds (DURATION, RFC 5545 §3.3.6).
    """

    form: Literal["wall", "exact", "duration"]
    days: int
    seconds: int


NO_LENGTH = Length("wall", 0, 0)


class Attendee(NamedTuple):
    """One ATTENDEE that has an address (lower case, without ``mailto:``)."""

    address: str
    response: Response
    is_resource: bool
    is_group: bool
    is_optional: bool


class EventKey(NamedTuple):
    """Which event this is: its calendar's id, its UID, and the slot it replaces (None for a head or a one-off)."""

    calendar: str
    uid: str
    recurrence_id: CalendarTime | None


class Event(NamedTuple):
    """What one VEVENT says, as far as figures need it.

    Attributes:
        carries_people: ATTENDEE or ORGANIZER stands in it with at least one address.
        has_link: a way to join a conference stands in it (METRICS.md §1, rule 8); only looked for without people. Also
            where the server left guests out: it is a meeting, and its people are unknown.
        busy: X-MICROSOFT-CDO-BUSYSTATUS or Graph ``showAs``; None where neither stands.
        event_type: Google ``eventType`` where it is not ``default``, as our connector writes it; other files have none.
        changed: SEQUENCE, LAST-MODIFIED and DTSTAMP (seconds since 1970 UTC, 0 if missing): the higher is newer.
        line: the line of its file on which it begins, counted from 1; None where that cannot be told.
        description: what is remembered of its DESCRIPTION, as the marks of ``app.model.description``.

    """

    key: EventKey
    start: CalendarTime
    length: Length
    title: str
    cancelled: Literal["", "status", "method"]
    transparent: bool
    busy: BusyStatus | None
    event_type: EventType | None
    organizer: str | None
    attendees: tuple[Attendee, ...]
    carries_people: bool
    has_link: bool
    this_and_future: bool
    changed: tuple[int, int, int]
    created: int
    line: int | None
    description: int = 0


class ExtraDate(NamedTuple):
    """One RDATE: a start, and a length of its own where it is a PERIOD (RFC 5545 §3.8.5.2)."""

    start: CalendarTime
    length: Length | None


class Recurrence(NamedTuple):
    """How a head repeats: texts of RRULE and EXRULE, and the dates added (RDATE) and removed (EXDATE)."""

    rules: tuple[str, ...] = ()
    excluded_rules: tuple[str, ...] = ()
    added: tuple[ExtraDate, ...] = ()
    removed: tuple[CalendarTime, ...] = ()


class Series(NamedTuple):
    """All events of one UID in one calendar.

    ``calendar`` is the calendar's id. ``recurrence`` is None for a one-off.
    """

    calendar: str
    uid: str
    head: Event | None
    recurrence: Recurrence | None
    overrides: tuple[Event, ...]

    @property
    def recurs(self) -> bool:
        """Tell whether it repeats, or stands for a slot of something that does."""
        return self.recurrence is not None or self.head is None

    @property
    def slots_are_days(self) -> bool:
        """Tell whether its slots are days rather than instants: it is an all-day series."""
        return self.any_event().start.is_date

    def any_event(self) -> Event:
        """Return the head, or the first override where there is no head."""
        return self.head if self.head is not None else self.overrides[0]
