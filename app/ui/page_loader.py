"""Pictures of pages, composed beside the window; while a new one is made the last one stays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.model.chosen_period import period_with
from app.ui import background

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import UserError
    from app.model.chosen_period import ChosenPeriod, PeriodKind
    from app.operations.pictures import Footer
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.view_state import Page, ViewState

T = TypeVar("T")

_AFTER_KEPT: Final = 150
"""Milliseconds from a kept picture, in which the window paints it undisturbed, to the work on a new one."""


class Loaded(NamedTuple):
    """A picture, and what the window around it shows.

    Attributes:
        page: which page it is of.
        picture: what that page paints.
        period: the period that it shows; None: there is nothing to show of any.
        newest_week: the newest week; the newest period of each kind holds it.
        oldest: the first day that there is anything to show of, as an ordinal.
        version: of the data from which it was made, as ``version_of`` returns it.

    """

    page: str
    picture: Any
    period: ChosenPeriod | None
    newest_week: ChosenPeriod | None
    oldest: int | None
    footer: Footer
    version: tuple[object, ...]

    def title(self) -> str:
        """Return the name of the period."""
        # A page may wrap the overview in more of its own.
        return str(getattr(self.picture, "overview", self.picture).period_title)

    def newest(self, kind: PeriodKind) -> ChosenPeriod | None:
        """Return the newest period of a kind."""
        return period_with(kind, self.newest_week.last) if self.newest_week is not None else None

    def has_earlier(self) -> bool:
        """Return whether there is anything before the period."""
        return self.period is not None and self.oldest is not None and self.period.first > self.oldest

    def has_later(self) -> bool:
        """Return whether there is a period after this one."""
        newest = self.newest(self.period.kind) if self.period is not None else None
        return self.period is not None and newest is not None and self.period.last < newest.last


def version_of(workspace: Workspace, page: Page) -> tuple[object, ...]:
    """Return what differs after each change of what a page shows, whichever process makes it."""
    own: Callable[[Workspace], object] | None = getattr(page, "version_of", None)
    return (workspace.data_version(),) if own is None else (workspace.data_version(), own(workspace))


class First(NamedTuple):
    """The picture that is painted first, and what follows it.

    Attributes:
        is_whole: nothing follows.
        was_kept: it was kept from an earlier time, so that another follows only where that differs.

    """

    loaded: Loaded
    is_whole: bool
    was_kept: bool = False


class PageLoader(QObject):
    """Loads the picture of one page at a time."""

    loaded = Signal(object)

    def __init__(self, on_error: Callable[[UserError], None], parent: QObject) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._job: background.Job | None = None
        self._then: Callable[[], None] | None = None
        self._anew: Callable[[], None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_KEPT)
        self._soon.timeout.connect(self._make_anew)

    def is_busy(self) -> bool:
        """Return whether a picture is being made, or will be at once."""
        return self._job is not None or self._soon.isActive()

    def load(self, workspace: Workspace, page: Page, state: ViewState, *, kept: bool = False) -> None:
        """Make a picture at once, in place of any other; or take one that was ``kept``, and make it anew after that."""
        self._then = None
        first = partial(_load_first, workspace, page, state, kept)
        self._start(first, partial(self._on_first, partial(_load, workspace, page, state)))

    def _start(self, work: Callable[[Progress], T], on_result: Callable[[T], None]) -> None:
        self._soon.stop()
        job = background.start(work, on_result, self._on_error, self, instead_of=self._job)
        job.ended.connect(partial(self._end, job))
        self._job = job

    def _on_first(self, whole: Callable[[Progress], Loaded], first: First) -> None:
        """Show what came first, and have the whole follow where that is more, or newer."""
        job = self._job
        self.loaded.emit(first.loaded)
        # What is shown may have had another picture begun meanwhile.
        if first.is_whole or job is not self._job:
            return
        if first.was_kept:
            self._anew = partial(self._start, whole, partial(self._on_newer, first.loaded))
            self._soon.start()
        else:
            self._start(whole, self.loaded.emit)

    def _make_anew(self) -> None:
        if self._anew is not None:
            anew, self._anew = self._anew, None
            anew()

    def _on_newer(self, shown: Loaded, loaded: Loaded) -> None:
        if loaded != shown:
            self.loaded.emit(loaded)

    def load_when_idle(self, workspace: Workspace, page: Page, state: ViewState) -> None:
        """Make a picture of newer data, after the one that is being made; else many changes would show none."""
        if not self.is_busy():
            self.load(workspace, page, state)
        else:
            self._then = partial(self.load, workspace, page, state)

    def stop(self) -> None:
        """Let no picture come any more."""
        self._then = None
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _end(self, job: background.Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if self._then is not None:
            then, self._then = self._then, None
            then()


def _load_first(
    workspace: Workspace,
    page: Page,
    state: ViewState,
    may_be_kept: bool,  # noqa: FBT001 (bound before the work begins)
    _progress: Progress,
) -> First:
    """Return a picture: one that was kept, one that stands sooner than the whole, or the whole."""
    if may_be_kept and (kept := _kept(workspace, page, state)) is not None:
        return First(kept, is_whole=False, was_kept=True)
    first_of: Callable[[Workspace, ViewState], object] | None = getattr(page, "first_picture_of", None)
    if first_of is not None:
        loaded = _made(workspace, page, state, first_of)
        if loaded.picture is not None:
            return First(loaded, is_whole=False)
    return First(picture_now(workspace, page, state), is_whole=True)


def _kept(workspace: Workspace, page: Page, state: ViewState) -> Loaded | None:
    """Return the picture of the newest week as it was kept, where that week is wanted."""
    if state.kind != "week" or state.coming:
        return None
    version = version_of(workspace, page)
    kept = workspace.kept_page(state.page)
    if kept is None or state.period not in {None, kept.period}:
        return None
    with_state: Callable[[Any, ViewState], object] | None = getattr(page, "kept_picture", None)
    picture = kept.page if with_state is None else with_state(kept.page, state)
    return Loaded(state.page, picture, kept.period, kept.period, workspace.oldest_day(), kept.footer, version)


def _load(workspace: Workspace, page: Page, state: ViewState, _progress: Progress) -> Loaded:
    return picture_now(workspace, page, state)


def picture_now(workspace: Workspace, page: Page, state: ViewState) -> Loaded:
    """Return the picture of a page as the data are now; beside the window, because it may take a while."""
    return _made(workspace, page, state, page.picture_of)


def _made(workspace: Workspace, page: Page, state: ViewState, make: Callable[[Workspace, ViewState], object]) -> Loaded:
    version = version_of(workspace, page)
    newest_week = workspace.newest_period("week")
    newest = period_with(state.kind, newest_week.last) if newest_week is not None else None
    period = state.period or newest
    picture = make(workspace, state._replace(period=period))
    return Loaded(state.page, picture, period, newest_week, workspace.oldest_day(), workspace.footer(), version)
