"""One invented calendar through every kind of source: the same occurrences, and the same figures."""

from __future__ import annotations

import dataclasses
import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from app.operations.workspace import Workspace
from app.progress import SILENT
from tests.connected.accounts import HOME, Account, Seen, days_of, seen_in
from tests.connected.conftest import KINDS
from tests.servers.address import AddressServer
from tests.servers.served import Invented, Server, weekly_calendar

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.model.weeks import Day

ZONE = ZoneInfo("Europe/Berlin")
ME = "alice@example.com"
FIRST = dt.date(2026, 1, 5).toordinal()
LAST = dt.date(2026, 4, 30).toordinal()


def at(month: int, day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=ZONE)


def fill(server: Server) -> None:
    """Put the same calendar on a server, with an instance that moved, one that is cancelled, and rules of each kind."""
    for each in weekly_calendar(ZONE):
        server.put(each)
    bob = ("bob@example.com",)
    rules = (
        "FREQ=DAILY;INTERVAL=3;COUNT=6",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=7",
        "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=4",
        "FREQ=MONTHLY;BYDAY=2WE;COUNT=4",
        "FREQ=MONTHLY;BYDAY=-1FR;COUNT=4",
        "FREQ=YEARLY;COUNT=2",
    )
    firsts = (at(1, 19, 9), at(1, 20, 10), at(1, 15, 11), at(1, 14, 12), at(1, 30, 13), at(2, 3, 14))
    for number, (rule, first) in enumerate(zip(rules, firsts, strict=True)):
        server.put(Invented(f"rule{number}@x", f"Rule {number}", first, 45, rule, bob, ME))
    server.cancel_instance("team@x", at(1, 13, 14))
    server.move_instance("standup@x", at(1, 7, 9), at(1, 7, 16))


def with_me(workspace: Workspace) -> None:
    workspace.change_settings(dataclasses.replace(workspace.settings(), me=(ME,)), SILENT)


@pytest.fixture(scope="module")
def from_a_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Seen], list[Day]]:
    """What the calendar comes to when it is read from a file."""
    folder = tmp_path_factory.mktemp("file")
    with closing(AddressServer()) as server:
        fill(server)
        (folder / "work.ics").write_bytes(server.file())
    with Workspace(folder / "home", HOME) as workspace:
        with_me(workspace)
        workspace.add([str(folder / "work.ics")], SILENT)
        return seen_in(workspace), days_of(workspace)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_calendar_gives_the_same_occurrences_and_figures(
    account_on: Callable[[str], Account], kind: str, from_a_file: tuple[list[Seen], list[Day]]
) -> None:
    account = account_on(kind)
    fill(account.server)
    with_me(account.workspace)
    account.add()
    seen, days = from_a_file
    # A calendar on a server is known up to its sync, and so looked at further ahead than a file of January.
    assert taking_place(seen_in(account.workspace)) == taking_place(seen)
    assert [each for each in days_of(account.workspace) if FIRST <= each.day <= LAST] == [
        each for each in days if FIRST <= each.day <= LAST
    ]
    assert sum(each.meetings or 0 for each in days if FIRST <= each.day <= LAST) > 60


def taking_place(seen: list[Seen]) -> list[Seen]:
    end = dt.datetime.combine(dt.date.fromordinal(LAST), dt.time(), ZONE).timestamp()
    return [each for each in seen if each.kind != "cancelled" and each.start < end]
