"""What the journal comes to (METRICS.md §8): its measures, and what stands beside the weeks of the calendars."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from app.analysis.experiments import outcome
from app.analysis.middle import median
from app.model.chosen_period import monday_of, period_with
from app.model.journal import first_day
from app.model.outcomes import (
    Due,
    Flow,
    LeadTime,
    Measures,
    NotesSummary,
    OneOnOneSheet,
    OutcomesPage,
    Quarter,
    Rate,
    Share,
    WeekBeside,
)
from app.model.spans import unite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.journal import Journal, MeetingNote, Promise
    from app.model.outcomes import Unknown
    from app.model.timezones import HomeZone
    from app.model.weeks import Week

WEEKS: Final = 13
"""Weeks before today's that the page looks at, unless others are asked for: a quarter."""
FEWEST_DUE: Final = 10
"""Under so many promises due there is a list and no percentage (METRICS.md §8)."""
REOPENED_WITHIN: Final = 30
"""Days in which a promise that is done may be reopened, and after which it counts for quality (METRICS.md §8)."""
HIGH: Final = 85
"""The percentile beside the median of the lead time."""


def outcomes_page(
    journal: Journal, weeks: Sequence[Week], today: int, zone: HomeZone, days: tuple[int, int] | None = None
) -> OutcomesPage:
    """Return the page of the journal.

    Args:
        journal: everything in it.
        weeks: the weeks that the calendars know, oldest first.
        today: the ordinal of the day from which weeks count as over.
        zone: whose midnights the days of meetings are counted by.
        days: the first and the last day of the measures, included; None: thirteen weeks and what is past of this one.

    """
    first, last = days or (monday_of(today) - 7 * WEEKS, today)
    still_open = [each for each in journal.promises if each.done is None]
    waiting = [(each.waiting.first, each.id, each) for each in still_open if each.waiting is not None]
    start, end = zone.midnight(first), zone.midnight(last + 1)
    notes = sorted((each for each in journal.notes if start <= each.start < end), key=_newest_note)
    entries = sorted((each for each in journal.entries if first <= each.day <= last), key=lambda each: -each.day)
    return OutcomesPage(
        today=today,
        measures=measures(journal.promises, first, last, today),
        promises=by_due_day(still_open),
        waiting=tuple(each for __, __, each in sorted(waiting, key=lambda row: row[:2])),
        weeks=beside(journal.promises, weeks, first, last),
        notes=tuple(notes),
        notes_summary=_notes_summary(notes),
        entries=tuple(entries),
        experiments=tuple(outcome(each, weeks, today) for each in journal.experiments),
        empty=not journal.rows(),
    )


def _newest_note(note: MeetingNote) -> tuple[int, int]:
    return -note.start, note.id


def by_due_day(promises: Sequence[Promise]) -> tuple[Promise, ...]:
    """Return promises in order of their day; those without one last, in the order in which they were recorded."""
    return tuple(sorted(promises, key=lambda each: (each.due is None, each.due or 0, each.id)))


# ---- the six measures ----


def measures(promises: Sequence[Promise], first: int, last: int, today: int) -> Measures:
    """Return the measures over some days, both included; nothing that lies after ``today`` is known yet."""
    until = min(last, today)
    due = _due(promises, first, min(last, today - 1))
    # What is done now, and since a day of these; the day is the last on which it was done, as work went on till then.
    done = [each for each in promises if each.done is not None and first <= each.done <= until]
    begun = [each for each in promises if each.began is not None and first <= each.began <= until]
    waits_noted = any(each.waits for each in promises)
    clarity, clarity_unknown = _clarity(begun)
    return Measures(
        first=first,
        last=last,
        predictability=_share(sum(each.kept for each in due), len(due), "nothing-due", fewest=FEWEST_DUE),
        lead_time=_lead_time(done),
        throughput=_throughput(promises, first, last, today),
        flow_efficiency=_flow(done, waits_noted=waits_noted),
        clarity=clarity,
        clarity_unknown=clarity_unknown,
        quality=_quality(promises, first, last, today),
        due=due,
    )


def _share(part: int, whole: int, nothing: Unknown, fewest: int = 1) -> Share:
    if not whole:
        return Share(None, part, whole, nothing)
    if whole < fewest:
        return Share(None, part, whole, "few-due")
    return Share(part / whole, part, whole, "")


def _due(promises: Sequence[Promise], first: int, last: int) -> tuple[Due, ...]:
    """Return what was due on some days, all of them over, and whether it was done at the end of its day."""
    found = by_due_day([each for each in promises if each.due is not None and first <= each.due <= last])
    return tuple(Due(each, each.was_done_on(each.due or 0)) for each in found)


def _lead_time(done: Sequence[Promise]) -> LeadTime:
    days = sorted(each.done - each.began for each in done if each.done is not None and each.began is not None)
    if not days:
        return LeadTime(None, None, 0, "no-begin" if done else "nothing-done")
    return LeadTime(float(median(days)), float(percentile(days, HIGH)), len(days), "")


def percentile(ordered: Sequence[int], percent: int) -> int:
    """Return the least value that so many per cent of all do not exceed: one of the values, never between two."""
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def _throughput(promises: Sequence[Promise], first: int, last: int, today: int) -> Rate:
    weeks = complete_weeks(promises, first, last, today)
    if not weeks:
        return Rate(None, 0, 0, "no-complete-week")
    count = sum(done_in(promises, monday) for monday in weeks)
    return Rate(count / len(weeks), count, len(weeks), "")


def complete_weeks(promises: Sequence[Promise], first: int, last: int, today: int) -> range:
    """Return the Mondays of the weeks that lie wholly in some days, are over, and which the journal covers wholly.

    Before its first day the journal knows nothing, so that weeks before it count for nothing rather than for zero.
    """
    begun = first_day(tuple(promises))
    if begun is None:
        return range(0)
    start = max(first, begun)
    return range(start + (1 - start) % 7, min(last + 1, today) - 6, 7)


def done_in(promises: Sequence[Promise], monday: int) -> int:
    """Return how many promises are done since a day of a week."""
    return sum(1 for each in promises if each.done is not None and monday <= each.done < monday + 7)


def _flow(done: Sequence[Promise], *, waits_noted: bool) -> Flow:
    """Return 1 less waiting ÷ lead time, both summed; where no wait was ever noted, none is known to be absent."""
    known = [each for each in done if each.began is not None]
    lead = sum((each.done or 0) - (each.began or 0) for each in known)
    waiting = sum(waiting_days(each) for each in known)
    unknown: Unknown = ""
    if not known:
        unknown = "no-begin" if done else "nothing-done"
    elif not waits_noted:
        unknown = "no-wait-noted"
    elif not lead:
        unknown = "no-days-between"
    return Flow(None if unknown else 1 - waiting / lead, waiting, lead, len(known), unknown)


def waiting_days(promise: Promise) -> int:
    """Return the days between begin and done in which a promise that is done waited; two waits at once count once."""
    begin, end = promise.began, promise.done
    if begin is None or end is None:
        return 0
    spans = [(max(wait.first, begin), min(end if wait.until is None else wait.until, end)) for wait in promise.waits]
    return sum(until - since for since, until in unite(spans))


def _clarity(begun: Sequence[Promise]) -> tuple[Share, int]:
    """Return the share with a definition of done written by the day of the begin, and how many say no day of it."""
    undated = sum(1 for each in begun if each.done_means and each.defined is None)
    clear = sum(
        1
        for each in begun
        if each.done_means and each.defined is not None and each.began is not None and each.defined <= each.began
    )
    known = len(begun) - undated
    return _share(clear, known, "no-day-of-definition" if undated else "nothing-begun"), undated


def _quality(promises: Sequence[Promise], first: int, last: int, today: int) -> Share:
    """Return the share of what was done at least thirty days ago that was not reopened within thirty days."""
    held, whole = 0, 0
    for each in promises:
        done, again = each.first_done, each.first_reopened
        if done is None or not first <= done <= min(last, today - REOPENED_WITHIN):
            continue
        whole += 1
        held += again is None or again - done > REOPENED_WITHIN
    return _share(held, whole, "nothing-done-long-ago")


# ---- beside the weeks of the calendars ----


def beside(promises: Sequence[Promise], weeks: Sequence[Week], first: int, last: int) -> tuple[WeekBeside, ...]:
    """Return the full weeks within some days that the journal covers and whose figures are known, oldest first."""
    covered = set(complete_weeks(promises, first, last, last + 1))
    return tuple(
        WeekBeside(
            week.monday, done_in(promises, week.monday), week.focus_seconds, week.meeting_seconds, week.fragmentation
        )
        for week in weeks
        if week.full and week.focus_seconds is not None and week.monday in covered
    )


def _notes_summary(notes: Sequence[MeetingNote]) -> NotesSummary:
    worth = [each.worth for each in notes if each.worth is not None]
    return NotesSummary(
        count=len(notes),
        worth=float(median(worth)) if worth else None,
        rated=len(worth),
        decisions=sum(1 for each in notes if each.decision),
        owners=sum(1 for each in notes if each.owner),
        blockers=sum(1 for each in notes if each.blocker),
    )


# ---- sheets that can be handed over alone ----


def people(journal: Journal) -> tuple[str, ...]:
    """Return the people to whom something was promised, each once, as they were written last."""
    found = {each.to.casefold(): each.to for each in journal.promises if each.to}
    return tuple(found.values())


def sheet_with(journal: Journal, person: str, today: int) -> OneOnOneSheet:
    """Return the open promises to a person; upper and lower case do not matter in the name."""
    wanted = person.casefold()
    found = [each for each in journal.promises if each.done is None and each.to.casefold() == wanted]
    return OneOnOneSheet(person=person, today=today, promises=by_due_day(found))


def delivered(journal: Journal, quarter: tuple[int, int] | None = None) -> tuple[Quarter, ...]:
    """Return what is done by quarter, newest first; of one (its first and last day) even where that is empty."""
    found: dict[tuple[int, int], list[Promise]] = {quarter: []} if quarter is not None else {}
    for each in journal.promises:
        if each.done is None:
            continue
        period = period_with("quarter", each.done)
        days = period.first, period.last
        if quarter is None or days == quarter:
            found.setdefault(days, []).append(each)
    return tuple(
        Quarter(*days, tuple(sorted(rows, key=lambda each: (each.done or 0, each.id))))
        for days, rows in sorted(found.items(), reverse=True)
    )
