"""What is cut off an event at once."""

from __future__ import annotations

import pytest

from app.connectors.event_lines import attendees_apart
from tests.ics_builder import read, vcalendar, vevent

ANNA = b"\nATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@firm.example"
BEN = b"\nATTENDEE;CN=Ben:mailto:ben@firm.example"
START = b"\nDTSTART:20260105T090000Z"


@pytest.mark.parametrize(("before", "after"), [(b"\nUID:x", START), (b"", START), (START, b"")])
def test_attendees_that_stand_together_are_cut_off(before: bytes, after: bytes) -> None:
    cut = [ANNA.removeprefix(b"\nATTENDEE;"), BEN.removeprefix(b"\nATTENDEE;")]
    assert attendees_apart(before + ANNA + BEN + after) == (cut, before + after)


@pytest.mark.parametrize(
    "body",
    [
        START,
        START + ANNA + b"\nUID:x" + BEN,
        START + ANNA + b"\nATTENDEE:mailto:ben@firm.example",
        START + ANNA + b"\nATTENDEES;X=1:mailto:ben@firm.example",
        START + ANNA + b"\nATTENDEE",
        START + ANNA + b"\nattendee;CN=Ben:mailto:ben@firm.example" + ANNA,
    ],
)
def test_all_others_are_left_where_they_stand(body: bytes) -> None:
    assert attendees_apart(body) == ([], body)


@pytest.mark.parametrize(
    "lines",
    [
        ("ATTENDEE;CN=A:mailto:anna@firm.example", "ATTENDEE;CN=B:mailto:ben@firm.example", "SUMMARY:Plan"),
        ("ATTENDEE;CN=A:mailto:anna@firm.example", "SUMMARY:Plan", "ATTENDEE;CN=B:mailto:ben@firm.example"),
        ("ATTENDEE:mailto:anna@firm.example", "SUMMARY:Plan", "ATTENDEE;CN=B:mailto:ben@firm.example"),
        ("ATTENDEE;CN=A:mailto:anna@firm.example", "attendee;CN=B:mailto:ben@firm.example", "SUMMARY:Plan"),
        ("attendee:mailto:anna@firm.example", "ATTENDEE;CN=B:mailto:ben@firm.example", "SUMMARY:Plan"),
    ],
)
def test_people_are_the_same_however_they_stand(lines: tuple[str, ...]) -> None:
    (series,) = read(vcalendar(vevent("DTSTART:20260105T090000Z", "DURATION:PT1H", *lines))).series
    event = series.any_event()
    assert [each.address for each in event.attendees] == ["anna@firm.example", "ben@firm.example"]
    assert event.title == "Plan"


def test_attendees_behind_more_properties_than_are_read_are_left_out() -> None:
    many = [f"X-A:{number}" for number in range(6_000)]
    people = "ATTENDEE;CN=A:mailto:anna@firm.example"
    (series,) = read(vcalendar(vevent("DTSTART:20260105T090000Z", "DURATION:PT1H", *many, people))).series
    assert series.any_event().attendees == ()
