"""Bars of weeks and the steps of a product: what is painted, and what the keyboard reads out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtTest import QTest

from app.model.charts import ChartSpec, Table, Trace
from app.model.patterns_page import BarSide, Factor, Waterfall, WeekBars
from app.ui import theme
from app.ui.waterfall_view import WaterfallView
from app.ui.week_bars_view import WeekBarsView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WEEKS = 20
VALUES = tuple(None if at in {5, 6} else 1.0 + at / 10 for at in range(WEEKS))
NAMES = tuple(f"Week {at + 1}" for at in range(WEEKS))
OPENS = tuple(f"week:{at}" for at in range(WEEKS))
CHART = ChartSpec(
    title="Meeting time per working day",
    caption="hours, by week",
    summary="It grew.",
    positions=NAMES,
    opens=OPENS,
    x_labels=((0, "Jan"), (9, "Mar")),
    y_labels=((0.0, "0"), (2.0, "2"), (4.0, "4 h")),
    traces=(Trace("meeting", "", "", VALUES, (None,) * WEEKS, (None,) * WEEKS),),
    away=((5, 6, "away"),),
    table=Table(("Week", "hours"), tuple((name, str(value)) for name, value in zip(NAMES, VALUES, strict=True)), OPENS),
)
BARS = WeekBars(CHART, (BarSide(0, 3, 1.15, "A 1.2 h"), BarSide(16, 19, 2.75, "B 2.8 h")))


def shown(qtbot: QtBot, bars: WeekBars = BARS) -> WeekBarsView:
    view = WeekBarsView()
    qtbot.addWidget(view)
    view.show_sides(bars)
    view.set_spec(bars.chart)
    view.resize(640, 200)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return view


def bar_color(view: WeekBarsView, position: int) -> str:
    """The colour just above the axis in the middle of a bar."""
    plot = view.plot_of(CHART, QSizeF(view.size()))
    return view.grab().toImage().pixelColor(round(plot.x(position)), round(plot.area.bottom()) - 6).name()


def test_bars_within_the_periods_are_stronger_than_those_outside(qtbot: QtBot) -> None:
    view = shown(qtbot)
    strong, quiet, gap = (bar_color(view, at) for at in (1, 9, 5))
    assert strong == theme.color("meeting").name()
    assert len({strong, quiet, gap}) == 3
    assert bar_color(view, 18) == strong


def test_without_periods_all_bars_are_alike(qtbot: QtBot) -> None:
    view = shown(qtbot, BARS._replace(sides=()))
    assert {bar_color(view, at) for at in (1, 9, 18)} == {theme.color("meeting").name()}


def test_the_means_stand_at_their_values(qtbot: QtBot) -> None:
    view = shown(qtbot)
    plot = view.plot_of(CHART, QSizeF(view.size()))
    image = view.grab().toImage()
    x = round(plot.x(0))
    column = [image.pixelColor(x, y).lightness() for y in range(round(plot.area.top()), round(plot.area.bottom()))]
    darkest = column.index(min(column)) + round(plot.area.top())
    assert darkest == pytest.approx(plot.y(1.15), abs=2)


def test_a_bar_opens_its_week_by_a_click_and_by_the_keyboard(qtbot: QtBot) -> None:
    view = shown(qtbot)
    asked: list[str] = []
    view.evidence_wanted.connect(asked.append)
    plot = view.plot_of(CHART, QSizeF(view.size()))
    for at in (0, 8, WEEKS - 1):
        place = QPoint(round(plot.x(at)), round(plot.area.bottom()) - 8)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked == ["week:0", "week:8", f"week:{WEEKS - 1}", "week:1"]
    assert view.accessibleDescription() == "Week 2; hours: 1.1"
    assert "away" in view.spoken(5)


def waterfall(*factors: float) -> Waterfall:
    whole = math.prod(factors)
    return Waterfall(
        "Why",
        "they multiply",
        tuple(Factor(f"part {at}", f"× {each:.2f}", each) for at, each in enumerate(factors)),
        Factor("whole", f"× {whole:.2f}", whole),
        "All of it.",
        Table((), (), ()),
        "finding:x",
    )


@pytest.mark.parametrize("factors", [(1.4, 1.2, 1.2), (0.5, 0.9, 1.3), (1.0, 1.0, 1.0), (2.0, 0.5, 1.0)])
def test_the_steps_of_any_product_are_painted_within_the_widget(qtbot: QtBot, factors: tuple[float, ...]) -> None:
    view = WaterfallView()
    qtbot.addWidget(view)
    view.show_waterfall(waterfall(*factors))
    view.resize(260, view.sizeHint().height())
    view.show()
    image = view.grab().toImage()
    background = image.pixelColor(1, 1)
    edge = [image.pixelColor(image.width() - 1, y) for y in range(image.height())]
    assert all(each == background for each in edge)
    assert (view.accessibleName(), view.accessibleDescription()) == ("Why", "All of it.")


def test_the_steps_open_their_events_by_a_click_and_by_the_keyboard(qtbot: QtBot) -> None:
    view = WaterfallView()
    qtbot.addWidget(view)
    view.show_waterfall(waterfall(1.4, 1.2, 1.2))
    asked: list[str] = []
    view.evidence_wanted.connect(asked.append)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked == ["finding:x"] * 2
