"""The door: what goes through it, what is in the log, and what of the machine around it has no say."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from app.connectors import web_wire
from app.connectors.web import AllowedHosts, Answer, Door, Request
from app.errors import Cancelled, SourceUnreachable
from app.model.remote import Visit
from app.progress import Silent
from tests.servers.scripted import HANG_UP, Network, answer

if TYPE_CHECKING:
    import socket
    import ssl
    from pathlib import Path

    from tests.connectors.conftest import DoorTo, Serve

PUBLIC = "93.184.216.34"
SECRET = "CANARY-5f0a91"


class Stopped(Silent):
    """The person wants it to end."""

    def check(self) -> None:
        raise Cancelled


def test_an_answer_comes_back_whatever_its_status(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"nothing of that name", "404 Not Found", ETag='"1"', etag='"2"'))

    told = door_to(AllowedHosts.address(server.url)).ask(Request("GET", f"{server.url}/work.ics?a=b&c#part"))

    assert told == Answer(404, {"etag": '"1", "2"'}, b"nothing of that name", f"{server.url}/work.ics?a=b&c#part")
    assert server.lines == ["GET /work.ics?a=b&c HTTP/1.1"]


def test_the_log_holds_each_request_and_no_path(serve: Serve, door_to: DoorTo, visits: list[Visit]) -> None:
    server = serve(answer(b"12345"), HANG_UP)
    door = door_to(AllowedHosts.address(server.url), source="Work", clock=lambda: 1_780_000_000.9)

    door.ask(Request("GET", f"{server.url}/{SECRET}", purpose="calendars"))
    with pytest.raises(SourceUnreachable) as told:
        door.ask(Request("GET", f"{server.url}/{SECRET}", {"Authorization": SECRET}))

    host = f"127.0.0.1:{server.port}"
    assert visits == [
        Visit(1_780_000_000, "Work", host, "GET", "calendars", len(server.asked[0]), 5, "200"),
        Visit(1_780_000_000, "Work", host, "GET", "events", len(server.asked[-1]), 0, "broken"),
    ]
    assert SECRET not in str(told.value) + repr(told.value) + repr(visits)


def test_nothing_of_a_request_or_an_answer_is_in_what_stands_for_it() -> None:
    request = Request("GET", f"https://calendar.example.com/{SECRET}", {"Authorization": SECRET}, SECRET.encode())
    assert SECRET not in f"{request!r} {request} {Answer(200, {'x': SECRET}, SECRET.encode(), SECRET)!r}"


def test_offline_means_that_not_even_a_name_is_looked_up(door_to: DoorTo, visits: list[Visit]) -> None:
    network = Network({"calendar.example.com": [PUBLIC]}, {})
    door = door_to(AllowedHosts.address("https://calendar.example.com/"), network, is_offline=lambda: True)
    for ask in (door.ask, door.ask_patiently):
        with pytest.raises(SourceUnreachable, match="Clearweek works offline"):
            ask(Request("GET", "https://calendar.example.com/work.ics"))
    assert (network.looked_up, network.called, visits) == ([], [], [])


def test_it_goes_offline_between_two_tries_too(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(status="503 Busy"))
    door = door_to(AllowedHosts.address(server.url), is_offline=lambda: bool(server.asked))
    with pytest.raises(SourceUnreachable, match="works offline"):
        door.ask_patiently(Request("GET", server.url))
    assert len(server.asked) == 1


def test_no_proxy_and_no_netrc_of_the_machine_has_a_say(
    serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil, server = serve(answer(b"evil")), serve(answer(b"ours"), tls=certificate)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, evil.url)
    (tmp_path / ".netrc").write_text(f"default login alice password {SECRET}\n", encoding="utf-8")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    network = Network({"calendar.example.com": [PUBLIC]}, {PUBLIC: server})

    told = door_to(AllowedHosts.address("https://calendar.example.com/"), network).ask(
        Request("GET", "https://calendar.example.com/work.ics")
    )

    assert (told.body, evil.connections) == (b"ours", 0)
    assert SECRET.encode() not in b"".join(server.asked)
    assert set(server.headers()) == {"host", "accept-encoding", "user-agent"}


def test_headers_that_say_how_things_are_sent_are_the_doors_own(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"x"))
    theirs = {"Host": "evil.example", "Cookie": SECRET, "transfer-encoding": "chunked", "Content-Length": "9"}
    door_to(AllowedHosts.address(server.url)).ask(Request("GET", server.url, {**theirs, "Accept": "text/calendar"}))
    headers = server.headers()
    assert (headers["host"], headers["accept"]) == (f"127.0.0.1:{server.port}", "text/calendar")
    assert not {"cookie", "transfer-encoding", "content-length"} & set(headers)


def test_no_library_says_which_it_is_and_on_what_it_runs(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"x"))
    theirs = {"user-agent": "library/2", "X-Client-OS": "linux", "x-goog-api-client": "python/3", "Prefer": "a"}
    door_to(AllowedHosts.address(server.url)).ask(Request("GET", server.url, theirs))
    headers = dict(server.headers())
    assert (headers.pop("user-agent"), headers.pop("prefer")) == ("Clearweek", "a")
    assert set(headers) == {"host", "accept-encoding"}


def test_no_header_breaks_out_of_its_line(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"x"))
    with pytest.raises(SourceUnreachable):
        door_to(AllowedHosts.address(server.url)).ask(Request("GET", server.url, {"If-None-Match": "1\r\nX-Other: 2"}))
    assert server.asked == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "MKCALENDAR", "PROPPATCH", "MOVE", "get"])
def test_nothing_that_changes_anything_is_asked(method: str, serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"x"))
    with pytest.raises(ValueError, match="never leaves this machine"):
        door_to(AllowedHosts.address(server.url)).ask(Request(method, server.url))
    assert server.connections == 0


def test_a_host_that_is_not_the_sources_is_not_asked(serve: Serve, door_to: DoorTo, visits: list[Visit]) -> None:
    server, other = serve(answer(b"x")), serve(answer(b"x"))
    with pytest.raises(SourceUnreachable, match="it is no host of this source"):
        door_to(AllowedHosts.address(server.url)).ask(Request("GET", other.url))
    assert (other.connections, visits) == (0, [])


def test_one_connection_serves_request_after_request(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"one"), answer(b"two"), answer(b"three", Connection="close"), answer(b"four"))
    door = door_to(AllowedHosts.address(server.url))
    told = [door.ask(Request("GET", server.url)).body for __ in range(4)]
    assert (told, server.connections) == ([b"one", b"two", b"three", b"four"], 2)


def test_so_it_does_with_tls_and_not_where_something_came_unasked(
    serve: Serve, door_to: DoorTo, certificate: ssl.SSLContext
) -> None:
    server = serve(answer(b"one"), answer(b"two"), answer(b"three") + answer(b"evil"), answer(b"four"), tls=certificate)
    network = Network({"calendar.example.com": [PUBLIC]}, {PUBLIC: server})
    door = door_to(AllowedHosts.address("https://calendar.example.com/"), network)
    told = [door.ask(Request("GET", "https://calendar.example.com/")).body for __ in range(4)]
    assert (told, server.connections) == ([b"one", b"two", b"three", b"four"], 2)
    assert network.looked_up == ["calendar.example.com"] * 2


def test_a_connection_that_was_closed_meanwhile_is_made_anew(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"one"), HANG_UP, answer(b"two"))
    door = door_to(AllowedHosts.address(server.url))
    assert [door.ask(Request("GET", server.url)).body for __ in range(2)] == [b"one", b"two"]
    assert server.connections == 2


def test_what_comes_unasked_is_no_answer_to_the_next_request(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"one") + answer(b"evil"), answer(b"two"))
    door = door_to(AllowedHosts.address(server.url))
    assert [door.ask(Request("GET", server.url)).body for __ in range(2)] == [b"one", b"two"]
    assert server.connections == 2


def test_a_closed_door_opens_again(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"x"))
    door = door_to(AllowedHosts.address(server.url))
    for __ in range(2):
        door.ask(Request("GET", server.url))
        door.close()
    assert server.connections == 2


def test_many_threads_share_a_door(serve: Serve, door_to: DoorTo) -> None:
    server = serve(*(answer(f"{number:03}".encode()) for number in range(40)), HANG_UP)
    door: Door = door_to(AllowedHosts.address(server.url))
    told: list[bytes] = []

    def ask() -> None:
        for __ in range(10):
            told.append(door.ask(Request("GET", server.url)).body)  # noqa: PERF401 (each as it comes)

    threads = [threading.Thread(target=ask) for __ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [f"{number:03}".encode() for number in range(40)]


def test_a_request_can_be_stopped_while_the_server_is_silent(
    serve: Serve, door_to: DoorTo, visits: list[Visit]
) -> None:
    def silent(stream: socket.socket, over: threading.Event) -> None:
        over.wait(30)

    server = serve(silent)

    class After(Silent):
        """The person has waited long enough once the request has arrived."""

        def check(self) -> None:
            if server.asked:
                raise Cancelled

    with pytest.raises(Cancelled):
        door_to(AllowedHosts.address(server.url)).ask(Request("GET", server.url), After())
    assert [each.result for each in visits] == ["cancelled"]


def test_a_request_can_be_stopped_while_it_connects_and_leaves_no_connection(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"x"))
    may_go_on, opened, begun = threading.Event(), [], threading.Event()

    def call(address: str, port: int, seconds: float) -> socket.socket:
        begun.set()
        may_go_on.wait(30)
        opened.append(web_wire.dial(address, port, seconds))
        return opened[0]

    class After(Silent):
        """The person has waited long enough once it connects."""

        def check(self) -> None:
            if begun.is_set():
                raise Cancelled

    with pytest.raises(Cancelled):
        door_to(AllowedHosts.address(server.url), call=call).ask(Request("GET", server.url), After())
    before = set(threading.enumerate())
    may_go_on.set()
    for thread in before - {threading.current_thread()}:
        if "run" in thread.name:
            thread.join(5)
    assert [each.fileno() for each in opened] == [-1]
    assert server.asked == []


def test_one_that_was_stopped_before_makes_no_connection(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"x"))
    with pytest.raises(Cancelled):
        door_to(AllowedHosts.address(server.url)).ask(Request("GET", server.url), Stopped())
    assert server.connections == 0


@pytest.mark.parametrize("address", ["::1", "127.0.0.1"])
def test_all_addresses_of_a_host_are_tried(address: str, serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"x"))
    nobody = serve()
    nobody.close()
    network = Network({"localhost": ["127.0.0.2", address]}, {"127.0.0.2": nobody, address: server})
    assert door_to(AllowedHosts.address("http://localhost/"), network).ask(Request("GET", "http://localhost/")).status
    assert network.called == ["127.0.0.2", address]


def test_a_host_without_a_name_or_without_an_answer_is_said_to_be_so(serve: Serve, door_to: DoorTo) -> None:
    nobody = serve()
    nobody.close()
    network = Network({"localhost": ["127.0.0.1"]}, {"127.0.0.1": nobody})
    with pytest.raises(SourceUnreachable, match="localhost cannot be reached: nothing answers there"):
        door_to(AllowedHosts.address("http://localhost/"), network).ask(Request("GET", "http://localhost/"))
    with pytest.raises(SourceUnreachable, match=r"gone\.example cannot be found"):
        door_to(AllowedHosts.address("https://gone.example/"), network).ask(Request("GET", "https://gone.example/"))
