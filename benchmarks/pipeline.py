"""What a person would pick instead: icalendar reads the file, recurring-ical-events expands it.

Both with the settings that they come with, and nothing done beside what gives the occurrences.

    python -m benchmarks.pipeline export.ics 2016-01-01 2025-12-31 [--answer FILE]
"""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import recurring_ical_events

from benchmarks import answers


def occurrences(path: Path, first: date, last: date) -> list[icalendar.Event]:
    """Return all occurrences from the first to the last day, both included, in UTC."""
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return list(recurring_ical_events.of(calendar).between(start, end))


def main() -> None:
    """Read, expand, and print the number of occurrences."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pipeline", description="The libraries' answer.")
    parser.add_argument("file", type=Path)
    parser.add_argument("first", type=date.fromisoformat)
    parser.add_argument("last", type=date.fromisoformat)
    parser.add_argument("--answer", type=Path, help="write the sorted occurrences here")
    chosen = parser.parse_args()
    found = occurrences(chosen.file, chosen.first, chosen.last)
    lines = (answers.line(one.uid, one.start, one.end) for one in found)
    answers.report(len(found), lines, chosen.answer)


if __name__ == "__main__":
    main()
