"""Every kind of stand-in in turn, an account on it, and a door that does not wait as long as a person would."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.connectors.web import Door, Limits
from tests.connected.accounts import Account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.servers.served import Server

KINDS = ("address", "google", "microsoft", "radicale", "xandikos")
PATIENT = Limits(connect=20.0, silence=40.0, whole=50.0)
"""For servers on a busy machine; a module whose servers hang on purpose has `LIMITS` of its own."""


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


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no stand-in be named from outside, and no keyring be found on the bus of a session."""
    for name in ("CLEARWEEK_GOOGLE", "CLEARWEEK_MICROSOFT", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def waited(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited each time before another try, instead of waiting."""
    waits: list[float] = []
    usual = Door.__init__.__kwdefaults__ or {}
    limits = getattr(request.module, "LIMITS", PATIENT)
    monkeypatch.setattr(Door.__init__, "__kwdefaults__", {**usual, "sleep": waits.append, "limits": limits})
    return waits


@pytest.fixture
def be_patient(monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> Callable[[], None]:
    """Give the doors that are made from now on the patience for servers on a busy machine."""

    def patient() -> None:
        usual = Door.__init__.__kwdefaults__ or {}
        monkeypatch.setattr(Door.__init__, "__kwdefaults__", {**usual, "limits": PATIENT})

    return patient


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """One stand-in of each kind."""
    with closing(server_of(request.param)) as started:
        yield started


@pytest.fixture
def account(server: Server, tmp_path: Path, waited: list[float]) -> Iterator[Account]:
    """A person's folder that will be connected to the stand-in."""
    with closing(Account(server, tmp_path / "home")) as made:
        yield made


@pytest.fixture
def account_on(tmp_path: Path, waited: list[float]) -> Iterator[Callable[[str], Account]]:
    """Give an account on a stand-in of a kind."""
    opened: list[Account] = []

    def on(kind: str) -> Account:
        made = Account(server_of(kind), tmp_path / f"home-{kind}")
        opened.append(made)
        return made

    yield on
    for each in opened:
        each.close()
        each.server.close()
