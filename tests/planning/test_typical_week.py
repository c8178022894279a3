"""The typical fortnight of the weeks from Monday 9 March to Sunday 3 May 2026, read from calendar text."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from app.connectors.ics_reader import read_ics
from app.errors import UserError
from app.model.occurrences import Period
from app.model.preferences import Preferences
from app.planning.edits import measured
from app.planning.typical_week import typical_fortnight, typical_preferences
from app.timeline.build import build_timeline
from tests.analysis.patterns.series_grounds import LAST, mondays, override, skip, weekly
from tests.analysis.patterns.series_grounds import meeting as one_off
from tests.builders import ANNA, calendar, home, ordinal

if TYPE_CHECKING:
    from app.model.plans import TypicalWeeks

DAYS = mondays(8)
PREFERENCES = Preferences(me=frozenset({ANNA}))


def typical(*events: str, weeks: int = 8) -> TypicalWeeks:
    """The fortnight of the last weeks of a calendar."""
    period = Period(LAST + 1 - 7 * weeks, LAST, home())
    timeline = build_timeline(read_ics(calendar(*events), "work.ics"), period, PREFERENCES)
    return typical_fortnight(timeline, PREFERENCES)


def stands(found: TypicalWeeks) -> list[str]:
    """Where each occurrence of a fortnight stands: "A mon 10:00 30"."""
    period = found.timeline.period
    texts = []
    for each in found.timeline.occurrences:
        day, clock = period.zone.local(each.start)
        at = day - period.first
        name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[at % 7]
        length = (each.end - each.start) // 60
        texts.append(f"{each.series.uid} {'AB'[at // 7]} {name} {clock // 3600}:{clock // 60 % 60:02d} {length}")
    return texts


def test_a_weekly_series_stands_in_both_weeks_right_after_those_it_is_drawn_from() -> None:
    found = typical(weekly("one", f"{DAYS[0]} 10:00"))
    assert stands(found) == ["one A mon 10:00 30", "one B mon 10:00 30"]
    assert (found.timeline.period.first, found.weeks, found.left_out) == (ordinal("2026-05-04"), 8, Fraction(0))


@pytest.mark.parametrize(("begins", "week"), [(0, "A"), (1, "B")])
def test_a_fortnightly_series_stands_in_the_week_of_its_own_parity(begins: int, week: str) -> None:
    found = typical(weekly("one", f"{DAYS[begins]} 10:00", rule="FREQ=WEEKLY;INTERVAL=2"))
    assert stands(found) == [f"one {week} mon 10:00 30"]


def test_rarer_series_and_one_offs_stand_in_neither_and_their_minutes_are_said() -> None:
    found = typical(
        weekly("monthly", f"{DAYS[0]} 10:00", rule="FREQ=MONTHLY;BYDAY=2MO"),
        one_off("once", f"{DAYS[3]} 12:00", minutes=60),
    )
    assert stands(found) == []
    assert found.left_out == Fraction((2 * 30 + 60) * 60, 8)


def test_a_series_held_in_less_than_half_of_its_weeks_is_not_typical() -> None:
    half = weekly("half", f"{DAYS[0]} 10:00", skip(*(f"{day} 10:00" for day in DAYS[:4])))
    less = weekly("less", f"{DAYS[0]} 11:00", skip(*(f"{day} 11:00" for day in DAYS[:5])))
    assert stands(typical(half, less)) == ["half A mon 10:00 30", "half B mon 10:00 30"]


def test_its_place_is_the_most_frequent_one_and_the_newest_on_a_tie() -> None:
    moved = [override("one", f"{day} 10:00", f"{day} 15:00", minutes=45) for day in DAYS[4:]]
    assert stands(typical(weekly("one", f"{DAYS[0]} 10:00"), *moved))[0] == "one A mon 15:00 45"
    assert stands(typical(weekly("one", f"{DAYS[0]} 10:00"), *moved[1:]))[0] == "one A mon 10:00 30"


def test_a_daily_series_is_one_item_on_each_of_its_days() -> None:
    found = typical(weekly("one", f"{DAYS[0]} 9:30".replace(" 9", " 09"), rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"))
    assert len(stands(found)) == 10
    assert {text.split()[3] for text in stands(found)} == {"9:30"}


def test_a_new_series_of_one_slot_goes_by_its_rule() -> None:
    found = typical(
        weekly("new", f"{DAYS[-1]} 10:00"), weekly("rare", f"{DAYS[-1]} 12:00", rule="FREQ=MONTHLY;INTERVAL=2")
    )
    assert stands(found) == ["new A mon 10:00 30", "new B mon 10:00 30"]


def test_the_fortnight_is_measured_like_any_other_timeline() -> None:
    found = typical(weekly("one", f"{DAYS[0]} 10:00"))
    figures = measured(found.timeline, typical_preferences(PREFERENCES))
    # A Monday of 09:00-10:00 and 10:30-17:00, and four days of eight hours.
    assert figures.focus / 60 == 390 + 4 * 480
    assert figures.blocks == 5


def test_people_are_known_to_come_where_the_series_or_all_of_them_met_before() -> None:
    found = typical(
        weekly("one", f"{DAYS[0]} 10:00"),
        weekly("other", f"{DAYS[0]} 14:00", minutes=60),
        override("one", f"{DAYS[2]} 10:00", f"{DAYS[2]} 16:00"),
    )
    (met,) = [times for key, times in found.familiar.items() if key.uid == "one"]
    assert {(each.weekday, each.start // 3600, each.end - each.start) for each in met} == {
        (0, 10, 1800),
        (0, 14, 3600),
        (0, 16, 1800),
    }


def test_without_a_complete_week_there_is_none() -> None:
    with pytest.raises(UserError, match="no typical week"):
        typical(weekly("one", f"{DAYS[0]} 10:00"), weeks=0)
