"""A member's file: from the figures of four weeks to bands, to bytes, and nothing else in it."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.team import BANDS, FIGURES, Contribution, Round, TeamFigure, TeamPeriod
from app.model.weeks import Week
from app.team.contribution import (
    Averages,
    SharedBefore,
    averages,
    bands_of,
    contribution,
    contribution_bytes,
    read_contribution,
    slot_of,
)
from app.team.strict_json import NotTaken
from tests.team.contributions import MIDDLE, MONDAY, OTHER_ROUND, PERIOD, ROUND, secret, share

if TYPE_CHECKING:
    from collections.abc import Sequence

HOUR = 3_600
BANDS_DRAWN = st.tuples(*(st.sampled_from(BANDS[figure]) for figure in FIGURES))


def week(number: int, **own: Any) -> Week:
    """The week with a number from the first of the period: 15 h of meetings, 15 h of focus, 10 h in fragments."""
    figures: dict[str, Any] = {
        "hours_seconds": 40 * HOUR,
        "working_seconds": 40 * HOUR,
        "meeting_seconds": 15 * HOUR,
        "focus_seconds": 15 * HOUR,
        "fragment_seconds": 10 * HOUR,
        "outside_hours_seconds": 2 * HOUR,
        "working_days": 5,
        "complete": True,
        **own,
    }
    nothing = Week._make([None] * len(Week._fields))
    return nothing._replace(monday=MONDAY + 7 * number, full=True, usual={}, **figures)


FOUR = [week(number) for number in range(4)]


def with_second(**own: Any) -> list[Week]:
    """The four weeks, of which the second is another one."""
    return [FOUR[0], week(1, **own), *FOUR[2:]]


# ---- bands ----


def test_an_average_week_is_that_of_the_four_and_no_other() -> None:
    around = [week(-1, meeting_seconds=HOUR), *with_second(meeting_seconds=35 * HOUR), week(4, meeting_seconds=HOUR)]
    own = averages(around, PERIOD)
    assert own == Averages(Fraction(20), Fraction(15), Fraction(2), Fraction(10, 25))
    assert bands_of(own, "kept") == (">=20", "10-20", "1-4", "0.3-0.6", "kept")


@pytest.mark.parametrize(
    ("figure", "value", "band"),
    [
        ("meeting", Fraction(0), "<10"),
        ("meeting", Fraction(10) - Fraction(1, 3600), "<10"),
        ("meeting", Fraction(10), "10-20"),
        ("meeting", Fraction(20) - Fraction(1, 14_400), "10-20"),
        ("meeting", Fraction(20), ">=20"),
        ("focus", Fraction(10), "10-20"),
        ("focus", Fraction(168), ">=20"),
        ("outside", Fraction(59, 60), "<1"),
        ("outside", Fraction(1), "1-4"),
        ("outside", Fraction(4), ">=4"),
        ("fragmentation", Fraction(3, 10), "0.3-0.6"),
        ("fragmentation", Fraction(6, 10), ">=0.6"),
        ("fragmentation", Fraction(1), ">=0.6"),
    ],
)
def test_an_edge_belongs_to_the_band_above_it(figure: TeamFigure, value: Fraction, band: str) -> None:
    own = Averages(Fraction(0), Fraction(0), Fraction(0), Fraction(0))._replace(**{figure: value})
    assert dict(zip(FIGURES, bands_of(own, "none"), strict=True))[figure] == band


def test_a_week_without_any_gap_says_nothing_of_fragmentation() -> None:
    own = averages(with_second(focus_seconds=0, fragment_seconds=0), PERIOD)
    assert own.fragmentation == Fraction(10, 25)


@pytest.mark.parametrize(
    ("weeks", "why"),
    [
        (FOUR[:3], "over and covered"),
        (with_second(complete=False), "over and covered"),
        ([week(number, working_days=days) for number, days in enumerate((5, 2, 0, 0))], "have 7 working days"),
        ([week(number, working_days=days) for number, days in enumerate((1, 0, 0, 0))], "have 1 working day of"),
        (with_second(meeting_seconds=None, focus_seconds=None, fragment_seconds=None), "who is invited"),
        ([week(number, focus_seconds=0, fragment_seconds=0) for number in range(4)], "fragmentation is unknown"),
    ],
)
def test_who_cannot_contribute_is_told_why(weeks: Sequence[Week], why: str) -> None:
    with pytest.raises(NotTaken, match=why):
        averages(weeks, PERIOD)


def test_eight_working_days_are_enough() -> None:
    weeks = [week(number, working_days=days) for number, days in enumerate((5, 3, 0, 0))]
    assert averages(weeks, PERIOD).meeting == 15


# ---- bytes ----


@given(st.integers(0, 99), BANDS_DRAWN, st.integers(1, 999_999))
def test_a_contribution_comes_back_from_its_bytes(member: int, bands: tuple[str, ...], rev: int) -> None:
    found = share(member, bands, rev=rev)
    data = contribution_bytes(found)
    assert len(data) == 4_096
    assert read_contribution(data) == found


def test_a_file_has_exactly_the_keys_of_its_form_in_order() -> None:
    data = contribution_bytes(share(1))
    own = json.loads(data)
    assert own == {
        "schema": "clearweek.team-contribution/1",
        "mode": "banded",
        "round": ROUND.id,
        "period": {"from": "2026-W44", "weeks": 4},
        "slot": slot_of(secret(1), ROUND.id),
        "rev": 1,
        "metrics": "1",
        "bands": dict(zip(FIGURES, MIDDLE, strict=True)),
    }
    assert list(own) == sorted(own)
    assert data.rstrip() == json.dumps(own, sort_keys=True, separators=(",", ":")).encode()


def test_a_slot_is_that_of_its_member_and_round_alone() -> None:
    slots = {slot_of(secret(member), found.id) for member in range(20) for found in (ROUND, OTHER_ROUND)}
    assert len(slots) == 40
    assert slot_of(secret(1), ROUND.id) == slot_of(secret(1), ROUND.id)


# ---- what was shared before ----


def before(found: Contribution) -> SharedBefore:
    """What is remembered of a contribution."""
    return SharedBefore(found.round, found.period, found.rev, found.bands)


def test_the_same_bands_again_are_the_same_bytes_and_others_a_new_revision() -> None:
    first = contribution(ROUND, MIDDLE, secret(1), ())
    assert first == share(1)
    assert contribution(ROUND, MIDDLE, secret(1), [before(first)]) == first
    other = ("<10", *MIDDLE[1:])
    second = contribution(ROUND, other, secret(1), [before(first)])
    assert (second.rev, second.slot, second.bands) == (2, first.slot, other)
    # And back again is a third one: what the lead has last must count.
    assert contribution(ROUND, MIDDLE, secret(1), [before(second), before(first)]).rev == 3


@pytest.mark.parametrize("weeks", [-3, 0, 3])
def test_weeks_that_overlap_are_shared_in_one_round_only(weeks: int) -> None:
    again = Round(OTHER_ROUND.id, TeamPeriod(MONDAY + 7 * weeks, 4))
    with pytest.raises(NotTaken, match="You shared 2026-W44"):
        contribution(again, MIDDLE, secret(1), [before(share(1))])


@pytest.mark.parametrize("weeks", [-4, 4])
def test_weeks_beside_them_may_be_shared(weeks: int) -> None:
    later = Round(OTHER_ROUND.id, TeamPeriod(MONDAY + 7 * weeks, 4))
    assert contribution(later, MIDDLE, secret(1), [before(share(1))]).rev == 1


def test_a_round_that_changes_its_weeks_is_refused() -> None:
    moved = Round(ROUND.id, TeamPeriod(MONDAY + 70, 4))
    with pytest.raises(NotTaken, match="other weeks"):
        contribution(moved, MIDDLE, secret(1), [before(share(1))])
