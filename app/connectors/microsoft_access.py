"""Where Microsoft stands, the sign-in that is kept, and the access tokens that it is good for, by msal."""

from __future__ import annotations

import json
import logging
import os
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar
from urllib.parse import urlencode

from app.connectors.graph_requests import GRAPH
from app.connectors.microsoft_refusals import expired, refusal, unknown_tenant
from app.connectors.web import AllowedHosts, Request
from app.connectors.web_addresses import origin_of, reach_of
from app.errors import SignInNeeded, SourceUnreachable, UnreadableInput, UserError, WrongUsage
from app.language import _
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.connectors.connector import Connection
    from app.connectors.web import Answer, Door
    from app.progress import Progress

LOGIN: Final = "https://login.microsoftonline.com"
SCOPES: Final = ("Calendars.Read",)
"""To read calendars. msal adds ``offline_access``, so that one need not sign in each hour, and ``openid profile``."""
EVERYBODY: Final = "common"
"""The tenant of all accounts, of organizations and personal ones."""
STAND_IN: Final = "CLEARWEEK_MICROSOFT"
"""The variable that may name a stand-in on this machine, such as ``http://127.0.0.1:8765``."""
_KEPT = ("Account", "RefreshToken", "AppMetadata")
"""The parts of msal's cache that are kept; an access token is good for an hour and is fetched anew."""
_SHORTEST_USE = 60.0
_LONGEST_USE = 86_400.0
_T = TypeVar("_T")
_CLIENT_ID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TENANT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,98}[A-Za-z0-9])?")


class Places(NamedTuple):
    """Where Graph is read, and where one signs in."""

    api: str = GRAPH
    login: str = LOGIN


def places(place: Mapping[str, str]) -> Places:
    """Return where Microsoft stands: really, or a stand-in on this machine.

    Args:
        place: of a connection; ``api`` and ``authority``, where they are there, belong to a stand-in.

    Raises:
        WrongUsage: when something else than this machine is to stand in for Microsoft.

    """
    base = os.environ.get(STAND_IN, "").rstrip("/")
    if base:
        found = Places(f"{base}/v1.0", base)
    elif "api" in place:
        found = Places(place["api"].rstrip("/"), place.get("authority", "").rstrip("/"))
    else:
        return Places()
    if not all(map(_is_here, found)):
        raise WrongUsage(
            _("{name} does not name this machine").format(name=STAND_IN),
            _("only a stand-in that runs here may take the place of Microsoft"),
            _("unset it, or let it begin with {example}").format(example="http://127.0.0.1"),
        )
    return found


def _is_here(url: str) -> bool:
    with suppress(ValueError):
        origin = origin_of(url)
        return origin.scheme == "http" and (origin.host == "localhost" or reach_of(origin.host) == "loopback")
    return False


def microsoft_hosts(place: Mapping[str, str]) -> AllowedHosts:
    """Return the hosts that a door to Microsoft may ask."""
    return AllowedHosts.fixed(*places(place))


def checked_client(client_id: str, tenant: str) -> tuple[str, str]:
    """Return a client id and a tenant as Microsoft writes them; an empty tenant is that of everybody.

    Raises:
        WrongUsage: when one of them cannot be.

    """
    client_id, tenant = client_id.strip().lower(), tenant.strip().lower() or EVERYBODY
    if not _CLIENT_ID.fullmatch(client_id):
        raise WrongUsage(
            _("This is no client id of Microsoft"),
            _("one has 32 letters and digits with four hyphens between them"),
            _("copy “Application (client) ID” from the page of your app registration"),
        )
    if not _TENANT.fullmatch(tenant):
        raise WrongUsage(
            _("This is no tenant of Microsoft"),
            _("one is an id of 32 letters and digits, or the domain of an organization"),
            _("copy “Directory (tenant) ID” from the page of your app registration, or leave it empty"),
        )
    return client_id, tenant


class Secret(NamedTuple):
    """What signing in leaves: the person's own client, its tenant, and what of msal's cache renews access."""

    client: str
    tenant: str
    cache: Mapping[str, Any]

    def __repr__(self) -> str:
        """Return nothing of it."""
        return "Secret()"

    @classmethod
    def read(cls, text: str) -> Secret:
        """Return what `text` keeps.

        Raises:
            SignInNeeded: when that is no sign-in.

        """
        with suppress(ValueError, TypeError, KeyError, RecursionError, WrongUsage):
            kept = json.loads(text)
            client, tenant = checked_client(kept["client"], kept["tenant"])
            if isinstance(kept["cache"], dict):
                return cls(client, tenant, kept["cache"])
        raise SignInNeeded(
            _("The sign-in at Microsoft that is kept cannot be read"), next_step=_("sign in again")
        ) from None

    def text(self) -> str:
        """Return it as one text, for the keyring."""
        return json.dumps(self._asdict(), separators=(",", ":"))


class Application:
    """msal's application for a public client, which speaks through the door.

    Making one asks Microsoft where one signs in, so it is made in a worker, and late.
    """

    def __init__(self, door: Door, place: Mapping[str, str], secret: Secret, progress: Progress) -> None:
        """Ask where one signs in.

        Raises:
            SignInNeeded: when there is no such tenant.
            SourceUnreachable: when Microsoft does not answer.
            UnreadableInput: when what it answers makes no sense.
            Cancelled: when ``progress`` says so.

        """
        # Imported here: a program that reads no Microsoft calendar needs none of it.
        import msal

        _quiet()
        self._secret = secret
        self.carrier = Carrier(door, places(place).login, progress)
        self._cache = msal.SerializableTokenCache()
        self._cache.deserialize(json.dumps(secret.cache))
        self.msal = understood(
            lambda: msal.PublicClientApplication(
                secret.client,
                authority=f"{LOGIN}/{secret.tenant}",
                http_client=self.carrier,
                instance_discovery=False,
                token_cache=self._cache,
            )
        )

    def secret(self) -> Secret:
        """Return what is to be kept now."""
        said = json.loads(self._cache.serialize())
        return self._secret._replace(cache={part: said[part] for part in _KEPT if part in said})

    def refusal(self, answer: Mapping[str, Any]) -> UserError:
        """Return the error for an answer that refuses."""
        return refusal(answer, self._secret.client, self._secret.tenant)

    def account(self) -> dict[str, Any] | None:
        """Return the account that is signed in, None where there is none."""
        accounts = self.msal.get_accounts()
        return accounts[0] if accounts else None


class Access:
    """The right to ask, as a token that lasts about an hour and is renewed when it is needed."""

    def __init__(self, connection: Connection) -> None:
        """Take what signing in left; nothing is asked yet."""
        self._door, self._place, self._keep = connection.door, connection.place, connection.keep_secret
        self._text = connection.secret
        self._application: Application | None = None
        self._token = ""
        self._until = 0.0

    def token(self, progress: Progress = SILENT, *, anew: bool = False) -> str:
        """Return an access token, renewed where it is old, or was refused (``anew``).

        Raises:
            SignInNeeded: when the sign-in is not good any more.
            SourceUnreachable: when Microsoft does not answer.
            UnreadableInput: when what it answers makes no sense.
            Cancelled: when ``progress`` says so.

        """
        if anew or not self._token or time.monotonic() > self._until:
            self._renew(progress)
        return self._token

    def _renew(self, progress: Progress) -> None:
        if self._application is None:
            self._application = Application(self._door, self._place, Secret.read(self._text), progress)
        application = self._application
        application.carrier.progress = progress
        account = application.account()
        if account is None:
            raise expired()
        answer = understood(
            lambda: application.msal.acquire_token_silent_with_error(
                list(SCOPES), account, force_refresh=True, http_exceptions=(SourceUnreachable,)
            )
        )
        if not isinstance(answer, dict):
            raise expired()
        if not answer.get("access_token"):
            # This one would repeat the refusal for a minute without asking.
            self._application = None
            raise application.refusal(answer)
        self._token = str(answer["access_token"])
        lasts = answer.get("expires_in")
        lasts = float(lasts) if isinstance(lasts, int) else 0.0
        self._until = time.monotonic() + min(max(_SHORTEST_USE, lasts - _SHORTEST_USE), _LONGEST_USE)
        text = application.secret().text()
        if text != self._text:
            self._text = text
            self._keep(text)


class Carried(NamedTuple):
    """An answer as msal wants to see it."""

    status_code: int
    text: str
    headers: Mapping[str, str]

    def raise_for_status(self) -> None:
        """Raise what a person can be told; msal asks for that where the status is 500 and above."""
        if self.status_code >= 400:
            raise SourceUnreachable(
                _("Microsoft cannot sign anybody in now"), next_step=_("try again later; what was read before stays")
            )


class Carrier:
    """What msal asks through (its ``http_client``), which is the door.

    msal takes none but https addresses of Microsoft; here a stand-in takes their place.
    """

    def __init__(self, door: Door, login: str, progress: Progress) -> None:
        """Take the door and where one signs in."""
        self._door, self._login, self.progress = door, login, progress

    def get(self, url: str, params: Mapping[str, str] | None = None, **__: object) -> Carried:
        """Ask what one may know without signing in: where the pages and the tokens are."""
        whole = f"{url}?{urlencode(params)}" if params else url
        answer = self._asked("GET", whole, {}, b"")
        if answer.status in {400, 404}:
            raise unknown_tenant()
        return self._carried(answer)

    def post(self, url: str, data: Mapping[str, object] | None = None, **__: object) -> Carried:
        """Ask for a token, or for a code to enter elsewhere."""
        body = urlencode({name: value for name, value in (data or {}).items() if value is not None}).encode("ascii")
        return self._carried(self._asked("POST", url, {"Content-Type": "application/x-www-form-urlencoded"}, body))

    def close(self) -> None:
        """Do nothing: the door stays open for its owner."""

    def address(self, url: str) -> str:
        """Return an address of Microsoft's sign-in as it stands really, or at the stand-in.

        Raises:
            UnreadableInput: when it leads anywhere else.

        """
        if not url.startswith(f"{LOGIN}/"):
            raise _misunderstood()
        return self._login + url.removeprefix(LOGIN)

    def _asked(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        # msal would also say which of its versions asks on which system; signing in does not need that.
        request = Request(method, self.address(url), {"Accept": "application/json", **headers}, body, "sign-in")
        return self._door.ask_patiently(request, self.progress)

    @staticmethod
    def _carried(answer: Answer) -> Carried:
        """Return an answer that is a JSON object; msal would write any other into its log, with what is in it."""
        said: object = None
        with suppress(ValueError, RecursionError):
            said = json.loads(answer.body)
        if not isinstance(said, dict):
            raise _misunderstood()
        # msal takes a token of identity that is null, or not of its form, for one that it can read.
        if "id_token" in said and not _is_token(said["id_token"]):
            del said["id_token"]
        return Carried(answer.status, json.dumps(said), answer.headers)


def understood(ask: Callable[[], _T]) -> _T:
    """Return what msal answers.

    Raises:
        UnreadableInput: when it stumbles over what Microsoft said; its own words may hold what was said.

    """
    try:
        return ask()
    except (ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        raise _misunderstood() from None


def _is_token(token: object) -> bool:
    return isinstance(token, str) and token.count(".") == 2


def _misunderstood() -> UnreadableInput:
    return UnreadableInput(
        _("Microsoft did not answer with a sign-in but with something else"),
        _("a page that wants you to sign in to this network may stand in between"),
        _("open a web page in your browser, then try again"),
    )


def _quiet() -> None:
    """Let msal write nothing into a log: it writes answers there that it cannot read."""
    logging.getLogger("msal").setLevel(logging.CRITICAL)


def graph_base(place: Mapping[str, str]) -> str:
    """Return where Graph is read."""
    return places(place).api
