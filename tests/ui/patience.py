"""How long a test of the window waits for what must come: so long that no busy machine fails it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE: Final = 120_000
"""Milliseconds; what does not come at all, ends by the limit of the whole test."""
A_DAY: Final = 86_400_000
"""Milliseconds: an interval for a timer that a test drives by hand."""


class PatientBot(QtBot):
    """The robot of pytest-qt, which gives up after five seconds if it is not told otherwise."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE) -> None:
        """Wait until something holds."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        """Wait for a signal that comes of what is done inside."""
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        """Wait for several signals."""
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitActive(self, widget: Any, *, timeout: int = PATIENCE) -> Any:
        """Wait until a window is the active one."""
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE) -> Any:
        """Wait until a window is shown."""
        return super().waitExposed(widget, timeout=timeout)
