"""When series take place, where calendars and libraries disagree: row by row of docs/reading-calendars.md.

Zones are in tests/connectors, rules against another library in tests/properties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from app.timeline.expand import SetAside, expand, skipped
from tests.ics_builder import Slot, folded, read, series, slots, spans, starts, vcalendar, vevent, window

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

BERLIN: Final = "TZID=Europe/Berlin"
NEW_YORK: Final = "TZID=America/New_York"
MONDAYS: Final = (f"DTSTART;{BERLIN}:20260105T090000", f"DTEND;{BERLIN}:20260105T100000")
"""Mondays at nine in Berlin, in winter: 08:00Z."""

# ---- days on which the clocks change ----


@pytest.mark.parametrize("end", ["DURATION:PT30M", f"DTEND;{NEW_YORK}:20240308T030000"])
def test_start_in_the_gap_is_read_after_it_with_its_length(end: str) -> None:
    """Daily at 02:30 in New York; the next days are not shifted."""
    text = series(f"DTSTART;{NEW_YORK}:20240308T023000", end, "RRULE:FREQ=DAILY")
    assert spans(text, "2024-03-09", "2024-03-12") == [
        "2024-03-09T07:30Z 08:00Z",
        "2024-03-10T07:30Z 08:00Z",
        "2024-03-11T06:30Z 07:00Z",
        "2024-03-12T06:30Z 07:00Z",
    ]


def test_one_off_in_the_gap_keeps_its_length() -> None:
    text = series(f"DTSTART;{NEW_YORK}:20240310T023000", f"DTEND;{NEW_YORK}:20240310T030000")
    assert spans(text, "2024-03-10", "2024-03-10") == ["2024-03-10T07:30Z 08:00Z"]


@pytest.mark.parametrize("end", ["DURATION:P1D", f"DTEND;{BERLIN}:20250324T021000", "DURATION:PT24H"])
def test_a_day_from_the_gap_is_a_day(end: str) -> None:
    """02:10 is read as 03:10, and what lasts a day from then ends at 03:10: 24 hours, not 23."""
    text = series(f"DTSTART;{BERLIN}:20250323T021000", end, "RRULE:FREQ=WEEKLY")
    assert spans(text, "2025-03-30", "2025-03-31") == ["2025-03-30T01:10Z 2025-03-31T01:10Z"]


def test_end_in_the_gap_is_read_after_it() -> None:
    text = series(f"DTSTART;{NEW_YORK}:20240309T013000", f"DTEND;{NEW_YORK}:20240309T023000", "RRULE:FREQ=DAILY")
    assert spans(text, "2024-03-10", "2024-03-11") == ["2024-03-10T06:30Z 07:30Z", "2024-03-11T05:30Z 06:30Z"]


@pytest.mark.parametrize("end", ["DURATION:PT30M", f"DTEND;{NEW_YORK}:20241101T020000"])
def test_start_in_the_overlap_is_the_first_with_its_length(end: str) -> None:
    """Daily at 01:30 in New York: half an hour stays half an hour."""
    text = series(f"DTSTART;{NEW_YORK}:20241101T013000", end, "RRULE:FREQ=DAILY")
    assert spans(text, "2024-11-02", "2024-11-04") == [
        "2024-11-02T05:30Z 06:00Z",
        "2024-11-03T05:30Z 06:00Z",
        "2024-11-04T06:30Z 07:00Z",
    ]


def test_weekly_over_the_change_stays_at_its_hour() -> None:
    text = series(f"DTSTART;{BERLIN}:20260323T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert starts(text, "2026-03-01", "2026-04-30") == ["2026-03-23T08:00Z", "2026-03-30T07:00Z", "2026-04-06T07:00Z"]


def test_end_given_by_dtend_is_on_the_clock() -> None:
    """From ten in the evening to six: seven hours in March, nine in October."""
    night = series(f"DTSTART;{BERLIN}:20250301T220000", f"DTEND;{BERLIN}:20250302T060000", "RRULE:FREQ=DAILY")
    assert spans(night, "2025-03-29", "2025-03-29", "Europe/Berlin")[1:] == ["2025-03-29T21:00Z 2025-03-30T04:00Z"]
    assert spans(night, "2025-10-25", "2025-10-25", "Europe/Berlin")[1:] == ["2025-10-25T20:00Z 2025-10-26T05:00Z"]
    assert spans(night, "2025-06-01", "2025-06-01", "Europe/Berlin")[1:] == ["2025-06-01T20:00Z 2025-06-02T04:00Z"]


@pytest.mark.parametrize(
    ("length", "end"),
    [("P1D", "03-30T10:00Z"), ("PT24H", "03-30T11:00Z"), ("P1DT1H", "03-30T11:00Z"), ("P1W", "04-05T10:00Z")],
)
def test_days_of_a_duration_are_nominal_and_hours_are_exact(length: str, end: str) -> None:
    """At noon in Berlin on the day before the change to summer time."""
    text = series(f"DTSTART;{BERLIN}:20250322T120000", f"DURATION:{length}", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert f"2025-03-29T11:00Z 2025-{end}" in spans(text, "2025-03-29", "2025-03-29")


def test_hourly_series_keeps_its_hours_over_the_change() -> None:
    text = series(f"DTSTART;{BERLIN}:20250329T220000", "DURATION:PT30M", "RRULE:FREQ=HOURLY;INTERVAL=4;COUNT=4")
    assert starts(text, "2025-03-29", "2025-03-30") == [
        "2025-03-29T21:00Z",
        "2025-03-30T01:00Z",
        "2025-03-30T04:00Z",
        "2025-03-30T08:00Z",
    ]


# ---- rules: where they begin and end ----


def test_start_that_the_rule_does_not_give_is_one_more() -> None:
    """Wednesday, then Mondays; COUNT counts the rule's own."""
    text = series(f"DTSTART;{BERLIN}:20260107T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3")
    assert [day[:10] for day in starts(text, "2026-01-01", "2026-03-31")] == [
        "2026-01-07",
        "2026-01-12",
        "2026-01-19",
        "2026-01-26",
    ]


UNTILS: Final = {
    "a date, that day included": ("20260119", ["05", "12", "19"]),
    "the date before": ("20260118", ["05", "12"]),
    "local, at the start": ("20260119T090000", ["05", "12", "19"]),
    "local, just before the start": ("20260119T085959", ["05", "12"]),
    "UTC, at the start": ("20260119T080000Z", ["05", "12", "19"]),
    "UTC, just before the start": ("20260119T075959Z", ["05", "12"]),
}


@pytest.mark.parametrize(("until", "days"), UNTILS.values(), ids=UNTILS)
def test_until(until: str, days: list[str]) -> None:
    text = series(*MONDAYS, f"RRULE:FREQ=WEEKLY;UNTIL={until}")
    assert [day[8:10] for day in starts(text, "2026-01-01", "2026-02-28")] == days


def test_until_in_utc_is_the_next_day_for_an_evening_in_the_west() -> None:
    """Five in the evening in Los Angeles is the next day in UTC; the last one is kept."""
    text = series(
        "DTSTART;TZID=America/Los_Angeles:20260105T170000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;UNTIL=20260120T010000Z",
    )
    assert starts(text, "2026-01-01", "2026-02-28") == ["2026-01-06T01:00Z", "2026-01-13T01:00Z", "2026-01-20T01:00Z"]


def test_until_date_of_an_evening_in_the_west_is_a_local_date() -> None:
    text = series(
        "DTSTART;TZID=America/Los_Angeles:20260105T170000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;UNTIL=20260119"
    )
    assert starts(text, "2026-01-01", "2026-02-28")[-1] == "2026-01-20T01:00Z"


@pytest.mark.parametrize("until", ["20260119", "20260119T000000Z", "20260119T230000Z", "20260119T090000"])
def test_until_of_an_all_day_series_is_its_date(until: str) -> None:
    text = series("DTSTART;VALUE=DATE:20260105", f"RRULE:FREQ=WEEKLY;UNTIL={until}")
    assert starts(text, "2026-01-01", "2026-02-28") == ["2026-01-05", "2026-01-12", "2026-01-19"]


def test_until_before_the_start_leaves_nothing() -> None:
    assert starts(series(*MONDAYS, "RRULE:FREQ=WEEKLY;UNTIL=20251231T000000Z"), "2025-12-01", "2026-12-31") == []


def test_two_rules_are_both_followed() -> None:
    """What both give is once."""
    rules = ("RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=DAILY;INTERVAL=14;COUNT=3")
    assert [day[5:10] for day in starts(series(*MONDAYS, *rules), "2026-01-01", "2026-02-28")] == [
        "01-05",
        "01-12",
        "01-19",
        "02-02",
    ]


def test_what_exrule_gives_is_removed() -> None:
    text = series(*MONDAYS, "RRULE:FREQ=WEEKLY;COUNT=5", "EXRULE:FREQ=WEEKLY;INTERVAL=2")
    assert [day[5:10] for day in starts(text, "2026-01-01", "2026-02-28")] == ["01-12", "01-26"]


EXACT: Final = {
    "month days 31": ("20260131", "FREQ=MONTHLY", ["01-31", "03-31", "05-31", "07-31", "08-31", "10-31", "12-31"]),
    "29 February": ("20240229", "FREQ=YEARLY", ["2024-02-29", "2028-02-29", "2032-02-29"]),
    "last workday": (
        "20260130",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4",
        ["01-30", "02-27", "03-31", "04-30"],
    ),
    "week from Monday": (
        "19970805",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        ["08-05", "08-10", "08-19", "08-24"],
    ),
    "week from Sunday": (
        "19970805",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        ["08-05", "08-17", "08-19", "08-31"],
    ),
    "invalid dates do not count": (
        "20070115",
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        [
            "01-15",
            "01-30",
            "02-15",
            "03-15",
            "03-30",
        ],
    ),
}


@pytest.mark.parametrize(("start", "rule", "days"), EXACT.values(), ids=EXACT)
def test_rules_on_which_all_agree(start: str, rule: str, days: list[str]) -> None:
    """The examples of RFC 5545 §3.3.10 are in tests/examples; these are the ones that readers get wrong."""
    text = series(f"DTSTART;VALUE=DATE:{start}", f"RRULE:{rule}")
    years = 1 if len(days[0]) == 5 else 10
    last = f"{int(start[:4]) + years - 1}-12-31"
    found = starts(text, f"{start[:4]}-01-01", last)
    assert [day[-len(days[0]) :] for day in found] == days


def test_count_is_not_extended_by_exceptions() -> None:
    text = series(*MONDAYS, "RRULE:FREQ=WEEKLY;COUNT=4", f"EXDATE;{BERLIN}:20260112T090000")
    assert [day[8:10] for day in starts(text, "2026-01-01", "2026-12-31")] == ["05", "19", "26"]


# ---- exceptions ----

EXCEPTIONS: Final = {
    "the zone": f"EXDATE;{BERLIN}:20260112T090000",
    "UTC": "EXDATE:20260112T080000Z",
    "another zone": f"EXDATE;{NEW_YORK}:20260112T030000",
    "a date": "EXDATE;VALUE=DATE:20260112",
    "a date without VALUE": "EXDATE:20260112",
    "floating": "EXDATE:20260112T090000",
    "a misspelt parameter": "EXDATE;TZIP=Europe/Berlin:20260112T090000",
}


@pytest.mark.parametrize("line", EXCEPTIONS.values(), ids=EXCEPTIONS)
def test_exception_as_exporters_write_it(line: str) -> None:
    text = series(*MONDAYS, "RRULE:FREQ=WEEKLY;COUNT=3", line)
    assert starts(text, "2026-01-01", "2026-02-28") == ["2026-01-05T08:00Z", "2026-01-19T08:00Z"]


def test_exception_of_a_date_removes_its_local_day() -> None:
    """Nine in the evening in New York: the day in UTC is the next."""
    text = series(
        f"DTSTART;{NEW_YORK}:20260105T210000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20260106"
    )
    assert starts(text, "2026-01-01", "2026-01-31") == ["2026-01-06T02:00Z", "2026-01-08T02:00Z"]


def test_exception_that_is_no_slot_removes_nothing() -> None:
    text = series(*MONDAYS, "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20260112T090000Z", "EXDATE;VALUE=DATE:20260113")
    assert len(starts(text, "2026-01-01", "2026-02-28")) == 2


IN_THE_GAP: Final = {
    "as the rule has it": (f";{NEW_YORK}", "20240310T023000"),
    "as clocks show it": (f";{NEW_YORK}", "20240310T033000"),
    "in UTC": ("", "20240310T073000Z"),
    "in another zone": (f";{BERLIN}", "20240310T083000"),
}


@pytest.mark.parametrize(("parameters", "slot"), IN_THE_GAP.values(), ids=IN_THE_GAP)
def test_override_of_a_slot_in_the_gap(parameters: str, slot: str) -> None:
    head = vevent(f"DTSTART;{NEW_YORK}:20240309T023000", "RRULE:FREQ=DAILY;COUNT=3")
    moved = vevent(f"RECURRENCE-ID{parameters}:{slot}", "DTSTART:20240310T200000Z")
    assert starts(vcalendar(head, moved), "2024-03-01", "2024-03-31") == [
        "2024-03-09T07:30Z",
        "2024-03-10T20:00Z",
        "2024-03-11T06:30Z",
    ]


@pytest.mark.parametrize(("parameters", "slot"), IN_THE_GAP.values(), ids=IN_THE_GAP)
def test_exception_of_a_slot_in_the_gap(parameters: str, slot: str) -> None:
    line = f"EXDATE{parameters}:{slot}"
    text = series(f"DTSTART;{NEW_YORK}:20240309T023000", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=3", line)
    assert starts(text, "2024-03-01", "2024-03-31") == ["2024-03-09T07:30Z", "2024-03-11T06:30Z"]


def test_many_exceptions_on_one_folded_line() -> None:
    line = f"EXDATE;{BERLIN}:20260112T090000,20260119T090000,20260126T090000,20260202T090000"
    text = folded(series(*MONDAYS, "RRULE:FREQ=WEEKLY;COUNT=6", line), 40)
    assert [day[5:10] for day in starts(text, "2026-01-01", "2026-02-28")] == ["01-05", "02-09"]


@pytest.mark.parametrize(
    "line", ["EXDATE;VALUE=DATE:20260112", "EXDATE:20260112T000000", f"EXDATE;{BERLIN}:20260112T000000"]
)
def test_exception_of_an_all_day_series(line: str) -> None:
    text = series("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY;COUNT=3", line)
    assert starts(text, "2026-01-01", "2026-02-28", "Europe/Berlin") == ["2026-01-05", "2026-01-19"]


def test_the_first_may_be_an_exception() -> None:
    text = series(*MONDAYS, "RRULE:FREQ=WEEKLY;COUNT=2", f"EXDATE;{BERLIN}:20260105T090000")
    assert starts(text, "2026-01-01", "2026-02-28") == ["2026-01-12T08:00Z"]


# ---- extra dates ----


def test_extra_date_with_a_period_has_its_own_length() -> None:
    text = series(
        *MONDAYS,
        f"RDATE;{BERLIN};VALUE=PERIOD:20260107T090000/20260107T113000,20260108T090000/PT15M",
        f"RDATE;{BERLIN}:20260109T090000",
    )
    assert spans(text, "2026-01-01", "2026-01-31") == [
        "2026-01-05T08:00Z 09:00Z",
        "2026-01-07T08:00Z 10:30Z",
        "2026-01-08T08:00Z 08:15Z",
        "2026-01-09T08:00Z 09:00Z",
    ]


@pytest.mark.parametrize("line", [f"RDATE;{BERLIN}:20260112T090000", "RDATE:20260112T080000Z"])
def test_extra_date_that_the_rule_gives_too_is_once(line: str) -> None:
    text = series(*MONDAYS, "RRULE:FREQ=WEEKLY;COUNT=3", line)
    assert [day[8:10] for day in starts(text, "2026-01-01", "2026-02-28")] == ["05", "12", "19"]


def test_long_extra_period_from_before_the_window() -> None:
    text = series(*MONDAYS, f"RDATE;{BERLIN};VALUE=PERIOD:20260201T090000/P20D")
    assert spans(text, "2026-02-15", "2026-02-15") == ["2026-02-01T08:00Z 2026-02-21T08:00Z"]


# ---- overrides ----


def override(slot: str, *lines: str, parameters: str = f";{BERLIN}") -> str:
    return vevent(f"RECURRENCE-ID{parameters}:{slot}", *lines)


THREE: Final = vevent(*MONDAYS, "RRULE:FREQ=WEEKLY;COUNT=3")
MOVED: Final = (f"DTSTART;{BERLIN}:20260113T140000", "DURATION:PT30M")
WITH_MOVED: Final = ["2026-01-05T08:00Z 09:00Z", "2026-01-13T13:00Z 13:30Z", "2026-01-19T08:00Z 09:00Z"]

SLOTS: Final = {
    "in its zone": ("20260112T090000", f";{BERLIN}"),
    "in UTC": ("20260112T080000Z", ""),
    "in another zone": ("20260112T030000", f";{NEW_YORK}"),
    "floating": ("20260112T090000", ""),
}


@pytest.mark.parametrize(("slot", "parameters"), SLOTS.values(), ids=SLOTS)
def test_override_names_its_slot(slot: str, parameters: str) -> None:
    text = vcalendar(THREE, override(slot, *MOVED, parameters=parameters))
    assert spans(text, "2026-01-01", "2026-02-28") == WITH_MOVED


def test_override_before_its_series_in_the_file() -> None:
    text = vcalendar(override("20260112T090000", *MOVED), THREE)
    assert spans(text, "2026-01-01", "2026-02-28") == WITH_MOVED


def test_override_stays_where_an_exception_names_its_slot() -> None:
    """Google exports both."""
    head = vevent(*MONDAYS, "RRULE:FREQ=WEEKLY;COUNT=3", f"EXDATE;{BERLIN}:20260112T090000")
    text = vcalendar(head, override("20260112T090000", *MOVED))
    assert spans(text, "2026-01-01", "2026-02-28") == WITH_MOVED


def test_override_moved_out_of_the_window_is_not_at_its_old_place() -> None:
    text = vcalendar(THREE, override("20260112T090000", f"DTSTART;{BERLIN}:20260601T090000", "DURATION:PT1H"))
    assert starts(text, "2026-01-12", "2026-01-18") == []


def test_override_moved_into_the_window_is_there() -> None:
    """From before it, and from after it."""
    first = override("20260105T090000", f"DTSTART;{BERLIN}:20260501T090000", "DURATION:PT1H")
    third = override("20260119T090000", f"DTSTART;{BERLIN}:20251201T090000", "DURATION:PT1H")
    text = vcalendar(THREE, first, third)
    assert starts(text, "2026-05-01", "2026-05-31") == ["2026-05-01T07:00Z"]
    assert starts(text, "2025-12-01", "2025-12-31") == ["2025-12-01T08:00Z"]


def test_override_without_its_series_is_one_event() -> None:
    """Google's free/busy feeds, or an invitation to one date; several of one UID stand beside each other."""
    text = vcalendar(override("20260112T090000", *MOVED), override("20260119T090000", *MONDAYS))
    assert spans(text, "2026-01-01", "2026-02-28") == ["2026-01-05T08:00Z 09:00Z", "2026-01-13T13:00Z 13:30Z"]


@pytest.mark.parametrize(
    ("slot", "parameters"),
    [
        ("20260112", ";VALUE=DATE"),
        ("20260112T000000", f";{BERLIN}"),
        ("20260112T000000", ""),
        ("20260111T230000Z", ""),
    ],
)
def test_override_of_an_all_day_series_names_its_date(slot: str, parameters: str) -> None:
    """Exchange writes a time; UTC is meant by the date in the zone of the analysis."""
    head = vevent("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY;COUNT=3")
    text = vcalendar(head, override(slot, "DTSTART;VALUE=DATE:20260114", parameters=parameters))
    assert spans(text, "2026-01-01", "2026-02-28", "Europe/Berlin") == [
        "2026-01-05 2026-01-06",
        "2026-01-14 2026-01-15",
        "2026-01-19 2026-01-20",
    ]


def test_of_two_versions_of_an_override_the_newer_is_taken() -> None:
    older = override("20260112T090000", f"DTSTART;{BERLIN}:20260114T140000", "DURATION:PT30M", "SEQUENCE:1")
    newer = override("20260112T090000", *MOVED, "SEQUENCE:2")
    for text in (vcalendar(THREE, older, newer), vcalendar(newer, THREE, older)):
        assert spans(text, "2026-01-01", "2026-02-28") == WITH_MOVED


def test_override_shows_that_its_series_repeats_even_without_a_rule() -> None:
    text = vcalendar(vevent(*MONDAYS), override("20260112T090000", *MOVED))
    assert spans(text, "2026-01-01", "2026-02-28") == WITH_MOVED[:2]


# ---- THISANDFUTURE ----

LATER: Final = f";RANGE=THISANDFUTURE;{BERLIN}"
SIX: Final = vevent(*MONDAYS, "RRULE:FREQ=WEEKLY;COUNT=6")


def test_this_and_future_moves_what_follows() -> None:
    """All later ones by the same amount and with its length, over a change of clocks too."""
    head = vevent(*MONDAYS, "RRULE:FREQ=WEEKLY")
    turn = override("20260323T090000", f"DTSTART;{BERLIN}:20260324T110000", "DURATION:PT30M", parameters=LATER)
    assert spans(vcalendar(head, turn), "2026-03-16", "2026-04-05") == [
        "2026-03-16T08:00Z 09:00Z",
        "2026-03-24T10:00Z 10:30Z",
        "2026-03-31T09:00Z 09:30Z",
    ]


def test_this_and_future_twice() -> None:
    """Each holds until the next; an override of one slot goes before both."""
    first = override("20260119T090000", f"DTSTART;{BERLIN}:20260119T100000", "DURATION:PT30M", parameters=LATER)
    second = override("20260202T090000", f"DTSTART;{BERLIN}:20260203T090000", "DURATION:PT2H", parameters=LATER)
    single = override("20260126T090000", f"DTSTART;{BERLIN}:20260126T150000", "DURATION:PT1H")
    assert spans(vcalendar(SIX, second, single, first), "2026-01-01", "2026-02-28") == [
        "2026-01-05T08:00Z 09:00Z",
        "2026-01-12T08:00Z 09:00Z",
        "2026-01-19T09:00Z 09:30Z",
        "2026-01-26T14:00Z 15:00Z",
        "2026-02-03T08:00Z 10:00Z",
        "2026-02-10T08:00Z 10:00Z",
    ]


def test_this_and_future_into_a_window_far_away() -> None:
    turn = override("20260119T090000", f"DTSTART;{BERLIN}:20260406T090000", "DURATION:PT1H", parameters=LATER)
    assert starts(vcalendar(SIX, turn), "2026-04-13", "2026-04-19") == ["2026-04-13T07:00Z"]


def test_this_and_future_that_is_cancelled_ends_the_series(clearweek: Clearweek, tmp_path: Path) -> None:
    """Its own slot is shown as cancelled, the later ones are gone."""
    turn = override("20260119T090000", *MONDAYS, "STATUS:CANCELLED", parameters=LATER)
    turn = turn.replace("20260105", "20260119")
    rows = events(clearweek, tmp_path, vcalendar(SIX, turn))
    assert [(row["start"][8:10], row["kind"]) for row in rows] == [
        ("05", "block"),
        ("12", "block"),
        ("19", "cancelled"),
    ]


def test_this_and_future_of_an_all_day_series() -> None:
    head = vevent("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY;COUNT=3")
    lines = ("DTSTART;VALUE=DATE:20260114", "DTEND;VALUE=DATE:20260116")
    turn = override("20260112", *lines, parameters=";RANGE=THISANDFUTURE;VALUE=DATE")
    assert spans(vcalendar(head, turn), "2026-01-01", "2026-02-28") == [
        "2026-01-05 2026-01-06",
        "2026-01-14 2026-01-16",
        "2026-01-21 2026-01-23",
    ]


# ---- cancelled, asked, answered ----


def events(clearweek: Clearweek, folder: Path, *files: bytes) -> list[dict[str, Any]]:
    """What the command line prints of January and February 2026 in Berlin."""
    paths = []
    for number, content in enumerate(files):
        path = folder / f"{number}.ics"
        path.write_bytes(content)
        paths.append(str(path))
    words = ("--from", "2026-01-01", "--to", "2026-02-28", "--tz", "Europe/Berlin", "--json")
    rows: list[dict[str, Any]] = clearweek("events", *paths, *words).json["occurrences"]
    return rows


def test_cancelled_override_is_shown_and_does_not_count(clearweek: Clearweek, tmp_path: Path) -> None:
    gone = override("20260112T090000", *MOVED, "STATUS:CANCELLED")
    rows = events(clearweek, tmp_path, vcalendar(THREE, gone))
    assert [(row["start"], row["kind"]) for row in rows] == [
        ("2026-01-05T08:00:00Z", "block"),
        ("2026-01-13T13:00:00Z", "cancelled"),
        ("2026-01-19T08:00:00Z", "block"),
    ]


def test_no_instance_of_a_cancelled_series_counts(clearweek: Clearweek, tmp_path: Path) -> None:
    rows = events(clearweek, tmp_path, vcalendar(THREE, head=["METHOD:CANCEL"]))
    assert [(row["kind"], row["rule"]) for row in rows] == [("cancelled", "method-cancel")] * 3


@pytest.mark.parametrize("method", ["REPLY", "REQUEST", "PUBLISH", "COUNTER"])
def test_mail_of_other_methods_holds_events(method: str, clearweek: Clearweek, tmp_path: Path) -> None:
    rows = events(clearweek, tmp_path, vcalendar(THREE, head=[f"METHOD:{method}"]))
    assert [row["kind"] for row in rows] == ["block"] * 3


def test_original_start_of_every_occurrence_is_told(clearweek: Clearweek, tmp_path: Path) -> None:
    single = vevent(f"DTSTART;{BERLIN}:20260106T090000", "DURATION:PT1H", uid="single")
    rows = events(clearweek, tmp_path, vcalendar(THREE, override("20260112T090000", *MOVED), single))
    assert [(row["start"], row["recurrence_id"]) for row in rows] == [
        ("2026-01-05T08:00:00Z", "2026-01-05T08:00:00Z"),
        ("2026-01-06T08:00:00Z", None),
        ("2026-01-13T13:00:00Z", "2026-01-12T08:00:00Z"),
        ("2026-01-19T08:00:00Z", "2026-01-19T08:00:00Z"),
    ]


def test_original_start_of_an_all_day_series_is_a_date(clearweek: Clearweek, tmp_path: Path) -> None:
    head = vevent("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY;COUNT=2")
    timed = override("20260112", *MOVED, parameters=";VALUE=DATE")
    rows = events(clearweek, tmp_path, vcalendar(head, timed))
    assert [(row["start"], row["recurrence_id"]) for row in rows] == [
        ("2026-01-05", "2026-01-05"),
        ("2026-01-13T13:00:00Z", "2026-01-12"),
    ]


def test_day_and_more_at_a_time_is_all_day(clearweek: Clearweek, tmp_path: Path) -> None:
    """Weekly, from Monday nine to Tuesday nine; half a day is a mistake of the exporter, and no load either."""
    day = vevent(f"DTSTART;{BERLIN}:20260105T090000", "DURATION:P1D", "RRULE:FREQ=WEEKLY;COUNT=2", uid="day")
    half = vevent(f"DTSTART;{BERLIN}:20260107T090000", "DURATION:PT12H", uid="half")
    rows = events(clearweek, tmp_path, vcalendar(day, half))
    assert [(row["uid"], row["kind"]) for row in rows] == [("day", "all_day"), ("half", "ignored"), ("day", "all_day")]


# ---- the length of an event ----


def test_no_end_is_no_length() -> None:
    """An all-day event lasts a day (RFC 5545 §3.6.1)."""
    text = vcalendar(vevent("DTSTART:20260105T090000Z"), vevent("DTSTART;VALUE=DATE:20260105", uid="two"))
    assert slots(text, "2026-01-05", "2026-01-05") == [
        Slot("one", "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z"),
        Slot("two", "2026-01-05", "2026-01-06"),
    ]


ALL_DAY: Final = {
    "without an end": ((), "2026-03-29"),
    "ending where it starts": (("DTEND;VALUE=DATE:20260328",), "2026-03-29"),
    "one day": (("DTEND;VALUE=DATE:20260329",), "2026-03-29"),
    "days over the change of clocks": (("DTEND;VALUE=DATE:20260331",), "2026-03-31"),
    "a duration": (("DURATION:P3D",), "2026-03-31"),
}


@pytest.mark.parametrize(("lines", "end"), ALL_DAY.values(), ids=ALL_DAY)
def test_all_day(lines: tuple[str, ...], end: str) -> None:
    """DTEND is excluded; a day is a whole local day, also where it has 23 hours."""
    text = series("DTSTART;VALUE=DATE:20260328", *lines)
    assert spans(text, "2026-03-01", "2026-04-30", "Europe/Berlin") == [f"2026-03-28 {end}"]


def test_all_day_is_in_the_window_by_its_dates() -> None:
    text = series("DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260330")
    for zone in ("UTC", "Pacific/Auckland", "America/Los_Angeles"):
        assert spans(text, "2026-03-29", "2026-03-29", zone) == ["2026-03-28 2026-03-30"]
        assert spans(text, "2026-03-30", "2026-03-30", zone) == []
        assert spans(text, "2026-03-27", "2026-03-27", zone) == []


@pytest.mark.parametrize("end", ["DTEND:20260105T080000Z", "DURATION:-PT1H", "DURATION:-P1D"])
def test_end_before_the_start_is_no_length_and_a_note(end: str) -> None:
    text = series("DTSTART:20260105T090000Z", end)
    assert spans(text, "2026-01-01", "2026-01-31") == ["2026-01-05T09:00Z 09:00Z"]
    (problem,) = read(text).problems
    assert problem.kept
    assert "ends before it starts" in problem.reason


def test_end_in_another_zone_is_an_instant() -> None:
    """Three hours by the clocks, nine hours in between; also in a series, over a change of clocks."""
    text = series(f"DTSTART;{BERLIN}:20260323T090000", f"DTEND;{NEW_YORK}:20260323T120000", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert spans(text, "2026-03-01", "2026-04-30") == ["2026-03-23T08:00Z 16:00Z", "2026-03-30T07:00Z 15:00Z"]


def test_no_length_is_in_the_window_by_its_start() -> None:
    text = series("DTSTART:20260105T000000Z")
    assert starts(text, "2026-01-05", "2026-01-05") == ["2026-01-05T00:00Z"]
    assert starts(text, "2026-01-04", "2026-01-04") == []


def test_what_touches_the_window_is_outside() -> None:
    text = series("DTSTART:20260105T230000Z", "DTEND:20260106T000000Z")
    assert starts(text, "2026-01-06", "2026-01-06") == []
    assert starts(text, "2026-01-05", "2026-01-05") == ["2026-01-05T23:00Z"]


# ---- floating times ----


def test_floating_times_are_in_the_zone_of_the_analysis() -> None:
    text = series("DTSTART:20260105T090000", "DTEND:20260105T100000", "RRULE:FREQ=DAILY;COUNT=2")
    assert starts(text, "2026-01-01", "2026-01-31", "Europe/Berlin") == ["2026-01-05T08:00Z", "2026-01-06T08:00Z"]
    assert starts(text, "2026-01-01", "2026-01-31", "America/New_York") == ["2026-01-05T14:00Z", "2026-01-06T14:00Z"]


def test_zone_of_the_calendar_is_for_floating_times() -> None:
    """A time in UTC stays in UTC, in a series too."""
    floating = vevent("DTSTART:20260323T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2", uid="floating")
    utc = vevent("DTSTART:20260323T120000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2", uid="utc")
    text = vcalendar(floating, utc, head=["X-WR-TIMEZONE:Europe/Berlin"])
    assert starts(text, "2026-03-01", "2026-04-30", "Asia/Kolkata") == [
        "2026-03-23T08:00Z",
        "2026-03-30T07:00Z",
        "2026-03-23T12:00Z",
        "2026-03-30T12:00Z",
    ]


# ---- bounded work ----

SIXTY: Final = ",".join(map(str, range(60)))
EVERY_SECOND: Final = f"FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE={SIXTY};BYSECOND={SIXTY}"


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("20260101T000000Z", EVERY_SECOND),
        ("20260101T000000Z", "FREQ=SECONDLY"),
        ("19700101T000000Z", "FREQ=MINUTELY;BYSETPOS=1;BYSECOND=0,1,2,3,4,5,6,7,8,9"),
        ("20200101T000000Z", "FREQ=SECONDLY;COUNT=999999999"),
    ],
)
def test_rule_that_repeats_too_often_is_named_and_the_others_stay(start: str, rule: str) -> None:
    reading = read(vcalendar(vevent(f"DTSTART:{start}", f"RRULE:{rule}"), THREE.replace("UID:one", "UID:two")))
    often, good = reading.series
    with pytest.raises(SetAside, match="repeats too often"):
        expand(often, window("2026-01-01", "2026-12-31"))
    assert len(expand(good, window("2026-01-01", "2026-12-31"))) == 3


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=5",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9",
    ],
)
def test_rule_that_never_matches_leaves_the_start(rule: str) -> None:
    text = series("DTSTART:20260101T000000Z", "DURATION:PT1H", f"RRULE:{rule}")
    assert starts(text, "2026-01-01", "2030-12-31") == ["2026-01-01T00:00Z"]


def test_old_rule_costs_no_more_than_a_young_one() -> None:
    text = series("DTSTART;TZID=Europe/Berlin:00020101T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    assert starts(text, "2026-01-05", "2026-01-06") == ["2026-01-05T08:00Z", "2026-01-06T08:00Z"]


def test_last_days_of_the_calendar() -> None:
    text = series("DTSTART;VALUE=DATE:99990101", "RRULE:FREQ=DAILY")
    assert starts(text, "9999-12-20", "9999-12-22") == ["9999-12-20", "9999-12-21", "9999-12-22"]


# ---- slots that are skipped ----


@pytest.mark.parametrize(
    "lines",
    [
        ("RRULE:FREQ=DAILY", "EXDATE:20260105T080000Z", f"EXDATE;{BERLIN}:20260330T090000"),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=20", "EXDATE;VALUE=DATE:20260108,20260109", "EXDATE:20260112T090000"),
        ("RRULE:FREQ=WEEKLY", "RDATE:20260107T120000Z/PT2H", "EXDATE:20260107T120000Z,20260107T130000Z"),
        ("RRULE:FREQ=WEEKLY", "EXRULE:FREQ=MONTHLY;BYDAY=1MO", "EXDATE:20260112T080000Z,20260302T080000Z"),
    ],
)
def test_what_is_skipped_and_what_takes_place_is_what_there_would_be_without_exdates(lines: tuple[str, ...]) -> None:
    period = window("2026-01-01", "2026-04-30", "Europe/Berlin")
    (with_dates,) = read(series(*MONDAYS, *lines)).series
    (bare,) = read(series(*MONDAYS, *(line for line in lines if not line.startswith("EXDATE")))).series
    gone, there = skipped(with_dates, period), expand(with_dates, period)
    assert gone
    assert sorted(each[1:] for each in [*gone, *there]) == sorted(each[1:] for each in expand(bare, period))
    assert skipped(bare, period) == []


def test_a_replaced_slot_is_not_skipped() -> None:
    period = window("2026-01-01", "2026-01-31")
    head = vevent(*MONDAYS, "RRULE:FREQ=WEEKLY", "EXDATE:20260112T080000Z,20260119T080000Z")
    override = vevent("RECURRENCE-ID:20260119T080000Z", "DTSTART:20260120T080000Z", "DURATION:PT1H")
    (found,) = read(vcalendar(head, override)).series
    assert [each.start for each in skipped(found, period)] == [1768204800]


def test_a_whole_day_may_be_skipped() -> None:
    (found,) = read(series("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=DAILY", "EXDATE;VALUE=DATE:20260107")).series
    (gone,) = skipped(found, window("2026-01-01", "2026-01-31"))
    assert gone.end - gone.start == 1
    assert gone.start == gone.original


def test_a_rule_that_repeats_too_often_skips_nothing_but_says_so() -> None:
    (found,) = read(series("DTSTART:20260105T080000Z", "RRULE:FREQ=SECONDLY", "EXDATE:20260105T080000Z")).series
    with pytest.raises(SetAside, match="repeats too often"):
        skipped(found, window("2026-01-01", "2026-12-31"))
