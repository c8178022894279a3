"""The one guarded door to the network: every request of every source goes through it, and is in the log.

A door belongs to one source and knows which hosts that may ask. It looks a name up by itself, checks every address
that it has, and connects to the address that was checked; so it does with each redirect. It knows nothing of proxies,
of ``.netrc`` or of cookies. One exchange at a time goes through a door, from whatever thread; connections are kept for
the next one until `Door.close`.
"""

from __future__ import annotations

import random
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from app.connectors.request_bodies import kind_of
from app.connectors.web_addresses import AllowedHosts, Origin, origin_and_parts, reach_of_all
from app.connectors.web_faults import TRIES, WireFault, come_back, unreachable
from app.connectors.web_hops import Hop
from app.connectors.web_waits import pause, seconds_asked, when_in_words, within
from app.connectors.web_wire import Asked, Limits, Line, Told, connected, dial, look_up, trusting
from app.model.remote import Visit
from app.progress import SILENT

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable, Mapping, Sequence

    from app.progress import Progress

__all__ = ["AllowedHosts", "Answer", "Door", "Limits", "Request"]

METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PROPFIND", "REPORT"})
"""What may be asked; POST only to sign in (`request_bodies.kind_of`)."""
_OURS: Final = (
    "accept-encoding",
    "connection",
    "content-length",
    "cookie",
    "expect",
    "host",
    "keep-alive",
    "proxy-",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-client-",
    "x-goog-api-client",
)
"""How the headers begin that the door writes itself, or not at all."""
USUAL: Final = Limits()
_BUSY: Final = frozenset({408, 429, 500, 502, 503, 504})
_LONGEST_IDLE: Final = 20.0
_MOST_LINES: Final = 4


class Request(NamedTuple):
    """One request.

    Attributes:
        method: GET, HEAD, OPTIONS, PROPFIND, REPORT, or POST to sign in.
        url: whole, with its scheme.
        headers: those of the caller; the door writes its own.
        body: one of the fixed forms (`app.connectors.request_bodies`), mostly empty.
        purpose: one hyphenated word for the log: ``events``, ``calendars``, ``sign-in``.

    """

    method: str
    url: str
    headers: Mapping[str, str] = {}
    body: bytes = b""
    purpose: str = "events"

    def __repr__(self) -> str:
        """Return what may be seen of it: no address, no header, no body."""
        return f"Request({self.method}, {self.purpose})"


class Answer(NamedTuple):
    """What came back.

    Attributes:
        status: of HTTP; any is an answer.
        headers: their names in lower case, one that came several times joined by commas.
        body: unpacked.
        url: the address that answered in the end.

    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    def __repr__(self) -> str:
        """Return what may be seen of it."""
        return f"Answer({self.status}, {len(self.body)})"


class Door:
    """The way to the hosts of one source."""

    def __init__(  # noqa: PLR0913 (what tests put in the place of the network and the clock)
        self,
        hosts: AllowedHosts,
        log: Callable[[Visit], None],
        *,
        source: str = "",
        is_offline: Callable[[], bool] = lambda: False,
        resolve: Callable[[str, int], Sequence[str]] = look_up,
        call: Callable[[str, int, float], socket.socket] = dial,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        limits: Limits = USUAL,
        also_trusted: str = "",
    ) -> None:
        """Make a door; nothing is asked yet.

        Args:
            hosts: what may be asked through it.
            log: is given each request that was made.
            source: the name of the source in the log, empty for one that is being added.
            is_offline: asked before each request, also before each try.
            resolve: gives all addresses of a host and a port.
            call: connects to an address and a port within so many seconds.
            clock: seconds since 1970 UTC.
            sleep: waits so many seconds.
            limits: how long, how much, how often.
            also_trusted: certificates (PEM) of authorities beside those that the system trusts.

        """
        self._hosts, self._log, self._source = hosts, log, source
        self._is_offline, self._resolve, self._call = is_offline, resolve, call
        self._clock, self._sleep, self._limits = clock, sleep, limits
        self._also_trusted = also_trusted
        self._trust: ssl.SSLContext | None = None  # made when it is needed: it reads a large file
        self._lines: dict[Origin, Line] = {}
        self._was_public: set[str] = set()
        # Of the request that is on its way: a redirect led here; something on the internet was asked before.
        self._is_led = self._is_outside = False
        self._one_at_a_time = threading.RLock()

    def ask(self, request: Request, progress: Progress = SILENT) -> Answer:
        """Make one request and return the answer, whatever its status, following redirects within the rules.

        Raises:
            SourceUnreachable: when no answer comes, or the host may not be asked.
            Cancelled: when ``progress`` says so.

        """
        host = _host_of(request)
        try:
            return self._followed(request, progress)
        except WireFault as fault:
            raise unreachable(fault.result, host) from None

    def ask_patiently(self, request: Request, progress: Progress = SILENT) -> Answer:
        """Do the same, and again where the server is busy or the answer broke off, as often as the limits say.

        Raises:
            SourceUnreachable: when no answer comes, or none but that it is busy.
            Cancelled: when ``progress`` says so, also while it waits.

        """
        host = _host_of(request)
        tries = self._limits.tries
        for number in range(1, tries + 1):
            asked_to_wait = None
            try:
                answer = self._followed(request, progress)
            except WireFault as fault:
                # A code that signs in is good for one use, and nobody knows whether it was used.
                again = min(TRIES.get(fault.result, 1), tries) if request.method != "POST" else 1
                if number >= again:
                    raise unreachable(fault.result, host) from None
            else:
                if answer.status not in _BUSY:
                    return answer
                if number == tries:
                    break
                asked_to_wait = seconds_asked(answer.headers.get("retry-after", ""), self._clock())
                if asked_to_wait is not None and asked_to_wait > self._limits.longest_wait:
                    raise come_back(host, when_in_words(self._clock() + asked_to_wait))
            # With a part of chance, so that many who were sent away do not come back at once.
            chance = random.random()  # noqa: S311 (nothing hangs on it)
            pause(
                2 ** (number - 1) * (0.5 + chance) if asked_to_wait is None else asked_to_wait + chance,
                self._sleep,
                progress,
            )
        raise unreachable("busy", host)

    def close(self) -> None:
        """Close all connections; the door may be used again."""
        with self._one_at_a_time:
            for line in self._lines.values():
                line.hang_up()
            self._lines.clear()

    def _followed(self, request: Request, progress: Progress) -> Answer:
        """Return the answer at the end of the redirects.

        Raises:
            WireFault: when there is none.

        """
        if request.method not in METHODS or kind_of(request.method, request.body) is None:
            raise ValueError("a request of a form that never leaves this machine")
        deadline = time.monotonic() + self._limits.whole
        hop: Hop | None = Hop(request.url, request.method, _passed_on(request.headers), request.body)
        with self._one_at_a_time:
            self._is_outside = False
            for __ in range(self._limits.redirects + 1):
                assert hop is not None
                origin, target = hop.whom_and_what()
                self._is_led = hop.before is not None
                if not self._hosts.may_ask(origin, hop.before):
                    raise WireFault("leads-astray" if self._is_led else "not-allowed")
                asked = Asked(hop.method, target, hop.headers, hop.body)
                told = self._logged(origin, asked, request.purpose, deadline, progress)
                self._is_outside = self._is_outside or origin.host in self._was_public
                answer = Answer(told.status, told.headers, told.body, hop.url)
                hop = hop.next(told.status, told.headers)
                if hop is None:
                    return answer
        raise WireFault("too-many-redirects")

    def _logged(self, origin: Origin, asked: Asked, purpose: str, deadline: float, progress: Progress) -> Told:
        """Make one exchange, of which the log hears whatever becomes of it."""
        if self._is_offline():
            raise WireFault("offline")
        progress.check()
        when, result, line = int(self._clock()), "cancelled", None
        try:
            for __ in range(2):
                line = self._line(origin, deadline, progress, may_be_kept=asked.method != "POST")
                line.begin(deadline, progress)
                try:
                    told = line.exchange(asked)
                except WireFault as fault:
                    # The other side closed a connection that was kept, just as it was taken up again.
                    if not line.was_used or line.has_answered or fault.result != "broken":
                        raise
                    self._drop(line)
                else:
                    break
            result = str(told.status)
        except WireFault as fault:
            result = fault.result
            raise
        finally:
            if line is not None and not result.isdigit():
                self._drop(line)
            sent, received = (line.sent, line.received) if line is not None else (0, 0)
            self._log(Visit(when, self._source, origin.name, asked.method, purpose, sent, received, result))
        return told

    def _line(self, origin: Origin, deadline: float, progress: Progress, *, may_be_kept: bool) -> Line:
        """Return a connection to a host: one that was kept, or a new one to an address that is checked now."""
        kept = self._lines.pop(origin, None)
        if kept is not None:
            is_allowed = origin.host in self._was_public or not self._is_outside
            if may_be_kept and is_allowed and kept.is_usable(_LONGEST_IDLE):
                self._lines[origin] = kept
                return kept
            kept.hang_up()
        fault = WireFault("unreachable")
        for address in self._checked(origin, deadline, progress):
            try:
                line = self._connected(origin, address, deadline, progress)
            except WireFault as failed:
                fault = failed
                continue
            self._keep(line)
            return line
        raise fault

    def _connected(self, origin: Origin, address: str, deadline: float, progress: Progress) -> Line:
        def connect() -> Line:
            return connected(
                origin, address, limits=self._limits, deadline=deadline, call=self._call, trust=self._trusted
            )

        # It has limits of its own; what this adds is that it can be given up.
        left = max(0.0, deadline - time.monotonic())
        try:
            return within(left, connect, progress, Line.hang_up)
        except TimeoutError:
            raise WireFault("timed-out") from None

    def _trusted(self) -> ssl.SSLContext:
        if self._trust is None:
            self._trust = trusting(self._also_trusted)
        return self._trust

    def _keep(self, line: Line) -> None:
        while len(self._lines) >= _MOST_LINES:
            self._drop(next(iter(self._lines.values())))
        self._lines[line.origin] = line

    def _drop(self, line: Line) -> None:
        line.hang_up()
        if self._lines.get(line.origin) is line:
            del self._lines[line.origin]

    def _checked(self, origin: Origin, deadline: float, progress: Progress) -> tuple[str, ...]:
        """Return the addresses of a host, all of which may be connected to.

        Raises:
            WireFault: when one of them may not, or there is none.

        """
        try:
            left = min(self._limits.connect, deadline - time.monotonic())
            addresses = tuple(within(left, lambda: self._resolve(origin.host, origin.port), progress))
        except TimeoutError:
            raise WireFault("timed-out") from None
        except (OSError, UnicodeError):
            raise WireFault("no-such-host") from None
        reach = reach_of_all(addresses)
        # From out there nothing leads in here, whether by a redirect or by a name that changes its address.
        is_from_outside = reach != "public" and (self._is_outside or origin.host in self._was_public)
        if is_from_outside or not self._hosts.may_reach(origin, reach):
            raise WireFault("leads-astray" if self._is_led else "not-there")
        if reach == "public":
            self._was_public.add(origin.host)
        return addresses


def _host_of(request: Request) -> str:
    with suppress(ValueError):
        return origin_and_parts(request.url)[0].name
    return "…"


def _passed_on(headers: Mapping[str, str]) -> dict[str, str]:
    """Return what goes out of the headers of a caller; a library tells nobody which it is, and on what it runs."""
    kept = {name: value for name, value in headers.items() if not name.lower().startswith(_OURS)}
    return {**kept, "User-Agent": "Clearweek"}
