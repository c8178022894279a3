"""What each change of a plan wins: its share, what it wins alone, and which other one it makes room for.

Shares are Shapley values over all subsets of the changes, so that they sum to the whole gain exactly
(docs/planner.md, shares).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING

from app.analysis.series_keys import key_of
from app.model.plans import Change
from app.planning.edits import apply_edits, attended, days_of, focus_on, measured, standing_in_the_way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.model.occurrences import Timeline
    from app.model.plans import Edit, Item
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey

Values = dict[frozenset[int], Fraction]


def changes_of(
    timeline: Timeline,
    edits: Sequence[Edit],
    items: Mapping[SeriesKey, Item],
    prices: Mapping[SeriesKey, int],
    preferences: Preferences,
) -> tuple[Change, ...]:
    """Return the edits with what each wins, in the order of gain per disturbance.

    Args:
        timeline: before the edits.
        edits: all of the plan.
        items: by key, as they are today.
        prices: of the edits, minutes a week.
        preferences: working hours, and what counts.

    """
    values = values_of(timeline, edits, preferences)
    whole = frozenset(range(len(edits)))
    found = []
    for at, edit in enumerate(edits):
        alone = values[frozenset({at})] - values[frozenset()]
        room = _makes_room(timeline, edits, at, preferences)
        company = tuple(edits[other].key for other in _company(values, at, len(edits))) if alone <= 0 else ()
        found.append(
            Change(
                edit=edit,
                item=items[edit.key],
                price=prices[edit.key],
                share=share_of(values, at, len(edits)),
                alone=alone,
                last=values[whole] - values[whole - {at}],
                makes_room_for=room,
                works_with=tuple(key for key in company if key not in room),
                covered_by=still_covered(timeline, edit, edits, preferences) if alone <= 0 else (),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.share / max(each.price, 1), each.price, each.item.key)))


def values_of(timeline: Timeline, edits: Sequence[Edit], preferences: Preferences) -> Values:
    """Return the focus, in seconds a week, after each subset of the edits.

    A move whose place is still taken in a subset does not count in it: the meeting stays where it is.
    """
    found: Values = {}
    # All other days stay as they are, so their focus is looked at once.
    days = days_of(timeline, edits, preferences)
    before = measured(timeline, preferences)
    same = before.focus_seconds - focus_on(timeline, preferences, days)
    known: dict[frozenset[Edit], Fraction] = {}
    for size in range(len(edits) + 1):
        for chosen in combinations(range(len(edits)), size):
            possible = possible_of(timeline, [edits[at] for at in chosen], preferences)
            done = frozenset(possible)
            if done not in known:
                focus = same + focus_on(apply_edits(timeline, possible), preferences, days)
                known[done] = Fraction(focus, before.weeks)
            found[frozenset(chosen)] = known[done]
    return found


def possible_of(timeline: Timeline, edits: Sequence[Edit], preferences: Preferences) -> list[Edit]:
    """Return those edits whose new place is not taken when all others that are possible are done."""
    possible = list(edits)
    while True:
        taken = standing_in_the_way(apply_edits(timeline, possible), possible, preferences)
        if not taken:
            return possible
        possible = [edit for edit in possible if edit not in taken]


def share_of(values: Values, at: int, count: int) -> Fraction:
    """Return the Shapley value of one of some edits."""
    others = [each for each in range(count) if each != at]
    total = Fraction(0)
    for size in range(count):
        weight = Fraction(factorial(size) * factorial(count - size - 1), factorial(count))
        for chosen in combinations(others, size):
            without = frozenset(chosen)
            total += weight * (values[without | {at}] - values[without])
    return total


def _company(values: Values, at: int, count: int) -> tuple[int, ...]:
    """Return the smallest set of other edits beside which one wins something."""
    others = [each for each in range(count) if each != at]
    for size in range(1, count):
        for chosen in combinations(others, size):
            beside = frozenset(chosen)
            if values[beside | {at}] > values[beside]:
                return chosen
    return ()


def _makes_room(timeline: Timeline, edits: Sequence[Edit], at: int, preferences: Preferences) -> tuple[SeriesKey, ...]:
    """Return the series whose new place one edit vacates: without it they could not go there."""
    others = [edit for other, edit in enumerate(edits) if other != at]
    after = apply_edits(timeline, others)
    taken = standing_in_the_way(after, others, preferences)
    own = edits[at].key
    return tuple(edit.key for edit, meetings in taken.items() if any(key_of(each) == own for each in meetings))


def still_covered(timeline: Timeline, edit: Edit, edits: Sequence[Edit], preferences: Preferences) -> tuple[str, ...]:
    """Return the titles of the meetings that lie at the time that an edit opens, after all other edits."""
    opened = [each for each in attended(timeline, preferences) if key_of(each) == edit.key]
    others = [each for each in attended(apply_edits(timeline, edits), preferences) if key_of(each) != edit.key]
    titles = [
        each.event.title for each in others if any(each.start < old.end and old.start < each.end for old in opened)
    ]
    return tuple(dict.fromkeys(titles))
