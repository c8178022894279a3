from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.notices import NoticeArea

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def sentences(area: NoticeArea) -> list[str]:
    return [notice.label.text() for notice in area.notices()]


def test_a_notice_stands_until_it_is_closed_and_leaves_no_gap(qtbot: QtBot) -> None:
    area = NoticeArea()
    qtbot.addWidget(area)
    assert area.isHidden()
    notice = area.add("notice", "4 events were set aside.", "Show")
    assert not area.isHidden()
    assert notice.accessibleName() == "4 events were set aside."
    with qtbot.waitSignal(notice.acted):
        QTest.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    assert sentences(area) == ["4 events were set aside."]
    QTest.mouseClick(notice.close_button, Qt.MouseButton.LeftButton)
    assert area.notices() == ()
    assert area.isHidden()


def test_at_most_two_stand_and_work_under_way_stays(qtbot: QtBot) -> None:
    area = NoticeArea()
    qtbot.addWidget(area)
    area.add("progress", "Reading", "Stop")
    area.add("done", "first")
    area.add("problem", "second")
    assert sentences(area) == ["Reading", "second"]


def test_progress_has_a_bar_and_cannot_be_closed(qtbot: QtBot) -> None:
    area = NoticeArea()
    qtbot.addWidget(area)
    area.resize(600, 60)
    area.show()
    notice = area.add("progress", "Reading work", "Stop")
    assert not notice.close_button.isVisible()
    notice.bar.show_share(1, None)
    assert not notice.bar.isVisible()
    notice.bar.show_share(3, 4)
    assert notice.bar.isVisible()
    assert notice.bar.accessibleName() == "75 % done"
    notice.say("Reading more")
    assert notice.accessibleName() == "Reading more"
    area.remove(notice)
    area.remove(notice)


def test_foreign_text_in_a_notice_is_plain(qtbot: QtBot) -> None:
    area = NoticeArea()
    qtbot.addWidget(area)
    notice = area.add("problem", "<b>work</b>.ics could not be read.")
    assert notice.label.textFormat() == Qt.TextFormat.PlainText
