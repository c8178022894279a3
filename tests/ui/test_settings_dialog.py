"""The settings, changed as a person does."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from app.errors import UserError
from app.model.preferences import USUAL_WEEK, Shift, WorkingWeek
from app.model.settings import Settings, Stay
from app.model.sources import Problem
from app.model.working_hours import working_hours
from app.ui import background
from app.ui.settings_dialog import SettingsDialog
from tests.builders import ordinal
from tests.ui.fake_connections import FakeConnections
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from app.operations.workspace_answers import SyncWords
    from app.progress import Progress

MARCH, MAY = ordinal("2026-03-01"), ordinal("2026-05-01")
HOSTILE = "<img src=x> Dinner\u202e"
BEFORE = Settings(
    me=("anna@firm.example",),
    zone="Europe/Berlin",
    stays=(Stay(MARCH, "America/New_York"),),
    weeks=(WorkingWeek(1, working_hours("mon-fri 08:00-16:00")), WorkingWeek(MAY, USUAL_WEEK)),
    shifts=(Shift("Early", ((6 * 3600, 14 * 3600),)),),
    breaking_titles=("Lunch", "Two\nlines"),
    count="accepted",
    no_people="block",
    left_out=("Birthdays", "Gone"),
    language="de",
    scheme="dark",
    motion=False,
    answered=frozenset({"me"}),
)


class Row(NamedTuple):
    """A source, as the workspace shows it."""

    id: int
    name: str
    place: str
    kind: str
    events: int
    synced: str
    state: str
    set_aside: int
    needs: str = ""
    held: int = 0
    calendars: tuple[str, ...] = ()


class Workspace:
    """Keeps settings and sources in memory."""

    def __init__(self, settings: Settings = BEFORE) -> None:
        self.kept = settings
        self.rows = [
            Row(1, "Work", "work.ics", "file", 2310, "today, 08:10", "", 2),
            Row(2, HOSTILE, "home.ics", "file", 1, "", "It could not be read: it is not there.", 0),
        ]
        self.synced: list[int] = []
        self.how: list[SyncWords] = []
        self.connections: Any = FakeConnections()
        self.error: UserError | None = None
        self.gate = threading.Event()
        self.gate.set()

    def settings(self) -> Settings:
        return self.kept

    def change_settings(self, settings: Settings, progress: Progress) -> None:
        assert self.gate.wait(PATIENCE / 1000)
        progress.check()
        if self.error is not None:
            raise self.error
        self.kept = settings

    def calendar_names(self) -> Sequence[str]:
        return ("Work", HOSTILE, "Birthdays")

    def sources(self) -> Sequence[Row]:
        return tuple(self.rows)

    def set_aside(self, source: int | None = None) -> Sequence[Problem]:
        assert source == 1
        return (
            Problem("work.ics", "one", 1234, "Its end lies before its start."),
            Problem("work.ics", None, None, "It is cut off."),
        )

    def sync(self, sources: Sequence[int], progress: Progress, on_batch: Callable[[], None], how: SyncWords) -> None:
        self.how.append(how)
        on_batch()
        progress.report(1, 4, "Reading Work: 2026 is in")
        assert self.gate.wait(PATIENCE / 1000)
        progress.check()
        if self.error is not None:
            raise self.error
        self.synced.extend(sources)

    def remove(self, source: int, progress: Progress) -> None:
        self.rows = [row for row in self.rows if row.id != source]


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    made = Workspace()
    yield made
    made.gate.set()
    assert background.stop_all()


def opened(qtbot: QtBot, workspace: Workspace) -> SettingsDialog:
    dialog = SettingsDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.resize(760, 700)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def ok(qtbot: QtBot, dialog: SettingsDialog) -> None:
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.ok_button)


# ---- what stands there ----


def test_ok_without_a_change_keeps_each_setting_as_it_was(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    told: list[Settings] = []
    dialog.changed.connect(told.append)
    ok(qtbot, dialog)
    assert workspace.kept is BEFORE
    assert told == []


def test_the_defaults_stay_the_defaults(qtbot: QtBot) -> None:
    workspace = Workspace(Settings())
    dialog = opened(qtbot, workspace)
    ok(qtbot, dialog)
    assert workspace.kept == Settings()


def test_a_first_week_with_a_day_of_its_own_keeps_it(qtbot: QtBot) -> None:
    dated = Settings(weeks=(WorkingWeek(MARCH, USUAL_WEEK),))
    workspace = Workspace(dated)
    dialog = opened(qtbot, workspace)
    ok(qtbot, dialog)
    assert workspace.kept is dated


def test_everything_can_be_changed(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    dialog.you.addresses.line.clear()
    QTest.keyClicks(dialog.you.addresses.line, "Anna@home.example")
    dialog.you.zone.line.clear()
    QTest.keyClicks(dialog.you.zone.line, "asia/tokyo")
    click(dialog.you.stays()[0].remove)
    dialog.sections.choose(1)
    dialog.hours.weeks()[0].editor.fields[0].line.setText("7-15")
    click(dialog.hours.weeks()[0].editor.alike)
    click(dialog.hours.weeks()[1].remove)
    click(dialog.hours.shifts.rows()[0].remove)
    dialog.sections.choose(2)
    click(dialog.counts.every)
    click(dialog.counts.all_meetings)
    click(dialog.counts.boxes[0])
    click(dialog.counts.boxes[2])
    dialog.counts.titles.text.setPlainText("Dentist\n\n Lunch \nDentist")
    dialog.sections.choose(5)
    dialog.look.language.setCurrentText("English")
    dialog.look.scheme.setCurrentText("High contrast, light")
    click(dialog.look.without_motion)
    told: list[Settings] = []
    dialog.changed.connect(told.append)
    ok(qtbot, dialog)
    assert workspace.kept == Settings(
        me=("anna@home.example",),
        zone="Asia/Tokyo",
        weeks=(WorkingWeek(1, working_hours("mon-fri 07:00-15:00")),),
        breaking_titles=("Dentist", "Lunch"),
        count="all",
        no_people="meeting",
        left_out=("Work", "Gone"),
        language="en",
        scheme="high_contrast_light",
        motion=True,
        answered=frozenset({"me"}),
    )
    assert told == [workspace.kept]


def test_zones_and_hours_may_hold_from_a_day_on(qtbot: QtBot) -> None:
    workspace = Workspace(Settings())
    dialog = opened(qtbot, workspace)
    click(dialog.you.add_stay)
    stay = dialog.you.stays()[0]
    assert stay.date.line.hasFocus() or dialog.focusWidget() is stay.date.line
    QTest.keyClicks(stay.date.line, "2026-03-01")
    QTest.keyClicks(stay.zone.line, "America/New_York")
    dialog.sections.choose(1)
    click(dialog.hours.add_week)
    week = dialog.hours.weeks()[1]
    assert week.date is not None
    QTest.keyClicks(week.date.line, "2026-05-01")
    week.editor.fields[4].line.setText("9-13")
    ok(qtbot, dialog)
    assert workspace.kept.stays == (Stay(MARCH, "America/New_York"),)
    shorter = working_hours("mon-thu 09:00-17:00; fri 09:00-13:00")
    assert workspace.kept.weeks == (WorkingWeek(1, USUAL_WEEK), WorkingWeek(MAY, shorter))


def test_a_zone_is_offered_while_it_is_typed(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    dialog.you.zone.line.clear()
    QTest.keyClicks(dialog.you.zone.line, "kolk")
    qtbot.waitUntil(lambda: dialog.you.zone.line.completer() is not None)
    completer = dialog.you.zone.line.completer()
    completer.setCompletionPrefix("kolk")
    assert completer.currentCompletion() == "Asia/Kolkata"


# ---- what makes no sense ----


def test_what_makes_no_sense_is_said_beside_the_field_and_shown(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    dialog.sections.choose(5)
    dialog.you.addresses.line.setText("anna")
    click(dialog.ok_button)
    assert dialog.isVisible()
    assert dialog.sections.currentIndex().row() == 0
    assert dialog.why.text() == "One of the fields makes no sense."
    assert dialog.you.addresses.complaint.isVisible()
    assert dialog.you.addresses.complaint.text() == "“anna” is not an address."
    dialog.you.addresses.line.clear()
    for field, text, told in (
        (dialog.you.zone, "Moon/Base", "There is no time zone “Moon/Base”; a name is like Europe/Berlin."),
        (dialog.you.stays()[0].date, "1 March", "“1 March” is not a date like 2026-01-05."),
        (dialog.you.stays()[0].date, "0999-01-01", "“0999-01-01” lies before 1900 or after 2199."),
        (dialog.you.stays()[0].zone, "", "A zone is missing here."),
    ):
        right = field.line.text()
        field.line.setText(text)
        click(dialog.ok_button)
        assert (field.complaint.isVisible(), field.complaint.text()) == (True, told)
        assert field.line.accessibleDescription() == told
        field.line.setText(right)
    dialog.sections.choose(5)
    dialog.hours.weeks()[1].editor.fields[6].line.setText("sunday")
    click(dialog.ok_button)
    assert dialog.sections.currentIndex().row() == 1
    assert dialog.hours.weeks()[1].editor.fields[6].complaint.isVisible()
    assert workspace.kept is BEFORE


def test_two_things_cannot_begin_on_one_day(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    click(dialog.you.add_stay)
    again = dialog.you.stays()[1]
    again.date.line.setText("2026-03-01")
    again.zone.line.setText("Asia/Tokyo")
    click(dialog.ok_button)
    assert dialog.you.stays()[0].date.complaint.text() == "Two zones begin on this day."
    click(again.remove)
    click(dialog.hours.add_week)
    date = dialog.hours.weeks()[2].date
    assert date is not None
    date.line.setText("2026-05-01")
    click(dialog.ok_button)
    first = dialog.hours.weeks()[1].date
    assert first is not None
    assert first.complaint.text() == "Two begin on this day."


def test_some_day_must_have_hours(qtbot: QtBot) -> None:
    workspace = Workspace(Settings())
    dialog = opened(qtbot, workspace)
    for field in dialog.hours.weeks()[0].editor.fields:
        field.line.clear()
    click(dialog.ok_button)
    assert dialog.hours.weeks()[0].editor.fields[0].complaint.text() == "No day has working hours yet."


# ---- keeping ----


def test_cancel_keeps_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    dialog.you.addresses.line.setText("new@firm.example")
    click(dialog.cancel_button)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert workspace.kept is BEFORE


def test_what_cannot_be_kept_is_said(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.error = UserError("The settings could not be kept", "the disk is full")
    dialog = opened(qtbot, workspace)
    dialog.you.addresses.line.setText("new@firm.example")
    click(dialog.ok_button)
    told = "The settings could not be kept: the disk is full."
    qtbot.waitUntil(lambda: dialog.why.text() == told)
    workspace.error = None
    ok(qtbot, dialog)
    assert workspace.kept.me == ("new@firm.example",)


def test_long_work_is_said_and_can_be_left(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.gate.clear()
    dialog = opened(qtbot, workspace)
    dialog.you.addresses.line.setText("new@firm.example")
    click(dialog.ok_button)
    qtbot.waitUntil(lambda: dialog.why.text() == "Working the figures out anew")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    workspace.gate.set()
    assert background.stop_all()
    assert not dialog.isVisible()
    assert workspace.kept is BEFORE


def test_keys_alone_are_enough(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert dialog.focusWidget() is dialog.sections
    for __ in range(5):
        QTest.keyClick(dialog.sections, Qt.Key.Key_Down)
    QTest.keyClick(dialog.sections, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.look.language
    QTest.keyClick(dialog.look.language, Qt.Key.Key_Up)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert workspace.kept.language == "en"


# ---- sources ----


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_sources_say_what_they_brought_and_what_is_wrong(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    dialog.sections.choose(3)
    work, home = dialog.sources.cards
    assert labels(work) == ["Work", "2,310 events, read today, 08:10", "work.ics"]
    assert work.aside.text() == "2 set aside"
    assert labels(home)[0] == "<img src=x> Dinner<U+202E>"
    assert "1 event" in labels(home)
    assert "It could not be read: it is not there." in labels(home)
    assert not home.aside.isVisible()
    assert {label.textFormat() for label in dialog.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_a_source_is_read_again_beside_the_window(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.gate.clear()
    dialog = opened(qtbot, workspace)
    dialog.sections.choose(3)
    click(dialog.sources.cards[0].again)
    qtbot.waitUntil(lambda: "Reading Work: 2026 is in" in labels(dialog.sources))
    assert not dialog.ok_button.isEnabled()
    with qtbot.waitSignal(dialog.sources_changed):
        workspace.gate.set()
    assert workspace.synced == [1]
    assert dialog.ok_button.isEnabled()
    assert "Reading Work: 2026 is in" not in labels(dialog.sources)


def test_reading_again_can_be_stopped(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.gate.clear()
    dialog = opened(qtbot, workspace)
    dialog.sections.choose(3)
    click(dialog.sources.cards[0].again)
    notice = dialog.sources._notice
    assert notice is not None
    click(notice.action)
    with qtbot.waitSignal(dialog.sources_changed):
        workspace.gate.set()
    assert workspace.synced == []


def test_what_goes_wrong_with_a_source_is_said(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.error = UserError("work.ics could not be read", "it is not there")
    dialog = opened(qtbot, workspace)
    dialog.sections.choose(3)
    with qtbot.waitSignal(dialog.sources_changed):
        click(dialog.sources.cards[0].again)
    told = "work.ics could not be read: it is not there."
    qtbot.waitUntil(lambda: told in labels(dialog.sources))


def test_the_tab_key_goes_through_rows_that_were_added_before_the_buttons(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    click(dialog.you.add_stay)
    first, added = dialog.you.stays()
    qtbot.waitUntil(added.isVisible)
    stops = [first.remove, added.date.line, added.zone.line, added.remove, dialog.you.add_stay]
    first.remove.setFocus()
    for stop in stops[1:]:
        focused = dialog.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is stop
    QTest.keyClick(dialog.you.add_stay, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.about_button
    QTest.keyClick(dialog.about_button, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.cancel_button


def test_a_source_is_removed_after_a_second_thought(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    dialog.sections.choose(3)
    card = dialog.sources.cards[0]
    click(card.remove)
    assert "Its events go from Clearweek; the file stays where it is." in labels(card)
    click(card.keep)
    assert card.remove.isVisible()
    assert len(workspace.rows) == 2
    click(card.remove)
    with qtbot.waitSignal(dialog.sources_changed):
        click(card.gone)
    assert [each.source.name for each in dialog.sources.cards] == [HOSTILE]


def test_what_was_set_aside_is_shown_and_hidden(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    dialog.sections.choose(3)
    card = dialog.sources.cards[0]
    told = ["Its end lies before its start. (work.ics, line 1234)", "It is cut off. (work.ics)"]
    click(card.aside)
    qtbot.waitUntil(lambda: set(told) <= set(labels(card)))
    click(card.aside)
    assert not set(told) & set(labels(card))


def test_sources_that_came_meanwhile_are_shown_when_the_dialog_is_in_front_again(
    qtbot: QtBot, workspace: Workspace
) -> None:
    dialog = opened(qtbot, workspace)
    before = list(dialog.sources.cards)
    other = QDialog()
    qtbot.addWidget(other)
    other.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert dialog.sources.cards == before
    with qtbot.waitActive(other):
        other.activateWindow()
    workspace.rows.append(Row(3, "New", "new.ics", "file", 5, "now", "", 0))
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    qtbot.waitUntil(lambda: [card.source.name for card in dialog.sources.cards] == ["Work", HOSTILE, "New"])


def test_a_calendar_can_be_added_from_here(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    dialog.sections.choose(3)
    with qtbot.waitSignal(dialog.add_wanted):
        click(dialog.sources.add_button)
