"""What the planner is asked on the What-if page: why not this one, how many changes pay, other plans, a common day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app import language
from app.model.whatif_page import Asked, Draft
from app.operations.plan import plan_of, planned_weeks
from app.operations.whatif_plans import limits_of
from app.planning import other_plans
from app.planning.draft import as_text
from app.planning.plan_words import why_not_words
from app.ui import theme
from app.ui.gather_dialog import GatherDialog
from tests.ui.patience import PATIENCE
from tests.ui.whatif_window import (
    GUILD,
    HOUR,
    LEFT,
    NONE,
    REVIEW,
    SYNC,
    TALK,
    board_of,
    choose,
    edits,
    figures,
    full_week,
    menu_of,
    pages,
    small_week,
    week_with_an_invitation,
    window_of,
)
from tests.ui.whole_window import Pseudo, cut_texts, outside, overlapping, settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.ui.pages.whatif_page import WhatIfPage
    from tests.ui.whatif_window import Opened

LONG = 120_000
ONE_WEEK = as_text(Draft("chosen"))
"""A draft of the week as it is: half as large as the typical fortnight, and found many times quicker."""


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    """Opens the window on the page."""
    yield from pages(qtbot, tmp_path)


def answered(qtbot: QtBot, page: WhatIfPage) -> None:
    """Wait until the planner has answered."""
    qtbot.waitUntil(lambda: not page.panel.questions.is_busy(), timeout=LONG)


def ask(page: WhatIfPage, words: str) -> None:
    """Choose from the menu of what is asked less often."""
    QTest.mouseClick(page.panel.questions.more, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    choose(menu, words)


# ---- why not this one ----


def test_why_a_series_is_not_in_the_plan_is_asked_in_its_menu_and_answered(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    questions = page.panel.questions
    questions.search()
    answered(qtbot, page)
    changed = {edit.key for edit in page.draft.edits}
    left = next(at for at, item in enumerate(board_of(page).items) if item.key not in changed)
    choose(menu_of(page, left), "Why not this one?")
    answered(qtbot, page)
    planned = planned_weeks(window_of(page).workspace)
    limits = limits_of(Asked(page.draft.wish, frozenset()))
    plan = plan_of(planned, limits).plan
    key = board_of(page).items[left].key
    told = other_plans.why_not(planned.typical.timeline, planned.preferences, limits, plan, (key, None))
    assert questions.answer.title.text() == f"Why not “{board_of(page).items[left].title}”?"
    assert questions.answer.sentence.text() == why_not_words(told)
    assert told.reason == "worse"
    QTest.mouseClick(questions.answer.close_button, LEFT)
    assert not questions.answer.isVisible()


def test_a_series_that_is_changed_already_is_not_asked_about(opened: Opened) -> None:
    page = opened(small_week())
    choose(menu_of(page, SYNC), "Shorten to 25 minutes")
    menu = menu_of(page, SYNC)
    words = [each.text() for each in menu.actions()]
    menu.close()
    assert "Why not this one?" not in words


def test_w_asks_by_keyboard_and_a_series_that_stays_is_said_to(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    week = page.weeks.planned
    theme.give_focus(week)
    week.choose(SYNC)
    QTest.keyClick(week, Qt.Key.Key_L)
    QTest.keyClick(week, Qt.Key.Key_W)
    answered(qtbot, page)
    assert page.panel.questions.answer.sentence.text() == "You said that it stays."
    QTest.keyClick(week, Qt.Key.Key_L)
    assert not page.panel.questions.answer.isVisible(), "it was an answer for another question"


def test_an_answer_stays_while_the_draft_changes_and_goes_with_the_limits(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    page.weeks.planned.why_wanted.emit(TALK)
    answered(qtbot, page)
    choose(menu_of(page, SYNC), "Decline it")
    assert page.panel.questions.answer.isVisible()
    assert page.panel.limits is not None
    page.panel.limits.one_on_ones.click()
    assert not page.panel.questions.answer.isVisible()


# ---- free mornings ----


def test_two_mornings_are_offered_where_a_week_has_fewer_and_found(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    find, limits = page.panel.questions.find_button, page.panel.limits
    assert limits is not None
    assert (find.text(), limits.mornings.currentText()) == ("Find me two mornings", "two")
    QTest.mouseClick(find, LEFT)
    answered(qtbot, page)
    assert "mornings to think" in page.sentence.text()
    limits.mornings.setCurrentIndex(1)
    assert find.text() == "Find me one morning"
    limits.mornings.setCurrentIndex(0)
    assert find.text() == "Find the best changes"
    assert page.draft.wish.free_mornings == 0


def test_a_week_with_mornings_enough_is_asked_for_the_best_changes(opened: Opened) -> None:
    first = small_week().replace(b"RRULE:FREQ=WEEKLY;COUNT=20;BYDAY=WE,FR", b"RRULE:FREQ=WEEKLY;COUNT=20;BYDAY=WE")
    page = opened(first)
    assert page.panel.questions.find_button.text() == "Find the best changes"
    assert page.draft.wish.free_mornings == 0


def test_mornings_that_need_more_changes_say_how_many_and_one_press_allows_them(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    limits, answer = page.panel.limits, page.panel.questions.answer
    assert limits is not None
    limits.changes.setCurrentIndex(0)
    limits.mornings.setCurrentIndex(5)
    page.panel.questions.search()
    answered(qtbot, page)
    assert answer.sentence.text().startswith("For five free mornings a week it takes at least 3 changes; you allow 1.")
    assert answer.allow_button.words() == "Allow 3 changes"
    assert edits(page) == []
    theme.give_focus(answer.allow_button)
    QTest.keyClick(answer.allow_button, Qt.Key.Key_Space)
    answered(qtbot, page)
    assert (page.draft.wish.changes, limits.changes.currentText()) == (3, "at most 3")
    assert "four mornings" in page.sentence.text(), "one was free already"
    assert len(page.draft.edits) == 3
    assert not answer.isVisible()


# ---- how many changes ----


def test_the_steps_say_how_many_changes_pay_and_a_press_or_a_key_takes_so_many(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week(), draft=ONE_WEEK)
    ask(page, "How many changes pay?")
    answered(qtbot, page)
    answer = page.panel.questions.answer
    assert answer.is_curve()
    planned = board_of(page).planned
    limits = limits_of(Asked(page.draft.wish, frozenset()))
    plans = other_plans.curve(planned.typical.timeline, planned.preferences, limits)
    table = answer.twin.table.model()
    rows = [[table.index(row, column).data() for column in range(3)] for row in range(table.rowCount())]
    assert [row[0] for row in rows] == [str(at) for at in range(1, 9)]
    assert [row[2] for row in rows] == [str(plan.price) for plan in plans]
    assert "do not pay" in answer.sentence.text() or "does not pay" in answer.sentence.text()
    theme.give_focus(answer.steps)
    QTest.keyClick(answer.steps, Qt.Key.Key_Home)
    assert answer.steps.accessibleDescription().startswith("At most 1 change: +")
    QTest.keyClick(answer.steps, Qt.Key.Key_Right)
    assert answer.step_words.text().startswith("At most 2 changes: +")
    QTest.keyClick(answer.steps, Qt.Key.Key_Return)
    assert page.draft.wish.changes == 2
    assert set(page.draft.edits) == set(plans[1].edits)
    QTest.mouseClick(answer.steps, LEFT, NONE, answer.steps.place_of(0).toPoint())
    assert page.draft.wish.changes == 1
    assert page.panel.limits is not None
    assert page.panel.limits.wish().changes == 1
    assert set(page.draft.edits) == set(plans[0].edits)
    assert answer.is_curve(), "what it shows holds for any number of changes"
    assert float(figures(page)["Focus hours"][1]) == pytest.approx(float(plans[0].after) / HOUR, abs=0.051)
    assert page.undo()
    assert page.undo()
    assert edits(page) == []
    window_of(page).toggle_table()
    assert answer.twin.is_table()


def test_a_question_is_stopped_and_nothing_comes_of_it(qtbot: QtBot, opened: Opened) -> None:
    page = opened(full_week())
    questions = page.panel.questions
    questions.ask_how_many()
    assert not questions.find_button.isEnabled()
    qtbot.waitUntil(questions.work.stop.isVisible, timeout=PATIENCE)
    assert "of 8" in questions.work.words.text()
    QTest.mouseClick(questions.work.stop, LEFT)
    assert not questions.is_busy()
    assert questions.find_button.isEnabled()
    assert not questions.work.isVisible()
    assert not questions.answer.isVisible()


# ---- other plans ----


def test_other_plans_are_listed_and_a_press_tries_one(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week(), draft=ONE_WEEK)
    ask(page, "Other plans")
    answered(qtbot, page)
    answer = page.panel.questions.answer
    assert 2 <= len(answer.rows) <= 5
    planned = board_of(page).planned
    limits = limits_of(Asked(page.draft.wish, frozenset()))
    plans = other_plans.further_plans(planned.typical.timeline, planned.preferences, limits)
    assert len(plans) == len(answer.rows)
    assert "Instead: " in answer.rows[1].accessibleName() or "Stays as it is: " in answer.rows[1].accessibleName()
    theme.give_focus(answer.rows[1])
    QTest.keyClick(answer.rows[1], Qt.Key.Key_Return)
    assert {(edit.key, edit.kind) for edit in page.draft.edits} == {(edit.key, edit.kind) for edit in plans[1].edits}
    assert page.panel.proof.text().startswith("This is")
    QTest.mouseClick(answer.rows[0], LEFT)
    assert set(page.draft.edits) == set(plans[0].edits)
    page.undo()
    page.undo()
    assert page.draft.edits == ()


# ---- one day for some ----


def dialog_of(page: WhatIfPage) -> GatherDialog:
    (dialog,) = (each for each in window_of(page).findChildren(GatherDialog) if each.isVisible())
    return dialog


def days_of(page: WhatIfPage, *numbers: int) -> set[int]:
    """The days on which series stand in the planned week."""
    week = page.weeks.planned.days()
    return {day.weekday for day in week for block in day.blocks if block.item in numbers}


def test_meetings_are_gathered_on_the_day_that_is_best_and_that_is_undone(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    choose(menu_of(page, REVIEW), "Gather on a day…")
    dialog = dialog_of(page)
    assert [box.text() or box.accessibleName() for box in dialog.boxes] == ["Review", "Sync", "Talk"]
    assert [box.isChecked() for box in dialog.boxes] == [True, False, False]
    assert not dialog.main_button.isEnabled()
    assert dialog.why.text() == "Tick two at least."
    dialog.boxes[2].click()
    QTest.mouseClick(dialog.main_button, LEFT)
    answered(qtbot, page)
    assert len(days_of(page, REVIEW, TALK)) == 1
    assert {each[0] for each in edits(page)} == {"move"}
    assert page.undo()
    assert page.draft.edits == ()
    assert days_of(page, REVIEW, TALK) == {0, 1}


def test_meetings_are_gathered_on_a_given_day_beside_what_was_tried(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    choose(menu_of(page, GUILD), "Decline it")
    week = page.weeks.planned
    theme.give_focus(week)
    week.choose(REVIEW)
    QTest.keyClick(week, Qt.Key.Key_G)
    dialog = dialog_of(page)
    for box in dialog.boxes[1:]:
        box.click()
    dialog.day.setCurrentIndex(dialog.day.findText("Wednesday"))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    answered(qtbot, page)
    assert days_of(page, REVIEW, SYNC, TALK) == {2}
    assert [each[0] for each in edits(page)] == ["drop", "move", "move", "move"]
    board = board_of(page)
    for edit in page.draft.edits[1:]:
        others = tuple(each for each in page.draft.edits if each != edit)
        assert board.refusal(others, edit) == ""
    assert page.undo()
    assert edits(page) == [("drop", (), None, None)]


def test_a_day_without_room_is_said_and_changes_nothing(qtbot: QtBot, opened: Opened) -> None:
    page = opened(full_week())
    ask(page, "Gather meetings on a day…")
    dialog = dialog_of(page)
    assert not any(box.isChecked() for box in dialog.boxes)
    for box in dialog.boxes[:10]:
        box.click()
    dialog.day.setCurrentIndex(dialog.day.findText("Friday"))
    QTest.mouseClick(dialog.main_button, LEFT)
    answered(qtbot, page)
    assert page.panel.questions.work.said.text() == "Friday has no room for all of them."
    assert page.draft.edits == ()


# ---- room ----


def test_answers_in_a_longer_language_fit(
    qtbot: QtBot, opened: Opened, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "available", lambda: ("en", "de"))
    monkeypatch.setattr(language, "_catalogue", lambda _language: Pseudo())
    language.choose("de")
    page = opened(week_with_an_invitation(), draft=ONE_WEEK)
    window, questions = window_of(page), page.panel.questions
    assert page.panel.limits is not None
    page.panel.limits.more.click()
    key = board_of(page).items[TALK].key
    for ask_it in (questions.ask_how_many, questions.ask_for_others, lambda: questions.ask_why_not(key)):
        ask_it()
        answered(qtbot, page)
        assert questions.answer.isVisible()
        for scale, width in ((1.0, 900), (1.0, 1280), (2.0, 1280)):
            theme.apply(qapp, "light", scale)
            window.resize(width, 900)
            settled(window)
            assert cut_texts(window) == []
            assert overlapping(window) == []
            assert outside(window) == []
    page.meetings.ask_to_gather(key)
    dialog = dialog_of(page)
    qtbot.waitExposed(dialog)
    QApplication.processEvents()
    assert cut_texts(dialog) == []
    dialog.reject()
