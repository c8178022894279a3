"""The Series page as a person uses it: sorted, searched, looked into, corrected, reviewed and merged, and undone."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from app.model.charts import Table
from app.model.phrases import Phrase
from app.model.series_page import LookAlikeRow, SeriesCells, SeriesPage, SeriesRow, Story, StoryMark
from app.operations.own_word import list_words
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background, theme
from app.ui.main_window import MainWindow
from app.ui.pages.series_page import SeriesPage as SeriesWidget
from app.ui.series_model import AGENDA, COUNTS_AS, FOCUS, NAME, WEEKS, SeriesModel
from tests.builders import ANNA, BEN, at, calendar, event, guest, organizer
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

LEFT = Qt.MouseButton.LeftButton


def row(title: str, focus: int = 3600, **changes: object) -> SeriesRow:
    """A series of the page."""
    mark = StoryMark("13 Nov", "13 November 2026", "held", False, "", "held", "13 November 2026: held", "")
    gone = mark._replace(fate="cancelled", word="cancelled", spoken="20 November 2026: cancelled")
    story = Story(
        title=f"{title}, from its first day",
        since="since 3 March 2025; last reviewed by you: never",
        begin="Born: 6 people, 60 min",
        end="no end date",
        is_whole=True,
        marks=(mark, mark._replace(turn="with an agenda from here on"), gone, mark),
        gone=(("focus blocks", "+30.0 h"), ("pieces that would join up", "18.0 h")),
        counted="12 occurrences",
        summary="Of its last 4 slots, 3 held, 0 of them moved, and 1 fell out.",
        table=Table(("Slot", "What became of it"), (("13 November 2026", "held"),), ("",)),
    )
    made = SeriesRow(
        id=title,
        uid=title.casefold(),
        title=title,
        detail="every week, 60 min, 6 people",
        growth="",
        recurs=True,
        mine=False,
        due=False,
        scheduled=7200,
        person_seconds=14_400,
        focus=focus,
        fragments=0,
        held=12,
        moved=0,
        fell_out=1,
        agenda=0.5,
        weeks=(3600,) * 20 + (0,) * 6,
        weeks_spoken="in 20 of the last 26 weeks, at most 1.0 h a week",
        rule="",
        counts_as="Meeting",
        cells=SeriesCells("2.0 h", "4", f"{focus / 3600:.1f} h", "12", "–", "1", "50 %"),
        story=story,
        opens=f"series:{title.casefold()}:2026-08-24:2026-11-22",
    )
    return made._replace(**changes)  # type: ignore[arg-type] # each by its own name


ROWS = (
    row("Daily check-in", 216_000, agenda=0.0, due=True),
    row("Incident review", 108_000, mine=True, agenda=None),
    row("Planning", 36_000, mine=True, due=True, agenda=1.0, counts_as="Focus time", rule="focus"),
    row("Kick-off", 7_200, recurs=False),
)
ALIKE = LookAlikeRow("copy", "planning", "Planning", "“Planning” stands in your calendars twice.")
PICTURE = SeriesPage(
    period_title="24 August – 22 November 2026",
    sentence=(Phrase("Daily check-in", ROWS[0].opens), Phrase(" takes 15.8 h and costs 60 h of focus blocks.")),
    note="Focus cost: what blocks of 2 h and more would gain.",
    rows=ROWS,
    counted="3 series and 1 one-off meeting",
    due=2,
    alike="Two series look alike.",
    look_alikes=(ALIKE,),
    unknown="",
)


@pytest.fixture
def page(qtbot: QtBot) -> SeriesWidget:
    shown = SeriesWidget()
    qtbot.addWidget(shown)
    shown.resize(1072, 720)
    shown.show_picture(PICTURE)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def titles(page: SeriesWidget) -> list[str]:
    return [each.title for each in page.table.series.rows()]


def cell(page: SeriesWidget, place: int, column: int) -> QPoint:
    return page.table.visualRect(page.table.series.index(place, column)).center()


# ---- the table ----


def test_the_costliest_comes_first_and_one_off_meetings_are_counted_in_words(page: SeriesWidget) -> None:
    assert titles(page) == ["Daily check-in", "Incident review", "Planning"]
    assert page.counted.text() == "3 series and 1 one-off meeting"
    QTest.mouseClick(page.once, LEFT)
    assert titles(page)[-1] == "Kick-off"


def test_a_click_on_a_name_sorts_and_a_second_one_turns_the_order(page: SeriesWidget) -> None:
    header = page.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(NAME) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, pos=place)
    assert titles(page) == ["Daily check-in", "Incident review", "Planning"]
    QTest.mouseClick(header.viewport(), LEFT, pos=place)
    assert titles(page) == ["Planning", "Incident review", "Daily check-in"]


@pytest.fixture
def long_names(page: SeriesWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of two columns as they are in German."""
    named = {FOCUS: "Konzentrations\u00adkosten", AGENDA: "Anteil mit Tagesordnung"}
    plain = SeriesModel.headerData
    monkeypatch.setattr(SeriesModel, "headerData", lambda own, at, *rest: named.get(at) or plain(own, at, *rest))
    page.table.sort_by(NAME)


@pytest.mark.usefixtures("long_names")
@pytest.mark.parametrize("width", [620, 844, 1648])
def test_the_arrow_of_the_sorted_column_stands_beside_the_last_line_of_its_name(page: SeriesWidget, width: int) -> None:
    page.resize(width, 720)
    header = page.table.horizontalHeader()
    line = QFontMetrics(theme.font("caption")).lineSpacing()
    for column in range(page.table.series.columnCount()):
        if page.table.isColumnHidden(column):
            continue
        page.table.sort_by(column)
        falling = header.viewport().grab().toImage()
        page.table.sort_by(column)
        rising = header.viewport().grab().toImage()
        # Only the arrow differs: it is turned.
        places = [
            QPoint(x, y)
            for x in range(falling.width())
            for y in range(falling.height())
            if falling.pixel(x, y) != rising.pixel(x, y)
        ]
        assert places
        left = header.sectionViewportPosition(column)
        assert left <= min(each.x() for each in places)
        assert max(each.x() for each in places) < left + header.sectionSize(column)
        assert min(each.y() for each in places) >= falling.height() - line - 8, column


@pytest.mark.usefixtures("long_names")
def test_names_of_columns_take_one_line_where_there_is_room(page: SeriesWidget) -> None:
    header = page.table.horizontalHeader()
    heights: dict[bool, set[int]] = {}
    for width in range(1500, 600, -40):
        page.resize(width, 720)
        QApplication.processEvents()
        heights.setdefault(page.table.is_in_one_line, set()).add(header.height())
    (one,), (two,) = heights[True], heights[False]
    assert abs(two - one - QFontMetrics(theme.font("caption")).lineSpacing()) <= 1


def test_what_is_unknown_comes_last_whichever_way_the_others_go(page: SeriesWidget) -> None:
    page.table.sort_by(AGENDA)
    assert titles(page) == ["Planning", "Daily check-in", "Incident review"]
    page.table.sort_by(AGENDA)
    assert titles(page) == ["Daily check-in", "Planning", "Incident review"]


def test_the_keyboard_sorts_chooses_and_opens(qtbot: QtBot, page: SeriesWidget) -> None:
    header = page.table.horizontalHeader()
    header.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(FOCUS - NAME):
        QTest.keyClick(header, Qt.Key.Key_Left)
    QTest.keyClick(header, Qt.Key.Key_Return)
    QTest.keyClick(header, Qt.Key.Key_Return)
    assert titles(page)[0] == "Planning"
    QTest.keyClick(header, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    page.table.choose("Planning")
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    current = page.table.current()
    assert current is not None
    assert (current.title, page.story.title.text()) == ("Incident review", "Incident review, from its first day")
    with qtbot.waitSignal(page.evidence_wanted) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == ["series:incident review:2026-08-24:2026-11-22"]


def test_search_and_filters_leave_what_fits_and_say_where_nothing_does(page: SeriesWidget) -> None:
    QTest.keyClicks(page.search, "REVIEW")
    assert titles(page) == ["Incident review"]
    page.search.clear()
    QTest.mouseClick(page.mine, LEFT)
    assert titles(page) == ["Incident review", "Planning"]
    QTest.mouseClick(page.due, LEFT)
    assert (titles(page), page.due.words()) == (["Planning"], "To review: 2")
    QTest.keyClicks(page.search, "nothing")
    assert titles(page) == []
    assert page.nothing.isVisible()
    assert not page.story.isVisible()


def test_the_key_to_find_goes_to_the_search(page: SeriesWidget) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()


def test_a_short_table_ends_with_its_last_row_and_the_story_stands_right_beneath(page: SeriesWidget) -> None:
    page.resize(1072, 1_400)
    last = page.table.visualRect(page.table.series.index(page.table.series.rowCount() - 1, NAME))
    end = page.table.viewport().mapTo(page, last.bottomLeft()).y()
    assert page.story.mapTo(page, QPoint()).y() - end < 80


def test_the_chosen_series_stays_chosen_through_sorting_and_through_newer_data(page: SeriesWidget) -> None:
    page.table.choose("Planning")
    page.table.sort_by(NAME)
    assert page.table.current_id() == "Planning"
    page.show_picture(PICTURE._replace(rows=ROWS[1:]))
    assert page.table.current_id() == "Planning"


def test_a_click_on_what_it_counts_as_opens_the_menu_and_a_choice_is_told(qtbot: QtBot, page: SeriesWidget) -> None:
    QTest.mouseClick(page.table.viewport(), LEFT, pos=cell(page, 2, COUNTS_AS))
    menu = page.table.menu
    assert isinstance(menu, QMenu)
    choices = {action.text(): action for action in menu.actions()}
    assert [text for text, action in choices.items() if action.isChecked()] == ["Focus time"]
    assert list(choices) == ["A meeting", "Own time", "Focus time", "Leave it out", "As the rules say"]
    with qtbot.waitSignal(page.rule_wanted) as told:
        choices["As the rules say"].trigger()
    assert told.args == ["planning", "Planning", ""]
    menu.close()


def test_space_opens_the_same_menu(page: SeriesWidget) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.table.menu is not None
    page.table.menu.close()


def test_a_narrow_page_does_without_some_columns_and_the_card_says_what_they_held(
    qtbot: QtBot, page: SeriesWidget
) -> None:
    assert page.table.hidden() == []
    page.resize(820, 700)
    qtbot.waitUntil(lambda: WEEKS in page.table.hidden())
    assert "in 20 of the last 26 weeks" in page.story.more.text()
    assert not page.table.isColumnHidden(NAME)
    assert not page.table.isColumnHidden(COUNTS_AS)


def test_no_cell_is_a_widget_of_its_own(page: SeriesWidget) -> None:
    model = page.table.series
    indexes = [model.index(place, at) for place in range(model.rowCount()) for at in range(model.columnCount())]
    assert all(page.table.indexWidget(index) is None for index in indexes)


# ---- the life story ----


def test_the_card_tells_the_life_of_the_chosen_series(qtbot: QtBot, page: SeriesWidget) -> None:
    QTest.mouseClick(page.table.viewport(), LEFT, pos=cell(page, 1, NAME))
    story = page.story
    assert story.title.text() == "Incident review, from its first day"
    assert story.gone.words() == ["focus blocks: +30.0 h", "pieces that would join up: 18.0 h"]
    assert "3 held" in story.line.accessibleDescription()
    with qtbot.waitSignal(page.review_wanted) as told:
        QTest.mouseClick(story.keep, LEFT)
    assert told.args == ["incident review", "Incident review"]
    with qtbot.waitSignal(page.evidence_wanted) as opened:
        QTest.mouseClick(story.events, LEFT)
    assert opened.args == [ROWS[1].opens]


def test_arrows_go_along_the_line_and_each_slot_is_said(page: SeriesWidget) -> None:
    line = page.story.line
    line.setFocus(Qt.FocusReason.TabFocusReason)
    assert line.spoken() == "13 November 2026: held"
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert line.spoken() == "20 November 2026: cancelled"
    QTest.keyClick(line, Qt.Key.Key_End)
    assert line.spoken() == "13 November 2026: held"


def test_the_line_has_a_twin_of_the_same_slots(page: SeriesWidget) -> None:
    page.toggle_table()
    assert page.story.twin.table.isVisible()
    assert page.story.twin.table.table() == ROWS[0].story.table
    page.toggle_table()
    assert page.story.line.isVisible()


# ---- look-alikes ----


def test_look_alikes_are_merged_in_a_dialog_and_never_by_themselves(qtbot: QtBot, page: SeriesWidget) -> None:
    assert page.alike.words().startswith("Two series look alike.")
    QTest.mouseClick(page.alike, LEFT)
    dialog = page.dialog
    assert dialog is not None
    assert [choice.isChecked() for choice in dialog.choices()] == [True]
    with qtbot.waitSignal(page.merge_wanted) as told:
        QTest.mouseClick(dialog.merge_button, LEFT)
    assert told.args == ["copy", "planning", "Planning"]


# ---- how it looks ----


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast_light", "high_contrast_dark"])
def test_it_paints_in_each_scheme(qapp: QApplication, page: SeriesWidget, scheme: str) -> None:
    theme.apply(qapp, scheme)
    picture = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    raised = theme.color("raised")
    found = picture.pixelColor(page.table.viewport().mapTo(page, page.table.viewport().rect().bottomRight()))
    assert found == raised or found == theme.color("grid")
    assert page.grab().toImage().width() > 0


def test_large_text_cuts_nothing_but_names(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light", 2.0)
    shown = SeriesWidget()
    qtbot.addWidget(shown)
    shown.resize(1072, 720)
    shown.show_picture(PICTURE)
    with qtbot.waitExposed(shown):
        shown.show()
    table = shown.table
    metrics = table.fontMetrics()
    for column in range(1, table.series.columnCount()):
        if column not in {WEEKS, FOCUS} and not table.isColumnHidden(column):
            text = str(table.series.index(0, column).data())
            assert metrics.horizontalAdvance(text) <= table.columnWidth(column)
    assert shown.verticalScrollBar().maximum() > 0
    assert shown.horizontalScrollBar().maximum() == 0


def test_where_nothing_is_known_the_page_says_why_and_shows_no_table(page: SeriesWidget) -> None:
    why = "No meeting is scheduled in this time."
    empty = PICTURE._replace(sentence=(Phrase(why),), rows=(), unknown=why, alike="", look_alikes=(), due=0)
    page.show_picture(empty)
    assert page.sentence.text() == why
    assert not page.table.isVisible()
    assert not page.story.isVisible()


# ---- over a real store ----


def weekly(title: str, uid: str, monday: dt.date, hour: int, *lines: str) -> str:
    start, end = (f"{monday:%Y%m%d}T{hour + more:02d}0000Z" for more in (0, 1))
    stamp = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}"
    people = (organizer(BEN), guest(ANNA), guest("me@firm.example"))
    return event(f"SUMMARY:{title}", *at(start, end), *lines, *people, uid=uid, stamp=stamp)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    today = dt.datetime.now(dt.UTC).date()
    monday = today - dt.timedelta(days=today.weekday() + 7 * 30)
    rule = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE"
    events = (
        weekly("Review", "review", monday, 10, rule),
        weekly("Standing", "standing", monday, 11, rule),
        weekly("review", "copy", monday, 10, rule),
    )
    path = tmp_path / "work.ics"
    path.write_bytes(calendar(*events))
    opened = Workspace(tmp_path / "home")
    opened.add([str(path)], SILENT)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    shown = MainWindow(workspace, workspace.home)
    qtbot.addWidget(shown)
    shown.resize(1280, 820)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.begin()
    qtbot.waitUntil(shown.has_picture, timeout=PATIENCE)
    shown.go_to("series")
    qtbot.waitUntil(lambda: isinstance(shown.area.pages.currentWidget(), SeriesWidget), timeout=PATIENCE)
    yield shown
    assert background.stop_all()


def series_page(window: MainWindow) -> SeriesWidget:
    found = window.area.pages.currentWidget()
    assert isinstance(found, SeriesWidget)
    return found


def rule_of(window: MainWindow, title: str) -> str:
    return next((each.rule for each in series_page(window).table.series.rows() if each.title == title), "gone")


def test_a_series_is_corrected_from_its_row_and_the_correction_is_undone(qtbot: QtBot, window: MainWindow) -> None:
    page = series_page(window)
    place = [each.title for each in page.table.series.rows()].index("Standing")
    page.table.open_menu(page.table.series.index(place, COUNTS_AS))
    assert page.table.menu is not None
    next(action for action in page.table.menu.actions() if action.text() == "Focus time").trigger()
    page.table.menu.close()
    qtbot.waitUntil(lambda: rule_of(window, "Standing") == "focus", timeout=PATIENCE)
    (notice,) = [each for each in window.notices.notices() if each.action.text() == "Undo"]
    QTest.mouseClick(notice.action, LEFT)
    qtbot.waitUntil(lambda: rule_of(window, "Standing") == "", timeout=PATIENCE)


def test_an_event_behind_a_figure_is_corrected_where_it_is_looked_up(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    page = series_page(window)
    page.table.choose(next(each.id for each in page.table.series.rows() if each.title == "Standing"))
    QTest.mouseClick(page.story.events, LEFT)
    qtbot.waitUntil(lambda: window.area.panel is not None and window.area.panel.list.count() > 1, timeout=PATIENCE)
    panel = window.area.panel
    assert panel is not None
    assert f"{panel.list.count()} occurrences" == page.story.events.words()
    panel.list.setCurrentIndex(panel.list.model().index(1, 0))
    assert "counts as a meeting" in " ".join(panel.words())
    QTest.mouseClick(panel.count_as, LEFT)
    assert panel.menu is not None
    next(action for action in panel.menu.actions() if action.text() == "Own time").trigger()
    panel.menu.close()
    qtbot.waitUntil(lambda: "you said so" in " ".join(panel.words()), timeout=PATIENCE)
    assert panel.list.currentIndex().row() == 1
    assert workspace.preferences().series_rules == {"standing": "block"}


def test_a_reviewed_series_leaves_the_queue(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    page = series_page(window)
    before = page.due.words()
    QTest.mouseClick(page.story.keep, LEFT)
    qtbot.waitUntil(lambda: page.due.words() != before, timeout=PATIENCE)
    assert len(list_words(workspace)) == 1
    assert "last reviewed by you: never" not in page.story.since.text()


def test_merged_look_alikes_are_one_row_until_that_is_undone(qtbot: QtBot, window: MainWindow) -> None:
    page = series_page(window)
    assert page.table.series.rowCount() == 3
    page.ask_which_are_one()
    assert page.dialog is not None
    QTest.mouseClick(page.dialog.merge_button, LEFT)
    qtbot.waitUntil(lambda: page.table.series.rowCount() == 2, timeout=PATIENCE)
    assert not page.alike.isVisible()
    (notice,) = [each for each in window.notices.notices() if each.action.text() == "Undo"]
    QTest.mouseClick(notice.action, LEFT)
    qtbot.waitUntil(lambda: page.table.series.rowCount() == 3, timeout=PATIENCE)


def test_a_merge_whose_notice_is_gone_is_undone_by_its_key(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    page = series_page(window)
    page.ask_which_are_one()
    assert page.dialog is not None
    QTest.mouseClick(page.dialog.merge_button, LEFT)
    qtbot.waitUntil(lambda: page.table.series.rowCount() == 2, timeout=PATIENCE)
    for notice in window.notices.notices():
        window.notices.remove(notice)
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.table.series.rowCount() == 3, timeout=PATIENCE)
    assert list_words(workspace) == ()
    assert workspace.preferences().merged == {}


# ---- a file of it ----


def told(window: MainWindow) -> list[str]:
    return [each.label.text() for each in window.notices.notices()]


@pytest.mark.parametrize("name", ["tables.xlsx", "series.csv"])
def test_the_tables_of_the_period_are_saved_where_one_chooses(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str
) -> None:
    page = series_page(window)
    rows = page.table.series.rows()
    QTest.mouseClick(page.save, LEFT)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / name))
    qtbot.waitUntil((tmp_path / name).is_file, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(told(window)), timeout=PATIENCE)
    assert told(window)[-1].endswith(f"{name}, which only you may read.")
    dialog.close()
    if name.endswith("xlsx"):
        sheet = load_workbook(tmp_path / name)["Series"]
        titles = {str(row[1].value) for row in sheet.iter_rows(min_row=2)}
    else:
        titles = {row["title"] for row in csv.DictReader((tmp_path / name).read_text("utf-8").splitlines())}
    assert {each.title for each in rows} <= titles


def test_no_table_is_offered_where_there_is_no_period(page: SeriesWidget) -> None:
    assert not page.save.isVisible()
