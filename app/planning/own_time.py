"""Time of one's own on a week that is tried: painted beside the meetings, and whether it breaks focus as they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words, occurrence_words
from app.analysis.day_parts import breaking_of
from app.language import _
from app.model.whatif_page import WeekBlock

if TYPE_CHECKING:
    from app.analysis.day_parts import DayParts
    from app.model.occurrences import Timeline
    from app.model.preferences import Preferences
    from app.model.whatif_page import BlockRole

_A_MINUTE = 60


def own_blocks(parts: DayParts, timeline: Timeline, preferences: Preferences) -> tuple[WeekBlock, ...]:
    """Return one's own blocks and focus time of a day, in order of time; no edit changes them.

    Args:
        parts: the day.
        timeline: the weeks that hold it.
        preferences: which own blocks break focus.

    """
    first, last = parts.span
    own = [each for each in timeline.occurrences if each.kind in {"block", "focus"}]
    held = sorted((each for each in own if each.start < last and first < each.end), key=lambda each: each.start)
    breaking = {id(each) for each in breaking_of(held, preferences)}
    zone, found = timeline.period.zone, []
    for each in held:
        start, end = (
            occurrence_words.wall_clock(at, parts.day, zone) for at in (max(each.start, first), min(each.end, last))
        )
        breaks = id(each) in breaking
        what = _("your own time, which breaks focus") if breaks else _("your own time")
        title = occurrence_words.title(each)
        tip = _("{times}: {what}").format(times=figure_words.clock_span(start, end), what=f"{title} · {what}")
        role: BlockRole = "breaking" if breaks else "own"
        found.append(WeekBlock(role, start, max(end, start + _A_MINUTE), 0, 1, title, "", tip))
    return tuple(found)
