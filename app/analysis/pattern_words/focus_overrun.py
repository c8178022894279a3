"""The words of ``focus-overrun`` (METRICS.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words, wording
from app.analysis.pattern_words.texts import PatternWords, joined_sentences, said
from app.analysis.pattern_words.values import digits, number, titles
from app.language import N_, _, ngettext

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(numbers: dict[str, Threshold]) -> str:
    text = ngettext(
        "Of at least {hours} of focus time booked in the last {weeks} week, less than {share} is kept free of "
        "meetings.",
        "Of at least {hours} of focus time booked in the last {weeks} weeks, less than {share} is kept free of "
        "meetings.",
        round(numbers["weeks"].value),
    )
    return text.format(
        hours=figure_words.block_length(round(numbers["minutes"].value * 60)),
        weeks=wording.number(numbers["weeks"].value, 0),
        share=figure_words.share(numbers["share"].value),
    )


def _sentence(found: Found) -> tuple[Phrase, ...]:
    text = ngettext(
        "Of {booked} of booked focus time, {share} was kept free of meetings; {count} meeting lies in it.",
        "Of {booked} of booked focus time, {share} was kept free of meetings; {count} meetings lie in it.",
        round(number(found, "count")),
    )
    whole = said(
        found,
        text,
        booked=figure_words.length(number(found, "booked_seconds")),
        share=figure_words.share(found.figure),
        count=digits(found, "count"),
    )
    return joined_sentences(whole, _later(found), _undated(found))


def _later(found: Found) -> tuple[Phrase, ...]:
    later, undated = round(number(found, "later")), round(number(found, "undated"))
    if later:
        text = ngettext(
            "{count} was created after the block: {titles}.", "{count} were created after the block: {titles}.", later
        )
        return said(found, text, count=digits(found, "later"), titles=titles(found, "later_titles"))
    return () if undated else said(found, _("None was created after the block."))


def _undated(found: Found) -> tuple[Phrase, ...]:
    undated = round(number(found, "undated"))
    if not undated:
        return ()
    text = ngettext(
        "Of {count} it is not known when it was created.", "Of {count} it is not known when they were created.", undated
    )
    return said(found, text, count=digits(found, "undated"))


WORDS = PatternWords(
    name=N_("Booked focus gives way"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_(
        "Whether the focus time was made up for at another hour is not in a calendar, nor who gave way to whom."
    ),
    suggestion=N_(
        "Book the block where the fewest meetings lie, and show it as busy; when an invitation comes, propose another "
        "time first."
    ),
)
