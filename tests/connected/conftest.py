"""Every kind of stand-in in turn, an account on it, and a door that does not wait as long as a person would."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, cast

import pytest

from app.connectors.web import Door, Limits
from tests.connected.accounts import Account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.servers.caldav import CalDav
    from tests.servers.served import Server

KINDS = ("address", "google", "microsoft", "radicale", "xandikos")
PATIENT = Limits(connect=20.0, silence=40.0, whole=50.0)
"""For servers on a busy machine."""


def server_of(kind: str) -> Server:
    """Start the stand-in of a kind."""
    if kind == "address":
        from tests.servers.address import AddressServer

        return AddressServer()
    if kind == "google":
        from tests.servers.google import GoogleServer

        return GoogleServer()
    if kind == "microsoft":
        from tests.servers.microsoft import MicrosoftServer

        return MicrosoftServer()
    from tests.servers.caldav import CalDav

    return CalDav("radicale" if kind == "radicale" else "xandikos")


class Servers:
    """The stand-ins of all tests: those that are processes are started once and cleared, the others made anew."""

    def __init__(self) -> None:
        self._kept: dict[str, CalDav] = {}
        self._lent: set[str] = set()
        self._made: list[Server] = []

    def of(self, kind: str) -> Server:
        """Give a stand-in of a kind that is as at its start, and nobody else's in this test."""
        if kind not in {"radicale", "xandikos"} or kind in self._lent:
            self._made.append(server_of(kind))
            return self._made[-1]
        self._lent.add(kind)
        if kind not in self._kept:
            self._kept[kind] = cast("CalDav", server_of(kind))
        return self._kept[kind]

    def take_back(self) -> None:
        """End or clear what a test has had."""
        for server in self._made:
            server.close()
        self._made.clear()
        for kind in self._lent:
            self._kept[kind].clear()
        self._lent.clear()

    def close(self) -> None:
        """End those that were kept."""
        for server in self._kept.values():
            server.close()


@pytest.fixture(scope="session")
def all_servers() -> Iterator[Servers]:
    """Every stand-in that these tests start."""
    with closing(Servers()) as kept:
        yield kept


@pytest.fixture
def servers(all_servers: Servers) -> Iterator[Servers]:
    """Those that this test has."""
    yield all_servers
    all_servers.take_back()


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no stand-in be named from outside, and no keyring be found on the bus of a session."""
    for name in ("CLEARWEEK_GOOGLE", "CLEARWEEK_MICROSOFT", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited each time before another try, instead of waiting."""
    waits: list[float] = []
    usual = Door.__init__.__kwdefaults__ or {}
    monkeypatch.setattr(Door.__init__, "__kwdefaults__", {**usual, "sleep": waits.append, "limits": PATIENT})
    return waits


@pytest.fixture
def be_as_patient(monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> Callable[[Limits], None]:
    """Give the doors that are made from now on another patience."""

    def patient(limits: Limits) -> None:
        usual = Door.__init__.__kwdefaults__ or {}
        monkeypatch.setattr(Door.__init__, "__kwdefaults__", {**usual, "limits": limits})

    return patient


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest, servers: Servers) -> Server:
    """One stand-in of each kind."""
    return servers.of(request.param)


@pytest.fixture
def account(server: Server, tmp_path: Path, waited: list[float]) -> Iterator[Account]:
    """A person's folder that will be connected to the stand-in."""
    with closing(Account(server, tmp_path / "home")) as made:
        yield made


@pytest.fixture
def account_on(tmp_path: Path, servers: Servers, waited: list[float]) -> Iterator[Callable[[str], Account]]:
    """Give an account on a stand-in of a kind."""
    opened: list[Account] = []

    def on(kind: str) -> Account:
        made = Account(servers.of(kind), tmp_path / f"home-{kind}")
        opened.append(made)
        return made

    yield on
    for each in opened:
        each.close()
