"""What is said of a meeting that reports instead of deciding (METRICS.md §7, ``status-ritual``)."""

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
        "A series that comes at least every {days} days and was held at least {held} times in the last 13 full weeks, "
        "with {people} people or more, named like a status meeting, and without an agenda in at least {share} of its "
        "occurrences."
    ).format(**{name: setting(thresholds, name) for name in ("days", "held", "people", "share")})


def _sentence(found: Found) -> tuple[Phrase, ...]:
    parts = {"title": title(found), "hours": length(found, "seconds"), "focus": length(found, "focus_seconds")}
    held = whole(found, "held")
    parts |= {"bare": number(whole(found, "bare"), 0), "held": number(held, 0)}
    if not more(found):
        return said(
            found,
            _("{title} takes {hours} a week; the focus time it breaks up is {focus}. No agenda in {bare} of {held}."),
            **parts,
        )
    return said(
        found,
        ngettext(
            "{title} takes {hours} a week; the focus time it breaks up is {focus}. No agenda in {bare} of {held}. "
            "One more series is like it.",
            "{title} takes {hours} a week; the focus time it breaks up is {focus}. No agenda in {bare} of {held}. "
            "{more} more series are like it.",
            more(found),
        ),
        **parts,
        more=number(more(found), 0),
    )


WORDS = PatternWords(
    name=N_("A meeting that reports"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_("What is said in the meeting, and an agenda that is kept elsewhere, a calendar does not know."),
    suggestion=N_("Write the reports down for two weeks, and meet only for what needs a decision."),
)
