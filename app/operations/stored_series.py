"""The series of a period of what is kept: with the settings, or with other choices for this once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.analysis.days import scheduled
from app.analysis.figure_words import period_title
from app.analysis.series_evidence import series_evidence
from app.analysis.series_looked import SPARK_WEEKS, SeriesMaterial, look_at_series
from app.analysis.series_page import series_page
from app.model.chosen_period import ChosenPeriod
from app.model.occurrences import Period
from app.operations.bulk_work import bulk_work
from app.operations.kept_history import kept_history, today_of
from app.operations.one_off import today_in
from app.operations.own_word import reviews
from app.operations.series_named import offered_merges
from app.operations.settings_digest import settings_digest
from app.operations.stored_days import StoredDays
from app.operations.stored_week import last_complete_monday
from app.progress import SILENT
from app.timeline.build import build_timeline
from app.timeline.coverage import coverage

if TYPE_CHECKING:
    from app.analysis.references import Reference
    from app.analysis.series_looked import SeriesLooked
    from app.model.evidence import Evidence
    from app.model.history import History
    from app.model.merged import LookAlike
    from app.model.series_page import SeriesPage
    from app.operations.stored_week import Choices
    from app.operations.workspace import Workspace
    from app.progress import Progress

    Days = tuple[int | None, int | None]

WEEKS: Final = 13
"""Complete weeks that are looked at where no period was asked for."""


def series_of(workspace: Workspace, period: ChosenPeriod) -> SeriesPage:
    """Return the Series page of a period, as far as its weeks are over; of one that lies ahead, as it is scheduled."""
    end = _end_of(workspace.history())
    last = min(period.last, end) if end >= period.first else period.last
    with bulk_work():
        page = series_page(stored_series(workspace, (period.first, last)), period_title(period))
        return page._replace(days=(period.first, last))


def printed_series(
    workspace: Workspace, days: Days, choices: Choices, progress: Progress = SILENT
) -> tuple[SeriesLooked, SeriesPage]:
    """Return the series of some days (ordinals, both included; None: the last 13 complete weeks), and their page.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    looked = series_looked(workspace, days, choices, progress)
    period = ChosenPeriod("own", looked.period.first, looked.period.last)
    return looked, series_page(looked, period_title(period))


def series_looked(workspace: Workspace, days: Days, choices: Choices, progress: Progress = SILENT) -> SeriesLooked:
    """Return the series of some days, out of the store where nothing else was chosen.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    return _analysed(workspace, days, choices, progress) if choices.any() else stored_series(workspace, days)


def stored_series(workspace: Workspace, days: Days, today: int | None = None) -> SeriesLooked:
    """Return the series of some days out of the store (``today``: as of a day)."""
    preferences = workspace.preferences()
    reviewed, look_alikes = reviews(workspace), _look_alikes(workspace)
    with workspace.store.reading() as connection:
        history = kept_history(workspace, connection, today)
        first, last = _period(days, _end_of(history))
        since = _since(first, last)
        stored = StoredDays(connection, preferences, history)
        occurrences = stored.occurrences(since, last)
        material = SeriesMaterial(
            period=Period(first, last, preferences.zone),
            since=since,
            occurrences=occurrences,
            series=stored.series(since, last),
            given=stored.given(occurrences),
            calendars=stored.calendars(),
            reviewed=reviewed,
            look_alikes=look_alikes,
            today=history.today,
            preferences=preferences,
        )
    return look_at_series(material)


def _analysed(workspace: Workspace, days: Days, choices: Choices, progress: Progress) -> SeriesLooked:
    """Return the series of some days, with all that is kept taken apart anew."""
    preferences = replace(workspace.preferences(), **choices.fields)
    today = choices.today if choices.today is not None else today_in(preferences)
    with bulk_work():
        reading = workspace.reading()
        calendars = {each.key: each for each in reading.calendars if each.name not in preferences.left_out}
        series = [each for each in reading.series if each.calendar in calendars]
        covered = coverage(list(calendars.values()), series, preferences.zone)
        first, last = _period(days, last_complete_monday(covered, today) + 6)
        since = _since(first, last)
        timeline = build_timeline(reading, Period(since, last, preferences.zone), preferences, progress)
    return look_at_series(
        SeriesMaterial(
            period=Period(first, last, preferences.zone),
            since=since,
            occurrences=timeline.inside(),
            series=series,
            given=scheduled(timeline, preferences),
            calendars=calendars,
            reviewed=reviews(workspace),
            look_alikes=offered_merges(workspace, today),
            today=today,
            preferences=preferences,
        )
    )


def _look_alikes(workspace: Workspace) -> tuple[LookAlike, ...]:
    """Return what looks alike today, looked for once for each state of the data: it takes a year of occurrences."""
    preferences = workspace.preferences()
    today = today_of(preferences)
    key = (workspace.data_version(), today, settings_digest(preferences))
    kept = workspace.kept_look_alikes
    if kept is None or kept[0] != key:
        kept = workspace.kept_look_alikes = (key, offered_merges(workspace, today))
    return kept[1]


def _end_of(history: History) -> int:
    """Return the last day of the last complete week."""
    week = history.last_complete_week()
    return week.monday + 6 if week is not None else last_complete_monday(history.coverage, history.today) + 6


def _period(days: Days, end: int) -> tuple[int, int]:
    """Return first and last day: an end that is not given is that of the last complete week, or 13 weeks from it."""
    first, last = days
    if last is None:
        last = end if first is None else max(end, first)
    return last - 7 * WEEKS + 1 if first is None else first, last


def _since(first: int, last: int) -> int:
    """Return the first day that sparks and life stories look at."""
    return min(first, last - 7 * SPARK_WEEKS + 1)


# ---- evidence ----


def evidence_of_series(workspace: Workspace, reference: Reference) -> Evidence:
    """Return the events of a series.

    Raises:
        UserError: when none of them is there any more.

    """
    preferences = workspace.preferences()
    with workspace.store.reading() as connection:
        history = kept_history(workspace, connection)
        stored = StoredDays(connection, preferences, history)
        occurrences = stored.occurrences(reference.first, reference.last)
        references = stored.references(reference.first, reference.last)
        series = stored.series(reference.first, reference.last)
        calendars = stored.calendars()
    return series_evidence(reference, history, occurrences, series, calendars, references, preferences)
