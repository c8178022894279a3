"""Where plain one-offs lie, against the general way that all events go."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.connectors.ics_reader import read_ics
from app.model.occurrences import Period
from app.model.timezones import HomeZone, iana_zone
from app.timeline.coverage import first_timed, one_off_day
from app.timeline.expand import expand
from app.timeline.one_offs import places_of
from tests.ics_builder import home, read, vcalendar, vevent

CALENDARS = sorted((Path(__file__).parents[1] / "calendars" / "examples").glob("*.ics"))
EVER = (500_000, 900_000)


def moved() -> HomeZone:
    """A home that moves from Berlin to New York on 1 July 2026."""
    berlin, york = iana_zone("Europe/Berlin"), iana_zone("America/New_York")
    assert berlin is not None
    assert york is not None
    return HomeZone(((1, berlin), (739_798, york)))


@pytest.mark.parametrize(
    "zone", [home("UTC"), home("Europe/Berlin"), home("Asia/Tokyo"), moved()], ids=["utc", "berlin", "tokyo", "moved"]
)
@pytest.mark.parametrize("path", CALENDARS, ids=lambda path: path.stem)
def test_a_plain_one_off_lies_where_expanding_puts_it(path: Path, zone: HomeZone) -> None:
    series = read_ics(path.read_bytes(), path.name).series
    window = Period(*EVER, zone)
    for each, place in zip(series, places_of(series, zone), strict=True):
        if place is not None:
            ((event, start, end, original),) = found = expand(each, window)
            assert place == (one_off_day(each, zone), start, end)
            assert (event, original, first_timed(each, window, found)) == (each.head, None, place[1])


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20260105T093000Z", "DTEND:20260105T100000Z"),
        ("DTSTART;TZID=Europe/Berlin:20260105T003000", "DTEND;TZID=Europe/Berlin:20260105T013000"),
        ("DTSTART:20260105T093000", "DTEND:20260105T100000"),
        ("DTSTART:20260105T093000Z", "DTEND:20260105T093000Z"),
    ],
)
def test_a_meeting_within_a_day_is_plain(lines: tuple[str, ...]) -> None:
    assert places_of(read(vcalendar(vevent(*lines))).series, home("America/New_York")) != [None]


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20260105",),
        ("DTSTART:20260105T093000Z", "DURATION:PT30M"),
        ("DTSTART:20260105T233000Z", "DTEND:20260106T003000Z"),
        ("DTSTART;TZID=Europe/Berlin:20260329T093000", "DTEND;TZID=Europe/Berlin:20260329T100000"),
        ("DTSTART:20260105T093000Z", "DTEND:20260105T100000Z", "RRULE:FREQ=DAILY"),
        ("DTSTART:20260105T093000Z", "DTEND:20260105T100000Z", "RECURRENCE-ID:20260105T093000Z"),
    ],
)
def test_what_is_not_plain_is_left_to_the_general_way(lines: tuple[str, ...]) -> None:
    assert places_of(read(vcalendar(vevent(*lines))).series, home("Europe/Berlin")) == [None]
