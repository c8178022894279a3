"""Analysis and Timeline as text that a person likes to read."""

from __future__ import annotations

import os
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from app.analysis import wording
from app.cli.as_json import iso_week
from app.language import _, ngettext
from app.model.foreign_text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.analysis import Analysis
    from app.model.occurrences import Kind, Occurrence, Timeline
    from app.model.sources import Problem
    from app.model.weeks import Week

_KINDS: tuple[Kind, ...] = (
    "meeting",
    "block",
    "focus",
    "free",
    "out_of_office",
    "all_day",
    "declined",
    "cancelled",
    "ignored",
)
_WEEKS_SHOWN = 13
_BAR = 20
_EIGHTHS = " ▏▎▍▌▋▊▉"
_PROBLEMS_SHOWN = 12


class Style:
    """Bold and faint where the output is a terminal that wants them, else plain."""

    def __init__(self, out: TextIO) -> None:
        """Look at where the text goes, and at NO_COLOR."""
        self._on = out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def bold(self, text: str) -> str:
        """Return a heading."""
        return f"\033[1m{text}\033[0m" if self._on else text

    def faint(self, text: str) -> str:
        """Return text of less weight."""
        return f"\033[2m{text}\033[0m" if self._on else text


def analysis_text(analysis: Analysis, style: Style) -> str:
    """Return the analysis: the last complete week, the weeks before it, what was counted and what was not."""
    period = analysis.period
    lines = [
        style.bold(f"{wording.days_between(period.first, period.last)} · {period.zone.name}"),
        style.faint(wording.who_am_i(analysis)),
        "",
    ]
    week = analysis.last_complete_week()
    if week is None:
        lines += [_no_complete_week(analysis), ""]
    else:
        lines += [*_week_lines(week, style), ""]
    lines += [*_weeks_lines(analysis.weeks, style), ""]
    lines.append(_counted_line(analysis))
    lines.append(style.faint(wording.lower_bound()))
    lines += problem_lines(analysis.problems, style)
    return "\n".join(lines)


def _no_complete_week(analysis: Analysis) -> str:
    if not analysis.coverage:
        return _("The data cover no days yet, so no week is complete.")
    return _("No week of this period is complete: covered by the data, and over.")


def _week_lines(week: Week, style: Style) -> list[str]:
    title = _("{week}, {days}: the last complete week").format(
        week=iso_week(week.monday), days=wording.days_between(week.monday, week.monday + 6)
    )
    heads = (_("that week"), _("usual"))
    rows = [
        _hours_row(_("Meetings"), week, "meeting_seconds"),
        _hours_row(_("Focus, in blocks of 2 h and more"), week, "focus_seconds"),
        _hours_row(_("  of 90 minutes and more"), week, "focus_seconds_90"),
        _hours_row(_("  of 60 minutes and more"), week, "focus_seconds_60"),
        _share_row(_("Fragmentation of meeting-free time"), week, "fragmentation"),
        _hours_row(_("Meetings outside working hours"), week, "outside_hours_seconds"),
        _hours_row(_("Double-booked"), week, "double_booked_seconds"),
        _hours_row(_("Tentative or not answered"), week, "unsure_seconds"),
    ]
    names = max(_width(row[0]) for row in rows) + 2
    values = max(_width(row[1]) for row in [*rows, ("", heads[0], "", "")])
    ranges = max(_width(row[2]) for row in [*rows, ("", "", heads[1], "")]) + 3
    table = [style.faint(f"  {'':{names}}{heads[0]:>{values}}{heads[1]:>{ranges}}")]
    table += [f"  {_padded(a, names)}{b:>{values}}{c:>{ranges}}   {d}".rstrip() for a, b, c, d in rows]
    return [style.bold(title), wording.week_sentence(week), "", *table]


Row = tuple[str, str, str, str]


def _hours_row(name: str, week: Week, figure: str) -> Row:
    value, usual = getattr(week, figure), week.usual.get(figure)
    shown = (
        "–"
        if usual is None
        else _("{low} to {high}").format(low=wording.number(max(usual[0], 0) / 3600), high=wording.hours(usual[1]))
    )
    return name, wording.hours(value), shown, wording.against_usual(value, usual)


def _share_row(name: str, week: Week, figure: str) -> Row:
    value, usual = getattr(week, figure), week.usual.get(figure)
    shown = (
        "–"
        if usual is None
        else _("{low} to {high}").format(low=wording.percent(max(usual[0], 0)), high=wording.percent(min(usual[1], 1)))
    )
    return name, wording.percent(value), shown, wording.against_usual(value, usual)


def _weeks_lines(every: Sequence[Week], style: Style) -> list[str]:
    shown = every[-_WEEKS_SHOWN:]
    most = max((value or 0 for week in shown for value in (week.meeting_seconds, week.focus_seconds)), default=0)
    meetings, focused, not_complete = _("meetings"), _("focus"), _("not complete")
    lines = [style.faint(f"  {'':9}{_padded(meetings, 10 + _BAR)}{focused}")]
    for week in shown:
        meeting = f"{wording.hours(week.meeting_seconds):>8} {_bar(week.meeting_seconds, most)}"
        focus = f"{wording.hours(week.focus_seconds):>8} {_bar(week.focus_seconds, most)}"
        line = f"  {iso_week(week.monday)}{_padded(meeting, 11 + _BAR)}{focus}".rstrip()
        lines.append(line if week.complete else style.faint(f"{line}  {not_complete}"))
    earlier = len(every) - len(shown)
    if earlier:
        text = ngettext(
            "  and {count} week before (--json has all)",
            "  and {count} weeks before (--json has all)",
            earlier,
        )
        lines.append(style.faint(text.format(count=wording.number(earlier, 0))))
    return lines


def _bar(value: float | None, most: float) -> str:
    if not value or not most:
        return ""
    eighths = round(value / most * _BAR * 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _counted_line(analysis: Analysis) -> str:
    counts = [wording.kind_count(kind, analysis.kinds[kind]) for kind in _KINDS if analysis.kinds.get(kind)]
    text = _("Read: {counts}.").format(counts=", ".join(counts) or _("nothing in this period"))
    if analysis.away:
        away = ngettext(
            "{count} meeting lies in time away and counts nowhere.",
            "{count} meetings lie in time away and count nowhere.",
            analysis.away,
        )
        text += " " + away.format(count=wording.number(analysis.away, 0))
    return text


def problem_lines(problems: Sequence[Problem], style: Style) -> list[str]:
    """Return what was set aside, and what was kept after a repair, line by line."""
    lines: list[str] = []
    lost = [problem for problem in problems if not problem.kept]
    kept = [problem for problem in problems if problem.kept]
    if lost:
        text = ngettext("{count} thing was set aside:", "{count} things were set aside:", len(lost))
        lines += ["", style.bold(text.format(count=wording.number(len(lost), 0))), *_problem_rows(lost)]
    if kept:
        text = ngettext("{count} thing was kept with a note:", "{count} things were kept with a note:", len(kept))
        lines += ["", style.bold(text.format(count=wording.number(len(kept), 0))), *_problem_rows(kept)]
    return lines


def _problem_rows(problems: Sequence[Problem]) -> list[str]:
    rows = []
    for problem in problems[:_PROBLEMS_SHOWN]:
        where = visible(problem.source, 80)
        if problem.line is not None:
            where = _("{source}, line {line}").format(source=where, line=problem.line)
        if problem.uid:
            where = _("{where}, event {uid}").format(where=where, uid=visible(problem.uid, 40))
        rows.append(f"  {where}: {visible(problem.reason, 300)}")
    if len(problems) > _PROBLEMS_SHOWN:
        more = len(problems) - _PROBLEMS_SHOWN
        text = ngettext("  and {count} more (--json has all)", "  and {count} more (--json has all)", more)
        rows.append(text.format(count=wording.number(more, 0)))
    return rows


def events_text(timeline: Timeline, style: Style) -> str:
    """Return every occurrence of the period by day, with its kind and why it has it."""
    period = timeline.period
    found = timeline.inside()
    lines = [style.bold(f"{wording.days_between(period.first, period.last)} · {period.zone.name}")]
    if not found:
        lines += ["", _("Nothing takes place in this period.")]
    for day, each_day in groupby(found, key=lambda each: max(_first_day(each, timeline), period.first)):
        lines += ["", style.bold(wording.day_name(day))]
        lines += [_event_line(each, timeline, style) for each in each_day]
    lines += problem_lines(timeline.problems, style)
    return "\n".join(lines)


def _first_day(each: Occurrence, timeline: Timeline) -> int:
    return each.days[0] if each.days else timeline.period.zone.local(each.start)[0]


def _event_line(each: Occurrence, timeline: Timeline, style: Style) -> str:
    # Imported here because nothing else that is printed says why.
    from app.timeline.classify import why

    title = visible(each.event.title, 60) or _("(no title)")
    facts = [wording.kind_name(each.kind)]
    if each.attendance.people is not None and each.attendance.others:
        people = ngettext("{count} person", "{count} people", each.attendance.people)
        facts.append(people.format(count=wording.number(each.attendance.people, 0)))
    answer = wording.response_name(each.attendance.response)
    if answer and each.kind in {"meeting", "free"}:
        facts.append(answer)
    if each.away:
        facts.append(_("while away"))
    reason = style.faint(_("because {reason}").format(reason=why(each.rule)))
    return f"  {_times(each, timeline):13}{_padded(title, 42)} {', '.join(facts)} · {reason}"


def _times(each: Occurrence, timeline: Timeline) -> str:
    if each.days:
        return _("all day")
    begin, end = (timeline.period.zone.local(at)[1] for at in (each.start, each.end))
    return f"{begin // 3600:02d}:{begin // 60 % 60:02d}–{end // 3600:02d}:{end // 60 % 60:02d}"


def _width(text: str) -> int:
    """Return how many columns a terminal needs for a text."""
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _padded(text: str, columns: int) -> str:
    return text + " " * max(columns - _width(text), 0)
