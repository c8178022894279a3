"""Certificates: one that the system would not trust ends it, and nothing goes past that (T11)."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

from app.connectors import web_wire
from app.connectors.web import AllowedHosts, Request
from app.errors import SourceUnreachable
from tests.servers import certificates
from tests.servers.scripted import Network, answer

if TYPE_CHECKING:
    from pathlib import Path

    from app.model.remote import Visit
    from tests.connectors.conftest import DoorTo, Serve
    from tests.servers.certificates import Authority

PUBLIC = "93.184.216.34"
CALENDAR = "https://calendar.example.com/work.ics"


def refused(
    tls: ssl.SSLContext, door_to: DoorTo, serve: Serve, visits: list[Visit], url: str = CALENDAR
) -> tuple[str, str]:
    """How a server with this certificate is refused: in words and in the log; nothing was asked of it."""
    server = serve(answer(b"x"), tls=tls)
    host = url.split("/")[2]
    network = Network({host: [PUBLIC]}, {PUBLIC: server, "127.0.0.1": server})
    with pytest.raises(SourceUnreachable) as told:
        door_to(AllowedHosts.address(url), network).ask_patiently(Request("GET", url))
    assert (server.asked, server.connections, len(visits)) == ([], 1, 1)
    return told.value.why, visits[0].result


def test_one_that_signs_for_itself(tmp_path: Path, door_to: DoorTo, serve: Serve, visits: list[Visit]) -> None:
    tls = certificates.served_by(tmp_path, "calendar.example.com")
    assert refused(tls, door_to, serve, visits) == ("it wrote its certificate itself", "certificate-self-signed")


def test_one_that_has_run_out(
    tmp_path: Path, authority: Authority, door_to: DoorTo, serve: Serve, visits: list[Visit]
) -> None:
    tls = certificates.served_by(tmp_path, "calendar.example.com", signer=authority, days=(-30, -1))
    assert refused(tls, door_to, serve, visits) == ("its certificate has run out", "certificate-expired")


def test_one_that_is_not_good_yet(
    tmp_path: Path, authority: Authority, door_to: DoorTo, serve: Serve, visits: list[Visit]
) -> None:
    tls = certificates.served_by(tmp_path, "calendar.example.com", signer=authority, days=(1, 30))
    assert refused(tls, door_to, serve, visits)[1] == "certificate"


@pytest.mark.parametrize("url", [CALENDAR, "https://127.0.0.1/work.ics"])
def test_one_of_another_host(
    url: str, tmp_path: Path, authority: Authority, door_to: DoorTo, serve: Serve, visits: list[Visit]
) -> None:
    tls = certificates.served_by(tmp_path, "example.com", "127.0.0.2", signer=authority)
    assert refused(tls, door_to, serve, visits, url) == (
        "its certificate is another host's",
        "certificate-of-another",
    )


def test_one_of_an_authority_that_nobody_knows(
    tmp_path: Path, door_to: DoorTo, serve: Serve, visits: list[Visit]
) -> None:
    tls = certificates.served_by(tmp_path, "calendar.example.com", signer=certificates.authority())
    assert refused(tls, door_to, serve, visits)[1] == "certificate"


def test_none_at_all(door_to: DoorTo, serve: Serve, visits: list[Visit]) -> None:
    """H50: there is no way back to plain HTTP."""
    server = serve(answer(b"x"))
    network = Network({"calendar.example.com": [PUBLIC]}, {PUBLIC: server})
    with pytest.raises(SourceUnreachable, match="it does not answer in HTTPS"):
        door_to(AllowedHosts.address(CALENDAR), network).ask_patiently(Request("GET", CALENDAR))
    assert [each.startswith(b"\x16") for each in server.asked] == [True]
    assert [each.result for each in visits] == ["no-tls"]


def test_a_good_one_is_the_hosts_and_not_the_addresss(
    serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext
) -> None:
    named: list[str] = []
    certificate.sni_callback = lambda stream, name, context: named.append(name)
    server = serve(answer(b"x"), tls=certificate)
    network = Network({"calendar.example.com": [PUBLIC]}, {PUBLIC: server})
    assert door_to(AllowedHosts.address(CALENDAR), network).ask(Request("GET", CALENDAR)).body == b"x"
    assert (named, server.headers()["host"]) == (["calendar.example.com"], "calendar.example.com")


def test_a_name_in_other_letters_is_proved_in_punycode(
    serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext
) -> None:
    server = serve(answer(b"x"), tls=certificate)
    network = Network({"xn--bcher-kva.example": [PUBLIC]}, {PUBLIC: server})
    url = "https://Bücher.example/"
    assert door_to(AllowedHosts.address(url), network).ask(Request("GET", url)).body == b"x"


def test_the_trust_store_is_the_systems_and_cannot_be_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    trust = web_wire.trusting()
    assert (trust.verify_mode, trust.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert trust.minimum_version == ssl.TLSVersion.TLSv1_2
    assert len(trust.get_ca_certs()) == len(ssl.create_default_context().get_ca_certs())
