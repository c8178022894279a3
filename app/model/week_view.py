"""What the Week page shows, ready to paint: the days as strips on one hour axis, and the year's heat map."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.model.charts import HeatMap, Role, Table
    from app.model.phrases import Phrase


class Block(NamedTuple):
    """A stretch of one day.

    Attributes:
        role: ``meeting`` also for one outside the working hours; then ``outside`` covers what lies outside.
        start: seconds on the wall clock from local midnight.
        end: likewise, excluded; at most 24 h (a meeting over midnight is cut there).
        lane: meetings that overlap share the row's height: this one's place from the top, of ``lanes``.
        title: the meeting's title; of a focus block its length ("2 h 30"), of a fragment its minutes ("30").
        detail: a second line where there is room ("meeting-free"); may be empty.
        tip: all of it in a sentence: time, title, why it counts.
        opens: the evidence of this one block.

    """

    role: Role
    start: int
    end: int
    lane: int
    lanes: int
    title: str
    detail: str
    tip: str
    opens: str


class DayStrip(NamedTuple):
    """One day of the week.

    Attributes:
        day: the ordinal of its date.
        name: "Mon 16".
        lines: what it comes to ("2.8 h meetings", "4.5 h focus").
        working: its working time as ``(start, end)`` seconds on the wall clock.
        blocks: in order of time; meetings first, then what is painted over them.
        spoken: the day in one sentence.
        opens: the evidence of the whole day, shown in the panel.

    """

    day: int
    name: str
    lines: tuple[str, ...]
    working: tuple[tuple[int, int], ...]
    blocks: tuple[Block, ...]
    spoken: str
    opens: str


class WeekView(NamedTuple):
    """One week.

    Attributes:
        monday: the ordinal of its Monday.
        period_title: "Week 47 · 16–22 November 2026".
        note: what is unknown or not over, in a sentence; may be empty.
        days: five, or seven if the weekend holds working time or any meeting.
        axis: first and last hour of the strips' axis.
        hours: ``(hour, text)`` of the labels above it.
        legend: what each texture means, in the order in which it is shown.
        table: the days as a table, the twin of the strips.

    """

    monday: int
    period_title: str
    sentence: tuple[Phrase, ...]
    note: str
    days: tuple[DayStrip, ...]
    axis: tuple[int, int]
    hours: tuple[tuple[int, str], ...]
    legend: tuple[tuple[Role, str], ...]
    table: Table
    heat: HeatMap | None
