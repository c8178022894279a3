"""The words of ``meeting-load`` (METRICS.md §7)."""

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
        "Meetings fill at least {share} of the working time, or at least {hours}, in at least {least} of the last "
        "{weeks} week; external meetings are left out.",
        "Meetings fill at least {share} of the working time, or at least {hours}, in at least {least} of the last "
        "{weeks} weeks; external meetings are left out.",
        round(numbers["of_weeks"].value),
    )
    return text.format(
        share=figure_words.share(numbers["share"].value),
        hours=figure_words.block_length(round(numbers["minutes"].value * 60)),
        least=wording.number(numbers["weeks"].value, 0),
        weeks=wording.number(numbers["of_weeks"].value, 0),
    )


def _sentence(found: Found) -> tuple[Phrase, ...]:
    parts = {
        "weeks": digits(found, "weeks"),
        "of": digits(found, "of"),
        "hours": figure_words.length(number(found, "seconds")),
    }
    if found.values["load"] is None:
        return said(
            found,
            _(
                "In {weeks} of the last {of} weeks meetings took much of the week: {hours} in the latest of them. "
                "External meetings are left out."
            ),
            **parts,
        )
    return said(
        found,
        _(
            "In {weeks} of the last {of} weeks meetings took much of the week: {hours} in the latest of them, with "
            "{share} of its working time in meetings. External meetings are left out."
        ),
        share=figure_words.share(number(found, "load")),
        **parts,
    )


WORDS = PatternWords(
    name=N_("Weeks more than half full"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_(
        "What was scheduled may have been shorter, or not have taken place; and which of these meetings are the work "
        "itself is not in a calendar."
    ),
    suggestion=N_(
        "Set a number of meeting hours for a week, and look at each new invitation against what is left of it."
    ),
)
