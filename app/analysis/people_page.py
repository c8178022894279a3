"""The People page in words: the 1:1s with their rhythm, the 1:1 that gave way, and the face-time audit."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis import figure_words, outcome_words, people_words, wording
from app.analysis.audit_card import audit_card
from app.analysis.sheet_text import sheet_text
from app.language import _
from app.model.people_page import OneOnOneRow, PeoplePage, SlotMark
from app.model.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.model.chosen_period import ChosenPeriod
    from app.model.finding_card import FindingCard
    from app.model.occurrences import Occurrence
    from app.model.outcomes import OneOnOneSheet
    from app.model.people import FaceTime, FaceTimePerson, Mark, OneOnOne
    from app.model.series_figures import SeriesKey
    from app.model.slots import Slot
    from app.model.timezones import HomeZone

NONE: Final = "–"
"""A counted zero in a table, or nothing to count; ``spoken`` says which."""
_NEAR: Final = 92
"""Days around today whose dates need no year."""


class Slips(NamedTuple):
    """What the pattern *A 1:1 gives way* says up to the end of the days that are shown.

    Attributes:
        series: those that gave way; None: nothing is known, or the person refused the pattern.
        card: the finding; None where there is none to show.
        said: in its place: why there is none.

    """

    series: frozenset[SeriesKey] | None
    card: FindingCard | None
    said: str


class Audited(NamedTuple):
    """The audit and whom it may be about.

    Attributes:
        audit: None where nobody is named.
        met: seconds in 1:1s of the last thirteen weeks with those whom one meets most, by address.
        first: the first day of the quarter, an ordinal.
        last: the last one that is looked at.
        since: the first day of ``met``.

    """

    audit: FaceTime | None
    met: Mapping[str, int]
    first: int
    last: int


class PeopleMaterial(NamedTuple):
    """What the page is made of.

    Attributes:
        last: the last day that is looked at: of the period, or yesterday.
        unknown: why there are no 1:1s to look at; empty where there may be some.
        began: the ordinal of the day of the ledger's first line, None where it has none.
        reference_of: gives the key that stands in ``occurrence:<key>``; empty text where there is none.
        sheet_of: gives the open promises to a person.

    """

    period: ChosenPeriod
    last: int
    today: int
    zone: HomeZone
    ones: Sequence[OneOnOne]
    unknown: str
    slips: Slips
    began: int | None
    named: Sequence[FaceTimePerson]
    audited: Audited
    reference_of: Callable[[Occurrence], str]
    sheet_of: Callable[[str, str], OneOnOneSheet]


def people_page(given: PeopleMaterial) -> PeoplePage:
    """Return the whole page."""
    names = {each.address: each.name for each in given.named if each.name}
    rows = tuple(_row(one, given, names) for one in given.ones)
    return PeoplePage(
        period_title=figure_words.period_title(given.period),
        sentence=_sentence(given),
        note=" ".join([people_words.moves_since(given.began), people_words.cannot_know()]),
        rows=rows,
        unknown=given.unknown or ("" if rows else _("No recurring meeting of two people lies in this time.")),
        finding=given.slips.card,
        not_found=given.slips.said,
        audit=audit_card(given.audited.audit, given.named, given.audited.met, given.audited.first, given.audited.last),
    )


def gave_way(one: OneOnOne, slips: Slips) -> bool | None:
    """Tell whether a 1:1 gave way; None where that is not known."""
    return None if slips.series is None else any(key in slips.series for key in one.series)


def opens_talks(person: str, first: int, last: int) -> str:
    """Return the reference to the 1:1s of some days with one person; without an address, with all."""
    return f"oneonone:{person}:{dt.date.fromordinal(first)}:{dt.date.fromordinal(last)}"


def _sentence(given: PeopleMaterial) -> tuple[Phrase, ...]:
    if given.unknown:
        return (Phrase(_("Your 1:1s are not known.")),)
    slips = [one for one in given.ones if gave_way(one, given.slips)]
    going = [one for one in given.ones if not one.ended or one in slips]
    opens = opens_talks("", given.period.first, given.last)
    planned = sum(one.planned for one in given.ones)
    if given.ones and (given.slips.series is None or not going):
        return people_words.held_phrases(sum(one.held for one in given.ones), planned, opens)
    card = given.slips.card
    return people_words.rhythm_phrases(len(going), len(slips), opens, card.opens if card is not None else "")


# ---- rows ----


def _row(one: OneOnOne, given: PeopleMaterial, names: Mapping[str, str]) -> OneOnOneRow:
    name = people_words.person_name(one.person, names)
    rhythm = ", ".join(filter(None, [people_words.rhythm(one), _length(one)]))
    fell_out = one.made_up + one.fell_out
    next_one = _next(one, given)
    spoken = people_words.spoken(one, names) if one.planned else _spoken_without(name, rhythm)
    if next_one:
        spoken = _("{facts}; next {when}").format(facts=spoken, when=next_one)
    return OneOnOneRow(
        person=one.person,
        name=name,
        initials=initials(name),
        rhythm=rhythm,
        marks=tuple(_mark(slot, mark, given) for slot, mark in one.recent),
        held=people_words.held_words(one) if one.planned else NONE,
        moved=_counted(one.moved),
        fell_out=_counted(fell_out),
        days_since=NONE if one.days_since is None else wording.number(one.days_since, 0),
        next_one=next_one or NONE,
        spoken=spoken,
        opens=opens_talks(one.person, given.period.first, given.last),
        keys=(
            # In the order of ``ORDERS``: an unknown rhythm last.
            "" if one.spacing_days is None else one.spacing_days,
            name.casefold(),
            one.held if one.planned else "",
            one.moved,
            fell_out,
            "" if one.days_since is None else one.days_since,
            "" if one.next_start is None else one.next_start,
        ),
        sheet=sheet_text(outcome_words.one_on_one_words(given.sheet_of(one.person, name))),
    )


def _spoken_without(name: str, rhythm: str) -> str:
    facts = ", ".join(filter(None, [rhythm, _("no slot in this time")]))
    return _("{person}: {facts}").format(person=name, facts=facts)


def _counted(number: int) -> str:
    return wording.number(number, 0) if number else NONE


def _length(one: OneOnOne) -> str:
    return "" if one.slot_seconds is None else figure_words.block_length(one.slot_seconds)


def _next(one: OneOnOne, given: PeopleMaterial) -> str:
    """Return when the next one is scheduled: "Thu 26 Nov, 10:30", "today, 16:00"; empty where none is."""
    if one.next_start is None:
        return ""
    day, second = given.zone.local(one.next_start)
    clock = wording.clock(second)
    if day == given.today:
        return _("today, {time}").format(time=clock)
    return _("{day}, {times}").format(day=figure_words.day_name(day, _NEAR, given.today), times=clock)


def _mark(slot: Slot, mark: Mark, given: PeopleMaterial) -> SlotMark:
    day = given.zone.local(slot.start)[0]
    text = _("{day}: {what}").format(
        day=figure_words.day_name(day, _NEAR, given.today), what=people_words.mark_words(mark, slot.fate)
    )
    key = "" if slot.occurrence is None else given.reference_of(slot.occurrence)
    return SlotMark(mark, text, f"occurrence:{key}" if key else "")


def initials(name: str) -> str:
    """Return at most two letters of a name: those of its first and last word; of an address, its first."""
    words = [word for word in name.partition("@")[0].split() if word[:1].isalnum()]
    if not words:
        return ""
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()
