"""Addresses: where a name may lead, judged by what it leads to and never by how it is spelt (H51, H52)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.connectors.web import AllowedHosts, Request
from app.connectors.web_addresses import Origin, origin_of, reach_of, reach_of_all
from app.errors import SourceUnreachable
from tests.servers.scripted import Network, answer

if TYPE_CHECKING:
    import ssl

    from app.model.remote import Visit
    from tests.connectors.conftest import DoorTo, Serve

REACHES = {
    "93.184.216.34": "public",
    "2606:2800:220:1::1": "public",
    "127.0.0.1": "loopback",
    "127.8.8.8": "loopback",
    "::1": "loopback",
    "10.1.2.3": "near",
    "172.31.0.1": "near",
    "192.168.1.1": "near",
    "100.64.0.1": "near",
    "fd12::1": "near",
    "172.32.0.1": "public",
    "0.0.0.0": "never",
    "169.254.169.254": "never",
    "224.0.0.1": "never",
    "255.255.255.255": "never",
    "240.0.0.1": "never",
    "192.0.2.1": "never",
    "198.18.0.1": "never",
    "::": "never",
    "fe80::1": "never",
    "fe80::1%eth0": "never",
    "fec0::1": "never",
    "ff0e::1": "never",
    "2001:db8::1": "never",
    "5f00::1": "never",
    # An address inside an address: mapped, compatible, NAT64, 6to4, and Teredo with its server and its client.
    "::ffff:127.0.0.1": "loopback",
    "::ffff:169.254.169.254": "never",
    "::ffff:93.184.216.34": "public",
    "::7f00:1": "loopback",
    "::a01:203": "near",
    "64:ff9b::7f00:1": "loopback",
    "64:ff9b::a9fe:a9fe": "never",
    "64:ff9b::5db8:d822": "public",
    "64:ff9b:1::5db8:d822": "never",
    "2002:7f00:1::1": "loopback",
    "2002:c0a8:101::1": "near",
    "2002:5db8:d822::1": "public",
    "2001:0:5db8:d822:0:ffff:80ff:fffe": "never",
    "2001:0:5db8:d822:0:ffff:a247:27dd": "public",
    "": "never",
    "calendar.example.com": "never",
}


@pytest.mark.parametrize(("address", "reach"), REACHES.items())
def test_an_address_is_as_far_away_as_what_it_stands_for(address: str, reach: str) -> None:
    assert reach_of(address) == reach


def test_a_host_that_is_here_and_there_at_once_is_nowhere() -> None:
    assert reach_of_all(["93.184.216.34", "2606:2800:220:1::1"]) == "public"
    assert reach_of_all(["93.184.216.34", "127.0.0.1"]) == "never"
    assert reach_of_all([]) == "never"


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://calendar.example.com", Origin("https", "calendar.example.com", 443)),
        ("HTTPS://Calendar.Example.COM./x", Origin("https", "calendar.example.com", 443)),
        ("http://localhost.:8080/", Origin("http", "localhost", 8080)),
        ("https://bücher.example/", Origin("https", "xn--bcher-kva.example", 443)),
        ("https://[::FFFF:127.0.0.1]/", Origin("https", "::ffff:7f00:1", 443)),
        ("https://аpple.example/", Origin("https", "xn--pple-43d.example", 443)),  # noqa: RUF001 (a Cyrillic letter)
    ],
)
def test_there_is_one_spelling_of_a_host(url: str, origin: Origin) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    "url",
    [
        "",
        "calendar.example.com",
        "//calendar.example.com/",
        "file:///etc/passwd",
        "data:text/calendar,BEGIN:VCALENDAR",
        "ftp://calendar.example.com/",
        "webcal://calendar.example.com/",
        "https://",
        "https:///path",
        "https://user@calendar.example.com/",
        "https://user:word@calendar.example.com/",
        "https://calendar.example.com@127.0.0.1/",
        "https://calendar.example.com\\@127.0.0.1/",
        "https://calendar.example.com/a b",
        "https://calendar.example.com/a\\b",
        "https://calendar.example.com/a\x7fb",
        "https://calendar.example.com/\r\nHost: x",
        "https://calendar.example.com:99999/",
        "https://calendar.example.com:port/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0x7f000001/",
        "https://0/",
        "https://127.1/",
        "https://0177.0.0.1/",
        "https://[::1/",
        "https://[127.0.0.1]/",
        "https://a..b/",
        "https://-/",
        f"https://{'a' * 64}.example/",
        "https://calendar.example.com/" + "a" * 9000,
    ],
)
def test_what_is_no_address_of_the_web_is_none_and_is_not_repeated(url: str) -> None:
    with pytest.raises(ValueError, match=r"address|host") as told:
        origin_of(url)
    assert not url or url not in str(told.value)


# ---- which of them a source may reach ----


def reached(hosts: AllowedHosts, url: str, *addresses: str, door_to: DoorTo, serve: Serve, tls: ssl.SSLContext) -> str:
    """What becomes of asking a host with these addresses: the status, or why not."""
    server = serve(answer(b"x"), tls=tls if url.startswith("https") else None)
    network = Network({origin_of(url).host: addresses}, dict.fromkeys(addresses, server))
    try:
        status = door_to(hosts, network).ask(Request("GET", url)).status
    except SourceUnreachable as error:
        assert network.called == []
        return error.why
    assert network.called == [addresses[0]]
    return str(status)


ELSEWHERE = "its name leads into another network than it should, or to a place where no calendar stands"


@pytest.mark.parametrize(
    ("url", "addresses", "becomes"),
    [
        ("https://calendar.example.com/", ["93.184.216.34"], "200"),
        ("https://calendar.example.com/", ["10.0.0.7"], "200"),  # a company's own server, with a name of its own
        ("https://calendar.example.com/", ["93.184.216.34", "10.0.0.7"], ELSEWHERE),
        ("https://calendar.example.com/", ["169.254.169.254"], ELSEWHERE),
        ("https://calendar.example.com/", ["0.0.0.0"], ELSEWHERE),
        ("https://calendar.example.com/", ["64:ff9b::a9fe:a9fe"], ELSEWHERE),
        ("http://calendar.example.com/", ["93.184.216.34"], ELSEWHERE),  # plain HTTP does not leave the house
        ("http://nas.lan/", ["192.168.1.9"], "200"),
        ("http://localhost/", ["127.0.0.1"], "200"),
    ],
)
def test_a_typed_host_may_stand_where_a_calendar_may(
    url: str, addresses: list[str], becomes: str, door_to: DoorTo, serve: Serve, certificate: ssl.SSLContext
) -> None:
    for hosts in (AllowedHosts.address(url), AllowedHosts.server(url)):
        assert reached(hosts, url, *addresses, door_to=door_to, serve=serve, tls=certificate) == becomes


@pytest.mark.parametrize(
    ("url", "address", "becomes"),
    [
        ("https://calendar.example.com/", "93.184.216.34", "200"),
        ("https://calendar.example.com/", "10.0.0.7", ELSEWHERE),
        ("http://localhost/", "127.0.0.1", "200"),
        ("http://nas.lan/", "192.168.1.9", ELSEWHERE),
        ("http://calendar.example.com/", "93.184.216.34", ELSEWHERE),
    ],
)
def test_a_known_service_stands_on_the_internet_and_its_stand_in_on_this_machine(
    url: str, address: str, becomes: str, door_to: DoorTo, serve: Serve, certificate: ssl.SSLContext
) -> None:
    assert reached(AllowedHosts.fixed(url), url, address, door_to=door_to, serve=serve, tls=certificate) == becomes


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext, visits: list[Visit]
) -> None:
    """H54: the name has another address at each look-up; there is one look-up for a connection."""
    server = serve(answer(b"x", Connection="close"), tls=certificate)
    network = Network(
        {"calendar.example.com": [["93.184.216.34"], ["127.0.0.1"], ["93.184.216.34"]]}, {"93.184.216.34": server}
    )
    door = door_to(AllowedHosts.address("https://calendar.example.com/"), network)
    asked = Request("GET", "https://calendar.example.com/work.ics")

    door.ask(asked)
    assert (network.looked_up, network.called) == (["calendar.example.com"], ["93.184.216.34"])

    with pytest.raises(SourceUnreachable, match="leads into another network"):
        door.ask(asked)
    door.ask(asked)
    assert network.called == ["93.184.216.34", "93.184.216.34"]
    assert [each.result for each in visits] == ["200", "not-there", "200"]


def test_the_hosts_below_a_domain_are_those_and_no_others() -> None:
    hosts = AllowedHosts.server("https://caldav.example.com/", below=("example.com",))
    for host, may in {
        "https://p34-caldav.example.com/": True,
        "https://p34-caldav.example.com:8443/": False,
        "http://p34-caldav.example.com/": False,
        "https://example.com.evil.example/": False,
        "https://evilexample.com/": False,
    }.items():
        assert hosts.may_ask(origin_of(host), None) is may


@pytest.mark.parametrize(
    ("hosts", "url", "before", "may"),
    [
        (AllowedHosts.address("http://nas.lan/"), "http://nas.lan/", "https://nas.lan/", False),
        (AllowedHosts.address("http://nas.lan/"), "http://nas.lan:8080/", "http://nas.lan/", True),
        (AllowedHosts.address("http://nas.lan/"), "http://nas.lan:8080/", None, False),
        (AllowedHosts.address("https://nas.lan/"), "https://nas.lan:8443/", None, False),
        (AllowedHosts.server("https://nas.lan/", "https://other.lan:8443/"), "https://other.lan:8443/", None, True),
        (
            AllowedHosts.fixed("https://api.example.com/"),
            "https://api.example.com:8443/",
            "https://api.example.com/",
            False,
        ),
        (
            AllowedHosts.fixed("https://api.example.com/"),
            "https://other.example.com/",
            "https://api.example.com/",
            False,
        ),
        (
            AllowedHosts.fixed("https://api.example.com/", "https://other.example.com/"),
            "https://other.example.com/",
            "https://api.example.com/",
            True,
        ),
    ],
    ids=map(str, range(8)),
)
def test_who_may_be_asked_depends_on_who_led_there(
    hosts: AllowedHosts, url: str, before: str | None, may: bool
) -> None:
    assert hosts.may_ask(origin_of(url), None if before is None else origin_of(before)) is may


def test_a_confusable_host_is_shown_as_what_it_is(door_to: DoorTo) -> None:
    url = "https://аpple.example/"  # noqa: RUF001 (a Cyrillic letter)
    with pytest.raises(SourceUnreachable, match=r"^xn--pple-43d\.example cannot be found"):
        door_to(AllowedHosts.address(url), Network({}, {})).ask(Request("GET", url))
