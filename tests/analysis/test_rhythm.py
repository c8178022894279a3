"""The usual distance of a series' slots."""

from __future__ import annotations

from app.analysis.rhythm import spacing_days
from app.model.preferences import Preferences
from tests.analysis.patterns.series_grounds import STAMP, grounds_of, override, skip, weekly
from tests.builders import ANNA, BEN, event, guest, home, organizer


def spacing(*events: str, preferences: Preferences | None = None) -> float | None:
    grounds = grounds_of(*events, preferences=preferences or Preferences(me=frozenset({ANNA})))
    (slots,) = grounds.slots.values()
    return spacing_days(slots, grounds.zone)


def test_it_is_the_median_distance_from_slot_to_slot() -> None:
    assert spacing(weekly("one", "2026-02-02 10:00")) == 7
    assert spacing(weekly("one", "2026-02-02 10:00", rule="FREQ=WEEKLY;INTERVAL=2")) == 14
    assert spacing(weekly("one", "2026-02-02 10:00", rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")) == 1
    assert spacing(weekly("one", "2026-02-02 10:00", rule="FREQ=MONTHLY;BYDAY=1MO")) == 31.5


def test_what_was_skipped_or_moved_does_not_change_it() -> None:
    series = weekly("one", "2026-02-02 10:00", skip("2026-02-09 10:00", "2026-02-16 10:00"))
    assert spacing(series, override("one", "2026-03-02 10:00", "2026-03-05 10:00")) == 7


def test_three_slots_are_needed() -> None:
    assert spacing(weekly("one", "2026-02-02 10:00", rule="FREQ=WEEKLY;COUNT=2")) is None
    assert spacing(weekly("one", "2026-02-02 10:00", rule="FREQ=WEEKLY;COUNT=3")) == 7


def test_local_days_count_where_the_clocks_change() -> None:
    # Half an hour past midnight in Berlin is the day before in UTC, by one hour or by two.
    when = "DTSTART;TZID=Europe/Berlin:20260325T003000\nDTEND;TZID=Europe/Berlin:20260325T010000"
    people = organizer(BEN), guest(ANNA)
    late = event("SUMMARY:Late", when, "RRULE:FREQ=DAILY;INTERVAL=5;COUNT=3", *people, uid="late", stamp=STAMP)
    assert spacing(late, preferences=Preferences(zone=home("Europe/Berlin"), me=frozenset({ANNA}))) == 5
