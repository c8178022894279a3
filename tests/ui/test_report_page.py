"""The Report page over a real store, as a person uses it: tick, untick, choose names, look, save, and what may fail."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING, Final, TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from app import language
from app.model.chosen_period import ChosenPeriod
from app.model.journal import Promise
from app.operations import journal
from app.operations.demo.year import demo_year
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background, report_work, theme
from app.ui.main_window import MainWindow
from app.ui.pages.report_page import ReportPage
from app.ui.view_state import PAGES, ViewState
from tests.builders import home
from tests.report import pdf_text
from tests.ui.patience import A_DAY, PATIENCE
from tests.ui.whole_window import Pseudo, cut_texts, outside, overlapping, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.model.report_page import Preview

    Opened = Callable[..., MainWindow]

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
TODAY: Final = dt.datetime.now(dt.UTC).date()
TITLE: Final = "Planning"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with a year of an invented calendar."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "year.ics").write_bytes(demo_year(TODAY, 7))
    with Workspace(folder / "home", home()) as workspace:
        workspace.add([str(folder / "year.ics")], SILENT)
    return folder / "home"


@pytest.fixture
def workspace(filled: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(filled, tmp_path / "home")
    with Workspace(tmp_path / "home", home()) as opened:
        yield opened


@pytest.fixture
def opened(qtbot: QtBot, workspace: Workspace) -> Iterator[Opened]:
    """Opens the window on the page; mostly waits until its pages stand there."""

    def open_window(width: int = 1280, period: ChosenPeriod | None = None, *, wait: bool = True) -> MainWindow:
        state = ViewState(page="report", kind="own" if period else "four_weeks", period=period)
        window = MainWindow(workspace, workspace.home, state, fixed_language=True)
        qtbot.addWidget(window)
        window.resize(width, 820)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        if wait:
            settled(window)
        return window

    yield open_window
    assert background.stop_all()


def page_of(window: MainWindow) -> ReportPage:
    page = window.book.page("report")
    assert isinstance(page, ReportPage)
    return page


def headlines(page: ReportPage) -> list[str]:
    return [sheet.accessibleDescription() for sheet in page.preview.sheets.sheets]


def notices(window: MainWindow) -> list[str]:
    return [each.label.text() for each in window.notices.notices()]


def file_dialog(qtbot: QtBot, page: ReportPage) -> QFileDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)), timeout=PATIENCE)
    return page.findChildren(QFileDialog)[-1]


def press(widget: QWidget) -> None:
    """Press a control where its words begin, as a person does."""
    QTest.mouseClick(widget, LEFT, pos=QPoint(8, 8))


def keep_few_sections(page: ReportPage, *kept: str) -> None:
    for section, tick in page.options.ticks.items():
        if tick.isEnabled() and tick.isChecked() != (section in kept):
            press(tick)


def saved(qtbot: QtBot, page: ReportPage, path: Path) -> bytes:
    """The bytes of a report that was saved through the dialog."""
    press(page.save)
    file_dialog(qtbot, page).fileSelected.emit(str(path))
    qtbot.waitUntil(page.saved.isVisible, timeout=PATIENCE)
    return path.read_bytes()


def in_pdf(pdf: bytes, words: str) -> bool:
    return pdf_text.squeezed(words) in pdf_text.text(pdf)


def days(first: dt.date, last: dt.date) -> ChosenPeriod:
    return ChosenPeriod("own", first.toordinal(), last.toordinal())


# ---- the preview ----


def test_the_page_stands_before_its_pages_and_they_follow(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_work, "_QUIET", A_DAY)
    window = opened(wait=False)
    page = page_of(window)
    qtbot.waitUntil(lambda: bool(page.preview.sentence.text()), timeout=PATIENCE)
    assert page.preview.sheets.sheets == []
    assert page.preview.sentence.text().startswith("The report is of 4 complete weeks, ")
    assert page.save.isEnabled()
    (quiet,) = (each for each in page.findChildren(QTimer) if each.interval() == A_DAY)
    quiet.setInterval(0)
    settled(window)
    first, *others = headlines(page)
    assert first.startswith("The four weeks to ")
    assert {"Load", "Focus", "Patterns and their evidence"} <= set(others)
    count = len(others) + 1
    assert [sheet.accessibleName() for sheet in page.preview.sheets.sheets[:2]] == [
        f"Page 1 of {count}",
        f"Page 2 of {count}",
    ]
    assert page.where.text() == f"Page 1 of {count}"
    assert page.preview.accessibleDescription() == f"Page 1 of {count}: {first}"


def test_the_pages_are_those_of_the_pdf_and_only_what_is_seen_is_unpacked(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    page = page_of(opened())
    page.grab()
    sheets = page.preview.sheets.sheets
    assert sheets[0].pixels is not None
    assert sheets[-1].pixels is None
    pixels = sheets[0].pixels
    assert pixels is not None
    # One dot of the picture for one of the screen, but for what rounding takes.
    assert abs(pixels.width() - sheets[0].width()) <= 1
    pdf = saved(qtbot, page, tmp_path / "report.pdf")
    with pdf_text.opened(pdf) as document:
        assert len(document.pages) == len(sheets)
    for headline in headlines(page):
        for part in headline.removesuffix(", continued").split("; "):
            assert in_pdf(pdf, part)


def test_a_section_that_is_unticked_goes_and_comes_back(opened: Opened) -> None:
    window = opened()
    page = page_of(window)
    whole = headlines(page)
    assert any("Load" in each for each in whole)
    press(page.options.ticks["load"])
    settled(window)
    assert not any("Load" in each for each in headlines(page))
    press(page.options.ticks["load"])
    settled(window)
    assert headlines(page) == whole


def test_page_one_is_always_there(opened: Opened) -> None:
    window = opened()
    page = page_of(window)
    press(page.options.ticks["summary"])
    keep_few_sections(page)
    settled(window)
    assert len(headlines(page)) == 1


def test_quick_changes_come_to_one_preview_of_the_last(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    page = page_of(window)
    made: list[Preview] = []
    page.work.made.connect(made.append)
    keep_few_sections(page, "limits")
    settled(window)
    # On a busy machine two changes may lie further apart than the quiet that is waited for.
    assert made[-1].wish.sections == ("summary", "limits")
    assert len(made) < 6


def test_a_newer_wish_takes_the_place_of_a_preview_under_way(qtbot: QtBot, opened: Opened) -> None:
    window = opened(wait=False)
    page = page_of(window)
    made: list[Preview] = []
    page.work.made.connect(made.append)
    qtbot.waitUntil(lambda: page.work.is_busy() and page.progress.isVisible(), timeout=PATIENCE)
    keep_few_sections(page, "limits")
    settled(window)
    assert made[-1].wish.sections == ("summary", "limits")
    assert not page.progress.isVisible()


def test_a_preview_can_be_stopped_and_asked_for_again(qtbot: QtBot, opened: Opened) -> None:
    window = opened(wait=False)
    page = page_of(window)
    qtbot.waitUntil(page.progress.isVisible, timeout=PATIENCE)
    assert page.progress.label.text() in {"Composing the report", "Setting its pages"}
    press(page.progress.action)
    assert not page.is_busy()
    assert page.stopped.isVisible()
    press(page.stopped.action)
    settled(window)
    assert headlines(page)
    assert not page.stopped.isVisible()


def test_the_paper_changes_the_shape_of_the_pages(opened: Opened) -> None:
    window = opened()
    page = page_of(window)
    keep_few_sections(page)
    settled(window)
    assert page.options.paper is not None
    a4 = page.preview.sheets.sheets[0].size()
    press(page.options.paper.choices()[1])
    settled(window)
    letter = page.preview.sheets.sheets[0].size()
    assert a4.height() / a4.width() == pytest.approx(842 / 595, abs=0.01)
    assert letter.height() / letter.width() == pytest.approx(11 / 8.5, abs=0.01)


def test_what_is_written_in_the_journal_comes_into_the_report(
    qtbot: QtBot, opened: Opened, workspace: Workspace, tmp_path: Path
) -> None:
    window = opened()
    page = page_of(window)
    keep_few_sections(page, "delivered")
    settled(window)
    today = journal.today_for(workspace, None)
    assert not in_pdf(saved(qtbot, page, tmp_path / "before.pdf"), "The offer")
    journal.record(workspace, Promise(what="The offer", promised=today - 14, turns=(today - 10,)), today)
    window.reload()
    settled(window)
    assert in_pdf(saved(qtbot, page, tmp_path / "after.pdf"), "The offer")


def test_another_language_is_spoken_in_the_report_alone(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "available", lambda: ("en", "de"))
    monkeypatch.setattr(language, "_catalogue", lambda _language: Pseudo())
    monkeypatch.setattr("app.operations.report_choices.available", lambda: ("en", "de"))
    window = opened()
    page = page_of(window)
    keep_few_sections(page, "limits")
    assert page.options.language is not None
    press(page.options.language.choices()[1])
    settled(window)
    assert all("⟦" in each for each in headlines(page))
    assert "⟦" not in page.preview.sentence.text() + page.where.text()
    assert language.current() == "en"


# ---- the period ----


def test_days_without_a_calendar_give_no_report_and_say_why(opened: Opened) -> None:
    window = opened(period=days(dt.date(2001, 1, 1), dt.date(2001, 1, 28)))
    page = page_of(window)
    assert page.preview.sentence.text() == "There is no report of 1–28 January 2001."
    assert page.preview.unknown.why.text() == "No calendar covers these days. Choose another period."
    assert page.preview.unknown.isVisible()
    assert not page.save.isEnabled()
    assert not page.options.isEnabled()
    assert not page.is_busy()
    assert headlines(page) == []


def test_days_to_come_give_no_report_and_say_why(opened: Opened) -> None:
    first = TODAY + dt.timedelta(days=70)
    page = page_of(opened(period=days(first, first + dt.timedelta(days=6))))
    assert page.preview.unknown.why.text() == "These days are still to come. Choose an earlier period."


def test_a_period_without_a_complete_week_says_so_and_is_set_all_the_same(opened: Opened) -> None:
    monday = TODAY - dt.timedelta(days=TODAY.weekday() + 14)
    page = page_of(opened(period=days(monday, monday + dt.timedelta(days=2))))
    assert page.preview.sentence.text().endswith(", without a complete week.")
    assert page.preview.note.text().startswith("Too short for most figures")
    assert headlines(page)


def test_another_period_gives_other_pages(opened: Opened) -> None:
    window = opened()
    page = page_of(window)
    before = headlines(page)[0]
    window.go_earlier()
    settled(window)
    assert headlines(page)[0] != before


# ---- names ----


def test_titles_and_names_leave_only_where_they_are_chosen(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    window = opened()
    page = page_of(window)
    keep_few_sections(page, "series")
    settled(window)
    assert page.options.names["replaced"].isChecked()
    without = saved(qtbot, page, tmp_path / "without.pdf")
    shown = page.options.names["shown"]
    assert "leave this computer" in shown.accessibleDescription()
    press(shown)
    settled(window)
    named = saved(qtbot, page, tmp_path / "named.pdf")
    assert in_pdf(without, "Series A")
    assert not in_pdf(named, "Series A")
    titles = page_titles(window)
    assert not [title for title in titles if in_pdf(without, title)]
    assert [title for title in titles if in_pdf(named, title)]


def page_titles(window: MainWindow) -> set[str]:
    newest = window.workspace.newest_period("four_weeks")
    assert newest is not None
    return {row.title for row in window.workspace.series(newest).rows}


def test_an_anonymous_report_names_no_day_and_its_file_neither(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    window = opened()
    page = page_of(window)
    keep_few_sections(page, "load")
    press(page.options.names["anonymous"])
    settled(window)
    assert not any(month in headlines(page)[0] for month in ("January", "November", "December"))
    press(page.save)
    dialog = file_dialog(qtbot, page)
    (name,) = dialog.selectedFiles()
    assert name.rpartition("/")[2].startswith("clearweek-report-2")
    assert "-w" in name
    dialog.reject()
    pdf = saved(qtbot, page, tmp_path / "anonymous.pdf")
    assert not in_pdf(pdf, "By weekday and hour")


# ---- files ----


def test_the_report_is_saved_and_opened_by_the_system(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(opened())
    gone: list[QUrl] = []

    def agree(url: QUrl) -> bool:
        gone.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", agree)
    path = tmp_path / "for Ada.pdf"
    pdf = saved(qtbot, page, path)
    assert pdf.startswith(b"%PDF-")
    assert path.stat().st_mode & 0o777 == 0o600
    assert page.saved.label.text() == (
        "for Ada.pdf is written, for your eyes only until you hand it on. Without titles of meetings and without names."
    )
    press(page.saved.file)
    press(page.saved.folder)
    assert [url.toLocalFile() for url in gone] == [str(path), str(tmp_path)]
    press(page.saved.close_button)
    assert not page.saved.isVisible()


def test_a_system_that_opens_nothing_is_said(
    qtbot: QtBot, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened()
    page = page_of(window)
    keep_few_sections(page)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    saved(qtbot, page, tmp_path / "report.pdf")
    press(page.saved.file)
    assert notices(window)[-1].startswith("report.pdf could not be opened: ")


def test_a_report_is_saved_while_its_preview_is_still_made(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    window = opened(wait=False)
    page = page_of(window)
    qtbot.waitUntil(page.save.isEnabled, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(page.options.ticks), timeout=PATIENCE)
    keep_few_sections(page, "limits")
    pdf = saved(qtbot, page, tmp_path / "report.pdf")
    assert in_pdf(pdf, "What a calendar cannot know")
    settled(window)


def test_a_cancelled_dialog_writes_nothing(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    window = opened()
    page = page_of(window)
    before = sorted(tmp_path.rglob("*.pdf"))
    press(page.save)
    file_dialog(qtbot, page).reject()
    settled(window)
    assert sorted(tmp_path.rglob("*.pdf")) == before
    assert not page.saved.isVisible()


def test_a_disk_that_refuses_is_said_and_what_was_there_stays(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    window = opened()
    page = page_of(window)
    page.save_to(str(tmp_path / "no" / "such" / "folder" / "report.pdf"))
    qtbot.waitUntil(lambda: bool(notices(window)), timeout=PATIENCE)
    assert "report.pdf cannot be written" in notices(window)[-1]
    assert notices(window)[-1].endswith("; choose another place.")
    target = tmp_path / "kept.pdf"
    target.write_bytes(b"kept")
    (tmp_path / "link.pdf").symlink_to(target)
    page.save_to(str(tmp_path / "link.pdf"))
    qtbot.waitUntil(lambda: len(notices(window)) > 1, timeout=PATIENCE)
    assert target.read_bytes() == b"kept"
    assert not page.saved.isVisible()


def test_the_charts_go_into_a_new_folder_each_time(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    page = page_of(opened())
    for _first_and_second in range(2):
        press(page.charts)
        file_dialog(qtbot, page).fileSelected.emit(str(tmp_path))
        qtbot.waitUntil(page.saved.isVisible, timeout=PATIENCE)
        page.saved.hide()
    first, second = sorted(tmp_path.glob("clearweek-charts-*"))
    names = sorted(each.name for each in first.iterdir())
    assert "figure-meetings.svg" in names
    assert {each.name: each.read_bytes() for each in first.iterdir()} == {
        each.name: each.read_bytes() for each in second.iterdir()
    }
    assert not page.saved.file.isVisibleTo(page.saved)


# ---- keyboard ----


def test_the_keys_alone_go_through_what_goes_in_and_through_the_pages(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    page = page_of(window)
    tick = page.options.ticks["load"]
    theme.give_focus(tick)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert not tick.isChecked()
    settled(window)
    theme.give_focus(page.preview)
    QTest.keyClick(page.preview, Qt.Key.Key_PageDown)
    second = page.preview.sheets.sheets[1]
    assert page.preview.accessibleDescription() == f"{second.accessibleName()}: {second.headline()}"
    assert page.where.text() == second.accessibleName()
    assert page.preview.sheets.ring_on == 1
    QTest.keyClick(page.preview, Qt.Key.Key_End)
    assert page.preview.at() == len(page.preview.sheets.sheets) - 1
    QTest.keyClick(page.preview, Qt.Key.Key_PageUp)
    assert page.preview.at() == len(page.preview.sheets.sheets) - 2
    QTest.keyClick(page.preview, Qt.Key.Key_Home)
    assert page.preview.at() == 0
    page.save.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.preview.sheets.ring_on == -1
    QTest.keyClick(page.save, Qt.Key.Key_Space)
    file_dialog(qtbot, page).reject()


def test_a_number_with_ctrl_shows_the_page(qtbot: QtBot, opened: Opened) -> None:
    window = opened()
    window.go_to("overview")
    settled(window)
    number = [each.id for each in PAGES].index("report") + 1
    QTest.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
    settled(window)
    assert window.state.page == "report"
    assert headlines(page_of(window))


# ---- how it looks ----


def test_a_narrow_window_shows_what_goes_in_as_a_sheet_that_esc_closes(opened: Opened) -> None:
    window = opened(900)
    page = page_of(window)
    assert not page.side.isVisible()
    assert page.zoom.place() == 1
    press(page.open_sheet)
    assert page.side.isVisible()
    assert window.focusWidget() is page.side.close_button
    QTest.keyClick(page.side.close_button, Qt.Key.Key_Escape)
    assert not page.side.isVisible()
    assert window.focusWidget() is page.open_sheet


@pytest.mark.parametrize(("width", "scale"), [(1280, 1.0), (900, 1.0), (900, 2.0)])
def test_nothing_is_cut_when_everything_is_said_at_once(
    qtbot: QtBot, opened: Opened, qapp: QApplication, tmp_path: Path, width: int, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    window = opened(width)
    page = page_of(window)
    keep_few_sections(page)
    saved(qtbot, page, tmp_path / f"{'a long name ' * 8}.pdf")
    page.stopped.show()
    page.show_sheet()
    settled(window)
    assert cut_texts(window) == []
    assert overlapping(page) == []
    assert outside(window) == []


def test_pages_as_wide_as_the_room_are_set_anew_and_stay_at_their_place(opened: Opened) -> None:
    window = opened()
    page = page_of(window)
    theme.give_focus(page.preview)
    QTest.keyClick(page.preview, Qt.Key.Key_PageDown)
    narrow = page.preview.sheets.sheets[0].width()
    press(page.zoom.choices()[1])
    settled(window)
    page.grab()
    wide = page.preview.sheets.sheets[1]
    assert wide.width() > 1.2 * narrow
    assert page.preview.at() == 1
    assert wide.pixels is not None
    assert abs(wide.pixels.width() - wide.width()) <= 1
