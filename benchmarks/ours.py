"""Clearweek on the same file: read, expand, classify, and compute the figures of every day and week.

python -m benchmarks.ours export.ics 2016-01-01 2025-12-31 [--answer FILE]
"""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.analysis.analyse import analyse
from app.model.preferences import Preferences
from app.model.timezones import HomeZone, iana_zone
from app.operations.bulk_work import bulk_work
from app.operations.one_off import Question, timeline_of
from benchmarks import answers

if TYPE_CHECKING:
    from app.model.occurrences import Occurrence


def line(occurrence: Occurrence) -> str:
    """Return an occurrence in the form that both sides share."""
    if occurrence.days is not None:
        start, end = (date.fromordinal(day) for day in occurrence.days)
    else:
        start, end = (datetime.fromtimestamp(moment, UTC) for moment in (occurrence.start, occurrence.end))
    return answers.line(occurrence.series.uid, start, end)


def main() -> None:
    """Do all of it, and print the number of occurrences."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ours", description="Clearweek's answer.")
    parser.add_argument("file")
    parser.add_argument("first", type=date.fromisoformat)
    parser.add_argument("last", type=date.fromisoformat)
    parser.add_argument("--answer", type=Path, help="write the sorted occurrences here")
    chosen = parser.parse_args()
    zone = iana_zone("Europe/Berlin")
    assert zone is not None
    preferences = Preferences(zone=HomeZone(((1, zone),)))
    question = Question(chosen.first.toordinal(), chosen.last.toordinal(), chosen.last.toordinal() + 12, preferences)
    with bulk_work():
        timeline = timeline_of([chosen.file], question)
        analysis = analyse(timeline, preferences, question.today)
    assert len(analysis.days) == (chosen.last - chosen.first).days + 1
    found = timeline.inside()
    answers.report(len(found), map(line, found), chosen.answer)


if __name__ == "__main__":
    main()
