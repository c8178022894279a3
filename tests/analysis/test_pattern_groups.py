"""Patterns in their groups, each with a word at the end of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pattern_groups import pattern_groups
from app.model.findings import Finding, Found, PatternResult, Unit
from app.model.patterns_page import SetAside
from app.model.series_figures import SeriesKey
from app.model.weeks import Week

if TYPE_CHECKING:
    from app.model.patterns_page import PatternRow

WEEK = Week._make([None] * len(Week._fields))._replace(
    monday=1,
    hours_seconds=144_000,
    working_seconds=144_000,
    complete=True,
    full=True,
    working_days=5,
    load=0.4,
    focus_share=0.3,
    fragmentation=0.25,
    focus_days=4,
    quiet_days=1,
    recurring_share=0.5,
    organized_share=0.5,
    usual={},
    focus_seconds=39_600,
    double_booked_seconds=1800,
    outside_hours_seconds=2700,
    longest_run_seconds=5400,
)
REFUSED = SetAside(3, "crowd", None, "", "It is meant to be so", 739_000, "2 Oct", "The pattern crowd is not so")


def finding(pattern: str, figure: float, unit: Unit, series: int = 0) -> Finding:
    found = Found(
        pattern=pattern,
        figure=figure,
        unit=unit,
        n=1,
        confidence="high",
        evidence=(),
        series=tuple(SeriesKey("cal", str(each)) for each in range(series)),
    )
    return Finding(
        found=found,
        name=pattern,
        sentence="What was found.",
        phrases=(),
        cannot_know="",
        suggestion="Try it",
        focus_cost_seconds=None,
        meeting_seconds=0,
    )


def result(pattern: str, found: Finding | None = None, unknown: str = "") -> PatternResult:
    from app.analysis.patterns.thresholds import Thresholds

    return PatternResult(
        id=pattern, name=pattern, thresholds=Thresholds({}).of(pattern), finding=found, unknown=unknown
    )


def row(each: PatternResult, week: Week | None = WEEK) -> PatternRow:
    ((found,),) = (group.rows for group in pattern_groups([each], week, ()))
    return found


def test_a_pattern_stands_in_the_group_of_what_became_of_it() -> None:
    results = [
        result("meeting-load", finding("meeting-load", 1200, "minutes")),
        result("crowd", finding("crowd", 60, "minutes", 1)),
        result("face-time", unknown="Nobody is named."),
        result("double-booked"),
    ]
    groups = pattern_groups(results, WEEK, [REFUSED])
    assert [(each.state, [row.pattern for row in each.rows]) for each in groups] == [
        ("found", ["meeting-load"]),
        ("not-found", ["double-booked"]),
        ("unknown", ["face-time"]),
        ("not-so", ["crowd"]),
    ]
    assert groups[2].rows[0].text == "Nobody is named."
    assert (groups[3].rows[0].value, groups[3].rows[0].text) == ("since 2 Oct", "It is meant to be so")


def test_a_refusal_of_one_series_sets_no_pattern_aside() -> None:
    for_series = REFUSED._replace(uid="some-uid")
    (group,) = pattern_groups([result("crowd", finding("crowd", 60, "minutes", 1))], WEEK, [for_series])
    assert group.state == "found"


def test_what_is_refused_and_not_found_stays_aside() -> None:
    (group,) = pattern_groups([result("crowd")], WEEK, [REFUSED])
    assert group.state == "not-so"


def test_what_was_found_says_its_figure() -> None:
    for pattern, figure, unit, series, wanted in (
        ("meeting-inflation", 0.74, "share", 2, "+74\u202f%"),
        ("fragmented-focus", 0.68, "share", 0, "68\u202f%"),
        ("crowd", 90, "minutes", 3, "1.5 h"),
        ("zombie-series", 2, "count", 2, "2 series"),
        ("same-circle", 4.5, "count", 5, "4.5 a week"),
        ("back-to-back", 1, "days", 0, "1 day"),
        ("face-time", 3, "count", 0, "3 people"),
    ):
        assert row(result(pattern, finding(pattern, figure, unit, series))).value == wanted  # type: ignore[arg-type]


def test_what_was_not_found_says_what_the_last_week_holds() -> None:
    wanted = {
        "meeting-load": "40\u202f%",
        "fragmented-focus": "25\u202f%",
        "focus-drought": "11.0 h",
        "double-booked": "30 min",
        "outside-hours": "45 min",
        "back-to-back": "1.5 h",
        "zombie-series": "0 series",
        "crowd": "",
    }
    assert {pattern: row(result(pattern)).value for pattern in wanted} == wanted
    assert row(result("meeting-load"), None).value == ""
    assert row(result("focus-drought"), WEEK._replace(focus_seconds=None)).value == ""
    assert row(result("meeting-load")).text.startswith("Meetings fill at least")
