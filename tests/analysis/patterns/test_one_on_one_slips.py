"""A 1:1 that falls out, is moved, or has not been held for long."""

from __future__ import annotations

import pytest

from app.analysis.figure_words import plain
from app.analysis.pattern_words.one_on_one_slips import WORDS
from app.analysis.patterns.one_on_one_slips import find
from app.model.findings import Found, NotKnown
from app.model.preferences import Preferences
from tests.analysis.patterns.series_grounds import (
    CARLA,
    away_on,
    grounds_of,
    meeting,
    mondays,
    override,
    skip,
    told,
    uids,
    weekly,
)
from tests.builders import BEN, guest

SAM = "sam.okafor@firm.example"
LAST_SIX = mondays()[-6:]


def talk(*lines: str, rule: str = "FREQ=WEEKLY", minutes: int = 30) -> str:
    """A 1:1 with Sam on Mondays at 10."""
    return weekly("sam", "2026-02-02 10:00", *lines, rule=rule, by=SAM, people=(SAM,), minutes=minutes)


def at_ten(*days: str) -> list[str]:
    return [f"{day} 10:00" for day in days]


def cancelled(day: str) -> str:
    return override("sam", f"{day} 10:00", f"{day} 10:00", "STATUS:CANCELLED", by=SAM, people=(SAM,))


def declined(day: str) -> str:
    return override("sam", f"{day} 10:00", f"{day} 10:00", by=SAM, people=(SAM,), mine="DECLINED")


def moved(day: str, minutes: int) -> str:
    return override("sam", f"{day} 10:00", f"{day} {10 + minutes // 60}:{minutes % 60:02d}", by=SAM, people=(SAM,))


def another(day: str, clock: str = "15:00", uid: str = "another") -> str:
    return meeting(uid, f"{day} {clock}", by=SAM, people=(SAM,))


# ---- fell out ----


def test_one_cancelled_and_one_skipped_of_the_last_six_are_found() -> None:
    found = find(grounds_of(talk(skip(*at_ten(LAST_SIX[3]))), cancelled(LAST_SIX[1])))
    assert isinstance(found, Found)
    assert told(found) == [f"sam {day}T10:00" for day in LAST_SIX if day != LAST_SIX[3]]
    assert (found.figure, found.n, uids(found)) == (1, 6, ["sam"])
    assert (
        plain(WORDS.sentence(found)) == "Of the last 6 with Sam Okafor, 2 fell out and were not made up within 7 days."
    )


def test_one_whose_slots_were_all_skipped_is_found_by_what_its_series_begins_with() -> None:
    grounds = grounds_of(talk(skip(*at_ten(*mondays()))), weekly("round", "2026-02-03 10:00", people=(BEN, CARLA)))
    found = find(grounds)
    assert isinstance(found, Found)
    assert (found.values["person"], found.values["fell_out"], found.evidence) == (SAM, 6, ())


def test_one_alone_is_none() -> None:
    assert find(grounds_of(talk(), cancelled(LAST_SIX[1]))) is None


def test_what_fell_out_before_the_last_six_does_not_count() -> None:
    assert find(grounds_of(talk(skip(*at_ten(*mondays()[3:7]))))) is None


@pytest.mark.parametrize(
    ("day", "clock", "made_up"),
    [
        (LAST_SIX[1], "10:00", True),
        (LAST_SIX[1], "09:00", False),
        (LAST_SIX[2], "16:00", True),
        ("2026-04-07", "10:00", False),
    ],
    ids=["at the same time", "before it", "on the seventh day", "on the eighth"],
)
def test_another_meeting_of_these_two_within_seven_days_makes_up_for_it(day: str, clock: str, *, made_up: bool) -> None:
    assert LAST_SIX[2] == "2026-04-06"
    answer = find(grounds_of(talk(skip(*at_ten(LAST_SIX[1], LAST_SIX[4]))), another(day, clock)))
    assert (answer is None) is made_up


def test_a_meeting_with_a_third_person_makes_up_for_nothing() -> None:
    three = meeting("three", f"{LAST_SIX[1]} 15:00", by=SAM, people=(SAM, CARLA))
    assert find(grounds_of(talk(skip(*at_ten(LAST_SIX[1], LAST_SIX[4]))), three)) is not None


def test_one_meeting_makes_up_for_one_slot_only() -> None:
    twice = talk(skip(*at_ten("2026-04-22", "2026-04-24")), rule="FREQ=WEEKLY;BYDAY=MO,WE,FR")
    assert find(grounds_of(twice, another("2026-04-24", "16:00"), another("2026-04-24", "17:00", "two"))) is None
    assert find(grounds_of(twice, another("2026-04-24", "16:00"))) is None  # one of two is left
    more = talk(skip(*at_ten("2026-04-22", "2026-04-24", "2026-04-27")), rule="FREQ=WEEKLY;BYDAY=MO,WE,FR")
    assert find(grounds_of(more, another("2026-04-24", "16:00"))) is not None


def test_the_next_slot_of_the_same_series_makes_up_for_nothing() -> None:
    daily = talk(skip(*at_ten("2026-04-28", "2026-04-30")), rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    assert find(grounds_of(daily)) is not None


def test_slots_in_time_away_are_not_looked_at() -> None:
    series = talk(skip(*at_ten(LAST_SIX[1], LAST_SIX[3])))
    assert find(grounds_of(series, away_on(LAST_SIX[1]))) is None


def test_declined_ones_are_neither_cancelled_nor_skipped() -> None:
    assert find(grounds_of(talk(), declined(LAST_SIX[1]), declined(LAST_SIX[3]))) is None


# ---- moved ----


def test_three_moved_are_found_and_two_are_not() -> None:
    three = [moved(day, 15) for day in LAST_SIX[1:4]]
    found = find(grounds_of(talk(), *three))
    assert isinstance(found, Found)
    assert (found.values["why"], found.values["moved"]) == ("moved", 3)
    assert told(found)[1] == f"sam {LAST_SIX[1]}T10:15"
    assert plain(WORDS.sentence(found)) == "Of the last 6 with Sam Okafor, 3 were moved."
    assert find(grounds_of(talk(), *three[:2])) is None
    assert find(grounds_of(talk(), *three[:2], moved(LAST_SIX[3], 14))) is None


# ---- none held ----


def test_none_held_for_twice_the_usual_spacing_is_found() -> None:
    # The week ends on Sunday 3 May: 20 days after Monday 13 April, 13 after the 20th.
    late = [declined(day) for day in ("2026-04-20", "2026-04-27")]
    found = find(grounds_of(talk(), *late))
    assert isinstance(found, Found)
    assert (found.values["why"], found.values["days"], found.n) == ("none-held", 20, 6)
    assert plain(WORDS.sentence(found)) == "There has been no 1:1 with Sam Okafor for 20 days."
    assert find(grounds_of(talk(), late[1])) is None


def test_any_meeting_of_these_two_counts_as_held() -> None:
    late = [declined(day) for day in ("2026-04-20", "2026-04-27")]
    assert find(grounds_of(talk(), *late, another("2026-04-24"))) is None


def test_each_slot_in_time_away_gives_one_spacing_more() -> None:
    late = [declined(day) for day in ("2026-04-20", "2026-04-27")]
    assert find(grounds_of(talk(), *late, away_on("2026-04-20"))) is None


# ---- which series ----


def test_a_series_that_has_ended_is_none() -> None:
    assert find(grounds_of(talk(skip(*at_ten(LAST_SIX[1], LAST_SIX[3])), rule="FREQ=WEEKLY;COUNT=13"))) is None


def test_three_people_are_no_one_on_one_and_a_group_leaves_the_number_open() -> None:
    skipped = skip(*at_ten(LAST_SIX[1], LAST_SIX[3]))
    assert find(grounds_of(weekly("team", "2026-02-02 10:00", skipped, people=(BEN, CARLA)))) is None
    group = guest("all@firm.example", "ACCEPTED", "CUTYPE=GROUP")
    assert (
        find(grounds_of(weekly("group", "2026-02-02 10:00", skipped, group, by="anna@firm.example", people=()))) is None
    )


def test_of_several_the_sentence_names_the_costliest_and_how_many_there_are() -> None:
    skipped = skip(*at_ten(LAST_SIX[1], LAST_SIX[3]))
    shorter = weekly("ben", "2026-02-02 15:00", skip(f"{LAST_SIX[0]} 15:00", f"{LAST_SIX[1]} 15:00"), minutes=15)
    found = find(
        grounds_of(talk(skipped, minutes=60), shorter, weekly("carla", "2026-02-03 16:30", by=CARLA, people=()))
    )
    assert isinstance(found, Found)
    assert uids(found) == ["sam", "ben"]
    assert (found.figure, found.n, found.values["of"]) == (2, 12, 3)
    assert plain(WORDS.sentence(found)).endswith("So it is with one more of your 3 1:1s.")


def test_not_so_and_who_i_am() -> None:
    series = talk(skip(*at_ten(LAST_SIX[1], LAST_SIX[3])))
    assert find(grounds_of(series, not_so={"one-on-one-slips": ["sam"]})) is None
    assert find(grounds_of(series, preferences=Preferences())) == NotKnown("me-unknown")
