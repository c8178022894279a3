"""A 1:1 whose title or agenda reads as a status report."""

from __future__ import annotations

import pytest

from app.analysis.figure_words import plain
from app.analysis.pattern_words.one_on_one_status import WORDS
from app.analysis.patterns.one_on_one_status import find
from app.model.description import AGENDA, BLOCKERS, REPORTS
from app.model.findings import Found, NotKnown
from app.model.preferences import Preferences
from tests.analysis.patterns.series_grounds import (
    CARLA,
    grounds_of,
    mondays,
    override,
    told,
    uids,
    weekly,
)
from tests.builders import ANNA, BEN

REPORT = {"ben": AGENDA | REPORTS}


def talk(title: str, uid: str = "ben", rule: str = "FREQ=WEEKLY") -> str:
    return weekly(uid, "2026-02-02 10:00", title=title, rule=rule)


def test_a_title_for_status_is_found() -> None:
    found = find(grounds_of(talk("Status update Anna / Ben"), marks={"ben": AGENDA}))
    assert isinstance(found, Found)
    assert told(found) == [f"ben {day}T10:00" for day in mondays()]
    assert (found.figure, found.n, found.confidence, uids(found)) == (1, 13, "medium", ["ben"])
    assert plain(WORDS.sentence(found)) == (
        "13 of 13 1:1s with ben@firm.example read as status by their title or agenda. "
        "Is there room for what stands in the way?"
    )


@pytest.mark.parametrize("title", ["Statusbericht Anna / Ben", "Point d'avancement", "Reunión de seguimiento"])
def test_titles_of_other_languages_give_the_same_finding(title: str) -> None:
    found = find(grounds_of(talk(title), marks={"ben": AGENDA}))
    assert isinstance(found, Found)
    assert found.n == 13


def test_an_agenda_for_status_is_found() -> None:
    found = find(grounds_of(talk("Anna / Ben"), marks=REPORT))
    assert isinstance(found, Found)
    assert found.n == 13


def test_a_word_for_what_stands_in_the_way_in_title_or_agenda_means_that_there_is_room() -> None:
    assert find(grounds_of(talk("Status update and blockers"), marks={"ben": AGENDA})) is None
    assert find(grounds_of(talk("Anna / Ben"), marks={"ben": AGENDA | REPORTS | BLOCKERS})) is None
    assert find(grounds_of(talk("Status update"), marks={"ben": AGENDA | BLOCKERS})) is None


def test_another_title_is_none() -> None:
    assert find(grounds_of(talk("Anna / Ben"), marks={"ben": AGENDA})) is None


def test_a_round_is_no_one_on_one() -> None:
    assert find(grounds_of(weekly("team", "2026-02-02 10:00", title="Status update", people=(BEN, CARLA)))) is None


def test_half_of_those_held_are_enough_and_fewer_are_not() -> None:
    def renamed(times: int) -> list[str]:
        slots = [f"{day} 10:00" for day in mondays()[:times]]
        return [override("ben", slot, slot, title="Status update") for slot in slots]

    series = talk("Anna / Ben", rule="FREQ=WEEKLY;COUNT=10")
    found = find(grounds_of(series, *renamed(5), marks={"ben": AGENDA}))
    assert isinstance(found, Found)
    assert told(found) == [f"ben {day}T10:00" for day in mondays()[:5]]
    assert find(grounds_of(series, *renamed(4), marks={"ben": AGENDA})) is None


def test_two_held_are_too_few() -> None:
    assert find(grounds_of(talk("Status update", rule="FREQ=WEEKLY;COUNT=2"), marks={"ben": AGENDA})) is None


def test_own_words_of_both_lists_count() -> None:
    own = Preferences(me=frozenset({ANNA}), words={"status": ("Kiln",), "blocker": ("Knots",)})
    assert isinstance(find(grounds_of(talk("Kiln"), marks={"ben": AGENDA}, preferences=own)), Found)
    assert find(grounds_of(talk("Kiln and knots"), marks={"ben": AGENDA}, preferences=own)) is None


def test_without_descriptions_a_title_is_found_less_surely_and_else_it_is_unknown() -> None:
    found = find(grounds_of(talk("Status update")))
    assert isinstance(found, Found)
    assert found.confidence == "low"
    assert find(grounds_of(talk("Anna / Ben"))) == NotKnown("no-descriptions")
    assert find(grounds_of(weekly("team", "2026-02-02 10:00", people=(BEN, CARLA)))) is None
