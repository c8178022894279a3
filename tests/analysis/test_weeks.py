"""Weeks: sums, shares, which are complete and full, and what is usual (METRICS.md §4), computed by hand.

The week is 2026-W07, Monday 9 to Sunday 15 February 2026, with the usual working time of 40 hours, in UTC.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.analyse import analyse
from app.analysis.weeks import FIGURES, usual_range
from app.cli.arguments import working_hours
from app.model.preferences import Preferences, WorkingWeek
from app.model.timezones import HomeZone, iana_zone
from app.model.weeks import LENGTHS, LONGEST, SHARES, SUMMED, Week
from tests.builders import occurrence, ordinal, timeline, times, whole_days

if TYPE_CHECKING:
    from app.model.analysis import Analysis
    from app.model.occurrences import Occurrence

TODAY = ordinal("2026-12-31")
USUAL = Preferences()
MONDAY = "2026-02-09"
HOUR = 3600


def analysis(
    *entries: str | Occurrence, preferences: Preferences = USUAL, today: int = TODAY, **about: Any
) -> Analysis:
    """The analysis of some occurrences; a text is a meeting, like ``2026-02-09 10:00-11:00``."""
    made = [occurrence(each) if isinstance(each, str) else each for each in entries]
    return analyse(timeline(made, zone=preferences.zone, **about), preferences, today)


def week(*entries: str | Occurrence, preferences: Preferences = USUAL, **about: Any) -> Week:
    """The only week of a period."""
    (found,) = analysis(*entries, preferences=preferences, **about).weeks
    return found


# ---- sums ----


def test_a_week_is_the_sum_of_its_days() -> None:
    found = week(
        occurrence("2026-02-09 10:00-11:00", people=3, response="tentative", external=True),
        occurrence("2026-02-09 10:30-11:30", people=None),
        "2026-02-10 08:00-10:00",
        "2026-02-10 10:02-12:00",
        "2026-02-14 10:00-10:30",
    )
    assert (found.meetings, found.meeting_seconds) == (5, 90 * 60 + 238 * 60 + 30 * 60)
    assert found.meeting_seconds_in_hours == (90 + 178) * 60
    assert found.outside_hours_seconds == (60 + 30) * 60
    assert found.double_booked_seconds == 30 * 60
    assert (found.working_seconds, found.hours_seconds, found.working_days) == (40 * HOUR, 40 * HOUR, 5)
    assert found.focus_blocks == 1 + 1 + 3
    assert found.focus_seconds == (330 + 300) * 60 + 24 * HOUR
    assert (found.fragment_seconds, found.fragments) == ((60 + 2) * 60, 2)
    assert (found.interruptions, found.back_to_back) == (2, 1)
    assert (found.person_seconds, found.people_unknown) == ((180 + 120 + 240 + 236 + 60) * 60, 1)
    assert (found.unsure_seconds, found.external_seconds) == (30 * 60, HOUR)


def test_the_longest_of_a_week_is_that_of_its_days() -> None:
    found = week("2026-02-09 10:00-11:00", "2026-02-10 10:00-12:30", "2026-02-11 09:00-17:00")
    assert found.longest_run_seconds == 8 * HOUR
    assert found.longest_gap_seconds == 8 * HOUR
    all_days = [f"2026-02-{day:02} 12:00-13:00" for day in range(9, 14)]
    assert week(*all_days).longest_gap_seconds == 4 * HOUR


# ---- shares ----


def test_load_is_time_in_meetings_of_working_time() -> None:
    assert week("2026-02-09 09:00-17:00", "2026-02-10 15:00-19:00").load == 10 / 40
    assert week().load == 0
    assert week("2026-02-14 09:00-17:00").load == 0


def test_focus_share_is_focus_of_working_time() -> None:
    assert week().focus_share == 1
    assert week("2026-02-09 09:00-16:00", "2026-02-10 11:00-17:00").focus_share == (2 + 24) / 40


def test_fragmentation_is_fragments_of_all_gaps() -> None:
    assert week().fragmentation == 0
    assert week("2026-02-09 10:00-17:00").fragmentation == 1 / 33


def test_shares_are_unknown_where_there_is_nothing_to_share() -> None:
    no_work = Preferences(weeks=(WorkingWeek(1, ((),) * 7),))
    found = week(preferences=no_work)
    assert (found.load, found.focus_share, found.fragmentation) == (None, None, None)
    assert (found.recurring_share, found.organized_share) == (None, None)
    assert (found.focus_days, found.quiet_days, found.working_days) == (0, 0, 0)
    full = [f"2026-02-{day:02} 09:00-17:00" for day in range(9, 14)]
    assert (week(*full).load, week(*full).focus_share, week(*full).fragmentation) == (1, 0, None)


def test_focus_days_and_quiet_days_are_working_days() -> None:
    cut_up = ["2026-02-09 10:50-11:00", "2026-02-09 12:50-13:00", "2026-02-09 14:50-15:05"]
    found = week(*cut_up, "2026-02-10 08:00-09:00", "2026-02-14 10:00-10:30")
    assert found.focus_days == 4
    assert found.quiet_days == 3  # a meeting before work is a meeting, a quiet Sunday is no working day
    assert week().quiet_days == week().focus_days == 5


def test_a_meeting_that_reaches_over_midnight_ends_the_quiet_of_the_next_day() -> None:
    assert week("2026-02-09 23:00-00:01").quiet_days == 3


def test_a_day_off_is_no_working_day() -> None:
    off = whole_days("2026-02-10", "2026-02-12", "out_of_office", "Urlaub")
    found = week(off)
    assert (found.working_days, found.quiet_days, found.focus_days) == (3, 3, 3)
    assert (found.working_seconds, found.hours_seconds) == (24 * HOUR, 40 * HOUR)


def test_recurring_share_is_of_summed_lengths() -> None:
    series = occurrence("2026-02-09 10:00-11:00", recurs=True)
    once = occurrence("2026-02-09 10:30-12:30")
    assert week(series, once).recurring_share == 1 / 3
    assert week(once).recurring_share == 0
    assert week(series).recurring_share == 1
    assert week().recurring_share is None


def test_organized_share_is_of_summed_lengths() -> None:
    mine = occurrence("2026-02-09 10:00-11:00", organized=True)
    other = occurrence("2026-02-09 10:00-13:00", organized=False)
    assert week(mine, other).organized_share == 1 / 4
    assert week(other).organized_share == 0
    assert week().organized_share is None


def test_organized_share_is_unknown_where_i_am() -> None:
    found = week(occurrence("2026-02-09 10:00-11:00", organized=None, external=None), me=())
    assert found.organized_share is None
    assert found.external_seconds is None
    assert found.recurring_share == 0


def test_shares_of_meetings_go_by_the_day_of_their_start() -> None:
    over_sunday = occurrence("2026-02-15 23:00-01:00", recurs=True)
    first, second = analysis(over_sunday, "2026-02-16 10:00-11:00", last="2026-02-22").weeks
    assert (first.recurring_share, second.recurring_share) == (1, 0)
    assert (first.meeting_seconds, second.meeting_seconds) == (HOUR, 2 * HOUR)


def test_what_does_not_count_has_no_share() -> None:
    away = occurrence("2026-02-09 10:00-14:00", recurs=True, away=True)
    maybe = occurrence("2026-02-10 10:00-14:00", recurs=True, response="tentative")
    sure = occurrence("2026-02-11 10:00-14:00")
    assert week(away, sure).recurring_share == 0
    assert week(maybe, sure).recurring_share == 1 / 2
    assert week(maybe, sure, preferences=Preferences(count="accepted")).recurring_share == 0


def test_where_nobody_is_named_only_working_time_is_known() -> None:
    found = week(occurrence("2026-02-09 10:00-11:00", "block", people=None), no_people=True)
    known = {name for name, value in found._asdict().items() if value is not None}
    assert known == {"monday", "complete", "full", "hours_seconds", "working_seconds", "working_days", "usual"}


# ---- which weeks there are ----


def test_each_iso_week_with_a_day_in_the_period_stands_there() -> None:
    mondays = [each.monday for each in analysis(first="2026-02-15", last="2026-02-23").weeks]
    assert mondays == [ordinal("2026-02-09"), ordinal("2026-02-16"), ordinal("2026-02-23")]


def test_sums_run_over_the_days_in_the_period() -> None:
    meetings = [f"2026-02-{day:02} 10:00-11:00" for day in range(9, 14)]
    first = week(*meetings, first="2026-02-11", last="2026-02-15")
    assert (first.meetings, first.working_days, first.working_seconds) == (3, 3, 24 * HOUR)
    assert (first.complete, first.full) == (False, False)
    last = week(*meetings, first="2026-02-09", last="2026-02-10")
    assert (last.meetings, last.working_days, last.working_seconds) == (2, 2, 16 * HOUR)
    assert (last.complete, last.full) == (False, False)


def test_shares_of_a_cut_week_are_those_of_its_days_in_the_period() -> None:
    before = occurrence("2026-02-10 10:00-14:00", recurs=True, organized=True)
    inside = occurrence("2026-02-11 10:00-11:00")
    found = week(before, inside, first="2026-02-11", last="2026-02-15")
    assert (found.recurring_share, found.organized_share) == (0, 0)
    assert found.load == 1 / 24


def test_the_days_are_those_of_the_period() -> None:
    found = analysis(first="2026-02-11", last="2026-02-13")
    assert [day.day for day in found.days] == [ordinal(f"2026-02-{day}") for day in (11, 12, 13)]


def test_a_week_may_lie_in_two_years() -> None:
    found = week("2027-01-01 10:00-11:00", first="2026-12-28", last="2027-01-03", today=ordinal("2027-02-01"))
    assert (found.monday, found.meetings, found.complete) == (ordinal("2026-12-28"), 1, True)


# ---- complete and full ----


def covered(first: str, end: str) -> tuple[tuple[int, int], ...]:
    """One stretch of covered days, the end excluded."""
    return ((ordinal(first), ordinal(end)),)


@pytest.mark.parametrize(
    ("about", "complete"),
    [
        ({}, True),
        ({"today": ordinal("2026-02-16")}, True),
        ({"today": ordinal("2026-02-15")}, False),
        ({"today": ordinal("2026-02-01")}, False),
        ({"first": "2026-02-10"}, False),
        ({"last": "2026-02-14"}, False),
        ({"coverage": covered("2026-02-09", "2026-02-16")}, True),
        ({"coverage": covered("2026-02-10", "2026-02-16")}, False),
        ({"coverage": covered("2026-02-09", "2026-02-15")}, False),
        ({"coverage": ()}, False),
        ({"coverage": (*covered("2026-02-09", "2026-02-12"), *covered("2026-02-13", "2026-02-16"))}, False),
    ],
    ids=str,
)
def test_a_week_is_complete_when_it_lies_in_the_period_is_covered_and_is_over(
    about: dict[str, Any], complete: bool
) -> None:
    assert week("2026-02-11 10:00-11:00", **about).complete is complete


@pytest.mark.parametrize(
    ("off", "full"),
    [
        ("2026-02-09 00:00 - 2026-02-11 00:00", True),
        ("2026-02-09 00:00 - 2026-02-11 09:00", True),
        ("2026-02-09 00:00 - 2026-02-11 09:01", False),
        ("2026-02-09 00:00 - 2026-02-15 00:00", False),
        ("2026-02-14 00:00 - 2026-02-15 00:00", True),
    ],
)
def test_a_full_week_has_sixty_per_cent_of_its_hours(off: str, full: bool) -> None:
    found = week(occurrence(off, "out_of_office", people=None))
    assert (found.complete, found.full) == (True, full)


def test_a_week_that_is_not_complete_is_not_full() -> None:
    found = week(today=ordinal("2026-02-15"))
    assert (found.complete, found.full) == (False, False)


def test_holidays_count_towards_time_away() -> None:
    holidays = frozenset(ordinal(f"2026-02-{day:02}") for day in (9, 10, 11))
    assert week(preferences=Preferences(holidays=holidays)).full is False
    assert week(preferences=Preferences(holidays=frozenset(sorted(holidays)[1:]))).full is True


def test_the_last_complete_week_is_found() -> None:
    found = analysis(first="2026-02-02", last="2026-03-01", today=ordinal("2026-02-25"))
    last = found.last_complete_week()
    assert last is not None
    assert last.monday == ordinal("2026-02-16")
    assert analysis(coverage=()).last_complete_week() is None


# ---- what is usual ----


@pytest.mark.parametrize(
    ("name", "values", "usual"),
    [
        ("meeting_seconds", [10 * HOUR] * 6, (9.5 * HOUR, 10.5 * HOUR)),
        ("meeting_seconds", [0, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR, 5 * HOUR], (2.5 - 4.4478, 2.5 + 4.4478)),
        ("meeting_seconds", [9 * HOUR, 10 * HOUR, 11 * HOUR] * 2, (10 - 2.9652, 10 + 2.9652)),
        ("meeting_seconds", [10 * HOUR] * 5 + [40 * HOUR], (9.5 * HOUR, 10.5 * HOUR)),
        ("meetings", [12] * 6, (11, 13)),
        ("meetings", [10, 11, 12, 13, 14, 15, 16], (13 - 2 * 1.4826 * 2, 13 + 2 * 1.4826 * 2)),
        ("focus_days", [3, 3, 3, 4, 4, 4], (3.5 - 1.4826, 3.5 + 1.4826)),
        ("load", [0.5] * 7, (0.45, 0.55)),
        ("load", [0.3, 0.4, 0.5, 0.6, 0.7, 0.5], (0.5 - 2.9652 * 0.1, 0.5 + 2.9652 * 0.1)),
        ("recurring_share", [1.0] * 6, (0.95, 1.05)),
    ],
)
def test_the_usual_range_is_two_deviations_about_the_median(
    name: str, values: list[float], usual: tuple[float, float]
) -> None:
    found = usual_range(name, values)
    assert found is not None
    in_hours = name == "meeting_seconds" and usual[1] < 100
    assert found == pytest.approx(tuple(edge * HOUR for edge in usual) if in_hours else usual)


def test_six_weeks_are_needed_to_know_what_is_usual() -> None:
    assert usual_range("meetings", [5] * 5) is None
    assert usual_range("meetings", [5] * 6) == (4, 6)
    assert usual_range("load", [0.5, 0.5, None, 0.5, 0.5, 0.5]) is None
    assert usual_range("load", [0.5, 0.5, None, 0.5, 0.5, 0.5, 0.5]) == pytest.approx((0.45, 0.55))
    assert usual_range("meetings", []) is None


def test_every_figure_of_a_week_has_a_usual_range() -> None:
    (found,) = analysis().weeks
    own = set(found._fields) - {"monday", "complete", "full", "hours_seconds", "usual", *LENGTHS}
    assert set(found.usual) == set(FIGURES) == own


def weekly(count: int, hours: int = 1) -> list[Occurrence]:
    """A meeting of some hours on Wednesday in each of so many weeks before 2026-W07."""
    start, __ = times("2026-02-11 09:00-10:00")
    return [
        occurrence((start - 7 * 86_400 * back, start - 7 * 86_400 * back + hours * HOUR))
        for back in range(1, count + 1)
    ]


def test_the_usual_range_looks_at_the_twelve_weeks_before() -> None:
    older, newer = weekly(13, 8)[12:], weekly(12)
    assert week(*older, *newer).usual["meeting_seconds"] == (HOUR / 2, 1.5 * HOUR)
    # Six weeks with four hours and six with none: median 2 h, median deviation 2 h.
    usual = week(*weekly(6, 4)).usual["meeting_seconds"]
    assert usual == pytest.approx(((2 - 5.9304) * HOUR, (2 + 5.9304) * HOUR))


def test_the_week_itself_is_not_in_its_usual_range() -> None:
    found = week(*weekly(12), "2026-02-09 09:00-17:00")
    assert found.usual["meeting_seconds"] == (HOUR / 2, 1.5 * HOUR)


def test_only_full_weeks_before_are_usual() -> None:
    six = covered("2025-12-29", "2027-01-01")
    assert week(*weekly(12), coverage=six).usual["meetings"] == (0, 2)
    five = covered("2025-12-30", "2027-01-01")
    assert week(*weekly(12), coverage=five).usual["meetings"] is None


def test_weeks_mostly_off_are_not_usual() -> None:
    off = occurrence("2025-11-17 00:00 - 2026-01-05 00:00", "out_of_office", people=None)
    found = week(*weekly(12), off)
    assert found.usual["meetings"] is None
    shorter = occurrence("2025-11-17 00:00 - 2025-12-29 00:00", "out_of_office", people=None)
    assert week(*weekly(12), shorter).usual["meetings"] == (0, 2)


def test_weeks_inside_the_period_are_usual_for_those_after_them() -> None:
    found = analysis(*weekly(12), first="2025-11-17", last="2026-02-15", coverage=covered("2025-11-17", "2027-01-01"))
    known = [each.usual["meetings"] is not None for each in found.weeks]
    assert known == [False] * 6 + [True] * 7


def test_a_week_cut_by_the_periods_start_still_counts_whole_as_one_before() -> None:
    found = analysis(*weekly(12), first="2026-02-05", last="2026-02-15")
    assert found.weeks[0].meetings == 0  # its Wednesday lies before the period
    usual = found.weeks[1].usual["meetings"]
    assert usual == (0, 2)


# ---- homes and hours that change ----


def test_a_home_that_moves_has_each_day_in_its_zone() -> None:
    berlin, new_york = iana_zone("Europe/Berlin"), iana_zone("America/New_York")
    assert berlin is not None
    assert new_york is not None
    moved = Preferences(zone=HomeZone(((1, berlin), (ordinal("2026-02-11"), new_york))))
    found = analysis("2026-02-10 08:00-09:00", "2026-02-12 14:00-15:00", preferences=moved)
    by_day = {each.day: each for each in found.days}
    assert by_day[ordinal("2026-02-10")].meeting_seconds_in_hours == HOUR  # 09:00 in Berlin
    assert by_day[ordinal("2026-02-12")].meeting_seconds_in_hours == HOUR  # 09:00 in New York
    assert found.weeks[0].working_seconds == 40 * HOUR


def test_the_day_of_a_move_is_as_long_as_it_takes() -> None:
    berlin, new_york = iana_zone("Europe/Berlin"), iana_zone("America/New_York")
    assert berlin is not None
    assert new_york is not None
    zone = HomeZone(((1, berlin), (ordinal("2026-02-11"), new_york)))
    whole_days_of_work = Preferences(zone=zone, weeks=(WorkingWeek(1, working_hours("mon-sun 00:00-24:00")),))
    found = analysis("2026-02-11 01:00-03:00", preferences=whole_days_of_work)
    lengths = {each.day: each.working_seconds // HOUR for each in found.days}
    assert lengths == {ordinal(MONDAY) + at: (30 if at == 1 else 24) for at in range(7)}
    assert found.weeks[0].meetings == 1
    assert [each.meeting_seconds for each in found.days][1:3] == [2 * HOUR, 0]


def test_hours_that_change_by_date_change_a_week() -> None:
    weeks = (
        WorkingWeek(1, working_hours("mon-fri 09:00-17:00")),
        WorkingWeek(ordinal("2026-02-11"), working_hours("mon-fri 09:00-13:00")),
    )
    found = week(preferences=Preferences(weeks=weeks))
    assert (found.working_seconds, found.hours_seconds) == (28 * HOUR, 28 * HOUR)


# ---- what holds always ----

ENTRIES = st.lists(
    st.tuples(
        st.integers(-7 * 24, 21 * 24),
        st.sampled_from((15, 30, 60, 95, 240, 600)),
        st.sampled_from(("meeting", "meeting", "meeting", "out_of_office")),
        st.booleans(),
        st.booleans(),
    ),
    max_size=20,
)


@given(ENTRIES, st.integers(0, 9), st.integers(0, 14))
def test_a_week_is_made_of_its_days(entries: list[Any], first: int, length: int) -> None:
    start = times(f"{MONDAY} 00:00-01:00")[0]
    made = [
        occurrence(
            (start + hour * HOUR, start + hour * HOUR + minutes * 60),
            kind,
            organized=own,
            recurs=recurs,
            people=2,
        )
        for hour, minutes, kind, own, recurs in entries
    ]
    found = analyse(
        timeline(made, f"2026-02-{9 + first:02}", f"2026-02-{min(9 + first + length, 28):02}"), USUAL, TODAY
    )
    for each in found.weeks:
        days = [day for day in found.days if each.monday <= day.day < each.monday + 7]
        for name in (*SUMMED, "working_seconds", "hours_seconds"):
            assert getattr(each, name) == sum(getattr(day, name) for day in days), name
        for name in LONGEST:
            assert getattr(each, name) == max(getattr(day, name) for day in days), name
        assert all(share is None or 0 <= share <= 1 for share in (getattr(each, name) for name in SHARES))
        assert each.quiet_days is not None
        assert each.focus_days is not None
        assert 0 <= each.quiet_days <= each.working_days <= len(days)
        assert 0 <= each.focus_days <= each.working_days
        assert each.meeting_seconds is not None
        assert 0 <= each.meeting_seconds <= 168 * HOUR
        assert each.full <= each.complete
    assert [later - earlier for earlier, later in pairwise(each.monday for each in found.weeks)] == [7] * (
        len(found.weeks) - 1
    )
