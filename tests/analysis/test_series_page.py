"""The Series page in words, and the life story of a series, from calendars that a test can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.days import scheduled
from app.analysis.figure_words import plain
from app.analysis.references import parse_reference, series_reference
from app.analysis.series_looked import SeriesLooked, SeriesMaterial, look_at_series
from app.analysis.series_page import series_page
from app.model.merged import LookAlike
from app.model.occurrences import Period
from app.model.preferences import Preferences
from app.timeline.build import build_timeline
from tests.builders import ANNA, BEN, at, guest, ordinal, organizer
from tests.ics_builder import read, vcalendar, vevent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.preferences import SeriesRule
    from app.model.series_page import SeriesPage, SeriesRow

ME = "me@firm.example"
FIRST, LAST = ordinal("2026-01-05"), ordinal("2026-03-29")
TODAY = ordinal("2026-04-01")
PEOPLE = (organizer(BEN), guest(ANNA), guest(ME))
WEEKLY = "RRULE:FREQ=WEEKLY"
TEN = at("20260105T100000Z", "20260105T110000Z")
AGENDA = "DESCRIPTION:We decide which of the two proposals goes to the customer, and who writes it."


def looked(
    *events: str,
    first: int = FIRST,
    last: int = LAST,
    rules: Mapping[str, SeriesRule] | None = None,
    merged: Mapping[str, str] | None = None,
    reviewed: Mapping[str, int] | None = None,
    alike: tuple[LookAlike, ...] = (),
) -> SeriesLooked:
    reading = read(vcalendar(*events))
    preferences = Preferences(me=frozenset({ME}), series_rules=rules or {}, merged=merged or {})
    since = min(first, last - 26 * 7 + 1)
    timeline = build_timeline(reading, Period(since, last, preferences.zone), preferences)
    return look_at_series(
        SeriesMaterial(
            period=Period(first, last, preferences.zone),
            since=since,
            occurrences=timeline.inside(),
            series=reading.series,
            given=scheduled(timeline, preferences),
            calendars=timeline.calendars,
            reviewed=reviewed or {},
            look_alikes=alike,
            today=TODAY,
            preferences=preferences,
        )
    )


def page_of(found: SeriesLooked) -> SeriesPage:
    return series_page(found, "5 January – 29 March 2026")


def only(found: SeriesLooked) -> SeriesRow:
    (row,) = page_of(found).rows
    return row


def weekly(title: str = "Review", uid: str = "review", *lines: str, times: tuple[str, str] = TEN) -> str:
    return vevent(f"SUMMARY:{title}", *times, WEEKLY, *PEOPLE, *lines, uid=uid)


def override(slot: str, *lines: str, uid: str = "review", title: str = "Review") -> str:
    return vevent(f"SUMMARY:{title}", f"RECURRENCE-ID:{slot}", *lines, *PEOPLE, uid=uid)


# ---- the page ----


def test_the_sentence_is_about_the_costliest_series_and_opens_its_events() -> None:
    page = page_of(looked(weekly(), weekly("Late", "late", times=at("20260105T160000Z", "20260105T170000Z"))))
    assert plain(page.sentence).startswith("Review takes 12.0 h and costs ")
    assert page.sentence[0].opens == page.rows[0].opens
    assert parse_reference(page.rows[0].opens).key == "review"


def test_where_nothing_costs_anything_the_sentence_says_so() -> None:
    page = page_of(looked(weekly(times=at("20260105T190000Z", "20260105T200000Z"))))
    assert plain(page.sentence) == "No series takes anything from your focus blocks."


def test_without_a_meeting_the_page_says_so() -> None:
    page = page_of(
        looked(vevent("SUMMARY:Lunch", *TEN, WEEKLY, uid="lunch"), weekly(), last=FIRST - 1, first=FIRST - 7)
    )
    assert page.rows == ()
    assert page.unknown == plain(page.sentence) == "No meeting is scheduled in this time."


def test_one_off_meetings_are_counted_apart_and_only_those_that_were_held() -> None:
    once = vevent("SUMMARY:Kick-off", *TEN, *PEOPLE, uid="once")
    off = vevent("SUMMARY:Dinner", *TEN, *PEOPLE, "STATUS:CANCELLED", uid="off")
    page = page_of(looked(weekly(), once, off))
    assert page.counted.startswith("1 series and 1 one-off meeting")
    assert {row.title for row in page.rows} == {"Review", "Kick-off"}


def test_the_days_are_said_where_the_title_of_the_period_does_not() -> None:
    found = looked(weekly())
    assert "March" in series_page(found, "1st quarter 2026").counted
    days = page_of(found).counted.removeprefix("1 series, ")
    assert series_page(found, days).counted == "1 series"


def test_look_alikes_are_a_line_and_a_sentence_each() -> None:
    pair = LookAlike("copy", "review", "Re\x1bview", 9, 10)
    page = page_of(looked(weekly(), alike=(pair,)))
    assert page.alike == "Two series look alike."
    assert page.look_alikes[0].sentence == (
        "“Re<U+001B>view” stands in your calendars twice, at the same time 9 of 10 times."
    )
    assert page_of(looked(weekly(), alike=(pair, pair))).alike == "2 pairs of series look alike."


# ---- a row ----


def test_a_row_says_how_often_how_long_and_with_how_many() -> None:
    row = only(looked(weekly()))
    assert row.detail == "every week, 60 min, 3 people"
    assert (row.cells.scheduled, row.cells.person_hours, row.cells.held, row.cells.moved) == ("12.0 h", "36", "12", "–")
    assert (row.recurs, row.rule, row.counts_as) == (True, "", "Meeting")


def test_the_spark_has_the_hours_of_each_of_26_weeks_up_to_the_end() -> None:
    row = only(looked(weekly()))
    assert row.weeks == (0,) * 14 + (3600,) * 12
    assert row.weeks_spoken == "in 12 of the last 26 weeks, at most 1.0 h a week"


@pytest.mark.parametrize(
    ("rule", "name"),
    [("focus", "Focus time"), ("block", "Own time"), ("leave-out", "Left out"), ("meeting", "Meeting")],
)
def test_a_series_with_a_word_of_ones_own_stays_on_the_page(rule: SeriesRule, name: str) -> None:
    row = only(looked(weekly(), rules={"review": rule}))
    assert (row.rule, row.counts_as) == (rule, name)
    assert row.held == (12 if rule == "meeting" else 0)


def test_growth_is_said_where_it_is_a_tenth_or_more() -> None:
    longer = [
        override(f"202603{day:02d}T100000Z", *at(f"202603{day:02d}T100000Z", f"202603{day:02d}T113000Z"))
        for day in (2, 9, 16, 23)
    ]
    assert only(looked(weekly(), *longer)).growth == "last four against first four: 50\u202f% longer"
    assert only(looked(weekly())).growth == ""


# ---- merged ----


def test_merged_series_are_one_row_with_what_both_have() -> None:
    other = vevent("SUMMARY:REVIEW", *at("20260106T100000Z", "20260106T110000Z"), WEEKLY, *PEOPLE, uid="copy")
    apart = looked(weekly(), other)
    assert sorted(row.uid for row in page_of(apart).rows) == ["copy", "review"]
    row = only(looked(weekly(), other, merged={"copy": "review"}))
    assert (row.uid, row.held, row.scheduled) == ("review", 24, 24 * 3600)
    assert row.story.counted == "24 occurrences"


def test_a_review_of_a_merged_series_is_one_of_both() -> None:
    other = vevent("SUMMARY:REVIEW", *at("20251006T100000Z", "20251006T110000Z"), WEEKLY, *PEOPLE, uid="copy")
    due = looked(weekly(), other, merged={"copy": "review"})
    assert [each.key.uid for each in due.queue] == ["review"]
    assert looked(weekly(), other, merged={"copy": "review"}, reviewed={"copy": TODAY - 3}).queue == ()


# ---- its life ----


def test_a_young_series_is_told_from_its_first_day() -> None:
    story = only(looked(weekly(times=at("20260202T100000Z", "20260202T110000Z")))).story
    assert story.is_whole
    assert story.title == "Review, from its first day"
    assert story.begin == "Born: 3 people, 60 min"
    assert story.since == "since 2 February 2026; last reviewed by you: never"
    assert (story.end, story.counted, len(story.marks)) == ("no end date", "8 occurrences", 8)


def test_of_an_old_one_the_last_fourteen_slots_are_shown() -> None:
    story = only(looked(weekly(times=at("20250106T100000Z", "20250106T110000Z")), reviewed={"review": TODAY - 1})).story
    assert not story.is_whole
    assert (story.title, story.begin) == ("Review", "Born on 6 January 2025")
    assert len(story.marks) == len(story.table.rows) == 14
    assert story.since.endswith("last reviewed by you: 31 March 2026")


def test_each_slot_says_what_became_of_it() -> None:
    moved = override("20260309T100000Z", *at("20260310T140000Z", "20260310T150000Z"))
    cancelled = override("20260316T100000Z", *at("20260316T100000Z", "20260316T110000Z"), "STATUS:CANCELLED")
    story = only(looked(weekly("Review", "review", "EXDATE:20260323T100000Z"), moved, cancelled)).story
    assert [(mark.word, mark.spoken) for mark in story.marks[-4:]] == [
        ("", "2 March 2026: held"),
        ("moved", "10 March 2026: held, moved"),
        ("cancelled", "16 March 2026: cancelled"),
        ("skipped", "23 March 2026: skipped"),
    ]
    assert story.summary == "Of its last 12 slots, 10 held, 1 of them moved, and 2 fell out."


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        ("RRULE:FREQ=WEEKLY", "no end date"),
        ("RRULE:FREQ=WEEKLY;COUNT=40", "with an end date"),
        ("RRULE:FREQ=WEEKLY;COUNT=5", "it has ended"),
    ],
)
def test_it_says_whether_it_ends(rule: str, end: str) -> None:
    assert only(looked(vevent("SUMMARY:Review", *TEN, rule, *PEOPLE, uid="review"))).story.end == end


def test_an_agenda_that_stays_is_marked_where_it_began() -> None:
    slots = ["20260309T100000Z", "20260316T100000Z", "20260323T100000Z"]
    ends = [slot.replace("T10", "T11") for slot in slots]
    with_one = [override(slot, *at(slot, end), AGENDA) for slot, end in zip(slots, ends, strict=True)]
    marks = only(looked(weekly(), *with_one)).story.marks
    assert [mark.turn for mark in marks if mark.turn] == ["with an agenda from here on"]
    assert marks[-3].turn
    for each in with_one:
        assert not any(mark.turn for mark in only(looked(weekly(), each)).story.marks)


def test_more_people_and_more_time_are_marked_where_they_began() -> None:
    slots = ["20260316T100000Z", "20260323T100000Z"]
    grown = [
        override(slot, *at(slot, slot.replace("T100000", "T113000")), guest("cleo@firm.example")) for slot in slots
    ]
    marks = only(looked(weekly(), *grown)).story.marks
    assert marks[-2].turn == "90 min instead of 60 min from here on, 4 people instead of 3 from here on"


def test_without_it_focus_blocks_are_its_own_time_and_the_pieces_that_join_up() -> None:
    found = looked(weekly())
    (figures,) = found.figures
    rows = dict(only(found).story.gone)
    # Free from 9 to 17 but for 10 to 11: the hour before it is a piece, and with it gone all eight hours are a block.
    assert (figures.focus_cost_seconds, figures.fragment_cost_seconds) == (24 * 3600, 12 * 3600)
    assert rows == {
        "focus blocks": "+24.0 h",
        "its own time within working hours": "12.0 h",
        "pieces that would join up": "12.0 h",
    }


# ---- references ----


@pytest.mark.parametrize("uid", ["plain", "a:b%c", "%3A", "ü 1@x"])
def test_a_reference_to_a_series_is_read_as_it_was_written(uid: str) -> None:
    for calendar in ("", "work.ics:1", "50%"):
        found = parse_reference(series_reference(uid, FIRST, LAST, calendar))
        assert (found.kind, found.key, found.calendar, found.first, found.last) == (
            "series",
            uid,
            calendar,
            FIRST,
            LAST,
        )
