"""The typical fortnight: what the last complete weeks have in common, as a timeline like any other (METRICS.md §10)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.day_parts import counts
from app.analysis.series_keys import key_of, key_of_series
from app.analysis.slots import slots_of
from app.errors import UserError
from app.language import _
from app.model.occurrences import Period
from app.model.plans import Met, TypicalWeeks
from app.timeline.attendance import addresses_of
from app.timeline.rules import DAILY, WEEKLY, InvalidRule, parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.occurrences import Occurrence, Timeline
    from app.model.plans import Familiar
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey
    from app.model.slots import Slot
    from app.model.timezones import HomeZone

WEEKS: Final = 8
"""Complete weeks that the typical fortnight is drawn from."""
_OWN: Final = frozenset({"block", "focus"})
_WEEKLY, _FORTNIGHTLY = 1, 2


class _Spot(NamedTuple):
    """Weekday (0 is Monday), start on the clock and length, in seconds."""

    weekday: int
    clock: int
    seconds: int


def typical_preferences(preferences: Preferences) -> Preferences:
    """Return what holds in a typical week: the hours of the settings, no holiday, no day with hours of its own."""
    return replace(preferences, holidays=frozenset(), shifts=())


def typical_fortnight(timeline: Timeline, preferences: Preferences) -> TypicalWeeks:
    """Return the two typical weeks, A and B, placed right after the weeks that they are drawn from.

    A series is in them if it was held in at least half of the weeks in which its rule has a slot (those in time away
    left aside). Weekly ones stand in both, fortnightly ones in the week of their own parity, rarer ones and one-offs in
    neither.

    Args:
        timeline: its period is the last complete weeks, from a Monday to a Sunday; with all series of it.
        preferences: for the zone, and which meetings count.

    Raises:
        UserError: where there is no complete week.

    """
    period = timeline.period
    weeks = (period.last - period.first + 1) // 7
    if weeks < 1:
        raise UserError(
            _("There is no typical week yet"),
            why=_("your calendars cover no complete week"),
            next_step=_("come back after a week, or bring in an older calendar"),
        )
    slots = slots_of(timeline.series, timeline.occurrences, period, preferences)
    rules = _rules(timeline)
    monday = period.last + 1
    found: list[Occurrence] = []
    taken: set[SeriesKey] = set()
    for key, own in slots.items():
        stood = _occurrences(own, rules.get(key, _WEEKLY), Period(monday, monday + 13, period.zone), period.first)
        if stood:
            taken.add(key)
            found += stood
    held = [each for each in timeline.inside() if counts(each, preferences) and period.start <= each.start]
    left = sum(each.end - each.start for each in held if key_of(each) not in taken)
    fortnight = timeline._replace(
        period=Period(monday, monday + 13, period.zone),
        reach=Period(monday, monday + 13, period.zone),
        occurrences=tuple(sorted(found, key=lambda each: (each.start, each.end, each.series.uid))),
        coverage=((monday, monday + 14),),
        problems=(),
    )
    familiar = familiar_times(held, taken, period.zone)
    return TypicalWeeks(
        timeline=fortnight,
        weeks=weeks,
        left_out=Fraction(left, weeks),
        familiar=familiar,
    )


def familiar_times(held: Sequence[Occurrence], wanted: Iterable[SeriesKey], zone: HomeZone) -> Familiar:
    """Return when each of some series took place, and when other meetings with all its people did."""
    people = [addresses_of(each.event) for each in held]
    of_series: dict[SeriesKey, list[int]] = defaultdict(list)
    for at, each in enumerate(held):
        of_series[key_of(each)].append(at)
    found = {}
    for key in wanted:
        own = of_series.get(key, [])
        who = people[own[-1]] if own else set()
        also = [at for at in range(len(held)) if who and who <= people[at]]
        found[key] = frozenset(_met(held[at], zone) for at in {*own, *also})
    return found


def _met(each: Occurrence, zone: HomeZone) -> Met:
    day, clock = zone.local(each.start)
    return Met((day - 1) % 7, clock, clock + each.end - each.start)


def _occurrences(slots: Sequence[Slot], of_rule: int, fortnight: Period, first: int) -> list[Occurrence]:
    """Return where a series stands in the fortnight; nowhere, where it was held too rarely."""
    here = [slot for slot in slots if not slot.away]
    zone = fortnight.zone
    by_week: dict[int, list[Slot]] = defaultdict(list)
    for slot in here:
        by_week[(zone.local(slot.original)[0] - first) // 7].append(slot)
    held = {week: kept for week, own in by_week.items() if (kept := [slot for slot in own if _takes_place(slot)])}
    if not held or 2 * len(held) < len(by_week):
        return []
    spacing = _spacing(sorted({(zone.local(slot.original)[0] - first) // 7 for slot in slots}), of_rule)
    if spacing > _FORTNIGHTLY:
        return []
    often = max(1, median_low(sorted(len(own) for own in held.values())))
    newest = max((slot for own in held.values() for slot in own), key=lambda slot: slot.start)
    assert newest.occurrence is not None
    spots = _spots([slot for own in held.values() for slot in own], often, fortnight)
    parity = max(by_week) % 2
    # Whatever the number of weeks looked at, A is the week right after them.
    after = (fortnight.first - first) // 7
    weeks = (0, 1) if spacing == _WEEKLY else ((after + parity) % 2,)
    return [_placed(newest.occurrence, spot, fortnight, week) for week in weeks for spot in spots]


def _takes_place(slot: Slot) -> bool:
    if slot.fate == "held":
        return True
    return slot.occurrence is not None and slot.occurrence.kind in _OWN


def _spacing(weeks: Sequence[int], of_rule: int) -> int:
    """Return in how manyeth week a series takes place, by the distance that its slots have most often."""
    if len(weeks) < 2:
        return of_rule
    apart = Counter(later - earlier for earlier, later in pairwise(weeks))
    return min(apart, key=lambda each: (-apart[each], each))


def _spots(held: Iterable[Slot], often: int, fortnight: Period) -> list[_Spot]:
    """Return the most frequent places in a week, one a weekday as far as that goes; the newest on a tie."""
    counted: Counter[_Spot] = Counter()
    newest: dict[_Spot, int] = {}
    for slot in held:
        day, clock = fortnight.zone.local(slot.start)
        spot = _Spot((day - 1) % 7, clock, slot.end - slot.start)
        counted[spot] += 1
        newest[spot] = max(slot.start, newest.get(spot, slot.start))
    days: Counter[int] = Counter()
    for spot, times in counted.items():
        days[spot.weekday] += times
    last = {day: max(newest[spot] for spot in counted if spot.weekday == day) for day in days}
    ranked = sorted(counted, key=lambda spot: (counted[spot], newest[spot]), reverse=True)
    chosen = sorted(days, key=lambda day: (days[day], last[day]), reverse=True)[:often]
    spots = [next(spot for spot in ranked if spot.weekday == day) for day in chosen]
    spots += [spot for spot in ranked if spot not in spots and 2 * counted[spot] >= max(counted.values())]
    return sorted(spots[:often])


def _placed(like: Occurrence, spot: _Spot, fortnight: Period, week: int) -> Occurrence:
    """Return an occurrence of a series at a place of the fortnight."""
    start = fortnight.zone.epoch(fortnight.first + 7 * week + spot.weekday, spot.clock)
    return like._replace(start=start, end=start + spot.seconds, original=start, away=False)


def _rules(timeline: Timeline) -> Mapping[SeriesKey, int]:
    """Return in how manyeth week each series takes place by its rule, where one slot alone is known."""
    return {key_of_series(each): _of_texts(each.recurrence.rules) for each in timeline.series if each.recurrence}


def _of_texts(rules: Sequence[str]) -> int:
    for text in rules:
        try:
            rule = parse_rule(text)
        except InvalidRule:
            continue
        if rule.frequency == WEEKLY:
            return rule.interval
        if rule.frequency == DAILY:
            return -(-rule.interval // 7)
    return _FORTNIGHTLY + 1
