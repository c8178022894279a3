"""Meeting-free time and weeks as rows of evidence: focus blocks, fragments, mornings, and what is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words as words
from app.analysis import occurrence_words, wording
from app.analysis.days import FOCUS, NOON
from app.analysis.weeks import FEWEST_WEEKS, WEEKS_BEFORE, usual_range
from app.language import _, ngettext
from app.model.evidence import Evidence, EvidenceRow
from app.model.spans import length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.analysis.day_parts import DayParts
    from app.analysis.overview import Measured
    from app.analysis.references import Reference
    from app.model.history import History
    from app.model.spans import Span
    from app.model.timezones import HomeZone
    from app.model.weeks import Week


def rule(gap: Span) -> str:
    """Return in a sentence why a gap counts as what it counts as (METRICS.md §2)."""
    if gap[1] - gap[0] >= FOCUS:
        return _("A gap between meetings of at least 2 h within working time counts as a focus block.")
    return _("A gap between meetings of less than 2 h within working time counts as a fragment.")


def stretches(parts: Iterable[DayParts], reference: Reference, history: History) -> Iterator[EvidenceRow]:
    """Return the focus blocks, or the fragments, of some days, each with the meetings beside it."""
    days = reference.last - reference.first + 1
    for day in parts:
        for gap in day.focus_blocks() if reference.figure == "focus" else day.fragments():
            yield _row(day, gap, _beside(gap, day), history, days)


def _row(day: DayParts, gap: Span, why: str, history: History, days: int) -> EvidenceRow:
    times = occurrence_words.times(*gap, history.zone)
    when = _("{day}, {times}").format(day=words.day_name(day.day, days, history.today), times=times)
    return EvidenceRow(when, words.block_length(gap[1] - gap[0]), why, (), rule(gap), "", "")


def _beside(gap: Span, day: DayParts) -> str:
    """Return between which meetings a gap lies."""
    before = next((occurrence_words.title(each) for each in day.meetings if each.end == gap[0]), None)
    after = next((occurrence_words.title(each) for each in day.meetings if each.start == gap[1]), None)
    if before is not None and after is not None:
        return _("between {before} and {after}").format(before=before, after=after)
    if before is not None:
        return _("after {before}").format(before=before)
    if after is not None:
        return _("before {after}").format(after=after)
    return _("without a meeting beside it")


# ---- mornings ----


def morning(day: DayParts, zone: HomeZone) -> list[Span]:
    """Return the working time before noon; nothing where that is too short to be a morning."""
    noon = zone.epoch(day.day, NOON)
    before = [(start, min(end, noon)) for start, end in day.working if start < noon]
    return before if length(before) >= FOCUS else []


def free_morning(day: DayParts, before: list[Span], history: History, days: int) -> EvidenceRow:
    """Return the row of a morning without any meeting."""
    row = _row(day, (before[0][0], before[-1][1]), _("no meeting lies in it"), history, days)
    return row._replace(title=_("meeting-free morning"), explanation="")


# ---- what is usual ----


def usual_weeks(title: str, reference: Reference, of: Measured, history: History) -> Evidence:
    """Return the twelve weeks before, with their meeting hours, and which of them make the usual range."""
    first = of.weeks[0].monday if of.weeks else reference.first
    mondays = range(first - 7 * WEEKS_BEFORE, first, 7)
    rows = tuple(_week_row(monday, history) for monday in mondays)
    usual = usual_range("meeting_seconds", [week.meeting_seconds for week in of.before])
    if usual is None:
        text = ngettext(
            "Usual appears after {least} complete weeks; {count} is there.",
            "Usual appears after {least} complete weeks; {count} are there.",
            len(of.before),
        )
        summary = text.format(least=wording.number(FEWEST_WEEKS, 0), count=wording.number(len(of.before), 0))
        return Evidence(title, summary, rows, (), 0)
    text = ngettext(
        "The middle of {count} week is {middle}; usual is {range}.",
        "The middle of {count} weeks is {middle}; usual is {range}.",
        len(of.before),
    )
    summary = text.format(
        count=wording.number(len(of.before), 0),
        middle=words.length((usual[0] + usual[1]) / 2),
        range=words.range_words(usual, "h"),
    )
    note = _(
        "Usual reaches about three times as far from the middle, on both sides, as these weeks typically lie, and at "
        "least 30 minutes."
    )
    return Evidence(title, summary, rows, (note,), 0)


def _week_row(monday: int, history: History) -> EvidenceRow:
    week = history.week(monday)
    covered = history.covered_days(monday, monday + 6) > 0
    known = week is not None and covered and week.meeting_seconds is not None
    value = words.length(week.meeting_seconds or 0) if week is not None and known else _("unknown")
    return EvidenceRow(words.week_name(monday), value, _why_week(week, covered=covered), (), "", "", "")


def _why_week(week: Week | None, *, covered: bool) -> str:
    if week is None or not covered:
        return _("does not count: your calendars do not cover it")
    if not week.complete:
        return _("does not count: it is not complete")
    if not week.full:
        return _("does not count: less than 60 %\u00a0of its working time is left")
    return _("counts: a full week")
