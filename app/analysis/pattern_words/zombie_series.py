"""What is said of a series that no longer really takes place (METRICS.md §7, ``zombie-series``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pattern_words.series_texts import more, setting, title, whole
from app.analysis.pattern_words.texts import PatternWords, said
from app.analysis.wording import number
from app.language import N_, _, ngettext

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(thresholds: dict[str, Threshold]) -> str:
    return _(
        "A series of whose last {slots} slots outside your time away, in the last 13 full weeks, at least {missed} "
        "were cancelled, taken out of the series, or declined by you."
    ).format(slots=setting(thresholds, "slots"), missed=setting(thresholds, "missed"))


def _sentence(found: Found) -> tuple[Phrase, ...]:
    first = said(
        found,
        ngettext(
            "Of the last {of} slots of {title}, {missed} fell out.",
            "Of the last {of} slots of {title}, {missed} fell out.",
            whole(found, "missed"),
        ),
        of=number(whole(found, "of"), 0),
        title=title(found),
        missed=number(whole(found, "missed"), 0),
    )
    if not more(found):
        return first
    others = ngettext("So it is with one more series.", "So it is with {more} more series.", more(found))
    return said(found, _("{first} {others}"), first=first, others=said(found, others, more=number(more(found), 0)))


WORDS = PatternWords(
    name=N_("A series that hardly takes place"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_("Why a slot was cancelled or taken out of the series, a calendar does not say."),
    suggestion=N_("Ask whether anybody misses it: if not, end it; if so, let it come half as often."),
)
