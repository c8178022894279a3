"""What the words of a pattern are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.model.findings import Found, Threshold


class PatternWords(NamedTuple):
    """The words of one pattern; texts are marked with ``N_`` and put into the person's language when they are used.

    Attributes:
        name: for people ("Meetings grow").
        rule: gives, from the pattern's thresholds by name, when it is found, in one sentence.
        sentence: gives what was found in one plain sentence; never rates a person.
        cannot_know: what a calendar cannot say about it.
        suggestion: one thing to try.

    """

    name: str
    rule: Callable[[dict[str, Threshold]], str]
    sentence: Callable[[Found], str]
    cannot_know: str
    suggestion: str
