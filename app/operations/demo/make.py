"""A generated year to look at: made, written to a folder for throwing away, and analysed like any other calendar."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import UserError, why_not
from app.language import _
from app.model.preferences import Preferences
from app.model.timezones import HomeZone, iana_zone
from app.operations.demo.year import demo_year
from app.operations.one_off import Question, analysis_of, today_in
from app.progress import SILENT

if TYPE_CHECKING:
    from app.model.analysis import Analysis
    from app.progress import Progress

WEEKS = 52
_FILE = "clearweek-demo.ics"


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo's calendar file and what it comes to."""

    calendar: Path
    analysis: Analysis


def make_demo(today: int | None, seed: int, folder: Path | None, progress: Progress = SILENT) -> Demo:
    """Make up the year before ``today`` (an ordinal, None: the clock's) and analyse its 52 weeks.

    Raises:
        UserError: when the folder cannot be written.

    """
    berlin = iana_zone("Europe/Berlin")
    preferences = Preferences(zone=HomeZone(((1, berlin),))) if berlin else Preferences()
    day = today if today is not None else today_in(preferences)
    monday = day - (day - 1) % 7
    path = write_demo_calendar(folder, day, seed)
    question = Question(monday - 7 * WEEKS, monday - 1, day, preferences)
    return Demo(path, analysis_of([str(path)], question, None, progress))


def write_demo_calendar(folder: Path | None, day: int, seed: int) -> Path:
    """Make up the year before a day (an ordinal) and write it as a calendar file; None: to a folder of its own.

    Raises:
        UserError: when the folder cannot be written.

    """
    try:
        if folder is None:
            folder = Path(tempfile.mkdtemp(prefix="clearweek-demo-"))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / _FILE
        path.write_bytes(demo_year(dt.date.fromordinal(day), seed))
    except OSError as error:
        raise UserError(
            _("The demo cannot be written"),
            why_not(error),
            _("choose another folder with --home"),
        ) from None
    return path
