"""A recurring meeting in which one is optional, or one of very many."""

from __future__ import annotations

import pytest

from app.analysis.figure_words import plain
from app.analysis.pattern_words.spectator import WORDS
from app.analysis.patterns.spectator import find
from app.model.findings import Found, NotKnown
from app.model.preferences import Preferences
from tests.analysis.patterns.series_grounds import CARLA, STAMP, grounds_of, mondays, override, told, uids, weekly
from tests.builders import ANNA, BEN, at, event, guest, organizer


def crowd(number: int) -> tuple[str, ...]:
    return (BEN, *(f"person{each}@firm.example" for each in range(number - 2)))


def optional(uid: str, *lines: str, rule: str = "RRULE:FREQ=WEEKLY", by: str = BEN) -> str:
    """A series on Mondays at 10 in which I am optional."""
    me = guest(ANNA, "ACCEPTED", "ROLE=OPT-PARTICIPANT")
    times = at("20260202T100000Z", "20260202T110000Z")
    return event("SUMMARY:Forum", *times, rule, organizer(by), me, guest(CARLA), *lines, uid=uid, stamp=STAMP)


def test_a_series_in_which_i_am_optional_is_found() -> None:
    found = find(grounds_of(optional("forum")))
    assert isinstance(found, Found)
    assert told(found) == [f"forum {day}T10:00" for day in mondays()]
    assert (found.figure, found.n, uids(found)) == (1, 13, ["forum"])
    assert plain(WORDS.sentence(found)) == "In Forum, 1.0 h a week, you are an optional participant."


@pytest.mark.parametrize(("people", "expected"), [(15, True), (14, False)])
def test_fifteen_people_are_many_and_fourteen_are_not(people: int, *, expected: bool) -> None:
    answer = find(grounds_of(weekly("forum", "2026-02-02 10:00", title="Forum", people=crowd(people))))
    assert (answer is not None) is expected
    if isinstance(answer, Found):
        assert plain(WORDS.sentence(answer)) == "In Forum, 30 min a week, you are one of 15 people invited."


def test_a_series_that_i_organize_is_none() -> None:
    assert find(grounds_of(weekly("mine", "2026-02-02 10:00", people=crowd(20), by=ANNA))) is None


def test_one_that_was_held_twice_is_none_and_three_times_is_enough() -> None:
    assert find(grounds_of(optional("forum", rule="RRULE:FREQ=WEEKLY;COUNT=2"))) is None
    found = find(grounds_of(optional("forum", rule="RRULE:FREQ=WEEKLY;COUNT=3")))
    assert isinstance(found, Found)
    assert told(found) == ["forum 2026-02-02T10:00", "forum 2026-02-09T10:00", "forum 2026-02-16T10:00"]


def test_one_offs_are_no_series() -> None:
    many = [optional(f"forum{number}", rule="LOCATION:Hall") for number in range(4)]
    assert find(grounds_of(*many)) is None


def test_where_many_come_only_at_times_it_is_none() -> None:
    slots = [f"{day} 10:00" for day in mondays()[:6]]
    large = [override("team", slot, slot, people=crowd(20)) for slot in slots]
    assert find(grounds_of(weekly("team", "2026-02-02 10:00", people=crowd(5)), *large)) is None
    more = override("team", f"{mondays()[6]} 10:00", f"{mondays()[6]} 10:00", people=crowd(20))
    found = find(grounds_of(weekly("team", "2026-02-02 10:00", people=crowd(5)), *large, more))
    assert isinstance(found, Found)
    assert told(found) == [f"team {day}T10:00" for day in mondays()[:7]]


def test_two_series_are_one_finding_the_costliest_first() -> None:
    found = find(grounds_of(optional("forum"), weekly("hall", "2026-02-03 13:00", minutes=120, people=crowd(30))))
    assert isinstance(found, Found)
    assert uids(found) == ["hall", "forum"]
    assert (
        plain(WORDS.sentence(found))
        == "In Talk and one more series you are optional, or one of many: together 3.0 h a week."
    )


def test_who_i_am_must_be_known() -> None:
    assert find(grounds_of(optional("forum"), preferences=Preferences())) == NotKnown("me-unknown")
