"""The start of the window: `run_window` opens the data, shows the window, and returns when it is closed."""

from __future__ import annotations

import gc
import os
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Final

from app import language
from app.errors import UserError
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from app.operations.workspace import Workspace
    from app.ui.main_window import MainWindow

    _Wish = tuple[str | None, str | None, tuple[int, int] | None]
    """Scheme, language and size, as `run_window` takes them."""

_PICTURE_WITHIN: Final = 60.0
"""Seconds within which the first picture must stand, when only that is wanted."""
_TURN: Final = 0.005
"""Seconds between two turns of the event loop while that is waited for."""
_TURNS_OF_LAYOUT: Final = 5


def run_window(
    home: Path,
    paths: Sequence[str] = (),
    *,
    until_first_paint: bool = False,
    picture: Path | None = None,
    size: tuple[int, int] | None = None,
    scheme: str | None = None,
    lang: str | None = None,
) -> int:
    """Show the window and return the exit status when it is closed.

    Args:
        home: the folder of the person's data.
        paths: what is read into it first, with the window open.
        until_first_paint: end as soon as the first picture is painted.
        picture: where what was painted is saved as a PNG image; only with ``until_first_paint``.
        size: of the window in logical pixels; None: as it was left.
        scheme: of colours; None: as the settings or the system have it.
        lang: the language that was asked for on the command line; None: as the settings or the system have it.

    Raises:
        UserError: there is no display, or the data cannot be opened.
    """
    _look_for_display()
    gc.disable()
    spare_work_of_qt()
    # Imported here so that a start without a display ends in a sentence and not in the middle of Qt.
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from app.ui import theme

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = theme.application()
    app.setApplicationName("Clearweek")
    app.setDesktopFileName("clearweek")
    before = qInstallMessageHandler(_print_message if _Debugging.is_on else _ignore_message)
    try:
        if until_first_paint:
            _paint_once(app, home, paths, picture, (scheme, lang, size))
            return 0
        return _stay(app, home, paths, (scheme, lang, size))
    finally:
        qInstallMessageHandler(before)
        _look_for_garbage_again()


def _look_for_garbage_again() -> None:
    """Have Python look for cycles of garbage, but not among what the start made: next to nothing of it goes again."""
    gc.freeze()
    gc.enable()


def _look_for_display() -> None:
    """Raise where Qt would end the process because there is no display; it cannot be asked after that."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise UserError(
            _("The window cannot be shown"),
            _("there is no display here"),
            _("clearweek overview prints the same figures"),
        )


def spare_work_of_qt() -> None:
    """Import Qt without the work that a window has no use for: a third of the time to the first picture."""
    from app.ui import quick_enums
    from app.ui.spared_imports import without_generators

    quick_enums.install()
    with without_generators():
        import PySide6.QtCore  # noqa: F401 (what is spared is spared here)


def show_faults() -> None:
    """Print what Qt has to say, and faults of ours in full, on standard error: for ``--debug``, before the start."""
    from app.ui import background

    _Debugging.is_on = True
    background.show_faults()


class _Debugging:
    is_on = False


def _print_message(_kind: object, _context: object, message: str) -> None:
    if sys.stderr is not None:
        print(f"Qt: {message}", file=sys.stderr)  # noqa: T201 (asked for by --debug)


def _ignore_message(_kind: object, _context: object, _message: str) -> None:
    """Say nothing: what Qt complains of is for us, not for a person."""


def _window(app: QApplication, workspace: Workspace, home: Path, wish: _Wish) -> MainWindow:
    from app.ui import theme
    from app.ui.main_window import MainWindow
    from app.ui.view_state import from_words

    scheme, lang, size = wish
    left = from_words(workspace.window_state())
    language.choose(lang or left.language or None)
    theme.apply(app, scheme or left.scheme or None)
    window = MainWindow(workspace, home, left, fixed_language=lang is not None, fixed_scheme=scheme is not None)
    if size is not None:
        window.resize(*size)
    return window


def _fetch_ahead(window: MainWindow) -> None:
    # Imported here because the first picture needs nothing that is fetched.
    from app.ui.ahead import Ahead

    Ahead(window)


def _paint_once(app: QApplication, home: Path, paths: Sequence[str], picture: Path | None, wish: _Wish) -> None:
    """Show the window until its first picture stands in it and everything asked for before is read."""
    from app.operations.workspace import Workspace
    from app.ui import background, theme
    from app.ui.incoming import picture_kept

    workspace = Workspace(home)
    try:
        window = _window(app, workspace, home, wish)
        try:
            window.show()
            if paths:
                window.incoming.read(list(paths))
            if not _wait_for(app, window, whole=picture is not None):
                raise UserError(_("The first picture did not come in time"), next_step=_("start again with --debug"))
            if picture is not None:
                theme.put_rules_on()
                if not window.grab().save(str(picture), "PNG"):
                    raise UserError(_("{path} could not be written").format(path=picture))
        finally:
            # Not closed, as a person would: how the window was left must stay.
            window.hide()
            window.deleteLater()
        if not window.had_stored_picture:
            picture_kept(workspace)
    finally:
        background.stop_all()
        workspace.close()


def _is_at_work(window: MainWindow) -> bool:
    """Return whether the page, or something on it that is made by itself, is still to come."""
    own = getattr(window.book.page(window.state.page), "is_busy", None)
    return window.loader.is_busy() or (own is not None and not window.is_first_start() and own())


def _wait_for(app: QApplication, window: MainWindow, *, whole: bool) -> bool:
    """Let the window paint and read until it has its picture, or all of it; False where that takes too long."""
    app.processEvents()
    deadline = time.monotonic() + _PICTURE_WITHIN
    while time.monotonic() < deadline:
        if window.has_picture() and not window.incoming.is_busy() and not (whole and _is_at_work(window)):
            break
        app.sendPostedEvents()
        app.processEvents()
        time.sleep(_TURN)
    app.processEvents()
    if whole:
        # What came last asks the parts around it, one after the other, to make room.
        for _turn in range(_TURNS_OF_LAYOUT):
            app.processEvents()
    return window.has_picture()


def _stay(app: QApplication, home: Path, paths: Sequence[str], wish: _Wish) -> int:
    from PySide6.QtCore import QTimer

    from app.operations.workspace import Workspace
    from app.ui.single_window import SingleWindow

    # Opens the folder that the lock lies in, and makes it where there is none yet.
    workspace = Workspace(home)
    single = SingleWindow(home)
    try:
        if not single.is_first():
            if single.raise_other():
                return 0
            raise UserError(
                _("Clearweek is open already"),
                _("its window does not answer"),
                _("close it, or end its process, and try again"),
            )
        window = _window(app, workspace, home, wish)
        single.raise_wanted.connect(window.come_forward)
        window.show()
        QTimer.singleShot(0, _look_for_garbage_again)
        QTimer.singleShot(0, single.listen)
        QTimer.singleShot(0, window.begin)
        QTimer.singleShot(0, partial(_fetch_ahead, window))
        if paths:
            window.incoming.read(list(paths))
        return app.exec()
    finally:
        single.end()
        workspace.close()
