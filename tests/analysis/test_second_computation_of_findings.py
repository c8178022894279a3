"""Series, inflation, patterns and 1:1s against a second, slow and plain computation (METRICS.md §5 to §9)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest

from app.operations.demo.year import demo_year
from tests.conftest import HARDEN
from tests.examples.test_examples import CALENDARS, FOLDER
from tests.second_computation import Settings
from tests.second_computation.costs import cost_of
from tests.second_computation.drafts import ADA, calendar_file, entry, whole_day
from tests.second_computation.habits import habits_of
from tests.second_computation.inflation import Side, inflation
from tests.second_computation.patterns import PATTERNS, patterns
from tests.second_computation.series import series_rows
from tests.second_computation.whole import DAY, WEEK, Whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tests.conftest import Clearweek
    from tests.second_computation.kinds import Classified

Row = dict[str, Any]
SEEDS: Final = range(400) if HARDEN else (*range(10), *range(11, 21), 22, 23)
NOBODY: Final = "nobody@example.com"
DEMO: Final = "katrin.sommer@clearlake.example"
BEN: Final = ("ORGANIZER:mailto:ada@engine.example", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@engine.example")
BEYOND: Final = {
    "rdate-period-thisandfuture.ics",
    "outlook-windows-zones-exdate.ics",
    "windows-zone-quoted-no-vtimezone.ics",
    "office365-customized-time-zone.ics",
    "oci-monthly-rdate-exdate-typo.ics",
}
"""Examples with what the second computation does not read: zones known only from their VTIMEZONE or by Windows names,
THISANDFUTURE, a conference service that is not in its own short list of links.
"""
SHOWN: Final = {
    0: {"meeting-inflation", "status-ritual", "no-agenda", "double-booked", "outside-hours", "focus-overrun"},
    1: {"spectator", "crowd"},
    5: {"same-circle", "short-notice", "one-on-one-status", "back-to-back"},
    11: {"one-on-one-slips", "zombie-series", "oversight"},
    17: {"meeting-load", "fragmented-focus", "focus-drought"},
}
"""What some seeds show, so that a change of the drafts does not empty them unseen."""
MONDAY: Final = date(2026, 3, 2)
TODAY: Final = date(2026, 11, 27)


# ---- what is asked ----


def written(folder: Path, files: Iterable[bytes]) -> list[str]:
    """The files in a folder."""
    paths = []
    for number, content in enumerate(files):
        path = folder / f"calendar-{number}.ics"
        path.write_bytes(content)
        paths.append(str(path))
    return paths


def analysis_of(clearweek: Clearweek, paths: Sequence[str], settings: Settings) -> Row:
    """What `analyze --json` prints."""
    words = ["--from", f"{settings.first}", "--to", f"{settings.last}", "--today", f"{settings.today}"]
    words += ["--tz", settings.zone, "--work", settings.hours, "--json"]
    result = clearweek("analyze", *paths, *words, *(word for address in settings.me for word in ("--me", address)))
    assert result.status == 0, result.err
    found: Row = result.json
    return found


# ---- how two answers differ ----


def same(ours: float | None, second: float | None, reach: float = 1e-9) -> bool:
    """Whether two numbers agree, or both are unknown."""
    return ours is second if ours is None or second is None else abs(ours - second) <= reach


def as_printed(name: str) -> float:
    """Lengths are kept in whole seconds and printed in minutes with one decimal; all else is not rounded."""
    return 0.06 if "minutes" in name else 1e-9


def series_differences(printed: Sequence[Row], whole: Whole) -> Iterator[str]:
    """Every figure of §5 in which they differ."""
    ours = {row["uid"]: row for row in printed}
    second = {str(row["uid"]): row for row in series_rows(whole)}
    if len(ours) != len(printed):
        yield "a UID stands twice"
    # Context and own time are listed with nothing held.
    yield from (f"{uid} only in Clearweek" for uid in ours.keys() - second.keys() if ours[uid]["held"])
    yield from (f"{uid} only here" for uid in second.keys() - ours.keys() if second[uid]["held"])
    for uid in ours.keys() & second.keys():
        for name, value in second[uid].items():
            mine = ours[uid][name]
            if isinstance(value, str):
                agree = mine == value
            elif isinstance(value, dict) and mine is not None:
                agree = all(same(mine[part], value[part]) for part in value)
            else:
                agree = same(mine, value, as_printed(name))  # type: ignore[arg-type]  # numbers and None are left
            if not agree:
                yield f"{uid} {name}: {mine}, second {value}"


def side_of(side: Side) -> Row:
    """One of the two periods, as it is printed."""
    return {
        "working_days": side.working_days,
        "meetings": side.number,
        "meeting_minutes": side.minutes,
        "person_minutes": side.person_minutes,
        "length": side.length,
        "people": side.people,
    }


def iso(monday: date) -> str:
    """The name of a week."""
    year, week, _weekday = monday.isocalendar()
    return f"{year}-W{week:02}"


def inflation_differences(printed: Row | None, whole: Whole) -> Iterator[str]:
    """Everything of §6 in which they differ, and whether each split sums to the whole."""
    second = inflation(whole)
    if printed is None or second is None:
        if (printed is None) != (second is None):
            yield f"inflation: {printed}, second {second}"
        return
    for name, side in (("a", second.a), ("b", second.b)):
        if printed[name]["weeks"] != [iso(monday) for monday in side.mondays]:
            yield f"weeks of {name}: {printed[name]['weeks']}, second {side.mondays}"
        yield from number_differences(name, printed[name], side_of(side))
    yield from number_differences("change", printed["change"], second.changes)
    yield from number_differences("why", printed["why"], second.why)
    yield from number_differences("pairs", printed, {"higher": max(second.pairs)})
    parts, sides = printed["why"], (printed["a"], printed["b"])
    if not same(parts["number"] + parts["length"] + parts["size"], parts["whole"]):
        yield f"the reasons do not sum to the whole: {parts}"
    rise = sides[1]["person_minutes"] - sides[0]["person_minutes"]
    if not same(sum(row["person_minutes"] for row in printed["series"]), rise, 1e-7):
        yield "the series do not sum to the whole"
    rows = Counter((row["change"], round(row["person_minutes"], 6)) for row in printed["series"])
    expected = Counter((change, round(minutes, 6)) for minutes, change in second.by_series.values())
    if rows != expected:
        yield f"series: {rows - expected}, second {expected - rows}"


def number_differences(label: str, ours: Row, second: Row) -> Iterator[str]:
    """The numbers in which two rows differ."""
    for name, value in second.items():
        if not same(ours[name], value, 1e-7):
            yield f"{label} {name}: {ours[name]}, second {value}"


def moment(one: Classified) -> tuple[str, str]:
    """An occurrence as evidence is printed."""
    return one.occurrence.uid, one.start.strftime("%Y-%m-%dT%H:%M:%SZ")


def finding_differences(printed: Sequence[Row], whole: Whole) -> Iterator[str]:
    """Which patterns are found, their figures, evidence and series, and what the evidence costs."""
    ours, second = {row["id"]: row for row in printed}, patterns(whole)
    yield from (f"{name} only in Clearweek: {ours[name]['sentence']}" for name in ours.keys() - second.keys())
    yield from (f"{name} only here: {second[name]}" for name in second.keys() - ours.keys())
    everything = {moment(one): one for one in whole.classified}
    for name in ours.keys() & second.keys():
        row, seen = ours[name], second[name]
        reach = 0.06 if row["unit"] == "minutes" else 1e-9
        if seen.figure is not None and not same(row["figure"], seen.figure, reach):
            yield f"{name} figure: {row['figure']}, second {seen.figure}"
        if seen.usual is not None and not all(map(same, row["usual"], seen.usual, (reach, reach))):
            yield f"{name} usual: {row['usual']}, second {seen.usual}"
        evidence = {(each["uid"], each["start"]) for each in row["evidence"]}
        if seen.evidence is not None and evidence != set(map(moment, seen.evidence)):
            yield f"{name} evidence: {evidence ^ set(map(moment, seen.evidence))}"
        if seen.series is not None and {each["uid"] for each in row["series"]} != {uid for _file, uid in seen.series}:
            yield f"{name} series: {row['series']}, second {seen.series}"
        cost = cost_of([everything[each] for each in evidence], whole)
        if not same(row["focus_cost_minutes"], cost.focus, 0.06) or not same(
            row["meeting_minutes"], cost.meetings, 0.06
        ):
            yield f"{name} costs: {row['focus_cost_minutes']}, {row['meeting_minutes']}, second {cost}"


def differences(analysis: Row, whole: Whole) -> str:
    """Everything in which they differ."""
    found = [
        *series_differences(analysis["series"], whole),
        *inflation_differences(analysis["inflation"], whole),
        *finding_differences(analysis["findings"], whole),
    ]
    return "\n".join(found[:40])


# ---- random calendars, the demo, the examples ----


@pytest.mark.parametrize("seed", SEEDS)
def test_series_inflation_and_findings_of_random_calendars(seed: int, clearweek: Clearweek, tmp_path: Path) -> None:
    files, settings = habits_of(seed)
    analysis = analysis_of(clearweek, written(tmp_path, files), settings)
    assert SHOWN.get(seed, set()) <= {row["id"] for row in analysis["findings"]}
    found = differences(analysis, Whole(files, settings))
    assert not found, f"seed {seed}, {settings}\n{found}"


def test_every_pattern_shows_in_some_calendar() -> None:
    assert set().union(*SHOWN.values()) == PATTERNS.keys()


def test_series_inflation_and_findings_of_the_demo_year(clearweek: Clearweek, tmp_path: Path) -> None:
    """It shows every pattern that needs no setting up but two, so that hardly a line of the rules is left untried."""
    files = [demo_year(TODAY, 7)]
    monday = TODAY - TODAY.weekday() * DAY
    settings = Settings(monday - 52 * WEEK, monday - DAY, "Europe/Berlin", TODAY, (DEMO,))
    analysis = analysis_of(clearweek, written(tmp_path, files), settings)
    assert {row["id"] for row in analysis["findings"]} >= PATTERNS.keys() - {"meeting-load"}
    assert not (found := differences(analysis, Whole(files, settings))), found


@pytest.mark.parametrize("name", sorted(CALENDARS.keys() - BEYOND))
def test_series_inflation_and_findings_of_the_examples(name: str, clearweek: Clearweek) -> None:
    span, path = CALENDARS[name], FOLDER / name
    last = date(min(span.last, span.first + 1), 12, 31)
    settings = Settings(date(span.first, 1, 1), last, span.zone, last + 9 * DAY, (NOBODY,))
    analysis = analysis_of(clearweek, [str(path)], settings)
    assert not (found := differences(analysis, Whole([path.read_bytes()], settings))), found


# ---- the weeks of inflation ----


def weekly_meetings(first: date, weeks: int, stamped: date) -> bytes:
    """A meeting on a day and on each Monday after it, so many in all, in a file that was written on a day."""
    monday = first - DAY * first.weekday()
    days = [first, *(monday + WEEK * number for number in range(1, weeks))]
    starts = [f"{day:%Y%m%d}T" for day in days]
    lines = [line for start in starts for line in entry(f"{start}100000", f"{start}110000", *BEN)]
    return calendar_file(lines).replace(b"DTSTAMP:20261201", f"DTSTAMP:{stamped:%Y%m%d}".encode())


def inflation_of(clearweek: Clearweek, folder: Path, files: Sequence[bytes], first: date, last: date) -> Row | None:
    """What Clearweek and the second computation agree on."""
    settings = Settings(first, last, "Europe/Berlin", date(2027, 1, 1), (ADA,))
    analysis = analysis_of(clearweek, written(folder, files), settings)
    assert not (found := differences(analysis, Whole(files, settings))), found
    growth: Row | None = analysis["inflation"]
    return growth


@pytest.mark.parametrize(
    ("begins", "week"),
    [
        (date(2026, 2, 26), 14),
        (date(2026, 3, 1), 14),
        (date(2026, 3, 2), 14),
        (date(2026, 3, 3), 15),
    ],
)
def test_a_week_of_which_a_part_is_covered_is_none_of_the_first_four(
    begins: date, week: int, clearweek: Clearweek, tmp_path: Path
) -> None:
    """W10 is the week of Monday 2 March: it is the first that is covered, but not where the data begin on its Tuesday.

    A Sunday alone, as where one's week begins on Monday in another zone, is no week that the data cover.
    """
    growth = inflation_of(clearweek, tmp_path, [weekly_meetings(begins, 30, date(2026, 12, 1))], MONDAY, TODAY)
    assert growth is not None
    assert growth["a"]["weeks"] == [f"2026-W{number}" for number in range(week, week + 8)]


@pytest.mark.parametrize(
    ("goes_on", "week"),
    # W10 and W11 are covered, and W12 to its Wednesday.
    [
        (date(2026, 3, 19), 14),
        (date(2026, 3, 20), 15),
        (date(2026, 4, 15), 19),
    ],
)
def test_covered_weeks_are_counted_over_two_files_and_what_lies_between(
    goes_on: date, week: int, clearweek: Clearweek, tmp_path: Path
) -> None:
    files = [weekly_meetings(MONDAY, 3, date(2026, 3, 18)), weekly_meetings(goes_on, 30, date(2026, 12, 1))]
    growth = inflation_of(clearweek, tmp_path, files, MONDAY, TODAY)
    assert growth is not None
    assert growth["a"]["weeks"] == [f"2026-W{number}" for number in range(week, week + 8)]


@pytest.mark.parametrize(("weeks", "known"), [(5, False), (6, True)])
def test_now_lies_in_the_period_and_the_baseline_may_lie_before_it(
    weeks: int, known: bool, clearweek: Clearweek, tmp_path: Path
) -> None:
    first, last = MONDAY + WEEK * (30 - weeks), MONDAY + WEEK * 30 - DAY
    growth = inflation_of(clearweek, tmp_path, [weekly_meetings(MONDAY, 30, date(2026, 12, 1))], first, last)
    assert (growth is not None) is known
    if growth is not None:
        assert growth["b"]["weeks"] == [f"2026-W{number}" for number in range(34, 40)]
        assert growth["a"]["weeks"] == [f"2026-W{number}" for number in range(14, 22)]


# ---- what a finding costs ----


def test_what_a_finding_costs_a_week_is_taken_over_full_weeks_alone(clearweek: Clearweek, tmp_path: Path) -> None:
    """Of the last six slots three were cancelled; the first lies in a week with three days off, so that it is not full.

    In the five full weeks from the first evidence on, two half hours were held.
    """
    slots = [MONDAY + WEEK * number + 3 * DAY for number in range(12)]
    lines = [*entry(f"{slots[0]:%Y%m%d}T140000", "PT30M", "RRULE:FREQ=WEEKLY;COUNT=12", *BEN, uid="thursday")]
    for slot in slots[7::2]:
        when = f"{slot:%Y%m%d}T140000"
        gone = ("STATUS:CANCELLED", f"RECURRENCE-ID;TZID=Europe/Berlin:{when}")
        lines += entry(when, "PT30M", *gone, *BEN, uid="thursday")
    for slot in slots:
        lines += entry(f"{slot - 2 * DAY:%Y%m%d}T090000", "PT30M", *BEN)
    lines += whole_day(f"{slots[6] - 3 * DAY:%Y%m%d}", f"{slots[6]:%Y%m%d}", "SUMMARY:Urlaub")
    files, settings = [calendar_file(lines)], Settings(MONDAY, slots[-1] + 3 * DAY, "Europe/Berlin", TODAY, (ADA,))
    analysis = analysis_of(clearweek, written(tmp_path, files), settings)
    costs = {row["id"]: row["meeting_minutes"] for row in analysis["findings"]}
    assert costs["zombie-series"] == 2 * 30 / 5
    assert not (found := differences(analysis, Whole(files, settings))), found


# ---- what is usual ----


def test_usual_before_a_week_that_is_not_the_last_are_twelve_weeks_too(clearweek: Clearweek, tmp_path: Path) -> None:
    """Of seventeen weeks the three before the last hold 25 hours; the newest of them is compared with twelve before it.

    Those are six weeks of 6 hours, four of 2 and two of 25: the median is 6 hours, and that of the distances from it 2.
    """
    hours = [6] * 9 + [2] * 4 + [25] * 3 + [1]
    lines = []
    for number, long in enumerate(hours):
        for at in range(long):
            start = f"{MONDAY + WEEK * number + DAY * (at % 5):%Y%m%d}T{9 + at // 5:02}0000"
            lines += entry(start, "PT1H", *BEN, uid=f"{number}-{at}")
    files = [calendar_file(lines)]
    settings = Settings(MONDAY, MONDAY + WEEK * len(hours) - DAY, "Europe/Berlin", TODAY, (ADA,))
    analysis = analysis_of(clearweek, written(tmp_path, files), settings)
    usual = {row["id"]: row["usual"] for row in analysis["findings"]}
    assert usual["meeting-load"] == pytest.approx([360 - 2 * 1.4826 * 120, 360 + 2 * 1.4826 * 120], abs=0.06)
    assert not (found := differences(analysis, Whole(files, settings))), found


# ---- the gate ----


def late_meetings(weeks: int, meetings: int) -> bytes:
    """So many meetings of an hour in the evening, spread over so many weeks, the last of them in the last week."""
    lines = []
    for number in range(meetings):
        day = MONDAY + WEEK * (weeks - 1 - number % weeks) + DAY * (number // weeks % 5)
        lines += entry(f"{day:%Y%m%d}T190000", f"{day:%Y%m%d}T200000", *BEN, uid=f"evening-{number}")
    return calendar_file(lines)


@pytest.mark.parametrize(("weeks", "meetings"), [(2, 20), (3, 9), (3, 10), (4, 10), (20, 9), (20, 40)])
def test_nothing_is_found_on_fewer_than_three_full_weeks_and_ten_meetings(
    weeks: int, meetings: int, clearweek: Clearweek, tmp_path: Path
) -> None:
    files = [late_meetings(weeks, meetings)]
    settings = Settings(MONDAY, MONDAY + WEEK * weeks - DAY, "Europe/Berlin", date(2027, 1, 1), (ADA,))
    analysis = analysis_of(clearweek, written(tmp_path, files), settings)
    ids = {row["id"] for row in analysis["findings"]}
    assert ("outside-hours" in ids) == (weeks >= 3 and meetings >= 10)
    assert not (found := differences(analysis, Whole(files, settings))), found
