"""The journal: what was promised and what became of it, and what one notes for oneself (METRICS.md §8, §9).

Days are ordinals. What is unknown is None, or empty where it is text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

WaitsFor = Literal["decision", "review", "access", "person"]
WAITS_FOR: tuple[WaitsFor, ...] = ("decision", "review", "access", "person")
EntryKind = Literal["recognition", "stretch", "promotion"]
ENTRY_KINDS: tuple[EntryKind, ...] = ("recognition", "stretch", "promotion")
RowKind = Literal["promise", "entry", "note", "experiment"]
LONGEST_TEXT = 2_000
"""Characters of one text of the journal."""


class Wait(NamedTuple):
    """A time in which a promise waited; ``until`` is the day on which it went on, None while it waits."""

    first: int
    until: int | None
    reason: WaitsFor


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something that was promised.

    Attributes:
        id: the number by which a person names it; 0 before it is kept.
        done_means: the definition of done.
        defined: the day on which that was written.
        due: the promised day.
        to: the person to whom it was promised.
        promised: the day on which it was.
        began: the day on which work on it began.
        turns: when it was done, reopened, done again, and so on, in this order.
        imported: the digest of the row of a CSV that it came from last; empty: it was written by hand.

    """

    what: str
    id: int = 0
    done_means: str = ""
    defined: int | None = None
    due: int | None = None
    to: str = ""
    promised: int | None = None
    began: int | None = None
    turns: tuple[int, ...] = ()
    waits: tuple[Wait, ...] = ()
    imported: str = ""

    @property
    def done(self) -> int | None:
        """The day since which it is done; None while it is open."""
        return self.turns[-1] if len(self.turns) % 2 else None

    @property
    def first_done(self) -> int | None:
        """The day on which it was done for the first time, whether or not it was reopened."""
        return self.turns[0] if self.turns else None

    @property
    def first_reopened(self) -> int | None:
        """The day on which it was reopened for the first time."""
        return self.turns[1] if len(self.turns) > 1 else None

    @property
    def waiting(self) -> Wait | None:
        """What it waits for now; None where it is done, or waits for nothing."""
        if self.done is not None:
            return None
        return next((wait for wait in self.waits if wait.until is None), None)

    def resumed(self, day: int) -> Promise:
        """Return the promise as it is when it waits no more since a day."""
        return replace(
            self, waits=tuple(each._replace(until=day) if each.until is None else each for each in self.waits)
        )

    def was_done_on(self, day: int) -> bool:
        """Tell whether it was done at the end of a day."""
        return sum(1 for turn in self.turns if turn <= day) % 2 == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A recognition, stretch work or a promotion that one noted of a person, with its evidence (METRICS.md §9)."""

    kind: EntryKind
    person: str
    day: int
    evidence: str
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNote:
    """What one noted for oneself after a meeting (METRICS.md §8).

    Attributes:
        calendar: the key of its calendar.
        uid: of its series.
        start: when it began, in seconds since 1970 UTC.
        title: its name when the note was made.
        worth: from 1 to 5, None where one did not say.
        decision: what was decided.
        owner: who takes care of something since.
        blocker: what no longer stands in the way.

    """

    calendar: str
    uid: str
    start: int
    title: str = ""
    worth: int | None = None
    decision: str = ""
    owner: str = ""
    blocker: str = ""
    id: int = 0

    @property
    def meeting(self) -> tuple[str, str, int]:
        """Which meeting it is on: calendar, UID and start."""
        return self.calendar, self.uid, self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """One change, the day on which it began, and the one weekly figure that is looked at (METRICS.md §8).

    ``measure`` is one of ``app.model.experiments.MEASURES``.
    """

    change: str
    start: int
    measure: str
    id: int = 0


Row = Promise | Entry | MeetingNote | Experiment


@dataclass(frozen=True, slots=True)
class Journal:
    """Everything in the journal, each in the order in which it was recorded."""

    promises: tuple[Promise, ...] = ()
    entries: tuple[Entry, ...] = ()
    notes: tuple[MeetingNote, ...] = ()
    experiments: tuple[Experiment, ...] = ()

    def rows(self) -> tuple[Row, ...]:
        """Return everything, promises first."""
        return (*self.promises, *self.entries, *self.notes, *self.experiments)


def kind_of(row: Row) -> RowKind:
    """Return what kind of row something in the journal is."""
    if isinstance(row, Promise):
        return "promise"
    if isinstance(row, Entry):
        return "entry"
    return "note" if isinstance(row, MeetingNote) else "experiment"


def merged_note(first: MeetingNote, second: MeetingNote) -> MeetingNote:
    """Return the second note with what the first says of the same meeting; the first holds where both say it."""
    return replace(
        second,
        title=first.title or second.title,
        worth=second.worth if first.worth is None else first.worth,
        decision=first.decision or second.decision,
        owner=first.owner or second.owner,
        blocker=first.blocker or second.blocker,
    )


def first_day(promises: tuple[Promise, ...]) -> int | None:
    """Return the first day that promises tell of, from which the journal is kept; None where they name none.

    A due day, and the day of a definition, say nothing of when the journal began.
    """
    days = [
        day
        for each in promises
        for day in (each.promised, each.began, *each.turns, *(wait.first for wait in each.waits))
        if day is not None
    ]
    return min(days, default=None)
