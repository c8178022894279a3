"""Prints in how many milliseconds the Week page and the Overview of an earlier week are read from a store.

Of the Overview it is what is painted at once; the findings follow.

    python -m benchmarks.another_week HOME

The process is warm: one other week was read before. Of five weeks, each a different one, the middle time.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from app.model.chosen_period import ChosenPeriod, earlier
from app.operations.workspace import Workspace


def milliseconds(workspace: Workspace, period: ChosenPeriod) -> float:
    """Return how long the pages of one week take."""
    begin = time.perf_counter()
    workspace.week(period.first)
    workspace.overview_at_once(period)
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    """Read one week to warm up, then five more, and print the middle time."""
    with Workspace(Path(sys.argv[1])) as workspace:
        period = workspace.newest_period("week")
        assert period is not None
        milliseconds(workspace, period)
        times = []
        for _ in range(5):
            period = earlier(period)
            times.append(milliseconds(workspace, period))
    print(f"{statistics.median(times):.1f}")


if __name__ == "__main__":
    main()
