"""The figures of a series, computed by hand from calendar files (METRICS.md §5)."""

from __future__ import annotations

import pytest

from app.analysis.analyse import analyse
from app.analysis.series import SeriesDays, creep_of, days_of_timeline, describing_calendars, series_figures
from app.connectors.ics_reader import read_ics
from app.model.description import AGENDA, DESCRIBED
from app.model.occurrences import Period
from app.model.preferences import Preferences
from app.model.series_figures import Creep, SeriesFigures
from app.model.sources import Reading
from app.timeline.build import build_timeline
from tests.builders import ANNA, BEN, CALENDAR, at, calendar, event, guest, occurrence, ordinal, organizer, plain_event
from tests.builders import timeline as timeline_of

ANNAS = Preferences(me=frozenset({ANNA}))
PEOPLE = (organizer(BEN), guest(ANNA))
WEEKLY = ("SUMMARY:Weekly", *at("20260202T100000Z", "20260202T110000Z"), *PEOPLE)
LATER = ("SUMMARY:Weekly at noon", *at("20260216T120000Z", "20260216T130000Z"), *PEOPLE)


def days_of(
    *files: bytes, preferences: Preferences = ANNAS, first: str = "2026-02-01", last: str = "2026-02-28"
) -> SeriesDays:
    """The days of calendar files in February 2026."""
    readings = [read_ics(data, f"file{number}.ics") for number, data in enumerate(files)]
    reading = Reading(
        tuple(each for reading in readings for each in reading.calendars),
        tuple(each for reading in readings for each in reading.series),
        (),
    )
    period = Period(ordinal(first), ordinal(last), preferences.zone)
    return days_of_timeline(build_timeline(reading, period, preferences), reading.series, preferences)


def rows(*files: bytes, joined: bool = False, preferences: Preferences = ANNAS) -> dict[str, SeriesFigures]:
    """The figures of each series in February 2026, by UID."""
    return {each.uid: each for each in series_figures(days_of(*files, preferences=preferences), joined=joined)}


def only(*events: str, joined: bool = False, preferences: Preferences = ANNAS) -> SeriesFigures:
    """The figures of the only series of a calendar."""
    (row,) = rows(calendar(*events), joined=joined, preferences=preferences).values()
    return row


def test_what_became_of_a_series_is_counted() -> None:
    row = only(
        event(*WEEKLY, "RRULE:FREQ=DAILY;COUNT=12", "EXDATE:20260204T100000Z,20260205T100000Z"),
        event("RECURRENCE-ID:20260206T100000Z", *at("20260206T150000Z", "20260206T153000Z"), *PEOPLE),
        event("RECURRENCE-ID:20260207T100000Z", *at("20260207T100000Z", "20260207T110000Z"), "STATUS:CANCELLED"),
        event("RECURRENCE-ID:20260208T100000Z", *at("20260208T100000Z", "20260208T110000Z"), guest(ANNA, "DECLINED")),
    )
    assert (row.held, row.cancelled, row.skipped, row.declined, row.moved) == (8, 1, 2, 1, 1)
    assert row.seconds == 7 * 3600 + 1800
    assert row.person_seconds == 2 * row.seconds
    assert (row.recurs, row.title, row.uid) == (True, "Weekly", "one")
    assert row.last_held is not None
    assert row.last_held == ANNAS.zone.epoch(ordinal("2026-02-13"), 10 * 3600)


def test_a_one_off_is_a_series_of_one() -> None:
    row = only(event("SUMMARY:Talk", *PEOPLE, guest("eva@client.example")))
    assert (row.held, row.recurs, row.people, row.external, row.organized) == (1, False, 3, True, False)
    # In the middle of a day of eight hours: 09:00-10:00 is a fragment, and the hour itself.
    assert (row.focus_cost_seconds, row.fragment_cost_seconds) == (2 * 3600, 3600)


def test_only_what_starts_on_these_days_is_counted() -> None:
    row = only(event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=10", "EXDATE:20260302T100000Z,20260209T100000Z"))
    assert (row.held, row.skipped) == (3, 1)


def test_meetings_in_time_away_count_nowhere() -> None:
    away = event("SUMMARY:Vacation", *at("20260209", "20260217"), uid="away")
    assert only(event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4"), away).held == 2
    assert rows(calendar(event(*PEOPLE), away)) == {}


def test_own_time_and_whole_days_are_no_series_of_meetings() -> None:
    alone = event("SUMMARY:Lunch", *at("20260202T120000Z", "20260202T130000Z"), "RRULE:FREQ=DAILY;COUNT=5", uid="lunch")
    whole = event("SUMMARY:Rota", *at("20260202", "20260203"), *PEOPLE, "RRULE:FREQ=DAILY;COUNT=5", uid="rota")
    assert rows(calendar(alone, whole)) == {}


def test_a_series_of_which_every_slot_was_skipped_is_there() -> None:
    row = only(event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20260202T100000Z,20260209T100000Z"))
    assert (row.held, row.skipped, row.last_held, row.people, row.title) == (0, 2, None, None, "Weekly")


def test_the_number_of_people_is_the_median_and_unknown_people_count_as_two() -> None:
    link = "CONFERENCE:https://meet.example/x"
    row = only(
        event("SUMMARY:Weekly", *at("20260202T100000Z", "20260202T110000Z"), link, "RRULE:FREQ=WEEKLY;COUNT=4"),
        event("RECURRENCE-ID:20260209T100000Z", *at("20260209T100000Z", "20260209T110000Z"), *PEOPLE),
        event(
            "RECURRENCE-ID:20260216T100000Z",
            *at("20260216T100000Z", "20260216T110000Z"),
            *PEOPLE,
            guest("eva@firm.example"),
            guest("kim@firm.example"),
            guest("lee@firm.example"),
        ),
    )
    assert row.people == (2 + 5) / 2
    assert row.person_seconds == 3600 * (2 + 2 + 5 + 2)


def test_age_runs_from_the_start_of_the_series_to_the_last_day() -> None:
    row = only(event("SUMMARY:Old", *at("20250202T100000Z", "20250202T110000Z"), *PEOPLE, "RRULE:FREQ=WEEKLY"))
    assert row.age_days == 391


SPLIT = (
    event(*WEEKLY, "RRULE:FREQ=DAILY;UNTIL=20260206T235959Z", uid="a1@google.com"),
    event(*LATER, "RRULE:FREQ=DAILY;COUNT=4", uid="a1_R20260216T120000@google.com"),
)


def test_the_parts_of_a_split_series_are_rows_with_the_age_and_creep_of_the_whole() -> None:
    found = rows(calendar(*SPLIT))
    assert {uid: row.held for uid, row in found.items()} == {"a1@google.com": 5, "a1_R20260216T120000@google.com": 4}
    assert {row.age_days for row in found.values()} == {26}
    assert {row.creep for row in found.values()} == {Creep(length=0, people=0, often=0)}
    assert {row.key.uid for row in found.values()} == {"a1@google.com"}


def test_joined_the_parts_are_one_row_of_the_newest() -> None:
    row = only(*SPLIT, joined=True)
    assert (row.held, row.uid, row.title) == (9, "a1_R20260216T120000@google.com", "Weekly at noon")
    apart = rows(calendar(*SPLIT)).values()
    assert row.focus_cost_seconds == sum(each.focus_cost_seconds for each in apart)


def test_the_part_that_began_before_these_days_gives_the_age() -> None:
    found = days_of(calendar(*SPLIT), first="2026-02-16")
    (row,) = series_figures(found)
    assert (row.uid, row.held, row.age_days) == ("a1_R20260216T120000@google.com", 4, 26)


def test_creep_is_the_last_four_against_the_first_four() -> None:
    first = [occurrence(f"2026-01-{day:02} 10:00-10:30", people=4) for day in (5, 12, 19, 26)]
    between = [occurrence("2026-02-03 10:00-14:00", people=None)]
    last = [occurrence(f"2026-02-{day} 10:00-10:45", people=6) for day in (10, 12, 17, 20)]
    found = creep_of([*first, *between, *last])
    assert found is not None
    assert found.length == pytest.approx(0.5)
    assert found.people == pytest.approx(0.5)
    # Three steps in 21 days, and three in 10.
    assert found.often == pytest.approx(21 / 10 - 1)


def test_creep_is_unknown_under_eight_and_of_people_where_one_says_nobody() -> None:
    eight = [occurrence(f"2026-01-{day:02} 10:00-10:30", people=4 if day > 5 else None) for day in range(5, 13)]
    assert creep_of(eight[1:]) is None
    found = creep_of(eight)
    assert found == Creep(length=0, people=None, often=0)
    assert creep_of([occurrence("2026-01-05 10:00-10:30")] * 8) == Creep(length=0, people=0, often=None)


def test_described_is_the_share_with_an_agenda_where_the_calendar_has_descriptions() -> None:
    marks = (0, DESCRIBED, DESCRIBED | AGENDA, DESCRIBED | AGENDA)
    made = [occurrence(f"2026-02-{10 + number} 10:00-11:00") for number in range(4)]
    made = [each._replace(event=each.event._replace(description=mark)) for each, mark in zip(made, marks, strict=True)]
    whole = timeline_of(made)
    (row,) = series_figures(days_of_timeline(whole, [each.series for each in made], Preferences()))
    assert row.described is None
    described = days_of_timeline(whole, [], Preferences())
    known = SeriesDays(
        period=described.period,
        series=(),
        occurrences=described.occurrences,
        working=described.working,
        breaking=(),
        described=frozenset({CALENDAR}),
        preferences=Preferences(),
    )
    (row,) = series_figures(known)
    assert row.described == 0.5


def test_a_calendar_publishes_descriptions_where_any_of_its_events_has_one() -> None:
    bare = occurrence("2026-02-10 10:00-11:00").series
    assert describing_calendars([bare]) == frozenset()
    override = plain_event(description=DESCRIBED)
    told = type(bare)(bare.calendar, "other", bare.head, bare.recurrence, (override,))
    assert describing_calendars([bare, told]) == {CALENDAR}


def test_who_i_am_decides_what_i_organize_and_who_is_external() -> None:
    nobody = Preferences(me=frozenset({"who@else.example"}))
    mine = event("SUMMARY:Mine", organizer(ANNA), guest(BEN))
    assert only(mine).organized is True
    assert only(mine).external is False
    assert only(mine, preferences=nobody).organized is False
    unknown = occurrence("2026-02-10 10:00-11:00", organized=None, external=None)
    (row,) = series_figures(days_of_timeline(timeline_of([unknown]), [unknown.series], Preferences()))
    assert (row.organized, row.external) == (None, None)


def test_where_nobody_is_named_nothing_is_known() -> None:
    talk = occurrence("2026-02-10 10:00-11:00", "cancelled")
    assert series_figures(days_of_timeline(timeline_of([talk], no_people=True), [talk.series], Preferences())) == ()


def test_the_costliest_comes_first_and_calendars_left_out_do_not_come() -> None:
    early = event("SUMMARY:Early", *at("20260210T090000Z", "20260210T091500Z"), *PEOPLE, uid="early")
    middle = event("SUMMARY:Middle", *at("20260211T130000Z", "20260211T131500Z"), *PEOPLE, uid="middle")
    assert list(rows(calendar(early, middle))) == ["early", "middle"]
    middle = middle.replace("T130", "T104").replace("T1315", "T1050")
    assert list(rows(calendar(early, middle))) == ["middle", "early"]
    named = calendar(
        event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20260209T100000Z"), head=("X-WR-CALNAME:Club",)
    )
    assert rows(named, preferences=Preferences(me=frozenset({ANNA}), left_out=frozenset({"Club"}))) == {}


def test_held_series_sum_to_the_figures_of_the_weeks() -> None:
    data = calendar(event(*WEEKLY, "RRULE:FREQ=DAILY;COUNT=9"), event(*PEOPLE, uid="talk"))
    reading = read_ics(data, "work.ics")
    timeline = build_timeline(reading, Period(ordinal("2026-02-02"), ordinal("2026-02-22"), ANNAS.zone), ANNAS)
    weeks = analyse(timeline, ANNAS, ordinal("2026-03-01")).weeks
    found = series_figures(days_of_timeline(timeline, reading.series, ANNAS))
    assert sum(each.held for each in found) == sum(week.meetings or 0 for week in weeks)
    assert sum(each.seconds for each in found) == sum(week.started_seconds or 0 for week in weeks)
    assert sum(each.person_seconds for each in found) == sum(week.person_seconds or 0 for week in weeks)
