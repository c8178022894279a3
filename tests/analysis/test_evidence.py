"""What stands behind a figure: the occurrences with why they count, or the stretches between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis import evidence as evidence_module
from app.analysis.evidence import evidence
from app.analysis.occurrence_words import RULE_NUMBERS, explanation, how_often, what
from app.analysis.overview import overview
from app.analysis.references import Reference, parse_reference
from app.analysis.week_view import week_view
from app.connectors.ics_files import read_paths
from app.model.chosen_period import KINDS, period_with
from app.model.events import Recurrence, Series
from app.model.occurrences import Period
from app.timeline.build import build_timeline
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
    quarter_of_work,
)
from tests.builders import ANNA, PLAIN, at, calendar, event, guest, occurrence, ordinal, organizer, timeline

if TYPE_CHECKING:
    from pathlib import Path

    from app.model.evidence import Evidence
    from tests.analysis.histories import Kept

HOUR = 3600
TEAM_HEAD = ("X-WR-CALNAME:Team",)


def of(found: Kept, opens: str) -> Evidence:
    reference = parse_reference(opens)
    loaded = found.on(reference.first, reference.last)
    return evidence(opens, found.history, loaded, found.working, found.calendars, key_of, found.preferences)


# ---- references ----


def test_references_say_which_days_they_need() -> None:
    monday = ordinal("2026-11-16")
    assert parse_reference("week:2026-11-16:focus") == Reference("week", monday, monday + 6, figure="focus")
    assert parse_reference("day:2026-11-18") == Reference("day", monday + 2, monday + 2)
    assert parse_reference("span:2026-10-26:2026-11-22:usual")[:4] == ("span", monday - 21, monday + 6, "usual")
    assert parse_reference("free:2026-11-18:5:9") == Reference("free", monday + 2, monday + 2, start=5, end=9)
    assert parse_reference("double:2026-11-18:5:9").kind == "double"
    assert parse_reference("outside:2026-11-18:5:9").kind == "outside"
    hour = parse_reference("hour:2:14:2025-11-24:2026-11-22")
    assert (hour.weekday, hour.hour, hour.first, hour.last) == (2, 14, ordinal("2025-11-24"), monday + 6)
    one = parse_reference("occurrence:12:1794817800")
    assert (one.key, one.first <= monday <= one.last) == ("12:1794817800", True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "week",
        "week:2026-11-16",
        "week:2026-11-16:cost",
        "week:2026-13-16:focus",
        "span:2026-11-16:focus",
        "day:today",
        "occurrence:",
        "occurrence:x",
        "free:2026-11-16:1",
        "free:2026-11-16:1:x",
        "hour:7:1:2026-01-01:2026-01-02",
        "hour:1:24:2026-01-01:2026-01-02",
        "elsewhere:1",
    ],
)
def test_other_texts_are_no_references(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_reference(text)


def test_everything_that_the_pages_open_can_be_opened() -> None:
    found = demo_history()
    monday = ordinal("2026-11-16")
    opens = set()
    for kind in KINDS:
        page = overview(found.history, period_with(kind, monday))
        opens |= {phrase.opens for phrase in page.sentence} | {card.opens for card in page.cards}
        if page.chart is not None and kind == "week":
            opens |= set(page.chart.opens[-8:])
    on = found.on(monday, monday + 6)
    week = week_view(found.history, monday, on, found.working, None, key_of, found.preferences)
    opens |= {phrase.opens for phrase in week.sentence} | {day.opens for day in week.days} | set(week.table.opens)
    opens |= {block.opens for day in week.days for block in day.blocks}
    opens.discard("")
    assert len(opens) > 60
    for reference in opens:
        shown = of(found, reference)
        assert shown.title
        assert shown.summary
        assert shown.rows or reference.endswith((":outside", ":double"))
        assert all(row.title and row.when for row in shown.rows)


# ---- a figure of a week ----


def test_meeting_hours_rest_on_the_meetings_of_the_week() -> None:
    shown = of(quarter(), "week:2026-05-04:meetings")
    assert shown.title == "Meeting hours, week 19"
    assert shown.summary == "9.8 h in 8 meetings. Time that two of them take counts once."
    assert [(row.when, row.title, row.why) for row in shown.rows[:3]] == [
        ("Mon 4, 10:00–11:00", "Daily check-in", "meeting: 1:1 · every working day"),
        ("Tue 5, 10:00–11:00", "Daily check-in", "meeting: 1:1 · every working day"),
        ("Tue 5, 17:00–17:45", "Vendor call", "meeting: 1:1 · one-off"),
    ]
    assert [row.chips for row in shown.rows[2:5]] == [
        (("outside", "outside hours 17:00–17:45"),),
        (("double", "double-booked 10:30–11:00"),),
        (("double", "double-booked 10:30–11:00"),),
    ]
    row = shown.rows[2]
    assert row.explanation == ("Vendor call counts as a meeting, because at least one other person is in it (rule 8).")
    assert row.source.startswith("Work, line ")
    assert row.occurrence.startswith("occurrence:late:")
    assert (shown.notes, shown.more) == ((), 0)


def test_outside_and_double_booked_rest_on_the_meetings_there() -> None:
    found = quarter()
    outside, double = of(found, "week:2026-05-04:outside"), of(found, "week:2026-05-04:double")
    assert (outside.summary, [row.title for row in outside.rows]) == ("45 min in 1 meeting.", ["Vendor call"])
    assert double.summary == "30 min in 2 meetings."
    assert [row.title for row in double.rows] == ["Daily check-in", "Access follow-up"]


def test_focus_and_fragments_rest_on_the_stretches_between_meetings() -> None:
    found = quarter()
    focus, fragments = of(found, "week:2026-05-04:focus"), of(found, "week:2026-05-04:fragments")
    assert focus.title == "Focus blocks of 2 h and more, week 19"
    assert focus.summary == "25.5 h in 5 blocks of 2 h or more."
    assert focus.rows[3][:3] == ("Thu 7, 11:00–13:00", "2 h", "between Daily check-in and Workshop")
    assert focus.rows[0].why == "after Daily check-in"
    assert {row.occurrence for row in focus.rows} == {""}
    assert fragments.rows[0].why == "before Daily check-in"
    assert fragments.summary.startswith("5.5 h in 6 stretches under 2 h. That is 18\u202f% of")
    assert "less than 2 h" in fragments.rows[0].explanation


def test_a_stretch_without_meetings_beside_it() -> None:
    found = kept(timeline([occurrence("2026-02-10 10:00-11:00")]), TODAY, ANNAS)
    assert of(found, "week:2026-02-09:focus").rows[0][:3] == (
        "Mon 9, 9:00–17:00",
        "8 h",
        "without a meeting beside it",
    )


def test_mornings_are_free_or_hold_meetings() -> None:
    found = kept(timeline([occurrence("2026-02-10 10:00-11:00"), occurrence("2026-02-11 13:00-14:00")]), TODAY, ANNAS)
    shown = of(found, "week:2026-02-09:mornings")
    assert shown.summary == "4 of 5 mornings hold no meeting."
    assert [(row.when, row.title) for row in shown.rows[:2]] == [
        ("Mon 9, 9:00–12:00", "meeting-free morning"),
        ("Tue 10, 10:00–11:00", "Talk"),
    ]


def test_usual_rests_on_the_twelve_weeks_before() -> None:
    away = event("SUMMARY:Urlaub", *at("20260413", "20260417"), uid="away")
    shown = of(quarter(away), "week:2026-05-04:usual")
    assert shown.title == "Usual meeting hours, week 19"
    assert shown.summary == "The middle of 11 weeks is 5.0 h; usual is 4.5–5.5 h."
    assert len(shown.rows) == 12
    assert shown.rows[0][:3] == ("Week 7, 2026", "5.0 h", "counts: a full week")
    assert shown.rows[9][:3] == (
        "Week 16, 2026",
        "1.0 h",
        "does not count: less than 60 %\u00a0of its working time is left",
    )
    early = of(quarter(), "week:2026-03-02:usual")
    assert early.summary == "Usual appears after 6 complete weeks; 4 are there."
    assert early.rows[0][1:3] == ("unknown", "does not count: your calendars do not cover it")


def test_a_longer_span_rests_on_its_complete_weeks() -> None:
    shown = of(quarter(), "span:2026-04-13:2026-05-10:meetings")
    assert shown.summary == (
        "6.2 h a week, in 23 meetings. The figures are the mean of the 4 complete weeks. "
        "Time that two of them take counts once."
    )
    assert shown.rows[0].when == "Mon 13 Apr, 10:00–11:00"
    focus = of(quarter(), "span:2026-04-13:2026-05-17:focus")
    assert focus.summary == "115.5 h in 20 blocks of 2 h or more. The figures are the mean of the 4 complete weeks."
    fragments = of(quarter(), "span:2026-04-13:2026-05-10:fragments")
    assert fragments.summary.endswith("of the meeting-free working time, as the mean of the weeks.")


def test_time_away_is_told_beside_the_figure() -> None:
    away = event("SUMMARY:Urlaub", *at("20260504", "20260506"), uid="away")
    shown = of(quarter(away), "week:2026-05-04:meetings")
    assert shown.notes == ("3 meetings lie in time away and count nowhere.",)
    assert all("Daily" in row.title or row.when[:3] in {"Wed", "Thu"} for row in shown.rows)


def test_what_is_unknown_says_why() -> None:
    busy = event("SUMMARY:Busy", "RRULE:FREQ=DAILY;COUNT=90", *at("20260202T100000Z", "20260202T110000Z"))
    nobody = kept_of([calendar(busy)], QUARTER_BEGINS, TODAY, TODAY)
    shown = of(nobody, "week:2026-05-04:meetings")
    assert (shown.summary, shown.rows) == ("Not in this source. Nobody is named in it.", ())
    weekly = meeting("20260204T100000Z", "20260204T110000Z", "RRULE:FREQ=WEEKLY;COUNT=14", uid="weekly")
    part = kept_of([calendar(weekly)], QUARTER_BEGINS - 28, TODAY, TODAY, ANNAS)
    assert "only a part" in of(part, "week:2026-02-02:focus").summary
    assert len(of(part, "week:2026-02-02:meetings").rows) == 1
    assert of(part, "week:2026-02-02:mornings").summary == "2 of 3 mornings hold no meeting."


@pytest.mark.parametrize("monday", range(ordinal("2025-12-01"), ordinal("2026-11-22"), 7 * 9))
def test_the_rows_come_to_the_figure(monday: int) -> None:
    found = demo_history()
    week = found.week(monday)
    text = f"week:{week_date(monday)}"
    counted = len(of(found, f"{text}:meetings").rows)
    assert counted == week.meetings  # none of the demo's lies over a week's end
    assert len(of(found, f"{text}:focus").rows) == week.focus_blocks
    assert len(of(found, f"{text}:fragments").rows) == week.fragments
    assert bool(of(found, f"{text}:outside").rows) == bool(week.outside_hours_seconds)
    assert bool(of(found, f"{text}:double").rows) == bool(week.double_booked_seconds)


def week_date(day: int) -> str:
    import datetime as dt

    return str(dt.date.fromordinal(day))


# ---- a day, an occurrence, an hour, a stretch ----


def test_a_day_holds_all_that_lies_on_it() -> None:
    dentist = event("SUMMARY:Dentist", *at("20260507T170000Z", "20260507T180000Z"), uid="own")
    off = event("SUMMARY:Standup", "STATUS:CANCELLED", *at("20260507T090000Z", "20260507T091500Z"), uid="off")
    trip = event("SUMMARY:Trip", *at("20260507", "20260508"), uid="trip")
    shown = of(quarter(dentist, off, trip), "day:2026-05-07")
    assert shown.title == "Thursday 7 May"
    assert shown.summary == "4.5 h of meetings, one focus block of 2 h, and 1 h 30 in two fragments."
    assert [(row.when, row.title, row.why) for row in shown.rows] == [
        ("all day", "Trip", "all-day: one-off"),
        ("9:00–9:15", "Standup", "cancelled: one-off"),
        ("10:00–11:00", "Daily check-in", "meeting: 1:1 · every working day"),
        ("13:00–16:30", "Workshop", "meeting: 1:1 · one-off"),
        ("17:00–18:00", "Dentist", "own block: one-off"),
    ]
    assert shown.notes == ("Without Workshop the day would hold 4 h more in blocks of 2 h and more.",)
    assert shown.rows[4].explanation.endswith("(rule 9).")


@pytest.mark.parametrize(
    ("day", "summary"),
    [
        ("2026-05-09", "No working time, no meetings."),
        ("2026-05-05", "1.8 h of meetings, one focus block of 6 h, and 1 h in one fragment."),
        ("2026-01-30", "Your calendars do not cover this day."),
    ],
)
def test_other_days(day: str, summary: str) -> None:
    assert of(quarter(), f"day:{day}").summary == summary


def test_a_day_without_meetings() -> None:
    found = kept(timeline([]), TODAY, ANNAS)
    assert of(found, "day:2026-02-09").summary == "No meetings, one focus block of 8 h, and no fragments."


def test_one_occurrence() -> None:
    found = quarter()
    opens = of(found, "week:2026-05-04:outside").rows[0].occurrence
    shown = of(found, opens)
    assert (shown.title, shown.summary) == ("Vendor call", "Tuesday 5 May, 17:00–17:45")
    (row,) = shown.rows
    assert (row.when, row.chips) == ("Tue 5, 17:00–17:45", (("outside", "outside hours 17:00–17:45"),))
    gone = of(found, "occurrence:nothing:1778000400")
    assert (gone.title, gone.rows) == ("This event is no longer in your calendars", ())


def test_an_hour_of_the_week() -> None:
    shown = of(quarter(), "hour:2:10:2026-02-02:2026-05-10")
    assert shown.title == "Wednesday 10:00"
    assert shown.summary == "100\u202f% of this hour is in meetings, over 14 days."
    assert len(shown.rows) == 15
    assert shown.rows[0].when == "4 Feb 2026, 10:00–11:00"
    assert of(quarter(), "hour:2:12:2026-02-02:2026-05-10").rows == ()


def test_one_stretch_has_the_meetings_beside_it() -> None:
    found = quarter()
    begin = ordinal("2026-05-07")
    start, end = (found.history.zone.epoch(begin, hour * HOUR) for hour in (11, 13))
    shown = of(found, f"free:2026-05-07:{start}:{end}")
    assert (shown.title, shown.summary) == (
        "Focus block of 2 h",
        "Thursday 7 May, 11:00–13:00: working time without any meeting.",
    )
    assert [row.title for row in shown.rows] == ["Daily check-in", "Workshop"]
    assert shown.notes[0].startswith("A gap between meetings of at least 2 h")
    day = begin - 1
    start, end = (found.history.zone.epoch(day, second) for second in (10 * HOUR + 1800, 11 * HOUR))
    double = of(found, f"double:2026-05-06:{start}:{end}")
    assert (double.title, len(double.rows)) == ("Double-booked for 30 min", 2)
    late = begin - 2
    start, end = (found.history.zone.epoch(late, second) for second in (17 * HOUR, 17 * HOUR + 2700))
    outside = of(found, f"outside:2026-05-05:{start}:{end}")
    assert (outside.title, [row.title for row in outside.rows]) == (
        "Outside working hours for 45 min",
        ["Vendor call"],
    )


# ---- rows ----


def test_no_more_rows_than_can_be_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_module, "MOST_ROWS", 3)
    found = quarter()
    for figure, more in (("meetings", 5), ("focus", 2), ("mornings", 3)):
        shown = of(found, f"week:2026-05-04:{figure}")
        assert (len(shown.rows), shown.more) == (3, more)
        assert shown.summary == of(found, f"week:2026-05-04:{figure}").summary


def test_several_calendars_are_counted_apart() -> None:
    team = calendar(
        meeting("20260505T140000Z", "20260505T150000Z", uid="team", title="Team"),
        head=TEAM_HEAD,
    )
    found = kept_of([quarter_of_work(), team], QUARTER_BEGINS, TODAY, TODAY, ANNAS)
    shown = of(found, "week:2026-05-04:meetings")
    assert shown.notes == ("8 from Work, 1 from Team",)
    assert {row.source.partition(",")[0] for row in shown.rows} == {"Work", "Team"}


def test_an_answer_that_is_missing_is_a_chip() -> None:
    invited = event(
        "SUMMARY:Kickoff",
        *at("20260508T130000Z", "20260508T140000Z"),
        organizer("eva@firm.example"),
        guest(ANNA, "NEEDS-ACTION"),
        uid="kickoff",
    )
    row = of(quarter(invited), "day:2026-05-08").rows[-1]
    assert (row.chips, row.why) == ((("meeting", "not answered"),), "meeting: 1:1 · one-off · not answered")


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (("FREQ=WEEKLY",), "every week"),
        (("FREQ=WEEKLY;BYDAY=MO",), "every week"),
        (("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",), "every other week"),
        (("FREQ=WEEKLY;INTERVAL=3",), "every 3 weeks"),
        (("FREQ=WEEKLY;BYDAY=TU,TH",), "two times a week"),
        (("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",), "repeats"),
        (("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",), "every working day"),
        (("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",), "every working day"),
        (("FREQ=DAILY",), "every day"),
        (("FREQ=DAILY;INTERVAL=3",), "every 3 days"),
        (("FREQ=MONTHLY;BYDAY=1MO",), "every month"),
        (("FREQ=MONTHLY;BYMONTHDAY=1,15",), "repeats"),
        (("FREQ=YEARLY",), "every year"),
        (("FREQ=HOURLY",), "repeats"),
        (("FREQ=NEVER",), "repeats"),
        (("FREQ=WEEKLY", "FREQ=DAILY"), "repeats"),
        ((), "repeats"),
    ],
)
def test_how_often_a_series_repeats(rules: tuple[str, ...], expected: str) -> None:
    assert how_often(Series("work", "one", PLAIN, Recurrence(rules), ())) == expected


def test_a_one_off_and_an_override_without_its_head() -> None:
    assert how_often(Series("work", "one", PLAIN, None, ())) == "one-off"
    assert how_often(Series("work", "one", None, None, (PLAIN,))) == "repeats"


@pytest.mark.parametrize(
    ("people", "expected"), [(2, "1:1"), (7, "7 people"), (None, "no people listed"), (1, "one-off")]
)
def test_with_how_many_people(people: int | None, expected: str) -> None:
    assert expected in what(occurrence("2026-02-09 10:00-11:00", people=people))


def test_a_group_makes_a_lower_bound_and_a_link_is_named() -> None:
    group = occurrence("2026-02-09 10:00-11:00", people=12)
    group = group._replace(attendance=group.attendance._replace(at_least=True))
    assert what(group) == "meeting: at least 12 people · one-off"
    linked = occurrence("2026-02-09 10:00-11:00", people=None, rule="link", title="Data questions")
    assert what(linked) == "meeting: join link, no people listed · one-off"
    assert explanation(linked) == (
        "Data questions counts as a meeting, because nobody is named in it, but it has a link to join a conference "
        "(rule 8)."
    )


def test_what_a_person_chose_has_no_number_and_time_away_is_told() -> None:
    chosen = occurrence("2026-02-09 10:00-11:00", people=None, rule="busy-is-meeting", away=True)
    assert "busy-is-meeting" not in RULE_NUMBERS
    assert explanation(chosen) == (
        "Talk counts as a meeting, because you chose to count every busy entry as a meeting. "
        "It lies in time away, so no figure holds it."
    )
    assert what(chosen).endswith("while away")


def test_a_title_from_elsewhere_is_harmless() -> None:
    found = kept(timeline([occurrence("2026-02-09 10:00-11:00", title="x\x1b[2J" + "y" * 400)]), TODAY, ANNAS)
    (row,) = of(found, "day:2026-02-09").rows
    assert "\x1b" not in row.title + row.explanation
    assert len(row.title) < 130


def test_files_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(quarter_of_work())
    reading = read_paths([str(path)])
    period = Period(QUARTER_BEGINS, TODAY, ANNAS.zone)
    found = kept(build_timeline(reading, period, ANNAS), TODAY, ANNAS)
    assert of(found, f"week:{week_date(LAST_MONDAY)}:meetings").rows[0].source.startswith("Work, line ")
