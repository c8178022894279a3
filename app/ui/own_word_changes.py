"""What the person says themselves in the window: *Not so*, rules on series; told in a notice, undone with one step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.language import _
from app.ui import background
from app.ui.journal_changes import JournalChanges
from app.ui.long_work import LongWork
from app.ui.table_saving import TableSaving
from app.ui.team_changes import TeamChanges

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.errors import UserError
    from app.model.preferences import SeriesRule
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.name_people_dialog import PersonChange
    from app.ui.notices import NoticeArea


class OwnWordChanges(QObject):
    """Changes what the person has said, and says so in a notice that can undo it.

    Args:
        workspace: gives the data that are shown now.
        on_error: told what did not work.
        window: the parent of dialogs.
    """

    changed = Signal()
    """There are other figures to show."""

    def __init__(
        self, workspace: Callable[[], Workspace], on_error: Callable[[UserError], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._on_error = on_error
        self._notices: NoticeArea | None = None
        self._work = LongWork(self)
        self.journal = JournalChanges(workspace, on_error, window)
        self.journal.changed.connect(self.changed)
        self.tables = TableSaving(workspace, window)
        self.team = TeamChanges(workspace, window)
        self.team.changed.connect(self.changed)

    def use(self, notices: NoticeArea) -> None:
        """Speak through these notices from now on."""
        self._notices = notices
        self._work.use(notices)
        self.journal.use(notices)
        self.tables.use(notices)
        self.team.use(notices)

    def say_not_so(self, pattern: str, reason: str) -> None:
        """Refuse a pattern as a whole; the card itself offers to undo it, so no notice does."""
        work = partial(_say_not_so, self._workspace(), pattern, _(reason))
        background.start(work, self._quietly, self._on_error, self)

    def bring_back(self, pattern: str) -> None:
        """Take the refusal of a pattern back."""
        background.start(partial(_bring_back, self._workspace(), pattern), self._quietly, self._on_error, self)

    def take_back(self, number: int) -> None:
        """Take one thing back that holds, by its number in the list."""
        self._work.start(_("Keeping that"), partial(_take_back, self._workspace(), number), self._tell)

    def set_rule(self, uid: str, title: str, rule: str) -> None:
        """Say what a series counts as; empty: what the rules of METRICS.md say."""
        work = partial(_set_rule, self._workspace(), uid, title, rule)
        self._work.start(_("Counting all figures anew"), work, self._tell)

    def review(self, uid: str, title: str) -> None:
        """Note that a series was looked at today."""
        self._work.start(_("Keeping that"), partial(_review, self._workspace(), uid, title), self._tell)

    def merge(self, uid: str, into: str, title: str) -> None:
        """Count a series as another that looks like it."""
        self._work.start(
            _("Counting all figures anew"), partial(_merge, self._workspace(), uid, into, title), self._tell
        )

    def slots(self) -> dict[str, Callable[..., None]]:
        """Return what the signals of pages lead to, by their names."""
        return {
            "not_so": self.say_not_so,
            "brought_back": self.bring_back,
            "rule_wanted": self.set_rule,
            "review_wanted": self.review,
            "merge_wanted": self.merge,
            "people_named": self.name_people,
            "journal_wanted": self.journal.ask,
            "tables_wanted": self.tables.ask,
            "team_wanted": self.team.ask,
        }

    def name_people(self, changes: Sequence[PersonChange]) -> None:
        """Name people for the face-time audit, and take others out of it; one step undoes all of it."""
        if changes:
            work = partial(_name_people, self._workspace(), changes)
            self._work.start(_("Keeping that"), work, partial(self._tell, steps=len(changes)))

    def undo(self, steps: int = 1) -> None:
        """Undo the newest things that were said."""
        self._work.start(_("Undoing that"), partial(_undo, self._workspace(), steps), self._tell_without_undo)

    def _quietly(self, _sentence: str) -> None:
        self.changed.emit()

    def _tell(self, sentence: str, steps: int = 1) -> None:
        self.changed.emit()
        if self._notices is not None and sentence:
            notice = self._notices.add("done", sentence, _("Undo"))
            notice.acted.connect(partial(self._notices.remove, notice))
            notice.acted.connect(lambda: self.undo(steps))

    def _tell_without_undo(self, sentence: str) -> None:
        self.changed.emit()
        if self._notices is not None:
            self._notices.add("done", sentence)


def _say_not_so(workspace: Workspace, pattern: str, reason: str, _progress: Progress) -> str:
    # Imported here, as below, because the first picture says nothing.
    from app.operations.own_word import say_not_so

    return say_not_so(workspace, pattern, reason)


def _bring_back(workspace: Workspace, pattern: str, _progress: Progress) -> str:
    from app.model.own_word import NotSo
    from app.operations.own_word import list_words, take_back

    for number, word, __ in list_words(workspace):
        if isinstance(word, NotSo) and word.pattern == pattern and word.uid is None:
            return take_back(workspace, number)
    return ""


def _take_back(workspace: Workspace, number: int, progress: Progress) -> str:
    from app.operations.own_word import take_back

    return take_back(workspace, number, progress)


def _set_rule(workspace: Workspace, uid: str, title: str, rule: str, progress: Progress) -> str:
    from app.model.preferences import SERIES_RULES
    from app.operations.own_word import set_rule

    chosen: SeriesRule | None = next((each for each in SERIES_RULES if each == rule), None)
    return set_rule(workspace, uid, title, chosen, progress)


def _merge(workspace: Workspace, uid: str, into: str, title: str, progress: Progress) -> str:
    from app.operations.own_word import merge

    return merge(workspace, (uid, title), (into, title), progress)


def _review(workspace: Workspace, uid: str, title: str, _progress: Progress) -> str:
    from app.operations.kept_history import today_of
    from app.operations.own_word import review_series

    return review_series(workspace, uid, title, today_of(workspace.preferences()))


def _name_people(workspace: Workspace, changes: Sequence[PersonChange], _progress: Progress) -> str:
    from app.operations.own_word import name_person, unname_person

    told = [
        name_person(workspace, each.address, each.name, each.group)
        if each.named
        else unname_person(workspace, each.address)
        for each in changes
    ]
    return " ".join(told)


def _undo(workspace: Workspace, steps: int, progress: Progress) -> str:
    from app.operations.own_word import undo

    return " ".join([undo(workspace, progress) for _step in range(steps)])
