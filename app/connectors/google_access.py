"""Where Google stands, the sign-in that is kept, and the access tokens that it is good for; and Google's refusals."""

from __future__ import annotations

import json
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from app.connectors.stand_ins import check_here, named_by
from app.connectors.web import AllowedHosts, Request
from app.errors import SignInNeeded, SourceUnreachable, UnreadableInput, UserError
from app.language import _
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.connectors.web import Answer, Door
    from app.progress import Progress

SCOPES: Final = (
    "https://www.googleapis.com/auth/calendar.calendarlist.readonly",
    "https://www.googleapis.com/auth/calendar.events.readonly",
)
"""What signing in asks for: to read the list of calendars, and to read events. Nothing that writes."""
STAND_IN: Final = "CLEARWEEK_GOOGLE"
"""The variable that may name a stand-in on this machine, such as ``http://127.0.0.1:8765``."""
_SHORTEST_USE = 60.0
"""Seconds for which a token is used however short its life is said to be; a refusal ends it anyhow."""
_TELLS_SECRETS = ("google", "googleapiclient", "oauthlib", "requests_oauthlib")


class Places(NamedTuple):
    """Where one reads, where one signs in with the browser, and where tokens are given and taken back."""

    api: str = "https://www.googleapis.com/calendar/v3/"
    sign_in: str = "https://accounts.google.com/o/oauth2/v2/auth"
    tokens: str = "https://oauth2.googleapis.com/token"
    revocation: str = "https://oauth2.googleapis.com/revoke"


def places(place: Mapping[str, str]) -> Places:
    """Return where Google stands: really, or a stand-in on this machine.

    Args:
        place: of a connection; ``api`` and ``token_uri``, where they are there, belong to a stand-in.

    Raises:
        WrongUsage: when something else than this machine is to stand in for Google.

    """
    base = named_by(STAND_IN)
    if base:
        found = Places(f"{base}/calendar/v3/", f"{base}/auth", f"{base}/token", f"{base}/revoke")
    elif "api" in place:
        tokens = place.get("token_uri", "")
        below = tokens.rpartition("/")[0]
        found = Places(place["api"], f"{below}/auth", tokens, f"{below}/revoke")
    else:
        return Places()
    check_here(found, STAND_IN, "Google")
    return found


def google_hosts(place: Mapping[str, str]) -> AllowedHosts:
    """Return the hosts that a door to Google may ask."""
    found = places(place)
    return AllowedHosts.fixed(found.api, found.tokens)


class Secret(NamedTuple):
    """What signing in leaves: the person's own client, and the token that renews access."""

    client_id: str
    client_secret: str
    refresh_token: str

    def __repr__(self) -> str:
        """Return nothing of it."""
        return "Secret()"

    @classmethod
    def read(cls, text: str) -> Secret:
        """Return what `text` keeps.

        Raises:
            SignInNeeded: when that is no sign-in.

        """
        try:
            kept = json.loads(text)
            return cls(*(str(kept[name]) for name in cls._fields))
        except (ValueError, TypeError, KeyError):
            raise SignInNeeded(
                _("The sign-in at Google that is kept cannot be read"), next_step=_("sign in again")
            ) from None

    def text(self) -> str:
        """Return it as one text, for the keyring."""
        return json.dumps(self._asdict())


class Access:
    """The right to ask, as a token that lasts about an hour and is renewed when it is needed."""

    def __init__(self, door: Door, place: Mapping[str, str], secret: str, keep: Callable[[str], None]) -> None:
        """Take what signing in left; nothing is asked yet.

        Args:
            door: the way to Google.
            place: of the connection.
            secret: what signing in left.
            keep: is given the sign-in where it was renewed.

        """
        self._door, self._keep = door, keep
        self._token_uri = places(place).tokens
        self._secret = Secret.read(secret)
        self._token = ""
        self._until = 0.0

    def bearer(self, progress: Progress) -> str:
        """Return the value of the Authorization header, renewed where it is old.

        Raises:
            SignInNeeded: when the sign-in is not good any more.
            SourceUnreachable: when Google does not answer.
            UnreadableInput: when what it answers makes no sense.

        """
        if not self._token or time.monotonic() > self._until:
            self._renew(progress)
        return f"Bearer {self._token}"

    def forget(self) -> None:
        """Let the token go, which was refused; the next request renews it."""
        self._token = ""

    def _renew(self, progress: Progress) -> None:
        # Imported here: a program that reads no Google calendar needs none of it.
        from google.auth.exceptions import RefreshError
        from google.oauth2.credentials import Credentials

        quiet()
        lasts = 0

        def carry(url: str, method: str = "GET", body: bytes | None = None, **__: object) -> _Carried:
            nonlocal lasts
            headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
            answer = self._door.ask_patiently(Request(method, url, headers, body or b"", "sign-in"), progress)
            if answer.status == 200:
                lasts = _seconds(token_answer(answer))
            return _Carried(answer.status, answer.headers, answer.body)

        kept = self._secret
        credentials = Credentials(  # type: ignore[no-untyped-call]
            None,
            refresh_token=kept.refresh_token,
            token_uri=self._token_uri,
            client_id=kept.client_id,
            client_secret=kept.client_secret,
        )
        try:
            credentials.refresh(carry)  # type: ignore[no-untyped-call]
        except RefreshError as refused:
            said = refused.args[1] if len(refused.args) > 1 else None
            raise sign_in_refused(str(said.get("error", "")) if isinstance(said, dict) else "") from None
        self._token = str(credentials.token)
        self._until = time.monotonic() + max(_SHORTEST_USE, lasts - _SHORTEST_USE)
        if credentials.refresh_token and credentials.refresh_token != kept.refresh_token:
            self._secret = kept._replace(refresh_token=credentials.refresh_token)
            self._keep(self._secret.text())


class _Carried(NamedTuple):
    """An answer as Google's library wants to see it."""

    status: int
    headers: Mapping[str, str]
    data: bytes


def quiet() -> None:
    """Let Google's libraries write into no log: they write tokens there, and what matters an error says."""
    for name in _TELLS_SECRETS:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.CRITICAL))


def token_answer(answer: Answer) -> dict[str, object]:
    """Return what a token endpoint said with 200.

    Raises:
        UnreadableInput: when that is no token.

    """
    with suppress(ValueError, RecursionError):
        said = json.loads(answer.body)
        token = said.get("access_token") if isinstance(said, dict) and "error" not in said else None
        if isinstance(said, dict) and isinstance(token, str) and token:
            _seconds(said)
            return said
    raise UnreadableInput(
        _("Google did not answer with a sign-in but with something else"),
        _("a page that wants you to sign in to this network may stand in between"),
        _("open a web page in your browser, then try again"),
    )


def _seconds(said: Mapping[str, object]) -> int:
    """Return how long a token is good.

    Raises:
        ValueError: when that is no number.

    """
    lasts = said.get("expires_in", 0)
    return min(int(lasts), 86_400) if isinstance(lasts, (int, str)) else 0


def sign_in_refused(code: str) -> SignInNeeded:
    """Return the error for a sign-in that Google does not take (RFC 6749 §5.2 names the codes)."""
    what = _("Google does not accept the sign-in any more")
    if code in {"invalid_client", "deleted_client", "disabled_client", "unauthorized_client"}:
        return SignInNeeded(
            what,
            _("it does not know your client, or its secret is another one now"),
            _("download the client’s file from Google’s console again, then sign in with it"),
        )
    if code in {"admin_policy_enforced", "org_internal"}:
        return SignInNeeded(
            what,
            _("the administrator of your organisation does not allow it"),
            _("ask for leave; the page on connecting Google has words for that"),
        )
    return SignInNeeded(
        what,
        _(
            "it ended, you took it back, or your password changed; where your client stands under “Testing”, each "
            "sign-in ends after seven days"
        ),
        _("sign in again, and publish the app under “Audience” in Google’s console so that it lasts"),
    )


def reason_of(body: bytes) -> str:
    """Return the reason that an error of the API carries, empty where none can be read."""
    with suppress(ValueError, RecursionError, LookupError, TypeError, AttributeError):
        error = json.loads(body)["error"]
        for each in [*(error.get("errors") or ()), *(error.get("details") or ())]:
            if isinstance(each.get("reason"), str):
                return str(each["reason"])
        return str(error.get("status", ""))
    return ""


RATE_LIMITS: Final = frozenset({"quotaExceeded", "rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})
"""Reasons of a 403 that a later try helps against."""


def refused(status: int, body: bytes, what: str) -> UserError:
    """Return the error for an answer that is none, from its status and its reason.

    Args:
        status: of HTTP.
        body: of the answer.
        what: what did not work, without a full stop.

    """
    reason = reason_of(body)
    if status == 401:
        return SignInNeeded(what, _("it does not accept the sign-in any more"), _("sign in again"))
    if status == 404:
        return SourceUnreachable(
            what,
            _("it is not there any more, or you may not see it any more"),
            _("look for it in Google Calendar, or take it away here"),
        )
    if status >= 500:
        return SourceUnreachable(what, _("it is out of order"), _("try again later; what was read before stays"))
    if status != 403:
        return UnreadableInput(
            what,
            _("it does not understand the question (status {status})").format(status=status),
            _("try again later; what was read before stays"),
        )
    if reason in {"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}:
        return SignInNeeded(
            what,
            _("not all that Clearweek asks for was allowed"),
            _("sign in again and tick every box that Google shows"),
        )
    if reason in {"accessNotConfigured", "SERVICE_DISABLED"}:
        return SourceUnreachable(
            what,
            _("the Google Calendar API is not enabled in the project of your client"),
            _("enable it in Google’s console, wait a few minutes and try again"),
        )
    if reason in RATE_LIMITS:
        return SourceUnreachable(what, _("it was asked too often"), _("try again later; what was read before stays"))
    return SignInNeeded(
        what,
        _("it is not allowed to this account, or an administrator does not allow it"),
        _("check in Google Calendar that you may see it, then sign in again"),
    )


def take_back(door: Door, place: Mapping[str, str], secret: str, progress: Progress = SILENT) -> bool:
    """End a sign-in at Google (RFC 7009) and tell whether that worked; the person can also do so at Google.

    Raises:
        SourceUnreachable: when Google does not answer.

    """
    from urllib.parse import urlencode

    body = urlencode({"token": Secret.read(secret).refresh_token}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = door.ask(Request("POST", places(place).revocation, headers, body, "sign-in"), progress)
    return answer.status == 200
