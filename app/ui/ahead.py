"""What the pages need at their first visit, fetched while the person looks at the first picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

from app.operations.kept_pages import KEPT, keep_pages, state_now
from app.ui import background
from app.ui.page_book import page_class
from app.ui.page_loader import picture_now
from app.ui.view_state import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.errors import UserError
    from app.operations.kept_pages import DataState
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.main_window import MainWindow
    from app.ui.page_loader import Loaded
    from app.ui.view_state import Page, ViewState

_QUIET: Final = 400
"""Milliseconds after the last picture from which nobody is taken to be waiting for another."""


class Ahead(QObject):
    """Imports the pages, and has the workspace work out what they share and keeps.

    It begins when the window is at rest, goes on from page to page while it stays so, and begins anew with other data
    or another language. The pictures themselves are dropped: to ask for one again then takes a moment; those that take
    longest are kept for the next start, when a person may click before anything is fetched. Pages are imported here,
    one in a turn of the event loop, and their pictures made beside the window: two threads that need the same kind of
    widget for the first time would get in each other's way in Qt's bindings.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: background.Job | None = None
        self._fetched: DataState | None = None
        self._left: list[str] = []
        self._made: dict[str, Loaded] = {}
        self._soon = QTimer(self, singleShot=True, interval=_QUIET)
        self._soon.timeout.connect(self.fetch)
        window.loader.loaded.connect(lambda _loaded: self._soon.start())
        window.incoming.workspace_changed.connect(self._stop)
        self._learn: Callable[[], None] | None = _learn_kinds_of_widgets
        self._soon.start()

    def is_done(self) -> bool:
        """Return whether all pages are fetched."""
        return self._fetched is not None and self._job is None and not self._left and not self._made

    def fetch(self) -> None:
        """Fetch what is not there yet, page by page; or wait once more where the window is at work."""
        window, workspace = self._window, self._window.workspace
        if self._job is not None:
            return
        if window.loader.is_busy() or window.incoming.is_busy():
            self._soon.start()
            return
        if workspace.is_empty():
            return
        wanted = state_now(workspace)
        if wanted != self._fetched:
            self._fetched, self._left, self._made = wanted, [row.id for row in PAGES], {}
        if self._learn is not None:
            learn, self._learn = self._learn, None
            learn()
            QTimer.singleShot(0, self, self.fetch)
        elif self._left:
            name = self._left.pop(0)
            state = window.state._replace(page=name, coming=False, chosen="")
            work = partial(_fetch, workspace, page_class(name), state)
            self._job = background.start(work, self._take, _say_nothing, self)
            self._job.ended.connect(self._end)
        elif self._made and self._fetched is not None:
            made, self._made = self._made, {}
            self._job = background.start(partial(_keep, self._fetched, made), _drop, _say_nothing, self)
            self._job.ended.connect(self._end)

    def _take(self, loaded: Loaded) -> None:
        """Have what is of the newest week kept for the next start, once all pages are fetched."""
        if loaded.page in KEPT and loaded.period is not None and loaded.period == loaded.newest_week:
            self._made[loaded.page] = loaded

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self.fetch()


def _learn_kinds_of_widgets() -> None:
    """Have Python learn the kinds of widgets, as it has to before it is given one that Qt made."""
    QAbstractScrollArea().viewport()


def _fetch(workspace: Workspace, page: Page, state: ViewState, _progress: Progress) -> Loaded:
    return picture_now(workspace, page, state)


def _keep(state: DataState, made: Mapping[str, Loaded], _progress: Progress) -> None:
    # Of the Patterns page, which also knows the pattern that is open, the page alone.
    keep_pages(state, {name: getattr(each.picture, "page", each.picture) for name, each in made.items()})


def _drop(_nothing: None) -> None:
    """Take the end of the work: what was kept is read at another start."""


def _say_nothing(_error: UserError) -> None:
    """Leave it to the page to say what is wrong, when it is visited."""
