"""A person's data folder connected to one stand-in: what is done with it, and what is seen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.model.remote import NewConnection
from app.model.timezones import HomeZone, iana_zone
from app.operations.workspace import Workspace
from app.operations.workspace_answers import SyncWords
from app.progress import SILENT
from app.store import codes, day_rows

if TYPE_CHECKING:
    from pathlib import Path

    from app.model.ledger import LedgerLine
    from app.model.weeks import Day
    from app.operations.workspace_answers import Imported, SourceRow
    from app.progress import Progress
    from tests.servers.served import Server

BERLIN = iana_zone("Europe/Berlin")
assert BERLIN is not None
HOME = HomeZone(((1, BERLIN),))


class Seen(NamedTuple):
    """One occurrence as it is kept: instants in seconds since 1970 UTC, and its kind in the word of METRICS.md."""

    title: str
    start: int
    end: int
    kind: str


class Account:
    """One source of one kind."""

    def __init__(self, server: Server, home: Path) -> None:
        self.server = server
        self.home = home
        self.workspace = Workspace(home, HOME)

    def close(self) -> None:
        self.workspace.close()

    def reopened(self) -> None:
        self.workspace.close()
        self.workspace = Workspace(self.home, HOME)

    def new(self) -> NewConnection:
        place, secret = self.server.connection()
        return NewConnection(
            self.server.kind, "", place, secret, "file" if self.server.kind == "address" else "session"
        )

    def add(self, progress: Progress = SILENT) -> Imported:
        return self.workspace.connections.add(self.new(), ["Work"] if self.server.kind != "address" else None, progress)

    def sync(self, progress: Progress = SILENT, *, accepts_gone: bool = False) -> Imported:
        return self.workspace.sync([], progress, how=SyncWords(accepts_gone))

    def source(self) -> SourceRow:
        (row,) = self.workspace.sources()
        return row

    def seen(self) -> list[Seen]:
        return seen_in(self.workspace)

    def titles(self) -> dict[str, int]:
        counted: dict[str, int] = {}
        for each in self.seen():
            counted[each.title] = counted.get(each.title, 0) + 1
        return counted

    def days(self) -> list[Day]:
        return days_of(self.workspace)

    def ledger(self) -> list[LedgerLine]:
        return list(self.workspace.ledger())

    def asked(self) -> int:
        return len(self.server.requests)


def seen_in(workspace: Workspace) -> list[Seen]:
    """Return all occurrences that are kept, in order of time."""
    with workspace.store.reading() as connection:
        found = connection.execute(
            'SELECT e.title, o.start, o."end", o.kind FROM occurrences o JOIN events e '
            "ON e.series = o.series AND e.number = o.number ORDER BY o.start, e.title"
        ).fetchall()
    return [Seen(title, start, end, codes.KINDS[kind]) for title, start, end, kind in found]


def days_of(workspace: Workspace) -> list[Day]:
    """Return the figures of all days that are kept."""
    with workspace.store.reading() as connection:
        return list(day_rows.read_days(connection))


class Stopping:
    """Progress that stops after so many questions whether to go on."""

    def __init__(self, after: int) -> None:
        self.left = after

    def report(self, done: int, total: int | None, what: str) -> None:
        """Show nothing."""

    def check(self) -> None:
        from app.errors import Cancelled

        self.left -= 1
        if self.left < 0:
            raise Cancelled
