"""The order of the Tab key where rows come and go: that in which things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QAbstractButton, QLayout


def follow_layout(widget: QWidget) -> None:
    """Let the Tab key go through what a widget holds in the order of its layouts, new rows too."""
    before: QWidget | None = None
    for each in _stops(widget.layout()):
        if before is not None:
            QWidget.setTabOrder(before, each)
        before = each


def stop_at_chosen(buttons: Iterable[QAbstractButton]) -> None:
    """Have Tab stop at the chosen one of some buttons of which one is; Qt itself stops at the first of them."""
    for button in buttons:
        policy = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
        if policy != button.focusPolicy():
            button.setFocusPolicy(policy)


def _stops(layout: QLayout | None) -> Iterator[QWidget]:
    """Yield what the Tab key stops at."""
    for index in range(layout.count() if layout is not None else 0):
        assert layout is not None
        item = layout.itemAt(index)
        held = item.widget() if item is not None else None
        own = getattr(held, "stops", None)
        if own is not None:
            # A widget that places what it holds by itself knows their order.
            yield from own()
        elif held is None:
            yield from _stops(item.layout() if item is not None else None)
        elif held.focusPolicy() & Qt.FocusPolicy.TabFocus.value:
            yield held
        else:
            yield from _stops(held.layout())
