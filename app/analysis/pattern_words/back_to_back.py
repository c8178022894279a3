"""The words of ``back-to-back`` (METRICS.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words, wording
from app.analysis.pattern_words.texts import PatternWords, said
from app.analysis.pattern_words.values import digits, number
from app.language import N_, ngettext

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(numbers: dict[str, Threshold]) -> str:
    text = ngettext(
        "At least {meetings} meetings follow each other with less than 5 minutes between them, for at least "
        "{minutes}, on at least {days} day of the last full week.",
        "At least {meetings} meetings follow each other with less than 5 minutes between them, for at least "
        "{minutes}, on at least {days} days of the last full week.",
        round(numbers["days"].value),
    )
    return text.format(
        meetings=wording.number(numbers["meetings"].value, 0),
        minutes=figure_words.block_length(round(numbers["minutes"].value * 60)),
        days=wording.number(numbers["days"].value, 0),
    )


def _sentence(found: Found) -> tuple[Phrase, ...]:
    text = ngettext(
        "On {days} day of the last full week meetings followed each other without a pause: at most {count} in a row, "
        "for {length}.",
        "On {days} days of the last full week meetings followed each other without a pause: at most {count} in a row, "
        "for {length}.",
        round(number(found, "days")),
    )
    return said(
        found,
        text,
        days=digits(found, "days"),
        count=digits(found, "count"),
        length=figure_words.block_length(round(number(found, "seconds"))),
    )


WORDS = PatternWords(
    name=N_("No air between meetings"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_("Whether a meeting ended early and left a pause is not in a calendar."),
    suggestion=N_("Let one meeting of such a row begin ten minutes later, or make it ten minutes shorter."),
)
