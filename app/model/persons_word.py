"""What the person said that patterns heed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.model.journal import Entry
    from app.model.people import FaceTimePerson


class PersonsWord(NamedTuple):
    """What a person said that patterns heed.

    Attributes:
        refused: the reason with which the person said *Not so* of a pattern as a whole, by its id.
        refused_series: joined UIDs of series of which the person said *Not so*, by the pattern's id.
        people: those whom the person named for the face-time audit.
        entries: of the journal.

    """

    refused: Mapping[str, str]
    refused_series: Mapping[str, frozenset[str]]
    people: Sequence[FaceTimePerson]
    entries: Sequence[Entry]


NOTHING_SAID: Final = PersonsWord({}, {}, (), ())
