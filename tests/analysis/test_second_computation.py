"""Clearweek's figures against a second, slow and plain computation that shares no code with it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.cli.main import main
from app.model.preferences import SERIES_RULES
from app.operations.own_word import set_rule
from app.operations.workspace import Workspace
from app.progress import SILENT
from tests.second_computation import DEFAULT_HOURS, Settings, second_computation
from tests.second_computation.calendars import RandomCalendar, guestless_calendar, random_calendar
from tests.second_computation.drafts import calendar_file, entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

HOURS = (DEFAULT_HOURS, "mon-thu 09:00-12:30,13:15-17:30; fri 09:00-14:00", "mon-sun 22:00-06:00")
RATIOS = {"load", "focus_share", "fragmentation", "recurring_share", "organized_share"}
BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
BEN = ("ORGANIZER:mailto:ada@engine.example", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@engine.example")
MORE_THAN_MEETINGS = {"date", "week", "complete", "full", "hours_minutes", "working_minutes", "working_days", "usual"}
Row = dict[str, Any]


class Clearweek:
    """The command line, run in process on some files."""

    def __init__(self, folder: Path, files: Sequence[bytes], capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.paths = [folder / f"calendar-{number}.ics" for number in range(len(files))]
        for path, content in zip(self.paths, files, strict=True):
            path.write_bytes(content)

    def printed(self, command: str, settings: Settings) -> Row:
        words = [command, *map(str, self.paths), "--from", f"{settings.first}", "--to", f"{settings.last}"]
        words += ["--tz", settings.zone, "--today", f"{settings.today}", "--work", settings.hours, "--json"]
        for address in settings.me:
            words += ["--me", address]
        if settings.no_people:
            words += ["--no-people", settings.no_people]
        self.capsys.readouterr()
        status = main(words)
        printed = self.capsys.readouterr()
        assert status == 0, f"{' '.join(words)} gave {status}: {printed.err}"
        result: Row = json.loads(printed.out)
        return result


class StoredClearweek(Clearweek):
    """The command line on the same files, kept in a data folder in which the person has said rules on series."""

    def printed(self, command: str, settings: Settings) -> Row:
        home = self.paths[0].parent / "kept"
        if not home.exists():
            with Workspace(home) as workspace:
                workspace.add([str(path) for path in self.paths], SILENT)
                for uid, rule in settings.rules:
                    set_rule(workspace, uid, "", rule)  # type: ignore[arg-type]
        words = ["export", "json", "-o", "-", "--from", f"{settings.first}", "--to", f"{settings.last}"]
        words += ["--tz", settings.zone, "--today", f"{settings.today}", "--work", settings.hours]
        words += [word for address in settings.me for word in ("--me", address)]
        self.capsys.readouterr()
        status = main([*words, "--home", str(home)])
        printed = self.capsys.readouterr()
        assert status == 0, f"{' '.join(words)} gave {status}: {printed.err}"
        result: Row = json.loads(printed.out)
        assert len(result["own_word"]) == len(settings.rules)
        return result


def agree(name: str, ours: object, second: object) -> bool:
    """Minutes agree to the digit that is printed, ratios to nine, everything else exactly."""
    if isinstance(ours, float | int) and isinstance(second, float | int) and not isinstance(ours, bool):
        if name in RATIOS:
            return abs(ours - second) <= 1e-9
        return abs(ours - second) <= (0.05 + 1e-9 if "minutes" in name else 0)
    return ours == second


def row_differences(ours: Sequence[Row], second: Sequence[Row], names: Sequence[str]) -> Iterator[str]:
    """Each key in which two lists of rows differ; `names` are the keys that say which row it is."""

    def label(row: Row) -> str:
        return " ".join(str(row.get(name)) for name in names)

    counts, expected = Counter(map(label, ours)), Counter(map(label, second))
    yield from (f"{which} is only in Clearweek" for which in (counts - expected).elements())
    yield from (f"{which} is only in the second computation" for which in (expected - counts).elements())
    for which, row in {label(row): row for row in second}.items():
        for mine in (mine for mine in ours if label(mine) == which):
            for name, value in row.items():
                if name not in mine:
                    yield f"{which}, {name}: missing in Clearweek, second computation {value}"
                elif not agree(name, mine[name], value):
                    yield f"{which}, {name}: Clearweek {mine[name]}, second computation {value}"


def differences(clearweek: Clearweek, files: Sequence[bytes], settings: Settings) -> list[str]:
    """Everything in which the command line and the second computation differ."""
    second = second_computation(files, settings)
    analysis = clearweek.printed("analyze", settings)
    events = clearweek.printed("events", settings)["occurrences"]
    found = [
        *row_differences(events, second.events, ("uid", "recurrence_id", "start")),
        *row_differences(analysis["days"], second.days, ("date",)),
        *row_differences(analysis["weeks"], second.weeks, ("week",)),
    ]
    if set(analysis["me"]["addresses"]) != second.me or analysis["me"]["guessed"] != second.guessed:
        found.append(f"me: Clearweek {analysis['me']}, second computation {sorted(second.me)}, {second.guessed}")
    return [f"{settings.zone}, {settings.hours}: {difference}" for difference in found]


def settings_of(calendar: RandomCalendar, zone: str, hours: str) -> Settings:
    return Settings(calendar.first, calendar.last, zone, calendar.today, calendar.me, hours)


def report(seed: object, found: list[str]) -> str:
    return "\n".join(f"seed {seed}, {difference}" for difference in found[:40])


@pytest.mark.parametrize("seed", range(40))
def test_random_calendars(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendar = random_calendar(seed)
    clearweek = Clearweek(tmp_path, calendar.files, capsys)
    found = []
    for number, zone in enumerate(calendar.zones()):
        settings = settings_of(calendar, zone, HOURS[(seed + number) % 3])
        found += differences(clearweek, calendar.files, settings)
    assert not found, report(seed, found)


@pytest.mark.parametrize("seed", range(8))
def test_rules_of_the_persons_own(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendar = random_calendar(seed)
    settings = settings_of(calendar, next(iter(calendar.zones())), HOURS[seed % 3])
    plain = second_computation(calendar.files, settings)
    uids = [uid for uid, __ in Counter(str(row["uid"]) for row in plain.events).most_common(12)]
    rules = tuple((uid, SERIES_RULES[(seed + at) % 4]) for at, uid in enumerate(uids))
    settings = replace(settings, rules=rules)
    assert second_computation(calendar.files, settings).days != plain.days
    found = differences(StoredClearweek(tmp_path, calendar.files, capsys), calendar.files, settings)
    assert not found, report(seed, found)


DAILY = "RRULE:FREQ=DAILY;COUNT=5"
CLOCK_CHANGES = {
    "Berlin loses 02:00 to 03:00": (BERLIN, date(2026, 3, 29), "20260327T"),
    "Berlin has 02:00 to 03:00 twice": (BERLIN, date(2026, 10, 25), "20261023T"),
    "New York loses 02:00 to 03:00": (NEW_YORK, date(2026, 3, 8), "20260306T"),
    "New York has 01:00 to 02:00 twice": (NEW_YORK, date(2026, 11, 1), "20261030T"),
    "Lord Howe loses 02:00 to 02:30": (LORD_HOWE, date(2026, 10, 4), "20261002T"),
    "Lord Howe has 01:30 to 02:00 twice": (LORD_HOWE, date(2026, 4, 5), "20260403T"),
}
NIGHT = (
    ("0130", "0200"),
    ("0145", "0215"),
    ("0200", "0230"),
    ("0230", "0300"),
    ("0100", "0330"),
    ("0030", "0145"),
)


@pytest.mark.parametrize("name", CLOCK_CHANGES)
@pytest.mark.parametrize("hours", HOURS)
def test_the_day_on_which_clocks_change(
    name: str, hours: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zone, day, begin = CLOCK_CHANGES[name]
    lines = []
    for start, end in NIGHT:
        length = f"PT{(int(end[:2]) - int(start[:2])) * 60 + int(end[2:]) - int(start[2:])}M"
        for until in (f"{begin}{end}00", length):
            lines += entry(f"{begin}{start}00", until, DAILY, *BEN, zone=zone)
        # The same as a single event on the very day.
        lines += entry(f"{day:%Y%m%dT}{start}00", f"{day:%Y%m%dT}{end}00", *BEN, zone=zone, uid=f"single {start}")
    overnight = f"{int(begin[:8]) + 1}T060000"
    lines += entry(f"{begin}220000", overnight, DAILY, *BEN, zone=zone)
    lines += entry(f"{begin}220000", "PT8H", DAILY, *BEN, zone=zone)
    files = [calendar_file(lines)]
    monday = date.fromordinal(day.toordinal() - 6)
    settings = Settings(monday, date.fromordinal(day.toordinal() + 1), zone, date(2027, 1, 1), (), hours)
    found = differences(Clearweek(tmp_path, files, capsys), files, settings)
    assert not found, report(name, found)


@pytest.mark.parametrize("no_people", [None, "meeting", "block"])
@pytest.mark.parametrize("seed", range(3))
def test_feeds_without_guests(
    seed: int, no_people: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar = guestless_calendar(seed)
    clearweek = Clearweek(tmp_path, calendar.files, capsys)
    settings = replace(settings_of(calendar, calendar.zone, HOURS[seed]), no_people=no_people)
    for me in ((), calendar.me):
        found = differences(clearweek, calendar.files, replace(settings, me=me))
        assert not found, report(seed, found)
    if no_people is None:
        analysis = clearweek.printed("analyze", settings)
        for row in analysis["days"] + analysis["weeks"]:
            known = {name for name, value in row.items() if value is not None}
            assert known <= MORE_THAN_MEETINGS, f"seed {seed}: {row} says more than a feed without guests knows"


@pytest.mark.parametrize("no_people", ["meeting", "block"])
def test_the_choice_for_feeds_without_guests_changes_nothing_where_people_are_named(
    no_people: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar, feed = random_calendar(0), guestless_calendar(0)
    files = (*calendar.files, *feed.files)
    settings = replace(settings_of(calendar, calendar.zone, DEFAULT_HOURS), no_people=no_people)
    found = differences(Clearweek(tmp_path, files, capsys), files, settings)
    assert not found, report(calendar.seed, found)
