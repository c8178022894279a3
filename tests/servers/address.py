"""A stand-in of a calendar at an address: one file, with ETag and Last-Modified, as Google and Outlook publish it.

It is a program, too: ``python -m tests.servers.address --port 8766`` serves some invented events.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import itertools
import secrets
import socket
import struct
import sys
import threading
from contextlib import suppress
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from tests.servers.served import Asked, weekly_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.model.remote import ConnectionKind
    from tests.servers.served import Fault, Invented

ME: Final = "alice@example.com"
SIGN_IN_PAGE: Final = b"<!doctype html><title>Welcome to the hotel</title><form>Please sign in</form>"
_ANSWERS: Final = {
    "accepted": "ACCEPTED",
    "tentative": "TENTATIVE",
    "declined": "DECLINED",
    "needs-action": "NEEDS-ACTION",
}
_BUSY: Final = {
    "busy": "BUSY",
    "free": "FREE",
    "tentative": "TENTATIVE",
    "out-of-office": "OOF",
    "working-elsewhere": "WORKINGELSEWHERE",
}
_BROKEN: Final = "BEGIN:VEVENT\nUID:{uid}\nSUMMARY:Broken\nDTSTART:20261345T990000Z\nEND:VEVENT"


class _Answered(NamedTuple):
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = {}
    """``status`` 0: half of it, and then the connection is torn."""


class AddressServer:
    """One calendar file at one secret address.

    Attributes:
        has_validators: it sends ETag and Last-Modified; else DTSTAMP is another at each request, as with Google.

    """

    kind: ConnectionKind = "address"

    def __init__(self, port: int = 0) -> None:
        self.requests: list[Asked] = []
        self.has_validators = True
        self._events: dict[str, Invented] = {}
        self._cancelled: dict[str, list[dt.datetime]] = {}
        self._moved: dict[str, dict[dt.datetime, dt.datetime]] = {}
        self._broken: list[str] = []
        self._stamps = itertools.count()
        self._changed = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        self._generation = 0
        self._path = self._first_path = f"/calendar/ical/alice/private-{secrets.token_hex(16)}/basic.ics"
        self._fault: str = ""
        self._until_fault = 0
        self._mended = threading.Event()
        self._lock = threading.RLock()
        handler = type("Handler", (_Handler,), {"server_of": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._http.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    # ---- the interface of all stand-ins ----

    def put(self, event: Invented) -> None:
        with self._change():
            self._events[event.uid] = event
            self._cancelled.pop(event.uid, None)
            self._moved.pop(event.uid, None)

    def delete(self, uid: str) -> None:
        with self._change():
            self._events.pop(uid, None)
            self._broken = [each for each in self._broken if each != uid]

    def cancel_instance(self, uid: str, start: dt.datetime) -> None:
        with self._change():
            self._cancelled.setdefault(uid, []).append(start)

    def move_instance(self, uid: str, start: dt.datetime, to: dt.datetime) -> None:
        with self._change():
            self._moved.setdefault(uid, {})[start] = to

    def put_broken(self, uid: str) -> None:
        with self._change():
            self._broken.append(uid)

    def expire_tokens(self) -> None:
        with self._lock:
            self._generation += 1
            self._changed += dt.timedelta(minutes=1)

    def change_password(self) -> None:
        with self._lock:
            self._path = f"/calendar/ical/alice/private-{secrets.token_hex(16)}/basic.ics"

    def break_next(self, fault: Fault, after: int = 0) -> None:
        self._mended.clear()
        self._fault, self._until_fault = fault, after

    def mend(self) -> None:
        self._fault = ""
        self._path = self._first_path
        self._mended.set()

    def connection(self) -> tuple[Mapping[str, str], str]:
        return {"host": self.base.partition("://")[2]}, self.base + self._first_path

    def close(self) -> None:
        self._mended.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    # ---- answers ----

    def answer(self, asked: Asked) -> _Answered | None:
        """What to say; None where the connection is to end without a word."""
        self.requests.append(asked)
        with self._lock:
            fault = self._fault_now()
            said = self._said(asked)
        if fault in {"", "revoked"}:
            return _Answered(404, b"Not found") if fault else said
        if fault == "time-out":
            self._mended.wait(30)
            return None
        if fault == "sign-in-page":
            return _Answered(200, SIGN_IN_PAGE, {"Content-Type": "text/html"})
        if fault == "same-page":
            return _Answered(302, headers={"Location": asked.path})
        if fault == "half":
            whole = self.file()
            return _Answered(200, whole[: len(whole) // 2])
        if fault == "reset":
            return _Answered(0, self.file())
        return _Answered(int(fault), b"No", {"Retry-After": "1"} if fault == "429" else {})

    def _said(self, asked: Asked) -> _Answered:
        if asked.path != self._path:
            return _Answered(404, b"Not found")
        if asked.method not in {"GET", "HEAD"}:
            return _Answered(405)
        body = self.file()
        headers = {"Content-Type": "text/calendar; charset=utf-8"}
        if self.has_validators:
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}-{self._generation}"'
            modified = format_datetime(self._changed, usegmt=True)
            headers |= {"ETag": etag, "Last-Modified": modified}
            if _is_same(asked.headers, etag, modified):
                return _Answered(304, b"", headers)
        return _Answered(200, body, headers)

    def _fault_now(self) -> str:
        if self._fault and self._until_fault > 0:
            self._until_fault -= 1
            return ""
        return self._fault

    def _change(self) -> threading.RLock:
        self._changed += dt.timedelta(minutes=1)
        return self._lock

    # ---- the file ----

    def file(self) -> bytes:
        """The calendar as it is now."""
        stamp = f"20260101T{0 if self.has_validators else next(self._stamps):06}Z"
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Example//Stand-in//EN",
            "X-WR-CALNAME:Work",
            *(line for event in self._events.values() for line in self._components(event, stamp)),
            *(_BROKEN.format(uid=uid) for uid in self._broken),
            "END:VCALENDAR",
            "",
        ]
        return "\n".join(lines).replace("\n", "\r\n").encode()

    def _components(self, event: Invented, stamp: str) -> Iterator[str]:
        cancelled = self._cancelled.get(event.uid, [])
        yield from _component(event, stamp, [_time("EXDATE", each, event) for each in cancelled])
        for start, to in self._moved.get(event.uid, {}).items():
            one = event._replace(start=to, rrule="")
            yield from _component(one, stamp, [_time("RECURRENCE-ID", start, event)])


def _is_same(headers: Mapping[str, str], etag: str, modified: str) -> bool:
    """Whether the other side has it already (RFC 9110 §13.2.2): the ETag decides where one is given."""
    if "if-none-match" in headers:
        return headers["if-none-match"] == etag
    return headers.get("if-modified-since") == modified


def _component(event: Invented, stamp: str, more: list[str]) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{stamp}", f"SUMMARY:{_text(event.title)}")
    yield _time("DTSTART", event.start, event)
    yield _time("DTEND", _end(event), event)
    if event.rrule:
        yield f"RRULE:{event.rrule}"
    yield from more
    if event.guests:
        organizer = event.organizer or ME
        yield f"ORGANIZER:mailto:{organizer}"
        answer = "ACCEPTED" if organizer == ME else _ANSWERS[event.answer]
        yield f"ATTENDEE;PARTSTAT={answer}:mailto:{ME}"
        yield from (f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{guest}" for guest in event.guests)
    yield f"TRANSP:{'TRANSPARENT' if event.busy == 'free' else 'OPAQUE'}"
    yield f"X-MICROSOFT-CDO-BUSYSTATUS:{_BUSY[event.busy]}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.link:
        yield f"X-GOOGLE-CONFERENCE:{event.link}"
    yield "END:VEVENT"


def _end(event: Invented) -> dt.datetime:
    # Two times of one zone are added on the clock, as a person means it.
    return event.start + dt.timedelta(minutes=event.minutes)


def _time(name: str, moment: dt.datetime, event: Invented) -> str:
    if event.all_day:
        return f"{name};VALUE=DATE:{moment:%Y%m%d}"
    assert isinstance(event.start.tzinfo, ZoneInfo)
    return f"{name};TZID={event.start.tzinfo.key}:{moment.astimezone(event.start.tzinfo):%Y%m%dT%H%M%S}"


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


class _Handler(BaseHTTPRequestHandler):
    server_of: AddressServer
    protocol_version = "HTTP/1.1"
    # Else the body of an answer waits 40 ms for the other side to have taken its header.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        said = self.server_of.answer(Asked(self.command, self.path, headers, body))
        with suppress(OSError):
            if said is None or said.status == 0:
                self.close_connection = True
            if said is None:
                return
            self.send_response_only(said.status or 200)
            for name, value in {"Content-Length": str(len(said.body)), **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if said.status:
                self.wfile.write(said.body)
                return
            self.wfile.write(said.body[: len(said.body) // 2])
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    do_POST = do_PUT = do_HEAD = do_GET  # noqa: N815 (names that http.server looks for)

    def log_message(self, *__: Any) -> None:
        pass


def main() -> None:
    """Serve some invented events until it is interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8766)
    server = AddressServer(parser.parse_args().port)
    for event in weekly_calendar(ZoneInfo("Europe/Berlin")):
        server.put(event)
    sys.stdout.write(f"{server.connection()[1]}\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        threading.Event().wait()
    server.close()


if __name__ == "__main__":
    main()
