"""The heat map: which share of each hour of the week meetings take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.heat_map import HeatAxes, axes_of, heat_map, left_out
from app.model.preferences import Preferences
from tests.analysis.histories import QUARTER_BEGINS, TODAY, demo_history, kept_of, meeting, quarter
from tests.builders import at, calendar, event, home, ordinal, times

if TYPE_CHECKING:
    from app.model.charts import HeatMap
    from app.model.spans import Span

MONDAY = ordinal("2026-02-09")
HOUR = 3600
AXES = HeatAxes()
THIN = "\u202f"


def of(*meetings: str, days: int = 14, unknown: frozenset[int] = frozenset()) -> HeatMap:
    """The heat map of some days from 9 February 2026 on."""
    spans = [times(text) for text in meetings]
    return heat_map(spans, MONDAY, MONDAY + days - 1, home(), AXES, unknown)


def share(found: HeatMap, weekday: int, hour: int) -> float | None:
    return found.shares[weekday][hour - found.first_hour]


def test_the_share_of_an_hour_is_that_of_all_its_days() -> None:
    found = of("2026-02-09 10:00-11:30", "2026-02-16 10:30-11:00")
    assert (share(found, 0, 10), share(found, 0, 11), share(found, 1, 10)) == (0.75, 0.25, 0.0)
    assert found.days == ("Mon", "Tue", "Wed", "Thu", "Fri")
    assert (found.first_hour, len(found.shares[0])) == (8, 10)
    assert found.title == f"Over this time, Monday 10:00 is taken most: 75{THIN}% of that hour"
    assert found.caption == "%\u00a0of each hour in meetings, 2 weeks"
    assert found.summary.startswith(found.title)


def test_a_year_is_called_one() -> None:
    assert of("2026-02-09 10:00-11:00", days=364).title.startswith("Over the year, Monday 10:00")


def test_two_meetings_at_once_take_an_hour_once() -> None:
    found = of("2026-02-09 10:00-11:00", "2026-02-09 10:00-11:00", days=7)
    assert share(found, 0, 10) == 1.0


def test_days_of_which_nothing_is_known_do_not_count() -> None:
    found = of("2026-02-09 10:00-11:00", unknown=frozenset({MONDAY + 7, MONDAY + 1, MONDAY + 8}))
    assert share(found, 0, 10) == 1.0
    assert share(found, 1, 10) is None
    assert found.opens[1][2] == ""
    assert found.table.rows[10] == ("Tuesday 8:00", "unknown")


def test_a_cell_opens_its_hour() -> None:
    found = of("2026-02-09 10:00-11:00")
    assert found.opens[0][2] == "hour:0:10:2026-02-09:2026-02-22"
    assert found.table.rows[2] == ("Monday 10:00", "50")
    assert found.table.opens[2] == found.opens[0][2]
    assert len(found.table.rows) == 50


def test_no_meetings_and_no_days() -> None:
    assert of().title == "No hour of the week holds meetings"
    everything = of(unknown=frozenset(range(MONDAY, MONDAY + 14)))
    assert everything.title == "The hours of the week are not known yet"
    assert everything.caption == "%\u00a0of each hour in meetings, 0 weeks"


def test_a_meeting_over_midnight_takes_hours_of_both_days() -> None:
    axes = HeatAxes((0, 1), 0, 24)
    found = heat_map([times("2026-02-09 23:30-00:30")], MONDAY, MONDAY + 6, home(), axes)
    assert (share(found, 0, 23), share(found, 1, 0), share(found, 1, 23)) == (0.5, 0.5, 0.0)


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [("2026-03-29", 2, None), ("2026-03-29", 3, 1.0), ("2026-10-25", 2, 0.5), ("2026-10-25", 3, 0.0)],
)
def test_days_on_which_clocks_change(day: str, hour: int, expected: float | None) -> None:
    zone = home("Europe/Berlin")
    sunday = ordinal(day)
    start = zone.epoch(sunday, 3 * HOUR) if day == "2026-03-29" else zone.epoch(sunday, 2 * HOUR)
    found = heat_map([(start, start + HOUR)], sunday, sunday, zone, HeatAxes((6,), 0, 24))
    assert share(found, 0, hour) == expected


def test_the_axes_follow_the_working_time() -> None:
    kept = quarter()
    assert axes_of(kept.working, kept.history.zone) == HeatAxes((0, 1, 2, 3, 4), 8, 18)
    sunday: dict[int, tuple[Span, ...]] = {MONDAY + 6: (times("2026-02-15 07:30-12:00"),)}
    assert axes_of(sunday, home()) == HeatAxes((0, 1, 2, 3, 4, 5, 6), 6, 13)
    assert axes_of({}, home()) == HeatAxes()


def test_days_that_say_nothing_are_left_out() -> None:
    away = event("SUMMARY:Urlaub", *at("20260505", "20260506"), uid="away")
    history = quarter(away).history
    found = left_out(history, QUARTER_BEGINS - 2, TODAY + 3)
    assert found == {QUARTER_BEGINS - 2, QUARTER_BEGINS - 1, ordinal("2026-05-05"), *range(TODAY, TODAY + 4)}
    busy = event("SUMMARY:Busy", "RRULE:FREQ=DAILY;COUNT=90", *at("20260202T100000Z", "20260202T110000Z"))
    nobody = kept_of([calendar(busy)], QUARTER_BEGINS, TODAY, TODAY).history
    assert len(left_out(nobody, QUARTER_BEGINS, TODAY)) == TODAY - QUARTER_BEGINS + 1


def test_the_shares_of_whole_days_add_up_to_the_meeting_time() -> None:
    kept = demo_history(preferences=Preferences(zone=home("Europe/Berlin")))
    first, last = ordinal("2026-01-05"), ordinal("2026-11-22")
    spans = [(each.start, each.end) for each in kept.occurrences if each.kind == "meeting" and not each.away]
    found = heat_map(spans, first, last, kept.history.zone, HeatAxes(tuple(range(7)), 0, 24))
    days = range(first, last + 1)
    weekdays = [sum(1 for day in days if (day - 1) % 7 == weekday) for weekday in range(7)]
    # Both days on which clocks change are Sundays without meetings, so all hours with meetings are as long.
    whole = sum(
        value * count * HOUR
        for row, count in zip(found.shares, weekdays, strict=True)
        for value in row
        if value is not None
    )
    assert whole == pytest.approx(sum(kept.history.days[day].meeting_seconds or 0 for day in days))


def test_meeting_builder_is_counted() -> None:
    kept = kept_of([calendar(meeting("20260209T100000Z", "20260209T110000Z", uid="one"))], MONDAY, MONDAY + 6, TODAY)
    spans = [(each.start, each.end) for each in kept.occurrences if each.kind == "meeting"]
    assert share(heat_map(spans, MONDAY, MONDAY + 6, home(), AXES), 0, 10) == 1.0
