"""What a drag or a key would change: from where a meeting is held to an edit that may be made, or why it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.language import _
from app.model.plans import Edit

if TYPE_CHECKING:
    from app.model.whatif_page import Draft, WeekItem
    from app.operations.stored_whatif import Board
    from app.ui.plan_week import Target

_SHORTEST: Final = 5 * 60


def refusal_of(board: Board, draft: Draft, edit: Edit) -> str:
    """Return why a change cannot be made, in words; empty where it can."""
    item = next(each for each in board.items if each.key == edit.key)
    if edit.key in draft.kept:
        return _("it stays as it is")
    able = {
        "shorten": item.shortens,
        "drop": item.leaves,
        "move": item.moves,
        "every-other": item.thins,
        "when-needed": item.when_needed,
    }
    if not able.get(edit.kind, True):
        return item.why_not or _("that does not go with this meeting")
    return board.refusal(draft.edits, edit) if edit.kind == "move" else ""


def aimed(item: WeekItem, target: Target) -> Edit:
    """Return the change that brings a series to where it is held."""
    if target.seconds is not None:
        return shortened(item, target.seconds)
    days = (target.weekday,) if item.changes_day else item.days
    return Edit(item.key, "move", days, target.start)


def shortened(item: WeekItem, seconds: int) -> Edit:
    """Return the change to another length: never longer than it is today."""
    return Edit(item.key, "shorten", item.days, seconds=min(max(seconds, _SHORTEST), item.seconds))


def nudged(board: Board, draft: Draft, item: WeekItem, steps: tuple[int, int], days: int) -> Edit | None:
    """Return the move to the next place in a direction that is free; else the next place; None: there is none.

    Args:
        board: the week.
        draft: what was tried so far.
        item: the series.
        steps: days, and quarters of an hour; one of them is 0.
        days: how many days are shown.

    """
    now = next((each for each in draft.edits if each.key == item.key and each.kind == "move"), None)
    at, start = (now.days, now.start or 0) if now is not None else (item.days, item.start)
    across, down = steps
    if across:
        tried = [Edit(item.key, "move", (at[0] + across,), start)] if 0 <= at[0] + across < days else []
    else:
        tried = [Edit(item.key, "move", at, each) for each in board.starts(start, down, item.seconds)]
    return next((each for each in tried if not refusal_of(board, draft, each)), tried[0] if tried else None)
