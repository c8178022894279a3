"""What every test of the window stands on: no display, the theme, and Qt's own warnings as failures."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, Final

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

_OF_THE_PLATFORM: Final = "This plugin does not support"
"""What the offscreen platform says of sizes and icons of a window, which it has no frame for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each warning of Qt fail the tests of this folder."""
    here = os.path.dirname(__file__)  # noqa: PTH120 (compared with the same text)
    for item in items:
        path: Path = item.path
        if path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(_OF_THE_PLATFORM, extend=True))


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Delete what a test has left to Qt and to Python at its end, and not in the middle of a later test.

    A window that Qt has deleted may be held by its own connections for good, and its data with it. What is then left
    stays, so that the next collection looks at what its own test has made and at nothing else.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, QObject
    from shiboken6 import isValid

    from app.ui import background

    yield
    # Word of what is still under way comes while those are there who asked for it.
    assert background.stop_all()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    for each in gc.get_objects():
        if isinstance(each, QObject) and not isValid(each):
            vars(each).clear()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def theme_applied(qapp: QApplication) -> None:
    """Give each test the light scheme, at the size of text that the system has."""
    from app.ui import theme

    if theme.wanted() != "light" or theme.scheme() != "light" or theme.text_scale() != 1.0:
        theme.apply(qapp, "light")
