from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.analysis.patterns.meeting_inflation import find
from app.model.findings import NotKnown
from app.model.inflation import Inflation, SeriesChange, Side
from app.model.series_figures import SeriesKey
from tests.analysis.patterns.grounds_of import ANNAS, evidence, found, grounds_of, weekly
from tests.builders import ordinal

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


B = tuple(range(ordinal("2026-02-09"), ordinal("2026-04-06"), 7))
A = tuple(monday - 364 for monday in B)


def side(mondays: tuple[int, ...], meetings: float, seconds: float) -> Side:
    return Side(mondays, 5 * len(mondays), meetings, seconds, 3 * seconds, seconds / meetings, 3.0)


def inflation(
    meetings: float = 0.1,
    seconds: float = 0.25,
    higher: float = 0.77,
    *,
    number_higher: float | None = None,
    is_finding: bool = True,
) -> Inflation:
    changes = (
        SeriesChange(SeriesKey("work", "went"), "Went", "went", -900.0),
        SeriesChange(SeriesKey("work", "grew"), "Grew", "grew", 300.0),
        SeriesChange(SeriesKey("work", "came"), "Came", "came", 600.0),
    )
    return Inflation(
        a=side(A, 2.0, 7200.0),
        b=side(B, 2.0 * (1 + meetings), 7200.0 * (1 + seconds)),
        meetings=meetings,
        meeting_seconds=seconds,
        person_seconds=seconds,
        why_number=0.1,
        why_length=0.1,
        why_size=0.0,
        why_whole=0.2,
        series=changes,
        number_higher=higher if number_higher is None else number_higher,
        time_higher=higher,
        is_finding=is_finding,
    )


TALKS = weekly("2026-01-05 10:00-11:00", "Talk", weeks=13)


def test_meeting_time_that_rose_is_found() -> None:
    answer = found(find(grounds_of(TALKS, inflation=inflation())))
    assert (answer.figure, answer.unit, answer.n, answer.confidence) == (0.25, "share", 16, "high")
    assert answer.usual is None
    assert evidence(answer)[0] == "2026-02-09 10:00 Talk"
    assert evidence(answer)[-1] == "2026-03-30 10:00 Talk"
    assert len(answer.evidence) == 8
    assert [key.uid for key in answer.series] == ["came", "grew"]
    assert (answer.values["before"], answer.values["now"], answer.values["year_ago"]) == (7200.0, 9000.0, True)


def test_a_rise_of_the_number_alone_is_found_with_its_own_figure() -> None:
    answer = found(find(grounds_of(TALKS, inflation=inflation(0.5, 0.2))))
    assert (answer.figure, answer.values["by_time"], answer.values["now"]) == (0.5, False, 3.0)


def test_both_parts_of_the_rule_hold_for_the_same_figure() -> None:
    answer = found(find(grounds_of(TALKS, inflation=inflation(0.35, 0.34, 0.74, number_higher=0.79))))
    assert (answer.figure, answer.values["by_time"]) == (0.35, False)
    mixed = inflation(0.2, 0.34, 0.74, number_higher=0.79, is_finding=False)
    assert find(grounds_of(TALKS, inflation=mixed)) is None


@pytest.mark.parametrize(("rise", "higher"), [(0.249, 0.9), (0.5, 0.769)], ids=["too small", "too often lower"])
def test_just_less_is_not_found(rise: float, higher: float) -> None:
    assert find(grounds_of(TALKS, inflation=inflation(0.1, rise, higher, is_finding=False))) is None


def test_own_numbers_make_the_rule_stricter_or_looser() -> None:
    stricter = replace(ANNAS, thresholds={"meeting-inflation.rise": 0.5})
    assert find(grounds_of(TALKS, preferences=stricter, inflation=inflation())) is None
    looser = replace(ANNAS, thresholds={"meeting-inflation.rise": 0.1})
    small = inflation(0.0, 0.12, 0.8, is_finding=False)
    assert find(grounds_of(TALKS, preferences=looser, inflation=small)) is not None


def test_a_baseline_of_another_time_is_not_called_a_year_ago() -> None:
    first = tuple(monday - 56 for monday in B)
    earlier = inflation()._replace(a=side(first, 2.0, 7200.0))
    values = found(find(grounds_of(TALKS, inflation=earlier))).values
    assert (values["year_ago"], values["first"], values["last"]) == (False, first[0], first[-1] + 6)


def test_six_weeks_of_a_baseline_make_it_less_sure() -> None:
    short = inflation()._replace(a=side(A[:6], 2.0, 7200.0))
    assert found(find(grounds_of(TALKS, inflation=short))).confidence == "medium"


def test_without_a_baseline_nothing_is_known() -> None:
    assert find(grounds_of(TALKS)) == NotKnown("no-baseline")


def test_own_numbers_hold_to_the_last_digit() -> None:
    own = replace(ANNAS, thresholds={"meeting-inflation.rise": 0.12, "meeting-inflation.pairs": 0.8})
    small = inflation(0.0, 0.12, 0.8, is_finding=False)
    assert find(grounds_of(TALKS, preferences=own, inflation=small)) is not None


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(TALKS, inflation=inflation())
