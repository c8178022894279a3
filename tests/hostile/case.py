"""What a case is, and how what the program printed is held against it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.hostile.child import MEGABYTES, SECONDS, Outcome, payload
from tests.hostile.ics_text import GOOD_SLOTS, Slot

if TYPE_CHECKING:
    from pathlib import Path

PERIOD = ("--from", "2026-01-01", "--to", "2026-03-31", "--tz", "Europe/Berlin")

# What a programmer reads and a person does not.
NOT_FOR_PEOPLE = re.compile(
    r"\b[A-Z]\w*(Error|Exception)\b|Traceback|\bFile \"|<class |<_?\w+ object|\bobject at\b|NoneType"
    r"|\bdatetime\.\w|\\x[0-9a-f]{2}|\b0x[0-9a-f]{4}|(?<!\w)b'[^']*'|(?<!\w)b\"[^\"]*\""
)
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e")


@dataclass(frozen=True)
class Printed:
    """The parts of ``events --json`` that the cases look at."""

    occurrences: tuple[dict[str, Any], ...]
    set_aside: tuple[dict[str, Any], ...]

    def slots(self, uid: str) -> list[Slot]:
        """The occurrences of one UID, in the order printed."""
        return [Slot(uid, o["start"], o["end"]) for o in self.occurrences if o["uid"] == uid]

    def rows(self, uid: str, words: str) -> list[dict[str, Any]]:
        """The rows that are about this UID, or about no UID by the words of their reason."""
        return [
            row
            for row in self.set_aside
            if row["uid"] == uid or (row["uid"] is None and re.search(words, row["reason"], re.IGNORECASE))
        ]


Check = Callable[[Printed], None]


@dataclass(frozen=True)
class Case:
    """One hostile input: how it is made, and what is due.

    ``build`` writes it into a folder and gives the PATH arguments. ``good`` are the slots that must be there
    whatever else is. ``checks`` say what is due of the bad ones. Where the whole input is refused,
    ``refusal`` is a pattern for the one sentence on the standard error, and nothing else is looked at.
    Patterns ignore case.
    """

    id: str
    build: Callable[[Path], list[str]]
    checks: tuple[Check, ...] = ()
    good: tuple[Slot, ...] = GOOD_SLOTS
    refusal: str | None = None
    most_rows: int = 20
    """More rows than a person would read are as bad as none."""
    never_touched: tuple[str, ...] = ()
    """Parts of names that the program may neither open nor ask for; it is watched where there are any."""
    may_read_all: bool = True
    analyse: bool = False
    """Whether ``analyze`` is tried too: where the bad event costs time or would weigh on the figures."""


def set_aside(uid: str, words: str, single: Slot | None = None) -> Check:
    """The event is not in the occurrences, and a row says so in such words.

    Where ``single`` is given, it may instead stand there once, as that slot, with a row that says what was
    repaired.
    """

    def check(seen: Printed) -> None:
        rows = seen.rows(uid, words)
        assert rows, f"no row about {uid}"
        assert any(re.search(words, row["reason"], re.IGNORECASE) for row in rows), rows
        found = seen.slots(uid)
        if single is not None and found:
            assert found == [single]
            assert all(row["kept"] for row in rows), rows
        else:
            assert found == []
            assert any(not row["kept"] for row in rows), rows

    return check


def repaired(uid: str, words: str, slots: Sequence[Slot]) -> Check:
    """The event stands there with exactly these slots, and a row says in such words what was done to it."""

    def check(seen: Printed) -> None:
        assert seen.slots(uid) == list(slots)
        rows = [row for row in seen.rows(uid, words) if re.search(words, row["reason"], re.IGNORECASE)]
        assert rows, seen.set_aside
        assert all(row["kept"] for row in rows), rows

    return check


def exactly(uid: str, slots: Sequence[Slot]) -> Check:
    """The event is kept with exactly these slots, and no row says that it was not."""

    def check(seen: Printed) -> None:
        assert seen.slots(uid) == list(slots)
        assert [row for row in seen.set_aside if row["uid"] == uid and not row["kept"]] == []

    return check


def absent(uid: str) -> Check:
    """The event is not in the occurrences."""

    def check(seen: Printed) -> None:
        assert seen.slots(uid) == []

    return check


def either(*checks: Check) -> Check:
    """At least one of the checks holds: what the catalogue leaves open."""

    def check(seen: Printed) -> None:
        failures: list[str] = []
        for one in checks:
            try:
                one(seen)
            except AssertionError as failure:
                failures.append(str(failure))
            else:
                return
        raise AssertionError("none of these holds:\n" + "\n---\n".join(failures))

    return check


def told(words: str, about: str = "", kept: bool | None = None) -> Check:
    """A row's reason has such words, and names what it is about in its reason or its source."""

    def check(seen: Printed) -> None:
        rows = [
            row
            for row in seen.set_aside
            if re.search(words, row["reason"], re.IGNORECASE) and about in row["reason"] + (row["source"] or "")
        ]
        assert rows, seen.set_aside
        assert kept is None or any(row["kept"] is kept for row in rows), rows

    return check


def within_limits(outcome: Outcome) -> None:
    """The child ended by itself, in its time and its memory, and showed nobody a traceback."""
    assert not outcome.ended, f"ended after {SECONDS} s; stderr: {outcome.stderr[-2000:]}"
    assert outcome.status in (0, 1), f"status {outcome.status}; stderr: {outcome.stderr[-2000:]}"
    assert outcome.seconds < SECONDS
    assert outcome.peak_mb <= MEGABYTES, f"{outcome.peak_mb:.0f} MB at the peak"
    assert "Traceback" not in outcome.stderr, outcome.stderr[-2000:]


def for_people(sentence: object) -> None:
    """The text is one that a person understands: some words, short, all visible, none of a programmer's."""
    assert isinstance(sentence, str)
    assert len(re.findall(r"[^\W\d_]{2,}", sentence)) >= 2, f"not a sentence: {sentence!r}"
    assert len(sentence) <= 400, f"too long: {sentence[:500]!r}"
    assert not NOT_FOR_PEOPLE.search(sentence), f"a programmer's words: {sentence!r}"
    hidden = [c for c in sentence if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") or c in BIDI]
    assert hidden == [], f"characters that cannot be seen: {sentence!r}"


def refused(outcome: Outcome, words: str) -> None:
    """The whole input was refused: status 1, one sentence on the standard error, no occurrence."""
    assert outcome.status == 1, outcome.stdout[:2000]
    lines = [line for line in outcome.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, outcome.stderr
    for_people(lines[0])
    assert re.search(words, lines[0], re.IGNORECASE), lines[0]
    if outcome.stdout.strip():
        assert payload(outcome).get("occurrences", []) == []


def read(outcome: Outcome, most_rows: int = 20) -> Printed:
    """What was printed, with the shape of it checked."""
    assert outcome.status == 0, outcome.stderr
    whole = payload(outcome)
    assert whole["schema"] == "clearweek.events/1"
    seen = Printed(tuple(whole["occurrences"]), tuple(whole["set_aside"]))
    sane_rows(seen.set_aside, most_rows)
    return seen


def sane_rows(rows: Sequence[dict[str, Any]], most_rows: int = 20) -> None:
    """Each row of ``set_aside`` has its keys and a reason for people, and they are few enough to be read."""
    assert len(rows) <= most_rows, f"{len(rows)} rows, the first: {rows[:3]}"
    for row in rows:
        assert {"source", "uid", "line", "reason", "kept"} <= row.keys()
        for_people(row["reason"])
        assert isinstance(row["source"], str)
        assert row["source"]
        assert row["uid"] is None or isinstance(row["uid"], str)
        assert row["line"] is None or (isinstance(row["line"], int) and row["line"] >= 1)
        assert isinstance(row["kept"], bool)


def good_kept(seen: Printed, good: Sequence[Slot]) -> None:
    """The good events stand there with their right times, each occurrence once and none beside them."""
    for uid in dict.fromkeys(one.uid for one in good):
        assert seen.slots(uid) == [one for one in good if one.uid == uid]
