"""A History to the chart of the first page: a year of meeting and focus hours, week by week, with what was usual."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.figure_words import HOUR
from app.analysis.weeks import WEEKS_BEFORE, WEEKS_SHOWN, usual_range
from app.language import _, ngettext
from app.model.charts import ChartSpec, Table, Trace
from app.model.chosen_period import monday_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.charts import Role
    from app.model.history import History
    from app.model.weeks import Range, Week

FEWEST_POSITIONS: Final = 13
FEWEST_WORKING_DAYS: Final = 4
"""A week of fewer is a gap: its sum cannot be compared."""

_QUARTER: Final = 13
_FEWEST_TO_JUDGE: Final = 6
_LEAST_CHANGE: Final = HOUR
_LEAST_SHARE: Final = 0.1
_LEAST_PAIRS: Final = 0.7
"""A line rose where its mean did by an hour and a tenth, and the later week is the higher one in 70 % of all pairs."""
_STEPS: Final = (1, 2, 5, 10, 20, 50)
_MOST_LINES: Final = 4

Why = str
"""Why there is a gap: ``away``, ``not complete``, ``not covered``; empty where there is none."""


class Position(NamedTuple):
    """One week along the axis.

    Attributes:
        week: its figures, None where it is not kept.
        gap: why nothing is drawn, in a word; empty where its figures are.
        away: the gap is time away: the week is complete, and has few working days.

    """

    monday: int
    week: Week | None
    gap: Why
    away: bool


class _Line(NamedTuple):
    """One figure along the axis, in seconds, with its usual ranges; None in gaps."""

    values: tuple[float | None, ...]
    usual: tuple[Range | None, ...]

    def drawn(self) -> list[float]:
        """Return the values that there are."""
        return [value for value in self.values if value is not None]


def overview_chart(history: History, last: int) -> ChartSpec | None:
    """Return the 52 weeks up to the one of a day (or the last complete one), None where none of them can be drawn."""
    return _chart(history, _positions(history, last, WEEKS_SHOWN))


def whole_history_chart(history: History) -> ChartSpec | None:
    """Return all weeks that are kept, up to the last complete one; None where none of them can be drawn."""
    newest = history.last_complete_week()
    if newest is None or not history.weeks:
        return None
    weeks = (newest.monday - history.weeks[0].monday) // 7 + 1
    return _chart(history, _positions(history, newest.monday, max(weeks, FEWEST_POSITIONS)))


def _chart(history: History, positions: Sequence[Position]) -> ChartSpec | None:
    if all(position.gap for position in positions):
        return None
    meetings = _line(history, positions, "meeting_seconds")
    focus = _line(history, positions, "focus_seconds")
    spoken = (_summary(_("Meeting hours"), meetings), _summary(_("Focus hours"), focus))
    return ChartSpec(
        title=_title(meetings.drawn(), focus.drawn()),
        caption=_caption(len(positions)),
        summary=" ".join(spoken),
        positions=tuple(words.week_name(position.monday) for position in positions),
        opens=tuple(map(_opens, positions)),
        x_labels=months(positions),
        y_labels=_hours_across(meetings, focus),
        traces=(_trace("meeting", _("Meetings"), meetings), _trace("focus", _("Focus"), focus)),
        away=stretches(positions),
        table=_table(positions, meetings, focus),
    )


# ---- which weeks ----


def _positions(history: History, last: int, weeks: int) -> list[Position]:
    """Return the weeks along the axis, from the first that can be drawn on."""
    newest = history.last_complete_week()
    end = monday_of(last) if newest is None else min(monday_of(last), newest.monday)
    positions = [position_of(history, monday) for monday in range(end - 7 * (weeks - 1), end + 1, 7)]
    first = next((at for at, position in enumerate(positions) if not position.gap), 0)
    return positions[min(first, weeks - FEWEST_POSITIONS) :]


def position_of(history: History, monday: int) -> Position:
    """Return one week along the axis, a gap where its sums cannot be compared with those of others."""
    week = history.week(monday)
    if week is None or not history.covered_days(monday, monday + 6):
        return Position(monday, week, _("not covered"), away=False)
    if not week.complete or week.meeting_seconds is None:
        return Position(monday, week, _("not complete"), away=False)
    days = (history.days.get(day) for day in range(monday, monday + 7))
    given = sum(1 for day in days if day is not None and day.hours_seconds)
    # Who works three days a week has no shorter weeks than that.
    away = week.working_days < max(min(FEWEST_WORKING_DAYS, given), 1)
    return Position(monday, week, _("away") if away else "", away=away)


def _opens(position: Position) -> str:
    return "" if position.week is None else f"week:{dt.date.fromordinal(position.monday)}:meetings"


def stretches(positions: Sequence[Position]) -> tuple[tuple[int, int, str], ...]:
    """Return the gaps of two weeks and more with weeks on both sides, and the word for each."""
    drawn = [at for at, position in enumerate(positions) if not position.gap]
    result = []
    for before, after in pairwise(drawn):
        gap = positions[before + 1 : after]
        if len(gap) >= 2:
            odd = next((position.gap for position in gap if not position.away), gap[0].gap)
            result.append((before + 1, after - 1, odd))
    return tuple(result)


# ---- lines ----


def _line(history: History, positions: Sequence[Position], figure: str) -> _Line:
    values: list[float | None] = []
    usual: list[Range | None] = []
    for position in positions:
        drawn = not position.gap
        values.append(getattr(position.week, figure) if drawn else None)
        before = history.full_weeks_before(position.monday, WEEKS_BEFORE) if drawn else ()
        found = usual_range(figure, [getattr(week, figure) for week in before]) if drawn else None
        usual.append(None if found is None else words.clipped(found, "h"))
    return _Line(tuple(values), tuple(usual))


def _trace(role: Role, name: str, line: _Line) -> Trace:
    return Trace(
        role=role,
        name=name,
        value=words.length(line.drawn()[-1]),
        values=tuple(None if value is None else value / HOUR for value in line.values),
        low=tuple(None if usual is None else usual[0] / HOUR for usual in line.usual),
        high=tuple(None if usual is None else usual[1] / HOUR for usual in line.usual),
    )


def _hours_across(*lines: _Line) -> tuple[tuple[float, str], ...]:
    """Return the lines across the chart: at most four besides 0, in round hours, above all that is drawn."""
    edges = [usual[1] for line in lines for usual in line.usual if usual is not None]
    most = max([*edges, *(value for line in lines for value in line.drawn())]) / HOUR
    step = next((step for step in _STEPS if step * _MOST_LINES >= most), _STEPS[-1])
    top = max(-int(-most // step), 1)
    labels = [(float(at * step), wording.number(at * step, 0)) for at in range(top + 1)]
    labels[-1] = (labels[-1][0], words.with_unit(labels[-1][1], "h"))
    return tuple(labels)


def months(positions: Sequence[Position]) -> tuple[tuple[int, str], ...]:
    """Return the months under the axis, each at the week of its first day; January, or the first, has a year."""
    labels: list[tuple[int, str]] = []
    starts = []
    for at, position in enumerate(positions):
        sunday = dt.date.fromordinal(position.monday + 6)
        if sunday.day <= 7:
            starts.append((at, sunday.replace(day=1)))
    has_january = any(first.month == 1 for __, first in starts)
    for at, first in starts:
        with_year = first.month == 1 or (not has_january and not labels)
        labels.append((at, wording.date_words(first.toordinal(), "yMMM" if with_year else "MMM")))
    return tuple(labels)


# ---- words ----


def _caption(weeks: int) -> str:
    text = ngettext("hours, {count} week", "hours a week, {count} weeks, with the usual range", weeks)
    return text.format(count=wording.number(weeks, 0))


def _title(meetings: Sequence[float], focus: Sequence[float]) -> str:
    """Return what the chart shows: how the last 13 weeks that are drawn differ from the 13 before, if they do."""
    titles = {
        (1, -1): _("Meetings took more of the last 13 weeks; blocks of two hours gave way"),
        (1, 0): _("Meetings took more of the last 13 weeks than of the 13 before"),
        (1, 1): _("Meetings and blocks of two hours both grew in the last 13 weeks"),
        (0, -1): _("Blocks of two hours gave way in the last 13 weeks"),
        (0, 1): _("Blocks of two hours grew in the last 13 weeks"),
        (-1, -1): _("Meetings and blocks of two hours both shrank in the last 13 weeks"),
        (-1, 0): _("Meetings took less of the last 13 weeks than of the 13 before"),
        (-1, 1): _("Meetings took less of the last 13 weeks; blocks of two hours grew"),
    }
    plain = _("Meetings and blocks of two hours, week by week")
    return titles.get((direction(meetings), direction(focus)), plain)


def direction(values: Sequence[float]) -> int:
    """Return 1 where the last 13 weekly lengths (in seconds) rose against the 13 before, -1 where they fell, else 0."""
    now, before = values[-_QUARTER:], values[-2 * _QUARTER : -_QUARTER]
    if len(before) < _FEWEST_TO_JUDGE or len(now) < _QUARTER:
        return 0
    mean = sum(before) / len(before)
    change = sum(now) / len(now) - mean
    if abs(change) < max(_LEAST_CHANGE, _LEAST_SHARE * mean):
        return 0
    sign = 1 if change > 0 else -1
    pairs = sum((later - earlier) * sign > 0 for later in now for earlier in before)
    pairs_alike = sum(later == earlier for later in now for earlier in before)
    return sign if pairs + pairs_alike / 2 >= _LEAST_PAIRS * len(now) * len(before) else 0


def _summary(name: str, line: _Line) -> str:
    """Return what a screen reader says of one line."""
    values = line.drawn()
    parts = {
        "name": name,
        "last": words.length(values[-1]),
        "low": words.length(min(values)),
        "high": words.length(max(values)),
    }
    usual = next((usual for value, usual in zip(line.values[::-1], line.usual[::-1], strict=True) if value is not None))
    if usual is None:
        return _("{name}: {last} in the last week, from {low} to {high} over all weeks.").format(**parts)
    text = _("{name}: {last} in the last week, usual {usual}, from {low} to {high} over all weeks.")
    return text.format(usual=words.range_words(usual, "h"), **parts)


def _table(positions: Sequence[Position], meetings: _Line, focus: _Line) -> Table:
    """Return the same numbers in rows, a word in place of those of a gap."""
    rows = []
    for at, position in enumerate(positions):
        cells = [cell for line in (meetings, focus) for cell in _cells(line, at, position.gap)]
        rows.append((words.week_name(position.monday), *cells))
    return Table(
        headers=(_("Week"), _("Meetings, h"), _("usual, h"), _("Focus, h"), _("usual, h")),
        rows=tuple(rows),
        opens=tuple(map(_opens, positions)),
    )


def _cells(line: _Line, at: int, gap: Why) -> tuple[str, str]:
    value, usual = line.values[at], line.usual[at]
    if value is None:
        return gap, ""
    if usual is None:
        return words.amount(value, "h").value, _("not yet known")
    low, high = (words.amount(edge, "h").value for edge in usual)
    return words.amount(value, "h").value, f"{low}–{high}"
