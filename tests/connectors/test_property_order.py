"""The properties of an event, taken apart at once or one by one."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.connectors.property_order import FEWEST_EVENTS, created_and_modified, learnt_order, one_by_one
from tests.ics_builder import read, vcalendar, vevent

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL = (
    b"UID:a",
    b"DTSTAMP:20260101T000000Z",
    b"DTSTART;TZID=Europe/Berlin:20260105T090000",
    b"DTEND;TZID=Europe/Berlin:20260105T100000",
    b"SUMMARY:Plan",
    b"ORGANIZER:mailto:anna@firm.example",
    b"ATTENDEE;CN=Anna:mailto:anna@firm.example",
    b"ATTENDEE;CN=Ben:mailto:ben@firm.example",
    b"CLASS:PUBLIC",
)
ALARM = (b"BEGIN:VALARM", b"TRIGGER:-PT15M", b"DESCRIPTION:now", b"END:VALARM")
ODD = (
    (),
    USUAL[2:],
    USUAL[::-1],
    (*USUAL, *ALARM),
    (*USUAL, *ALARM, *ALARM),
    (*USUAL, *ALARM, b"SUMMARY:Other", b"LOCATION:Room"),
    (*USUAL, b"BEGIN:VALARM", b"TRIGGER:-PT15M"),
    (*USUAL, b"BEGIN:X-A", *ALARM, b"END:X-A"),
    (*USUAL, b"END:VALARM"),
    (*USUAL, b"UID:b"),
    (*USUAL, b"attendee;CN=C:mailto:c@firm.example"),
    (*USUAL[:6], b"ATTENDEE:mailto:c@firm.example", *USUAL[6:]),
    (*USUAL[:6], b"ATTENDEES;X=1:mailto:c@firm.example", *USUAL[6:]),
    (*USUAL[:6], b"ATTENDEE", *USUAL[6:]),
    (*USUAL, b"ATTENDEE;CN=C:mailto:c@firm.example"),
    (*USUAL[:4], b"RRULE:FREQ=DAILY", b"RDATE:20260107T090000Z", b"EXDATE:20260106T090000Z", b"EXDATE:1", *USUAL[4:]),
    (*USUAL[:4], b"EXDATE:1", b"RRULE:FREQ=DAILY", b"EXDATE:2", b"rrule:FREQ=WEEKLY", *USUAL[4:]),
    (*USUAL, b"X-OWN:1", b"X-OWN:2"),
    (*USUAL, b"", b"no property", b"=C3=A4:1", b"SUMMARY", b"SUMMARY:"),
    (*USUAL, b"X-LONG:" + b"x" * 20_000),
    (*USUAL, *(b"A:%d" % number for number in range(6_000)), b"LOCATION:Room"),
)


def body_of(lines: Sequence[bytes]) -> bytes:
    return b"".join(b"\n" + line for line in lines)


def file_of(*events: Sequence[bytes]) -> bytes:
    """Return a text with so many events that its order is learnt, these among them."""
    many = -(-FEWEST_EVENTS // len(events)) * events
    return b"".join(b"\nBEGIN:VEVENT" + body_of(each) + b"\nEND:VEVENT" for each in many)


@pytest.mark.parametrize("lines", ODD)
@pytest.mark.parametrize("sample", [(USUAL,), ODD, (USUAL, USUAL[::-1])])
def test_an_event_says_the_same_whether_its_order_was_learnt_or_not(
    lines: Sequence[bytes], sample: Sequence[Sequence[bytes]]
) -> None:
    body = body_of(lines)
    assert learnt_order(file_of(*sample), FEWEST_EVENTS)(body) == one_by_one(body)


@given(
    st.lists(st.sampled_from((*USUAL, *ALARM, b"RDATE:1", b"EXDATE:2", b"url:x", b'X-B;P="a:b":c', b"?")), max_size=14)
)
def test_no_event_is_too_odd(lines: list[bytes]) -> None:
    body = body_of(lines)
    for sample in ((USUAL,), (lines,)):
        assert learnt_order(file_of(*sample), FEWEST_EVENTS)(body) == one_by_one(body)


STAMPS = (
    b"CREATED:20260101T000000Z",
    b"CREATED;X=1:20260102T000000Z",
    b"CREATEDBY:20260103T000000Z",
    b"CREATED",
    b"LAST-MODIFIED:20260104T000000Z",
    b"last-modified:20260105T000000Z",
    *(b"A:%d" % number for number in range(6_000)),
)


@given(st.lists(st.sampled_from((*STAMPS[:6], *ALARM, *USUAL[:2])), max_size=9), st.booleans())
def test_two_stamps_are_found_without_taking_an_event_apart(lines: list[bytes], endless: bool) -> None:
    has_two_cases = {STAMPS[4], STAMPS[5]} <= set(lines)
    body = body_of(
        [each for each in (*(STAMPS[6:] if endless else ()), *lines) if not has_two_cases or each != STAMPS[5]]
    )
    whole = one_by_one(body)
    assert created_and_modified(body, one_by_one) == (whole.created, whole.modified)


@pytest.mark.parametrize("order", list(permutations(USUAL[:4])))
def test_what_stands_in_an_event_is_found_in_any_order(order: tuple[bytes, ...]) -> None:
    lines = (*order, *USUAL[4:], *ALARM)
    found = learnt_order(file_of(lines), FEWEST_EVENTS)(body_of(lines))
    assert found[:4] == (
        b":a",
        b":20260101T000000Z",
        b";TZID=Europe/Berlin:20260105T090000",
        b";TZID=Europe/Berlin:20260105T100000",
    )
    assert found.title == b":Plan"
    assert found.attendees == body_of(USUAL[6:8])
    assert (found.description, found.rules, found.notes) == (None, b"", ())


def test_what_is_left_out_is_said() -> None:
    assert "5,000" in one_by_one(body_of(ODD[-1])).notes[0]
    assert one_by_one(body_of(ODD[-1])).location is None
    unclosed = one_by_one(body_of((*USUAL, b"BEGIN:VALARM", b"LOCATION:Room")))
    assert "not closed" in unclosed.notes[0]
    assert unclosed.location is None


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
