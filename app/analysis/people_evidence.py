"""The occurrences of 1:1s behind a row of the People page: each slot with what became of it, and other 1:1s."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.analysis import figure_words, occurrence_words, people_words, wording
from app.analysis.evidence import MOST_ROWS
from app.analysis.one_on_one_slots import by_person
from app.analysis.people import one_on_ones
from app.language import _, ngettext
from app.model.evidence import Evidence, EvidenceRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.analysis.one_on_one_slots import Scheduled
    from app.model.occurrences import Occurrence
    from app.model.people import Mark, OneOnOne
    from app.model.slots import Slot
    from app.model.sources import Calendar


class Talks(NamedTuple):
    """What the evidence is made of.

    Attributes:
        given: what 1:1s are worked out from.
        references: the key that stands in ``occurrence:<key>``, by the ``id`` of each occurrence.
        calendars: by their keys.
        names: the name that the person gave, by address.

    """

    given: Scheduled
    references: Mapping[int, str]
    calendars: Mapping[str, Calendar]
    names: Mapping[str, str]
    today: int


def talks_evidence(talks: Talks, person: str, first: int, last: int) -> Evidence:
    """Return the 1:1s of some days (ordinals, both included) with one person; without an address, with all."""
    ones = [one for one in one_on_ones(talks.given, first, last, talks.today) if person in {"", one.person}]
    rows = [pair for one in ones for pair in _slots(talks, one, last - first + 1, several=not person)]
    in_series = {key for one in ones for key in _occurrences(one)}
    outside = _outside(talks, person, first, last, in_series)
    rows += [(each.start, _other(each, talks, last - first + 1, several=not person)) for each in outside]
    rows.sort(key=lambda pair: pair[0])
    shown = tuple(row for __, row in rows[:MOST_ROWS])
    days = wording.long_days_between(first, last)
    whom = people_words.person_name(person, talks.names) if person else ""
    title = _("1:1s with {person}, {days}").format(person=whom, days=days) if person else _("1:1s, {days}")
    notes = [people_words.cannot_know()]
    if outside:
        text = ngettext("{count} 1:1 lies outside the series.", "{count} 1:1s lie outside the series.", len(outside))
        notes.insert(0, text.format(count=wording.number(len(outside), 0)))
    return Evidence(title.format(days=days), _summary(ones), shown, tuple(notes), max(len(rows) - MOST_ROWS, 0))


def _summary(ones: Sequence[OneOnOne]) -> str:
    if len(ones) == 1:
        return ", ".join([people_words.rhythm_words(ones[0]), people_words.days_since_words(ones[0].days_since)])
    held, planned = sum(one.held for one in ones), sum(one.planned for one in ones)
    text = ngettext("{held} of {count} slot was held.", "{held} of {count} slots were held.", planned)
    return text.format(held=wording.number(held, 0), count=wording.number(planned, 0)) if planned else ""


def _occurrences(one: OneOnOne) -> set[int]:
    return {id(slot.occurrence) for slot, __ in one.slots if slot.occurrence is not None}


def _outside(talks: Talks, person: str, first: int, last: int, known: set[int]) -> list[Occurrence]:
    """Return the 1:1s of these days that are no slot of a series of two, those that made up for one among them."""
    zone = talks.given.zone
    found = by_person(talks.given.meetings, talks.given.me)
    wanted = [person] if person else list(found)
    days = range(first, min(last + 1, talks.today))
    return [
        each
        for who in wanted
        for each in found.get(who, ())
        if id(each) not in known and zone.local(each.start)[0] in days
    ]


def _slots(talks: Talks, one: OneOnOne, days: int, *, several: bool) -> list[tuple[int, EvidenceRow]]:
    return [(slot.start, _slot(slot, mark, one, talks, days, several=several)) for slot, mark in one.slots]


def _slot(slot: Slot, mark: Mark, one: OneOnOne, talks: Talks, days: int, *, several: bool) -> EvidenceRow:
    zone = talks.given.zone
    what = people_words.mark_words(mark, slot.fate)
    if slot.occurrence is not None:
        return _row(slot.occurrence, _whose(what, one.person, talks, several=several), talks, days)
    event = slot.head
    clock = occurrence_words.times(slot.start, slot.end, zone)
    day = figure_words.day_name(zone.local(slot.start)[0], max(days, 2), talks.today)
    return EvidenceRow(
        when=_("{day}, {times}").format(day=day, times=clock),
        title=occurrence_words.title_of(event) if event is not None else _("(no title)"),
        why=_whose(what, one.person, talks, several=several),
        chips=(),
        explanation=_("The calendar leaves this slot of the series out, and does not say why."),
        source="",
        occurrence="",
    )


def _other(each: Occurrence, talks: Talks, days: int, *, several: bool) -> EvidenceRow:
    people = by_person([each], talks.given.me)
    return _row(
        each, _whose(_("held, outside the series"), next(iter(people), ""), talks, several=several), talks, days
    )


def _whose(what: str, person: str, talks: Talks, *, several: bool) -> str:
    if not several or not person:
        return what
    return _("{person}: {facts}").format(person=people_words.person_name(person, talks.names), facts=what)


def _row(each: Occurrence, why: str, talks: Talks, days: int) -> EvidenceRow:
    key = talks.references.get(id(each), "")
    return EvidenceRow(
        when=occurrence_words.when(each, talks.given.zone, max(days, 2), talks.today),
        title=occurrence_words.title(each),
        why=why,
        chips=(),
        explanation=occurrence_words.explanation(each),
        source=occurrence_words.source(each, talks.calendars),
        occurrence=f"occurrence:{key}" if key else "",
    )
