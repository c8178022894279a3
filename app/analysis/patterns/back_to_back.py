"""No air between meetings (METRICS.md §7, ``back-to-back``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.days import BREATH
from app.analysis.patterns.meeting_time import confidence, usual_before
from app.model.findings import Found, NotKnown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence
    from app.model.weeks import Week

ID: Final = "back-to-back"


class _Run(NamedTuple):
    """A chain of meetings, and the ordinal of the day on which it starts (METRICS.md §3, ``interruptions``)."""

    day: int
    meetings: tuple[Occurrence, ...]

    @property
    def seconds(self) -> int:
        return max(each.end for each in self.meetings) - self.meetings[0].start


def find(grounds: Grounds) -> Answer:
    """Return it where runs of at least three meetings and two hours start on at least two days of the last week."""
    if not grounds.weeks:
        return NotKnown("no-last-week")
    (week,) = grounds.last(1)
    least, seconds = grounds.thresholds(ID, "meetings"), grounds.thresholds(ID, "minutes") * 60
    long = [run for run in _runs(grounds) if len(run.meetings) >= least and run.seconds >= seconds]
    runs = _of_week(long, week)
    days = _days(runs)
    if not runs or days < grounds.thresholds(ID, "days"):
        return None
    evidence = tuple(each for run in runs for each in run.meetings)
    longest = max(runs, key=lambda run: run.seconds)
    return Found(
        pattern=ID,
        figure=days,
        unit="days",
        n=len(evidence),
        confidence=confidence(evidence),
        evidence=evidence,
        usual=usual_before(grounds, week, "back_to_back", lambda other: _days(_of_week(long, other))),
        values={"days": days, "runs": len(runs), "count": len(longest.meetings), "seconds": longest.seconds},
    )


def _runs(grounds: Grounds) -> list[_Run]:
    """Return all runs of the meetings that count, in order of start."""
    runs: list[list[Occurrence]] = []
    latest = 0
    for each in grounds.held:
        if runs and each.start - latest < BREATH:
            runs[-1].append(each)
            latest = max(latest, each.end)
        else:
            runs.append([each])
            latest = each.end
    return [_Run(grounds.zone.local(run[0].start)[0], tuple(run)) for run in runs]


def _of_week(runs: Sequence[_Run], week: Week) -> list[_Run]:
    return [run for run in runs if week.monday <= run.day < week.monday + 7]


def _days(runs: Sequence[_Run]) -> int:
    return len({run.day for run in runs})
