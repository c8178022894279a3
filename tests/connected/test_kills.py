"""A sync with a server that is killed at any moment leaves a whole store, and the next one ends it."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.operations.workspace import Workspace
from tests.connected.accounts import HOME, days_of, seen_in
from tests.connected.test_command_line import ROOT, Person
from tests.connected.test_contract import many, put, weekly
from tests.kills import RandomKills
from tests.servers.google import CLIENT, GoogleServer
from tests.servers.served import Invented

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KILLS = 12
"""So many syncs are killed at their work; new events come with every third of them."""


def syncing(person: Person) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "app", "sync"],
        cwd=ROOT, env=person.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def a_request_to(server: GoogleServer) -> Callable[[], bool]:
    """Tell from now on whether the server has been asked for anything."""
    before = len(server.requests)
    return lambda: len(server.requests) > before


def is_whole(person: Person) -> int:
    """Check the store; return how many occurrences it holds."""
    with Workspace(person.home, HOME) as workspace:
        with workspace.store.reading() as connection:
            assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return len(seen_in(workspace))


def renamed(server: GoogleServer, word: str) -> None:
    put(server, *[each._replace(title=f"{each.title}, {word}") for each in many(300)])


@pytest.mark.timeout(900)
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
        disturbed = people[0]
        renamed(server, "at first")
        kills = RandomKills(random.Random(5))
        kills.let_end(syncing(disturbed), a_request_to(server))
        has_work = False
        for turn in itertools.count():
            if kills.count % 3 == 0 or not has_work:
                renamed(server, str(turn))
                new = f"new{kills.count // 3}@x"
                put(server, Invented(new, "New", many(1)[0].start, 30, guests=("bob@example.com",)))
            if kills.count == KILLS // 2:
                server.expire_tokens()
            has_work = kills.kill(syncing(disturbed), a_request_to(server))
            assert is_whole(disturbed) >= 305
            if kills.count == KILLS:
                break
        for person in people:
            assert person.types("sync").status == 0
        both = []
        for person in people:
            with Workspace(person.home, HOME) as workspace:
                both.append((seen_in(workspace), days_of(workspace)))
        assert both[0] == both[1]
        assert len(both[0][0]) == 305 + KILLS // 3
