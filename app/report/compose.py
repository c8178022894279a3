"""The results of a period to a report in words: page one, and the sections that were chosen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.finding_cards import finding_card
from app.analysis.findings import on_the_overview
from app.analysis.overview import overview
from app.analysis.rule_numbers import rule_number
from app.language import _, current
from app.report.definitions import definitions_section, limits_section
from app.report.document import (
    Brief,
    Chart,
    Figure,
    FigureStrip,
    FirstPage,
    LinesPicture,
    ReportDocument,
    Run,
    Text,
)
from app.report.journal_sections import conditions_section, delivered_section, outcomes_section, try_section
from app.report.material import FACE_TIME, Wanted
from app.report.names import Naming
from app.report.pattern_section import patterns_section
from app.report.people_section import people_section
from app.report.sections import SECTIONS
from app.report.series_sections import inflation_section, series_section
from app.report.time_sections import focus_section, load_section
from app.report.without_days import weeks_title

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from app.model.findings import Finding
    from app.model.overview import FigureCard
    from app.model.phrases import Phrase
    from app.report.document import Section
    from app.report.material import Material
    from app.report.sections import Names, SectionId

_COMPOSED: Final[Mapping[SectionId, Callable[[Material, Wanted], Section | None]]] = {
    "load": load_section,
    "focus": focus_section,
    "patterns": patterns_section,
    "series": series_section,
    "inflation": inflation_section,
    "people": people_section,
    "outcomes": outcomes_section,
    "conditions": conditions_section,
    "delivered": delivered_section,
    "try": try_section,
    "definitions": definitions_section,
    "limits": limits_section,
}
_LANGUAGES: Final = {"en": "en-GB", "de": "de"}
_IN_HOURS: Final = frozenset({"meetings", "focus"})


def compose(
    material: Material, sections: Collection[SectionId] = SECTIONS, names: Names = "replaced"
) -> ReportDocument:
    """Return the report of a period in the language in force.

    Args:
        material: the results.
        sections: which sections it shall have; page one is always there.
        names: whether titles and names stand in it.

    """
    anonymous = names == "anonymous"
    naming = Naming(
        names=names,
        known=material.names,
        merged=material.preferences.merged,
    )
    for row in material.series.figures:
        if row.recurs:
            # Letters go by cost: Series A is the costliest.
            naming.series(row.key, row.title)
    wanted = Wanted(frozenset(sections), naming, anonymous)
    composed = (_COMPOSED[each](material, wanted) for each in SECTIONS if each in sections and each != "summary")
    period = (
        weeks_title(material.period.first, material.period.last) if anonymous else words.period_title(material.period)
    )
    days = () if anonymous else tuple(dt.date.fromordinal(day).isoformat() for day in material.period[1:])
    return ReportDocument(
        language=_LANGUAGES.get(current(), current()),
        title=_("Clearweek report, {period}").format(period=period),
        period=period,
        days=days,
        names=names,
        privacy=_privacy(names),
        foot=_foot(),
        page=_("{page} of {pages}"),
        to_try=_("To try:"),
        without=_("{mark} stands for characters that no typeface of the computer has on which this was made."),
        first=_first_page(material, wanted),
        sections=tuple(each for each in composed if each is not None),
    )


def _privacy(names: Names) -> str:
    if names == "shown":
        return _("With titles of meetings and names")
    if names == "anonymous":
        return _("Without titles, names, single days and times of day")
    return _("Without titles of meetings and without names")


def _foot() -> str:
    return _(
        "A calendar knows what was scheduled, not what was done or thought. This report speaks of meetings and habits; "
        "it rates no person. Every figure is a lower bound."
    )


# ---- page one ----


def runs(sentence: Iterable[Phrase]) -> Text:
    """Return a sentence whose figures are strong."""
    return tuple(Run(phrase.text, strong=bool(phrase.opens)) for phrase in sentence)


def _first_page(material: Material, wanted: Wanted) -> FirstPage:
    page = overview(material.history, material.period)
    findings = on_the_overview([each for each in material.results if each.id != FACE_TIME])
    note = page.note
    lower = _("Talks without an invitation are not in a calendar, so every figure is a lower bound.")
    chart = None
    if page.chart is not None:
        caption = _("{caption}, shaded. Gaps: weeks away or of few working days.").format(
            caption=page.chart.caption[:1].upper() + page.chart.caption[1:]
        )
        alt = _("{title}. {summary}").format(title=page.chart.title, summary=page.chart.summary)
        chart = Chart("weeks", page.chart.title, caption, alt, LinesPicture(page.chart))
    return FirstPage(
        sentence=_sentence(page.sentence, material, wanted),
        note=note if lower in note else f"{note} {lower}",
        figures=tuple(map(_figure, page.cards)),
        chart=chart,
        no_chart="" if chart is not None else _("There is no complete week to draw yet."),
        findings_title=_("What stands out"),
        findings=tuple(_brief(each, material, wanted) for each in findings),
        no_findings="" if findings else _no_findings(material),
    )


def _sentence(sentence: tuple[Phrase, ...], material: Material, wanted: Wanted) -> Text:
    if (
        wanted.anonymous
        and material.period.kind in {"own", "four_weeks"}
        and material.history.complete_weeks(*material.period[1:])
    ):
        # Its usual beginning names the first and the last day.
        first, *rest = sentence
        subject = words.period_subject(material.period, material.history.today)
        named = first._replace(
            text=first.text.replace(subject, weeks_title(material.period.first, material.period.last), 1)
        )
        return runs((named, *rest))
    return runs(sentence)


def _no_findings(material: Material) -> str:
    unknown = {each.unknown for each in material.shown()}
    if len(unknown) == 1 and "" not in unknown:
        return unknown.pop()
    return _("Looked for {count} patterns; none of them was found, or all were set aside.").format(
        count=wording.number(len(material.shown()), 0)
    )


def _figure(card: FigureCard) -> Figure:
    if card.unknown:
        return Figure(card.id, card.name, "–", "", card.unknown, "", None)
    value, unit, factor = card.value, card.unit, 1.0
    if card.id in _IN_HOURS and card.unit == "min" and card.mark is not None:
        # Page one shows meeting and focus hours with one decimal, however few they are.
        value, unit, factor = wording.number(card.mark / 60, 1), "h", 1 / 60
    strip = FigureStrip(
        role=card.role,
        ticks=tuple(each * factor for each in card.ticks),
        band=None if card.band is None else (card.band[0] * factor, card.band[1] * factor),
        mark=None if card.mark is None else card.mark * factor,
    )
    usual = _("{usual}; {distance}").format(usual=card.usual, distance=card.distance) if card.distance else card.usual
    chart = Chart(f"figure-{card.id}", "", "", card.spoken, strip)
    return Figure(card.id, card.name, value, unit, "", usual, chart)


def _brief(finding: Finding, material: Material, wanted: Wanted) -> Brief:
    result = next(each for each in material.results if each.id == finding.found.pattern)
    strengths = dict.fromkeys(rule_number(result.id, each).strength.replace(" · ", ", ") for each in result.thresholds)
    name = _("{pattern}; {strength}").format(pattern=finding.name, strength="; ".join(list(strengths)[:1]))
    counted = finding_card(finding, material.looked.grounds).counted
    rests = _("Rests on {count}.").format(count=counted) if finding.found.evidence else ""
    return Brief(
        pattern=finding.found.pattern,
        sentence=runs(wanted.naming.sentence(finding, material.looked.grounds)),
        name=name,
        where=_("{name}: rule and source on page {page}") if "patterns" in wanted.sections else "",
        to_try=finding.suggestion,
        rests=rests,
    )
