"""What our connectors write beside RFC 5545, as the reader takes it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.connectors.icalendar_lines import bare, calendar, day, escaped, event, line, moment, quoted, utc_time
from app.connectors.ics_reader import read_ics
from app.model.remote import RemoteCalendar

if TYPE_CHECKING:
    from app.model.sources import Reading

START = moment("DTSTART", dt.datetime(2026, 1, 5, 9), "Europe/Berlin")
END = moment("DTEND", dt.datetime(2026, 1, 5, 10), "Europe/Berlin")
WORK = RemoteCalendar("c1", "Work, mine", owner="Alice@Example.com", zone="Europe/Berlin")


def read(*lines: str) -> Reading:
    return read_ics(calendar(WORK, [event(["UID:a@x", START, END, *lines])]), "work")


def test_a_calendar_has_the_name_the_owner_and_the_zone_that_its_server_gave() -> None:
    (found,) = read().calendars
    assert (found.name, found.owner) == ("Work, mine", "alice@example.com")
    assert found.zone is not None
    assert found.zone.name == "Europe/Berlin"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("FOCUS", "focus"),
        ("OUT-OF-OFFICE", "out_of_office"),
        ("WORKING-LOCATION", "working_location"),
        ("BIRTHDAY", "birthday"),
        ("TASK", "task"),
        ("SOMETHING", None),
    ],
)
def test_the_kind_of_an_event_is_what_its_server_says(word: str, kind: str | None) -> None:
    (series,) = read(f"X-CLEARWEEK-EVENT-TYPE:{word}").series
    assert series.any_event().event_type == kind


def test_guests_that_were_left_out_make_a_meeting_of_unknown_size_and_my_answer_counts() -> None:
    (series,) = read("X-CLEARWEEK-GUESTS:OMITTED", "ATTENDEE;PARTSTAT=DECLINED:mailto:alice@example.com").series
    found = series.any_event()
    assert (found.carries_people, found.has_link) == (False, True)
    assert [(each.address, each.response) for each in found.attendees] == [("alice@example.com", "declined")]


def test_nothing_that_a_server_sends_breaks_out_of_its_line() -> None:
    title = "A\r\nBEGIN:VEVENT\nUID:b@x;, \\ \x00\u2028\ud800end"
    guest = line("ATTENDEE", bare("mailto:b@x.example\r\nSUMMARY:no"), [("CN", 'Bo"b\r\nX:1')])
    reading = read(line("SUMMARY", escaped(title)), guest)
    (series,) = reading.series
    assert reading.problems == ()
    assert series.any_event().title == "A\nBEGIN:VEVENT\nUID:b@x;, \\ end"
    assert quoted('a"b\n') == '"ab"'


def test_an_answer_is_written_as_the_reader_takes_it() -> None:
    mine = line("ATTENDEE", "mailto:alice@example.com", [("PARTSTAT", "DECLINED"), ("CUTYPE", "RESOURCE")])
    (attendee,) = read(mine).series[0].any_event().attendees
    assert (attendee.response, attendee.is_resource) == ("declined", True)


def test_times_are_written_in_every_form() -> None:
    nine = dt.datetime(2026, 1, 5, 9)
    assert moment("DTSTART", nine, None) == "DTSTART:20260105T090000"
    assert moment("DTSTART", nine, "UTC") == "DTSTART:20260105T090000Z"
    assert moment("EXDATE", nine, "W. Europe Standard Time") == 'EXDATE;TZID="W. Europe Standard Time":20260105T090000'
    assert day("DTSTART", dt.date(996, 1, 5)) == "DTSTART;VALUE=DATE:09960105"
    assert utc_time(0) == "19700101T000000Z"


def test_an_answer_may_stand_in_quotes() -> None:
    mine = 'ATTENDEE;CN="A;PARTSTAT=ACCEPTED";PARTSTAT="DECLINED";CUTYPE="RESOURCE":mailto:alice@example.com'
    (series,) = read(mine).series
    (found,) = series.any_event().attendees
    assert (found.response, found.is_resource) == ("declined", True)
