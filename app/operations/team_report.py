"""The merged summary of a team as a report: what is said, what is not, and why (docs/team.md §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.language import _, current, ngettext
from app.model.foreign_text import visible
from app.operations.team_words import band_words, figure_name, share_words, weeks_words
from app.report.document import DataTable, FirstPage, Paragraph, Points, ReportDocument, Run, Section

if TYPE_CHECKING:
    from app.model.team import FigureShares, TeamSummary
    from app.report.document import Part

_LONGEST = 80


def team_document(summary: TeamSummary) -> ReportDocument:
    """Return a summary that was not refused as a document to be set; nothing in it is about one person."""
    weeks = "" if summary.period is None else weeks_words(summary.period)
    people = ngettext("{count} person", "{count} people", summary.n).format(count=summary.n)
    shares = Section("load", _("What the calendars leave"), tuple(_shares(summary)))
    limits = Section("limits", _("What is not said, and why"), tuple(_left_out(summary)))
    return ReportDocument(
        language="en-GB" if current() == "en" else current(),
        title=_("Clearweek, summary of a team, {period}").format(period=weeks),
        period=weeks,
        days=(),
        names="anonymous",
        privacy=_("Nothing in it is about one person"),
        foot=_(
            "A calendar knows what was scheduled. Bands are of averages over the weeks; nobody’s hours are in them."
        ),
        page=_("{page} of {pages}"),
        to_try=_("To try:"),
        without=_("{mark} stands for characters that no typeface of the computer has on which this was made."),
        first=FirstPage(
            sentence=(Run(_("Summary of a team of")), Run(f" {people}", strong=True)),
            note=_("Each chose what left their machine: bands, no hours. Shares are rounded, and of people, not time."),
            figures=(),
            chart=None,
            no_chart="",
            findings_title="",
            findings=(),
            no_findings="",
        ),
        sections=(shares, limits) if limits.parts else (shares,),
    )


def _shares(summary: TeamSummary) -> list[Part]:
    why = {each.what: each.why for each in summary.suppressed}
    parts: list[Part] = []
    for each in summary.figures:
        if each.cells:
            parts.append(_table(each))
        if each.figure in why:
            text = why[each.figure] if each.cells else f"{figure_name(each.figure)}: {why[each.figure]}"
            parts.append(Paragraph((Run(text),), "note"))
    return parts


def _table(figure: FigureShares) -> DataTable:
    rows = tuple((band_words(figure.figure, cell.band), share_words(cell.share)) for cell in figure.cells)
    return DataTable(figure_name(figure.figure), "", (_("Band"), _("People")), rows, (1,))


def _left_out(summary: TeamSummary) -> list[Part]:
    whole = tuple((Run(each.why),) for each in summary.suppressed if each.what == "all")
    aside = tuple(
        (Run(_("{file}: {reason}").format(file=visible(each.file or each.slot, _LONGEST), reason=each.reason)),)
        for each in summary.set_aside
    )
    return [Points(rows) for rows in (whole, aside) if rows]
