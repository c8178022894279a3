"""The short way of new series to their rows, in which plain one-offs have no instances, against the general way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.connectors.ics_reader import read_ics
from app.model.occurrences import Me, Period
from app.model.sources import Reading
from app.operations import new_series as module
from app.operations.instance_rows import instance_rows, one_off_rows
from app.operations.new_series import NewSeries, new_series
from app.timeline.attendance import AttendanceOfMe
from app.timeline.build import expanded_series
from app.timeline.classify import Classifier
from app.timeline.one_offs import places_of
from tests.ics_builder import home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.events import Series
    from app.model.sources import Problem
    from app.timeline.build import Expanded

CALENDARS = sorted((Path(__file__).parents[1] / "calendars" / "examples").glob("*.ics"))
ZONE = home("Europe/Berlin")
WINDOWS = [Period(720_000, 800_000, ZONE), Period(739_600, 739_640, ZONE)]


def both_ways(path: Path, window: Period) -> tuple[NewSeries, tuple[Expanded, list[Problem]]]:
    """What of a calendar takes place in a window, by the short way and by the general one."""
    reading = read_ics(path.read_bytes(), path.name)

    def expand(some: Sequence[Series]) -> tuple[Expanded, list[Problem]]:
        return expanded_series(Reading(reading.calendars, tuple(some), ()), window)

    return new_series(reading.series, places_of(reading.series, ZONE), expand), expand(reading.series)


@pytest.mark.parametrize("window", WINDOWS, ids=["ever", "some-weeks"])
@pytest.mark.parametrize("path", CALENDARS, ids=lambda path: path.stem)
def test_rows_and_instances_are_those_of_the_general_way(path: Path, window: Period) -> None:
    short, (expanded, problems) = both_ways(path, window)
    assert (short.whole(window), short.problems) == (expanded, problems)
    assert {id(each) for each in short.series()} == {id(series) for series, __ in expanded}
    occurring = [instance[0] for __, instances in expanded for instance in instances]
    assert sorted(map(id, short.events(window))) == sorted(map(id, occurring))

    rows = {id(series): number for number, series in enumerate(short.given, 1)}
    somebody = (attendee.address for series, __ in expanded for attendee in series.any_event().attendees)
    judges = Classifier(frozenset(), None), AttendanceOfMe(Me(frozenset({next(somebody, "anna@firm.example")})))
    found = instance_rows(short.expanded, rows, *judges, ZONE) + one_off_rows(short.one_offs, rows, *judges, window)
    assert sorted(found, key=repr) == sorted(instance_rows(expanded, rows, *judges, ZONE), key=repr)


def test_more_than_one_window_may_hold_are_set_aside_in_the_order_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    path = max(CALENDARS, key=lambda each: each.stat().st_size)
    monkeypatch.setattr(module, "MOST_OCCURRENCES", 1)
    short, (expanded, problems) = both_ways(path, WINDOWS[0])
    assert (short.one_offs, short.expanded, short.problems) == ([], expanded, problems)
