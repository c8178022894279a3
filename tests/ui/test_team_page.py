"""The Team page over a real store: a round taken or made, the bytes before they are written, and the merge."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, TypeVar

import pytest
from babel import Locale
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from app import language
from app.model.team import Round, TeamPeriod
from app.operations.stored_team import keep_in_hand
from app.operations.team import make_round, shared_before
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.team.contribution import contribution_bytes
from app.team.round import read_round, round_line
from app.ui import background, theme
from app.ui.main_window import MainWindow
from app.ui.pages.team_page import TeamPage
from app.ui.plain_label import PlainLabel
from app.ui.view_state import PAGES, ViewState
from tests.analysis.patterns.series_grounds import CARLA, DAVID, weekly
from tests.builders import BEN, calendar
from tests.team.contributions import share, team_of, with_meeting
from tests.ui.patience import PATIENCE
from tests.ui.test_people_page import NOA, day, desk
from tests.ui.whole_window import (
    Pseudo,
    cut_texts,
    left_of_wrapped,
    outside,
    overlapping,
    settled,
    stops_of,
    wider_than_their_frame,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.model.team import Contribution
    from app.ui.team_summary import SummaryCard

    Opened = Callable[..., MainWindow]

T = TypeVar("T", bound=QDialog)
GERMAN: Final = Locale.parse("de")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A calendar of twenty weeks with 10 h of 1:1s in each."""
    path = tmp_path / "work.ics"
    names = enumerate((BEN, CARLA, DAVID, NOA))
    rows = [weekly(f"plan{at}", f"{day(20, at)} 13:00", by=who, minutes=150, people=()) for at, who in names]
    path.write_bytes(calendar(desk(), *rows))
    opened = Workspace(tmp_path / "home")
    opened.add([str(path)], SILENT)
    yield opened
    opened.close()


@pytest.fixture
def opened(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> Iterator[Opened]:
    def open_it(width: int = 1280, height: int = 820) -> MainWindow:
        state = ViewState(page="team")
        window = MainWindow(workspace, tmp_path / "home", state, fixed_language=True, fixed_scheme=True)
        qtbot.addWidget(window)
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        settled(window)
        return window

    yield open_it
    assert background.stop_all()


def page_of(window: MainWindow) -> TeamPage:
    page = window.book.page("team")
    assert isinstance(page, TeamPage)
    return page


def period(workspace: Workspace) -> TeamPeriod:
    """The last four complete weeks."""
    newest = workspace.newest_period("week")
    assert newest is not None
    return TeamPeriod(newest.first - 21, 4)


def sent(workspace: Workspace) -> Round:
    """A round that somebody else has made over the last four complete weeks."""
    return Round("9be27d10" * 4, period(workspace))


def dialog_of(qtbot: QtBot, kind: type[T]) -> T:
    def found() -> list[T]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE)
    return found()[0]


def choose(qtbot: QtBot, *paths: Path) -> None:
    """Choose files in the dialog that is open."""
    dialog = dialog_of(qtbot, QFileDialog)
    dialog.filesSelected.emit([str(path) for path in paths])
    dialog.close()


def notices(window: MainWindow) -> list[str]:
    return [each.label.text() for each in window.notices.notices()]


def with_preview(qtbot: QtBot, opened: Opened, workspace: Workspace, width: int = 1280) -> MainWindow:
    """The window after the line of a round was pasted."""
    window = opened(width)
    page = page_of(window)
    page.take.field.setText(round_line(sent(workspace)))
    page.take.look.click()
    qtbot.waitUntil(page.bytes.isVisible, timeout=PATIENCE)
    settled(window)
    return window


def given(folder: Path, contributions: Sequence[Contribution]) -> list[Path]:
    """The files of some contributions."""
    paths = []
    for number, each in enumerate(contributions):
        paths.append(folder / f"member-{number:02}.json")
        paths[-1].write_bytes(contribution_bytes(each))
    return paths


def texts(card: SummaryCard) -> list[str]:
    return [label.text() for label in card.findChildren(PlainLabel) if label.isVisible()]


# ---- a round ----


def test_the_page_stands_after_outcomes_and_a_key_leads_there(opened: Opened) -> None:
    names = [row.id for row in PAGES]
    assert names.index("team") == names.index("outcomes") + 1
    page = page_of(opened())
    assert page.sentence.text() == "How much room a team has to think, without looking at anyone."
    assert page.take.isVisible()
    assert page.make.isVisible()
    assert not page.bytes.isVisible()
    assert not page.write.isVisible()
    assert page.shared.text() == "Nothing was shared before."


def test_a_wide_window_has_three_ways_to_begin_with_their_buttons_in_one_line(opened: Opened) -> None:
    page = page_of(opened(1920, 1080))
    places = [each.geometry() for each in (page.take, page.make, page.summary)]
    assert len({(each.top(), each.height()) for each in places}) == 1
    assert places[0].right() < places[1].left() < places[1].right() < places[2].left()
    buttons = (page.take.open_file, page.make.make, page.summary.choose)
    assert len({each.mapTo(page, each.rect().bottomLeft()).y() for each in buttons}) == 1
    assert page.promises.width() > 1_500


def test_a_wide_window_shows_a_summary_across(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    page = page_of(opened(1920, 1080))
    page.summary.choose.click()
    choose(qtbot, *given(tmp_path, team_of((4, 4, 4))))
    qtbot.waitUntil(page.summary.save.isVisible, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.summary.width() == page.promises.width(), timeout=PATIENCE)
    assert page.summary.geometry().top() > page.promises.geometry().bottom()


def test_a_pasted_line_shows_every_byte_and_the_bands_in_words(
    qtbot: QtBot, opened: Opened, workspace: Workspace
) -> None:
    page = page_of(with_preview(qtbot, opened, workspace))
    picture = page.picture
    assert picture is not None
    assert picture.preview is not None
    assert page.bytes.bytes.toPlainText() == picture.preview.data.decode().rstrip()
    assert len(picture.preview.data) == 4_096
    rows = [[label.text() for label in row] for row in page.bands.grid.labels]
    assert rows[1] == ["Meeting hours", "10.0 h", "10-20", "10 to under 20 h a week"]
    assert rows[5][2:] == ["kept", "kept their rhythm"]
    assert "The lead will see this file; others will see only the summary over everyone." in picture.note
    assert "Under 5 contributions nothing is shown." in page.round.caption.text()
    page.bytes.copy_button.click()
    assert QGuiApplication.clipboard().text() == picture.preview.data.decode()


def test_cancel_is_the_default_and_writes_nothing(qtbot: QtBot, opened: Opened, workspace: Workspace) -> None:
    window = with_preview(qtbot, opened, workspace)
    page = page_of(window)
    assert window.focusWidget() is page.cancel
    assert page.cancel.isDefault()
    assert not page.write.isDefault()
    QTest.keyClick(page.cancel, Qt.Key.Key_Return)
    qtbot.waitUntil(page.take.isVisible, timeout=PATIENCE)
    assert not page.bytes.isVisible()
    assert shared_before(workspace) == ()


def test_what_was_shown_is_what_is_written(qtbot: QtBot, opened: Opened, workspace: Workspace, tmp_path: Path) -> None:
    window = with_preview(qtbot, opened, workspace)
    page = page_of(window)
    page.bytes.copy_button.click()
    shown = QGuiApplication.clipboard().text().encode()
    page.write.click()
    assert dialog_of(qtbot, QFileDialog).acceptMode() == QFileDialog.AcceptMode.AcceptSave
    choose(qtbot, tmp_path / "mine.json")
    qtbot.waitUntil(lambda: bool(notices(window)), timeout=PATIENCE)
    assert notices(window) == ["mine.json is written, and nothing was sent."]
    assert (tmp_path / "mine.json").read_bytes() == shown
    qtbot.waitUntil(lambda: page.shared.text().startswith("Shared before: weeks"), timeout=PATIENCE)
    assert page.bands.caption.text() == "You shared these very bytes before; they may be written again."


def test_a_second_round_over_the_same_weeks_is_refused_with_the_reason(
    qtbot: QtBot, opened: Opened, workspace: Workspace, tmp_path: Path
) -> None:
    window = with_preview(qtbot, opened, workspace)
    page = page_of(window)
    page.write.click()
    choose(qtbot, tmp_path / "mine.json")
    qtbot.waitUntil(lambda: bool(shared_before(workspace)), timeout=PATIENCE)
    page.cancel.click()
    qtbot.waitUntil(page.make.make.isVisible, timeout=PATIENCE)
    page.make.make.click()
    qtbot.waitUntil(page.refused.isVisible, timeout=PATIENCE)
    assert "in another round" in page.refused.why.text()
    assert page.sentence.text() == "You cannot take part in this round."
    assert not page.bytes.isVisible()
    assert not page.write.isVisible()
    assert "You made it. Send this line to everyone" in page.round.caption.text()


def test_a_round_is_made_over_the_last_four_weeks_and_its_line_is_copied_or_written(
    qtbot: QtBot, opened: Opened, workspace: Workspace, tmp_path: Path
) -> None:
    page = page_of(opened())
    page.make.make.click()
    qtbot.waitUntil(page.round.isVisible, timeout=PATIENCE)
    page.round.copy_button.click()
    found = read_round(QGuiApplication.clipboard().text())
    assert (found.period, found.k) == (period(workspace), 5)
    page.round.keep_button.click()
    choose(qtbot, tmp_path / "round.txt")
    qtbot.waitUntil((tmp_path / "round.txt").exists, timeout=PATIENCE)
    assert read_round((tmp_path / "round.txt").read_text("utf-8")) == found


def test_a_round_comes_from_a_file_too_and_comes_back_at_the_next_start(
    qtbot: QtBot, opened: Opened, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "round.txt").write_text(round_line(sent(workspace)) + "\n", "utf-8")
    page = page_of(opened())
    page.take.open_file.click()
    choose(qtbot, tmp_path / "round.txt")
    qtbot.waitUntil(page.bytes.isVisible, timeout=PATIENCE)
    again = page_of(opened())
    assert again.bytes.isVisible()
    assert again.round.line.text() == round_line(sent(workspace))


def test_a_line_that_is_no_round_is_said_and_nothing_changes(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    page = page_of(window)
    assert not page.take.look.isEnabled()
    page.take.field.setText("see you on Monday")
    QTest.keyClick(page.take.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(notices(window)), timeout=PATIENCE)
    assert "This is not the line of a round" in notices(window)[0]
    assert page.take.field.text() == "see you on Monday"
    assert page.take.isVisible()


def test_what_another_process_does_is_seen(opened: Opened, workspace: Workspace) -> None:
    window = opened()
    before = TeamPage.version_of(workspace)
    keep_in_hand(workspace, round_line(make_round(workspace, period(workspace))))
    assert TeamPage.version_of(workspace) != before
    window.reload()
    settled(window)
    assert page_of(window).round.isVisible()


# ---- the merge ----


def test_files_that_are_chosen_become_a_summary_that_is_saved(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    page = page_of(opened())
    paths = given(tmp_path, team_of((4, 4, 4)))
    (tmp_path / "<b>broken.json").write_bytes(b"{")
    page.summary.choose.click()
    choose(qtbot, *paths, tmp_path / "<b>broken.json")
    qtbot.waitUntil(page.summary.save.isVisible, timeout=PATIENCE)
    said = texts(page.summary)
    assert said[said.index("Meeting hours") + 1 : said.index("Focus hours")] == [
        "under 10 h a week",
        "30\N{NARROW NO-BREAK SPACE}%",
        "10 to under 20 h a week",
        "30\N{NARROW NO-BREAK SPACE}%",
        "20 h a week or more",
        "30\N{NARROW NO-BREAK SPACE}%",
    ]
    assert any("none alone holds everyone" in text for text in said)
    assert said[-2:] == ["Set aside", "<b>broken.json: It is not JSON."]
    page.summary.save.click()
    choose(qtbot, tmp_path / "out.json")
    qtbot.waitUntil((tmp_path / "out.json").exists, timeout=PATIENCE)
    assert json.loads((tmp_path / "out.json").read_bytes())["n"] == 12


def test_files_are_dropped_on_the_card_and_not_read_as_calendars(
    qtbot: QtBot, opened: Opened, workspace: Workspace, tmp_path: Path
) -> None:
    page = page_of(opened())
    card = page.summary
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in given(tmp_path, team_of((3, 3, 0)))])
    left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    at = QPointF(20, 20)
    entering = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    plain = card.grab().toImage()
    QApplication.sendEvent(card, entering)
    assert entering.isAccepted()
    assert card.grab().toImage() != plain
    QApplication.sendEvent(card, QDragLeaveEvent())
    assert card.grab().toImage() == plain
    QApplication.sendEvent(card, QDragEnterEvent(at.toPoint(), copy, data, left, none))
    QApplication.sendEvent(card, QDropEvent(at, copy, data, left, none))
    qtbot.waitUntil(card.save.isVisible, timeout=PATIENCE)
    assert "3 people or more" in texts(card)
    assert len(workspace.sources()) == 1


def test_fewer_than_five_and_one_person_less_are_refused_in_words(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    page = page_of(opened())
    paths = given(tmp_path, team_of((4, 4, 0)))

    def merged(chosen: Sequence[Path], wanted: str) -> None:
        page.summary.choose.click()
        choose(qtbot, *chosen)
        qtbot.waitUntil(lambda: any(wanted in text for text in texts(page.summary)), timeout=PATIENCE)

    merged(paths[:4], "under 5 nothing is shown")
    assert not page.summary.save.isVisible()
    merged(paths, "3 people or more")
    merged(paths[1:], "differ by fewer than 5")
    assert not page.summary.save.isVisible()
    assert "3 people or more" not in texts(page.summary)


def test_a_summary_stays_while_the_page_is_painted_anew(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    window = opened()
    page = page_of(window)
    page.summary.choose.click()
    choose(qtbot, *given(tmp_path, [share(member, with_meeting(0)) for member in range(6)]))
    qtbot.waitUntil(page.summary.save.isVisible, timeout=PATIENCE)
    before = texts(page.summary)
    window.reload()
    settled(window)
    assert texts(page.summary) == before


# ---- how it looks ----


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language that wraps every text of ours, with the dates and numbers of German."""
    monkeypatch.setattr(language, "available", lambda: ("en", "de"))
    monkeypatch.setattr(language, "_catalogue", lambda _language: Pseudo())
    language.choose("de")


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize(("scale", "width"), [(1.0, 900), (1.0, 1280), (2.0, 900)])
def test_longer_texts_fit_as_well_and_all_of_them_are_ours(
    qtbot: QtBot,
    opened: Opened,
    workspace: Workspace,
    tmp_path: Path,
    qapp: QApplication,
    scale: float,
    width: int,
) -> None:
    theme.apply(qapp, "light", scale)
    window = with_preview(qtbot, opened, workspace, width)
    page = page_of(window)
    page.summary.choose.click()
    choose(qtbot, *given(tmp_path, team_of((3, 3, 0))))
    qtbot.waitUntil(page.summary.save.isVisible, timeout=PATIENCE)
    settled(window)
    assert cut_texts(window) == []
    assert overlapping(window) == []
    assert outside(window) == []
    assert wider_than_their_frame(window) == []
    codes = {"kept", "clearweek", "team", "round", "schema", "period", "from", "weeks"}
    said = [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]
    words = {word for text in said for word in re.findall(r"[A-Za-z]{3,}", left_of_wrapped(text))}
    months = {name for width_of in ("wide", "abbreviated") for name in GERMAN.months["format"][width_of].values()}
    assert words - codes - months == set()


@pytest.mark.parametrize(("scale", "width"), [(1.0, 900), (1.0, 1280), (1.0, 1920), (2.0, 900), (2.0, 1280)])
def test_with_bytes_and_a_summary_nothing_is_cut_and_all_is_reached(
    qtbot: QtBot, opened: Opened, workspace: Workspace, tmp_path: Path, qapp: QApplication, scale: float, width: int
) -> None:
    theme.apply(qapp, "light", scale)
    window = with_preview(qtbot, opened, workspace, width)
    page = page_of(window)
    page.summary.choose.click()
    choose(qtbot, *given(tmp_path, team_of((4, 4, 4))))
    qtbot.waitUntil(page.summary.save.isVisible, timeout=PATIENCE)
    settled(window)
    assert cut_texts(window) == []
    assert overlapping(window) == []
    assert outside(window) == []
    assert wider_than_their_frame(window) == []
    reached = set()
    page.round.copy_button.setFocus()
    for _step in range(3 * len(stops_of(window))):
        at = window.focusWidget()
        assert at is not None
        reached.add(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    assert {page.bytes.bytes, page.cancel, page.write, page.summary.choose, page.summary.save} <= reached
