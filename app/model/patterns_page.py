"""What the Patterns page shows, in words and numbers that are ready to paint; command line and window show the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.charts import ChartSpec, Table
    from app.model.phrases import Phrase

State = Literal["found", "not-found", "unknown", "not-so"]
"""Found in this period; looked for and not found; not to be known from these calendars; refused as a whole."""


class PatternRow(NamedTuple):
    """One pattern in the list.

    Attributes:
        pattern: its id, as METRICS.md §7 names it.
        icon: the name of its icon.
        name: for people ("Meetings grow").
        value: what stands at the end of its row ("+74 %", "3 series", "since 2 Oct"); empty: nothing.
        text: what there is to say of it in a sentence: what was found, the rule, why nothing is known, or the reason
            with which it was refused.
        suggestion: one thing to try; empty where nothing was found.

    """

    pattern: str
    icon: str
    name: str
    value: str
    text: str
    suggestion: str


class PatternGroup(NamedTuple):
    """The patterns of one state under their heading."""

    state: State
    title: str
    rows: tuple[PatternRow, ...]


class SetAside(NamedTuple):
    """One *Not so* that holds.

    Attributes:
        number: under which it is listed, and taken back.
        pattern: the id of the pattern.
        uid: the joined UID of the series that was refused for it; None: the pattern as a whole.
        title: of the series, made harmless to show; of a pattern as a whole empty.
        reason: as it was given, made harmless to show.
        day: the day on which it was said, an ordinal.
        since: the same in words ("2 Oct").
        text: all of it in a sentence.

    """

    number: int
    pattern: str
    uid: str | None
    title: str
    reason: str
    day: int
    since: str
    text: str


class BarSide(NamedTuple):
    """A stretch of bars that stands out, with a line at their mean (in the chart's values) and a word over it."""

    first: int
    last: int
    mean: float
    label: str


class WeekBars(NamedTuple):
    """Bars of weeks: ``chart`` has one trace, whose range is what was usual; ``sides`` are A and B of inflation."""

    chart: ChartSpec
    sides: tuple[BarSide, ...]


class Factor(NamedTuple):
    """One factor of a product: its name, and itself as a number and in words."""

    name: str
    value: str
    factor: float


class Waterfall(NamedTuple):
    """Factors that multiply to the whole, and the same as a table; ``opens`` is the evidence behind them."""

    title: str
    caption: str
    factors: tuple[Factor, ...]
    whole: Factor
    summary: str
    table: Table
    opens: str = ""


class TablePart(NamedTuple):
    """A table on a card: its title, a remark under it, and the rows; ``total`` is a last row that sums them up."""

    title: str
    caption: str
    table: Table
    total: tuple[str, ...] = ()


class RuleNumber(NamedTuple):
    """One number of a rule, to be changed in its place.

    Attributes:
        id: as the settings write it ("meeting-load.share").
        name: for people ("at least this share").
        value: in ``unit``, shares as per cents.
        default: likewise.
        least: the smallest value that makes sense.
        most: the largest one.
        decimals: of the value.
        suffix: the unit beside the value, with the space before it; empty: none.
        strength: the strength of its source and what that means ("D · our own choice").
        source: where it comes from.

    """

    id: str
    name: str
    value: float
    default: float
    least: float
    most: float
    decimals: int
    suffix: str
    strength: str
    source: str


class PatternDetail(NamedTuple):
    """One pattern, opened.

    Attributes:
        row: as it stands in the list.
        sentence: what was found, or that it was not; its figures open their evidence.
        note: what that rests on, and what a calendar cannot know.
        bars: its weekly figure; None where the pattern has none, or no week is full.
        series: of a pattern about series, those that it is about.
        why: of inflation, why person-hours changed.
        went: of inflation, where the time went.
        rule: when it is found, in a sentence.
        numbers: the rule's numbers.
        suggestion: one thing to try; empty where nothing was found.
        counted: what opens the evidence ("153 meetings"); empty where nothing was found.
        opens: the evidence.
        measure: the weekly figure that an experiment on it looks at, by its name in ``experiments.MEASURES``.
        measure_name: the same for people.
        set_aside: every *Not so* that holds of it.

    """

    row: PatternRow
    state: State
    sentence: tuple[Phrase, ...]
    note: str
    bars: WeekBars | None
    series: TablePart | None
    why: Waterfall | None
    went: TablePart | None
    rule: str
    numbers: tuple[RuleNumber, ...]
    suggestion: str
    counted: str
    opens: str
    measure: str
    measure_name: str
    set_aside: tuple[SetAside, ...]


class PatternsPage(NamedTuple):
    """The whole page.

    Attributes:
        period_title: of the period that it was looked for in.
        groups: every pattern once, in the order of METRICS.md §7 within each group; no group is empty.
        set_aside: every *Not so* that holds, in the order in which they were said.
        details: of each pattern, by its place in ``METRICS.md §7``; empty where only the list is wanted.

    """

    period_title: str
    groups: tuple[PatternGroup, ...]
    set_aside: tuple[SetAside, ...]
    details: tuple[PatternDetail, ...] = ()

    def detail(self, pattern: str) -> PatternDetail | None:
        """Return one pattern, opened; None where there is none of this id."""
        return next((each for each in self.details if each.row.pattern == pattern), None)

    def first(self) -> str:
        """Return the pattern that is shown where none was chosen: the first of the list; empty without any."""
        return next((row.pattern for group in self.groups for row in group.rows), "")
