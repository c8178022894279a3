"""The patterns of METRICS.md §7 that look at series and their meetings, the gate of all, and what a finding costs."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from tests.second_computation.week_patterns import (
    Seen,
    back_to_back,
    double_booked,
    focus_drought,
    focus_overrun,
    fragmented_focus,
    grew,
    meeting_load,
    outside_hours,
    oversight,
    same_circle,
    short_notice,
)
from tests.second_computation.whole import (
    DAY,
    Series,
    Slot,
    Whole,
    days_of,
    has_agenda,
    is_optional,
    length,
    names_one_of,
    others_of,
    own_text,
    title_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tests.second_computation.kinds import Classified

STATUS, BLOCKERS, ALL_HANDS = words_of("status"), words_of("blocker"), words_of("all_hands")


def lately(whole: Whole) -> set[date]:
    """The days of the last 13 full weeks."""
    return days_of(whole.full[-13:])


def window(whole: Whole) -> range:
    """The same days with the weeks between that are not full, as ordinals: slots are looked for in all of them."""
    return range(whole.full[-13:][0].toordinal(), whole.full[-1].toordinal() + 7)


def slots_within(series: Series, whole: Whole) -> list[Slot]:
    """The slots of the window."""
    return [slot for slot in series.slots if whole.day_of(slot.start).toordinal() in window(whole)]


def evidence_of(series: Sequence[tuple[Series, Sequence[Classified]]]) -> Seen:
    """The meetings of some series as evidence."""
    return Seen(
        evidence=[one for _, held in series for one in held],
        series=frozenset(each.key for each, _ in series),
    )


def status_ritual(whole: Whole) -> Seen | None:
    """Recurring, at least every other week, three people, a status title, and no agenda in 80 %."""
    found = []
    for series in whole.series.values():
        held = series.held(lately(whole), whole)
        if not series.recurs or len(held) < 3 or not whole.publishes(held[0]):
            continue
        apart = spacing(slots_within(series, whole), whole)
        without = sum(not has_agenda(one.occurrence.event) for one in held) / len(held)
        people = median(one.people or 2 for one in held)
        often, reports = apart is not None and apart <= 14, names_one_of(title_of(held[-1]), STATUS)
        if often and reports and people >= 3 and without >= 0.8:
            found.append((series, held))
    return evidence_of(found) if found else None


def spacing(slots: Sequence[Slot], whole: Whole) -> float | None:
    """The median distance in days of the times that the rule gives; None under three."""
    days = sorted(whole.day_of(slot.original) for slot in slots)
    return median((after - before).days for before, after in pairwise(days)) if len(days) >= 3 else None


def no_agenda(whole: Whole) -> Seen | None:
    """Half of the time in meetings of three people and half an hour over the last 8 weeks has no agenda."""
    asked = [
        one
        for one in whole.starting(days_of(whole.full[-8:]))
        if (one.people or 0) >= 3 and length(one) >= 30 and not one.external and whole.publishes(one)
    ]
    without = [one for one in asked if not has_agenda(one.occurrence.event)]
    if not asked or sum(map(length, without)) < 0.5 * sum(map(length, asked)):
        return None
    return Seen(sum(map(length, without)) / sum(map(length, asked)), without)


def crowd(whole: Whole) -> Seen | None:
    """Nine people and half an hour, no all-hands, at least 30 minutes a week on average."""
    large = [
        one
        for one in whole.starting(lately(whole))
        if (one.people or 0) >= 9 and length(one) >= 30 and not one.external
        if not names_one_of(title_of(one), ALL_HANDS)
    ]
    a_week = sum(map(length, large)) / len(whole.full[-13:])
    return Seen(a_week, large) if a_week >= 30 else None


def spectator(whole: Whole) -> Seen | None:
    """Recurring, held three times, I am optional or one of fifteen, and do not organize it."""
    found = []
    for series in whole.series.values():
        held = series.held(lately(whole), whole)
        if not series.recurs or len(held) < 3 or held[-1].organized:
            continue
        if is_optional(held[-1], whole.me) or median(one.people or 2 for one in held) >= 15:
            found.append((series, held))
    return evidence_of(found) if found else None


def zombie_series(whole: Whole) -> Seen | None:
    """At least three of the last six cancelled, skipped or declined."""
    found = []
    for series in whole.series.values():
        slots = [slot for slot in slots_within(series, whole) if not slot.away]
        if series.recurs and sum(slot.fate in {"cancelled", "skipped", "declined"} for slot in slots[-6:]) >= 3:
            found.append(series.key)
    return Seen(series=frozenset(found)) if found else None


def one_on_ones(whole: Whole) -> list[tuple[str, Series]]:
    """The recurring series with exactly one other person, each with who that is."""
    found = []
    for series in whole.series.values():
        met = [slot.one for slot in series.slots if slot.fate == "held" and slot.one]
        if series.recurs and met and all(one.people == 2 for one in met):
            found.append((next(iter(others_of(met[-1], whole.me))), series))
    return found


def one_on_one_slips(whole: Whole) -> Seen | None:
    """Two of the last six slots fell out and were not made up, or three moved, or none for twice the spacing."""
    found = [series.key for other, series in one_on_ones(whole) if slips(other, series, whole)]
    return Seen(series=frozenset(found)) if found else None


def slips(other: str, series: Series, whole: Whole) -> bool:
    """Whether this 1:1 gives way."""
    if all(whole.day_of(slot.start).toordinal() < window(whole).stop for slot in series.slots):
        return False
    last = [each for each in marked(other, series, whole) if whole.day_of(each[0].start).toordinal() in window(whole)]
    last = last[-6:]
    fell_out = sum(mark == "fell-out" and slot.fate != "declined" for slot, mark in last)
    moved = sum(mark == "moved" for _slot, mark in last)
    return fell_out >= 2 or moved >= 3 or none_held(other, series, whole)


def none_held(other: str, series: Series, whole: Whole) -> bool:
    """Whether the two have not met for twice the usual spacing, and one more for each slot in time away since then."""
    slots = slots_within(series, whole)
    apart = spacing(slots, whole)
    met = [one.start for one in with_only(other, whole) if whole.day_of(one.start).toordinal() in window(whole)]
    met = met or [slot.original for slot in slots if not slot.away][:1]
    if apart is None or not met:
        return False
    away = sum(slot.away and slot.start > max(met) for slot in slots)
    return window(whole).stop - 1 - whole.day_of(max(met)).toordinal() >= apart * (2 + away)


def with_only(other: str, whole: Whole) -> list[Classified]:
    """Every counted meeting with this person and nobody else, of a series or not, in order of start."""
    found = [one for one in whole.meetings if one.people == 2 and others_of(one, whole.me) == {other}]
    return sorted(found, key=lambda one: one.start)


def marked(other: str, series: Series, whole: Whole) -> list[tuple[Slot, str]]:
    """Each slot outside out-of-office time: held, moved, made up within seven days after it, or fallen out.

    A meeting of the two outside the series makes up for one slot and no more.
    """
    own = {id(slot.one) for slot in series.slots}
    left = [one for one in with_only(other, whole) if id(one) not in own]
    found = []
    for slot in series.slots:
        if slot.away or slot.fate == "uncounted":
            continue
        mark = "moved" if slot.moved else "held"
        if slot.fate != "held":
            days = [whole.day_of(slot.start) + DAY * number for number in range(8)]
            instead = [one for one in left if one.start >= slot.start and whole.day_of(one.start) in days]
            left = [one for one in left if one not in instead[:1]]
            mark = "made-up" if instead else "fell-out"
        found.append((slot, mark))
    return found


def one_on_one_status(whole: Whole) -> Seen | None:
    """A 1:1 whose title or agenda is in the status word list and names no blocker word."""
    found = []
    for _other, series in one_on_ones(whole):
        held = series.held(lately(whole), whole)
        if len(held) >= 3 and sum(map(reads_as_status, held)) >= 0.5 * len(held):
            found.append((series, held))
    return evidence_of(found) if found else None


def reads_as_status(one: Classified) -> bool:
    """Whether title and text have a status word and no blocker word."""
    text = f"{title_of(one)}\n{own_text(one.occurrence.event)}"
    return names_one_of(text, STATUS) and not names_one_of(text, BLOCKERS)


PATTERNS: dict[str, Callable[[Whole], Seen | None]] = {
    "meeting-inflation": grew,
    "meeting-load": meeting_load,
    "fragmented-focus": fragmented_focus,
    "focus-drought": focus_drought,
    "status-ritual": status_ritual,
    "no-agenda": no_agenda,
    "crowd": crowd,
    "spectator": spectator,
    "zombie-series": zombie_series,
    "same-circle": same_circle,
    "oversight": oversight,
    "back-to-back": back_to_back,
    "double-booked": double_booked,
    "outside-hours": outside_hours,
    "short-notice": short_notice,
    "one-on-one-slips": one_on_one_slips,
    "one-on-one-status": one_on_one_status,
    "focus-overrun": focus_overrun,
}


def patterns(whole: Whole) -> dict[str, Seen]:
    """Every pattern that is there; none where there are not 3 full weeks and 10 meetings."""
    if len(whole.full) < 3 or len(whole.starting(days_of(whole.full))) < 10:
        return {}
    found = {name: find(whole) for name, find in PATTERNS.items()}
    return {name: seen for name, seen in found.items() if seen is not None}
