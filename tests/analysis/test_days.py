"""The figures of a day, computed by hand (METRICS.md §2, §3).

Monday 9 February 2026 has working time from 09:00 to 17:00 UTC where a test says nothing else. Lengths are minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.days import counted, day_figures, meeting_of, scheduled
from app.cli.arguments import working_hours
from app.model.preferences import Preferences, WorkingWeek
from app.model.spans import length, unite
from tests.builders import home, occurrence, ordinal, timeline, times, whole_days

if TYPE_CHECKING:
    from app.model.occurrences import Occurrence, Timeline
    from app.model.weeks import Day

DAY = "2026-02-09"
USUAL = Preferences()


def figures(whole: Timeline, preferences: Preferences, day: str) -> dict[str, Any]:
    """The figures of one day by the names of METRICS.md §3, in minutes."""
    found = next(
        each
        for each in day_figures(scheduled(whole, preferences), whole.reach, preferences)
        if each.day == ordinal(day)
    )
    result = {}
    for name, value in found._asdict().items():
        in_minutes = "seconds" in name and value is not None
        result[name.replace("seconds", "minutes")] = value / 60 if in_minutes else value
    return result


def of(*entries: str | Occurrence, preferences: Preferences = USUAL, day: str = DAY) -> dict[str, Any]:
    """The figures of a day with these occurrences; a text is a meeting on Monday, like ``10:00-11:00``."""
    made = [occurrence(f"{DAY} {each}") if isinstance(each, str) else each for each in entries]
    return figures(timeline(made, zone=preferences.zone), preferences, day)


def at_work(hours: str) -> Preferences:
    """Other working hours."""
    return Preferences(weeks=(WorkingWeek(1, working_hours(hours)),))


# ---- meetings and their time ----


def test_a_day_without_meetings_is_one_focus_block() -> None:
    day = of()
    assert day["working_minutes"] == day["focus_minutes"] == day["longest_gap_minutes"] == 480
    assert day["focus_blocks"] == 1
    for name in ("meetings", "meeting_minutes", "fragments", "interruptions", "back_to_back", "person_minutes"):
        assert day[name] == 0, name


def test_meetings_are_counted_on_the_day_on_which_they_start() -> None:
    over_midnight = occurrence("2026-02-09 23:30-00:30")
    assert of("10:00-11:00", "10:00-11:00", over_midnight)["meetings"] == 3
    assert of(over_midnight, day="2026-02-10")["meetings"] == 0


def test_time_in_meetings_counts_an_overlap_once() -> None:
    assert of("10:00-11:00", "10:30-11:30")["meeting_minutes"] == 90
    assert of("10:00-11:00", "11:00-12:00")["meeting_minutes"] == 120
    assert of("10:00-12:00", "10:30-11:00", "10:30-11:00")["meeting_minutes"] == 120


def test_a_meeting_over_midnight_is_shared_between_its_days() -> None:
    talk = occurrence("2026-02-09 23:30-00:45")
    assert of(talk)["meeting_minutes"] == 30
    assert of(talk, day="2026-02-10")["meeting_minutes"] == 45
    assert of(talk, day="2026-02-10")["outside_hours_minutes"] == 45


def test_seconds_are_kept() -> None:
    assert of("10:00:00-10:00:01")["meeting_minutes"] == pytest.approx(1 / 60)


def test_time_in_hours_and_outside() -> None:
    day = of("08:30-09:30", "16:00-18:15", "20:00-20:20")
    assert day["meeting_minutes_in_hours"] == 30 + 60
    assert day["outside_hours_minutes"] == 30 + 75 + 20
    day = of("12:00-13:00", preferences=at_work("mon 09:00-12:30,13:15-17:30"))
    assert (day["meeting_minutes_in_hours"], day["outside_hours_minutes"]) == (30, 30)


def test_on_a_day_off_all_meetings_are_outside() -> None:
    saturday = occurrence("2026-02-14 10:00-11:00")
    day = of(saturday, day="2026-02-14")
    assert (day["meeting_minutes"], day["outside_hours_minutes"], day["working_minutes"]) == (60, 60, 0)
    assert (day["focus_minutes"], day["fragments"], day["interruptions"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("meetings", "minutes"),
    [
        (("10:00-11:00", "11:00-12:00"), 0),
        (("10:00-11:00", "10:59-12:00"), 1),
        (("10:00-12:00", "10:15-10:45"), 30),
        (("10:00-11:00", "10:00-11:00", "10:00-11:00"), 60),
        (("10:00-11:00", "10:30-11:30", "11:15-12:00"), 45),
        (("10:00-12:00", "10:00-11:00", "11:00-12:00"), 120),
    ],
)
def test_double_booked_time_is_what_two_or_more_cover(meetings: tuple[str, ...], minutes: int) -> None:
    assert of(*meetings)["double_booked_minutes"] == minutes


def test_double_booked_time_over_midnight_is_shared_between_its_days() -> None:
    both = [occurrence("2026-02-09 23:00-00:30"), occurrence("2026-02-09 23:40-00:10")]
    assert of(*both)["double_booked_minutes"] == 20
    assert of(*both, day="2026-02-10")["double_booked_minutes"] == 10


# ---- gaps ----


@pytest.mark.parametrize(
    ("start", "focus", "blocks", "fragment", "fragments"),
    [
        ("11:00", 120 + 300, 2, 0, 0),
        ("10:59:59", 300 + 1 / 60, 1, 119 + 59 / 60, 1),
        ("10:59", 300 + 1, 1, 119, 1),
        ("09:00", 420, 1, 0, 0),
        ("16:00", 420, 1, 0, 0),
        ("14:30", 330, 1, 90, 1),
    ],
)
def test_a_gap_of_two_hours_is_a_focus_block_and_a_shorter_one_a_fragment(
    start: str, focus: float, blocks: int, fragment: float, fragments: int
) -> None:
    begin, __ = times(f"{DAY} {start}-23:00")
    day = of(occurrence((begin, begin + 3600)))
    assert day["focus_minutes"] == pytest.approx(focus)
    assert day["fragment_minutes"] == pytest.approx(fragment)
    assert (day["focus_blocks"], day["fragments"]) == (blocks, fragments)


@pytest.mark.parametrize(
    ("end", "at_60", "at_90", "at_120"),
    [
        ("15:00", 120, 120, 120),
        ("15:01", 119, 119, 0),
        ("15:30", 90, 90, 0),
        ("15:31", 89, 0, 0),
        ("16:00", 60, 0, 0),
        ("16:01", 0, 0, 0),
    ],
)
def test_focus_at_sixty_and_ninety_minutes_stands_beside(end: str, at_60: int, at_90: int, at_120: int) -> None:
    day = of(f"09:00-{end}")
    assert (day["focus_minutes_60"], day["focus_minutes_90"], day["focus_minutes"]) == (at_60, at_90, at_120)


def test_the_longest_gap_lies_within_hours() -> None:
    assert of("12:00-12:30")["longest_gap_minutes"] == 270
    assert of("09:00-17:00")["longest_gap_minutes"] == 0
    assert of("12:00-12:30", preferences=at_work("mon 09:00-12:00,12:30-14:00"))["longest_gap_minutes"] == 180


def test_a_break_of_the_hours_cuts_a_gap() -> None:
    day = of(preferences=at_work("mon 09:00-12:00,13:00-14:30"))
    assert (day["focus_minutes"], day["focus_blocks"]) == (180, 1)
    assert (day["fragment_minutes"], day["fragments"]) == (90, 1)


def test_hours_that_touch_make_one_gap() -> None:
    assert of(preferences=at_work("mon 09:00-10:30,10:30-12:00"))["focus_minutes"] == 180


def test_a_meeting_outside_hours_cuts_nothing() -> None:
    assert of("07:00-09:00", "17:00-19:00")["focus_minutes"] == 480


def test_a_gap_ends_at_midnight() -> None:
    night = at_work("mon 22:00-06:00")
    assert of(preferences=night)["longest_gap_minutes"] == 120
    assert of(preferences=night, day="2026-02-10")["longest_gap_minutes"] == 360


def test_ones_own_time_is_focus() -> None:
    own = [occurrence(f"{DAY} 10:00-12:00", kind, people=None) for kind in ("block", "focus", "free")]
    assert of(*own)["focus_minutes"] == 480
    assert of(*own)["meetings"] == 0


def test_what_was_called_off_counts_nowhere() -> None:
    off = [occurrence(f"{DAY} 10:00-12:00", kind) for kind in ("cancelled", "declined", "ignored", "all_day")]
    assert of(*off) == of()


# ---- runs ----


@pytest.mark.parametrize(
    ("meetings", "interruptions", "longest", "following"),
    [
        (("10:00-11:00",), 1, 60, 0),
        (("10:00-11:00", "11:00-12:00"), 1, 120, 1),
        (("10:00-11:00", "11:04:59-12:00"), 1, 120, 1),
        (("10:00-11:00", "11:05-12:00"), 2, 60, 0),
        (("10:00-11:00", "10:30-11:30"), 1, 90, 0),
        (("10:00-11:00", "10:30-11:30", "11:30-12:00"), 1, 120, 1),
        (("10:00-12:00", "10:15-10:30", "10:30-10:45"), 1, 120, 0),
        (("10:00-11:00", "10:00-11:00"), 1, 60, 0),
        (("10:00-11:00", "11:00-11:30", "11:00-12:00"), 1, 120, 1),
        (("10:00-11:00", "11:02-11:30", "11:33-12:00"), 1, 120, 2),
        (("09:00-09:30", "12:00-14:00", "16:00-16:30"), 3, 120, 0),
    ],
)
def test_runs(meetings: tuple[str, ...], interruptions: int, longest: int, following: int) -> None:
    day = of(*meetings)
    assert day["interruptions"] == interruptions
    assert day["longest_run_minutes"] == longest
    assert day["back_to_back"] == following


@pytest.mark.parametrize(
    ("meetings", "interruptions"),
    [
        (("08:00-09:00",), 0),
        (("17:00-18:00",), 0),
        (("08:00-09:00:01",), 1),
        (("16:59:59-18:00",), 1),
        (("07:00-08:00", "18:00-19:00"), 0),
        (("08:00-08:58", "09:01-09:30"), 1),
        (("08:00-10:00", "16:00-18:00"), 2),
    ],
)
def test_a_run_interrupts_where_it_overlaps_the_hours(meetings: tuple[str, ...], interruptions: int) -> None:
    assert of(*meetings)["interruptions"] == interruptions


def test_the_pause_inside_a_run_is_of_its_time() -> None:
    day = of("09:00-09:30", "09:34-10:00", preferences=at_work("mon 09:31-09:33"))
    assert day["interruptions"] == 1
    assert day["meeting_minutes_in_hours"] == 0


def test_a_run_over_midnight_belongs_to_the_day_on_which_it_starts() -> None:
    night = at_work("mon-tue 00:00-24:00")
    run = [occurrence("2026-02-09 23:00-00:10"), occurrence("2026-02-10 00:14-01:00")]
    monday, tuesday = of(*run, preferences=night), of(*run, preferences=night, day="2026-02-10")
    assert (monday["longest_run_minutes"], tuesday["longest_run_minutes"]) == (120, 0)
    assert (monday["interruptions"], tuesday["interruptions"]) == (1, 1)
    assert (monday["back_to_back"], tuesday["back_to_back"]) == (0, 1)


def test_meetings_before_the_period_are_looked_at_too() -> None:
    whole = timeline([occurrence("2026-02-08 23:30-00:00"), occurrence("2026-02-09 00:02-00:30")])
    assert figures(whole, USUAL, DAY)["back_to_back"] == 1
    assert figures(whole, USUAL, DAY)["longest_run_minutes"] == 0


# ---- people ----


def test_person_minutes_are_length_times_people() -> None:
    day = of(occurrence(f"{DAY} 10:00-10:30", people=4), occurrence(f"{DAY} 10:15-10:45", people=9))
    assert (day["person_minutes"], day["people_unknown"]) == (30 * 4 + 30 * 9, 0)


def test_unknown_people_are_counted_as_two_and_marked() -> None:
    day = of(occurrence(f"{DAY} 10:00-11:00", people=None), occurrence(f"{DAY} 12:00-13:00", people=1))
    assert (day["person_minutes"], day["people_unknown"]) == (60 * 2 + 60, 1)


def test_person_minutes_stand_whole_on_the_day_of_the_start() -> None:
    talk = occurrence("2026-02-09 23:00-01:00", people=5)
    assert of(talk)["person_minutes"] == 600
    assert of(talk, day="2026-02-10")["person_minutes"] == 0


@pytest.mark.parametrize("answer", ["tentative", "unanswered"])
def test_unsure_time_is_what_only_unsure_meetings_cover(answer: Any) -> None:
    maybe = occurrence(f"{DAY} 10:00-12:00", response=answer)
    assert of(maybe)["unsure_minutes"] == 120
    assert of(maybe, "10:30-11:00")["unsure_minutes"] == 90
    assert of(maybe, "09:00-13:00")["unsure_minutes"] == 0
    assert of(maybe, maybe)["unsure_minutes"] == 120


def test_an_unknown_answer_is_not_unsure() -> None:
    assert of(occurrence(f"{DAY} 10:00-12:00", response=None))["unsure_minutes"] == 0


def test_external_time_is_what_external_meetings_cover() -> None:
    client = occurrence(f"{DAY} 10:00-11:00", external=True)
    other = occurrence(f"{DAY} 10:30-11:30", external=True)
    assert of(client, "10:00-12:00")["external_minutes"] == 60
    assert of(client, other)["external_minutes"] == 90
    assert of("10:00-12:00")["external_minutes"] == 0


def test_external_time_is_unknown_where_i_am() -> None:
    whole = timeline([occurrence(f"{DAY} 10:00-11:00", external=None, organized=None)], me=())
    day = figures(whole, USUAL, DAY)
    assert day["external_minutes"] is None
    assert day["meeting_minutes"] == 60


# ---- what counts ----


def test_a_meeting_while_away_counts_nowhere() -> None:
    off = whole_days("2026-02-09", "2026-02-10", "out_of_office", "Urlaub")
    away = occurrence(f"{DAY} 10:00-11:00", away=True)
    day = of(off, away)
    assert {value for name, value in day.items() if name not in {"day", "hours_minutes", "free_morning"}} == {0}
    assert day["hours_minutes"] == 480


def test_a_morning_is_free_without_a_meeting_before_noon_and_counts_from_two_hours_on() -> None:
    late = Preferences(weeks=(WorkingWeek(1, working_hours("mon 10:30-17:00")),))
    assert of("13:00-14:00")["free_morning"] is True
    assert of("12:00-13:00")["free_morning"] is True
    assert of("11:59-12:30")["free_morning"] is False
    assert of("08:00-09:00")["free_morning"] is True
    assert of("13:00-14:00", preferences=late)["free_morning"] is None


def test_a_meeting_partly_in_time_away_counts_whole() -> None:
    off = occurrence(f"{DAY} 13:00-17:00", "out_of_office", people=None)
    day = of(off, "12:30-13:30")
    assert day["working_minutes"] == 240
    assert (day["meeting_minutes"], day["meeting_minutes_in_hours"], day["outside_hours_minutes"]) == (60, 30, 30)
    assert (day["focus_minutes"], day["focus_blocks"]) == (210, 1)


def test_on_a_holiday_nothing_is_working_time() -> None:
    holiday = Preferences(holidays=frozenset({ordinal(DAY)}))
    day = of("10:00-11:00", preferences=holiday)
    assert (day["working_minutes"], day["hours_minutes"], day["outside_hours_minutes"]) == (0, 480, 60)


def test_counting_only_what_was_accepted_leaves_out_the_unsure() -> None:
    meetings = [
        occurrence(f"{DAY} 09:00-10:00", response="accepted", uid="a"),
        occurrence(f"{DAY} 10:00-11:00", response="tentative", uid="b"),
        occurrence(f"{DAY} 11:00-12:00", response="unanswered", uid="c"),
        occurrence(f"{DAY} 12:00-13:00", response=None, uid="d"),
    ]
    strict = of(*meetings, preferences=Preferences(count="accepted"))
    assert (strict["meetings"], strict["meeting_minutes"], strict["unsure_minutes"]) == (2, 120, 0)
    assert of(*meetings)["meetings"] == 4
    kept = counted([meeting_of(each) for each in meetings], Preferences(count="accepted"))
    assert [each[0] for each in kept] == [meetings[0].start, meetings[3].start]


def test_blocks_that_a_person_names_break_focus_and_are_no_meetings() -> None:
    lunch = occurrence(f"{DAY} 12:00-13:00", "block", title=" LUNCH ", people=None)
    broken = of(lunch, preferences=Preferences(breaking_titles=frozenset({"Lunch"})))
    assert (broken["focus_minutes"], broken["focus_blocks"]) == (180 + 240, 2)
    assert (broken["meetings"], broken["meeting_minutes"], broken["interruptions"]) == (0, 0, 0)
    assert of(lunch)["focus_blocks"] == 1
    assert of(lunch, preferences=Preferences(breaking_titles=frozenset({"Lunch with Ben"})))["focus_blocks"] == 1


def test_only_own_blocks_break_by_title() -> None:
    named = Preferences(breaking_titles=frozenset({"Lunch"}))
    others = [occurrence(f"{DAY} 12:00-13:00", kind, title="Lunch") for kind in ("focus", "free", "declined")]
    assert of(*others, preferences=named)["focus_blocks"] == 1


def test_a_day_on_which_clocks_change_has_its_own_length() -> None:
    berlin = Preferences(zone=home("Europe/Berlin"), weeks=(WorkingWeek(1, working_hours("sun 00:00-06:00")),))
    spring = timeline(
        [occurrence("2026-03-29 01:30-03:30", zone=berlin.zone)], "2026-03-23", "2026-03-29", zone=berlin.zone
    )
    day = figures(spring, berlin, "2026-03-29")
    assert (day["working_minutes"], day["meeting_minutes"], day["focus_minutes"]) == (300, 60, 150)
    autumn = timeline(
        [occurrence("2026-10-25 01:30-03:30", zone=berlin.zone)], "2026-10-19", "2026-10-25", zone=berlin.zone
    )
    day = figures(autumn, berlin, "2026-10-25")
    assert (day["working_minutes"], day["meeting_minutes"], day["focus_minutes"]) == (420, 180, 150)


def test_where_nobody_is_named_only_working_time_is_known() -> None:
    whole = timeline([occurrence(f"{DAY} 10:00-11:00", "block", people=None)], no_people=True)
    day = figures(whole, USUAL, DAY)
    known = {name: value for name, value in day.items() if value is not None}
    assert known == {"day": ordinal(DAY), "hours_minutes": 480, "working_minutes": 480}


def test_every_day_that_the_timeline_reaches_over_has_figures() -> None:
    whole = timeline([], "2026-02-11", "2026-02-12")
    days = day_figures(scheduled(whole, USUAL), whole.reach, USUAL)
    assert [days[0].day, days[-1].day] == [ordinal("2025-11-17"), ordinal("2026-02-12")]
    assert [day.day for day in days] == list(range(days[0].day, days[-1].day + 1))


# ---- what holds always ----

FIRST = times(f"{DAY} 00:00-00:01")[0]
ENTRIES = st.lists(
    st.tuples(
        st.integers(0, 3 * 24 * 12 - 1),  # start in steps of five minutes over three days
        st.sampled_from((1, 59, 60, 5 * 60, 30 * 60, 3600, 7200, 11 * 3600)),  # seconds
        st.sampled_from(("meeting", "meeting", "meeting", "block", "focus", "out_of_office")),
        st.sampled_from(("accepted", "tentative", "unanswered", None)),
        st.sampled_from((None, 2, 3, 12)),
        st.booleans(),
    ),
    max_size=14,
)
WEEKS = st.sampled_from(
    (
        "mon-fri 09:00-17:00",
        "mon-thu 09:00-12:30,13:15-17:30; fri 09:00-14:00",
        "mon-tue 22:00-06:00",
        "mon-sun 00:00-24:00",
        "sat 10:00-12:00",
        "tue 08:00-08:01,11:59-14:00",
    )
)


@given(ENTRIES, WEEKS)
def test_the_parts_of_a_day_add_up(entries: list[Any], hours: str) -> None:
    made = [
        occurrence(
            (FIRST + step * 300, FIRST + step * 300 + seconds),
            kind,
            response=answer,
            people=people,
            external=strange,
            uid=str(number),
        )
        for number, (step, seconds, kind, answer, people, strange) in enumerate(entries)
    ]
    whole = timeline(made)
    preferences = at_work(hours)
    for day in day_figures(scheduled(whole, preferences), whole.reach, preferences)[-7:]:
        holds(day, made)


def holds(day: Day, made: list[Occurrence]) -> None:
    """What is true of the figures of any day."""
    values = {name: value for name, value in day._asdict().items() if name not in {"day", "free_morning"}}
    assert all(value is not None and value >= 0 for value in values.values())
    number: dict[str, int] = {name: value for name, value in values.items() if value is not None}
    meeting, working = number["meeting_seconds"], number["working_seconds"]
    assert number["meeting_seconds_in_hours"] + number["outside_hours_seconds"] == meeting
    gaps = number["focus_seconds"] + number["fragment_seconds"]
    assert number["meeting_seconds_in_hours"] + gaps == working <= number["hours_seconds"]
    assert number["double_booked_seconds"] <= meeting
    assert number["unsure_seconds"] <= meeting
    assert number["external_seconds"] <= meeting
    assert number["focus_seconds_60"] >= number["focus_seconds_90"] >= number["focus_seconds"]
    assert number["focus_seconds"] >= 7200 * number["focus_blocks"]
    assert number["fragment_seconds"] < 7200 * max(number["fragments"], 1)
    assert number["longest_gap_seconds"] <= gaps
    assert (number["longest_gap_seconds"] >= 7200) == bool(number["focus_blocks"])
    assert number["back_to_back"] <= number["meetings"]
    assert number["people_unknown"] <= number["meetings"]
    meetings = [each for each in made if each.kind == "meeting"]
    bounds = (FIRST + (day.day - ordinal(DAY)) * 86_400, FIRST + (day.day - ordinal(DAY) + 1) * 86_400)
    united = unite((max(each.start, bounds[0]), min(each.end, bounds[1])) for each in meetings)
    assert meeting == length(united)
    assert number["meetings"] == sum(1 for each in meetings if bounds[0] <= each.start < bounds[1])
