"""What is said of a 1:1 that gives way (METRICS.md §7, ``one-on-one-slips``)."""

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
        "A 1:1 series that goes on: of the last {slots} slots outside your time away, at least {fell_out} were "
        "cancelled or taken out and not made up within {days} days, or at least {moved} were moved; or none was held "
        "for {spacings} times its usual spacing."
    ).format(**{name: setting(thresholds, name) for name in thresholds})


def _sentence(found: Found) -> tuple[Phrase, ...]:
    first = _first(found)
    if not more(found):
        return first
    others = said(
        found,
        ngettext(
            "So it is with one more of your {of} 1:1s.", "So it is with {more} more of your {of} 1:1s.", more(found)
        ),
        more=number(more(found), 0),
        of=number(whole(found, "of"), 0),
    )
    return said(found, _("{first} {others}"), first=first, others=others)


def _first(found: Found) -> tuple[Phrase, ...]:
    parts = {"slots": number(whole(found, "slots"), 0), "person": person_name(str(found.values["person"]))}
    if found.values["why"] == "fell-out":
        return said(
            found,
            ngettext(
                "Of the last {slots} with {person}, {count} fell out and was not made up within {days} days.",
                "Of the last {slots} with {person}, {count} fell out and were not made up within {days} days.",
                whole(found, "fell_out"),
            ),
            **parts,
            count=number(whole(found, "fell_out"), 0),
            days=number(whole(found, "within"), 0),
        )
    if found.values["why"] == "moved":
        return said(
            found,
            ngettext(
                "Of the last {slots} with {person}, {count} was moved.",
                "Of the last {slots} with {person}, {count} were moved.",
                whole(found, "moved"),
            ),
            **parts,
            count=number(whole(found, "moved"), 0),
        )
    return said(
        found,
        ngettext(
            "There has been no 1:1 with {person} for {count} day.",
            "There has been no 1:1 with {person} for {count} days.",
            whole(found, "days"),
        ),
        **parts,
        count=number(whole(found, "days"), 0),
    )


WORDS = PatternWords(
    name=N_("A 1:1 gives way"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_("A 1:1 can fall out for many good reasons: leave, a longer talk the day before."),
    suggestion=N_("Put it where fewer meetings press on it."),
)
