"""The patterns of METRICS.md §7 with their evidence: those found in full, the others in a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.finding_cards import finding_card
from app.analysis.findings import rule_sentence
from app.analysis.pattern_bars import week_bars
from app.analysis.pattern_details import SURE
from app.analysis.pattern_groups import pattern_groups
from app.analysis.patterns.grounds import SERIES_WEEKS
from app.analysis.rule_numbers import rule_number
from app.language import _, ngettext
from app.model.inflation import Inflation
from app.report.document import BarsPicture, Chart, DataTable, FindingPart, Heading, Paragraph, Run, Section, Terms

if TYPE_CHECKING:
    from app.model.findings import Finding, PatternResult
    from app.model.patterns_page import PatternRow
    from app.report.document import Part
    from app.report.material import Material, Wanted

_MOST_SERIES: Final = 8


def patterns_section(material: Material, wanted: Wanted) -> Section:
    """Return every pattern: found with its evidence, looked for and not found, or not known with the reason."""
    weeks = material.looked.grounds.weeks
    groups = pattern_groups(material.shown(), weeks[-1] if weeks else None, ())
    rows = {row.pattern: row for group in groups for row in group.rows}
    found = {each.found.pattern: each for each in material.findings()}
    parts: list[Part] = [Paragraph((Run(_opening(material, len(found))),), "lead")]
    parts += [
        _finding(found[each.id], each, rows[each.id], material, wanted) for each in material.results if each.id in found
    ]
    reasons = {each.unknown for each in material.shown()}
    if len(reasons) == 1 and "" not in reasons:
        text = _("Of none of the {count} patterns anything can be said. {reason}")
        said = text.format(count=wording.number(len(material.shown()), 0), reason=reasons.pop())
        return Section("patterns", _("Patterns and their evidence"), (Paragraph((Run(said),)),))
    for group in groups:
        listed = tuple((row.name, row.text) for row in group.rows if row.pattern not in found)
        if group.state != "found" and listed:
            parts += [Heading(group.title), Terms(listed)]
    return Section("patterns", _("Patterns and their evidence"), tuple(parts))


def _opening(material: Material, found: int) -> str:
    weeks = len(material.looked.grounds.weeks[-SERIES_WEEKS:])
    text = ngettext(
        "{found} of {all} patterns were found. They look at {count} full week up to the end of the period.",
        "{found} of {all} patterns were found. They look at up to {count} full weeks up to the end of the period.",
        weeks,
    )
    return text.format(
        found=wording.number(found, 0),
        all=wording.number(len(material.shown()), 0),
        count=wording.number(weeks, 0),
    )


def _finding(
    finding: Finding, result: PatternResult, row: PatternRow, material: Material, wanted: Wanted
) -> FindingPart:
    grounds = material.looked.grounds
    growth = material.looked.inflation
    last = grounds.weeks[-1].monday + 6
    bars = week_bars(
        result.id,
        material.history,
        last,
        growth if isinstance(growth, Inflation) and result.id == "meeting-inflation" else None,
    )
    chart = None
    if bars is not None:
        spec = bars.chart
        alt = _("{title}. {summary}").format(title=spec.title, summary=spec.summary)
        chart = Chart(f"pattern-{result.id}", spec.title, spec.caption, alt, BarsPicture(bars))
    counted = finding_card(finding, grounds).counted
    labelled = [
        (_("To try:"), finding.suggestion),
        (_("Rests on:"), counted if finding.found.evidence else _("slots of series")),
        ("", _(SURE[finding.found.confidence])),
        (_("Not known:"), finding.cannot_know),
        (_("The rule:"), rule_sentence(result)),
        (_("Its source:"), _sources(result)),
    ]
    return FindingPart(
        pattern=result.id,
        name=finding.name,
        figure=row.value,
        sentence=tuple(Run(each.text, strong=bool(each.opens)) for each in wanted.naming.sentence(finding, grounds)),
        labelled=tuple(each for each in labelled if each[1]),
        chart=chart,
        table=_series(finding, material, wanted),
    )


def _sources(result: PatternResult) -> str:
    """Return where the numbers of a rule come from, each source once with its strength."""
    numbers = (rule_number(result.id, each) for each in result.thresholds)
    found = dict.fromkeys((each.strength.partition(" ")[0], each.source) for each in numbers)
    return "; ".join(_("{source} ({strength})").format(source=source, strength=strength) for strength, source in found)


def _series(finding: Finding, material: Material, wanted: Wanted) -> DataTable | None:
    """Return the series that a finding is about, the costliest first, over the last thirteen full weeks."""
    if finding.found.pattern == "meeting-inflation":
        return None  # a section of its own shows them
    known = [
        material.looked.grounds.series[key] for key in finding.found.series if key in material.looked.grounds.series
    ]
    if not known:
        return None
    rows = tuple(
        (
            wanted.naming.series(each.key, each.title),
            wording.number(each.held, 0),
            words.length(each.seconds),
            words.length(each.focus_cost_seconds),
        )
        for each in known[:_MOST_SERIES]
    )
    caption = _("in the last 13 full weeks")
    more = len(known) - len(rows)
    if more:
        text = ngettext("in the last 13 full weeks; {count} more", "in the last 13 full weeks; {count} more", more)
        caption = text.format(count=wording.number(more, 0))
    headers = (_("Series"), _("held"), _("time"), _("focus cost"))
    return DataTable(_("The series"), caption, headers, rows, (1, 2, 3))
