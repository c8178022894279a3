"""Which calendars of a connected account are read, chosen anew: the others go with their events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import SignInNeeded
from app.operations.choosing_calendars import connected_as
from app.progress import SILENT
from app.store.remote_rows import handles
from app.store.secrets import Secrets
from tests.connected.test_contract import put, single, weekly
from tests.servers.caldav import CalDav

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.connected.accounts import Account


@pytest.fixture
def account(account_on: Callable[[str], Account]) -> Account:
    """An account of two calendars, of which one is read."""
    made = account_on("radicale")
    assert isinstance(made.server, CalDav)
    put(made.server, weekly(), single())
    made.add()
    made.server.make_calendar(made.server.path.replace("work", "home"), "Home")
    return made


def test_all_calendars_are_offered_with_whether_they_are_read(account: Account) -> None:
    offered = account.workspace.connections.calendars_of(account.source().id, SILENT)
    assert {calendar.name: is_read for calendar, is_read in offered} == {"Work": True, "Home": False}


def test_another_one_is_read_and_the_first_goes_with_its_events(account: Account) -> None:
    connections, source = account.workspace.connections, account.source().id
    ids = {calendar.name: calendar.id for calendar, __ in connections.calendars_of(source, SILENT)}
    connections.choose(source, [ids["Work"], ids["Home"]], SILENT)
    assert set(account.source().calendars) == {"Work", "Home"}
    assert account.source().events == 2
    connections.choose(source, [ids["Home"]], SILENT)
    row = account.source()
    assert (row.id, row.calendars, row.events) == (source, ("Home",), 0)
    assert account.seen() == []


def test_its_secret_stays_where_it_was_kept(account: Account) -> None:
    before = connected_as(account.workspace, account.source().id)
    assert before.keep == "session"
    connections, source = account.workspace.connections, account.source().id
    connections.choose(source, [each.id for each, __ in connections.calendars_of(source, SILENT)], SILENT)
    assert connected_as(account.workspace, source) == before


def test_without_its_secret_nothing_can_be_chosen(account: Account) -> None:
    source = account.source().id
    with account.workspace.store.reading() as connection:
        (handle,) = handles(connection, source)
    Secrets(account.home).forget(handle)
    with pytest.raises(SignInNeeded, match="is not kept on this computer"):
        account.workspace.connections.calendars_of(source, SILENT)
