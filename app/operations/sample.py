"""The sample: an invented calendar, kept apart from the person's own data."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.operations.demo.make import write_demo_calendar

if TYPE_CHECKING:
    from app.operations.workspace import Workspace
    from app.progress import Progress

SEED: Final = 7


def add_sample(workspace: Workspace, progress: Progress, today: int | None = None) -> None:
    """Write the invented calendar of the year before today into the workspace's own folder, and bring it in.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    day = dt.date.today().toordinal() if today is None else today  # noqa: DTZ011 (the clock's day)
    path = write_demo_calendar(workspace.home, day, SEED)
    workspace.add([str(path)], progress)
