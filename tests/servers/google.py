"""A stand-in of Google Calendar: signing in, the list of calendars, and events, as its discovery document says.

It is a program, too: ``python -m tests.servers.google --port 8765 --client client.json`` serves some invented events.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import secrets
import socket
import struct
import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple
from urllib.parse import parse_qs, unquote, urlencode, urlsplit
from zoneinfo import ZoneInfo

import googleapiclient

from tests.servers.google_model import HOME, ME, Changing, Json
from tests.servers.served import Asked, weekly_calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from app.model.remote import ConnectionKind
    from tests.servers.served import Fault, Invented

CLIENT: Final = {"client_id": "stand-in.apps.googleusercontent.com", "client_secret": "GOCSPX-stand-in"}
READ_LIST: Final = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
READ_EVENTS: Final = "https://www.googleapis.com/auth/calendar.events.readonly"
DISCOVERY: Final = json.loads(
    (Path(googleapiclient.__file__).parent / "discovery_cache/documents/calendar.v3.json").read_text("utf-8")
)
_NOT_WITH_SYNC_TOKEN: Final = frozenset(
    {"iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "timeMin", "timeMax", "updatedMin"}
)
_REASONS: Final = {
    401: ("authError", "Invalid Credentials"),
    403: ("forbidden", "Forbidden"),
    404: ("notFound", "Not Found"),
    410: ("fullSyncRequired", "Sync token is no longer valid, a full sync is required."),
    429: ("rateLimitExceeded", "Rate Limit Exceeded"),
    503: ("backendError", "Service Unavailable"),
}
SIGN_IN_PAGE: Final = b"<!doctype html><title>Welcome to the hotel</title><form>Please sign in</form>"


class Answered(NamedTuple):
    status: int
    body: bytes
    headers: Mapping[str, str] = {}


class _Code(NamedTuple):
    challenge: str
    redirect_uri: str
    scopes: tuple[str, ...]
    offline: bool


class Refusal(Exception):
    """An error of the API in its shape (SOURCES §4)."""

    def __init__(self, status: int, reason: str = "", message: str = "", **more: str) -> None:
        super().__init__(status)
        known = _REASONS.get(status, ("invalid", "Invalid Value"))
        said = {"domain": "global", "reason": reason or known[0], "message": message or known[1], **more}
        self.status = status
        self.body = {"error": {"code": status, "message": said["message"], "errors": [said]}}


class GoogleServer:
    """Google for one person, with the calendar Work as the primary one."""

    kind: ConnectionKind = "google"

    def __init__(self, port: int = 0) -> None:
        self.requests: list[Asked] = []
        self.events = Changing()
        self.others: dict[str, Changing] = {}
        self.entries: list[Json] = [
            {
                "kind": "calendar#calendarListEntry",
                "id": ME,
                "summary": "Work",
                "timeZone": HOME,
                "accessRole": "owner",
                "primary": True,
            }
        ]
        self.page_size = 250
        self.empty_pages = False
        self.granted: tuple[str, ...] = (READ_LIST, READ_EVENTS)
        self.consent: Literal["given", "denied"] = "given"
        self.rotates_tokens = False
        self.lifetime: object = 3599
        self.keeps_offline = True
        self.token_answer: Answered | None = None
        self.refresh_tokens: dict[str, tuple[str, ...]] = {"1//stand-in": (READ_LIST, READ_EVENTS)}
        self.access_tokens: dict[str, tuple[str, ...]] = {}
        self._codes: dict[str, _Code] = {}
        self._used: dict[str, str] = {}
        self._pages: dict[str, tuple[list[Json], int, str]] = {}
        self._fault: str = ""
        self._until_fault = 0
        self._mended = threading.Event()
        self._lock = threading.RLock()
        handler = type("Handler", (_Handler,), {"google": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._http.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    # ---- the interface of all stand-ins ----

    def put(self, event: Invented) -> None:
        with self._lock:
            self.events.put(event)

    def delete(self, uid: str) -> None:
        with self._lock:
            self.events.delete(uid)

    def cancel_instance(self, uid: str, start: dt.datetime) -> None:
        with self._lock:
            self.events.cancel_instance(uid, start)

    def move_instance(self, uid: str, start: dt.datetime, to: dt.datetime) -> None:
        with self._lock:
            self.events.move_instance(uid, start, to)

    def put_broken(self, uid: str) -> None:
        with self._lock:
            self.events.put_broken(uid)

    def expire_tokens(self) -> None:
        with self._lock:
            self._pages.clear()
            for calendar in (self.events, *self.others.values()):
                calendar.generation += 1

    def change_password(self) -> None:
        with self._lock:
            self.refresh_tokens.clear()
            self.access_tokens.clear()

    def break_next(self, fault: Fault | Literal["rate-limit", "scopes", "not-enabled"], after: int = 0) -> None:
        self._mended.clear()
        self._fault, self._until_fault = fault, after

    def mend(self) -> None:
        self._fault = ""
        self._mended.set()
        self.refresh_tokens.setdefault("1//stand-in", (READ_LIST, READ_EVENTS))

    def connection(self) -> tuple[Mapping[str, str], str]:
        place = {"api": f"{self.base}/calendar/v3/", "token_uri": f"{self.base}/token"}
        return place, json.dumps({**CLIENT, "refresh_token": "1//stand-in"})

    def close(self) -> None:
        self._mended.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    # ---- answers ----

    def answer(self, asked: Asked) -> Answered | None:
        """What to say; None where the connection is to end without a word."""
        self.requests.append(asked)
        parts = urlsplit(asked.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        with self._lock:
            if asked.method == "POST":
                form = {name: values[-1] for name, values in parse_qs(asked.body.decode()).items()}
                if self.token_answer is not None:
                    return self.token_answer
                return {"/token": self._token, "/revoke": self._revoked}.get(parts.path, _nothing)(form)
            if parts.path == "/auth":
                return self._authorized(query)
            fault = self._fault_now()
        try:
            if fault in {"time-out", "reset"}:
                return self._broken(fault, asked, query)
            if fault:
                said = self._faulty(fault, asked, query)
                if said is not None:
                    return said
            with self._lock:
                return _json(200, self._api(parts.path, query, asked.headers))
        except Refusal as refusal:
            return _json(refusal.status, refusal.body)

    def _fault_now(self) -> str:
        if not self._fault:
            return ""
        if self._until_fault > 0:
            self._until_fault -= 1
            return ""
        return self._fault

    def _broken(self, fault: str, asked: Asked, query: dict[str, str]) -> Answered | None:
        if fault == "time-out":
            self._mended.wait(30)
            return None
        whole = json.dumps(self._api(urlsplit(asked.path).path, query, asked.headers)).encode()
        return Answered(0, whole[: len(whole) // 2 + 1], {"Content-Length": str(len(whole))})

    def _faulty(self, fault: str, asked: Asked, query: dict[str, str]) -> Answered | None:
        if fault == "sign-in-page":
            return Answered(200, SIGN_IN_PAGE, {"Content-Type": "text/html"})
        if fault == "rate-limit":
            raise Refusal(403, "rateLimitExceeded", "Rate Limit Exceeded")
        if fault == "scopes":
            raise Refusal(403, "insufficientPermissions", "Request had insufficient authentication scopes.")
        if fault == "not-enabled":
            raise Refusal(403, "accessNotConfigured", "Calendar API has not been used in project 1 before")
        if fault == "revoked":
            self.change_password()
            return None
        with self._lock:
            first = {name: said for name, said in query.items() if name != "pageToken"}
            said = self._api(urlsplit(asked.path).path, first, asked.headers)
        if fault == "half":
            return Answered(200, json.dumps(said).encode()[:-7], {"Content-Type": "application/json"})
        if fault == "same-page":
            said.pop("nextSyncToken", None)
            return _json(200, {**said, "nextPageToken": "again"})
        refusal = Refusal(int(fault))
        headers = {"Retry-After": "1"} if fault == "429" else {}
        return _json(refusal.status, refusal.body)._replace(headers={"Content-Type": "application/json", **headers})

    def _api(self, path: str, query: dict[str, str], headers: Mapping[str, str]) -> Json:
        kind, __, token = headers.get("authorization", "").partition(" ")
        scopes = self.access_tokens.get(token) if kind == "Bearer" else None
        if scopes is None:
            raise Refusal(401)
        words = path.removeprefix("/calendar/v3/").split("/")
        if words[:3] == ["users", "me", "calendarList"]:
            _allowed(READ_LIST, scopes)
            if len(words) == 4:
                _known(query, "calendarList", "get")
                entry = next((each for each in self.entries if each.get("primary") and words[3] == "primary"), None)
                if entry is None:
                    raise Refusal(404)
                return _part(entry, query)
            _known(query, "calendarList", "list")
            return _part(self._page(self.entries, query, ""), query)
        if len(words) == 3 and words[0] == "calendars" and words[2] == "events":
            _allowed(READ_EVENTS, scopes)
            _known(query, "events", "list")
            return _part(self._events(unquote(words[1]), query), query)
        raise Refusal(404)

    def _events(self, calendar: str, query: dict[str, str]) -> Json:
        changing = self.events if calendar in {ME, "primary"} else self.others.get(calendar)
        if changing is None:
            raise Refusal(404)
        assert query.get("singleEvents", "false") == "false", "the stand-in knows no instances"
        question = urlencode(sorted((k, v) for k, v in query.items() if k not in {"pageToken", "syncToken"}))
        mark = hashlib.sha256(f"{calendar} {question}".encode()).hexdigest()[:8]
        change = 0
        if "syncToken" in query:
            if _NOT_WITH_SYNC_TOKEN & query.keys():
                raise Refusal(400, message="Sync token cannot be used with these parameters.")
            generation, of_change, asked = (*query["syncToken"].split("."), "", "")[:3]
            if not (generation.isdigit() and of_change.isdigit() and asked == mark):
                raise Refusal(
                    400, "invalid", "Invalid sync token value.", locationType="parameter", location="syncToken"
                )
            if int(generation) != changing.generation:
                raise Refusal(410, locationType="parameter", location="syncToken")
            change = int(of_change)
        show_deleted = query.get("showDeleted") == "true" or change > 0
        token = f"{changing.generation}.{changing.change}.{mark}"
        listed = self._page(changing.since(change, show_deleted=show_deleted), query, token)
        return {"kind": "calendar#events", "summary": "Work", "timeZone": HOME, "accessRole": "owner", **listed}

    def _page(self, items: list[Json], query: dict[str, str], token: str) -> Json:
        start = 0
        if "pageToken" in query:
            if query["pageToken"] not in self._pages:
                raise Refusal(400, "invalid", "Invalid page token.", locationType="parameter", location="pageToken")
            items, start, token = self._pages[query["pageToken"]]
        size = 0 if self.empty_pages and start == 0 and "pageToken" not in query else self.page_size
        page = items[start : start + min(size, int(query.get("maxResults", "250")))]
        end = start + len(page)
        if end < len(items) or size == 0:
            onward = secrets.token_urlsafe(24)
            self._pages[onward] = (items, end, token)
            return {"items": page, "nextPageToken": onward}
        return {"items": page, **({"nextSyncToken": token} if token else {})}

    # ---- signing in (RFC 6749, RFC 7636) ----

    def _authorized(self, query: dict[str, str]) -> Answered:
        back = query.get("redirect_uri", "")
        sound = (
            query.get("response_type") == "code"
            and query.get("client_id") == CLIENT["client_id"]
            and urlsplit(back).scheme == "http"
            and urlsplit(back).hostname in {"127.0.0.1", "localhost"}
            and query.get("code_challenge_method") == "S256"
            and len(query.get("code_challenge", "")) == 43
        )
        if not sound:
            return Answered(400, b"Error 400: invalid_request", {"Content-Type": "text/html"})
        state = {"state": query["state"]} if "state" in query else {}
        if self.consent == "denied":
            return _onward(back, {"error": "access_denied", **state})
        code = f"4/{secrets.token_urlsafe(32)}"
        scopes = tuple(scope for scope in query.get("scope", "").split() if scope in self.granted)
        self._codes[code] = _Code(
            query["code_challenge"], back, scopes, query.get("access_type") == "offline" and self.keeps_offline
        )
        more = {"iss": "https://accounts.google.com", "code": code, "scope": " ".join(scopes)}
        return _onward(back, {**state, **more})

    def _token(self, form: dict[str, str]) -> Answered:
        if {name: form.get(name) for name in CLIENT} != CLIENT:
            return _json(401, {"error": "invalid_client", "error_description": "Unauthorized"})
        if form.get("grant_type") == "refresh_token":
            before = form.get("refresh_token", "")
            scopes = self.refresh_tokens.get(before)
            if scopes is None:
                said = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
                return _json(400, said)
            return self._given(scopes, before if self.rotates_tokens else None, is_new=self.rotates_tokens)
        code = self._codes.pop(form.get("code", ""), None)
        if form.get("grant_type") != "authorization_code" or code is None:
            # A code that comes twice ends what it was good for (RFC 6749 §4.1.2).
            self.refresh_tokens.pop(self._used.get(form.get("code", ""), ""), None)
            return _json(400, {"error": "invalid_grant", "error_description": "Malformed auth code."})
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != code.challenge:
            return _json(400, {"error": "invalid_grant", "error_description": "Invalid code verifier."})
        if form.get("redirect_uri") != code.redirect_uri:
            return _json(400, {"error": "redirect_uri_mismatch", "error_description": "Bad Request"})
        given = self._given(code.scopes, None, is_new=code.offline)
        self._used[form["code"]] = json.loads(given.body).get("refresh_token", "")
        return given

    def _given(self, scopes: tuple[str, ...], before: str | None, *, is_new: bool) -> Answered:
        access = f"ya29.{secrets.token_urlsafe(24)}"
        self.access_tokens[access] = scopes
        said: Json = {"access_token": access, "expires_in": self.lifetime, "token_type": "Bearer"}
        said["scope"] = " ".join(scopes)
        if is_new:
            said["refresh_token"] = f"1//{secrets.token_urlsafe(24)}"
            self.refresh_tokens[said["refresh_token"]] = scopes
        if before is not None:
            del self.refresh_tokens[before]
        return _json(200, said)

    def _revoked(self, form: dict[str, str]) -> Answered:
        if self.refresh_tokens.pop(form.get("token", ""), None) is None:
            return _json(400, {"error": "invalid_token", "error_description": "Token expired or revoked"})
        self.access_tokens.clear()
        return _json(200, {})


class _Handler(BaseHTTPRequestHandler):
    google: GoogleServer
    protocol_version = "HTTP/1.1"
    # Else the body of an answer waits 40 ms for the other side to have taken its header.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        said = self.google.answer(Asked(self.command, self.path, headers, body))
        with suppress(OSError):
            if said is None or said.status == 0:
                self.close_connection = True
            if said is None:
                return
            self.send_response_only(said.status or 200)
            for name, value in {"Content-Length": str(len(said.body)), **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said.body)
            if said.status == 0:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *__: Any) -> None:
        pass


def _json(status: int, said: Json) -> Answered:
    return Answered(status, json.dumps(said).encode(), {"Content-Type": "application/json; charset=UTF-8"})


def _nothing(form: dict[str, str]) -> Answered:
    return Answered(404, b"", {})


def _onward(back: str, said: dict[str, str]) -> Answered:
    return Answered(302, b"", {"Location": f"{back}?{urlencode(said)}"})


def _allowed(scope: str, scopes: tuple[str, ...]) -> None:
    if scope not in scopes:
        raise Refusal(403, "insufficientPermissions", "Request had insufficient authentication scopes.")


def _known(query: dict[str, str], resource: str, method: str) -> None:
    """Refuse what the discovery document knows no parameter of."""
    known = DISCOVERY["resources"][resource]["methods"][method]["parameters"].keys() | DISCOVERY["parameters"].keys()
    if not known >= query.keys():
        raise Refusal(400, "invalid", f"Unknown: {sorted(query.keys() - known)}")


def _part(said: Json, query: dict[str, str]) -> Json:
    """What ``fields`` asks for, of a partial response."""
    if "fields" not in query:
        return said
    chosen, rest = _selector(query["fields"])
    assert not rest, "the selector ends where it should"
    found: Json = _chosen(said, chosen)
    return found


def _selector(text: str) -> tuple[dict[str, Any], str]:
    chosen: dict[str, Any] = {}
    while text and not text.startswith(")"):
        end = next((at for at, letter in enumerate(text) if letter in ",()"), len(text))
        name, text = text[:end], text[end:]
        chosen[name] = None
        if text.startswith("("):
            chosen[name], text = _selector(text[1:])
            text = text.removeprefix(")")
        text = text.removeprefix(",")
    return chosen, text


def _chosen(said: Any, chosen: dict[str, Any] | None) -> Any:
    if chosen is None:
        return said
    if isinstance(said, list):
        return [_chosen(each, chosen) for each in said]
    return {name: _chosen(value, chosen[name]) for name, value in said.items() if name in chosen}


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--port", type=int, default=0)
    reader.add_argument("--client", type=Path, help="where to write the client's file")
    chosen = reader.parse_args()
    server = GoogleServer(chosen.port)
    for event in weekly_calendar(ZoneInfo(HOME)):
        server.put(event)
    if chosen.client:
        chosen.client.write_text(json.dumps({"installed": CLIENT}))
    sys.stdout.write(f"CLEARWEEK_GOOGLE={server.base}\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        threading.Event().wait()
    server.close()


if __name__ == "__main__":
    main()
