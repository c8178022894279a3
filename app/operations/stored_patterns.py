"""Patterns over what is kept: loaded as far back as they look, looked for once for each state of the data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.findings import FEWEST_MEETINGS, findings_on_the_overview, pattern_results
from app.analysis.inflation import Weeks, weeks_of
from app.analysis.pattern_grounds import Looked, Material, is_enough, look_at, wanted_from
from app.errors import UserError
from app.language import _, current
from app.operations.kept_history import history_until, kept_history
from app.operations.persons_word import persons_word
from app.operations.settings_digest import settings_digest
from app.operations.stored_days import StoredDays

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from app.model.evidence import Evidence
    from app.model.findings import Finding, PatternResult
    from app.model.history import History
    from app.model.people import FaceTime
    from app.model.persons_word import PersonsWord
    from app.model.preferences import Preferences
    from app.operations.workspace import Workspace

PatternsState = tuple[object, ...]
"""What patterns rest on besides the days and today: version of the data, settings, own thresholds, language."""

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
        state = _state(workspace, preferences, said)
        kept = workspace.kept_patterns
        at = end, history.today
        if kept is not None and kept[0] == state and at in kept[1]:
            return kept[1][at]
        looked, references = _look(connection, preferences, history, said, end, lambda: history)
        results = pattern_results(looked.grounds, looked.leave_out, said.refused, no_people=history.no_people)
        found = StoredPatterns(end, looked, results, references())
        before = kept[1] if kept is not None and kept[0] == state else {}
        newest = list(before.items())[-(_KEPT - 1) :]
        # A new table in the place of the old one: another thread may be reading that.
        workspace.kept_patterns = (state, {**dict(newest), at: found})
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
        looked, __ = _look(connection, preferences, history, said, end, whole)
        return findings_on_the_overview(looked.grounds, looked.leave_out, said.refused, no_people=history.no_people)


def patterns_kept(workspace: Workspace, last: int) -> StoredPatterns | None:
    """Return every pattern up to a day where that is worked out already; None: `patterns_of` would take a while."""
    preferences = workspace.preferences()
    said = persons_word(workspace)
    with workspace.store.reading() as connection:
        history = kept_history(workspace, connection)
        kept, state = workspace.kept_patterns, _state(workspace, preferences, said)
    at = min(last, history.today - 1), history.today
    return kept[1].get(at) if kept is not None and kept[0] == state else None


def _state(workspace: Workspace, preferences: Preferences, said: PersonsWord) -> PatternsState:
    """Return what patterns rest on. What the person says of them changes no calendar, so no version tells of it."""
    own = tuple(sorted(preferences.thresholds.items()))
    return workspace.data_version(), settings_digest(preferences), own, current(), said


def _look(
    connection: sqlite3.Connection,
    preferences: Preferences,
    history: History,
    said: PersonsWord,
    end: int,
    whole: Callable[[], History],
) -> tuple[Looked, Callable[[], dict[int, str]]]:
    """Return what every pattern looks at, and what gives the references of the occurrences among it.

    ``whole`` gives the days before those of ``history`` too.
    """
    weeks = [week for week in history.weeks if week.monday + 6 <= end]
    first = wanted_from(weeks)
    stored = StoredDays(connection, preferences, history)
    begin = first if first is not None else end
    occurrences = stored.occurrences(begin, end)

    def earlier(first_day: int, last_day: int) -> Weeks:
        known = history if history.weeks and history.weeks[0].monday <= first_day else whole()
        before = [week for week in known.weeks if first_day <= week.monday <= last_day - 6]
        return weeks_of(before, stored.occurrences(first_day, last_day), preferences)

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
    return looked, partial(stored.references, begin, end)


def _face_time(said: PersonsWord, stored: StoredDays, end: int) -> FaceTime | None:
    if not said.people:
        return None
    # Imported here because few people set it up.
    from app.operations.stored_people import face_time_of

    return face_time_of(said, stored, end)


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
