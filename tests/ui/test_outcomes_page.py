"""The Outcomes page over a real store, as a person uses it: by click and by keyboard."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from app import language
from app.model.journal import Entry, Experiment, Journal, Promise
from app.operations import journal
from app.operations.demo.year import demo_year
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background, theme
from app.ui.form_fields import FormDialog
from app.ui.main_window import MainWindow
from app.ui.pages.outcomes_page import OutcomesPage
from app.ui.text_sheet_dialog import TextSheetDialog
from app.ui.view_state import ViewState
from tests.builders import ANNA, BEN, at, calendar, event, guest, home, organizer
from tests.ui.patience import PATIENCE
from tests.ui.whole_window import cut_texts, outside, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.model.journal import Row

W = TypeVar("W", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def stamp(day: dt.date, hour: int) -> str:
    return f"{day:%Y%m%d}T{hour:02d}0000Z"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with a year of the sample, and two meetings of yesterday."""
    today = dt.datetime.now(dt.UTC).date()
    yesterday = today - dt.timedelta(days=1)
    folder = tmp_path_factory.mktemp("filled")
    year, own = folder / "year.ics", folder / "own.ics"
    year.write_bytes(demo_year(today, 7))
    people = (organizer(ANNA), guest(ANNA), guest(BEN))
    own.write_bytes(
        calendar(
            event(*at(stamp(yesterday, 2), stamp(yesterday, 3)), "SUMMARY:Late <b>review</b>", *people, uid="review"),
            event(*at(stamp(yesterday, 1), stamp(yesterday, 2)), "SUMMARY:Night plan", *people, uid="plan"),
        )
    )
    with Workspace(folder / "home", home()) as opened:
        opened.add([str(year), str(own)], SILENT)
    return folder / "home"


@pytest.fixture
def workspace(tmp_path: Path, filled: Path) -> Iterator[Workspace]:
    shutil.copytree(filled, tmp_path / "home")
    with Workspace(tmp_path / "home", home()) as opened:
        yield opened


@pytest.fixture
def opened(qtbot: QtBot, workspace: Workspace) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window on the page, and waits for its first picture."""

    def open_window() -> MainWindow:
        state = ViewState(page="outcomes", kind="four_weeks")
        window = MainWindow(workspace, workspace.home, state, fixed_language=True)
        qtbot.addWidget(window)
        window.resize(1280, 820)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        qtbot.waitUntil(lambda: page_of(window).picture is not None, timeout=PATIENCE)
        qtbot.waitUntil(lambda: not window.loader.is_busy(), timeout=PATIENCE)
        return window

    yield open_window
    assert background.stop_all()


def page_of(window: MainWindow) -> OutcomesPage:
    page = window.book.page("outcomes")
    assert isinstance(page, OutcomesPage)
    return page


def today_in(workspace: Workspace) -> int:
    return journal.today_for(workspace, None)


def keep(workspace: Workspace, *rows: Row) -> None:
    for row in rows:
        journal.record(workspace, row, today_in(workspace))


def kept(workspace: Workspace) -> Journal:
    return journal.journal_of(workspace)


def notices(window: MainWindow) -> list[str]:
    return [each.label.text() for each in window.notices.notices()]


def press_notice(qtbot: QtBot, window: MainWindow, word: str) -> None:
    def found() -> list[QWidget]:
        return [each.action for each in window.notices.notices() if each.action.text() == word]

    qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE)
    QTest.mouseClick(found()[0], LEFT)


def dialog_of(qtbot: QtBot, window: MainWindow, kind: type[W]) -> W:
    def found() -> list[W]:
        return [each for each in window.findChildren(kind) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE)
    return found()[0]


def rows(window: MainWindow) -> list[tuple[str, str]]:
    return [(row.line.what, row.line.state) for row in page_of(window).promises.open_rows.rows]


# ---- promises ----


def test_an_empty_journal_says_what_it_is_for_and_takes_the_first_promise(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    window = opened()
    page = page_of(window)
    assert page.empty.isVisible()
    assert page.sentence.text() == "What was promised, and what became of it?"
    assert not page.measures.isVisible()
    QTest.mouseClick(page.empty.first, LEFT)
    fields = page.promises.fields
    assert fields.line("what").line.hasFocus()
    QTest.keyClick(fields.line("what").line, Qt.Key.Key_Return)
    assert fields.line("what").complaint.text() == "This may not be empty."
    QTest.keyClicks(fields.line("what").line, "Move the billing")
    QTest.keyClicks(fields.line("means").line, "Ben has seen it run")
    QTest.keyClicks(fields.line("due").line, "soon")
    QTest.mouseClick(page.promises.keep, LEFT)
    assert "is not a date" in fields.line("due").complaint.text()
    fields.line("due").line.clear()
    QTest.keyClicks(fields.line("due").line, "2199-03-12")
    QTest.keyClicks(fields.line("to").line, "Ben")
    QTest.keyClick(fields.line("to").line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(window) == [("Move the billing", "not begun")], timeout=PATIENCE)
    today = today_in(workspace)
    due = dt.date(2199, 3, 12).toordinal()
    expected = Promise(
        what="Move the billing",
        id=1,
        done_means="Ben has seen it run",
        defined=today,
        due=due,
        to="Ben",
        promised=today,
    )
    assert kept(workspace).promises == (expected,)
    assert not page.empty.isVisible()
    assert page.measures.isVisible()
    assert not page.promises.form.isVisible()
    assert notices(window) == ["In the journal as number 1: Move the billing"]
    press_notice(qtbot, window, "Undo")
    qtbot.waitUntil(page.empty.isVisible, timeout=PATIENCE)
    assert kept(workspace) == Journal()
    assert notices(window) == ["Undone: add (Move the billing)."]


def test_a_promise_is_done_by_its_button_and_opened_again_from_the_fold(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    keep(workspace, Promise(what="Offer"), Promise(what="Plan", due=today_in(workspace) - 3))
    window = opened()
    page = page_of(window)
    assert rows(window) == [("Plan", "not begun"), ("Offer", "not begun")]
    row = page.promises.open_rows.rows[0]
    row.first_button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.first_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(window) == [("Offer", "not begun")], timeout=PATIENCE)
    assert page.promises.open_rows.rows[0].first_button.hasFocus()
    assert kept(workspace).promises[1].done == today_in(workspace)
    assert not page.promises.done_rows.isVisible()
    QTest.mouseClick(page.promises.fold, LEFT)
    (done,) = page.promises.done_rows.rows
    assert done.isVisible()
    assert done.line.what == "Plan"
    QTest.mouseClick(done.first_button, LEFT)
    qtbot.waitUntil(lambda: len(rows(window)) == 2, timeout=PATIENCE)
    assert rows(window)[0][1].startswith("open again since")
    # Only the newest change can be undone, so only one notice offers it.
    assert [each.action.text() for each in window.notices.notices()] == ["Undo"]


def test_the_menu_of_a_promise_notes_begin_wait_and_what_done_means(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    keep(workspace, Promise(what="Offer"))
    window = opened()
    page = page_of(window)

    def choose(words: str) -> None:
        menu = page.promises.open_rows.rows[0].menu()
        next(each for each in menu.actions() if each.text() == words).trigger()

    def state(text: str) -> bool:
        return rows(window) == [("Offer", text)]

    choose("It waits for a decision")
    qtbot.waitUntil(lambda: state("waits for a decision, 0 days"), timeout=PATIENCE)
    assert page.promises.caption.text() == "1 open, 1 of them waits"
    choose("It goes on")
    qtbot.waitUntil(lambda: state("not begun"), timeout=PATIENCE)
    choose("Begun on another day…")
    dialog = dialog_of(qtbot, window, FormDialog)
    dialog.fields.line("day").line.setText("2026-01-05")
    QTest.mouseClick(dialog.main_button, LEFT)
    qtbot.waitUntil(lambda: rows(window)[0][1].startswith("begun"), timeout=PATIENCE)
    choose("What done means…")
    dialog = dialog_of(qtbot, window, FormDialog)
    QTest.keyClicks(dialog.fields.line("means").line, "signed")
    QTest.keyClick(dialog.fields.line("means").line, Qt.Key.Key_Return)
    detail = "done means: signed"
    qtbot.waitUntil(lambda: page.promises.open_rows.rows[0].line.detail == detail, timeout=PATIENCE)
    (promise,) = kept(workspace).promises
    assert promise.began == dt.date(2026, 1, 5).toordinal()
    assert (promise.done_means, promise.defined) == ("signed", today_in(workspace))
    assert [wait.reason for wait in promise.waits] == ["decision"]


def test_what_cannot_be_is_said_in_a_notice_and_nothing_changes(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    keep(workspace, Promise(what="Offer"))
    window = opened()
    menu = page_of(window).promises.open_rows.rows[0].menu()
    next(each for each in menu.actions() if each.text() == "Done on another day…").trigger()
    dialog = dialog_of(qtbot, window, FormDialog)
    dialog.fields.line("day").line.setText("2199-01-05")
    QTest.mouseClick(dialog.main_button, LEFT)
    sentence = "This cannot be in the journal: 2199-01-05 lies in the future."
    qtbot.waitUntil(lambda: notices(window) == [sentence], timeout=PATIENCE)
    assert kept(workspace).promises[0].done is None


# ---- after a meeting ----


def test_a_meeting_of_yesterday_is_rated_and_noted_in_seconds(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    window = opened()
    page = page_of(window)
    page.notes.more.click()
    row = next(each for each in page.notes.meetings if each.meeting.uid == "review")
    assert row.title.text() == "Late <b>review</b>"
    assert row.title.textFormat() == Qt.TextFormat.PlainText
    row.scale.steps[0].setFocus(Qt.FocusReason.TabFocusReason)
    for step in row.scale.steps[:3]:
        QTest.keyClick(step, Qt.Key.Key_Right)
    QTest.keyClick(row.scale.steps[3], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [note.worth for note in kept(workspace).notes] == [4], timeout=PATIENCE)
    QTest.mouseClick(row.more, LEFT)
    assert row.form.fields.line("decision").line.hasFocus()
    QTest.keyClicks(row.form.fields.line("decision").line, "go")
    QTest.keyClicks(row.form.fields.line("owner").line, "Ben")
    QTest.mouseClick(row.form.keep, LEFT)
    qtbot.waitUntil(lambda: bool(kept(workspace).notes[0].owner), timeout=PATIENCE)
    (note,) = kept(workspace).notes
    assert (note.uid, note.title, note.worth, note.decision) == ("review", "Late <b>review</b>", 4, "go")
    qtbot.waitUntil(lambda: "noted" in row.when.text(), timeout=PATIENCE)
    assert [step.isChecked() for step in row.scale.steps] == [False, False, False, True, False]
    assert page.picture is not None
    assert page.picture.notes[0].text == "decided: go; owner: Ben"


def test_what_is_being_written_stays_while_another_process_changes_the_journal(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    keep(workspace, Promise(what="Offer"))
    window = opened()
    page = page_of(window)
    QTest.mouseClick(page.promises.add, LEFT)
    QTest.keyClicks(page.promises.fields.line("what").line, "half a sen")
    note = page.notes.meetings[0]
    QTest.mouseClick(note.more, LEFT)
    QTest.keyClicks(note.form.fields.line("blocker").line, "acc")
    with Workspace(workspace.home, home()) as other:
        keep(other, Promise(what="Written elsewhere"))
    elsewhere = ("Written elsewhere", "not begun")
    qtbot.waitUntil(lambda: elsewhere in rows(window), timeout=PATIENCE)
    assert page.promises.fields.line("what").line.text() == "half a sen"
    assert page.promises.form.isVisible()
    assert page.notes.meetings[0] is note
    assert note.form.fields.line("blocker").line.text() == "acc"
    with Workspace(workspace.home, home()) as other:
        journal.undo(other)
    qtbot.waitUntil(lambda: elsewhere not in rows(window), timeout=PATIENCE)


def test_an_older_change_is_not_undone_by_the_notice_of_a_newer_window(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    keep(workspace, Promise(what="Offer"))
    window = opened()
    QTest.mouseClick(page_of(window).promises.open_rows.rows[0].first_button, LEFT)
    qtbot.waitUntil(lambda: rows(window) == [], timeout=PATIENCE)
    with Workspace(workspace.home, home()) as other:
        keep(other, Promise(what="Written elsewhere"))
    press_notice(qtbot, window, "Undo")
    said = "The journal was changed again since; undo the newer change first."
    qtbot.waitUntil(lambda: said in notices(window), timeout=PATIENCE)
    assert [each.what for each in kept(workspace).promises] == ["Offer", "Written elsewhere"]
    assert kept(workspace).promises[0].done is not None


# ---- experiments and entries ----


def test_an_experiment_and_an_entry_are_written_in_dialogs(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    window = opened()
    page = page_of(window)
    QTest.mouseClick(page.experiments.start, LEFT)
    dialog = dialog_of(qtbot, window, FormDialog)
    QTest.keyClicks(dialog.fields.line("change").line, "No meetings before ten")
    measures = dialog.fields.choice("measure")
    measures.setCurrentIndex(measures.findData("load"))
    QTest.mouseClick(dialog.main_button, LEFT)
    qtbot.waitUntil(lambda: len(page.experiments.experiments) == 1, timeout=PATIENCE)
    today = today_in(workspace)
    assert kept(workspace).experiments == (
        Experiment(id=1, change="No meetings before ten", start=today, measure="load"),
    )
    assert page.experiments.experiments[0].verdict.text().startswith("Too early, until")
    QTest.mouseClick(page.noted.add, LEFT)
    dialog = dialog_of(qtbot, window, FormDialog)
    QTest.keyClicks(dialog.fields.line("person").line, "Clara")
    dialog.fields.choice("kind").setCurrentIndex(1)
    QTest.keyClicks(dialog.fields.line("evidence").line, "Leads the pilot")
    QTest.mouseClick(dialog.main_button, LEFT)
    qtbot.waitUntil(lambda: len(page.noted.entries) == 1, timeout=PATIENCE)
    assert kept(workspace).entries == (
        Entry(id=1, kind="stretch", person="Clara", day=today, evidence="Leads the pilot"),
    )


def test_ranges_before_and_after_stand_on_one_scale_with_no_clear_change_where_they_overlap(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    keep(workspace, Experiment(change="Quiet mornings", start=today_in(workspace) - 7 * 12, measure="meetings"))
    window = opened()
    page = page_of(window)
    (row,) = page.experiments.experiments
    assert row.pair.isVisible()
    assert len(row.line.before) >= 3
    overlap = min(row.line.after) <= max(row.line.before) and min(row.line.before) <= max(row.line.after)
    assert row.verdict.text().startswith("No clear change") == overlap
    assert row.pair.accessibleName() == row.line.spoken
    QTest.mouseClick(row.weeks[0], LEFT)
    qtbot.waitUntil(window.area.is_evidence_open, timeout=PATIENCE)


# ---- what stands behind, and sheets ----


def test_figures_open_what_stands_behind_them(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    today = today_in(workspace)
    days = range(today - 60, today, 6)
    keep(workspace, *(Promise(what=f"Part {day}", promised=day, began=day, turns=(day + 1,)) for day in days))
    window = opened()
    page = page_of(window)
    promised, done, focus = page.sentence.figures()
    for figure, title in ((promised, "What was promised"), (done, "What was done")):
        figure.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(figure, Qt.Key.Key_Return)
        dialog = dialog_of(qtbot, window, TextSheetDialog)
        assert dialog.windowTitle() == title
        assert "Part " in dialog.text.toPlainText()
        dialog.reject()
        qtbot.waitUntil(lambda: not window.findChildren(TextSheetDialog), timeout=PATIENCE)
    focus.click()
    qtbot.waitUntil(window.area.is_evidence_open, timeout=PATIENCE)
    lead = page.measures.grid.buttons()[1]
    assert lead.card.value == "1 day"
    QTest.keyClick(lead, Qt.Key.Key_Return)
    text = dialog_of(qtbot, window, TextSheetDialog).text.toPlainText()
    assert text.count("1 day") == len(days)


def test_sheets_are_shown_as_text_and_copied(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    today = today_in(workspace)
    keep(workspace, Promise(what="Offer", to="Ben", done_means="signed"), Promise(what="Plan", turns=(today,)))
    window = opened()
    page = page_of(window)
    QTest.mouseClick(page.conditions, LEFT)
    dialog = dialog_of(qtbot, window, TextSheetDialog)
    QTest.mouseClick(dialog.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    assert dialog.text.toPlainText().startswith("Conditions · ")
    dialog.reject()
    for made, first in ((page.sheet, "Open promises to Ben · "), (page.delivered, "What I delivered\n")):
        qtbot.waitUntil(lambda: not window.findChildren(TextSheetDialog), timeout=PATIENCE)
        QTest.mouseClick(made, LEFT)
        QTest.mouseClick(dialog_of(qtbot, window, FormDialog).main_button, LEFT)
        dialog = dialog_of(qtbot, window, TextSheetDialog)
        assert dialog.text.toPlainText().startswith(first)
        dialog.reject()


# ---- files ----


def test_a_csv_is_brought_in_and_what_was_set_aside_is_listed(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "promises.csv"
    file.write_text("what,due\nOffer,2026-03-12\nPlan,soon\n", encoding="utf-8")
    window = opened()
    QTest.mouseClick(page_of(window).empty.bring, LEFT)
    dialog_of(qtbot, window, QFileDialog).fileSelected.emit(str(file))
    qtbot.waitUntil(lambda: rows(window) == [("Offer", "not begun")], timeout=PATIENCE)
    assert notices(window) == [
        "New in the journal: 1. Told more of: 0. Said nothing new: 0.",
        "1 row was set aside.",
    ]
    press_notice(qtbot, window, "Show")
    assert dialog_of(qtbot, window, TextSheetDialog).text.toPlainText().startswith("line 3: ")
    press_notice(qtbot, window, "Undo")
    qtbot.waitUntil(page_of(window).empty.isVisible, timeout=PATIENCE)
    assert kept(workspace) == Journal()


def test_the_journal_is_written_into_a_file(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace, tmp_path: Path
) -> None:
    keep(workspace, Promise(what="Offer"))
    window = opened()
    QTest.mouseClick(page_of(window).export, LEFT)
    file = tmp_path / "journal.csv"
    dialog_of(qtbot, window, QFileDialog).fileSelected.emit(str(file))
    qtbot.waitUntil(lambda: bool(notices(window)), timeout=PATIENCE)
    assert notices(window) == [f"1 row was written to {file}, which only you may read."]
    assert "Offer" in file.read_text("utf-8")


# ---- how it looks ----


def test_ctrl_t_shows_the_weeks_as_a_table_whose_rows_open_their_focus_hours(
    qtbot: QtBot, opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    keep(workspace, Promise(what="Offer", promised=today_in(workspace) - 50, turns=(today_in(workspace) - 20,)))
    window = opened()
    page = page_of(window)
    assert page.picture is not None
    assert page.picture.beside is not None
    view = page.beside.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.week_in_words() == page.picture.beside.weeks[-1] == view.accessibleDescription()
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    table = page.beside.twin.table
    assert table.isVisible()
    assert not view.isVisible()
    assert table.table() == page.picture.beside.table
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(window.area.is_evidence_open, timeout=PATIENCE)


def test_the_tab_key_goes_down_the_page_and_every_stop_has_a_name(
    opened: Callable[[], MainWindow], workspace: Workspace
) -> None:
    today = today_in(workspace)
    keep(workspace, Promise(what="Offer", to="Ben", promised=today - 30), Promise(what="Plan", turns=(today,)))
    keep(workspace, Experiment(change="Quiet", start=today, measure="load"))
    window = opened()
    page = page_of(window)
    first = page.sentence.figures()[0]
    stops: list[QWidget] = []
    stop: QWidget | None = first
    while stop is not None and (stop is not first or not stops):
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus.value and stop.isVisible() and page.isAncestorOf(stop):
            stops.append(stop)
        stop = stop.nextInFocusChain()
    assert all(each.accessibleName() for each in stops)
    row, meeting = page.promises.open_rows.rows[0], page.notes.meetings[0]
    expected: list[QWidget] = [
        *(first, page.sheet, page.delivered, page.conditions, page.bring, page.export),
        *(page.promises.add, row.first_button, row.more, page.promises.fold),
        *(meeting.scale.steps[0], meeting.more, page.noted.add, *page.measures.grid.buttons()),
        *(page.beside.twin.button, page.beside.view, page.experiments.start),
    ]
    assert [each for each in stops if each in expected] == expected


@pytest.mark.parametrize(("width", "scale"), [(900, 1.0), (1280, 2.0), (900, 2.0)])
def test_in_german_nothing_reaches_over_the_edge(
    qapp: QApplication, opened: Callable[[], MainWindow], workspace: Workspace, width: int, scale: float
) -> None:
    keep(workspace, Promise(what="Angebot", to="Ben"), Promise(what="Plan"))
    journal.finish(workspace, "Plan", today_in(workspace), today_in(workspace))
    language.choose("de")
    theme.apply(qapp, "light", scale)
    window = opened()
    window.resize(width, 820)
    settled(window)
    assert page_of(window).delivered.text() == "Was ich geliefert habe…"
    assert outside(window) == []
    assert cut_texts(window) == []


@pytest.mark.parametrize(("width", "scale", "columns"), [(900, 1.0, 1), (1280, 1.0, 2), (1920, 1.0, 3), (1280, 2.0, 1)])
def test_the_parts_stand_in_columns_and_none_is_cut(
    qtbot: QtBot,
    qapp: QApplication,
    opened: Callable[[], MainWindow],
    workspace: Workspace,
    width: int,
    scale: float,
    columns: int,
) -> None:
    long = "Something with a very long name that nobody would ever say in one breath " * 2
    keep(workspace, Promise(what=long, to=long, done_means=long), Experiment(change=long, start=1, measure="load"))
    theme.apply(qapp, "light", scale)
    window = opened()
    window.resize(width, 820)
    page = page_of(window)
    content = page.widget()
    assert content is not None

    def is_settled() -> bool:
        fits = content.width() <= page.viewport().width()
        return fits and content.height() >= content.heightForWidth(content.width())

    qtbot.waitUntil(is_settled, timeout=PATIENCE)
    parts = (page.promises, page.notes, page.noted, page.measures, page.beside, page.experiments)
    assert len({part.mapTo(content, part.rect().topLeft()).x() for part in parts}) == columns
    (row,) = page.promises.open_rows.rows
    for label in (row.what, row.detail):
        assert label.height() >= label.heightForWidth(label.width())
