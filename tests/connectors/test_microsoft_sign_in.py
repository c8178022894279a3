"""Signing in at Microsoft: the whole way, with the true msal, from the browser's first page to tokens that renew."""

from __future__ import annotations

import http.client
import json
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from app.connectors.connector import Connection
from app.connectors.microsoft_access import (
    LOGIN,
    STAND_IN,
    Access,
    Carrier,
    Secret,
    checked_client,
    microsoft_hosts,
    places,
)
from app.connectors.microsoft_graph import MicrosoftGraph
from app.connectors.microsoft_refusals import ConsentNeeded, consent_request, refusal
from app.connectors.microsoft_sign_in import begin_device, begin_microsoft
from app.connectors.web import Door
from app.errors import Cancelled, SignInNeeded, SourceUnreachable, UnreadableInput, UserError, WrongUsage
from app.progress import SILENT
from tests.servers.microsoft import MicrosoftServer
from tests.servers.microsoft_events import ME
from tests.servers.microsoft_identity import CLIENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.connectors.microsoft_sign_in import DeviceSignIn, SignIn
    from app.model.remote import SignedIn, Visit

TENANT = "contoso.example"


@pytest.fixture(autouse=True)
def no_stand_in_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(STAND_IN, raising=False)


@pytest.fixture
def server() -> Iterator[MicrosoftServer]:
    with closing(MicrosoftServer()) as server:
        yield server


@pytest.fixture
def visits() -> list[Visit]:
    return []


@pytest.fixture
def door(server: MicrosoftServer, visits: list[Visit]) -> Iterator[Door]:
    with closing(Door(microsoft_hosts(server.place()), visits.append, sleep=lambda _: None)) as door:
        yield door


def fetch(url: str) -> tuple[int, str]:
    """What a browser does with an address, without following anything."""
    parts = urlsplit(url)
    with closing(http.client.HTTPConnection("127.0.0.1", parts.port or 80, timeout=60)) as browser:
        browser.request("GET", f"{parts.path or '/'}?{parts.query}", headers={"Host": parts.netloc})
        answer = browser.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location", "")


def in_browser(sign_in: SignIn) -> str:
    """Go where the person would go, and return where Microsoft sends the browser; it goes there once somebody waits."""
    status, location = fetch(sign_in.address)
    assert status == 302
    return location


def signed_in(sign_in: SignIn) -> SignedIn:
    location = in_browser(sign_in)
    browser = threading.Thread(target=fetch, args=(location,))
    browser.start()
    try:
        return sign_in.wait(SILENT)
    finally:
        browser.join()


def begin(server: MicrosoftServer, door: Door, **more: Any) -> SignIn:
    return begin_microsoft(CLIENT, door, place=server.place(), **more)


# ---- in the browser ----


def test_the_whole_way_from_the_first_page_to_a_calendar(server: MicrosoftServer, door: Door) -> None:
    with begin(server, door, tenant=TENANT) as sign_in:
        found = signed_in(sign_in)
    assert found.account == ME
    kept = json.loads(found.secret)
    assert (kept["client"], kept["tenant"]) == (CLIENT, TENANT)
    assert set(kept["cache"]) == {"Account", "RefreshToken", "AppMetadata"}
    keep: list[str] = []
    graph = MicrosoftGraph(Connection(door, server.place(), found.secret, keep.append))
    assert [each.name for each in graph.calendars(SILENT)] == ["Work"]
    asked = [urlsplit(each.path).path for each in server.requests]
    assert asked == [
        f"/{TENANT}/v2.0/.well-known/openid-configuration",
        f"/{TENANT}/oauth2/v2.0/authorize",
        f"/{TENANT}/oauth2/v2.0/token",
        f"/{TENANT}/v2.0/.well-known/openid-configuration",
        f"/{TENANT}/oauth2/v2.0/token",
        "/v1.0/me/calendars",
    ]


def test_the_address_asks_for_reading_and_nothing_more_and_for_proof(server: MicrosoftServer, door: Door) -> None:
    with begin(server, door) as sign_in:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(sign_in.address).query).items()}
        assert sign_in.code == ""
    assert set(asked["scope"].split()) == {"Calendars.Read", "offline_access", "openid", "profile"}
    assert (asked["code_challenge_method"], asked["response_mode"]) == ("S256", "query")
    assert len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 43
    where = urlsplit(asked["redirect_uri"])
    assert (where.scheme, where.hostname, where.path) == ("http", "localhost", "")


def test_a_code_is_good_for_one_use_and_for_whoever_began(server: MicrosoftServer, door: Door) -> None:
    with begin(server, door) as mine, begin(server, door) as anothers:
        stolen = parse_qs(urlsplit(in_browser(anothers)).query)["code"][0]
        location = in_browser(mine)
        code = parse_qs(urlsplit(location).query)["code"][0]
        browser = threading.Thread(target=fetch, args=(location.replace(code, stolen),))
        browser.start()
        with pytest.raises(SignInNeeded):
            mine.wait(SILENT)
        browser.join()
    assert server.identity.refresh == set()


def test_an_answer_with_another_state_is_not_taken(server: MicrosoftServer, door: Door) -> None:
    with begin(server, door) as sign_in:
        location = in_browser(sign_in)
        state = parse_qs(urlsplit(location).query)["state"][0]
        found: list[tuple[int, str]] = []

        def browse() -> None:
            found.append(fetch(location.replace(state, "x" * len(state))))
            found.append(fetch(location))

        browser = threading.Thread(target=browse)
        browser.start()
        assert sign_in.wait(SILENT).account == ME
        browser.join()
    assert [status for status, __ in found] == [400, 200]


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        ("deny", SignInNeeded, "leave to read was not given"),
        ("65001", ConsentNeeded, "wants an administrator to allow Clearweek first"),
        ("90094", ConsentNeeded, "forward the words for your IT department"),
        ("700016", SignInNeeded, "does not know the client id"),
        ("50194", SignInNeeded, "another kind of account"),
        ("12345", SignInNeeded, "AADSTS12345"),
    ],
)
def test_a_refusal_in_the_browser_says_what_to_do(
    server: MicrosoftServer, door: Door, answer: str, error: type[UserError], words: str
) -> None:
    server.identity.answer = answer
    with begin(server, door) as sign_in, pytest.raises(error, match=words) as refused:
        signed_in(sign_in)
    assert ME not in str(refused.value)
    if isinstance(refused.value, ConsentNeeded):
        assert CLIENT in refused.value.words


def test_less_than_reading_is_not_enough(server: MicrosoftServer, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.servers.microsoft_identity.SCOPE", "User.Read openid profile")
    with begin(server, door) as sign_in, pytest.raises(SignInNeeded, match="Not all that Clearweek asks for"):
        signed_in(sign_in)


def test_nobody_who_comes_ends_the_wait(server: MicrosoftServer, door: Door) -> None:
    with begin(server, door, patience=0.2) as sign_in, pytest.raises(SignInNeeded, match="Nobody signed in"):
        sign_in.wait(SILENT)


def test_an_organization_that_does_not_exist_is_told(server: MicrosoftServer, door: Door) -> None:
    with pytest.raises(SignInNeeded, match="does not know this organization"):
        begin(server, door, tenant="nobody.example")


@pytest.mark.parametrize(
    ("client", "tenant"),
    [
        ("", "common"),
        ("my app", "common"),
        (f"{CLIENT}/../x", "common"),
        (CLIENT, "a/b"),
        (CLIENT, "a?b"),
        (CLIENT, "-"),
        (CLIENT, "x" * 200),
        (CLIENT, "evil.example/%2e"),
    ],
)
def test_what_cannot_be_a_client_or_a_tenant_is_told_before_anything_is_asked(
    server: MicrosoftServer, door: Door, visits: list[Visit], client: str, tenant: str
) -> None:
    with pytest.raises(WrongUsage):
        begin_microsoft(client, door, tenant=tenant, place=server.place())
    assert visits == []


def test_a_client_may_be_copied_with_spaces_around_and_a_tenant_left_empty() -> None:
    assert checked_client(f" {CLIENT.upper()}\n", " ") == (CLIENT, "common")


# ---- by a code on any device ----


def device(server: MicrosoftServer, door: Door, sleeps: list[float], **more: Any) -> DeviceSignIn:
    return begin_device(CLIENT, door, place=server.place(), sleep=sleeps.append, clock=lambda: sum(sleeps), **more)


def test_a_code_that_somebody_enters_signs_in(server: MicrosoftServer, door: Door) -> None:
    sleeps: list[float] = []
    server.identity.device_answers = ["authorization_pending", "authorization_pending", "slow_down"]
    sign_in = device(server, door, sleeps)
    assert (sign_in.code, sign_in.address) == ("HX7KQ2PLM", "https://login.microsoft.com/device")
    found = sign_in.wait(SILENT)
    assert found.account == ME
    # Three waits of five seconds; then Microsoft asks for more.
    assert sum(sleeps) == 3 * 5 + 10
    asked = [each for each in server.requests if each.path.endswith("/token")]
    assert len(asked) == 4
    keep: list[str] = []
    assert Access(Connection(door, server.place(), found.secret, keep.append)).token() in server.identity.access
    assert len(keep) == 1


def test_a_code_that_nobody_enters_ends(server: MicrosoftServer, door: Door) -> None:
    server.identity.device_answers = ["authorization_pending"] * 500
    with pytest.raises(SignInNeeded, match="Nobody entered the code in time"):
        device(server, door, []).wait(SILENT)
    assert len([each for each in server.requests if each.path.endswith("/token")]) == 900 // 5


@pytest.mark.parametrize(
    ("word", "answer", "words"),
    [("authorization_pending", "deny", "leave to read was not given"), ("expired_token", "allow", "in time")],
)
def test_a_code_that_is_refused_or_too_old_says_so(
    server: MicrosoftServer, door: Door, word: str, answer: str, words: str
) -> None:
    server.identity.device_answers, server.identity.answer = [word], answer
    with pytest.raises(SignInNeeded, match=words):
        device(server, door, []).wait(SILENT)


def test_waiting_for_a_code_can_be_given_up(server: MicrosoftServer, door: Door) -> None:
    class GivenUp:
        asked = 0

        def report(self, done: int, total: int | None, what: str) -> None:
            raise AssertionError

        def check(self) -> None:
            self.asked += 1
            if self.asked > 30:
                raise Cancelled

    server.identity.device_answers = ["authorization_pending"] * 500
    sign_in = device(server, door, [])
    with pytest.raises(Cancelled):
        sign_in.wait(GivenUp())
    sign_in.close()


def test_a_registration_that_allows_no_public_client_is_told(server: MicrosoftServer, door: Door) -> None:
    server.identity.refusal = 7000218
    with pytest.raises(SignInNeeded, match="allow public client flows"):
        device(server, door, [])


def test_a_code_is_shown_with_an_address_of_microsofts_alone(
    server: MicrosoftServer, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = server.identity.device
    monkeypatch.setattr(
        server.identity,
        "device",
        lambda form: (200, {**usual(form)[1], "verification_uri": "https://microsoft.com.evil.example/"}),
    )
    assert device(server, door, []).address == "https://microsoft.com/devicelogin"


# ---- renewal ----


def access(server: MicrosoftServer, door: Door) -> Access:
    place, secret = server.connection()
    keep: list[str] = []
    return Access(Connection(door, place, secret, keep.append))


def test_a_token_is_used_until_it_is_old_or_refused(server: MicrosoftServer, door: Door) -> None:
    mine = access(server, door)
    first = mine.token()
    assert mine.token() == first
    assert mine.token(anew=True) != first


@pytest.mark.parametrize(
    ("refused", "error", "words"),
    [
        (50173, SignInNeeded, "does not accept the sign-in any more"),
        (65001, ConsentNeeded, "administrator"),
        (700016, SignInNeeded, "does not know the client id"),
        (90033, SourceUnreachable, "cannot sign anybody in now"),
    ],
)
def test_a_renewal_that_is_refused_says_what_to_do(
    server: MicrosoftServer, door: Door, refused: int, error: type[UserError], words: str
) -> None:
    server.identity.refusal = refused
    with pytest.raises(error, match=words) as told:
        access(server, door).token()
    assert ME not in str(told.value)


def test_a_sign_in_that_was_taken_back_wants_another(server: MicrosoftServer, door: Door) -> None:
    mine = access(server, door)
    server.change_password()
    with pytest.raises(SignInNeeded):
        mine.token()
    server.mend()
    assert mine.token(anew=True)


@pytest.mark.parametrize(
    "said",
    [
        (200, {}),
        (200, {"access_token": None, "id_token": None}),
        (200, {"access_token": "a", "expires_in": "soon", "id_token": "x.y.z"}),
        (200, {"access_token": "a", "id_token": "x.y.z", "refresh_token": "r"}),
        (200, {"access_token": "a", "client_info": "%%%"}),
        (200, []),
        (400, {"error": "invalid_request", "error_description": None, "error_codes": "x"}),
    ],
)
def test_an_answer_that_makes_no_sense_is_an_error_that_can_be_told(
    server: MicrosoftServer, door: Door, monkeypatch: pytest.MonkeyPatch, said: Any
) -> None:
    monkeypatch.setattr(server.identity, "token", lambda _: said)
    with pytest.raises(UserError):
        access(server, door).token()


def test_an_identity_that_is_null_stops_nothing(
    server: MicrosoftServer, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = server.identity.token
    monkeypatch.setattr(server.identity, "token", lambda form: (200, {**usual(form)[1], "id_token": None}))
    assert access(server, door).token()


def test_a_page_that_wants_a_sign_in_to_the_network_is_told(
    server: MicrosoftServer, door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    page = (200, {"Content-Type": "text/html"}, b"<html>CANARY</html>")
    monkeypatch.setattr(server, "answer_sign_in", lambda *_: page)
    with pytest.raises(UnreadableInput, match="wants you to sign in to this network"):
        access(server, door).token()
    assert "CANARY" not in caplog.text


# ---- where Microsoft stands ----


def test_msal_leads_to_microsoft_and_nowhere_else(server: MicrosoftServer, door: Door, visits: list[Visit]) -> None:
    carrier = Carrier(door, server.base, SILENT)
    assert carrier.address(f"{LOGIN}/common/x") == f"{server.base}/common/x"
    for url in ("https://login.microsoftonline.com.evil.example/x", "https://evil.example/", "http://127.0.0.1/"):
        with pytest.raises(UnreadableInput):
            carrier.get(url)
        with pytest.raises(UnreadableInput):
            carrier.post(url, data={"client_id": CLIENT})
    assert visits == []


def test_endpoints_of_another_host_in_the_discovery_are_not_asked(
    server: MicrosoftServer, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = server.identity.discovery
    monkeypatch.setattr(
        server.identity,
        "discovery",
        lambda tenant: (200, {**usual(tenant)[1], "token_endpoint": "https://evil.example/common/token"}),
    )
    with pytest.raises(UserError):
        access(server, door).token()
    assert not any("evil" in each.path for each in server.requests)


def test_without_a_stand_in_microsoft_itself_is_asked() -> None:
    assert places({}) == ("https://graph.microsoft.com/v1.0", "https://login.microsoftonline.com")
    assert [origin.host for origin in microsoft_hosts({}).origins] == [
        "graph.microsoft.com",
        "login.microsoftonline.com",
    ]


def test_a_stand_in_can_be_named_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STAND_IN, "http://127.0.0.1:8765/")
    assert places({}) == ("http://127.0.0.1:8765/v1.0", "http://127.0.0.1:8765")


@pytest.mark.parametrize(
    "base", ["https://evil.example", "http://evil.example", "http://192.168.1.5", "http://127.0.0.1@evil.example", "x"]
)
def test_nothing_but_this_machine_can_stand_in(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    with pytest.raises(WrongUsage):
        places({"api": f"{base}/v1.0", "authority": base})
    with pytest.raises(WrongUsage):
        places({"api": "http://127.0.0.1:1/v1.0", "authority": base})
    monkeypatch.setenv(STAND_IN, base)
    with pytest.raises(WrongUsage):
        places({})


# ---- words and secrets ----


def test_the_words_for_an_administrator_name_the_client_and_what_is_asked() -> None:
    words = consent_request(CLIENT, "common")
    assert f"https://login.microsoftonline.com/organizations/adminconsent?client_id={CLIENT}" in words
    assert "Calendars.Read" in words
    assert f"https://login.microsoftonline.com/{TENANT}/adminconsent" in consent_request(CLIENT, TENANT)


@pytest.mark.parametrize("answer", [{}, {"error": None}, {"error_codes": [None, {}]}, {"error": ["x"]}])
def test_a_refusal_without_a_reason_is_a_sentence_all_the_same(answer: dict[str, Any]) -> None:
    assert refusal(answer, CLIENT, TENANT).sentence().endswith(".")


def test_no_secret_is_seen_in_what_stands_for_it(server: MicrosoftServer, door: Door) -> None:
    with begin(server, door) as sign_in:
        found = signed_in(sign_in)
        shown = repr(found) + repr(sign_in) + repr(Secret.read(found.secret)) + repr(device(server, door, []))
    for secret in (*server.identity.refresh, *server.identity.access, "DEVICE"):
        assert secret not in shown
