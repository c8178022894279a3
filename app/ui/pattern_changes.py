"""Numbers of rules, experiments and meeting hours that a person changes on a page: told in a notice, undone from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.language import _
from app.ui.long_work import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.notices import NoticeArea


class _Changed(NamedTuple):
    """What a change came to: a sentence, and what undoes it."""

    sentence: str
    undo: Callable[[Progress], _Changed] | None


class PatternChanges(QObject):
    """Changes one thing at a time.

    Args:
        workspace: gives the data that are shown now.
    """

    changed = Signal()
    """There is something else to show."""

    def __init__(self, workspace: Callable[[], Workspace], parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._notices: NoticeArea | None = None
        self._work = LongWork(self)

    def use(self, notices: NoticeArea) -> None:
        """Speak through these notices from now on."""
        self._notices = notices
        self._work.use(notices)

    def set_number(self, name: str, value: object) -> None:
        """Give a number of a rule another value, as it is shown; None: the default again."""
        shown = float(value) if isinstance(value, int | float) else None
        work = partial(_set_number, self._workspace(), name, shown)
        self._work.start(_("Counting all figures anew"), work, self._tell)

    def set_budget(self, seconds: object) -> None:
        """Set other meeting hours for a week, in seconds; None: none."""
        hours = seconds if isinstance(seconds, int) else None
        self._work.start(_("Keeping that"), partial(_set_budget, self._workspace(), hours), self._tell)

    def try_out(self, change: str, measure: str) -> None:
        """Note an experiment that begins today."""
        work = partial(_try_out, self._workspace(), change, measure)
        self._work.start(_("Keeping that"), work, self._tell)

    def _tell(self, done: _Changed) -> None:
        self.changed.emit()
        if self._notices is None or not done.sentence:
            return
        notice = self._notices.add("done", done.sentence, _("Undo") if done.undo is not None else "")
        if done.undo is not None:
            notice.acted.connect(partial(self._notices.remove, notice))
            notice.acted.connect(partial(self._work.start, _("Undoing that"), done.undo, self._tell))


def _set_number(workspace: Workspace, name: str, shown: float | None, progress: Progress) -> _Changed:
    # Imported here, as below, because the first picture changes nothing.
    from app.operations.rule_numbers import set_number

    done = set_number(workspace, name, shown, progress)
    return _Changed(done.sentence, partial(_put_back, workspace, name, done.before))


def _put_back(workspace: Workspace, name: str, before: float | None, progress: Progress) -> _Changed:
    from app.operations.rule_numbers import put_back

    return _Changed(put_back(workspace, name, before, progress).sentence, None)


def _set_budget(workspace: Workspace, seconds: int | None, progress: Progress) -> _Changed:
    from app.operations.plan import set_budget

    done = set_budget(workspace, seconds, progress)
    return _Changed(done.text, partial(_put_budget_back, workspace, done.before))


def _put_budget_back(workspace: Workspace, before: int | None, progress: Progress) -> _Changed:
    return _set_budget(workspace, before, progress)._replace(undo=None)


def _try_out(workspace: Workspace, change: str, measure: str, _progress: Progress) -> _Changed:
    from app.operations.rule_numbers import try_out

    told = try_out(workspace, change, measure)
    return _Changed(told.sentence, partial(_undo_experiment, workspace, told.change))


def _undo_experiment(workspace: Workspace, change: int, _progress: Progress) -> _Changed:
    from app.operations.journal_requests import undo_told

    undo_told(workspace, change)
    return _Changed(_("The experiment is gone."), None)
