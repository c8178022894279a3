"""The words of ``focus-drought`` (METRICS.md §7)."""

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
    days, short = round(numbers["days"].value), round(numbers["short_week_days"].value)
    text = ngettext(
        "In the last full week fewer than {days} working day ({short} in a week of under {least} working days) has a "
        "meeting-free block of 2 h, or such blocks make up less than {share} of the working time.",
        "In the last full week fewer than {days} working days ({short} in a week of under {least} working days) have a "
        "meeting-free block of 2 h, or such blocks make up less than {share} of the working time.",
        days,
    )
    return text.format(
        days=wording.number(days, 0),
        short=wording.number(short, 0),
        least=wording.number(numbers["short_week"].value, 0),
        share=figure_words.share(numbers["share"].value),
    )


def _sentence(found: Found) -> tuple[Phrase, ...]:
    days = round(number(found, "days"))
    parts = {"days": digits(found, "days"), "of": digits(found, "working_days")}
    if not days:
        text = ngettext(
            "In the last full week its {of} working day had no meeting-free block of 2 h.",
            "In the last full week none of its {of} working days had a meeting-free block of 2 h.",
            round(number(found, "working_days")),
        )
        return said(found, text, **parts)
    text = ngettext(
        "The last full week had {hours} in blocks of 2 h and more, {share} of its working time, on {days} of {of} "
        "working day.",
        "The last full week had {hours} in blocks of 2 h and more, {share} of its working time, on {days} of {of} "
        "working days.",
        round(number(found, "working_days")),
    )
    return said(
        found,
        text,
        hours=figure_words.length(number(found, "seconds")),
        share=figure_words.share(number(found, "share")),
        **parts,
    )


WORDS = PatternWords(
    name=N_("No time to think"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_(
        "Meeting-free is not the same as undisturbed: calls, messages and talks without an invitation are not in a "
        "calendar; nor is time to think outside working hours."
    ),
    suggestion=N_(
        "Book one block of two hours in next week before it fills, where the fewest meetings would have to move."
    ),
)
