"""Waiting on this machine for the browser to come back from signing in (RFC 8252 §7.3)."""

from __future__ import annotations

import hmac
import html
import http.server
import socket
import socketserver
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import parse_qsl, urlsplit

from app.environment import resource_path
from app.errors import SignInNeeded, UserError, why_not
from app.language import _, current

if TYPE_CHECKING:
    from app.progress import Progress

PATIENCE: Final = 300.0
"""Seconds in which somebody has to have signed in."""
_LOOK = 0.1
"""Seconds between two looks whether the person has given up."""
_SLOWEST = 5.0
"""Seconds that a browser may take for its request; some open a connection ahead and send nothing."""
_MOST_PARAMETERS = 30
_HEADERS = (
    ("Content-Type", "text/html;charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Connection", "close"),
)


class Loopback:
    """Waits on this machine for the browser to come back, once.

    It listens from the moment when it is made until it is closed: for one answer, from 127.0.0.1 alone. Whatever
    is not the answer (no state or another one, another path, method or host) is refused and changes nothing, so
    that no other program and no web page can end a sign-in or put its own in the place of it.

    Attributes:
        address: what the server is to send the browser to (``redirect_uri``).

    """

    def __init__(self, *, host: str = "127.0.0.1", path: str = "/signed-in", patience: float = PATIENCE) -> None:
        """Begin to listen.

        Args:
            host: how this machine is called in the address; a server may know it by ``localhost`` alone.
            path: the path of the address.
            patience: the seconds after which nobody is waited for any more.

        Raises:
            UserError: when the system lets nobody listen.

        """
        self._patience = patience
        self._until = time.monotonic() + patience
        try:
            self._server = _Server(path)
        except OSError as refused:
            raise UserError(
                _("No browser can come back to Clearweek from signing in"),
                why_not(refused),
                _("close a program that keeps others from listening on this machine, then begin again"),
            ) from refused
        port = self._server.server_address[1]
        self._server.host = f"{host}:{port}"
        self.address = f"http://{host}:{port}{path}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_LOOK,), daemon=True)
        self._thread.start()

    def wait(self, state: str, progress: Progress) -> dict[str, str]:
        """Return what the server said in the address that it sent the browser to, and close.

        Args:
            state: what the answer must carry to be ours; it holds for one answer.
            progress: asked all the while whether to go on waiting.

        Raises:
            SignInNeeded: when nobody came in time.
            Cancelled: when ``progress`` says so.

        """
        assert state, "an answer without a state could come from anybody"
        try:
            self._server.expect(state)
            while not self._server.done.wait(_LOOK):
                progress.check()
                if time.monotonic() > self._until:
                    raise SignInNeeded(
                        _("Nobody signed in within {minutes} minutes").format(minutes=round(self._patience / 60)),
                        next_step=_("begin again when you have a moment"),
                    )
        finally:
            self.close()
        return self._server.answer

    def close(self) -> None:
        """Listen no more; doing it twice is the same as once."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *__: object) -> None:
        self.close()


class _Server(socketserver.ThreadingTCPServer):
    """The socket, and what it knows of the one answer; ``http.server``'s own would look up a name when it binds."""

    allow_reuse_address = False
    daemon_threads = True
    block_on_close = False

    def __init__(self, path: str) -> None:
        self.host = ""
        self.path = path
        self.answer: dict[str, str] = {}
        self.done = threading.Event()
        self._state = b""
        self._lock = threading.Lock()
        self._ready = threading.Event()
        self.page = _page(_("Clearweek has the answer. You can close this page and go back to it."))
        self.refusal = _page(_("This is not what Clearweek waits for. You can close this page."))
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        """Bind the socket so that no other program can share its port, where the system has a word for that."""
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        if exclusive is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        super().server_bind()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a connection that broke: what came over it may be a secret."""

    def expect(self, state: str) -> None:
        """Take an answer with this state from now on."""
        self._state = state.encode()
        self._ready.set()

    def takes(self, answer: dict[str, str]) -> bool:
        """Tell whether this is the answer, which is taken once."""
        if not self._ready.wait(_SLOWEST):
            return False
        with self._lock:
            right = hmac.compare_digest(answer.get("state", "").encode(), self._state)
            if not right or self.answer:
                return False
            self.answer = answer
            return True


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers one request with one of two pages that hold nothing of what was asked."""

    server: _Server
    timeout = _SLOWEST
    server_version = "Clearweek"
    sys_version = ""

    def do_GET(self) -> None:
        """Take the answer, or refuse what is none."""
        if [host.lower() for host in self.headers.get_all("Host", [])] != [self.server.host]:
            self._say(421, self.server.refusal)
            return
        asked = urlsplit(self.path)
        if asked.path != self.server.path:
            self._say(404, self.server.refusal)
            return
        if not self.server.takes(_single(asked.query)):
            self._say(400, self.server.refusal)
            return
        try:
            self._say(200, self.server.page)
        finally:
            self.server.done.set()

    def send_error(self, code: int, *__: object, **___: object) -> None:
        """Refuse what is no request, or another method, without a word of it."""
        self._say(405 if code == 501 else code, self.server.refusal)

    def log_message(self, *__: object) -> None:
        """Write nothing: the line that was asked for holds a code."""

    def _say(self, status: int, page: bytes) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.send_response_only(status)
            for name, value in _HEADERS:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)


def _page(sentence: str) -> bytes:
    form = resource_path("sign_in_page.html").read_text(encoding="utf-8")
    return form.replace("{language}", current()).replace("{sentence}", html.escape(sentence)).encode()


def _single(query: str) -> dict[str, str]:
    """Return the parameters of an address; nothing of it where one stands twice, or where there are too many."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return {}
    single = dict(pairs)
    return single if len(single) == len(pairs) else {}
