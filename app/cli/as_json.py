"""Analysis and Timeline as the JSON of the command line (schema numbers change when a key's meaning does)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from app.model.timezones import DAY, EPOCH_DAY
from app.model.weeks import LENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.analysis import Analysis
    from app.model.findings import Reason
    from app.model.ledger import LedgerLine
    from app.model.occurrences import Occurrence, Timeline
    from app.model.sources import Problem
    from app.model.weeks import Day, Range, Week

ANALYSIS = "clearweek.analysis/1"
EVENTS = "clearweek.events/1"
EXPORT = "clearweek.export/1"
NO_GUESTS = "no guests in this feed"
"""Why figures that rest on meetings are null (METRICS.md §1); programs read it, so it has one language."""
_REASONS: dict[Reason, str] = {
    "no-people": NO_GUESTS,
    "few-weeks": "fewer than six full weeks with meetings",
    "no-baseline": "fewer than six full weeks to compare with",
}
_NOT_SHOWN = frozenset({*LENGTHS, "free_morning"})
"""What other figures and sentences are made of."""
_GOOGLE_PART = re.compile(r"_R\d{8}(?:T\d{6}Z?)?(?=@|$)")
Json = dict[str, Any]


def analysis_json(analysis: Analysis) -> Json:
    """Return an analysis with the keys of METRICS.md §3 to §7."""
    # Imported here because of an overview and of events nothing of this is printed.
    from app.cli.findings_json import finding_json, inflation_json, series_json

    period = analysis.period
    names = {key: each.name for key, each in analysis.calendars.items()}
    return {
        "schema": ANALYSIS,
        "period": {"from": _date(period.first), "to": _date(period.last), "tz": period.zone.name},
        "me": {"addresses": sorted(analysis.me.addresses), "guessed": analysis.me.guessed},
        "covered": [{"from": _date(first), "to": _date(end - 1)} for first, end in analysis.coverage],
        "unknown": NO_GUESTS if analysis.no_people else None,
        "days": [_day(day) for day in analysis.days],
        "weeks": [week_json(week) for week in analysis.weeks],
        "series": [series_json(row, names) for row in analysis.series],
        "inflation": inflation_json(analysis.inflation, names),
        "inflation_unknown": _unknown(analysis.inflation_unknown),
        "findings": [finding_json(each.finding) for each in analysis.patterns if each.finding is not None],
        "set_aside": _set_aside(analysis.problems),
    }


def events_json(timeline: Timeline) -> Json:
    """Return every occurrence that overlaps the period, in order of start, end and UID."""
    rows = [_occurrence(each, timeline) for each in timeline.inside()]
    rows.sort(key=lambda row: (row["start"], row["end"], row["uid"]))
    return {"schema": EVENTS, "occurrences": rows, "set_aside": _set_aside(timeline.problems)}


def _unknown(reason: Reason | None) -> str | None:
    """Return why something is null; programs read it, so it has one language."""
    return None if reason is None else _REASONS.get(reason, reason)


def export_json(analysis: Analysis, timeline: Timeline, ledger: Iterable[LedgerLine], own_word: list[Json]) -> Json:
    """Return the keys of an analysis and of its occurrences, what has changed, and what the person said themselves."""
    return {
        **events_json(timeline),
        **analysis_json(analysis),
        "schema": EXPORT,
        "ledger": [_ledger_line(line) for line in ledger],
        "own_word": own_word,
    }


def iso_week(monday: int) -> str:
    """Return the name of the ISO week that begins on a Monday, like ``2026-W07``."""
    year, week, __ = dt.date.fromordinal(monday).isocalendar()
    return f"{year:04d}-W{week:02d}"


def _date(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def instant(epoch: int) -> str:
    """Return an instant, in seconds since 1970, like ``2026-01-05T08:00:00Z``."""
    days, second = divmod(epoch, DAY)
    return f"{_date(days + EPOCH_DAY)}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"


def minutes(value: float | None) -> float | None:
    """Return a length in minutes with one decimal."""
    return None if value is None else round(value / 60, 1)


def _figures(row: Json) -> Json:
    """Return named figures with lengths in minutes."""
    return {
        name.replace("seconds", "minutes"): minutes(value) if "seconds" in name else value
        for name, value in row.items()
    }


def _day(day: Day) -> Json:
    row = {name: value for name, value in day._asdict().items() if name not in _NOT_SHOWN}
    return {"date": _date(row.pop("day")), **_figures(row)}


def week_json(week: Week) -> Json:
    """Return the figures of a week with the keys of METRICS.md §4."""
    row = {name: value for name, value in week._asdict().items() if name not in _NOT_SHOWN}
    ranges = {name.replace("seconds", "minutes"): _range(name, edges) for name, edges in row.pop("usual").items()}
    return {"week": iso_week(row.pop("monday")), **_figures(row), "usual": ranges}


def _range(name: str, edges: Range | None) -> list[float | None] | None:
    if edges is None:
        return None
    return [minutes(edge) if "seconds" in name else edge for edge in edges]


def _occurrence(each: Occurrence, timeline: Timeline) -> Json:
    event = each.event
    original: str | None = None
    if each.original is not None:
        original = _date(each.original) if each.series.slots_are_days else instant(each.original)
    elif each.series.recurs:
        original = _date(each.days[0]) if each.days else instant(each.start)
    return {
        "uid": each.series.uid,
        "recurrence_id": original,
        "start": _date(each.days[0]) if each.days else instant(each.start),
        "end": _date(each.days[1]) if each.days else instant(each.end),
        "all_day": each.days is not None,
        "kind": each.kind,
        "response": each.attendance.response,
        "people": each.attendance.people,
        "title": event.title,
        "calendar": timeline.calendars[each.series.calendar].name,
        "series": _GOOGLE_PART.sub("", each.series.uid),
        "rule": each.rule,
        "away": each.away,
        "external": each.attendance.external,
    }


def _ledger_line(line: LedgerLine) -> Json:
    return {
        "seen": instant(line.seen),
        "source": line.source,
        "uid": line.uid,
        "title": line.title,
        "start": _date(line.start) if line.all_day else instant(line.start),
        "change": line.change,
        "from": line.from_ or None,
        "to": line.to or None,
    }


def problem_json(problem: Problem) -> Json:
    """Return one thing that was set aside, or kept after a repair."""
    return problem._asdict()


def _set_aside(problems: Iterable[Problem]) -> list[Json]:
    return [problem_json(problem) for problem in problems]
