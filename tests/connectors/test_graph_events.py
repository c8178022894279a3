"""What an event of Microsoft Graph becomes, field by field, and what of it cannot do harm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.connectors.graph_events import as_icalendar
from app.connectors.graph_fields import FIELDS, LONGEST_BODY, compact, kept
from app.connectors.ics_reader import read_ics
from app.model.remote import RemoteCalendar
from app.model.timezones import EPOCH_DAY, iana_zone
from tests.builders import only_series

if TYPE_CHECKING:
    from app.model.events import Event

ME = "alice@example.com"
WORK = RemoteCalendar("c", "Work", owner=ME)


def person(address: str | None, kind: str = "required", response: str = "none") -> dict[str, Any]:
    return {"type": kind, "status": {"response": response}, "emailAddress": {"name": "X", "address": address}}


def graph_event(**changes: Any) -> dict[str, Any]:
    return {
        "id": "AAMk1",
        "type": "singleInstance",
        "iCalUId": "one@x",
        "subject": "Talk",
        "start": {"dateTime": "2026-01-07T09:00:00.0000000", "timeZone": "UTC"},
        "end": {"dateTime": "2026-01-07T09:30:00.0000000", "timeZone": "UTC"},
        "organizer": {"emailAddress": {"name": "Bob", "address": "bob@example.com"}},
        "attendees": [person(ME), person("bob@example.com")],
        "responseStatus": {"response": "accepted"},
        **changes,
    }


def text_of(*events: dict[str, Any]) -> str:
    return as_icalendar(WORK, [compact(kept(each)) for each in events]).decode()


def read(**changes: Any) -> Event:
    reading = read_ics(text_of(graph_event(**changes)).encode(), "work")
    assert reading.problems == ()
    return only_series(reading).any_event()


@pytest.mark.parametrize(
    ("word", "busy", "transparent"),
    [
        ("free", "free", True),
        ("tentative", "tentative", False),
        ("busy", "busy", False),
        ("oof", "out_of_office", False),
        ("workingElsewhere", "working_elsewhere", False),
        ("unknown", None, False),
        (None, None, False),
    ],
)
def test_how_it_is_shown(word: object, busy: str | None, transparent: bool) -> None:
    event = read(showAs=word)
    assert (event.busy, event.transparent) == (busy, transparent)


@pytest.mark.parametrize(
    ("word", "response"),
    [
        ("accepted", "accepted"),
        ("tentativelyAccepted", "tentative"),
        ("declined", "declined"),
        ("notResponded", "unanswered"),
    ],
)
def test_my_own_answer_stands_by_the_event_and_not_in_the_list(word: str, response: str) -> None:
    event = read(responseStatus={"response": word})
    assert {each.address: each.response for each in event.attendees} == {ME: response, "bob@example.com": "unanswered"}


def test_invited_by_a_list_of_people_i_am_among_the_people() -> None:
    event = read(attendees=[person("team@example.com")])
    assert {each.address: each.response for each in event.attendees} == {
        ME: "accepted",
        "team@example.com": "unanswered",
    }


def test_an_own_appointment_has_me_alone() -> None:
    mine = {"emailAddress": {"address": ME}}
    event = read(organizer=mine, isOrganizer=True, attendees=[], responseStatus={"response": "organizer"})
    assert (event.organizer, event.attendees, event.carries_people) == (ME, (), True)


def test_rooms_optional_guests_and_names_inside_exchange() -> None:
    event = read(
        attendees=[
            person(ME),
            person("room@example.com", "resource"),
            person("eve@example.com", "optional"),
            person("/O=EXCHANGELABS/OU=EXCHANGE/CN=RECIPIENTS/CN=A@B"),
            person(None),
            person("no address"),
        ]
    )
    assert [(each.address, each.is_resource, each.is_optional) for each in event.attendees] == [
        (ME, False, False),
        ("room@example.com", True, False),
        ("eve@example.com", False, True),
    ]


def test_guests_that_are_hidden_are_unknown_and_my_answer_is_not() -> None:
    event = read(hideAttendees=True, attendees=[person(ME)])
    assert not event.carries_people
    assert event.has_link
    assert [(each.address, each.response) for each in event.attendees] == [(ME, "accepted")]


def test_a_cancelled_event_says_so() -> None:
    assert read(isCancelled=True).cancelled == "status"


@pytest.mark.parametrize(
    "changes",
    [
        {"isOnlineMeeting": True},
        {"onlineMeeting": {"joinUrl": "https://teams.microsoft.com/l/meetup-join/1"}},
        {"onlineMeetingUrl": "https://meet.example.com/1"},
    ],
)
def test_an_online_meeting_has_a_link_where_nobody_is_named(changes: dict[str, Any]) -> None:
    assert read(organizer=None, attendees=None, responseStatus=None, **changes).has_link


@pytest.mark.parametrize(
    ("changes", "has"),
    [
        ({"body": {"contentType": "html", "content": f"<p>{'Prices and dates of the year. ' * 3}</p>"}}, True),
        ({"body": {"contentType": "text", "content": "Prices and dates of the year.\n" * 3}}, True),
        ({"hasAttachments": True}, True),
        ({"body": {"contentType": "html", "content": "<p> </p>"}}, False),
        ({}, False),
    ],
)
def test_text_or_an_attachment_is_an_agenda(changes: dict[str, Any], has: bool) -> None:
    plain, said = read().description, read(**changes).description
    assert (said != plain) is has


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-01-07T00:00:00.0000000", "2026-01-09T00:00:00.0000000"),
        ("2026-01-06T23:00:00.0000000", "2026-01-08T23:00:00.0000000"),
        ("2026-01-07T05:00:00.0000000", "2026-01-09T05:00:00.0000000"),
        ("2026-01-06T13:00:00.0000000", "2026-01-08T13:00:00.0000000"),
    ],
)
def test_whole_days_are_those_of_whoever_made_them(start: str, end: str) -> None:
    event = read(isAllDay=True, start={"dateTime": start, "timeZone": "UTC"}, end={"dateTime": end, "timeZone": "UTC"})
    assert event.start.is_date
    assert (event.start.day - EPOCH_DAY, event.length.days) == (20460, 2)


def test_a_server_that_ignores_the_wish_for_utc_is_understood_all_the_same() -> None:
    event = read(start={"dateTime": "2026-07-07T09:00:00", "timeZone": "W. Europe Standard Time"}, end=None)
    assert (event.start.zone, event.start.second) == (iana_zone("UTC"), 7 * 3600)


def test_the_uid_of_an_instance_is_that_of_its_series() -> None:
    series = "040000008200E00074C5B7101A82E00800000000A0B1C2D3E4F5D601000000000000000010000000AABB"
    instance = series[:32] + "07EA0107" + series[40:]
    assert read(iCalUId=instance).key.uid == series
    assert read(iCalUId=None).key.uid == "AAMk1"


def test_exceptions_stand_under_the_uid_of_their_master() -> None:
    exception = {**graph_event(type="exception", id="x", subject="Later"), "originalStart": "2026-01-14T09:00:00Z"}
    master = {**kept(graph_event(type="seriesMaster")), "exceptions": [kept(exception)], "zone": "Europe/Berlin"}
    reading = read_ics(as_icalendar(WORK, [compact(master)]), "work")
    (series,) = reading.series
    assert series.uid == "one@x"
    assert [each.title for each in series.overrides] == ["Later"]


def test_the_order_of_the_items_does_not_matter() -> None:
    events = [graph_event(id=f"AAMk{number}", iCalUId=f"{number}@x") for number in range(30)]
    assert text_of(*events) == text_of(*reversed(events))


EVIL = 'Talk"\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\x00\x85\u2028;:,\\'


def test_nothing_breaks_out_of_its_line() -> None:
    event = graph_event(
        subject=EVIL,
        iCalUId=EVIL,
        organizer={"emailAddress": {"address": f"a@b{EVIL}"}},
        attendees=[person(f"a@b{EVIL}", EVIL, EVIL)],
        body={"contentType": "text", "content": EVIL},
        onlineMeeting={"joinUrl": EVIL},
        sensitivity=EVIL,
        createdDateTime=EVIL,
        originalStartTimeZone=EVIL,
        showAs=EVIL,
    )
    text = text_of(event)
    assert text.count("\nBEGIN:VEVENT") == text.count("\nEND:VEVENT") == 1
    assert len(read_ics(text.encode(), "work").series) == 1


GARBAGE: tuple[Any, ...] = (None, 7, "", "x", [], [None], {}, {"dateTime": 5}, {"address": 5}, True, 1e400, -1)


@pytest.mark.parametrize("name", [*FIELDS, "exceptions", "gone", "added", "zone"])
@pytest.mark.parametrize("kind", ["singleInstance", "seriesMaster"])
def test_garbage_in_any_field_costs_at_most_that_event(name: str, kind: str) -> None:
    good = compact(kept(graph_event(id="good", iCalUId="good@x")))
    for garbage in GARBAGE:
        bad = {**graph_event(type=kind, recurrence={"pattern": {}, "range": {}}), name: garbage}
        reading = read_ics(as_icalendar(WORK, [compact(bad), compact(kept({**bad, "id": "b"})), good]), "work")
        assert "good@x" in {series.uid for series in reading.series}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"id":5}', b"\xff\xfe", b"[" * 99_999])
def test_an_item_that_is_no_event_is_left_out(body: bytes) -> None:
    good = compact(kept(graph_event()))
    assert as_icalendar(WORK, [body, good]) == as_icalendar(WORK, [good])


def test_an_event_without_a_start_is_a_problem_that_is_told() -> None:
    reading = read_ics(text_of(graph_event(start=None), graph_event(id="2", iCalUId="two@x")).encode(), "work")
    assert [series.uid for series in reading.series] == ["two@x"]
    assert len(reading.problems) == 1


def test_only_what_is_read_is_kept() -> None:
    event = graph_event(
        webLink="https://x", bodyPreview="secret", location={"displayName": "Here"}, body={"content": "x" * 99_999}
    )
    found = json.loads(compact(kept(event)))
    assert set(found) <= set(FIELDS)
    assert len(found["body"]["content"]) == LONGEST_BODY
    assert found["attendees"][0] == {"type": "required", "address": ME, "response": "none"}
