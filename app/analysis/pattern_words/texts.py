"""What the words of a pattern are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis import figure_words
from app.model.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.model.findings import Found, Threshold


class PatternWords(NamedTuple):
    """The words of one pattern; texts are marked with ``N_`` and put into the person's language when they are used.

    Attributes:
        name: for people ("Meetings grow").
        rule: gives, from the pattern's thresholds by name, when it is found, in one sentence.
        sentence: gives what was found in one plain sentence whose figures and titles are phrases that open its
            evidence (``said``); never rates a person.
        cannot_know: what a calendar cannot say about it.
        suggestion: one thing to try.

    """

    name: str
    rule: Callable[[dict[str, Threshold]], str]
    sentence: Callable[[Found], tuple[Phrase, ...]]
    cannot_know: str
    suggestion: str


_FRAME: Final = frozenset({"of", "slots", "held", "people", "others", "own", "weeks", "days"})
"""Numbers that frame a figure ("3 of 4"); they open nothing themselves."""


def said(found: Found, pattern: str, **parts: str | tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Return a sentence with each {name} replaced by its part: figures and titles open the finding's evidence."""
    opens = f"finding:{found.pattern}"
    pieces: dict[str, str | Phrase | tuple[Phrase, ...]] = {}
    for name, part in parts.items():
        pieces[name] = part if name in _FRAME or not isinstance(part, str) else Phrase(part, opens)
    return figure_words.phrases(pattern, **pieces)


def joined_sentences(*sentences: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Return sentences after each other with a space between them; empty ones vanish."""
    places = {f"s{number}": sentence for number, sentence in enumerate(sentences) if sentence}
    return figure_words.phrases(" ".join(f"{{{name}}}" for name in places), **places)
