"""Servers on this machine, certificates for them, and doors that lead to nothing else."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from app.connectors.web import Door, Limits
from tests.servers import certificates
from tests.servers.scripted import Network, Scripted

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

    from app.connectors.web import AllowedHosts
    from app.model.remote import Visit
    from tests.servers.certificates import Authority
    from tests.servers.scripted import Speech


class Serve(Protocol):
    """The type of the fixture `serve`."""

    def __call__(self, *speeches: Speech, tls: ssl.SSLContext | None = None) -> Scripted: ...


class DoorTo(Protocol):
    """The type of the fixture `door_to`."""

    def __call__(self, hosts: AllowedHosts, network: Network | None = None, **more: Any) -> Door: ...


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers that say what they are told to, and end them with the test."""
    with ExitStack() as servers:

        def start(*speeches: Speech, tls: ssl.SSLContext | None = None) -> Scripted:
            return servers.enter_context(Scripted(*speeches, tls=tls))

        yield start


@pytest.fixture(scope="session")
def authority() -> Authority:
    """An authority that only these tests trust."""
    return certificates.authority()


@pytest.fixture
def certificate(authority: Authority, tmp_path: Path) -> ssl.SSLContext:
    """What the hosts of these tests prove themselves with."""
    hosts = ("calendar.example.com", "other.example.com", "xn--bcher-kva.example", "nas.lan", "127.0.0.1", "localhost")
    return certificates.served_by(tmp_path, *hosts, signer=authority)


@pytest.fixture
def visits() -> list[Visit]:
    """The log of the network."""
    return []


@pytest.fixture
def waits() -> list[float]:
    """How long was waited each time, instead of waiting."""
    return []


@pytest.fixture
def door_to(authority: Authority, visits: list[Visit], waits: list[float]) -> Iterator[DoorTo]:
    """Make doors of short patience; without a `Network` only what is written as an address can be found."""
    with ExitStack() as doors:

        def make(hosts: AllowedHosts, network: Network | None = None, **more: Any) -> Door:
            ways = {"resolve": network.resolve, "call": network.call} if network else {}
            usual = {"sleep": waits.append, "also_trusted": authority.pem, "limits": Limits()}
            return doors.enter_context(closing(Door(hosts, visits.append, **{**ways, **usual, **more})))

        yield make
