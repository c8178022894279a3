"""A process that is killed at any moment of an import or a sync leaves a whole store, and the next run ends it."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.model.timezones import HomeZone, iana_zone
from app.operations.workspace import Workspace
from app.progress import SILENT
from benchmarks.big_export import big_export
from tests.kills import RandomKills, changes_in
from tests.operations.test_stored_figures import kept

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
KILLS = 20
BERLIN = iana_zone("Europe/Berlin")
assert BERLIN is not None
HOME = HomeZone(((1, BERLIN),))


@pytest.mark.timeout(900)
def test_twenty_kills_lose_nothing(tmp_path: Path) -> None:
    first, second = calendars()
    path = tmp_path / "work.ics"
    path.write_bytes(first)
    undisturbed = tmp_path / "undisturbed"
    kills = RandomKills(random.Random(4))
    kills.let_end(started(undisturbed, "add", str(path)), changes_in(undisturbed))
    home = tmp_path / "home"
    for number in itertools.count():
        killed = kills.kill(started(home, "add", str(path)), changes_in(home))
        look(home)
        if kills.count == KILLS // 2:
            break
        if not killed:  # all is in, and the next import is a first one again
            home = tmp_path / f"home{number}"
    run(home, "add", str(path))
    path.write_bytes(second)
    kills.let_end(started(undisturbed, "sync"), changes_in(undisturbed))
    while True:
        killed = kills.kill(started(home, "sync"), changes_in(home))
        look(home)
        if kills.count == KILLS:
            break
        if not killed:  # all is in, and the next sync has to bring the other calendar
            path.write_bytes(first if path.read_bytes() == second else second)
    path.write_bytes(second)
    run(home, "sync")
    both = []
    for folder in (home, undisturbed):
        with Workspace(folder, HOME) as workspace:
            both.append(kept(workspace))
    assert both[0] == both[1]


def calendars() -> tuple[bytes, bytes]:
    """A calendar large enough to come in batches, and the same with one event in twenty renamed."""
    first = big_export(4, 3)
    parts = first.split(b"SUMMARY:")
    second = b"".join(
        part + (b"" if number == len(parts) - 1 else b"SUMMARY:" + (b"X " if number % 20 == 0 else b""))
        for number, part in enumerate(parts)
    )
    return first, second


def command(home: Path, words: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "app", *words, "--home", str(home)]


def started(home: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command(home, words), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def run(home: Path, *words: str) -> None:
    done = subprocess.run(command(home, words), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def look(home: Path) -> None:
    """The store opens, is whole, and says of each week what its rows say."""
    if not (home / "calendar.db").exists():
        return
    with Workspace(home, HOME) as workspace:
        workspace.add([], SILENT)
        with workspace.store.reading() as connection:
            assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        newest = workspace.newest_period("week")
        if newest is not None:
            assert workspace.overview(newest).cards
