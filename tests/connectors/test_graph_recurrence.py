"""Patterned recurrence of Microsoft Graph against dateutil, and against a walk through all days."""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from app.connectors.graph_recurrence import Pattern, pattern_of, rule_text, slot_days
from app.model.timezones import iana_zone

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
KINDS = ["daily", "weekly", "absoluteMonthly", "relativeMonthly", "absoluteYearly", "relativeYearly"]


def recurrence(kind: str = "weekly", start: str = "2026-01-05", **parts: Any) -> dict[str, Any]:
    span = {key: parts.pop(key) for key in ("endDate", "numberOfOccurrences") if key in parts}
    how = "numbered" if "numberOfOccurrences" in span else "endDate" if "endDate" in span else "noEnd"
    pattern = {"type": kind, "interval": 1, "month": 0, "dayOfMonth": 0, "firstDayOfWeek": "sunday", "index": "first"}
    return {"pattern": {**pattern, **parts}, "range": {"type": how, "startDate": start, **span}}


def known(value: object) -> Pattern:
    pattern = pattern_of(value)
    assert pattern is not None
    return pattern


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (recurrence("daily", interval=3), "FREQ=DAILY;INTERVAL=3"),
        (
            recurrence("weekly", daysOfWeek=["wednesday", "monday"], firstDayOfWeek="monday", interval=2),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO",
        ),
        (recurrence("absoluteMonthly", dayOfMonth=15), "FREQ=MONTHLY;BYMONTHDAY=15"),
        (recurrence("absoluteMonthly", dayOfMonth=31), "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
        (
            recurrence("relativeMonthly", daysOfWeek=["thursday"], index="last"),
            "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=-1",
        ),
        (
            recurrence("relativeMonthly", daysOfWeek=DAYS[:5], index="first"),
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        ),
        (recurrence("absoluteYearly", dayOfMonth=24, month=12), "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"),
        (
            recurrence("relativeYearly", daysOfWeek=["sunday"], index="second", month=5),
            "FREQ=YEARLY;BYMONTH=5;BYDAY=SU;BYSETPOS=2",
        ),
        (recurrence("daily", numberOfOccurrences=4, endDate="0001-01-01"), "FREQ=DAILY;COUNT=4"),
        # The end of 31 March in Berlin, which is summer time.
        (recurrence("daily", endDate="2026-03-31"), "FREQ=DAILY;UNTIL=20260331T215959Z"),
    ],
)
def test_each_kind_of_pattern_has_its_rule(value: object, expected: str) -> None:
    assert rule_text(known(value), iana_zone("Europe/Berlin")) == expected


def test_whole_days_end_on_a_date() -> None:
    assert rule_text(known(recurrence("daily", endDate="2026-03-31")), None) == "FREQ=DAILY;UNTIL=20260331"


def test_a_weekly_pattern_without_days_is_on_the_day_of_its_start() -> None:
    assert known(recurrence("weekly", start="2026-01-07")).weekdays == (2,)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"pattern": {"type": "hourly"}, "range": {"startDate": "2026-01-05"}},
        {"pattern": {"type": "daily"}, "range": {"startDate": "2026-02-31"}},
        {"pattern": {"type": "daily"}, "range": None},
        {"pattern": {"type": "daily"}, "range": {"startDate": "0001-01-01"}},
        recurrence("relativeMonthly", daysOfWeek=["someday", 7]),
    ],
)
def test_what_makes_no_sense_is_no_pattern(value: object) -> None:
    assert pattern_of(value) is None


@pytest.mark.parametrize("nonsense", [0, -1, "2", None, 10**9, True, []])
def test_a_number_that_makes_no_sense_is_one(nonsense: object) -> None:
    assert known(recurrence("daily", interval=nonsense)).interval == 1


def falls_on(pattern: Pattern, day: dt.date) -> bool:
    """Tell by the calendar alone whether a day matches a pattern: slow, and without a step of the code under test."""
    start = dt.date.fromordinal(pattern.first)
    months = (day.year - start.year) * 12 + day.month - start.month
    last = calendar.monthrange(day.year, day.month)[1]
    if pattern.kind == "daily":
        return (day - start).days % pattern.interval == 0
    if pattern.kind == "weekly":
        monday = start - dt.timedelta((start.weekday() - pattern.week_start) % 7)
        return day.weekday() in pattern.weekdays and (day - monday).days // 7 % pattern.interval == 0
    if pattern.kind.endswith("Yearly"):
        if day.month != pattern.month or (day.year - start.year) % pattern.interval:
            return False
    elif months % pattern.interval:
        return False
    if pattern.kind.startswith("absolute"):
        return day.day == min(pattern.day, last)
    inside = [n for n in range(1, last + 1) if day.replace(day=n).weekday() in pattern.weekdays]
    return day.day == (inside[-1] if pattern.position == -1 else inside[pattern.position - 1])


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    start = draw(st.dates(dt.date(2015, 1, 1), dt.date(2027, 12, 31)))
    parts: dict[str, Any] = {
        "interval": draw(st.integers(1, 5)),
        "daysOfWeek": draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True)),
        "firstDayOfWeek": draw(st.sampled_from(DAYS)),
        "dayOfMonth": draw(st.integers(1, 31)),
        "month": draw(st.integers(1, 12)),
        "index": draw(st.sampled_from(["first", "second", "third", "fourth", "last"])),
    }
    end = draw(st.one_of(st.none(), st.integers(1, 40), st.dates(start, start + dt.timedelta(2000))))
    if isinstance(end, int):
        parts["numberOfOccurrences"] = end
    elif end is not None:
        parts["endDate"] = end.isoformat()
    return known(recurrence(draw(st.sampled_from(KINDS)), start.isoformat(), **parts))


@given(patterns(), st.integers(-100, 3000), st.integers(0, 1500))
def test_rule_slots_and_calendar_agree(pattern: Pattern, skip: int, size: int) -> None:
    begin = pattern.first + skip
    end = begin + size
    slots = list(slot_days(pattern, begin, end))

    start = dt.datetime.fromordinal(pattern.first).replace(hour=9)
    # dateutil wants an UNTIL without zone for a start without zone.
    rule = rrulestr(rule_text(pattern, iana_zone("UTC")).replace("T235959Z", "T235959"), dtstart=start)
    expected = []
    for at in rule:
        if at.toordinal() >= end:
            break
        if at.toordinal() >= begin:
            expected.append(at.toordinal())
    assert slots == expected

    stop = end if pattern.last is None else min(end, pattern.last + 1)
    matching = (day for day in range(pattern.first, stop) if falls_on(pattern, dt.date.fromordinal(day)))
    assert slots == [day for day in islice(matching, pattern.times) if day >= begin]
