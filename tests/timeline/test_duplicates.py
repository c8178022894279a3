"""Which events are the same: versions in one calendar, copies in two, unlike events that share a UID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.builders import ANNA, BEN, guest
from tests.ics_builder import read, spans, vcalendar, vevent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.conftest import Clearweek

NINE: Final = ("DTSTART:20260105T090000Z", "DURATION:PT1H")
TEN: Final = ("DTSTART:20260105T100000Z", "DURATION:PT1H")
NINE_HOUR: Final = "2026-01-05T09:00Z 10:00Z"
TEN_HOUR: Final = "2026-01-05T10:00Z 11:00Z"


def january(*components: str) -> list[str]:
    return spans(vcalendar(*components), "2026-01-01", "2026-01-31")


# ---- in one calendar ----

VERSIONS: Final = {
    "SEQUENCE goes first": (
        ["SEQUENCE:1", "LAST-MODIFIED:20260101T000000Z"],
        ["SEQUENCE:2", "LAST-MODIFIED:20250101T000000Z"],
    ),
    "then LAST-MODIFIED": (
        ["SUMMARY:Talk", "LAST-MODIFIED:20260101T000000Z", "DTSTAMP:20260103T000000Z"],
        ["SUMMARY:Talk", "LAST-MODIFIED:20260102T000000Z", "DTSTAMP:20260101T000000Z"],
    ),
    "then DTSTAMP": (
        ["SUMMARY:Talk", "DTSTAMP:20260101T000000Z"],
        ["SUMMARY:Talk", "DTSTAMP:20260102T000000Z"],
    ),
    "no SEQUENCE is 0": (["SUMMARY:Talk"], ["SUMMARY:Chat", "SEQUENCE:1"]),
}


@pytest.mark.parametrize(("older", "newer"), VERSIONS.values(), ids=VERSIONS)
def test_of_two_versions_the_newer_is_taken(older: Sequence[str], newer: Sequence[str]) -> None:
    """RFC 5546 §2.1.5; the order in the file does not matter."""
    first, second = vevent(*NINE, *older), vevent(*TEN, *newer)
    assert january(first, second) == [TEN_HOUR]
    assert january(second, first) == [TEN_HOUR]


def test_newer_version_may_be_cancelled(clearweek: Clearweek, tmp_path: Path) -> None:
    gone = vevent(*NINE, "SEQUENCE:1", "STATUS:CANCELLED")
    rows = events(clearweek, tmp_path, vcalendar(vevent(*NINE, "SEQUENCE:0"), gone))
    assert [row["kind"] for row in rows] == ["cancelled"]


def test_newer_version_may_repeat_no_more() -> None:
    series = vevent(*NINE, "RRULE:FREQ=DAILY;COUNT=5", "SEQUENCE:0")
    assert january(series, vevent(*NINE, "SEQUENCE:1")) == [NINE_HOUR]


def test_exact_copies_are_one() -> None:
    assert january(vevent(*NINE), vevent(*NINE)) == [NINE_HOUR]


def test_unlike_events_of_one_uid_both_stay() -> None:
    """Nothing says that one is the newer, and their titles differ."""
    first, second = vevent(*NINE, "SUMMARY:Dentist"), vevent(*TEN, "SUMMARY:Budget")
    assert january(first, second) == [NINE_HOUR, TEN_HOUR]


def test_events_without_a_uid_are_told_apart_by_what_they_say() -> None:
    first, second = vevent(*NINE, "SUMMARY:Dentist", uid=""), vevent(*NINE, "SUMMARY:Budget", uid="")
    assert january(first, second) == [NINE_HOUR] * 2


def test_copies_without_a_uid_are_one_whatever_their_stamp() -> None:
    """Exporters stamp DTSTAMP anew each time."""
    copies = [vevent(*NINE, f"DTSTAMP:2026010{day}T000000Z", uid="") for day in (1, 2)]
    assert january(*copies) == [NINE_HOUR]
    (series,) = read(vcalendar(*copies)).series
    assert series.uid.startswith("clearweek:")


def test_empty_uid_is_none() -> None:
    assert january(vevent("UID:", *NINE, uid=""), vevent("UID:", *TEN, uid="")) == [NINE_HOUR, TEN_HOUR]


# ---- in two calendars ----


def events(clearweek: Clearweek, folder: Path, *files: bytes) -> list[dict[str, Any]]:
    paths = []
    for number, content in enumerate(files):
        path = folder / f"{number}.ics"
        path.write_bytes(content)
        paths.append(str(path))
    words = ("--from", "2026-01-01", "--to", "2026-02-28", "--tz", "UTC", "--me", ANNA, "--json")
    rows: list[dict[str, Any]] = clearweek("events", *paths, *words).json["occurrences"]
    return rows


def test_same_event_in_two_sources_is_once(clearweek: Clearweek, tmp_path: Path) -> None:
    """Each slot of a series is looked at by itself."""
    head = vevent(*NINE, "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = vevent("RECURRENCE-ID:20260112T090000Z", "DTSTART:20260113T090000Z", "DURATION:PT1H")
    rows = events(clearweek, tmp_path, vcalendar(head), vcalendar(head, moved))
    assert len(rows) == 3
    assert sorted({row["recurrence_id"] for row in rows}) == [
        "2026-01-05T09:00:00Z",
        "2026-01-12T09:00:00Z",
        "2026-01-19T09:00:00Z",
    ]


@pytest.mark.parametrize("turned_round", [False, True])
def test_copy_with_my_answer_is_kept(clearweek: Clearweek, tmp_path: Path, *, turned_round: bool) -> None:
    bare = vcalendar(vevent(*NINE, guest(BEN), guest("cy@firm.example"), guest("dan@firm.example")))
    answered = vcalendar(vevent(*NINE, guest(ANNA, "TENTATIVE"), guest(BEN)))
    files = (answered, bare) if turned_round else (bare, answered)
    (row,) = events(clearweek, tmp_path, *files)
    assert (row["response"], row["people"]) == ("tentative", 2)


@pytest.mark.parametrize("turned_round", [False, True])
def test_else_the_copy_with_more_people(clearweek: Clearweek, tmp_path: Path, *, turned_round: bool) -> None:
    few = vcalendar(vevent(*NINE, guest(ANNA)))
    many = vcalendar(vevent(*NINE, guest(ANNA), guest(BEN)))
    (row,) = events(clearweek, tmp_path, *((many, few) if turned_round else (few, many)))
    assert row["people"] == 2


def test_else_the_first(clearweek: Clearweek, tmp_path: Path) -> None:
    first, second = (vcalendar(vevent(*NINE, f"SUMMARY:{title}")) for title in ("First", "Second"))
    (row,) = events(clearweek, tmp_path, first, second)
    assert row["title"] == "First"


def test_same_uid_at_another_time_is_another_event(clearweek: Clearweek, tmp_path: Path) -> None:
    rows = events(clearweek, tmp_path, vcalendar(vevent(*NINE)), vcalendar(vevent(*TEN)))
    assert [row["start"] for row in rows] == ["2026-01-05T09:00:00Z", "2026-01-05T10:00:00Z"]


def test_two_events_of_one_uid_in_one_calendar_are_not_joined_by_a_second(clearweek: Clearweek, tmp_path: Path) -> None:
    """Two unlike events at the same time stay two, also where another calendar shares a UID with them."""
    unlike = vcalendar(vevent(*NINE, "SUMMARY:Dentist", uid=""), vevent(*NINE, "SUMMARY:Budget", uid=""))
    rows = events(clearweek, tmp_path, unlike, unlike)
    assert sorted(row["title"] for row in rows) == ["Budget", "Dentist"]


def test_the_same_all_day_event_is_once(clearweek: Clearweek, tmp_path: Path) -> None:
    holiday = vcalendar(vevent("DTSTART;VALUE=DATE:20260106", "SUMMARY:Epiphany"))
    assert len(events(clearweek, tmp_path, holiday, holiday, holiday)) == 1


def test_orphan_in_one_calendar_is_the_slot_of_the_series_in_the_other(clearweek: Clearweek, tmp_path: Path) -> None:
    head = vcalendar(vevent(*NINE, "RRULE:FREQ=WEEKLY;COUNT=2"))
    orphan = vcalendar(
        vevent("RECURRENCE-ID:20260112T090000Z", "DTSTART:20260112T150000Z", "DURATION:PT1H", guest(ANNA), guest(BEN))
    )
    rows = events(clearweek, tmp_path, head, orphan)
    assert [(row["start"], row["people"]) for row in rows] == [
        ("2026-01-05T09:00:00Z", None),
        ("2026-01-12T15:00:00Z", 2),
    ]
