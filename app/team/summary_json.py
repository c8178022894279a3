"""The merged summary as the JSON that is shared on (docs/team.md §5)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from app.model.team import week_text

if TYPE_CHECKING:
    from app.model.team import TeamPeriod, TeamSummary

SCHEMA: Final = "clearweek.team-summary/1"


def summary_object(summary: TeamSummary) -> dict[str, object]:
    """Return a summary by the keys of docs/team.md §5."""
    return {
        "schema": SCHEMA,
        "round": summary.round or None,
        "period": None if summary.period is None else period_object(summary.period),
        "n": summary.n,
        "figures": {each.figure: [cell._asdict() for cell in each.cells] for each in summary.figures},
        "suppressed": [each._asdict() for each in summary.suppressed],
        "set_aside": [{**each._asdict(), "slot": each.slot or None} for each in summary.set_aside],
    }


def summary_bytes(summary: TeamSummary) -> bytes:
    """Return the bytes of a summary's file."""
    return (json.dumps(summary_object(summary), ensure_ascii=False, indent=2) + "\n").encode()


def period_object(period: TeamPeriod) -> dict[str, object]:
    """Return some weeks as files name them."""
    return {"from": week_text(period.monday), "weeks": period.weeks}
