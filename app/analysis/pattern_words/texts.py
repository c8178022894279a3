"""What the words of a pattern are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.analysis import figure_words
from app.model.charts import Phrase

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


def said(found: Found, pattern: str, **parts: str) -> tuple[Phrase, ...]:
    """Return a sentence with each {name} replaced by a figure or a title that opens the finding's evidence."""
    opens = f"finding:{found.pattern}"
    return figure_words.phrases(pattern, **{name: Phrase(text, opens) for name, text in parts.items()})
