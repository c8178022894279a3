"""The words of ``double-booked`` (METRICS.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words
from app.analysis.pattern_words.texts import PatternWords, said
from app.analysis.pattern_words.values import digits, number
from app.language import N_, _

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(numbers: dict[str, Threshold]) -> str:
    return _("Meetings that you accepted or organize overlap for at least {minutes} in the last full week.").format(
        minutes=figure_words.block_length(round(numbers["minutes"].value * 60))
    )


def _sentence(found: Found) -> tuple[Phrase, ...]:
    return said(
        found,
        _(
            "In the last full week two or more meetings that you accepted or organize lay at the same time for "
            "{length}; {count} meetings are concerned."
        ),
        length=figure_words.length(number(found, "seconds")),
        count=digits(found, "count"),
    )


WORDS = PatternWords(
    name=N_("In two places at once"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_("Which of the two you chose, and whether you left one for the other, is not in a calendar."),
    suggestion=N_("Decline one of each pair, so that its organizer knows; or ask whether one of them can move."),
)
