"""The day strips, as a person meets them: pointer, keyboard, text sizes, long and foreign titles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from app.model.week_view import Block, DayStrip, WeekView
from app.ui import theme
from app.ui.day_strips import DayStrips
from app.ui.strip_layout import lay_out
from app.ui.strip_painting import NAME, Spot
from tests.effort import growth
from tests.ui.invented import GERMAN_WEEK, WEEK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from app.model.charts import Role

WEDNESDAY: Final = 2
LONG_TITLE: Final = "Planning of the reorganisation of purchasing with all regional leads " * 2
ARABIC_TITLE: Final = "اجتماع التخطيط الفصلي مع جميع رؤساء الأقسام " * 3
HOUR: Final = 3600


def shown(qtbot: QtBot, week: WeekView = WEEK, width: int = 700) -> DayStrips:
    strips = DayStrips()
    qtbot.addWidget(strips)
    strips.show_week(week)
    strips.resize(width, strips.heightForWidth(width))
    with qtbot.waitExposed(strips):
        strips.show()
    return strips


def middle(rect: QRect) -> QPoint:
    return rect.center()


def place_of(week: WeekView, row: int, role: Role) -> int:
    return next(place for place, block in enumerate(week.days[row].blocks) if block.role == role)


def meeting(title: str, since: float, until: float, lane: int = 0, lanes: int = 1) -> Block:
    start, end = int(since * HOUR), int(until * HOUR)
    return Block("meeting", start, end, lane, lanes, title, "", f"tip of {title}", "occurrence:1:1")


def week_of(*blocks: Block, days: int = 1) -> WeekView:
    return WEEK._replace(days=tuple(day._replace(blocks=blocks) for day in WEEK.days[:days]))


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 2.0)
    yield
    theme.apply(qapp, "light")


# ---- pointer ----


def test_a_click_on_a_block_opens_its_evidence(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    place = place_of(WEEK, 0, "focus")
    with qtbot.waitSignal(strips.evidence_wanted) as opened:
        QTest.mouseClick(strips, Qt.MouseButton.LeftButton, pos=middle(strips.block_rect(0, place)))
    assert opened.args == [WEEK.days[0].blocks[place].opens]


def test_a_click_on_a_day_opens_the_day_and_keeps_it_chosen(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    with qtbot.waitSignal(strips.evidence_wanted) as opened:
        QTest.mouseClick(strips, Qt.MouseButton.LeftButton, pos=middle(strips.block_rect(WEDNESDAY, NAME)))
    assert opened.args == [WEEK.days[WEDNESDAY].opens]
    assert strips.chosen_day() == WEEK.days[WEDNESDAY].day
    strips.show_week(WEEK._replace(note="repainted"))
    assert strips.chosen_day() == WEEK.days[WEDNESDAY].day


def test_the_chosen_day_is_outlined_in_accent(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    strips.choose_day(WEEK.days[WEDNESDAY].day)
    image = strips.grab().toImage()
    rect = strips.block_rect(WEDNESDAY, NAME)
    assert image.pixelColor(rect.center().x(), rect.top() - 4) == theme.color("accent")
    assert image.pixelColor(rect.center().x(), rect.bottom() - 1) == theme.color("accent_soft")


def test_what_is_painted_over_others_is_what_a_click_opens(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    place = place_of(WEEK, WEDNESDAY, "double")
    rect = strips.block_rect(WEDNESDAY, place)
    under = [
        number
        for number, block in enumerate(WEEK.days[WEDNESDAY].blocks)
        if block.role == "meeting" and strips.block_rect(WEDNESDAY, number).intersects(rect.adjusted(3, 3, -3, -3))
    ]
    assert len(under) == 2
    with qtbot.waitSignal(strips.evidence_wanted) as opened:
        QTest.mouseClick(strips, Qt.MouseButton.LeftButton, pos=middle(rect))
    assert opened.args == [WEEK.days[WEDNESDAY].blocks[place].opens]
    assert rect.top() < strips.block_rect(WEDNESDAY, NAME).top()


def test_a_press_that_is_let_go_elsewhere_opens_nothing(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    with qtbot.assertNotEmitted(strips.evidence_wanted):
        QTest.mousePress(strips, Qt.MouseButton.LeftButton, pos=middle(strips.block_rect(0, 0)))
        QTest.mouseRelease(strips, Qt.MouseButton.LeftButton, pos=middle(strips.block_rect(3, 0)))
        QTest.mouseClick(strips, Qt.MouseButton.RightButton, pos=middle(strips.block_rect(0, 0)))
        QTest.mouseClick(strips, Qt.MouseButton.LeftButton, pos=QPoint(300, strips.height() - 2))


def test_the_pointer_shows_what_can_be_pressed(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    plain = strips.grab().toImage()
    QTest.mouseMove(strips, middle(strips.block_rect(0, place_of(WEEK, 0, "focus"))))
    assert strips.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert strips.grab().toImage() != plain
    QTest.mouseMove(strips, QPoint(300, strips.height() - 2))
    assert strips.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_tool_tip_holds_a_foreign_title_as_plain_text(qtbot: QtBot) -> None:
    strips = shown(qtbot, week_of(meeting("<b>Loud</b> & bold", 10, 12)))
    at = middle(strips.block_rect(0, 0))
    QApplication.sendEvent(strips, QHelpEvent(QHelpEvent.Type.ToolTip, at, strips.mapToGlobal(at)))
    assert QToolTip.text() == "<qt>tip of &lt;b&gt;Loud&lt;/b&gt; &amp; bold</qt>"
    QToolTip.hideText()


# ---- keyboard ----


def test_arrows_go_through_blocks_in_order_of_time_and_through_days(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    strips.setFocus(Qt.FocusReason.TabFocusReason)
    assert strips.current() == Spot(0, NAME)
    visited = []
    for _ in WEEK.days[0].blocks:
        QTest.keyClick(strips, Qt.Key.Key_Right)
        visited.append(WEEK.days[0].blocks[strips.current().block].start)
    assert visited == sorted(visited)
    assert len(visited) == len(WEEK.days[0].blocks)
    last = strips.current()
    QTest.keyClick(strips, Qt.Key.Key_Right)
    assert strips.current() == last
    QTest.keyClick(strips, Qt.Key.Key_Down)
    assert strips.current().row == 1
    QTest.keyClick(strips, Qt.Key.Key_Home)
    assert strips.current() == Spot(1, NAME)
    QTest.keyClick(strips, Qt.Key.Key_Up)
    QTest.keyClick(strips, Qt.Key.Key_Up)
    assert strips.current() == Spot(0, NAME)


def test_up_and_down_stay_at_the_same_time_of_the_day(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    strips.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(5):
        QTest.keyClick(strips, Qt.Key.Key_Right)
    here = WEEK.days[0].blocks[strips.current().block]
    QTest.keyClick(strips, Qt.Key.Key_Down)
    there = WEEK.days[1].blocks[strips.current().block]
    assert there.start < here.end
    assert here.start < there.end


def test_enter_opens_the_block_and_space_its_day(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    strips.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strips, Qt.Key.Key_Down)
    QTest.keyClick(strips, Qt.Key.Key_Right)
    with qtbot.waitSignal(strips.evidence_wanted) as opened:
        QTest.keyClick(strips, Qt.Key.Key_Return)
    assert opened.args == [WEEK.days[1].blocks[strips.current().block].opens]
    with qtbot.waitSignal(strips.evidence_wanted) as opened:
        QTest.keyClick(strips, Qt.Key.Key_Space)
    assert opened.args == [WEEK.days[1].opens]
    assert strips.chosen_day() == WEEK.days[1].day


def test_the_place_of_the_keyboard_is_said_and_ringed(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    without = strips.grab().toImage()
    assert strips.accessibleName()
    assert strips.accessibleDescription() == WEEK.days[0].spoken
    strips.activateWindow()
    strips.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(strips.hasFocus)
    QTest.keyClick(strips, Qt.Key.Key_Right)
    assert strips.accessibleDescription() == WEEK.days[0].blocks[strips.current().block].tip
    assert strips.grab().toImage() != without


def test_a_click_leaves_no_ring(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    rect = strips.block_rect(0, place_of(WEEK, 0, "focus"))
    QTest.mouseClick(strips, Qt.MouseButton.LeftButton, pos=middle(rect))
    QTest.mouseMove(strips, QPoint(300, strips.height() - 2))
    assert strips.grab().toImage().pixelColor(rect.left() - 3, rect.center().y()) != theme.color("focus_ring")


def test_keys_that_mean_nothing_here_go_on(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    before = strips.current()
    QTest.keyClick(strips, Qt.Key.Key_A)
    assert strips.current() == before


# ---- what is written where ----


def test_a_title_is_written_only_where_its_first_word_fits_whole(qtbot: QtBot) -> None:
    week = week_of(
        meeting("Weekly sync", 9, 10), meeting("Donaudampfschifffahrt", 10, 11), meeting("Numbers", 12, 12.25)
    )
    strips = shown(qtbot, week)
    assert strips.block_lines(0, 0) == ("Weekly", "sync")
    assert strips.block_lines(0, 1) == ()
    assert strips.block_lines(0, 2) == ()


@pytest.mark.parametrize(
    "title", [LONG_TITLE, ARABIC_TITLE, "👩‍👩‍👧 " * 60, "\u200b" * 100, "\u00ad".join(["Wort"] * 40)]
)
@pytest.mark.parametrize("width", [440, 700, 1240])
def test_lines_of_a_title_stay_within_their_block(qtbot: QtBot, title: str, width: int) -> None:
    week = week_of(meeting(title, 9, 11), meeting(title, 12, 17))
    shown(qtbot, week, width).grab()
    layout = lay_out(week, width, mirrored=False)
    for placed in layout.rows[0].blocks:
        for line in placed.lines:
            assert line.rect.top() >= placed.rect.top()
            assert line.rect.bottom() <= placed.rect.bottom()
            assert placed.rect.left() <= line.rect.left() < line.rect.right() <= placed.rect.right() + 1


def test_a_title_gives_way_to_what_is_painted_over_it(qtbot: QtBot) -> None:
    double = Block("double", 10 * HOUR, 11 * HOUR, 0, 1, "60", "", "double-booked", "day:x")
    strips = shown(qtbot, week_of(meeting("Planning", 10, 11), meeting("Roadmap planning", 8.5, 11), double))
    assert strips.block_lines(0, 0) == ()
    assert strips.block_lines(0, 1)[0] == "Roadmap"
    assert "Roadmap planning" not in strips.block_lines(0, 1)


def test_meetings_at_once_share_the_height_of_the_day(qtbot: QtBot) -> None:
    strips = shown(qtbot, week_of(*(meeting("M", 10, 12, lane=lane, lanes=3) for lane in range(3))))
    rects = [strips.block_rect(0, lane) for lane in range(3)]
    assert all(not one.intersects(other) for one in rects for other in rects if one is not other)
    assert rects[0].top() == strips.block_rect(0, NAME).top()
    assert abs(rects[2].bottom() - strips.block_rect(0, NAME).bottom()) <= 1


def test_the_shortest_meeting_can_be_hit(qtbot: QtBot) -> None:
    strips = shown(qtbot, week_of(meeting("Ping", 10, 10 + 1 / 60)))
    rect = strips.block_rect(0, 0)
    assert rect.width() >= 3
    with qtbot.waitSignal(strips.evidence_wanted):
        QTest.mouseClick(strips, Qt.MouseButton.LeftButton, pos=middle(rect))


def test_what_lies_off_the_axis_is_cut_at_its_ends(qtbot: QtBot) -> None:
    strips = shown(qtbot, week_of(meeting("Night", 0, 9), meeting("Late", 18, 24)))
    axis = strips.axis()
    assert axis is not None
    assert strips.block_rect(0, 0).left() >= axis.left
    assert strips.block_rect(0, 1).right() <= axis.right + 1


# ---- sizes, directions, other weeks ----


def test_hours_are_labelled_as_often_as_there_is_room(qtbot: QtBot) -> None:
    assert len(shown(qtbot, width=700).hours()) == 10
    assert shown(qtbot, width=460).hours() == ("10:00", "12:00", "14:00", "16:00", "18:00")
    strips = shown(qtbot, width=844)
    strips.set_least_step(2)
    assert strips.hours() == ("10:00", "12:00", "14:00", "16:00", "18:00")


@pytest.mark.usefixtures("large_text")
def test_rows_grow_with_the_text_and_no_two_lines_overlap() -> None:
    layout = lay_out(GERMAN_WEEK, 844, mirrored=False)
    assert layout.rows[0].strip.height() > 64
    for row in layout.rows:
        lines = [line.rect for line in row.lines]
        assert all(one.bottom() <= other.top() + 0.5 for one, other in pairwise(lines))
        assert lines[-1].bottom() <= row.strip.bottom() + 1
        assert all(rect.right() <= row.name.right() for rect in lines)
    for one, other in pairwise(layout.rows):
        assert one.strip.bottom() < other.strip.top()
    labels = [rect for rect, _text in layout.hours]
    assert all(one.right() < other.left() for one, other in pairwise(labels))


def test_the_height_follows_the_size_of_text(qtbot: QtBot, qapp: QApplication) -> None:
    strips = shown(qtbot)
    before = strips.heightForWidth(700)
    theme.apply(qapp, "light", 2.0)
    try:
        assert strips.heightForWidth(700) > before * 1.3
    finally:
        theme.apply(qapp, "light")
    assert strips.heightForWidth(700) == before


def test_hours_run_left_to_right_in_every_language(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    strips.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    axis = strips.axis()
    assert axis is not None
    assert axis.x(9 * HOUR) < axis.x(17 * HOUR)
    assert strips.block_rect(0, NAME).left() >= axis.right - 1
    strips.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strips, Qt.Key.Key_Right)
    first = strips.block_rect(*strips.current()).left()
    QTest.keyClick(strips, Qt.Key.Key_Right)
    assert strips.block_rect(*strips.current()).left() > first


def test_a_week_of_seven_days_and_one_of_none(qtbot: QtBot) -> None:
    saturday = DayStrip(WEEK.monday + 5, "Sat 21", ("no meetings",), (), (), "Saturday: nothing", "day:2026-11-21")
    strips = shown(qtbot, WEEK._replace(days=(*WEEK.days, saturday, saturday._replace(day=WEEK.monday + 6))))
    QTest.keyClick(strips, Qt.Key.Key_Down)
    for _ in range(9):
        QTest.keyClick(strips, Qt.Key.Key_Down)
    assert strips.current() == Spot(6, NAME)
    strips.show_week(WEEK)
    assert strips.current() == Spot(4, NAME)
    strips.show_week(WEEK._replace(days=(), legend=(), hours=()))
    strips.grab()
    QTest.keyClick(strips, Qt.Key.Key_Return)
    assert strips.spoken() == ""


def test_every_scheme_paints_other_colours(qtbot: QtBot, qapp: QApplication) -> None:
    strips = shown(qtbot)
    pictures: list[QImage] = []
    for scheme in ("light", "dark", "high_contrast_light", "high_contrast_dark"):
        theme.apply(qapp, scheme)
        pictures.append(strips.grab().toImage())
    theme.apply(qapp, "light")
    assert strips.grab().toImage() == pictures[0]
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[place + 1 :])


def test_twice_as_many_blocks_are_painted_in_twice_as_many_steps(qtbot: QtBot) -> None:
    roles: tuple[Role, ...] = ("meeting", "focus", "fragment")

    def week(times: int) -> WeekView:
        length = 3.6 / times
        blocks = (
            meeting("Sync" if role == "meeting" else "30", 8 + length * number, 8 + length * (number + 1))
            for number, role in enumerate(roles * times)
        )
        painted = zip(blocks, roles * times, strict=True)
        return week_of(*(block._replace(role=role) for block, role in painted), days=5)

    strips = {times: shown(qtbot, week(times)) for times in (8, 16)}
    image = QImage(strips[8].size(), QImage.Format.Format_ARGB32_Premultiplied)
    assert growth(lambda times: strips[times].render(image, QPoint()), 8) < 2.1


def test_a_pointer_between_two_days_is_over_none_or_one(qtbot: QtBot) -> None:
    strips = shown(qtbot)
    bottom = strips.block_rect(4, NAME).bottom()
    assert strips._at(QPointF(10, bottom + 12)) is None
    assert strips._at(QPointF(10, bottom - 2)) == Spot(4, NAME)
