"""A finding as a card, in words and numbers that are ready to paint."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.model.phrases import Phrase


class Mini(NamedTuple):
    """The small picture of a finding.

    Attributes:
        kind: ``bars`` of weeks, ``pair`` of two lengths under each other, ``marks`` of slots; empty: none.
        values: of the bars, None where a week is none; or the two lengths.
        labels: beside the two lengths.
        marks: of slots, oldest first: ``held``, ``moved``, ``made-up``, ``fell-out``.

    """

    kind: str = ""
    values: tuple[float | None, ...] = ()
    labels: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class FindingCard(NamedTuple):
    """One finding as a card.

    Attributes:
        pattern: its id, as METRICS.md §7 names it.
        icon: the name of its icon.
        name: of the pattern ("Meetings grow").
        sentence: what was found; the parts that open something are its figures and titles.
        mini: the small picture.
        fact: one fact beside it ("1.5 h → 2.5 h a day").
        counted: what opens the evidence ("153 meetings").
        opens: the evidence.
        suggestion: one thing to try.
        spoken: all of it in one sentence, for a screen reader.

    """

    pattern: str
    icon: str
    name: str
    sentence: tuple[Phrase, ...]
    mini: Mini
    fact: str
    counted: str
    opens: str
    suggestion: str
    spoken: str
