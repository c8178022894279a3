"""Calendars on a server that is not there: what the window asks of `app.operations.connections.Connections`."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, NamedTuple

from app.errors import SignInNeeded, UserError
from app.model.remote import NewConnection, RemoteCalendar, SignedIn, SignInAsked, Visit
from app.operations.workspace_answers import Imported

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.model.traffic_log import TrafficLog
    from app.progress import Progress

SECRET: Final = "canary-7f3a-correct-horse"
"""A secret in every way to connect: nothing that a person sees, hears or has shown may hold it."""
HOST: Final = "calendar.example.com"
ADDRESS: Final = f"https://{HOST}/private-{SECRET}/basic.ics"
HOSTILE: Final = "<img src=x> Choir\u202e"
CALENDARS: Final = (
    RemoteCalendar("own", "Anna", owned=True, owner="anna@firm.example"),
    RemoteCalendar("team", HOSTILE, owned=False, owner="<b>team</b>@firm.example"),
    RemoteCalendar("feed", "Holidays", owned=False),
)
NOW: Final = 1_795_000_000
VISITS: Final = (
    Visit(NOW, "", HOST, "PROPFIND", "calendars", 612, 2_048, "207"),
    Visit(NOW + 60, "Anna", HOST, "REPORT", "events", 830, 1_204_331, "207"),
    Visit(NOW + 120, "<b>Anna</b>", "oauth2.example.com", "POST", "sign-in", 900, 1_300, "200"),
    Visit(NOW + 180, "Anna", HOST, "GET", "events", 400, 0, "timed-out"),
)


class FakeSignIn:
    """A sign-in whose browser is the test."""

    def __init__(self, asked: SignInAsked, address: str) -> None:
        self.code = "WDJB-MJHT" if asked.by_code else ""
        self.address = "https://login.example.com/device" if asked.by_code else address
        self.answered = threading.Event()
        self.error: UserError | None = None
        self.account = "anna@firm.example"
        self.closed = 0

    def agree(self) -> None:
        self.answered.set()

    def refuse(self, error: UserError) -> None:
        self.error = error
        self.answered.set()

    def wait(self, progress: Progress) -> SignedIn:
        while not self.answered.wait(0.01):
            progress.check()
        if self.error is not None:
            raise self.error
        return SignedIn(SECRET, self.account)

    def close(self) -> None:
        self.closed += 1


class Added(NamedTuple):
    new: NewConnection
    chosen: tuple[str, ...] | None


class FakeConnections:
    """A server with one right password, and a keyring or none."""

    def __init__(self) -> None:
        self.keyring = True
        self.right = SECRET
        self.found: tuple[RemoteCalendar, ...] = CALENDARS
        self.error: UserError | None = None
        self.sign_in_address = "https://accounts.example.com/auth?state=1"
        self.sign_in_error: UserError | None = None
        self.asked: list[NewConnection] = []
        self.sign_ins: list[tuple[SignInAsked, FakeSignIn]] = []
        self.added: list[Added] = []
        self.chosen: list[tuple[int, tuple[str, ...]]] = []
        self.renewed: list[tuple[int, str]] = []
        self.visits: tuple[Visit, ...] = VISITS
        self.gate = threading.Event()
        self.gate.set()

    def has_keyring(self) -> bool:
        return self.keyring

    def checked_address(self, text: str) -> tuple[str, str]:
        address = text.strip().replace("webcal://", "https://")
        host = address.removeprefix("https://").partition("/")[0]
        if not address.startswith("https://") or "." not in host:
            raise UserError("This is no address of a calendar", next_step="it begins with https:// or webcal://")
        return address, host

    def begin_sign_in(self, asked: SignInAsked) -> FakeSignIn:
        if self.sign_in_error is not None:
            raise self.sign_in_error
        made = FakeSignIn(asked, self.sign_in_address)
        self.sign_ins.append((asked, made))
        return made

    def calendars(self, new: NewConnection, progress: Progress) -> tuple[RemoteCalendar, ...]:
        self.asked.append(new)
        while not self.gate.wait(0.01):
            progress.check()
        if self.error is not None:
            raise self.error
        if new.kind == "caldav" and new.secret != self.right:
            raise SignInNeeded(f"{HOST} does not take the password", "", "type it again, or make a new one there")
        return self.found[:1] if new.kind == "address" else self.found

    def add(
        self,
        new: NewConnection,
        chosen: Sequence[str] | None,
        progress: Progress,
        on_batch: Callable[[], None],
    ) -> Imported:
        self.added.append(Added(new, None if chosen is None else tuple(chosen)))
        progress.report(1, 3, "Reading Anna: 2 of 6 pages")
        on_batch()
        while not self.gate.wait(0.01):
            progress.check()
        if self.error is not None:
            raise self.error
        return Imported((2,), 900, 300, 300, 0, "300 events from Anna are in.")

    def calendars_of(self, source: int, progress: Progress) -> tuple[tuple[RemoteCalendar, bool], ...]:
        while not self.gate.wait(0.01):
            progress.check()
        if self.error is not None:
            raise self.error
        return tuple((each, each.owned) for each in self.found)

    def choose(self, source: int, chosen: Sequence[str], progress: Progress) -> None:
        self.chosen.append((source, tuple(chosen)))

    def renew(self, source: int, secret: str) -> None:
        self.renewed.append((source, secret))

    def traffic(self) -> tuple[Visit, ...]:
        return self.visits

    def traffic_log(self) -> TrafficLog:
        import datetime as dt

        from app.analysis.traffic_words import traffic_log

        return traffic_log(self.visits, lambda when: dt.datetime.fromtimestamp(when, dt.UTC))
