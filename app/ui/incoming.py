"""What comes into the window's data: files that are opened or dropped, the sample, answers and settings."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from app.language import _, ngettext
from app.progress import SILENT
from app.ui import background
from app.ui.long_work import LongWork
from app.ui.sample_data import open_sample, remove_sample
from app.ui.state_keeping import StateKeeping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.errors import UserError
    from app.model.questions import FirstQuestions
    from app.model.remote import NewConnection
    from app.model.settings import Settings
    from app.model.sources import Problem
    from app.operations.workspace import Workspace
    from app.operations.workspace_answers import Imported
    from app.progress import Progress
    from app.ui.add_source_dialog import Chosen
    from app.ui.notices import Notice, NoticeArea


SOURCES_PART: Final = 3
"""Where the sources stand among the parts of the settings."""


class Incoming(QObject):
    """Brings data in beside the window and says how that goes, in notices.

    Args:
        workspace: the person's own data.
        home: the folder of these data.
        window: the parent of dialogs.
    """

    changed = Signal()
    """There are other data to show: a batch has come in, or settings have changed."""
    settings_changed = Signal(object)
    """The settings as they are now."""
    workspace_changed = Signal()
    """The sample took the place of the person's own data, or gave it back."""
    _batch = Signal()

    def __init__(self, workspace: Workspace, home: Path, window: QWidget) -> None:
        super().__init__(window)
        self.workspace = workspace
        self._own = workspace
        self.home = home
        self._window = window
        self._notices: NoticeArea | None = None
        self.work = LongWork(self)
        self._keeping = StateKeeping(workspace, self.is_open, self.show_error, self)
        self._is_busy_elsewhere = False
        self._sample_notice: Notice | None = None
        self._settings_job: background.Job | None = None
        self._batch.connect(self.changed)

    def use(self, notices: NoticeArea) -> None:
        """Speak through these notices from now on."""
        self._notices, self._sample_notice = notices, None
        self.work.use(notices)

    def is_busy(self) -> bool:
        """Return whether data are coming in, here or from the settings."""
        return self.work.is_busy() or self._is_busy_elsewhere

    def is_open(self) -> bool:
        """Return whether the window is open; a closed one reads nothing any more."""
        return self._window.isVisible()

    @property
    def own(self) -> Workspace:
        """The person's own data, whatever is shown."""
        return self._own

    def is_sample(self) -> bool:
        """Return whether the sample is shown."""
        return self.workspace is not self._own

    def show_error(self, error: UserError) -> None:
        """Say what did not work."""
        if self._notices is not None:
            self._notices.add("problem", error.sentence())

    def keep(self, window_state: dict[str, str]) -> None:
        """Keep how the window was left; called when it closes. What was tried on the sample is not."""
        if self.is_sample():
            window_state = {**window_state, "draft": self._keeping.newest().get("draft", "")}
            self.workspace.close()
        self._own.keep_window_state(window_state)

    def keep_soon(self, window_state: dict[str, str]) -> None:
        """Keep how the window stands within a second, beside it; not how it stands over the sample."""
        if not self.is_sample():
            self._keeping.soon(window_state)

    def kept_draft(self) -> str:
        """Return what was tried on the data that are shown from now on: on the sample nothing yet."""
        return "" if self.is_sample() else self._keeping.newest().get("draft", "")

    def tell_what_happened(self) -> None:
        """Say what happened to the data while they were opened, such as a damaged file."""
        for sentence in self._own.told():
            if self._notices is not None:
                self._notices.add("problem", sentence)

    def keep_picture(self) -> None:
        """Have the next start paint at once, also in this language and on this day."""
        background.start(partial(picture_kept, self._own), _done, self.show_error, self)

    # ---- files ----

    def choose_files(self) -> None:
        """Ask for files in the system's own dialog."""
        # Imported here, as all dialogs are, because the first picture needs none.
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, _("Open calendars"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        calendars, everything = _("Calendars"), _("All files")
        dialog.setNameFilters([f"{calendars} (*.ics *.ical *.icalendar *.zip)", f"{everything} (*)"])
        dialog.filesSelected.connect(self.read)
        dialog.open()

    def add_source(self) -> None:
        """Ask where a calendar is to come from."""
        from app.ui.add_source_dialog import AddSourceDialog

        dialog = AddSourceDialog(self._own, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.read)
        dialog.connection_chosen.connect(self.connect_calendar)
        dialog.open()

    def read(self, paths: Sequence[str]) -> None:
        """Read files, folders and archives into the person's own data."""
        if not paths:
            return
        if self.is_sample():
            self.close_sample()
        name = Path(paths[0]).name or paths[0]
        words = _("Reading {name}").format(name=name)
        work = partial(_add, self._own, tuple(paths), self._batch.emit)
        self.work.start(words, work, self._show_imported)

    def connect_calendar(self, chosen: Chosen) -> None:
        """Read an account into the person's own data."""
        if self.is_sample():
            self.close_sample()
        words = _("Reading {name}").format(name=place_words(chosen.new))
        self.work.start(words, partial(_connect, self._own, chosen, self._batch.emit), self._show_imported)

    def read_all_again(self) -> None:
        """Bring all sources up to date, those on a server and files alike."""
        if self._own.is_empty():
            return
        if self.is_sample():
            self.close_sample()
        work = partial(_sync_all, self._own, self._batch.emit)
        self.work.start(_("Reading all calendars again"), work, self._show_read_again)

    def _show_read_again(self, imported: Imported) -> None:
        self.changed.emit()
        if self._notices is None:
            return
        if imported.failed:
            self.say_failed(imported.failed)
        else:
            self._notices.add("done", imported.sentence)
        self.keep_picture()

    def say_failed(self, sentences: Sequence[str]) -> None:
        """Say why calendars could not be brought up to date, in one notice that leads to the sources."""
        if self._notices is None or not sentences:
            return
        sentence = sentences[0]
        if len(sentences) > 1:
            count = len(sentences)
            more = ngettext(
                "{count} calendar could not be brought up to date; its data stay.",
                "{count} calendars could not be brought up to date; their data stay.",
                count,
            )
            sentence = more.format(count=count)
        self._notices.add("problem", sentence, _("Sources"), partial(self.open_settings, SOURCES_PART))

    def _show_imported(self, imported: Imported) -> None:
        self.changed.emit()
        if self._notices is None:
            return
        self._notices.add("done", imported.sentence)
        if imported.set_aside:
            count = imported.set_aside
            sentence = ngettext("{count} event was set aside.", "{count} events were set aside.", count)
            self._notices.add("notice", sentence.format(count=count), _("Show"), self._look_up_set_aside)
        background.start(_questions_of(self._own), self._offer_questions, self.show_error, self)
        self.keep_picture()

    def _look_up_set_aside(self) -> None:
        background.start(_set_aside_of(self.workspace), self._show_set_aside, self.show_error, self)

    def _show_set_aside(self, problems: Sequence[Problem]) -> None:
        from app.ui.set_aside_dialog import SetAsideDialog

        dialog = SetAsideDialog(problems, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # ---- questions and settings ----

    def _offer_questions(self, questions: FirstQuestions | None) -> None:
        if questions is None or self._notices is None or self.is_sample():
            return
        count = len(questions.ids())
        sentence = ngettext(
            "One short question makes the figures yours.", "{count} short questions make the figures yours.", count
        )
        notice = self._notices.add("done", sentence.format(count=count), _("Answer"))
        notice.acted.connect(partial(self._ask, questions, notice))

    def _ask(self, questions: FirstQuestions, notice: Notice) -> None:
        from app.ui.first_questions_dialog import FirstQuestionsDialog

        dialog = FirstQuestionsDialog(questions, self._own, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.changed)
        if self._notices is not None:
            dialog.accepted.connect(partial(self._notices.remove, notice))
        dialog.open()

    def open_settings(self, part: int = 0) -> None:
        """Show the settings of what is shown, and one of their parts."""
        from app.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.workspace, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self._on_settings)
        dialog.sources_changed.connect(self.changed)
        dialog.sources.busy.connect(self._work_elsewhere)
        dialog.finished.connect(partial(self._work_elsewhere, False))  # noqa: FBT003 (the slot of a signal)
        dialog.add_wanted.connect(self.add_source)
        dialog.traffic_wanted.connect(self.show_traffic)
        dialog.about_wanted.connect(self.show_about)
        dialog.sections.choose(part)
        dialog.open()

    def _work_elsewhere(self, is_busy: bool, *_: object) -> None:  # noqa: FBT001 (the slot of a signal)
        self._is_busy_elsewhere = is_busy
        if is_busy:
            self.work.began.emit()

    def _on_settings(self, settings: Settings) -> None:
        if self._settings_job is not None:
            self._settings_job.cancel()
        self.changed.emit()
        self.settings_changed.emit(settings)
        self.keep_picture()

    def look_at_settings(self) -> None:
        """Read the settings beside the window, and tell of them."""
        self._settings_job = background.start(
            _settings_of(self._own), self.settings_changed.emit, self.show_error, self
        )

    def keep_language(self, chosen: str) -> None:
        """Keep the language in the settings."""
        # What was read before the choice must not take it back.
        self._settings_job = background.start(
            _with_language(self._own, chosen), _done, self.show_error, self, instead_of=self._settings_job
        )

    def show_keeping(self) -> None:
        """Say how the data are kept."""
        from app.ui.keeping_dialog import KeepingDialog

        dialog = KeepingDialog(self.home, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_traffic(self) -> None:
        """List what went over the network."""
        from app.ui.traffic_dialog import TrafficDialog

        dialog = TrafficDialog(self._own.connections, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_about(self) -> None:
        """Say what the program is made of."""
        from app.ui.about_dialog import AboutDialog

        dialog = AboutDialog(self.workspace, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # ---- the sample ----

    def show_sample(self) -> None:
        """Show the sample in place of the person's own data."""
        if not self.is_sample():
            self.work.start(_("Making the sample up"), partial(open_sample, self.home), self._show_sample)

    def _show_sample(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.workspace_changed.emit()

    def say_that_it_is_the_sample(self) -> None:
        """Keep a notice that these are not the person's own data."""
        if self.is_sample() and self._notices is not None:
            sentence = _("You are looking at the sample.")
            self._sample_notice = self._notices.add("done", sentence, _("Close the sample"), self.close_sample)

    def close_sample(self) -> None:
        """Show the person's own data again, and delete the sample."""
        if not self.is_sample():
            return
        sample, self.workspace = self.workspace, self._own
        if self._sample_notice is not None and self._notices is not None:
            self._notices.remove(self._sample_notice)
            self._sample_notice = None
        self.workspace_changed.emit()
        background.start(partial(remove_sample, sample, self.home), _done, self.show_error, self)


def _done(_nothing: object) -> None:
    """Take the end of work that leaves nothing to show."""


def _add(workspace: Workspace, paths: Sequence[str], on_batch: Callable[[], None], progress: Progress) -> Imported:
    return workspace.add(paths, progress, on_batch)


def _connect(workspace: Workspace, chosen: Chosen, on_batch: Callable[[], None], progress: Progress) -> Imported:
    return workspace.connections.add(chosen.new, chosen.calendars, progress, on_batch)


def _sync_all(workspace: Workspace, on_batch: Callable[[], None], progress: Progress) -> Imported:
    return workspace.sync((), progress, on_batch)


def place_words(new: NewConnection) -> str:
    """Return what an account is called before it has a name: whose it is there, or where it is."""
    from app.model.foreign_text import visible

    place = new.place
    return visible(place.get("account") or place.get("user") or place.get("host") or new.kind, 60)


def picture_kept(workspace: Workspace, _progress: Progress = SILENT) -> None:
    """Keep the picture for the next start, unless it is kept already; this takes a moment."""
    if not workspace.is_empty() and workspace.first_picture() is None:
        workspace.keep_picture()


def _questions_of(workspace: Workspace) -> Callable[[Progress], FirstQuestions | None]:
    return lambda _progress: workspace.questions()


def _set_aside_of(workspace: Workspace) -> Callable[[Progress], tuple[Problem, ...]]:
    return lambda _progress: workspace.set_aside()


def _settings_of(workspace: Workspace) -> Callable[[Progress], Settings]:
    return lambda _progress: workspace.settings()


def _with_language(workspace: Workspace, chosen: str) -> Callable[[Progress], None]:
    # Imported here because settings lead to time zones, and the first picture needs neither.
    from dataclasses import replace

    from app.model.settings import LANGUAGES

    def change(progress: Progress) -> None:
        wanted = next((each for each in LANGUAGES if each == chosen), None)
        workspace.change_settings(replace(workspace.settings(), language=wanted), progress)

    return change
