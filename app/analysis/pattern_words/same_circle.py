"""What is said of people who meet again and again (METRICS.md §7, ``same-circle``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.pattern_words.series_texts import setting, whole
from app.analysis.pattern_words.texts import PatternWords, said
from app.analysis.people_words import person_name
from app.analysis.wording import number
from app.language import N_, _

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase

_NAMED = 3


def _rule(thresholds: dict[str, Threshold]) -> str:
    return _(
        "At least {meetings} meetings a week, not all of one series, with the same {people} or more other people: of "
        "all in either meeting, {share} are in both; in {weeks} of the last {of_weeks} full weeks."
    ).format(**{name: setting(thresholds, name) for name in thresholds})


def _sentence(found: Found) -> tuple[Phrase, ...]:
    people = found.values["people"]
    addresses = [str(each) for each in people] if isinstance(people, tuple) else []
    names = ", ".join(person_name(each) for each in addresses[:_NAMED])
    parts = {
        "meetings": number(found.figure, 0 if found.figure == round(found.figure) else 1),
        "weeks": number(whole(found, "weeks"), 0),
        "of": number(whole(found, "of"), 0),
        "names": names,
        "others": number(len(addresses) - _NAMED, 0),
    }
    if len(addresses) > _NAMED:
        return said(
            found,
            _(
                "You meet almost the same people {meetings} times a week, in {weeks} of the last {of} weeks: {names} "
                "and {others} more."
            ),
            **parts,
        )
    return said(
        found,
        _("You meet almost the same people {meetings} times a week, in {weeks} of the last {of} weeks: {names}."),
        **parts,
    )


WORDS = PatternWords(
    name=N_("The same people again and again"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_("Whether these meetings are about different things, a calendar does not know."),
    suggestion=N_("Put two of these meetings together for a month, and see what is missing."),
)
