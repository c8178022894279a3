"""Calendars written as iCalendar: what our reader reads back takes place as it did, whatever a title says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.occurrences import Period
from app.model.preferences import Preferences
from app.operations.demo.year import demo_year
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.report.calendar_out import icalendar_file
from app.timeline.build import build_timeline
from tests.builders import ANNA, BEN, at, calendar, event, guest, organizer, week_of_work
from tests.ics_builder import Observance, home, read, vcalendar, vevent, vtimezone
from tests.properties.drawing import drafts, turned

if TYPE_CHECKING:
    from app.model.sources import Reading
    from tests.properties.drafts import Draft

EXAMPLES = Path(__file__).parents[1] / "calendars" / "examples"
EVIL_TITLE = "Lunch\nEND:VEVENT\nBEGIN:VALARM\nACTION:EMAIL\nEND:VALARM\r\nX-EVIL:1"


def written(reading: Reading) -> bytes:
    return b"".join(icalendar_file(reading).pieces)


def taking_place(reading: Reading, tz: str = "Europe/Berlin", years: tuple[int, int] = (1995, 2030)) -> list[Any]:
    """Everything that a figure looks at, of every occurrence."""
    zone = home(tz)
    period = Period(dt.date(years[0], 1, 1).toordinal(), dt.date(years[1], 12, 31).toordinal(), zone)
    preferences = Preferences(zone=zone, me=frozenset({ANNA}))
    timeline = build_timeline(reading, period, preferences)
    return sorted(
        (
            (each.start, each.end, each.series.uid, each.event.title, each.kind, each.rule),
            (each.days, each.original, each.away, each.attendance, each.event.changed, each.event.created),
            timeline.calendars[each.series.calendar].name,
        )
        for each in timeline.inside()
    )


def comes_back(data: bytes, tz: str = "Europe/Berlin", years: tuple[int, int] = (1995, 2030)) -> Reading:
    before = read(data)
    after = read(written(before))
    assert after.problems == ()
    assert taking_place(after, tz, years) == taking_place(before, tz, years)
    return after


# ---- the same occurrences ----


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ics")), ids=lambda path: path.stem)
def test_real_calendars_come_back_as_they_were(path: Path) -> None:
    assert taking_place(comes_back(path.read_bytes())) != []


def test_a_year_that_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    calendars = {"year.ics": demo_year(dt.date(2026, 11, 24), 7), "work.ics": week_of_work()}
    calendars["zones.ics"] = (EXAMPLES / "office365-customized-time-zone.ics").read_bytes()
    for name, data in calendars.items():
        (tmp_path / name).write_bytes(data)
    with Workspace(tmp_path / "home", home("Europe/Berlin")) as workspace:
        workspace.add([str(tmp_path / name) for name in calendars], SILENT)
        kept = workspace.reading()
    after = read(written(kept))
    assert after.problems == ()
    assert len(taking_place(kept)) > 1_000
    assert taking_place(after) == taking_place(kept)


@given(st.one_of(drafts(), turned()))
@settings(max_examples=150)
def test_whatever_repeats_comes_back_as_it_was(draft: Draft) -> None:
    year = draft.start.year
    comes_back(draft.text(), draft.place.home, (year - 1, year + 2))


def test_kinds_people_answers_and_marks_come_back() -> None:
    plain = [
        event("SUMMARY:Gone", "STATUS:CANCELLED", uid="gone"),
        event("X-CLEARWEEK-EVENT-TYPE:FOCUS", organizer(BEN), uid="focus"),
        event("X-CLEARWEEK-GUESTS:OMITTED", uid="left-out"),
        event("X-MICROSOFT-CDO-BUSYSTATUS:OOF", uid="away"),
        event("TRANSP:TRANSPARENT", "CREATED:20251224T120000Z", "SEQUENCE:7", uid="free"),
        event("LOCATION:https://zoom.us/j/123456789", uid="link"),
        event(
            organizer(BEN),
            guest(ANNA, "TENTATIVE", "ROLE=OPT-PARTICIPANT"),
            guest("room@firm.example", "ACCEPTED", "CUTYPE=ROOM"),
            guest("all@firm.example", "NEEDS-ACTION", "CUTYPE=GROUP"),
            guest("o'neil+x@firm.example", "DECLINED"),
            uid="people",
        ),
    ]
    kinds = {row[0][2]: row[0][4] for row in taking_place(comes_back(calendar(*plain)))}
    assert kinds == {
        "gone": "cancelled",
        "focus": "focus",
        "left-out": "meeting",
        "away": "out_of_office",
        "free": "free",
        "link": "meeting",
        "people": "meeting",
    }
    before, after = (read(data) for data in (calendar(*plain), written(read(calendar(*plain)))))
    assert [each.head.attendees for each in after.series if each.head] == [
        each.head.attendees for each in before.series if each.head
    ]


def test_a_calendar_of_cancellations_is_still_one() -> None:
    after = comes_back(calendar(event(uid="a"), event(uid="b"), head=("METHOD:CANCEL", "X-WR-CALNAME:Work")))
    assert {each.any_event().cancelled for each in after.series} == {"method"}


def test_calendars_of_one_name_stay_apart() -> None:
    one = read(calendar(event(uid="same"), head=("X-WR-CALNAME:Work",)))
    two = read(calendar(event("SUMMARY:Other", uid="same"), head=("X-WR-CALNAME:Work",)))

    other = tuple(replace(each, key="two") for each in two.calendars)
    both = one._replace(
        calendars=one.calendars + other,
        series=one.series + tuple(each._replace(calendar="two") for each in two.series),
    )
    after = read(written(both))
    assert [each.name for each in after.calendars] == ["Work", "Work (2)"]
    assert [each.any_event().title for each in after.series] == ["", "Other"]


def test_a_calendar_without_events_is_left_out() -> None:
    found = icalendar_file(read(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"))
    assert (found.events, found.pieces) == (0, ())


# ---- time zones ----


def test_rules_of_the_files_own_come_along() -> None:
    # Summer time in March and October, as no zone of the world has it, under a name that means another.
    own = vtimezone(
        "W. Europe Standard Time",
        Observance("STANDARD", "16010101T030000", "+0400", "+0315", ("RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=10",)),
        Observance("DAYLIGHT", "16010101T020000", "+0315", "+0400", ("RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",)),
    )
    when = (
        "DTSTART;TZID=W. Europe Standard Time:20260105T090000",
        "DTEND;TZID=W. Europe Standard Time:20260105T100000",
    )
    data = vcalendar(own, vevent(*when, "RRULE:FREQ=WEEKLY;COUNT=60"))
    after = comes_back(data)
    comes_back(written(after))
    assert {each[0][0] % 3600 for each in taking_place(after)} == {45 * 60, 0}


def test_two_files_that_mean_different_zones_by_one_name_are_kept_apart() -> None:

    def in_zone(offset: str) -> Reading:
        zone = vtimezone("Mine", Observance("STANDARD", "19700101T000000", offset, offset))
        return read(vcalendar(zone, vevent("DTSTART;TZID=Mine:20260105T090000", uid=offset)))

    one, two = in_zone("+0100"), in_zone("+0500")
    calendars = tuple(replace(each, key="two", name="two") for each in two.calendars)
    series = tuple(each._replace(calendar="two") for each in two.series)
    both = one._replace(calendars=one.calendars + calendars, series=one.series + series)
    assert [row[0] for row in taking_place(read(written(both)))] == [row[0] for row in taking_place(both)]


def test_every_zone_that_a_time_names_is_defined() -> None:
    data = calendar(
        event("DTSTART;TZID=America/New_York:20260105T090000", "DTEND;TZID=Asia/Tokyo:20260106T000000", uid="zones"),
        event("RDATE;TZID=Europe/Paris:20260201T100000", uid="more"),
        head=("X-WR-TIMEZONE:Australia/Sydney",),
    )
    comes_back(data)
    (found,) = icalendar.Calendar.from_ical(written(read(data)), multiple=True)
    defined = {str(each["TZID"]) for each in found.walk("VTIMEZONE")}
    assert defined == {"America/New_York", "Europe/Paris", "Australia/Sydney"}


# ---- what others wrote ----


@pytest.mark.parametrize(
    "title",
    [EVIL_TITLE, "a\\nb", "a\\Nb", "a;b,c:d", '"quoted"', "tab\there", "日本語 🎉 " * 30, "x" * 4_000, "-", "é\u0301"],
    ids=ascii,
)
def test_a_title_is_only_a_title(title: str) -> None:
    reading = read(calendar(event("SUMMARY:plain", organizer(BEN), uid="x\\nBEGIN:VALARM")))

    (series,) = reading.series
    assert series.head is not None
    reading = reading._replace(series=(series._replace(head=series.head._replace(title=title)),))
    data = written(reading)
    (found,) = icalendar.Calendar.from_ical(data, multiple=True)
    assert [each.name for each in found.walk()] == ["VCALENDAR", "VEVENT"]
    (after,) = read(data).series
    assert after.any_event().title == title.replace("\r\n", "\n").strip()
    assert after.uid == series.uid


def test_names_addresses_and_rules_cannot_begin_a_line() -> None:

    reading = read(calendar(event("RRULE:FREQ=DAILY;COUNT=3", organizer(BEN), guest(ANNA))))
    (series,) = reading.series
    assert series.head is not None
    (anna,) = series.head.attendees
    assert series.recurrence is not None
    evil = "\r\nBEGIN:VALARM\r\nEND:VALARM"
    head = series.head._replace(
        organizer=f"ben@firm.example{evil}", attendees=(anna._replace(address=f"a@b{evil}"),), title=evil
    )
    recurrence = series.recurrence._replace(rules=(f"FREQ=DAILY;COUNT=3{evil}",), excluded_rules=(evil,))
    (calendar_,) = reading.calendars
    data = written(
        reading._replace(
            calendars=(replace(calendar_, name=f"Work{evil}", owner=f"a@b{evil}"),),
            series=(series._replace(head=head, recurrence=recurrence, uid=evil),),
        )
    )
    begins = [each for each in data.split(b"\r\n") if each.upper().startswith((b"BEGIN:", b"END:"))]
    assert begins == [b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", b"END:VEVENT", b"END:VCALENDAR"]
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")


def test_lines_are_folded_at_75_bytes() -> None:
    dates = ",".join(f"202601{day:02}T100000Z" for day in range(1, 29))
    data = calendar(event("SUMMARY:" + "ä" * 300, "RRULE:FREQ=DAILY", f"EXDATE:{dates}", uid="long"))
    assert all(len(each) <= 75 for each in written(read(data)).split(b"\r\n"))
    comes_back(data)


def test_another_library_reads_the_same_events() -> None:
    found = icalendar.Calendar.from_ical(written(read(week_of_work())), multiple=True)
    titles = [str(each["SUMMARY"]) for part in found for each in part.walk("VEVENT")]
    assert titles == ["Weekly review", "Design talk", "Focus time", "Urlaub", "Late call"]


def test_an_endless_list_of_exceptions_comes_back() -> None:
    days = [dt.date(2010, 1, 1) + dt.timedelta(days=number) for number in range(6_000)]
    lines = [f"EXDATE:{day:%Y%m%d}T100000Z" for day in days[:4_900]]
    data = calendar(event(*at("20100101T100000Z", "20100101T110000Z"), "RRULE:FREQ=DAILY", *lines))
    comes_back(data, years=(2009, 2024))
