"""What is said of series to which one is invited without being needed (METRICS.md §7, ``spectator``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pattern_words.series_texts import length, more, setting, title, whole
from app.analysis.pattern_words.texts import PatternWords, said
from app.analysis.wording import number
from app.language import N_, _, ngettext

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(thresholds: dict[str, Threshold]) -> str:
    return _(
        "A series that you do not organize, held at least {held} times in the last 13 full weeks, in most of which you "
        "are an optional participant or {people} people or more are invited."
    ).format(held=setting(thresholds, "held"), people=setting(thresholds, "people"))


def _sentence(found: Found) -> tuple[Phrase, ...]:
    parts = {
        "title": title(found),
        "hours": length(found, "seconds"),
        "people": number(whole(found, "people"), 0),
        "more": number(more(found), 0),
    }
    if more(found):
        return said(
            found,
            ngettext(
                "In {title} and one more series you are optional, or one of many: together {hours} a week.",
                "In {title} and {more} more series you are optional, or one of many: together {hours} a week.",
                more(found),
            ),
            **parts,
        )
    if found.values["optional"]:
        return said(found, _("In {title}, {hours} a week, you are an optional participant."), **parts)
    return said(found, _("In {title}, {hours} a week, you are one of {people} people invited."), **parts)


WORDS = PatternWords(
    name=N_("Invited, not needed"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_("Whether you are needed there, or want to listen, a calendar does not know."),
    suggestion=N_("Ask the organizer whether the notes are enough for you, and stay away for a month."),
)
