"""The patterns of METRICS.md §7 looked for in one place: each found or not, in words, and the three that cost most."""

from __future__ import annotations

import datetime as dt
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.figure_words import plain
from app.analysis.patterns.registry import PATTERNS
from app.language import N_, _
from app.model.findings import Finding, Found, NotKnown, PatternResult
from app.model.spans import length, unite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.analysis.leave_out import LeaveOut
    from app.analysis.pattern_words.texts import PatternWords
    from app.analysis.patterns.grounds import Grounds
    from app.analysis.patterns.registry import Pattern
    from app.model.findings import Answer, Reason
    from app.model.phrases import Phrase
    from app.model.series_figures import SeriesKey

FEWEST_WEEKS: Final = 3
FEWEST_MEETINGS: Final = 10
"""No finding rests on fewer full weeks, or on fewer meetings (METRICS.md §7)."""
ON_THE_OVERVIEW: Final = 3

_UNKNOWN: Final[Mapping[Reason, str]] = {
    "no-people": N_("Nobody is named in these calendars, so meetings cannot be told from your own time."),
    "me-unknown": N_("Which address is yours is not known."),
    "few-weeks": N_("There are fewer than three full weeks."),
    "few-meetings": N_("There are fewer than ten meetings."),
    "no-last-week": N_("There is no full week to look at."),
    "no-descriptions": N_("These calendars publish no descriptions, so agendas are not known."),
    "no-creation-times": N_("These calendars do not say when a meeting was created."),
    "no-slots": N_("There is no series of this kind."),
    "no-baseline": N_("There are not enough full weeks to compare with."),
    "not-set-up": N_("You have not named the people to look at."),
}


def unknown_sentence(reason: Reason) -> str:
    """Return why nothing can be said."""
    return _(_UNKNOWN[reason])


def pattern_results(
    grounds: Grounds, leave_out: LeaveOut, not_so: Mapping[str, str], *, no_people: bool
) -> tuple[PatternResult, ...]:
    """Return every pattern, found or not, in the order of METRICS.md §7.

    Args:
        grounds: what they look at.
        leave_out: what meetings of the last thirteen full weeks cost.
        not_so: the reason with which the person said *Not so* of a pattern as a whole, by its id.
        no_people: no calendar says who is invited.

    """
    return tuple(
        PatternResult(
            id=pattern.id,
            name=_(pattern.words.name),
            thresholds=grounds.thresholds.of(pattern.id),
            finding=(
                _finding(answer, _cost(answer, grounds, leave_out), pattern.words, grounds, not_so.get(pattern.id))
                if isinstance(answer, Found)
                else None
            ),
            unknown=unknown_sentence(answer.reason) if isinstance(answer, NotKnown) else "",
        )
        for pattern, answer in _answers(grounds, no_people=no_people)
    )


def findings_on_the_overview(
    grounds: Grounds, leave_out: LeaveOut, not_so: Mapping[str, str], *, no_people: bool
) -> list[Finding]:
    """Return what `on_the_overview` does of `pattern_results`, and put nothing else into words."""
    found = [
        (pattern, answer, _cost(answer, grounds, leave_out))
        for pattern, answer in _answers(grounds, no_people=no_people)
        if isinstance(answer, Found) and pattern.id not in not_so
    ]
    chosen = _costliest([(cost, answer) for __, answer, cost in found], ON_THE_OVERVIEW)
    return [
        _finding(answer, cost, pattern.words, grounds, None) for pattern, answer, cost in (found[at] for at in chosen)
    ]


def _answers(grounds: Grounds, *, no_people: bool) -> Iterator[tuple[Pattern, Answer]]:
    missing = _missing(grounds, no_people=no_people)
    for pattern in PATTERNS:
        yield pattern, NotKnown(missing) if missing is not None else pattern.find(grounds)


def rule_sentence(result: PatternResult) -> str:
    """Return when a pattern is found, in one sentence, with the numbers that hold."""
    words = next(each.words for each in PATTERNS if each.id == result.id)
    return words.rule({each.name: each for each in result.thresholds})


def _missing(grounds: Grounds, *, no_people: bool) -> Reason | None:
    if no_people:
        return "no-people"
    if len(grounds.weeks) < FEWEST_WEEKS:
        return "few-weeks"
    if sum(week.meetings or 0 for week in grounds.weeks) < FEWEST_MEETINGS:
        return "few-meetings"
    return None


class _Cost(NamedTuple):
    """What the evidence of a finding takes a week, in seconds: of focus time (None: it is about none), and in all."""

    focus: int | None
    meetings: int


def _cost(found: Found, grounds: Grounds, leave_out: LeaveOut) -> _Cost:
    meetings = [each for each in found.evidence if grounds.counts(each)]
    mondays = _weeks_of(found, grounds)
    weeks = max(len(mondays), 1)
    cost = leave_out.of(meetings).focus_seconds / weeks if meetings else None
    # As focus time is measured on the days of full weeks, so is what the meetings take.
    within = [each for each in meetings if grounds.monday_of(each) in mondays]
    return _Cost(
        focus=None if cost is None else round(cost),
        meetings=round(length(unite([(each.start, each.end) for each in within])) / weeks),
    )


def _finding(found: Found, cost: _Cost, words: PatternWords, grounds: Grounds, dismissed: str | None) -> Finding:
    sentence = _opening(words.sentence(found), grounds)
    return Finding(
        found=found,
        name=_(words.name),
        sentence=plain(sentence),
        phrases=sentence,
        cannot_know=_(words.cannot_know),
        suggestion=_(words.suggestion),
        focus_cost_seconds=cost.focus,
        meeting_seconds=cost.meetings,
        dismissed=dismissed,
    )


_start = itemgetter(0)


def _opening(sentence: tuple[Phrase, ...], grounds: Grounds) -> tuple[Phrase, ...]:
    """Return a sentence whose figures open the evidence as it was on the last day that was looked at."""
    last = dt.date.fromordinal(grounds.weeks[-1].monday + 6)
    return tuple(each._replace(opens=f"{each.opens}:{last}") if each.opens else each for each in sentence)


def _weeks_of(found: Found, grounds: Grounds) -> frozenset[int]:
    """Return the Mondays of the full weeks over which the evidence lies: from its first to the last one looked at."""
    first = grounds.monday_of(min(found.evidence, key=_start)) if found.evidence else 0
    return frozenset(week.monday for week in grounds.weeks if week.monday >= first)


def on_the_overview(results: Sequence[PatternResult], most: int = ON_THE_OVERVIEW) -> list[Finding]:
    """Return the findings with the most focus cost a week, then the most meeting time, at most one per series."""
    found = [each.finding for each in results if each.finding is not None and each.finding.dismissed is None]
    costs = [(_Cost(each.focus_cost_seconds, each.meeting_seconds), each.found) for each in found]
    return [found[at] for at in _costliest(costs, most)]


def _costliest(found: Sequence[tuple[_Cost, Found]], most: int) -> list[int]:
    """Return the places of those that cost most, in that order, at most one per series."""
    chosen: list[int] = []
    taken: set[SeriesKey] = set()
    for at in sorted(range(len(found)), key=lambda at: (-(found[at][0].focus or 0), -found[at][0].meetings)):
        about = set(found[at][1].series[:1])
        if len(chosen) < most and not about & taken:
            chosen.append(at)
            taken |= about
    return chosen
