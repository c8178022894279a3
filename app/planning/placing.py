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
    from app.model.plans import Limits
    from app.model.preferences import Preferences
    from app.planning.options import Ground, Offer
    from app.planning.plan_model import Choice, ClassKey


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
            kind = "gather" if offer.item.key in limits.gathered else "move"
            edits.append(Edit(offer.item.key, kind, (day,), clock))
    return edits


def tidied(
    timeline: Timeline,
    edits: Sequence[Edit],
    offers: Sequence[Offer],
    limits: Limits,
    ground: Ground,
    preferences: Preferences,
) -> list[Edit]:
    """Return the edits with each moved meeting as near to its old time as focus and limits allow, no empty one."""
    by_key = {offer.item.key: offer for offer in offers}
    found = list(edits)
    focus = measured(apply_edits(timeline, found), preferences).focus_seconds
    for at, edit in enumerate(found):
        if edit.start is None:
            continue
        item = by_key[edit.key].item
        old = item.places[0].clock
        for clock in _starts(by_key[edit.key], edit):
            if abs(clock - old) >= abs(edit.start - old):
                break
            tried = [*found[:at], edit._replace(start=clock), *found[at + 1 :]]
            after = apply_edits(timeline, tried)
            same = measured(after, preferences).focus_seconds == focus
            if same and not broken_limits(timeline, after, tried, limits, ground, preferences):
                found = tried
                break
    return [edit for edit in found if not _is_empty(edit, by_key[edit.key])]


def _starts(offer: Offer, edit: Edit) -> list[int]:
    """Return where a moved series may start on its new day, the nearest to its old time first."""
    old = offer.item.places[0].clock
    if len(offer.item.days) > 1:
        starts = [o.edit.start for o in offer.options if o.edit.kind == "move" and o.edit.start is not None]
    else:
        starts = list(dict(offer.starts).get(edit.days[0], ()))
    return sorted(starts, key=lambda clock: (abs(clock - old), clock))


def _is_empty(edit: Edit, offer: Offer) -> bool:
    return edit.start is not None and edit.days == offer.item.days and edit.start == offer.item.places[0].clock
