"""Work of the planner under way: what it looks for, once that takes longer than one would notice, and *Stop*."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language import _
from app.ui import background, theme
from app.ui.light_button import LightButton
from app.ui.long_work import SHOWN_AFTER
from app.ui.plain_label import PlainLabel
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from app.errors import UserError
    from app.progress import Progress

T = TypeVar("T")


class PlanWork(QWidget):
    """One piece of work at a time; another one takes its place.

    Signals:
        turned: work begins, or is over.
    """

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: background.Job | None = None
        self._enough: threading.Event | None = None
        self.words = PlainLabel("", "caption", "muted", self, wrap=True)
        self.stop = LightButton(_("Stop"), "plain", self)
        self.said = PlainLabel("", "caption", "muted", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        for part in (self.words, self.stop, self.said):
            column.addWidget(part)
            part.hide()
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._soon.timeout.connect(self._show_progress)
        self.stop.clicked.connect(self._stop)
        self.hide()

    def is_busy(self) -> bool:
        """Return whether something is under way."""
        return self._job is not None

    def start(
        self,
        words: str,
        work: Callable[[Progress], T],
        on_result: Callable[[T], None],
        *,
        enough: threading.Event | None = None,
    ) -> None:
        """Begin.

        Args:
            words: what is done, until the work itself says more.
            work: called beside the window.
            on_result: called with what came of it, unless it was stopped.
            enough: where it is given, to stop means that the best so far is taken.
        """
        self.tell("")
        self._enough = enough
        self.words.setText(words)
        self.stop.set_words(_("Stop: the best so far") if enough is not None else _("Stop"))
        self.stop.setEnabled(True)
        job = background.start(work, on_result, self._fail, self, instead_of=self._job)
        job.progressed.connect(partial(self._hear, job))
        job.ended.connect(partial(self._end, job))
        self._job = job
        self._soon.start()
        self.turned.emit()

    def cancel(self) -> None:
        """Stop what is under way; nothing comes of it."""
        if self._job is not None:
            self._job.cancel()
            self._end(self._job)

    def tell(self, sentence: str) -> None:
        """Say something; empty: say it no longer."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.setVisible(bool(sentence) or not self.words.isHidden())

    def _hear(self, job: background.Job, _done: int, _total: int | None, what: str) -> None:
        if what and job is self._job and self.stop.isEnabled():
            self.words.setText(what)

    def _show_progress(self) -> None:
        self.show()
        self.words.show()
        self.stop.show()
        follow_layout(self)

    def _stop(self) -> None:
        if self._enough is not None:
            self._enough.set()
            self.words.setText(_("Stopping; the best so far is taken."))
            self.stop.setEnabled(False)
        else:
            self.cancel()

    def _fail(self, error: UserError) -> None:
        self.tell(error.sentence())

    def _end(self, job: background.Job, *_nothing: Any) -> None:  # noqa: ANN401 (of Qt's signals)
        if job is not self._job:
            return
        self._job = None
        self._soon.stop()
        self.words.hide()
        self.stop.hide()
        self.tell(self.said.text())
        self.turned.emit()
