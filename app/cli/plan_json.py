"""A plan as the JSON of the command line: minutes a week, the price by docs/planner.md."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from app.cli.as_json import instant, minutes
from app.model.preferences import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from app.model.plans import Budget, Change, Plan
    from app.operations.plan import PlanAnswer

SCHEMA: Final = "clearweek.plan/1"
Json = dict[str, Any]
_WEEKS: Final = ("A", "B")


def plan_json(answer: PlanAnswer, budget: Budget | None) -> Json:
    """Return a plan; unknown is null."""
    plan, planned = answer.plan, answer.planned
    first, last = (dt.date.fromordinal(day).isoformat() for day in (planned.first, planned.last))
    monday = dt.date.fromordinal(planned.typical.timeline.period.first).isoformat()
    shares = _shares(plan)
    found: Json = {
        "schema": SCHEMA,
        "before": {"focus_minutes": _minutes(plan.before), "focus_blocks": float(plan.blocks_before)},
        "after": {"focus_minutes": _minutes(plan.after), "focus_blocks": float(plan.blocks_after)},
        "free_mornings": {"before": _weekdays(plan.mornings_before), "after": _weekdays(plan.mornings_after)},
        "gain": {"focus_minutes": _minutes(plan.gain), "focus_blocks": float(plan.blocks_after - plan.blocks_before)},
        "price": plan.price,
        "proof": plan.proof.kind.replace("-", " "),
        "could_win_more": plan.proof.could_win_more,
        "edits": [_edit(change, share) for change, share in zip(plan.changes, shares, strict=True)],
        "drawn_from": {"from": first, "to": last, "tz": planned.preferences.zone.name},
        "week_a": monday,
        "left_out_minutes": _minutes(planned.typical.left_out),
        "when_needed": _extremes(plan),
        "clash": _clash(plan),
    }
    if budget is not None:
        found["budget"] = _budget(budget)
    return found


def _minutes(seconds: Fraction) -> float:
    return round(float(seconds / 60), 1)


def _weekdays(weeks: Sequence[Sequence[int]]) -> Json:
    """Return the weekdays of each week."""
    return {name: [WEEKDAYS[day] for day in own] for name, own in zip(_WEEKS, weeks, strict=False)}


def _shares(plan: Plan) -> list[float]:
    """Return each share in tenths of minutes, so rounded that they sum to the gain as it is printed."""
    exact = [change.share / 6 for change in plan.changes]
    tenths = [each.__floor__() for each in exact]
    missing = round(_minutes(plan.gain) * 10) - sum(tenths)
    order = sorted(range(len(exact)), key=lambda at: (tenths[at] - exact[at], at))
    return _spread(tenths, order[:missing] if missing > 0 else [])


def _spread(tenths: Sequence[int], raised: Sequence[int]) -> list[float]:
    return [(each + (at in raised)) / 10 for at, each in enumerate(tenths)]


def _edit(change: Change, share: float) -> Json:
    edit, item = change.edit, change.item
    moved = edit.start is not None
    return {
        "uid": item.uid,
        "title": item.title,
        "edit": edit.kind.replace("-", "_"),
        "days": [WEEKDAYS[day] for day in (edit.days if moved else item.days)],
        "start": None if edit.start is None else f"{edit.start // 3600:02d}:{edit.start // 60 % 60:02d}",
        "minutes": None if edit.seconds is None else edit.seconds / 60,
        "week": None if edit.week is None else _WEEKS[edit.week],
        "price": change.price,
        "share": share,
        "alone": _minutes(change.alone),
        "last": _minutes(change.last),
        "makes_room_for": [key.uid for key in change.makes_room_for],
    }


def _extremes(plan: Plan) -> Json | None:
    if plan.never_needed is None or plan.always_needed is None:
        return None
    return {
        "never": {"focus_minutes": _minutes(plan.never_needed)},
        "always": {"focus_minutes": _minutes(plan.always_needed)},
    }


def _clash(plan: Plan) -> Json | None:
    if plan.clash is None:
        return None
    return {"needs_changes": plan.clash.needed, "limits": list(plan.clash.limits), "titles": list(plan.clash.titles)}


def _budget(found: Budget) -> Json:
    return {
        "week": dt.date.fromordinal(found.monday).strftime("%G-W%V"),
        "allowed_minutes": minutes(found.allowed),
        "meeting_minutes": minutes(found.scheduled),
        "unanswered_minutes": minutes(found.unanswered),
        "invitations": [
            {
                "uid": each.uid,
                "title": each.title,
                "start": instant(each.start),
                "end": instant(each.end),
                "focus_cost_minutes": minutes(each.focus_seconds),
            }
            for each in found.invitations
        ],
    }
