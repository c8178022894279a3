"""One-off answers: which days the data cover, which period that makes, and what an answer is made of."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from app.errors import UnreadableInput
from app.model.preferences import Preferences
from app.operations.one_off import LONGEST_PERIOD, Question, analysis_of, timeline_of, today_in
from app.progress import SILENT
from tests.builders import ANNA, BEN, at, calendar, event, guest, home, ordinal, organizer

if TYPE_CHECKING:
    from pathlib import Path

    from app.model.timezones import HomeZone

TODAY = ordinal("2026-12-31")


def question(first: str | None = None, last: str | None = None, zone: HomeZone | None = None) -> Question:
    """A question about some days, or about all that the data cover."""
    begin = ordinal(first) if first is not None else None
    end = ordinal(last) if last is not None else None
    return Question(begin, end, TODAY, Preferences(zone=zone or home(), me=frozenset({ANNA})))


def covered(*contents: bytes, zone: HomeZone | None = None, folder: Path) -> list[tuple[int, int]]:
    """The covered days of some files, first and last."""
    paths = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.ics"
        path.write_bytes(content)
        paths.append(str(path))
    asked = question("2026-02-09", "2026-02-15", zone)
    return [(first, end - 1) for first, end in analysis_of(paths, asked).coverage]


def days(*ends: str) -> list[tuple[int, int]]:
    """Pairs of dates as ordinals."""
    return [(ordinal(first), ordinal(last)) for first, last in zip(ends[::2], ends[1::2], strict=True)]


def on(day: str, *lines: str, uid: str = "one", stamp: str = "20260601T120000Z") -> str:
    """An event from 10:00 to 11:00 UTC on a day."""
    return event(*at(f"{day}T100000Z", f"{day}T110000Z"), *lines, uid=uid, stamp=stamp)


# ---- coverage ----


def test_a_file_covers_from_its_first_timed_event_to_its_newest_stamp(tmp_path: Path) -> None:
    found = covered(calendar(on("20260105"), on("20260301", uid="two")), folder=tmp_path)
    assert found == days("2026-01-05", "2026-06-01")


@pytest.mark.parametrize("name", ["LAST-MODIFIED", "CREATED"])
def test_each_stamp_counts(tmp_path: Path, name: str) -> None:
    found = covered(calendar(on("20260105", f"{name}:20260915T080000Z")), folder=tmp_path)
    assert found == days("2026-01-05", "2026-09-15")


def test_whole_days_before_the_first_timed_event_are_not_covered(tmp_path: Path) -> None:
    birthday = event(*at("20200101", "20200102"), "RRULE:FREQ=YEARLY", uid="birthday")
    assert covered(calendar(birthday, on("20260105")), folder=tmp_path) == days("2026-01-05", "2026-06-01")
    assert covered(calendar(birthday), folder=tmp_path) == []


def test_where_no_stamp_is_after_the_first_event_the_last_one_off_ends_it(tmp_path: Path) -> None:
    old = "20250101T000000Z"
    one_offs = (on("20260105", stamp=old), on("20260220", uid="two", stamp=old))
    assert covered(calendar(*one_offs), folder=tmp_path) == days("2026-01-05", "2026-02-20")
    series = on("20260301", "RRULE:FREQ=DAILY", uid="series", stamp=old)
    assert covered(calendar(*one_offs, series), folder=tmp_path) == days("2026-01-05", "2026-02-20")
    whole = event(*at("20260303", "20260304"), uid="whole", stamp=old)
    assert covered(calendar(*one_offs, whole), folder=tmp_path) == days("2026-01-05", "2026-03-03")
    assert covered(calendar(series), folder=tmp_path) == []


def test_a_file_without_stamps_ends_with_its_last_one_off(tmp_path: Path) -> None:
    bare = [each.replace("DTSTAMP:20260601T120000Z\r\n", "") for each in (on("20260105"), on("20260109", uid="two"))]
    assert covered(calendar(*bare), folder=tmp_path) == days("2026-01-05", "2026-01-09")


def test_days_of_coverage_are_days_in_the_zone(tmp_path: Path) -> None:
    late = event(*at("20260105T233000Z", "20260106T000000Z"), stamp="20260601T233000Z")
    assert covered(calendar(late), folder=tmp_path) == days("2026-01-05", "2026-06-01")
    berlin = covered(calendar(late), zone=home("Europe/Berlin"), folder=tmp_path)
    assert berlin == days("2026-01-06", "2026-06-02")


def test_the_first_occurrence_counts_and_not_the_start_of_a_rule(tmp_path: Path) -> None:
    series = on("20260105", "RRULE:FREQ=WEEKLY;COUNT=9", "EXDATE:20260105T100000Z,20260112T100000Z")
    assert covered(calendar(series), folder=tmp_path) == days("2026-01-19", "2026-06-01")
    moved = event("RECURRENCE-ID:20260119T100000Z", *at("20260102T100000Z", "20260102T110000Z"))
    assert covered(calendar(series, moved), folder=tmp_path) == days("2026-01-02", "2026-06-01")


def test_the_earliest_of_all_events_counts_wherever_it_stands_in_the_file(tmp_path: Path) -> None:
    series = on("20260105", "RRULE:FREQ=WEEKLY;COUNT=9", "EXDATE:20260105T100000Z", uid="series")
    apart = [on(day, uid=day) for day in ("20260301", "20260105", "20260201")]
    assert covered(calendar(*apart), folder=tmp_path) == days("2026-01-05", "2026-06-01")
    late, between, early = (on(day, uid=day) for day in ("20260201", "20260120", "20260108"))
    assert covered(calendar(late, series, between), folder=tmp_path) == days("2026-01-12", "2026-06-01")
    assert covered(calendar(early, series), folder=tmp_path) == days("2026-01-08", "2026-06-01")


def test_an_extra_date_before_the_start_of_a_series_counts(tmp_path: Path) -> None:
    series = on("20260105", "RDATE:20251201T100000Z,20251115T100000Z,20260301T100000Z")
    assert covered(calendar(series), folder=tmp_path) == days("2025-11-15", "2026-06-01")
    before = on("20251224", uid="before")
    assert covered(calendar(before, series), folder=tmp_path) == days("2025-11-15", "2026-06-01")
    moved = (
        event("RECURRENCE-ID:20260105T100000Z", *at("20251103T100000Z", "20251103T110000Z")),
        event("RECURRENCE-ID:20260301T100000Z", *at("20251224T100000Z", "20251224T110000Z")),
    )
    assert covered(calendar(series, *moved), folder=tmp_path) == days("2025-11-03", "2026-06-01")


def test_a_whole_day_that_replaces_a_slot_is_no_timed_occurrence(tmp_path: Path) -> None:
    series = on("20260105", "RRULE:FREQ=WEEKLY;COUNT=9")
    whole = event("RECURRENCE-ID:20260105T100000Z", *at("20260101", "20260102"))
    assert covered(calendar(series, whole), folder=tmp_path) == days("2026-01-12", "2026-06-01")


def test_a_stamp_at_the_very_start_of_the_first_event_covers_its_day(tmp_path: Path) -> None:
    events = (on("20260105", stamp="20260105T100000Z"), on("20260301", uid="two", stamp="20250101T000000Z"))
    assert covered(calendar(*events), folder=tmp_path) == days("2026-01-05", "2026-01-05")
    events = (on("20260105", stamp="20260105T095959Z"), on("20260301", uid="two", stamp="20250101T000000Z"))
    assert covered(calendar(*events), folder=tmp_path) == days("2026-01-05", "2026-03-01")


def test_several_files_cover_what_any_of_them_does(tmp_path: Path) -> None:
    one = calendar(on("20260105", stamp="20260131T120000Z"))
    two = calendar(on("20260115", uid="two", stamp="20260220T120000Z"))
    apart = calendar(on("20260301", uid="three", stamp="20260310T120000Z"))
    touching = calendar(on("20260201", uid="four", stamp="20260205T120000Z"))
    assert covered(one, two, folder=tmp_path) == days("2026-01-05", "2026-02-20")
    assert covered(one, apart, folder=tmp_path) == days("2026-01-05", "2026-01-31", "2026-03-01", "2026-03-10")
    assert covered(one, touching, folder=tmp_path) == days("2026-01-05", "2026-02-05")


def test_nothing_is_covered_by_nothing(tmp_path: Path) -> None:
    assert covered(calendar(), folder=tmp_path) == []


# ---- the period ----


def period(content: bytes, asked: Question) -> tuple[int, int]:
    """The period that a question makes of a calendar."""
    whole = timeline_of(["-"], asked, io.BytesIO(content))
    return whole.period.first, whole.period.last


def test_without_dates_the_period_is_what_is_covered() -> None:
    assert period(calendar(on("20260105")), question()) == days("2026-01-05", "2026-06-01")[0]


def test_a_given_date_holds() -> None:
    content = calendar(on("20260105"))
    assert period(content, question("2026-03-01")) == days("2026-03-01", "2026-06-01")[0]
    assert period(content, question(None, "2026-03-01")) == days("2026-01-05", "2026-03-01")[0]
    assert period(content, question("2027-01-01")) == days("2027-01-01", "2027-01-01")[0]
    assert period(content, question(None, "2025-01-01")) == days("2025-01-01", "2025-01-01")[0]
    assert period(content, question("1900-01-01", "2100-12-31")) == days("1900-01-01", "2100-12-31")[0]


def test_a_gap_in_what_is_covered_is_in_the_period(tmp_path: Path) -> None:
    for name, day, stamp in (("a.ics", "20260105", "20260110T000000Z"), ("b.ics", "20260301", "20260310T000000Z")):
        (tmp_path / name).write_bytes(calendar(on(day, uid=name, stamp=stamp)))
    found = timeline_of([str(tmp_path)], question()).period
    assert (found.first, found.last) == days("2026-01-05", "2026-03-10")[0]


def test_without_coverage_the_period_is_a_year_from_the_first_event() -> None:
    birthday = event(*at("20260301", "20260302"), "RRULE:FREQ=YEARLY")
    first, last = period(calendar(birthday), question())
    assert (first, last - first + 1) == (ordinal("2026-03-01"), 364)
    earlier = event(*at("20260228", "20260301"), uid="two")
    assert period(calendar(birthday, earlier), question())[0] == ordinal("2026-02-28")
    first, last = period(calendar(), question())
    assert (first, last - first + 1) == (TODAY, 364)


def test_a_period_that_nobody_asked_for_has_an_end() -> None:
    assert LONGEST_PERIOD == 30 * 366
    content = calendar(on("19000101"))
    first, last = period(content, question())
    assert (first, last) == (ordinal("2026-06-01") - LONGEST_PERIOD, ordinal("2026-06-01"))
    assert period(content, question("1900-01-01"))[0] == ordinal("1900-01-01")


def test_today_is_the_clocks_date_in_the_zone() -> None:
    kiritimati = today_in(Preferences(zone=home("Pacific/Kiritimati")))
    niue = today_in(Preferences(zone=home("Pacific/Niue")))
    assert kiritimati - niue in {1, 2}


# ---- the answer ----


def test_an_answer_is_made_of_all_paths(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(calendar(on("20260209", organizer(BEN), guest(ANNA))))
    content = io.BytesIO(calendar(on("20260210", organizer(BEN), guest(ANNA), uid="two")))
    found = analysis_of([str(tmp_path / "a.ics"), "-"], question("2026-02-09", "2026-02-15"), content, SILENT)
    assert found.kinds == {"meeting": 2}
    assert [each.meetings for each in found.weeks] == [2]
    assert found.me.addresses == {ANNA}


def test_an_answer_counts_what_is_away_and_what_is_a_placeholder() -> None:
    content = calendar(
        event("SUMMARY:Urlaub", *at("20260210", "20260211"), uid="off"),
        on("20260210", organizer(BEN), guest(ANNA), uid="away"),
        event(*at("20260211T060000Z", "20260211T200000Z"), uid="placeholder"),
        on("20260301", organizer(BEN), guest(ANNA), uid="later"),
    )
    found = analysis_of(["-"], question("2026-02-09", "2026-02-15"), io.BytesIO(content))
    assert (found.away, found.suspects) == (1, 1)
    assert found.kinds == {"out_of_office": 1, "meeting": 1, "ignored": 1}
    assert found.weeks[0].meetings == 0


@pytest.fixture
def own_and_team(tmp_path: Path) -> list[str]:
    """Two calendars with a meeting of each, and one that stands in both; my answer is in that of the team."""
    own, team = tmp_path / "own.ics", tmp_path / "team.ics"
    shared = (organizer(BEN), guest("cleo@firm.example"))
    events = on("20260209", *shared, uid="both"), on("20260210", *shared, uid="own")
    own.write_bytes(calendar(*events, head=("X-WR-CALNAME:Own",)))
    events = on("20260209", organizer(BEN), guest(ANNA), uid="both"), on("20260211", *shared, uid="team")
    team.write_bytes(calendar(*events, head=("X-WR-CALNAME:Team",)))
    return [str(own), str(team)]


def kinds(paths: list[str], left_out: str) -> dict[str, str]:
    """UID and kind of each occurrence where a calendar is left out."""
    preferences = Preferences(me=frozenset({ANNA}), left_out=frozenset({left_out}))
    asked = Question(ordinal("2026-02-09"), ordinal("2026-02-15"), TODAY, preferences)
    return {each.series.uid: each.kind for each in timeline_of(paths, asked).occurrences}


def test_a_calendar_that_is_left_out_is_not_counted(own_and_team: list[str]) -> None:
    found = kinds(own_and_team, "Own")
    assert found == {"both": "meeting", "own": "ignored", "team": "meeting"}


def test_leaving_a_calendar_out_takes_nothing_from_the_others(own_and_team: list[str]) -> None:
    found = kinds(own_and_team, "Team")
    assert found == {"both": "meeting", "own": "meeting", "team": "ignored"}


def test_problems_of_reading_and_of_counting_stand_together() -> None:
    content = calendar(event("DTSTART:never", uid="lost"), event("RRULE:FREQ=SECONDLY", uid="often"))
    found = analysis_of(["-"], question("2026-02-09", "2026-02-15"), io.BytesIO(content))
    assert [problem.uid for problem in found.problems] == ["lost", "often"]


def test_an_answer_needs_something_to_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        analysis_of([str(tmp_path / "missing.ics")], question())
