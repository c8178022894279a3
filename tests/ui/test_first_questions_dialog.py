"""The first questions, answered as a person does: by clicks, by typing, by keys alone."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from app.errors import UserError
from app.model.preferences import NO_WORK, USUAL_WEEK, Shift, WorkingWeek
from app.model.questions import (
    AddressProposal,
    CalendarProposal,
    CalendarsQuestion,
    FirstQuestions,
    HoursQuestion,
    MeQuestion,
    NoPeopleQuestion,
    TitleProposal,
    TitlesQuestion,
)
from app.model.settings import QUESTIONS, Settings
from app.model.working_hours import working_hours
from app.ui import background
from app.ui.choices import ChoiceButton, TickBox
from app.ui.first_questions_dialog import FirstQuestionsDialog
from app.ui.question_pages import CalendarsPage, HoursPage, MePage, NoPeoplePage, TitlesPage
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from app.progress import Progress

ANNA, BEN = "anna@firm.example", "ben@firm.example"
HOSTILE = "<img src=x> & Lunch\u202e"

ME = MeQuestion(
    (AddressProposal(ANNA, 94, 100, True, "in 94% of them"), AddressProposal(BEN, 40, 100, False, "in 40% of them")),
    "The ticked address stands in most entries.",
)
CALENDARS = CalendarsQuestion(
    (CalendarProposal("Work", 1240, True, ""), CalendarProposal("Birthdays", 12, False, "Its name says so."))
)
NO_PEOPLE = NoPeopleQuestion(130, 62, "block", (("Busy", 60),), "62 of 130 have a link.")
HOURS = HoursQuestion(working_hours("mon-thu 09:00-12:00,13:00-17:30"), (), ("95% lie within these hours.",))
TITLES = TitlesQuestion((TitleProposal(HOSTILE, 52, True), TitleProposal("Admin", 30, False)))
ALL = FirstQuestions(ME, CALENDARS, NO_PEOPLE, HOURS, TITLES)


class Keeper:
    """Keeps settings as a workspace does; may refuse, or wait."""

    def __init__(self) -> None:
        self.kept = Settings(scheme="dark")
        self.error: UserError | None = None
        self.thread: int | None = None
        self.gate = threading.Event()
        self.gate.set()

    def settings(self) -> Settings:
        return self.kept

    def change_settings(self, settings: Settings, progress: Progress) -> None:
        self.thread = threading.get_ident()
        assert self.gate.wait(PATIENCE / 1000)
        progress.check()
        if self.error is not None:
            raise self.error
        self.kept = settings


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    made = Keeper()
    yield made
    made.gate.set()
    assert background.stop_all()


def opened(qtbot: QtBot, questions: FirstQuestions, keeper: Keeper) -> FirstQuestionsDialog:
    dialog = FirstQuestionsDialog(questions, keeper)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def done(qtbot: QtBot, dialog: FirstQuestionsDialog) -> None:
    """Press the last button, and wait until the dialog has closed."""
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.next_button)


def test_only_the_questions_that_apply_are_steps(qtbot: QtBot, keeper: Keeper) -> None:
    dialog = opened(qtbot, FirstQuestions(me=ME, hours=HOURS), keeper)
    assert [type(page) for page in dialog.question_pages] == [MePage, HoursPage]
    assert dialog.line.accessibleName() == "Step 1 of 2: Addresses"
    assert not dialog.back_button.isVisible()
    click(dialog.next_button)
    assert dialog.line.accessibleName() == "Step 2 of 2: Hours"
    assert dialog.next_button.text() == "Done"
    assert dialog.back_button.isVisible()


def test_going_through_without_a_change_takes_each_proposal(qtbot: QtBot, keeper: Keeper) -> None:
    dialog = opened(qtbot, ALL, keeper)
    for __ in range(4):
        click(dialog.next_button)
    done(qtbot, dialog)
    assert keeper.kept == Settings(
        me=(ANNA,),
        left_out=("Birthdays",),
        no_people="block",
        weeks=(WorkingWeek(1, HOURS.hours),),
        breaking_titles=(HOSTILE,),
        scheme="dark",
        answered=frozenset(QUESTIONS),
    )
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert keeper.thread != threading.get_ident()


def test_what_is_ticked_and_typed_is_kept(qtbot: QtBot, keeper: Keeper) -> None:
    dialog = opened(qtbot, ALL, keeper)
    me, calendars, no_people, hours, titles = dialog.question_pages
    assert isinstance(me, MePage)
    click(me.boxes[1])
    QTest.keyClicks(me.other, "Anna@Home.example, mailto:a@b.example")
    click(dialog.next_button)
    assert isinstance(calendars, CalendarsPage)
    click(calendars.boxes[1])
    click(dialog.next_button)
    click(dialog.next_button)
    assert isinstance(no_people, NoPeoplePage)
    assert isinstance(hours, HoursPage)
    hours.week.fields[0].line.clear()
    QTest.keyClicks(hours.week.fields[0].line, "8-16")
    click(hours.week.alike)
    click(hours.shifts.add_button)
    row = hours.shifts.rows()[0]
    QTest.keyClicks(row.title, "Night")
    QTest.keyClicks(row.field.line, "22-6")
    click(dialog.next_button)
    assert isinstance(titles, TitlesPage)
    click(titles.boxes[0])
    click(titles.boxes[1])
    done(qtbot, dialog)
    assert keeper.kept.me == (ANNA, BEN, "anna@home.example", "a@b.example")
    assert keeper.kept.left_out == ()
    assert keeper.kept.weeks == (WorkingWeek(1, working_hours("mon-fri 08:00-16:00")),)
    assert keeper.kept.shifts == (Shift("Night", ((22 * 3600, 30 * 3600),)),)
    assert keeper.kept.breaking_titles == ("Admin",)


def test_own_titles_are_not_asked_about_where_every_entry_is_a_meeting(qtbot: QtBot, keeper: Keeper) -> None:
    dialog = opened(qtbot, FirstQuestions(no_people=NO_PEOPLE, titles=TITLES), keeper)
    page = dialog.question_pages[0]
    assert isinstance(page, NoPeoplePage)
    assert dialog.line.accessibleName() == "Step 1 of 2: Meetings"
    click(page.all_button)
    assert dialog.line.accessibleName() == "Step 1 of 1: Meetings"
    done(qtbot, dialog)
    assert (keeper.kept.no_people, keeper.kept.breaking_titles) == ("meeting", ())
    assert keeper.kept.answered == {"no_people", "titles"}


def test_keys_alone_are_enough(qtbot: QtBot, keeper: Keeper) -> None:
    dialog = opened(qtbot, FirstQuestions(me=ME, titles=TITLES), keeper)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    me, titles = dialog.question_pages
    assert isinstance(me, MePage)
    assert isinstance(titles, TitlesPage)
    me.boxes[1].setFocus()
    QTest.keyClick(me.boxes[1], Qt.Key.Key_Space)
    QTest.keyClick(me.boxes[1], Qt.Key.Key_Return)
    assert dialog.page() is titles
    QTest.keyClick(dialog, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert dialog.page() is me
    QTest.keyClick(me.other, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(titles.boxes[0], Qt.Key.Key_Return)
    assert keeper.kept.me == (ANNA, BEN)


def test_what_makes_no_sense_is_said_beside_and_does_not_go_on(qtbot: QtBot, keeper: Keeper) -> None:
    dialog = opened(qtbot, FirstQuestions(ME, CALENDARS, hours=HOURS), keeper)
    me, calendars, hours = dialog.question_pages
    assert isinstance(me, MePage)
    QTest.keyClicks(me.other, "anna")
    click(dialog.next_button)
    assert (dialog.page(), dialog.why.text()) == (me, "“anna” is not an address.")
    me.other.clear()
    click(me.boxes[0])
    click(dialog.next_button)
    assert (dialog.page(), dialog.why.text()) == (me, "Tick the address that is yours, or type it.")
    click(me.boxes[1])
    click(dialog.next_button)
    assert dialog.why.text() == ""
    assert isinstance(calendars, CalendarsPage)
    click(calendars.boxes[0])
    click(dialog.next_button)
    assert (dialog.page(), dialog.why.text()) == (calendars, "Tick one calendar at least.")
    click(calendars.boxes[1])
    click(dialog.next_button)
    assert isinstance(hours, HoursPage)
    field = hours.week.fields[2]
    field.line.setText("nine to five")
    click(dialog.next_button)
    assert (dialog.page(), dialog.why.text()) == (hours, "One of the hours cannot be read.")
    assert field.complaint.text().startswith("“nine to five” are no working hours; ")
    assert field.complaint.isVisible()
    QTest.keyClicks(field.line, "x")
    assert not field.complaint.isVisible()
    for each in hours.week.fields:
        each.line.clear()
    click(dialog.next_button)
    assert dialog.why.text() == "No day has working hours yet."
    assert keeper.kept == Settings(scheme="dark")


def test_nobody_need_be_ticked_where_nobody_was_proposed(qtbot: QtBot, keeper: Keeper) -> None:
    nobody = MeQuestion((AddressProposal(BEN, 40, 100, False, ""),), "No address stands out.")
    dialog = opened(qtbot, FirstQuestions(me=nobody), keeper)
    done(qtbot, dialog)
    assert keeper.kept == Settings(scheme="dark", answered=frozenset({"me"}))


def test_days_may_be_free_where_shifts_give_hours(qtbot: QtBot, keeper: Keeper) -> None:
    shifts = HoursQuestion(NO_WORK, (Shift("Early", ((6 * 3600, 14 * 3600),)),), ())
    dialog = opened(qtbot, FirstQuestions(hours=shifts), keeper)
    done(qtbot, dialog)
    assert keeper.kept.weeks == (WorkingWeek(1, NO_WORK),)


def test_a_shift_can_be_taken_away(qtbot: QtBot, keeper: Keeper) -> None:
    shifts = HoursQuestion(USUAL_WEEK, (Shift("Early", ((6 * 3600, 14 * 3600),)), Shift("Late", ())), ())
    dialog = opened(qtbot, FirstQuestions(hours=shifts), keeper)
    page = dialog.question_pages[0]
    assert isinstance(page, HoursPage)
    click(page.shifts.rows()[0].remove)
    done(qtbot, dialog)
    assert keeper.kept.shifts == (Shift("Late", ()),)


def test_later_keeps_nothing(qtbot: QtBot, keeper: Keeper) -> None:
    dialog = opened(qtbot, ALL, keeper)
    click(dialog.leave_button)
    assert dialog.result() == QDialog.DialogCode.Rejected
    dialog = opened(qtbot, ALL, keeper)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert keeper.kept == Settings(scheme="dark")


def test_what_cannot_be_kept_is_said_and_can_be_tried_again(qtbot: QtBot, keeper: Keeper) -> None:
    keeper.error = UserError("The settings could not be kept", "the disk is full")
    dialog = opened(qtbot, FirstQuestions(hours=HOURS), keeper)
    click(dialog.next_button)
    qtbot.waitUntil(lambda: dialog.why.text() == "The settings could not be kept: the disk is full.")
    keeper.error = None
    done(qtbot, dialog)
    assert keeper.kept.answered == {"hours"}


def test_long_work_shows_that_it_goes_on_and_can_be_left(qtbot: QtBot, keeper: Keeper) -> None:
    keeper.gate.clear()
    dialog = opened(qtbot, FirstQuestions(hours=HOURS), keeper)
    click(dialog.next_button)
    assert not dialog.next_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.notice is not None and dialog.notice.isVisible())
    click(dialog.leave_button)
    keeper.gate.set()
    assert background.stop_all()
    assert not dialog.isVisible()
    assert keeper.kept == Settings(scheme="dark")


def test_foreign_text_is_shown_as_it_stands_and_harmless(qtbot: QtBot, keeper: Keeper) -> None:
    dialog = opened(qtbot, FirstQuestions(no_people=NO_PEOPLE._replace(titles=((HOSTILE, 3),)), titles=TITLES), keeper)
    labels = dialog.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert any("<img src=x> & Lunch<U+202E> (3)" in label.text() for label in labels)
    boxes = dialog.findChildren(TickBox)
    assert boxes[0].accessibleName() == "<img src=x> & Lunch<U+202E>"
    assert (boxes[0].text(), boxes[0].accessibleDescription()) == ("", "52 times")


def test_choices_wrap_rather_than_cut(qtbot: QtBot) -> None:
    for box in (TickBox("word " * 40, "caption " * 40), ChoiceButton("word " * 40)):
        qtbot.addWidget(box)
        assert box.hasHeightForWidth()
        assert box.heightForWidth(200) > 2 * box.heightForWidth(500) > 0
        assert box.minimumSizeHint().width() <= 200
