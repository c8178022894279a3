"""What is asked about the distribution of one's own attention (METRICS.md §7, ``face-time``; §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pattern_words.series_texts import length, setting, share, whole
from app.analysis.pattern_words.texts import PatternWords, said
from app.analysis.wording import number
from app.language import N_, _, ngettext

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(thresholds: dict[str, Threshold]) -> str:
    return _(
        "Of the people you named, somebody has less than {below} of the median time in 1:1s of the quarter, or the "
        "median of one group is at least {ratio} times that of another."
    ).format(below=setting(thresholds, "below"), ratio=setting(thresholds, "ratio"))


def _sentence(found: Found) -> tuple[Phrase, ...]:
    if found.values["apart"]:
        return said(
            found,
            _("Face time differs between groups: the median time in 1:1s is {highest} and {lowest}. Is that intended?"),
            highest=length(found, "highest"),
            lowest=length(found, "lowest"),
        )
    people = number(found.figure, 0)
    return said(
        found,
        ngettext(
            "Face time differs: {count} of {people} people has less than {below} of the median time in 1:1s. "
            "Is that intended?",
            "Face time differs: {count} of {people} people have less than {below} of the median time in 1:1s. "
            "Is that intended?",
            whole(found, "below"),
        ),
        count=number(whole(found, "below"), 0),
        people=people,
        below=share(found, "share"),
    )


WORDS = PatternWords(
    name=N_("Attention follows visibility"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_("Talks in the corridor, chats and calls without an invitation are not in a calendar."),
    suggestion=N_("Offer those you see least one 1:1 in the next two weeks."),
)
