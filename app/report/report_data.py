"""A report as plain data: for the template, and as JSON for whoever gets it.

What charts and figures open is left out: it would name events.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from app.report.document import Chart, DataTable, FindingPart, Heading, Paragraph, Points, Terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.report.document import Figure, FirstPage, Part, ReportDocument, Section, Text

    WithChart = Callable[[Chart], dict[str, object]]


def chart_data(chart: Chart) -> dict[str, object]:
    """Return the words of a chart."""
    return {"is": "chart", "id": chart.id, "title": chart.title, "caption": chart.caption, "alt": chart.alt}


def report_data(document: ReportDocument, with_chart: WithChart = chart_data) -> dict[str, object]:
    """Return a report as values that JSON can hold; ``with_chart`` gives those of a chart."""
    return {
        "language": document.language.partition("-")[0],
        "region": document.language.partition("-")[2] or None,
        "title": document.title,
        "period": document.period,
        "days": list(document.days),
        "names": document.names,
        "privacy": document.privacy,
        "foot": document.foot,
        "page": document.page,
        "to_try": document.to_try,
        "first": _first(document.first, with_chart),
        "sections": [_section(each, with_chart) for each in document.sections],
    }


def _first(first: FirstPage, with_chart: WithChart) -> dict[str, object]:
    return {
        "sentence": _text(first.sentence),
        "note": first.note,
        "figures": [_figure(each, with_chart) for each in first.figures],
        "chart": None if first.chart is None else with_chart(first.chart),
        "no_chart": first.no_chart,
        "findings_title": first.findings_title,
        "findings": [{**dataclasses.asdict(each), "sentence": _text(each.sentence)} for each in first.findings],
        "no_findings": first.no_findings,
    }


def _figure(figure: Figure, with_chart: WithChart) -> dict[str, object]:
    return {
        "id": figure.id,
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "unknown": figure.unknown,
        "usual": figure.usual,
        "strip": None if figure.strip is None else with_chart(figure.strip),
    }


def _section(section: Section, with_chart: WithChart) -> dict[str, object]:
    return {"id": section.id, "title": section.title, "parts": [_part(each, with_chart) for each in section.parts]}


def _text(text: Text) -> list[dict[str, object]]:
    return [{"text": run.text, "strong": run.strong} for run in text]


def _part(part: Part, with_chart: WithChart) -> dict[str, object]:
    match part:
        case Paragraph():
            return {"is": "paragraph", "text": _text(part.text), "kind": part.kind}
        case Heading():
            return {"is": "heading", "text": part.text}
        case DataTable():
            return {"is": "table", **dataclasses.asdict(part)}
        case Terms():
            return {"is": "terms", "rows": part.rows}
        case Points():
            return {"is": "points", "rows": [_text(each) for each in part.rows]}
        case Chart():
            return with_chart(part)
        case FindingPart():
            return {
                "is": "finding",
                "pattern": part.pattern,
                "name": part.name,
                "figure": part.figure,
                "sentence": _text(part.sentence),
                "labelled": part.labelled,
                "chart": None if part.chart is None else with_chart(part.chart),
                "table": None if part.table is None else dataclasses.asdict(part.table),
            }
