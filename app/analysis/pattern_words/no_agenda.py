"""The words of ``no-agenda`` (METRICS.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words, wording
from app.analysis.pattern_words.texts import PatternWords, joined_sentences, said
from app.analysis.pattern_words.values import digits, number, titles
from app.language import N_, ngettext

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(numbers: dict[str, Threshold]) -> str:
    text = ngettext(
        "Of the time of meetings with at least {people} people and {minutes} in the last {weeks} week, at least "
        "{share} has no agenda; external meetings are left out.",
        "Of the time of meetings with at least {people} people and {minutes} in the last {weeks} weeks, at least "
        "{share} has no agenda; external meetings are left out.",
        round(numbers["weeks"].value),
    )
    return text.format(
        people=wording.number(numbers["people"].value, 0),
        minutes=figure_words.block_length(round(numbers["minutes"].value * 60)),
        weeks=wording.number(numbers["weeks"].value, 0),
        share=figure_words.share(numbers["share"].value),
    )


def _sentence(found: Found) -> tuple[Phrase, ...]:
    text = ngettext(
        "In the last {weeks} week no agenda stands in {count} of {of} meetings with {people} people or more, {share} "
        "of their time. External meetings are left out.",
        "In the last {weeks} weeks no agenda stands in {count} of {of} meetings with {people} people or more, {share} "
        "of their time. External meetings are left out.",
        round(number(found, "weeks")),
    )
    whole = said(
        found,
        text,
        weeks=digits(found, "weeks"),
        count=digits(found, "count"),
        of=digits(found, "of"),
        people=digits(found, "people"),
        share=figure_words.share(found.figure),
    )
    own = round(number(found, "own"))
    if not own:
        return whole
    text = ngettext(
        "{own} of them you organize yourself: {titles}.", "{own} of them you organize yourself: {titles}.", own
    )
    yours = said(found, text, own=digits(found, "own"), titles=titles(found, "own_titles"))
    return joined_sentences(whole, yours)


WORDS = PatternWords(
    name=N_("A meeting that says not why"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_("The agenda may stand somewhere else: in a document, a chat, or in everybody's head."),
    suggestion=N_(
        "Write one line into the next invitation that you send: what shall be decided, and by whom. Ask for such a "
        "line in one that you receive."
    ),
)
