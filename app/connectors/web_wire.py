"""One connection to one checked address, and one exchange over it: sockets, TLS and HTTP, with every limit counted.

Only this module and the one that waits for a browser to come back know sockets. The trust store is the system's, and
there is no way to do without it.
"""

from __future__ import annotations

import http.client
import io
import select
import socket
import ssl
import time
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from app.connectors.web_faults import WireFault
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.connectors.web_addresses import Origin
    from app.progress import Progress

_PIECE: Final = 64 * 1024
_SLICE: Final = 0.25
"""Seconds after which a wait asks whether it is still wanted."""
_SELF_SIGNED: Final = frozenset({18, 19})
_EXPIRED: Final = 10
_WRONG_HOST: Final = frozenset({62, 64})
"""OpenSSL's X509_V_ERR_… of a certificate."""


class Limits(NamedTuple):
    """How long and how much, in seconds and bytes.

    Attributes:
        connect: until a connection stands, and as long again until it is a safe one.
        silence: between two pieces of an answer.
        whole: all of one request, with the redirects that it follows.
        largest: an answer, after it was unpacked.
        longest_wait: that a server may ask for before another try.
        redirects: that are followed.
        tries: of one request that is made patiently.

    """

    connect: float = 10.0
    silence: float = 30.0
    whole: float = 60.0
    largest: int = 50 * 1024 * 1024
    longest_wait: float = 60.0
    redirects: int = 5
    tries: int = 5


class Asked(NamedTuple):
    """One request as it goes over the wire; the headers are those that the caller may choose."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    def __repr__(self) -> str:
        """Return what may be seen of it."""
        return f"Asked({self.method})"


class Told(NamedTuple):
    """One answer as it came, its body unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __repr__(self) -> str:
        """Return what may be seen of it."""
        return f"Told({self.status})"


def look_up(host: str, port: int) -> tuple[str, ...]:
    """Return all addresses of a host, as the system knows them.

    Raises:
        OSError: when it knows none.

    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """Return a connection to an address.

    Raises:
        OSError: when there is none within so many seconds.

    """
    return socket.create_connection((address, port), seconds)


def trusting(further: str = "") -> ssl.SSLContext:
    """Return what certificates are held against: the system's trust store, and ``further`` authorities (PEM)."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    if further:
        context.load_verify_locations(cadata=further)
    return context


class Line:
    """A connection that stands; it is used by one request after the other, never by two at once.

    Attributes:
        origin: whom it leads to.
        sent: bytes that went out since the last `begin`.
        received: bytes of the body that came in since then, as they came.
        was_used: an answer came over it before, so that the other side may have closed it by now.

    """

    def __init__(self, origin: Origin, stream: socket.socket, limits: Limits) -> None:
        self.origin = origin
        self.sent = 0
        self.received = 0
        self.was_used = False
        self.has_answered = False
        self.idle_since = time.monotonic()
        self._stream = stream
        self._limits = limits
        self._deadline = self.idle_since + limits.whole
        self._progress = SILENT
        self._surplus = False

    def begin(self, deadline: float, progress: Progress) -> None:
        """Begin a request that has to be over by ``deadline`` (of the monotonic clock)."""
        self.sent = self.received = 0
        self.has_answered = False
        self._deadline, self._progress = deadline, progress

    def exchange(self, asked: Asked) -> Told:
        """Send a request and return the answer.

        Raises:
            WireFault: when none comes, or not within the limits.
            Cancelled: when the progress says so.

        """
        connection = http.client.HTTPConnection(self.origin.host, self.origin.port)
        connection.auto_open = 0
        connection.sock = cast("socket.socket", self)
        try:
            self._ask(connection, asked)
            answer = connection.getresponse()
            body = self._body(answer, asked.method)
        except TimeoutError:
            raise WireFault("timed-out") from None
        except (OSError, http.client.HTTPException, ValueError):
            # Their messages may repeat what was asked for.
            raise WireFault("broken") from None
        headers: dict[str, str] = {}
        for name, value in answer.getheaders():
            lower = name.lower()
            headers[lower] = f"{headers[lower]}, {value}" if lower in headers else value
        body = unpacked(body, headers.pop("content-encoding", ""), self._limits.largest)
        for name in ("content-length", "transfer-encoding"):
            headers.pop(name, None)
        if answer.will_close or self._surplus:
            self.hang_up()
        self.was_used, self.idle_since = True, time.monotonic()
        return Told(answer.status, headers, body)

    def _ask(self, connection: http.client.HTTPConnection, asked: Asked) -> None:
        connection.putrequest(asked.method, asked.target, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", self.origin.name)
        for name, value in asked.headers.items():
            connection.putheader(name, value)
        connection.putheader("Accept-Encoding", "gzip,deflate")
        if asked.body:
            connection.putheader("Content-Length", str(len(asked.body)))
        connection.endheaders(asked.body or None)

    def _body(self, answer: http.client.HTTPResponse, method: str) -> bytes:
        pieces = []
        while piece := answer.read(_PIECE):
            self.received += len(piece)
            if self.received > self._limits.largest:
                raise WireFault("too-large")
            pieces.append(piece)
        # A body that ends before its length is half a body; `read` with an amount does not say so.
        if method != "HEAD" and answer.length:
            raise WireFault("broken")
        return b"".join(pieces)

    def is_usable(self, longest_idle: float) -> bool:
        """Whether another request may go over it: it stands, and nothing came that nobody asked for."""
        if self._stream.fileno() < 0 or time.monotonic() - self.idle_since > longest_idle:
            return False
        try:
            # What TLS has unpacked already, the system does not know of.
            is_waiting = isinstance(self._stream, ssl.SSLSocket) and self._stream.pending() > 0
            return not is_waiting and not select.select([self._stream], [], [], 0)[0]
        except (OSError, ValueError):
            return False

    def hang_up(self) -> None:
        """Close it for good."""
        self._stream.close()

    # ---- what http.client asks of a socket ----

    def sendall(self, data: bytes) -> None:
        """Send all of it, within the limits."""
        self._stream.settimeout(max(0.001, min(self._limits.silence, self._deadline - time.monotonic())))
        self._stream.sendall(data)
        self.sent += len(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return what the answer is read from."""
        assert mode == "rb"
        return _Buffer(_Pieces(self))

    def close(self) -> None:
        """Do nothing: http.client closes before the body was read, and we when it was."""

    def receive(self, buffer: memoryview) -> int:
        """Read a piece into ``buffer`` and return its length, 0 at the end.

        Raises:
            TimeoutError: when nothing came for too long, or the whole took too long.
            Cancelled: when the progress says so.

        """
        started = time.monotonic()
        while True:
            self._progress.check()
            now = time.monotonic()
            left = min(self._deadline - now, started + self._limits.silence - now)
            if left <= 0:
                raise TimeoutError
            self._stream.settimeout(min(left, _SLICE))
            try:
                count = self._stream.recv_into(buffer)
            except TimeoutError:
                continue
            self.has_answered = self.has_answered or count > 0
            return count

    def note_surplus(self) -> None:
        """Remember that more came than the answer was long, so that nothing else is read from this line."""
        self._surplus = True


class _Pieces(io.RawIOBase):
    """What comes over a line, until the answer is over."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.is_over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return 0 if self.is_over else self.line.receive(buffer)


class _Buffer(io.BufferedReader):
    """The same, buffered; what is left in it when the answer is over was never asked for."""

    def __init__(self, pieces: _Pieces) -> None:
        super().__init__(pieces, _PIECE)
        self.pieces = pieces

    def close(self) -> None:
        if not self.closed:
            self.pieces.is_over = True
            if self.peek(1):
                self.pieces.line.note_surplus()
        super().close()


def connected(
    origin: Origin,
    address: str,
    *,
    limits: Limits,
    deadline: float,
    call: Callable[[str, int, float], socket.socket],
    trust: Callable[[], ssl.SSLContext],
) -> Line:
    """Return a line to a host at an address that was checked; its certificate has to be the host's.

    Raises:
        WireFault: when there is none.

    """
    seconds = min(limits.connect, deadline - time.monotonic())
    if seconds <= 0:
        raise WireFault("timed-out")
    try:
        stream = call(address, origin.port, seconds)
    except TimeoutError:
        raise WireFault("timed-out") from None
    except ConnectionRefusedError:
        raise WireFault("refused") from None
    except OSError:
        raise WireFault("unreachable") from None
    try:
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if origin.scheme == "https":
            stream.settimeout(seconds)
            stream = trust().wrap_socket(stream, server_hostname=origin.host)
    except ssl.SSLCertVerificationError as error:
        stream.close()
        raise WireFault(_wrong_with(error.verify_code)) from None
    except TimeoutError:
        stream.close()
        raise WireFault("timed-out") from None
    except (OSError, ValueError):
        stream.close()
        raise WireFault("no-tls") from None
    return Line(origin, stream, limits)


def _wrong_with(code: int) -> str:
    if code == _EXPIRED:
        return "certificate-expired"
    if code in _WRONG_HOST:
        return "certificate-of-another"
    return "certificate-self-signed" if code in _SELF_SIGNED else "certificate"


def unpacked(body: bytes, coding: str, largest: int) -> bytes:
    """Return a body without its content coding (RFC 9110 §8.4), counted while it is unpacked.

    Raises:
        WireFault: when it is larger than that, damaged, or packed in another way than was asked for.

    """
    coding = coding.strip().lower()
    if coding in {"", "identity"} or not body:
        return body
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise WireFault("broken")
    pieces, size = [], 0
    try:
        for piece in _members(body, coding):
            size += len(piece)
            if size > largest:
                raise WireFault("too-large")
            pieces.append(piece)
    except zlib.error:
        raise WireFault("broken") from None
    return b"".join(pieces)


def _members(body: bytes, coding: str) -> Iterator[bytes]:
    """Yield what is packed, piece by piece; gzip may hold several members (RFC 1952 §2.2)."""
    while body:
        # What is called deflate comes with the header of zlib, and from some servers without it.
        width = -zlib.MAX_WBITS if coding == "deflate" and (body[0] & 0x0F) != 8 else zlib.MAX_WBITS | 32
        unpack = zlib.decompressobj(width)
        rest = body
        while not unpack.eof:
            piece = unpack.decompress(rest, _PIECE)
            rest = unpack.unconsumed_tail
            if piece:
                yield piece
            elif not rest and not unpack.eof:
                raise zlib.error
        following = unpack.unused_data
        body = following if coding != "deflate" and following.startswith(b"\x1f\x8b") else b""
