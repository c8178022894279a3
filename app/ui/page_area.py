"""The place of the pages, and of the evidence beside them; in a narrow window the evidence lies over the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui import background, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShortcut

    from app.errors import UserError
    from app.model.evidence import Evidence
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.evidence_panel import EvidencePanel
    from app.ui.own_word_changes import OwnWordChanges

_PANEL: Final = 284
_WIDE_PANEL: Final = 380
_SHEET: Final = 440
_LETTERS: Final = 36
"""Of the panel's text, which it has room for at every size of text."""
_WIDE: Final = 1600
"""The width of a window from which the panel is the wider one."""


class PageArea(QWidget):
    """The pages, and the panel with the events behind a figure."""

    evidence_closed = Signal()

    def __init__(
        self,
        on_error: Callable[[UserError], None],
        parent: QWidget | None = None,
        words: OwnWordChanges | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._opens = ""
        if words is not None:
            words.changed.connect(self._open_again)
        self.pages = QStackedWidget(self)
        self.panel: EvidencePanel | None = None
        self._on_error = on_error
        self._workspace: Workspace | None = None
        self._job: background.Job | None = None
        self._is_beside = True
        self._came_from: QWidget | None = None
        self._escape: QShortcut | None = None

    # ---- evidence ----

    def open_evidence(self, workspace: Workspace, opens: str) -> None:
        """Show the events behind a figure."""
        self._workspace, self._opens = workspace, opens
        panel = self._made()
        if not panel.isVisibleTo(self):
            self._came_from = self.focusWidget()
        panel.show()
        panel.show_waiting()
        if self._escape is not None:
            self._escape.setEnabled(True)
        self._arrange()
        self._job = background.start(
            partial(_evidence, workspace, opens), self._show_evidence, self._fail, self, instead_of=self._job
        )

    def close_evidence(self) -> None:
        """Take the panel away, and give the focus back to where it was opened from."""
        if self.panel is None or not self.panel.isVisibleTo(self):
            return
        if self._job is not None:
            self._job.cancel()
        had_focus = self.panel.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.panel.hide()
        if self._escape is not None:
            self._escape.setEnabled(False)
        self._arrange()
        if had_focus and self._came_from is not None and self._came_from.isVisible():
            theme.give_focus(self._came_from)
        self._came_from = None
        self.evidence_closed.emit()

    def is_evidence_open(self) -> bool:
        """Return whether the panel is there."""
        return self.panel is not None and self.panel.isVisibleTo(self)

    def _made(self) -> EvidencePanel:
        if self.panel is None:
            # Imported here because the first picture needs no panel.
            from PySide6.QtGui import QKeySequence, QShortcut

            from app.ui.evidence_panel import EvidencePanel

            self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_evidence)
            self.panel = EvidencePanel(self)
            self.panel.hide()
            self.panel.closed.connect(self.close_evidence)
            self.panel.evidence_wanted.connect(self._open_further)
            self.panel.source_wanted.connect(self._open_source)
            if self._words is not None:
                self.panel.rule_wanted.connect(self._words.set_rule)
        return self.panel

    def _show_evidence(self, evidence: Evidence) -> None:
        if self.panel is not None:
            self.panel.show_evidence(evidence)
            target = self.panel.list if evidence.rows else self.panel.close_button()
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_further(self, opens: str) -> None:
        if self._workspace is not None:
            self.open_evidence(self._workspace, opens)

    def _open_again(self) -> None:
        """Show the events that are open as they are now, after the person has said what a series counts as."""
        if self._workspace is not None and self.is_evidence_open():
            self._job = background.start(
                partial(_evidence, self._workspace, self._opens), self._renew, self._fail, self, instead_of=self._job
            )

    def _renew(self, evidence: Evidence) -> None:
        if self.panel is not None:
            place = self.panel.list.currentIndex().row()
            self.panel.show_evidence(evidence)
            self.panel.list.setCurrentIndex(self.panel.list.model().index(place, 0))

    def _open_source(self, occurrence: str) -> None:
        if self._workspace is not None:
            self._job = background.start(
                partial(_source, self._workspace, occurrence),
                self._show_source,
                self._on_error,
                self,
                instead_of=self._job,
            )

    def _show_source(self, text: str) -> None:
        if self.panel is not None:
            self.panel.show_source(text)

    def _fail(self, error: UserError) -> None:
        self.close_evidence()
        self._on_error(error)

    # ---- arrangement ----

    def set_beside(self, *, beside: bool) -> None:
        """Let the panel stand beside the page, or lie over it."""
        if beside != self._is_beside:
            self._is_beside = beside
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the page and the panel."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        whole = self.rect()
        if self.panel is None or not self.panel.isVisibleTo(self):
            self.pages.setGeometry(whole)
            return
        letters = _LETTERS * self.fontMetrics().averageCharWidth()
        if self._is_beside:
            wanted = _WIDE_PANEL if self.window().width() >= _WIDE else _PANEL
            width = min(max(wanted, letters), whole.width() // 2)
            right, top, bottom, taken = theme.SPACE_XXL, theme.SPACE_XS, theme.SPACE_XL, width + theme.SPACE_XXL - 8
        else:
            width = min(max(_SHEET, letters), whole.width() - theme.SPACE_XXL)
            right, top, bottom, taken = theme.SPACE_S, 0, theme.SPACE_S, 0
        panel = QRect(whole.width() - right - width, top, width, whole.height() - top - bottom)
        pages = QRect(0, 0, whole.width() - taken, whole.height())
        if self.isRightToLeft():
            panel.moveLeft(right)
            pages.moveLeft(taken)
        self.pages.setGeometry(pages)
        self.panel.setGeometry(panel)
        self.panel.raise_()


def _evidence(workspace: Workspace, opens: str, _progress: Progress) -> Evidence:
    return workspace.evidence(opens)


def _source(workspace: Workspace, occurrence: str, _progress: Progress) -> str:
    return workspace.source_text(occurrence)
