from __future__ import annotations

import itertools
import random
from typing import Final

from app.connectors.caldav_file import joined
from app.model.remote import RemoteCalendar
from tests.effort import growth
from tests.ics_builder import fixed_zone, read, reasons, starts, vcalendar, vevent

WORK: Final = RemoteCalendar("/work/", "Work, mine", owner="al@example.com", zone="Europe/Berlin")
DAY: Final = ("2026-01-01", "2026-01-31")


def entry(uid: str, start: str, *zones: str) -> bytes:
    return vcalendar(*zones, vevent(f"DTSTART{start}", "DURATION:PT1H", f"SUMMARY:{uid}", uid=uid))


def test_a_calendar_without_entries_is_a_calendar_with_its_name_owner_and_zone() -> None:
    assert joined(WORK, []).decode().split("\r\n")[3:] == [
        r"X-WR-CALNAME:Work\, mine",
        "X-WR-TIMEZONE:Europe/Berlin",
        "X-CLEARWEEK-OWNER:al@example.com",
        "END:VCALENDAR",
        "",
    ]


def test_the_same_entries_give_the_same_bytes_in_any_order() -> None:
    entries = [
        entry("a", ";TZID=Odd:20260105T090000", fixed_zone("Odd", "+0100")),
        entry("b", ";TZID=Odd:20260106T090000", fixed_zone("Odd", "+0200")),
        entry("c", ":20260107T090000Z"),
        b"garbage",
        entry("c", ":20260107T090000Z")[:-60],
    ]
    assert len({joined(WORK, order) for order in itertools.permutations(entries)}) == 1


def test_a_zone_that_many_entries_bring_stands_once() -> None:
    zone = fixed_zone("Odd", "+0100")
    file = joined(WORK, [entry(f"e{day}", f";TZID=Odd:2026010{day}T090000", zone) for day in range(1, 9)])
    assert file.count(b"BEGIN:VTIMEZONE") == 1
    assert starts(file, *DAY)[0] == "2026-01-01T08:00Z"


def test_two_zones_of_one_name_both_hold_for_their_own_entries() -> None:
    file = joined(
        WORK,
        [
            entry("east", ";TZID=Customized Time Zone:20260105T090000", fixed_zone("Customized Time Zone", "+0300")),
            entry("west", ';TZID="Customized Time Zone":20260106T090000', fixed_zone("Customized Time Zone", "-0300")),
            entry("more", ";TZID=Customized Time Zone:20260107T090000", fixed_zone("Customized Time Zone", "-0300")),
        ],
    )
    assert sorted(starts(file, *DAY)) == ["2026-01-05T06:00Z", "2026-01-06T12:00Z", "2026-01-07T12:00Z"]


def test_a_zone_that_is_known_by_name_keeps_it_whatever_entries_say_of_it() -> None:
    file = joined(
        WORK,
        [
            entry("one", ";TZID=Europe/Berlin:20260105T090000", fixed_zone("Europe/Berlin", "+0100")),
            entry("two", ";TZID=Europe/Berlin:20260106T090000", fixed_zone("Europe/Berlin", "+0500")),
        ],
    )
    assert file.count(b"BEGIN:VTIMEZONE") == 1
    assert starts(file, *DAY) == ["2026-01-05T08:00Z", "2026-01-06T08:00Z"]


def test_an_entry_that_is_cut_off_costs_only_itself_and_is_told() -> None:
    whole = entry("whole", ":20260105T090000Z")
    cut = entry("cut", ":20260106T090000Z")
    reading = read(joined(WORK, [cut[: cut.index(b"END:VEVENT")], whole, cut[: cut.index(b"SUMMARY")]]))
    assert [series.uid for series in reading.series] == ["whole"]
    assert len(reasons(reading)) == 2


def test_what_is_no_calendar_is_left_out_and_never_an_error() -> None:
    odd = [
        b"",
        b"\x00" * 100,
        b"BEGIN:VCALENDAR",
        b"END:VEVENT\nEND:VCALENDAR",
        "Müller".encode("latin-1"),
        b"\xff\xfe",
    ]
    task = vcalendar("BEGIN:VTODO\r\nUID:t\r\nDTSTART:20260105T090000Z\r\nEND:VTODO")
    assert joined(WORK, [*odd, task]) == joined(WORK, [])


def test_nothing_in_an_entry_ends_the_calendar_or_gets_out_of_its_event() -> None:
    inside = vevent("DTSTART:20260105T090000Z", "SUMMARY:x", "END:VCALENDAR", "BEGIN:VCALENDAR", "X-WR-CALNAME:y")
    folded = inside.replace("SUMMARY:x", "SUMMARY:x\r\n \r\n BEGIN:VEVENT\r\n \\nEND:VEVENT")
    file = joined(WORK, [vcalendar(folded), entry("other", ":20260106T090000Z")])
    reading = read(file)
    assert sorted(series.uid for series in reading.series) == ["one", "other"]
    assert [calendar.name for calendar in reading.calendars] == ["Work, mine"]


def test_a_zone_that_holds_an_event_is_no_zone() -> None:
    hostile = [
        vcalendar(f"BEGIN:VTIMEZONE\r\nTZID:Z{number}\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VTIMEZONE")
        for number in range(40)
    ]
    reading = read(joined(WORK, [*hostile, entry("good", ":20260106T090000Z")]))
    assert [series.uid for series in reading.series] == ["good"]


def test_a_series_and_its_overrides_stay_together_whatever_their_order() -> None:
    lines = ("DURATION:PT1H", "SUMMARY:w")
    override = vevent("DTSTART:20260107T120000Z", "RECURRENCE-ID:20260106T090000Z", *lines, uid="w")
    master = vevent("DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;COUNT=3", *lines, uid="w")
    file = joined(WORK, [vcalendar(override, master)])
    assert starts(file, *DAY) == ["2026-01-05T09:00Z", "2026-01-07T09:00Z", "2026-01-07T12:00Z"]
    assert file.index(b"RRULE") < file.index(b"RECURRENCE-ID")


def test_twice_as_many_entries_are_joined_in_twice_as_many_steps() -> None:
    zone = fixed_zone("Europe/Berlin", "+0100")

    def join(count: int) -> None:
        entries = [
            entry(f"e{number}", f";TZID=Europe/Berlin:20260105T09{number % 60:02}00", zone) for number in range(count)
        ]
        random.Random(1).shuffle(entries)
        assert joined(WORK, entries).count(b"BEGIN:VEVENT") == count

    assert growth(join, 500) < 2.1
