"""The 1:1s: what became of their slots. Nothing here says who somebody is unless names were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import people_words, wording
from app.language import _
from app.report.document import Chart, DataTable, Paragraph, Rhythms, Run, Section

if TYPE_CHECKING:
    from app.model.people import OneOnOne
    from app.report.document import Part
    from app.report.material import Material, Wanted

_MOST: Final = 24


def people_section(material: Material, wanted: Wanted) -> Section:
    """Return the 1:1s of the period."""
    found = material.people
    title = _("1:1s")
    if found.unknown or not found.ones:
        text = found.unknown or _("No recurring meeting of two people lies in this time.")
        return Section("people", title, (Paragraph((Run(text),)),))
    ones = found.ones[:_MOST]
    named = [(wanted.naming.person(each.person), each) for each in ones]
    parts: list[Part] = [Paragraph(tuple(Run(each.text) for each in found.sentence), "lead")]
    drawn = [(name, each) for name, each in named if each.recent]
    if drawn:
        parts.append(_rhythms(drawn))
    rows = tuple(
        (name, _how_often(each), people_words.held_words(each) if each.planned else "–", *_fates(each))
        for name, each in named
    )
    headers = (
        _("1:1"),
        _("how often"),
        _("held"),
        _("moved"),
        _("made up within 7 days"),
        _("fell out"),
        _("time"),
    )
    parts.append(DataTable(_("The slots of the period"), "", headers, rows, (2, 3, 4, 5, 6)))
    note = people_words.cannot_know() if wanted.anonymous else found.note
    parts.append(Paragraph((Run(note),), "note"))
    return Section("people", title, tuple(parts))


def _how_often(one: OneOnOne) -> str:
    length = "" if one.slot_seconds is None else words.block_length(one.slot_seconds)
    return ", ".join(filter(None, (people_words.rhythm(one), length))) or "–"


def _fates(one: OneOnOne) -> tuple[str, str, str, str]:
    counts = (wording.number(count, 0) if count else "–" for count in (one.moved, one.made_up, one.fell_out))
    moved, made_up, fell_out = counts
    return moved, made_up, fell_out, words.length(one.seconds)


def _rhythms(named: list[tuple[str, OneOnOne]]) -> Chart:
    legend = (
        ("held", _("held")),
        ("moved", _("held, moved by 15 min or more")),
        ("made-up", _("fell out, made up within 7 days")),
        ("fell-out", _("fell out")),
    )
    rows = tuple((name, tuple(mark for __, mark in each.recent)) for name, each in named)
    title = _("The last slots of each 1:1, newest at the right")
    said = [
        _("{name}: {held} of the last {count} held").format(
            name=name,
            held=wording.number(sum(mark in {"held", "moved"} for mark in marks), 0),
            count=wording.number(len(marks), 0),
        )
        for name, marks in rows
    ]
    return Chart("rhythm", title, "", "; ".join([title, *said]), Rhythms(rows, legend))
