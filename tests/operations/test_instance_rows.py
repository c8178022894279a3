"""The short way from instances to rows against the long one by way of occurrences."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.connectors.ics_reader import read_ics
from app.model.occurrences import Me, Period
from app.model.timezones import HomeZone, iana_zone
from app.operations.instance_rows import instance_rows
from app.store.occurrence_rows import rows_of
from app.timeline.attendance import AttendanceOfMe
from app.timeline.build import classified, expanded_series
from app.timeline.classify import Classifier

CALENDARS = sorted((Path(__file__).parents[1] / "calendars" / "examples").glob("*.ics"))


@pytest.mark.parametrize("path", CALENDARS, ids=lambda path: path.stem)
def test_rows_are_those_of_the_classified_occurrences(path: Path) -> None:
    berlin = iana_zone("Europe/Berlin")
    assert berlin is not None
    zone = HomeZone(((1, berlin),))
    reading = read_ics(path.read_bytes(), path.name)
    expanded, __ = expanded_series(reading, Period(720_000, 740_000, zone))
    rows = {id(series): number for number, (series, __) in enumerate(expanded, 1)}
    classifier = Classifier(frozenset(), None)
    somebody = (attendee.address for series, __ in expanded for attendee in series.any_event().attendees)
    me = Me(frozenset({next(somebody, "anna@firm.example")}))
    long_way = rows_of(classified(expanded, classifier, AttendanceOfMe(me), zone), rows)
    assert instance_rows(expanded, rows, classifier, AttendanceOfMe(me), zone) == long_way
