"""The arithmetic of repeat rules where no other library answers: invalid, impossible, too often, very old, very far."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pytest

from app.model.timezones import DAY
from app.timeline import recurrence
from app.timeline.recurrence import MOST_STEPS, TooManySteps, never_matches, rule_starts
from app.timeline.rules import InvalidRule, parse_rule
from tests.effort import steps

START: Final = "2026-01-05 09:00"
LINES_OF_A_STEP: Final = 60
"""More lines of Python than the reader goes through for any one step."""


def wall(text: str) -> int:
    moment = dt.datetime.fromisoformat(text)
    return moment.toordinal() * DAY + moment.hour * 3600 + moment.minute * 60 + moment.second


def starts(rule: str, low: str, high: str, start: str = START) -> list[str]:
    found = rule_starts(parse_rule(rule), wall(start), wall(low), wall(high))
    moments = (dt.datetime.fromordinal(each // DAY) + dt.timedelta(seconds=each % DAY) for each in found)
    return [each.isoformat(" ", "minutes") for each in moments]


def days(rule: str, low: str, high: str, start: str = START) -> list[str]:
    return [each[5:10] for each in starts(rule, low, f"{high} 23:59", start)]


# ---- what is read ----


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ",
        "FREQ=FORTNIGHTLY",
        "INTERVAL=2",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=two",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=",
        "FREQ=DAILY;UNTIL=2026",
        "FREQ=DAILY;UNTIL=20260231",
        "FREQ=DAILY;UNTIL=20260205T250000Z",
        "FREQ=DAILY;UNTL=20260205",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=YEARLY;BYDAY=54MO",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=-1",
        "FREQ=YEARLY;BYWEEKNO=54",
        "FREQ=YEARLY;BYYEARDAY=367",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYMINUTE=60",
        "FREQ=DAILY;BYSETPOS=0",
        "FREQ=WEEKLY;WKST=MON",
        "RSCALE=CHINESE;FREQ=YEARLY",
        "FREQ=DAILY;X-OFTEN=YES",
    ],
)
def test_invalid_rule_says_what_is_wrong(rule: str) -> None:
    with pytest.raises(InvalidRule, match="repeat rule is invalid"):
        parse_rule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "freq=weekly;byday=mo",
        "FREQ=Weekly;BYDAY=MO",
        r"FREQ=WEEKLY\;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO;",
        " FREQ=WEEKLY; BYDAY=MO ",
        "BYDAY=MO;FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=MO,MO",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=-1",
        "FREQ=WEEKLY;FREQ=WEEKLY;BYDAY=MO",
    ],
)
def test_rule_is_read_as_exporters_write_it(rule: str) -> None:
    """`COUNT=-1` stands for "without end"."""
    assert days(rule, "2026-01-01", "2026-01-20") == ["01-05", "01-12", "01-19"]


# ---- what is counted ----


def test_window_is_closed_on_both_sides() -> None:
    assert starts("FREQ=DAILY", "2026-01-06 09:00", "2026-01-07 09:00") == ["2026-01-06 09:00", "2026-01-07 09:00"]
    assert starts("FREQ=DAILY", "2026-01-06 09:01", "2026-01-07 08:59") == []


def test_nothing_is_before_the_start() -> None:
    assert starts("FREQ=DAILY", "2025-01-01", "2026-01-05 08:59") == []
    assert days("FREQ=WEEKLY;BYDAY=MO,WE", "2025-01-01", "2026-01-08", "2026-01-06 09:00") == ["01-07"]
    assert days("FREQ=MONTHLY;BYMONTHDAY=1,20", "2025-01-01", "2026-02-02") == ["01-20", "02-01"]


@pytest.mark.parametrize("interval", [1, 2, 3, 7])
def test_weeks_and_counts_are_arithmetic(interval: int) -> None:
    """However far away the window lies, the last of a counted series is where walking to it would end."""
    rule = f"FREQ=WEEKLY;INTERVAL={interval};COUNT=3001;BYDAY=MO,TH,SU"
    walked = starts(rule, "2026-01-05", "2500-01-01")
    assert len(walked) == 3001
    last = dt.datetime.fromisoformat(walked[-1])
    far = f"{last + dt.timedelta(days=60):%Y-%m-%d}"
    near = f"{last - dt.timedelta(days=30):%Y-%m-%d}"
    assert starts(rule, near, far) == [each for each in walked if each >= near]


def test_positions_count_within_the_first_week_from_the_start_on() -> None:
    """As python-dateutil does: what comes before DTSTART is not there to be counted."""
    assert days("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", "2026-01-01", "2026-01-20", "2026-01-06 09:00") == [
        "01-07",
        "01-12",
        "01-19",
    ]


def test_week_number_without_weekdays_is_its_seven_days() -> None:
    """As python-dateutil does."""
    found = days("FREQ=YEARLY;BYWEEKNO=20", "2026-05-01", "2026-05-31")
    assert found == [f"05-{day}" for day in range(11, 18)]


def test_first_week_reaches_into_the_year_before() -> None:
    """Week 1 of 2026 begins on 29 December 2025, week 53 of 2026 ends on 3 January 2027."""
    rule = "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU"
    assert days(rule, "2025-12-01", "2027-01-03", "2025-01-01 09:00") == ["12-29", "01-04", "12-28", "01-03"]


# ---- what is too much ----

SIXTY: Final = ",".join(map(str, range(60)))
HOURS: Final = ",".join(map(str, range(24)))


@pytest.mark.parametrize(
    ("rule", "high"),
    [
        ("FREQ=SECONDLY", "2026-03-01"),
        ("FREQ=SECONDLY;COUNT=200000000", "2030-01-01"),
        ("FREQ=SECONDLY;BYMONTH=1", "2028-01-01"),
        ("FREQ=MINUTELY;BYSECOND=0,10,20,30,40,50", "2026-02-01"),
        ("FREQ=MINUTELY;COUNT=999999;BYDAY=SU", "2026-12-31"),
        ("FREQ=HOURLY;BYMINUTE=0,10,20,30,40,50;BYSECOND=0,20,40", "2027-01-01"),
        (f"FREQ=YEARLY;BYMONTH=1;BYHOUR={HOURS};BYMINUTE={SIXTY};BYSECOND={SIXTY}", "2030-01-01"),
    ],
)
def test_too_many_steps_are_not_taken(rule: str, high: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurrence, "MOST_STEPS", 10_000)

    def refused() -> None:
        with pytest.raises(TooManySteps):
            starts(rule, "2026-01-05", high)

    assert steps(refused) < LINES_OF_A_STEP * 10_000


def test_as_many_as_allowed_are_taken() -> None:
    high = dt.datetime.fromisoformat(START) + dt.timedelta(minutes=MOST_STEPS - 2)
    assert len(starts("FREQ=MINUTELY", "2026-01-05", f"{high:%Y-%m-%d %H:%M}")) == MOST_STEPS - 1


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY", "FREQ=HOURLY;INTERVAL=7"]
)
def test_age_of_a_rule_costs_nothing(rule: str) -> None:
    def since(year: int) -> int:
        return steps(lambda: starts(rule, "2026-01-01", "2026-03-01", f"{year:04d}-01-05 09:00"))

    since(1)  # what is made ready for all rules counts for none
    young = since(2025)
    assert [year for year in range(1, 1000, 50) if since(year) > 1.1 * young] == []


@pytest.mark.parametrize("frequency", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"])
def test_calendar_has_an_end(frequency: str) -> None:
    assert starts(f"FREQ={frequency};INTERVAL=999999999", "2026-01-01", "2026-12-31") == [START]
    assert starts(f"FREQ={frequency}", "9999-01-01", "9999-12-31") != []


def test_rule_from_the_first_year() -> None:
    assert days("FREQ=WEEKLY;BYDAY=MO", "0001-01-01", "0001-01-16", "0001-01-01 09:00") == ["01-01", "01-08", "01-15"]
    assert days("FREQ=YEARLY;BYWEEKNO=1", "0001-01-01", "0001-01-31", "0001-01-01 09:00") == [
        f"01-0{day}" for day in range(1, 8)
    ]


# ---- what can never be ----

NEVER: Final = (
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
    "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8",
    "FREQ=HOURLY;INTERVAL=2;BYHOUR=8",
    "FREQ=MINUTELY;INTERVAL=30;BYMINUTE=15",
)
SELDOM: Final = (
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5",
    "FREQ=HOURLY;INTERVAL=2;BYHOUR=9",
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO",
)


@pytest.mark.parametrize("rule", NEVER)
def test_rule_that_never_matches_is_known(rule: str) -> None:
    assert never_matches(parse_rule(rule), wall(START))
    assert starts(rule, "2026-01-01", "2026-12-31") == []


@pytest.mark.parametrize("rule", SELDOM)
def test_rule_that_matches_seldom_is_no_such(rule: str) -> None:
    assert not never_matches(parse_rule(rule), wall(START))
