"""The JSON of `events` and `analyze`: keys, types and order as the README says ("Command line")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from app import language
from tests.builders import ANNA, BEN, at, calendar, event, guest, organizer, week_of_work

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

WEEK: Final = ("--from", "2026-02-09", "--to", "2026-02-15")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DATE = re.compile(r"\d{4}-\d\d-\d\d")

Types = dict[str, tuple[type, ...]]
NOTHING: Final = type(None)
EVENT_KEYS: Types = {
    "uid": (str,),
    "recurrence_id": (str, NOTHING),
    "start": (str,),
    "end": (str,),
    "all_day": (bool,),
    "kind": (str,),
    "response": (str, NOTHING),
    "people": (int, NOTHING),
    "title": (str,),
    "calendar": (str,),
    "series": (str,),
    "rule": (str,),
    "away": (bool,),
    "external": (bool, NOTHING),
}
SET_ASIDE_KEYS: Types = {
    "source": (str,),
    "uid": (str, NOTHING),
    "line": (int, NOTHING),
    "reason": (str,),
    "kept": (bool,),
}
COUNTS: Final = (
    "meetings",
    "focus_blocks",
    "fragments",
    "interruptions",
    "back_to_back",
    "people_unknown",
)
MINUTES: Final = (
    "meeting_minutes",
    "meeting_minutes_in_hours",
    "outside_hours_minutes",
    "double_booked_minutes",
    "working_minutes",
    "hours_minutes",
    "focus_minutes",
    "focus_minutes_60",
    "focus_minutes_90",
    "fragment_minutes",
    "longest_gap_minutes",
    "longest_run_minutes",
    "person_minutes",
    "unsure_minutes",
    "external_minutes",
)
SHARES: Final = ("load", "focus_share", "fragmentation", "recurring_share", "organized_share")
DAYS: Final = ("working_days", "focus_days", "quiet_days")
DAY_KEYS: Types = {"date": (str,), **dict.fromkeys(COUNTS, (int,)), **dict.fromkeys(MINUTES, (float,))}
WEEK_KEYS: Types = {
    "week": (str,),
    "complete": (bool,),
    "full": (bool,),
    **dict.fromkeys((*COUNTS, *DAYS), (int,)),
    **dict.fromkeys(MINUTES, (float,)),
    **dict.fromkeys(SHARES, (float, int, NOTHING)),
    "usual": (dict,),
}


@pytest.fixture
def work(tmp_path: Path) -> str:
    """The path of the small calendar."""
    path = tmp_path / "work.ics"
    path.write_bytes(week_of_work())
    return str(path)


@pytest.fixture
def occurrences(clearweek: Clearweek, tmp_path: Path) -> Any:
    """The rows of `events` for a calendar of these events, in Berlin."""

    def of(*events: str, period: tuple[str, ...] = WEEK, zone: str = "Europe/Berlin") -> Any:
        path = tmp_path / "some.ics"
        path.write_bytes(calendar(*events))
        return clearweek("events", str(path), *period, "--tz", zone, "--json").json["occurrences"]

    return of


def has_keys(row: dict[str, Any], keys: Types) -> None:
    """It has these keys and no others, with values of these types."""
    assert set(row) == set(keys)
    for name, types in keys.items():
        assert type(row[name]) in types, (name, row[name])


# ---- events ----


def test_every_occurrence_has_the_keys_of_the_design(clearweek: Clearweek, work: str) -> None:
    printed = clearweek("events", work, "--json").json
    assert printed["schema"] == "clearweek.events/1"
    assert set(printed) == {"schema", "occurrences", "set_aside"}
    assert len(printed["occurrences"]) == 10
    for row in printed["occurrences"]:
        has_keys(row, EVENT_KEYS)
        form = DATE if row["all_day"] else INSTANT
        assert form.fullmatch(row["start"])
        assert form.fullmatch(row["end"])
    for row in printed["set_aside"]:
        has_keys(row, SET_ASIDE_KEYS)


def test_an_occurrence_in_full(clearweek: Clearweek, work: str) -> None:
    rows = clearweek("events", work, "--me", ANNA, *WEEK, "--json").json["occurrences"]
    assert rows[0] == {
        "uid": "review",
        "recurrence_id": "2026-02-09T10:00:00Z",
        "start": "2026-02-09T10:00:00Z",
        "end": "2026-02-09T11:00:00Z",
        "all_day": False,
        "kind": "meeting",
        "response": "accepted",
        "people": 2,
        "title": "Weekly review",
        "calendar": "Work",
        "series": "review",
        "rule": "people",
        "away": False,
        "external": False,
    }
    assert rows[-1] == {
        "uid": "urlaub",
        "recurrence_id": None,
        "start": "2026-02-13",
        "end": "2026-02-14",
        "all_day": True,
        "kind": "out_of_office",
        "response": None,
        "people": None,
        "title": "Urlaub",
        "calendar": "Work",
        "series": "urlaub",
        "rule": "out-of-office-title",
        "away": False,
        "external": False,
    }


def test_what_was_set_aside_says_where_and_why(clearweek: Clearweek, work: str) -> None:
    (row,) = clearweek("events", work, "--json").json["set_aside"]
    lines = week_of_work().decode().split("\r\n")
    begin = lines.index("UID:odd")  # counted from 0, so this is the line above in counting from 1
    assert row == {"source": work, "uid": "odd", "line": begin, "reason": "“20269999” is not a date.", "kept": False}


def test_rows_are_sorted_by_start_end_and_uid(occurrences: Any) -> None:
    rows = occurrences(
        event(*at("20260210T100000Z", "20260210T110000Z"), uid="c"),
        event(*at("20260210T100000Z", "20260210T110000Z"), uid="a"),
        event(*at("20260210T100000Z", "20260210T103000Z"), uid="z"),
        event(*at("20260209T100000Z", "20260209T110000Z"), uid="d"),
        event(*at("20260210", "20260211"), uid="e"),
        event(*at("20260210", "20260212"), uid="b"),
    )
    assert [row["uid"] for row in rows] == ["d", "e", "b", "z", "a", "c"]
    assert rows == sorted(rows, key=lambda row: (row["start"], row["end"], row["uid"]))


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        ("20260209T000000", "20260209T010000", True),
        ("20260208T233000", "20260209T003000", True),
        ("20260208T230000", "20260209T000000", False),
        ("20260209T000000", "20260209T000000", True),
        ("20260215T235959", "20260216T003000", True),
        ("20260215T235900", "20260215T235900", True),
        ("20260216T000000", "20260216T010000", False),
        ("20260216T000000", "20260216T000000", False),
        ("20260201T000000", "20260301T000000", True),
        ("20260208", "20260209", False),
        ("20260208", "20260210", True),
        ("20260215", "20260216", True),
        ("20260216", "20260217", False),
    ],
)
def test_what_overlaps_the_period_is_there_and_its_last_day_is_included(
    occurrences: Any, start: str, end: str, inside: bool
) -> None:
    zone = ";TZID=Europe/Berlin" if "T" in start else ";VALUE=DATE"
    rows = occurrences(event(f"DTSTART{zone}:{start}\nDTEND{zone}:{end}"))
    assert len(rows) == inside


def test_the_days_of_the_period_are_days_in_the_zone(occurrences: Any) -> None:
    late = event(*at("20260215T233000Z", "20260215T234500Z"))
    assert len(occurrences(late, zone="UTC")) == 1
    assert len(occurrences(late, zone="Europe/Berlin")) == 0
    assert len(occurrences(late, zone="America/New_York")) == 1


def test_cancelled_and_declined_ones_are_there(occurrences: Any) -> None:
    rows = occurrences(
        event("STATUS:CANCELLED", uid="a"), event(guest(ANNA, "DECLINED"), guest(BEN), "SUMMARY:x", uid="b")
    )
    assert [row["kind"] for row in rows] == ["cancelled", "meeting"]


BERLIN: Final = ("DTSTART;TZID=Europe/Berlin:20260209T100000", "DTEND;TZID=Europe/Berlin:20260209T110000")


@pytest.mark.parametrize(
    ("events", "ids"),
    [
        ((event(*BERLIN),), [None]),
        ((event(*BERLIN, "RRULE:FREQ=DAILY;COUNT=2"),), ["2026-02-09T09:00:00Z", "2026-02-10T09:00:00Z"]),
        (
            (event(*BERLIN, "RDATE;TZID=Europe/Berlin:20260211T120000"),),
            ["2026-02-09T09:00:00Z", "2026-02-11T11:00:00Z"],
        ),
        ((event(*at("20260209", "20260210"), "RRULE:FREQ=DAILY;COUNT=2"),), ["2026-02-09", "2026-02-10"]),
        (
            (
                event(*BERLIN, "RRULE:FREQ=DAILY;COUNT=2"),
                event("RECURRENCE-ID;TZID=Europe/Berlin:20260210T100000", *at("20260212T080000Z", "20260212T090000Z")),
            ),
            ["2026-02-09T09:00:00Z", "2026-02-10T09:00:00Z"],
        ),
        (
            (
                event(*at("20260209", "20260210"), "RRULE:FREQ=DAILY;COUNT=2"),
                event("RECURRENCE-ID;VALUE=DATE:20260210", *at("20260212", "20260213")),
            ),
            ["2026-02-09", "2026-02-10"],
        ),
        (
            (
                event(*BERLIN, "RRULE:FREQ=DAILY;COUNT=2"),
                event("RECURRENCE-ID;TZID=Europe/Berlin:20260210T100000", *at("20260212", "20260213")),
            ),
            ["2026-02-09T09:00:00Z", "2026-02-10T09:00:00Z"],
        ),
        ((event("RECURRENCE-ID:20260201T090000Z", *BERLIN),), ["2026-02-01T09:00:00Z"]),
        ((event("RECURRENCE-ID;VALUE=DATE:20260201", *at("20260209", "20260210")),), ["2026-02-01"]),
        (
            (
                event(*BERLIN, "RRULE:FREQ=DAILY;COUNT=3"),
                event(
                    "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260210T100000",
                    *at("20260210T120000Z", "20260210T130000Z"),
                ),
            ),
            ["2026-02-09T09:00:00Z", "2026-02-10T09:00:00Z", "2026-02-11T09:00:00Z"],
        ),
    ],
    ids=(
        "one-off",
        "series",
        "extra date",
        "all-day series",
        "moved",
        "all-day moved",
        "moved to a whole day",
        "orphan",
        "all-day orphan",
        "this and future",
    ),
)
def test_the_slot_of_an_occurrence(occurrences: Any, events: tuple[str, ...], ids: list[str | None]) -> None:
    assert [row["recurrence_id"] for row in occurrences(*events)] == ids


def test_parts_of_a_series_that_google_split_go_together(occurrences: Any) -> None:
    rows = occurrences(
        event(uid="abc@google.com"),
        event(uid="abc_R20260209T090000@google.com"),
        event(uid="abc_R20260209T090000Z@google.com"),
        event(uid="abc_R20260209@google.com"),
        event(uid="abc_Review@google.com"),
    )
    assert sorted((row["uid"], row["series"]) for row in rows) == [
        ("abc@google.com", "abc@google.com"),
        ("abc_R20260209@google.com", "abc@google.com"),
        ("abc_R20260209T090000@google.com", "abc@google.com"),
        ("abc_R20260209T090000Z@google.com", "abc@google.com"),
        ("abc_Review@google.com", "abc_Review@google.com"),
    ]


def test_an_event_without_uid_gets_a_name_that_stays(occurrences: Any) -> None:
    nameless = event("SUMMARY:x").replace("UID:one\r\n", "")
    (row,) = occurrences(nameless)
    assert row["uid"].startswith("clearweek:")
    assert occurrences(nameless.replace("20260101T000000Z", "20260102T000000Z"))[0]["uid"] == row["uid"]
    assert occurrences(nameless.replace("SUMMARY:x", "SUMMARY:y"))[0]["uid"] != row["uid"]


def test_a_calendar_without_a_name_has_that_of_its_file(occurrences: Any) -> None:
    assert occurrences(event())[0]["calendar"] == "some"


def test_a_meeting_while_away_is_marked(occurrences: Any) -> None:
    rows = occurrences(
        event("SUMMARY:Urlaub", *at("20260210", "20260211"), uid="off"),
        event(organizer(BEN), guest(ANNA), *at("20260210T100000Z", "20260210T110000Z"), uid="inside"),
        event(organizer(BEN), guest(ANNA), *at("20260210T220000Z", "20260210T233000Z"), uid="partly"),
    )
    assert {row["uid"]: (row["kind"], row["away"]) for row in rows} == {
        "off": ("out_of_office", False),
        "inside": ("meeting", True),
        "partly": ("meeting", False),
    }


def test_the_same_event_in_two_calendars_is_one(clearweek: Clearweek, tmp_path: Path) -> None:
    own, team = tmp_path / "own.ics", tmp_path / "team.ics"
    own.write_bytes(calendar(event(organizer(BEN), guest(ANNA, "TENTATIVE")), head=("X-WR-CALNAME:Own",)))
    team.write_bytes(calendar(event(organizer(BEN), guest(BEN), guest("cleo@firm.example"), guest("dov@firm.example"))))
    for paths in ((own, team), (team, own)):
        words = ("events", *map(str, paths), *WEEK, "--json")
        (row,) = clearweek(*words, "--me", ANNA).json["occurrences"]
        assert (row["calendar"], row["response"], row["people"]) == ("Own", "tentative", 2)
        (row,) = clearweek(*words, "--me", "fay@firm.example").json["occurrences"]
        assert (row["calendar"], row["response"], row["people"]) == ("team", None, 4)


def test_anything_in_a_title_is_plain_ascii_in_json(clearweek: Clearweek, tmp_path: Path) -> None:
    path = tmp_path / "odd.ics"
    path.write_bytes(calendar(event('SUMMARY:\x1b[31m Übung \u202e 🏖️ \\n"two"')))
    result = clearweek("events", str(path), "--json")
    assert result.out.isascii()
    assert "\x1b" not in result.out
    assert result.json["occurrences"][0]["title"] == '\x1b[31m Übung \u202e 🏖️ \n"two"'


# ---- analyze ----


def test_the_analysis_has_the_keys_of_the_design(clearweek: Clearweek, work: str) -> None:
    printed = clearweek("analyze", work, "--tz", "Europe/Berlin", "--me", ANNA, "--json").json
    assert printed["schema"] == "clearweek.analysis/1"
    assert set(printed) == {
        "schema",
        "period",
        "me",
        "covered",
        "unknown",
        "days",
        "weeks",
        "series",
        "inflation",
        "inflation_unknown",
        "findings",
        "set_aside",
    }
    assert printed["period"] == {"from": "2026-01-05", "to": "2026-02-13", "tz": "Europe/Berlin"}
    assert printed["me"] == {"addresses": [ANNA], "guessed": False}
    assert printed["covered"] == [{"from": "2026-01-05", "to": "2026-02-13"}]
    assert [row["uid"] for row in printed["series"]][:2] == ["review", "design"]
    assert (printed["inflation"], printed["findings"]) == (None, [])
    assert isinstance(printed["inflation_unknown"], str)
    assert printed["unknown"] is None


def test_every_day_has_the_figures_of_a_day(clearweek: Clearweek, work: str) -> None:
    days = clearweek("analyze", work, "--me", ANNA, *WEEK, "--json").json["days"]
    assert [day["date"] for day in days] == [f"2026-02-{day:02}" for day in range(9, 16)]
    for day in days:
        has_keys(day, DAY_KEYS)
    assert days[1]["meeting_minutes"] == 90
    assert days[1]["external_minutes"] == 90
    assert days[3]["person_minutes"] == 300
    assert days[4]["unsure_minutes"] == 30


def test_every_week_has_the_figures_of_a_week(clearweek: Clearweek, work: str) -> None:
    weeks = clearweek("analyze", work, "--me", ANNA, "--today", "2026-03-01", "--json").json["weeks"]
    assert [week["week"] for week in weeks] == [f"2026-W{week:02}" for week in range(2, 8)]
    assert [week["complete"] for week in weeks] == [True] * 5 + [False]
    for week in weeks:
        has_keys(week, WEEK_KEYS)
        assert set(week["usual"]) == set(WEEK_KEYS) - {"week", "complete", "full", "hours_minutes", "usual"}
    assert weeks[0]["load"] == 1 / 40
    assert weeks[5]["recurring_share"] == 60 / 300


def test_usual_ranges_are_pairs(clearweek: Clearweek, tmp_path: Path) -> None:
    path = tmp_path / "weekly.ics"
    series = event(organizer(BEN), guest(ANNA), "RRULE:FREQ=WEEKLY", stamp="20261101T000000Z")
    path.write_bytes(calendar(series))
    (week,) = clearweek("analyze", str(path), "--from", "2026-06-01", "--to", "2026-06-07", "--json").json["weeks"]
    assert week["usual"]["meeting_minutes"] == [30.0, 90.0]
    assert week["usual"]["meetings"] == [0.0, 2.0]
    assert week["usual"]["load"] == pytest.approx([0.025 - 0.05, 0.025 + 0.05])


def test_minutes_have_one_decimal_and_ratios_are_whole(clearweek: Clearweek, tmp_path: Path) -> None:
    path = tmp_path / "odd.ics"
    path.write_bytes(calendar(event(organizer(BEN), guest(ANNA), *at("20260209T100000Z", "20260209T101020Z"))))
    printed = clearweek("analyze", str(path), *WEEK, "--json").json
    assert printed["days"][0]["meeting_minutes"] == 10.3
    assert printed["weeks"][0]["load"] == 620 / (40 * 3600)


def test_where_nobody_is_named_figures_are_null_with_the_reason(clearweek: Clearweek, tmp_path: Path) -> None:
    path = tmp_path / "feed.ics"
    path.write_bytes(calendar(event("RRULE:FREQ=DAILY;COUNT=20", stamp="20260601T000000Z")))
    words = ("analyze", str(path), *WEEK, "--json")
    unknown = clearweek(*words).json
    assert unknown["unknown"] == "no guests in this feed"
    known = {name for name, value in unknown["days"][0].items() if value is not None}
    assert known == {"date", "working_minutes", "hours_minutes"}
    known = {name for name, value in unknown["weeks"][0].items() if value is not None}
    assert known == {"week", "complete", "full", "working_minutes", "hours_minutes", "working_days", "usual"}
    blocks = clearweek(*words, "--no-people", "block").json
    assert (blocks["unknown"], blocks["days"][0]["meetings"], blocks["days"][0]["focus_minutes"]) == (None, 0, 480)
    meetings = clearweek(*words, "--no-people", "meeting").json
    assert (meetings["days"][0]["meetings"], meetings["days"][0]["person_minutes"]) == (1, 120)


def test_twenty_entries_without_people_make_a_feed_without_people(clearweek: Clearweek, tmp_path: Path) -> None:
    path = tmp_path / "feed.ics"
    path.write_bytes(calendar(event("RRULE:FREQ=DAILY;COUNT=19", stamp="20260601T000000Z")))
    assert clearweek("analyze", str(path), *WEEK, "--json").json["unknown"] is None
    free = event("RRULE:FREQ=DAILY;COUNT=9", "TRANSP:TRANSPARENT", uid="free", stamp="20260601T000000Z")
    whole = event(*at("20260301", "20260302"), "RRULE:FREQ=DAILY;COUNT=9", uid="whole", stamp="20260601T000000Z")
    path.write_bytes(calendar(event("RRULE:FREQ=DAILY;COUNT=19", stamp="20260601T000000Z"), free, whole))
    assert clearweek("analyze", str(path), *WEEK, "--json").json["unknown"] is None
    path.write_bytes(calendar(event("RRULE:FREQ=DAILY;COUNT=20", stamp="20260601T000000Z")))
    assert clearweek("analyze", str(path), *WEEK, "--json").json["unknown"] is not None


def test_where_i_am_not_known_nothing_is_said_of_me(clearweek: Clearweek, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(calendar(event(guest(ANNA), guest(BEN))))
    printed = clearweek("analyze", str(path), *WEEK, "--json").json
    assert printed["me"] == {"addresses": [], "guessed": False}
    assert printed["days"][0]["external_minutes"] is None
    assert printed["weeks"][0]["external_minutes"] is None
    assert printed["weeks"][0]["organized_share"] is None
    assert printed["days"][0]["person_minutes"] == 120


def test_the_days_of_another_zone_are_other_days(clearweek: Clearweek, work: str) -> None:
    printed = clearweek("analyze", work, "--tz", "Pacific/Kiritimati", "--me", ANNA, *WEEK, "--json").json
    by_day = {day["date"]: day["meetings"] for day in printed["days"]}
    assert [by_day[f"2026-02-{day:02}"] for day in (9, 10, 11)] == [0, 1, 1]


def test_working_hours_are_those_of_the_option(clearweek: Clearweek, work: str) -> None:
    printed = clearweek("analyze", work, *WEEK, "--work", "mon 10:00-10:30; sat 22:00-06:00", "--json").json
    assert [day["working_minutes"] for day in printed["days"]] == [30, 0, 0, 0, 0, 120, 360]
    assert printed["days"][0]["meeting_minutes_in_hours"] == 30


def test_today_decides_what_is_over(clearweek: Clearweek, work: str) -> None:
    for today, complete in (("2026-02-09", True), ("2026-02-08", False)):
        words = ("--from", "2026-02-02", "--to", "2026-02-08", "--today", today)
        assert clearweek("analyze", work, *words, "--json").json["weeks"][0]["complete"] is complete


# ---- languages ----


def words_taken_out(printed: Any) -> Any:
    """The JSON without its sentences."""
    if isinstance(printed, dict):
        sentences = {"reason", "unknown", "inflation_unknown"}
        return {name: words_taken_out(value) for name, value in printed.items() if name not in sentences}
    return [words_taken_out(each) for each in printed] if isinstance(printed, list) else printed


@pytest.mark.parametrize("command", ["events", "analyze"])
def test_a_language_changes_words_only(clearweek: Clearweek, work: str, command: str) -> None:
    english = clearweek(command, work, "--json", "--lang", "en").json
    german = clearweek(command, work, "--json", "--lang=de").json
    assert words_taken_out(german) == words_taken_out(english)
    different = german["set_aside"][0]["reason"] != english["set_aside"][0]["reason"]
    assert different is ("de" in language.available())
