"""Next week against the meeting hours that a person sets, on the What-if page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui import theme
from tests.ui.patience import PATIENCE
from tests.ui.whatif_window import LEFT, pages, small_week, week_with_an_invitation, window_of
from tests.ui.whole_window import settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.ui.pages.whatif_page import WhatIfPage
    from tests.ui.whatif_window import Opened


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    """Opens the window on the page."""
    yield from pages(qtbot, tmp_path)


def set_hours(page: WhatIfPage, text: str) -> None:
    """Type hours into the field, and finish with Enter."""
    field = page.budget.field
    theme.give_focus(field)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_hours_that_are_set_hold_at_once_are_kept_and_undone_from_the_notice(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    card, window = page.budget, window_of(page)
    assert card.sentence.text() == "Next week has 2.0 h of meetings so far."
    assert card.field.text() == "none set"
    assert not card.bar.isVisible()
    set_hours(page, "1.5")
    qtbot.waitUntil(lambda: "more than" in card.sentence.text(), timeout=PATIENCE)
    assert card.sentence.text() == "Next week has 2.0 h of meetings so far, 0.5 h more than the 1.5 h that you set."
    assert card.bar.isVisible()
    assert card.bar.accessibleName() == card.sentence.text()
    assert window.workspace.settings().budget == 5400
    notice = next(each for each in window.notices.notices() if each.kind == "done")
    QTest.mouseClick(notice.action, LEFT)
    qtbot.waitUntil(lambda: "you set" not in card.sentence.text(), timeout=PATIENCE)
    assert window.workspace.settings().budget is None
    window.setFocus()
    settled(window)
    assert not card.bar.isVisible()


def test_each_open_invitation_says_what_it_would_cost_and_opens_its_event(qtbot: QtBot, opened: Opened) -> None:
    page = opened(week_with_an_invitation())
    (line,) = page.budget.lines
    assert line.accessibleName().startswith("Kick-off: Thu")
    assert line.accessibleName().endswith("in focus blocks")
    assert "1 invitation is not answered yet: 1.5 h of that." in page.budget.sentence.text()
    theme.give_focus(line)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(window_of(page).area.is_evidence_open, timeout=PATIENCE)


def test_the_meetings_of_next_week_can_be_looked_at(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    QTest.mouseClick(page.budget.events, LEFT)
    qtbot.waitUntil(window_of(page).area.is_evidence_open, timeout=PATIENCE)


def test_what_was_tried_and_answered_stays_when_hours_are_set(qtbot: QtBot, opened: Opened) -> None:
    page = opened(small_week())
    page.weeks.planned.leave_wanted.emit(1)
    page.weeks.planned.why_wanted.emit(2)
    qtbot.waitUntil(page.panel.questions.answer.isVisible, timeout=PATIENCE)
    set_hours(page, "10")
    qtbot.waitUntil(lambda: "you set" in page.budget.sentence.text(), timeout=PATIENCE)
    assert page.panel.questions.answer.isVisible()
    assert [edit.kind for edit in page.draft.edits] == ["drop"]
