"""A dialog of numbered steps with one question each; Back and Next stand at the right."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.buttons import button
from app.ui.plain_label import PlainLabel
from app.ui.step_line import StepLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

_RING: Final = 6
"""Room at the sides of a page, for the ring of the focus around what stands there."""
_MARGIN: Final = theme.SPACE_XL
_SHARE_OF_SCREEN: Final = 0.9


class StepPage(QWidget):
    """One step: a question as its heading, a line that says why it is asked, and what there is to choose.

    Args:
        name: in the line of steps.
        question: the heading; empty where the page has one of its own.
        lead: why it is asked, and what it is for.
    """

    def __init__(self, name: str, question: str, lead: str = "") -> None:
        super().__init__()
        self.name = name
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(_RING, 0, _RING, theme.SPACE_S)
        self.rows.setSpacing(theme.SPACE_S)
        if question:
            self.rows.addWidget(PlainLabel(question, "door", wrap=True))
        if lead:
            self.rows.addWidget(PlainLabel(lead, color="muted", wrap=True))
        if question or lead:
            self.rows.addSpacing(theme.SPACE_S)

    def close_up(self) -> None:
        """Let what stands on the page keep to its top; called once, after all is there."""
        self.rows.addStretch(1)

    def applies(self) -> bool:
        """Tell whether the step is to be shown, after what was chosen before."""
        return True

    def blocked(self) -> str:
        """Return what is still to be done before Next is on, in a sentence; empty where it is on."""
        return ""

    def problem(self) -> str:
        """Return why it cannot go on from here, in a sentence; empty where it can."""
        return ""

    def next_word(self) -> str:
        """Return what stands on the button that goes on; empty: what the dialog says of itself."""
        return ""

    def first_control(self) -> QWidget | None:
        """Return what gets the focus when the step is shown."""
        return None


class StepDialog(QDialog):
    """A dialog that goes through pages one by one."""

    def __init__(self, title: str, last_word: str, leave_word: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._last_word = last_word
        self._pages: list[StepPage] = []
        self.line = StepLine(self)
        self._stack = QStackedWidget(self)
        self.leave_button = button(leave_word, "quiet", self)
        self.why = PlainLabel(parent=self, color="problem", wrap=True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)
        self.back_button = button(_("Back"), parent=self)
        self.next_button = button(_("Next"), "main", self)
        self.next_button.setDefault(True)
        self.leave_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.go_on)
        self._back_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self, self.back)

        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(_MARGIN - _RING, _MARGIN, _MARGIN - _RING, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_XL)
        head = QHBoxLayout()
        head.setContentsMargins(_RING, 0, _RING, 0)
        head.addWidget(self.line)
        rows.addLayout(head)
        rows.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, _RING, 0)
        foot.setSpacing(theme.SPACE_S)
        foot.addWidget(self.leave_button)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        rows.addLayout(foot)

    def set_pages(self, pages: Sequence[StepPage]) -> None:
        """Take the pages in their order, and show the first."""
        self._pages = list(pages)
        for page in self._pages:
            scroll = QScrollArea(self)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidgetResizable(True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            page.close_up()
            scroll.setWidget(page)
            self._stack.addWidget(scroll)
        self.show_page(0)

    def page(self) -> StepPage:
        """Return the page that is on."""
        return self._pages[self._stack.currentIndex()]

    def show_page(self, at: int) -> None:
        """Show the page at a place."""
        self._stack.setCurrentIndex(at)
        self.settle()
        control = self.page().first_control()
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Make line and buttons say what holds now; pages call it when something was chosen."""
        shown = [page for page in self._pages if page.applies() or page is self.page()]
        self.line.show_steps([page.name for page in shown], shown.index(self.page()))
        self.back_button.setVisible(self._beside(-1) is not None)
        last = self._beside(1) is None
        self.next_button.setText(self.page().next_word() or (self._last_word if last else _("Next")))
        blocked = self.page().blocked()
        self.next_button.setDisabled(bool(blocked))
        self.why.set_color("muted")
        self.why.setText(blocked)

    def show_below_line(self, widget: QWidget) -> None:
        """Put something between the line of steps and the page."""
        self._rows.insertWidget(1, widget)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll the page to something on it that has just come."""
        area = self._stack.currentWidget()
        if isinstance(area, QScrollArea):
            # Once it has its place.
            QTimer.singleShot(0, widget, lambda: area.ensureWidgetVisible(widget, 0, theme.SPACE_L))

    def say_why(self, sentence: str) -> None:
        """Say beside the buttons why it does not go on."""
        self.why.set_color("problem")
        self.why.setText(sentence)

    def back(self) -> None:
        """Show the page before."""
        before = self._beside(-1)
        if before is not None:
            self.show_page(before)

    def go_on(self) -> None:
        """Show the next page, or finish after the last; where the page has a problem, say it."""
        problem = self.page().problem()
        if problem:
            self.say_why(problem)
            return
        following = self._beside(1)
        if following is not None:
            self.show_page(following)
        else:
            self.finish()

    @abstractmethod
    def finish(self) -> None:
        """Do what the last button says."""

    def _beside(self, step: int) -> int | None:
        at = self._stack.currentIndex() + step
        while 0 <= at < len(self._pages):
            if self._pages[at].applies():
                return at
            at += step
        return None

    def sizeHint(self) -> QSize:
        """Return a size that the steps have room in, and the screen too."""
        unit = self.fontMetrics().height()
        wanted = QSize(max(unit * 42, self.line.sizeHint().width() + 2 * _MARGIN), unit * 40)
        return wanted.boundedTo(self.screen().availableGeometry().size() * _SHARE_OF_SCREEN)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the first choice is."""
        super().showEvent(event)
        control = self.page().first_control() if self._pages else None
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
