"""The first page: one sentence, four figures with their usual ranges, and a year of weeks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.analysis.figure_words import plain
from app.analysis.overview import overview
from app.analysis.overview_chart import direction, overview_chart
from app.model.chosen_period import ChosenPeriod, monday_of, period_with
from app.model.preferences import USUAL_WEEK, Preferences, WorkingWeek
from tests.analysis.histories import ANNAS, LAST_MONDAY, QUARTER_BEGINS, TODAY, demo_history, kept_of, meeting, quarter
from tests.builders import at, calendar, event, ordinal

if TYPE_CHECKING:
    from app.model.charts import ChartSpec
    from app.model.overview import FigureCard, Overview
    from tests.analysis.histories import Kept

HOUR = 3600


def of_week(kept: Kept, monday: int = LAST_MONDAY) -> Overview:
    return overview(kept.history, period_with("week", monday))


def card(page: Overview, name: str) -> FigureCard:
    return next(each for each in page.cards if each.id == name)


def chart(kept: Kept, last: int = LAST_MONDAY) -> ChartSpec:
    spec = overview_chart(kept.history, last)
    assert spec is not None
    return spec


def test_focus_hours_stand_beside_those_with_shorter_blocks() -> None:
    page = of_week(quarter())
    shown = {each.id: each.beside for each in page.cards}
    assert shown == {
        "meetings": (),
        "focus": (("90 min up", "25.5 h"), ("60 min up", "30.5 h")),
        "fragmentation": (),
        "outside": (),
    }
    assert "90 min up" in card(page, "focus").spoken


# ---- the sentence ----


def test_a_week_with_more_than_usual() -> None:
    page = of_week(quarter())
    assert plain(page.sentence) == "Last week had 9.8 h of meetings, 4.8 h more than usual, and no morning without one."
    assert [(phrase.text, phrase.opens) for phrase in page.sentence if phrase.opens] == [
        ("9.8 h", "week:2026-05-04:meetings"),
        ("4.8 h more than usual", "week:2026-05-04:usual"),
        ("no morning", "week:2026-05-04:mornings"),
    ]
    assert page.note == (
        "Scheduled, from 1 calendar. Usual is the middle of the 12 weeks before. "
        "Talks without an invitation are not in a calendar, so every figure is a lower bound."
    )
    assert page.period_title == "Week 19 · 4–10 May 2026"


def test_an_earlier_week_goes_by_its_number_and_may_be_as_usual() -> None:
    sentence = plain(of_week(quarter(), LAST_MONDAY - 7).sentence)
    assert sentence == "Week 18 had 5.0 h of meetings, as usual, and no morning without one."


def test_free_mornings_are_counted_in_words() -> None:
    without = [f"EXDATE:202605{day:02d}T100000Z" for day in (4, 8)]
    files = [
        calendar(
            meeting(
                *("20260202T100000Z", "20260202T110000Z"),
                *("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=80", *without),
                uid="daily",
            )
        )
    ]
    kept = kept_of(files, QUARTER_BEGINS, TODAY + 13, TODAY, ANNAS)
    assert plain(of_week(kept).sentence) == (
        "Last week had 3.0 h of meetings, 2.0 h less than usual, and two meeting-free mornings."
    )


def test_weeks_before_there_is_a_usual_range() -> None:
    page = of_week(quarter(), QUARTER_BEGINS + 28)
    assert plain(page.sentence) == "Week 10 had 5.0 h of meetings and no morning without one."
    assert "Usual appears after 6 complete weeks; 4 are there." in page.note
    meetings = card(page, "meetings")
    assert (meetings.band, meetings.usual, meetings.distance) == (None, "usual from 6 weeks on", "")
    assert meetings.ticks == (5.0, 5.0, 5.0, 5.0)


def test_one_week_is_there() -> None:
    assert "Usual appears after 6 complete weeks; 1 is there." in of_week(quarter(), QUARTER_BEGINS + 7).note


@pytest.mark.parametrize(
    ("weeks", "sentence", "note"),
    [
        (1, "This week has 5.0 h of meetings so far, and no morning without one.", "This week is not over"),
        (2, "Next week has 5.0 h of meetings so far, and no morning without one.", "This week is still to come"),
    ],
)
def test_a_week_that_is_not_over_is_not_compared(weeks: int, sentence: str, note: str) -> None:
    page = of_week(quarter(), LAST_MONDAY + 7 * weeks)
    assert plain(page.sentence) == sentence
    assert f"{note}; it is not compared." in page.note
    assert [(each.band, each.usual, each.distance) for each in page.cards] == [(None, "not compared", "")] * 4
    assert card(page, "meetings").mark == 5.0


def test_days_that_no_calendar_covers_are_unknown_and_not_free() -> None:
    kept = kept_of(
        [calendar(meeting("20260204T100000Z", "20260204T110000Z", "RRULE:FREQ=WEEKLY;COUNT=14", uid="weekly"))],
        *(QUARTER_BEGINS - 28, TODAY, TODAY, ANNAS),
    )
    page = of_week(kept, QUARTER_BEGINS)
    assert plain(page.sentence) == "Week 6 had 1.0 h of meetings and two meeting-free mornings."
    assert "Your calendars cover only a part of this week; it is not compared." in page.note
    assert card(page, "meetings").value == "1.0"
    assert card(page, "focus").unknown == "Not known. Your calendars cover only a part of this week."
    assert card(page, "fragmentation").unknown == card(page, "focus").unknown
    before = of_week(kept, QUARTER_BEGINS - 14)
    assert " ".join(plain(before.sentence).split()) == (
        "Your calendars do not cover this week; they cover 4 February – 13 May 2026."
    )
    assert {each.unknown for each in before.cards} == {"Not known. Your calendars do not cover this time."}
    assert {each.value for each in before.cards} == {""}


def test_weeks_that_are_not_kept_are_not_covered() -> None:
    page = of_week(quarter(), QUARTER_BEGINS - 700)
    assert card(page, "meetings").unknown == "Not known. Your calendars do not cover this time."
    assert page.chart is None


def test_a_calendar_without_anything() -> None:
    kept = kept_of([calendar()], QUARTER_BEGINS, TODAY, TODAY)
    assert plain(of_week(kept).sentence) == "There is nothing in your calendars yet."


def test_a_week_without_meetings() -> None:
    def rule(until: str) -> str:
        return f"RRULE:FREQ=WEEKLY;UNTIL={until}T235959Z"

    kept = kept_of(
        [
            calendar(
                meeting("20260202T100000Z", "20260202T110000Z", rule("20260430"), uid="monday"),
                meeting("20260202T140000Z", "20260202T150000Z", rule("20260430"), uid="again"),
            )
        ],
        *(QUARTER_BEGINS, TODAY + 13, TODAY, ANNAS),
    )
    assert plain(of_week(kept).sentence) == "Last week had no meetings, 2.0 h less than usual."
    assert plain(of_week(kept, LAST_MONDAY + 7).sentence) == "This week has no meetings so far."


def test_a_week_away() -> None:
    away = event("SUMMARY:Urlaub", *at("20260504", "20260511"), uid="away")
    page = of_week(quarter(away))
    assert plain(page.sentence) == "Last week without working time: 0 min of meetings."
    assert card(page, "fragmentation").unknown == "Not known. There was no meeting-free working time."


def test_a_week_without_mornings_tells_its_blocks() -> None:
    afternoons = (((13 * HOUR, 18 * HOUR),),) * 5 + ((), ())
    kept = quarter(preferences=replace(ANNAS, weeks=(WorkingWeek(1, afternoons),)))
    assert plain(of_week(kept).sentence).endswith(", and four blocks of 2 h or more.")


def test_a_feed_without_people() -> None:
    busy = [event("SUMMARY:Busy", "RRULE:FREQ=DAILY;COUNT=90", *at("20260202T100000Z", "20260202T110000Z"))]
    kept = kept_of([calendar(*busy)], QUARTER_BEGINS, TODAY, TODAY)
    page = of_week(kept)
    assert plain(page.sentence) == "Nobody is named in this feed, so meetings cannot be told from your own time."
    assert {each.unknown for each in page.cards} == {"Not in this source. Nobody is named in it."}
    assert page.chart is None
    assert page.note == "Scheduled, from 1 calendar."


# ---- longer periods ----


def test_four_weeks_are_their_mean_against_the_weeks_before_them() -> None:
    page = overview(quarter().history, period_with("four_weeks", LAST_MONDAY))
    assert plain(page.sentence) == (
        "The four weeks to 10 May had 6.2 h of meetings a week, 1.2 h more than usual, and no morning without one."
    )
    assert "The figures are the mean of the 4 complete weeks." in page.note
    meetings = card(page, "meetings")
    assert (meetings.name, meetings.value, meetings.unit) == ("Meeting hours a week", "6.2", "h")
    assert meetings.opens == "span:2026-04-13:2026-05-10:meetings"
    assert len(meetings.ticks) == 10  # those of the twelve weeks before it that are there


def test_only_complete_weeks_wholly_in_the_period_count() -> None:
    history = quarter().history
    page = overview(history, ChosenPeriod("own", LAST_MONDAY - 10, TODAY))
    assert "The figures are the mean of the 2 complete weeks." in page.note
    assert card(page, "meetings").opens == "span:2026-04-27:2026-05-10:meetings"
    one = overview(history, ChosenPeriod("own", LAST_MONDAY - 6, LAST_MONDAY + 13))
    assert "The figures are those of the one complete week." in one.note
    assert card(one, "meetings").mark == 9.75
    none = overview(history, ChosenPeriod("own", TODAY, TODAY + 3))
    assert {each.unknown for each in none.cards} == {"Not known. No week of this time is complete."}
    assert plain(none.sentence) == "No week of this time is complete: covered by your calendars, and over."


# ---- the cards ----


def test_a_card_says_how_far_it_lies_from_what_is_usual() -> None:
    page = of_week(quarter())
    meetings, outside = card(page, "meetings"), card(page, "outside")
    assert meetings == meetings._replace(
        value="9.8", unit="h", mark=9.75, band=(4.5, 5.5), usual="usual 4.5–5.5 h", distance="4.3 h above", unknown=""
    )
    assert meetings.ticks == (5.0,) * 12
    assert meetings.spoken == "Meeting hours: 9.8 h, usual 4.5–5.5 h, 4.3 h above"
    assert outside == outside._replace(
        value="45", unit="min", mark=45.0, band=(0.0, 30.0), usual="usual 0–30 min", distance="15 min above"
    )
    assert [each.opens for each in page.cards] == [
        f"week:2026-05-04:{figure}" for figure in ("meetings", "focus", "fragments", "outside")
    ]


def test_the_figures_are_those_of_the_analysis() -> None:
    kept = demo_history()
    for week in kept.analysis.weeks:
        if not week.complete:
            continue
        page = of_week(kept, week.monday)
        for name, figure in (
            ("meetings", "meeting_seconds"),
            ("focus", "focus_seconds"),
            ("outside", "outside_hours_seconds"),
        ):
            shown = card(page, name)
            scale = HOUR if shown.unit == "h" else 60
            assert shown.mark == pytest.approx(getattr(week, figure) / scale)
            usual = week.usual[figure]
            assert (shown.band is None) == (usual is None)
            if usual is not None and shown.band is not None:
                assert shown.band == pytest.approx((max(usual[0], 0) / scale, usual[1] / scale))
        fragmentation = card(page, "fragmentation")
        if week.fragmentation is None:
            assert fragmentation.unknown
        else:
            assert fragmentation.mark == pytest.approx(week.fragmentation * 100)


# ---- the chart ----


def test_the_chart_holds_a_year_and_what_was_usual() -> None:
    kept = demo_history()
    last = kept.history.last_complete_week()
    assert last is not None
    spec = chart(kept, last.monday)
    meetings, focus = spec.traces
    assert len(spec.positions) == 52
    assert spec.caption == "hours a week, 52 weeks, with the usual range"
    assert spec.positions[-1] == "Week 47, 2026"
    assert spec.opens[-1] == "week:2026-11-16:meetings"
    for trace, figure in ((meetings, "meeting_seconds"), (focus, "focus_seconds")):
        assert len(trace.values) == len(trace.low) == len(trace.high) == 52
        assert trace.values[-1] == pytest.approx(getattr(last, figure) / HOUR)
        usual = last.usual[figure]
        assert usual is not None
        assert (trace.low[-1], trace.high[-1]) == pytest.approx((max(usual[0], 0) / HOUR, usual[1] / HOUR))
    assert spec.y_labels[0] == (0.0, "0")
    assert spec.y_labels[-1][1].endswith(" h")
    highest = max(value for trace in spec.traces for value in (*trace.values, *trace.high) if value is not None)
    assert spec.y_labels[-1][0] >= highest
    assert (5, "Jan 2026") in spec.x_labels


def test_weeks_away_are_gaps_and_two_together_have_a_word() -> None:
    away = event("SUMMARY:Urlaub", *at("20260323", "20260404"), uid="away")
    short = event("SUMMARY:Urlaub", *at("20260414", "20260416"), uid="short")
    spec = chart(quarter(away, short))
    at_gap = spec.positions.index("Week 13, 2026")
    assert spec.away == ((at_gap, at_gap + 1, "away"),)
    gaps = [name for name, value in zip(spec.positions, spec.traces[0].values, strict=True) if value is None]
    assert gaps == ["Week 13, 2026", "Week 14, 2026", "Week 16, 2026"]
    assert spec.table.rows[at_gap] == ("Week 13, 2026", "away", "", "away", "")
    assert spec.traces[0].low[at_gap] is None


def test_who_works_three_days_a_week_is_not_away() -> None:
    three_days = (*USUAL_WEEK[:3], (), (), (), ())
    kept = quarter(preferences=replace(ANNAS, weeks=(WorkingWeek(1, three_days),)))
    assert None not in chart(kept).traces[0].values


def test_time_that_no_calendar_covers_is_not_called_away() -> None:
    early = calendar(
        *(meeting(f"202602{day:02d}T100000Z", f"202602{day:02d}T110000Z", uid=f"{day}") for day in (2, 20)),
        event("SUMMARY:Last", *at("20260222T100000Z", "20260222T110000Z"), uid="last", stamp="20200101T000000Z"),
    ).replace(b"DTSTAMP:20260513T080000Z", b"DTSTAMP:20200101T000000Z")
    late = calendar(
        meeting("20260323T100000Z", "20260323T110000Z", "RRULE:FREQ=WEEKLY;COUNT=8", uid="late"),
    )
    kept = kept_of([early, late], QUARTER_BEGINS, TODAY, TODAY, ANNAS)
    words = {text for __, __, text in chart(kept).away}
    assert words == {"not covered"}


def test_a_short_history_begins_where_it_begins() -> None:
    spec = chart(quarter())
    assert spec.positions[0] == "Week 6, 2026"
    assert len(spec.positions) == 14
    assert [text for __, text in spec.x_labels] == ["Mar 2026", "Apr", "May"]


def test_the_chart_of_a_week_that_is_not_over_ends_with_the_last_complete_one() -> None:
    assert chart(quarter(), TODAY).positions[-1] == "Week 19, 2026"


def test_the_table_has_the_same_numbers() -> None:
    spec = chart(quarter())
    assert spec.table.headers == ("Week", "Meetings, h", "usual, h", "Focus, h", "usual, h")
    assert spec.table.rows[0] == ("Week 6, 2026", "5.0", "not yet known", "30.0", "not yet known")
    assert spec.table.rows[-1][:3] == ("Week 19, 2026", "9.8", "4.5–5.5")
    assert spec.table.opens == spec.opens


HIGH, LOW = [12.0 * HOUR] * 13, [8.0 * HOUR] * 13
WILD = [hours * HOUR for hours in (1, 20, 2, 19, 3, 18, 4, 17, 5, 16, 6, 15, 12)]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (LOW, HIGH, 1),
        (HIGH, LOW, -1),
        (LOW, LOW, 0),
        (LOW, [value + 1800 for value in LOW], 0),
        (LOW, WILD, 0),
        (LOW[:5], HIGH, 0),
        ([], HIGH, 0),
    ],
)
def test_a_line_rises_only_where_nearly_every_week_says_so(
    before: list[float], now: list[float], expected: int
) -> None:
    assert direction([*before, *now]) == expected


def test_the_demo_says_that_meetings_grew() -> None:
    assert chart(demo_history(), ordinal("2026-11-22")).title == (
        "Meetings took more of the last 13 weeks; blocks of two hours gave way"
    )
    assert chart(quarter()).title == "Meetings and blocks of two hours, week by week"


def test_no_word_judges() -> None:
    kept = demo_history()
    pages = [overview(kept.history, period_with(kind, kept.history.today - 7)) for kind in ("week", "year")]
    said = " ".join(
        f"{plain(page.sentence)} {page.note} {' '.join(each.spoken for each in page.cards)}" for page in pages
    )
    assert not [word for word in ("worked", "attended", "bad", "good", "too many", "!") if word in said.casefold()]
    assert monday_of(kept.history.today) in {week.monday for week in kept.history.weeks}


def test_preferences_do_not_need_an_address() -> None:
    assert card(of_week(quarter(preferences=Preferences())), "meetings").mark == 9.75
