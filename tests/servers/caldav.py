"""Radicale and Xandikos as real processes, behind a small proxy that can do what a server does on a bad day.

The proxy passes everything on to the true server. It adds a generation to every sync token, so that those of an older
one can be refused by the server itself; it cuts replies into pages; it asks for a password where the server has none
of its own; and it fails on demand. Writing goes past it, straight to the server.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import datetime as dt
import hashlib
import http.client
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, get_args
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from tests.servers.served import Asked, Fault, Invented, weekly_calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.model.remote import ConnectionKind

Program = Literal["radicale", "xandikos"]
Sent = tuple[int, "Mapping[str, str]", bytes]
"""Status, headers and body."""
USER: Final = "alice@example.com"
PASSWORD: Final = "one-two-three"
D, C = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_NONCE: Final = "7ypf/xlj9XXwfDPEoM4URrv"
_MAGIC_START: Final = b"19710203T040506Z"
"""A start in place of which the proxy gives one that is no date: the servers themselves take no broken event."""
_TOKEN = re.compile(rb"(<(?:\w+:)?sync-token>)([^<]*)(</(?:\w+:)?sync-token>)")
_BUSY = {
    "busy": (),
    "free": ("TRANSP:TRANSPARENT",),
    "tentative": ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",),
    "out-of-office": ("X-MICROSOFT-CDO-BUSYSTATUS:OOF",),
    "working-elsewhere": ("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",),
}
_BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""
_RADICALE = """[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/collections
[rights]
type = owner_only
[logging]
level = critical
"""
# Ends when its standard input does, and takes its folder along, so that neither outlives the tests, however these end;
# and does not wait for the disk, which Radicale does for each of 2,000 events.
_CHILD = (
    "import os, shutil, sys, threading\n"
    "def end(folder):\n"
    "    sys.stdin.read()\n"
    "    shutil.rmtree(folder, ignore_errors=True)\n"
    "    os._exit(0)\n"
    "threading.Thread(target=end, args=(os.getcwd(),), daemon=True).start()\n"
    "os.fsync = lambda _file: None\n"
)
_START: Final[Mapping[Program, str]] = {
    "radicale": _CHILD + "from radicale.__main__ import run\nrun()\n",
    "xandikos": _CHILD + "from xandikos.__main__ import cli_main\nsys.exit(cli_main())\n",
}
_LONGEST_START: Final = 30.0


class CalDav:
    """One server with one calendar, *Work*; see `tests.servers.served.Server`."""

    kind: ConnectionKind = "caldav"

    def __init__(self, program: Program, port: int = 0) -> None:
        self.program = program
        self.requests: list[Asked] = []
        self.page_size = 0
        """Rows of a reply to a sync, 0: all."""
        self.has_sync = True
        self.wants_digest = False
        """Xandikos only: it is signed in to by RFC 7616."""
        self.instead: Callable[[Asked], Sent | None] = lambda _asked: None
        """What is answered in place of the server, None: nothing."""
        self._events: dict[str, tuple[Invented, dict[dt.datetime, dt.datetime | None]]] = {}
        self._is_written = False
        self._others: set[str] = set()
        """The paths of calendars beside *Work*."""
        self._password = PASSWORD
        self._generation = 0
        self._pages: dict[bytes, tuple[list[bytes], bytes]] = {}
        self._fault: Fault | None = None
        self._until_fault = 0
        self._lock = threading.Lock()
        self._mended = threading.Event()
        # In memory where that can be: both servers write several small files for each entry.
        memory = Path("/dev/shm")
        self._folder = Path(tempfile.mkdtemp(prefix="clearweek-caldav-", dir=memory if memory.is_dir() else None))
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._port = self._start()
            home = f"/{USER}" if program == "radicale" else "/alice/calendars"
            self.path = f"{home}/work/"
            self.make_calendar(self.path, "Work")
            if program == "xandikos":
                self.drop("/alice/calendars/calendar/")
        except BaseException:
            self.close()
            raise
        handler = type("Handler", (_Proxy,), {"server_of": self})
        self._proxy = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._proxy.daemon_threads = True
        self._serving = threading.Thread(target=self._proxy.serve_forever, args=(0.02,), daemon=True)
        self._serving.start()
        self.url = f"http://127.0.0.1:{self._proxy.server_address[1]}/"

    # ---- the process ----

    def _start(self) -> int:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = int(probe.getsockname()[1])
        (self._folder / "radicale.conf").write_text(_RADICALE.format(port=port, folder=self._folder))
        self._write_password()
        data = str(self._folder / "xandikos")
        words = {
            "radicale": ["--config", str(self._folder / "radicale.conf")],
            "xandikos": f"serve -d {data} --state-dir {data}-state --defaults --current-user-principal /alice/"
            f" --no-detect-systemd -l 127.0.0.1 -p {port}".split(),
        }[self.program]
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START[self.program], *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self._folder,
            )
        deadline = time.monotonic() + _LONGEST_START
        while time.monotonic() < deadline and self._process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.05):
                return port
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.02)
        raise AssertionError((self._folder / "log").read_text())

    def _write_password(self) -> None:
        (self._folder / "users").write_text(f"{USER}:{self._password}\n")

    def close(self) -> None:
        self._mended.set()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            assert self._process.stdin is not None
            self._process.stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        if hasattr(self, "_proxy"):
            self._proxy.shutdown()
            self._proxy.server_close()
            self._serving.join()

    # ---- writing ----

    def make_calendar(self, path: str, name: str, component: str = "VEVENT") -> None:
        body = (
            '<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
            f"<D:displayname>{name}</D:displayname><C:supported-calendar-component-set>"
            f'<C:comp name="{component}"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>'
        )
        self._write("MKCALENDAR", path, body.encode(), "application/xml")
        if path != self.path:
            self._others.add(path)

    def clear(self) -> None:
        """Make it as it was at its start, with an empty calendar."""
        for path in list(self._others):
            self.drop(path)
        if self._is_written:
            self.drop(self.path)
            self.make_calendar(self.path, "Work")
            self._is_written = False
        self.mend()
        self.requests.clear()
        self._events.clear()
        self._pages.clear()
        self.page_size, self.has_sync, self.wants_digest = 0, True, False
        self.instead = lambda _asked: None

    def drop(self, path: str) -> None:
        self._write("DELETE", path)
        self._others.discard(path)

    def put_text(self, name: str, text: str) -> None:
        """Write an entry as it stands."""
        lines = "\r\n".join(text.strip().split("\n")) + "\r\n"
        self._write("PUT", f"{self.path}{name}.ics", lines.encode(), "text/calendar; charset=utf-8")

    def put_many(self, events: Iterable[Invented]) -> None:
        """Write many entries at once, into the folder of the server: one by one would take it minutes."""
        root = "collections/collection-root" if self.program == "radicale" else "xandikos"
        folder = self._folder / root / self.path.strip("/")
        for event in events:
            self._events[event.uid] = (event, {})
            # What happens once in UTC, as some programs write it too: Radicale takes long to read a time zone.
            written = event if event.rrule or event.all_day else event._replace(start=event.start.astimezone(dt.UTC))
            text = as_text(written, {}).replace("\n", "\r\n") + "\r\n"
            (folder / f"{_file(event.uid)}.ics").write_text(text, newline="")
        self._is_written = True
        if self.program == "xandikos":
            from dulwich import porcelain

            someone = b"Someone <someone@example.com>"
            porcelain.add(str(folder))
            porcelain.commit(str(folder), message=b"many", author=someone, committer=someone)

    def put(self, event: Invented) -> None:
        self._events[event.uid] = (event, {})
        self._put(event.uid)

    def delete(self, uid: str) -> None:
        del self._events[uid]
        self.drop(f"{self.path}{_file(uid)}.ics")

    def cancel_instance(self, uid: str, start: dt.datetime) -> None:
        self._events[uid][1][start] = None
        self._put(uid)

    def move_instance(self, uid: str, start: dt.datetime, to: dt.datetime) -> None:
        self._events[uid][1][start] = to
        self._put(uid)

    def put_broken(self, uid: str) -> None:
        start = f"DTSTART:{_MAGIC_START.decode()}"
        self.put_text(_file(uid), _file_of(f"BEGIN:VEVENT\nUID:{uid}\n{_STAMP}\n{start}\nSUMMARY:Broken\nEND:VEVENT"))

    def _put(self, uid: str) -> None:
        self.put_text(_file(uid), as_text(*self._events[uid]))

    def _write(self, method: str, path: str, body: bytes = b"", kind: str = "") -> None:
        self._is_written = True
        status, __, said = self._exchange(method, path, {"Content-Type": kind} if kind else {}, body)
        assert status in {200, 201, 204}, (method, path, status, said[:400])

    # ---- what a server does on a bad day ----

    def expire_tokens(self) -> None:
        self._generation += 1

    def change_password(self) -> None:
        self._password = "another"
        self._write_password()

    def break_next(self, fault: Fault, after: int = 0) -> None:
        with self._lock:
            self._mended.clear()
            self._fault, self._until_fault = fault, after

    def mend(self) -> None:
        with self._lock:
            self._fault = None
            self._mended.set()
        self._password = PASSWORD
        self._write_password()

    def connection(self) -> tuple[Mapping[str, str], str]:
        return {"url": self.url, "user": USER}, PASSWORD

    # ---- the proxy ----

    def answer(self, asked: Asked) -> Sent | Fault:
        """Return what the proxy answers, or how it fails below HTTP."""
        with self._lock:
            self.requests.append(asked)
            fault = self._fault if self._until_fault <= 0 else None
            self._until_fault -= self._fault is not None
        xml = {"Content-Type": "text/xml"}
        if fault in {"401", "403", "404", "410", "429", "503"}:
            more = {"401": {"WWW-Authenticate": 'Basic realm="calendars"'}, "429": {"Retry-After": "1"}}
            return int(fault), more.get(fault, {}), b""
        if fault in {"time-out", "reset"}:
            return fault
        if fault == "sign-in-page":
            page = b"<!DOCTYPE html><html><body><form>Sign in</form></body></html>"
            return 200, {"Content-Type": "text/html"}, page
        other = self.instead(asked)
        if other is not None:
            return other
        if self.program == "xandikos" and not self._is_signed_in(asked):
            wanted = f'Digest realm="calendars", qop="auth, auth-int", algorithm=SHA-256, nonce="{_NONCE}", opaque="x"'
            return 401, {"WWW-Authenticate": wanted if self.wants_digest else 'Basic realm="calendars"'}, b""
        is_sync = asked.method == "REPORT" and b"sync-collection" in asked.body
        if is_sync and not self.has_sync:
            return 403, xml, b'<D:error xmlns:D="DAV:"><D:supported-report/></D:error>'
        if is_sync and fault == "same-page":
            return 207, xml, _page([], b"again-and-again", is_cut=True)
        status, headers, body = self._synced(asked, fault) if is_sync else self.passed(asked)
        if fault == "half":
            body = body[: len(body) // 2]
        return status, headers, body

    def _basic(self) -> str:
        return f"Basic {base64.b64encode(f'{USER}:{self._password}'.encode()).decode()}"

    def _is_signed_in(self, asked: Asked) -> bool:
        signed = asked.headers.get("authorization", "")
        if not self.wants_digest:
            return signed == self._basic()
        said = dict(re.findall(r'(\w+)="?([^",]*)"?', signed))

        def digest(*parts: str) -> str:
            return hashlib.sha256(":".join(parts).encode()).hexdigest()

        secret = digest(USER, "calendars", self._password)
        asked_for = digest(asked.method, asked.path)
        whole = digest(secret, _NONCE, said.get("nc", ""), said.get("cnonce", ""), "auth", asked_for)
        return said.get("response") == whole and said.get("uri") == asked.path and said.get("opaque") == "x"

    def passed(self, asked: Asked) -> Sent:
        """Return what the true server answers."""
        status, headers, body = self._exchange(asked.method, asked.path, asked.headers, asked.body)
        body = body.replace(_MAGIC_START, b"no-date")
        if not self.has_sync and asked.method == "PROPFIND":
            body = _without_sync(body)
        return status, headers, self._with_generation(body)

    def _synced(self, asked: Asked, fault: Fault | None) -> Sent:
        found = _TOKEN.search(asked.body)
        token = found[2] if found else b""
        refusal = 403, {"Content-Type": "text/xml"}, b'<D:error xmlns:D="DAV:"><D:valid-sync-token/></D:error>'
        if token in self._pages:
            rows, last = self._pages.pop(token)
            if fault == "revoked":
                return refusal
        else:
            if token and not token.endswith(b".g%d" % self._generation):
                asked = asked._replace(body=_TOKEN.sub(rb"\g<1>http://example.com/ns/sync/nothing\g<3>", asked.body))
            elif token:
                asked = asked._replace(body=_TOKEN.sub(rb"\g<1>" + token.rpartition(b".g")[0] + rb"\g<3>", asked.body))
            status, headers, body = self.passed(asked)
            size = 1 if fault == "revoked" else self.page_size
            if status != 207 or not size:
                return status, headers, body
            root = ET.fromstring(body)
            rows = [ET.tostring(each) for each in root.iterfind(f"{D}response")]
            last = (root.findtext(f"{D}sync-token") or "").encode()
        size = 1 if fault == "revoked" else (self.page_size or len(rows))
        here, left = rows[:size], rows[size:]
        if not left and fault != "revoked":
            return 207, {"Content-Type": "text/xml"}, _page(here, last, is_cut=False)
        onward = b"page-%d-of-%s" % (len(left), last)
        self._pages[onward] = (left, last)
        return 207, {"Content-Type": "text/xml"}, _page(here, onward, is_cut=True)

    def _with_generation(self, body: bytes) -> bytes:
        return _TOKEN.sub(lambda found: found[1] + found[2] + b".g%d" % self._generation + found[3], body)

    def _exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Sent:
        passed_on = {
            name: headers[name] for name in ("content-type", "depth", "accept", "Content-Type") if name in headers
        }
        if self.program == "radicale":
            signed = headers.get("authorization", "" if "host" in headers else self._basic())
            passed_on |= {"Authorization": signed} if signed else {}
        server = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            server.request(method, path, body, passed_on)
            answer = server.getresponse()
            kept = {
                name: value.replace(f"http://127.0.0.1:{self._port}/", "/")
                for name, value in answer.getheaders()
                if name.lower() in {"content-type", "www-authenticate", "location", "dav", "etag"}
            }
            return answer.status, kept, answer.read()
        finally:
            server.close()


class _Proxy(BaseHTTPRequestHandler):
    """One connection to the proxy."""

    protocol_version = "HTTP/1.1"
    # Else the body of an answer waits 40 ms for the other side to have taken its header.
    disable_nagle_algorithm = True
    wbufsize = -1
    server_of: ClassVar[CalDav]

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server_of.answer(Asked(self.command, self.path, headers, body))
        if isinstance(answer, str):
            self.close_connection = True
            if answer == "time-out":
                self.server_of._mended.wait(30)
            else:
                self.wfile.write(b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 5000\r\n\r\n<?xml")
                self.wfile.flush()
                # Closed at once and with a reset (SO_LINGER 0), before anybody ends the connection in good order.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                socket.close(self.connection.detach())
            return
        status, more, said = answer
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""


for _method in ("GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"):
    setattr(_Proxy, f"do_{_method}", _Proxy._serve)


# ---- replies ----


def _page(rows: list[bytes], token: bytes, *, is_cut: bool) -> bytes:
    cut = b"<D:response><D:href>/</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>"
    inside = b"".join(rows) + (cut if is_cut else b"") + b"<D:sync-token>" + token + b"</D:sync-token>"
    return b'<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">' + inside + b"</D:multistatus>"


def _without_sync(body: bytes) -> bytes:
    try:
        root = ET.fromstring(body)
    except ET.ParseError:
        return body
    for properties in root.iter(f"{D}prop"):
        for each in list(properties):
            if each.tag in {f"{D}sync-token", f"{D}supported-report-set"}:
                properties.remove(each)
    return ET.tostring(root)


# ---- entries ----

_STAMP: Final = "DTSTAMP:20260101T000000Z"


def _file(uid: str) -> str:
    return re.sub(r"\W", "-", uid)


def _file_of(*components: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Tests//EN", *components, "END:VCALENDAR"])


def _moment(name: str, at: dt.datetime, *, all_day: bool) -> str:
    if all_day:
        return f"{name};VALUE=DATE:{at:%Y%m%d}"
    if str(at.tzinfo) == "UTC":
        return f"{name}:{at:%Y%m%dT%H%M%S}Z"
    return f"{name};TZID={at.tzinfo}:{at:%Y%m%dT%H%M%S}"


def _event(event: Invented, start: dt.datetime, more: list[str]) -> str:
    organizer = event.organizer or (USER if event.guests else "")
    others = [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{guest}" for guest in event.guests]
    mine = [f"ATTENDEE;PARTSTAT={event.answer.upper()}:mailto:{USER}"] if event.guests else []
    length = dt.timedelta(minutes=event.minutes)
    end = (start.replace(tzinfo=None) + length).replace(tzinfo=start.tzinfo)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        _STAMP,
        _moment("DTSTART", start, all_day=event.all_day),
        _moment("DTEND", end, all_day=event.all_day),
        f"SUMMARY:{event.title}",
        *([f"ORGANIZER:mailto:{organizer}"] if organizer else []),
        *others,
        *mine,
        *([f"DESCRIPTION:{_escaped(event.description)}"] if event.description else []),
        *([f"URL:{event.link}"] if event.link else []),
        *_BUSY[event.busy],
        *more,
        "END:VEVENT",
    ]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return re.sub(r"[\\;,]", r"\\\g<0>", text).replace("\n", "\\n")


def as_text(event: Invented, instances: Mapping[dt.datetime, dt.datetime | None]) -> str:
    """Return an event as an entry: the master, and an override for each instance that was moved."""
    repeats = [f"RRULE:{event.rrule}"] if event.rrule else []
    gone = [_moment("EXDATE", start, all_day=event.all_day) for start, to in instances.items() if to is None]
    moved = [
        _event(event, to, [_moment("RECURRENCE-ID", start, all_day=event.all_day)])
        for start, to in instances.items()
        if to is not None
    ]
    zone = [_BERLIN] if str(event.start.tzinfo) == "Europe/Berlin" and not event.all_day else []
    return _file_of(*zone, _event(event, event.start, [*repeats, *gone]), *moved)


def main() -> None:
    """Serve the invented calendar until Ctrl-C, so that the program can be tried with it."""
    words = argparse.ArgumentParser(prog="python -m tests.servers.caldav", description=main.__doc__)
    words.add_argument("--program", choices=get_args(Program), default="radicale")
    words.add_argument("--port", type=int, default=0)
    chosen = words.parse_args()
    server = CalDav(chosen.program, chosen.port)
    try:
        for event in weekly_calendar(ZoneInfo("Europe/Berlin")):
            server.put(event)
        sys.stdout.write(f"{server.url}  user {USER}  password {PASSWORD}\n")
        sys.stdout.flush()
        threading.Event().wait()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()


if __name__ == "__main__":
    main()
