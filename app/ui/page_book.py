"""The pages that were visited so far, in one stack."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QTimer

from app.ui.view_state import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from app.ui.page_loader import Loaded
    from app.ui.view_state import Page


def page_class(name: str) -> Any:  # noqa: ANN401 (a widget and a `Page` at once)
    """Return the class of a page, which is imported now where it was not yet; in any thread."""
    module, _colon, its_class = next(row.made_by for row in PAGES if row.id == name).partition(":")
    return getattr(import_module(module), its_class)


class PageBook:
    """Makes each page at its first visit, and knows which are painted and which show tables.

    Args:
        stack: where the pages stand.
        slots: by the name of a signal, what it leads to; a page that lacks the signal is left alone.
    """

    def __init__(self, stack: QStackedWidget, slots: dict[str, Callable[..., None]]) -> None:
        self._stack = stack
        self._slots = slots
        self._pages: dict[str, QWidget] = {}
        self._painted: set[str] = set()
        self._tables: set[str] = set()
        self._coming: str | None = None

    def page(self, name: str) -> Page:
        """Return a page, which is imported and made at the first visit."""
        if name not in self._pages:
            widget: QWidget = page_class(name)(self._stack)
            for signal, slot in self._slots.items():
                if hasattr(widget, signal):
                    getattr(widget, signal).connect(slot)
            self._stack.addWidget(widget)
            self._pages[name] = widget
        return cast("Page", self._pages[name])

    def is_painted(self, name: str) -> bool:
        """Return whether a page has had a picture before."""
        return name in self._painted

    def turn_to(self, name: str, *, even_unpainted: bool = False) -> None:
        """Show a page; one without a picture yet only where nothing else is worth seeing meanwhile."""
        self._coming = None
        self.page(name)
        if name in self._painted or even_unpainted:
            self._stack.setCurrentWidget(self._pages[name])
            self._have_painted_once()

    def paint(self, loaded: Loaded, *, table: bool) -> None:
        """Paint a picture on its page, and show that page.

        At a first visit it is filled, laid out and painted in three turns of the event loop, so that what a person
        does meanwhile waits for one of them and not for all. The page before stays to be seen until the last.
        """
        self.page(loaded.page).show_picture(loaded.picture)
        self._painted.add(loaded.page)
        self.show_table(loaded.page, table=table)
        before = self._stack.currentWidget()
        if before is self._pages[loaded.page] or before not in self._pages.values():
            self.turn_to(loaded.page)
        else:
            self._coming = loaded.page
            QTimer.singleShot(0, self._stack, partial(self._lay_out, loaded.page))

    def _lay_out(self, name: str) -> None:
        """Put a page in the place of the one before, unless a person has turned to another one meanwhile."""
        if self._coming == name:
            self._stack.setUpdatesEnabled(False)
            self.turn_to(name)
            QTimer.singleShot(0, self._stack, self._let_be_seen)

    def _let_be_seen(self) -> None:
        self._stack.setUpdatesEnabled(True)
        self._have_painted_once()

    def _have_painted_once(self) -> None:
        """Have Qt paint the page that is turned to once, and not twice.

        Where updates are allowed again, as `QStackedWidget` itself does when it turns a page, Qt wants each widget
        painted by itself, and what is opaque both alone and as part of the window. A widget whose place among its
        siblings is another has to be painted with all that it holds, in one go; here nothing else depends on it.
        """
        if self._stack.isVisible() and self._stack.updatesEnabled():
            self._stack.currentWidget().lower()

    def show_table(self, name: str, *, table: bool) -> None:
        """Show tables in place of charts on a page, or charts again."""
        if (name in self._tables) != table:
            self._tables ^= {name}
            self.page(name).toggle_table()

    def choose(self, name: str, chosen: str) -> None:
        """Have a page mark what is chosen, where it marks such a thing; empty: nothing is."""
        choose = getattr(self._pages.get(name), "choose", None)
        if choose is not None:
            choose(chosen)

    def stop(self) -> None:
        """Have the pages that work beside the window by themselves end that."""
        for page in self._pages.values():
            stop = getattr(page, "stop", None)
            if stop is not None:
                stop()
