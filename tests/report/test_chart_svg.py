"""Charts as SVG: the numbers of the chart data, in textures as well as colours, and the same text each time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from app.model.charts import ChartSpec, HeatMap, Table, Trace
from app.model.patterns_page import BarSide, Factor, Waterfall, WeekBars
from app.model.week_view import Block, DayStrip
from app.report.chart_svg import chart_svg
from app.report.document import (
    BarsPicture,
    FigureStrip,
    HeatPicture,
    LinesPicture,
    Rhythms,
    StackRow,
    Stacks,
    WaterfallPicture,
    WeekStrip,
)
from app.report.svg import Canvas, colors, number

if TYPE_CHECKING:
    from app.model.charts import Role
    from app.report.document import Picture

_SVG = "{http://www.w3.org/2000/svg}"
_NO_TABLE = Table((), (), ())


def spec(values: tuple[float | None, ...], name: str = "Meetings") -> ChartSpec:
    low = tuple(None if value is None else value - 1 for value in values)
    high = tuple(None if value is None else value + 1 for value in values)
    count = len(values)
    return ChartSpec(
        title="Title",
        caption="hours",
        summary="summary",
        positions=tuple(f"Week {at}" for at in range(count)),
        opens=("",) * count,
        x_labels=((0, "Jan 2026"), (min(4, count - 1), "Feb")),
        y_labels=((0, "0"), (10, "10"), (20, "20 h")),
        traces=(Trace("meeting", name, "9.0 h", values, low, high),),
        away=((2, 3, "away"),),
        table=_NO_TABLE,
    )


def bars(values: tuple[float | None, ...], *sides: BarSide) -> BarsPicture:
    return BarsPicture(WeekBars(spec(values), sides))


def waterfall(*factors: float) -> WaterfallPicture:
    rows = tuple(Factor(f"factor {at}", f"× {each}", each) for at, each in enumerate(factors))
    return WaterfallPicture(Waterfall("why", "", rows, Factor("whole", "× 2", 2.0), "", _NO_TABLE))


def strip() -> WeekStrip:
    roles: tuple[Role, ...] = ("meeting", "focus", "fragment", "outside", "double")
    blocks = tuple(
        Block(role, 3600 * (9 + at), 3600 * (10 + at), 0, 1, "Secret", "", "", "") for at, role in enumerate(roles)
    )
    day = DayStrip(1, "Mon 16", ("1 h",), ((9 * 3600, 17 * 3600),), blocks, "", "")
    return WeekStrip((day,), (8, 18), ((8, "8:00"), (18, "18:00")), tuple((role, role) for role in roles))


PICTURES: dict[str, Picture] = {
    "lines": LinesPicture(spec((8.0, 9.0, None, None, 12.0, 9.0))),
    "one-value": LinesPicture(spec((None, 9.0, None))),
    "bars": bars((8.0, None, 0.0, 12.0), BarSide(0, 1, 8.0, "A 8 h")),
    "heat": HeatPicture(HeatMap("t", "c", "s", ("Mon",), 9, ((0.0, 0.04, 0.31, None, 1.0),), ((),), _NO_TABLE)),
    "waterfall": waterfall(2.0, 0.5, 2.0),
    "flat-waterfall": waterfall(1.0, 1.0, 1.0),
    "strip": strip(),
    "figure": FigureStrip("outside", (1.0, 2.0, 3.0), (1.5, 2.5), 2.0),
    "figure-without-anything": FigureStrip("focus", (), None, None),
    "figure-of-equal-values": FigureStrip("fragment", (0.0, 0.0), (0.0, 0.0), 0.0),
    "stacks": Stacks((StackRow("Mon", (("meeting", 3.0, "3.0 h"), ("focus", 0.0, "0 min"))),), (("meeting", "m"),)),
    "rhythm": Rhythms((("Person A", ("held", "moved", "made-up", "fell-out")),), (("held", "held"),)),
}


def elements(svg: str, name: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{_SVG}{name}"))


@pytest.mark.parametrize("which", PICTURES)
def test_each_is_whole_with_its_size_in_points_and_the_same_each_time(which: str) -> None:
    svg = chart_svg(PICTURES[which])
    root = ET.fromstring(svg)
    assert root.get("width", "").endswith("pt")
    assert "nan" not in svg
    assert "inf" not in svg
    assert svg == chart_svg(PICTURES[which])
    _left, _top, width, height = map(float, root.get("viewBox", "").split())
    for each in root.iter(f"{_SVG}rect"):
        if each.get("x") is not None:
            assert float(each.get("x", "0")) + float(each.get("width", "0")) <= width + 1
            assert float(each.get("y", "0")) + float(each.get("height", "0")) <= height + 1


def test_a_gap_is_never_bridged() -> None:
    whole = elements(chart_svg(LinesPicture(spec((8.0, 9.0, 9.0, 9.0, 12.0, 9.0)))), "polyline")
    cut = elements(chart_svg(PICTURES["lines"]), "polyline")
    line = colors()["meeting"]
    assert [len(each.get("points", "").split()) for each in whole if each.get("stroke") == line] == [6]
    assert [len(each.get("points", "").split()) for each in cut if each.get("stroke") == line] == [2, 2]


def test_each_line_has_its_name_and_last_value_at_its_end_and_a_gap_its_word() -> None:
    texts = [each.text for each in elements(chart_svg(PICTURES["lines"]), "text")]
    assert {"Meetings 9.0 h", "away", "20 h", "Jan 2026"} <= set(texts)


def test_a_higher_value_is_a_taller_bar() -> None:
    fill = colors()["meeting_fill"]
    tall = [each for each in elements(chart_svg(bars((5.0, 10.0, 20.0))), "rect") if each.get("fill") == fill]
    heights = [float(each.get("height", "0")) for each in tall]
    assert heights == sorted(heights)
    assert heights[1] == pytest.approx(2 * heights[0], rel=0.02)
    assert heights[2] == pytest.approx(4 * heights[0], rel=0.02)


def test_roles_differ_by_texture_and_not_by_colour_alone() -> None:
    svg = chart_svg(PICTURES["strip"])
    assert {each.get("id") for each in elements(svg, "pattern")} == {"fragment", "outside", "double"}


def test_no_title_of_a_meeting_is_drawn() -> None:
    assert "Secret" not in chart_svg(PICTURES["strip"])


def test_an_hour_that_nothing_is_known_of_has_no_number() -> None:
    texts = [each.text for each in elements(chart_svg(PICTURES["heat"]), "text")]
    assert texts == ["9", "10", "11", "12", "13", "Mon", "31", "100"]


def test_equal_factors_are_equally_long() -> None:
    soft = colors()["accent_soft"]
    steps = [each for each in elements(chart_svg(PICTURES["waterfall"]), "rect") if each.get("fill") == soft]
    assert len({each.get("width") for each in steps}) == 1


def test_the_figure_lies_within_its_band_where_it_is_usual() -> None:
    svg = chart_svg(PICTURES["figure"])
    band = next(each for each in elements(svg, "rect") if each.get("fill") == colors()["usual_fill"])
    diamond = elements(svg, "polygon")[0].get("points", "").split()[0]
    middle = float(diamond.partition(",")[0])
    assert float(band.get("x", "0")) < middle < float(band.get("x", "0")) + float(band.get("width", "0"))


def test_text_that_others_wrote_is_no_markup() -> None:
    canvas = Canvas(100, 10)
    canvas.text(0, 5, '</text><script>&"\x00\ufffe')
    (text,) = elements(canvas.done(), "text")
    assert text.text == '</text><script>&"\ufffd\ufffd'


@pytest.mark.parametrize(("value", "text"), [(0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (2.0, "2"), (1 / 3, "0.33")])
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text
