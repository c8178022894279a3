"""Signing in at Google, with Google's own library, against a stand-in that checks what Google checks."""

from __future__ import annotations

import http.client
import json
import logging
import threading
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from app.connectors.connector import Connection
from app.connectors.google_access import Access, Secret, google_hosts, places, take_back
from app.connectors.google_calendar import GoogleCalendar
from app.connectors.google_sign_in import GoogleSignIn, begin_google, client_of
from app.connectors.web import Door, Limits
from app.errors import Cancelled, SignInNeeded, SourceUnreachable, UnreadableInput, WrongUsage
from app.progress import SILENT
from tests.servers.google import CLIENT, READ_EVENTS, READ_LIST, SIGN_IN_PAGE, Answered, GoogleServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.model.remote import Visit

FILE = json.dumps({"installed": {**CLIENT, "project_id": "p", "redirect_uris": ["http://localhost"]}})


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    server = GoogleServer()
    monkeypatch.setenv("CLEARWEEK_GOOGLE", server.base)
    yield server
    server.close()


@pytest.fixture
def visits() -> list[Visit]:
    return []


@pytest.fixture
def door(google: GoogleServer, visits: list[Visit]) -> Iterator[Door]:
    limits = Limits(connect=2, silence=2, whole=5)
    made = Door(google_hosts({}), visits.append, sleep=lambda _: None, limits=limits)
    yield made
    made.close()


@pytest.fixture
def sign_in(door: Door) -> Iterator[GoogleSignIn]:
    with begin_google(FILE, door) as begun:
        yield begun


def get(url: str) -> tuple[int, str]:
    """The status of one page, and where it leads to."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()


def agree(address: str) -> str:
    """Go through the pages as a browser does; return where it came back to."""
    status, back = get(address)
    assert status == 302, "Google shows an error instead"
    # The listener lets the browser wait until somebody waits for the answer.
    threading.Thread(target=get, args=(back,), daemon=True).start()
    return back


def test_signing_in_leaves_a_sign_in_with_which_calendars_are_read(
    google: GoogleServer, sign_in: GoogleSignIn, door: Door, visits: list[Visit]
) -> None:
    agree(sign_in.address)
    signed = sign_in.wait(SILENT)
    assert signed.account == "alice@example.com"
    kept = json.loads(signed.secret)
    assert kept.keys() == {"client_id", "client_secret", "refresh_token"}
    assert kept["refresh_token"] in google.refresh_tokens
    connector = GoogleCalendar(Connection(door, {}, signed.secret, pytest.fail))
    assert [calendar.name for calendar in connector.calendars(SILENT)] == ["Work"]
    assert [(visit.method, visit.purpose, visit.result) for visit in visits] == [
        ("POST", "sign-in", "200"),
        ("GET", "calendars", "200"),
        ("POST", "sign-in", "200"),
        ("GET", "calendars", "200"),
    ]


def test_what_is_asked_for_is_to_read_and_nothing_else(google: GoogleServer, sign_in: GoogleSignIn) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(sign_in.address).query).items()}
    assert set(asked.pop("scope").split()) == {READ_LIST, READ_EVENTS}
    assert len(asked.pop("state")) == 43
    assert len(asked.pop("code_challenge")) == 43
    assert asked == {
        "response_type": "code",
        "client_id": CLIENT["client_id"],
        "redirect_uri": sign_in._listener.address,
        "code_challenge_method": "S256",
        "access_type": "offline",
        "prompt": "consent",
    }
    assert google.requests == []


def test_without_a_stand_in_the_address_is_googles_own(
    monkeypatch: pytest.MonkeyPatch, google: GoogleServer, door: Door
) -> None:
    monkeypatch.delenv("CLEARWEEK_GOOGLE")
    with begin_google(FILE, door) as begun:
        assert begun.address.startswith("https://accounts.google.com/o/oauth2/v2/auth?")
        assert begun.code == ""


def test_each_sign_in_has_a_state_and_a_verifier_of_its_own(door: Door) -> None:
    with begin_google(FILE, door) as one, begin_google(FILE, door) as another:
        assert one._state != another._state
        assert one._flow.code_verifier != another._flow.code_verifier


def test_a_code_is_worth_nothing_without_its_verifier(google: GoogleServer, sign_in: GoogleSignIn) -> None:
    agree(sign_in.address)
    sign_in._flow.code_verifier = "x" * 64
    with pytest.raises(SignInNeeded, match="did not accept what the browser brought back; begin again"):
        sign_in.wait(SILENT)
    assert len(google.refresh_tokens) == 1


def test_a_code_that_somebody_used_before_signs_nobody_in(
    google: GoogleServer, sign_in: GoogleSignIn, door: Door
) -> None:
    back = agree(sign_in.address)
    code = parse_qs(urlsplit(back).query)["code"][0]
    form = {"grant_type": "authorization_code", "code": code, "code_verifier": "stolen", **CLIENT}
    connection = http.client.HTTPConnection(urlsplit(google.base).netloc)
    connection.request("POST", "/token", urlencode(form))
    assert connection.getresponse().status == 400
    connection.close()
    with pytest.raises(SignInNeeded):
        sign_in.wait(SILENT)


def test_a_no_on_googles_page_is_told_as_one(google: GoogleServer, sign_in: GoogleSignIn) -> None:
    google.consent = "denied"
    agree(sign_in.address)
    with pytest.raises(SignInNeeded, match="Nothing was connected: leave to read was not given on Google’s page"):
        sign_in.wait(SILENT)
    assert google.requests[-1].path.startswith("/auth")


@pytest.mark.parametrize("ticked", [(READ_LIST,), (READ_EVENTS,), ()])
def test_both_boxes_have_to_be_ticked(google: GoogleServer, sign_in: GoogleSignIn, ticked: tuple[str, ...]) -> None:
    google.granted = ticked
    agree(sign_in.address)
    with pytest.raises(SignInNeeded, match="tick every box that Google shows"):
        sign_in.wait(SILENT)


def test_a_sign_in_that_does_not_last_is_none(google: GoogleServer, sign_in: GoogleSignIn) -> None:
    google.keeps_offline = False
    agree(sign_in.address)
    with pytest.raises(SignInNeeded, match="lasts for an hour only; take Clearweek’s access away"):
        sign_in.wait(SILENT)


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        (Answered(200, SIGN_IN_PAGE), UnreadableInput, "sign in to this network"),
        (Answered(200, b'{"access_token": 7}'), UnreadableInput, "sign in to this network"),
        (Answered(200, b'{"access_token": "a", "error": "x"}'), UnreadableInput, "sign in to this network"),
        (Answered(200, b'{"access_token": "a", "expires_in": "soon"}'), UnreadableInput, "sign in to this network"),
        (Answered(401, b'{"error": "invalid_client"}'), SignInNeeded, "does not know your client"),
        (Answered(400, b'{"error": "admin_policy_enforced"}'), SignInNeeded, "administrator of your organisation"),
        (Answered(400, b"<html>"), SignInNeeded, "begin again"),
        (Answered(503, b""), SourceUnreachable, "too busy, or out of order"),
    ],
)
def test_every_other_answer_of_the_token_endpoint_is_one_sentence(
    google: GoogleServer, sign_in: GoogleSignIn, said: Answered, error: type[Exception], words: str
) -> None:
    google.token_answer = said
    agree(sign_in.address)
    with pytest.raises(error, match=words):
        sign_in.wait(SILENT)


def test_a_project_without_the_calendar_api_is_named(google: GoogleServer, sign_in: GoogleSignIn) -> None:
    google.break_next("not-enabled")
    agree(sign_in.address)
    with pytest.raises(SourceUnreachable, match="the Google Calendar API is not enabled in the project"):
        sign_in.wait(SILENT)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"code": "c", "iss": "https://evil.example"}, "did not come from Google"),
        ({}, "Google did not let you sign in"),
        ({"error": "temporarily_unavailable\x1b[31m"}, "temporarily_unavailable"),
    ],
)
def test_an_answer_in_the_browser_that_is_none_ends_it(
    google: GoogleServer, sign_in: GoogleSignIn, more: dict[str, str], words: str
) -> None:
    query = urlencode({"state": sign_in._state, **more})
    threading.Thread(target=get, args=(f"{sign_in._listener.address}?{query}",), daemon=True).start()
    with pytest.raises(SignInNeeded, match=words) as told:
        sign_in.wait(SILENT)
    assert "\x1b" not in str(told.value)
    assert google.requests == []


def test_who_gives_up_asks_nothing(google: GoogleServer, door: Door) -> None:
    class Tired:
        def report(self, done: int, total: int | None, what: str) -> None:
            pass

        def check(self) -> None:
            raise Cancelled

    with begin_google(FILE, door) as begun, pytest.raises(Cancelled):
        begun.wait(Tired())
    assert google.requests == []


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "it is not the JSON file"),
        (b"BEGIN:VCALENDAR", "it is not the JSON file"),
        (b"[1]", "it is not the JSON file"),
        (b"{}", "it is not the JSON file"),
        (b'{"installed": 1}', "it is not the JSON file"),
        (b"[" * 70_000, "it is not the JSON file"),
        (b'{"web": {"client_id": "x"}}', "its client is of the type “Web application”"),
        (b'{"type": "service_account", "private_key": "x"}', "it is the key of a service account"),
        (b'{"installed": {"client_id": "12", "client_secret": "s"}}', "its client id is missing"),
        (
            b'{"installed": {"client_id": "1-a.apps.googleusercontent.com.evil.example", "client_secret": "s"}}',
            "its client id is missing",
        ),
        (b'{"installed": {"client_id": "1-a.apps.googleusercontent.com"}}', "the client secret is missing in it"),
    ],
)
def test_another_file_than_a_clients_is_told_apart(file: bytes, words: str) -> None:
    with pytest.raises(UnreadableInput, match=words):
        client_of(file)


def test_of_the_file_nothing_is_believed_but_id_and_secret() -> None:
    described = {**CLIENT, "auth_uri": "https://evil.example/auth", "token_uri": "https://evil.example/token"}
    assert client_of(json.dumps({"installed": described}).encode()) == CLIENT


@pytest.mark.parametrize(
    "base",
    ["https://evil.example", "http://10.0.0.1", "http://127.0.0.1.evil.example", "https://127.0.0.1", "x", "file:///"],
)
def test_nothing_but_this_machine_stands_in_for_google(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    monkeypatch.setenv("CLEARWEEK_GOOGLE", base)
    with pytest.raises(WrongUsage, match="CLEARWEEK_GOOGLE does not name this machine"):
        places({})
    monkeypatch.delenv("CLEARWEEK_GOOGLE")
    with pytest.raises(WrongUsage):
        places({"api": f"{base}/calendar/v3/", "token_uri": f"{base}/token"})
    assert places({}).api == "https://www.googleapis.com/calendar/v3/"


def test_the_door_leads_to_two_hosts() -> None:
    hosts = google_hosts({})
    assert [origin.name for origin in hosts.origins] == ["www.googleapis.com", "oauth2.googleapis.com"]


def test_who_signed_in_once_signs_in_again_without_the_file(google: GoogleServer, door: Door) -> None:
    with begin_google(google.connection()[1], door) as begun:
        agree(begun.address)
        assert begun.wait(SILENT).account == "alice@example.com"


def access(google: GoogleServer, door: Door, kept: list[str] | None = None) -> Access:
    return Access(door, {}, google.connection()[1], (kept if kept is not None else []).append)


def test_a_sign_in_that_ended_says_so_and_names_the_seven_days(google: GoogleServer, door: Door) -> None:
    google.change_password()
    with pytest.raises(SignInNeeded, match="“Testing”, each sign-in ends after seven days"):
        access(google, door).bearer(SILENT)


def test_a_token_is_renewed_when_it_was_refused_and_not_before(google: GoogleServer, door: Door) -> None:
    right = access(google, door)
    first = right.bearer(SILENT)
    assert right.bearer(SILENT) == first
    right.forget()
    assert right.bearer(SILENT) != first
    assert [asked.path for asked in google.requests] == ["/token", "/token"]


@pytest.mark.parametrize("lifetime", [0, -5, "1", None])
def test_a_token_that_lives_no_time_is_used_all_the_same(google: GoogleServer, door: Door, lifetime: object) -> None:
    google.lifetime = lifetime
    right = access(google, door)
    assert len({right.bearer(SILENT) for _ in range(5)}) == 1


def test_a_sign_in_that_was_renewed_is_kept(google: GoogleServer, door: Door) -> None:
    google.rotates_tokens = True
    kept: list[str] = []
    right = access(google, door, kept)
    for _ in range(2):
        right.bearer(SILENT)
        right.forget()
    assert len(kept) == 2
    assert Secret.read(kept[-1]).refresh_token in google.refresh_tokens


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"client_id": "x"}'])
def test_a_kept_sign_in_that_is_damaged_asks_for_another(google: GoogleServer, door: Door, text: str) -> None:
    with pytest.raises(SignInNeeded, match="cannot be read; sign in again"):
        Access(door, {}, text, pytest.fail)


def test_a_sign_in_can_be_taken_back(google: GoogleServer, door: Door) -> None:
    secret = google.connection()[1]
    assert take_back(door, {}, secret)
    assert not take_back(door, {}, secret)
    assert google.refresh_tokens == {}


def test_neither_proxies_nor_a_netrc_have_a_part_in_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, google: GoogleServer, sign_in: GoogleSignIn
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    netrc = tmp_path / "netrc"
    netrc.write_text("default login canary password canary\n")
    monkeypatch.setenv("NETRC", str(netrc))
    agree(sign_in.address)
    assert sign_in.wait(SILENT).account == "alice@example.com"
    tokens = next(asked for asked in google.requests if asked.path == "/token")
    assert "authorization" not in tokens.headers


def test_no_secret_is_logged_printed_or_part_of_an_error(
    google: GoogleServer, door: Door, caplog: pytest.LogCaptureFixture, visits: list[Visit]
) -> None:
    for name in ("", "google", "googleapiclient", "oauthlib", "requests_oauthlib", "requests"):
        caplog.set_level(logging.DEBUG, name or None)
    with begin_google(FILE, door) as begun:
        back = agree(begun.address)
        signed = begun.wait(SILENT)
    GoogleCalendar(Connection(door, {}, signed.secret, pytest.fail)).calendars(SILENT)
    google.change_password()
    with pytest.raises(SignInNeeded) as told:
        Access(door, {}, signed.secret, pytest.fail).bearer(SILENT)
    secrets = [
        CLIENT["client_secret"],
        Secret.read(signed.secret).refresh_token,
        *google.access_tokens,
        *(value for name in ("code", "state") for value in parse_qs(urlsplit(back).query)[name]),
    ]
    chain = [told.value, told.value.__cause__, told.value.__context__]
    seen = f"{caplog.text} {visits!r} {signed!r} {Secret.read(signed.secret)!r} {begun!r} {chain[:2]!r}"
    assert [secret for secret in secrets if secret in seen] == []
