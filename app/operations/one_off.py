"""One-off answers: read paths, keep nothing, analyse a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from app.analysis.analyse import analyse
from app.connectors.ics_files import read_paths
from app.model.occurrences import Period
from app.operations.bulk_work import bulk_work
from app.progress import SILENT
from app.timeline.build import build_timeline
from app.timeline.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.analysis import Analysis
    from app.model.occurrences import Timeline
    from app.model.persons_word import PersonsWord
    from app.model.preferences import Preferences
    from app.model.sources import Reading
    from app.progress import Progress

LONGEST_PERIOD = 30 * 366
"""Days of the longest period that is taken without being asked for."""
_A_YEAR = 364
"""Days of the period where nothing says what the data cover: 52 weeks from the first event on."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of some calendars: the days (ordinals, both included; None: what the data cover) and how.

    ``today`` is the ordinal of the day before which a week must have ended to be complete.
    """

    first: int | None
    last: int | None
    today: int
    preferences: Preferences


def today_in(preferences: Preferences) -> int:
    """Return the ordinal of the clock's date in the analysis zone."""
    return preferences.zone.local(int(dt.datetime.now(dt.UTC).timestamp()))[0]


def timeline_of(
    paths: Sequence[str], question: Question, stdin: BinaryIO | None = None, progress: Progress = SILENT
) -> Timeline:
    """Return the occurrences that the paths hold in the period asked for.

    Raises:
        UnreadableInput: when no calendar could be read.
        Cancelled: when ``progress`` says so.

    """
    with bulk_work():
        reading = read_paths(paths, stdin, progress)
        return build_timeline(reading, period_of(reading, question), question.preferences, progress)


def analysis_of(
    paths: Sequence[str], question: Question, stdin: BinaryIO | None = None, progress: Progress = SILENT
) -> Analysis:
    """Return the analysis of what the paths hold in the period asked for.

    Raises:
        UnreadableInput: when no calendar could be read.
        Cancelled: when ``progress`` says so.

    """
    with bulk_work():
        reading = read_paths(paths, stdin, progress)
        return full_analysis(reading, question, progress)[1]


def full_analysis(
    reading: Reading, question: Question, progress: Progress = SILENT, said: PersonsWord | None = None
) -> tuple[Timeline, Analysis]:
    """Return the occurrences and the whole analysis of a period of what was read: days, weeks, series, patterns.

    Args:
        reading: the calendars.
        question: the period and what holds in it.
        progress: asked between the stages whether to go on.
        said: what the person said that patterns heed; None: nothing is known of it.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    # Imported here because the window's start asks nothing of this.
    from app.analysis.analyse_patterns import with_patterns
    from app.model.persons_word import NOTHING_SAID

    preferences = question.preferences
    timeline = build_timeline(reading, period_of(reading, question), preferences, progress)

    def earlier(first: int, last: int) -> Timeline:
        return build_timeline(reading, Period(first, last, preferences.zone), preferences, progress)

    analysis = analyse(timeline, preferences, question.today, progress)
    return timeline, with_patterns(analysis, timeline, earlier, preferences, progress, said or NOTHING_SAID)


def period_of(reading: Reading, question: Question) -> Period:
    """Return the period asked for; an end that is not given is where the data's coverage ends."""
    zone = question.preferences.zone
    first, last = question.first, question.last
    if first is None or last is None:
        covered = coverage(reading.calendars, reading.series, zone)
        begin = covered[0][0] if covered else _first_day(reading, question.today)
        end = covered[-1][1] - 1 if covered else begin + _A_YEAR - 1
        first = first if first is not None else min(begin, last if last is not None else begin)
        last = last if last is not None else max(end, first)
        first = first if question.first is not None else max(first, last - LONGEST_PERIOD)
    return Period(first, last, zone)


def _first_day(reading: Reading, today: int) -> int:
    return min((each.any_event().start.day for each in reading.series), default=today)
