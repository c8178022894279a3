"""The values of `resources/look/tokens.toml` can be read, told apart, and are those that the window uses."""

from __future__ import annotations

import tomllib
from itertools import combinations
from typing import Any

import pytest

from app.environment import resource_path
from app.ui import theme, tokens
from tests.ui.color_sight import SIGHTS, contrast, difference, seen

TOKENS: dict[str, Any] = tomllib.loads(resource_path("look", "tokens.toml").read_text("utf-8"))
GROUNDS = ("raised", "surface", "sunken")
DATA = ("meeting", "focus", "fragment", "outside", "double")
TEXTS = ("text", "muted", "accent", "meeting_text", "focus_text", "fragment_text", "outside_text", "double_text")
APART = 10.0

each_scheme = pytest.mark.parametrize("scheme", tokens.SCHEMES)


def wanted(scheme: str, *, text: bool) -> float:
    if text:
        return 7.0 if scheme.startswith("high") else 4.5
    return 4.5 if scheme.startswith("high") else 3.0


@each_scheme
def test_text_can_be_read_on_every_ground(scheme: str) -> None:
    colors = TOKENS["color"][scheme]
    weak = {
        (text, ground): contrast(colors[text], colors[ground])
        for text in ("text", "muted", "accent", "notice", "problem")
        for ground in GROUNDS
        if contrast(colors[text], colors[ground]) < 4.5
    }
    assert weak == {}


@each_scheme
def test_text_can_be_read_on_the_areas_of_the_data(scheme: str) -> None:
    colors = TOKENS["color"][scheme]
    pairs = [(f"{role}_text", f"{role}_fill") for role in DATA if role != "meeting"]
    pairs += [("on_meeting", "meeting_fill"), ("meeting_text", "meeting_soft"), ("on_accent", "accent")]
    pairs += [("text", "accent_soft"), ("text", "notice_fill"), ("text", "problem_fill"), ("accent", "accent_soft")]
    weak = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in pairs}
    own = wanted(scheme, text=True)
    assert {pair: value for pair, value in weak.items() if value < (own if pair[0] in TEXTS else 4.5)} == {}


@each_scheme
def test_marks_stand_out_from_every_ground(scheme: str) -> None:
    colors = TOKENS["color"][scheme]
    weak = {
        (mark, ground): contrast(colors[mark], colors[ground])
        for mark in (*DATA, "usual", "border_strong", "focus_ring")
        for ground in GROUNDS
        if contrast(colors[mark], colors[ground]) < wanted(scheme, text=False)
    }
    assert weak == {}


@each_scheme
def test_text_can_be_read_on_each_step_of_the_heat_map(scheme: str) -> None:
    colors = TOKENS["color"][scheme]
    steps = zip(colors["on_heat"], colors["heat"], strict=True)
    assert min(contrast(text, step) for text, step in steps) >= 4.5


@pytest.mark.parametrize("sight", SIGHTS)
@each_scheme
def test_the_colours_of_the_data_differ_for_every_eye(scheme: str, sight: str) -> None:
    colors = TOKENS["color"][scheme]
    close = {
        (one, other): difference(seen(colors[one], sight), seen(colors[other], sight))
        for one, other in combinations(DATA, 2)
    }
    assert {pair: round(value, 1) for pair, value in close.items() if value < APART} == {}


def test_the_difference_is_that_of_its_authors() -> None:
    """Two rows of the table by which Sharma, Wu and Dalal let implementations be checked."""
    assert difference((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert difference((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286)) == pytest.approx(0.6377, abs=1e-4)
    assert difference((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514)) == pytest.approx(0.9082, abs=1e-4)


@each_scheme
def test_the_quick_reader_reads_what_a_reader_of_toml_reads(scheme: str) -> None:
    read = TOKENS["color"][scheme]
    as_lists = {name: tuple(value) if isinstance(value, list) else (value,) for name, value in read.items()}
    assert tokens.colors(scheme) == as_lists


def test_sizes_and_distances_are_those_of_the_tokens() -> None:
    for name, row in TOKENS["type"].items():
        if name == "features":
            continue
        kind = theme.KINDS[name]
        assert (kind.factor, kind.weight, kind.floor) == (row["factor"], row["weight"], row.get("floor_pt", 0.0)), name
        assert kind.spacing == row.get("letter_spacing_percent", 100), name
        assert kind.line == row.get("line", kind.line), name
    space, radius = TOKENS["space"], TOKENS["radius"]
    names = ("XS", "S", "M", "L", "XL", "XXL")
    assert [getattr(theme, f"SPACE_{name}") for name in names] == [space[name.lower()] for name in names]
    assert list(radius.values()) == [theme.RADIUS_BLOCK, theme.RADIUS_CHIP, theme.RADIUS_CONTROL, theme.RADIUS_CARD]
    assert space["control_height"] == theme.CONTROL_HEIGHT
