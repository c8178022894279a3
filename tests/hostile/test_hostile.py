"""Each hostile input runs in a child that is ended after 10 s of work under a limit of 300 MB (README.md)."""

from __future__ import annotations

import json
import re
import shutil
import stat
from typing import TYPE_CHECKING

import pytest

from tests.hostile.case import PERIOD, Case, for_people, good_kept, read, refused, sane_rows, within_limits
from tests.hostile.cases import CASES
from tests.hostile.child import Outcome, payload, run_app, run_python
from tests.hostile.contents import odd_characters
from tests.hostile.ics_text import (
    GOOD_ONE,
    GOOD_SERIES,
    GOOD_SLOTS,
    HEAD,
    STAMP,
    TAIL,
    beside_good,
    component,
    event,
    long_event,
    other,
    slot,
    write,
)
from tests.hostile.truncated import sample

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

JSON = (*PERIOD, "--json")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder that is gone after the test, however large or locked what was put into it."""
    inside = tmp_path / "input"
    inside.mkdir()
    yield inside
    for path in inside.rglob("*"):
        if not path.is_symlink() and stat.S_IMODE(path.lstat().st_mode) == 0:
            path.chmod(0o700)
    shutil.rmtree(inside)


def everything_under(folder: Path) -> set[str]:
    """The names of all files and folders under it and beside it."""
    return {str(path) for path in folder.parent.rglob("*")}


def run_case(case: Case, command: str, paths: list[str]) -> Outcome:
    """Run the command over what the case built, with the limits checked."""
    watched = bool(case.never_touched)
    outcome = run_app([command, *paths, *JSON], watched=watched, may_read_all=case.may_read_all)
    within_limits(outcome)
    if watched:
        assert outcome.touched, "nothing was recorded: the hook did not run"
    for part in case.never_touched:
        assert [name for _, name in outcome.touched if part in name] == []
    return outcome


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case, folder: Path) -> None:
    """The good events beside the bad one are kept, and the bad one is told of as it is due."""
    paths = case.build(folder)
    before = everything_under(folder)
    outcome = run_case(case, "events", paths)
    assert everything_under(folder) == before, "something was written beside the input"
    if case.refusal is not None:
        refused(outcome, case.refusal)
        return
    seen = read(outcome, case.most_rows)
    good_kept(seen, case.good)
    for check in case.checks:
        check(seen)


@pytest.mark.parametrize("case", [case for case in CASES if case.analyse], ids=lambda case: case.id)
def test_figures_beside_it(case: Case, folder: Path) -> None:
    """``analyze`` ends in its time too, and the day of the good event has the figures of that event alone."""
    outcome = run_case(case, "analyze", case.build(folder))
    assert outcome.status == 0, outcome.stderr
    whole = payload(outcome)
    assert whole["schema"] == "clearweek.analysis/1"
    sane_rows(whole["set_aside"], case.most_rows)
    (day,) = [day for day in whole["days"] if day["date"] == "2026-01-14"]
    assert day["meetings"] == 1
    assert day["meeting_minutes"] == 60.0


def test_every_case_of_the_catalogue_is_here() -> None:
    """H01 to H48 each have a case; H24 is the two tests below."""
    numbers = {case.id[:3] for case in CASES} | {"H24"}
    assert numbers == {f"H{number:02}" for number in range(1, 49)}
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("first", range(8), ids=lambda first: f"{first + 1}-of-8")
def test_h24_cut_at_every_byte(first: int) -> None:
    """What stood whole before the cut is kept, the event that was cut is not, and a problem says so."""
    outcome = run_python(["-m", "tests.hostile.truncated", str(first), "8"])
    within_limits(outcome)
    assert outcome.status == 0, outcome.stderr[-2000:]
    failures = json.loads(outcome.stdout)
    assert failures["size"] >= 20_000
    assert failures["cuts"] >= failures["size"] // 8
    found = {name: (len(failures[name]), failures[name][:5]) for name in ("fell", "lost", "half", "silent")}
    assert found == dict.fromkeys(found, (0, []))


@pytest.mark.parametrize("share", range(1, 9), ids=lambda share: f"{share}-of-9")
def test_h24_cut_short_on_standard_input(share: int, folder: Path) -> None:
    """The same through the command line: status 0, the whole events and a row about the one that was cut."""
    text = sample()
    piece = text[: len(text) * share // 9]
    whole = re.findall(rb"UID:(\S+)", piece[: piece.rfind(b"END:VEVENT")])
    source = folder / "cut.ics"
    source.write_bytes(piece)
    outcome = run_app(["events", "-", *JSON], stdin=source)
    within_limits(outcome)
    seen = read(outcome)
    assert len(whole) >= 1
    assert {one["uid"] for one in seen.occurrences} == {uid.decode() for uid in whole}
    assert re.search(rb"BEGIN:VEVENT\s", piece[piece.rfind(b"END:VEVENT") :]), "the cut is in no event"
    assert [row for row in seen.set_aside if not row["kept"]] != []


def test_h26_nothing_foreign_acts_on_the_terminal(folder: Path) -> None:
    """What is printed, as text and as JSON, holds no ESC, no NUL and nothing that turns the line around."""
    paths = odd_characters(folder)
    for options in (PERIOD, JSON):
        outcome = run_app(["events", *paths, *options])
        within_limits(outcome)
        assert outcome.status == 0, outcome.stderr
        printed = outcome.stdout.decode("utf-8")
        assert "Anchor" in printed
        assert [character for character in "\x00\x1b\x07\u202e" if character in printed] == []


def test_h36_made_up_names_are_the_same_each_time(folder: Path) -> None:
    """An event without a UID gets the same one again, though exporters stamp it anew on every download."""
    names = []
    for number, newer in enumerate((STAMP, b"DTSTAMP:20260409T120000Z")):
        bare = component(newer, b"DTSTART:20260121T090000Z", b"DURATION:PT1H", b"SUMMARY:Without")
        outcome = run_app(["events", *beside_good(folder, bare, name=f"{number}.ics"), *JSON])
        within_limits(outcome)
        seen = read(outcome)
        good_kept(seen, GOOD_SLOTS)
        names.append([one["uid"] for one in seen.occurrences if one["title"] == "Without"])
    assert len(names[0]) == 1
    assert names[0] == names[1]


def test_h47_file_vanishes(folder: Path) -> None:
    """A file that is gone when its turn comes is told of; what came before it is kept.

    The program reads its standard input first. More is written there than a pipe holds, so the writing ends
    only when the program has begun to read, and has looked at its paths if it does so beforehand; then the
    file is removed.
    """
    gone = folder / "gone.ics"
    write(gone, (other("gone"),))
    padding = (b"DESCRIPTION:" + b"\r\n x" * 100_000 + b"\r\n",)
    content = b"".join((HEAD, GOOD_ONE, *long_event("padding", "2026-02-02 09:00", padding), GOOD_SERIES))

    def remove(process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        process.stdin.write(content)
        process.stdin.flush()
        gone.unlink()
        process.stdin.write(TAIL)
        process.stdin.close()

    outcome = run_app(["events", "-", str(gone), *JSON], during=remove)
    within_limits(outcome)
    seen = read(outcome)
    good_kept(seen, GOOD_SLOTS)
    if seen.slots("gone"):  # it was read first after all
        assert seen.slots("gone") == [slot("gone", "2026-02-05 11:00")]
    else:
        rows = [row for row in seen.set_aside if "gone" in row["reason"] + row["source"]]
        assert rows, seen.set_aside
        assert not any(row["kept"] for row in rows), rows


def test_h47_file_grows(folder: Path) -> None:
    """A calendar that another program is still writing is read up to somewhere, and nothing in it wrongly."""
    path = folder / "growing.ics"
    write(path, (HEAD, GOOD_ONE, GOOD_SERIES, *(event(f"n{n}", "2026-02-02 09:00") for n in range(10_000))))

    def append(process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        process.stdin.close()
        with path.open("ab", buffering=0) as file:
            for number in range(10_000, 40_000):
                if process.poll() is not None:
                    break
                file.write(event(f"n{number}", "2026-02-02 09:00"))

    outcome = run_app(["events", str(path), *JSON], during=append)
    within_limits(outcome)
    seen = read(outcome)
    good_kept(seen, GOOD_SLOTS)
    grown = [one for one in seen.occurrences if one["uid"].startswith("n")]
    assert len(grown) >= 10_000
    assert {(one["start"], one["end"]) for one in grown} == {("2026-02-02T08:00:00Z", "2026-02-02T09:00:00Z")}


def test_h47_file_is_replaced(folder: Path) -> None:
    """A calendar that is exchanged for another again and again is read as the one or the other, unmixed."""
    path = folder / "exchanged.ics"
    versions = [
        HEAD + GOOD_ONE + GOOD_SERIES + b"".join(event(f"{name}{n}", "2026-02-02 09:00") for n in range(3000)) + TAIL
        for name in ("a", "b")
    ]
    path.write_bytes(versions[0])

    def exchange(process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        process.stdin.close()
        turn = 0
        while process.poll() is None:
            turn += 1
            new = folder / "new"
            new.write_bytes(versions[turn % 2])
            new.replace(path)

    outcome = run_app(["events", str(path), *JSON], during=exchange)
    within_limits(outcome)
    seen = read(outcome)
    good_kept(seen, GOOD_SLOTS)
    names = {one["uid"] for one in seen.occurrences} - {one.uid for one in GOOD_SLOTS}
    assert names in ({f"a{n}" for n in range(3000)}, {f"b{n}" for n in range(3000)})


def test_h25_one_bad_path_does_not_cost_the_others(folder: Path) -> None:
    """Beside a good path one that is refused by itself becomes a row, and the reason is the same sentence."""
    (folder / "page.ics").write_bytes(b"<html><body>Sign in</body></html>")
    (good,) = beside_good(folder)
    outcome = run_app(["events", good, str(folder / "page.ics"), *JSON])
    within_limits(outcome)
    seen = read(outcome)
    good_kept(seen, GOOD_SLOTS)
    (row,) = seen.set_aside
    assert "web page" in row["reason"]
    for_people(row["reason"])
