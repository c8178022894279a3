"""The words of ``fragmented-focus`` (METRICS.md §7)."""

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
    text = ngettext(
        "At least {share} of the meeting-free working time lies in pieces of less than 2 h in at least {least} of "
        "the last {weeks} week.",
        "At least {share} of the meeting-free working time lies in pieces of less than 2 h in at least {least} of "
        "the last {weeks} weeks.",
        round(numbers["of_weeks"].value),
    )
    return text.format(
        share=figure_words.share(numbers["share"].value),
        least=wording.number(numbers["weeks"].value, 0),
        weeks=wording.number(numbers["of_weeks"].value, 0),
    )


def _sentence(found: Found) -> tuple[Phrase, ...]:
    return said(
        found,
        _(
            "In {weeks} of the last {of} weeks much of the meeting-free time lay in pieces of less than 2 h: {hours} "
            "in the latest, {share} of it."
        ),
        weeks=digits(found, "weeks"),
        of=digits(found, "of"),
        share=figure_words.share(found.figure),
        hours=figure_words.length(number(found, "seconds")),
    )


WORDS = PatternWords(
    name=N_("Deep work is cut up"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_(
        "Whether two hours are the right measure depends on the work, and what was done in the short pieces is not in "
        "a calendar."
    ),
    suggestion=N_("Move one meeting from the middle of a morning to its edge, or next to another meeting."),
)
