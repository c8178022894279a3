"""The events behind a finding, each with why it counts, and what a calendar cannot know about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words as words
from app.analysis import occurrence_words, wording
from app.analysis.evidence import MOST_ROWS
from app.language import _, ngettext
from app.model.evidence import Evidence, EvidenceRow
from app.model.merged import counted_as, rule_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Finding
    from app.model.occurrences import Occurrence


def finding_evidence(finding: Finding, grounds: Grounds, references: Mapping[int, str], today: int) -> Evidence:
    """Return the events behind a finding.

    Args:
        finding: what was found.
        grounds: what it was found in.
        references: the key that stands in ``occurrence:<key>``, by the ``id`` of each occurrence.
        today: the day from which dates are told apart.

    """
    found = finding.found.evidence
    first = grounds.zone.local(found[0].start)[0] if found else today
    last = grounds.zone.local(found[-1].start)[0] if found else today
    rows = tuple(_row(each, grounds, references, last - first + 2, today) for each in found[:MOST_ROWS])
    return Evidence(
        title=finding.name,
        summary=finding.sentence,
        rows=rows,
        notes=(_cost(finding), finding.cannot_know, _("One thing to try: {what}").format(what=finding.suggestion)),
        more=len(found) - len(rows),
    )


def _cost(finding: Finding) -> str:
    """Return what the meetings behind a finding come to a week."""
    count = wording.number(len(finding.found.evidence), 0)
    if finding.focus_cost_seconds is None:
        text = ngettext("It rests on {count} event.", "It rests on {count} events.", len(finding.found.evidence))
        return text.format(count=count)
    text = ngettext(
        "It rests on {count} event; without it a week would have {focus} more in blocks of 2 h and more.",
        "It rests on {count} events; without them a week would have {focus} more in blocks of 2 h and more.",
        len(finding.found.evidence),
    )
    return text.format(count=count, focus=words.length(finding.focus_cost_seconds))


def _row(each: Occurrence, grounds: Grounds, references: Mapping[int, str], days: int, today: int) -> EvidenceRow:
    reference = references.get(id(each))
    return EvidenceRow(
        when=occurrence_words.when(each, grounds.zone, days, today),
        title=occurrence_words.title(each),
        why=occurrence_words.what(each),
        chips=(),
        explanation=occurrence_words.explanation(each),
        source=occurrence_words.source(each, grounds.calendars),
        occurrence=f"occurrence:{reference}" if reference else "",
        series=counted_as(each.series.uid, grounds.preferences.merged),
        rule=rule_of(each.series.uid, grounds.preferences) or "",
    )
