"""The person's own word: what they said of a series, a finding or a person (METRICS.md §1, §7, §9).

Each goes by a UID less Google's ``_R…`` and by no calendar, so that it outlives a sync, a file with another name, and
a source that is taken away and added again. ``id`` is the number under which it is listed and taken back; one that is
not kept yet has 0. ``made`` is in seconds since 1970 UTC. A ``title`` is the name as it was then, for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.preferences import SeriesRule

WordKind = Literal["rule", "not-so", "merge", "person", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesWord:
    """What a series counts as when it takes place."""

    uid: str
    title: str
    rule: SeriesRule
    made: int
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSo:
    """A pattern that the person refuses, with the reason: as a whole (``uid`` is None), or for one series."""

    pattern: str
    uid: str | None
    title: str
    reason: str
    made: int
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A series that only looks like another, and is counted as that one where both are at the same time."""

    uid: str
    into: str
    title: str
    into_title: str
    made: int
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Somebody whom the person named for the face-time audit, with an optional group (METRICS.md §9)."""

    address: str
    name: str
    group: str
    made: int
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A series of the review queue that the person looked at last on the day ``reviewed`` (an ordinal)."""

    uid: str
    title: str
    reviewed: int
    made: int
    id: int = 0


Word = SeriesWord | NotSo | Merge | NamedPerson | Review

KINDS: Mapping[type[Word], WordKind] = {
    SeriesWord: "rule",
    NotSo: "not-so",
    Merge: "merge",
    NamedPerson: "person",
    Review: "review",
}
