"""The patterns of METRICS.md §7 that look at weeks as a whole: found or not, the figure and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from tests.second_computation.figures import day_figures, minutes_between, ratio, slices_of, total
from tests.second_computation.inflation import inflation
from tests.second_computation.whole import WEEK, Whole, created, days_of, length, others_of, week_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from tests.second_computation.figures import Slice
    from tests.second_computation.kinds import Classified
    from tests.second_computation.whole import SplitUid

LEAST_MINUTES, LEAST_COUNT, LEAST_SHARE = 30.0, 1.0, 0.05
Range = tuple[float, float]


@dataclass(frozen=True)
class Seen:
    """A pattern that is there; None where METRICS.md does not determine the figure, the evidence or the series."""

    figure: float | None = None
    evidence: Sequence[Classified] | None = None
    series: frozenset[SplitUid] | None = None
    usual: Range | None = None


def usual_range(
    figure: Callable[[Whole, date], float | None], whole: Whole, week: date, among: Sequence[date], least: float
) -> Range | None:
    """What is usual for a week: median ± 2 × 1.4826 × MAD of the full weeks among the 12 before it (§4).

    They may lie before the period. Where a week carries the figure, the program looks at those too; where a pattern
    works it out itself, at those of the period alone.
    """
    before = [week - WEEK * back for back in range(1, 13)]
    known = [value for monday in among if monday in before and (value := figure(whole, monday)) is not None]
    if len(known) < 6:
        return None
    middle = median(known)
    reach = max(2 * 1.4826 * median(abs(value - middle) for value in known), least)
    return middle - reach, middle + reach


def grew(whole: Whole) -> Seen | None:
    """meeting-inflation: §6; the figure is the rise of time, else that of number."""
    found = inflation(whole)
    return Seen(found.risen[0]) if found and found.risen else None


# ---- load and focus ----


def load(whole: Whole, monday: date) -> tuple[float | None, float]:
    """Load, and minutes in meetings, of a week, external meetings left out."""
    inside = whole.calendar_of(one for one in whole.meetings if not one.external)
    pieces = [piece for day in week_of(monday) for piece in slices_of(day, inside)]
    in_hours = total(piece for piece in pieces if piece.meetings and piece.working)
    working = total(piece for piece in pieces if piece.working)
    return ratio(in_hours, working), total(piece for piece in pieces if piece.meetings)


def minutes_inside(whole: Whole, monday: date) -> float:
    """Minutes in meetings without anybody from outside."""
    return load(whole, monday)[1]


def meeting_load(whole: Whole) -> Seen | None:
    """Load ≥ 0.5, or ≥ 20 hours, in at least 3 of the last 4 weeks; the figure is that of the newest of them."""
    weeks = {monday: load(whole, monday) for monday in whole.full[-4:]}
    heavy = [week for week, (share, long) in weeks.items() if long >= 1200 or (share is not None and share >= 0.5)]
    if len(heavy) < 3:
        return None
    usual = usual_range(minutes_inside, whole, heavy[-1], whole.full, LEAST_MINUTES)
    return Seen(minutes_inside(whole, heavy[-1]), usual=usual)


def fragmentation(whole: Whole, monday: date) -> float | None:
    """Of a week."""
    focus, fragments = whole.focus_and_fragments(week_of(monday))
    return ratio(fragments, focus + fragments)


def fragmented_focus(whole: Whole) -> Seen | None:
    """Fragmentation ≥ 0.5 in at least 3 of the last 4 weeks; the figure is that of the newest of them."""
    shares = {monday: fragmentation(whole, monday) for monday in whole.full[-4:]}
    speaking = [monday for monday, share in shares.items() if share is not None and share >= 0.5]
    if len(speaking) < 3:
        return None
    return Seen(
        shares[speaking[-1]], usual=usual_range(fragmentation, whole, speaking[-1], whole.all_full, LEAST_SHARE)
    )


def focus_minutes(whole: Whole, monday: date) -> float:
    """Of a week."""
    return whole.focus_and_fragments(week_of(monday))[0]


def focus_drought(whole: Whole) -> Seen | None:
    """Too few focus days, or too small a share, in the last week."""
    days = [day for day in week_of(whole.full[-1]) if whole.working_minutes(day) > 0]
    figures = [day_figures(day, whole.calendar) for day in days]
    focus_days = sum((figure["focus_blocks"] or 0) >= 1 for figure in figures)
    minutes = sum(figure["focus_minutes"] or 0 for figure in figures)
    share = ratio(minutes, sum(map(whole.working_minutes, days)))
    if focus_days >= (2 if len(days) >= 4 else 1) and (share is None or share >= 0.25):
        return None
    return Seen(minutes, usual=usual_range(focus_minutes, whole, whole.full[-1], whole.all_full, LEAST_MINUTES))


# ---- the same people ----


def same_circle(whole: Whole) -> Seen | None:
    """Three meetings a week whose other people agree to 80 %, not one daily series, in 3 of the last 4 weeks.

    They agree with one circle, the same in all weeks; of several the one that meets most is told.
    """
    weeks = [whole.starting(set(week_of(monday))) for monday in whole.full[-4:]]
    circles = {others_of(one, whole.me) for week in weeks for one in week if len(others_of(one, whole.me)) >= 3}
    found: list[tuple[int, int]] = []
    for circle in circles:
        agreeing = [[one for one in week if agree(others_of(one, whole.me), circle)] for week in weeks]
        speaking = [
            week for week in agreeing if len(week) >= 3 and len({whole.key_of(one.occurrence) for one in week}) > 1
        ]
        if len(speaking) >= 3:
            found.append((sum(map(len, speaking)), len(speaking)))
    if not found:
        return None
    most = max(number for number, _weeks in found)
    rates = {number / weeks for number, weeks in found if number == most}
    return Seen(rates.pop() if len(rates) == 1 else None)


def agree(others: frozenset[str], circle: frozenset[str]) -> bool:
    """Whether four in five of all people in either are in both, and the meeting is one of three others or more."""
    return len(others) >= 3 and len(others & circle) >= 0.8 * len(others | circle)


def oversight(whole: Whole) -> Seen | None:
    """Four short, small, recurring meetings a week that one other person organizes, in 3 of the last 4 weeks."""
    by: dict[str, list[list[Classified]]] = {}
    for monday in whole.full[-4:]:
        small = [
            one
            for one in whole.starting(set(week_of(monday)))
            if length(one) <= 30 and one.people is not None and one.people <= 4 and one.occurrence.recurring
        ]
        for organizer in {one.occurrence.people.organizer for one in small} - whole.me - {None}:
            own = [one for one in small if one.occurrence.people.organizer == organizer]
            if organizer and len(own) >= 4:
                by.setdefault(organizer, []).append(own)
    found = [weeks for weeks in by.values() if len(weeks) >= 3]
    if len(found) != 1:
        return Seen() if found else None
    evidence = [one for week in found[0] for one in week]
    return Seen(len(evidence) / len(found[0]), evidence)


# ---- the last week ----


def long_runs(whole: Whole, monday: date) -> list[tuple[date, list[Classified]]]:
    """The runs of a week of at least three meetings and two hours, each with its day."""
    found = []
    for start, end in whole.calendar.runs:
        day = whole.day_of(start)
        if day in week_of(monday) and end - start >= timedelta(hours=2):
            own = [one for one in whole.meetings if start <= one.start and one.end <= end]
            if len(own) >= 3:
                found.append((day, own))
    return found


def days_of_runs(whole: Whole, monday: date) -> float:
    """How many days of a week have such a run."""
    return len({day for day, _meetings in long_runs(whole, monday)})


def back_to_back(whole: Whole) -> Seen | None:
    """A run of at least three meetings and two hours, on at least 2 days of the last week."""
    runs = long_runs(whole, whole.full[-1])
    days = days_of_runs(whole, whole.full[-1])
    if days < 2:
        return None
    evidence = [one for _day, own in runs for one in own]
    return Seen(days, evidence, usual=usual_range(days_of_runs, whole, whole.full[-1], whole.full, LEAST_COUNT))


def twice(whole: Whole, monday: date) -> list[Slice]:
    """When two meetings that I accepted or organize are at once."""
    mine = whole.calendar_of(one for one in whole.meetings if one.response == "accepted")
    return [piece for day in week_of(monday) for piece in slices_of(day, mine) if len(piece.meetings) > 1]


def minutes_twice(whole: Whole, monday: date) -> float:
    """Of a week."""
    return total(twice(whole, monday))


def double_booked(whole: Whole) -> Seen | None:
    """An hour in the last week between meetings that I accepted or organize."""
    pieces = twice(whole, whole.full[-1])
    if total(pieces) < 60:
        return None
    usual = usual_range(minutes_twice, whole, whole.full[-1], whole.full, LEAST_MINUTES)
    return Seen(total(pieces), meetings_in(pieces), usual=usual)


def meetings_in(pieces: Iterable[Slice]) -> list[Classified]:
    """Each meeting once."""
    return list({id(one): one for piece in pieces for one in piece.meetings}.values())


def outside(whole: Whole, day: date) -> list[Slice]:
    """Time in meetings before the first or after the last working interval of a day, or on one without."""
    pieces = slices_of(day, whole.calendar)
    working = [piece for piece in pieces if piece.working]
    if working:
        pieces = [piece for piece in pieces if piece.end <= working[0].start or piece.start >= working[-1].end]
    return [piece for piece in pieces if piece.meetings]


def outside_minutes(whole: Whole, monday: date) -> float:
    """Of a week."""
    return sum(total(outside(whole, day)) for day in week_of(monday))


def outside_hours(whole: Whole) -> Seen | None:
    """Meetings outside the hours: an hour in the last week, or on 3 days."""
    found = {day: outside(whole, day) for day in week_of(whole.full[-1])}
    minutes = outside_minutes(whole, whole.full[-1])
    if minutes < 60 and sum(map(bool, found.values())) < 3:
        return None
    evidence = meetings_in(piece for pieces in found.values() for piece in pieces)
    return Seen(minutes, evidence, usual=usual_range(outside_minutes, whole, whole.full[-1], whole.full, LEAST_MINUTES))


# ---- the last four weeks ----


def short_notice(whole: Whole) -> Seen | None:
    """At least 35 % of the others' one-off meetings of the last 4 weeks came less than a day before."""
    one_offs = [
        one for one in whole.starting(days_of(whole.full[-4:])) if not one.occurrence.recurring and not one.organized
    ]
    known = [(one, made) for one in one_offs if (made := created(one)) is not None]
    late = [one for one, made in known if one.start - made < timedelta(hours=24)]
    if len(known) < 5 or len(late) / len(known) < 0.35:
        return None
    return Seen(len(late) / len(known), late)


def focus_overrun(whole: Whole) -> Seen | None:
    """Over the last 4 weeks at least 4 hours of focus time booked, less than 70 % of it free of meetings."""
    days = days_of(whole.full[-4:])
    booked = [one for one in whole.classified if one.kind == "focus" and whole.day_of(one.start) in days]
    edges = sorted({edge for one in (*booked, *whole.meetings) for edge in (one.start, one.end)})
    minutes = free = 0.0
    evidence: dict[int, Classified] = {}
    for start, end in pairwise(edges):
        if any(one.start <= start < one.end for one in booked):
            over = [one for one in whole.meetings if one.start <= start < one.end]
            minutes += minutes_between(start, end)
            free += 0 if over else minutes_between(start, end)
            evidence |= {id(one): one for one in over}
    if minutes < 240 or free / minutes >= 0.7:
        return None
    return Seen(free / minutes, list(evidence.values()))
