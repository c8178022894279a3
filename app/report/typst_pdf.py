"""A report as PDF, tagged for screen readers (PDF/UA-1), and its pages as pictures for the preview.

The typesetter gets one fixed template of ours and the report as JSON, and nothing else: an empty folder of its own to
read from, no packages, no network, and the typefaces that were chosen. Titles that others wrote are data in it and
never markup. Nothing of the machine, its user, its zone or the day stands in the result, and the same report gives the
same bytes.
"""

from __future__ import annotations

import dataclasses
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from app.environment import resource_path
from app.errors import UserError
from app.language import _
from app.report.chart_svg import chart_svg
from app.report.document import LinesPicture, Paragraph, Run
from app.report.line_charts import LOW, lines_svg
from app.report.report_data import chart_data, report_data
from app.report.svg import colors
from app.report.typefaces import MARK, settable, typefaces_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.report.document import Chart, ReportDocument
    from app.report.sections import Paper
    from app.report.typefaces import Typefaces

Form = Literal["pdf", "png"]

_TEMPLATE: Final = "report.typ"
_STANDARD: Final = "ua-1"


def report_pdf(document: ReportDocument, paper: Paper = "a4") -> bytes:
    """Return a report as PDF.

    Raises:
        UserError: when the typesetter cannot set it.

    """
    (pdf,) = _compiled(document, paper, form="pdf")
    return pdf


def report_pictures(document: ReportDocument, paper: Paper = "a4", dots: float = 96.0) -> tuple[bytes, ...]:
    """Return the pages of a report as PNG, as they will be printed, with so many dots an inch.

    Raises:
        UserError: when the typesetter cannot set it.

    """
    return _compiled(document, paper, form="png", dots=dots)


class Prepared(NamedTuple):
    """What the typesetter is given of a report.

    Attributes:
        data: the report as JSON, in which every character can be set.
        faces: the typefaces that it is set in.

    """

    data: str
    faces: Typefaces


def prepared(document: ReportDocument, paper: Paper) -> Prepared:
    """Return a report as the typesetter is given it, for the PDF and for its pictures alike."""
    return _prepared_with(document, paper, typefaces_for(list(_texts(document))))


def _prepared_with(document: ReportDocument, paper: Paper, faces: Typefaces) -> Prepared:
    data = _data(_settable(document, faces), faces, paper)
    return Prepared(json.dumps(data, ensure_ascii=False, sort_keys=True), faces)


def _compiled(document: ReportDocument, paper: Paper, *, form: Form, dots: float = 96.0) -> tuple[bytes, ...]:
    try:
        return _set(*prepared(document, paper), form, dots)
    except RuntimeError:
        # A typeface that says it has a character and then cannot draw it: Inter alone, and a mark for all the rest.
        alone = _prepared_with(document, paper, typefaces_for(list(_texts(document)), tuple))
    try:
        return _set(*alone, form, dots)
    except RuntimeError as error:
        raise UserError(
            _("The report cannot be set"), type(error).__name__, _("leave sections out with --sections")
        ) from error


def _set(data: str, faces: Typefaces, form: Form, dots: float) -> tuple[bytes, ...]:
    # Imported here because only a report needs it: it is a large library.
    import typst

    # Made with mode 0700 under a name that nobody could have put there before; it stays empty.
    with tempfile.TemporaryDirectory(prefix="clearweek-report-") as folder:
        root = Path(folder)
        typesetter = typst.Compiler(
            root=root,
            font_paths=list(faces.folders),
            ignore_system_fonts=True,
            sys_inputs={"report": data},
            package_path=root / "none",
            package_cache_path=root / "none",
        )
        template = resource_path("report", _TEMPLATE).read_bytes()
        if form == "pdf":
            made = typesetter.compile(template, format="pdf", pdf_standards=[_STANDARD])
        else:
            made = typesetter.compile(template, format="png", ppi=dots)
    pages = made if isinstance(made, list) else [made]
    return tuple(each for each in pages if each is not None)


# ---- texts ----


def _texts(value: object) -> Iterator[str]:
    """Give every text of a document, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)


def _settable(document: ReportDocument, faces: Typefaces) -> ReportDocument:
    """Return a report in which every character can be set; where some could not, the last section says so."""
    if not faces.lacking:
        return document
    shown: ReportDocument = _replaced(document, faces.lacking)
    said = document.without.format(mark=MARK)
    if not shown.sections:
        return dataclasses.replace(shown, foot=f"{shown.foot} {said}")
    *before, last = shown.sections
    note = Paragraph((Run(said),), "note")
    return dataclasses.replace(shown, sections=(*before, dataclasses.replace(last, parts=(*last.parts, note))))


def _replaced(value: Any, lacking: frozenset[str]) -> Any:  # noqa: ANN401 (whatever a document is made of)
    if isinstance(value, str):
        return settable(value, lacking)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        own = {field.name: _replaced(getattr(value, field.name), lacking) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **own)
    if isinstance(value, tuple):
        pieces = [_replaced(each, lacking) for each in value]
        make = getattr(type(value), "_make", tuple)
        return make(pieces)
    return value


# ---- JSON for the template ----


def _data(document: ReportDocument, faces: Typefaces, paper: Paper) -> dict[str, object]:
    return {
        **report_data(document, _chart),
        "families": list(faces.families),
        "paper": "us-letter" if paper == "letter" else "a4",
        "colors": dict(colors()),
        "mark": resource_path("report", "mark.svg").read_text("utf-8"),
    }


def _chart(chart: Chart) -> dict[str, object]:
    drawn = {**chart_data(chart), "svg": chart_svg(chart.picture)}
    if isinstance(chart.picture, LinesPicture):
        drawn["low"] = lines_svg(chart.picture.spec, LOW)
    return drawn
