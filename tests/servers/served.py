"""What every stand-in of a calendar server offers to the tests: one invented calendar, and faults on demand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.model.remote import ConnectionKind

Fault = Literal[
    "time-out",
    "reset",
    "half",
    "401",
    "403",
    "404",
    "410",
    "429",
    "503",
    "sign-in-page",
    "same-page",
    "revoked",
]
FAULTS: Final[tuple[Fault, ...]] = get_args(Fault)
"""The twelve faults that are tried: a connection that times out, a reset in the body, half of the JSON or XML,
statuses, a sign-in page with 200, the same page again and again, a token that is revoked between two pages."""


class Invented(NamedTuple):
    """One event or series of the invented calendar.

    Attributes:
        start: with its zone (a ``ZoneInfo``); of an all-day one only the date counts.
        rrule: the value of an RRULE, empty for a one-off.
        guests: addresses of the other people.
        organizer: an address, empty: me, where there are guests.
        answer: mine: ``accepted``, ``tentative``, ``declined``, ``needs-action``.
        busy: ``busy``, ``free``, ``tentative``, ``out-of-office``, ``working-elsewhere``.
        kind: ``""``, ``focus``, ``out-of-office``, ``working-location``, ``birthday``.

    """

    uid: str
    title: str
    start: dt.datetime
    minutes: int
    rrule: str = ""
    guests: tuple[str, ...] = ()
    organizer: str = ""
    answer: str = "accepted"
    busy: str = "busy"
    kind: str = ""
    description: str = ""
    link: str = ""
    all_day: bool = False


class Asked(NamedTuple):
    """One request that reached a server."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Server(Protocol):
    """A server with one calendar, ``Work``, of one person, ``alice@example.com``."""

    kind: ConnectionKind
    requests: list[Asked]

    def put(self, event: Invented) -> None:
        """Add an event or series, or replace the one of its UID."""

    def delete(self, uid: str) -> None:
        """Delete an event, or a series whole."""

    def cancel_instance(self, uid: str, start: dt.datetime) -> None:
        """Delete the one instance of a series that would start then."""

    def move_instance(self, uid: str, start: dt.datetime, to: dt.datetime) -> None:
        """Let the one instance of a series that would start then start at another time."""

    def put_broken(self, uid: str) -> None:
        """Add an event that makes no sense (no start, or one that is no date)."""

    def expire_tokens(self) -> None:
        """Take no sync token any more that was given until now."""

    def change_password(self) -> None:
        """Take neither password nor sign-in any more that was good until now."""

    def break_next(self, fault: Fault, after: int = 0) -> None:
        """Fail so from the request on that comes after ``after`` more, until `mend`."""

    def mend(self) -> None:
        """Fail no more; the password and the sign-in of `connection` are good again."""

    def connection(self) -> tuple[Mapping[str, str], str]:
        """Return place and secret, as a ``Connection`` wants them."""

    def close(self) -> None:
        """End it."""


def weekly_calendar(zone: dt.tzinfo) -> Sequence[Invented]:
    """Return a small calendar with a case of each kind, in the first weeks of 2026."""
    me = "alice@example.com"

    def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
        return dt.datetime(2026, 1, day, hour, minute, tzinfo=zone)

    return (
        Invented(
            "standup@x", "Stand-up", at(5, 9), 15, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=25", ("bob@example.com",), me
        ),
        Invented(
            "team@x",
            "Team meeting",
            at(6, 14),
            60,
            "FREQ=WEEKLY;COUNT=10",
            ("bob@example.com", "eve@example.com"),
            "bob@example.com",
        ),
        Invented("one@x", "1:1 Bob", at(8, 11), 30, "FREQ=WEEKLY;INTERVAL=2;COUNT=5", ("bob@example.com",), me),
        Invented(
            "customer@x",
            "Customer",
            at(7, 10),
            90,
            guests=("pat@customer.example",),
            organizer=me,
            description="1. Prices\n2. Dates",
        ),
        Invented(
            "no@x",
            "Not for me",
            at(7, 13),
            60,
            guests=("bob@example.com",),
            organizer="bob@example.com",
            answer="declined",
        ),
        Invented("lunch@x", "Lunch", at(7, 12), 60),
        Invented("free@x", "Maybe there", at(9, 15), 60, guests=("bob@example.com",), organizer=me, busy="free"),
        Invented("day@x", "Conference", at(12, 0), 24 * 60, all_day=True),
        Invented(
            "summer@x",
            "Review",
            dt.datetime(2026, 3, 2, 9, tzinfo=zone),
            60,
            "FREQ=WEEKLY;COUNT=8",
            ("bob@example.com",),
            me,
        ),
    )
