"""The weekly figure of a pattern as bars: a year with the usual range; for inflation A and B with their means."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.overview_chart import Position, months, position_of, stretches
from app.analysis.weeks import WEEKS_BEFORE, usual_range
from app.language import N_, _, ngettext
from app.model.charts import ChartSpec, Table, Trace
from app.model.chosen_period import monday_of
from app.model.patterns_page import BarSide, WeekBars

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.model.charts import Role
    from app.model.history import History
    from app.model.inflation import Inflation, Side
    from app.model.weeks import Range, Week

WEEKS: Final = 52
_MOST_WEEKS: Final = 78
"""Weeks along the axis at most: A and B of inflation lie up to 60 apart."""
_BEFORE_A: Final = 3
_FEWEST: Final = 13
_MOST_LINES: Final = 4
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)
_Kind = str
"""``h`` for lengths, ``%`` for shares, ``n`` for numbers."""


class _Figure(NamedTuple):
    """A weekly figure: its name in ``Week``, its kind, its title, what it stands for, and its evidence in a week."""

    name: str
    kind: _Kind
    title: str
    role: Role
    opens: str


_FIGURES: Final = {
    "meeting-load": _Figure("meeting_seconds", "h", N_("Meeting hours by week"), "meeting", "meetings"),
    "fragmented-focus": _Figure(
        "fragmentation", "%", N_("Fragmentation of meeting-free time by week"), "fragment", "fragments"
    ),
    "focus-drought": _Figure("focus_seconds", "h", N_("Focus hours by week"), "focus", "focus"),
    "back-to-back": _Figure("back_to_back", "n", N_("Back-to-back meetings by week"), "meeting", "meetings"),
    "double-booked": _Figure("double_booked_seconds", "h", N_("Double-booked hours by week"), "double", "double"),
    "outside-hours": _Figure(
        "outside_hours_seconds", "h", N_("Meeting hours outside working hours by week"), "outside", "outside"
    ),
}


def week_bars(pattern: str, history: History, last: int, growth: Inflation | None) -> WeekBars | None:
    """Return the weekly figure of a pattern up to the week of a day; None where it has none, or no week is drawn.

    Args:
        pattern: its id.
        history: the figures of all weeks.
        last: the last day that was looked at, an ordinal.
        growth: inflation, None where it is unknown.

    """
    if pattern == "meeting-inflation":
        return _inflation_bars(history, last, growth)
    figure = _FIGURES.get(pattern)
    if figure is None:
        return None
    positions = _positions(history, last, monday_of(last) - 7 * (WEEKS - 1))
    values = [None if each.gap else _of(each.week, figure.name) for each in positions]
    if all(value is None for value in values):
        return None
    usual = [_usual(history, each, figure) for each in positions]
    caption = ngettext("{unit}, {count} week", "{unit}, {count} weeks, with the usual range", len(positions))
    unit = {"h": _("hours"), "%": _("per cent"), "n": _("meetings")}[figure.kind]
    texts = [_value_words(value, figure.kind) for value in values]
    table = Table(
        (_("Week"), unit, _("usual")),
        tuple(
            (words.week_name(each.monday), each.gap or text, _range_words(range_, figure.kind))
            for each, text, range_ in zip(positions, texts, usual, strict=True)
        ),
        tuple(_opens(each, figure.opens) for each in positions),
    )
    drawn = [value for value in values if value is not None]
    summary = _("{title}: {last} in the last week that is drawn, from {low} to {high} over all.").format(
        title=_(figure.title),
        last=_value_words(drawn[-1], figure.kind),
        low=_value_words(min(drawn), figure.kind),
        high=_value_words(max(drawn), figure.kind),
    )
    text = caption.format(unit=unit, count=wording.number(len(positions), 0))
    return WeekBars(_chart(positions, values, usual, figure, (_(figure.title), text, summary), table), ())


def _inflation_bars(history: History, last: int, growth: Inflation | None) -> WeekBars | None:
    figure = _Figure("meeting_seconds", "h", N_("Meeting time per working day"), "meeting", "meetings")
    begin = monday_of(last) - 7 * (WEEKS - 1)
    if growth is not None:
        begin = min(begin, growth.a.mondays[0] - 7 * _BEFORE_A)
    positions = _positions(history, last, begin)
    values = [None if each.gap else _a_day(each.week) for each in positions]
    if all(value is None for value in values):
        return None
    sides = [] if growth is None else _sides(positions, growth)
    names = [next((name for name, side in sides if each.monday in side.mondays), "") for each in positions]
    table = Table(
        (_("Week"), _("hours a working day"), _("in")),
        tuple(
            (words.week_name(each.monday), each.gap or _value_words(value, "h"), name)
            for each, value, name in zip(positions, values, names, strict=True)
        ),
        tuple(_opens(each, figure.opens) for each in positions),
    )
    summary = _title_of(growth)
    caption = _("hours, by week; line: mean of A, of B") if sides else _("hours, by week")
    chart = _chart(positions, values, [None] * len(positions), figure, (_(figure.title), caption, summary), table)
    at = {each.monday: number for number, each in enumerate(positions)}
    return WeekBars(
        chart,
        tuple(
            BarSide(
                at[side.mondays[0]],
                at[side.mondays[-1]],
                side.meeting_seconds / words.HOUR,
                f"{name} {words.length(side.meeting_seconds)}",
            )
            for name, side in sides
        ),
    )


def _title_of(growth: Inflation | None) -> str:
    if growth is None:
        return _("Meeting time per working day, week by week.")
    text = _("Meeting time per working day: {before} in A, {after} in B.")
    return text.format(before=words.length(growth.a.meeting_seconds), after=words.length(growth.b.meeting_seconds))


def _sides(positions: Sequence[Position], growth: Inflation) -> list[tuple[str, Side]]:
    """Return A and B, unless one of them lies beyond the axis."""
    first = positions[0].monday
    found = [(_("A"), growth.a), (_("B"), growth.b)]
    return found if all(side.mondays[0] >= first for __, side in found) else []


def _positions(history: History, last: int, begin: int) -> list[Position]:
    """Return the weeks from a Monday to the last one that can be drawn; those at the start that cannot are left out."""
    newest = history.last_complete_week()
    end = monday_of(last - 6) if newest is None else min(monday_of(last - 6), newest.monday)
    begin = max(begin, end - 7 * (_MOST_WEEKS - 1))
    positions = [position_of(history, monday) for monday in range(begin, end + 1, 7)]
    first = next((at for at, each in enumerate(positions) if not each.gap), 0)
    return positions[max(min(first, len(positions) - _FEWEST), 0) :]


def _of(week: Week | None, figure: str) -> float | None:
    value: float | None = None if week is None else getattr(week, figure)
    return value


def _a_day(week: Week | None) -> float | None:
    if week is None or week.meeting_seconds is None or not week.working_days:
        return None
    return week.meeting_seconds / week.working_days


def _usual(history: History, position: Position, figure: _Figure) -> Range | None:
    if position.gap:
        return None
    before = history.full_weeks_before(position.monday, WEEKS_BEFORE)
    found = usual_range(figure.name, [_of(week, figure.name) for week in before])
    if found is None:
        return None
    return words.clipped(found, "%" if figure.kind == "%" else "h")


def _opens(position: Position, figure: str) -> str:
    return "" if position.week is None else f"week:{dt.date.fromordinal(position.monday)}:{figure}"


# ---- the chart ----


def _chart(
    positions: Sequence[Position],
    values: Sequence[float | None],
    usual: Sequence[Range | None],
    figure: _Figure,
    said: tuple[str, str, str],
    table: Table,
) -> ChartSpec:
    scale = _scale(figure.kind)
    drawn = tuple(None if value is None else scale(value) for value in values)
    low = tuple(None if each is None else scale(each[0]) for each in usual)
    high = tuple(None if each is None else scale(each[1]) for each in usual)
    most = max((value for value in (*drawn, *high) if value is not None), default=0.0)
    return ChartSpec(
        title=said[0],
        caption=said[1],
        summary=said[2],
        positions=tuple(words.week_name(each.monday) for each in positions),
        opens=tuple(_opens(each, figure.opens) for each in positions),
        x_labels=months(positions),
        y_labels=_across(most, figure.kind),
        traces=(Trace(figure.role, "", "", drawn, low, high),),
        away=stretches(positions),
        table=table,
    )


def _scale(kind: _Kind) -> Callable[[float], float]:
    factor = {"h": 1 / words.HOUR, "%": 100.0, "n": 1.0}[kind]
    return lambda value: value * factor


def _across(most: float, kind: _Kind) -> tuple[tuple[float, str], ...]:
    """Return the lines across the chart: at most four besides 0, in round numbers, above all that is drawn."""
    step = next((step for step in _STEPS if step * _MOST_LINES >= most), _STEPS[-1])
    top = max(-int(-most // step), 1)
    labels = [(float(at * step), wording.number(at * step, 0)) for at in range(top + 1)]
    last = labels[-1][1]
    labels[-1] = (labels[-1][0], last if kind == "n" else words.with_unit(last, "%" if kind == "%" else "h"))
    return tuple(labels)


def _value_words(value: float | None, kind: _Kind) -> str:
    if value is None:
        return ""
    if kind == "n":
        return wording.number(value, 0)
    return words.share(value) if kind == "%" else words.length(value)


def _range_words(usual: Range | None, kind: _Kind) -> str:
    if usual is None:
        return ""
    if kind == "n":
        return f"{wording.number(max(usual[0], 0), 0)}–{wording.number(usual[1], 0)}"
    return words.range_words(usual, "%" if kind == "%" else "h")
