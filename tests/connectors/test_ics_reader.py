"""From the text of events to what they say, and what happens to those that cannot be read as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from app.connectors.ics_reader import MOST_SECOND_READINGS, read_ics
from app.errors import Cancelled
from tests.ics_builder import read, reasons, spans, starts, vcalendar, vevent

if TYPE_CHECKING:
    from app.model.events import Event

NINE: Final = ("DTSTART:20260105T090000Z", "DURATION:PT1H")
ALARM: Final = (
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "DESCRIPTION:https://meet.example/of-the-alarm",
    "SUMMARY:Alarm",
    "DURATION:PT5M",
    "DTSTART:20300101T000000Z",
    "TRIGGER:-PT15M",
    "ATTENDEE:mailto:alarm@example.com",
    "END:VALARM",
)


def event_of(*lines: str) -> Event:
    (series,) = read(vcalendar(vevent(*lines))).series
    assert series.head is not None
    return series.head


# ---- texts ----

TEXTS: Final = {
    "a comma": (r"a\, b", "a, b"),
    "a semicolon": (r"a\; b", "a; b"),
    "a backslash": (r"a\\b", r"a\b"),
    "a line end": (r"a\nb\Nc", "a\nb\nc"),
    "a backslash before an n": (r"a\\nb", r"a\nb"),
    "an unknown escape": (r"a\xb", r"a\xb"),
    "a colon as it is": ("a: b", "a: b"),
    "one at the end": ("a\\", "a\\"),
    "quotes": ('"a"', '"a"'),
    "markup": ("<b>a</b><script>x</script>", "<b>a</b><script>x</script>"),
    "blanks around it": ("  a  ", "a"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("raw", "expected"), TEXTS.values(), ids=TEXTS)
def test_escapes(raw: str, expected: str) -> None:
    assert event_of(*NINE, f"SUMMARY:{raw}").title == expected


@pytest.mark.parametrize(
    "line", ["SUMMARY;LANGUAGE=de:Titel", 'SUMMARY;ALTREP="cid:x:y;z":Titel', 'SUMMARY;X-A="a:b";X-B=c:Titel']
)
def test_parameters_are_not_the_text(line: str) -> None:
    assert event_of(*NINE, line).title == "Titel"


def test_of_a_property_that_stands_twice_the_first_counts() -> None:
    assert event_of(*NINE, "SUMMARY:One", "SUMMARY:Two").title == "One"


@pytest.mark.parametrize("line", ["SUMMARYX:One", "X-SUMMARY:One", "DESCRIPTION:SUMMARY:One"])
def test_other_properties_are_not_the_title(line: str) -> None:
    assert event_of(*NINE, line).title == ""


def test_names_of_properties_in_any_case() -> None:
    """RFC 5545 §2 and §3.1: names are case-insensitive."""
    found = event_of("dtstart:20260105T090000Z", "Dtend:20260105T100000Z", "Summary:One", "status:cancelled")
    assert (found.title, found.cancelled, found.start.second) == ("One", "status", 9 * 3600)


# ---- alarms and other parts ----


@pytest.mark.parametrize("place", ["first", "last"])
def test_alarm_is_not_the_event(place: str) -> None:
    own = ("DTSTART:20260105T090000Z", "SUMMARY:Talk")
    found = event_of(*((*ALARM, *own) if place == "first" else (*own, *ALARM)))
    assert found.title == "Talk"
    assert (found.length.days, found.length.seconds) == (0, 0)
    assert found.attendees == ()
    assert not found.has_link


def test_several_alarms_and_parts_in_parts() -> None:
    nested = ("BEGIN:VALARM", "BEGIN:X-PART", "SUMMARY:Deep", "END:X-PART", "SUMMARY:Alarm", "END:VALARM")
    assert event_of(*ALARM, *nested, *NINE, *ALARM, "SUMMARY:Talk").title == "Talk"


def test_part_that_is_not_closed_is_noted() -> None:
    reading = read(vcalendar(vevent(*NINE, "SUMMARY:Talk", "BEGIN:VALARM", "SUMMARY:Alarm"), vevent(*NINE, uid="two")))
    assert [series.uid for series in reading.series] == ["one", "two"]
    assert [problem.kept for problem in reading.problems] == [True]


# ---- dates ----


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART;VALUE=DATE-TIME:20260105T090000Z",
        "DTSTART;VALUE=DATE-TIME;TZID=Europe/Berlin:20260105T100000",
        'DTSTART;X-A="b:c";TZID=Europe/Berlin:20260105T100000',
        "DTSTART;tzid=Europe/Berlin:20260105T100000",
        "DTSTART;TZID=Europe/Berlin:20260105T090000Z",
        "DTSTART: 20260105T090000Z ",
    ],
)
def test_start_with_parameters(line: str) -> None:
    """A time with a `Z` is in UTC, whatever its TZID says (RFC 5545 §3.2.19)."""
    assert starts(vcalendar(vevent(line)), "2026-01-01", "2026-01-31") == ["2026-01-05T09:00Z"]


@pytest.mark.parametrize(
    "line", ["DTSTART:20260105", "DTSTART;VALUE=DATE:20260105", "DTSTART;TZID=Europe/Berlin:20260105"]
)
def test_date_is_all_day(line: str) -> None:
    assert spans(vcalendar(vevent(line)), "2026-01-01", "2026-01-31") == ["2026-01-05 2026-01-06"]


def test_leap_second_is_the_one_before() -> None:
    text = vcalendar(vevent("DTSTART:20161231T235960Z"))
    assert starts(text, "2016-12-01", "2017-01-31") == ["2016-12-31T23:59:59Z"]


ENDS: Final = {
    "DTEND goes before DURATION": (["DTEND:20260105T093000Z", "DURATION:PT4H"], "09:30Z"),
    "weeks": (["DURATION:P1W"], "2026-01-12T09:00Z"),
    "all parts": (["DURATION:P1DT1H2M3S"], "2026-01-06T10:02:03Z"),
    "a plus": (["DURATION:+PT30M"], "09:30Z"),
    "small letters": (["DURATION:pt30m"], "09:30Z"),
    "midnight of a date": (["DTEND;VALUE=DATE:20260106"], "2026-01-06T00:00Z"),
}


@pytest.mark.parametrize(("lines", "end"), ENDS.values(), ids=ENDS)
def test_end(lines: list[str], end: str) -> None:
    text = vcalendar(vevent("DTSTART:20260105T090000Z", *lines))
    assert spans(text, "2026-01-01", "2026-01-31") == [f"2026-01-05T09:00Z {end}"]


def test_all_day_that_ends_at_a_time_is_mended_with_a_note() -> None:
    text = vcalendar(vevent("DTSTART;VALUE=DATE:20260105", "DTEND:20260106T120000Z"))
    assert spans(text, "2026-01-01", "2026-01-31") == ["2026-01-05 2026-01-07"]
    assert [problem.kept for problem in read(text).problems] == [True]


# ---- what cannot be read ----

BAD: Final = {
    "no start": [],
    "an empty start": ["DTSTART:"],
    "a start in words": ["DTSTART:tomorrow"],
    "no such day": ["DTSTART:20260230T090000Z"],
    "no such hour": ["DTSTART:20260205T290000Z"],
    "year 0": ["DTSTART:00000101T090000Z"],
    "an end in words": ["DTSTART:20260105T090000Z", "DTEND:later"],
    "a duration without end": ["DTSTART:20260105T090000Z", "DURATION:P999999999999999999W"],
    "a duration in words": ["DTSTART:20260105T090000Z", "DURATION:an hour"],
}


@pytest.mark.parametrize("lines", BAD.values(), ids=BAD)
def test_bad_event_is_named_and_the_others_stay(lines: list[str]) -> None:
    """Set aside, or kept after a repair: it says which."""
    text = vcalendar(vevent(*NINE, uid="good"), vevent(*lines, uid="bad"), vevent(*NINE, uid="also"))
    reading = read(text)
    assert {series.uid for series in reading.series} >= {"good", "also"}
    (problem,) = reading.problems
    assert (problem.uid, problem.line) == ("bad", 9)
    assert problem.kept == ("bad" in {series.uid for series in reading.series})


@pytest.mark.parametrize("lines", [["EXDATE:tomorrow,20260112T090000Z"], ["RDATE:tomorrow", "EXDATE:20260112T090000Z"]])
def test_bad_exception_costs_itself_alone(lines: list[str]) -> None:
    text = vcalendar(vevent(*NINE, "RRULE:FREQ=WEEKLY;COUNT=3", *lines))
    assert starts(text, "2026-01-01", "2026-01-31") == ["2026-01-05T09:00Z", "2026-01-19T09:00Z"]
    assert ["tomorrow" in reason for reason in reasons(read(text))] == [True]


def test_library_is_asked_for_what_is_written_oddly() -> None:
    """A value that it understands is taken; at most so many events are worth its time."""
    text = vcalendar(*(vevent("DTSTART:no date", uid=str(number)) for number in range(MOST_SECOND_READINGS + 20)))
    assert len(read(text).problems) == MOST_SECOND_READINGS + 20


# ---- calendars ----


def test_calendars_of_one_name_are_one() -> None:
    """Many exporters write a VCALENDAR for each event."""
    files = [vcalendar(vevent(*NINE, uid=uid), head=["X-WR-CALNAME:Work"]) for uid in ("one", "two")]
    reading = read(b"".join(files))
    assert [calendar.name for calendar in reading.calendars] == ["Work"]
    other = vcalendar(vevent(*NINE, uid="three"), head=["X-WR-CALNAME:Home"])
    assert [calendar.name for calendar in read(b"".join([*files, other])).calendars] == ["Work", "Home"]


def test_calendar_without_a_name_has_its_files() -> None:
    (calendar,) = read(vcalendar(vevent(*NINE)), "folder/my work.ics").calendars
    assert (calendar.name, calendar.owner) == ("my work", None)


def test_name_that_is_an_address_is_its_owner() -> None:
    """Google names a person's own calendar so."""
    (calendar,) = read(vcalendar(vevent(*NINE), head=["X-WR-CALNAME:Ada@Example.com"])).calendars
    assert calendar.owner == "ada@example.com"


def test_override_finds_its_series_in_the_other_half_of_the_file() -> None:
    head = vcalendar(vevent(*NINE, "RRULE:FREQ=WEEKLY;COUNT=2"))
    moved = vcalendar(vevent("RECURRENCE-ID:20260112T090000Z", "DTSTART:20260113T090000Z"))
    assert starts(head + moved, "2026-01-01", "2026-01-31") == ["2026-01-05T09:00Z", "2026-01-13T09:00Z"]


class Impatient:
    """Progress that is cancelled at once."""

    def report(self, done: int, total: int | None, what: str) -> None:
        pass

    def check(self) -> None:
        raise Cancelled


def test_reading_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        read_ics(vcalendar(vevent(*NINE)), "test.ics", Impatient())
