"""The Report page in words: what a report of a period would be of, what may be chosen, and its pages as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.chosen_period import ChosenPeriod
    from app.model.phrases import Phrase

NamesId = Literal["replaced", "shown", "anonymous"]
PaperId = Literal["a4", "letter"]


class Choice(NamedTuple):
    """One thing that may be chosen: its id, its name, and what it means in a sentence; empty: the name says all."""

    id: str
    name: str
    says: str = ""


class ReportPage(NamedTuple):
    """What the page shows before any report is composed.

    Attributes:
        period: that of the window.
        sentence: how many complete weeks, and which days.
        note: what follows from a period that is short, or not over.
        unknown: why there is no report of these days; empty: there is one.
        sections: every section; the first is always there.
        names: whether titles and names stand in it; the first holds until a person chooses.
        papers: sizes of paper.
        languages: that of the window is the first.
        name: of a file, without its ending; it names weeks and no days.

    """

    period: ChosenPeriod
    period_title: str
    sentence: tuple[Phrase, ...]
    note: str
    unknown: str
    sections: tuple[Choice, ...]
    names: tuple[Choice, ...]
    papers: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    name: str


class ReportWish(NamedTuple):
    """What a person chose for a report: sections and the rest by their ids."""

    period: ChosenPeriod
    sections: tuple[str, ...]
    names: NamesId
    paper: PaperId
    language: str


class PreviewPage(NamedTuple):
    """One page as it will be printed, as PNG, and what stands on it: the headings that begin on it, or go on."""

    png: bytes
    headline: str


class Preview(NamedTuple):
    """All pages of a report.

    Attributes:
        wish: what it was made for.
        document: what was composed; two that are equal give the same pages.
        dots: pixels an inch.

    """

    wish: ReportWish
    document: object
    dots: float
    pages: tuple[PreviewPage, ...]


class SavedReport(NamedTuple):
    """What was written: said in a sentence, the file to open (empty: several), and its folder."""

    sentence: str
    file: str
    folder: str
