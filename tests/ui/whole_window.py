"""What tests look at in a whole window: its stops, its texts, and whether they fit."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import time
from gettext import NullTranslations
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QHelpEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QButtonGroup,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QToolTip,
    QWidget,
)

from app.ui.page_loader import PageLoader
from app.ui.sentence import _Figure
from tests.builders import calendar, event, guest, organizer

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from app.ui.main_window import MainWindow

PATIENCE: Final = 30.0
CANARY: Final = "/no-such-folder/canary.png"
HOSTILE: Final = (
    "<b>bold</b><img src=file://" + CANARY + ">",
    "<a href='http://192.0.2.1/x'>click</a><style>*{color:red}</style>",
    "\u202eevil\u202c \u2066iso\u2069 \u200bzero\x1b[31mred",
    "<table><tr><td>cell</td></tr></table> &amp; &lt;i&gt;",
    "long " + "wordwordword" * 850,
    '=HYPERLINK("http://192.0.2.1")\t<script>alert(1)</script>',
)
"""Titles that others might send; in the first and the last an image and a link are named that nothing may open."""
ME: Final = "me@firm.example"
CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e]")
"""What must be named, not shown: controls, zero-width spaces, and what overrides the direction of text."""


def hostile_calendar(today: dt.date) -> bytes:
    """A year of weekly series with hostile titles, 1:1s among them, and one event of each in this week."""
    monday = today - dt.timedelta(today.weekday())
    events = []
    for at, title in enumerate(HOSTILE):
        first = monday - dt.timedelta(weeks=40) + dt.timedelta(at % 5)
        written = title.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
        people = [organizer(ME), guest(ME), guest(f"other.person{at}@firm.example", "ACCEPTED", f'CN="<i>{at}</i>"')]
        people += [guest(f"third{at}@firm.example")] if at % 2 else []
        hour = 9 + at
        start, end = (f"{first:%Y%m%d}T{hour:02}{minute}00Z" for minute in ("00", "50"))
        when = (f"DTSTART:{start}", f"DTEND:{end}")
        rule = "RRULE:FREQ=WEEKLY;COUNT=45"
        events.append(event(*when, rule, f"SUMMARY:{written}", *people, uid=f"hostile-{at}"))
    return calendar(*events, head=("X-WR-CALNAME:<h1>Work</h1>",))


def page_is_shown(window: MainWindow) -> bool:
    """Whether the page that is meant is the one that is seen, whole."""
    pages, meant = window.area.pages, cast("object", window.book.page(window.state.page))
    return pages.currentWidget() is meant and pages.updatesEnabled()


def _is_at_work(window: MainWindow) -> bool:
    """Whether the page has something made beside the window by itself, as the pages of a report."""
    is_busy = getattr(window.book.page(window.state.page), "is_busy", None)
    return not window.is_first_start() and is_busy is not None and is_busy()


def settled(window: MainWindow) -> None:
    """Let the window load and paint what it was asked for."""
    (loader,) = window.findChildren(PageLoader)
    deadline = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < 5:
        QApplication.processEvents()
        busy = loader.is_busy() or window.incoming.is_busy() or not window.has_picture()
        busy = busy or not (window.is_first_start() or page_is_shown(window)) or _is_at_work(window)
        quiet = 0 if busy else quiet + 1
        if busy:
            # To ask without a pause takes half of its time from the thread that is waited for.
            QTest.qWait(2)
        assert time.monotonic() < deadline, "the window stays busy"
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def take_turns(count: int = 20) -> None:
    """Let the window do what it has to do at once, and what that brings with it."""
    for _turn in range(count):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


# ---- what there is ----


def seen(window: QWidget) -> Iterator[QWidget]:
    """All widgets that a person sees or could scroll to."""
    return (each for each in window.findChildren(QWidget) if each.isVisibleTo(window) and not each.size().isEmpty())


def stops_of(window: QWidget) -> list[QWidget]:
    """All widgets that Tab has to reach: of buttons of which one is chosen, that one; arrows reach the others."""
    tab = Qt.FocusPolicy.TabFocus.value
    able = [each for each in seen(window) if each.focusPolicy().value & tab and each.isEnabled()]
    return [each for each in able if each.focusProxy() is None and not _is_another_choice(each)]


def _is_another_choice(widget: QWidget) -> bool:
    if not isinstance(widget, QAbstractButton) or not widget.isCheckable() or widget.isChecked():
        return False
    # Qt's own annotations say that there is always a group and an interface; there is not.
    group: QButtonGroup | None = widget.group()
    return widget.autoExclusive() or bool(group and group.exclusive() and group.checkedButton())


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface else ""


class Said(NamedTuple):
    """A text, where it stands, and what kind of text it is there."""

    text: str
    widget: QWidget
    how: str


def texts_of(window: QWidget) -> Iterator[Said]:
    """Every text that a person sees, hears or can have shown."""
    for widget in seen(window):
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield Said(widget.text(), widget, "text")
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield Said(widget.placeholderText(), widget, "placeholder")
        yield Said(widget.accessibleName(), widget, "name")
        yield Said(widget.accessibleDescription(), widget, "description")
        yield Said(widget.toolTip(), widget, "tip")
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from (Said(text, widget, "cell") for text in _cells(widget.model()))


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    root = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for row, column in itertools.product(range(model.rowCount(root)), range(columns)):
        index = model.index(row, column, root)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            value = index.data(role)
            if isinstance(value, str):
                yield value


def tips_under_the_pointer(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every tool tip that shows while the pointer rests somewhere on the window."""
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_rest: shown.append(text))
    for widget in seen(window):
        for x, y in itertools.product(range(4, widget.width(), 24), range(4, widget.height(), 18)):
            place = QPoint(x, y)
            QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    return shown


# ---- whether it fits ----


def cut_texts(window: QWidget) -> list[str]:
    """Labels and buttons whose text is wider or higher than they are."""
    found = []
    for widget in seen(window):
        if _may_be_cut(widget) or not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
            continue
        wanted = widget.minimumSizeHint() if isinstance(widget, QAbstractButton) else widget.sizeHint()
        if (isinstance(widget, QLabel) and widget.wordWrap()) or widget.hasHeightForWidth():
            enough = widget.heightForWidth(widget.width()) <= widget.height() + 1
        else:
            enough = wanted.width() <= widget.width() + 1 and wanted.height() <= widget.height() + 1
        if not enough:
            found.append(f"{_place(widget)}: {wanted.width()}×{wanted.height()} in {widget.width()}×{widget.height()}")
    return found


def _may_be_cut(widget: QWidget) -> bool:
    """Whether a widget elides on purpose, and has its whole text as its tool tip."""
    return bool(widget.toolTip())


def overlapping(window: QWidget) -> list[str]:
    """Pairs of labels and buttons beside each other that lie over each other."""
    texts = [each for each in seen(window) if isinstance(each, QLabel | QAbstractButton) and not each.children()]
    found = []
    for one, other in itertools.combinations(texts, 2):
        if one.parentWidget() is not other.parentWidget():
            continue
        if not one.geometry().intersects(other.geometry()):
            continue
        common = _painted(one).intersected(_painted(other)).boundingRect()
        if common.width() > 1 and common.height() > 1:
            found.append(f"{_place(one)} and {_place(other)}")
    return found


def _painted(widget: QWidget) -> QRegion:
    """Where a widget paints: those in a sentence have pieces of its lines, with room for a ring around."""
    if not isinstance(widget, _Figure):
        return QRegion(widget.geometry())
    region = QRegion()
    for piece in widget.pieces:
        region = region.united(QRegion(piece.toAlignedRect().adjusted(0, 2, 0, -2)))
    return region.translated(widget.pos())


def outside(window: QWidget) -> list[str]:
    """Labels and buttons that reach over an edge of the window, or of the scrolled content, sideways."""
    found = []
    for widget in seen(window):
        if not isinstance(widget, QLabel | QAbstractButton):
            continue
        frame = _frame_of(widget, window)
        place = QRect(widget.mapTo(frame, QPoint()), widget.size())
        if place.left() < -1 or place.right() > frame.width() + 1:
            found.append(f"{_place(widget)}: {place.left()}–{place.right()} of {frame.width()}")
    return found


def wider_than_their_frame(window: QWidget) -> list[str]:
    """What scrolls sideways although it should have broken: its width, and that of the frame around it."""
    areas = (each for each in seen(window) if isinstance(each, QScrollArea))
    found = []
    for area in areas:
        # Qt's own annotations say that there is always a content; there is not.
        content: QWidget | None = area.widget()
        room = area.viewport().width()
        if content is not None and area.widgetResizable() and content.width() > room + 1:
            found.append(f"{type(area).__name__}: {content.width()} in {room}")
    return found


def _frame_of(widget: QWidget, window: QWidget) -> QWidget:
    """The viewport that a widget scrolls in, else the window."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            return parent
        parent = area
    return window


def _place(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {text[:60]!r}"


# ---- a language that nobody speaks ----

_PADDING: Final = " ut enim ad minim veniam quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo"
WRAPPED: Final = re.compile("⟦[^⟦⟧]*⟧")


class Pseudo(NullTranslations):
    """A catalogue that wraps each text in ⟦…⟧ and makes it two fifths longer."""

    def gettext(self, message: str) -> str:
        length = max(2, round(0.4 * len(message)))
        return f"⟦{message}{(_PADDING * 9)[:length].rstrip()}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def left_of_wrapped(text: str) -> str:
    """What of a text stands in no brackets, so that it was never translated."""
    before = None
    while text != before:
        before, text = text, WRAPPED.sub(" ", text)
    return text
