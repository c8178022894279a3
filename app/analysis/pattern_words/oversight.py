"""What is asked about many short meetings with one organizer (METRICS.md §7, ``oversight``): never a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pattern_words.series_texts import length, setting, whole
from app.analysis.pattern_words.texts import PatternWords, said
from app.analysis.people_words import person_name
from app.analysis.wording import number
from app.language import N_, _

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(thresholds: dict[str, Threshold]) -> str:
    return _(
        "At least {meetings} recurring meetings a week of at most {minutes} minutes and at most {people} people that "
        "the same other person organizes, in {weeks} of the last {of_weeks} full weeks. A question to yourself, never "
        "a verdict."
    ).format(**{name: setting(thresholds, name) for name in thresholds})


def _sentence(found: Found) -> tuple[Phrase, ...]:
    return said(
        found,
        _(
            "Short recurring meetings that {person} organizes: {meetings} a week, {hours}, in {weeks} of the last {of} "
            "weeks. Could something else show how the work is going?"
        ),
        person=person_name(str(found.values["person"])),
        meetings=number(found.figure, 0 if found.figure == round(found.figure) else 1),
        hours=length(found, "seconds"),
        weeks=number(whole(found, "weeks"), 0),
        of=number(whole(found, "of"), 0),
    )


WORDS = PatternWords(
    name=N_("Checked, or trusted?"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_(
        "What these meetings are for, a calendar does not know: learning, a launch or an incident look the same."
    ),
    suggestion=N_("Offer a short written note on fixed days, and ask which of these meetings it can replace."),
)
