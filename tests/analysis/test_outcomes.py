"""The measures of the journal (METRICS.md §8): by example, and against a second computation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.outcomes import by_due_day, delivered, measures, outcomes_page, percentile, sheet_with
from app.model.journal import Entry, Journal, MeetingNote
from app.model.timezones import DAY, EPOCH_DAY
from tests.analysis.journals import FIRST, TODAY, item, promise, promises, week
from tests.builders import home, ordinal
from tests.second_computation import outcomes as second

if TYPE_CHECKING:
    from app.model.journal import Promise
    from app.model.outcomes import Measures

QUARTER = ordinal("2026-01-01"), ordinal("2026-03-31")


def over_the_quarter(*found: Promise, today: str = "2026-04-15") -> Measures:
    return measures(found, *QUARTER, ordinal(today))


# ---- against the second computation ----


@given(promises(), st.integers(FIRST - 10, FIRST + 40), st.integers(0, 80), st.integers(-30, 0))
def test_all_measures_equal_the_second_computation(
    found: tuple[Promise, ...], first: int, length: int, earlier: int
) -> None:
    last, today = first + length, TODAY + earlier
    ours = measures(found, first, last, today)
    items = [item(each) for each in found]
    days = date.fromordinal(first), date.fromordinal(last), date.fromordinal(today)

    kept, due, share = second.predictability(items, *days)
    assert (ours.predictability.part, ours.predictability.of) == (kept, due)
    assert ours.predictability.value == (None if share is None else pytest.approx(float(share)))
    lead = second.lead_time(items, *days)
    assert (ours.lead_time.median, ours.lead_time.p85) == (lead or (None, None))
    assert (ours.throughput.done, ours.throughput.weeks) == second.throughput(items, *days)
    flow = second.flow_efficiency(items, *days)
    assert ours.flow_efficiency.value == (None if flow is None else pytest.approx(float(flow)))
    assert (ours.clarity.part, ours.clarity.of) == second.clarity(items, *days)
    assert (ours.quality.part, ours.quality.of) == second.quality_consistency(items, *days)

    shares = (ours.predictability, ours.flow_efficiency, ours.throughput, ours.clarity, ours.quality)
    assert [each.value is None for each in shares] == [each.unknown != "" for each in shares]
    assert (ours.lead_time.median is None) == (ours.lead_time.unknown != "")


# ---- predictability ----


def test_under_ten_due_there_is_a_list_and_no_share() -> None:
    kept = promise(done="2026-01-20", due="2026-01-20")
    late = promise(done="2026-01-21", due="2026-01-20")
    nine, ten = over_the_quarter(*[kept] * 8, late), over_the_quarter(*[kept] * 9, late)
    assert (nine.predictability.value, nine.predictability.unknown) == (None, "few-due")
    assert [each.kept for each in nine.due] == [True] * 8 + [False]
    assert (ten.predictability.value, ten.predictability.unknown) == (0.9, "")


def test_what_is_due_today_is_not_due_yet() -> None:
    due_today = promise(done="2026-02-01", due="2026-02-10")
    assert over_the_quarter(due_today, today="2026-02-10").predictability.of == 0
    assert over_the_quarter(due_today, today="2026-02-11").predictability.of == 1


def test_what_was_reopened_by_its_day_was_not_done_by_it() -> None:
    before = promise(done="2026-01-10 2026-01-15 2026-02-01", due="2026-01-20")
    after = promise(done="2026-01-10 2026-01-25 2026-02-01", due="2026-01-20")
    assert [each.kept for each in over_the_quarter(before, after).due] == [False, True]


# ---- lead time, throughput, flow ----


def test_lead_time_goes_from_the_begin_to_the_day_it_was_done_last() -> None:
    reopened = promise(began="2026-01-05", done="2026-01-10 2026-01-12 2026-01-25")
    quick = promise(began="2026-01-05", done="2026-01-05")
    found = over_the_quarter(reopened, quick).lead_time
    assert (found.median, found.p85, found.of) == (10.0, 20.0, 2)


def test_the_percentile_is_one_of_the_values() -> None:
    assert [percentile(range(1, count + 1), 85) for count in (1, 2, 6, 7, 20)] == [1, 2, 6, 6, 17]


def test_without_a_begin_the_lead_time_is_unknown() -> None:
    assert over_the_quarter(promise(done="2026-01-10")).lead_time.unknown == "no-begin"
    assert over_the_quarter(promise(began="2026-01-10")).lead_time.unknown == "nothing-done"


def test_weeks_before_the_journal_began_count_for_nothing() -> None:
    late = promise(promised="2026-03-02", done="2026-03-10")
    assert over_the_quarter(late).throughput[:3] == (0.25, 1, 4)
    assert over_the_quarter(promise(due="2026-03-10")).throughput.unknown == "no-complete-week"


def test_waiting_takes_from_the_flow_and_two_waits_at_once_count_once() -> None:
    waits = "2026-01-07..2026-01-09 decision; 2026-01-08..2026-01-10 review"
    found = over_the_quarter(promise(began="2026-01-05", done="2026-01-15", waits=waits)).flow_efficiency
    assert (found.value, found.waiting_days, found.lead_days) == (0.7, 3, 10)


def test_waiting_before_the_begin_takes_nothing() -> None:
    waits = "2026-01-01..2026-01-06 access"
    found = over_the_quarter(promise(began="2026-01-05", done="2026-01-15", waits=waits)).flow_efficiency
    assert found.waiting_days == 1


def test_where_no_wait_was_ever_noted_the_flow_is_unknown() -> None:
    done = promise(began="2026-01-05", done="2026-01-15")
    assert over_the_quarter(done).flow_efficiency.unknown == "no-wait-noted"
    other = promise(waits="2026-01-07..2026-01-09 decision")
    assert over_the_quarter(done, other).flow_efficiency.value == 1.0


# ---- clarity and quality ----


def test_a_definition_counts_when_it_was_written_by_the_begin() -> None:
    by_then = promise(began="2026-01-05", done_means="runs", defined="2026-01-05")
    later = promise(began="2026-01-05", done_means="runs", defined="2026-01-06")
    without = promise(began="2026-01-05")
    undated = promise(began="2026-01-05", done_means="runs")
    found = over_the_quarter(by_then, later, without, undated)
    assert (found.clarity.part, found.clarity.of, found.clarity_unknown) == (1, 3, 1)


@pytest.mark.parametrize(("reopened", "held"), [("2026-02-14", 0), ("2026-02-15", 1)])
def test_reopened_on_the_thirtieth_day_is_within_thirty_days(reopened: str, held: int) -> None:
    assert over_the_quarter(promise(done=f"2026-01-15 {reopened}")).quality.part == held


@pytest.mark.parametrize(("today", "whole"), [("2026-02-13", 0), ("2026-02-14", 1)])
def test_quality_looks_at_what_was_done_at_least_thirty_days_ago(today: str, whole: int) -> None:
    assert over_the_quarter(promise(done="2026-01-15"), today=today).quality.of == whole


# ---- the page ----


def test_the_page_stands_beside_the_full_weeks_that_journal_and_calendars_cover() -> None:
    monday = ordinal("2026-03-02")
    known: dict[str, Any] = {"focus_seconds": 36_000, "meeting_seconds": 18_000, "fragmentation": 0.4}
    weeks = [
        week(monday - 7, **known),
        week(monday, **known),
        week(monday + 7, full=False, **known),
        week(monday + 14),
        week(monday + 21, **known),
    ]
    journal = Journal((promise(began="2026-03-02", done="2026-03-04"),))
    page = outcomes_page(journal, weeks, ordinal("2026-04-15"), home())
    assert [(each.monday, each.done) for each in page.weeks] == [(monday, 1), (monday + 21, 0)]


def test_the_page_holds_what_is_open_and_what_waits_the_longest_first() -> None:
    found = (
        promise("none", number=1),
        promise("late", number=2, due="2026-05-01", waits="2026-04-02.. review"),
        promise("soon", number=3, due="2026-04-20", waits="2026-04-01.. access"),
        promise("done", number=4, done="2026-04-01"),
    )
    page = outcomes_page(Journal(found), (), ordinal("2026-04-15"), home())
    assert [each.what for each in page.promises] == ["soon", "late", "none"]
    assert [each.what for each in page.waiting] == ["soon", "late"]
    assert not page.empty


def test_notes_and_entries_are_those_of_the_days() -> None:
    noon = (ordinal("2026-04-10") - EPOCH_DAY) * DAY + DAY // 2
    notes = (
        MeetingNote(calendar="w", uid="a", start=noon, worth=2, decision="go"),
        MeetingNote(calendar="w", uid="a", start=noon + 3600, worth=5),
        MeetingNote(calendar="w", uid="a", start=noon - 300 * DAY, worth=1),
    )
    entries = (
        Entry(kind="stretch", person="Ben", day=ordinal("2026-04-10"), evidence="led it"),
        Entry(kind="stretch", person="Ben", day=ordinal("2025-04-10"), evidence="long ago"),
    )
    page = outcomes_page(Journal((), entries, notes), (), ordinal("2026-04-15"), home())
    assert [each.start for each in page.notes] == [noon + 3600, noon]
    assert (page.notes_summary.count, page.notes_summary.worth, page.notes_summary.decisions) == (2, 3.5, 1)
    assert [each.evidence for each in page.entries] == ["led it"]


# ---- sheets ----


def test_the_sheet_holds_the_open_promises_to_one_person() -> None:
    found = (promise("a", to="Ben"), promise("b", to="BEN", due="2026-05-01"), promise("c", to="Clara"))
    done = promise("d", to="Ben", done="2026-01-05")
    assert [each.what for each in sheet_with(Journal((*found, done)), "ben", TODAY).promises] == ["b", "a"]


def test_delivered_goes_by_quarter_newest_first_and_one_may_be_empty() -> None:
    found = (
        promise("a", done="2026-03-31"),
        promise("b", done="2026-04-01"),
        promise("c", done="2026-01-01"),
        promise("d", done="2026-01-01 2026-01-02"),
    )
    quarters = delivered(Journal(found))
    assert [[each.what for each in quarter.promises] for quarter in quarters] == [["b"], ["c", "a"]]
    third = ordinal("2026-07-01"), ordinal("2026-09-30")
    assert delivered(Journal(found), third) == ((*third, ()),)


def test_promises_without_a_day_come_last() -> None:
    found = [
        promise("none", number=1),
        promise("second", number=3, due="2026-05-01"),
        promise("first", number=2, due="2026-05-01"),
    ]
    assert [each.what for each in by_due_day(found)] == ["first", "second", "none"]
