from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPalette, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.ui import icons, theme, tokens
from app.ui.buttons import button, icon_button
from app.ui.focus_ring import FocusRing

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TNUM = QFont.Tag("tnum")


@pytest.mark.parametrize("scheme", tokens.SCHEMES)
def test_a_scheme_reaches_palette_and_colours(qapp: QApplication, scheme: str) -> None:
    theme.apply(qapp, scheme)
    values = tokens.colors(scheme)
    assert theme.scheme() == scheme
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == values["surface"][0].lower()
    assert theme.color("text") == QColor(values["text"][0])
    assert [step.name().upper() for step in theme.heat()] == list(values["heat"])
    assert len(theme.on_heat()) == 5


def test_a_colour_is_the_callers_own() -> None:
    theme.color("text").setAlpha(10)
    assert theme.color("text").alpha() == 255


def test_without_a_choice_the_system_is_followed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(qapp)
    assert theme.scheme() == "light"
    monkeypatch.setattr(theme, "_scheme_of_the_system", lambda _app: "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.scheme() == "dark"
    theme.apply(qapp, "light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.scheme() == "light"


def test_where_windows_has_a_contrast_theme_its_colours_hold(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "_scheme_of_the_system", lambda _app: "high_contrast_dark")
    monkeypatch.setattr("sys.platform", "win32")
    palette = qapp.palette()
    theme.apply(qapp)
    assert qapp.palette() == palette
    assert theme.color("muted") == palette.windowText().color()
    assert theme.color("meeting_fill") == palette.window().color()
    assert theme.color("focus_ring") == palette.highlight().color()


def test_fonts_are_factors_of_the_applications_and_grow_with_it(qapp: QApplication) -> None:
    body = theme.font("body").pointSizeF()
    assert theme.font("figure").pointSizeF() == pytest.approx(2.15 * body)
    assert theme.font("caption").pointSizeF() == pytest.approx(0.85 * body)
    theme.apply(qapp, "light", text_scale=2.0)
    assert theme.font("body").pointSizeF() == pytest.approx(2 * body)
    assert qapp.font().pointSizeF() == pytest.approx(2 * body)


def test_a_heavier_font_is_heavier_and_figures_have_one_width(qapp: QApplication) -> None:
    assert QFontInfo(theme.font("body")).family() == "Inter"
    body, strong = QFontMetricsF(theme.font("body")), QFontMetricsF(theme.font("strong"))
    assert strong.horizontalAdvance("Overview") > body.horizontalAdvance("Overview")
    for kind in ("caption", "body", "strong", "figure"):
        metrics = QFontMetricsF(theme.font(kind))
        assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888"), kind
    assert theme.font("mono").featureValue(TNUM) == 1
    assert theme.font("sentence").featureValue(TNUM) == 0


def test_a_ring_stands_around_what_the_keyboard_reached_and_not_after_the_mouse(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    first, second = QPushButton("one"), QLineEdit("two")
    row.addWidget(first)
    row.addWidget(second)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    ring = window.findChild(FocusRing)
    assert ring is not None
    assert ring.isVisible()
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    second.resize(second.width() + 20, second.height())
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    assert ring.grab().toImage().pixelColor(ring.width() // 2, 1) == theme.color("focus_ring")
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert [ring for ring in window.findChildren(FocusRing) if ring.isVisible()] == []


def test_the_ring_lies_around_a_control_or_inside_a_row() -> None:
    picture = QPixmap(60, 40)
    for inside, on_ring, off_ring in ((False, (30, 7), (30, 11)), (True, (30, 11), (30, 7))):
        picture.fill(theme.color("surface"))
        painter = QPainter(picture)
        theme.draw_focus_ring(painter, QRectF(10, 10, 40, 20), inside)
        painter.end()
        image = picture.toImage()
        assert image.pixelColor(*on_ring) == theme.color("focus_ring")
        assert image.pixelColor(*off_ring) == theme.color("surface")


def test_buttons_carry_their_kind_and_a_name(qtbot: QtBot, qapp: QApplication) -> None:
    main, icon = button("Choose", "main"), icon_button("settings", "Settings")
    qtbot.addWidget(main)
    qtbot.addWidget(icon)
    assert main.grab().toImage().pixelColor(8, main.height() // 2) == theme.color("accent")
    assert (icon.toolTip(), icon.accessibleName()) == ("Settings", "Settings")
    icon.setCheckable(True)
    icon.setChecked(True)
    assert icon.grab().toImage().pixelColor(4, icon.height() // 2) == theme.color("accent_soft")
    theme.apply(qapp, "dark")
    assert icon.grab().toImage().pixelColor(4, icon.height() // 2) == theme.color("accent_soft")
    assert main.grab().toImage().pixelColor(8, main.height() // 2) == theme.color("accent")


def test_every_icon_draws_something_inside_its_square() -> None:
    from app.ui.icon_paths import PATHS

    for name in PATHS:
        picture = QPixmap(72, 72)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        icons.draw(painter, name, QRectF(18, 18, 36, 36), QColor("black"))
        painter.end()
        image = picture.toImage()
        marked = [(x, y) for x in range(72) for y in range(72) if image.pixelColor(x, y).value() < 128]
        assert len(marked) > 40, name
        assert all(18 <= x < 54 and 18 <= y < 54 for x, y in marked), name
