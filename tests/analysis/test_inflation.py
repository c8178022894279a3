"""Meeting inflation: which weeks, the growth by hand, exact reasons, and how often it alarms (METRICS.md §6)."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.analyse import analyse
from app.analysis.inflation import Chosen, FindingRule, Weeks, baseline_and_now, inflation, weeks_of
from app.model.findings import NotKnown
from app.model.inflation import Inflation
from app.model.preferences import Preferences
from benchmarks.alarms import GROWN, alarms, week
from tests.builders import home, occurrence, ordinal, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.occurrences import Occurrence
    from app.model.weeks import Week

B = ordinal("2026-05-04")
"""The first Monday of the last eight weeks."""
A = B - 364
END = B + 8 * 7
EVER = ((A - 400, END),)
USUAL = Preferences()


def weeks(first: int, minutes: Iterable[float], *, meetings: int | None = None, working_days: int = 5) -> list[Week]:
    """Weeks one after the other."""
    return [week(first + 7 * at, each, meetings=meetings, working_days=working_days) for at, each in enumerate(minutes)]


class Past:
    """Earlier weeks, which notes what was asked for."""

    def __init__(self, known: Iterable[Week] = (), meetings: Sequence[Occurrence] = ()) -> None:
        self.known = tuple(known)
        self.meetings = meetings
        self.asked: list[tuple[int, int]] = []

    def __call__(self, first: int, last: int) -> Weeks:
        self.asked.append((first, last))
        return Weeks([each for each in self.known if first <= each.monday <= last - 6], self.meetings)


def of(
    now: Sequence[Week], past: Past, covered: Sequence[tuple[int, int]] = EVER, chosen: Chosen | None = None
) -> Inflation | NotKnown:
    return inflation(Weeks(now, ()), past, covered, home(), chosen=chosen)


def grown(a: Sequence[float], b: Sequence[float]) -> Inflation:
    """What weeks of these minutes come to, against those of the year before."""
    found = of(weeks(B, b), Past(weeks(A, a)))
    assert isinstance(found, Inflation)
    return found


def sides(found: Inflation | NotKnown) -> tuple[list[int], list[int]]:
    """The weeks of A and B, counted from the first week of B."""
    assert isinstance(found, Inflation)
    return [(at - B) // 7 for at in found.a.mondays], [(at - B) // 7 for at in found.b.mondays]


# ---- which weeks ----


def test_the_last_eight_weeks_are_held_against_the_same_weeks_a_year_before() -> None:
    past = Past(weeks(A - 28, [300] * 30))
    found = of(weeks(B - 14, [300] * 10), past)
    assert sides(found) == ([*range(-52, -44)], [*range(8)])
    assert past.asked == [(A, A + 55)]


def test_weeks_without_a_meeting_and_weeks_that_are_not_full_are_passed_over() -> None:
    now = weeks(B - 14, [300] * 10)
    now[4] = now[4]._replace(meetings=0)
    now[6] = now[6]._replace(full=False)
    past = weeks(A - 14, [300] * 10)
    assert sides(of(now, Past(past))) == ([-54, -53, -52, -51, -49, -47, -46, -45], [-2, -1, 0, 1, 3, 5, 6, 7])
    past[2] = past[2]._replace(full=False)
    past[3] = past[3]._replace(meetings=0)
    assert sides(of(now, Past(past)))[0] == [-54, -53, -49, -47, -46, -45]


def test_with_fewer_than_six_a_year_before_the_first_eight_from_the_fifth_covered_week_are_the_baseline() -> None:
    first = B - 30 * 7
    # Covered from a Wednesday on: the first whole week is the one after it.
    covered = ((first + 2, END),)
    past = Past(weeks(first, [300] * 30))
    assert sides(of(weeks(B, [300] * 8), past, covered))[0] == [*range(-25, -17)]
    whole = ((first, END),)
    assert sides(of(weeks(B, [300] * 8), past, whole))[0] == [*range(-26, -18)]


def test_a_baseline_may_lie_in_the_period_itself() -> None:
    past = Past()
    assert sides(of(weeks(B - 140, [300] * 28), past, ((B - 140, END),)))[0] == [*range(-16, -8)]
    assert past.asked == []


def test_covered_weeks_are_counted_over_a_gap() -> None:
    covered = ((B - 210, B - 210 + 14), (B - 140, END))
    assert sides(of(weeks(B, [300] * 8), Past(weeks(B - 210, [300] * 30)), covered))[0] == [*range(-18, -10)]


def test_the_periods_share_no_week_and_the_baseline_gives_way() -> None:
    now = weeks(B - 70, [300] * 18)
    # Of eighteen covered weeks the fifth to the tenth are left; of seventeen, one too few.
    assert sides(of(now, Past(), ((B - 70, END),))) == ([*range(-6, 0)], [*range(8)])
    assert of(now, Past(), ((B - 63, END),)) == NotKnown("no-baseline")


def test_weeks_of_now_are_not_counted_as_those_of_the_year_before() -> None:
    now = [week(B + 7 * at, 300) for at in (-52, -51, -50, 0, 1, 2, 3, 4)]
    past = Past([week(B + 7 * at, 300) for at in (*range(-150, -130), -104, -103, -102)])
    assert sides(of(now, past, ((B - 150 * 7, END),)))[0] == [*range(-146, -138)]


def test_a_long_past_is_asked_for_half_a_year_at_a_time_and_no_further_than_needed() -> None:
    past = Past(weeks(B - 300 * 7, [300] * 10))
    found = of(weeks(B, [300] * 8), past, ((B - 300 * 7, END),))
    assert sides(found)[0] == [-296, -295, -294, -293, -292, -291]
    assert all(last - first < 26 * 7 for first, last in past.asked)
    early = Past(weeks(B - 300 * 7, [300] * 40))
    assert sides(of(weeks(B, [300] * 8), early, ((B - 300 * 7, END),)))[0] == [*range(-296, -288)]
    assert len(early.asked) == 2


def test_it_is_unknown_with_too_few_weeks_too_little_before_them_or_without_people() -> None:
    past = Past(weeks(A, [300] * 8))
    assert of(weeks(B, [300] * 5), past) == NotKnown("few-weeks")
    assert isinstance(of(weeks(B, [300] * 6), past), Inflation)
    assert of([], past) == NotKnown("few-weeks")
    assert of(weeks(B, [300] * 8), Past(weeks(A, [300] * 5)), ()) == NotKnown("no-baseline")
    nobody = [each._replace(meetings=None) for each in weeks(B, [300] * 8)]
    assert of(nobody, past) == NotKnown("no-people")


def test_weeks_without_a_working_day_are_no_measure() -> None:
    now = weeks(B, [300] * 8, working_days=0)
    assert of(now, Past(weeks(A, [300] * 8))) == NotKnown("few-weeks")


def test_the_person_may_choose_both_periods() -> None:
    past = Past(weeks(B - 140, [300] * 20))
    chosen = Chosen((B - 140, B - 140 + 9 * 7 - 1), (B - 42 + 1, B + 6 * 7 - 1))
    found = of(weeks(B, [300] * 8), past, chosen=chosen)
    assert sides(found) == ([*range(-20, -11)], [*range(-5, 6)])
    short = Chosen((B - 140, B - 140 + 34), chosen.b)
    assert of(weeks(B, [300] * 8), past, chosen=short) == NotKnown("no-baseline")
    shared = Chosen((B - 42, B + 6), (B - 42, B + 6))
    assert of(weeks(B, [300] * 8), past, chosen=shared) == NotKnown("no-baseline")


# ---- how much ----


def test_growth_is_of_figures_per_working_day() -> None:
    now = [*weeks(B, [600] * 7, meetings=12), week(B + 49, 240, meetings=5, working_days=2)]
    found = of(now, Past(weeks(A, [400] * 8, meetings=10)))
    assert isinstance(found, Inflation)
    assert found.b.working_days == 37
    assert found.b.meetings == pytest.approx((7 * 12 + 5) / 37)
    assert found.meetings == pytest.approx((7 * 12 + 5) / 37 / 2 - 1)
    assert found.meeting_seconds == pytest.approx((7 * 600 + 240) / 37 / 80 - 1)
    assert found.person_seconds == pytest.approx(found.meeting_seconds)


def test_a_growth_of_a_quarter_in_enough_pairs_is_a_finding() -> None:
    assert grown([400] * 8, [500] * 8).is_finding
    assert not grown([400] * 8, [499] * 8).is_finding
    # Eight weeks against eight are 64 pairs; 77 % of them are 49.28.
    level = [100, 100, 100, 100, 100, 100, 500, 500]
    assert grown(level, [400] * 8).higher == 48 / 64
    assert not grown(level, [400] * 8).is_finding
    assert grown(level, [*[400] * 7, 500]).higher == (6 * 8 + 2 / 2) / 64
    assert not grown(level, [*[400] * 7, 500]).is_finding
    assert grown(level, [*[400] * 7, 501]).is_finding


def test_growth_and_the_share_of_pairs_must_be_of_the_same_figure() -> None:
    # The number grew by half, but in too few pairs; the time is the higher one always, but hardly grew.
    a = [week(A + 7 * at, 400, meetings=10) for at in range(8)]
    b = [week(B + 7 * at, 401, meetings=9 if at < 4 else 21) for at in range(8)]
    found = of(b, Past(a))
    assert isinstance(found, Inflation)
    assert found.meetings == pytest.approx(0.5)
    assert found.higher == 1
    assert not found.is_finding


def test_the_rule_can_be_another_one() -> None:
    now, past = Weeks(weeks(B, [440] * 8), ()), Past(weeks(A, [400] * 8))
    found = inflation(now, past, EVER, home(), rule=FindingRule(growth=0.1, higher=1))
    assert isinstance(found, Inflation)
    assert found.is_finding


# ---- why ----


class Scheduled(NamedTuple):
    """Meetings of the two sides, as a calendar of a year and some weeks that was analysed."""

    occurrences: list[Occurrence]

    def inflation(self) -> Inflation | NotKnown:
        """What they come to, with the period of eight weeks and the year before asked for."""
        covered = ((A, END),)

        def weeks_between(first: int, last: int) -> Weeks:
            own = [each for each in self.occurrences if first <= home().local(each.start)[0] <= last]
            days = [str(dt.date.fromordinal(day)) for day in (first, last)]
            whole = timeline(own, *days, coverage=covered)
            return weeks_of(analyse(whole, USUAL, END + 1).weeks, whole.occurrences, USUAL)

        return inflation(weeks_between(B, END - 1), weeks_between, covered, home())


def meeting(day: int, minutes: int, people: int | None, uid: str) -> Occurrence:
    begin = home().midnight(day) + 10 * 3600
    return occurrence((begin, begin + 60 * minutes), uid=uid, people=people, title=uid)


def every_week(first: int, minutes: int, people: int | None, uid: str) -> list[Occurrence]:
    return [meeting(first + 7 * at, minutes, people, uid) for at in range(8)]


def test_the_series_that_came_went_grew_and_shrank_sum_to_the_whole() -> None:
    parts = [
        *every_week(A, 60, 4, "same"),
        *every_week(B, 60, 4, "same"),
        *every_week(A, 30, 4, "grew"),
        *every_week(B, 60, 4, "grew_R20260101T100000"),
        *every_week(A, 60, None, "shrank"),
        *every_week(B, 30, 2, "shrank"),
        *every_week(A, 15, 2, "went"),
        meeting(B + 1, 100, 8, "came"),
    ]
    found = Scheduled(parts).inflation()
    assert isinstance(found, Inflation)
    assert [(each.key.uid, each.change, round(each.person_seconds * 40 / 60, 9)) for each in found.series] == [
        ("grew", "grew", 8 * 120),
        ("came", "came", 800),
        ("shrank", "shrank", -8 * 60),
        ("went", "went", -8 * 30),
    ]
    assert found.series[0].title == "grew_R20260101T100000"
    total = sum(each.person_seconds for each in found.series)
    assert total == pytest.approx(found.b.person_seconds - found.a.person_seconds)
    assert found.meetings == pytest.approx(25 / 32 - 1)
    assert math.exp(found.why_number) == pytest.approx(25 / 32)


DRAWN = st.lists(
    st.tuples(st.integers(0, 55), st.integers(1, 240), st.sampled_from((None, 2, 3, 9)), st.sampled_from("abcdefg")),
    max_size=25,
)


@given(DRAWN, DRAWN)
def test_both_reasons_sum_to_the_whole(
    a: list[tuple[int, int, int | None, str]], b: list[tuple[int, int, int | None, str]]
) -> None:
    made = [
        meeting(first + day, minutes, people, uid)
        for first, side in ((A, a), (B, b))
        for day, minutes, people, uid in side
    ]
    for at in range(6):
        made += [meeting(A + 7 * at, 30, 2, "x"), meeting(B + 7 * at, 30, 2, "y")]
    found = Scheduled(made).inflation()
    assert isinstance(found, Inflation)
    assert found.why_number + found.why_length + found.why_size == pytest.approx(found.why_whole, abs=1e-9)
    assert math.exp(found.why_whole) - 1 == pytest.approx(found.person_seconds, abs=1e-9)
    assert found.a.meetings * found.a.length * found.a.people == pytest.approx(found.a.person_seconds)
    total = sum(each.person_seconds for each in found.series)
    assert total == pytest.approx(found.b.person_seconds - found.a.person_seconds, abs=1e-6)
    assert 0 <= found.higher <= 1


def test_weeks_asked_for_twice_are_counted_once() -> None:
    # Only three weeks a year before have meetings, so the past is asked again from the fifth covered week on.
    made = [each for at in range(8) for each in every_week(B - 28 * 7 + 56 * at, 30, 2, "x")]
    made = [each for each in made if each.start < home().midnight(B)] + every_week(B, 30, 2, "x")
    own = Weeks(weeks(B, [30] * 8), [each for each in made if each.start >= home().midnight(B)])
    past = Past(weeks(B - 52 * 7, [30] * 3) + weeks(B - 28 * 7, [30] * 28), made)
    found = baseline_and_now(own, past, ((B - 52 * 7, END),), home())
    assert not isinstance(found, NotKnown)
    for side in found:
        assert len(side.meetings) == len({each.start for each in side.meetings}) <= 8


# ---- how often it alarms ----


@pytest.mark.parametrize("seed", [1, 2])
def test_it_fires_in_few_calendars_without_drift_and_in_most_with_sixty_per_cent(seed: int) -> None:
    assert alarms(seed, 0) < 0.05
    assert alarms(seed, GROWN) > 0.9
