"""A sync with a server that is killed at any moment leaves a whole store, and the next one ends it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.operations.workspace import Workspace
from tests.connected.accounts import HOME, days_of, seen_in
from tests.connected.test_command_line import ROOT, Person
from tests.connected.test_contract import many, put, weekly
from tests.servers.google import CLIENT, GoogleServer
from tests.servers.served import Invented

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 12


def killed(person: Person, words: tuple[str, ...], after: float) -> bool:
    """Run a command and end it after some seconds; tell whether it was still running."""
    child = subprocess.Popen(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT, env=person.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
        return True
    return False


def is_whole(person: Person) -> int:
    """Check the store; return how many occurrences it holds."""
    with Workspace(person.home, HOME) as workspace:
        with workspace.store.reading() as connection:
            assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return len(seen_in(workspace))


@pytest.mark.timeout(300)
def test_kills_in_a_sync_lose_nothing(tmp_path: Path) -> None:
    client = tmp_path / "client.json"
    client.write_text(json.dumps({"installed": CLIENT}))
    with closing(GoogleServer()) as server:
        server.page_size = 60
        put(server, weekly(), *many(300))
        people = [Person(tmp_path / "disturbed"), Person(tmp_path / "undisturbed")]
        for person in people:
            person.home.parent.mkdir()
            person.environment["CLEARWEEK_GOOGLE"] = server.base
            assert person.signs_in("add", "google", "--client", str(client)).status == 0
        began = time.monotonic()
        assert people[0].types("sync").status == 0
        usual = 2 * (time.monotonic() - began)
        chance = random.Random(5)
        count = 0
        for number in range(KILLS):
            if number % 3 == 0:
                put(server, *[each._replace(title=f"{each.title}, {number}") for each in many(300)])
                put(server, Invented(f"new{number}@x", "New", many(1)[0].start, 30, guests=("bob@example.com",)))
            if number == KILLS // 2:
                server.expire_tokens()
            count += killed(people[0], ("sync",), chance.uniform(0.1, 1.0) * usual)
            assert is_whole(people[0]) >= 305
        assert count >= KILLS // 3
        for person in people:
            assert person.types("sync").status == 0
        both = []
        for person in people:
            with Workspace(person.home, HOME) as workspace:
                both.append((seen_in(workspace), days_of(workspace)))
        assert both[0] == both[1]
        assert len(both[0][0]) == 305 + KILLS // 3
