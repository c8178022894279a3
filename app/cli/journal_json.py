"""The journal as the JSON of the command line; its schema numbers change when a key's meaning does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.cli.as_json import iso_week
from app.model.experiments import MEASURES
from app.model.journal import Entry, MeetingNote, Promise
from app.operations.journal_csv import instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.experiments import MeasureUnit, Outcome, Side
    from app.model.journal import Experiment, Row
    from app.model.outcomes import Conditions, Measures, OneOnOneSheet, OutcomesPage, Quarter, Share, Spread, WeekBeside
    from app.model.weeks import Range
    from app.operations.journal_import import ImportedRows

JOURNAL = "clearweek.journal/1"
Json = dict[str, Any]


def page_json(page: OutcomesPage) -> Json:
    """Return the page of the journal."""
    return {
        "schema": JOURNAL,
        "today": _date(page.today),
        "period": {"from": _date(page.measures.first), "to": _date(page.measures.last)},
        "measures": _measures(page.measures),
        "due": [{**_promise(due.promise), "kept": due.kept} for due in page.measures.due],
        "open": [_promise(each) for each in page.promises],
        "waiting": [_promise(each) for each in page.waiting],
        "weeks": [_week(each) for each in page.weeks],
        "rests_on_weeks": len(page.weeks),
        "notes": [row_json(each) for each in page.notes],
        "entries": [row_json(each) for each in page.entries],
        "experiments": [outcome_json(each) for each in page.experiments],
    }


def _measures(found: Measures) -> Json:
    lead, rate, flow = found.lead_time, found.throughput, found.flow_efficiency
    return {
        "predictability": _share(found.predictability),
        "lead_time": {
            "median_days": lead.median,
            "p85_days": lead.p85,
            "of": lead.of,
            "unknown": lead.unknown or None,
        },
        "throughput": {
            "a_week": rate.value,
            "done": rate.done,
            "weeks": rate.weeks,
            "unknown": rate.unknown or None,
        },
        "flow_efficiency": {
            "value": flow.value,
            "waiting_days": flow.waiting_days,
            "lead_days": flow.lead_days,
            "of": flow.of,
            "unknown": flow.unknown or None,
        },
        "clarity": {**_share(found.clarity), "day_of_definition_unknown": found.clarity_unknown},
        "quality_consistency": _share(found.quality),
    }


def _share(share: Share) -> Json:
    return {"value": share.value, "part": share.part, "of": share.of, "unknown": share.unknown or None}


def _week(week: WeekBeside) -> Json:
    return {
        "week": iso_week(week.monday),
        "done": week.done,
        "focus_minutes": _minutes(week.focus_seconds),
        "meeting_minutes": _minutes(week.meeting_seconds),
        "fragmentation": week.fragmentation,
    }


# ---- rows ----


def row_json(row: Row) -> Json:
    """Return a promise, an entry, a note or an experiment; its keys are the columns of the CSV."""
    if isinstance(row, Promise):
        return _promise(row)
    if isinstance(row, Entry):
        return {"kind": row.kind, "id": row.id, "what": row.evidence, "person": row.person, "date": _date(row.day)}
    if isinstance(row, MeetingNote):
        return {
            "kind": "note",
            "id": row.id,
            "calendar": row.calendar,
            "uid": row.uid,
            "start": instant(row.start),
            "title": row.title,
            "worth": row.worth,
            "decision": row.decision or None,
            "owner": row.owner or None,
            "blocker": row.blocker or None,
        }
    return _experiment(row)


def _experiment(row: Experiment) -> Json:
    return {"kind": "experiment", "id": row.id, "what": row.change, "date": _date(row.start), "measure": row.measure}


def _promise(row: Promise) -> Json:
    return {
        "kind": "promise",
        "id": row.id,
        "what": row.what,
        "done_means": row.done_means or None,
        "defined": _date(row.defined),
        "due": _date(row.due),
        "to": row.to or None,
        "promised": _date(row.promised),
        "began": _date(row.began),
        "done": [_date(day) for day in row.turns[::2]],
        "reopened": [_date(day) for day in row.turns[1::2]],
        "open": row.done is None,
        "waits": [{"from": _date(each.first), "to": _date(each.until), "for": each.reason} for each in row.waits],
    }


def outcome_json(outcome: Outcome) -> Json:
    """Return an experiment and what came of it; ``ready`` is the day from which four weeks have passed."""
    unit = MEASURES[outcome.experiment.measure].unit
    return {
        **_experiment(outcome.experiment),
        "ready": _date(outcome.ready),
        "verdict": outcome.verdict,
        "before": _side(outcome.before, unit),
        "after": _side(outcome.after, unit),
    }


def _side(side: Side, unit: MeasureUnit) -> Json:
    return {
        "weeks": [iso_week(monday) for monday in side.mondays],
        "values": [_in_unit(value, unit) for value in side.values],
        "range": _range(side.range, unit),
    }


def _in_unit(value: float, unit: MeasureUnit) -> float | None:
    return _minutes(value) if unit == "seconds" else value


def _range(found: Range | None, unit: MeasureUnit) -> list[float | None] | None:
    return None if found is None else [_in_unit(value, unit) for value in found]


def experiments_json(outcomes: Sequence[Outcome]) -> Json:
    """Return the experiments and what came of them."""
    return {"schema": "clearweek.journal-experiments/1", "experiments": [outcome_json(each) for each in outcomes]}


# ---- sheets ----


def sheet_json(sheet: OneOnOneSheet) -> Json:
    """Return the sheet for a 1:1."""
    return {
        "schema": "clearweek.journal-sheet/1",
        "person": sheet.person,
        "today": _date(sheet.today),
        "promises": [_promise(each) for each in sheet.promises],
    }


def delivered_json(quarters: Sequence[Quarter]) -> Json:
    """Return what is done, by quarter; nobody is named."""
    return {
        "schema": "clearweek.journal-delivered/1",
        "quarters": [
            {
                "quarter": _quarter(each.first),
                "from": _date(each.first),
                "to": _date(each.last),
                "promises": [_delivered(promise) for promise in each.promises],
            }
            for each in quarters
        ],
    }


def _delivered(promise: Promise) -> Json:
    """Return a promise without the person it was made to, as what was delivered can be handed to anybody."""
    return {name: value for name, value in _promise(promise).items() if name != "to"}


def _quarter(first: int) -> str:
    day = dt.date.fromordinal(first)
    return f"{day.year}-Q{(day.month + 2) // 3}"


def conditions_json(found: Conditions) -> Json:
    """Return the conditions of some weeks."""
    return {
        "schema": "clearweek.journal-conditions/1",
        "period": {"from": _date(found.first), "to": _date(found.last)},
        "weeks": [iso_week(monday) for monday in found.mondays],
        "focus_minutes": _spread(found.focus, "seconds"),
        "focus_share": _spread(found.focus_share, "share"),
        "load": _spread(found.load, "share"),
        "fragmentation": _spread(found.fragmentation, "share"),
        "outside_hours_minutes": _spread(found.outside, "seconds"),
        "waited": [{"for": each.reason, "days": each.days, "promises": each.promises} for each in found.waited],
        "would_help": list(found.helps),
    }


def _spread(spread: Spread, unit: MeasureUnit) -> Json | None:
    if spread.median is None:
        return None
    return {"median": _in_unit(spread.median, unit), "range": _range(spread.range, unit)}


# ---- changes ----


def change_json(verb: str, rows: Sequence[Row]) -> Json:
    """Return what a command changed."""
    return {"schema": "clearweek.journal-change/1", "change": verb, "rows": [row_json(row) for row in rows]}


def import_json(done: ImportedRows) -> Json:
    """Return what an import came to."""
    return {
        "schema": "clearweek.journal-import/1",
        "added": done.added,
        "changed": done.changed,
        "same": done.same,
        "set_aside": [{"line": each.line, "reason": each.reason} for each in done.bad],
    }


def _date(day: int | None) -> str | None:
    return None if day is None else dt.date.fromordinal(day).isoformat()


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 60, 1)
