from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.patterns.no_agenda import find
from app.model.findings import NotKnown
from app.model.series_figures import SeriesKey
from tests.analysis.patterns.grounds_of import EVA, NOBODYS, evidence, found, grounds_of, meeting, weekly
from tests.builders import ANNA

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


EIGHT_WEEKS_AGO = "2026-02-09"


def sync(clock: str = "10:00-10:30", people: int = 3, others: tuple[str, ...] = ()) -> str:
    """Eight meetings of half an hour without an agenda."""
    return weekly(f"{EIGHT_WEEKS_AGO} {clock}", "Sync", weeks=8, people=people, others=others)


def planning(weeks: int = 8, start: str = EIGHT_WEEKS_AGO) -> str:
    """Eight meetings of half an hour with an agenda."""
    return weekly(f"{start} 14:00-14:30", "Planning", weeks=weeks, people=5)


def test_half_of_the_time_without_an_agenda_is_found() -> None:
    grounds = grounds_of(sync(), planning(), agendas=["Planning"])
    answer = found(find(grounds))
    assert (answer.figure, answer.unit, answer.n, answer.confidence) == (0.5, "share", 16, "high")
    assert evidence(answer) == [
        "2026-02-09 10:00 Sync",
        "2026-02-16 10:00 Sync",
        "2026-02-23 10:00 Sync",
        "2026-03-02 10:00 Sync",
        "2026-03-09 10:00 Sync",
        "2026-03-16 10:00 Sync",
        "2026-03-23 10:00 Sync",
        "2026-03-30 10:00 Sync",
    ]
    assert [key.uid for key in answer.series] == [f"Sync/{EIGHT_WEEKS_AGO} 10:00-10:30"]
    assert (answer.values["count"], answer.values["of"], answer.values["own"]) == (8, 16, 0)


def test_just_under_half_is_not_found() -> None:
    more = meeting("2026-03-30 16:00-16:30", "Planning", people=3)
    assert find(grounds_of(sync(), planning(), more, agendas=["Planning"])) is None


@pytest.mark.parametrize(("clock", "people"), [("10:00-10:29", 3), ("10:00-10:30", 2)])
def test_shorter_and_smaller_meetings_are_not_looked_at(clock: str, people: int) -> None:
    assert find(grounds_of(sync(clock, people), planning(), agendas=["Planning"])) is None


def test_what_lies_before_the_last_eight_weeks_is_not_looked_at() -> None:
    assert find(grounds_of(weekly("2026-01-05 10:00-11:00", "Sync", weeks=5, people=3))) is None


def test_the_costliest_series_comes_first() -> None:
    long = weekly("2026-02-10 11:00-12:30", "Round", weeks=4, people=4)
    assert [key.uid[:5] for key in found(find(grounds_of(sync(), long))).series] == ["Round", "Sync/"]


def test_those_that_i_organize_are_counted_and_named() -> None:
    mine = [meeting(f"2026-03-{day} 11:00-12:00", "Offsite", people=4, by=ANNA) for day in (16, 17)]
    values = found(find(grounds_of(sync(), *mine))).values
    assert (values["own"], values["own_seconds"], values["own_titles"]) == (2, 7200, ("Offsite",))


def test_external_meetings_are_left_out() -> None:
    assert find(grounds_of(sync(others=(EVA,)), planning(), agendas=["Planning"])) is None


def test_a_series_that_is_not_so_is_left_out() -> None:
    grounds = grounds_of(sync())
    (calendar,) = grounds.calendars
    refused = {"no-agenda": frozenset({SeriesKey(calendar, f"Sync/{EIGHT_WEEKS_AGO} 10:00-10:30")})}
    assert find(grounds) is not None
    assert find(grounds_of(sync(), not_so=refused)) is None


def test_without_descriptions_agendas_are_unknown() -> None:
    assert find(grounds_of(sync(), described=False)) == NotKnown("no-descriptions")


def test_who_is_external_is_unknown_where_i_am() -> None:
    many = [
        meeting(f"2026-03-{day} 10:00-11:00", people=3)
        .replace(ANNA, f"anna{day}@firm.example")
        .replace("ben@", f"ben{day}@")
        .replace("c0@", f"c{day}@")
        for day in (16, 17, 18)
    ]
    assert find(grounds_of(*many, preferences=NOBODYS)) == NotKnown("me-unknown")


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(
        sync(), planning(), meeting("2026-03-30 11:00-12:00", "Offsite {1}", people=4, by=ANNA), agendas=["Planning"]
    )
