"""Which days the sources cover (METRICS §4): on others, no meeting is not the same as no entry."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pytest

from app.timeline.coverage import coverage
from tests.ics_builder import home, read, vcalendar, vevent

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

NINE: Final = ("DTSTART:20260105T090000Z", "DURATION:PT1H")
STAMP: Final = "DTSTAMP:20260320T120000Z"


def covered(*files: bytes, tz: str = "UTC") -> list[str]:
    """The covered days as `2026-01-05 2026-03-20`, both included."""
    readings = [read(content, f"{number}.ics") for number, content in enumerate(files)]
    calendars = [each for reading in readings for each in reading.calendars]
    series = [each for reading in readings for each in reading.series]
    found = coverage(calendars, series, home(tz))
    return [f"{dt.date.fromordinal(first)} {dt.date.fromordinal(end - 1)}" for first, end in found]


def test_from_the_first_occurrence_to_the_newest_stamp() -> None:
    later = vevent("DTSTART:20260601T090000Z", "DURATION:PT1H", "DTSTAMP:20260101T000000Z", uid="later")
    assert covered(vcalendar(later, vevent(*NINE, STAMP))) == ["2026-01-05 2026-03-20"]


@pytest.mark.parametrize("name", ["DTSTAMP", "LAST-MODIFIED", "CREATED"])
def test_each_stamp_counts(name: str) -> None:
    assert covered(vcalendar(vevent(*NINE, f"{name}:20260320T120000Z"))) == ["2026-01-05 2026-03-20"]


def test_without_a_stamp_to_the_last_one_off() -> None:
    last = vevent("DTSTART:20260210T090000Z", "DURATION:PT1H", uid="last")
    series = vevent("DTSTART:20260106T090000Z", "RRULE:FREQ=WEEKLY", uid="series")
    assert covered(vcalendar(vevent(*NINE), series, last)) == ["2026-01-05 2026-02-10"]


def test_stamp_before_the_first_occurrence_says_nothing() -> None:
    old = vevent(*NINE, "DTSTAMP:20251201T000000Z")
    last = vevent("DTSTART:20260210T090000Z", "DURATION:PT1H", uid="last")
    assert covered(vcalendar(old, last)) == ["2026-01-05 2026-02-10"]


def test_all_day_events_do_not_begin_it() -> None:
    holidays = vevent("DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=YEARLY", STAMP, uid="holidays")
    assert covered(vcalendar(holidays, vevent(*NINE))) == ["2026-01-05 2026-03-20"]
    assert covered(vcalendar(holidays)) == []


def test_days_are_those_of_the_zone() -> None:
    text = vcalendar(vevent("DTSTART:20260105T230000Z", "DURATION:PT1H", "DTSTAMP:20260320T230000Z"))
    assert covered(text, tz="Europe/Berlin") == ["2026-01-06 2026-03-21"]
    assert covered(text, tz="America/New_York") == ["2026-01-05 2026-03-20"]


def test_first_occurrence_of_a_series_whose_start_is_an_exception() -> None:
    series = vevent(*NINE, "RRULE:FREQ=WEEKLY", "EXDATE:20260105T090000Z", STAMP)
    assert covered(vcalendar(series)) == ["2026-01-12 2026-03-20"]


def test_override_may_be_the_first_occurrence() -> None:
    series = vevent(*NINE, "RRULE:FREQ=WEEKLY", STAMP)
    moved = vevent("RECURRENCE-ID:20260126T090000Z", "DTSTART:20251230T090000Z", "DURATION:PT1H")
    assert covered(vcalendar(series, moved)) == ["2025-12-30 2026-03-20"]


def test_extra_date_may_be_the_first_occurrence() -> None:
    series = vevent(*NINE, "RRULE:FREQ=WEEKLY", "RDATE:20251229T090000Z", STAMP)
    assert covered(vcalendar(series)) == ["2025-12-29 2026-03-20"]


def test_orphans_are_occurrences() -> None:
    orphan = vevent("RECURRENCE-ID:20260112T090000Z", "DTSTART:20260113T090000Z", "DURATION:PT1H", STAMP)
    assert covered(vcalendar(orphan)) == ["2026-01-13 2026-03-20"]


def test_each_file_covers_its_own_days() -> None:
    spring = vcalendar(vevent(*NINE, STAMP))
    autumn = vcalendar(vevent("DTSTART:20260901T090000Z", "DTSTAMP:20260930T120000Z", uid="autumn"))
    overlapping = vcalendar(vevent("DTSTART:20260301T090000Z", "DTSTAMP:20260401T120000Z", uid="between"))
    assert covered(spring, autumn) == ["2026-01-05 2026-03-20", "2026-09-01 2026-09-30"]
    assert covered(autumn, overlapping, spring) == ["2026-01-05 2026-04-01", "2026-09-01 2026-09-30"]


def test_series_that_cannot_be_expanded_covers_nothing() -> None:
    often = vevent("DTSTART:20200101T000000Z", "RRULE:FREQ=SECONDLY", "EXDATE:20200101T000000Z", uid="often")
    assert covered(vcalendar(often, vevent(*NINE, STAMP))) == ["2026-01-05 2026-03-20"]


def test_command_line_tells_them(clearweek: Clearweek, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(vcalendar(vevent(*NINE, STAMP)))
    told = clearweek("analyze", str(path), "--from", "2026-01-01", "--to", "2026-01-31", "--tz", "UTC", "--json").json
    assert told["covered"] == [{"from": "2026-01-05", "to": "2026-03-20"}]
