"""Every example calendar in many windows: UID, start and end as recurring-ical-events has them.

Where docs/reading-calendars.md decides otherwise than that library, the file stands below with what is right instead.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from tests.calendars.oracle import Days, oracle
from tests.ics_builder import Slot

if TYPE_CHECKING:
    from tests.conftest import Clearweek, Result

FOLDER: Final = Path(__file__).parents[1] / "calendars" / "examples"


class Span(NamedTuple):
    """The years in which a calendar has something (the last one of those without end), and a zone to read it in."""

    first: int
    last: int
    zone: str = "Europe/Berlin"


CALENDARS: Final = {
    "apple-status-and-partstat.ics": Span(2022, 2022, "America/Vancouver"),
    "docker-two-zones-blank-lines.ics": Span(2014, 2019, "Australia/Brisbane"),
    "exchange-allday-moved-override.ics": Span(2026, 2026),
    "google-exdate-plus-override.ics": Span(2024, 2024, "America/Chicago"),
    "google-freebusy-orphan-overrides.ics": Span(2021, 2021, "UTC"),
    "google-until-date-mismatch.ics": Span(2023, 2023, "America/New_York"),
    "oci-alternating-weeks.ics": Span(2017, 2026, "America/Los_Angeles"),
    "oci-monthly-rdate-exdate-typo.ics": Span(2017, 2023),
    "office365-customized-time-zone.ics": Span(2024, 2026, "Asia/Kolkata"),
    "outlook-multi-exdate.ics": Span(2022, 2022),
    "outlook-overrides-before-master.ics": Span(2022, 2022, "America/New_York"),
    "outlook-windows-zones-exdate.ics": Span(2020, 2021),
    "pycon-us-plenary.ics": Span(2025, 2025, "America/New_York"),
    "rdate-period-thisandfuture.ics": Span(2021, 2021),
    "windows-zone-quoted-no-vtimezone.ics": Span(2015, 2015, "America/New_York"),
}
RFC: Final = "rfc2445-all-rrule-examples.ics"

# ---- where that library is not right ----

MISPLACED_QUOTE: Final = "040000008200E00074C5B7101A82E008000000008001F1896B63D301"
"""Of outlook-windows-zones-exdate.ics: its DTSTART has no value (`TZID="...:20200609T090000"`).

It is set aside and the other three stay (docs/reading-calendars.md); the library refuses the whole calendar.
"""

DISPLAY_NAME: Final = [
    # Of windows-zone-quoted-no-vtimezone.ics. Outlook's display name means the zone (docs/reading-calendars.md), the
    # end is in another zone and so an instant, and the EXDATEs in that zone name instants that are no slots. The
    # library reads the start in the zone of the end.
    Slot("0000001", f"2015-07-{day:02d}T16:00:00Z", f"2015-07-{day:02d}T20:00:00Z")
    for day in range(6, 16)
]


def expected(name: str, days: Days) -> list[Slot]:
    """What the calendar holds on these days."""
    data = (FOLDER / name).read_bytes()
    if name == "windows-zone-quoted-no-vtimezone.ics":
        return [slot for slot in DISPLAY_NAME if str(days.first) <= slot.start[:10] <= str(days.last)]
    if name == "outlook-windows-zones-exdate.ics":
        events = data.split(b"BEGIN:VEVENT")
        data = b"BEGIN:VEVENT".join(event for event in events if MISPLACED_QUOTE.encode() not in event)
    return oracle(data, days)


# ---- windows ----


def windows() -> list[tuple[str, str, str, str]]:
    """Of each calendar its whole span, each of its years, and a few weeks in each."""
    found = []
    for name, span in CALENDARS.items():
        found.append((name, f"{span.first - 1}-12-01", f"{span.last + 1}-01-31", span.zone))
        for year in range(span.first, span.last + 1):
            # From summer time to winter time and back; each year is in two of them.
            found.append((name, f"{year}-01-01", f"{year}-06-30", span.zone))
            found.append((name, f"{year}-03-20", f"{year}-04-10", "UTC"))
            found.append((name, f"{year}-06-01", f"{year}-12-31", span.zone))
            found.append((name, f"{year}-10-20", f"{year}-11-08", "Europe/Berlin"))
    whole = [("1996-10-01", "1997-08-31"), ("1997-09-01", "1998-12-31")]
    # Its minutely series costs the library its age, so of the later years there are only parts.
    parts = [("1997-09-01", "1997-09-02"), ("1999-01-01", "1999-02-14"), ("2000-10-20", "2000-11-10")]
    for first, last in (*whole, *parts):
        found.append((RFC, first, last, "America/New_York"))
    return found


def test_every_example_is_looked_at() -> None:
    assert {path.name for path in FOLDER.glob("*.ics")} == {*CALENDARS, RFC}


def test_the_licence_of_every_example_is_told() -> None:
    table = (FOLDER / "README.md").read_text("utf-8")
    rows = [line.split("|") for line in table.splitlines() if line.startswith("| ") and ".ics |" in line]
    assert {row[1].strip() for row in rows} == {path.name for path in FOLDER.glob("*.ics")}
    assert {row[4].strip() for row in rows} <= {"Apache-2.0", "MIT", "BSD-2-Clause", "CC0-1.0"}


@pytest.mark.parametrize(("name", "first", "last", "zone"), windows())
def test_occurrences_are_those_of_the_library(
    name: str, first: str, last: str, zone: str, clearweek: Clearweek
) -> None:
    result = events(clearweek, name, first, last, zone)
    days = Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last), ZoneInfo(zone))
    assert Counter(printed(result)) == Counter(expected(name, days))


@pytest.mark.parametrize("name", [*CALENDARS, RFC])
def test_what_is_set_aside_is_named(name: str, clearweek: Clearweek) -> None:
    """Only one event of all the examples; nothing in them repeats too often."""
    first, last = ("1997", "1997") if name == RFC else (str(CALENDARS[name].first), str(CALENDARS[name].last))
    result = events(clearweek, name, f"{first}-01-01", f"{last}-12-31", "UTC")
    lost = [row["uid"][: len(MISPLACED_QUOTE)] for row in result.json["set_aside"] if not row["kept"]]
    assert lost == ([MISPLACED_QUOTE] if name == "outlook-windows-zones-exdate.ics" else [])


def test_all_in_one_folder_are_what_they_are_alone(clearweek: Clearweek) -> None:
    words = ("--from", "2021-02-01", "--to", "2021-04-30", "--tz", "UTC", "--json")
    together = clearweek("events", str(FOLDER), *words)
    alone: Counter[Slot] = Counter()
    for name in (*CALENDARS, RFC):
        alone.update(printed(clearweek("events", str(FOLDER / name), *words)))
    assert Counter(printed(together)) == alone


def events(clearweek: Clearweek, name: str, first: str, last: str, zone: str) -> Result:
    path = str(FOLDER / name)
    return clearweek("events", path, "--from", first, "--to", last, "--tz", zone, "--json")


def printed(result: Result) -> list[Slot]:
    assert result.status == 0, result.err
    return [Slot(row["uid"], row["start"], row["end"]) for row in result.json["occurrences"]]
