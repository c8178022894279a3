"""A stand-in of Microsoft Graph and of the place where one signs in, on this machine.

    python -m tests.servers.microsoft --port 8765

and then ``CLEARWEEK_MICROSOFT=http://127.0.0.1:8765``. The client id is that of `microsoft_identity`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import secrets
import socket
import struct
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

import msal

from tests.servers.microsoft_events import ME, Entry, Mailbox, opaque
from tests.servers.microsoft_identity import CLIENT, LOGIN, Identity, Said
from tests.servers.served import Asked, Invented, weekly_calendar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.remote import ConnectionKind
    from tests.servers.served import Fault

SIGN_IN_PAGE: Final = b"<!doctype html><html><body><h1>Welcome to the hotel</h1><form></form></body></html>"
LONGEST_WINDOW: Final = 1825
CALENDAR: Final = "AAMkCalendar="


class MicrosoftServer:
    """A mailbox with the calendar ``Work`` of alice@example.com, and faults on demand."""

    kind: ConnectionKind = "microsoft"

    def __init__(self, port: int = 0) -> None:
        self.mailbox = Mailbox()
        self.identity = Identity(ME)
        self.requests: list[Asked] = []
        self.page_size = 50
        self.lost = (410, "SyncStateNotFound")
        """How a token that is not known any more is refused."""
        self.retry_after: str | None = "1"
        self.foreign_link = ""
        """Where the next link of a listing leads instead."""
        self.most_at_once = 0
        self.calendars: list[dict[str, Any]] = [calendar(CALENDAR, "Work", ME, isDefaultCalendar=True)]
        self._pages: dict[str, tuple[list[Entry], str, str]] = {}
        self._era = 0
        self._fault: Fault | None = None
        self._after = 0
        self._released = threading.Event()
        self._at_once = 0
        self._lock = threading.RLock()
        self._http = _Http(("127.0.0.1", port), _Handler)
        self._http.stand_in = self
        self.base = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    # ---- what every stand-in offers ----

    def put(self, event: Invented) -> None:
        with self._lock:
            self.mailbox.put(event)

    def delete(self, uid: str) -> None:
        with self._lock:
            self.mailbox.delete(uid)

    def cancel_instance(self, uid: str, start: dt.datetime) -> None:
        with self._lock:
            self.mailbox.cancel(uid, start)

    def move_instance(self, uid: str, start: dt.datetime, to: dt.datetime) -> None:
        with self._lock:
            self.mailbox.move(uid, start, to)

    def put_broken(self, uid: str) -> None:
        with self._lock:
            start = dt.datetime(2026, 1, 7, 9, tzinfo=dt.UTC)
            self.mailbox.put(Invented(uid, "Broken", start, 30)).is_broken = True

    def expire_tokens(self) -> None:
        with self._lock:
            self._era += 1

    def change_password(self) -> None:
        self.identity.is_void = True

    def break_next(self, fault: Fault, after: int = 0) -> None:
        """Fail in requests to Graph; those that sign in are left alone, but for ``revoked``."""
        with self._lock:
            self._fault, self._after = fault, after
            self._released.clear()

    def mend(self) -> None:
        with self._lock:
            self._fault = None
            self.identity.is_void = False
            self._released.set()

    def connection(self) -> tuple[Mapping[str, str], str]:
        cache = msal.SerializableTokenCache()
        event = {
            "client_id": CLIENT,
            "scope": ["Calendars.Read"],
            "token_endpoint": f"{LOGIN}/common/oauth2/v2.0/token",
            "environment": "login.microsoftonline.com",
            "grant_type": "authorization_code",
            "response": self.identity.tokens(None),
        }
        cache.add(event)
        kept = {name: part for name, part in json.loads(cache.serialize()).items() if name != "AccessToken"}
        return self.place(), json.dumps({"client": CLIENT, "tenant": "common", "cache": kept})

    def close(self) -> None:
        self._released.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    # ---- answers ----

    def place(self) -> dict[str, str]:
        return {"api": f"{self.base}/v1.0", "authority": self.base, "user": ME}

    def answer_sign_in(self, method: str, path: str, query: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """What the place says where one signs in: status, headers, body."""
        tenant, __, what = path.strip("/").partition("/")
        if method == "GET" and what == "v2.0/.well-known/openid-configuration":
            return told(self.identity.discovery(tenant))
        if method == "GET" and what == "oauth2/v2.0/authorize":
            status, where = self.identity.authorize(query)
            return (status, {"Location": where}, b"") if status == 302 else (status, {}, where.encode())
        form = dict(parse_qsl(body.decode()))
        if method == "POST" and what == "oauth2/v2.0/token":
            return told(self.identity.token(form))
        if method == "POST" and what == "oauth2/v2.0/devicecode":
            return told(self.identity.device(form))
        return 404, {}, b""

    def fault_now(self) -> Fault | None:
        """The fault of this request to Graph."""
        with self._lock:
            if self._fault is None:
                return None
            if self._after > 0:
                self._after -= 1
                return None
            if self._fault == "410":
                # What was given until now is lost; what is given from now on is not.
                self._fault = None
                self._era += 1
                return None
            if self._fault == "revoked":
                self.identity.is_void = True
            return self._fault

    def answer_graph(self, path: str, query: str, headers: Mapping[str, str]) -> Said:
        """What Graph says."""
        if not self.identity.takes(headers.get("authorization", "")):
            return refusal(401, "InvalidAuthenticationToken")
        prefer = headers.get("prefer", "")
        if 'IdType="ImmutableId"' not in prefer or 'outlook.timezone="UTC"' not in prefer:
            return refusal(400, "ErrorMissingPreference")
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        parts = [unquote(part) for part in path.removeprefix("/v1.0/me/").split("/")]
        with self._lock:
            if parts == ["calendars"]:
                return self._calendars(asked)
            if parts[0] == "calendars":
                if parts[1] not in {each["id"] for each in self.calendars}:
                    return refusal(404, "ErrorItemNotFound")
                parts = parts[2:]
            if parts == ["calendarView", "delta"] and not self.mailbox.has_delta:
                return refusal(400, "ErrorInvalidUrlQuery")
            if parts == ["calendarView"]:
                return self._plain(path, asked)
            if parts == ["calendarView", "delta"]:
                return self._delta(path, asked)
            if parts[0] == "events" and len(parts) in {2, 3}:
                return self._event(path, parts[1], parts[2:], asked)
        return refusal(404, "ResourceNotFound")

    def _calendars(self, asked: dict[str, str]) -> Said:
        skip, size = int(asked.get("$skip", 0)), self.page_size
        page: dict[str, Any] = {"value": self.calendars[skip : skip + size]}
        if skip + size < len(self.calendars):
            page["@odata.nextLink"] = f"{self.base}/v1.0/me/calendars?$skip={skip + size}"
        return 200, page

    def _delta(self, path: str, asked: dict[str, str]) -> Said:
        if "$select" in asked or "$filter" in asked:
            return refusal(400, "ErrorInvalidUrlQuery")
        if "$skiptoken" in asked:
            return self._next_page(path, asked["$skiptoken"])
        if "$deltatoken" in asked:
            try:
                era, since, begin, end = asked["$deltatoken"].split("_")
            except ValueError:
                return refusal(400, "InvalidDeltaToken")
            if int(era) != self._era:
                return refusal(*self.lost)
            return self._first_page(path, int(since), begin, end)
        begin, end = asked["startDateTime"][:10], asked["endDateTime"][:10]
        if (dt.date.fromisoformat(end) - dt.date.fromisoformat(begin)).days > LONGEST_WINDOW:
            return refusal(400, "ErrorInvalidRequest")
        return self._first_page(path, 0, begin, end)

    def _plain(self, path: str, asked: dict[str, str]) -> Said:
        """A listing that remembers nothing: all instances in full, and no masters."""
        window = (midnight(asked["startDateTime"][:10]), midnight(asked["endDateTime"][:10]))
        found = []
        for each in (entry() for entry in self.mailbox.entries(*window, 0)):
            master = self.mailbox.by_id(each.get("seriesMasterId") or "")
            if each["type"] == "occurrence" and master is not None:
                found.append({**self.mailbox.full(master), **each, "recurrence": None})
            elif each["type"] != "seriesMaster":
                found.append(each)
        skip = int(asked.get("$skip", 0))
        page: dict[str, Any] = {"value": [chosen(each, asked) for each in found[skip : skip + self.page_size]]}
        if skip + self.page_size < len(found):
            span = f"startDateTime={asked['startDateTime']}&endDateTime={asked['endDateTime']}"
            more = f"$select={asked['$select']}&$skip={skip + self.page_size}"
            page["@odata.nextLink"] = f"{self.base}{path}?{span}&{more}"
        return 200, page

    def _first_page(self, path: str, since: int, begin: str, end: str) -> Said:
        window = (midnight(begin), midnight(end))
        entries = self.mailbox.entries(*window, since)
        token = f"{self._era}_{self.mailbox.generation}_{begin}_{end}"
        if since == 0:
            # The first page is empty and leads on.
            return 200, {"value": [], "@odata.nextLink": self._kept_page(path, entries, token)}
        return self._page(path, entries, token)

    def _page(self, path: str, entries: list[Entry], token: str) -> Said:
        page: dict[str, Any] = {"@odata.context": "…", "value": [each() for each in entries[: self.page_size]]}
        if len(entries) > self.page_size:
            page["@odata.nextLink"] = self._kept_page(path, entries[self.page_size :], token)
        else:
            page["@odata.deltaLink"] = f"{self.base}{path}?$deltatoken={token}"
        return 200, page

    def _kept_page(self, path: str, entries: list[Entry], token: str) -> str:
        name = secrets.token_urlsafe(8)
        self._pages[name] = (entries, token, str(self._era))
        return self.foreign_link or f"{self.base}{path}?$skiptoken={name}"

    def _next_page(self, path: str, name: str) -> Said:
        entries, token, era = self._pages.get(name, ([], "", "-"))
        if era != str(self._era):
            return refusal(*self.lost)
        return self._page(path, entries, token)

    def _event(self, path: str, name: str, rest: list[str], asked: dict[str, str]) -> Said:
        stored = self.mailbox.by_id(name)
        if rest == ["instances"] and stored is not None and stored.is_series:
            window = (midnight(asked["startDateTime"][:10]), midnight(asked["endDateTime"][:10]))
            found = [self.mailbox.instance(stored, *each) for each in stored.instances(*window)]
            skip = int(asked.get("$skip", 0))
            page: dict[str, Any] = {"value": [chosen(each, asked) for each in found[skip : skip + self.page_size]]}
            if skip + self.page_size < len(found):
                span = f"startDateTime={asked['startDateTime']}&endDateTime={asked['endDateTime']}"
                more = f"$select={asked['$select']}&$skip={skip + self.page_size}"
                page["@odata.nextLink"] = f"{self.base}{path}?{span}&{more}"
            return 200, page
        if rest:
            return refusal(404, "ErrorItemNotFound")
        if stored is not None:
            return self._master(stored.id, asked)
        for each in self.mailbox.events.values():
            for slot, to in each.moved.items():
                local = slot.astimezone(each.event.start.tzinfo)
                if each.is_series and opaque(each.event.uid, slot.isoformat()) == name:
                    return 200, chosen(self.mailbox.instance(each, local, to), asked)
        return refusal(404, "ErrorItemNotFound")

    def _master(self, name: str, asked: dict[str, str]) -> Said:
        stored = self.mailbox.by_id(name)
        assert stored is not None
        wants = "cancelledOccurrences" in asked.get("$select", "") or "$expand" in asked
        if wants and not self.mailbox.has_names_of_cancelled:
            return refusal(400, "RequestBroker--ParseUri")
        found = self.mailbox.full(stored)
        if wants and stored.is_series:
            found["cancelledOccurrences"] = self.mailbox.cancelled_names(stored)
            zone = stored.event.start.tzinfo
            found["exceptionOccurrences"] = [
                self.mailbox.instance(stored, slot.astimezone(zone), to) for slot, to in stored.moved.items()
            ]
            if self.mailbox.names_are_bare:
                bare = [{"id": each["id"], "type": "exception"} for each in found["exceptionOccurrences"]]
                found["exceptionOccurrences"] = bare
        return 200, chosen(found, asked)

    # ---- what a handler does with faults ----

    def begin(self) -> None:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)

    def end(self) -> None:
        with self._lock:
            self._at_once -= 1

    def hold(self) -> None:
        """Keep a request waiting until somebody mends, or for longer than anybody waits."""
        self._released.wait(30)


def calendar(name: str, title: str, owner: str, **more: Any) -> dict[str, Any]:
    """One calendar of the list."""
    return {
        "id": name,
        "name": title,
        "isDefaultCalendar": False,
        "canEdit": True,
        "owner": {"name": owner.partition("@")[0], "address": owner},
        **more,
    }


def midnight(date: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(date), dt.time(), dt.UTC)


def refusal(status: int, code: str) -> Said:
    return status, {
        "error": {"code": code, "message": "…", "innerError": {"request-id": "…", "date": "2026-01-01T00:00:00"}}
    }


def chosen(event: dict[str, Any], asked: dict[str, str]) -> dict[str, Any]:
    """What ``$select`` leaves of an event."""
    if "$select" not in asked:
        return event
    wanted = {*asked["$select"].split(","), "id", "@odata.etag", "@odata.type"}
    return {name: value for name, value in event.items() if name in wanted}


def told(said: Said) -> tuple[int, dict[str, str], bytes]:
    return said[0], {"Content-Type": "application/json"}, json.dumps(said[1]).encode()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    stand_in: MicrosoftServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http
    # Else the body of an answer waits 40 ms for the other side to have taken its header.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        stand_in = self.server.stand_in
        stand_in.requests.append(Asked(self.command, self.path, headers, body))
        stand_in.begin()
        self._said(body, headers)

    def _said(self, body: bytes, headers: dict[str, str]) -> None:
        server, parts = self.server.stand_in, urlsplit(self.path)
        if not parts.path.startswith("/v1.0/"):
            self._send(*server.answer_sign_in(self.command, parts.path, parts.query, body))
            return
        fault = server.fault_now()
        if fault == "time-out":
            server.hold()
            server.end()
            self.close_connection = True
            return
        if fault is not None and fault.isdigit():
            status, said = refusal(int(fault), {"429": "ApplicationThrottled"}.get(fault, "Error"))
            more = {"Retry-After": server.retry_after} if fault == "429" and server.retry_after else {}
            self._send(status, {"Content-Type": "application/json", **more}, json.dumps(said).encode())
            return
        if fault == "sign-in-page":
            self._send(200, {"Content-Type": "text/html"}, SIGN_IN_PAGE)
            return
        if self.command != "GET":
            self._send(405, {}, b"")
            return
        status, said = server.answer_graph(parts.path, parts.query, headers)
        if fault == "same-page" and status == 200:
            said = {"value": said.get("value", []), "@odata.nextLink": f"{server.base}{self.path}"}
        __, kind, content = told((status, said))
        if fault == "half":
            content = content[: len(content) // 2]
        self._send(status, kind, content, is_reset=fault == "reset")

    def _send(self, status: int, headers: Mapping[str, str], body: bytes, *, is_reset: bool = False) -> None:
        # From here on the client may have its answer, and ask again.
        self.server.stand_in.end()
        with suppress(OSError):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if is_reset else body)
            self.wfile.flush()
        if is_reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True

    def log_message(self, *__: object) -> None:
        pass


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.servers.microsoft")
    parser.add_argument("--port", type=int, default=8765)
    server = MicrosoftServer(parser.parse_args().port)
    for event in weekly_calendar(ZoneInfo("Europe/Berlin")):
        server.put(event)
    print(f"CLEARWEEK_MICROSOFT={server.base} (client id {CLIENT}); end with Ctrl+C")  # noqa: T201
    with suppress(KeyboardInterrupt):
        threading.Event().wait()
    server.close()


if __name__ == "__main__":
    main()
