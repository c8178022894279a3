"""Occurrences to the figures of each series over some days (METRICS.md §5)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.day_parts import counts
from app.analysis.days import PEOPLE_WHERE_UNKNOWN, scheduled
from app.analysis.leave_out import LeaveOut
from app.analysis.middle import median
from app.analysis.series_keys import key_of, key_of_series, whole_key
from app.analysis.slots import is_moved, skipped_slots
from app.analysis.working_time import hours_by_day, working_time
from app.model.description import AGENDA, DESCRIBED
from app.model.leave_out import LeftOut
from app.model.series_figures import Creep, SeriesFigures, SeriesKey
from app.model.uids import joined_uid

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from app.model.events import CalendarTime, Event, Series
    from app.model.meetings import Scheduled
    from app.model.occurrences import Occurrence, Period, Timeline
    from app.model.preferences import Preferences
    from app.model.slots import Slot
    from app.model.spans import Span
    from app.model.timezones import HomeZone

CREEP_OF: Final = 4
"""How many held at the begin are compared with as many at the end (METRICS.md §5)."""


class SeriesDays(NamedTuple):
    """Some days, as far as the figures of series need them.

    Attributes:
        period: the days.
        series: those of calendars that count, at least all that can have a slot on these days, and of each that
            Google has split all parts: what is skipped and how old a series is cannot be read from occurrences.
        occurrences: of every kind, at least all that overlap the period, in order of start; copies are joined.
        working: the working time W(d) of at least these days, by ordinal.
        breaking: own blocks that break focus as meetings do.
        described: keys of the calendars that publish descriptions (``describing_calendars``).
        preferences: which meetings count, and holidays.
        no_people: no source says who is invited, so nothing is known of any series (METRICS.md §1).
        skipped: the ``skipped_slots`` of these days where they are known already; None: they are looked for.

    """

    period: Period
    series: Sequence[Series]
    occurrences: Sequence[Occurrence]
    working: Mapping[int, Sequence[Span]]
    breaking: Sequence[Span]
    described: frozenset[str]
    preferences: Preferences
    no_people: bool = False
    skipped: Sequence[tuple[Series, Slot]] | None = None

    def meetings(self) -> list[Occurrence]:
        """Return the meetings that count, those that only overlap the period among them."""
        return [each for each in self.occurrences if counts(each, self.preferences)]

    def leave_out(self, *, joined: bool = True) -> LeaveOut:
        """Return what the days of the period gain without some of their meetings."""
        days = range(self.period.first, self.period.last + 1)
        working = {day: self.working[day] for day in days if day in self.working}
        return LeaveOut(self.meetings(), self.breaking, working, key_of if joined else whole_key)


def days_of_timeline(
    timeline: Timeline, series: Iterable[Series], preferences: Preferences, period: Period | None = None
) -> SeriesDays:
    """Return the days of a timeline, or of a period within its reach, for the figures of series.

    ``series`` are all that were read; those of calendars that the person left out are not looked at.
    """
    period = period or timeline.period
    given = scheduled(timeline, preferences)
    aside = preferences.keys_left_out(timeline.calendars.values())
    counted = [each for each in series if each.calendar not in aside]
    return SeriesDays(
        period=period,
        series=counted,
        occurrences=[each for each in timeline.occurrences if each.start < period.end and each.end > period.start],
        working=working_by_day(given, period, preferences),
        breaking=given.breaking,
        described=describing_calendars(counted),
        preferences=preferences,
        no_people=timeline.no_people,
    )


def working_by_day(given: Scheduled, period: Period, preferences: Preferences) -> dict[int, list[Span]]:
    """Return W(d) of each day of a period by its ordinal (METRICS.md §2)."""
    hours = hours_by_day(period, given.shifts, preferences)
    return dict(enumerate(working_time(hours, given.away, period, preferences.holidays), period.first))


def describing_calendars(series: Iterable[Series]) -> frozenset[str]:
    """Return the keys of the calendars of which any event has a description: of others, agendas are unknown."""
    found: set[str] = set()
    for each in series:
        if each.calendar not in found and any(event.description & DESCRIBED for event in _events(each)):
            found.add(each.calendar)
    return frozenset(found)


def series_figures(days: SeriesDays, *, joined: bool = False, also: Collection[str] = ()) -> tuple[SeriesFigures, ...]:
    """Return the figures of each series with a meeting on some days, or with one that fell out, the costliest first.

    A row is of a whole UID; its age and creep are those of the series of which Google made it a part. With
    ``joined``, the parts are one row each series. The series with the joined UIDs ``also`` have a row whatever they
    count as.
    """
    costs = {} if days.no_people else days.leave_out(joined=joined).each_series()
    found = FiguresByKey(days, lambda key: costs.get(key, LeftOut(0, 0)), joined=joined, also=also)
    return tuple(sorted(found.values(), key=lambda each: (-each.focus_cost_seconds, -each.seconds, each.key, each.uid)))


class FiguresByKey(Mapping[SeriesKey, SeriesFigures]):
    """The figures of each series that `series_figures` gives, by its key, each worked out when it is asked for.

    Patterns ask for those of few.
    """

    def __init__(
        self,
        days: SeriesDays,
        cost_of: Callable[[SeriesKey], LeftOut],
        *,
        joined: bool = False,
        also: Collection[str] = (),
    ) -> None:
        """Take what `series_figures` takes, and what gives what the days would gain without a series."""
        self._days = days
        self._cost_of = cost_of
        self._rows = {} if days.no_people else _rows(days, joined=joined, also=also)
        self._known: dict[SeriesKey, SeriesFigures] = {}

    def __getitem__(self, key: SeriesKey) -> SeriesFigures:
        figures = self._known.get(key)
        if figures is None:
            row = self._rows[key]
            whole = key_of_series(row.series)
            creep = creep_of(sorted(self._held[whole], key=_start))
            age = max(self._days.period.last - self._birth(row.series), 0)
            figures = _figures(row, self._days, self._cost_of(key), creep, age)
            self._known[key] = figures
        return figures

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[SeriesKey]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def _held(self) -> dict[SeriesKey, list[Occurrence]]:
        """What was held of each series, of all of its parts."""
        held: dict[SeriesKey, list[Occurrence]] = {}
        for row in self._rows.values():
            held.setdefault(key_of_series(row.series), []).extend(row.held)
        return held

    @cached_property
    def _parts(self) -> dict[SeriesKey, list[Series]]:
        parts: dict[SeriesKey, list[Series]] = {}
        for each in self._days.series:
            parts.setdefault(key_of_series(each), []).append(each)
        return parts

    def _birth(self, series: Series) -> int:
        """Return the day on which a series first began, of the first part where Google has split it."""
        zone = self._days.period.zone
        return min(first_day(each, zone) for each in self._parts.get(key_of_series(series), (series,)))


def creep_of(held: Sequence[Occurrence]) -> Creep | None:
    """Return the last four of a series against its first four, in order of start; None under eight.

    How many take place a month is read from the time between the first and the last of each four. A change is unknown
    where what it is divided by is 0, and that of people where one of the eight says nobody.
    """
    if len(held) < 2 * CREEP_OF:
        return None
    first, last = held[:CREEP_OF], held[-CREEP_OF:]
    lengths = [sum(each.end - each.start for each in part) / CREEP_OF for part in (first, last)]
    spans = [part[-1].start - part[0].start for part in (first, last)]
    people = [[each.attendance.people for each in part if each.attendance.people is not None] for part in (first, last)]
    known = all(len(part) == CREEP_OF for part in people)
    return Creep(
        length=_change(lengths[0], lengths[1]),
        people=_change(sum(people[0]) / CREEP_OF, sum(people[1]) / CREEP_OF) if known else None,
        often=_change(spans[1], spans[0]),
    )


def _change(before: float, after: float) -> float | None:
    return after / before - 1 if before and after else None


_start = itemgetter(0)


class _Row:
    """What a series came to, while it is gathered.

    ``series`` is the newest part, ``newest`` the newest occurrence; ``meets``: any of them is a meeting, away or not.
    """

    def __init__(self, series: Series) -> None:
        self.series = series
        self.newest: Occurrence | None = None
        self.meets = False
        self.held: list[Occurrence] = []
        self.cancelled = self.declined = self.moved = self.skipped = 0

    def take(self, each: Occurrence, days: SeriesDays) -> None:
        """Take one occurrence; they come in order of start."""
        self.series, self.newest = each.series, each
        self.meets = self.meets or each.kind == "meeting"
        self.moved += is_moved(each, days.period)
        self.cancelled += each.kind == "cancelled"
        self.declined += each.kind == "declined"
        if counts(each, days.preferences):
            self.held.append(each)

    def is_meeting(self) -> bool:
        """Tell whether it has a place among the meetings, though none of it may have been held."""
        if self.newest is None:
            event = self.series.any_event()
            return self.skipped > 0 and (event.carries_people or event.has_link)
        return bool(self.held or self.cancelled or self.declined or (self.skipped and self.meets))


def _rows(days: SeriesDays, *, joined: bool, also: Collection[str]) -> dict[SeriesKey, _Row]:
    """Return what the series with meetings came to, by their keys."""
    period = days.period
    rows: dict[SeriesKey, _Row] = {}
    known: dict[int, _Row] = {}
    for each in sorted(days.occurrences, key=_start):
        if each.days is not None or not period.start <= each.start < period.end:
            continue
        row = known.get(id(each.series))
        if row is None:
            key = key_of(each) if joined else whole_key(each)
            row = known[id(each.series)] = rows.setdefault(key, _Row(each.series))
        row.take(each, days)
    skipped = days.skipped
    if skipped is None:
        skipped = list(skipped_slots(days.series, days.occurrences, period, days.preferences))
    for series, __ in skipped:
        key = key_of_series(series) if joined else SeriesKey(series.calendar, series.uid)
        rows.setdefault(key, _Row(series)).skipped += 1
    return {key: row for key, row in rows.items() if row.is_meeting() or joined_uid(key.uid) in also}


def _figures(row: _Row, days: SeriesDays, cost: LeftOut, creep: Creep | None, age: int) -> SeriesFigures:
    held = row.held
    people = [each.attendance.people for each in held if each.attendance.people is not None]
    newest = held[-1] if held else row.newest
    externals = {each.attendance.external for each in held or ([newest] if newest else [])}
    knows = bool(held) and row.series.calendar in days.described
    return SeriesFigures(
        key=key_of_series(row.series),
        uid=row.series.uid,
        title=newest.event.title if newest else row.series.any_event().title,
        recurs=row.series.recurs,
        held=len(held),
        cancelled=row.cancelled,
        skipped=row.skipped,
        moved=row.moved,
        declined=row.declined,
        seconds=sum(each.end - each.start for each in held),
        people=median(people) if people else None,
        person_seconds=sum(person_seconds(each) for each in held),
        age_days=age,
        described=sum(1 for each in held if each.event.description & AGENDA) / len(held) if knows else None,
        creep=creep,
        focus_cost_seconds=cost.focus_seconds,
        fragment_cost_seconds=cost.fragment_seconds,
        organized=newest.attendance.organized if newest else None,
        external=True if True in externals else None if None in externals or not externals else False,
        last_held=held[-1].start if held else None,
    )


def person_seconds(each: Occurrence) -> int:
    """Return length times people of a meeting; unknown people count as two (METRICS.md §3)."""
    people = each.attendance.people
    return (each.end - each.start) * (PEOPLE_WHERE_UNKNOWN if people is None else people)


# ---- age ----


def first_day(series: Series, zone: HomeZone) -> int:
    """Return the day (ordinal) on which a series begins: its DTSTART, or an RDATE before it.

    Of overrides without a head, it is the first of them.
    """
    if series.head is None:
        return min(_day_of(each.start, zone) for each in series.overrides)
    added = series.recurrence.added if series.recurrence is not None else ()
    return min([_day_of(series.head.start, zone), *(_day_of(each.start, zone) for each in added)])


def _day_of(time: CalendarTime, zone: HomeZone) -> int:
    if time.is_date or time.zone is None:
        return time.day
    return zone.local(time.zone.epoch(time.day, time.second))[0]


def _events(series: Series) -> tuple[Event, ...]:
    return series.overrides if series.head is None else (series.head, *series.overrides)
