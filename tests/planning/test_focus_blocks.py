"""Focus blocks as a calendar file."""

from __future__ import annotations

import icalendar

from app.planning.focus_blocks import focus_calendar, focus_spans
from tests.planning.weeks import HOUR, hours, meeting, weeks_of

GIVEN = weeks_of([meeting("a", 0, 600, 60), meeting("b", 1, 720, 30)])


def test_every_focus_block_is_an_event_over_some_weeks() -> None:
    spans = focus_spans(GIVEN, hours(2))
    assert [(end - start) / HOUR for start, end in spans] == [6, 3, 4.5]
    events = icalendar.Calendar.from_ical(focus_calendar(GIVEN, hours(2), weeks=3)).walk("VEVENT")
    found = [tuple(int(each.decoded(name).timestamp()) for name in ("DTSTART", "DTEND")) for each in events]
    assert found == [(s + 7 * 86_400 * week, e + 7 * 86_400 * week) for week in range(3) for s, e in spans]
    assert len({str(each["UID"]) for each in events}) == len(events)


def test_a_title_cannot_break_out_of_its_line() -> None:
    title = "Focus; quiet, \\ please\r\nATTENDEE:mailto:eve@example.com " + "ü" * 60
    text = focus_calendar(GIVEN, hours(1), weeks=1, title=title)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(event["SUMMARY"]) == title.replace("\r\n", "\n")
    assert "ATTENDEE" not in event


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert focus_calendar(GIVEN, hours(5)) == focus_calendar(GIVEN, hours(5))
