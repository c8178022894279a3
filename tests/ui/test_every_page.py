"""What holds on every page of the window, whichever pages there are: keyboard, plain text, size of text, schemes."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from PySide6.QtCore import QAbstractAnimation, Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from app import language
from app.model.timezones import HomeZone, iana_zone
from app.operations.demo.year import demo_year
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background, theme
from app.ui.history_dialog import HistoryDialog
from app.ui.main_window import MainWindow
from app.ui.view_state import PAGES, ViewState
from tests.conftest import HARDEN
from tests.ui.whole_window import (
    CANARY,
    CONTROLS,
    Pseudo,
    cut_texts,
    hostile_calendar,
    left_of_wrapped,
    outside,
    overlapping,
    seen,
    settled,
    spoken_name,
    stops_of,
    take_turns,
    texts_of,
    tips_under_the_pointer,
    wider_than_their_frame,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    Opened = Callable[..., MainWindow]

EVERY_PAGE = pytest.mark.parametrize("page", [row.id for row in PAGES])
BERLIN = iana_zone("Europe/Berlin")
LONGEST_TEXT = 4_000
TAG = re.compile(r"<[a-zA-Z/!]")
GERMAN = Locale.parse("de")
_MONTHS = (name for width in ("wide", "abbreviated") for name in GERMAN.months["format"][width].values())
_DAYS = (name for width in ("wide", "abbreviated") for name in GERMAN.days["format"][width].values())
_QUARTERS = (word for name in GERMAN.quarters["format"]["wide"].values() for word in name.split())
OF_THE_LOCALE = {part.strip(".").casefold() for part in (*_MONTHS, *_DAYS, *_QUARTERS)}
"""Words of dates, which come from the locale and not from our catalogue."""
OF_THE_CALENDAR = frozenset({"clearweek"})
OF_KEYS = frozenset({"ctrl", "alt", "shift", "tab", "esc", "return", "left", "right"})
"""Names of keys, which Qt gives."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with a year of an invented calendar, and another of hostile titles."""
    folder = tmp_path_factory.mktemp("filled")
    today = dt.datetime.now(dt.UTC).date()
    files = {"work.ics": demo_year(today, 7), "hostile.ics": hostile_calendar(today)}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    workspace = Workspace(folder / "home", HomeZone(((1, BERLIN),)) if BERLIN else None)
    workspace.add([str(folder / name) for name in files], SILENT)
    workspace.close()
    return folder / "home"


@pytest.fixture
def opened(qtbot: QtBot, filled: Path, tmp_path: Path) -> Iterator[Opened]:
    """Opens the window on a page, over a copy of these data."""
    workspaces: list[Workspace] = []

    def open_it(page: str, width: int = 1280, kind: str = "quarter") -> MainWindow:
        home = tmp_path / f"home-{len(workspaces)}"
        shutil.copytree(filled, home)
        workspace = Workspace(home, HomeZone(((1, BERLIN),)) if BERLIN else None)
        workspaces.append(workspace)
        state = ViewState(page=page)._replace(kind="quarter" if kind == "quarter" else "week")
        window = MainWindow(workspace, home, state, fixed_language=True, fixed_scheme=True)
        qtbot.addWidget(window)
        window.resize(width, 820)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        settled(window)
        assert window.state.page == page
        return window

    yield open_it
    assert background.stop_all()
    for workspace in workspaces:
        workspace.close()


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language that wraps every text of ours, with the dates and numbers of German."""
    monkeypatch.setattr(language, "available", lambda: ("en", "de"))
    monkeypatch.setattr(language, "_catalogue", lambda _language: Pseudo())
    language.choose("de")


def walked(window: MainWindow, key: Qt.Key, most: int) -> list[QWidget]:
    """The widgets that a key leads to, from the one in focus until it comes round."""
    first = window.focusWidget()
    assert first is not None
    found = [first]
    for _ in range(most):
        QTest.keyClick(found[-1], key)
        here = window.focusWidget()
        assert here is not None
        if here is first:
            return found
        assert here is not found[-1], f"{type(here).__name__} {spoken_name(here)!r} keeps the focus"
        found.append(here)
    raise AssertionError(f"the focus never comes round: {[type(each).__name__ for each in found[-6:]]}")


# ---- room ----


@EVERY_PAGE
@pytest.mark.parametrize("width", [900, 1920])
def test_the_page_ends_where_the_bar_above_it_does(opened: Opened, page: str, width: int) -> None:
    window = opened(page, width)
    shown: object = window.book.page(page)
    assert isinstance(shown, QWidget)
    seen_here = [each for each in shown.findChildren(QWidget) if each.isVisible()]
    # A scroll bar of the whole page lies in the margin.
    its_own = shown.verticalScrollBar() if isinstance(shown, QAbstractScrollArea) else None
    parts = [each for each in seen_here if each is not its_own and not holds(each, seen_here)]
    right = max(each.mapTo(window, each.rect().topRight()).x() for each in parts)
    bar = window.period_bar.settings
    assert abs(right - bar.mapTo(window, bar.rect().topRight()).x()) <= 6
    assert right >= 0.97 * (width - 32)


def holds(widget: QWidget, others: list[QWidget]) -> bool:
    """Tell whether any of the others stands in a widget."""
    return any(widget is not each and widget.isAncestorOf(each) for each in others)


# ---- keyboard ----


@EVERY_PAGE
@pytest.mark.parametrize("table", [False, True])
def test_tab_reaches_everything_and_shift_tab_goes_back(opened: Opened, page: str, table: bool) -> None:
    window = opened(page)
    if table:
        window.toggle_table()
    theme.give_focus(window.side_bar.pages[page])
    wanted = stops_of(window)
    there = walked(window, Qt.Key.Key_Tab, 3 * len(wanted) + 10)
    back = walked(window, Qt.Key.Key_Backtab, 3 * len(wanted) + 10)
    missed = [f"{type(each).__name__} {spoken_name(each)!r}" for each in wanted if each not in there]
    assert missed == []
    assert back[1:] == there[:0:-1]


@EVERY_PAGE
def test_whatever_tab_reaches_has_a_name(opened: Opened, page: str) -> None:
    window = opened(page)
    assert [type(each).__name__ for each in stops_of(window) if not spoken_name(each).strip()] == []


# ---- text of others ----


@EVERY_PAGE
def test_no_text_is_rich_and_no_tip_holds_markup(opened: Opened, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("week", "quarter"):
        window = opened(page, kind=kind)
        labels = [each for each in window.findChildren(QLabel) if each.textFormat() != Qt.TextFormat.PlainText]
        assert [each.text() for each in labels] == []
        assert window.findChildren(QTextEdit) + window.findChildren(QTextBrowser) == []
        tips = [said.text for said in texts_of(window) if said.how == "tip" and said.text]
        tips += tips_under_the_pointer(window, monkeypatch)
        for tip in filter(None, tips):
            if not tip.startswith("<qt>"):
                assert not TAG.search(tip), tip[:200]
            inner = tip.removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "")
            assert not TAG.search(inner), tip[:200]
            assert CANARY not in tip or "&lt;img" in tip


@EVERY_PAGE
def test_nothing_invisible_is_shown_and_nothing_endless(opened: Opened, page: str) -> None:
    for kind in ("week", "quarter"):
        window = opened(page, kind=kind)
        for table in (False, True):
            if table:
                window.toggle_table()
            for said in texts_of(window):
                assert not CONTROLS.search(said.text), (said.how, type(said.widget).__name__, said.text[:200])
                assert len(said.text) <= LONGEST_TEXT, (said.how, type(said.widget).__name__)


# ---- size of text and other languages ----


# What longer texts have room for in a narrow window at 200 %, ours has: the test after this one.
LOOKS = [(1.0, 900), (2.0, 1280), *([(2.0, 900)] if HARDEN else [])]
LONGER = [(1.0, 1280), (2.0, 900), *([(1.0, 900)] if HARDEN else [])]


@EVERY_PAGE
@pytest.mark.parametrize(("scale", "width"), LOOKS)
def test_no_text_is_cut_or_lies_over_another(
    opened: Opened, qapp: QApplication, page: str, scale: float, width: int
) -> None:
    theme.apply(qapp, "light", scale)
    window = opened(page, width)
    settled(window)
    assert cut_texts(window) == []
    assert overlapping(window) == []
    assert outside(window) == []
    assert wider_than_their_frame(window) == []


@EVERY_PAGE
@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize(("scale", "width"), LONGER)
def test_longer_texts_fit_as_well(opened: Opened, qapp: QApplication, page: str, scale: float, width: int) -> None:
    theme.apply(qapp, "light", scale)
    window = opened(page, width)
    settled(window)
    assert cut_texts(window) == []
    assert overlapping(window) == []
    assert outside(window) == []
    assert wider_than_their_frame(window) == []


@EVERY_PAGE
@pytest.mark.usefixtures("pseudo")
def test_every_text_of_ours_goes_through_the_catalogue(opened: Opened, page: str, filled: Path) -> None:
    theirs = OF_THE_CALENDAR | OF_THE_LOCALE | words_of_the_calendar(filled)
    for kind in ("week", "quarter"):
        window = opened(page, kind=kind)
        untold = {word for said in texts_of(window) for word in words_left(left_of_wrapped(said.text), theirs)}
        assert untold == set()


def words_left(text: str, theirs: Collection[str]) -> list[str]:
    """The words of a text that are not theirs; one that an ellipsis ends may be the beginning of one of theirs."""
    return [
        word
        for word, cut in re.findall(r"([^\W\d_]{3,})(…?)", text)
        if word.casefold() not in theirs and not (cut and any(each.startswith(word.casefold()) for each in theirs))
    ]


def test_a_foreign_word_may_be_cut_and_ours_may_not() -> None:
    theirs = {"wordwordword", "review"}
    assert words_left("wordwo… and Review", theirs) == ["and"]
    assert words_left("wordwo, ours… rev", theirs) == ["wordwo", "ours", "rev"]


def words_of_the_calendar(filled: Path) -> set[str]:
    """All words of titles, people and calendars, which are not ours to translate."""
    texts = [file.read_text("utf-8").replace("\r\n ", "") for file in filled.parent.glob("*.ics")]
    return {word.casefold() for text in texts for word in re.findall(r"[^\W\d_]{3,}", text)}


# ---- dialogs that a key or the search opens ----

DIALOGS = pytest.mark.parametrize("act", ["about", "history", "keys", "search", "settings"])


def dialog_of(qtbot: QtBot, window: MainWindow, act: str) -> QDialog:
    window.actions_by_name.run(act)
    (found,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    if isinstance(found, HistoryDialog):
        qtbot.waitUntil(lambda: found.plot is not None)
    take_turns()
    return found


@DIALOGS
@pytest.mark.usefixtures("pseudo")
def test_dialogs_speak_the_language_and_have_room_for_it(
    qtbot: QtBot, opened: Opened, qapp: QApplication, filled: Path, act: str
) -> None:
    # The settings scroll sideways in larger text than the small screen of these tests has room for.
    theme.apply(qapp, "light", 1.0 if act == "settings" else 1.5)
    found = dialog_of(qtbot, opened("overview"), act)
    assert cut_texts(found) == []
    assert overlapping(found) == []
    assert outside(found) == []
    theirs = OF_THE_CALENDAR | OF_THE_LOCALE | words_of_the_calendar(filled) | OF_KEYS
    said = [said for said in texts_of(found) if not isinstance(said.widget, QPlainTextEdit)]
    untold = {
        word
        for text in said
        for word in re.findall(r"[^\W\d_]{3,}", left_of_wrapped(text.text))
        if word.casefold() not in theirs and "/" not in text.text
    }
    assert untold == set()
    found.reject()


@DIALOGS
def test_dialogs_are_used_by_the_keyboard_alone(qtbot: QtBot, opened: Opened, act: str) -> None:
    found = dialog_of(qtbot, opened("overview"), act)
    with qtbot.waitActive(found):
        found.activateWindow()
    wanted = stops_of(found)
    assert [type(each).__name__ for each in wanted if not spoken_name(each).strip()] == []
    first = found.focusWidget()
    assert first is not None
    reached = {first}
    for _ in range(3 * len(wanted)):
        # Qt's own annotations say that something always has the focus.
        at: QWidget | None = found.focusWidget()
        QTest.keyClick(at if at is not None else found, Qt.Key.Key_Tab)
        reached.add(found.focusWidget())
    assert [f"{type(each).__name__} {spoken_name(each)!r}" for each in wanted if each not in reached] == []
    QTest.keyClick(found, Qt.Key.Key_Escape)
    assert not found.isVisible()


# ---- schemes, motion, direction ----


# The colours of each scheme are held against each other in test_tokens.py; here, that a page takes its colours from it.
SCHEMES = ["dark", "high_contrast_light", *(["high_contrast_dark"] if HARDEN else [])]


@EVERY_PAGE
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_paints_every_page(opened: Opened, qapp: QApplication, page: str, scheme: str) -> None:
    theme.apply(qapp, scheme)
    window = opened(page)
    picture = window.grab().toImage()
    ground = QColor(picture.pixel(picture.width() - 3, picture.height() - 3))
    assert ground == theme.color("surface")
    least = 7.0 if scheme.startswith("high") else 4.5
    roles = QPalette.ColorRole
    palettes = {
        (each.palette().color(roles.WindowText).rgb(), each.palette().color(roles.Window).rgb())
        for each in seen(window)
        if isinstance(each, QLabel)
    }
    assert [pair for pair in palettes if contrast(QColor(pair[0]), QColor(pair[1])) < least] == []


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours (WCAG 2.2)."""

    def light(color: QColor) -> float:
        parts = (color.redF(), color.greenF(), color.blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@EVERY_PAGE
def test_nothing_moves_by_itself(opened: Opened, page: str) -> None:
    window = opened(page)
    moving = [each for each in window.findChildren(QAbstractAnimation) if each.state() == each.State.Running]
    assert moving == []
    ticking = [each for each in window.findChildren(QTimer) if each.isActive() and each.interval() < 1_000]
    assert ticking == []
    before = window.grab().toImage()
    take_turns()
    assert window.grab().toImage() == before


@EVERY_PAGE
def test_from_right_to_left_nothing_is_cut(opened: Opened, qapp: QApplication, page: str) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = opened(page)
        assert window.side_bar.x() > window.area.mapTo(window, window.area.rect().center()).x()
        assert cut_texts(window) == []
        assert overlapping(window) == []
        assert outside(window) == []
        assert not window.grab().isNull()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@EVERY_PAGE
def test_every_button_is_large_enough_to_be_hit(opened: Opened, page: str) -> None:
    window = opened(page)
    small = [
        f"{type(each).__name__} {each.text()!r} {each.width()}×{each.height()}"
        for each in seen(window)
        if isinstance(each, QAbstractButton) and each.isEnabled() and min(each.width(), each.height()) < 24
    ]
    assert small == []
