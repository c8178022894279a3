"""What days gain without some meetings: by hand, and against the day figures measured again (METRICS.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.days import day_figures, scheduled
from app.analysis.leave_out import LeaveOut
from app.analysis.series import working_by_day
from app.analysis.series_keys import key_of, whole_key
from app.cli.arguments import working_hours
from app.model.leave_out import LeftOut
from app.model.occurrences import Period
from app.model.preferences import Preferences, WorkingWeek
from tests.builders import CALENDAR, home, occurrence, ordinal, timeline
from tests.effort import growth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.occurrences import Occurrence

DAY = "2026-02-09"
USUAL = Preferences()
BERLIN = home("Europe/Berlin")
"""Clocks change on 29 March 2026 there, a Sunday, and back on 25 October."""


def minutes(focus: float, fragment: float) -> LeftOut:
    return LeftOut(round(focus * 60), round(fragment * 60))


def left_out(occurrences: Sequence[Occurrence], preferences: Preferences = USUAL, first: str = DAY) -> LeaveOut:
    """The meetings of a week that begins on a Monday."""
    whole = timeline(occurrences, zone=preferences.zone, first=first, last="2026-12-31")
    period = Period(ordinal(first), ordinal(first) + 6, preferences.zone)
    given_ = scheduled(whole, preferences)
    meetings = [each for each in occurrences if each.kind == "meeting"]
    return LeaveOut(meetings, given_.breaking, working_by_day(given_, period, preferences))


def of_uid(occurrences: Sequence[Occurrence], uid: str) -> LeftOut:
    """What the week gains without the series of a UID."""
    return {key.uid: found for key, found in left_out(occurrences).each_series().items()}[uid]


def test_a_meeting_in_the_middle_of_an_open_morning_costs_more_than_its_length() -> None:
    # 09:00-10:30 and 11:00-13:00 around it: 90 minutes become part of a block of four hours.
    found = [occurrence(f"{DAY} 10:30-11:00"), occurrence(f"{DAY} 13:00-17:00", uid="long")]
    assert of_uid(found, "one") == minutes(240 - 120, 90)


def test_two_meetings_at_once_cost_nothing_each_and_all_of_it_together() -> None:
    found = [occurrence(f"{DAY} 10:00-16:00", uid="a"), occurrence(f"{DAY} 10:00-16:00", uid="b")]
    days = left_out(found)
    assert set(days.each_series().values()) == {minutes(0, 0)}
    assert days.of(found) == minutes(480, 120)


def test_what_overlaps_opens_only_what_it_covers_alone() -> None:
    # Without a: 09:00-11:00 is free, two hours. Without b: 11:30-17:00 is.
    found = [occurrence(f"{DAY} 09:00-11:30", uid="a"), occurrence(f"{DAY} 11:00-12:00", uid="b")]
    assert of_uid(found, "a") == minutes(120, 0)
    assert of_uid(found, "b") == minutes(30, 0)


def test_fragments_may_grow() -> None:
    # Nothing is left of the afternoon but an hour that the meeting took.
    found = [
        occurrence(f"{DAY} 12:00-13:00"),
        *(occurrence(f"{DAY} {at}", uid=at) for at in ("09:00-12:00", "13:00-17:00")),
    ]
    assert of_uid(found, "one") == minutes(0, -60)


def test_a_series_with_several_meetings_on_a_day_opens_all_of_them() -> None:
    found = [occurrence(f"{DAY} {at}") for at in ("10:00-11:00", "12:00-13:00", "14:00-15:00")]
    assert of_uid(found, "one") == minutes(480 - 120, 60 + 60 + 60)


def test_own_blocks_that_break_focus_stay() -> None:
    preferences = Preferences(breaking_titles=frozenset({"Lunch"}))
    lunch = occurrence(f"{DAY} 12:00-13:00", "block", title="lunch", uid="lunch")
    talk = occurrence(f"{DAY} 11:30-13:30")
    (found,) = left_out([talk, lunch], preferences).each_series().values()
    assert found == minutes(30 + 30, 0)


def test_a_meeting_outside_working_time_costs_nothing() -> None:
    assert of_uid([occurrence(f"{DAY} 18:00-19:00")], "one") == minutes(0, 0)


def test_a_meeting_over_midnight_counts_on_both_days() -> None:
    nights = Preferences(weeks=(WorkingWeek(1, working_hours("mon-fri 20:00-04:00")),))
    talk = occurrence("2026-02-10 23:00-01:00")
    (found,) = left_out([talk], nights).each_series().values()
    # Four hours up to midnight and four after it, less an hour of each.
    assert found == minutes(60 + 60, 0)


def test_a_meeting_that_is_not_among_them_adds_nothing() -> None:
    talk = occurrence(f"{DAY} 10:00-11:00")
    days = left_out([talk])
    assert days.of([occurrence(f"{DAY} 12:00-13:00", uid="other")]) == days.of([]) == minutes(0, 0)


def test_the_parts_of_a_series_are_left_out_together_or_each_alone() -> None:
    parts = [
        occurrence(f"{DAY} 10:00-11:00", uid="a@google.com"),
        occurrence("2026-02-10 10:00-11:00", uid="a_R20260210T100000@google.com"),
    ]
    whole = timeline(parts)
    working = working_by_day(scheduled(whole, USUAL), whole.period, USUAL)
    assert {key.uid: each for key, each in LeaveOut(parts, [], working).each_series().items()} == {
        "a@google.com": minutes(240, 120)
    }
    apart = LeaveOut(parts, [], working, whole_key).each_series()
    assert [each for key, each in sorted(apart.items())] == [minutes(120, 60)] * 2
    assert all(key.calendar == CALENDAR for key in apart)


# ---- against a second measurement ----

WEEKS = ("2026-02-09", "2026-03-23", "2026-10-19")
HOURS = ("mon-fri 09:00-17:00", "mon-sun 08:00-12:00,13:00-18:30", "mon-sun 22:00-06:00")


@st.composite
def weeks(draw: st.DrawFn) -> tuple[str, Preferences, list[Occurrence]]:
    """A Monday, preferences, and meetings of four series, own blocks and time away around its week."""
    monday = draw(st.sampled_from(WEEKS))
    zone = BERLIN if draw(st.booleans()) else home()
    preferences = Preferences(
        zone=zone,
        weeks=(WorkingWeek(1, working_hours(draw(st.sampled_from(HOURS)))),),
        breaking_titles=frozenset({"Lunch"}),
    )
    begin = zone.midnight(ordinal(monday))
    found = []
    for __ in range(draw(st.integers(1, 14))):
        start = begin + 300 * draw(st.integers(-12, 12 * 24 * 7))
        span = (start, start + draw(st.integers(1, 5 * 60)) * 60 + draw(st.sampled_from((0, 0, 0, 17))))
        what = draw(st.sampled_from(("a", "a", "b", "b", "c", "c", "d", "d", "lunch", "away")))
        if what == "lunch":
            found.append(occurrence(span, "block", title="Lunch", uid="lunch"))
        elif what == "away":
            found.append(occurrence(span, "out_of_office", uid="away"))
        else:
            found.append(occurrence(span, uid=what))
    return monday, preferences, found


def focus_and_fragments(occurrences: Sequence[Occurrence], preferences: Preferences, monday: str) -> tuple[int, int]:
    """The focus and the fragment seconds of the week, as the day figures have them."""
    whole = timeline(occurrences, zone=preferences.zone, first=monday, last=monday)
    period = Period(ordinal(monday), ordinal(monday) + 6, preferences.zone)
    days = day_figures(scheduled(whole, preferences), period, preferences)
    return sum(day.focus_seconds or 0 for day in days), sum(day.fragment_seconds or 0 for day in days)


@given(weeks())
def test_leaving_out_equals_measuring_again(drawn: tuple[str, Preferences, list[Occurrence]]) -> None:
    monday, preferences, occurrences = drawn
    days = left_out(occurrences, preferences, monday)
    before = focus_and_fragments(occurrences, preferences, monday)
    found = days.each_series()
    meetings = [each for each in occurrences if each.kind == "meeting"]
    assert set(found) == {key_of(each) for each in meetings}
    for key, gained in found.items():
        without = [each for each in occurrences if each.kind != "meeting" or key_of(each) != key]
        after = focus_and_fragments(without, preferences, monday)
        assert gained == (after[0] - before[0], before[1] - after[1])
        assert gained.focus_seconds >= 0
        assert days.of([each for each in meetings if key_of(each) == key]) == gained
        assert days.of_series(key) == gained


@given(weeks(), st.sets(st.sampled_from("abcd")))
def test_leaving_out_several_equals_measuring_again(
    drawn: tuple[str, Preferences, list[Occurrence]], gone: set[str]
) -> None:
    monday, preferences, occurrences = drawn
    before = focus_and_fragments(occurrences, preferences, monday)
    left = [each for each in occurrences if each.series.uid not in gone]
    after = focus_and_fragments(left, preferences, monday)
    gained = left_out(occurrences, preferences, monday).of(each for each in occurrences if each.series.uid in gone)
    assert gained == (after[0] - before[0], before[1] - after[1])


def test_a_day_with_twice_as_many_meetings_at_once_is_measured_in_twice_as_many_steps() -> None:
    at = ordinal(DAY)
    begin = home().midnight(at) + 10 * 3600

    def measure(count: int) -> None:
        many = [occurrence((begin + number, begin + number + 3600), uid=str(number)) for number in range(count)]
        found = left_out(many).each_series()
        # Only the first and the last cover a second alone, but for the gap that they lie beside.
        assert {key.uid for key, each in found.items() if each != (0, 0)} == {"0", str(count - 1)}

    assert growth(measure, 400) < 2.2
