"""Which events are the same: versions in one calendar, copies in two, unlike events that share a UID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from app.model.merged import LookAlike, counted_as
from app.timeline.duplicates import joined, look_alikes
from tests.builders import ANNA, BEN, guest, occurrence
from tests.ics_builder import read, spans, vcalendar, vevent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.model.occurrences import Occurrence
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


# ---- series that only look alike ----

MONDAY, TUESDAY = "2026-02-09 10:00-11:00", "2026-02-10 10:00-11:00"
MERGED: Final = {"copy": "talk"}


def kept(occurrences: Sequence[Occurrence], merged: dict[str, str]) -> list[tuple[str, int | None]]:
    """UID and people of those that stay, from either order."""
    forth, back = joined(occurrences, merged), joined(reversed(occurrences), merged)
    found, turned = ([(each.series.uid, each.attendance.people) for each in each_way] for each_way in (forth, back))
    assert sorted(found, key=repr) == sorted(turned, key=repr)
    return found


def test_what_only_looks_alike_stays_two_until_the_person_merges_it() -> None:
    both = [occurrence(MONDAY, uid="talk"), occurrence(MONDAY, uid="copy")]
    assert kept(both, {}) == [("talk", 2), ("copy", 2)]
    assert kept(both, {"copy": "other"}) == [("talk", 2), ("copy", 2)]
    assert kept(both, MERGED) == [("talk", 2)]


def test_only_the_same_start_and_end_is_the_same_occurrence() -> None:
    apart = [occurrence(MONDAY, uid="talk"), occurrence(TUESDAY, uid="copy")]
    longer = [occurrence(MONDAY, uid="talk"), occurrence("2026-02-09 10:00-11:30", uid="copy")]
    assert len(kept(apart, MERGED)) == len(kept(longer, MERGED)) == 2


def test_of_merged_series_the_copy_with_my_answer_is_kept_and_else_the_one_with_more_people() -> None:
    answered = [occurrence(MONDAY, uid="talk", response=None, people=9), occurrence(MONDAY, uid="copy")]
    assert kept(answered, MERGED) == [("copy", 2)]
    larger = [occurrence(MONDAY, uid="talk"), occurrence(MONDAY, uid="copy", people=3)]
    assert kept(larger, MERGED) == [("copy", 3)]


def test_what_is_left_out_takes_nothing_from_what_counts() -> None:
    left_out = occurrence(MONDAY, "ignored", uid="copy", people=30, rule="left-out-series")
    assert kept([occurrence(MONDAY, uid="talk"), left_out], MERGED) == [("talk", 2)]


def test_series_that_count_as_the_same_third_one_are_one_without_it_too() -> None:
    merged = {"copy": "talk", "third": "copy", "fourth": "talk"}
    all_at_once = [occurrence(MONDAY, uid=uid) for uid in ("third", "fourth", "copy")]
    assert kept(all_at_once, merged) == [("copy", 2)]
    assert [counted_as(uid, merged) for uid in ("third_R20260209T100000", "talk", "none")] == ["talk", "talk", "none"]


def test_two_of_one_series_at_the_same_time_stay_two() -> None:
    twice = [occurrence(MONDAY, uid="talk", recurs=True)] * 2
    assert kept([*twice, occurrence(MONDAY, uid="copy")], MERGED) == [("talk", 2), ("talk", 2)]


def test_a_part_into_which_google_splits_a_series_is_merged_with_it() -> None:
    parts = [occurrence(MONDAY, uid="talk"), occurrence(MONDAY, uid="copy_R20260209T100000")]
    assert kept(parts, MERGED) == [("talk", 2)]


def weekly(uid: str, title: str, *times: str) -> list[Occurrence]:
    return [occurrence(when, uid=uid, title=title, recurs=True) for when in times]


THREE_DAYS: Final = (MONDAY, TUESDAY, "2026-02-11 10:00-11:00")


def test_two_series_are_offered_where_half_of_the_shorter_is_alike() -> None:
    one = weekly("talk", "Jour fixe", *THREE_DAYS, "2026-02-12 10:00-11:00")
    other = weekly("copy", "📌 JOUR  FIXE", MONDAY, TUESDAY, "2026-02-11 15:00-16:00", "2026-02-12 15:00-16:00")
    assert look_alikes([*one, *other[:4]]) == (LookAlike("talk", "copy", "📌 JOUR  FIXE", 2, 4),)
    assert look_alikes([*one, *other, *weekly("copy", "Jour fixe", "2026-02-13 15:00-16:00")]) != ()
    assert look_alikes([*weekly("talk", "Jour fixe", *THREE_DAYS, MONDAY.replace("09", "16")), *other[1:]]) == ()


def test_the_one_with_more_people_is_what_the_other_would_count_as() -> None:
    big = [
        each._replace(attendance=occurrence(MONDAY, people=9).attendance) for each in weekly("z", "Talk", *THREE_DAYS)
    ]
    assert look_alikes([*weekly("a", "Talk", *THREE_DAYS), *big]) == (LookAlike("a", "z", "Talk", 3, 3),)


def test_two_one_offs_are_offered_and_a_one_off_beside_a_series_is_not() -> None:
    pair = [occurrence(MONDAY, uid="a"), occurrence(MONDAY, uid="b")]
    assert look_alikes(pair) == (LookAlike("b", "a", "Talk", 1, 1),)
    assert look_alikes([pair[0], *weekly("b", "Talk", *THREE_DAYS)]) == ()


@pytest.mark.parametrize(
    "other", [{"title": "Chat"}, {"title": ""}, {"kind": "cancelled"}, {"kind": "all_day"}], ids=repr
)
def test_what_has_another_title_or_takes_no_time_is_not_offered(other: dict[str, Any]) -> None:
    title = other.get("title", "Talk") or ""
    one = occurrence(MONDAY, uid="a", title="" if title == "" else "Talk")
    assert look_alikes([one, occurrence(MONDAY, uid="b", **other)]) == ()


def test_a_join_link_in_one_of_the_two_alone_makes_them_unlike() -> None:
    one, other = occurrence(MONDAY, uid="a"), occurrence(MONDAY, uid="b")
    assert look_alikes([one, other._replace(event=other.event._replace(has_link=True))]) == ()


def test_what_is_merged_already_is_not_offered_again() -> None:
    pair = [occurrence(MONDAY, uid="a"), occurrence(MONDAY, uid="b")]
    assert look_alikes(pair, {"b": "a"}) == ()


def test_ten_thousand_copies_at_one_time_are_ten_thousand_offers_and_no_more() -> None:
    many = [occurrence(MONDAY, uid=f"{number:05}") for number in range(10_000)]
    assert len(look_alikes(many)) == 9_999
