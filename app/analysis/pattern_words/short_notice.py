"""The words of ``short-notice`` (METRICS.md §7)."""

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
        "At least {share} of the one-off meetings of the last {weeks} week that you do not organize, of at least "
        "{meetings}, were created less than {hours} before they began.",
        "At least {share} of the one-off meetings of the last {weeks} weeks that you do not organize, of at least "
        "{meetings}, were created less than {hours} before they began.",
        round(numbers["weeks"].value),
    )
    return text.format(
        share=figure_words.share(numbers["share"].value),
        weeks=wording.number(numbers["weeks"].value, 0),
        meetings=wording.number(numbers["meetings"].value, 0),
        hours=figure_words.block_length(round(numbers["hours"].value * 3600)),
    )


def _sentence(found: Found) -> tuple[Phrase, ...]:
    text = ngettext(
        "Others created {count} of {of} one-off meetings of the last {weeks} week less than {hours} before the start.",
        "Others created {count} of {of} one-off meetings of the last {weeks} weeks less than {hours} before the start.",
        round(number(found, "weeks")),
    )
    return said(
        found,
        text,
        count=digits(found, "count"),
        of=digits(found, "of"),
        weeks=digits(found, "weeks"),
        hours=figure_words.block_length(round(number(found, "seconds"))),
    )


WORDS = PatternWords(
    name=N_("Called in at once"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_(
        "A calendar knows when an entry was created, not when you were invited, nor whether you had agreed on the time "
        "before."
    ),
    suggestion=N_("Keep one hour of the day open for what comes up, and let the rest come with a day's notice."),
)
