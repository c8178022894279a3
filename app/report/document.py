"""A report in plain words and numbers: what is composed once, and set as PDF, written as JSON or shown by the window.

Nothing in it refers to an event; foreign text in it is harmless to show. Every class holds only text, numbers and
the chart data that the window paints too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from app.model.charts import ChartSpec, HeatMap, Role
    from app.model.patterns_page import Waterfall, WeekBars
    from app.model.week_view import DayStrip
    from app.report.sections import Names, SectionId

# ---- pictures ----


@dataclass(frozen=True, slots=True)
class FigureStrip:
    """A figure among the same of the weeks before: ticks, the usual range, and a mark; all in one unit."""

    role: Role
    ticks: tuple[float, ...]
    band: tuple[float, float] | None
    mark: float | None


@dataclass(frozen=True, slots=True)
class WeekStrip:
    """The days of one week on an axis of hours, as the Week page shows them, without titles.

    Attributes:
        axis: first and last hour.
        hours: ``(hour, text)`` of the labels above it.
        legend: what each texture means.

    """

    days: tuple[DayStrip, ...]
    axis: tuple[int, int]
    hours: tuple[tuple[int, str], ...]
    legend: tuple[tuple[Role, str], ...]


@dataclass(frozen=True, slots=True)
class StackRow:
    """One bar of parts after each other: its name, and ``(role, hours, text)`` of each part."""

    name: str
    parts: tuple[tuple[Role, float, str], ...]


@dataclass(frozen=True, slots=True)
class Stacks:
    """Bars of parts, all on one scale of hours."""

    rows: tuple[StackRow, ...]
    legend: tuple[tuple[Role, str], ...]


@dataclass(frozen=True, slots=True)
class Rhythms:
    """The last slots of 1:1s, oldest first: a row of marks for each, and what the marks mean."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LinesPicture:
    """Lines over weeks, each with its usual range."""

    spec: ChartSpec


@dataclass(frozen=True, slots=True)
class BarsPicture:
    """Bars of weeks with what was usual."""

    bars: WeekBars


@dataclass(frozen=True, slots=True)
class HeatPicture:
    """The share of each hour of the week that meetings take."""

    heat: HeatMap


@dataclass(frozen=True, slots=True)
class WaterfallPicture:
    """Factors that multiply to a whole."""

    waterfall: Waterfall


Picture = FigureStrip | WeekStrip | Stacks | Rhythms | LinesPicture | BarsPicture | HeatPicture | WaterfallPicture


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its words.

    Attributes:
        id: a name in a report that no other chart of it has, for its file ("load-weeks").
        title: a sentence that says what it shows; empty where it stands beside one.
        caption: unit and extent.
        alt: what it shows, for who does not see it.

    """

    id: str
    title: str
    caption: str
    alt: str
    picture: Picture


# ---- words ----


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; a strong one is a figure or what the sentence is about."""

    text: str
    strong: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: ``lead`` is larger, ``note`` of less weight."""

    text: Text
    kind: Literal["plain", "lead", "note"] = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table whose first column names its rows.

    Attributes:
        title: over it; may be empty.
        caption: under the title; may be empty.
        numbers: the columns that are flush right.
        total: a last row that sums the others up; may be empty.
        details: under the name of each row, in words of less weight; empty: there is none.

    """

    title: str
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    total: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """Words with what they mean."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    rows: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class FindingPart:
    """One finding with its evidence.

    Attributes:
        pattern: its id.
        name: of the pattern.
        figure: its figure in few words ("+45 %"); may be empty.
        labelled: what it rests on, how sure it is, the rule and where its numbers come from, one thing to try.
        chart: its weekly figure; None where it has none.
        table: the series that it is about; None where it is about none.

    """

    pattern: str
    name: str
    figure: str
    sentence: Text
    labelled: tuple[tuple[str, str], ...]
    chart: Chart | None
    table: DataTable | None


Part = Paragraph | Heading | DataTable | Terms | Points | FindingPart | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """One section under its heading."""

    id: SectionId
    title: str
    parts: tuple[Part, ...]


# ---- page one ----


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of page one.

    Attributes:
        id: ``meetings``, ``focus``, ``fragmentation``, ``outside``.
        unit: "h", "min" or "%"; empty where the figure is unknown.
        unknown: why there is none; empty where there is one.
        usual: the usual range and how far from it, in words.
        strip: the figure among those before; None where it is unknown.

    """

    id: str
    name: str
    value: str
    unit: str
    unknown: str
    usual: str
    strip: Chart | None


@dataclass(frozen=True, slots=True)
class Brief:
    """One finding in short.

    Attributes:
        name: of the pattern, with the strength of its source ("Meetings grow; D, our own choice").
        where: what points to the page on which the whole stands, with ``{page}``; empty where that is left out.
        to_try: one thing.
        rests: what it rests on.

    """

    pattern: str
    sentence: Text
    name: str
    where: str
    to_try: str
    rests: str


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The page that says it all; ``no_chart`` says why there is no chart, and ``no_findings`` why no finding."""

    sentence: Text
    note: str
    figures: tuple[Figure, ...]
    chart: Chart | None
    no_chart: str
    findings_title: str
    findings: tuple[Brief, ...]
    no_findings: str


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A whole report.

    Attributes:
        language: as PDF names it ("en-GB", "de").
        title: of the document, for the reader's window.
        period: its period in words.
        days: the first and last day of it, as ISO dates; empty where single days are left out.
        privacy: what was left out of it, in a sentence.
        foot: at the foot of each page.
        page: how pages are numbered, with ``{page}`` and ``{pages}``.
        to_try: the word before a suggestion.
        without: what is said where characters could not be set, with ``{mark}``.

    """

    language: str
    title: str
    period: str
    days: tuple[str, ...]
    names: Names
    privacy: str
    foot: str
    page: str
    to_try: str
    without: str
    first: FirstPage
    sections: tuple[Section, ...]

    def charts(self) -> tuple[Chart, ...]:
        """Return every chart once, in the order in which they stand."""
        own = [each.strip for each in self.first.figures if each.strip is not None]
        found = [*own, *([self.first.chart] if self.first.chart is not None else [])]
        for section in self.sections:
            for part in section.parts:
                if isinstance(part, Chart):
                    found.append(part)
                elif isinstance(part, FindingPart) and part.chart is not None:
                    found.append(part.chart)
        return tuple(found)
