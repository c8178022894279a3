"""The Report page: at the left what goes in, at the right the pages as they will be printed, below what saves them."""

from __future__ import annotations

import datetime as dt
import os
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QLocale, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language import _
from app.model.chosen_period import period_with
from app.ui import background, report_files, theme
from app.ui.buttons import button
from app.ui.notices import Notice
from app.ui.page_margins import margin_of, widest_of
from app.ui.plain_label import PlainLabel
from app.ui.report_options import ReportOptions
from app.ui.report_preview import ReportPreview
from app.ui.report_side import ReportSide
from app.ui.report_work import PreviewWork, saved_charts, saved_report
from app.ui.sentence import OVERSHOOT
from app.ui.switch import Switch
from app.ui.tab_order import stop_at_chosen
from app.ui.text_lines import TEXT_CHANGES
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from app.model.report_page import PaperId, Preview, ReportWish, SavedReport
    from app.model.report_page import ReportPage as Page
    from app.operations.workspace import Workspace
    from app.ui.view_state import ViewState

_SIDE: Final = 288
_SIDE_IN_LETTERS: Final = 34
_BESIDE_FROM: Final = 900
"""The width of the content from which what goes in stands beside the pages, at the usual size of text."""
_WHOLE, _WIDE = 0, 1
"""The places of the two ways to show a page."""
_SHARPER_FROM: Final = 0.02
"""How much more or less pixels an inch have to be for the pages to be set anew."""


class ReportPicture(NamedTuple):
    """What the page paints, and whose data the preview is made of."""

    workspace: Workspace
    page: Page
    paper: PaperId

    @property
    def period_title(self) -> str:
        """Return the name of the period."""
        return self.page.period_title


class ReportPage(QWidget):
    """The page; the pages of the report scroll, and what goes in stays beside them.

    Signals:
        evidence_wanted: never sent: what is printed opens nothing.
        failed: the report could not be made or saved; carries the error.
    """

    evidence_wanted = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.put_rules_on()
        self._picture: ReportPicture | None = None
        self._shown: Preview | None = None
        self._is_due = False
        self._is_stale = True
        self._folder = ""
        self._has_zoomed = False
        self._saving: background.Job | None = None
        self.work = PreviewWork(self)
        self._main = QWidget(self)
        self.preview = ReportPreview(self._main)
        self._foot = QWidget(self._main)
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        main.addWidget(self.preview, 1)
        main.addWidget(self._foot)
        self.options = ReportOptions()
        self.side = ReportSide(self.options, self)
        self._is_beside = True
        self._is_open = False
        self._make_foot()
        self.setAccessibleName(_("Report"))
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_sheet)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._connect()

    def _make_foot(self) -> None:
        self.progress = Notice("progress", "", _("Stop"), self._foot)
        self.stopped = Notice("notice", _("The preview was stopped."), _("Show it"), self._foot)
        self.saved = report_files.Saved(self._foot)
        self.save = button(_("Save as PDF…"), "main", self._foot)
        self.charts = button(_("Save the charts…"), "", self._foot)
        self.open_sheet = button(_("What goes in…"), "", self._foot)
        self.zoom = Switch(_("How large the pages are"), (_("Whole pages"), _("Page width")), self._foot)
        self.zoom.choose(_WHOLE)
        self.where = PlainLabel("", "caption", "muted", self._foot)
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(OVERSHOOT, theme.SPACE_S, OVERSHOOT, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        for strip in (self.progress, self.stopped, self.saved):
            strip.hide()
            column.addWidget(strip)
        self._row = row = WrappingRow()
        for each in (self.save, self.charts, self.open_sheet, self.zoom, self.where):
            row.addWidget(each)
        column.addLayout(row)

    def _connect(self) -> None:
        self.options.changed.connect(self._on_choice)
        self.work.made.connect(self._show_preview)
        self.work.failed.connect(self._on_failed)
        self.work.told.connect(self._show_progress)
        self.work.ended.connect(self._on_ended)
        self.progress.acted.connect(self.work.stop)
        self.stopped.acted.connect(self._ask)
        self.stopped.closed.connect(self.stopped.hide)
        self.saved.failed.connect(self.failed)
        self.save.clicked.connect(self._ask_for_file)
        self.charts.clicked.connect(self._ask_for_folder)
        self.open_sheet.clicked.connect(self.show_sheet)
        self.side.close_button.clicked.connect(self.close_sheet)
        self.zoom.chosen.connect(self._on_zoom)
        self.preview.turned.connect(self._show_where)
        self.preview.resized.connect(self._look_how_sharp)

    # ---- what the window asks ----

    @staticmethod
    def picture_of(workspace: Workspace, state: ViewState) -> ReportPicture:
        """Return what the page paints at once; called beside the window."""
        # Imported here because the other pages need nothing of a report.
        from app.operations.report_choices import report_page_of, usual_paper

        period = state.period or workspace.newest_period(state.kind)
        if period is None:
            period = period_with(state.kind, dt.datetime.now().astimezone().date().toordinal())
        places = [os.environ.get(name, "") for name in ("LC_ALL", "LC_PAPER", "LANG")]
        paper = usual_paper([*places, QLocale.system().name()])
        return ReportPicture(workspace, report_page_of(workspace, period), paper)

    @staticmethod
    def version_of(workspace: Workspace) -> tuple[int, int]:
        """Return what differs after each change of the journal, which a report holds too."""
        return workspace.journal_version()

    def show_picture(self, picture: ReportPicture) -> None:
        """Paint another picture at once, and have the pages follow."""
        self._picture = picture
        self.preview.show_page(picture.page)
        self.options.show_page(picture.page, picture.paper)
        is_known = not picture.page.unknown
        for each in (self.save, self.charts, self.zoom, self.open_sheet):
            each.setEnabled(is_known)
        self._is_stale = True
        if is_known:
            self._ask()
        else:
            self._shown = None
            self.work.stop()
            self.stopped.hide()
        self._order_tab_stops()
        self._arrange()

    def toggle_table(self) -> None:
        """Change nothing: the pages are shown as they will be printed, where each chart has its words beside it."""

    def is_busy(self) -> bool:
        """Return whether the pages are being made."""
        return self.work.is_busy()

    def stop(self) -> None:
        """Let nothing come any more of the data that are shown."""
        self.work.stop()
        self.stopped.hide()
        if self._saving is not None:
            self._saving.cancel()

    # ---- the preview ----

    def _ask(self) -> None:
        """Have the pages made, once the page is seen."""
        self.stopped.hide()
        wish = self.options.wish()
        self._is_due = not self.isVisible()
        if self._is_due or self._picture is None or wish is None or self._picture.page.unknown:
            return
        self.work.want(self._picture.workspace, wish, self.preview.wanted(wish.paper).dots, self._shown)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the pages made that were asked for before."""
        super().showEvent(event)
        self._arrange()
        if self._is_due:
            self._ask()

    def _on_choice(self) -> None:
        self._is_stale = True
        self._ask()

    def _show_preview(self, preview: Preview) -> None:
        self._shown = preview
        self._is_stale = preview.wish != self.options.wish()
        self.preview.show_preview(preview)
        self._look_how_sharp()

    def _look_how_sharp(self) -> None:
        """Have the pages set anew where they stand in another size than they were set for."""
        shown = self._shown
        if shown is None or self.work.is_busy():
            return
        wanted = self.preview.wanted(shown.wish.paper).dots
        if abs(wanted / shown.dots - 1) > _SHARPER_FROM:
            self._ask()

    def _show_progress(self, done: int, total: int | None, what: str) -> None:
        self.progress.say(what)
        self.progress.bar.show_share(done, total)
        self.progress.show()

    def _on_ended(self, stopped: bool) -> None:  # noqa: FBT001 (the slot of a signal)
        had_focus = self.progress.action.hasFocus()
        self.progress.hide()
        self.stopped.setVisible(stopped)
        if had_focus:
            theme.give_focus(self.stopped.action if stopped else self.preview)

    def _on_failed(self, error: object) -> None:
        self.stopped.show()
        self.failed.emit(error)

    def _on_zoom(self, place: int) -> None:
        self._has_zoomed = True
        self._zoom_to(place)

    def _zoom_to(self, place: int) -> None:
        stop_at_chosen(self.zoom.choices())
        self.preview.set_whole(whole=place == _WHOLE)
        self._look_how_sharp()

    def _show_where(self, at: int) -> None:
        sheets = self.preview.sheets.sheets
        self.where.setText(sheets[at].accessibleName() if 0 <= at < len(sheets) else "")

    # ---- files ----

    def _ask_for_file(self) -> None:
        if self._picture is not None:
            report_files.ask_for_file(self._picture.page.name, self._folder, self, self.save_to)

    def _ask_for_folder(self) -> None:
        report_files.ask_for_folder(self._folder, self, self.save_charts_to)

    def save_to(self, path: str) -> None:
        """Write the report as PDF into a file."""
        self._folder = str(Path(path).parent)
        self._write(saved_report, path)

    def save_charts_to(self, path: str) -> None:
        """Write the charts into a new folder within one."""
        self._folder = path
        self._write(saved_charts, path)

    def _write(self, work: Callable[..., SavedReport], path: str) -> None:
        wish: ReportWish | None = self.options.wish()
        if self._picture is None or wish is None or self._picture.page.unknown:
            return
        self.saved.hide()
        shown = None if self._is_stale else self._shown
        writing = partial(work, self._picture.workspace, wish, path, shown)
        self._saving = background.start(writing, self.saved.show_saved, self.failed.emit, self, instead_of=self._saving)

    # ---- arrangement ----

    def show_sheet(self) -> None:
        """Show what goes in over the pages, where the window is narrow."""
        self._is_open = True
        self._arrange()
        self.side.raise_()
        theme.give_focus(self.side.close_button)

    def close_sheet(self) -> None:
        """Take the sheet away."""
        if self._is_open:
            had_focus = self.side.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
            self._is_open = False
            self._arrange()
            if had_focus:
                theme.give_focus(self.open_sheet)

    def _order_tab_stops(self) -> None:
        """Have Tab go from what goes in to the pages, and on to what saves them."""
        stops: list[QWidget] = [self.side.close_button, *self.options.stops(), self.preview, self.progress.action]
        stops += [self.stopped.action, self.stopped.close_button]
        stops += [self.saved.file, self.saved.folder, self.saved.close_button]
        stops += [self.save, self.charts, self.open_sheet, *self.zoom.choices()]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything in the new room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text and the direction."""
        super().changeEvent(event)
        if event.type() in {*TEXT_CHANGES, QEvent.Type.LayoutDirectionChange}:
            self._arrange()

    def _arrange(self) -> None:
        margin = margin_of(self.width())
        room = min(self.width() - 2 * margin, widest_of(self.width()))
        if room < 1:
            return
        side = max(_SIDE, _SIDE_IN_LETTERS * self.fontMetrics().averageCharWidth())
        self._is_beside = room >= max(_BESIDE_FROM, 3 * side)
        is_sheet = not self._is_beside
        self._is_open = self._is_open and is_sheet
        self.open_sheet.setVisible(is_sheet)
        self._escape.setEnabled(self._is_open)
        if not self._has_zoomed and self.zoom.place() != int(is_sheet):
            # In a narrow window a whole page is too small to be read.
            self.zoom.choose(_WIDE if is_sheet else _WHOLE)
            self._zoom_to(self.zoom.place())
        self.side.set_sheet(is_sheet=is_sheet)
        self.side.setVisible(self._is_beside or self._is_open)
        before = side + theme.SPACE_XL - OVERSHOOT if self._is_beside else 0
        main = QRect(margin - OVERSHOOT + before, 0, room + 2 * OVERSHOOT - before, self.height())
        place = QRect(margin, 0, side, self.height())
        if is_sheet:
            # What saves the report stays to be seen below.
            foot = self._foot.heightForWidth(main.width())
            place = QRect(margin, 0, min(side + 4 * theme.SPACE_M, room), self.height() - foot)
        self.options.fit(place.width() - (2 * theme.SPACE_M if is_sheet else 0) - self._scroll_bar())
        row = self._row.heightForWidth(main.width() - 2 * OVERSHOOT)
        self.preview.set_height(self.height() - row - theme.SPACE_S - theme.SPACE_M)
        for widget, rect in ((self.side, place), (self._main, main)):
            if self.isRightToLeft():
                rect.moveLeft(self.width() - rect.right() - 1)
            widget.setGeometry(rect)

    def _scroll_bar(self) -> int:
        return self.side.area.verticalScrollBar().sizeHint().width()
