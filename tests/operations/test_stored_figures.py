"""What is kept equals a fresh computation, whatever way it came there."""

from __future__ import annotations

import datetime as dt
import random
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from app.analysis.analyse import analyse
from app.analysis.days import day_figures, scheduled
from app.connectors.ics_files import read_paths
from app.errors import Cancelled
from app.model.occurrences import Period
from app.model.own_word import Merge, SeriesWord
from app.model.preferences import Shift, WorkingWeek
from app.model.settings import Settings
from app.model.timezones import HomeZone, iana_zone
from app.model.uids import joined_uid
from app.operations.demo.year import demo_year
from app.operations.derived import Derived
from app.operations.own_word import list_words, merge, set_rule, undo
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.store import day_rows, occurrence_rows
from app.store.zone_rows import ZoneRows
from app.timeline.build import build_timeline
from benchmarks.big_export import big_export

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from app.model.preferences import SeriesRule

TODAY = dt.date(2026, 11, 24)
BERLIN = iana_zone("Europe/Berlin")
assert BERLIN is not None
HOME = HomeZone(((1, BERLIN),))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(tmp_path / "home", HOME)
    yield opened
    opened.close()


def kept(workspace: Workspace) -> tuple[object, ...]:
    """Everything that is derived, without the rows' own numbers."""
    with workspace.store.reading() as connection:
        days = day_rows.read_days(connection)
        rows = connection.execute(
            'SELECT o.start, o."end", s.uid, c.key, o.slot, o.kind, o.rule, o.people, o.flags FROM occurrences o '
            "JOIN series s ON s.id = o.series JOIN calendars c ON c.id = s.calendar"
        ).fetchall()
        return days, sorted(rows, key=repr), day_rows.read_basis(connection)


def afresh(workspace: Workspace, *paths: Path) -> list[object]:
    """The days as the files give them, without a store."""
    preferences = workspace.preferences()
    with workspace.store.reading() as connection:
        days = day_rows.read_days(connection)
    reading = read_paths([str(path) for path in paths])
    period = Period(days[0].day, days[-1].day, preferences.zone)
    timeline = build_timeline(reading, period, preferences)
    figures = day_figures(scheduled(timeline, preferences), timeline.reach, preferences)
    return [day for day in figures if day.day >= period.first]


def changed(data: bytes, seed: int) -> bytes:
    """The calendar as it may be exported next: some events moved, renamed, cancelled, gone, or new."""
    chance = random.Random(seed)
    parts = data.split(b"BEGIN:VEVENT\r\n")
    result = [parts[0]]
    for part in parts[1:]:
        stamped = part.replace(b"DTSTAMP:20261", b"DTSTAMP:20261", 1)
        match chance.randrange(40):
            case 0:
                continue
            case 1:
                stamped = stamped.replace(b"T0900", b"T1045").replace(b"T1000", b"T1145").replace(b"T1400", b"T1630")
            case 2:
                stamped = stamped.replace(b"SUMMARY:", b"SUMMARY:New ", 1)
            case 3:
                stamped = stamped.replace(b"END:VEVENT", b"STATUS:CANCELLED\r\nEND:VEVENT", 1)
            case 4:
                result.append(stamped.replace(b"UID:", b"UID:copy-", 1).split(b"END:VEVENT")[0] + b"END:VEVENT\r\n")
        result.append(stamped)
    whole = b"BEGIN:VEVENT\r\n".join(result)
    return whole if whole.rstrip().endswith(b"END:VCALENDAR") else whole + b"END:VCALENDAR\r\n"


def test_what_is_kept_equals_a_computation_from_the_file(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(demo_year(TODAY, 3))
    workspace.add([str(path)], SILENT)
    days, __, __ = kept(workspace)
    assert days == afresh(workspace, path)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_sync_it_equals_a_first_import(workspace: Workspace, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "work.ics"
    data = demo_year(TODAY, seed)
    path.write_bytes(data)
    workspace.add([str(path)], SILENT)
    for step in range(2):
        data = changed(data, 10 * seed + step)
        path.write_bytes(data)
        workspace.sync((), SILENT)
    fresh = Workspace(tmp_path / "fresh", HOME)
    try:
        fresh.add([str(path)], SILENT)
        assert kept(workspace) == kept(fresh)
    finally:
        fresh.close()
    assert kept(workspace)[0] == afresh(workspace, path)


def test_two_calendars_that_share_events_are_joined_whichever_comes_first(workspace: Workspace, tmp_path: Path) -> None:
    one, two = tmp_path / "one.ics", tmp_path / "two.ics"
    data = demo_year(TODAY, 5)
    one.write_bytes(data)
    two.write_bytes(changed(data, 1).replace(b"X-WR-CALNAME:", b"X-WR-CALNAME:Second "))
    workspace.add([str(one)], SILENT)
    workspace.add([str(two)], SILENT)
    assert kept(workspace)[0] == afresh(workspace, one, two)
    workspace.remove(workspace.sources()[0].id, SILENT)
    assert kept(workspace)[0] == afresh(workspace, two)


def test_days_hold_what_a_new_calendar_brings_beside_what_was_there(workspace: Workspace, tmp_path: Path) -> None:
    one, two = tmp_path / "one.ics", tmp_path / "two.ics"
    one.write_bytes(demo_year(TODAY, 5))
    two.write_bytes(demo_year(TODAY, 6).replace(b"UID:", b"UID:other-").replace(b"CALNAME:", b"CALNAME:Second "))
    workspace.add([str(one)], SILENT)
    alone = kept(workspace)[0]
    workspace.add([str(two)], SILENT)
    assert kept(workspace)[0] != alone
    assert kept(workspace)[0] == afresh(workspace, one, two)


def test_other_settings_give_what_they_would_have_given_from_the_start(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(demo_year(TODAY, 4))
    workspace.add([str(path)], SILENT)
    before = kept(workspace)
    hours = (((8 * 3600, 12 * 3600), (13 * 3600, 18 * 3600)),) * 4 + ((), (), ())
    settings = Settings(
        weeks=(WorkingWeek(1, hours),),
        shifts=(Shift("Focus", ((6 * 3600, 14 * 3600),)),),
        breaking_titles=("Lunch",),
        count="accepted",
    )
    workspace.change_settings(settings, SILENT)
    after = kept(workspace)
    assert after != before
    assert after[0] == afresh(workspace, path)
    workspace.change_settings(Settings(), SILENT)
    assert kept(workspace) == before


RULES: tuple[SeriesRule, ...] = ("leave-out", "block", "focus", "meeting")


def said_of_the_busiest(workspace: Workspace) -> None:
    """Give each of the four rules to a series that takes place often."""
    with workspace.store.reading() as connection:
        found = connection.execute(
            "SELECT s.uid FROM occurrences o JOIN series s ON s.id = o.series WHERE o.kind IN (8, 9) "
            "GROUP BY s.uid ORDER BY count(*) DESC, s.uid"
        ).fetchall()
    for (uid,), rule in zip(found, RULES, strict=False):
        set_rule(workspace, uid, "", rule)


@pytest.mark.parametrize("seed", range(3))
def test_under_rules_any_sync_gives_what_a_first_import_gives(workspace: Workspace, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "work.ics"
    data = demo_year(TODAY, seed)
    path.write_bytes(data)
    workspace.add([str(path)], SILENT)
    before = kept(workspace)
    said_of_the_busiest(workspace)
    assert kept(workspace)[0] != before[0]
    assert kept(workspace)[0] == afresh(workspace, path)
    for step in range(2):
        data = changed(data, 10 * seed + step)
        path.write_bytes(data)
        workspace.sync((), SILENT)
    fresh = Workspace(tmp_path / "fresh", HOME)
    try:
        for each in list_words(workspace):
            assert isinstance(each.word, SeriesWord)
            set_rule(fresh, each.word.uid, "", each.word.rule)
        fresh.add([str(path)], SILENT)
        assert kept(workspace) == kept(fresh)
    finally:
        fresh.close()
    assert kept(workspace)[0] == afresh(workspace, path)


def worked_out_anew(workspace: Workspace) -> tuple[object, ...]:
    """What is kept after everything was worked out from the stored series."""

    def work(connection: sqlite3.Connection) -> None:
        Derived(connection, workspace.preferences(), ZoneRows(connection)).settle(whole=True)

    workspace.store.write(work)
    return kept(workspace)


@pytest.mark.parametrize("seed", range(2))
def test_only_what_a_word_is_about_is_worked_on_and_all_is_as_if_worked_out_anew(
    workspace: Workspace, tmp_path: Path, seed: int
) -> None:
    """Series of every kind, those that give a day its hours, break focus or are out of office among them."""
    path = tmp_path / "work.ics"
    path.write_bytes(demo_year(TODAY, seed))
    workspace.add([str(path)], SILENT)
    shifts = (Shift("Focus", ((6 * 3600, 14 * 3600),)),)
    workspace.change_settings(Settings(shifts=shifts, breaking_titles=("Lunch", "Mittagspause")), SILENT)
    with workspace.store.reading() as connection:
        found = connection.execute(
            "SELECT s.uid FROM occurrences o JOIN series s ON s.id = o.series GROUP BY s.uid "
            "ORDER BY o.kind NOT IN (3, 4, 5, 6, 7), s.uid"
        ).fetchall()
    chance = random.Random(seed)
    uids = [uid for (uid,) in [*found[:10], *chance.sample(found, 8)]]
    states = [kept(workspace)]
    for at, uid in enumerate(uids):
        if at % 5 == 4:
            other = chance.choice(uids)
            if joined_uid(other) != joined_uid(uid) and other not in uids[4::5]:
                merge(workspace, (uid, ""), (other, ""))
        else:
            set_rule(workspace, uid, "", chance.choice(RULES))
        if len(list_words(workspace)) == len(states):
            states.append(kept(workspace))
    assert len(states) > 12
    assert worked_out_anew(workspace) == states[-1]
    while len(list_words(workspace)) > 0:
        assert kept(workspace) == states[len(list_words(workspace))]
        undo(workspace)
    assert kept(workspace) == states[0] == worked_out_anew(workspace)


def beside(data: bytes, seed: int) -> bytes:
    """A calendar of look-alikes: the same events under other UIDs, some with more people, in another order."""
    parts = data.split(b"BEGIN:VEVENT\r\n")
    chance = random.Random(seed)
    rows = [part.replace(b"UID:", b"UID:twin-", 1).replace(b"END:VCALENDAR\r\n", b"") for part in parts[1:]]
    for at in range(0, len(rows), 3):
        guests = b"ATTENDEE:mailto:one@x.example\r\nATTENDEE:mailto:two@x.example\r\nEND:VEVENT"
        rows[at] = rows[at].replace(b"END:VEVENT", guests, 1)
    chance.shuffle(rows)
    return b"BEGIN:VEVENT\r\n".join([parts[0], *rows]) + b"END:VCALENDAR\r\n"


def merged_with_copies(workspace: Workspace, count: int) -> None:
    with workspace.store.reading() as connection:
        found = connection.execute("SELECT uid FROM series WHERE uid LIKE 'twin-%' ORDER BY uid").fetchall()
    for (uid,) in found[:count]:
        merge(workspace, (uid, ""), (uid.removeprefix("twin-"), ""))


@pytest.mark.parametrize("seed", [1, 2])
def test_merged_series_are_joined_alike_after_any_sync_and_back(
    workspace: Workspace, tmp_path: Path, seed: int
) -> None:
    one, two = tmp_path / "one.ics", tmp_path / "two.ics"
    data = demo_year(TODAY, seed)
    one.write_bytes(data)
    two.write_bytes(beside(data, seed).replace(b"X-WR-CALNAME:", b"X-WR-CALNAME:Second "))
    workspace.add([str(one), str(two)], SILENT)
    before = kept(workspace)
    merged_with_copies(workspace, 12)
    rows = kept(workspace)[1]
    assert isinstance(rows, list)
    assert isinstance(before[1], list)
    assert len(rows) < len(before[1])
    assert kept(workspace)[0] == afresh(workspace, one, two)
    for step in range(2):
        which = one if step else two
        which.write_bytes(changed(which.read_bytes(), seed + step))
        workspace.sync((), SILENT)
        fresh = Workspace(tmp_path / f"fresh-{step}", HOME)
        try:
            for each in list_words(workspace):
                assert isinstance(each.word, Merge)
                merge(fresh, (each.word.uid, ""), (each.word.into, ""))
            fresh.add([str(one), str(two)], SILENT)
            assert kept(workspace) == kept(fresh)
        finally:
            fresh.close()
        assert kept(workspace)[0] == afresh(workspace, one, two)
    while list_words(workspace):
        undo(workspace)
    assert kept(workspace)[0] == afresh(workspace, one, two)


def test_an_event_that_goes_from_one_calendar_is_still_in_the_other(workspace: Workspace, tmp_path: Path) -> None:
    one, two = tmp_path / "one.ics", tmp_path / "two.ics"
    data = demo_year(TODAY, 5)
    parts = data.split(b"BEGIN:VEVENT\r\n")
    one.write_bytes(data)
    two.write_bytes(data)
    workspace.add([str(one), str(two)], SILENT)
    one.write_bytes(b"BEGIN:VEVENT\r\n".join([*parts[:40], *parts[60:]]))
    workspace.sync((), SILENT)
    assert kept(workspace)[0] == afresh(workspace, one, two)


def test_a_rule_that_is_stopped_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(demo_year(TODAY, 4))
    workspace.add([str(path)], SILENT)
    before = kept(workspace)
    series = workspace.reading().series[0]
    with pytest.raises(Cancelled):
        set_rule(workspace, series.uid, "", "leave-out", Stopping(1))
    assert kept(workspace) == before
    assert list_words(workspace) == ()
    assert workspace.preferences().series_rules == {}


def test_reading_gives_back_what_was_read(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(demo_year(TODAY, 6))
    workspace.add([str(path)], SILENT)
    preferences = workspace.preferences()
    stored, read = workspace.reading(), read_paths([str(path)])
    assert set(map(repr, stored.series)) == set(map(repr, read.series))
    period = Period(TODAY.toordinal() - 60, TODAY.toordinal(), HOME)
    answers = [
        analyse(build_timeline(reading, period, preferences), preferences, TODAY.toordinal())
        for reading in (stored, read)
    ]
    assert answers[0].days == answers[1].days
    assert answers[0].me == answers[1].me


def test_three_changes_are_three_lines_of_the_ledger(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    names = ("moved", "off", "named", "same")
    event = (
        "BEGIN:VEVENT\r\nUID:{0}@x\r\nDTSTAMP:20261101T080000Z\r\nDTSTART:20261116T{1}Z\r\nDTEND:20261116T{2}Z\r\n"
        "SUMMARY:{3}\r\n{4}END:VEVENT\r\n"
    )
    around = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{}END:VCALENDAR\r\n"
    path.write_text(around.format("".join(event.format(n, "090000", "100000", n, "") for n in names)), newline="")
    workspace.add([str(path)], SILENT)
    assert workspace.ledger() == ()
    after = [
        event.format("moved", "110000", "120000", "moved", ""),
        event.format("off", "090000", "100000", "off", "STATUS:CANCELLED\r\n"),
        event.format("named", "090000", "100000", "other", ""),
        event.format("same", "090000", "100000", "same", ""),
    ]
    path.write_text(around.format("".join(after)).replace("20261101T", "20261102T"), newline="")
    workspace.sync((), SILENT)
    lines = workspace.ledger()
    assert sorted((line.uid, line.change, line.from_, line.to) for line in lines) == [
        ("moved@x", "moved", "2026-11-16T09:00:00Z", "2026-11-16T11:00:00Z"),
        ("named@x", "renamed", "named", "other"),
        ("off@x", "cancelled", "", ""),
    ]


def test_every_rule_has_a_number_of_its_own() -> None:
    from typing import get_args

    from app.model.occurrences import Kind, RuleId
    from app.store.codes import KIND_CODES, RULE_CODES

    assert set(KIND_CODES) == set(get_args(Kind))
    assert set(RULE_CODES) == set(get_args(RuleId))
    assert len(set(RULE_CODES.values())) == len(RULE_CODES)
    assert occurrence_rows.LONGEST_MEETING == 24 * 3600


class Stopping:
    """A progress that lets the work go on for so many looks, and then stops it."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    def report(self, done: int, total: int | None, what: str) -> None:
        """Show nothing."""

    def check(self) -> None:
        """Stop at the end of patience."""
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_an_import_that_is_stopped_leaves_a_whole_store_and_goes_on_next_time(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(big_export(5, 4))
    batches: list[tuple[int, int]] = []

    def after_batch() -> None:
        with workspace.store.reading() as connection:
            days = day_rows.read_days(connection)
        batches.append((days[0].day, len(days)))

    for looks in (2, 8, 14, 20, 26):
        with suppress(Cancelled):
            workspace.add([str(path)], Stopping(looks), after_batch)
        with workspace.store.reading() as connection:
            assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    workspace.add([str(path)], SILENT, after_batch)
    assert batches == sorted(batches, key=lambda each: -each[0]), "the newest weeks come first"
    assert len({first for first, __ in batches}) > 1
    assert kept(workspace)[0] == afresh(workspace, path)


def test_a_download_that_only_has_new_stamps_moves_what_is_covered_and_nothing_else(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "work.ics"
    data = demo_year(TODAY, 8)
    path.write_bytes(data)
    workspace.add([str(path)], SILENT)
    before = workspace.history().coverage
    path.write_bytes(data.replace(b"DTSTAMP:20261124", b"DTSTAMP:20261201"))
    assert workspace.sync((), SILENT).changed == 0
    assert workspace.history().coverage[-1][1] == before[-1][1] + 7
    assert kept(workspace)[0] == afresh(workspace, path)
    assert workspace.ledger() == ()


def test_what_is_forgotten_is_gone_and_the_rest_stays_right(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(demo_year(TODAY, 8))
    workspace.add([str(path)], SILENT)
    days, rows, __ = kept(workspace)
    assert isinstance(days, list)
    gone = workspace.forget(TODAY.toordinal() - 100, None, SILENT)
    assert gone.events > 0
    assert gone.left_events > 0
    later, __, __ = kept(workspace)
    assert isinstance(later, list)
    recent = {day.day: day for day in days if day.day > TODAY.toordinal() - 99}
    assert {day.day: day for day in later if day.day in recent} == recent
    everything = workspace.forget(None, None, SILENT)
    assert (everything.left_events, everything.left_occurrences) == (0, 0)
    assert workspace.is_empty()
    assert rows
