"""The report of the generated year, as any other: kept for a moment in a folder of its own, composed and set."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.operations.report import ReportWanted, report_of, write_report
from app.operations.stored_week import Choices
from app.operations.workspace import Workspace
from app.progress import SILENT

if TYPE_CHECKING:
    from app.operations.demo.make import Demo
    from app.progress import Progress
    from app.report.sections import Paper

_FILE: Final = "clearweek-demo-report.pdf"


def write_demo_report(demo: Demo, today: int | None, paper: Paper, progress: Progress = SILENT) -> Path:
    """Write the report of the demo's last 13 weeks beside its calendar, and return its path.

    Raises:
        UserError: when it cannot be written.
        Cancelled: when ``progress`` says so.

    """
    folder = demo.calendar.parent
    with tempfile.TemporaryDirectory(prefix="clearweek-demo-") as home:
        with Workspace(Path(home), demo.analysis.period.zone) as workspace:
            workspace.add([str(demo.calendar)], progress)
            document = report_of(workspace, ReportWanted(), Choices({}, today), progress)
        path = folder / _FILE
        write_report(document, path, paper, Path(home))
    return path
