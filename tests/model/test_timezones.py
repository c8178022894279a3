"""Zones against the standard library's own, and homes that move."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.model.timezones import (
    DAY,
    EPOCH_DAY,
    UTC,
    Change,
    ChangeTable,
    HomeZone,
    Zone,
    civil_day,
    iana_zone,
    iana_zone_any_case,
)
from tests.ics_builder import home, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUR: Final = 3600
FIRST, LAST = (int(dt.datetime(year, 1, 1, tzinfo=dt.UTC).timestamp()) for year in (1970, 2038))
NAMES: Final = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Casablanca",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "UTC",
)
# Clocks change at, around or over midnight, by half an hour, or by a whole day.
ODD_DAYS: Final = {
    "America/Sao_Paulo": "2018-11-04",
    "Pacific/Apia": "2011-12-30",
    "Australia/Lord_Howe": "2025-10-05",
    "Africa/Casablanca": "2026-02-15",
    "Europe/Berlin": "2025-03-30",
    "America/New_York": "2025-11-02",
}


def zone_of(name: str) -> Zone:
    zone = iana_zone(name)
    assert zone is not None
    return zone


def offset(epoch: int, tzinfo: dt.tzinfo) -> int:
    found = dt.datetime.fromtimestamp(epoch, tzinfo).utcoffset()
    assert found is not None
    return int(found.total_seconds())


@cache
def changes(name: str) -> tuple[Change, ...]:
    """Every change of a zone's clocks from 1970 to 2037, found by asking it day by day."""
    tzinfo = ZoneInfo(name)
    found = []
    for low in range(FIRST, LAST, DAY):
        if offset(low, tzinfo) == offset(low + DAY, tzinfo):
            continue
        at = next(step for step in range(low, low + DAY + 1, 900) if offset(step, tzinfo) != offset(low, tzinfo))
        found.append(Change(at, offset(at, tzinfo)))
    return tuple(found)


def table_of(name: str) -> ChangeTable:
    return ChangeTable(offset(FIRST, ZoneInfo(name)), changes(name))


# ---- zones of the tz database ----


def expected_epoch(name: str, day: int, second: int) -> int:
    wall = dt.datetime.fromordinal(day) + dt.timedelta(seconds=second)
    return int(wall.replace(tzinfo=ZoneInfo(name)).timestamp())


@given(st.sampled_from(NAMES), st.dates(dt.date(1975, 1, 1), dt.date(2090, 1, 1)), st.integers(0, DAY - 1))
def test_instants_are_those_of_the_standard_library(name: str, date: dt.date, second: int) -> None:
    zone, day = zone_of(name), date.toordinal()
    epoch = zone.epoch(day, second)
    assert epoch == expected_epoch(name, day, second)
    there = dt.datetime.fromtimestamp(epoch, ZoneInfo(name))
    assert zone.local(epoch) == (there.toordinal(), there.hour * 3600 + there.minute * 60 + there.second)


@pytest.mark.parametrize(("name", "date"), ODD_DAYS.items())
def test_days_of_change_are_exact(name: str, date: str) -> None:
    """Every five minutes of the day, the days around it, and seconds outside of a day."""
    zone, day = zone_of(name), dt.date.fromisoformat(date).toordinal()
    for second in range(-DAY, 2 * DAY, 300):
        assert zone.epoch(day, second) == expected_epoch(name, day, second)
    for second in range(0, DAY, 300):
        wall = (dt.datetime.fromordinal(day) + dt.timedelta(seconds=second)).replace(tzinfo=ZoneInfo(name))
        assert zone.is_unusual(day, second) == (wall.utcoffset() != wall.replace(fold=1).utcoffset())


def test_skipped_time_is_read_with_the_offset_before() -> None:
    zone, day = zone_of("Europe/Berlin"), civil_day(2025, 3, 30)
    assert zone.epoch(day, 2 * HOUR + 1800) == zone.epoch(day, 3 * HOUR + 1800)
    assert printed(zone.epoch(day, 2 * HOUR + 1800)) == "2025-03-30T01:30:00Z"


def test_of_a_time_shown_twice_the_first_is_meant() -> None:
    zone, day = zone_of("Europe/Berlin"), civil_day(2025, 10, 26)
    assert printed(zone.epoch(day, 2 * HOUR + 1800)) == "2025-10-26T00:30:00Z"
    assert printed(zone.epoch(day, 3 * HOUR)) == "2025-10-26T02:00:00Z"


def test_day_that_begins_at_one() -> None:
    """In Brazil clocks went forward at midnight: the day began at 01:00."""
    zone = zone_of("America/Sao_Paulo")
    assert printed(zone.midnight(civil_day(2018, 11, 4))) == "2018-11-04T03:00:00Z"
    assert zone.local(zone.midnight(civil_day(2018, 11, 4))) == (civil_day(2018, 11, 4), HOUR)


@pytest.mark.parametrize("day", [1, 2, dt.date.max.toordinal() - 1, dt.date.max.toordinal()])
def test_first_and_last_days_have_instants(day: int) -> None:
    for name in NAMES:
        zone = zone_of(name)
        assert abs(zone.epoch(day, 0) - (day - EPOCH_DAY) * DAY) <= DAY
        assert abs(zone.local(zone.epoch(day, 0))[0] - day) <= 3


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/Europe/Berlin", "Europe/Berlin\0", "a" * 65, "Europe", "."])
def test_what_is_no_name_is_no_zone(name: str) -> None:
    assert iana_zone(name) is None


def test_names_without_regard_to_case() -> None:
    assert iana_zone("europe/lisbon") is None
    found = iana_zone_any_case("europe/LISBON")
    assert found is not None
    assert found.name == "Europe/Lisbon"
    assert iana_zone_any_case("Europe/Nowhere") is None


def test_utc_is_one() -> None:
    assert iana_zone("UTC") is UTC
    assert iana_zone("Etc/UTC") is UTC
    assert repr(UTC) == "Zone('UTC')"


# ---- tables of changes ----


def test_table_is_the_zone_from_1970_to_2037() -> None:
    """Berlin, every quarter of an hour around each change, first and second of those shown twice."""
    table, tzinfo = table_of("Europe/Berlin"), ZoneInfo("Europe/Berlin")
    assert len(changes("Europe/Berlin")) == 2 * (2037 - 1980 + 1)
    for change in changes("Europe/Berlin"):
        wall = dt.datetime.fromtimestamp(change.epoch, dt.UTC).replace(tzinfo=None)
        for quarter in range(-8, 20):
            local = wall + dt.timedelta(minutes=15 * quarter)
            for fold in (0, 1):
                ours, theirs = (local.replace(tzinfo=zone, fold=fold).utcoffset() for zone in (table, tzinfo))
                assert ours == theirs, (local, fold)
            utc = local.replace(tzinfo=dt.UTC)
            ours_there, theirs_there = utc.astimezone(table), utc.astimezone(tzinfo)
            assert ours_there.replace(tzinfo=None) == theirs_there.replace(tzinfo=None)
            assert ours_there.fold == theirs_there.fold


@pytest.mark.parametrize("name", ["America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_zone_of_a_table_gives_the_same_instants(name: str) -> None:
    usual, tabled = zone_of(name), Zone("as in a file", table_of(name))
    for change in changes(name)[-30:]:
        day = change.epoch // DAY + EPOCH_DAY
        for second in range(-DAY, DAY * 2, 1800):
            assert tabled.epoch(day, second) == usual.epoch(day, second)
            at = change.epoch + second
            assert tabled.local(at) == usual.local(at)


def test_table_outside_of_its_changes() -> None:
    table = ChangeTable(-5 * HOUR, (Change(0, HOUR),))
    assert dt.datetime(1960, 1, 1, tzinfo=table).utcoffset() == dt.timedelta(hours=-5)
    assert dt.datetime(9999, 1, 1, tzinfo=table).utcoffset() == dt.timedelta(hours=1)
    assert ChangeTable(HOUR, ()).utcoffset(None) == dt.timedelta(hours=1)
    assert dt.datetime(2026, 1, 1, tzinfo=table).dst() is None
    assert dt.datetime(2026, 1, 1, tzinfo=table).tzname() is None


# ---- a home that moves ----

MOVED: Final = ("0001-01-01", "Europe/Berlin"), ("2026-03-02", "America/New_York")
BACK: Final = ("0001-01-01", "America/New_York"), ("2026-03-02", "Europe/Berlin")


def days(zone: HomeZone, first: str, count: int) -> Iterator[int]:
    begin = dt.date.fromisoformat(first).toordinal()
    yield from range(begin, begin + count)


def test_midnights_are_those_of_the_zone_of_the_day() -> None:
    moved = home(*MOVED)
    assert [printed(moved.midnight(day)) for day in days(moved, "2026-02-28", 4)] == [
        "2026-02-27T23:00:00Z",
        "2026-02-28T23:00:00Z",
        "2026-03-02T05:00:00Z",
        "2026-03-03T05:00:00Z",
    ]
    back = home(*BACK)
    assert [printed(back.midnight(day)) for day in days(back, "2026-03-01", 3)] == [
        "2026-03-01T05:00:00Z",
        "2026-03-01T23:00:00Z",
        "2026-03-02T23:00:00Z",
    ]


@pytest.mark.parametrize("stays", [MOVED, BACK])
def test_clock_is_that_of_the_zone_of_the_day(stays: tuple[tuple[str, str], ...]) -> None:
    zone = home(*stays)
    for day in days(zone, "2026-02-26", 40):
        name = stays[0][1] if day < civil_day(2026, 3, 2) else stays[1][1]
        assert zone.zone_on(day).name == name
        for hour in range(24):
            assert zone.epoch(day, hour * HOUR) == expected_epoch(name, day, hour * HOUR)


@given(st.sampled_from([MOVED, BACK]), st.integers(-3 * 24 * 4, 3 * 24 * 4))
@example(MOVED, -8)
@example(BACK, -3)
def test_every_instant_is_on_one_day(stays: tuple[tuple[str, str], ...], quarter: int) -> None:
    """On the day whose midnights are around it, also on the longer and the shorter day before the move."""
    zone = home(*stays)
    epoch = (civil_day(2026, 3, 2) - EPOCH_DAY) * DAY + quarter * 900
    day = zone.local(epoch)[0]
    assert zone.midnight(day) <= epoch < zone.midnight(day + 1)


def test_home_that_stays_is_its_zone() -> None:
    zone, usual = home("Europe/Berlin"), zone_of("Europe/Berlin")
    for day in days(zone, "2025-03-28", 5):
        for second in range(0, DAY, 1800):
            assert zone.epoch(day, second) == usual.epoch(day, second)
            assert zone.local(zone.epoch(day, second)) == usual.local(zone.epoch(day, second))


def test_third_stay_and_changes_of_clocks_within_a_stay() -> None:
    zone = home(("0001-01-01", "Europe/Berlin"), ("2026-03-16", "America/New_York"), ("2026-04-06", "Asia/Kolkata"))
    assert [
        printed(zone.midnight(dt.date.fromisoformat(day).toordinal()))
        for day in (
            "2026-03-15",
            "2026-03-16",
            "2026-04-05",
            "2026-04-06",
        )
    ] == ["2026-03-14T23:00:00Z", "2026-03-16T04:00:00Z", "2026-04-05T04:00:00Z", "2026-04-05T18:30:00Z"]


@pytest.mark.parametrize(
    "name", ["America/Noronha", "America/Recife", "Asia/Gaza", "Africa/Casablanca", "Pacific/Apia"]
)
def test_short_stays_of_an_offset_are_not_passed_over(name: str) -> None:
    """In these zones clocks went back, or a day was left out, after the shortest times."""
    zone = Zone(name, ZoneInfo(name))
    days = range(dt.date(1969, 12, 1).toordinal(), dt.date(2045, 1, 1).toordinal())
    midnights = [_midnight_offset(zone, day) for day in range(days.start, days.stop + 1)]
    exact = [first if first == second else None for first, second in itertools.pairwise(midnights)]
    assert [zone.offsets[day] for day in days] == exact


def _midnight_offset(zone: Zone, day: int) -> int:
    offset = dt.datetime.fromordinal(day).replace(tzinfo=zone.tzinfo).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())
