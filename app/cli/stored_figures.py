"""The command that shows a week of what is kept: overview."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from app.cli.data_of import nothing_kept, opened
from app.cli.options import choices_of
from app.cli.output import print_json
from app.cli.progress_bar import progress_on
from app.language import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from app.cli.printing import Style
    from app.model.findings import Finding
    from app.model.overview import FigureCard, Overview
    from app.operations.stored_week import Choices, WeekPage
    from app.operations.workspace import Workspace
    from app.progress import Progress


def week_choices(words: argparse.Namespace) -> Choices:
    """Return what holds instead of the settings, by the options of a command."""
    from app.operations.stored_week import Choices

    return Choices(choices_of(words), words.today)


def print_overview(words: argparse.Namespace) -> None:
    """Print the page of one week of what is kept."""
    choices = week_choices(words)
    from app.operations.bulk_work import bulk_work
    from app.operations.stored_week import stored_week

    with opened(words) as workspace, progress_on(sys.stderr) as progress, bulk_work():
        if workspace.is_empty():
            raise nothing_kept()
        found = stored_week(workspace, words.week, choices, coming=words.next, progress=progress)
        findings = [] if words.json or words.next else _findings(workspace, found, choices, progress)
    if words.json:
        print_json(_overview_json(found))
        return
    from app.cli.printing import Style

    print("\n".join(_overview_lines(found.page, findings, Style(sys.stdout))))


def _findings(workspace: Workspace, found: WeekPage, choices: Choices, progress: Progress) -> list[Finding]:
    if not choices.any():
        from app.operations.stored_patterns import findings_until

        return findings_until(workspace, found.period.last)
    from app.operations.stored_answers import findings_with_choices

    return findings_with_choices(workspace, found.period.last, choices, progress)


def _overview_json(found: WeekPage) -> dict[str, object]:
    from app.cli.as_json import week_json

    first, last = (dt.date.fromordinal(day).isoformat() for day in (found.period.first, found.period.last))
    return {
        "schema": "clearweek.overview/1",
        "period": {"from": first, "to": last, "tz": found.period.zone.name},
        "week": None if found.week is None else week_json(found.week),
        "sentence": _sentence(found.page),
        "calendars": list(found.calendars),
    }


def _sentence(page: Overview) -> str:
    return "".join(phrase.text for phrase in page.sentence)


def _overview_lines(page: Overview, findings: Sequence[Finding], style: Style) -> Iterator[str]:
    from app.cli.pattern_commands import finding_lines
    from app.cli.tables import table

    yield style.bold(page.period_title)
    yield _sentence(page)
    yield ""
    for line in table([cells for card in page.cards for cells in _card_cells(card)], numbers={1}):
        yield f"  {line}"
    for each in page.lists:
        yield ""
        yield style.bold(each.title)
        # Titles were made harmless where the page was composed.
        for text, detail, _opens in each.rows:
            yield f"  {text}  {style.faint(detail)}".rstrip()
        if each.more:
            yield f"  {each.more}"
    if findings:
        yield ""
        yield style.bold(_("What costs the most focus time"))
        for finding in findings:
            yield from finding_lines(finding.name, finding.sentence, style)
    yield ""
    yield style.faint(page.note)


def _card_cells(card: FigureCard) -> Iterator[tuple[str, ...]]:
    if card.unknown:
        yield card.name, "–", card.unknown
        return
    yield card.name, f"{card.value} {card.unit}".strip(), card.usual, card.distance
    for name, value in card.beside:
        yield f"  {name}", value
