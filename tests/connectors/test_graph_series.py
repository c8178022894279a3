"""A series of Microsoft Graph joined: read back, it takes place exactly when the server says."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.connectors.graph_events import as_icalendar
from app.connectors.graph_fields import compact
from app.connectors.graph_recurrence import pattern_of, slot_days
from app.connectors.graph_series import Span, joined
from app.connectors.ics_reader import read_ics
from app.connectors.time_zones import ZoneTable
from app.model.occurrences import Period
from app.model.remote import RemoteCalendar
from app.timeline.build import expanded_series
from tests.builders import home

if TYPE_CHECKING:
    from collections.abc import Iterable

WORK = RemoteCalendar("c", "Work", owner="alice@example.com")
SPAN = Span(dt.date(2026, 1, 1).toordinal(), dt.date(2026, 12, 31).toordinal())
PERIOD = Period(SPAN.begin + 2, SPAN.end - 3, home("UTC"))
ZONES = {"W. Europe Standard Time": "Europe/Berlin", "Eastern Standard Time": "America/New_York", "UTC": "UTC"}


def utc(at: dt.datetime) -> dict[str, str]:
    return {"dateTime": f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}.0000000", "timeZone": "UTC"}


def occurrence(start: dt.datetime, name: str = "") -> dict[str, Any]:
    end = start.astimezone(dt.UTC) + dt.timedelta(minutes=30)
    return {"id": name or start.isoformat(), "type": "occurrence", "start": utc(start), "end": utc(end)}


def exception(slot: dt.datetime, start: dt.datetime, **more: Any) -> dict[str, Any]:
    original = f"{slot.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    return {**occurrence(start, f"x{original}"), "type": "exception", "originalStart": original, **more}


def master(
    start: dt.datetime, recurrence: object, zone: str = "W. Europe Standard Time", **more: Any
) -> dict[str, Any]:
    return {
        **occurrence(start, "master"),
        "type": "seriesMaster",
        "iCalUId": "series@x",
        "subject": "Series",
        "originalStartTimeZone": zone,
        "recurrence": recurrence,
        **more,
    }


def weekly(start: str = "2026-01-05", zone: str = "W. Europe Standard Time", **span: Any) -> dict[str, Any]:
    return {
        "pattern": {"type": "weekly", "interval": 1, "daysOfWeek": ["monday"], "firstDayOfWeek": "monday"},
        "range": {"type": "noEnd", "startDate": start, "recurrenceTimeZone": zone, **span},
    }


def read(body: dict[str, Any]) -> list[tuple[dt.datetime, str]]:
    """When a series takes place within the window, and what it is called then."""
    reading = read_ics(as_icalendar(WORK, [compact({**body, "id": "master", "type": "seriesMaster"})]), "work")
    assert reading.problems == ()
    expanded, problems = expanded_series(reading, PERIOD)
    assert problems == []
    return sorted(
        (dt.datetime.fromtimestamp(start, dt.UTC), event.title)
        for _series, instances in expanded
        for event, start, *__ in instances
        # One that lies over the edge began before it.
        if PERIOD.start <= start < PERIOD.end
    )


def starts(body: dict[str, Any]) -> list[dt.datetime]:
    return [at for at, __ in read(body)]


def mondays(zone: str = "Europe/Berlin", count: int = 52) -> list[dt.datetime]:
    return [dt.datetime(2026, 1, 5, 9, tzinfo=ZoneInfo(zone)) + dt.timedelta(7 * week) for week in range(count)]


def within(times: Iterable[dt.datetime]) -> list[dt.datetime]:
    begin, end = (dt.datetime.fromtimestamp(at, dt.UTC) for at in (PERIOD.start, PERIOD.end))
    return sorted(at.astimezone(dt.UTC) for at in times if begin <= at < end)


def test_a_series_keeps_the_clock_of_its_zone_over_summer_time() -> None:
    times = mondays()
    body = joined(master(times[0], weekly()), map(occurrence, times), SPAN, ZoneTable(()))
    assert (body["gone"], body["added"], body["zone"]) == ([], [], "Europe/Berlin")
    assert starts(body) == within(times)


def test_an_occurrence_that_is_not_listed_any_more_is_gone() -> None:
    times = mondays()
    left = times[:3] + times[5:]
    body = joined(master(times[0], weekly()), map(occurrence, left), SPAN, ZoneTable(()))
    assert starts(body) == within(left)


def test_the_first_occurrence_can_be_gone_too() -> None:
    times = mondays()
    assert starts(joined(master(times[0], weekly()), map(occurrence, times[1:]), SPAN, ZoneTable(()))) == within(
        times[1:]
    )


def test_an_exception_takes_the_place_of_its_slot() -> None:
    times = mondays()
    moved = exception(times[2], times[2] + dt.timedelta(hours=3), subject="Series, later")
    listed = [*map(occurrence, times[:2] + times[3:]), moved]
    body = joined(master(times[0], weekly()), listed, SPAN, ZoneTable(()))
    assert body["gone"] == []
    found = read(body)
    assert [at for at, __ in found] == within([*times[:2], times[2] + dt.timedelta(hours=3), *times[3:]])
    assert [title for __, title in found].count("Series, later") == 1


@pytest.mark.parametrize("zone", ["", "tzone://Microsoft/Custom", "Nowhere Standard Time", "UTC"])
def test_a_zone_that_is_missing_unknown_or_wrong_changes_no_instant_in_the_window(zone: str) -> None:
    times = mondays()
    body = joined(master(times[0], weekly(zone=zone), zone), map(occurrence, times), SPAN, ZoneTable(()))
    assert starts(body) == within(times)


def test_the_zone_of_the_event_holds_where_the_range_names_none() -> None:
    times = mondays()
    body = joined(master(times[0], weekly(zone="")), map(occurrence, times), SPAN, ZoneTable(()))
    assert (body["zone"], body["gone"]) == ("Europe/Berlin", [])


def test_what_is_named_as_cancelled_is_gone_outside_the_window_too() -> None:
    times = mondays()
    early = dt.datetime(2025, 1, 6, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    named = ["OID.AAMk.2025-03-03", "OID.AAMk.2026-02-30", "nonsense", None]
    whole = master(early, weekly("2025-01-06"), cancelledOccurrences=named)
    body = joined(whole, map(occurrence, times), SPAN, ZoneTable(()))
    assert body["gone"] == [int(dt.datetime(2025, 3, 3, 8, tzinfo=dt.UTC).timestamp())]


def test_days_of_a_whole_day_series_that_are_gone_are_dates() -> None:
    days = [dt.datetime(2026, 1, 5, tzinfo=dt.UTC) + dt.timedelta(7 * week) for week in range(52)]
    listed = [occurrence(day) for day in days if day.month != 3]
    body = joined(master(days[0], weekly(), isAllDay=True), listed, SPAN, ZoneTable(()))
    text = as_icalendar(WORK, [compact(body)]).decode()
    assert "\r\nEXDATE;VALUE=DATE:20260302,20260309,20260316,20260323,20260330\r\n" in text
    reading = read_ics(text.encode(), "work")
    ((__, instances),) = expanded_series(reading, PERIOD)[0]
    assert len(instances) == len(listed)


@pytest.mark.parametrize("whole", [True, False])
def test_a_series_may_be_older_than_the_clocks_of_computers(*, whole: bool) -> None:
    begin = dt.datetime(1962, 5, 3, tzinfo=dt.UTC)
    yearly = {
        "pattern": {"type": "absoluteYearly", "interval": 1, "month": 5, "dayOfMonth": 3},
        "range": {"type": "noEnd", "startDate": "1962-05-03"},
    }
    birthday = begin.replace(year=2026)
    body = joined(master(begin, yearly, "UTC", isAllDay=whole), [occurrence(birthday)], SPAN, ZoneTable(()))
    reading = read_ics(as_icalendar(WORK, [compact({**body, "type": "seriesMaster"})]), "work")
    ((__, (instance,)),) = expanded_series(reading, PERIOD)[0]
    assert instance[1] == (birthday.toordinal() if whole else birthday.timestamp())


def test_a_pattern_that_makes_no_sense_leaves_the_instances_that_are_listed() -> None:
    times = mondays()
    body = joined(master(times[0], {"pattern": {"type": "lunar"}}), map(occurrence, times), SPAN, ZoneTable(()))
    assert starts(body) == within(times)


def test_the_master_itself_does_not_take_place_where_it_is_not_listed_and_its_pattern_is_unknown() -> None:
    times = mondays()
    body = joined(master(times[0], None), map(occurrence, times[4:]), SPAN, ZoneTable(()))
    assert starts(body) == within(times[4:])


@pytest.mark.parametrize("clock", ["00:30", "01:30"])
def test_a_series_that_begins_while_clocks_go_back_has_its_length(clock: str) -> None:
    begin = dt.datetime.fromisoformat(f"2026-10-25T{clock}+00:00")
    later = [(begin + dt.timedelta(7 * week, hours=1)) for week in range(1, 4)]
    whole = master(begin, weekly("2026-10-25", type="numbered", numberOfOccurrences=4))
    whole["recurrence"]["pattern"]["daysOfWeek"] = ["sunday"]
    assert starts(joined(whole, map(occurrence, [begin, *later]), SPAN, ZoneTable(()))) == within([begin, *later])


class Drawn(NamedTuple):
    """A series, and a seed that says what became of each of its instances; the zone that is named may be wrong."""

    zone: str
    named: str
    recurrence: dict[str, Any]
    clock: dt.time
    seed: int

    def listed(self) -> tuple[dict[str, Any], list[dict[str, Any]], list[dt.datetime]]:
        """The master, the instances that are listed, and when they take place."""
        pattern = pattern_of(self.recurrence)
        assert pattern is not None
        zone, dice = ZoneInfo(self.zone), random.Random(self.seed)
        days = [*slot_days(pattern, pattern.first, SPAN.end)] or [pattern.first]
        slots = [dt.datetime.combine(dt.date.fromordinal(day), self.clock, zone) for day in days]
        listed, times = [], []
        for slot in slots:
            fate = dice.choice(["there", "there", "there", "gone", "moved"])
            if fate == "there":
                listed.append(occurrence(slot))
                times.append(slot)
            elif fate == "moved":
                to = (slot.astimezone(dt.UTC) + dt.timedelta(minutes=dice.randint(-600, 600))).astimezone(zone)
                listed.append(exception(slot, to, subject="Moved"))
                times.append(to)
        begin = dt.datetime.combine(dt.date.fromordinal(SPAN.begin), dt.time(), dt.UTC)
        inside = [each for each in listed if f"{begin:%Y-%m-%dT}" <= each["start"]["dateTime"]]
        return master(slots[0], self.recurrence, self.named), inside, times


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    number = draw(st.one_of(st.none(), st.integers(1, 60)))
    named = draw(st.sampled_from([*ZONES, "", "tzone://Microsoft/Custom"]))
    weekdays = st.sampled_from(["monday", "tuesday", "thursday", "sunday"])
    recurrence = {
        "pattern": {
            "type": draw(st.sampled_from(["daily", "weekly", "absoluteMonthly", "relativeMonthly"])),
            "interval": draw(st.integers(1, 3)),
            "daysOfWeek": draw(st.lists(weekdays, min_size=1, unique=True)),
            "dayOfMonth": draw(st.integers(1, 31)),
            "index": draw(st.sampled_from(["first", "third", "last"])),
            "firstDayOfWeek": draw(st.sampled_from(["monday", "sunday"])),
        },
        "range": {
            "type": "numbered" if number else "noEnd",
            "startDate": draw(st.dates(dt.date(2025, 10, 1), dt.date(2026, 6, 30))).isoformat(),
            "numberOfOccurrences": number or 0,
            "recurrenceTimeZone": named,
        },
    }
    clock = dt.time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 30])))
    return Drawn(draw(st.sampled_from([*ZONES.values()])), named, recurrence, clock, draw(st.integers(0, 1 << 32)))


def test_an_hour_that_comes_twice_in_the_zone_that_is_named_is_told_apart() -> None:
    # Seven o'clock in Berlin is one o'clock in New York, which on 1 November 2026 comes twice.
    daily = {**weekly(zone="Eastern Standard Time"), "pattern": {"type": "daily", "interval": 1}}
    times = [dt.datetime(2026, 1, 5, 7, tzinfo=ZoneInfo("Europe/Berlin")) + dt.timedelta(day) for day in range(361)]
    body = joined(master(times[0], daily, "Eastern Standard Time"), map(occurrence, times), SPAN, ZoneTable(()))
    assert starts(body) == within(times)


@given(drawn())
def test_whatever_is_listed_is_what_takes_place(drawn: Drawn) -> None:
    whole, listed, times = drawn.listed()
    assert starts(joined(whole, listed, SPAN, ZoneTable(()))) == within(times)
