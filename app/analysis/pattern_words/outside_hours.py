"""The words of ``outside-hours`` (METRICS.md §7)."""

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
        "In the last full week at least {minutes} of meetings lie before or after your working hours or on a day "
        "without any, or some do on at least {days} day.",
        "In the last full week at least {minutes} of meetings lie before or after your working hours or on a day "
        "without any, or some do on at least {days} days.",
        round(numbers["days"].value),
    )
    return text.format(
        minutes=figure_words.block_length(round(numbers["minutes"].value * 60)),
        days=wording.number(numbers["days"].value, 0),
    )


def _sentence(found: Found) -> tuple[Phrase, ...]:
    text = ngettext(
        "In the last full week {length} of meetings lay outside your working hours, on {days} day.",
        "In the last full week {length} of meetings lay outside your working hours, on {days} days.",
        round(number(found, "days")),
    )
    return said(found, text, length=figure_words.length(number(found, "seconds")), days=digits(found, "days"))


WORDS = PatternWords(
    name=N_("The day does not end"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_(
        "Calls and messages in the evening are not in a calendar; nor is time that you took off in return, or whether "
        "these hours suit you."
    ),
    suggestion=N_(
        "Look whether your working hours are set as you mean them; if they are, propose one of these meetings a time "
        "within them."
    ),
)
