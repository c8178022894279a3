"""What the pages need at their first visit, fetched while the person looks at the first picture."""

from __future__ import annotations

from functools import partial
from importlib import import_module
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

    _Work = Callable[[Progress], Loaded | None]
    _Piece = Callable[[], _Work | None]

_FIRST: Final = 100
"""Milliseconds after the first picture, in which the window takes up what it put off."""
_QUIET: Final = 400
"""Milliseconds after any later picture from which nobody is taken to be waiting for another."""
MODULES: Final = (
    "app.analysis.weeks",
    "app.operations.kept_history",
    "app.operations.plan",
    "app.operations.stored_whatif",
    "app.operations.stored_outcomes",
    "app.operations.team",
    "app.operations.stored_team",
    "app.operations.report_choices",
    "app.operations.stored_patterns",
    "app.operations.review",
    "app.operations.stored_patterns_page",
    "app.analysis.pattern_details",
    "app.operations.stored_series",
    "app.operations.people_answers",
)
"""What the pictures of the pages are made with: what most of them need first, then by page, those first that are not
kept, as a click finds them without a picture."""


class Ahead(QObject):
    """Imports the pages, and has the workspace work out what they share and keeps.

    It begins when the window is at rest, goes on piece by piece while it stays so, and begins anew with other data or
    another language. No piece is long, as who clicks meanwhile waits for its end: first everything is imported, then
    what the pages share is worked out, and then they are, one by one. The pictures themselves are dropped: to ask for
    one again then takes a moment; those that take longest are kept for the next start, when a person may click before
    anything is fetched. Pages are imported here, one in a turn of the event loop, and their pictures made beside the
    window: two threads that need the same kind of widget for the first time would get in each other's way in Qt's
    bindings.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: background.Job | None = None
        self._fetched: DataState | None = None
        self._left: list[_Piece] = []
        self._made: dict[str, Loaded] = {}
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.fetch)
        window.loader.loaded.connect(lambda _loaded: self._soon.start(_QUIET))
        window.incoming.workspace_changed.connect(self._stop)
        self._soon.start(_FIRST)

    def is_done(self) -> bool:
        """Return whether all pages are fetched."""
        return self._fetched is not None and self._job is None and not self._left and not self._made

    def fetch(self) -> None:
        """Fetch what is not there yet, a piece at a time; or wait once more where the window is at work."""
        window, workspace = self._window, self._window.workspace
        if self._job is not None:
            return
        if window.loader.is_busy() or window.incoming.is_busy():
            self._soon.start(_QUIET)
            return
        if workspace.is_empty():
            return
        wanted = state_now(workspace)
        if wanted != self._fetched:
            self._fetched, self._left, self._made = wanted, self._pieces(), {}
        if self._left:
            work = self._left.pop(0)()
            if work is None:
                QTimer.singleShot(0, self, self.fetch)
            else:
                self._begin(work)
        elif self._made and self._fetched is not None:
            made, self._made = self._made, {}
            self._begin(partial(_keep, self._fetched, made))

    def _pieces(self) -> list[_Piece]:
        """Return all that is to be fetched, in order; each piece does its part in this thread, and returns the rest."""
        names = [row.id for row in PAGES]
        return [
            _learn_kinds_of_widgets,
            *(partial(_import_beside, module) for module in MODULES),
            *(partial(_import_page, name) for name in names),
            partial(self._on_data, _history),
            partial(self._on_data, _patterns),
            *(partial(self._page, name) for name in names),
        ]

    def _on_data(self, work: Callable[[Workspace, ViewState, Progress], None]) -> _Work:
        return partial(work, self._window.workspace, self._window.state)

    def _page(self, name: str) -> _Work:
        state = self._window.state._replace(page=name, coming=False, chosen="")
        return partial(_fetch, self._window.workspace, page_class(name), state)

    def _begin(self, work: _Work) -> None:
        self._job = background.start(work, self._take, _say_nothing, self)
        self._job.ended.connect(self._end)

    def _take(self, loaded: Loaded | None) -> None:
        """Have what is of the newest week kept for the next start, once all pages are fetched."""
        if loaded is None or loaded.period is None:
            return
        if loaded.page in KEPT and loaded.period == loaded.newest_week:
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


def _import_page(name: str) -> None:
    page_class(name)


def _import_beside(module: str) -> _Work:
    return partial(_import_module, module)


def _import_module(module: str, _progress: Progress) -> None:
    import_module(module)


def _history(workspace: Workspace, _state: ViewState, _progress: Progress) -> None:
    workspace.history()


def _patterns(workspace: Workspace, state: ViewState, _progress: Progress) -> None:
    period = state.period or workspace.newest_period(state.kind)
    if period is not None:
        workspace.patterns(period.last)


def _fetch(workspace: Workspace, page: Page, state: ViewState, _progress: Progress) -> Loaded:
    return picture_now(workspace, page, state)


def _keep(state: DataState, made: Mapping[str, Loaded], _progress: Progress) -> None:
    # Of the Patterns page, which also knows the pattern that is open, the page alone.
    keep_pages(state, {name: getattr(each.picture, "page", each.picture) for name, each in made.items()})


def _say_nothing(_error: UserError) -> None:
    """Leave it to the page to say what is wrong, when it is visited."""
