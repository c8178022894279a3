"""From a solution to edits: which series gets which place of its class, as near to today's time as can be.

The objective does not change by it, so the proof stays valid (docs/planner.md, tidying up).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.model.plans import Edit
from app.planning.checks import broken_limits
from app.planning.edits import apply_edits, measured
from app.planning.plan_model import class_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.occurrences import Timeline
    from app.model.plans import EditKind, Familiar, Item, Limits
    from app.planning.options import Offer
    from app.planning.plan_model import Choice, ClassKey
    from app.planning.planner import Task


def edits_of(choice: Choice, offers: Sequence[Offer], limits: Limits) -> list[Edit]:
    """Return the edits of a solution; inside a class the earliest meeting gets the earliest place."""
    edits = [option.edit for __, option in choice.options]
    going: dict[tuple[ClassKey, int], list[Offer]] = defaultdict(list)
    for i, day in choice.days:
        going[class_of(offers[i]), day].append(offers[i])
    for (group, day), own in going.items():
        clocks = sorted(target.clock for target in choice.targets if target.group == group and target.weekday == day)
        own.sort(key=lambda offer: (offer.item.places[0].clock, offer.item.key))
        for offer, clock in zip(own, clocks, strict=True):
            kind: EditKind = "gather" if offer.item.key in limits.gathered else "move"
            edits.append(Edit(offer.item.key, kind, (day,), clock))
    return edits


def tidied(
    timeline: Timeline,
    edits: Sequence[Edit],
    task: Task,
) -> list[Edit]:
    """Return the edits with each moved meeting as near to its old time as focus and limits allow, no empty one.

    A time at which its people met before comes first: nobody else's calendar is known.
    """
    offers, limits, ground, preferences = task.offers, task.limits, task.ground, task.preferences
    by_key = {offer.item.key: offer for offer in offers}
    found = list(edits)
    focus = measured(apply_edits(timeline, found), preferences).focus_seconds
    for at, edit in enumerate(found):
        if edit.start is None:
            continue
        for clock in _starts(by_key[edit.key], edit, task.familiar):
            if clock == edit.start:
                break
            tried = [*found[:at], edit._replace(start=clock), *found[at + 1 :]]
            after = apply_edits(timeline, tried)
            same = measured(after, preferences).focus_seconds == focus
            if same and not broken_limits(timeline, after, tried, limits, ground, preferences):
                found = tried
                break
    return [edit for edit in found if not _is_empty(edit, by_key[edit.key])]


def is_familiar(item: Item, edit: Edit, clock: int, familiar: Familiar) -> bool:
    """Tell whether the people of a series met before at a time on its new days."""
    known = familiar.get(item.key, frozenset())
    return all(
        any(met.weekday == day and met.start <= clock and clock + item.length <= met.end for met in known)
        for day in edit.days
    )


def _starts(offer: Offer, edit: Edit, familiar: Familiar) -> list[int]:
    """Return where a moved series may start on its new day: known times first, then the nearest to its old one."""
    old = offer.item.places[0].clock
    if len(offer.item.days) > 1:
        starts = [o.edit.start for o in offer.options if o.edit.kind == "move" and o.edit.start is not None]
    else:
        starts = list(dict(offer.starts).get(edit.days[0], ()))
    return sorted(
        starts, key=lambda clock: (not is_familiar(offer.item, edit, clock, familiar), abs(clock - old), clock)
    )


def _is_empty(edit: Edit, offer: Offer) -> bool:
    return edit.start is not None and edit.days == offer.item.days and edit.start == offer.item.places[0].clock
