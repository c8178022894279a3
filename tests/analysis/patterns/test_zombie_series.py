"""A series of whose last six slots at least three fell out."""

from __future__ import annotations

from app.analysis.figure_words import plain
from app.analysis.pattern_words.zombie_series import WORDS
from app.analysis.patterns.zombie_series import find
from app.model.findings import Found, NotKnown
from app.model.preferences import Preferences
from tests.analysis.patterns.series_grounds import (
    CARLA,
    STAMP,
    away_on,
    grounds_of,
    mondays,
    override,
    skip,
    told,
    uids,
    weekly,
)
from tests.builders import BEN, at, event

LAST_SIX = mondays()[-6:]


def cancelled(day: str) -> str:
    return override("zombie", f"{day} 10:00", f"{day} 10:00", "STATUS:CANCELLED")


def declined(day: str) -> str:
    return override("zombie", f"{day} 10:00", f"{day} 10:00", mine="DECLINED")


def test_one_cancelled_one_skipped_and_one_declined_are_three_of_six() -> None:
    series = weekly("zombie", "2026-02-02 10:00", skip(f"{LAST_SIX[1]} 10:00"), title="Steering")
    found = find(grounds_of(series, cancelled(LAST_SIX[0]), declined(LAST_SIX[4])))
    assert isinstance(found, Found)
    # What was skipped stands nowhere in the calendar.
    assert told(found) == [f"zombie {day}T10:00" for day in LAST_SIX if day != LAST_SIX[1]]
    assert (found.figure, found.n, uids(found)) == (1, 6, ["zombie"])
    assert {name: found.values[name] for name in ("missed", "of", "cancelled", "skipped", "declined")} == {
        "missed": 3,
        "of": 6,
        "cancelled": 1,
        "skipped": 1,
        "declined": 1,
    }
    assert plain(WORDS.sentence(found)) == "Of the last 6 slots of Steering, 3 fell out."


def test_two_of_six_are_none() -> None:
    series = weekly("zombie", "2026-02-02 10:00", skip(f"{LAST_SIX[1]} 10:00"))
    assert find(grounds_of(series, cancelled(LAST_SIX[0]))) is None


def test_what_fell_out_before_the_last_six_does_not_count() -> None:
    slots = [f"{day} 10:00" for day in mondays()[4:9]]
    assert find(grounds_of(weekly("zombie", "2026-02-02 10:00", skip(*slots)))) is None


def test_slots_in_time_away_are_not_among_the_six() -> None:
    series = weekly("zombie", "2026-02-02 10:00")
    fell_out = [declined(day) for day in LAST_SIX[3:]]
    assert find(grounds_of(series, *fell_out, away_on(*LAST_SIX[3:]))) is None
    assert find(grounds_of(series, *fell_out)) is not None


def test_a_monthly_series_is_looked_at_with_the_slots_it_has() -> None:
    monthly = "FREQ=WEEKLY;INTERVAL=4"
    slots = ["2026-02-02 10:00", "2026-03-02 10:00", "2026-03-30 10:00", "2026-04-27 10:00"]
    found = find(grounds_of(weekly("zombie", slots[0], skip(*slots[1:]), rule=monthly)))
    assert isinstance(found, Found)
    assert (found.values["missed"], found.values["of"]) == (3, 4)


def test_own_blocks_may_fall_out_as_they_like() -> None:
    when = at("20260202T100000Z", "20260202T110000Z")
    slots = [f"{day} 10:00" for day in LAST_SIX]
    own = event("SUMMARY:Reading", *when, "RRULE:FREQ=WEEKLY", skip(*slots), uid="own", stamp=STAMP)
    assert find(grounds_of(own, weekly("talk", "2026-02-03 10:00"))) is None


def test_parts_into_which_google_splits_a_series_are_one() -> None:
    last = LAST_SIX[3]
    first = weekly(
        "zombie@x", "2026-02-02 10:00", skip(f"{LAST_SIX[1]} 10:00", f"{LAST_SIX[2]} 10:00"), rule=_until(last)
    )
    second = weekly("zombie_R20260420T100000@x", f"{last} 10:00", skip(f"{LAST_SIX[4]} 10:00"))
    found = find(grounds_of(first, second))
    assert isinstance(found, Found)
    assert uids(found) == ["zombie@x"]
    assert (found.values["missed"], found.values["of"]) == (3, 6)


def _until(day: str) -> str:
    return f"FREQ=WEEKLY;UNTIL={day.replace('-', '')}T000000Z"


def test_declines_are_unknown_where_i_am_but_what_was_skipped_is_not() -> None:
    nobody = Preferences()
    others = (BEN, CARLA, "dora@firm.example")
    series = weekly("zombie", "2026-02-02 10:00", by=BEN, people=others)
    alone = weekly("b", "2026-02-03 10:00", people=("x@firm.example",))
    assert find(grounds_of(weekly("zombie", "2026-02-02 10:00"), preferences=nobody)) == NotKnown("me-unknown")
    slots = [f"{day} 10:00" for day in LAST_SIX[:3]]
    found = find(grounds_of(weekly("zombie", "2026-02-02 10:00", skip(*slots)), preferences=nobody))
    assert isinstance(found, Found)
    assert found.values["skipped"] == 3
    assert find(grounds_of(series, alone)) is None
