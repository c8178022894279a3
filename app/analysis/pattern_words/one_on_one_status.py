"""What is asked about a 1:1 that reads as a status report (METRICS.md §7, ``one-on-one-status``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pattern_words.series_texts import more, setting, whole
from app.analysis.pattern_words.texts import PatternWords, said
from app.analysis.people_words import person_name
from app.analysis.wording import number
from app.language import N_, _, ngettext

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(thresholds: dict[str, Threshold]) -> str:
    return _(
        "A 1:1 series, held at least {held} times in the last 13 full weeks, of which at least {share} have a title or "
        "an agenda with a word for status and none for what stands in the way. A question to yourself, never a verdict."
    ).format(held=setting(thresholds, "held"), share=setting(thresholds, "share"))


def _sentence(found: Found) -> tuple[Phrase, ...]:
    parts = {
        "person": person_name(str(found.values["person"])),
        "reading": number(whole(found, "reading"), 0),
        "held": number(whole(found, "held"), 0),
        "more": number(more(found), 0),
    }
    if not more(found):
        return said(
            found,
            _(
                "{reading} of {held} 1:1s with {person} read as status by their title or agenda. Is there room for "
                "what stands in the way?"
            ),
            **parts,
        )
    return said(
        found,
        ngettext(
            "{reading} of {held} 1:1s with {person} read as status by their title or agenda, and so do those of one "
            "more series. Is there room for what stands in the way?",
            "{reading} of {held} 1:1s with {person} read as status by their title or agenda, and so do those of {more} "
            "more series. Is there room for what stands in the way?",
            more(found),
        ),
        **parts,
    )


WORDS = PatternWords(
    name=N_("A 1:1 that reads as status"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_("What you talk about, a calendar does not know; a title is often years old."),
    suggestion=N_("Send the status beforehand, and begin with the question: what stands in your way?"),
)
