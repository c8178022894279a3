"""Redirects: each is a request of its own, judged like the first one, and some are never followed (H50, H51, H53)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.connectors.web import AllowedHosts, Request
from app.errors import SourceUnreachable
from tests.servers.scripted import Network, answer, leading_to

if TYPE_CHECKING:
    import ssl

    from app.model.remote import Visit
    from tests.connectors.conftest import DoorTo, Serve

HERE, THERE = "93.184.216.34", "93.184.216.35"
CALENDAR = "https://calendar.example.com/work.ics"
OTHER = "https://other.example.com/elsewhere.ics"
METADATA = "http://169.254.169.254/latest/meta-data/"


@pytest.mark.parametrize(
    "place",
    [
        "http://calendar.example.com/work.ics",
        "http://other.example.com/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://[fd00::1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://169.254.169.254/latest/meta-data/",
        METADATA,
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0/",
        "https://inside.example.com/",
        "https://user@other.example.com/",
        "file:///etc/passwd",
        "data:text/calendar,BEGIN:VCALENDAR",
        "webcal://calendar.example.com/work.ics",
        "ftp://other.example.com/",
        "https://[",
    ],
)
def test_from_the_internet_nothing_leads_in_or_to_less_safety(
    place: str, serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext
) -> None:
    server = serve(leading_to(place), tls=certificate)
    names = {
        "calendar.example.com": [HERE],
        "other.example.com": [THERE],
        "inside.example.com": ["192.168.1.7"],
        "localhost": ["127.0.0.1"],
    }
    network = Network(names, {HERE: server})
    with pytest.raises(SourceUnreachable, match=r"^calendar\.example\.com leads to a place"):
        door_to(AllowedHosts.address(CALENDAR), network).ask(Request("GET", CALENDAR))
    assert (network.called, len(server.asked)) == ([HERE], 1)


def test_the_address_of_a_calendar_may_lead_to_another_public_host_without_what_signs_in(
    serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext, visits: list[Visit]
) -> None:
    server = serve(leading_to("/again"), leading_to(OTHER), tls=certificate)
    other = serve(answer(b"BEGIN:VCALENDAR"), tls=certificate)
    network = Network({"calendar.example.com": [HERE], "other.example.com": [THERE]}, {HERE: server, THERE: other})
    told = door_to(AllowedHosts.address(CALENDAR), network).ask(
        Request("GET", CALENDAR, {"authorization": "Basic x", "If-None-Match": '"1"'})
    )
    assert (told.body, told.url) == (b"BEGIN:VCALENDAR", OTHER)
    assert [server.headers(number).get("authorization") for number in (0, 1)] == ["Basic x", "Basic x"]
    assert server.lines == ["GET /work.ics HTTP/1.1", "GET /again HTTP/1.1"]
    assert ("authorization" in other.headers(), other.headers()["if-none-match"]) == (False, '"1"')
    assert [(each.host, each.result) for each in visits] == [
        ("calendar.example.com", "302"),
        ("calendar.example.com", "302"),
        ("other.example.com", "200"),
    ]


def test_what_signs_in_does_not_come_back_once_another_host_was_asked(
    serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext
) -> None:
    server = serve(leading_to(OTHER), answer(b"x"), tls=certificate)
    other = serve(leading_to(CALENDAR), tls=certificate)
    network = Network({"calendar.example.com": [HERE], "other.example.com": [THERE]}, {HERE: server, THERE: other})
    door_to(AllowedHosts.address(CALENDAR), network).ask(Request("GET", CALENDAR, {"Authorization": "Basic x"}))
    assert ["authorization" in server.headers(number) for number in (0, 1)] == [True, False]


@pytest.mark.parametrize(
    ("place", "is_followed"),
    [
        ("/principals/alice/", True),
        ("https://calendar.example.com/dav/", True),
        ("https://calendar.example.com:8443/dav/", True),
        ("http://calendar.example.com/dav/", False),
        ("https://other.example.com/dav/", False),
        ("https://evil.calendar.example.com/dav/", False),
    ],
)
def test_a_typed_server_may_lead_on_within_its_host(
    place: str, is_followed: bool, serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext
) -> None:
    body = b'<propfind xmlns="DAV:"><prop><current-user-principal/></prop></propfind>'
    server = serve(leading_to(place, "301 Moved"), answer(b"<multistatus/>", "207 Multi-Status"), tls=certificate)
    names = ("calendar.example.com", "other.example.com", "evil.calendar.example.com")
    network = Network({name: [HERE] for name in names}, {HERE: server})
    door = door_to(AllowedHosts.server("https://calendar.example.com/"), network)
    asked = Request("PROPFIND", "https://calendar.example.com/.well-known/caldav", {"Depth": "0"}, body)
    if not is_followed:
        with pytest.raises(SourceUnreachable, match="leads to a place"):
            door.ask(asked)
        assert len(server.asked) == 1
        return
    assert door.ask(asked).status == 207
    assert server.lines[1].startswith("PROPFIND ")
    assert (server.body(), server.headers()["depth"]) == (body, "0")


def test_a_server_in_the_house_may_become_safer_and_may_lead_out_but_not_back_in(
    serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext
) -> None:
    safe = serve(answer(b"safe"), leading_to(OTHER), tls=certificate)
    plain = serve(leading_to("https://nas.lan/work.ics"))
    other = serve(answer(b"out"), leading_to("https://nas.lan/work.ics"), tls=certificate)
    network = Network(
        {"nas.lan": [["192.168.1.9"], ["192.168.1.10"]], "other.example.com": [THERE]},
        {"192.168.1.9": plain, "192.168.1.10": safe, THERE: other},
    )
    door = door_to(AllowedHosts.address("http://nas.lan/work.ics"), network)
    asked = Request("GET", "http://nas.lan/work.ics")

    assert door.ask(asked).body == b"safe"
    assert door.ask(asked).body == b"out"
    with pytest.raises(SourceUnreachable, match="leads to a place"):
        door.ask(asked)
    assert [len(each.asked) for each in (plain, safe, other)] == [3, 3, 2]


def test_a_server_in_the_house_does_not_lead_to_another_one(serve: Serve, door_to: DoorTo) -> None:
    server, neighbour = serve(leading_to("http://router.lan/reboot")), serve(answer(b"x"))
    network = Network(
        {"nas.lan": ["192.168.1.9"], "router.lan": ["192.168.1.1"]}, {"192.168.1.9": server, "192.168.1.1": neighbour}
    )
    with pytest.raises(SourceUnreachable, match="leads to a place"):
        door_to(AllowedHosts.address("http://nas.lan/"), network).ask(Request("GET", "http://nas.lan/"))
    assert neighbour.connections == 0


def test_five_are_followed_and_a_circle_ends(serve: Serve, door_to: DoorTo) -> None:
    server = serve(*(leading_to(f"/{number}") for number in range(5)), answer(b"x"), leading_to("/"))
    door = door_to(AllowedHosts.address(server.url))
    assert door.ask(Request("GET", server.url)).body == b"x"
    with pytest.raises(SourceUnreachable, match="only passed the question on"):
        door.ask(Request("GET", server.url))
    assert len(server.asked) == 12


def test_what_signs_in_is_posted_nowhere_else(serve: Serve, door_to: DoorTo) -> None:
    for status in ("302 Found", "307 Temporary", "308 Permanent"):
        server = serve(leading_to("/elsewhere", status))
        told = door_to(AllowedHosts.fixed(server.url)).ask(
            Request("POST", f"{server.url}/token", {}, b"grant_type=refresh_token&refresh_token=x", "sign-in")
        )
        assert (str(told.status), len(server.asked)) == (status[:3], 1)


def test_after_see_other_it_is_a_plain_question(serve: Serve, door_to: DoorTo) -> None:
    body = b'<propfind xmlns="DAV:"><allprop/></propfind>'
    server = serve(leading_to("/x", "303 See Other"), answer(b"x"))
    door_to(AllowedHosts.server(server.url)).ask(Request("PROPFIND", server.url, {}, body))
    assert (server.lines[1], server.body()) == ("GET /x HTTP/1.1", b"")


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_each_way_of_leading_on_is_followed_and_judged(status: str, serve: Serve, door_to: DoorTo) -> None:
    server = serve(leading_to("/x", status), answer(b"x"), leading_to("http://127.0.0.2:1/", status))
    door = door_to(AllowedHosts.address(server.url))
    assert door.ask(Request("GET", server.url)).body == b"x"
    with pytest.raises(SourceUnreachable, match="leads to a place"):
        door.ask(Request("GET", server.url))


def test_a_redirect_that_leads_nowhere_is_an_answer(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"moved", "301 Moved"), answer(b"", "304 Not Modified", Location="/x"))
    door = door_to(AllowedHosts.address(server.url))
    assert [door.ask(Request("GET", server.url)).status for __ in range(2)] == [301, 304]
