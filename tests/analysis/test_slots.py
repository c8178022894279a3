"""What became of each slot of a series (METRICS.md §5), from calendar files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.slots import slots_of
from app.connectors.ics_reader import read_ics
from app.model.occurrences import Period
from app.model.preferences import Preferences
from app.model.sources import Reading
from app.timeline.build import build_timeline
from tests.builders import ANNA, BEN, at, calendar, event, guest, home, ordinal, organizer
from tests.ics_builder import printed

if TYPE_CHECKING:
    from app.model.series_figures import SeriesKey
    from app.model.slots import Slot

ANNAS = Preferences(me=frozenset({ANNA}))
PEOPLE = (organizer(BEN), guest(ANNA))
WEEKLY = ("SUMMARY:Weekly", *at("20260202T100000Z", "20260202T110000Z"), *PEOPLE)
"""Mondays in February 2026: 2, 9, 16, 23."""


def override(slot: str, start: str, *lines: str, day: str = "", more: str = "") -> str:
    """An override of a slot on a day like 09, both times like 100000."""
    when = at(f"202602{day or slot[:2]}T{start}Z", f"202602{day or slot[:2]}T{int(start[:2]) + 1:02}{start[2:]}Z")
    return event(f"RECURRENCE-ID{more}:202602{slot}Z", "SUMMARY:Weekly", *when, *(lines or PEOPLE))


def found(
    *files: bytes, preferences: Preferences = ANNAS, first: str = "2026-02-01", last: str = "2026-02-28"
) -> dict[SeriesKey, tuple[Slot, ...]]:
    """The slots of calendar files in February 2026."""
    readings = [read_ics(data, f"file{number}.ics") for number, data in enumerate(files)]
    reading = Reading(
        tuple(each for reading in readings for each in reading.calendars),
        tuple(each for reading in readings for each in reading.series),
        (),
    )
    period = Period(ordinal(first), ordinal(last), preferences.zone)
    timeline = build_timeline(reading, period, preferences)
    return slots_of(reading.series, timeline.occurrences, period, preferences)


def only(*files: bytes, preferences: Preferences = ANNAS) -> list[str]:
    """The slots of one series, like ``09 held`` or ``09 10:00 > 09 14:00 held moved``."""
    (slots,) = found(*files, preferences=preferences).values()
    return [_words(slot) for slot in slots]


def _words(slot: Slot) -> str:
    here = printed(slot.start)[8:16].replace("T", " ")
    original = printed(slot.original)[8:16].replace("T", " ")
    marks = [slot.fate, *(["moved"] if slot.moved else []), *(["away"] if slot.away else [])]
    return " ".join([here if original == here else f"{original} > {here}", *marks])


def test_a_slot_is_held_cancelled_skipped_or_declined() -> None:
    data = calendar(
        event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260216T100000Z"),
        override("09T100000", "100000", "STATUS:CANCELLED", *PEOPLE),
        override("23T100000", "100000", organizer(BEN), guest(ANNA, "DECLINED")),
    )
    assert only(data) == ["02 10:00 held", "09 10:00 cancelled", "16 10:00 skipped", "23 10:00 declined"]


def test_an_override_is_moved_from_fifteen_minutes_on() -> None:
    data = calendar(
        event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4"),
        override("02T100000", "101500"),
        override("09T100000", "101459"),
        override("16T100000", "094500"),
        override("23T100000", "150000", "STATUS:CANCELLED", *PEOPLE),
    )
    assert only(data) == [
        "02 10:00 > 02 10:15 held moved",
        "09 10:00 > 09 10:14 held",
        "16 10:00 > 16 09:45 held moved",
        "23 10:00 > 23 15:00 cancelled moved",
    ]


def test_what_a_turn_shifts_is_moved_in_its_own_slot_only() -> None:
    data = calendar(
        event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260223T100000Z"),
        override("09T100000", "140000", more=";RANGE=THISANDFUTURE"),
    )
    assert only(data) == [
        "02 10:00 held",
        "09 10:00 > 09 14:00 held moved",
        "16 10:00 > 16 14:00 held",
        "23 10:00 > 23 14:00 skipped",
    ]


def test_only_what_the_series_would_give_is_skipped() -> None:
    dates = (
        "EXDATE:20260203T100000Z",
        "EXDATE:20260216T113000Z",
        "EXDATE:20260309T100000Z",
        "EXDATE;VALUE=DATE:20260223",
    )
    data = calendar(event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", *dates))
    assert only(data) == ["02 10:00 held", "09 10:00 held", "16 10:00 held", "23 10:00 skipped"]


def test_an_added_date_may_be_skipped_and_a_replaced_slot_may_not() -> None:
    data = calendar(
        event(
            *WEEKLY,
            "RRULE:FREQ=WEEKLY;COUNT=2",
            "RDATE:20260211T090000Z",
            "EXDATE:20260211T090000Z,20260209T100000Z",
        ),
        override("09T100000", "110000"),
    )
    assert only(data) == ["02 10:00 held", "09 10:00 > 09 11:00 held moved", "11 09:00 skipped"]


def test_what_a_rule_excludes_is_not_skipped() -> None:
    data = calendar(
        event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=2", "EXRULE:FREQ=WEEKLY;COUNT=1", "EXDATE:20260202T100000Z")
    )
    assert only(data) == ["09 10:00 held"]


def test_nothing_is_skipped_after_the_end_of_a_series() -> None:
    data = calendar(
        event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260223T100000Z"),
        override("16T100000", "100000", "STATUS:CANCELLED", *PEOPLE, more=";RANGE=THISANDFUTURE"),
    )
    assert only(data) == ["02 10:00 held", "09 10:00 held", "16 10:00 cancelled"]


def test_a_slot_may_be_in_time_away() -> None:
    data = calendar(
        event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260210T100000Z,20260209T100000Z"),
        event("SUMMARY:Vacation", *at("20260209", "20260217"), uid="away"),
    )
    assert only(data) == ["02 10:00 held", "09 10:00 skipped away", "16 10:00 uncounted away", "23 10:00 held"]


def test_what_does_not_count_is_neither_held_nor_fallen_out() -> None:
    data = calendar(
        event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3"),
        override("09T100000", "100000", "TRANSP:TRANSPARENT", *PEOPLE),
        override("16T100000", "100000", organizer(BEN), guest(ANNA, "TENTATIVE")),
    )
    assert only(data) == ["02 10:00 held", "09 10:00 uncounted", "16 10:00 held"]
    accepted = Preferences(me=frozenset({ANNA}), count="accepted")
    assert only(data, preferences=accepted)[-1] == "16 10:00 uncounted"


def test_a_slot_belongs_to_the_days_on_which_it_takes_place() -> None:
    data = calendar(
        event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=6", "EXDATE:20260302T100000Z"),
        override("23T100000", "100000", day="26"),
    )
    assert [len(each) for each in found(data, first="2026-02-23", last="2026-02-25").values()] == []
    assert [len(each) for each in found(data, first="2026-02-26", last="2026-03-02").values()] == [2]


def test_one_offs_and_whole_days_have_no_slots() -> None:
    data = calendar(
        event("SUMMARY:Talk", *at("20260210T100000Z", "20260210T110000Z"), *PEOPLE, uid="talk"),
        event(
            "SUMMARY:Rota", *at("20260202", "20260203"), "RRULE:FREQ=WEEKLY", "EXDATE;VALUE=DATE:20260209", uid="rota"
        ),
    )
    assert found(data) == {}


def test_the_parts_into_which_google_splits_a_series_are_one() -> None:
    later = ("SUMMARY:Weekly", *at("20260216T120000Z", "20260216T130000Z"), *PEOPLE)
    data = calendar(
        event(*WEEKLY, "RRULE:FREQ=WEEKLY;UNTIL=20260215T235959Z", uid="a1@google.com"),
        event(*later, "RRULE:FREQ=WEEKLY;COUNT=2", uid="a1_R20260216T100000@google.com"),
    )
    assert only(data) == ["02 10:00 held", "09 10:00 held", "16 12:00 held", "23 12:00 held"]


def test_copies_in_two_calendars_are_one_slot() -> None:
    whole = calendar(event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20260209T100000Z"))
    assert only(whole, whole) == ["02 10:00 held", "09 10:00 skipped"]
    bare = calendar(event(*WEEKLY[:3], organizer(BEN), "RRULE:FREQ=WEEKLY;COUNT=2"))
    assert sorted(_words(slot) for slots in found(whole, bare).values() for slot in slots) == [
        "02 10:00 held",
        "09 10:00 held",
    ]


def test_a_skipped_slot_is_where_the_clock_would_have_put_it() -> None:
    berlin = Preferences(me=frozenset({ANNA}), zone=home("Europe/Berlin"))
    when = ("DTSTART;TZID=Europe/Berlin:20260323T100000", "DTEND;TZID=Europe/Berlin:20260323T110000")
    data = calendar(event(*when, *PEOPLE, "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;TZID=Europe/Berlin:20260330T100000"))
    (slots,) = found(data, preferences=berlin, first="2026-03-01", last="2026-04-30").values()
    assert [printed(slot.start) for slot in slots] == ["2026-03-23T09:00:00Z", "2026-03-30T08:00:00Z"]
    assert slots[1].end - slots[1].start == 3600


def test_a_rule_that_repeats_too_often_has_no_slots() -> None:
    data = calendar(event(*WEEKLY, "RRULE:FREQ=SECONDLY", "EXDATE:20260209T100000Z"))
    assert found(data) == {}
