"""Days, weeks, series, occurrences, findings and the journal as plain tables: what frames and sheets are made of.

Unknown is None and never zero. Lengths are minutes with one decimal, dates are ``datetime.date``, instants seconds
since 1970 UTC.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.language import N_
from app.model.journal import Entry, Journal, MeetingNote, Promise
from app.report import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from app.model.analysis import Analysis
    from app.model.findings import PatternResult
    from app.model.journal import Row
    from app.model.occurrences import Occurrence, Timeline
    from app.model.series_figures import SeriesFigures
    from app.model.weeks import Day, Week
    from app.report.columns import Column

Cells = tuple[Any, ...]


class PlainTable(NamedTuple):
    """One table.

    Attributes:
        id: its name for programs ("days").
        title: for people, to be translated where it is shown.
        rows: each with a value for each column; None: unknown, or there is none.

    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]


class Told(NamedTuple):
    """What the tables are made of: a period's occurrences, what they come to, and the journal.

    The journal is empty for a one-off.
    """

    timeline: Timeline
    analysis: Analysis
    journal: Journal = Journal()


def plain_tables(told: Told) -> tuple[PlainTable, ...]:
    """Return every table, in the order in which a person needs them."""
    return tuple(plain_table(told, name) for name in TABLES)


def plain_table(told: Told, name: str) -> PlainTable:
    """Return one table by its name, one of ``TABLES``."""
    title, its_columns, rows = _TABLES[name]
    return PlainTable(name, title, its_columns, tuple(rows(told)))


def minutes(seconds: float | None) -> float | None:
    """Return a length in minutes with one decimal."""
    return None if seconds is None else round(seconds / 60, 1)


def date_of(day: int | None) -> dt.date | None:
    """Return the date of an ordinal."""
    return None if day is None else dt.date.fromordinal(day)


# ---- days and weeks ----


def _figures(figures: Day | Week, named: Iterable[Column]) -> Iterator[Any]:
    """Yield the named figures, with lengths in minutes."""
    for column in named:
        if column.unit == columns.MINUTES:
            yield minutes(getattr(figures, column.name.replace("minutes", "seconds")))
        else:
            yield getattr(figures, column.name)


def _days(told: Told) -> Iterator[Cells]:
    for day in told.analysis.days:
        yield (date_of(day.day), *_figures(day, columns.DAYS[1:]))


def _weeks(told: Told) -> Iterator[Cells]:
    for week in told.analysis.weeks:
        monday = dt.date.fromordinal(week.monday)
        year, number, __ = monday.isocalendar()
        yield (f"{year:04d}-W{number:02d}", monday, *_figures(week, columns.WEEKS[2:]))


# ---- series and occurrences ----


def _series(told: Told) -> Iterator[Cells]:
    names = {key: each.name for key, each in told.analysis.calendars.items()}
    for row in told.analysis.series:
        yield _series_row(row, names.get(row.key.calendar, row.key.calendar))


def _series_row(row: SeriesFigures, calendar: str) -> Cells:
    creep = row.creep
    return (
        row.uid,
        row.title,
        calendar,
        row.key.uid,
        row.recurs,
        row.held,
        row.cancelled,
        row.skipped,
        row.moved,
        row.declined,
        minutes(row.seconds),
        row.people,
        minutes(row.person_seconds),
        row.age_days,
        row.described,
        *((None, None, None) if creep is None else (creep.length, creep.people, creep.often)),
        minutes(row.focus_cost_seconds),
        minutes(row.fragment_cost_seconds),
        row.organized,
        row.external,
    )


def _occurrences(told: Told) -> Iterator[Cells]:
    from app.model.uids import joined_uid

    found = sorted(told.timeline.inside(), key=lambda each: (each.start, each.end, each.series.uid))
    for each in found:
        attendance = each.attendance
        yield (
            each.series.uid,
            each.start,
            each.end,
            None if each.days or each.kind == "all_day" else minutes(each.end - each.start),
            each.days is not None,
            each.kind,
            each.rule,
            attendance.response,
            attendance.people,
            each.event.title,
            told.timeline.calendars[each.series.calendar].name,
            joined_uid(each.series.uid),
            each.series.recurs,
            each.away,
            attendance.external,
            attendance.organized,
        )


# ---- findings ----


def _findings(told: Told) -> Iterator[Cells]:
    for result in told.analysis.patterns:
        yield _finding_row(result)


def _finding_row(result: PatternResult) -> Cells:
    finding = result.finding
    if finding is None:
        state = "unknown" if result.unknown else "not-found"
        return (result.id, state, result.name, result.unknown or None, *(None for __ in columns.FINDINGS[4:]))
    found = finding.found
    decimals = 1 if found.unit == "minutes" else 6
    low, high = (None, None) if found.usual is None else (round(edge, decimals) for edge in found.usual)
    return (
        result.id,
        "found" if finding.dismissed is None else "not-so",
        result.name,
        finding.sentence,
        round(found.figure, decimals),
        found.unit,
        low,
        high,
        found.n,
        found.confidence,
        minutes(finding.focus_cost_seconds),
        minutes(finding.meeting_seconds),
        finding.cannot_know,
        finding.suggestion,
        finding.dismissed,
    )


def _evidence(told: Told) -> Iterator[Cells]:
    for result in told.analysis.patterns:
        evidence: Sequence[Occurrence] = () if result.finding is None else result.finding.found.evidence
        for each in evidence:
            yield result.id, each.series.uid, each.start, each.event.title


# ---- the journal ----


def _journal(told: Told) -> Iterator[Cells]:
    for row in told.journal.rows():
        said = _journal_row(row)
        yield tuple(said.get(column.name) for column in columns.JOURNAL)


def _journal_row(row: Row) -> dict[str, Any]:
    """Return what stands in the columns of something in the journal; what is empty there is None here."""
    if isinstance(row, Promise):
        return _promise_row(row)
    if isinstance(row, Entry):
        return {"kind": row.kind, "id": row.id, "what": row.evidence, "person": row.person, "date": date_of(row.day)}
    if isinstance(row, MeetingNote):
        return {
            "kind": "note",
            "id": row.id,
            "uid": row.uid,
            "start": row.start,
            "title": row.title or None,
            "worth": row.worth,
            "decision": row.decision or None,
            "owner": row.owner or None,
            "blocker": row.blocker or None,
        }
    return {
        "kind": "experiment",
        "id": row.id,
        "what": row.change,
        "date": date_of(row.start),
        "measure": row.measure,
    }


def _promise_row(row: Promise) -> dict[str, Any]:
    return {
        "kind": "promise",
        "id": row.id,
        "what": row.what,
        "person": row.to or None,
        "done_means": row.done_means or None,
        "defined": date_of(row.defined),
        "promised": date_of(row.promised),
        "began": date_of(row.began),
        "due": date_of(row.due),
        "first_done": date_of(row.first_done),
        "reopened": date_of(row.first_reopened),
        "done": date_of(row.done),
        "waits": len(row.waits),
        "waits_for": None if row.waiting is None else row.waiting.reason,
    }


_TABLES: Final[dict[str, tuple[str, tuple[Column, ...], Callable[[Told], Iterable[Cells]]]]] = {
    "days": (N_("Days"), columns.DAYS, _days),
    "weeks": (N_("Weeks"), columns.WEEKS, _weeks),
    "series": (N_("Series"), columns.SERIES, _series),
    "occurrences": (N_("Occurrences"), columns.OCCURRENCES, _occurrences),
    "findings": (N_("Findings"), columns.FINDINGS, _findings),
    "evidence": (N_("Evidence"), columns.EVIDENCE, _evidence),
    "journal": (N_("Journal"), columns.JOURNAL, _journal),
}
TABLES: Final = tuple(_TABLES)
"""The names of all tables."""
