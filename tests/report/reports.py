"""Reports for tests: of the generated year, and of calendars that a test writes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.model.timezones import HomeZone, iana_zone
from app.operations.demo.year import demo_year
from app.operations.report import ReportWanted, report_of
from app.operations.stored_week import Choices
from app.operations.workspace import Workspace
from app.progress import SILENT

if TYPE_CHECKING:
    from pathlib import Path

    from app.report.document import ReportDocument

DAY: Final = dt.date(2026, 4, 15)
TODAY: Final = DAY.toordinal()


def berlin() -> HomeZone:
    zone = iana_zone("Europe/Berlin")
    assert zone is not None
    return HomeZone(((1, zone),))


def opened_with(home: Path, data: bytes) -> Workspace:
    """A workspace in a folder, with one calendar in it."""
    home.mkdir(parents=True, exist_ok=True)
    path = home.parent / f"{home.name}.ics"
    path.write_bytes(data)
    workspace = Workspace(home, berlin())
    workspace.add([str(path)], SILENT)
    return workspace


def demo_workspace(home: Path) -> Workspace:
    """A workspace with the generated year up to ``DAY``."""
    return opened_with(home, demo_year(DAY, 7))


def last_week() -> ReportWanted:
    """A report on the last week before ``DAY``."""
    monday = TODAY - (TODAY - 1) % 7 - 7
    return ReportWanted(monday, monday + 6)


def report_on(workspace: Workspace, wanted: ReportWanted, today: int = TODAY) -> ReportDocument:
    return report_of(workspace, wanted, Choices({}, today))
