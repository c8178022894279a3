"""The sample: an invented calendar in a folder of its own, apart from the person's data."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from app.errors import Cancelled

if TYPE_CHECKING:
    from pathlib import Path

    from app.operations.workspace import Workspace
    from app.progress import Progress

FOLDER: Final = "sample"
"""Below the folder of the person's data."""


def open_sample(home: Path, progress: Progress) -> Workspace:
    """Return the sample's workspace, filled the first time; not in the window's thread."""
    # Imported here because few starts want the sample.
    from app.operations.sample import add_sample
    from app.operations.workspace import Workspace

    workspace = Workspace(home / FOLDER)
    try:
        if workspace.is_empty():
            add_sample(workspace, progress)
    except Cancelled:
        remove_sample(workspace, home, progress)
        raise
    except BaseException:
        workspace.close()
        raise
    return workspace


def remove_sample(workspace: Workspace, home: Path, _progress: Progress) -> None:
    """Close the sample and delete its folder; not in the window's thread."""
    workspace.close()
    shutil.rmtree(home / FOLDER, ignore_errors=True)
