"""What the journal comes to: outcomes, conditions, what was delivered, and what to try (METRICS.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import wording
from app.analysis.findings import on_the_overview
from app.analysis.measure_words import experiment_sentence, measure_rows
from app.analysis.outcome_words import beside_sentence, conditions_words, delivered_words, notes_sentence
from app.language import _, ngettext
from app.report.document import DataTable, Heading, Paragraph, Points, Run, Section
from app.report.journal_tables import beside_table

if TYPE_CHECKING:
    from app.model.outcomes import Block
    from app.report.document import Part
    from app.report.material import Material, Wanted

_MOST_TO_TRY: Final = 19


def outcomes_section(material: Material, wanted: Wanted) -> Section:
    """Return the measures of the journal, and its weeks beside those of the calendars."""
    page = material.page
    title = _("Outcomes")
    if page.empty:
        text = _(
            "The journal is empty. What was promised and what became of it, a calendar does not know; a journal of "
            "promises says it."
        )
        return Section("outcomes", title, (Paragraph((Run(text),)),))
    days = wording.long_days_between(page.measures.first, page.measures.last)
    rows = measure_rows(page.measures)
    headers = (_("Measure"), _("figure"), _("what it rests on"))
    parts: list[Part] = [
        Paragraph((Run(_open(material)),), "lead"),
        DataTable(_("Six measures of the journal"), "" if wanted.anonymous else days, headers, rows, (1,)),
    ]
    if page.weeks:
        parts.append(beside_table(page.weeks))
        parts.append(Paragraph((Run(beside_sentence(len(page.weeks))),), "note"))
    if page.notes:
        parts.append(Paragraph((Run(notes_sentence(page.notes_summary)),)))
    if page.experiments and not wanted.anonymous:
        parts += [
            Heading(_("Experiments")),
            Points(tuple((Run(experiment_sentence(each)),) for each in page.experiments)),
        ]
    return Section("outcomes", title, tuple(parts))


def _open(material: Material) -> str:
    count, waiting = len(material.page.promises), len(material.page.waiting)
    if not count:
        return _("No promise is open.")
    text = ngettext("{count} promise is open.", "{count} promises are open.", count)
    if waiting:
        text = ngettext(
            "{count} promise is open, and it waits.",
            "{count} promises are open, {waiting} of them waiting.",
            count,
        )
    return text.format(count=wording.number(count, 0), waiting=wording.number(waiting, 0))


def conditions_section(material: Material, wanted: Wanted) -> Section:
    """Return the conditions of the period: what was scheduled, what promises waited for, what would help."""
    del wanted  # it names no promise and nobody
    blocks = conditions_words(material.conditions).blocks
    heads = (_("Waited for"), _("days"), _("promises"))
    return Section("conditions", _("Conditions"), tuple(part for block in blocks for part in _parts(block, heads)))


def delivered_section(material: Material, wanted: Wanted) -> Section:
    """Return what was done, in one's own words; of an anonymous report how much."""
    title = _("What I delivered")
    if not any(quarter.promises for quarter in material.quarters):
        return Section("delivered", title, (Paragraph((Run(_("The journal names nothing done in this time.")),)),))
    if wanted.anonymous:
        points = tuple(
            (Run(_done(quarter.first, len(quarter.promises))),) for quarter in material.quarters if quarter.promises
        )
        return Section("delivered", title, (Points(points),))
    blocks = delivered_words(material.quarters).blocks
    own = Paragraph((Run(_("In the words of the journal; to whom something was promised is left out.")),), "note")
    heads = (_("Done on"), _("What"), _("What done means"))
    return Section("delivered", title, (*(part for block in blocks for part in _parts(block, heads)), own))


def _done(day: int, count: int) -> str:
    text = ngettext("{quarter}: {count} promise done", "{quarter}: {count} promises done", count)
    return text.format(quarter=wording.date_words(day, "yQQQQ"), count=wording.number(count, 0))


def _parts(block: Block, heads: tuple[str, ...]) -> list[Part]:
    """Return a part of a sheet as parts of a section; ``heads`` stand over columns that have none on a screen."""
    parts: list[Part] = []
    if block.rows:
        over = tuple(head or _("Figure") for head in block.heads) if any(block.heads) else heads
        parts.append(DataTable(block.title, "", over[: len(block.rows[0])], block.rows, block.numbers))
        parts += [Paragraph((Run(line),)) for line in block.lines]
    else:
        parts += [Heading(block.title)] if block.title else []
        parts += [Points(tuple((Run(line),) for line in block.lines))] if block.lines else []
    if block.note:
        parts.append(Paragraph((Run(block.note),), "note"))
    return parts


def try_section(material: Material, wanted: Wanted) -> Section:
    """Return one thing to try for each finding, the costliest first."""
    del wanted  # what to try names nothing
    findings = on_the_overview(
        [each for each in material.shown() if each.finding is not None], most=len(material.results)
    )
    first = {each.found.pattern: None for each in findings}
    ordered = [*findings, *(each for each in material.findings() if each.found.pattern not in first)]
    if not ordered:
        text = _("Nothing was found, so there is nothing to propose.")
        return Section("try", _("What to try"), (Paragraph((Run(text),)),))
    points = tuple((Run(f"{each.name}: ", strong=True), Run(each.suggestion)) for each in ordered[:_MOST_TO_TRY])
    note = _(
        "One change at a time, with a date and one figure to look at: after four weeks the ranges before and after it "
        "say whether there is a clear change. Most of these need the consent of others."
    )
    return Section("try", _("What to try"), (Points(points), Paragraph((Run(note),), "note")))
