"""A process that is killed at any moment of an import or a sync leaves a whole store, and the next run ends it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.model.timezones import HomeZone, iana_zone
from app.operations.workspace import Workspace
from app.progress import SILENT
from benchmarks.big_export import big_export
from tests.operations.test_stored_figures import kept

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
KILLS = 20
BERLIN = iana_zone("Europe/Berlin")
assert BERLIN is not None
HOME = HomeZone(((1, BERLIN),))


@pytest.mark.timeout(400)
def test_twenty_kills_lose_nothing(tmp_path: Path) -> None:
    first, second = calendars()
    path = tmp_path / "work.ics"
    path.write_bytes(first)
    undisturbed = tmp_path / "undisturbed"
    began = time.monotonic()
    run(undisturbed, "add", str(path))
    usual = time.monotonic() - began
    chance = random.Random(4)
    home = tmp_path / "home"
    killed = 0
    for number in range(KILLS):
        if number == KILLS // 2:
            run(home, "add", str(path))
            path.write_bytes(second)
        words = ("add", str(path)) if number < KILLS // 2 else ("sync",)
        child = subprocess.Popen(command(home, words), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(chance.uniform(0.1, 1.1) * usual)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
            killed += 1
        look(home)
    run(home, "sync")
    run(undisturbed, "sync")
    assert killed >= KILLS // 3
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
