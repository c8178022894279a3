"""What the Overview shows, in words and numbers that are ready to paint; command line and window show the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.model.charts import ChartSpec, Role
    from app.model.finding_card import FindingCard
    from app.model.phrases import Phrase


class FigureCard(NamedTuple):
    """One figure with its usual range.

    Attributes:
        id: the figure's name, for tests and for finding the card again: ``meetings``, ``focus``, ``fragmentation``,
            ``outside``.
        name: for people ("Meeting hours").
        value: the figure without its unit ("16.8"); empty where it is unknown.
        unit: "h", "min" or "%".
        unknown: why there is no figure, as two short sentences; empty where there is one.
        ticks: the same figure of the weeks before, oldest first, in the unit of ``mark``.
        band: lower and upper edge of the usual range, None where it is unknown.
        mark: this period's own value; None where it is unknown.
        usual: the usual range in words ("usual 10.3–13.7 h"), or from when on there is one.
        distance: how far from it, in words ("3.1 h above", "as usual"); empty where that is unknown.
        spoken: all of it in one sentence, for a screen reader.
        opens: the evidence behind the figure.
        beside: the same figure by other measures, each with its name ("90 min up", "12.5 h").

    """

    id: str
    role: Role
    name: str
    value: str
    unit: str
    unknown: str
    ticks: tuple[float, ...]
    band: tuple[float, float] | None
    mark: float | None
    usual: str
    distance: str
    spoken: str
    opens: str
    beside: tuple[tuple[str, str], ...] = ()


class ShortList(NamedTuple):
    """A few rows under a heading ("New series"): of each its text, a detail, and the evidence that it opens."""

    title: str
    rows: tuple[tuple[str, str, str], ...]
    more: str


class Overview(NamedTuple):
    """The first page.

    Attributes:
        period_title: "Week 47 · 16–22 November 2026".
        sentence: the page's first sentence; its figures open their evidence.
        note: where the figures come from, and what a calendar cannot know.
        cards: the four figures.
        chart: 52 weeks of meeting and focus hours; None where there are no weeks to show.
        lists: of the week to come: new series, invitations waiting, changes; else empty.
        findings: at most three, those that cost the most focus time first.

    """

    period_title: str
    sentence: tuple[Phrase, ...]
    note: str
    cards: tuple[FigureCard, ...]
    chart: ChartSpec | None
    lists: tuple[ShortList, ...]
    findings: tuple[FindingCard, ...] = ()
