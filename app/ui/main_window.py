"""The window: side bar, period, notices, and the page; what a person does here changes what is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app import language
from app.language import _
from app.ui import background, theme
from app.ui.drop_target import DropTarget
from app.ui.incoming import Incoming
from app.ui.notices import NoticeArea
from app.ui.own_word_changes import OwnWordChanges
from app.ui.page_area import PageArea
from app.ui.page_book import PageBook
from app.ui.page_loader import Loaded, PageLoader, version_of
from app.ui.page_margins import margin_after, margin_of
from app.ui.page_slots import slots_of
from app.ui.pattern_changes import PatternChanges
from app.ui.period_bar import PeriodBar
from app.ui.shown_period import at_period, at_week, of_length, one_earlier, one_later
from app.ui.side_bar import SideBar, mark_icon
from app.ui.view_state import ViewState, as_words, from_words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from app.model.chosen_period import PeriodKind
    from app.model.settings import Settings
    from app.operations.workspace import Workspace
    from app.ui.first_start import FirstStart

_SIZE: Final = (1280, 820)
_LEAST: Final = (900, 620)
_WORDS_FROM: Final = 1180
"""The width of the window from which the side bar has words and the evidence a column."""
_LOOK_EVERY: Final = 2_000
"""Milliseconds between two looks at whether another process changed the data."""


class MainWindow(DropTarget):
    """The one window of the program.

    Args:
        workspace: the person's data, open.
        home: the folder of these data.
        left: how the window was left, where that was read already.
        fixed_language: whether the language was asked for at the start, so that the settings do not change it.
        fixed_scheme: the same for the scheme of colours.
    """

    def __init__(
        self,
        workspace: Workspace,
        home: Path,
        left: ViewState | None = None,
        *,
        fixed_language: bool = False,
        fixed_scheme: bool = False,
    ) -> None:
        super().__init__()
        self._fixed_language = fixed_language
        self._fixed_scheme = fixed_scheme
        self.state = left if left is not None else from_words(workspace.window_state())
        self._loaded: Loaded | None = None
        self.had_stored_picture = False
        self.first_start: FirstStart | None = None
        self._content: QWidget | None = None
        self.setWindowTitle("Clearweek")
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
        if self.state.geometry:
            from PySide6.QtCore import QByteArray

            self.restoreGeometry(QByteArray.fromHex(self.state.geometry.encode()))
        self.incoming = Incoming(workspace, home, self)
        self.dropped.connect(self.incoming.read)
        self.incoming.changed.connect(partial(self.reload, when_idle=True))
        self.incoming.workspace_changed.connect(self._on_workspace)
        self.incoming.settings_changed.connect(self._take_settings)
        self.words = OwnWordChanges(lambda: self.workspace, self.incoming.show_error, self)
        self.patterns = PatternChanges(lambda: self.workspace, self)
        for changes in (self.words, self.patterns):
            changes.changed.connect(partial(self.reload, when_idle=True))
        self.loader = PageLoader(self.incoming.show_error, self)
        self.loader.loaded.connect(self._show_loaded)
        self._look = QTimer(self, interval=_LOOK_EVERY)
        self._look.timeout.connect(self._look_for_changes)
        self._build()
        self._show_first()

    # ---- parts ----

    def _build(self) -> None:
        """Make all that has words on it; once more when the language changes."""
        self._content = QWidget(self)
        self.side_bar = SideBar(self._content)
        self.period_bar = PeriodBar(self._content)
        self.notices = NoticeArea(self._content)
        for each in (self.incoming, self.words, self.patterns):
            each.use(self.notices)
        self.area = PageArea(self.incoming.show_error, self._content, self.words)
        self.book = PageBook(self.area.pages, slots_of(self))
        self.first_start = None
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.period_bar)
        column.addWidget(self.notices)
        column.addWidget(self.area, 1)
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addLayout(column, 1)
        self.side_bar.page_wanted.connect(self.go_to)
        bar = self.period_bar
        bar.earlier_wanted.connect(self.go_earlier)
        bar.later_wanted.connect(self.go_later)
        bar.kind_wanted.connect(self._on_kind)
        bar.add_wanted.connect(self.incoming.add_source)
        bar.settings_wanted.connect(self.incoming.open_settings)
        self.area.evidence_closed.connect(lambda: self.book.choose(self.state.page, ""))
        self._arrange()
        # Now: else a picture would be laid out for the sizes that Qt begins with, and once more when it is shown.
        row.activate()
        self.area.pages.resize(self.area.size())

    # ---- what is shown ----

    @property
    def workspace(self) -> Workspace:
        """The data that are shown: the person's own, or the sample."""
        return self.incoming.workspace

    def _show_first(self) -> None:
        """Paint what was stored, at once; without it an empty frame, and the picture as soon as it is made."""
        if self.workspace.is_empty():
            self._show_first_start()
            return
        first = self.workspace.first_picture(self.state.page)
        self.had_stored_picture = first is not None
        if first is None or self.state.period is not None or self.state.coming or self.state.kind != first.period.kind:
            self.reload()
            return
        oldest, version = self.workspace.oldest_day(), self._version()
        page, period = self.state.page, first.period
        self.side_bar.choose(page)
        self._show_loaded(Loaded(page, first.page, period, period, oldest, first.footer, version))

    def _version(self) -> tuple[object, ...]:
        return version_of(self.workspace, self.book.page(self.state.page))

    def _show_first_start(self) -> None:
        if self.first_start is None:
            # Imported here because it is seen once.
            from app.ui.first_start import FirstStart

            self.first_start = FirstStart(self.area.pages)
            self.first_start.file_wanted.connect(self.incoming.choose_files)
            self.first_start.connection_wanted.connect(self.incoming.add_source)
            self.first_start.sample_wanted.connect(self.incoming.show_sample)
            self.first_start.keeping_wanted.connect(self.incoming.show_keeping)
            self.first_start.language_wanted.connect(self.choose_language)
            self.area.pages.addWidget(self.first_start)
        self.side_bar.hide()
        self.period_bar.hide()
        self.area.close_evidence()
        self.area.pages.setCurrentWidget(self.first_start)
        self._arrange()

    def _show_frame(self) -> None:
        for part in (self.side_bar, self.period_bar):
            # To show what is not hidden costs as much as to show it.
            if part.isHidden():
                part.show()
                self._arrange()
        self.side_bar.choose(self.state.page)
        self.book.turn_to(self.state.page, even_unpainted=self._loaded is None or self.is_first_start())

    def reload(self, *, when_idle: bool = False) -> None:
        """Show the page again, from the data as they are now."""
        if self.workspace.is_empty():
            self.loader.stop()
            self._show_first_start()
            return
        self._show_frame()
        at_once = partial(self.loader.load, kept=not self.book.is_painted(self.state.page))
        load = self.loader.load_when_idle if when_idle else at_once
        load(self.workspace, self.book.page(self.state.page), self.state)

    def _show_loaded(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.book.paint(loaded, table=self.state.table)
        if loaded.page == self.state.page and self.state.chosen:
            # Once: what a person then chooses there stays through later pictures.
            self.book.choose(self.state.page, self.state.chosen)
            self.state = self.state._replace(chosen="")
        self._show_period()
        self.side_bar.show_foot(*loaded.footer)

    def _show_period(self) -> None:
        loaded = self._loaded
        if loaded is not None:
            self.period_bar.show_period(
                loaded.title(), self.state.kind, earlier=loaded.has_earlier(), later=loaded.has_later()
            )

    def _change(self, state: ViewState) -> None:
        if state != self.state:
            self.state = state
            self.reload()

    def go_to(self, page: str, chosen: str = "") -> None:
        """Show a page, with a series or a person chosen on it where one is named."""
        if self.is_first_start() or (page == self.state.page and not chosen):
            return
        self.area.close_evidence()
        self._change(self.state._replace(page=page, chosen=chosen))

    def is_first_start(self) -> bool:
        """Return whether nothing was read yet, so that the three doors are shown."""
        return self.first_start is not None and self.area.pages.currentWidget() is self.first_start

    def toggle_table(self) -> None:
        """Show tables in place of charts, or charts again."""
        if self.is_first_start():
            return
        self.state = self.state._replace(table=not self.state.table)
        self.book.show_table(self.state.page, table=self.state.table)

    # ---- the period ----

    def go_earlier(self) -> None:
        """Show the period before."""
        if self._loaded is not None and not self.is_first_start():
            self._change(one_earlier(self.state, self._loaded))

    def go_later(self) -> None:
        """Show the period after."""
        if self._loaded is not None and not self.is_first_start():
            self._change(one_later(self.state, self._loaded))

    def _on_kind(self, kind: PeriodKind) -> None:
        if kind == "own":
            self._ask_for_own_period()
        elif kind != self.state.kind:
            loaded = self._loaded
            shown, newest = (loaded.period, loaded.newest(kind)) if loaded is not None else (None, None)
            self._change(of_length(self.state, shown, kind, newest))

    def _ask_for_own_period(self) -> None:
        from app.ui.own_period_dialog import OwnPeriodDialog

        loaded = self._loaded
        self._show_period()
        if loaded is not None and loaded.period is not None:
            dialog = OwnPeriodDialog(loaded.period, loaded.oldest, self)
            dialog.accepted.connect(lambda: self._change(at_period(self.state, dialog.period(), None)))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def show_coming(self, coming: bool) -> None:  # noqa: FBT001 (the slot of a signal)
        """Show the week to come, or the period again."""
        self._change(self.state._replace(coming=coming))

    def show_week(self, monday: int) -> None:
        """Show another week, named by the ordinal of its Monday."""
        if self._loaded is not None:
            self._change(at_week(self.state, monday, self._loaded.newest_week, self._loaded.oldest))

    # ---- patterns ----

    def show_pattern(self, opens: str) -> None:
        """Show the pattern whose finding a reference names ("finding:<pattern>:<last day>")."""
        self.area.close_evidence()
        self._change(self.state._replace(page="patterns", pattern=opens.split(":")[1], coming=False))

    def keep_pattern(self, pattern: str) -> None:
        """Keep which pattern is open, for the next picture and the next start."""
        self.state = self.state._replace(pattern=pattern)

    # ---- evidence ----

    def open_evidence(self, opens: str) -> None:
        """Show the events behind a figure."""
        self.area.open_evidence(self.workspace, opens)

    # ---- data ----

    def _on_workspace(self) -> None:
        self._loaded = None
        self.area.close_evidence()
        self.loader.stop()
        self.book.stop()
        self.setWindowTitle(_("Clearweek: the sample") if self.incoming.is_sample() else "Clearweek")
        self.state = self.state._replace(period=None, coming=False, draft=self.incoming.kept_draft())
        self.reload()
        self.incoming.say_that_it_is_the_sample()

    def _look_for_changes(self) -> None:
        """Show what another process has changed."""
        if self.incoming.is_busy() or self.loader.is_busy():
            return
        shown = self._loaded.version if self._loaded is not None else None
        if not (self.is_first_start() and self.workspace.is_empty()) and self._version() != shown:
            self.reload(when_idle=True)

    # ---- settings and language ----

    def begin(self) -> None:
        """Take up what can wait until the first picture stands."""
        theme.put_rules_on()
        self.setWindowIcon(mark_icon())
        # Imported here because a person presses no key before the first picture stands.
        from app.ui.window_actions import WindowActions

        self.actions_by_name = WindowActions(self)
        self._look.start()
        self.incoming.look_at_settings()
        self.incoming.tell_what_happened()
        self.incoming.keep_picture()

    def _take_settings(self, settings: Settings) -> None:
        self.state = self.state._replace(scheme=settings.scheme or "", language=settings.language or "")
        app = QApplication.instance()
        if isinstance(app, QApplication) and not self._fixed_scheme and theme.wanted() != settings.scheme:
            theme.apply(app, settings.scheme, theme.text_scale())
        if not self._fixed_language:
            before = language.current()
            language.choose(settings.language)
            if language.current() != before:
                self._build_anew()

    def choose_language(self, chosen: str) -> None:
        """Speak another language from now on, and at the next start."""
        language.choose(chosen)
        self.state = self.state._replace(language=chosen)
        self._fixed_language = False
        self._build_anew()
        self.incoming.keep_language(chosen)

    def _build_anew(self) -> None:
        self.loader.stop()
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._build()
        if self._content is not None:
            self._content.show()
        self.reload()
        self.incoming.say_that_it_is_the_sample()

    # ---- the window itself ----

    def has_picture(self) -> bool:
        """Return whether a picture, or the first start, stands in the window."""
        return self._loaded is not None or self.is_first_start()

    def come_forward(self) -> None:
        """Show the window in front of others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _arrange(self) -> None:
        if self._content is None:
            return
        self._content.setGeometry(self.rect())
        has_words = self.width() >= _WORDS_FROM
        self.side_bar.set_rail(rail=not has_words)
        self.area.set_beside(beside=has_words)
        width = self.width() - self.side_bar.width()
        margin, after = margin_of(width), margin_after(width)
        self.period_bar.set_margins(margin, after)
        # Without the period bar the notices stand at the very top.
        self.notices.set_margins(margin, after, theme.SPACE_M if self.period_bar.isHidden() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep how the window was left, and let all work end."""
        self._look.stop()
        self.hide()
        geometry = bytes(self.saveGeometry().toHex().data()).decode("ascii")
        background.stop_all()
        self.incoming.keep(as_words(self.state._replace(geometry=geometry)))
        super().closeEvent(event)
