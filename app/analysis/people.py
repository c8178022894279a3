"""The 1:1s of some days, and the face-time audit of a quarter (METRICS.md §9): for the person's own eyes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from statistics import median_high
from typing import TYPE_CHECKING, Final

from app.analysis.middle import median
from app.analysis.one_on_one_slots import by_person, counted_slots, marked, one_on_one_series, others_in
from app.analysis.rhythm import spacing_days
from app.model.people import FaceTime, FaceTimeGroup, FaceTimeRow, OneOnOne

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.analysis.one_on_one_slots import Scheduled
    from app.model.journal import Entry
    from app.model.occurrences import Occurrence
    from app.model.people import FaceTimePerson, Mark
    from app.model.series_figures import SeriesKey
    from app.model.slots import Slot
    from app.model.timezones import HomeZone

SMALL: Final = 8
"""People in a meeting up to which it is a small one (METRICS.md §9)."""
BELOW: Final = 0.5
"""Share of the median below which somebody is listed (METRICS.md §9)."""
_LATELY: Final = 7
"""Days under which what has ended since is no long time ago."""
RECENT: Final = 12
"""How many marks of a 1:1 are shown."""


# ---- 1:1s ----


def one_on_ones(
    given: Scheduled, first: int, last: int, today: int, *, without_slot: bool = False
) -> tuple[OneOnOne, ...]:
    """Return the recurring 1:1s of some days by person: those that have not ended first, the most frequent first.

    Args:
        given: what the calendars hold.
        first: the first day, an ordinal.
        last: the last one, included.
        today: slots before this day are looked at, and the next one from it on. Of days that are long over, the days
            since the last one end with them; of those that end with the last week, with today.
        without_slot: also those that go on and had slots before these days, but none in them.

    """
    series: dict[str, list[SeriesKey]] = {}
    for key, person in one_on_one_series(given.slots, given.me).items():
        series.setdefault(person, []).append(key)
    meetings = by_person(given.meetings, given.me)
    days = range(first, min(last + 1, today))
    found = [
        _one_on_one(given, person, keys, meetings.get(person, []), days=days, today=today)
        for person, keys in series.items()
    ]
    return tuple(
        sorted(
            (each for each in found if each.planned or (without_slot and each.recent and not each.ended)),
            key=lambda each: (each.ended, each.spacing_days or float("inf"), each.person),
        )
    )


def _one_on_one(
    given: Scheduled,
    person: str,
    keys: Sequence[SeriesKey],
    meetings: Sequence[Occurrence],
    *,
    days: range,
    today: int,
) -> OneOnOne:
    still_to_come = given.zone.midnight(today)
    newest = sorted(keys, key=lambda key: given.slots[key][-1].original, reverse=True)
    known = _slots_until(given, keys, meetings, days.stop)
    slots = _in_days(known, days, given.zone)
    marks = [mark for __, mark in slots]
    until = _until(days, today)
    begin, end, now = (given.zone.midnight(day) for day in (days.start, max(days.stop, days.start), until))
    met = [each for each in meetings if each.start < now]
    events = [slot.occurrence.event if slot.occurrence else slot.head for slot in given.slots[newest[0]]]
    titles = [event.title for event in events if event is not None]
    lengths = [slot.end - slot.start for slot, __ in known[-RECENT:]]
    return OneOnOne(
        person=person,
        series=tuple(newest),
        title=titles[-1] if titles else "",
        slots=tuple(slots),
        planned=len(slots),
        held=marks.count("held") + marks.count("moved"),
        moved=marks.count("moved"),
        made_up=marks.count("made-up"),
        fell_out=marks.count("fell-out"),
        seconds=sum(each.end - each.start for each in met if begin <= each.start < end),
        days_since=until - given.zone.local(met[-1].start)[0] if met else None,
        next_start=next((each.start for each in meetings if each.start >= still_to_come), None),
        spacing_days=spacing_days(given.slots[newest[0]], given.zone),
        slot_seconds=median_high(lengths) if lengths else None,
        recent=tuple(known[-RECENT:]),
        ended=not any(key in given.lasting for key in keys),
    )


def _until(days: range, today: int) -> int:
    """Return the day up to which days since the last one are counted."""
    return today if today - days.stop < _LATELY else days.stop


def _slots_until(
    given: Scheduled, keys: Iterable[SeriesKey], meetings: Sequence[Occurrence], stop: int
) -> list[tuple[Slot, Mark]]:
    """Return all known slots before a day, of all series with one person, oldest first."""
    before = given.zone.midnight(stop)
    found: list[tuple[Slot, Mark]] = []
    for key in keys:
        own = [slot for slot in counted_slots(given.slots[key]) if slot.original < before and slot.start < before]
        found.extend(marked(key, own, meetings, given.zone))
    return sorted(found, key=lambda pair: pair[0].original)


def _in_days(known: Iterable[tuple[Slot, Mark]], days: range, zone: HomeZone) -> list[tuple[Slot, Mark]]:
    begin, end = zone.midnight(days.start), zone.midnight(max(days.stop, days.start))
    return [pair for pair in known if begin <= pair[0].original < end]


# ---- the face-time audit ----


def face_time(
    given: Scheduled,
    people: Sequence[FaceTimePerson],
    entries: Iterable[Entry],
    *,
    first: int,
    last: int,
    today: int,
    below: float = BELOW,
) -> FaceTime:
    """Return the audit of one quarter: one's own attention over the people that one named.

    Args:
        given: what the calendars hold.
        people: those whom the person named.
        entries: of the journal.
        first: the first day of the quarter, an ordinal.
        last: the last one, included.
        today: what lies before this day is looked at.
        below: share of the median below which somebody is listed.

    """
    days = range(first, min(last + 1, today))
    audit = _Audit(given, entries, days, _until(days, today))
    rows = [audit.row(person) for person in people]
    middle = float(median(row.one_on_one_seconds for row in rows)) if rows else 0.0
    groups = _groups(rows)
    medians = [group.median_seconds for group in groups]
    return FaceTime(
        first=first,
        last=last,
        rows=tuple(replace(row, below_half=row.one_on_one_seconds < below * middle) for row in rows),
        groups=groups,
        ratio=max(medians) / min(medians) if len(groups) > 1 and min(medians) > 0 else None,
        median_seconds=middle,
    )


def _groups(rows: Iterable[FaceTimeRow]) -> tuple[FaceTimeGroup, ...]:
    seconds: dict[str, list[int]] = {}
    for row in rows:
        if row.person.group:
            seconds.setdefault(row.person.group, []).append(row.one_on_one_seconds)
    return tuple(FaceTimeGroup(group, len(own), float(median(own))) for group, own in sorted(seconds.items()))


class _Audit:
    """What some days hold of each person: 1:1s, small meetings, and notes in the journal."""

    def __init__(self, given: Scheduled, entries: Iterable[Entry], days: range, until: int) -> None:
        self._given = given
        self._until = until
        self._days = days
        self._meetings = by_person(given.meetings, given.me)
        self._series: dict[str, list[SeriesKey]] = {}
        for key, person in one_on_one_series(given.slots, given.me).items():
            self._series.setdefault(person, []).append(key)
        self._small: Counter[str] = Counter()
        for each in given.meetings:
            who = each.attendance
            if who.people is not None and who.people <= SMALL and not who.at_least and self._is_inside(each):
                for address in others_in(each, given.me):
                    self._small[address] += each.end - each.start
        self._noted = Counter(entry.person.strip().casefold() for entry in entries if entry.day in days)

    def _day(self, each: Occurrence) -> int:
        return self._given.zone.local(each.start)[0]

    def _is_inside(self, each: Occurrence) -> bool:
        return self._day(each) in self._days

    def row(self, person: FaceTimePerson) -> FaceTimeRow:
        """Return what the days hold of one person; whether that is below half of the median is not known yet.

        Planned are the 1:1s that were held and the slots that fell out without another 1:1 in the seven days after.
        """
        address = person.address.casefold()
        meetings = self._meetings.get(address, [])
        held = [each for each in meetings if self._is_inside(each)]
        known = _slots_until(self._given, self._series.get(address, ()), meetings, self._days.stop)
        slots = _in_days(known, self._days, self._given.zone)
        last = max((self._day(each) for each in meetings if self._day(each) < self._until), default=None)
        return FaceTimeRow(
            person=person,
            planned=len(held) + sum(mark == "fell-out" for __, mark in slots),
            held=len(held),
            one_on_one_seconds=sum(each.end - each.start for each in held),
            small_seconds=self._small[address],
            days_since=None if last is None else self._until - last,
            noted=sum(self._noted[name] for name in {address, person.name.strip().casefold()}),
            below_half=False,
        )
