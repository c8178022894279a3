"""What the tests are made of: small calendar files, single events, and timelines without a file.

Calendar files are property lines between BEGIN and END. Occurrences and timelines are built directly where a test is
about figures: their times are written as one reads them, ``2026-02-09 10:00-11:00``, in UTC unless a zone is named.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from app.model.events import NO_LENGTH, Attendee, CalendarTime, Event, EventKey, Length, Recurrence, Series
from app.model.occurrences import Attendance, Me, Occurrence, Period, Timeline
from app.model.sources import Calendar
from app.model.timezones import UTC, HomeZone, iana_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.events import Response
    from app.model.occurrences import Kind, RuleId
    from app.model.sources import Reading

ANNA: Final = "anna@firm.example"
BEN: Final = "ben@firm.example"
CALENDAR: Final = "work"
WEEKS_BEFORE: Final = 12

# ---- calendar files ----


def calendar(*events: str, head: Sequence[str] = ()) -> bytes:
    """A calendar file of events made by `event`; `head` are lines of the calendar itself (METHOD, X-WR-CALNAME)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Tests//EN", *head, *events, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def event(*lines: str, uid: str = "one", stamp: str = "20260101T000000Z") -> str:
    """A VEVENT with these property lines; on Monday 9 February 2026 from 10:00 to 11:00 UTC unless they say when."""
    own = [line for each in lines for line in each.split("\n") if line]
    when = [] if any(line.startswith("DTSTART") for line in own) else [*at("20260209T100000Z", "20260209T110000Z")]
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}", *when, *own, "END:VEVENT"])


def at(start: str, end: str) -> tuple[str, str]:
    """The two lines that say when, of times like ``20260209T100000Z`` or dates like ``20260209``."""
    kind = ";VALUE=DATE" if len(start) == len("20260209") else ""
    return f"DTSTART{kind}:{start}", f"DTEND{kind}:{end}"


def guest(address: str, answer: str = "ACCEPTED", *more: str) -> str:
    """An ATTENDEE line; `more` are parameters such as ``CUTYPE=ROOM``."""
    return f"ATTENDEE;{';'.join((*more, f'PARTSTAT={answer}'))}:mailto:{address}"


def organizer(address: str) -> str:
    """An ORGANIZER line."""
    return f"ORGANIZER:mailto:{address}"


def week_of_work() -> bytes:
    """A small calendar for tests that look at all that is printed, most of it in 2026-W07: one event cannot be read."""
    return calendar(
        event(
            "SUMMARY:Weekly review",
            *at("20260105T100000Z", "20260105T110000Z"),
            "RRULE:FREQ=WEEKLY;COUNT=6",
            organizer(BEN),
            guest(ANNA),
            uid="review",
        ),
        event(
            "SUMMARY:Design talk",
            *at("20260210T130000Z", "20260210T143000Z"),
            organizer(ANNA),
            guest(BEN),
            guest("eva@client.example", "TENTATIVE"),
            uid="design",
        ),
        event("SUMMARY:Focus time", *at("20260211T090000Z", "20260211T110000Z"), uid="focus"),
        event("SUMMARY:Urlaub", *at("20260213", "20260214"), uid="urlaub"),
        event(
            "SUMMARY:Late call",
            *at("20260212T220000Z", "20260213T003000Z"),
            organizer(BEN),
            guest(ANNA, "NEEDS-ACTION"),
            uid="late",
        ),
        event("SUMMARY:Odd", "DTSTART:20269999T100000", uid="odd"),
        head=("X-WR-CALNAME:Work",),
    )


# ---- events as a connector that is no file gives them ----

PLAIN: Final = Event(
    key=EventKey(CALENDAR, "one", None),
    start=CalendarTime(dt.date(2026, 2, 9).toordinal(), 10 * 3600, UTC),
    length=Length("exact", 0, 3600),
    title="",
    cancelled="",
    transparent=False,
    busy=None,
    event_type=None,
    organizer=None,
    attendees=(),
    carries_people=False,
    has_link=False,
    this_and_future=False,
    changed=(0, 0, 0),
    created=0,
    line=None,
)
"""An hour on Monday 9 February 2026, 10:00 UTC, that says nothing else."""


def plain_event(*attendees: Attendee, **changes: Any) -> Event:
    """`PLAIN` with attendees and other fields."""
    carries = bool(attendees) or changes.get("organizer") is not None
    return PLAIN._replace(attendees=attendees, **{"carries_people": carries, **changes})


def attendee(address: str, response: Response = "accepted", *, resource: bool = False, group: bool = False) -> Attendee:
    """An attendee as the readers give it."""
    return Attendee(address, response, is_resource=resource, is_group=group, is_optional=False)


# ---- timelines ----


def home(*names: str) -> HomeZone:
    """The analysis zone of one name, UTC without one."""
    zone = iana_zone(names[0] if names else "UTC")
    assert zone is not None
    return HomeZone(((1, zone),))


def ordinal(text: str) -> int:
    """The ordinal of a date like 2026-02-09."""
    return dt.date.fromisoformat(text).toordinal()


def times(text: str, zone: HomeZone | None = None) -> tuple[int, int]:
    """Start and end of ``2026-02-09 10:00-11:00``; an end before its start is on the next day.

    The end may carry a date of its own: ``2026-02-09 22:00 - 2026-02-11 06:00``.
    """
    zone = zone or home()
    first, __, rest = text.partition(" ")
    begin, __, finish = (part.strip() for part in rest.partition("-"))
    day = ordinal(first)
    start = zone.epoch(day, _seconds(begin))
    if " " in finish:
        last, __, clock = finish.partition(" ")
        return start, zone.epoch(ordinal(last), _seconds(clock))
    end = zone.epoch(day, _seconds(finish))
    return start, end if end > start else zone.epoch(day + 1, _seconds(finish))


def _seconds(clock: str) -> int:
    hour, minute, second = (*map(int, clock.split(":")), 0)[:3]
    return hour * 3600 + minute * 60 + second


def occurrence(
    when: str | tuple[int, int],
    kind: Kind = "meeting",
    *,
    title: str = "Talk",
    people: int | None = 2,
    response: Response | None = "accepted",
    external: bool | None = False,
    organized: bool | None = False,
    recurs: bool = False,
    away: bool = False,
    days: tuple[int, int] | None = None,
    rule: RuleId = "people",
    zone: HomeZone | None = None,
    uid: str = "one",
) -> Occurrence:
    """An occurrence of that kind at that time (`times`, or instants in seconds since 1970 UTC)."""
    start, end = times(when, zone) if isinstance(when, str) else when
    its_event = PLAIN._replace(title=title, length=NO_LENGTH, key=EventKey(CALENDAR, uid, None))
    series = Series(CALENDAR, uid, its_event, Recurrence(("FREQ=DAILY",)) if recurs else None, ())
    others = people is not None and people > 1
    attendance = Attendance(response, people, at_least=False, others=others, external=external, organized=organized)
    return Occurrence(
        event=its_event,
        series=series,
        start=start,
        end=end,
        days=days,
        original=start if recurs else None,
        kind=kind,
        rule=rule,
        attendance=attendance,
        away=away,
    )


def whole_days(first: str, end: str, kind: Kind, title: str = "", zone: HomeZone | None = None) -> Occurrence:
    """An all-day occurrence from `first` up to and without `end`."""
    zone = zone or home()
    days = ordinal(first), ordinal(end)
    instants = zone.midnight(days[0]), zone.midnight(days[1])
    return occurrence(instants, kind, title=title, people=None, days=days, rule="date")


def timeline(
    occurrences: Iterable[Occurrence],
    first: str = "2026-02-09",
    last: str = "2026-02-15",
    *,
    zone: HomeZone | None = None,
    coverage: tuple[tuple[int, int], ...] | None = None,
    me: Iterable[str] = (ANNA,),
    no_people: bool = False,
) -> Timeline:
    """A timeline over a period, the ISO week 2026-W07 unless another is named; everything is covered unless said."""
    zone = zone or home()
    period = Period(ordinal(first), ordinal(last), zone)
    monday = period.first - (period.first - 1) % 7
    return Timeline(
        period=period,
        reach=Period(monday - 7 * WEEKS_BEFORE, period.last, zone),
        occurrences=tuple(sorted(occurrences, key=lambda each: (each.start, each.end, each.series.uid))),
        calendars={CALENDAR: Calendar(CALENDAR, "Work", "work.ics", None, None, None)},
        me=Me(frozenset(me)),
        coverage=((1, ordinal("9000-01-01")),) if coverage is None else coverage,
        no_people=no_people,
        problems=(),
    )


def only_series(reading: Reading) -> Series:
    """The one series of a reading."""
    (series,) = reading.series
    return series
