"""Limits of one request: how long, how much, and that half an answer is none (H55)."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from app.connectors.web import AllowedHosts, Limits, Request
from app.errors import Cancelled, SourceUnreachable
from app.progress import Silent
from tests.servers.scripted import Network, answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.model.remote import Visit
    from tests.connectors.conftest import DoorTo, Serve

LARGEST = 10_000
SMALL = Limits(connect=0.5, silence=0.3, whole=0.6, largest=LARGEST)
LONG = SMALL._replace(connect=10, silence=10, whole=20)
"""For what must end for another reason than that it took too long, however busy the machine is."""
TEXT = bytes(range(256)) * 20


def dripping(before: bytes, piece: bytes, seconds: float = 0.01) -> Callable[[socket.socket, threading.Event], None]:
    """Say something, and then a little again and again, until the other side goes away."""

    def speak(stream: socket.socket, over: threading.Event) -> None:
        stream.sendall(before)
        while not over.wait(seconds):
            stream.sendall(piece)

    return speak


def torn(before: bytes) -> Callable[[socket.socket, threading.Event], None]:
    """Say something and tear the connection down."""

    def speak(stream: socket.socket, over: threading.Event) -> None:
        stream.sendall(before)
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        stream.close()

    return speak


def test_the_limits_are_the_documented_ones() -> None:
    assert Limits() == (10, 30, 60, 50 * 1024 * 1024, 60, 5, 5)


@pytest.mark.parametrize(
    ("speech", "result"),
    [
        (dripping(b"", b""), "timed-out"),
        (dripping(b"HTTP/1.1 200 OK\r\n", b""), "timed-out"),
        (dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1234", b""), "timed-out"),
        (dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x"), "timed-out"),
        (dripping(b"HTTP/1.1 200 OK\r\nX: ", b"x"), "timed-out"),
        (dripping(b"HTTP/1.1 200 OK\r\n", b"X: 1\r\n", 0.001), "broken"),
        (dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "timed-out"),
        (dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), "timed-out"),
        (dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: 1\r\n"), "timed-out"),
        (dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n", b"xxxxxxxxxx"), "broken"),
        (dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1000, 0), "too-large"),
        (
            dripping(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"400\r\n%b\r\n" % (b"x" * 1024), 0),
            "too-large",
        ),
        (answer(b"x" * (LARGEST + 1)), "too-large"),
        (answer(gzip.compress(bytes(LARGEST + 1)), Content_Encoding="gzip"), "too-large"),
        (answer(zlib.compress(bytes(50_000_000), 9), Content_Encoding="deflate"), "too-large"),
        (answer(gzip.compress(bytes(LARGEST)) + gzip.compress(b"x"), Content_Encoding="gzip"), "too-large"),
        (answer(b"1234", Content_Length="9", Connection="close"), "broken"),
        (torn(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1234"), "broken"),
        (torn(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"), "broken"),
        (torn(b"HTTP/1.1 2"), "broken"),
        (torn(b""), "broken"),
        (answer(b"5\r\nabcde\r\n", Transfer_Encoding="chunked", Connection="close"), "broken"),
        (answer(b"zz\r\nabcde\r\n0\r\n\r\n", Transfer_Encoding="chunked"), "broken"),
        (answer(gzip.compress(TEXT)[:-9], Content_Encoding="gzip"), "broken"),
        (answer(TEXT, Content_Encoding="gzip"), "broken"),
        (answer(TEXT, Content_Encoding="br"), "broken"),
        (answer(gzip.compress(gzip.compress(TEXT)), Content_Encoding="gzip, gzip"), "broken"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "broken"),
        (b"HTTP/1.1 two hundred\r\n\r\n", "broken"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 200 + b"\r\n", "broken"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", "broken"),
    ],
    ids=map(str, range(31)),
)
def test_what_is_too_slow_too_large_or_half_is_no_answer(
    speech: bytes | Callable[[socket.socket, threading.Event], None],
    result: str,
    serve: Serve,
    door_to: DoorTo,
    visits: list[Visit],
) -> None:
    server = serve(speech)
    door = door_to(AllowedHosts.address(server.url), limits=SMALL if result == "timed-out" else LONG)
    with pytest.raises(SourceUnreachable):
        door.ask(Request("GET", server.url))
    assert [each.result for each in visits] == [result]
    assert visits[0].received <= LARGEST + 65536


@pytest.mark.parametrize(
    "speech",
    [
        answer(TEXT),
        answer(TEXT, Content_Encoding="identity"),
        answer(gzip.compress(TEXT), Content_Encoding="GZip"),
        answer(gzip.compress(TEXT), Content_Encoding="x-gzip"),
        answer(gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]), Content_Encoding="gzip"),
        answer(gzip.compress(TEXT) + bytes(20), Content_Encoding="gzip"),
        answer(zlib.compress(TEXT), Content_Encoding="deflate"),
        answer(zlib.compress(TEXT)[2:-4], Content_Encoding="deflate"),
        answer(b"1400;part\r\n%b\r\n0\r\nX: 1\r\n\r\n" % TEXT, Transfer_Encoding="chunked"),
        b"HTTP/1.0 200 OK\r\n\r\n" + TEXT + b"",
        b"HTTP/1.1 100 Continue\r\n\r\n" + answer(TEXT),
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\nConnection: close\r\n\r\n" + TEXT,
    ],
    ids=map(str, range(12)),
)
def test_however_it_is_packed_the_same_comes_out(speech: bytes, serve: Serve, door_to: DoorTo) -> None:
    server = serve(speech if b"HTTP/1.0" not in speech else lambda stream, over: stream.sendall(speech))
    told = door_to(AllowedHosts.address(server.url), limits=LONG).ask(Request("GET", server.url))
    assert told.body == TEXT
    assert not {"content-encoding", "content-length", "transfer-encoding"} & set(told.headers)


def test_the_body_of_an_empty_packed_answer_is_empty(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"", Content_Encoding="gzip"), answer(b"", "304 Not Modified", Content_Length="5120"))
    door = door_to(AllowedHosts.address(server.url), limits=LONG)
    assert [door.ask(Request("GET", server.url)).body for __ in range(2)] == [b"", b""]


def test_what_head_asks_for_has_no_body(serve: Serve, door_to: DoorTo) -> None:
    server = serve(answer(b"", Content_Length="5120"))
    assert door_to(AllowedHosts.address(server.url), limits=LONG).ask(Request("HEAD", server.url)).body == b""


def test_all_redirects_together_have_the_time_of_one_request(
    serve: Serve, door_to: DoorTo, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    clock = SimpleNamespace(monotonic=lambda: now[0])
    for module in ("web", "web_waits", "web_wire"):
        monkeypatch.setattr(f"app.connectors.{module}.time", clock)

    def slow(stream: socket.socket, over: threading.Event) -> None:
        now[0] += 25
        stream.sendall(answer(status="302 Found", Location="/again"))

    server = serve(slow)
    door = door_to(AllowedHosts.address(server.url), limits=Limits(), clock=lambda: 0.0)
    # Each of them is quick enough for the limit between two pieces.
    with pytest.raises(SourceUnreachable, match="did not answer in time"):
        door.ask(Request("GET", server.url))
    assert len(server.asked) == 3


def test_a_server_that_says_nothing_of_tls_is_not_waited_for(
    serve: Serve, door_to: DoorTo, visits: list[Visit]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(SourceUnreachable):
            door_to(AllowedHosts.address(url), limits=SMALL).ask(Request("GET", url))
    assert [each.result for each in visits] == ["timed-out"]


def test_a_name_that_nobody_finds_in_time_is_not_waited_for(door_to: DoorTo, visits: list[Visit]) -> None:
    over = threading.Event()

    def resolve(host: str, port: int) -> tuple[str, ...]:
        over.wait()
        return ("127.0.0.1",)

    network = Network({}, {})
    url = "https://calendar.example.com/"
    with pytest.raises(SourceUnreachable, match="did not answer in time"):
        door_to(AllowedHosts.address(url), network, resolve=resolve, limits=SMALL).ask(Request("GET", url))

    class After(Silent):
        """The person has waited long enough once it has begun."""

        def __init__(self) -> None:
            self.checks = 0

        def check(self) -> None:
            self.checks += 1
            if self.checks > 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        door_to(AllowedHosts.address(url), network, resolve=resolve).ask(Request("GET", url), After())
    over.set()
    assert network.called == []
    assert [each.result for each in visits] == ["timed-out", "cancelled"]
