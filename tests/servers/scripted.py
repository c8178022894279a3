"""A server that says exactly the bytes that a test wants, with or without TLS, and a network that leads only to it."""

from __future__ import annotations

import contextlib
import itertools
import socket
import threading
from typing import TYPE_CHECKING, Final, Self

from app.connectors.web_wire import dial

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import TracebackType

    Speech = bytes | Callable[[socket.socket, threading.Event], None]

HANG_UP: Final = b""
"""Instead of an answer: the connection is closed."""


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Return the bytes of an answer; names of headers with underscores for hyphens."""
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if not {"content_length", "transfer_encoding"} & {name.lower() for name in headers}:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join((*lines, "", "")).encode() + body


def leading_to(place: str, status: str = "302 Found") -> bytes:
    """Return an answer that leads on."""
    return answer(status=status, Location=place)


class Scripted:
    """A server on this machine; it gives one answer after the other, the last one again and again.

    Attributes:
        asked: the header and the body of each request, as they came.
        connections: how many there were.

    """

    def __init__(self, *speeches: Speech, tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[bytes] = []
        self.connections = 0
        self._speeches = itertools.chain(speeches, itertools.repeat(speeches[-1] if speeches else HANG_UP))
        self._tls = tls
        self._over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        """Where it stands."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def lines(self) -> list[str]:
        """The first line of each request."""
        return [each.partition(b"\r\n")[0].decode() for each in self.asked]

    def headers(self, number: int = -1) -> Mapping[str, str]:
        """Return the headers of a request, their names in lower case."""
        lines = self.asked[number].partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
        return {name.lower(): value for name, __, value in (line.partition(": ") for line in lines)}

    def body(self, number: int = -1) -> bytes:
        """Return the body of a request."""
        return self.asked[number].partition(b"\r\n\r\n")[2]

    def close(self) -> None:
        """End it, and every connection."""
        self._over.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for each in self._open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in self._threads:
            thread.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                stream, __ = self._socket.accept()
                self.connections += 1
                self._open.append(stream)
                self._threads.append(threading.Thread(target=self._serve, args=(stream,), daemon=True))
                self._threads[-1].start()

    def _serve(self, stream: socket.socket) -> None:
        # A client that goes away, or that does not trust the certificate, is a part of what is tested.
        with contextlib.suppress(OSError, ValueError):
            if self._tls is not None:
                stream = self._tls.wrap_socket(stream, server_side=True)
                self._open.append(stream)
            while (request := self._heard(stream)) is not None:
                self.asked.append(request)
                speech = next(self._speeches)
                if callable(speech):
                    speech(stream, self._over)
                    break
                if speech == HANG_UP:
                    break
                stream.sendall(speech)
                if b"connection: close" in speech.lower():
                    break
        with contextlib.suppress(OSError):
            stream.shutdown(socket.SHUT_RDWR)
        stream.close()

    @staticmethod
    def _heard(stream: socket.socket) -> bytes | None:
        heard = b""
        # Who begins with TLS (RFC 8446 §5.1) is answered as a server does that speaks none: at once, and in HTTP.
        while b"\r\n\r\n" not in heard and not heard.startswith(b"\x16"):
            piece = stream.recv(65536)
            if not piece:
                return None
            heard += piece
        head, __, body = heard.partition(b"\r\n\r\n")
        length = next(
            (int(each[15:]) for each in head.lower().split(b"\r\n") if each.startswith(b"content-length:")), 0
        )
        while len(body) < length:
            body += stream.recv(65536)
        return head + b"\r\n\r\n" + body


class Network:
    """Names and addresses that the test makes up, and a way to servers on this machine and nowhere else.

    Attributes:
        names: the addresses of each host; a list of lists where they change from one look-up to the next.
        leads_to: the server behind an address; one that is not here cannot be connected to without failing the test.
        looked_up: the hosts whose addresses were asked for.
        called: the addresses that were connected to.

    """

    def __init__(
        self, names: Mapping[str, Sequence[str] | Sequence[Sequence[str]]], leads_to: Mapping[str, Scripted]
    ) -> None:
        self._names = {host: self._in_turn(addresses) for host, addresses in names.items()}
        self._leads_to = leads_to
        self.looked_up: list[str] = []
        self.called: list[str] = []

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """Stand in for the system's resolver; an address leads to itself."""
        self.looked_up.append(host)
        if ":" in host or host.replace(".", "").isdigit():
            return (host,)
        if host not in self._names:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return next(self._names[host])

    def call(self, address: str, port: int, seconds: float) -> socket.socket:
        """Stand in for the way out."""
        self.called.append(address)
        assert address in self._leads_to, f"nothing may connect to {address}"
        return dial("127.0.0.1", self._leads_to[address].port, seconds)

    @staticmethod
    def _in_turn(addresses: Sequence[str] | Sequence[Sequence[str]]) -> itertools.chain[Sequence[str]]:
        turns: Iterable[Sequence[str]] = [*([addresses] if isinstance(addresses[0], str) else addresses)]
        kept = list(turns)
        return itertools.chain(kept, itertools.repeat(kept[-1]))
