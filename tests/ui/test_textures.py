"""Textures and marks: each role can be told from the others without its colour."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final, get_args

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.model.charts import Role
from app.ui import textures, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

ROLES: Final[tuple[Role, ...]] = get_args(Role)
SCHEMES: Final = ("light", "dark", "high_contrast_light", "high_contrast_dark")
RECT: Final = QRectF(8, 8, 96, 48)


@pytest.fixture(params=SCHEMES)
def scheme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    theme.apply(qapp, request.param)
    yield request.param
    theme.apply(qapp, "light")


def painted(paint: Callable[[QPainter], None], ratio: float = 1.0) -> QImage:
    """What a painting leaves on raised ground of 112 × 64 logical pixels."""
    image = QImage(round(112 * ratio), round(64 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.color("raised"))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def color_at(image: QImage, x: float, y: float) -> QColor:
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(x * ratio), round(y * ratio))


def row_of(image: QImage, y: int) -> list[QColor]:
    return [image.pixelColor(x, y) for x in range(image.width())]


def shape(image: QImage) -> list[bool]:
    """The area as black and white, by what differs from its most frequent colour: what is left without colours."""
    inner = [image.pixelColor(x, y).rgb() for y in range(8, 56) for x in range(8, 104)]
    ground = max(set(inner), key=inner.count)
    return [value != ground for value in inner]


@pytest.mark.usefixtures("scheme")
@pytest.mark.parametrize(("one", "other"), tuple(combinations(ROLES, 2)))
def test_two_roles_differ_without_their_colours(one: Role, other: Role) -> None:
    shapes = [shape(painted(lambda painter, role=role: textures.fill(painter, RECT, role))) for role in (one, other)]  # type: ignore[misc]
    assert shapes[0] != shapes[1]


@pytest.mark.usefixtures("scheme")
@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_painted_outside_the_area(role: Role) -> None:
    image = painted(lambda painter: textures.fill(painter, RECT, role))
    ground = theme.color("raised")
    assert all(color == ground for y in (0, 3, 6, 58, 63) for color in row_of(image, y))
    assert all(image.pixelColor(x, y) == ground for x in (0, 6, 105, 111) for y in range(64))


def test_a_meeting_is_solid_and_outlined_in_its_own_colour(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    image = painted(lambda painter: textures.fill(painter, RECT, "meeting"))
    assert color_at(image, 8, 32) == theme.color("meeting")
    assert color_at(image, 50, 32) == theme.color("meeting_fill")
    bare = painted(lambda painter: textures.fill(painter, RECT, "meeting", outline=False))
    assert color_at(bare, 8, 32) == theme.color("meeting_fill")


def test_a_focus_block_has_its_edge_at_its_start_also_from_right_to_left() -> None:
    def mirrored(painter: QPainter) -> None:
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        textures.fill(painter, RECT, "focus")

    for paint in (mirrored, lambda painter: textures.fill(painter, RECT, "focus")):
        row = row_of(painted(paint), 32)
        assert row[8:11] == [theme.color("focus")] * 3
        assert row[13] == theme.color("focus_fill")
        assert row[102] == theme.color("focus_fill")
        assert row[103] == theme.color("focus")


@pytest.mark.parametrize(("role", "side"), [("fragment", 6), ("double", 7)])
def test_a_pattern_begins_at_the_corner_of_its_own_block(role: Role, side: int) -> None:
    first = painted(lambda painter: textures.fill(painter, QRectF(8, 8, 60, 40), role))
    second = painted(lambda painter: textures.fill(painter, QRectF(11, 13, 60, 40), role))
    assert first.copy(8, 8, 60, 40) == second.copy(11, 13, 60, 40)
    assert row_of(first, 24)[14 : 14 + side] == row_of(first, 24)[14 + side : 14 + 2 * side]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("role", ["fragment", "outside", "double"])
def test_patterns_repeat_at_each_ratio_without_a_seam(role: Role, ratio: float) -> None:
    image = painted(lambda painter: textures.fill(painter, RECT, role), ratio)
    pixels = {"fragment": round(6 * ratio), "outside": round(8.5 * ratio), "double": round(7 * ratio)}[role]
    start, end = round(20 * ratio), round(90 * ratio)
    for y in range(round(20 * ratio), round(40 * ratio)):
        row = row_of(image, y)
        assert row[start : end - pixels] == row[start + pixels : end]


def test_minutes_stand_on_cleared_ground_and_are_left_out_whole_where_they_do_not_fit() -> None:
    cleared: list[QRectF] = []

    def paint(painter: QPainter, width: float) -> None:
        painter.setFont(theme.font("caption"))
        rect = QRectF(8, 8, width, 48)
        textures.fill(painter, rect, "fragment")
        cleared.append(textures.patch(painter, rect, "fragment", "75"))

    image = painted(lambda painter: paint(painter, 60))
    assert (cleared[0].center() - QPointF(38, 32)).manhattanLength() <= 1
    corner = cleared[0].topLeft()
    assert color_at(image, corner.x() + 3, corner.y() + 1) == theme.color("raised")

    narrow = painted(lambda painter: paint(painter, 18))
    assert cleared[1].isEmpty()
    assert narrow == painted(lambda painter: textures.fill(painter, QRectF(8, 8, 18, 48), "fragment"))


@pytest.mark.usefixtures("scheme")
def test_marks_differ_and_keep_within_their_size() -> None:
    seen = []
    for role in ROLES:
        image = painted(lambda painter, role=role: textures.mark(painter, role, QPointF(20, 20), 11))  # type: ignore[misc]
        ground = theme.color("raised")
        inside = [image.pixelColor(x, y) != ground for y in range(14, 27) for x in range(14, 27)]
        outside = [image.pixelColor(x, y) for y in range(64) for x in range(112) if not (13 < x < 27 and 13 < y < 27)]
        assert any(inside)
        assert set(map(QColor.rgb, outside)) == {ground.rgb()}
        seen.append(tuple(inside))
    assert len(set(seen)) == len(ROLES)


def test_a_usual_range_without_width_is_still_seen() -> None:
    image = painted(lambda painter: textures.band(painter, QRectF(40, 10, 0, 20)))
    row = [color != theme.color("raised") for color in row_of(image, 20)]
    assert sum(row) == 3
    wide = row_of(painted(lambda painter: textures.band(painter, QRectF(40, 10, 30, 20))), 20)
    assert wide[40] == wide[69] == theme.color("usual")
    assert wide[50] == theme.color("usual_fill")
    assert [x for x, (one, other) in enumerate(pairwise(wide), 1) if one != other] == [40, 41, 69, 70]


def test_a_tile_is_made_once_for_a_scheme_and_a_ratio(qapp: QApplication) -> None:
    light = painted(lambda painter: textures.fill(painter, RECT, "outside"))
    theme.apply(qapp, "dark")
    dark = painted(lambda painter: textures.fill(painter, RECT, "outside"))
    theme.apply(qapp, "light")
    assert light == painted(lambda painter: textures.fill(painter, RECT, "outside"))
    assert light != dark
