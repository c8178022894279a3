"""The People page over a real store: the table of 1:1s, what it opens, the sheet, and the face-time audit."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.model.chosen_period import ChosenPeriod
from app.model.journal import Promise
from app.operations.journal import record
from app.operations.own_word import name_person, named_people
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background
from app.ui.evidence_panel import EvidencePanel
from app.ui.main_window import MainWindow
from app.ui.name_people_dialog import NamePeopleDialog
from app.ui.pages.people_page import PeoplePage
from app.ui.plain_label import PlainLabel
from app.ui.rhythm_cells import MARKS
from app.ui.text_sheet_dialog import TextSheetDialog
from tests.analysis.patterns.series_grounds import CARLA, DAVID, meeting, override, skip, weekly
from tests.builders import BEN, at, calendar, event
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SAM: Final = "sam.okafor@firm.example"
NOA: Final = "noa.berg@firm.example"
TODAY: Final = dt.datetime.now(dt.UTC).date()
MONDAY: Final = TODAY - dt.timedelta(days=TODAY.weekday())


def day(weeks: int, weekday: int = 0) -> str:
    """A day so many weeks before this week."""
    return str(MONDAY - dt.timedelta(weeks=weeks) + dt.timedelta(days=weekday))


def desk() -> str:
    """An own block twenty weeks ago, written now: the calendar covers the days from there to today."""
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    begin = dt.datetime.fromisoformat(day(20)).strftime("%Y%m%d")
    return event("SUMMARY:Desk", *at(f"{begin}T060000Z", f"{begin}T060500Z"), uid="desk", stamp=now)


def the_calendar() -> bytes:
    """Weekly with Sam, of which two slots fell out lately; every two weeks with Ben; weekly with Noa, once made up."""
    return calendar(
        desk(),
        weekly("sam", f"{day(20)} 10:00", skip(f"{day(2)} 10:00", f"{day(4)} 10:00"), by=SAM, people=()),
        override("sam", f"{day(3)} 10:00", f"{day(3)} 15:00", by=SAM, people=()),
        weekly("ben", f"{day(20, 1)} 11:00", by=BEN, people=(), rule="FREQ=WEEKLY;INTERVAL=2"),
        weekly("noa", f"{day(20, 2)} 12:00", skip(f"{day(5, 2)} 12:00"), by=NOA, people=(), minutes=45),
        meeting("instead", f"{day(5, 4)} 12:00", by=NOA, people=()),
        weekly("team", f"{day(20, 3)} 12:00", by=NOA, people=(BEN, SAM)),
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "work.ics"
    path.write_bytes(the_calendar())
    opened = Workspace(tmp_path / "home")
    opened.add([str(path)], SILENT)
    yield opened
    opened.close()


def quarter() -> ChosenPeriod:
    """The thirteen weeks before this one."""
    last = MONDAY.toordinal() - 1
    return ChosenPeriod("own", last - 13 * 7 + 1, last)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> PeoplePage:
    shown = PeoplePage()
    qtbot.addWidget(shown)
    shown.resize(1070, 760)
    shown.show()
    shown.show_picture(workspace.people(quarter()))
    return shown


def names(page: PeoplePage) -> list[str]:
    return [row.name for row in page.rhythm.table.rows()]


def heard(signal: object) -> list[object]:
    """What a signal carries from now on."""
    found: list[object] = []
    signal.connect(lambda *carried: found.append(carried[0] if len(carried) == 1 else carried))  # type: ignore[attr-defined]
    return found


# ---- the 1:1s ----


def test_the_sentence_and_the_rows_say_how_each_one_on_one_went(page: PeoplePage) -> None:
    assert page.sentence.text() == "Two of three 1:1s kept their rhythm; one gave way."
    assert names(page) == ["Noa Berg", "Sam Okafor", "ben@firm.example"]
    noa, sam, ben = page.rhythm.table.rows()
    assert (sam.initials, sam.rhythm, sam.held, sam.moved, sam.fell_out) == (
        "SO",
        "every week, 30 min",
        "11 of 13",
        "1",
        "2",
    )
    assert (noa.rhythm, noa.held, noa.moved, noa.fell_out) == ("every week, 45 min", "12 of 13", "–", "1")
    assert (ben.initials, ben.rhythm) == ("B", "every 2 weeks, 30 min")
    assert ben.held in {"6 of 6", "7 of 7"}
    assert [mark.mark for mark in sam.marks][-4:] == ["fell-out", "moved", "fell-out", "held"]
    assert [mark.mark for mark in noa.marks][-5:] == ["made-up", *["held"] * 4]
    assert len(sam.marks) == 12


def test_a_screen_reader_hears_the_row_and_a_dash_as_none(page: PeoplePage) -> None:
    model = page.rhythm.table.model()
    at_sam = names(page).index("Sam Okafor")
    spoken = str(model.index(at_sam, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("Sam Okafor: every week, 11 of 13 held, 1 moved, 2 fell out")
    assert model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "none"


def test_enter_on_a_row_opens_its_slots_those_that_fell_out_among_them(page: PeoplePage, workspace: Workspace) -> None:
    wanted = heard(page.evidence_wanted)
    table = page.rhythm.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(table.model().index(names(page).index("Sam Okafor"), 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    evidence = workspace.evidence(str(wanted[0]))
    assert evidence.title.startswith("1:1s with Sam Okafor, ")
    assert evidence.summary.startswith("11 of 13 held, 1 moved, 2 fell out")
    whys = [row.why for row in evidence.rows]
    assert whys[-4:] == [
        "fell out (taken out of the series)",
        "held, moved by 15 min or more",
        "fell out (taken out of the series)",
        "held",
    ]
    assert [bool(row.occurrence) for row in evidence.rows][-4:] == [False, True, False, True]


def test_a_click_on_a_mark_opens_its_occurrence_and_beside_the_marks_the_row(page: PeoplePage) -> None:
    wanted = heard(page.evidence_wanted)
    table = page.rhythm.table
    row = names(page).index("Sam Okafor")
    cell = table.visualRect(table.model().index(row, MARKS))
    held, fell_out = (table.cells.mark_center(cell, number, 12).toPoint() for number in (11, 10))
    assert table.mark_at(fell_out) == table.rows()[row].marks[10]
    for point in (held, fell_out, QPoint(cell.right() - 2, cell.center().y())):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    its_row = table.rows()[row].opens
    assert wanted == [table.rows()[row].marks[11].opens, its_row, its_row]
    assert str(wanted[0]).startswith("occurrence:")


def test_what_made_up_for_a_slot_is_in_the_evidence(page: PeoplePage, workspace: Workspace) -> None:
    (noa,) = [row for row in page.rhythm.table.rows() if row.person == NOA]
    evidence = workspace.evidence(noa.opens)
    assert "fell out (taken out of the series), made up within 7 days" in [row.why for row in evidence.rows]
    assert "held, outside the series" in [row.why for row in evidence.rows]
    assert evidence.notes[0] == "1 1:1 lies outside the series."


def test_the_figures_of_the_sentence_open_all_one_on_ones_and_the_finding(
    page: PeoplePage, workspace: Workspace
) -> None:
    wanted = heard(page.evidence_wanted)
    for figure in page.sentence.figures():
        figure.click()
    every, slips = (workspace.evidence(str(each)) for each in wanted)
    assert every.title.startswith("1:1s, ")
    assert any(row.why.startswith("Noa Berg: ") for row in every.rows)
    assert slips.title == "A 1:1 gives way"


def test_rows_are_sorted_by_the_list_and_by_a_column_and_the_chosen_person_stays(page: PeoplePage) -> None:
    table = page.rhythm.table
    table.setCurrentIndex(table.model().index(names(page).index("Sam Okafor"), 0))
    page.rhythm.order.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.rhythm.order, Qt.Key.Key_Down)
    assert names(page) == ["ben@firm.example", "Noa Berg", "Sam Okafor"]
    header = table.horizontalHeader()
    header.sectionClicked.emit(4)
    assert [row.fell_out for row in table.rows()] == ["–", "1", "2"]
    header.sectionClicked.emit(4)
    assert [row.fell_out for row in table.rows()] == ["2", "1", "–"]
    assert page.rhythm.order.currentText() == "fell out"
    chosen = table.chosen_row()
    assert chosen is not None
    assert chosen.name == "Sam Okafor"


def test_a_narrow_page_shows_fewer_marks_and_two_figures_in_one_column(page: PeoplePage) -> None:
    table = page.rhythm.table
    assert (table.shown_marks(), table.isColumnHidden(3)) == (12, False)
    page.resize(700, 700)
    assert table.is_narrow()
    assert (table.shown_marks(), table.isColumnHidden(3)) == (8, True)
    at_sam = names(page).index("Sam Okafor")
    assert table.model().index(at_sam, 4).data() == "1 / 2"
    assert page.audit.y() > page.findings.y()
    assert table.height() >= table.sizeHint().height()


def test_the_sheet_for_a_one_on_one_lists_the_open_promises_and_is_copied(
    qtbot: QtBot, workspace: Workspace, page: PeoplePage
) -> None:
    today = TODAY.toordinal()
    promise = Promise(what="Move the billing", done_means="Invoices go out", defined=today, to="Sam", promised=today)
    record(workspace, promise, today)
    page.show_picture(workspace.people(quarter()))
    assert not page.rhythm.sheet.isEnabled()
    table = page.rhythm.table
    table.setCurrentIndex(table.model().index(names(page).index("Sam Okafor"), 0))
    assert page.rhythm.sheet.text() == "Sheet for Sam Okafor…"
    page.rhythm.sheet.click()
    (dialog,) = page.findChildren(TextSheetDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.windowTitle() == "Sheet for a 1:1 with Sam Okafor"
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Open promises to Sam Okafor")
    assert "Move the billing" in copied
    assert "Done means: Invoices go out" in copied
    dialog.accept()


@pytest.mark.parametrize(
    ("others", "said", "why"),
    [
        ((CARLA, DAVID), "There is no recurring 1:1 in this time.", "No recurring meeting of two people"),
        ((NOA, BEN), "Your 1:1s are not known.", "Which address is yours is not known"),
    ],
)
def test_without_any_one_on_one_the_card_says_why(
    qtbot: QtBot, tmp_path: Path, others: tuple[str, str], said: str, why: str
) -> None:
    path = tmp_path / "rounds.ics"
    rounds = (
        weekly("one", f"{day(20)} 12:00", by=NOA, people=(BEN,)),
        weekly("two", f"{day(20)} 14:00", by=others[0], people=(others[1],)),
    )
    path.write_bytes(calendar(desk(), *rounds))
    with Workspace(tmp_path / "other") as workspace:
        workspace.add([str(path)], SILENT)
        shown = PeoplePage()
        qtbot.addWidget(shown)
        shown.resize(1070, 760)
        shown.show()
        shown.show_picture(workspace.people(quarter()))
    assert shown.sentence.text() == said
    assert not shown.rhythm.table.isVisible()
    assert not shown.rhythm.sheet.isVisible()
    assert any(label.text().startswith(why) for label in shown.rhythm.findChildren(PlainLabel) if label.isVisible())


# ---- the face-time audit ----


def test_without_anybody_named_the_audit_says_what_it_is(page: PeoplePage) -> None:
    assert not page.audit.plot.isVisible()
    assert "It looks at you, stays on this computer" in page.audit.words()[1]
    assert {each.address for each in page.audit.proposals()} == {BEN, NOA, SAM}
    assert not any(each.named for each in page.audit.proposals())


def test_the_audit_shows_groups_with_medians_and_its_table_the_same(page: PeoplePage, workspace: Workspace) -> None:
    for address, group in ((SAM, "remote"), (BEN, "remote"), (NOA, "office")):
        name_person(workspace, address, "", group)
    page.show_picture(workspace.people(quarter()))
    assert page.audit.plot.isVisible()
    assert "office, 1: median" in page.audit.plot.accessibleDescription()
    assert page.audit.words()[-1].startswith("No recognition, stretch work or promotion noted this quarter")
    page.toggle_table()
    table = page.audit.twin.table
    assert table.isVisible()
    assert not page.audit.plot.isVisible()
    assert [row[:2] for row in table.table().rows] == [
        ("Noa Berg", "office"),
        ("ben@firm.example", "remote"),
        ("Sam Okafor", "remote"),
    ]
    wanted = heard(page.evidence_wanted)
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert workspace.evidence(str(wanted[0])).title.startswith("1:1s with Noa Berg")
    page.toggle_table()
    assert page.audit.plot.isVisible()


def test_a_mark_of_the_picture_says_who_it_is(page: PeoplePage, workspace: Workspace) -> None:
    name_person(workspace, SAM, "Sam", "remote")
    page.show_picture(workspace.people(quarter()))
    plot = page.audit.plot
    spots = (QPointF(x, y) for x in range(0, plot.width(), 4) for y in range(0, plot.height(), 4))
    assert {text for spot in spots for text in plot.dots_at(spot)} == {
        f"Sam: {page.audit.plot.accessibleDescription().rpartition('median ')[2]}"
    }


def test_the_dialog_gives_only_what_changed(page: PeoplePage, workspace: Workspace, qtbot: QtBot) -> None:
    name_person(workspace, SAM, "Sam", "remote")
    page.show_picture(workspace.people(quarter()))
    wanted = heard(page.people_named)
    page.audit.naming.click()
    (dialog,) = page.findChildren(NamePeopleDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert [(row.proposal.address, row.named.isChecked()) for row in dialog.rows] == [
        (SAM, True),
        (BEN, False),
        (NOA, False),
    ]
    dialog.rows[2].named.click()
    dialog.rows[2].group.setText("office")
    dialog.rows[0].named.click()
    dialog.address.setText("nobody")
    assert not dialog.keep.isEnabled()
    dialog.address.setText("kim@firm.example")
    dialog.keep.click()
    (changes,) = wanted
    assert changes == (
        (SAM, "Sam", "remote", False),
        (NOA, "", "office", True),
        ("kim@firm.example", "", "", True),
    )


# ---- in the window ----


def test_people_are_named_in_the_window_and_one_step_undoes_it(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.keep_window_state({"page": "people", "kind": "quarter"})
    window = MainWindow(workspace, workspace.home)
    qtbot.addWidget(window)
    window.resize(1280, 820)
    window.show()
    window.begin()
    page = window.book.page("people")
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: bool(page.rhythm.table.rows()), timeout=PATIENCE)
    page.audit.naming.click()
    (dialog,) = page.findChildren(NamePeopleDialog)
    for row in dialog.rows[:2]:
        row.named.click()
        row.group.setText("office")
    dialog.keep.click()
    qtbot.waitUntil(page.audit.plot.isVisible, timeout=PATIENCE)
    assert [each.group for each in named_people(workspace)] == ["office", "office"]
    window.words.undo(2)
    qtbot.waitUntil(lambda: not page.audit.plot.isVisible(), timeout=PATIENCE)
    assert named_people(workspace) == ()
    page.evidence_wanted.emit(page.rhythm.table.rows()[0].opens)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(EvidencePanel)), timeout=PATIENCE)
    assert background.stop_all()


def test_not_so_takes_the_finding_away_and_undo_brings_it_back(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.keep_window_state({"page": "people", "kind": "quarter"})
    window = MainWindow(workspace, workspace.home)
    qtbot.addWidget(window)
    window.resize(1280, 820)
    window.show()
    window.begin()
    page = window.book.page("people")
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: bool(page.findings.widgets()), timeout=PATIENCE)
    (card,) = page.findings.widgets()
    card.set_aside("It is meant to be so")
    qtbot.waitUntil(lambda: workspace.people(quarter()).finding is None, timeout=PATIENCE)
    assert workspace.people(quarter()).not_found == "You said “Not so” to this pattern, so it is not shown."
    card.undo.click()
    qtbot.waitUntil(lambda: workspace.people(quarter()).finding is not None, timeout=PATIENCE)
    assert background.stop_all()


# ---- the keyboard, and what a screen reader is told ----


def test_tab_goes_down_the_page(qtbot: QtBot, page: PeoplePage) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    table = page.rhythm.table
    table.setCurrentIndex(table.model().index(0, 0))
    first = page.sentence.figures()[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    passed = []
    for _stop in range(9):
        focused = page.focusWidget()
        assert focused is not None
        passed.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    (card,) = page.findings.widgets()
    assert passed == [
        *page.sentence.figures(),
        table,
        page.rhythm.order,
        page.rhythm.sheet,
        *card.stops()[:3],
        page.audit.naming,
    ]


def test_everything_that_is_painted_is_said(page: PeoplePage, workspace: Workspace) -> None:
    name_person(workspace, SAM, "Sam", "remote")
    page.show_picture(workspace.people(quarter()))
    assert page.rhythm.table.accessibleName() == "Your 1:1s"
    assert "moved by 15 min or more" in page.rhythm.legend.accessibleName()
    assert page.audit.only_you.accessibleName() == "only you"
    assert page.audit.plot.accessibleName() == "Time in 1:1s by group"
    assert page.audit.twin.button.accessibleName() == "Show as table"


def test_whom_a_search_named_is_chosen_and_stays_so(page: PeoplePage) -> None:
    for person in (SAM, "", "kim@firm.example"):
        page.choose(person)
        row = page.rhythm.table.chosen_row()
        assert row is not None
        assert row.person == SAM


def test_a_change_of_the_journal_is_another_state_of_the_page(page: PeoplePage, workspace: Workspace) -> None:
    before = page.version_of(workspace)
    today = TODAY.toordinal()
    record(workspace, Promise(what="Move the billing", to="Sam", promised=today), today)
    assert page.version_of(workspace) != before
