"""A recurring meeting named like a status meeting that mostly has no agenda."""

from __future__ import annotations

import pytest

from app.analysis.figure_words import plain
from app.analysis.pattern_words.status_ritual import WORDS
from app.analysis.patterns.status_ritual import find
from app.model.description import AGENDA
from app.model.findings import Found, NotKnown
from app.model.preferences import Preferences
from tests.analysis.patterns.series_grounds import (
    CARLA,
    grounds_of,
    meeting,
    mondays,
    override,
    told,
    uids,
    weekly,
)
from tests.builders import ANNA, BEN, at, event

GROUP = (BEN, CARLA)
DESCRIBED_ONE = meeting("described", "2026-02-03 15:00", title="Plan")
"""A calendar in which any event has a description publishes them."""
MARKS = {"described": AGENDA}


def test_a_weekly_status_meeting_without_agenda_is_found_with_all_its_occurrences() -> None:
    found = find(
        grounds_of(weekly("status", "2026-02-02 10:00", title="Team status", people=GROUP), DESCRIBED_ONE, marks=MARKS)
    )
    assert isinstance(found, Found)
    assert told(found) == [f"status {day}T10:00" for day in mondays()]
    assert (found.figure, found.unit, found.n, uids(found)) == (1, "count", 13, ["status"])
    assert (found.values["title"], found.values["bare"], found.values["held"]) == ("Team status", 13, 13)
    assert found.values["seconds"] == 1800


@pytest.mark.parametrize("title", ["Team status", "Statusrunde", "Daily", "Point d'avancement"])
def test_titles_of_all_languages_give_the_same_finding(title: str) -> None:
    found = find(
        grounds_of(weekly("status", "2026-02-02 10:00", title=title, people=GROUP), DESCRIBED_ONE, marks=MARKS)
    )
    assert isinstance(found, Found)
    assert found.n == 13


def test_every_other_week_is_often_enough_and_every_third_is_not() -> None:
    every_other = weekly("status", "2026-02-02 10:00", title="Team status", people=GROUP, rule="FREQ=WEEKLY;INTERVAL=2")
    found = find(grounds_of(every_other, DESCRIBED_ONE, marks=MARKS))
    assert isinstance(found, Found)
    assert found.n == 7
    every_third = weekly("status", "2026-02-02 10:00", title="Team status", people=GROUP, rule="FREQ=WEEKLY;INTERVAL=3")
    assert find(grounds_of(every_third, DESCRIBED_ONE, marks=MARKS)) is None


def test_two_people_are_no_round() -> None:
    assert (
        find(grounds_of(weekly("status", "2026-02-02 10:00", title="Team status"), DESCRIBED_ONE, marks=MARKS)) is None
    )


def test_another_title_is_none_unless_the_person_adds_its_word() -> None:
    events = weekly("forum", "2026-02-02 10:00", title="Kiln forum", people=GROUP), DESCRIBED_ONE
    assert find(grounds_of(*events, marks=MARKS)) is None
    own = Preferences(me=frozenset({ANNA}), words={"status": ("Kiln",)})
    found = find(grounds_of(*events, marks=MARKS, preferences=own))
    assert isinstance(found, Found)
    assert uids(found) == ["forum"]


def test_an_agenda_in_a_fifth_of_its_occurrences_still_counts_as_none_and_in_more_it_does_not() -> None:
    def with_agendas(number: int) -> tuple[str, ...]:
        rule = "FREQ=WEEKLY;COUNT=10"
        series = weekly("status", "2026-02-02 10:00", title="Team status", people=GROUP, rule=rule)
        slots = [f"{day} 10:00" for day in mondays()[:number]]
        own = [
            override("status", slot, slot, "DESCRIPTION:Agenda", title="Team status", people=GROUP) for slot in slots
        ]
        return (series, *own)

    # The marks are put on the overrides by hand: they stand for what the reader finds in a DESCRIPTION.
    for number, expected in ((2, True), (3, False)):
        grounds = grounds_of(*with_agendas(number), DESCRIBED_ONE, marks=MARKS)
        marked = tuple(
            each._replace(event=each.event._replace(description=AGENDA))
            if each.event.key.recurrence_id is not None
            else each
            for each in grounds.occurrences
        )
        answer = find(grounds._replace(occurrences=marked))
        assert (answer is not None) is expected
        if isinstance(answer, Found):
            assert (answer.values["bare"], answer.values["held"]) == (8, 10)


def test_in_a_source_without_descriptions_it_is_unknown_only_where_the_rest_is_met() -> None:
    assert find(grounds_of(weekly("status", "2026-02-02 10:00", title="Team status", people=GROUP))) == NotKnown(
        "no-descriptions"
    )
    assert find(grounds_of(weekly("other", "2026-02-02 10:00", title="Design", people=GROUP))) is None


def test_without_people_it_is_unknown() -> None:
    link = "CONFERENCE:https://meet.example/1"
    nobody = event("SUMMARY:Status", *at("20260202T100000Z", "20260202T110000Z"), "RRULE:FREQ=WEEKLY", link, uid="s")
    assert find(grounds_of(nobody)) == NotKnown("no-people")


def test_not_so_leaves_a_series_out() -> None:
    events = weekly("status", "2026-02-02 10:00", title="Team status", people=GROUP), DESCRIBED_ONE
    assert find(grounds_of(*events, marks=MARKS, not_so={"status-ritual": ["status"]})) is None


def test_the_sentence_names_the_costliest_and_makes_its_title_harmless() -> None:
    events = (
        weekly("short", "2026-02-02 09:00", title="Project status", people=GROUP, minutes=15),
        weekly("long", "2026-02-02 12:00", title="Team status\u202e", people=GROUP, minutes=60),
        DESCRIBED_ONE,
    )
    found = find(grounds_of(*events, marks=MARKS))
    assert isinstance(found, Found)
    assert uids(found) == ["long", "short"]
    assert found.n == 26
    sentence = plain(WORDS.sentence(found))
    assert sentence.startswith("Team status<U+202E> takes 1.0 h a week; the focus time it breaks up is ")
    assert sentence.endswith("No agenda in 13 of 13. One more series is like it.")
