"""Pages as they were last composed, kept so that a start paints them without working anything out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.model.charts import Table
from app.model.chosen_period import ChosenPeriod
from app.model.phrases import Phrase

if TYPE_CHECKING:
    import sqlite3

    from app.model.charts import ChartSpec, HeatMap
    from app.model.finding_card import FindingCard
    from app.model.overview import Overview
    from app.model.week_view import DayStrip, WeekView

_OVERVIEW = "overview"
_WEEK = "week"
_FRAME = "frame"


class Footer(NamedTuple):
    """The foot of the side bar: which calendars, read when; and where the data are."""

    calendars: str
    privacy: str


class FirstPicture(NamedTuple):
    """What is painted at once: a page, at the start the one that was left open, and what stands around it."""

    page: Any
    period: ChosenPeriod
    footer: Footer


def picture_rows(
    connection: sqlite3.Connection,
    language: str,
    today: int,
    overview: Overview,
    week: WeekView,
    period: ChosenPeriod,
    footer: Footer,
) -> None:
    """Keep the first picture."""
    from app.store.picture_rows import write_pictures

    # Named tuples are written as lists, and read back by their places.
    pictures = [(_OVERVIEW, overview), (_WEEK, week), (_FRAME, [period, footer])]
    write_pictures(connection, language, today, pictures)


def picture_of(connection: sqlite3.Connection, language: str, today: int, page: str) -> FirstPicture | None:
    """Return the first picture as it was kept on this day in this language, None where there is none.

    Args:
        connection: to the calendars.
        language: in which it was composed.
        today: the ordinal of the day.
        page: ``overview`` or ``week``; of any other page none is kept.

    """
    from app.store.picture_rows import read_picture

    found: Any = read_picture(connection, page, language, today) if page in {_OVERVIEW, _WEEK} else None
    frame = None if found is None else frame_of(connection, language, today)
    if frame is None:
        return None
    try:
        return FirstPicture(_week(found) if page == _WEEK else _overview(found), *frame)
    except (TypeError, ValueError):
        # Kept by a version whose pages had another form.
        return None


def frame_of(connection: sqlite3.Connection, language: str, today: int) -> tuple[ChosenPeriod, Footer] | None:
    """Return what stands around each page of a day: the newest week, and the foot of the side bar."""
    from app.store.picture_rows import read_picture

    found: Any = read_picture(connection, _FRAME, language, today)
    try:
        return None if found is None else (ChosenPeriod(*found[0]), Footer(*found[1]))
    except (TypeError, ValueError, IndexError):
        return None


def _tuples(value: Any) -> Any:  # noqa: ANN401 (parsed JSON may be anything)
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _phrases(rows: list[Any]) -> tuple[Phrase, ...]:
    return tuple(Phrase(*row) for row in rows)


def _table(row: list[Any]) -> Table:
    return Table(*map(_tuples, row))


def _overview(row: list[Any]) -> Overview:
    from app.model.overview import FigureCard, Overview, ShortList

    title, sentence, note, cards, chart, lists, findings = row
    return Overview(
        title,
        _phrases(sentence),
        note,
        tuple(FigureCard(*map(_tuples, card)) for card in cards),
        None if chart is None else _chart(chart),
        tuple(ShortList(*map(_tuples, each)) for each in lists),
        tuple(map(_finding, findings)),
    )


def _finding(row: list[Any]) -> FindingCard:
    from app.model.finding_card import FindingCard, Mini

    pattern, icon, name, sentence, mini, *rest = row
    return FindingCard(pattern, icon, name, _phrases(sentence), Mini(*map(_tuples, mini)), *rest)


def _chart(row: list[Any]) -> ChartSpec:
    from app.model.charts import ChartSpec, Trace

    title, caption, summary, positions, opens, x_labels, y_labels, traces, away, table = row
    return ChartSpec(
        title,
        caption,
        summary,
        tuple(positions),
        tuple(opens),
        _tuples(x_labels),
        _tuples(y_labels),
        tuple(Trace(*map(_tuples, trace)) for trace in traces),
        _tuples(away),
        _table(table),
    )


def _week(row: list[Any]) -> WeekView:
    from app.model.week_view import WeekView

    monday, title, sentence, note, days, axis, hours, legend, table, heat = row
    return WeekView(
        monday,
        title,
        _phrases(sentence),
        note,
        tuple(_day(day) for day in days),
        (axis[0], axis[1]),
        _tuples(hours),
        _tuples(legend),
        _table(table),
        None if heat is None else _heat(heat),
    )


def _day(row: list[Any]) -> DayStrip:
    from app.model.week_view import Block, DayStrip

    day, name, lines, working, blocks, spoken, opens = row
    return DayStrip(day, name, tuple(lines), _tuples(working), tuple(Block(*block) for block in blocks), spoken, opens)


def _heat(row: list[Any]) -> HeatMap:
    from app.model.charts import HeatMap

    title, caption, summary, days, first_hour, shares, opens, table = row
    return HeatMap(title, caption, summary, tuple(days), first_hour, _tuples(shares), _tuples(opens), _table(table))
