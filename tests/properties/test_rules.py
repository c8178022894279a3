"""Drawn repeat rules: our arithmetic against python-dateutil's, on local times."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from dateutil.rrule import rrulestr
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.model.timezones import DAY
from app.timeline.recurrence import rule_starts
from app.timeline.rules import parse_rule

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CALENDAR: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# What one rule is looked at over, in days: so that what has a start each minute is not looked at for years.
REACH: Final = {
    "YEARLY": (60, 400, 3000),
    "MONTHLY": (31, 60, 400, 1500),
    "WEEKLY": (7, 60, 400),
    "DAILY": (7, 60, 400),
    "HOURLY": (1, 9, 40),
    "MINUTELY": (1, 3),
}
LATER: Final = {
    "YEARLY": (-400, 0, 30, 400, 4000),
    "MONTHLY": (-10, 0, 30, 400, 4000),
    "WEEKLY": (-10, 0, 1, 30, 400, 1500),
    "DAILY": (-10, 0, 1, 30, 400, 1500),
    "HOURLY": (-1, 0, 1, 30, 90),
    "MINUTELY": (-1, 0, 1, 9),
}


class Case(NamedTuple):
    """A rule, DTSTART, and the window from `low` to `high`, both included."""

    rule: str
    start: dt.datetime
    low: dt.datetime
    high: dt.datetime


def wall(moment: dt.datetime) -> int:
    """A local time as the engine counts it."""
    return moment.toordinal() * DAY + moment.hour * 3600 + moment.minute * 60 + moment.second


def moment(of_wall: int) -> dt.datetime:
    """The other way round."""
    return dt.datetime.fromordinal(of_wall // DAY) + dt.timedelta(seconds=of_wall % DAY)


def ours(case: Case) -> list[dt.datetime]:
    """What the engine says."""
    found = rule_starts(parse_rule(case.rule), wall(case.start), wall(case.low), wall(case.high))
    return [moment(each) for each in found]


# ---- drawing ----


class Draw:
    """Draws the parts of one rule.

    dateutil looks for the next start until the year 9999, so a drawn rule must have one: the `anchor` matches every
    part. Where steps are counted from DTSTART (INTERVAL), the anchor is DTSTART itself.
    """

    def __init__(self, draw: st.DrawFn, frequencies: tuple[str, ...], *, every: bool) -> None:
        self._draw = draw
        self.frequency = draw(st.sampled_from(frequencies))
        intervals = (1, 1, 2, 3, 4, 5) if self.frequency != "MINUTELY" else (7, 15, 90, 400, 1441)
        self.interval: int = 1 if every else draw(st.sampled_from(intervals))
        minutes = st.integers(0, 1439)
        days = st.integers(0, 1500)
        self.anchor = self._moment(draw(days), draw(minutes))
        self.start = self.anchor
        if self.interval == 1 and draw(st.booleans()):
            # What the rule takes from DTSTART (its day, its month) exists every year.
            self.start = self._moment(draw(days), draw(minutes)).replace(day=draw(st.integers(1, 28)))
        self.parts = [f"FREQ={self.frequency}"]
        if self.interval > 1 or draw(st.booleans()):
            self.parts.append(f"INTERVAL={self.interval}")

    @staticmethod
    def _moment(day: int, minute: int) -> dt.datetime:
        return dt.datetime(2018, 12, 1) + dt.timedelta(days=day, minutes=minute)

    def chance(self, of_ten: int) -> bool:
        return self._draw(st.integers(0, 9)) < of_ten

    def number(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))

    def some(self, *values: int, most: int = 4) -> list[int]:
        return self._draw(st.lists(st.sampled_from(values), max_size=most, unique=True))

    def numbers(self, name: str, own: int, *others: int) -> None:
        """Add a part that holds the anchor's own number."""
        chosen = dict.fromkeys([own, *self.some(*others)])
        self.parts.append(f"{name}={','.join(str(each) for each in chosen)}")

    def day_parts(self) -> None:
        day = self.anchor
        length = ((day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)).day
        if self.chance(3):
            self.numbers("BYMONTH", day.month, *range(1, 13))
        if self.frequency != "WEEKLY" and self.chance(3):
            own = day.day if self.chance(5) else day.day - length - 1
            self.numbers("BYMONTHDAY", own, 1, 2, 13, 15, 28, 29, 30, 31, -1, -2, -30, -31)
        if self.frequency in {"YEARLY", "DAILY", "HOURLY"} and self.chance(1):
            own = day.timetuple().tm_yday
            self.numbers("BYYEARDAY", own, 1, 60, 100, 200, 365, 366, -1, -366)

    def week_days(self) -> None:
        """Add BYDAY: plain, or with ordinals.

        dateutil takes a mixture of both as what is in both (RFC 5545 §3.3.10 lists days, so it is what is in either);
        `test_plain_and_counted_weekdays_together` holds that.
        """
        day = self.anchor
        if not self.chance(5):
            return
        by_month = any(part.startswith("BYMONTH=") for part in self.parts)
        if self.frequency in {"MONTHLY", "YEARLY"} and self.chance(5):
            within_year = self.frequency == "YEARLY" and not by_month
            number = (day.timetuple().tm_yday if within_year else day.day) + 6
            chosen = {f"{number // 7}{WEEKDAYS[day.weekday()]}"}
            counts = (1, 2, 3, 4, 5, -1, -2, -5, *((20, 52, 53, -30, -53) if within_year else ()))
            for count in self.some(*counts, most=3):
                chosen.add(f"{count}{WEEKDAYS[self.number(0, 6)]}")
            self.parts.append(f"BYDAY={','.join(sorted(chosen))}")
        else:
            chosen = {WEEKDAYS[day.weekday()], *(WEEKDAYS[each] for each in self.some(*range(7)))}
            self.parts.append(f"BYDAY={','.join(sorted(chosen))}")

    def clock_parts(self) -> None:
        if self.chance(2):
            self.numbers("BYHOUR", self.anchor.hour, *range(24))
        if self.chance(2):
            self.numbers("BYMINUTE", self.anchor.minute, 0, 15, 20, 30, 59)
        if self.chance(1) and self.frequency != "MINUTELY":
            self.numbers("BYSECOND", 0, 1, 30, 59)

    def positions(self) -> None:
        """Add BYSETPOS; the first or the last of a period always exists, others only beside them."""
        if not any(part.startswith("BY") for part in self.parts) or not self.chance(3):
            return
        chosen = {self.number(0, 1) * 2 - 1, *self.some(1, 2, 3, 5, -1, -2, -3, 100)}
        plain_days = f"BYDAY={','.join(WEEKDAYS[:5])}"
        if self.frequency in {"MONTHLY", "YEARLY"} and self.chance(3):
            # A month has 20 such days at least.
            self.parts = [*self.parts[:1], f"INTERVAL={self.interval}", plain_days]
            chosen = {self.number(1, 20) * (self.number(0, 1) * 2 - 1)}
        self.parts.append(f"BYSETPOS={','.join(str(each) for each in sorted(chosen))}")

    def limit(self) -> None:
        if self.chance(3):
            self.parts.append(f"COUNT={self.number(1, 60)}")

    def case(self) -> Case:
        if self.chance(3):
            self.parts.append(f"WKST={WEEKDAYS[self.number(0, 6)]}")
        low = self.start + dt.timedelta(days=self._draw(st.sampled_from(LATER[self.frequency])))
        high = low + dt.timedelta(days=self._draw(st.sampled_from(REACH[self.frequency])))
        return Case(";".join(self.parts), self.start, low, high)


@st.composite
def rules(
    draw: st.DrawFn,
    frequencies: tuple[str, ...] = (*CALENDAR, *CALENDAR, "HOURLY", "MINUTELY"),
    *,
    endless: bool = False,
    every: bool = False,
) -> Case:
    """A rule of these frequencies; `endless`: without COUNT, `every`: without INTERVAL and BYSETPOS in a week."""
    drawn = Draw(draw, frequencies, every=every)
    drawn.day_parts()
    drawn.week_days()
    drawn.clock_parts()
    if not (every and drawn.frequency == "WEEKLY"):
        drawn.positions()
    if not endless:
        drawn.limit()
    return drawn.case()


# ---- against dateutil ----


@given(rules())
def test_starts_are_those_of_dateutil(case: Case) -> None:
    try:
        expected = rrulestr(case.rule, dtstart=case.start).between(case.low, case.high, inc=True)
    except (IndexError, ValueError):
        # An IndexError where BYDAY counts beyond a year's end; a ValueError where steps in hours never meet BYHOUR.
        assume(condition=False)
        raise
    assert ours(case) == expected


@given(rules(endless=True), st.integers(0, 900))
def test_until_ends_them(case: Case, days: int) -> None:
    """UNTIL is the caller's business: the engine is asked for a window that ends with it."""
    until = max(case.start, case.low) + dt.timedelta(days=days)
    text = f"{case.rule};UNTIL={until:%Y%m%dT%H%M%S}"
    try:
        expected = rrulestr(text, dtstart=case.start).between(case.low, case.high, inc=True)
    except (IndexError, ValueError):
        assume(condition=False)
        raise
    assert ours(case._replace(rule=text, high=min(case.high, until))) == expected


# ---- where dateutil is wrong: plain looks at every day ----


def week_of(day: dt.date, week_start: int) -> tuple[int, int]:
    """The number of a day's week, and how many weeks its year has: a week belongs to the year of its fourth day."""
    fourth = day - dt.timedelta(days=(day.weekday() - week_start) % 7) + dt.timedelta(days=3)
    last = dt.date(fourth.year, 12, 31)
    last -= dt.timedelta(days=(last.weekday() - fourth.weekday()) % 7)
    return (fourth.timetuple().tm_yday + 6) // 7, (last.timetuple().tm_yday + 6) // 7


def matching(start: dt.datetime, end: dt.datetime, wanted: Callable[[dt.date], bool]) -> list[dt.datetime]:
    """Every day from the start to the end that is wanted, at the start's time."""
    days = (start + dt.timedelta(days=number) for number in range((end - start).days + 1))
    return [day for day in days if wanted(day.date())]


@given(st.dates(dt.date(1971, 1, 1), dt.date(2100, 1, 1)))
def test_weeks_are_those_of_iso_8601(day: dt.date) -> None:
    assert week_of(day, 0)[0] == day.isocalendar().week


@given(
    st.dates(dt.date(2014, 1, 1), dt.date(2027, 12, 31)),
    st.lists(st.sampled_from([1, 2, 9, 20, 35, 51, 52, 53, -1, -2, -52, -53]), min_size=1, max_size=3, unique=True),
    st.sets(st.integers(0, 6), max_size=3),
    st.integers(0, 6),
    st.integers(1, 3),
    st.integers(0, 1500),
)
@example(dt.date(2018, 1, 1), [53], {0}, 0, 1, 0)
@example(dt.date(2018, 1, 1), [-53], {6}, 6, 1, 0)
def test_weeks_of_the_year(
    first: dt.date, weeks: list[int], days: set[int], week_start: int, interval: int, later: int
) -> None:
    """BYWEEKNO. dateutil takes the wrong length of a year around New Year, so each day is looked at instead."""
    start = dt.datetime.combine(first, dt.time(9))
    rule = f"FREQ=YEARLY;INTERVAL={interval};BYWEEKNO={','.join(map(str, weeks))};WKST={WEEKDAYS[week_start]}"
    if days:
        rule += f";BYDAY={','.join(WEEKDAYS[each] for each in sorted(days))}"

    def wanted(day: dt.date) -> bool:
        number, of = week_of(day, week_start)
        in_step = (day.year - first.year) % interval == 0
        return in_step and (not days or day.weekday() in days) and (number in weeks or number - of - 1 in weeks)

    low, high = start + dt.timedelta(days=later), start + dt.timedelta(days=later + 500)
    assert ours(Case(rule, start, low, high)) == [day for day in matching(start, high, wanted) if day >= low]


@given(
    st.sampled_from(["MONTHLY", "YEARLY"]),
    st.dates(dt.date(2019, 1, 1), dt.date(2024, 12, 31)),
    st.sets(st.integers(0, 6), min_size=1, max_size=2),
    st.dictionaries(st.integers(0, 6), st.sampled_from([1, 2, 3, 4, 5, -1, -2, -5]), min_size=1, max_size=2),
)
def test_plain_and_counted_weekdays_together(
    frequency: str, first: dt.date, plain: set[int], counted: dict[int, int]
) -> None:
    """BYDAY=MO,-1FR is every Monday and the last Friday (RFC 5545 §3.3.10)."""
    start = dt.datetime.combine(first, dt.time(9))
    entries = [WEEKDAYS[day] for day in sorted(plain)]
    entries += [f"{count}{WEEKDAYS[day]}" for day, count in sorted(counted.items())]
    # In a YEARLY rule BYMONTH makes the months count rather than the year.
    rule = f"FREQ={frequency};BYDAY={','.join(entries)};BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12"

    def wanted(day: dt.date) -> bool:
        last = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        nth = counted.get(day.weekday(), 0)
        return day.weekday() in plain or nth in {(day.day + 6) // 7, -((last.day - day.day) // 7 + 1)}

    high = start + dt.timedelta(days=800)
    assert ours(Case(rule, start, start, high)) == matching(start, high, wanted)


# ---- without a second opinion ----


@given(rules(), st.lists(st.integers(1, 99), max_size=4))
def test_a_window_is_the_sum_of_its_parts(case: Case, cuts: list[int]) -> None:
    whole = ours(case)
    size = (case.high - case.low) / 100
    edges = [case.low, *(case.low + size * each for each in sorted(set(cuts))), case.high]
    edges = [edge.replace(microsecond=0) for edge in edges]
    second = dt.timedelta(seconds=1)
    joined = [
        each
        for low, high in pairwise(edges)
        for each in ours(case._replace(low=low, high=high if high == case.high else high - second))
    ]
    assert joined == whole


@given(rules(CALENDAR, endless=True, every=True), st.integers(1, 4))
def test_a_rule_may_be_very_old(case: Case, cycles: int) -> None:
    """Where no start depends on the ones before it, DTSTART some cycles of 400 years earlier changes nothing."""
    early = case.start.replace(year=case.start.year - 400 * cycles)
    later = case._replace(low=max(case.low, case.start))
    assert ours(later._replace(start=early)) == ours(later)
