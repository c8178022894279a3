"""W(d): the hours of each day less time away (METRICS.md §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.working_time import hours_by_day, shifts_by_day, working_time
from app.cli.arguments import working_hours
from app.model.occurrences import Period
from app.model.preferences import NO_WORK, Preferences, Shift, WorkingWeek
from app.model.spans import length, unite
from tests.builders import home, occurrence, ordinal, times, whole_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.occurrences import Occurrence
    from app.model.spans import Span

BERLIN = home("Europe/Berlin")
HOUR = 3600


def hours(first: str, last: str, preferences: Preferences, occurrences: Iterable[Occurrence] = ()) -> list[list[Span]]:
    """The hours of each day from first to last."""
    period = Period(ordinal(first), ordinal(last), preferences.zone)
    return hours_by_day(period, shifts_by_day(occurrences, preferences), preferences)


def worked(*absences: str, day: str = "2026-02-09", week: str = "mon-fri 09:00-17:00") -> list[Span]:
    """W(d) of one day with these absences."""
    preferences = Preferences(weeks=(WorkingWeek(1, working_hours(week)),))
    period = Period(ordinal(day), ordinal(day), preferences.zone)
    away = unite(times(absence) for absence in absences)
    return working_time(hours_by_day(period, {}, preferences), away, period, frozenset())[0]


def spans(*texts: str) -> list[Span]:
    """Spans in UTC."""
    return [times(text) for text in texts]


# ---- hours ----


def test_by_default_hours_are_nine_to_five_from_monday_to_friday() -> None:
    found = hours("2026-02-09", "2026-02-15", Preferences())
    assert found[:5] == [spans(f"2026-02-{day:02} 09:00-17:00") for day in range(9, 14)]
    assert found[5:] == [[], []]


def test_hours_are_local_time() -> None:
    found = hours("2026-03-27", "2026-03-30", Preferences(zone=BERLIN))
    assert found[0] == spans("2026-03-27 08:00-16:00")
    assert found[3] == spans("2026-03-30 07:00-15:00")


def test_hours_over_the_change_of_clocks_are_as_long_as_the_clock_takes() -> None:
    whole_week = Preferences(zone=BERLIN, weeks=(WorkingWeek(1, working_hours("mon-sun 00:00-24:00")),))
    assert [length(day) // HOUR for day in hours("2026-03-28", "2026-03-30", whole_week)] == [24, 23, 24]
    assert [length(day) // HOUR for day in hours("2026-10-24", "2026-10-26", whole_week)] == [24, 25, 24]


def test_hours_have_breaks_and_touching_ones_are_one() -> None:
    week = Preferences(weeks=(WorkingWeek(1, working_hours("mon 09:00-12:30,13:15-17:30,17:30-18:00")),))
    assert hours("2026-02-09", "2026-02-10", week) == [
        spans("2026-02-09 09:00-12:30", "2026-02-09 13:15-18:00"),
        [],
    ]


def test_hours_that_end_on_the_next_day_are_cut_at_midnight() -> None:
    night = Preferences(weeks=(WorkingWeek(1, working_hours("fri 22:00-06:00; sun 20:00-02:00")),))
    found = hours("2026-02-13", "2026-02-16", night)
    assert found == [
        spans("2026-02-13 22:00-24:00"),
        spans("2026-02-14 00:00-06:00"),
        spans("2026-02-15 20:00-24:00"),
        spans("2026-02-16 00:00-02:00"),
    ]


def test_the_night_before_the_period_reaches_into_it() -> None:
    night = Preferences(weeks=(WorkingWeek(1, working_hours("fri 22:00-06:00")),))
    assert hours("2026-02-14", "2026-02-14", night) == [spans("2026-02-14 00:00-06:00")]


def test_working_weeks_change_by_date() -> None:
    weeks = (
        WorkingWeek(ordinal("2026-01-01"), working_hours("mon-fri 09:00-17:00")),
        WorkingWeek(ordinal("2026-02-11"), working_hours("mon-wed 10:00-14:00")),
        WorkingWeek(ordinal("2026-02-13"), NO_WORK),
    )
    found = hours("2026-02-09", "2026-02-13", Preferences(weeks=weeks))
    assert [length(day) // HOUR for day in found] == [8, 8, 4, 0, 0]
    assert length(hours("2025-06-02", "2025-06-02", Preferences(weeks=weeks))[0]) == 8 * HOUR


# ---- shifts ----

EARLY = Shift("Early", ((6 * HOUR, 14 * HOUR),))
NIGHT = Shift("Night", ((22 * HOUR, 30 * HOUR),))
SHIFTS = Preferences(shifts=(EARLY, NIGHT))


def test_a_title_gives_its_day_other_hours() -> None:
    entries = [whole_days("2026-02-09", "2026-02-10", "all_day", " eARLY "), occurrence("2026-02-10 09:00-09:15")]
    assert hours("2026-02-09", "2026-02-10", SHIFTS, entries) == [
        spans("2026-02-09 06:00-14:00"),
        spans("2026-02-10 09:00-17:00"),
    ]


def test_a_title_over_several_days_gives_each_its_hours() -> None:
    entries = [whole_days("2026-02-13", "2026-02-16", "all_day", "Early")]
    found = hours("2026-02-13", "2026-02-16", SHIFTS, entries)
    assert [length(day) // HOUR for day in found] == [8, 8, 8, 8]
    assert found[2] == spans("2026-02-15 06:00-14:00")
    assert found[3] == spans("2026-02-16 09:00-17:00")


def test_a_night_shift_reaches_into_the_next_day_and_replaces_only_its_own() -> None:
    entries = [occurrence("2026-02-09 22:00-06:00", "block", title="Night")]
    assert hours("2026-02-09", "2026-02-11", SHIFTS, entries) == [
        spans("2026-02-09 22:00-24:00"),
        spans("2026-02-10 00:00-06:00", "2026-02-10 09:00-17:00"),
        spans("2026-02-11 09:00-17:00"),
    ]


@pytest.mark.parametrize("kind", ["cancelled", "declined"])
def test_a_shift_that_was_called_off_gives_no_hours(kind: str) -> None:
    entries = [whole_days("2026-02-09", "2026-02-10", "cancelled" if kind == "cancelled" else "declined", "Early")]
    assert hours("2026-02-09", "2026-02-09", SHIFTS, entries) == [spans("2026-02-09 09:00-17:00")]


def test_a_title_that_only_holds_the_word_gives_no_hours() -> None:
    entries = [whole_days("2026-02-09", "2026-02-10", "all_day", "Early bird")]
    assert hours("2026-02-09", "2026-02-09", SHIFTS, entries) == [spans("2026-02-09 09:00-17:00")]


# ---- away ----


def test_time_off_is_taken_out() -> None:
    assert worked() == spans("2026-02-09 09:00-17:00")
    assert worked("2026-02-09 12:00-13:00") == spans("2026-02-09 09:00-12:00", "2026-02-09 13:00-17:00")
    assert worked("2026-02-09 07:00-10:00", "2026-02-09 16:59-22:00") == spans("2026-02-09 10:00-16:59")
    assert worked("2026-02-08 20:00 - 2026-02-10 06:00") == []
    assert worked("2026-02-09 09:00-17:00") == []


def test_time_off_beside_the_hours_takes_nothing() -> None:
    whole = spans("2026-02-09 09:00-17:00")
    assert worked("2026-02-09 08:00-09:00", "2026-02-09 17:00-19:00", "2026-02-08 00:00-24:00") == whole


def test_time_off_meets_each_interval() -> None:
    week = "mon-fri 09:00-12:00,13:00-17:00"
    assert worked("2026-02-09 11:00-14:00", week=week) == spans("2026-02-09 09:00-11:00", "2026-02-09 14:00-17:00")
    assert worked("2026-02-09 12:00-13:00", week=week) == spans("2026-02-09 09:00-12:00", "2026-02-09 13:00-17:00")


def test_one_absence_reaches_over_many_days_and_the_next_is_still_seen() -> None:
    preferences = Preferences()
    period = Period(ordinal("2026-02-09"), ordinal("2026-02-20"), preferences.zone)
    away = spans("2026-02-10 15:00 - 2026-02-17 10:00", "2026-02-19 09:00-10:00", "2026-02-19 11:00-12:00")
    found = working_time(hours_by_day(period, {}, preferences), away, period, frozenset())
    assert [length(day) // HOUR for day in found] == [8, 6, 0, 0, 0, 0, 0, 0, 7, 8, 6, 8]


def test_a_holiday_is_no_working_day_but_keeps_its_hours() -> None:
    preferences = Preferences(holidays=frozenset({ordinal("2026-02-10")}))
    period = Period(ordinal("2026-02-09"), ordinal("2026-02-11"), preferences.zone)
    whole = hours_by_day(period, {}, preferences)
    found = working_time(whole, [], period, preferences.holidays)
    assert [length(day) // HOUR for day in whole] == [8, 8, 8]
    assert [length(day) // HOUR for day in found] == [8, 0, 8]
