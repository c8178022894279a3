"""Which occurrences have an agenda, and of which calendars that can be told (METRICS.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.agendas import agenda_names_blocker, agenda_reports, described_calendars, has_agenda
from app.model.description import AGENDA, BLOCKERS, DESCRIBED, REPORTS
from app.model.events import Recurrence, Series
from tests.builders import CALENDAR, occurrence, plain_event

if TYPE_CHECKING:
    from app.model.occurrences import Occurrence


def marked(marks: int) -> Occurrence:
    found = occurrence("2026-02-09 10:00-11:00")
    return found._replace(event=found.event._replace(description=marks))


def test_each_mark_is_told() -> None:
    assert has_agenda(marked(AGENDA))
    assert not has_agenda(marked(DESCRIBED))
    assert agenda_reports(marked(AGENDA | REPORTS))
    assert not agenda_reports(marked(AGENDA | BLOCKERS))
    assert agenda_names_blocker(marked(AGENDA | BLOCKERS))
    assert not agenda_names_blocker(marked(AGENDA | REPORTS))


def test_one_described_event_makes_a_calendar_described() -> None:
    assert described_calendars([]) == frozenset()
    assert described_calendars([marked(0), marked(AGENDA)]) == frozenset()
    assert described_calendars([marked(0), marked(DESCRIBED)]) == {CALENDAR}


def test_series_count_with_their_overrides_and_without_a_head() -> None:
    bare, told = plain_event(), plain_event(description=DESCRIBED)
    rule = Recurrence(("FREQ=DAILY",))
    assert described_calendars([Series(CALENDAR, "one", bare, rule, (bare,))]) == frozenset()
    assert described_calendars([Series(CALENDAR, "one", bare, rule, (bare, told))]) == {CALENDAR}
    assert described_calendars([Series(CALENDAR, "one", told, rule, ())]) == {CALENDAR}
    assert described_calendars([Series(CALENDAR, "one", None, None, (told,))]) == {CALENDAR}
