"""Google's events as an iCalendar file: what each field becomes, and that nothing breaks it."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.connectors.google_events import as_icalendar
from app.connectors.ics_reader import read_ics
from app.model.remote import RemoteCalendar
from tests.effort import growth

if TYPE_CHECKING:
    from app.model.events import Event
    from app.model.sources import Reading

WORK = RemoteCalendar("alice@example.com", "Work", owner="alice@example.com", zone="Europe/Berlin")
NINE = {"dateTime": "2026-01-05T09:00:00+01:00", "timeZone": "Europe/Berlin"}
TEN = {"dateTime": "2026-01-05T10:00:00+01:00", "timeZone": "Europe/Berlin"}
PLAIN = {"id": "p", "iCalUID": "p@google.com", "status": "confirmed", "summary": "Plain", "start": NINE, "end": TEN}
SERIES = {**PLAIN, "id": "s", "iCalUID": "s@google.com", "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=10"]}


def written(*items: dict[str, Any], remote: RemoteCalendar = WORK) -> str:
    return as_icalendar(remote, [json.dumps(item).encode() for item in items]).decode()


def lines(*items: dict[str, Any], remote: RemoteCalendar = WORK) -> list[str]:
    """The lines of the events, without their frame."""
    return written(*items, remote=remote).partition("BEGIN:VEVENT")[2].split("\r\n")[1:-3]


def read(*items: dict[str, Any]) -> Reading:
    return read_ics(written(*items).encode(), "google")


def one(**more: Any) -> Event:
    (series,) = read({**PLAIN, **more}).series
    return series.any_event()


def test_an_event_is_written_as_the_program_reads_it() -> None:
    item = {
        **PLAIN,
        "description": "Agenda:\n1. One; two, three",
        "location": "Room 5",
        "organizer": {"email": "bob@example.com"},
        "attendees": [
            {"email": "alice@example.com", "self": True, "responseStatus": "tentative", "optional": True},
            {"email": "bob@example.com", "responseStatus": "accepted"},
            {"email": "room@resource.calendar.google.com", "resource": True, "responseStatus": "accepted"},
        ],
        "transparency": "transparent",
        "hangoutLink": "https://meet.google.com/abc",
        "attachments": [{"fileUrl": "https://docs.google.com/x"}],
        "created": "2025-12-01T08:00:00.000Z",
        "updated": "2025-12-02T08:00:00.250Z",
        "sequence": 3,
    }
    assert lines(item) == [
        "UID:p@google.com",
        "DTSTART;TZID=Europe/Berlin:20260105T090000",
        "DTEND;TZID=Europe/Berlin:20260105T100000",
        "SUMMARY:Plain",
        r"DESCRIPTION:Agenda:\n1. One\; two\, three",
        "LOCATION:Room 5",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "ORGANIZER:mailto:bob@example.com",
        "ATTENDEE;PARTSTAT=TENTATIVE;ROLE=OPT-PARTICIPANT:mailto:alice@example.com",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com",
        "ATTENDEE;PARTSTAT=ACCEPTED;CUTYPE=RESOURCE:mailto:room@resource.calendar.google.com",
        "X-GOOGLE-CONFERENCE:https://meet.google.com/abc",
        "ATTACH:https://docs.google.com/x",
        "SEQUENCE:3",
        "CREATED:20251201T080000Z",
        "LAST-MODIFIED:20251202T080000Z",
    ]
    (series,) = read(item).series
    event = series.any_event()
    assert [(who.address, who.response, who.is_resource, who.is_optional) for who in event.attendees] == [
        ("alice@example.com", "tentative", False, True),
        ("bob@example.com", "accepted", False, False),
        ("room@resource.calendar.google.com", "accepted", True, False),
    ]


def test_a_calendar_says_whose_it_is() -> None:
    (calendar,) = read(PLAIN).calendars
    assert (calendar.name, calendar.owner) == ("Work", "alice@example.com")
    assert calendar.zone is not None
    assert calendar.zone.name == "Europe/Berlin"


@pytest.mark.parametrize(
    ("event_type", "kind"),
    [
        ("default", None),
        ("fromGmail", None),
        ("focusTime", "focus"),
        ("outOfOffice", "out_of_office"),
        ("workingLocation", "working_location"),
        ("birthday", "birthday"),
        ("somethingNew", None),
    ],
)
def test_a_status_event_is_one_also_without_a_title(event_type: str, kind: str | None) -> None:
    item = {name: said for name, said in PLAIN.items() if name != "summary"}
    (series,) = read({**item, "eventType": event_type}).series
    assert (series.any_event().event_type, series.any_event().title) == (kind, "")


def test_a_time_is_that_of_the_event_and_not_of_the_zone_in_which_it_is_shown() -> None:
    start = {"dateTime": "2026-01-05T15:00:00+01:00", "timeZone": "America/New_York"}
    end = {"dateTime": "2026-01-05T16:00:00+01:00", "timeZone": "America/New_York"}
    assert lines({**SERIES, "start": start, "end": end})[1:4] == [
        "DTSTART;TZID=America/New_York:20260105T090000",
        "DTEND;TZID=America/New_York:20260105T100000",
        "RRULE:FREQ=WEEKLY;COUNT=10",
    ]


@pytest.mark.parametrize(
    ("start", "line"),
    [
        ({"dateTime": "2026-01-05T08:00:00Z"}, "DTSTART;TZID=Europe/Berlin:20260105T090000"),
        ({"dateTime": "2026-01-05T08:00:00Z", "timeZone": "Mars/Base"}, "DTSTART;TZID=Europe/Berlin:20260105T090000"),
        ({"dateTime": "2026-01-05T08:00:00Z", "timeZone": "../../etc"}, "DTSTART;TZID=Europe/Berlin:20260105T090000"),
        ({"dateTime": "2026-01-05T08:00:00Z", "timeZone": "UTC"}, "DTSTART:20260105T080000Z"),
        ({"dateTime": "2026-01-05T09:00:00", "timeZone": "Asia/Tokyo"}, "DTSTART;TZID=Asia/Tokyo:20260105T090000"),
        ({"date": "2026-01-05"}, "DTSTART;VALUE=DATE:20260105"),
        # The clock shows this time a second time.
        ({"dateTime": "2026-10-25T02:30:00+01:00", "timeZone": "Europe/Berlin"}, "DTSTART:20261025T013000Z"),
        ({"dateTime": "2026-10-25T02:30:00+02:00"}, "DTSTART;TZID=Europe/Berlin:20261025T023000"),
    ],
)
def test_every_form_of_a_time(start: dict[str, str], line: str) -> None:
    assert lines({**PLAIN, "start": start})[1] == line


def test_the_lines_of_a_series_are_taken_and_no_others() -> None:
    recurrence = [
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "EXDATE;TZID=Europe/Berlin:20260112T090000",
        "rdate;VALUE=DATE:20260301",
        "EXRULE:FREQ=YEARLY",
        "DTSTART:20200101T000000Z",
        "ATTENDEE:mailto:evil@x.example",
        "RRULE:FREQ=DAILY\r\nATTENDEE:mailto:evil@x.example",
        "RRULE:FREQ=DAILY\nUID:x",
        "EXDATE\x0b:20260119T090000",
        " RRULE:FREQ=DAILY",
        "RRULE",
        7,
        None,
    ]
    assert lines({**SERIES, "recurrence": recurrence})[3:8] == [*recurrence[:4], "SUMMARY:Plain"]
    assert lines({**SERIES, "recurrence": "RRULE:FREQ=DAILY"})[3] == "SUMMARY:Plain"


def test_the_organizer_of_an_event_without_guests_is_nobody_else() -> None:
    assert not one(organizer={"email": "alice@example.com", "self": True}).carries_people
    assert one(organizer={"email": "bob@example.com"}).organizer == "bob@example.com"
    assert not one(organizer={"email": "unknownorganizer@calendar.google.com"}).carries_people
    assert not one(organizer={"email": "abc@group.calendar.google.com"}).carries_people


def test_a_room_is_one_though_nobody_says_so() -> None:
    guests = [{"email": "c_1@resource.calendar.google.com", "responseStatus": "accepted"}]
    assert [who.is_resource for who in one(attendees=guests).attendees] == [True]


def test_guests_that_were_left_out_are_unknown_and_not_none() -> None:
    event = one(
        attendeesOmitted=True,
        organizer={"email": "bob@example.com"},
        attendees=[{"email": "alice@example.com", "self": True, "responseStatus": "declined"}],
    )
    assert (event.carries_people, event.has_link) == (False, True)
    assert [(who.address, who.response) for who in event.attendees] == [("alice@example.com", "declined")]


def test_the_video_of_a_conference_comes_before_its_phone() -> None:
    ways = [{"entryPointType": "phone", "uri": "tel:+1"}, {"entryPointType": "video", "uri": "https://zoom.us/j/1"}]
    assert "X-GOOGLE-CONFERENCE:https://zoom.us/j/1" in lines({**PLAIN, "conferenceData": {"entryPoints": ways}})


# ---- instances ----


def cancelled(identity: str, start: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"id": identity, "status": "cancelled", "recurringEventId": "s", "originalStartTime": start, **more}


MOVED = {
    **PLAIN,
    "id": "s_20260119T080000Z",
    "iCalUID": "s@google.com",
    "recurringEventId": "s",
    "originalStartTime": {"dateTime": "2026-01-19T09:00:00+01:00", "timeZone": "Europe/Berlin"},
    "start": {"dateTime": "2026-01-20T14:00:00+01:00", "timeZone": "Europe/Berlin"},
    "end": {"dateTime": "2026-01-20T15:00:00+01:00", "timeZone": "Europe/Berlin"},
}


def test_a_cancelled_instance_says_what_its_series_says() -> None:
    gone = cancelled("s_20260112T080000Z", {"dateTime": "2026-01-12T09:00:00+01:00"})
    assert lines({**SERIES, "location": "Room 5"}, gone)[-8:-1] == [
        "BEGIN:VEVENT",
        "UID:s@google.com",
        "DTSTART;TZID=Europe/Berlin:20260112T090000",
        "DTEND;TZID=Europe/Berlin:20260112T100000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260112T090000",
        "SUMMARY:Plain",
        "LOCATION:Room 5",
    ]
    (series,) = read(SERIES, gone).series
    assert [event.cancelled for event in series.overrides] == ["status"]


def test_a_moved_instance_keeps_its_slot() -> None:
    (series,) = read(SERIES, MOVED).series
    (override,) = series.overrides
    assert override.key.recurrence_id is not None
    assert (override.key.recurrence_id.second, override.start.second) == (9 * 3600, 14 * 3600)


def test_a_cancelled_instance_is_found_by_its_id_though_its_time_is_wrong() -> None:
    gone = cancelled("s_20260112T080000Z", {"dateTime": "2019-06-01T03:00:00Z"})
    assert "RECURRENCE-ID;TZID=Europe/Berlin:20260112T090000" in lines(SERIES, gone)


def test_where_the_series_was_put_to_another_hour_the_slot_goes_with_it() -> None:
    gone = cancelled("s_20260112T070000Z", {"dateTime": "2026-01-12T09:00:00+01:00"})
    assert "RECURRENCE-ID;TZID=Europe/Berlin:20260112T090000" in lines(SERIES, gone)


def test_a_part_of_a_split_series_has_instances_with_the_id_of_the_whole() -> None:
    part = {**SERIES, "id": "s_R20260202T080000", "iCalUID": "s_R20260202T080000@google.com"}
    gone = cancelled("s_20260209T080000Z", {}, recurringEventId="s_R20260202T080000")
    assert "RECURRENCE-ID;TZID=Europe/Berlin:20260209T090000" in lines(part, gone)
    assert lines(part, gone).count("UID:s_R20260202T080000@google.com") == 2


def rule(text: str, *more: str) -> dict[str, Any]:
    return {**SERIES, "recurrence": [f"RRULE:{text}", *more]}


@pytest.mark.parametrize(
    ("series", "slot", "is_one"),
    [
        (rule("FREQ=WEEKLY"), "20260112T080000Z", True),
        (rule("FREQ=WEEKLY"), "20260112T100000Z", False),  # another hour
        (rule("FREQ=WEEKLY"), "20260113T080000Z", False),  # another day
        (rule("FREQ=WEEKLY;BYDAY=MO,TU"), "20260113T080000Z", True),
        (rule("FREQ=WEEKLY"), "20251229T080000Z", False),  # before it begins
        (rule("FREQ=WEEKLY;UNTIL=20260112T080000Z"), "20260112T080000Z", True),
        (rule("FREQ=WEEKLY;UNTIL=20260112"), "20260119T080000Z", False),  # after its end
        (rule("FREQ=WEEKLY;UNTIL=20260119T075959Z"), "20260119T080000Z", False),
        (rule("FREQ=WEEKLY"), "20260706T070000Z", True),  # in summer
        (
            {
                **rule("FREQ=DAILY;UNTIL=20260112T230000Z"),
                "start": {"dateTime": "2026-01-05T08:00:00+09:00", "timeZone": "Asia/Tokyo"},
            },
            "20260112T230000Z",
            True,
        ),
        (rule("FREQ=DAILY;BYHOUR=9,11"), "20260112T100000Z", True),
        (rule("FREQ=HOURLY"), "20260112T100000Z", True),
        (rule("FREQ=WEEKLY", "RDATE:20260113T100000Z"), "20260113T100000Z", True),
        (rule("FREQ=WEEKLY", "RRULE:FREQ=DAILY"), "20260113T080000Z", True),
        ({**SERIES, "recurrence": []}, "20260112T080000Z", False),
        ({**rule("FREQ=DAILY"), "start": {"dateTime": "2026-03-27T02:30:00+01:00"}}, "20260329T013000Z", True),
    ],
)
def test_nothing_is_cancelled_where_the_series_has_no_slot(series: dict[str, Any], slot: str, *, is_one: bool) -> None:
    (found,) = read(series, cancelled(f"s_{slot}", {})).series
    assert len(found.overrides) == is_one


def test_an_instance_over_the_change_of_clocks_is_as_long_as_its_series() -> None:
    night = {
        **SERIES,
        "start": {"dateTime": "2026-03-21T22:00:00+01:00", "timeZone": "Europe/Berlin"},
        "end": {"dateTime": "2026-03-22T06:00:00+01:00", "timeZone": "Europe/Berlin"},
    }
    gone = cancelled("s_20260328T210000Z", {})
    assert "DTEND;TZID=Europe/Berlin:20260329T060000" in lines(night, gone)


def test_an_all_day_series_has_days_as_slots() -> None:
    days = {**SERIES, "start": {"date": "2026-01-05"}, "end": {"date": "2026-01-07"}}
    gone = cancelled("s_20260112", {"date": "2026-01-12"})
    assert lines(days, gone)[-5:-1] == [
        "DTSTART;VALUE=DATE:20260112",
        "DTEND;VALUE=DATE:20260114",
        "RECURRENCE-ID;VALUE=DATE:20260112",
        "SUMMARY:Plain",
    ]


def test_an_invitation_to_a_single_instance_stands_by_itself() -> None:
    (series,) = read(MOVED).series
    assert series.any_event().key.uid == "s@google.com"
    assert series.head is None


def test_a_cancelled_instance_of_no_series_is_nothing() -> None:
    gone = {**MOVED, "status": "cancelled"}
    assert read(gone).series == ()
    assert read({**SERIES, "status": "cancelled"}, gone).series == ()


# ---- order, harm, speed ----


def test_the_same_items_give_the_same_bytes_in_any_order() -> None:
    items = [PLAIN, SERIES, MOVED, cancelled("s_20260112T080000Z", {}), {**PLAIN, "id": "q", "iCalUID": "a"}]
    whole = written(*items)
    chance = random.Random(1)
    for _ in range(20):
        chance.shuffle(items)
        assert written(*items) == whole
    assert [line for line in whole.split("\r\n") if line.startswith("UID")] == [
        "UID:a",
        "UID:p@google.com",
        *["UID:s@google.com"] * 3,
    ]


def test_what_is_no_event_is_passed_over_and_one_without_a_start_is_named() -> None:
    bodies = [b"", b"null", b"[]", b"{}", b'{"id": 7}', b"\xff\xfe", b"[" * 100_000, json.dumps(PLAIN).encode()]
    bodies.append(json.dumps({**PLAIN, "id": "b", "iCalUID": "b", "start": {"dateTime": "some time soon"}}).encode())
    reading = read_ics(as_icalendar(WORK, bodies), "google")
    assert [series.any_event().title for series in reading.series] == ["Plain"]
    assert len(reading.problems) == 1


@pytest.mark.parametrize("field", ["summary", "description", "location", "iCalUID", "hangoutLink"])
def test_nothing_that_google_sends_breaks_out_of_its_line(field: str) -> None:
    evil = 'x"\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:evil\u2028\x85\x00\ud800;,\\'
    reading = read({**PLAIN, field: evil, "attendees": [{"email": f"a@x.example{evil}"}], "organizer": {"email": evil}})
    assert len(reading.series) == 1
    assert reading.series[0].any_event().start.second == 9 * 3600


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=30)
    | st.sampled_from(["cancelled", "s", "9999-12-31"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*MOVED, "email", "date"]), inner),
    max_leaves=12,
)


_NAMES = sorted({*MOVED, "recurrence", "attendees", "attachments", "conferenceData"} - {"id"})


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(_NAMES), _JSON), max_size=4))
def test_whatever_comes_one_file_is_made_and_can_be_read(items: list[dict[str, Any]]) -> None:
    whole = [PLAIN, SERIES]
    for number, item in enumerate(items):
        whole.append({**MOVED, **item, "id": f"m{number}_20260119T080000Z"})
        whole.append({**SERIES, **item, "id": f"s{number}"})
    bodies = [json.dumps(item).encode() for item in whole]
    made = as_icalendar(WORK, bodies)
    assert made == as_icalendar(WORK, reversed(bodies))
    assert "Plain" in {series.any_event().title for series in read_ics(made, "google").series}


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_time_are_no_times(year: str) -> None:
    edge = {"dateTime": f"{year}-01-01T00:00:00+14:00", "timeZone": "Pacific/Kiritimati"}
    written(
        {**MOVED, "originalStartTime": edge, "id": "x"}, {**SERIES, "start": edge, "end": {"date": f"{year}-12-31"}}
    )
    assert "DTSTART" not in written({**PLAIN, "start": edge})


def test_twice_as_many_items_are_written_in_twice_as_many_steps() -> None:
    def write(count: int) -> None:
        bodies = [
            json.dumps(
                {
                    **PLAIN,
                    "id": f"e{number}",
                    "iCalUID": f"e{number}@google.com",
                    "description": "Agenda\n" * 20,
                    "attendees": [{"email": f"p{each}@example.com", "responseStatus": "accepted"} for each in range(8)],
                }
            ).encode()
            for number in range(count)
        ]
        assert as_icalendar(WORK, bodies).count(b"BEGIN:VEVENT") == count

    assert growth(write, 500) < 2.1
