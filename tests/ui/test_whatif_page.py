"""The What-if page as a person uses it: over a real store, with the pointer and with the keyboard alone."""

from __future__ import annotations

import datetime as dt
import json
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app import language
from app.errors import UserError
from app.model.plans import Edit, Limits
from app.model.timezones import HomeZone
from app.model.whatif_page import Draft, Wish
from app.operations.demo.year import demo_year
from app.operations.workspace import Workspace
from app.planning import planner
from app.planning.draft import as_text
from app.planning.solver import solve
from app.progress import SILENT
from app.ui import background, incoming, state_keeping, theme
from app.ui.text_sheet_dialog import TextSheetDialog
from app.ui.view_state import ViewState, as_words, from_words
from tests.builders import calendar, event
from tests.effort import steps
from tests.ui.patience import A_DAY, PATIENCE
from tests.ui.whatif_window import (
    BERLIN,
    CTRL,
    GUILD,
    HOUR,
    LEFT,
    NONE,
    REVIEW,
    SHIFT,
    SYNC,
    TALK,
    board_of,
    choose,
    drag,
    edits,
    figures,
    full_week,
    menu_of,
    pages,
    press,
    small_week,
    week_with_own_time,
    window_of,
)
from tests.ui.whole_window import Pseudo, cut_texts, outside, overlapping, settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.planning.solver import Mip, Solved, Watch
    from tests.ui.whatif_window import Opened


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    """Opens the window on the page."""
    yield from pages(qtbot, tmp_path)


# ---- the pointer ----


def test_a_week_as_it_is_shows_its_figures_and_no_change(opened: Opened) -> None:
    page = opened(small_week())
    assert page.sentence.text() == "A typical week has 32.0 h in focus blocks and 3.5 h of meetings."
    assert figures(page)["Meeting hours"] == ("3.5", "3.5")
    assert page.weeks.now.days() == page.weeks.planned.days()
    assert page.panel.empty.isVisible()
    assert page.panel.list.cards == []


def test_figures_change_while_a_meeting_is_dragged_and_hold_once_it_is_let_go(opened: Opened) -> None:
    page = opened(small_week())
    before = figures(page)["Focus hours"]
    target = drag(page, REVIEW, 0, 9 * HOUR)
    during = figures(page)["Focus hours"]
    assert float(during[1]) > float(before[1])
    assert page.draft.edits == ()
    assert "Review is being moved" in page.panel.count.text()
    QTest.mouseRelease(page.weeks.planned, LEFT, NONE, target)
    assert edits(page) == [("move", (0,), 9 * HOUR, None)]
    assert figures(page)["Focus hours"] == during
    assert page.sentence.text().startswith("1 change gives")


def test_what_each_change_wins_is_told_and_taken_back_by_its_button(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    QTest.mouseRelease(page.weeks.planned, LEFT, NONE, drag(page, REVIEW, 0, 9 * HOUR))
    qtbot.waitUntil(lambda: len(page.panel.list.cards) == 1, timeout=PATIENCE)
    (card,) = page.panel.list.cards
    assert card.title.text() == "Review"
    assert card.what.text() == "Monday 10:30 → 9:00"
    assert card.consent.text() == "yours to change; 5 people"
    assert card.gain.text().startswith("+")
    assert "consent" in page.panel.rests_on.text()
    assert "worth is not known" in page.panel.rests_on.text()
    QTest.mouseClick(card.back, LEFT)
    assert page.draft.edits == ()
    assert page.panel.list.cards == []


def test_a_taken_place_says_why_and_the_meeting_goes_back(opened: Opened) -> None:
    page = opened(small_week())
    before = figures(page)
    target = drag(page, REVIEW, 0, 14 * HOUR)
    assert page.weeks.planned.refusal() == "there is “Sync”"
    QTest.mouseRelease(page.weeks.planned, LEFT, NONE, target)
    assert page.draft.edits == ()
    assert figures(page) == before


def test_outside_the_working_hours_nothing_lands(opened: Opened) -> None:
    page = opened(small_week())
    board = board_of(page)
    edit = Edit(board.items[REVIEW].key, "move", (5,), 10 * HOUR)
    assert board.refusal((), edit) == "outside your working hours"


def test_escape_during_a_drag_puts_the_meeting_back(opened: Opened) -> None:
    page = opened(small_week())
    before = figures(page)
    target = drag(page, REVIEW, 3, 9 * HOUR)
    QTest.keyClick(page.weeks.planned, Qt.Key.Key_Escape)
    QTest.mouseRelease(page.weeks.planned, LEFT, NONE, target)
    assert (page.draft.edits, figures(page)) == ((), before)


def test_pulling_the_lower_edge_shortens_and_moving_then_keeps_the_length(opened: Opened) -> None:
    page = opened(small_week())
    week = page.weeks.planned
    begin = press(page, REVIEW, low=True)
    per_hour = week.place_of(0, 11 * HOUR).y() - week.place_of(0, 10 * HOUR).y()
    end = QPoint(begin.x(), begin.y() - per_hour // 2)
    for point in (begin - QPoint(0, 12), end):
        QTest.mouseMove(week, point)
    assert figures(page)["Meeting hours"] == ("3.5", "3.0")
    QTest.mouseRelease(week, LEFT, NONE, end)
    assert edits(page) == [("shorten", (0,), None, 1800)]
    QTest.mouseRelease(week, LEFT, NONE, drag(page, REVIEW, 0, 9 * HOUR))
    assert [each[0] for each in edits(page)] == ["shorten", "move"]
    assert figures(page)["Meeting hours"] == ("3.5", "3.0")
    assert week.rect_of(REVIEW).top() == pytest.approx(week.place_of(0, 9 * HOUR).y(), abs=2)


def test_a_series_on_several_days_moves_on_all_of_them_and_keeps_its_days(opened: Opened) -> None:
    page = opened(small_week())
    target = drag(page, GUILD, 0, 12 * HOUR)
    QTest.mouseRelease(page.weeks.planned, LEFT, NONE, target)
    assert edits(page) == [("move", (2, 4), 12 * HOUR, None)]


# ---- menu ----


def test_the_menu_declines_shortens_thins_and_puts_back(opened: Opened) -> None:
    page = opened(small_week())
    choose(menu_of(page, SYNC), "Decline it")
    assert edits(page) == [("drop", (), None, None)]
    page.undo()
    choose(menu_of(page, REVIEW), "Shorten to 50 minutes")
    choose(menu_of(page, SYNC), "Only when needed")
    choose(menu_of(page, GUILD), "Every other time: week B")
    assert [each[0] for each in edits(page)] == ["shorten", "when-needed", "every-other"]
    assert page.of_two.isVisible()
    choose(menu_of(page, REVIEW), "Put back")
    assert [each[0] for each in edits(page)] == ["when-needed", "every-other"]
    page.of_two.choices()[0].click()
    assert page.weeks.planned.rect_of(GUILD).isEmpty()
    page.of_two.choices()[1].click()
    assert not page.weeks.planned.rect_of(GUILD).isEmpty()


def test_a_1_1_is_not_dropped_and_the_menu_says_why(opened: Opened) -> None:
    page = opened(small_week())
    menu = menu_of(page, TALK)
    able = {each.text(): each.isEnabled() for each in menu.actions()}
    menu.close()
    assert not able["Drop it"]
    assert not able["1:1s are not dropped, thinned or shortened"]
    assert able["Move to…"]
    page.weeks.planned.choose(TALK)
    QTest.keyClick(page.weeks.planned, Qt.Key.Key_Delete)
    assert page.draft.edits == ()


def test_a_meeting_that_stays_cannot_be_dragged(opened: Opened) -> None:
    page = opened(small_week())
    choose(menu_of(page, REVIEW), "Stays as it is")
    target = drag(page, REVIEW, 0, 9 * HOUR)
    assert page.weeks.planned.refusal() == "it stays as it is"
    QTest.mouseRelease(page.weeks.planned, LEFT, NONE, target)
    assert page.draft.edits == ()
    menu = menu_of(page, REVIEW)
    texts = [each.text() for each in menu.actions()]
    menu.close()
    assert "Drop it" not in texts
    choose(menu_of(page, REVIEW), "Stays as it is")
    assert page.draft.kept == frozenset()


# ---- keyboard ----


def test_the_keyboard_alone_moves_shortens_drops_keeps_and_undoes(opened: Opened) -> None:
    page = opened(small_week())
    week = page.weeks.planned
    theme.give_focus(week)
    week.choose(REVIEW)
    QTest.keyClick(week, Qt.Key.Key_Up, CTRL)
    QTest.keyClick(week, Qt.Key.Key_Up, CTRL)
    assert edits(page) == [("move", (0,), 10 * HOUR, None)]
    QTest.keyClick(week, Qt.Key.Key_Right, CTRL)
    assert edits(page) == [("move", (0,), 10 * HOUR, None)], "Talk is there"
    QTest.keyClick(week, Qt.Key.Key_Up, SHIFT)
    assert edits(page)[-1] == ("shorten", (0,), None, 55 * 60)
    QTest.keyClick(week, Qt.Key.Key_Escape)
    assert page.draft.edits == ()
    QTest.keyClick(week, Qt.Key.Key_Delete)
    assert edits(page) == [("drop", (), None, None)]
    page.undo()
    QTest.keyClick(week, Qt.Key.Key_L)
    assert page.draft.kept == {board_of(page).items[REVIEW].key}


def test_steps_in_a_row_are_undone_as_one_by_ctrl_z(opened: Opened) -> None:
    page = opened(small_week())
    week = page.weeks.planned
    theme.give_focus(week)
    week.choose(REVIEW)
    for _step in range(3):
        QTest.keyClick(week, Qt.Key.Key_Down, CTRL)
    assert edits(page) == [("move", (0,), 11 * HOUR + 900, None)]
    QTest.keyClick(week, Qt.Key.Key_Z, CTRL)
    assert page.draft.edits == ()
    assert page.undo() is False


def test_arrows_go_through_blocks_and_say_each(opened: Opened) -> None:
    page = opened(small_week())
    week = page.weeks.planned
    theme.give_focus(week)
    said = [week.accessibleDescription()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(week, key)
        said.append(week.accessibleDescription())
    assert said[1] != said[0]
    assert all(each.startswith("Monday: 2 meetings") for each in said[:3])
    assert said[3].startswith("Tuesday: 1 meeting,")
    QTest.keyClick(week, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None, "a focus block has no menu"
    week.choose(TALK)
    QTest.keyClick(week, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


def test_own_time_is_seen_in_both_weeks_and_said_and_nothing_is_put_on_it(opened: Opened) -> None:
    page = opened(week_with_own_time())
    for week in (page.weeks.now, page.weeks.planned):
        own = [(day.weekday, block.title) for day in week.days() for block in day.blocks if block.role == "own"]
        assert own == [(3, "thinking"), (4, "school")]
    week = page.weeks.planned
    theme.give_focus(week)
    week.choose(TALK)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(week, key)
    assert "thinking · your own time" in week.accessibleDescription()
    QTest.keyClick(week, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    target = drag(page, TALK, 3, 10 * HOUR)
    assert week.refusal() == "there is “thinking”"
    QTest.mouseRelease(week, LEFT, NONE, target)
    assert page.draft.edits == ()


def test_the_edge_of_own_time_is_dotted_on_the_ground_of_focus(opened: Opened) -> None:
    page = opened(week_with_own_time())
    week = page.weeks.now
    image = week.grab().toImage()
    middle, below = week.place_of(3, 11 * HOUR), week.place_of(3, 14 * HOUR)

    def along(y: int) -> set[str]:
        return {image.pixelColor(x, y).name() for x in range(middle.x() - 15, middle.x() + 15)}

    (ground,) = along(below.y())
    edge = set().union(*(along(middle.y() + at) for at in (-2, -1, 0, 1)))
    assert ground in edge
    assert edge != {ground}


# ---- drafts ----


def test_a_draft_comes_back_at_the_next_start(opened: Opened) -> None:
    page = opened(small_week())
    choose(menu_of(page, SYNC), "Decline it")
    choose(menu_of(page, TALK), "Stays as it is")
    before = page.draft
    window = window_of(page)
    window.workspace.keep_window_state(as_words(window.state))
    window.close()
    assert background.stop_all()
    again = opened()
    assert again.draft == before
    assert again.sentence.text() == page.sentence.text()
    assert again.undo() is False


def test_a_draft_is_on_disk_soon_without_the_window_being_closed(qtbot: QtBot, opened: Opened) -> None:
    assert state_keeping._SOON <= 1_000
    page = opened(small_week())
    workspace = window_of(page).workspace
    choose(menu_of(page, SYNC), "Decline it")
    first = as_text(page.draft)
    choose(menu_of(page, TALK), "Stays as it is")
    qtbot.waitUntil(lambda: workspace.window_state().get("draft") == as_text(page.draft), timeout=PATIENCE)
    assert first != as_text(page.draft)
    assert workspace.window_state()["page"] == "whatif"
    page.undo()
    qtbot.waitUntil(lambda: workspace.window_state().get("draft") == first, timeout=PATIENCE)


def test_a_burst_of_changes_is_one_write_beside_the_window(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_keeping, "_SOON", A_DAY)
    page = opened(small_week())
    workspace = window_of(page).workspace
    written: list[tuple[str, bool]] = []
    keep = workspace.keep_window_state

    def kept(state: dict[str, str]) -> None:
        written.append((state["draft"], threading.current_thread() is threading.main_thread()))
        keep(state)

    monkeypatch.setattr(workspace, "keep_window_state", kept)
    week = page.weeks.planned
    theme.give_focus(week)
    week.choose(REVIEW)
    for _step in range(4):
        QTest.keyClick(week, Qt.Key.Key_Down, CTRL)
        QApplication.processEvents()
    assert written == []
    (soon,) = (each for each in window_of(page).findChildren(QTimer) if each.interval() == A_DAY)
    soon.setInterval(0)
    qtbot.waitUntil(lambda: bool(written), timeout=PATIENCE)
    assert written == [(as_text(page.draft), False)]


def test_a_draft_that_cannot_be_written_is_said_once(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(small_week())
    window = window_of(page)
    tries: list[int] = []

    def full(_state: dict[str, str]) -> None:
        tries.append(1)
        raise UserError("The disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(window.workspace, "keep_window_state", full)
        for item in (SYNC, REVIEW):
            before = len(tries)
            choose(menu_of(page, item), "Stays as it is")

            def tried_again(before: int = before) -> bool:
                return len(tries) > before

            qtbot.waitUntil(tried_again, timeout=PATIENCE)
            assert background.stop_all()
            settled(window)
    problems = [notice for notice in window.notices.notices() if notice.kind == "problem"]
    assert [notice.label.text() for notice in problems] == ["The disk is full."]


def test_what_is_tried_on_the_sample_leaves_the_own_draft_alone(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = Workspace(tmp_path / "sample", HomeZone(((1, BERLIN),)) if BERLIN else None)
    (tmp_path / "sample.ics").write_bytes(full_week())
    sample.add([str(tmp_path / "sample.ics")], SILENT)
    monkeypatch.setattr(incoming, "open_sample", lambda _home, _progress: sample)
    monkeypatch.setattr(incoming, "remove_sample", lambda gone, _home, _progress: gone.close())
    page = opened(small_week())
    window = window_of(page)
    own = window.workspace
    choose(menu_of(page, SYNC), "Decline it")
    before = page.draft
    window.incoming.show_sample()
    qtbot.waitUntil(lambda: page.board is not None and len(board_of(page).items) == 40, timeout=PATIENCE)
    assert edits(page) == []
    page.weeks.planned.leave_wanted.emit(0)
    assert edits(page) == [("drop", (), None, None)]
    window.incoming.close_sample()
    qtbot.waitUntil(lambda: page.board is not None and len(board_of(page).items) == 4, timeout=PATIENCE)
    assert page.draft == before
    qtbot.waitUntil(lambda: own.window_state().get("draft") == as_text(before), timeout=PATIENCE)


def test_nonsense_in_the_state_is_no_draft(opened: Opened) -> None:
    page = opened(small_week(), draft='{"edits": [["a", "b", "move", [9], "x", null, null], 3], "wish": [7]}')
    assert page.draft == Draft()
    known = board_of(page).items[REVIEW].key
    for text in ("[]", "null", "{", '{"edits": 5}', json.dumps({"edits": [[*known, "fly", [], 0, 0, 0]]})):
        assert from_words({"draft": text}).draft == text
        assert window_of(page).workspace.what_if(None, text).draft.edits == ()  # type: ignore[union-attr]


def test_the_chosen_week_has_its_own_meetings_and_one_week(opened: Opened) -> None:
    page = opened(small_week())
    page.base.choices()[1].click()
    settled(window_of(page))
    assert board_of(page).weeks == 1
    assert page.draft.base == "chosen"
    assert page.sentence.text().startswith("This week has")
    menu = menu_of(page, REVIEW)
    able = {each.text(): each.isEnabled() for each in menu.actions()}
    menu.close()
    assert not able["Every other time: week A"]


def test_without_a_complete_week_the_page_says_why(opened: Opened) -> None:
    today = dt.datetime.now(dt.UTC)
    page = opened(calendar(event(f"DTSTART:{today:%Y%m%d}T090000Z", f"DTEND:{today:%Y%m%d}T100000Z", "SUMMARY:One")))
    assert page.board is None
    assert page.sentence.text() == "There is no week to try changes on yet."
    assert page.note.text()
    assert not page.panel.isVisible()


# ---- the planner ----


def test_the_best_changes_are_those_of_the_command_and_are_undone_at_once(qtbot: QtBot, opened: Opened) -> None:
    from app.operations.plan import plan_of, planned_weeks

    page = opened(small_week())
    assert page.panel.questions.find_button.text() == "Find me two mornings"
    QTest.mouseClick(page.panel.questions.find_button, LEFT)
    qtbot.waitUntil(lambda: not page.panel.questions.is_busy(), timeout=PATIENCE)
    answer = plan_of(planned_weeks(window_of(page).workspace), Limits(free_mornings=2))
    assert set(page.draft.edits) == set(answer.plan.edits) != set()
    qtbot.waitUntil(lambda: len(page.panel.list.cards) == len(answer.plan.changes), timeout=PATIENCE)
    assert [card.row.edit for card in page.panel.list.cards] == list(answer.plan.edits)
    assert page.panel.proof.text() == "This is the best possible plan under your limits; that is proven."
    assert float(figures(page)["Focus hours"][1]) == pytest.approx(float(answer.plan.after) / HOUR, abs=0.051)
    choose(menu_of(page, TALK), "Stays as it is")
    assert page.undo()
    assert page.undo()
    assert page.draft.edits == ()
    assert not page.panel.proof.isVisible()


def test_limits_are_kept_to_and_kept(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    limits = page.panel.limits
    assert limits is not None
    limits.changes.setCurrentIndex(0)
    limits.one_on_ones.click()
    assert page.draft.wish == Wish(changes=1, one_on_ones_stay=True, free_mornings=2)
    page.panel.questions.search()
    qtbot.waitUntil(lambda: not page.panel.questions.is_busy(), timeout=PATIENCE)
    assert len(page.draft.edits) == 1
    assert from_words(as_words(window_of(page).state)).draft == as_text(page.draft)


def test_a_search_that_is_stopped_gives_what_it_has(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def until_it_is_stopped(mip: Mip, watch: Watch) -> Solved:
        """Begin the search when *Stop* was heard, so that no machine is too quick for it."""
        for _turn in range(6_000):
            if watch.enough():
                break
            turn.wait(0.01)
        heard.append(watch.enough())
        return solve(mip, watch)

    heard: list[bool] = []
    turn = threading.Event()
    monkeypatch.setattr(planner, "solve", until_it_is_stopped)
    page = opened(demo_year(dt.datetime.now(dt.UTC).date(), 7))
    page.panel.questions.search()
    assert not page.panel.questions.find_button.isEnabled()
    page.panel.questions.work.stop.click()
    qtbot.waitUntil(lambda: not page.panel.questions.is_busy(), timeout=PATIENCE)
    assert set(heard) == {True}
    assert page.panel.questions.find_button.isEnabled()
    assert page.panel.proof.text() or page.panel.questions.work.said.text()


def test_limits_that_cannot_be_met_are_said_and_leave_what_was_tried(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    choose(menu_of(page, SYNC), "Decline it")
    choose(menu_of(page, TALK), "Stays as it is")
    limits = page.panel.limits
    assert limits is not None
    limits.free_day.setCurrentIndex(limits.free_day.findText("Tuesday"))
    page.panel.questions.search()
    qtbot.waitUntil(lambda: not page.panel.questions.is_busy(), timeout=PATIENCE)
    assert "No plan keeps these limits" in page.panel.questions.work.said.text()
    assert edits(page) == [("drop", (), None, None)]


# ---- what comes out ----


def test_a_note_is_copied_from_its_sheet(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    choose(menu_of(page, SYNC), "Decline it")
    qtbot.waitUntil(lambda: len(page.panel.list.cards) == 1, timeout=PATIENCE)
    QTest.mouseClick(page.panel.list.cards[0].note, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    choose(menu, "For this change")
    qtbot.waitUntil(lambda: bool(window_of(page).findChildren(TextSheetDialog)), timeout=PATIENCE)
    (dialog,) = window_of(page).findChildren(TextSheetDialog)
    QTest.mouseClick(dialog.copy_button, LEFT)
    assert "I would like to stop coming for now" in QGuiApplication.clipboard().text()
    assert "Sync" in QGuiApplication.clipboard().text()
    dialog.reject()


def test_the_focus_blocks_are_written_as_a_calendar(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    page = opened(small_week())
    choose(menu_of(page, SYNC), "Decline it")
    path = tmp_path / "blocks.ics"
    page.panel.outcome.write_blocks(str(path))
    qtbot.waitUntil(lambda: str(path) in page.panel.outcome.said.text(), timeout=PATIENCE)
    assert path.read_text("utf-8").count("BEGIN:VEVENT") == 20
    page.panel.outcome.write_blocks(str(tmp_path))
    qtbot.waitUntil(lambda: "cannot be written" in page.panel.outcome.said.text(), timeout=PATIENCE)


def test_one_click_makes_it_an_experiment_of_the_journal(qtbot: QtBot, opened: Opened) -> None:
    from app.operations.journal import journal_of

    page = opened(small_week())
    choose(menu_of(page, SYNC), "Decline it")
    qtbot.waitUntil(lambda: len(page.panel.list.cards) == 1, timeout=PATIENCE)
    QTest.mouseClick(page.panel.outcome.experiment, LEFT)
    workspace = window_of(page).workspace
    qtbot.waitUntil(lambda: bool(journal_of(workspace).experiments), timeout=PATIENCE)
    (kept,) = journal_of(workspace).experiments
    assert (kept.change, kept.measure) == ("Decline “Sync”", "focus_minutes")


def test_a_figure_opens_the_events_behind_it(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    QTest.mouseClick(page.figures.cells[2], LEFT)
    qtbot.waitUntil(window_of(page).area.is_evidence_open, timeout=PATIENCE)


def test_the_table_names_every_meeting_now_and_planned(opened: Opened) -> None:
    page = opened(small_week())
    choose(menu_of(page, SYNC), "Decline it")
    window_of(page).toggle_table()
    model = page.twin.table.model()
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert rows[SYNC] == ["Sync", "Monday 14:00, 30 min", "not in it"]
    assert len(rows) == 4


# ---- speed and room ----


def test_a_step_of_a_drag_costs_twice_as_much_where_twice_as_much_is_in_the_week(opened: Opened) -> None:
    def dearest(meetings: int) -> int:
        page = opened(full_week(meetings))
        week = page.weeks.planned
        assert len(board_of(page).items) == meetings
        begin = press(page, 12)

        def move(at: int) -> None:
            QTest.mouseMove(week, begin + QPoint(0, 14 + 7 * at))
            QApplication.processEvents()

        spent = [steps(partial(move, at)) for at in range(30)]
        QTest.keyClick(week, Qt.Key.Key_Escape)
        window_of(page).close()
        return max(spent)

    half = dearest(20)
    assert dearest(40) < 2.1 * half < 100_000


@pytest.mark.parametrize(("scale", "width"), [(1.0, 900), (1.0, 1280), (1.0, 1920), (2.0, 1280)])
def test_changes_in_a_longer_language_fit(
    qtbot: QtBot, opened: Opened, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, scale: float, width: int
) -> None:
    monkeypatch.setattr(language, "available", lambda: ("en", "de"))
    monkeypatch.setattr(language, "_catalogue", lambda _language: Pseudo())
    language.choose("de")
    theme.apply(qapp, "light", scale)
    page = opened(small_week(), width)
    page.panel.questions.search()
    qtbot.waitUntil(lambda: not page.panel.questions.is_busy(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(page.panel.list.cards), timeout=PATIENCE)
    settled(window_of(page))
    assert cut_texts(window_of(page)) == []
    assert overlapping(window_of(page)) == []
    assert outside(window_of(page)) == []


def test_one_week_at_a_time_where_the_window_is_narrow(opened: Opened) -> None:
    page = opened(small_week(), 900)
    assert page.weeks.planned.isVisible()
    assert not page.weeks.now.isVisible()
    page.weeks.switch.choices()[0].click()
    assert page.weeks.now.isVisible()
    assert not page.weeks.planned.isVisible()


def test_the_state_of_the_window_carries_the_draft() -> None:
    state = ViewState(page="whatif", draft='{"base": "typical"}')
    assert from_words(as_words(state)) == state
