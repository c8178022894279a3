"""Adding a calendar: where it is, how to save it there, and the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from app.ui.add_source_dialog import AddSourceDialog
from app.ui.export_guides import GUIDES, guide
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot


def opened(qtbot: QtBot) -> AddSourceDialog:
    dialog = AddSourceDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def words(dialog: AddSourceDialog) -> str:
    """All that stands on the page that is shown."""
    return "\n".join(label.text() for label in dialog.page().findChildren(PlainLabel) if label.isVisible())


def files(*paths: Path | str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(path) if isinstance(path, str) else QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(widget: QWidget, data: QMimeData) -> bool:
    """Carry something over a widget; whether it would be taken."""
    event = QDragEnterEvent(
        widget.rect().center(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setAccepted(False)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, data: QMimeData) -> None:
    """Carry something over a widget and let go."""
    assert drag(widget, data)
    event = QDropEvent(
        QPointF(widget.rect().center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


# ---- step by step ----


def test_from_the_place_over_the_steps_to_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(qtbot)
    assert dialog.line.accessibleName() == "Step 1 of 3: Place"
    assert not dialog.next_button.isEnabled()
    assert dialog.why.text() == "Choose one to go on."
    click(dialog.place_page.buttons["google"])
    assert dialog.line.accessibleName() == "Step 2 of 3: Save it"
    for step in guide("google").steps:
        assert step in words(dialog)
    assert guide("google").lacks in words(dialog)
    click(dialog.next_button)
    assert dialog.line.accessibleName() == "Step 3 of 3: Read it"
    assert not dialog.next_button.isEnabled()
    drop(dialog.file_page.drop.area, files(tmp_path / "calendars.zip"))
    assert dialog.next_button.text() == "Read it"
    with qtbot.waitSignal(dialog.chosen) as told:
        click(dialog.next_button)
    assert told.args == [[str(tmp_path / "calendars.zip")]]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_who_has_a_file_needs_two_steps(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    click(dialog.place_page.file_button)
    assert dialog.page() is dialog.file_page
    assert dialog.line.accessibleName() == "Step 2 of 2: Read it"
    assert "They stay on this computer" in words(dialog)
    click(dialog.back_button)
    assert dialog.page() is dialog.place_page


def test_another_place_shows_its_own_steps(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    click(dialog.place_page.buttons["google"])
    click(dialog.back_button)
    assert dialog.next_button.isEnabled()
    click(dialog.place_page.buttons["outlook_web"])
    assert "“Unpublish”" in words(dialog)
    assert "Until you unpublish it, anyone who has the link can read your calendar." in words(dialog)
    assert "calendar.google.com" not in words(dialog)


def test_keys_alone_are_enough(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert dialog.focusWidget() is dialog.place_page.file_button
    QTest.keyClick(dialog.place_page.file_button, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.place_page.buttons["google"]
    QTest.keyClick(dialog.place_page.buttons["google"], Qt.Key.Key_Return)
    assert dialog.page() is dialog.way_page
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.page() is dialog.file_page
    assert dialog.focusWidget() is dialog.file_page.drop.file_button
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


# ---- files ----


def test_a_drop_at_any_step_goes_to_the_last(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(qtbot)
    assert drag(dialog, files(tmp_path / "work.ics"))
    drop(dialog, files(tmp_path / "work.ics"))
    assert dialog.page() is dialog.file_page
    click(dialog.back_button)
    click(dialog.place_page.buttons["nextcloud"])
    drop(dialog, files(tmp_path / "home.ics", tmp_path))
    assert dialog.page() is dialog.file_page
    assert dialog.file_page.drop.paths() == [str(tmp_path / name) for name in ("work.ics", "home.ics")] + [
        str(tmp_path)
    ]


def test_only_what_lies_on_this_computer_can_be_dropped(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    text = QMimeData()
    text.setText("work.ics")
    for data in (files("https://calendar.example.com/work.ics"), text):
        assert not drag(dialog, data)
        assert not drag(dialog.file_page.drop.area, data)


def test_the_area_says_that_it_takes_what_is_over_it(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(qtbot)
    click(dialog.place_page.file_button)
    area = dialog.file_page.drop.area
    before = area.grab().toImage()
    assert drag(area, files(tmp_path / "work.ics"))
    assert area.grab().toImage() != before
    QApplication.sendEvent(area, QDragLeaveEvent())
    assert area.grab().toImage() == before


def test_files_and_folders_are_chosen_and_taken_off_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(tmp_path / "a.ics"), str(tmp_path / "<b>.ics")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog = opened(qtbot)
    click(dialog.place_page.file_button)
    drop_area = dialog.file_page.drop
    click(drop_area.file_button)
    click(drop_area.folder_button)
    click(drop_area.folder_button)
    assert drop_area.paths() == [*chosen, str(tmp_path)]
    labels = drop_area.findChildren(QLabel)
    assert any(label.text() == "<b>.ics" for label in labels)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    for row in drop_area.rows():
        click(row.remove)
    assert drop_area.paths() == []
    assert not dialog.next_button.isEnabled()
    assert dialog.why.text() == "Choose or drop a file to go on."


def test_choosing_nothing_changes_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    dialog = opened(qtbot)
    click(dialog.place_page.file_button)
    click(dialog.file_page.drop.file_button)
    click(dialog.file_page.drop.folder_button)
    assert dialog.file_page.drop.paths() == []


# ---- the guides ----


def test_every_place_that_people_have_is_there() -> None:
    assert {each.id for each in GUIDES} == {
        "google",
        "outlook_web",
        "outlook_classic",
        "apple_mac",
        "apple_web",
        "nextcloud",
        "fastmail",
        "proton",
        "thunderbird",
        "zimbra",
        "other",
    }
    assert "Exchange" in guide("outlook_classic").where


@pytest.mark.parametrize("each", GUIDES, ids=lambda each: str(each.id))
def test_guides_are_short_whole_sentences_and_say_what_the_file_lacks(each: object) -> None:
    assert isinstance(each, tuple)
    found = next(one for one in GUIDES if one is each)
    assert 2 <= len(found.steps) <= 5
    for sentence in (*found.steps, found.holds, found.lacks, found.care, found.otherwise):
        assert not sentence or re.search(r"[.?]$|[.?]”$", sentence), sentence
        assert "!" not in sentence
        assert len(sentence) <= 140, sentence
    assert "guests" not in found.lacks.casefold() or "missing" in found.lacks or "not " in found.lacks


@pytest.mark.parametrize("guide_id", ["outlook_web", "apple_web"])
def test_ways_that_publish_a_calendar_end_with_hiding_it(guide_id: str) -> None:
    found = guide(guide_id)
    assert re.search(r"“Unpublish”|off again", found.steps[-1])
    assert "anyone who has the link" in found.care
