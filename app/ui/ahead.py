"""What the pages need at their first visit, fetched while the person looks at the first picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from app import language
from app.ui import background
from app.ui.page_book import page_class
from app.ui.page_loader import picture_now
from app.ui.view_state import PAGES

if TYPE_CHECKING:
    from app.errors import UserError
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.main_window import MainWindow
    from app.ui.view_state import ViewState

_QUIET: Final = 400
"""Milliseconds after the last picture from which nobody is taken to be waiting for another."""


class Ahead(QObject):
    """Imports the pages, and has the workspace work out what they share and keeps, beside the window.

    It begins when the window is at rest, goes on from page to page while it stays so, and begins anew with other data
    or another language. Its pictures themselves are dropped: to ask for one again then takes a moment.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: background.Job | None = None
        self._fetched: tuple[object, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=_QUIET)
        self._soon.timeout.connect(self.fetch)
        window.loader.loaded.connect(lambda _loaded: self._soon.start())
        window.incoming.workspace_changed.connect(self._stop)
        self._soon.start()

    def is_busy(self) -> bool:
        """Return whether something is being fetched."""
        return self._job is not None

    def fetch(self) -> None:
        """Fetch what is not there yet, or wait once more where the window is at work."""
        window, workspace = self._window, self._window.workspace
        if window.loader.is_busy() or window.incoming.is_busy():
            self._soon.start()
            return
        if workspace.is_empty():
            return
        wanted = (workspace, workspace.data_version(), language.current())
        if wanted == self._fetched:
            return
        self._fetched = wanted
        work = partial(_fetch, workspace, window.state)
        self._job = background.start(work, _drop, _say_nothing, self, instead_of=self._job)
        self._job.ended.connect(partial(self._end, self._job))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self, job: background.Job) -> None:
        if job is self._job:
            self._job = None


def _fetch(workspace: Workspace, state: ViewState, progress: Progress) -> None:
    for row in PAGES:
        progress.check()
        picture_now(workspace, page_class(row.id), state._replace(page=row.id, coming=False, chosen=""))


def _drop(_nothing: None) -> None:
    """Take the end of the work: what it made lies in the workspace."""


def _say_nothing(_error: UserError) -> None:
    """Leave it to the page to say what is wrong, when it is visited."""
