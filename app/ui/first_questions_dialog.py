"""The first questions: one a step, each with a proposal from the data, asked once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QTimer

from app.language import _
from app.model.questions import Answers, settings_with
from app.ui import background
from app.ui.notices import Notice
from app.ui.question_pages import CalendarsPage, HoursPage, MePage, NoPeoplePage, TitlesPage
from app.ui.step_dialog import StepDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.errors import UserError
    from app.model.questions import FirstQuestions
    from app.model.settings import Settings
    from app.progress import Progress
    from app.ui.question_pages import QuestionPage

_PROGRESS_AFTER: Final = 400
"""Milliseconds before which nothing shows progress (resources/look/tokens.toml)."""


class KeepsSettings(Protocol):
    """What the dialog needs of a workspace."""

    def settings(self) -> Settings:
        """Return what was chosen so far."""

    def change_settings(self, settings: Settings, progress: Progress) -> None:
        """Keep other settings, and work the figures out anew; not in the window's thread."""


class FirstQuestionsDialog(StepDialog):
    """Asks the questions that apply, and keeps the answers when the last is given.

    Its result is `QDialog.Accepted` once the workspace has taken them.
    """

    def __init__(self, questions: FirstQuestions, workspace: KeepsSettings, parent: QWidget | None = None) -> None:
        super().__init__(_("First questions"), _("Done"), _("Later"), parent)
        self._questions = questions
        self._workspace = workspace
        self._job: background.Job | None = None
        self.question_pages = _pages(questions)
        for page in self.question_pages:
            if isinstance(page, NoPeoplePage):
                page.chosen.connect(self.settle)
        self._slow = QTimer(self, singleShot=True, interval=_PROGRESS_AFTER)
        self._slow.timeout.connect(self._show_progress)
        self.notice: Notice | None = None
        self.set_pages(self.question_pages)

    def answers(self) -> Answers:
        """Return what is chosen on all pages."""
        answers = Answers()
        for page in self.question_pages:
            answers = page.answered(answers)
        return answers

    def finish(self) -> None:
        """Keep the answers beside the window; the dialog closes when that is done."""
        settings = settings_with(self._workspace.settings(), self._questions, self.answers())
        self._wait(waiting=True)
        self._job = background.start(
            partial(_keep, self._workspace, settings), self._kept, self._not_kept, self, instead_of=self._job
        )

    def reject(self) -> None:
        """Leave the questions for later; work under way stops."""
        if self._job is not None:
            self._job.cancel()
        self._slow.stop()
        super().reject()

    def _kept(self, _nothing: None) -> None:
        self._wait(waiting=False)
        self.accept()

    def _not_kept(self, error: UserError) -> None:
        self._wait(waiting=False)
        self.say_why(error.sentence())

    def _wait(self, *, waiting: bool) -> None:
        for each in (self.next_button, self.back_button):
            each.setDisabled(waiting)
        self.page().setDisabled(waiting)
        if waiting:
            self._slow.start()
            return
        self._slow.stop()
        if self.notice is not None:
            self.notice.hide()

    def _show_progress(self) -> None:
        if self.notice is None:
            self.notice = Notice("progress", _("Working the figures out with your answers"), parent=self)
            self.show_below_line(self.notice)
        self.notice.show()


def _pages(questions: FirstQuestions) -> list[QuestionPage]:
    pages: list[QuestionPage] = []
    meetings = NoPeoplePage(questions.no_people) if questions.no_people is not None else None
    if questions.me is not None:
        pages.append(MePage(questions.me))
    if questions.calendars is not None:
        pages.append(CalendarsPage(questions.calendars))
    if meetings is not None:
        pages.append(meetings)
    if questions.hours is not None:
        pages.append(HoursPage(questions.hours))
    if questions.titles is not None:
        pages.append(TitlesPage(questions.titles, meetings))
    return pages


def _keep(workspace: KeepsSettings, settings: Settings, progress: Progress) -> None:
    workspace.change_settings(settings, progress)
