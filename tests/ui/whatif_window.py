"""The What-if page in a window over a real store, and what a person does there; for the tests of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.model.timezones import HomeZone, iana_zone
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background
from app.ui.main_window import MainWindow
from app.ui.pages.whatif_page import WhatIfPage
from app.ui.view_state import from_words
from tests.builders import calendar, event, guest, organizer
from tests.ui.whole_window import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.operations.stored_whatif import Board

    Opened = Callable[..., WhatIfPage]

BERLIN = iana_zone("Europe/Berlin")
ME = "me@firm.example"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
HOUR = 3600
REVIEW, SYNC, TALK, GUILD = range(4)
"""The series of the small week, in the order of the week."""


def small_week() -> bytes:
    """Ten weeks of four series: two meetings that cut a Monday to pieces, a 1:1, and somebody else's on two days."""
    today = dt.datetime.now(dt.UTC).date()
    first = today - dt.timedelta(today.weekday(), weeks=10)

    def series(uid: str, title: str, day: int, span: tuple[str, str], people: list[str], rule: str = "") -> str:
        date = first + dt.timedelta(day)
        start, end = (f"TZID=Europe/Berlin:{date:%Y%m%d}T{at}00" for at in span)
        repeats = f"RRULE:FREQ=WEEKLY;COUNT=20{rule}"
        return event(
            f"DTSTART;{start}",
            f"DTEND;{end}",
            repeats,
            f"SUMMARY:{title}",
            *people,
            uid=uid,
            stamp=f"{today:%Y%m%d}T000000Z",
        )

    def people(whose: str, count: int) -> list[str]:
        return [organizer(whose), guest(ME, "ACCEPTED"), *(guest(f"p{at}@firm.example") for at in range(count))]

    return calendar(
        series("review", "Review", 0, ("1030", "1130"), people(ME, 4)),
        series("sync", "Sync", 0, ("1400", "1430"), people("boss@firm.example", 5)),
        series("talk", "Talk", 1, ("1000", "1030"), [organizer(ME), guest(ME), guest("sam@firm.example")]),
        series("guild", "Guild", 2, ("1000", "1045"), people("boss@firm.example", 6), ";BYDAY=WE,FR"),
    )


def week_with_own_time() -> bytes:
    """The small week with two hours of one's own on Thursday mornings, and half an hour on Fridays."""
    today = dt.datetime.now(dt.UTC).date()
    first = today - dt.timedelta(today.weekday(), weeks=10)
    rows = [small_week().decode().replace("END:VCALENDAR", "").rstrip()]
    for uid, day, start, end in (("thinking", 3, "0900", "1100"), ("school", 4, "1430", "1500")):
        date = first + dt.timedelta(day)
        times = (f"DT{word};TZID=Europe/Berlin:{date:%Y%m%d}T{at}00" for word, at in (("START", start), ("END", end)))
        rows.append(
            event(*times, "RRULE:FREQ=WEEKLY;COUNT=20", f"SUMMARY:{uid}", uid=uid, stamp=f"{today:%Y%m%d}T000000Z")
        )
    return "\r\n".join([*(row.strip() for row in rows), "END:VCALENDAR", ""]).encode()


def week_with_an_invitation() -> bytes:
    """The small week, and an invitation for Thursday of next week that is not answered."""
    today = dt.datetime.now(dt.UTC).date()
    date = today - dt.timedelta(today.weekday()) + dt.timedelta(weeks=1, days=3)
    invitation = event(
        f"DTSTART;TZID=Europe/Berlin:{date:%Y%m%d}T100000",
        f"DTEND;TZID=Europe/Berlin:{date:%Y%m%d}T113000",
        "SUMMARY:Kick-off",
        organizer("boss@firm.example"),
        guest(ME, "NEEDS-ACTION"),
        guest("p1@firm.example"),
        uid="kick-off",
        stamp=f"{today:%Y%m%d}T000000Z",
    )
    rows = [small_week().decode().replace("END:VCALENDAR", "").strip(), invitation.strip(), "END:VCALENDAR", ""]
    return "\r\n".join(rows).encode()


def full_week(meetings: int = 40) -> bytes:
    """Ten weeks of so many weekly meetings of half an hour, spread over five days."""
    today = dt.datetime.now(dt.UTC).date()
    first = today - dt.timedelta(today.weekday(), weeks=10)
    stamp, found = f"{today:%Y%m%d}T000000Z", []
    for at in range(meetings):
        date, minute = first + dt.timedelta(at % 5), 9 * 60 + at // 5 * 55
        start, end = (
            f"TZID=Europe/Berlin:{date:%Y%m%d}T{each // 60:02}{each % 60:02}00" for each in (minute, minute + 30)
        )
        people = (organizer("boss@firm.example"), guest(ME, "ACCEPTED"), guest("p@firm.example"))
        rule = "RRULE:FREQ=WEEKLY;COUNT=20"
        found.append(
            event(f"DTSTART;{start}", f"DTEND;{end}", rule, f"SUMMARY:Meeting {at}", *people, uid=f"m{at}", stamp=stamp)
        )
    return calendar(*found)


def pages(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    """Gives what opens the window on the page, over a calendar file or over the folder of an earlier window."""
    workspaces: list[Workspace] = []
    windows: list[MainWindow] = []

    def open_it(data: bytes | None = None, width: int = 1280, draft: str = "") -> WhatIfPage:
        for workspace in workspaces:
            workspace.close()
        workspace = Workspace(tmp_path / "home", HomeZone(((1, BERLIN),)) if BERLIN else None)
        workspaces[:] = [workspace]
        if data is not None:
            (tmp_path / "work.ics").write_bytes(data)
            workspace.add([str(tmp_path / "work.ics")], SILENT)
        left = from_words(workspace.window_state())
        state = left._replace(page="whatif", draft=draft or left.draft)
        window = MainWindow(workspace, tmp_path / "home", state, fixed_language=True, fixed_scheme=True)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(width, 900)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        settled(window)
        (page,) = window.findChildren(WhatIfPage)
        return page

    yield open_it
    assert background.stop_all()
    for workspace in workspaces:
        workspace.close()


def window_of(page: WhatIfPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def figures(page: WhatIfPage) -> dict[str, tuple[str, str]]:
    """The figures that are shown, before and after, by name."""
    shown = [cell.figure for cell in page.figures.cells if cell.figure is not None]
    return {figure.name: (figure.before, figure.after) for figure in shown}


def edits(page: WhatIfPage) -> list[tuple[str, tuple[int, ...], int | None, int | None]]:
    return [(each.kind, each.days, each.start, each.seconds) for each in page.draft.edits]


def press(page: WhatIfPage, item: int, low: bool = False) -> QPoint:
    """Press a meeting in its middle, or at its lower edge, and return where."""
    week = page.weeks.planned
    rect = week.rect_of(item)
    point = QPoint(rect.center().x(), rect.bottom() - 2 if low else rect.center().y())
    QTest.mousePress(week, LEFT, NONE, point)
    return point


def drag(page: WhatIfPage, item: int, column: int, start: int) -> QPoint:
    """Take a meeting to a time of a day, without letting go; return where the pointer is."""
    week = page.weeks.planned
    begin = press(page, item)
    grip = begin - week.rect_of(item).topLeft()
    target = QPoint(week.place_of(column, start).x(), week.place_of(column, start).y() + grip.y())
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(week, begin + (target - begin) * share)
    return target


def board_of(page: WhatIfPage) -> Board:
    assert page.board is not None
    return page.board


def menu_of(page: WhatIfPage, item: int) -> QMenu:
    """Open the context menu of a meeting with the pointer."""
    week = page.weeks.planned
    place = week.rect_of(item).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, week.mapToGlobal(place))
    QApplication.sendEvent(week, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, words: str) -> None:
    action = next(each for each in menu.actions() if each.text() == words)
    action.trigger()
    menu.close()
