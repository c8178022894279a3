"""What the Report page has worked out beside the window: its preview, which newer wishes supersede, and its files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui import background
from app.ui.long_work import SHOWN_AFTER

if TYPE_CHECKING:
    from app.model.report_page import Preview, ReportWish, SavedReport
    from app.operations.workspace import Workspace
    from app.progress import Progress

_QUIET: Final = 250
"""Milliseconds after the last change from which a person is taken to have chosen: each tick would begin anew else."""


class PreviewWork(QObject):
    """Makes one preview at a time, the newest that is wanted.

    Signals:
        made: the preview.
        failed: the error, where it could not be made.
        told: how far it is: done, of how many, and what is being done; told once it takes longer than one would notice.
        ended: nothing is under way any more; carries whether a person stopped it.
    """

    made = Signal(object)
    failed = Signal(object)
    told = Signal(int, object, str)
    ended = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: tuple[Workspace, ReportWish, float, Preview | None] | None = None
        self._job: background.Job | None = None
        self._last: tuple[int, int | None, str] = (0, None, "")
        self._soon = QTimer(self, singleShot=True, interval=_QUIET)
        self._soon.timeout.connect(self._start)
        self._slow = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._slow.timeout.connect(self._say)

    def is_busy(self) -> bool:
        """Return whether a preview is wanted or being made."""
        return self._soon.isActive() or self._job is not None

    def want(self, workspace: Workspace, wish: ReportWish, dots: float, kept: Preview | None) -> None:
        """Make a preview soon, in the place of any that is being made."""
        self._wanted = workspace, wish, dots, kept
        self._soon.start()

    def stop(self) -> None:
        """Let no preview come any more."""
        was_busy = self.is_busy()
        self._soon.stop()
        self._slow.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if was_busy:
            self.ended.emit(True)  # noqa: FBT003 (a signal)

    def _start(self) -> None:
        if self._wanted is None:
            return
        self._last = (0, None, "")
        job = background.start(
            partial(_previewed, *self._wanted), self.made.emit, self.failed.emit, self, instead_of=self._job
        )
        job.progressed.connect(self._hear)
        job.ended.connect(self._end)
        self._job = job
        if not self._slow.isActive():
            self._slow.start()

    def _hear(self, done: int, total: int | None, what: str) -> None:
        self._last = (done, total, what)
        if not self._slow.isActive():
            self._say()

    def _say(self) -> None:
        if self._job is not None and self._last[2]:
            self.told.emit(*self._last)

    def _end(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._slow.stop()
            if not self._soon.isActive():
                self.ended.emit(False)  # noqa: FBT003 (a signal)


def _previewed(
    workspace: Workspace, wish: ReportWish, dots: float, kept: Preview | None, progress: Progress
) -> Preview:
    # Imported here, as below, because a visit of the page shows what may be chosen first.
    from app.operations.stored_report import preview_of

    return preview_of(workspace, wish, dots, kept, progress)


def saved_report(
    workspace: Workspace, wish: ReportWish, path: str, shown: Preview | None, progress: Progress
) -> SavedReport:
    """Write the PDF; beside the window."""
    from app.operations.stored_report import save_report

    return save_report(workspace, wish, path, shown, progress)


def saved_charts(
    workspace: Workspace, wish: ReportWish, path: str, shown: Preview | None, progress: Progress
) -> SavedReport:
    """Write the charts; beside the window."""
    from app.operations.stored_report import save_charts

    return save_charts(workspace, wish, path, shown, progress)
