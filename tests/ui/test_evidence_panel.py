"""The evidence behind a figure: its rows, why each counts, and what the calendar wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.ui import theme
from app.ui.evidence_panel import EvidencePanel
from app.ui.strong_words import StrongWords
from tests.effort import growth
from tests.ui.invented import EVIDENCE, GERMAN_EVIDENCE, SOURCE_TEXT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.model.evidence import Evidence

LONG_TITLE = "Planning of the reorganisation of purchasing with all regional leads " * 2
ARABIC_TITLE = "اجتماع التخطيط الفصلي مع جميع رؤساء الأقسام"


def shown(qtbot: QtBot, evidence: Evidence = EVIDENCE, width: int = 284, height: int = 900) -> EvidencePanel:
    panel = EvidencePanel()
    qtbot.addWidget(panel)
    panel.show_evidence(evidence)
    panel.resize(width, height)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    return panel


def middle_of(panel: EvidencePanel, row: int) -> QPoint:
    return panel.list.visualRect(panel.list.model().index(row, 0)).center()


def click(panel: EvidencePanel, row: int) -> None:
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(panel, row))


def with_titles(*titles: str) -> Evidence:
    row = EVIDENCE.rows[2]
    return EVIDENCE._replace(rows=tuple(row._replace(title=title) for title in titles))


def test_it_says_what_the_rows_come_to_and_what_else_is_known(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    assert panel.words() == (EVIDENCE.title, EVIDENCE.summary, *EVIDENCE.notes)
    assert panel.list.model().rowCount() == 5


def test_a_day_and_a_time_take_a_line_each_where_both_are_too_long_for_one(qtbot: QtBot) -> None:
    rows = tuple(EVIDENCE.rows[2]._replace(when=f"Mon 28 Sept, {hour}:00–{hour}:45") for hour in (9, 10))
    panel = shown(qtbot, EVIDENCE._replace(rows=rows), width=380)
    assert [panel.list.laid_out(row).when[0] for row in (0, 1)] == [
        ["Mon 28 Sept,", "9:00–9:45"],
        ["Mon 28 Sept,", "10:00–10:45"],
    ]


def test_the_notes_stand_right_under_the_rows(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    last = panel.list.visualRect(panel.list.model().index(4, 0))
    bottom = panel.list.viewport().mapTo(panel, last.bottomLeft()).y()
    assert 0 <= panel._notes[0].y() - bottom < 20


def test_a_click_on_a_row_says_why_it_counts_and_where_it_is_from(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    click(panel, 4)
    assert EVIDENCE.rows[4].explanation in panel.words()
    assert "Work, line 455" in panel.words()
    click(panel, 1)
    assert EVIDENCE.rows[1].explanation in panel.words()


def test_up_and_down_go_through_the_rows(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Home)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert EVIDENCE.rows[1].explanation in panel.words()
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    assert EVIDENCE.rows[0].explanation in panel.words()


def test_enter_and_a_double_click_open_the_event_itself(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    found: list[str] = []
    panel.evidence_wanted.connect(found.append)
    click(panel, 2)
    assert found == []
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    QTest.mouseDClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(panel, 2))
    assert found == [EVIDENCE.rows[2].occurrence] * 2


def test_a_stretch_of_free_time_opens_nothing_and_has_no_source(qtbot: QtBot) -> None:
    free = EVIDENCE.rows[0]._replace(title="2 h 30", why="meeting-free", occurrence="", source="")
    panel = shown(qtbot, EVIDENCE._replace(rows=(free, *EVIDENCE.rows)))
    found: list[str] = []
    panel.evidence_wanted.connect(found.append)
    click(panel, 0)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert found == []
    assert not panel.source_button().isVisible()


def test_the_calendars_own_text_is_shown_and_hidden(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    found: list[str] = []
    panel.source_wanted.connect(found.append)
    click(panel, 4)
    QTest.mouseClick(panel.source_button(), Qt.MouseButton.LeftButton)
    assert found == [EVIDENCE.rows[4].occurrence]
    panel.show_source(SOURCE_TEXT)
    assert panel.source_shown() == SOURCE_TEXT
    box = panel.findChild(QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    assert box.isReadOnly()
    assert box.font().family() == theme.font("mono").family()
    QTest.mouseClick(panel.source_button(), Qt.MouseButton.LeftButton)
    assert panel.source_shown() == ""
    assert found == [EVIDENCE.rows[4].occurrence]


def test_another_row_takes_the_source_away(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    click(panel, 4)
    panel.show_source(SOURCE_TEXT)
    click(panel, 1)
    assert panel.source_shown() == ""


def test_a_single_event_is_explained_at_once(qtbot: QtBot) -> None:
    panel = shown(qtbot, EVIDENCE._replace(rows=EVIDENCE.rows[:1], notes=()))
    assert EVIDENCE.rows[0].explanation in panel.words()
    assert panel.source_button().isVisible()


def test_rows_that_are_not_shown_are_counted(qtbot: QtBot) -> None:
    panel = shown(qtbot, EVIDENCE._replace(more=12))
    assert "12 more are not shown" in panel.words()
    panel.show_evidence(EVIDENCE._replace(more=1))
    assert "1 more is not shown" in panel.words()
    panel.show_evidence(EVIDENCE)
    assert not any("not shown" in text for text in panel.words())


def test_no_rows_leave_the_words(qtbot: QtBot) -> None:
    panel = shown(qtbot, EVIDENCE._replace(rows=(), notes=("No meeting touches this day.",)))
    assert not panel.list.isVisible()
    assert "No meeting touches this day." in panel.words()


def test_it_closes_by_its_button_and_by_esc(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    with qtbot.waitSignal(panel.closed):
        QTest.mouseClick(panel.close_button(), Qt.MouseButton.LeftButton)
    panel.list.setFocus()
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel.list, Qt.Key.Key_Escape)


def test_waiting_is_said_only_when_it_takes_long(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.show_waiting()
    assert panel.words()[1] == EVIDENCE.summary
    assert panel.list.isVisible()
    qtbot.waitUntil(lambda: panel.words()[1] == "Looking the events up…")
    assert not panel.list.isVisible()
    panel.show_evidence(EVIDENCE)
    assert panel.words()[1] == EVIDENCE.summary
    assert panel.list.isVisible()


def test_quick_evidence_is_never_announced_as_waiting(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.show_waiting()
    panel.show_evidence(GERMAN_EVIDENCE)
    assert not panel._waiting.isActive()
    assert panel.words()[0] == GERMAN_EVIDENCE.title


def test_tab_goes_through_the_panel(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    click(panel, 4)
    panel.close_button().setFocus()
    QTest.keyClick(panel.close_button(), Qt.Key.Key_Tab)
    assert panel.list.hasFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Tab)
    assert panel.source_button().hasFocus()


def test_a_screen_reader_hears_each_row_whole(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    index = panel.list.model().index(2, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "14:00–15:00: Roadmap check-in, meeting: 12 people · every week; double-booked 14:30–15:00"
    )
    assert panel.list.accessibleName() == EVIDENCE.title
    assert panel.close_button().accessibleName() == "Close"


@pytest.mark.parametrize("title", [LONG_TITLE, ARABIC_TITLE, "<b>Bold</b> & <img src=x>", "x" * 5_000, ""])
def test_titles_are_shown_as_they_stand(qtbot: QtBot, title: str) -> None:
    panel = shown(qtbot, with_titles(title, "Second"))
    assert panel.list.model().index(0, 0).data() == title
    first, second = (panel.list.visualRect(panel.list.model().index(row, 0)) for row in range(2))
    assert second.top() == first.bottom() + 1
    click(panel, 0)
    assert not panel.grab().isNull()


@pytest.mark.parametrize("width", [260, 284, 380, 640])
def test_a_row_is_as_high_as_its_words(qtbot: QtBot, qapp: QApplication, width: int) -> None:
    theme.apply(qapp, "light", 2.0)
    panel = shown(qtbot, GERMAN_EVIDENCE, width, 1400)
    for row in range(panel.list.count()):
        laid = panel.list.laid_out(row)
        boxes = [*(box.bottom() for _role, _lines, box in laid.chips), laid.why[2], laid.title[2], laid.when[2]]
        assert max(boxes) < laid.height
        assert panel.list.visualRect(panel.list.model().index(row, 0)).height() == laid.height


def test_the_chosen_row_stays_in_sight_in_a_low_window(qtbot: QtBot) -> None:
    panel = shown(qtbot, EVIDENCE, 284, 620)
    panel.list.setFocus()
    for _step in range(5):
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.waitUntil(
        lambda: panel.list.viewport().rect().contains(panel.list.visualRect(panel.list.model().index(4, 0)))
    )


def test_twice_as_many_rows_are_shown_in_twice_as_many_steps(qtbot: QtBot) -> None:
    panel = shown(qtbot)

    def show(times: int) -> None:
        panel.show_evidence(EVIDENCE._replace(rows=EVIDENCE.rows * times))
        panel.grab()

    assert growth(show, 30) < 2.1
    assert panel.list.model().rowCount() == 300


@pytest.mark.parametrize("scheme", ["dark", "high_contrast_light", "high_contrast_dark"])
def test_every_scheme_is_followed(qtbot: QtBot, qapp: QApplication, scheme: str) -> None:
    panel = shown(qtbot)
    panel.grab()
    theme.apply(qapp, scheme)
    assert panel.grab().toImage().pixel(140, 890) == theme.color("raised").rgb()


def test_the_strong_part_of_an_explanation_is_wrapped_with_it(qtbot: QtBot) -> None:
    words = StrongWords()
    qtbot.addWidget(words)
    words.set_text("Data questions counts as a meeting because it has a join link.", "Data questions")
    assert words.heightForWidth(120) > words.heightForWidth(400)
    assert words.accessibleName().startswith("Data questions counts")
    words.set_text("Nothing of that", "elsewhere")
    words.resize(200, 60)
    assert not words.grab().isNull()
    words.set_text("")
    assert words.heightForWidth(100) == 0
