"""The words of ``crowd`` (METRICS.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words, wording
from app.analysis.pattern_words.texts import PatternWords, said
from app.analysis.pattern_words.values import digits, number
from app.language import N_, _, ngettext

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(numbers: dict[str, Threshold]) -> str:
    return _(
        "Meetings of at least {people} people and {minutes} take at least {weekly} a week on average of the last 13 "
        "weeks; those for everybody, and external ones, are left out."
    ).format(
        people=wording.number(numbers["people"].value, 0),
        minutes=figure_words.block_length(round(numbers["minutes"].value * 60)),
        weekly=figure_words.block_length(round(numbers["minutes_a_week"].value * 60)),
    )


def _sentence(found: Found) -> tuple[Phrase, ...]:
    text = ngettext(
        "{count} meeting with {people} people or more takes {length} a week on average. External meetings are left "
        "out.",
        "{count} meetings with {people} people or more take {length} a week on average. External meetings are left "
        "out.",
        round(number(found, "count")),
    )
    return said(
        found,
        text,
        count=digits(found, "count"),
        people=digits(found, "people"),
        length=figure_words.length(number(found, "seconds")),
    )


WORDS = PatternWords(
    name=N_("More people than can decide"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_(
        "How many of those invited take part, and whether the meeting is there to decide or to inform, is not in a "
        "calendar."
    ),
    suggestion=N_("Ask who is needed for the decision in the costliest series; all others get the outcome in writing."),
)
