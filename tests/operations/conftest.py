"""The demo year, which several modules of tests look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from app.operations.demo.make import write_demo_calendar
from app.operations.workspace import Workspace
from app.progress import SILENT
from tests.builders import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

DEMO_TODAY: Final = ordinal("2026-11-20")
"""The day on which the demo year ends."""


@pytest.fixture(scope="module")
def demo_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The demo year, kept; of each module its own, which some change."""
    folder = tmp_path_factory.mktemp("demo")
    path = write_demo_calendar(folder, DEMO_TODAY, 7)
    with Workspace(folder / "data") as opened:
        opened.add([str(path)], SILENT)
        yield opened
