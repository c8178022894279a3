"""What the person said that patterns heed, out of what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.persons_word import NOTHING_SAID, PersonsWord
from app.store.rule_rows import said_of_patterns

if TYPE_CHECKING:
    from app.operations.workspace import Workspace


def persons_word(workspace: Workspace) -> PersonsWord:
    """Return what the person said *Not so* to, whom they named for the face-time audit, and the journal's entries."""
    with workspace.store.reading() as connection:
        if not said_of_patterns(connection):
            return NOTHING_SAID
    # Imported here because whoever has said nothing yet shall not wait for it.
    from app.model.people import FaceTimePerson
    from app.operations.journal import journal_of
    from app.operations.own_word import named_people, refusals

    refused = refusals(workspace)
    people = tuple(FaceTimePerson(each.address, each.name, each.group) for each in named_people(workspace))
    return PersonsWord(refused.patterns, refused.series, people, journal_of(workspace).entries if people else ())
