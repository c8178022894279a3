"""Signing in at Google with a client of the person's own, through the browser, and what is kept of it.

The client is one for desktop programs; PKCE and the state guard the way back (RFC 7636, RFC 8252). Google's library
speaks to Google's real addresses, as it insists on https; the adapter below carries what it says through the door.
"""

from __future__ import annotations

import io
import json
import re
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from app.connectors.google_access import SCOPES, Places, Secret, places, quiet, refused, sign_in_refused, token_answer
from app.connectors.sign_in import PATIENCE, Loopback
from app.connectors.web import Request
from app.errors import SignInNeeded, UnreadableInput
from app.language import _
from app.model.foreign_text import visible
from app.model.remote import SignedIn

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

    from app.connectors.web import Answer, Door
    from app.progress import Progress

_LARGEST_FILE: Final = 64 * 1024
_ISSUER: Final = "https://accounts.google.com"
_CLIENT_ID = re.compile(r"[\w.-]{1,200}\.apps\.googleusercontent\.com", re.ASCII)


def client_of(content: bytes) -> dict[str, str]:
    """Return the client that the file from Google's console describes: ``client_id`` and ``client_secret``.

    What signing in left names it, too, so that one can sign in again without the file.

    Raises:
        UnreadableInput: when the file is another one; the sentence says which.

    """
    what = _("This file holds no client for Clearweek")
    again = _("in Google’s console, open “Clients”, make one of the type “Desktop app”, and download its JSON file")
    try:
        said = json.loads(content) if len(content) <= _LARGEST_FILE else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise UnreadableInput(what, _("it is not the JSON file that Google’s console gives"), again)
    if "web" in said:
        raise UnreadableInput(what, _("its client is of the type “Web application”"), again)
    if said.get("type") == "service_account":
        raise UnreadableInput(what, _("it is the key of a service account"), again)
    client = said.get("installed", said if "refresh_token" in said else None)
    if not isinstance(client, dict):
        raise UnreadableInput(what, _("it is not the JSON file that Google’s console gives"), again)
    identity, word = client.get("client_id"), client.get("client_secret")
    if not isinstance(identity, str) or not _CLIENT_ID.fullmatch(identity):
        raise UnreadableInput(what, _("its client id is missing, or not of the form that Google’s have"), again)
    if not isinstance(word, str) or not word or len(word) > 200 or not word.isascii():
        raise UnreadableInput(
            what,
            _("the client secret is missing in it"),
            _("add a secret on the client’s page in Google’s console, and download the JSON file again"),
        )
    return {"client_id": identity, "client_secret": word}


class GoogleSignIn:
    """A sign-in that has begun: somebody opens its address in a browser, and `wait` returns when they come back.

    Attributes:
        address: of Google's page, for the browser.
        code: empty; nothing is to be typed there.

    """

    code = ""

    def __init__(self, client: Mapping[str, str], door: Door, place: Mapping[str, str], patience: float) -> None:
        """Begin to listen for the browser; `begin_google` says the rest."""
        # Imported here: only who signs in needs it.
        from google_auth_oauthlib.flow import InstalledAppFlow

        quiet()
        self._client, self._door = client, door
        self._places = places(place)
        self._state = secrets.token_urlsafe(32)
        self._listener = Loopback(patience=patience)
        real = Places()
        described = {**client, "auth_uri": real.sign_in, "token_uri": real.tokens}
        self._flow = InstalledAppFlow.from_client_config(
            {"installed": described}, SCOPES, redirect_uri=self._listener.address
        )
        address, __ = self._flow.authorization_url(access_type="offline", prompt="consent", state=self._state)
        self.address: str = address.replace(real.sign_in, self._places.sign_in, 1)

    def wait(self, progress: Progress) -> SignedIn:
        """Wait until the browser comes back, and return what signing in gave.

        Raises:
            SignInNeeded: when nobody came in time, or Google or the person said no.
            SourceUnreachable: when Google does not answer.
            UnreadableInput: when what it answers makes no sense.
            Cancelled: when ``progress`` says so.

        """
        answer = self._listener.wait(self._state, progress)
        token = self._exchanged(_code(answer), progress)
        renewing = token.get("refresh_token")
        granted = token.get("scope", SCOPES)
        if not set(SCOPES).issubset(granted if isinstance(granted, (list, tuple)) else str(granted).split()):
            raise SignInNeeded(
                _("Not all that Clearweek asks for was allowed"),
                _("it reads the list of your calendars and their events, and needs both"),
                _("begin again and tick every box that Google shows"),
            )
        if not isinstance(renewing, str) or not renewing:
            raise SignInNeeded(
                _("Google gave a sign-in that lasts for an hour only"),
                next_step=_("take Clearweek’s access away in your Google account, then begin again"),
            )
        secret = Secret(self._client["client_id"], self._client["client_secret"], renewing)
        return SignedIn(secret.text(), self._account(str(token["access_token"]), progress))

    def close(self) -> None:
        """Listen no more; the sign-in is given up."""
        self._listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *__: object) -> None:
        self.close()

    def _exchanged(self, code: str, progress: Progress) -> dict[str, object]:
        """Return what the code is exchanged for (RFC 6749 §4.1.3, RFC 7636 §4.5)."""
        session = self._flow.oauth2session
        session.trust_env = False
        for start in tuple(session.adapters):
            session.mount(start, _Adapter(self._door, self._places, progress))
        try:
            return dict(self._flow.fetch_token(code=code, include_client_id=True))
        except Warning as narrower:
            # The library says so where less was allowed than it asked for; what was given it carries with it.
            return dict(getattr(narrower, "token", {}))

    def _account(self, bearer: str, progress: Progress) -> str:
        """Return whose account it is: the id of the primary calendar is its address."""
        url = f"{self._places.api}users/me/calendarList/primary?fields=id"
        headers = {"Accept": "application/json", "Authorization": f"Bearer {bearer}"}
        answer = self._door.ask_patiently(Request("GET", url, headers, b"", "calendars"), progress)
        if answer.status != 200:
            raise refused(answer.status, answer.body, _("Google does not give the list of your calendars"))
        with suppress(ValueError, RecursionError):
            said = json.loads(answer.body)
            if isinstance(said, dict) and isinstance(said.get("id"), str):
                return str(said["id"])
        raise UnreadableInput(
            _("Google did not answer with a list of calendars but with something else"),
            next_step=_("try again later"),
        )


def begin_google(
    client: str, door: Door, *, place: Mapping[str, str] | None = None, patience: float = PATIENCE
) -> GoogleSignIn:
    """Begin to sign in at Google; nothing is opened, and nothing is asked yet.

    Args:
        client: the text of the JSON file that Google's console gives, or what an earlier sign-in left (`client_of`).
        door: the way to Google (`google_hosts`).
        place: of the connection that is to be; only a stand-in has anything in it.
        patience: the seconds after which nobody is waited for any more.

    Raises:
        UnreadableInput: when the file is another one.
        UserError: when the browser could not come back to this machine.

    """
    return GoogleSignIn(client_of(client.encode()), door, place or {}, patience)


def _code(answer: Mapping[str, str]) -> str:
    """Return the code that the browser brought.

    Raises:
        SignInNeeded: when it brought none, because somebody said no, or it does not come from Google (RFC 9207).

    """
    if answer.get("iss", _ISSUER) != _ISSUER:
        raise SignInNeeded(
            _("The answer in the browser did not come from Google"), next_step=_("begin again, and close other pages")
        )
    error = answer.get("error", "")
    if error == "access_denied":
        raise SignInNeeded(
            _("Nothing was connected"),
            _("leave to read was not given on Google’s page"),
            _("begin again, or ask your administrator if Google did not let you"),
        )
    if error or not answer.get("code"):
        raise SignInNeeded(
            _("Google did not let you sign in"),
            _("it says “{code}”").format(code=visible(error)[:100]) if error else "",
            _("begin again; if that does not help, make sure that you are among the test users of your client"),
        )
    return answer["code"]


def _not_exchanged(answer: Answer) -> SignInNeeded:
    """Return the error for a code that Google gave no token for (RFC 6749 §5.2)."""
    code = ""
    with suppress(ValueError, RecursionError, AttributeError):
        code = str(json.loads(answer.body).get("error", ""))
    if code and code != "invalid_grant":
        return sign_in_refused(code)
    return SignInNeeded(_("Google did not accept what the browser brought back"), next_step=_("begin again"))


class _Adapter:
    """What ``requests`` sends through, which is the door."""

    def __init__(self, door: Door, found: Places, progress: Progress) -> None:
        self._door, self._places, self._progress = door, found, progress

    def send(self, request: requests.PreparedRequest, **__: object) -> requests.Response:
        """Ask for a token, which is all that this library may ask for."""
        import requests as library

        if request.url != Places().tokens or request.method != "POST":
            raise ValueError("a request that signing in does not make")
        body = request.body.encode() if isinstance(request.body, str) else request.body or b""
        headers = {name: value for name, value in request.headers.items() if name.lower() in {"accept", "content-type"}}
        asked = Request("POST", self._places.tokens, headers, body, "sign-in")
        answer = self._door.ask_patiently(asked, self._progress)
        if answer.status != 200:
            raise _not_exchanged(answer)
        token_answer(answer)
        response = library.Response()
        response.status_code, response.encoding = answer.status, "utf-8"
        response.url, response.request = Places().tokens, request
        response.raw = io.BytesIO(answer.body)
        return response

    def close(self) -> None:
        """Do nothing: the door stays open for its owner."""
