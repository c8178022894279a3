"""Connected calendars, read again at the start and every so often while the window is open; quietly, if all is well."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer

from app.ui import background
from app.ui.long_work import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import UserError
    from app.model.settings import Settings
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.incoming import Incoming

_FIRST_AFTER: Final = 3_000
"""Milliseconds after the first picture, so that nothing of a start waits for a server."""
_LOOK_EVERY: Final = 60_000
"""Milliseconds between two looks at the clock: after a computer slept, one look is late, and there is one sync."""
_MINUTE: Final = 60


class Outcome(NamedTuple):
    """What a sync came to.

    Attributes:
        changed: whether events were new, changed or gone.
        troubles: what is amiss with the sources on a server, in a sentence each, by their numbers.

    """

    changed: bool
    troubles: dict[int, str]


class RegularSync(QObject):
    """Looks at the clock once a minute; a failure is said once, and again only after it was mended."""

    def __init__(self, incoming: Incoming, clock: Callable[[], float] = time.time) -> None:
        super().__init__(incoming)
        self._incoming = incoming
        self._clock = clock
        self._settings: Settings | None = None
        self._last: float | None = None
        self._job: background.Job | None = None
        self._is_first = True
        self._told: dict[int, str] = {}
        incoming.work.began.connect(self._give_way)
        incoming.settings_changed.connect(self._take)
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._first = QTimer(self, singleShot=True, interval=_FIRST_AFTER)
        self._first.timeout.connect(self.look)
        self._first.start()

    def is_due(self) -> bool:
        """Return whether the time has come, and nothing speaks against it."""
        settings = self._settings
        if settings is None or settings.offline or settings.sync_minutes <= 0:
            return False
        if self._job is not None or self._incoming.is_busy() or not self._incoming.is_open():
            return False
        now = self._clock()
        if self._last is not None and now < self._last:
            # The clock was set back: what it said before tells nothing.
            self._last = now
        return self._last is None or now - self._last >= settings.sync_minutes * _MINUTE

    def look(self) -> None:
        """Bring connected calendars up to date, if it is time."""
        if not self.is_due():
            return
        self._last = self._clock()
        work = partial(in_turn, self._incoming.work.turn, partial(_synced, self._incoming.own, self._is_first))
        self._job = background.start(work, self._show, self._fail, self)
        self._job.ended.connect(self._end)

    def _take(self, settings: Settings) -> None:
        was_off = self._settings is not None and (self._settings.offline or self._settings.sync_minutes <= 0)
        self._settings = settings
        if was_off:
            self.look()

    def _give_way(self) -> None:
        """Stop for what somebody waits for, and begin anew at the next look after it."""
        if self._job is not None:
            self._job.cancel()
            self._last = None

    def _show(self, outcome: Outcome) -> None:
        self._is_first = False
        if outcome.changed:
            self._incoming.changed.emit()
            self._incoming.keep_picture()
        news = [sentence for source, sentence in outcome.troubles.items() if self._told.get(source) != sentence]
        self._told = outcome.troubles
        self._incoming.say_failed(news)

    def _fail(self, error: UserError) -> None:
        """Say a fault of ours; what servers answer is told of each source."""
        self._incoming.show_error(error)

    def _end(self) -> None:
        self._job = None


def _synced(workspace: Workspace, is_first: bool, progress: Progress) -> Outcome:  # noqa: FBT001 (bound beforehand)
    """Bring the sources on a server up to date, and say what is amiss with them then.

    One that waits for the person (a password, signing in) is tried at the start only: asking again each hour with a
    password that is refused gets accounts locked.
    """
    from app.errors import UserError
    from app.model.remote import CONNECTION_KINDS

    connected = [row for row in workspace.sources() if row.kind in CONNECTION_KINDS]
    wanted = [row.id for row in connected if is_first or not row.needs]
    if not wanted:
        return Outcome(changed=False, troubles={row.id: row.state for row in connected if row.state})
    changed, failure = False, ""
    try:
        changed = workspace.sync(wanted, progress).changed > 0
    except UserError as error:
        # All failed; each says so of itself.
        failure = error.sentence()
    troubles = {row.id: row.state for row in workspace.sources() if row.kind in CONNECTION_KINDS and row.state}
    if failure and not troubles:
        troubles = dict.fromkeys(wanted[:1], failure)
    return Outcome(changed, troubles)
