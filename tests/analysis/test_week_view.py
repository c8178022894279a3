"""The Week page: what lies where on the wall clock, and that its blocks are what the figures are the lengths of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.analysis.day_parts import covered_twice, focus_won, lay_out
from app.analysis.figure_words import plain
from app.analysis.references import parse_reference
from app.analysis.week_view import week_view
from app.model.preferences import Preferences, WorkingWeek
from app.model.spans import length
from tests.analysis.histories import (
    ANNAS,
    LAST_MONDAY,
    QUARTER_BEGINS,
    TODAY,
    demo_history,
    kept,
    kept_of,
    key_of,
    meeting,
    quarter,
)
from tests.builders import at, calendar, event, home, occurrence, ordinal, timeline, whole_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.occurrences import Occurrence
    from app.model.week_view import Block, DayStrip, WeekView
    from tests.analysis.histories import Kept

MONDAY = ordinal("2026-02-09")
HOUR = 3600


def view(of: Kept, monday: int = LAST_MONDAY) -> WeekView:
    return week_view(of.history, monday, of.on(monday, monday + 6), of.working, None, key_of, of.preferences)


def week_of(*occurrences: Occurrence, preferences: Preferences = ANNAS, today: int = TODAY) -> WeekView:
    """The week of 9 February 2026 with these occurrences."""
    return view(kept(timeline(occurrences), today, preferences), MONDAY)


def blocks(strip: DayStrip, role: str) -> list[Block]:
    return [block for block in strip.blocks if block.role == role]


def clock(found: Iterable[Block]) -> list[str]:
    return [
        f"{block.start // HOUR}:{block.start // 60 % 60:02d}-{block.end // HOUR}:{block.end // 60 % 60:02d}"
        for block in found
    ]


# ---- blocks ----


def test_a_day_is_meetings_and_what_is_left_between_them() -> None:
    strip = week_of(occurrence("2026-02-09 10:00-11:00", title="Sync"), occurrence("2026-02-09 13:30-14:00")).days[0]
    assert [(block.role, block.title) for block in strip.blocks] == [
        ("fragment", "60"),
        ("meeting", "Sync"),
        ("focus", "2 h 30"),
        ("meeting", "Talk"),
        ("focus", "3 h"),
    ]
    assert clock(strip.blocks) == ["9:00-10:00", "10:00-11:00", "11:00-13:30", "13:30-14:00", "14:00-17:00"]
    assert strip.working == ((9 * HOUR, 17 * HOUR),)
    assert strip.lines == ("1.5 h meetings", "5.5 h focus")
    assert (strip.name, strip.spoken) == ("Mon 9", "Monday 9 February: 1.5 h meetings, 5.5 h focus")
    assert {block.detail for block in blocks(strip, "focus")} == {"meeting-free"}


def test_a_block_opens_what_it_shows() -> None:
    strip = week_of(occurrence("2026-02-09 10:00-11:00")).days[0]
    fragment, talk, focus = strip.blocks
    assert talk.opens.startswith("occurrence:one:")
    assert strip.opens == "day:2026-02-09"
    for block in (fragment, focus):
        reference = parse_reference(block.opens)
        assert (reference.kind, reference.first, reference.last) == ("free", MONDAY, MONDAY)
        assert reference.end - reference.start == block.end - block.start
    assert talk.tip == "10:00–11:00: Talk counts as a meeting, because at least one other person is in it (rule 8)."
    assert focus.tip == "11:00–17:00: focus block of 6 h, meeting-free"
    assert fragment.tip == "9:00–10:00: fragment of 1 h, meeting-free"


def test_meetings_that_overlap_lie_in_lanes_and_the_overlap_is_painted_over_them() -> None:
    strip = week_of(
        occurrence("2026-02-09 14:00-15:00", title="A", uid="a"),
        occurrence("2026-02-09 14:30-15:15", title="B", uid="b"),
        occurrence("2026-02-09 15:00-15:30", title="C", uid="c"),
        occurrence("2026-02-09 15:30-16:00", title="D", uid="d"),
    ).days[0]
    assert [(block.title, block.lane, block.lanes) for block in blocks(strip, "meeting")] == [
        ("A", 0, 2),
        ("B", 1, 2),
        ("C", 0, 2),
        ("D", 0, 1),
    ]
    (double,) = blocks(strip, "double")
    assert (clock([double]), double.title, strip.blocks[-1]) == (["14:30-15:15"], "45", double)
    assert double.tip == "14:30–15:15: double-booked: A · B · C"
    assert blocks(strip, "meeting")[1].tip.endswith("Double-booked 14:30–15:15.")


def test_time_outside_the_working_hours_is_painted_over_the_meeting() -> None:
    strip = week_of(occurrence("2026-02-09 16:30-17:45", title="Call")).days[0]
    (outside,) = blocks(strip, "outside")
    assert clock([outside]) == ["17:00-17:45"]
    assert clock(blocks(strip, "meeting")) == ["16:30-17:45"]
    assert outside.tip == "17:00–17:45: outside working hours: Call"


def test_a_meeting_over_midnight_is_cut_there() -> None:
    page = week_of(occurrence("2026-02-10 22:00 - 2026-02-11 01:30"))
    assert clock(blocks(page.days[1], "meeting")) == ["22:00-24:00"]
    assert clock(blocks(page.days[2], "meeting")) == ["0:00-1:30"]
    assert page.axis == (0, 24)
    assert blocks(page.days[1], "meeting")[0].opens == blocks(page.days[2], "meeting")[0].opens


def test_what_does_not_count_is_not_painted() -> None:
    strip = week_of(
        occurrence("2026-02-09 10:00-11:00", "block"),
        occurrence("2026-02-09 12:00-13:00", "declined"),
        occurrence("2026-02-09 14:00-15:00", away=True),
        occurrence("2026-02-09 15:00-16:00", response="unanswered"),
        preferences=replace(ANNAS, count="accepted"),
    ).days[0]
    assert [(block.role, block.title) for block in strip.blocks] == [("focus", "8 h")]


def test_own_blocks_may_break_focus() -> None:
    lunch = occurrence("2026-02-09 12:00-13:00", "block", title="Lunch")
    strip = week_of(lunch, preferences=replace(ANNAS, breaking_titles=frozenset({"lunch"}))).days[0]
    assert clock(strip.blocks) == ["9:00-12:00", "13:00-17:00"]


def test_time_away_is_not_working_time() -> None:
    page = week_of(
        whole_days("2026-02-09", "2026-02-10", "out_of_office"),
        occurrence("2026-02-10 09:00-12:00", "out_of_office", title="Dentist"),
    )
    monday, tuesday = page.days[:2]
    assert (monday.working, monday.blocks, monday.lines) == ((), (), ("no meetings", "no working time"))
    assert (tuesday.working, tuesday.lines) == (((12 * HOUR, 17 * HOUR),), ("no meetings", "5.0 h focus"))


def test_a_title_from_elsewhere_is_harmless() -> None:
    strip = week_of(occurrence("2026-02-09 10:00-11:00", title="a\x1b[2J\u202eb")).days[0]
    assert not set(strip.blocks[1].title + strip.blocks[1].tip) & {"\x1b", "\u202e"}
    assert week_of(occurrence("2026-02-09 10:00-11:00", title="")).days[0].blocks[1].title == "(no title)"


def test_the_hour_that_clocks_repeat_does_not_turn_a_block_round() -> None:
    berlin = home("Europe/Berlin")
    start = berlin.epoch(ordinal("2026-10-25"), 2 * HOUR + 1800)
    night = timeline([occurrence((start, start + HOUR))], "2026-10-19", "2026-10-25", zone=berlin)
    page = view(kept(night, TODAY + 365, replace(ANNAS, zone=berlin)), ordinal("2026-10-19"))
    (block,) = blocks(page.days[6], "meeting")
    assert block.start == 2 * HOUR + 1800
    assert block.end > block.start


# ---- the page ----


def test_five_days_or_seven() -> None:
    assert len(week_of(occurrence("2026-02-09 10:00-11:00")).days) == 5
    assert len(week_of(occurrence("2026-02-14 10:00-11:00")).days) == 7
    sundays = (*((),) * 6, ((9 * HOUR, 12 * HOUR),))
    assert len(week_of(preferences=replace(ANNAS, weeks=(WorkingWeek(1, sundays),))).days) == 7


@pytest.mark.parametrize(
    ("when", "axis"),
    [
        ("2026-02-09 10:00-11:00", (8, 18)),
        ("2026-02-09 17:30-18:15", (8, 19)),
        ("2026-02-09 06:30-07:00", (6, 18)),
        ("2026-02-09 00:00-00:30", (0, 18)),
    ],
)
def test_the_axis_holds_the_working_day_and_every_meeting(when: str, axis: tuple[int, int]) -> None:
    page = week_of(occurrence(when))
    assert page.axis == axis
    assert page.hours[0] == (axis[0] + 1, f"{axis[0] + 1}:00")
    assert page.hours[-1] == (axis[1] - 1, f"{axis[1] - 1}:00")


def test_a_week_without_working_time_has_an_axis() -> None:
    nothing = Preferences(weeks=(WorkingWeek(1, ((),) * 7),))
    assert week_of(preferences=nothing).axis == (8, 18)


def test_the_sentence_names_the_fullest_day_and_what_is_left() -> None:
    page = view(quarter())
    assert plain(page.sentence) == (
        "Thursday held 4.5 h of meetings and one block of 2 h; four blocks are left on the other four days."
    )
    opened = [(phrase.text, phrase.opens) for phrase in page.sentence if phrase.opens]
    assert opened == [("Thursday", "day:2026-05-07"), ("four blocks", "week:2026-05-04:focus")]
    assert (page.note, page.period_title) == ("", "Week 19 · 4–10 May 2026")


@pytest.mark.parametrize(
    ("meetings", "sentence"),
    [
        (
            [f"2026-02-{day:02d} {hours}" for day in range(9, 14) for hours in ("10:00-12:00", "13:00-16:00")],
            "Monday held 5.0 h of meetings and no block of 2 h; none is left on the other four days.",
        ),
        ([], "No meetings lie in this week; it holds five blocks of 2 h."),
        (["2026-02-14 10:00-11:00"], "Saturday held 1.0 h of meetings and no block of 2 h; five blocks are left"),
    ],
)
def test_sentences_of_other_weeks(meetings: list[str], sentence: str) -> None:
    page = week_of(*(occurrence(when, uid=when) for when in meetings))
    assert plain(page.sentence).startswith(sentence)


def test_a_week_of_one_working_day() -> None:
    monday_only = Preferences(weeks=(WorkingWeek(1, (((9 * HOUR, 17 * HOUR),), *((),) * 6)),))
    sentence = plain(week_of(occurrence("2026-02-09 10:00-11:00"), preferences=monday_only).sentence)
    assert sentence == "Monday held 1.0 h of meetings and one block of 2 h."
    nothing = Preferences(weeks=(WorkingWeek(1, ((),) * 7),))
    found = plain(week_of(occurrence("2026-02-09 10:00-11:00"), preferences=nothing).sentence)
    assert found == "A week without working time, and 1.0 h of meetings."
    assert plain(week_of(preferences=nothing).sentence) == "A week without working time and without meetings."


def test_a_week_that_is_not_over_says_so() -> None:
    page = view(quarter(), LAST_MONDAY + 7)
    assert plain(page.sentence).startswith("Monday holds 1.0 h of meetings so far, and one block of 2 h;")
    assert page.note == "This week is not over; it is not compared."


def test_days_that_are_not_covered_have_no_free_time() -> None:
    weekly = meeting("20260204T100000Z", "20260204T110000Z", "RRULE:FREQ=WEEKLY;COUNT=14", uid="weekly")
    of = kept_of([calendar(weekly)], QUARTER_BEGINS - 28, TODAY, TODAY, ANNAS)
    page = view(of, QUARTER_BEGINS)
    assert [strip.lines for strip in page.days[:3]] == [
        ("not covered",),
        ("not covered",),
        ("1.0 h meetings", "6.0 h focus"),
    ]
    assert (page.days[0].blocks, page.table.rows[0][1]) == ((), "unknown")
    assert plain(view(of, QUARTER_BEGINS - 14).sentence) == "Your calendars do not cover this week."


def test_a_feed_without_people_shows_no_free_time() -> None:
    busy = event("SUMMARY:Busy", "RRULE:FREQ=DAILY;COUNT=90", *at("20260202T100000Z", "20260202T110000Z"))
    page = view(kept_of([calendar(busy)], QUARTER_BEGINS, TODAY, TODAY))
    assert {strip.blocks for strip in page.days} == {()}
    assert page.note == "Not in this source. Nobody is named in it."
    assert plain(page.sentence).startswith("Nobody is named in this feed")


def test_the_table_is_the_twin_of_the_strips() -> None:
    page = view(quarter())
    assert page.table.headers[:4] == ("Day", "Meetings", "Meeting hours, h", "Focus, h")
    assert page.table.rows[1] == ("Tuesday 5 May", "2", "1.8", "6.0", "1", "1", "1.0", "0", "45")
    assert page.table.rows[2] == ("Wednesday 6 May", "2", "1.5", "5.5", "1", "1", "1.0", "30", "0")
    assert page.table.opens[1] == "day:2026-05-05"
    assert [role for role, __ in page.legend] == ["meeting", "focus", "fragment", "double", "outside"]


# ---- the blocks are what the figures are the lengths of ----


@pytest.mark.parametrize(
    "preferences",
    [
        Preferences(zone=home("Europe/Berlin")),
        Preferences(
            zone=home("America/New_York"), count="accepted", breaking_titles=frozenset({"Mittagspause", "Focus time"})
        ),
    ],
)
def test_the_parts_of_each_day_add_up_to_its_figures(preferences: Preferences) -> None:
    of = demo_history(preferences=preferences)
    days = sorted(of.history.days)
    for parts in lay_out(days, of.occurrences, of.working, of.history.zone, preferences):
        day = of.history.days[parts.day]
        assert length(parts.busy) == day.meeting_seconds
        assert length(parts.outside) == day.outside_hours_seconds
        assert length(parts.twice) == day.double_booked_seconds
        assert length(parts.working) == day.working_seconds
        assert (length(parts.focus_blocks()), len(parts.focus_blocks())) == (day.focus_seconds, day.focus_blocks)
        assert (length(parts.fragments()), len(parts.fragments())) == (day.fragment_seconds, day.fragments)


def test_time_that_two_cover() -> None:
    assert covered_twice([(0, 10), (2, 4), (3, 6), (10, 12), (11, 20), (12, 13)]) == [(2, 6), (11, 13)]


def test_what_a_day_would_win_without_a_meeting() -> None:
    of = kept(timeline([occurrence("2026-02-09 10:00-10:30"), occurrence("2026-02-09 11:30-12:00")]), TODAY, ANNAS)
    (parts,) = lay_out([MONDAY], of.occurrences, of.working, of.history.zone, of.preferences)
    assert [focus_won(parts, each) for each in parts.meetings] == [2.5 * HOUR, 1.5 * HOUR]
