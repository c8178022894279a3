"""Series, inflation and findings as the JSON of the command line, with the keys of METRICS.md §5 to §7."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.analysis.findings import rule_sentence
from app.cli.as_json import instant, iso_week, minutes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.findings import Finding, PatternResult
    from app.model.inflation import Inflation, Side
    from app.model.occurrences import Occurrence
    from app.model.series_figures import SeriesFigures

Json = dict[str, Any]


def series_json(row: SeriesFigures, calendars: Mapping[str, str]) -> Json:
    """Return the figures of one series; ``calendars`` gives the name of each calendar by its key."""
    creep = row.creep
    return {
        "uid": row.uid,
        "title": row.title,
        "calendar": calendars.get(row.key.calendar, row.key.calendar),
        "series": row.key.uid,
        "recurs": row.recurs,
        "held": row.held,
        "cancelled": row.cancelled,
        "skipped": row.skipped,
        "moved": row.moved,
        "declined": row.declined,
        "minutes": minutes(row.seconds),
        "people": row.people,
        "person_minutes": minutes(row.person_seconds),
        "age_days": row.age_days,
        "described": row.described,
        "creep": None if creep is None else {"length": creep.length, "people": creep.people, "often": creep.often},
        "focus_cost_minutes": minutes(row.focus_cost_seconds),
        "fragment_cost_minutes": minutes(row.fragment_cost_seconds),
        "organized": row.organized,
        "external": row.external,
    }


def inflation_json(found: Inflation | None, calendars: Mapping[str, str]) -> Json | None:
    """Return the two periods, what changed between them, and why; None where it is unknown."""
    if found is None:
        return None
    return {
        "a": _side(found.a),
        "b": _side(found.b),
        "change": {
            "meetings": found.meetings,
            "meeting_minutes": found.meeting_seconds,
            "person_minutes": found.person_seconds,
        },
        "why": {
            "number": found.why_number,
            "length": found.why_length,
            "size": found.why_size,
            "whole": found.why_whole,
        },
        "higher": found.higher,
        "series": [
            {
                "uid": each.key.uid,
                "title": each.title,
                "calendar": calendars.get(each.key.calendar, each.key.calendar),
                "change": each.change,
                "person_minutes": each.person_seconds / 60,
            }
            for each in found.series
        ],
    }


def _side(side: Side) -> Json:
    return {
        "from": iso_week(side.mondays[0]),
        "to": iso_week(side.mondays[-1]),
        "weeks": [iso_week(monday) for monday in side.mondays],
        "working_days": side.working_days,
        "meetings": side.meetings,
        "meeting_minutes": side.meeting_seconds / 60,
        "person_minutes": side.person_seconds / 60,
        "length": side.length / 60,
        "people": side.people,
    }


def finding_json(finding: Finding) -> Json:
    """Return one finding with its evidence."""
    found = finding.found
    in_minutes = found.unit == "minutes"
    return {
        "id": found.pattern,
        "sentence": finding.sentence,
        "figure": round(found.figure, 1) if in_minutes else found.figure,
        "unit": found.unit,
        "usual": None if found.usual is None else [round(edge, 1) if in_minutes else edge for edge in found.usual],
        "confidence": found.confidence,
        "n": found.n,
        "evidence": [_evidence(each) for each in found.evidence],
        "series": [{"uid": key.uid} for key in found.series],
        "cannot_know": finding.cannot_know,
        "suggestion": finding.suggestion,
        "focus_cost_minutes": minutes(finding.focus_cost_seconds),
        "meeting_minutes": minutes(finding.meeting_seconds),
        "not_so": finding.dismissed,
    }


def _evidence(each: Occurrence) -> Json:
    start = dt.date.fromordinal(each.days[0]).isoformat() if each.days else instant(each.start)
    return {"uid": each.series.uid, "start": start}


def pattern_json(result: PatternResult) -> Json:
    """Return one pattern, found or not, with its rule and the numbers in it."""
    state = "found" if result.finding is not None else "unknown" if result.unknown else "not-found"
    if result.finding is not None and result.finding.dismissed is not None:
        state = "not-so"
    return {
        "id": result.id,
        "name": result.name,
        "state": state,
        "unknown": result.unknown or None,
        "rule": rule_sentence(result),
        "thresholds": [
            {
                "name": each.name,
                "value": each.value,
                "default": each.default,
                "unit": each.unit,
                "source": each.source,
                "strength": each.strength,
            }
            for each in result.thresholds
        ],
        "finding": None if result.finding is None else finding_json(result.finding),
    }
