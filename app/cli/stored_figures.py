"""The commands that show what is kept: overview and export."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.data_of import data_folder, nothing_kept, opened
from app.cli.options import choices_of, look_at_period
from app.cli.output import json_text, print_bytes, print_json
from app.cli.progress_bar import progress_on
from app.language import _, ngettext
from app.model.foreign_text import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from app.cli.printing import Style
    from app.model.findings import Finding
    from app.model.overview import FigureCard, Overview
    from app.operations.stored_week import Choices, WeekPage
    from app.operations.workspace import Workspace
    from app.progress import Progress

_STANDARD_OUTPUT = "-"


def _choices(words: argparse.Namespace) -> Choices:
    from app.operations.stored_week import Choices

    return Choices(choices_of(words), words.today)


def print_overview(words: argparse.Namespace) -> None:
    """Print the page of one week of what is kept."""
    choices = _choices(words)
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


def print_export(words: argparse.Namespace) -> None:
    """Write what is kept to a file, or to standard output."""
    look_at_period(words)
    choices = _choices(words)
    with opened(words) as workspace, progress_on(sys.stderr) as progress:
        if workspace.is_empty():
            raise nothing_kept()
        write = _csv if words.form == "csv" else _json
        count, pieces = write(workspace, words, choices, progress)
    if words.output == _STANDARD_OUTPUT:
        print_bytes(pieces)
        return
    from app.operations.export_file import write_export

    path = Path(words.output)
    write_export(path, pieces, data_folder(words))
    if words.json:
        print_json({"schema": "clearweek.exported/1", "path": words.output, "occurrences": count})
        return
    from app.analysis import wording

    text = ngettext(
        "{count} occurrence was written to {path}, which only you may read.",
        "{count} occurrences were written to {path}, which only you may read.",
        count,
    )
    print(visible(text.format(count=wording.number(count, 0), path=path), 1_000))


def _csv(
    workspace: Workspace, words: argparse.Namespace, choices: Choices, progress: Progress
) -> tuple[int, Iterable[bytes]]:
    from app.cli.as_json import events_json
    from app.cli.csv_export import csv_lines
    from app.operations.stored_answers import stored_occurrences

    timeline = stored_occurrences(workspace, (words.first, words.last), choices, progress)
    rows = events_json(timeline)["occurrences"]
    return len(rows), csv_lines(rows)


def _json(
    workspace: Workspace, words: argparse.Namespace, choices: Choices, progress: Progress
) -> tuple[int, Iterable[bytes]]:
    from app.cli.as_json import export_json
    from app.cli.rule_commands import words_json
    from app.operations.own_word import list_words
    from app.operations.stored_answers import stored_analysis

    timeline, analysis = stored_analysis(workspace, (words.first, words.last), choices, progress)
    value = export_json(analysis, timeline, workspace.ledger(), words_json(list_words(workspace)))
    return len(value["occurrences"]), [json_text(value, for_eyes=False).encode()]
