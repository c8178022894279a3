"""Patterns over what is kept: loaded as far back as they look, looked for once for each state of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.day_parts import breaking_of
from app.analysis.findings import FEWEST_MEETINGS, on_the_overview, pattern_results
from app.analysis.inflation import Weeks, weeks_of
from app.analysis.pattern_grounds import Looked, Material, is_enough, look_at, wanted_from
from app.analysis.working_time import shifts_by_day
from app.errors import UserError
from app.language import _, current
from app.model.meetings import Scheduled
from app.model.uids import joined_uid
from app.operations.kept_history import history_until, kept_history
from app.operations.persons_word import persons_word
from app.operations.restored_occurrences import Restorer
from app.operations.settings_digest import settings_digest
from app.store import occurrence_rows, source_rows
from app.store.series_rows import split_series
from app.store.zone_rows import ZoneRows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence

    from app.model.events import Series
    from app.model.evidence import Evidence
    from app.model.findings import Finding, PatternResult
    from app.model.history import History
    from app.model.occurrences import Occurrence
    from app.model.people import FaceTime
    from app.model.persons_word import PersonsWord
    from app.model.preferences import Preferences
    from app.model.sources import Calendar
    from app.operations.workspace import Workspace
    from app.store.occurrence_rows import OccurrenceRow

PatternsState = tuple[object, ...]
"""What patterns rest on besides the days: version of the data, today, settings, own thresholds, language."""

BEFORE: Final = 13 * 7
AFTER: Final = 26 * 7
"""Days around those that are looked at in which a series that repeats is looked for: all its slots in them may have
fallen out."""

_KEPT: Final = 3
"""Ends of periods for which patterns are kept at once: pages of different periods are looked at in turn."""


class StoredPatterns(NamedTuple):
    """What patterns looked at, and what they found.

    Attributes:
        last: the last day that was looked at, an ordinal.
        references: the key that stands in ``occurrence:<key>``, by the ``id`` of each occurrence looked at.

    """

    last: int
    looked: Looked
    results: tuple[PatternResult, ...]
    references: Mapping[int, str]

    def finding(self, pattern: str) -> Finding | None:
        """Return what a pattern has found, None where it has found nothing."""
        return next((each.finding for each in self.results if each.id == pattern), None)


def patterns_of(workspace: Workspace, last: int | None = None, today: int | None = None) -> StoredPatterns:
    """Return every pattern over the full weeks up to a day (an ordinal; None: today), worked out once a change."""
    preferences = workspace.preferences()
    said = persons_word(workspace)
    with workspace.working_out, workspace.store.reading() as connection:
        history = kept_history(workspace, connection, today)
        end = history.today - 1 if last is None else min(last, history.today - 1)
        state = _state(workspace, preferences, history, said)
        kept = workspace.kept_patterns
        if kept is not None and kept[0] == state and end in kept[1]:
            return kept[1][end]
        found = _look(connection, preferences, history, said, end, lambda: history)
        before = kept[1] if kept is not None and kept[0] == state else {}
        newest = list(before.items())[-(_KEPT - 1) :]
        # A new table in the place of the old one: another thread may be reading that.
        workspace.kept_patterns = (state, {**dict(newest), end: found})
    return found


def findings_until(workspace: Workspace, last: int) -> list[Finding]:
    """Return the findings that the Overview shows of the weeks up to a day (an ordinal), and keep nothing of it.

    Years of days are read only where the newest weeks do not say it all.
    """
    preferences = workspace.preferences()
    said = persons_word(workspace)
    with workspace.store.reading() as connection:

        def whole() -> History:
            return kept_history(workspace, connection)

        history = history_until(workspace, connection, last)
        end = min(last, history.today - 1)
        if not is_enough([week for week in history.weeks if week.monday + 6 <= end], FEWEST_MEETINGS):
            history = whole()
        return on_the_overview(_look(connection, preferences, history, said, end, whole).results)


def patterns_kept(workspace: Workspace, last: int) -> StoredPatterns | None:
    """Return every pattern up to a day where that is worked out already; None: `patterns_of` would take a while."""
    preferences = workspace.preferences()
    said = persons_word(workspace)
    with workspace.store.reading() as connection:
        history = kept_history(workspace, connection)
        kept, state = workspace.kept_patterns, _state(workspace, preferences, history, said)
    return kept[1].get(min(last, history.today - 1)) if kept is not None and kept[0] == state else None


def _state(workspace: Workspace, preferences: Preferences, history: History, said: PersonsWord) -> PatternsState:
    """Return what patterns rest on. What the person says of them changes no calendar, so no version tells of it."""
    own = tuple(sorted(preferences.thresholds.items()))
    return workspace.data_version(), history.today, settings_digest(preferences), own, current(), said


def _look(
    connection: sqlite3.Connection,
    preferences: Preferences,
    history: History,
    said: PersonsWord,
    end: int,
    whole: Callable[[], History],
) -> StoredPatterns:
    """Look for every pattern; ``whole`` gives the days before those of ``history`` too."""
    weeks = [week for week in history.weeks if week.monday + 6 <= end]
    first = wanted_from(weeks)
    stored = StoredDays(connection, preferences, history)
    begin = first if first is not None else end
    occurrences, references = stored.occurrences(begin, end)

    def earlier(first_day: int, last_day: int) -> Weeks:
        known = history if history.weeks and history.weeks[0].monday <= first_day else whole()
        before = [week for week in known.weeks if first_day <= week.monday <= last_day - 6]
        return weeks_of(before, stored.occurrences(first_day, last_day)[0], preferences)

    looked = look_at(
        Material(
            weeks=weeks,
            days=history.days,
            since=begin,
            occurrences=occurrences,
            series=stored.series(begin, end),
            given=stored.given(occurrences),
            earlier=earlier,
            calendars=stored.calendars(),
            coverage=history.coverage,
            me=history.me,
            preferences=preferences,
            face_time=_face_time(said, stored, end),
            refused=said.refused_series,
        )
    )
    results = pattern_results(looked.grounds, looked.leave_out, said.refused, no_people=history.no_people)
    return StoredPatterns(end, looked, results, references)


def _face_time(said: PersonsWord, stored: StoredDays, end: int) -> FaceTime | None:
    if not said.people:
        return None
    # Imported here because few people set it up.
    from app.operations.stored_people import face_time_of

    return face_time_of(said, stored, end)


class StoredDays:
    """Occurrences, series and time away of some days, out of the store."""

    def __init__(self, connection: sqlite3.Connection, preferences: Preferences, history: History) -> None:
        """Take an open connection, and what the days come to."""
        self._connection = connection
        self._preferences = preferences
        self._history = history
        self._zones = ZoneRows(connection)
        self._restorer = Restorer(connection, self._zones, preferences)
        self._longest = occurrence_rows.longest(connection)
        self._known: dict[tuple[int, int], list[OccurrenceRow]] = {}

    def occurrences(self, first: int, last: int) -> tuple[list[Occurrence], dict[int, str]]:
        """Return the occurrences of every kind that overlap some days (ordinals, both included), in order of start.

        With them the key of each as ``occurrence:<key>`` takes it, by its ``id``.
        """
        rows = self._rows(first, last)
        found = self._restorer.occurrences(rows)
        keys = {id(each): f"{row.series}:{row.start}" for each, row in zip(found, rows, strict=True)}
        return found, keys

    def _rows(self, first: int, last: int) -> list[OccurrenceRow]:
        rows = self._known.get((first, last))
        if rows is None:
            start, end = self._preferences.zone.midnight(first), self._preferences.zone.midnight(last + 1)
            rows = occurrence_rows.rows_between(self._connection, start, end, self._longest)
            self._known[first, last] = rows
        return rows

    def series(self, first: int, last: int) -> list[Series]:
        """Return the series that may have a slot on some days, with all parts of those that Google has split."""
        zone = self._preferences.zone
        wanted = occurrence_rows.recurring_between(
            self._connection, zone.midnight(first - BEFORE), zone.midnight(last + AFTER)
        )
        reader = self._restorer.reader
        found = reader.of_rows({*wanted, *(row.series for row in self._rows(first, last))})
        parts = split_series(self._connection)
        if parts:
            joined = {joined_uid(each.uid) for each in found.values()}
            found |= reader.of_rows(row for row, uid in parts if row not in found and joined_uid(uid) in joined)
            found |= {row: each for row, each in reader.of_uids(joined).items() if row not in found}
        counted = self.calendars()
        return [each for each in found.values() if each.calendar in counted]

    def given(self, occurrences: Sequence[Occurrence]) -> Scheduled:
        """Return time away, own blocks that break focus, and shifts, as figures see them."""
        return Scheduled(
            meetings=(),
            away=self._restorer.away,
            breaking=[(each.start, each.end) for each in breaking_of(occurrences, self._preferences)],
            shifts=shifts_by_day(occurrences, self._preferences),
            no_people=self._history.no_people,
            knows_me=bool(self._history.me.addresses),
        )

    def calendars(self) -> dict[str, Calendar]:
        """Return the calendars that count, by key."""
        found = source_rows.read_calendars(self._connection, self._zones)
        return {each.key: each for each in found.values() if each.name not in self._preferences.left_out}

    @property
    def preferences(self) -> Preferences:
        """What changes a figure."""
        return self._preferences

    @property
    def history(self) -> History:
        """What the days come to."""
        return self._history


# ---- evidence ----


def evidence_of_finding(workspace: Workspace, pattern: str, last: int) -> Evidence:
    """Return the events behind a finding.

    Raises:
        UserError: when the pattern is no longer found.

    """
    # Imported here because findings are shown much more often than what lies behind them.
    from app.analysis.finding_evidence import finding_evidence

    found = patterns_of(workspace, last)
    finding = found.finding(pattern)
    if finding is None:
        raise UserError(_("This is no longer found in your calendars"), next_step=_("open the page again"))
    grounds = found.looked.grounds
    return finding_evidence(finding, grounds, found.references, found.last)
