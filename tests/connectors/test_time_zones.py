"""What the names of time zones in calendar files mean (RFC 5545 §3.2.19, §3.6.5)."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from tests.ics_builder import Observance, fixed_zone, read, reasons, starts, vcalendar, vevent, vtimezone

# Nine o'clock on a winter and on a summer day: where clocks change, the two differ in UTC.
WINTER, SUMMER = "20260115T090000", "20260715T090000"
BERLIN = ["08:00", "07:00"]
NEW_YORK = ["14:00", "13:00"]
UTC = ["09:00", "09:00"]

EUROPE: Final = (
    Observance(
        "STANDARD", "16010101T030000", "+0200", "+0100", ("RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",)
    ),
    Observance("DAYLIGHT", "16010101T020000", "+0100", "+0200", ("RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",)),
)
"""As Exchange writes it, since the year 1601."""
ONE_YEAR: Final = (
    Observance("STANDARD", "20201101T020000", "-0400", "-0500"),
    Observance("DAYLIGHT", "20200308T020000", "-0500", "-0400"),
)
"""The changes of one year alone."""


def both(tzid: str, *zones: str, analysis: str = "UTC") -> list[str]:
    """Nine o'clock in January and in July in a zone, as times of day in UTC."""
    text = vcalendar(*zones, *(vevent(f"DTSTART;TZID={tzid}:{each}", uid=each) for each in (WINTER, SUMMER)))
    return [each[11:16] for each in starts(text, "2026-01-01", "2026-12-31", analysis)]


def notes(tzid: str, *zones: str) -> list[str]:
    return reasons(read(vcalendar(*zones, vevent(f"DTSTART;TZID={tzid}:{WINTER}"))))


# ---- names that are known ----

KNOWN: Final = {
    "IANA": ("Europe/Berlin", BERLIN),
    "IANA, quoted": ('"Europe/Berlin"', BERLIN),
    "IANA of three parts": ("America/Argentina/Buenos_Aires", ["12:00", "12:00"]),
    "IANA, an old name": ("US/Eastern", NEW_YORK),
    "UTC": ("UTC", UTC),
    "Windows": ("W. Europe Standard Time", BERLIN),
    "Windows, quoted": ('"W. Europe Standard Time"', BERLIN),
    "Windows, small": ("eastern standard time", NEW_YORK),
    "Windows, ambiguous words": ("GMT Standard Time", ["09:00", "08:00"]),
    "Windows, no summer time": ("India Standard Time", ["03:30", "03:30"]),
    "display name": ('"(UTC-05:00) Eastern Time (US and Canada)"', NEW_YORK),
    "display name with &": ('"(UTC-05:00) Eastern Time (US & Canada)"', NEW_YORK),
    "display name, GMT": ('"(GMT-05:00) Eastern Time (US & Canada)"', NEW_YORK),
    "display name without offset": ('"Eastern Time (US & Canada)"', NEW_YORK),
    "display name with commas": ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', BERLIN),
    "display name of UTC": ('"(UTC) Coordinated Universal Time"', UTC),
    "path of Evolution": ("/freeassociation.sourceforge.net/Europe/Berlin", BERLIN),
    "path of Mozilla": ("/mozilla.org/20070129_1/Europe/Berlin", BERLIN),
    "path of Citadel": ("/citadel.org/20190914_1/America/New_York", NEW_YORK),
    "path of three parts": ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", ["12:00", "12:00"]),
    "path with nothing before": ("/Europe/Berlin", BERLIN),
    "wrong case": ("europe/berlin", BERLIN),
    "wrong case, all large": ("EUROPE/BERLIN", BERLIN),
}


@pytest.mark.parametrize(("tzid", "expected"), KNOWN.values(), ids=KNOWN)
def test_known_name_needs_no_definition(tzid: str, expected: list[str]) -> None:
    assert both(tzid) == expected
    assert notes(tzid) == []


OFFSETS: Final = {
    "a place that nobody knows": ('"(UTC+03:30) Middle of Nowhere"', ["05:30", "05:30"]),
    "west of UTC": ('"(UTC-09:30) Middle of Nowhere"', ["18:30", "18:30"]),
    "an offset alone": ("UTC+02:00", ["07:00", "07:00"]),
    "an offset, short": ("GMT-5", ["14:00", "14:00"]),
}


@pytest.mark.parametrize(("tzid", "expected"), OFFSETS.values(), ids=OFFSETS)
def test_offset_in_a_name_is_taken(tzid: str, expected: list[str]) -> None:
    assert both(tzid, analysis="America/New_York") == expected


@pytest.mark.parametrize("tzid", ['"(UTC+01:00) Amsterdam, Berlin und anderswo"', '"(UTC+03:30) Nowhere"'])
def test_offset_in_a_name_is_a_guess_and_noted(tzid: str) -> None:
    """Such a zone has no summer time, whatever the place has: a person should know."""
    (reason,) = notes(tzid)
    assert tzid.strip('"')[:12] in reason


# ---- definitions in the file ----


def test_definition_is_not_asked_where_the_name_is_iana() -> None:
    """Many are cut short or outdated, so the tz database goes first."""
    assert both("Europe/Berlin", fixed_zone("Europe/Berlin", "-0300")) == BERLIN
    assert (
        both("/mozilla.org/20070129_1/Europe/Berlin", fixed_zone("/mozilla.org/20070129_1/Europe/Berlin", "-0300"))
        == BERLIN
    )


@pytest.mark.parametrize("spelling", ["europe/berlin", "Europe/berlin", "EUROPE/BERLIN"])
def test_definition_of_another_spelling_governs(spelling: str) -> None:
    """Only the exact spelling is IANA's; and only a definition of that very name counts."""
    assert both(spelling, fixed_zone(spelling, "-0300")) == ["12:00", "12:00"]
    assert both(spelling, fixed_zone("Europe/BERLIN", "-0300")) == BERLIN


def test_definition_since_1601() -> None:
    """Of a name that is nowhere else, so it counts; with the years as Exchange has them."""
    assert both("Customized Time Zone", vtimezone("Customized Time Zone", *EUROPE)) == BERLIN


@pytest.mark.parametrize(
    "name",
    [
        "Customized Time Zone",
        "tzone://Microsoft/Custom",
        "Mitteleuropäische Zeit",
        "Western/Central Europe",
        "(UTC+01:00) Nirgendwo",
        "My own",
    ],
)
def test_name_that_only_the_file_defines(name: str) -> None:
    assert both(f'"{name}"', vtimezone(name, *EUROPE)) == BERLIN
    assert both(f'"{name}"', vtimezone(f'"{name}"', *EUROPE)) == BERLIN
    assert notes(f'"{name}"', vtimezone(name, *EUROPE)) == []


def test_definition_since_the_year_1() -> None:
    zone = vtimezone("Old", *(each._replace(since=each.since.replace("1601", "0001")) for each in EUROPE))
    assert both("Old", zone) == BERLIN


def test_definition_of_a_windows_name_that_repeats_governs() -> None:
    """The rules of the United States before 2007: April and October."""
    zone = vtimezone(
        "Eastern Standard Time",
        Observance("STANDARD", "19671029T020000", "-0400", "-0500", ("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",)),
        Observance("DAYLIGHT", "19870405T020000", "-0500", "-0400", ("RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4",)),
    )
    event = vevent("DTSTART;TZID=Eastern Standard Time:20260320T090000")
    assert starts(vcalendar(zone, event), "2026-03-20", "2026-03-20") == ["2026-03-20T14:00Z"]
    assert starts(vcalendar(event), "2026-03-20", "2026-03-20") == ["2026-03-20T13:00Z"]


def test_definition_of_one_year_does_not_stay_in_winter() -> None:
    """The CLDR table knows the Windows name for all years."""
    assert both("Eastern Standard Time", vtimezone("Eastern Standard Time", *ONE_YEAR)) == NEW_YORK


def test_definition_of_one_year_is_all_there_is_for_other_names() -> None:
    """Its year is right; later ones stay as it ends."""
    zone = vtimezone("Home", *ONE_YEAR)
    days = ("20200115", "20200715", "20201215")
    text = vcalendar(zone, *(vevent(f"DTSTART;TZID=Home:{day}T090000", uid=day) for day in days))
    assert [each[11:16] for each in starts(text, "2020-01-01", "2020-12-31")] == ["14:00", "13:00", "14:00"]


def test_definition_with_dates_of_changes() -> None:
    """RDATE lists them, as some exporters do, year after year."""
    zone = vtimezone(
        "Listed",
        Observance("STANDARD", "20251026T030000", "+0200", "+0100", ("RDATE:20261025T030000,20271031T030000",)),
        Observance("DAYLIGHT", "20260329T020000", "+0100", "+0200", ("RDATE:20270328T020000",)),
    )
    assert both("Listed", zone) == BERLIN


def test_rules_of_a_definition_end_with_until() -> None:
    """Turkey stayed in summer time in 2016."""
    zone = vtimezone(
        "Istanbul here",
        Observance("DAYLIGHT", "20070325T030000", "+0200", "+0300", ("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",)),
        Observance(
            "STANDARD",
            "20071028T040000",
            "+0300",
            "+0200",
            ("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20151025T010000Z",),
        ),
    )
    text = vcalendar(
        zone,
        *(vevent(f"DTSTART;TZID=Istanbul here:{year}0115T090000", uid=str(year)) for year in (2015, 2016, 2018)),
    )
    assert [each[11:16] for each in starts(text, "2015-01-01", "2018-12-31")] == ["07:00", "07:00", "06:00"]


def test_definition_of_several_eras_is_the_zone_of_the_tz_database() -> None:
    """Berlin since 1981: the end of summer time moved from September to October in 1996."""
    zone = vtimezone(
        "Berlin here",
        Observance("DAYLIGHT", "19810329T020000", "+0100", "+0200", ("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",)),
        Observance(
            "STANDARD",
            "19810927T030000",
            "+0200",
            "+0100",
            ("RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=19950924T010000Z",),
        ),
        Observance("STANDARD", "19961027T030000", "+0200", "+0100", ("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",)),
    )
    event = vevent("DTSTART;TZID=Berlin here:19810401T023000", "RRULE:FREQ=DAILY")
    tzinfo = ZoneInfo("Europe/Berlin")
    for year in (1981, 1995, 1996, 2026, 2037, 2090):
        day, expected = dt.datetime(year, 3, 1, 2, 30), []
        while day < dt.datetime(year, 12, 1):
            utc = day.replace(tzinfo=tzinfo).astimezone(dt.UTC)
            expected += [f"{utc:%Y-%m-%dT%H:%M}Z"] if day >= dt.datetime(1981, 4, 1) else []
            day += dt.timedelta(days=1)
        found = starts(vcalendar(zone, event), f"{year}-03-01", f"{year}-11-30", "Europe/Berlin")
        assert found == expected


def test_definition_may_stand_behind_its_events() -> None:
    event = vevent(f"DTSTART;TZID=Late:{WINTER}")
    assert starts(vcalendar(event, fixed_zone("Late", "+0300")), "2026-01-15", "2026-01-15") == ["2026-01-15T06:00Z"]


def test_of_two_definitions_of_a_name_the_first_counts() -> None:
    assert both("Twice", fixed_zone("Twice", "+0300"), fixed_zone("Twice", "+0400")) == ["06:00", "06:00"]


def test_offset_with_seconds() -> None:
    assert both("Odd", fixed_zone("Odd", "+003028")) == ["08:29", "08:29"]


BROKEN: Final = {
    "an offset of 99 hours": fixed_zone("Broken", "+9900"),
    "no offset": fixed_zone("Broken", ""),
    "no observance": vtimezone("Broken"),
    "a start that is no date": vtimezone("Broken", Observance("STANDARD", "tomorrow", "+0100", "+0100")),
    "a rule that is none": vtimezone(
        "Broken", Observance("STANDARD", "19700101T000000", "+0100", "+0200", ("RRULE:FREQ=SECONDLY",))
    ),
}


@pytest.mark.parametrize("zone", BROKEN.values(), ids=BROKEN)
def test_definition_that_makes_no_sense_is_none(zone: str) -> None:
    assert both("Broken", zone, analysis="Europe/Berlin") == BERLIN
    (reason,) = notes("Broken", zone)
    assert "Broken" in reason


# ---- names that nobody knows ----


def test_unknown_name_is_noted_once_and_read_in_the_zone_of_the_analysis() -> None:
    events = [vevent(f"DTSTART;TZID=Mars/Olympus:2026011{day}T090000", uid=str(day)) for day in range(5)]
    other = vevent(f"DTSTART;TZID=Moon/Base:{SUMMER}", f"DTEND;TZID=Moon/Base:{SUMMER}", uid="other")
    reading = read(vcalendar(*events, other))
    assert [(problem.kept, problem.uid) for problem in reading.problems] == [(True, None)] * 2
    assert ["Mars/Olympus" in reason for reason in reasons(reading)] == [True, False]
    assert both("Mars/Olympus", analysis="Europe/Berlin") == BERLIN
    assert both("Mars/Olympus", analysis="America/New_York") == NEW_YORK


@pytest.mark.parametrize("name", ["Customized Time Zone", "tzone://Microsoft/Custom", "Customized Time Zone 1"])
def test_custom_name_without_a_definition_is_unknown(name: str) -> None:
    """Then the calendar's zone holds, where it has one."""
    assert len(notes(f'"{name}"')) == 1
    event = vevent(f'DTSTART;TZID="{name}":{WINTER}')
    text = vcalendar(event, head=["X-WR-TIMEZONE:America/New_York"])
    assert starts(text, "2026-01-15", "2026-01-15", "Europe/Berlin") == ["2026-01-15T14:00Z"]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/etc/passwd", "a" * 4000, "Europe/Berlin\x1b[31m"])
def test_hostile_name_is_unknown(name: str) -> None:
    assert both(f'"{name}"', analysis="Europe/Berlin") == BERLIN
    for reason in notes(f'"{name}"'):
        assert "\x1b" not in reason
        assert len(reason) < 300


# ---- the zone of a calendar ----


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Europe/Berlin", BERLIN),
        ("europe/berlin", BERLIN),
        ("Eastern Standard Time", NEW_YORK),
        ("Mars", UTC),
        ("", UTC),
    ],
)
def test_zone_of_the_calendar(name: str, expected: list[str]) -> None:
    events = [vevent(f"DTSTART:{each}", uid=each) for each in (WINTER, SUMMER)]
    text = vcalendar(*events, head=[f"X-WR-TIMEZONE:{name}"])
    assert [each[11:16] for each in starts(text, "2026-01-01", "2026-12-31")] == expected


def test_each_calendar_has_its_own_zone() -> None:
    one = vcalendar(vevent(f"DTSTART:{WINTER}"), head=["X-WR-CALNAME:One", "X-WR-TIMEZONE:Europe/Berlin"])
    two = vcalendar(vevent(f"DTSTART:{WINTER}"), head=["X-WR-CALNAME:Two", "X-WR-TIMEZONE:America/New_York"])
    assert [each[11:16] for each in starts(one + two, "2026-01-01", "2026-12-31")] == ["08:00", "14:00"]
