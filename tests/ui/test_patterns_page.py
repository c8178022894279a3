"""The Patterns page as a person uses it, over a real store with the demo's year in it."""

from __future__ import annotations

import datetime as dt
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.model.journal import Promise
from app.model.timezones import HomeZone, iana_zone
from app.operations.demo.year import demo_year
from app.operations.journal import journal_of, record, today_for
from app.operations.own_word import list_words, say_not_so
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background, theme
from app.ui.main_window import MainWindow
from app.ui.pages.overview_page import OverviewPage
from app.ui.pages.patterns_page import PatternsPage
from app.ui.view_state import PAGES, ViewState, as_words, from_words
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.model.patterns_page import PatternsPage as Page
    from app.ui.notices import Notice
    from app.ui.pattern_view import PatternView

BERLIN = iana_zone("Europe/Berlin")
assert BERLIN is not None
ZONE = HomeZone(((1, BERLIN),))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo's year; no test of this module writes to it itself."""
    folder = tmp_path_factory.mktemp("patterns")
    (folder / "work.ics").write_bytes(demo_year(dt.datetime.now(dt.UTC).date(), 7))
    with Workspace(folder / "home", ZONE) as opened:
        opened.add([str(folder / "work.ics")], SILENT)
    return folder / "home"


@pytest.fixture
def workspace(tmp_path: Path, filled: Path) -> Iterator[Workspace]:
    home = tmp_path / "own"
    home.mkdir(mode=0o700)
    for each in filled.iterdir():
        if each.is_file():
            (home / each.name).write_bytes(each.read_bytes())
    with Workspace(home, ZONE) as opened:
        yield opened


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    workspace.keep_window_state(as_words(ViewState(page="patterns", kind="quarter")))
    shown = opened(qtbot, workspace)
    yield shown
    assert background.stop_all()


def opened(qtbot: QtBot, workspace: Workspace) -> MainWindow:
    shown = MainWindow(workspace, workspace.home)
    qtbot.addWidget(shown)
    shown.resize(1280, 820)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.begin()
    qtbot.waitUntil(shown.has_picture, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not shown.incoming.is_busy(), timeout=PATIENCE)
    return shown


def page(window: MainWindow) -> PatternsPage:
    (found,) = window.findChildren(PatternsPage)
    return found


def data(workspace: Workspace) -> Page:
    period = workspace.newest_period("quarter")
    assert period is not None
    return workspace.patterns_page(period)


def open_pattern(window: MainWindow, pattern: str) -> None:
    row = next(each for each in page(window).list.rows() if each.row.pattern == pattern)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert page(window).chosen() == pattern


def menu_of(window: MainWindow) -> QMenu:
    return next(each for each in window.findChildren(QMenu) if each.isVisible())


def test_the_list_shows_every_pattern_and_the_first_is_open(window: MainWindow, workspace: Workspace) -> None:
    wanted = [row for group in data(workspace).groups for row in group.rows]
    assert [each.row for each in page(window).list.rows()] == wanted
    assert len(wanted) == 19
    assert page(window).chosen() == wanted[0].pattern
    assert page(window).list.rows()[0].isChecked()


def test_the_arrow_keys_open_one_pattern_after_the_other(window: MainWindow, workspace: Workspace) -> None:
    rows = page(window).list.rows()
    rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    for before, after in pairwise(rows[:5]):
        QTest.keyClick(before, Qt.Key.Key_Down)
        detail = data(workspace).detail(after.row.pattern)
        assert detail is not None
        assert page(window).view.sentence.text() == "".join(part.text for part in detail.sentence)
    assert window.state.pattern == rows[4].row.pattern


def test_the_open_pattern_is_there_again_after_a_restart(window: MainWindow) -> None:
    open_pattern(window, "crowd")
    assert from_words(as_words(window.state)).pattern == "crowd"
    assert from_words({"pattern": "no-such-thing"}).pattern == ""


def test_figures_bars_and_rows_open_the_events_behind_them(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    view = page(window).view
    open_pattern(window, "meeting-inflation")
    view.sentence.figures()[0].click()
    qtbot.waitUntil(window.area.is_evidence_open, timeout=PATIENCE)
    panel = window.area.panel
    assert panel is not None
    detail = data(workspace).detail("meeting-inflation")
    assert detail is not None
    expected = workspace.evidence(detail.opens)
    qtbot.waitUntil(lambda: panel.list.count() == len(expected.rows) > 10, timeout=PATIENCE)
    asked: list[str] = []
    view.evidence_wanted.connect(asked.append)
    view.chart.chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view.chart.chart, Qt.Key.Key_End)
    QTest.keyClick(view.chart.chart, Qt.Key.Key_Return)
    assert detail.bars is not None
    assert asked == [detail.bars.chart.opens[-1]]
    view.went.table.setFocus(Qt.FocusReason.TabFocusReason)
    view.went.table.selectRow(0)
    QTest.keyClick(view.went.table, Qt.Key.Key_Return)
    view.count.click()
    assert detail.went is not None
    assert asked[1:] == [detail.went.table.opens[0], detail.opens]
    assert workspace.evidence(asked[0]).rows


def test_every_reference_on_the_page_opens_events(workspace: Workspace) -> None:
    found = data(workspace)
    opens: set[str] = set()
    for detail in found.details:
        opens |= {part.opens for part in detail.sentence} | {detail.opens}
        for part in (detail.series, detail.went, detail.why):
            opens |= set(part.table.opens) if part is not None else set()
        if detail.bars is not None:
            # The evidence of every week would take minutes; its form is the same in all.
            opens |= set(detail.bars.chart.opens[-3:])
    opens.discard("")
    assert len(opens) > 30
    for each in sorted(opens):
        assert workspace.evidence(each).title
    rows = [part.table.opens for detail in found.details if (part := detail.series) is not None]
    assert all(workspace.evidence(each).rows for each in rows[0])


def test_the_page_has_a_key(qtbot: QtBot, workspace: Workspace) -> None:
    shown = opened(qtbot, workspace)
    number = [each.id for each in PAGES].index("patterns")
    QTest.keyClick(shown, Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shown.findChildren(PatternsPage)), timeout=PATIENCE)
    qtbot.waitUntil(lambda: page(shown).isVisible() and bool(page(shown).chosen()), timeout=PATIENCE)
    assert background.stop_all()


def test_a_page_that_reads_from_the_right_has_its_list_at_the_right(window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        QApplication.processEvents()
        shown = page(window)
        left = shown.list.mapTo(shown, shown.list.rect().topLeft()).x()
        assert left > shown.view.mapTo(shown, shown.view.rect().topLeft()).x()
        assert left + shown.list.width() <= shown.viewport().width()
        assert shown.view.mapTo(shown, shown.view.rect().topLeft()).x() >= 0
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_table_key_shows_the_numbers_of_both_pictures(window: MainWindow) -> None:
    open_pattern(window, "meeting-inflation")
    view = page(window).view
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert view.chart.table().isVisible()
    assert view.why.twin.table.isVisible()
    assert view.why.twin.table.model().rowCount() == 4
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert view.chart.chart.isVisible()
    assert view.why.view.isVisible()


def test_a_number_of_the_rule_changes_what_is_found_and_is_undone(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    open_pattern(window, "meeting-inflation")
    view = page(window).view
    field = view.rule.fields()["meeting-inflation.rise"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "90")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dict(workspace.settings().thresholds) == {"meeting-inflation.rise": 0.9}, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "Looked for" in view.sentence.text(), timeout=PATIENCE)
    assert page(window).chosen() == "meeting-inflation"
    assert "90" in view.rule.fields()["meeting-inflation.rise"].text()
    assert list(view.rule.defaults()) == ["meeting-inflation.rise"]
    (notice,) = [each for each in window.notices.notices() if "90" in each.label.text()]
    notice.action.click()
    qtbot.waitUntil(lambda: not workspace.settings().thresholds, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "A working day holds" in view.sentence.text(), timeout=PATIENCE)


def test_back_to_default_gives_the_number_of_the_rule_again(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.patterns.set_number("crowd.people", 12.0)
    open_pattern(window, "crowd")
    rule = page(window).view.rule
    qtbot.waitUntil(lambda: "crowd.people" in rule.defaults(), timeout=PATIENCE)
    rule.defaults()["crowd.people"].click()
    qtbot.waitUntil(lambda: not workspace.settings().thresholds, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not rule.defaults(), timeout=PATIENCE)
    assert rule.fields()["crowd.people"].value() == 9


def test_not_so_sets_a_pattern_aside_and_bring_back_brings_it_back(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    open_pattern(window, "crowd")
    view = page(window).view
    view.denied.click()
    menu = menu_of(window)
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: len(view.set_aside.buttons()) == 1, timeout=PATIENCE)
    assert page(window).chosen() == "crowd"
    assert data(workspace).groups[-1].title == "Set aside by you"
    assert not view.denied.isVisible()
    assert page(window).list.bring_back.words() == "1 set aside, bring back…"
    view.set_aside.buttons()[0].click()
    qtbot.waitUntil(view.denied.isVisible, timeout=PATIENCE)
    assert not list_words(workspace)
    assert not page(window).list.bring_back.isVisible()


def test_a_series_that_was_set_aside_comes_back_from_the_foot_of_the_list(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    say_not_so(workspace, "zombie-series", "It pauses", "some-uid", "Weekly <b>review</b>")
    window.reload()
    bring_back = page(window).list.bring_back
    qtbot.waitUntil(bring_back.isVisible, timeout=PATIENCE)
    bring_back.click()
    menu = menu_of(window)
    assert "Weekly <b>review</b>" in menu.actions()[0].text()
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: not list_words(workspace), timeout=PATIENCE)


def test_try_notes_an_experiment_that_undo_takes_away(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    open_pattern(window, "fragmented-focus")
    page(window).view.tried.click()
    qtbot.waitUntil(lambda: bool(journal_of(workspace).experiments), timeout=PATIENCE)
    (experiment,) = journal_of(workspace).experiments
    detail = data(workspace).detail("fragmented-focus")
    assert detail is not None
    assert (experiment.change, experiment.measure) == (detail.suggestion, "fragmentation")
    qtbot.waitUntil(lambda: any(_is_about_it(each) for each in window.notices.notices()), timeout=PATIENCE)
    next(each for each in window.notices.notices() if _is_about_it(each)).action.click()
    qtbot.waitUntil(lambda: not journal_of(workspace).experiments, timeout=PATIENCE)


def test_undo_of_an_experiment_leaves_a_newer_promise_alone(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    open_pattern(window, "fragmented-focus")
    page(window).view.tried.click()
    qtbot.waitUntil(lambda: any(_is_about_it(each) for each in window.notices.notices()), timeout=PATIENCE)
    today = today_for(workspace, None)
    record(workspace, Promise(what="Offer", promised=today), today)
    next(each for each in window.notices.notices() if _is_about_it(each)).action.click()
    qtbot.waitUntil(
        lambda: any("changed again since" in each.label.text() for each in window.notices.notices()), timeout=PATIENCE
    )
    kept = journal_of(workspace)
    assert (len(kept.experiments), [each.what for each in kept.promises]) == (1, ["Offer"])


def _is_about_it(notice: Notice) -> bool:
    return "experiment" in notice.label.text() and bool(notice.action.text())


def test_try_on_the_overview_leads_to_the_pattern(qtbot: QtBot, workspace: Workspace) -> None:
    shown = opened(qtbot, workspace)
    (overview,) = shown.findChildren(OverviewPage)
    qtbot.waitUntil(lambda: bool(overview.findings().widgets()), timeout=PATIENCE)
    second = overview.findings().widgets()[1]
    second.tried.click()
    qtbot.waitUntil(lambda: bool(shown.findChildren(PatternsPage)), timeout=PATIENCE)
    qtbot.waitUntil(lambda: page(shown).isVisible() and page(shown).chosen() == second.card.pattern, timeout=PATIENCE)
    assert shown.state.page == "patterns"
    assert background.stop_all()


def test_a_narrow_window_has_a_drop_down_under_the_names_of_the_groups(window: MainWindow) -> None:
    shown = page(window)
    window.resize(900, 700)
    assert shown.choice.isVisible()
    assert not shown.list.isVisible()
    assert shown.choice.itemText(0) == "Found in this period"
    assert not shown.choice.model().flags(shown.choice.model().index(0, 0)) & Qt.ItemFlag.ItemIsEnabled
    shown.choice.setFocus()
    QTest.keyClick(shown.choice, Qt.Key.Key_Down)
    assert shown.chosen() == shown.list.rows()[1].row.pattern
    window.resize(1280, 820)
    assert shown.list.isVisible()
    assert shown.list.rows()[1].isChecked()


def test_a_wide_window_has_what_one_can_do_beside_what_was_found(window: MainWindow) -> None:
    window.resize(1920, 1080)
    open_pattern(window, "crowd")
    QApplication.processEvents()
    view = page(window).view
    beside = view.series.geometry().right()
    for each in (view.suggestion, view.rule):
        assert each.geometry().left() > beside
    tried = view.tried.mapTo(view, view.tried.rect().topLeft())
    assert tried.x() > beside
    assert view.suggestion.geometry().bottom() < tried.y() < view.rule.geometry().top()
    stops = view.stops()
    assert stops.index(view.tried) < stops.index(view.rule.stops()[0])
    window.resize(1280, 820)
    QApplication.processEvents()
    assert view.rule.geometry().top() > view.series.geometry().bottom()
    assert view.tried.mapTo(view, view.tried.rect().topLeft()).y() > view.rule.geometry().bottom()
    assert view.tried.mapTo(view, view.tried.rect().topRight()).x() > view.suggestion.geometry().right() - 8


def lies_apart(view: PatternView) -> bool:
    """Tell whether every part lies within the pattern, and none on another."""
    parts = (
        view.sentence,
        view.chart,
        view.why,
        view.went,
        view.series,
        view.rule,
        view.suggestion,
        view.count,
        view.tried,
    )
    places = [each.rect().translated(each.mapTo(view, each.rect().topLeft())) for each in parts if each.isVisible()]
    return len(places) > 3 and not any(
        one.intersects(other) or not view.rect().contains(one) for one, other in combinations(places, 2)
    )


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(900, 620), (1280, 820), (1920, 1080)], ids=str)
def test_nothing_stands_on_anything_else(qtbot: QtBot, window: MainWindow, scale: float, size: tuple[int, int]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light", scale)
    window.resize(*size)
    view = page(window).view
    for row in page(window).list.rows()[:6]:
        row.setChecked(True)
        qtbot.waitUntil(lambda: lies_apart(view), timeout=PATIENCE)
    theme.apply(app, "light", 1.0)


def test_a_store_without_data_says_why_nothing_is_known(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "one.ics").write_bytes(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\n"
        b"DTSTART:20260105T090000Z\r\nDTEND:20260105T100000Z\r\nSUMMARY:One\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    with Workspace(tmp_path / "few", ZONE) as few:
        few.add([str(tmp_path / "one.ics")], SILENT)
        few.keep_window_state(as_words(ViewState(page="patterns", kind="quarter")))
        shown = opened(qtbot, few)
        assert {each.row.value for each in page(shown).list.rows()} == {""}
        assert "fewer than three full weeks" in page(shown).view.sentence.text()
        assert background.stop_all()
        shown.close()
