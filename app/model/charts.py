"""Charts as data: what is drawn, in words that are ready to show, and the same numbers as a table.

Everything here is made of plain values, so that a picture can be kept in the store and painted at the next start
without anything being worked out.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Role = Literal["meeting", "focus", "fragment", "outside", "double"]
"""What a mark or an area stands for; the view gives each its colour, its texture and its mark."""


class Table(NamedTuple):
    """The same numbers as a chart's, in words.

    ``rows`` are as long as ``headers``; ``opens`` names the evidence of each row (empty: none); the first column is
    text, all others are numbers to be set flush right.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    opens: tuple[str, ...]


class Trace(NamedTuple):
    """One line of a chart over its positions, with its usual range.

    Attributes:
        name: of the line, for its end and for a screen reader ("Meetings").
        value: its last value in words ("16.8 h").
        values: one a position; None where there is a gap, which is never bridged.
        low: the lower edge of the usual range at each position, None where it is unknown.
        high: the upper edge.

    """

    role: Role
    name: str
    value: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


class ChartSpec(NamedTuple):
    """A chart of lines over weeks.

    Attributes:
        title: a sentence that says what the chart shows.
        caption: unit and extent ("hours a week, 52 weeks, with the usual range").
        summary: what a screen reader says of it.
        positions: what each position along the axis is called, for the cursor that is read out ("Week 47, 2026").
        opens: the evidence of each position.
        x_labels: ``(position, text)`` of the labels under the axis.
        y_labels: ``(value, text)`` of the lines across, from 0 upwards.
        away: ``(first position, last position, text)`` of stretches that hold a word instead of lines.

    """

    title: str
    caption: str
    summary: str
    positions: tuple[str, ...]
    opens: tuple[str, ...]
    x_labels: tuple[tuple[int, str], ...]
    y_labels: tuple[tuple[float, str], ...]
    traces: tuple[Trace, ...]
    away: tuple[tuple[int, int, str], ...]
    table: Table


class HeatMap(NamedTuple):
    """The share of each hour of the week that meetings take.

    Attributes:
        days: the names of its rows.
        first_hour: of its first column, from midnight; a column is one hour.
        shares: rows of shares from 0 to 1, None where nothing is known.
        opens: the evidence of each cell, in rows.

    """

    title: str
    caption: str
    summary: str
    days: tuple[str, ...]
    first_hour: int
    shares: tuple[tuple[float | None, ...], ...]
    opens: tuple[tuple[str, ...], ...]
    table: Table
