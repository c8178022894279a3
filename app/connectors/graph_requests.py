"""Asking Microsoft Graph: one request at a time, with the sign-in, and what its refusals mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from app.connectors.web import Request
from app.errors import SignInNeeded, SourceUnreachable, UnreadableInput
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.connectors.web import Answer, Door
    from app.progress import Progress

GRAPH = "https://graph.microsoft.com/v1.0"
_HEADERS = {
    "Accept": "application/json",
    # Ids that stay when an event is moved to another calendar; times in UTC, while the original zones stay beside them.
    "Prefer": 'IdType="ImmutableId", outlook.timezone="UTC", odata.maxpagesize=200',
}
_MOST_PAGES = 5_000
_LOST = frozenset({"syncstatenotfound", "syncstateinvalid", "resyncrequired", "invaliddeltatoken"})
_THROTTLED = frozenset({"applicationthrottled", "toomanyrequests", "errorexceededconnectioncount", "errorserverbusy"})


class Bearer(Protocol):
    """What a request carries to show who asks."""

    def token(self, progress: Progress, *, anew: bool = False) -> str:
        """Return an access token; ``anew``: another one than before, which the server refused."""


class SyncStateLost(Exception):
    """The server does not know a token of synchronisation any more: everything is read anew."""


class Refused(Exception):
    """The server refuses one request, and whoever asked knows what that means."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code


class GraphRequests:
    """The way to one account of Microsoft Graph.

    At most four requests at once are allowed for a mailbox; here it is one.
    """

    def __init__(self, door: Door, bearer: Bearer, base: str = GRAPH) -> None:
        """Take the door, the sign-in, and where Graph stands."""
        self._door, self._bearer, self.base = door, bearer, base.rstrip("/")
        self._host = urlsplit(self.base).netloc

    @property
    def host(self) -> str:
        """The host that is asked, for sentences."""
        return self._host

    def get(self, url: str, progress: Progress, purpose: str = "events") -> dict[str, Any]:
        """Return the JSON object that an address of Graph gives.

        Raises:
            SyncStateLost: when the token in the address is refused.
            Refused: with 400 or 404 for any other reason.
            SignInNeeded: when the sign-in is refused, also one that was just renewed.
            SourceUnreachable: when the server cannot answer now.
            UnreadableInput: when it answers something else than JSON.
            Cancelled: when ``progress`` says so.

        """
        answer = self._ask(url, progress, purpose)
        if answer.status == 401:
            answer = self._ask(url, progress, purpose, anew=True)
        if answer.status == 200:
            return self._object(answer)
        raise self._failure(answer)

    def pages(self, url: str, progress: Progress, purpose: str = "events") -> Iterator[dict[str, Any]]:
        """Yield the pages of a listing, also empty ones; the last is without ``@odata.nextLink``.

        Raises:
            UnreadableInput: also when a page leads to one that was already there, or to another server.

        """
        seen: set[str] = set()
        while True:
            if url in seen or len(seen) >= _MOST_PAGES:
                raise UnreadableInput(
                    _("The calendar cannot be read to its end"),
                    _("{host} sends the same page again and again").format(host=self._host),
                    _("try again later; what was read before stays"),
                )
            seen.add(url)
            page = self.get(url, progress, purpose)
            yield page
            following = page.get("@odata.nextLink")
            if following is None:
                return
            url = self.checked(following)

    def checked(self, link: object) -> str:
        """Return a link that Graph gave, if it leads to Graph.

        Raises:
            UnreadableInput: when it leads anywhere else, or nowhere.

        """
        if isinstance(link, str) and link.startswith(f"{self.base}/"):
            return link
        raise UnreadableInput(
            _("{host} sent something that Clearweek does not understand").format(host=self._host),
            _("a link in it leads to another place"),
            _("try again later; what was read before stays"),
        )

    def _ask(self, url: str, progress: Progress, purpose: str, *, anew: bool = False) -> Answer:
        token = self._bearer.token(progress, anew=anew)
        headers = {**_HEADERS, "Authorization": f"Bearer {token}"}
        return self._door.ask_patiently(Request("GET", url, headers, purpose=purpose), progress)

    def _object(self, answer: Answer) -> dict[str, Any]:
        try:
            found = json.loads(answer.body)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        if answer.body.lstrip()[:1] == b"<":
            why = _(
                "a page for people came back where a calendar was asked for, as a network that wants a sign-in does"
            )
            step = _("open a page in your browser to see whether the network asks for something, then try again")
        else:
            why = _("what came back is cut off, or no answer of a calendar")
            step = _("try again later; what was read before stays")
        raise UnreadableInput(
            _("{host} sent something that Clearweek does not understand").format(host=self._host), why, step
        )

    def _failure(self, answer: Answer) -> Exception:
        code = _code(answer.body)
        if answer.status == 410 or code.lower() in _LOST:
            return SyncStateLost()
        if answer.status == 401:
            return SignInNeeded(
                _("{host} does not take the sign-in any more").format(host=self._host),
                next_step=_("sign in anew; what was read before stays"),
            )
        if answer.status == 403 and code.lower() not in _THROTTLED:
            return SignInNeeded(
                _("{host} does not let Clearweek read this calendar").format(host=self._host),
                _("the sign-in does not allow it, or your organization forbids it"),
                _("sign in anew and allow reading calendars, or ask your administrator"),
            )
        if answer.status in {400, 404}:
            return Refused(answer.status, code)
        return SourceUnreachable(
            _("{host} cannot answer now").format(host=self._host),
            _("it says {status}").format(status=answer.status),
            _("try again later; what was read before stays"),
        )


def _code(body: bytes) -> str:
    """Return the code of an error that Graph sent, empty where there is none."""
    try:
        error = json.loads(body)["error"]["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return error if isinstance(error, str) else ""
