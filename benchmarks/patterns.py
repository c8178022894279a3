"""What series, inflation and all patterns cost over ten years, beside the plain figures of each day.

    python -m benchmarks.patterns export.ics 2016-01-01 2025-12-31

Prints CPU seconds of the day figures and of all that comes after them, each the least of three, in one process.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import date
from typing import TYPE_CHECKING

from app.analysis.analyse import analyse
from app.analysis.analyse_patterns import with_patterns
from app.analysis.days import day_figures, scheduled
from app.connectors.ics_files import read_paths
from app.model.occurrences import Period
from app.model.preferences import Preferences
from app.model.timezones import HomeZone, iana_zone
from app.operations.bulk_work import bulk_work
from app.timeline.build import build_timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.model.occurrences import Timeline

RUNS = 3


def least(work: Callable[[], object]) -> float:
    """Return the least CPU seconds of a few runs."""
    found = []
    for _ in range(RUNS):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found)


def main() -> None:
    """Measure both, and print them as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.patterns")
    parser.add_argument("file")
    parser.add_argument("first", type=date.fromisoformat)
    parser.add_argument("last", type=date.fromisoformat)
    chosen = parser.parse_args()
    zone = iana_zone("Europe/Berlin")
    assert zone is not None
    preferences = Preferences(zone=HomeZone(((1, zone),)))
    with bulk_work():
        reading = read_paths([chosen.file], None)
        period = Period(chosen.first.toordinal(), chosen.last.toordinal(), preferences.zone)
        timeline = build_timeline(reading, period, preferences)
        analysis = analyse(timeline, preferences, period.last + 12)

        def earlier(first: int, last: int) -> Timeline:
            return build_timeline(reading, Period(first, last, preferences.zone), preferences)

        days = least(lambda: day_figures(scheduled(timeline, preferences), timeline.reach, preferences))
        patterns = least(lambda: with_patterns(analysis, timeline, earlier, preferences))
        found = with_patterns(analysis, timeline, earlier, preferences).patterns
    asked = sum(1 for each in found if not each.unknown)
    print(json.dumps({"days": days, "patterns": patterns, "looked_for": asked}))


if __name__ == "__main__":
    main()
