"""What the People page shows, in words that are ready to paint: for the person's own eyes, never shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.charts import Table
    from app.model.finding_card import FindingCard
    from app.model.people import Mark
    from app.model.phrases import Phrase

OneOnOneOrder = Literal["name", "rhythm", "held", "moved", "fell-out", "since", "next"]
ORDERS: tuple[OneOnOneOrder, ...] = ("rhythm", "name", "held", "moved", "fell-out", "since", "next")
"""By what the table of 1:1s may be sorted; the first holds until the person chooses."""


class SlotMark(NamedTuple):
    """One slot of a 1:1: what became of it, its date and that in words, and what opens it (empty: nothing)."""

    mark: Mark
    text: str
    opens: str


class OneOnOneRow(NamedTuple):
    """The 1:1s with one person.

    Attributes:
        person: the address.
        name: of the person, harmless to show.
        initials: at most two letters.
        rhythm: "every week, 30 min"; what is unknown is left out.
        marks: the last slots, oldest first.
        held: "11 of 13"; a dash where no slot lies in these days.
        moved: how many of them were moved; a dash for none.
        fell_out: how many fell out, those made up within seven days among them, so that it and ``held`` are the
            whole; a dash for none.
        days_since: since the last one; a dash where none was held.
        next_one: "Thu 26 Nov, 10:30", "today, 16:00"; a dash where none is scheduled.
        spoken: all of it, as a screen reader says it.
        opens: the reference to the occurrences.
        keys: by what the rows are sorted, one for each of ``ORDERS``; empty text where it is unknown.
        sheet: the open promises to this person as text to copy.

    """

    person: str
    name: str
    initials: str
    rhythm: str
    marks: tuple[SlotMark, ...]
    held: str
    moved: str
    fell_out: str
    days_since: str
    next_one: str
    spoken: str
    opens: str
    keys: tuple[float | str, ...]
    sheet: str


class Dot(NamedTuple):
    """One person of the audit on the scale: seconds in 1:1s, and that in words."""

    seconds: float
    text: str


class DotGroup(NamedTuple):
    """One group of the audit: its name with the number of people, the people, and the median."""

    name: str
    dots: tuple[Dot, ...]
    median: float
    median_text: str


class DotPlot(NamedTuple):
    """The time in 1:1s of the people named, by group.

    Attributes:
        title: what a screen reader calls it.
        summary: what it shows, in a sentence.
        ticks: ``(seconds, text)`` of the lines across, from 0 upwards.
        table: the same numbers, a row for each person.

    """

    title: str
    summary: str
    groups: tuple[DotGroup, ...]
    ticks: tuple[tuple[float, str], ...]
    table: Table


class Proposal(NamedTuple):
    """Somebody who may be named for the audit, or is.

    Attributes:
        name: for people; read from the address where nobody gave one.
        given: the name that the person gave; else empty.
        fact: how much one meets.
        named: whether the audit looks at this person.

    """

    address: str
    name: str
    given: str
    group: str
    fact: str
    named: bool


class AuditCard(NamedTuple):
    """The face-time audit of a quarter (METRICS.md §9).

    Attributes:
        title: "Face-time audit, 4th quarter 2026".
        sentence: the most that it says; without anybody named, what it is.
        notes: who is listed for oneself, and what else is to know.
        plot: None where nobody is named.
        proposals: whom the person may name, those named first.

    """

    title: str
    sentence: str
    notes: tuple[str, ...]
    plot: DotPlot | None
    proposals: tuple[Proposal, ...]


class PeoplePage(NamedTuple):
    """The whole page.

    Attributes:
        period_title: of the days that are shown.
        note: since when moves are recorded, and what a calendar does not say.
        unknown: why there are no rows, in a sentence; empty where there are some.
        finding: the pattern *A 1:1 gives way*; None where it was not found or was refused.
        not_found: what is said in its place; empty where it was found.

    """

    period_title: str
    sentence: tuple[Phrase, ...]
    note: str
    rows: tuple[OneOnOneRow, ...]
    unknown: str
    finding: FindingCard | None
    not_found: str
    audit: AuditCard


def in_order(
    rows: tuple[OneOnOneRow, ...], order: OneOnOneOrder, *, backwards: bool = False
) -> tuple[OneOnOneRow, ...]:
    """Return rows sorted; what is unknown comes last either way, and equal ones stay as they were."""
    at = ORDERS.index(order)
    known = [row for row in rows if row.keys[at] != ""]
    known.sort(key=lambda row: row.keys[at], reverse=backwards)
    return (*known, *(row for row in rows if row.keys[at] == ""))
