"""Signing in at Microsoft with an app registration of the person's own: in the browser, or by a code on any device.

The client is a public one, without a secret; PKCE and the state guard the way back (RFC 7636, RFC 8252). Microsoft
takes ``http://localhost`` with any port for programs on a desktop, and no ``127.0.0.1`` that its page lets one enter.
"""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, Any, Final, Self

from app.connectors.microsoft_access import EVERYBODY, SCOPES, Application, Secret, checked_client, understood
from app.connectors.sign_in import PATIENCE, Loopback
from app.connectors.web_waits import pause
from app.errors import SignInNeeded, UnreadableInput
from app.language import _
from app.model.remote import SignedIn
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.connectors.web import Door
    from app.progress import Progress

_WAITING: Final = frozenset({"authorization_pending", "slow_down"})
_SHORTEST_INTERVAL, _LONGEST_INTERVAL = 1, 60
_LONGEST_LIFE = 1_800
_ENTER_CODE: Final = "https://microsoft.com/devicelogin"


class SignIn:
    """A sign-in that has begun: somebody opens its address in a browser, and `wait` returns when they come back.

    Attributes:
        address: of Microsoft's page, for the browser.
        code: empty: nothing is to be typed there.

    """

    code = ""

    def __init__(self, application: Application, patience: float) -> None:
        """Begin to listen for the browser; `begin_microsoft` says the rest."""
        self._application = application
        self._state = secrets.token_urlsafe(32)
        self._listener = Loopback(host="localhost", path="/", patience=patience)
        try:
            self._flow: dict[str, Any] = understood(
                lambda: application.msal.initiate_auth_code_flow(
                    list(SCOPES),
                    # As it is registered: without a path, to which Microsoft itself adds the stroke.
                    redirect_uri=self._listener.address.removesuffix("/"),
                    state=self._state,
                    prompt="select_account",
                    response_mode="form_post",
                )
            )
            # msal warns against anything but a form; a browser sends none to this machine without a question.
            address = str(self._flow["auth_uri"]).replace("response_mode=form_post", "response_mode=query")
            self.address: str = application.carrier.address(address)
        except BaseException:
            self._listener.close()
            raise

    def wait(self, progress: Progress) -> SignedIn:
        """Wait until the browser comes back, and return what signing in gave.

        Raises:
            SignInNeeded: when nobody came in time, or Microsoft or the person said no.
            SourceUnreachable: when Microsoft does not answer.
            UnreadableInput: when what it answers makes no sense.
            Cancelled: when ``progress`` says so.

        """
        brought = self._listener.wait(self._state, progress)
        if not brought.get("code"):
            raise self._application.refusal(brought)
        self._application.carrier.progress = progress
        brought.pop("client_info", None)
        answer = understood(lambda: self._application.msal.acquire_token_by_auth_code_flow(self._flow, brought))
        return _signed_in(self._application, answer)

    def close(self) -> None:
        """Listen no more; the sign-in is given up."""
        self._listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *__: object) -> None:
        self.close()


class DeviceSignIn:
    """A sign-in that has begun: somebody enters its code at its address, on whatever device.

    Attributes:
        code: to enter.
        address: where.

    """

    def __init__(
        self, application: Application, flow: dict[str, Any], sleep: Callable[[float], None], clock: Callable[[], float]
    ) -> None:
        """Take what Microsoft gave; `begin_device` says the rest."""
        self._application, self._flow, self._sleep, self._clock = application, flow, sleep, clock
        self._until = clock() + min(int(flow["expires_in"]), _LONGEST_LIFE)
        self.code = str(flow["user_code"])
        address = flow.get("verification_uri")
        # It is shown as something to type and to trust, so no other host than Microsoft's is.
        self.address = address if isinstance(address, str) and _is_microsofts(address) else _ENTER_CODE

    def __repr__(self) -> str:
        """Return what may be seen of it."""
        return "DeviceSignIn()"

    def wait(self, progress: Progress) -> SignedIn:
        """Ask again and again, no more often than Microsoft allows, until the code was entered.

        Raises:
            SignInNeeded: when nobody entered it in time, or Microsoft or the person said no.
            SourceUnreachable: when Microsoft does not answer.
            UnreadableInput: when what it answers makes no sense.
            Cancelled: when ``progress`` says so.

        """
        application = self._application
        application.carrier.progress = progress
        while self._clock() < self._until:
            interval = min(max(int(self._flow["interval"]), _SHORTEST_INTERVAL), _LONGEST_INTERVAL)
            pause(interval, self._sleep, progress)
            # The pause above keeps the interval; msal would compare with the clock on the wall.
            self._flow.pop("latest_attempt_at", None)
            answer = understood(
                lambda: application.msal.acquire_token_by_device_flow(self._flow, exit_condition=lambda __: True)
            )
            if answer.get("error") not in _WAITING:
                return _signed_in(application, answer)
        raise application.refusal({"error": "expired_token"})

    def close(self) -> None:
        """Do nothing: nobody listens, and the code ends by itself."""


def begin_microsoft(
    client_id: str,
    door: Door,
    *,
    tenant: str = EVERYBODY,
    place: Mapping[str, str] | None = None,
    patience: float = PATIENCE,
    progress: Progress = SILENT,
) -> SignIn:
    """Begin to sign in at Microsoft in the browser, which is not opened yet; Microsoft is asked where one signs in.

    Args:
        client_id: of the person's app registration.
        door: the way to Microsoft (`microsoft_hosts`).
        tenant: of the organization, by its id or domain; everybody's unless the registration is for one.
        place: of the connection that is to be; only a stand-in has anything in it.
        patience: the seconds after which nobody is waited for any more.
        progress: asked whether to go on.

    Raises:
        WrongUsage: when client id or tenant cannot be.
        SignInNeeded: when there is no such tenant.
        SourceUnreachable: when Microsoft does not answer.
        UnreadableInput: when what it answers makes no sense.
        UserError: when the browser could not come back to this machine.
        Cancelled: when ``progress`` says so.

    """
    secret = Secret(*checked_client(client_id, tenant), {})
    return SignIn(Application(door, place or {}, secret, progress), patience)


def begin_device(
    client_id: str,
    door: Door,
    *,
    tenant: str = EVERYBODY,
    place: Mapping[str, str] | None = None,
    progress: Progress = SILENT,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> DeviceSignIn:
    """Begin to sign in at Microsoft by a code that somebody enters in any browser.

    Args:
        client_id: as for `begin_microsoft`, like all that is not named here.
        door: likewise.
        tenant: likewise.
        place: likewise.
        progress: likewise.
        sleep: waits so many seconds.
        clock: seconds that only grow.

    Raises:
        SignInNeeded: also when Microsoft gives no code.
        WrongUsage: likewise, as the others.

    """
    secret = Secret(*checked_client(client_id, tenant), {})
    application = Application(door, place or {}, secret, progress)
    flow = understood(lambda: application.msal.initiate_device_flow(list(SCOPES)))
    if not flow.get("user_code") or not flow.get("device_code"):
        raise application.refusal(flow)
    return DeviceSignIn(application, flow, sleep, clock)


def _signed_in(application: Application, answer: Mapping[str, Any]) -> SignedIn:
    """Return what is kept of a sign-in.

    Raises:
        SignInNeeded: when Microsoft refused, or gave less than was asked for.

    """
    if not answer.get("access_token"):
        raise application.refusal(answer)
    granted = {scope.rpartition("/")[2].lower() for scope in str(answer.get("scope", "")).split()}
    # Where more was allowed to this app registration before, Microsoft names that.
    if granted and granted.isdisjoint({"calendars.read", "calendars.readwrite"}):
        raise SignInNeeded(
            _("Not all that Clearweek asks for was allowed"),
            _("it reads your calendars, and Microsoft did not allow that"),
            _("begin again and allow reading calendars"),
        )
    secret, account = application.secret(), application.account()
    if account is None or not secret.cache.get("RefreshToken"):
        raise UnreadableInput(
            _("Microsoft gave a sign-in that lasts for an hour only"),
            _("it did not say whose it is, or gave nothing to renew it with"),
            _("begin again; your organization may forbid programs that stay signed in"),
        )
    return SignedIn(secret.text(), str(account.get("username") or ""))


def _is_microsofts(address: str) -> bool:
    host = address.removeprefix("https://").partition("/")[0].lower()
    return address.startswith("https://") and (
        host in {"microsoft.com", "aka.ms"} or host.endswith((".microsoft.com", ".microsoftonline.com"))
    )
