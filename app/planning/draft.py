"""A person's own edits of a week: kept as text, applied, and looked at before they land (METRICS.md §10)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from app.analysis.series_keys import key_of
from app.language import _, quoted
from app.model.foreign_text import visible
from app.model.plans import EDIT_KINDS, Edit
from app.model.series_figures import SeriesKey
from app.model.whatif_page import MOST_MORNINGS, Draft, Wish
from app.planning.edits import apply_edits, attended, standing_in_the_way

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.occurrences import Occurrence, Timeline
    from app.model.plans import Item
    from app.model.preferences import Preferences
    from app.planning.options import Ground

_MOVES: Final = frozenset({"move", "gather"})
_LONGEST_TEXT: Final = 100_000
_LONGEST_TITLE: Final = 40
_DAY: Final = 86_400
_FIRST_WISH: Final = 6
"""How many parts a wish had at first; what came later is as usual where it is not there."""


def is_move(edit: Edit) -> bool:
    """Tell whether an edit only brings a series elsewhere."""
    return edit.kind in _MOVES


def with_edit(edits: Sequence[Edit], edit: Edit, item: Item) -> tuple[Edit, ...]:
    """Return the edits with another one: in the place of one of its kind, and gone where it leaves all as it is."""
    kept = [each for each in edits if each.key != edit.key or (is_move(each) != is_move(edit) and edit.kind != "drop")]
    if is_move(edit):
        nothing = edit.days == item.days and edit.start == item.places[0].clock
        # What does not take place need not be moved.
        kept = [each for each in kept if each.key != edit.key or each.kind != "drop"]
    else:
        nothing = edit.kind == "shorten" and edit.seconds == item.length
    return tuple(kept) if nothing else (*kept, edit)


def layers(edits: Sequence[Edit]) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Return what is done first and what then, each with at most one edit of a series: shapes before moves."""
    moved = {each.key for each in edits if is_move(each)}
    first = tuple(each for each in edits if not is_move(each) and each.key in moved)
    return first, tuple(each for each in edits if each not in first)


def edited(timeline: Timeline, edits: Sequence[Edit]) -> Timeline:
    """Return a timeline after a person's edits."""
    first, then = layers(edits)
    return apply_edits(apply_edits(timeline, first), then)


def refusal(
    timeline: Timeline, edits: Sequence[Edit], edit: Edit, item: Item, ground: Ground, preferences: Preferences
) -> str:
    """Return why a meeting may not be moved to a place, in words; empty where it may.

    Args:
        timeline: before all edits.
        edits: those that hold already.
        edit: the move.
        item: the series that moves.
        ground: of ``timeline``.
        preferences: for what counts.

    """
    wanted = with_edit(edits, edit, item)
    if edit not in wanted:
        return ""
    after = edited(timeline, wanted)
    zone = timeline.period.zone
    for each in attended(after, preferences):
        if key_of(each) != edit.key:
            continue
        day = zone.local(each.start)[0] - ground.first
        if not 0 <= day < len(ground.segments) or not _inside(each.start, each.end, ground.segments[day]):
            return _("outside your working hours")
        if _overlaps(each.start, each.end, ground.blocked):
            own = [at for at in obstacles_at(timeline, each.start, each.end) if key_of(at) != edit.key]
            return _there_is(own[0]) if own else _("there is time of your own")
    for others in standing_in_the_way(after, [edit], preferences).values():
        return _there_is(others[0])
    return ""


def obstacles_at(timeline: Timeline, start: int, end: int) -> list[Occurrence]:
    """Return the time of one's own that overlaps a span."""
    return [
        each for each in timeline.inside() if each.kind in {"block", "focus"} and each.start < end and start < each.end
    ]


def _there_is(each: Occurrence) -> str:
    title = visible(each.event.title, _LONGEST_TITLE) or _("(no title)")
    return _("there is {title}").format(title=quoted(title))


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= start and end <= stop for begin, stop in spans)


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin < end and start < stop for begin, stop in spans)


# ---- kept as text ----


def as_text(draft: Draft) -> str:
    """Return a draft as the state of the window keeps it."""
    edits = [[*each.key, each.kind, list(each.days), each.start, each.seconds, each.week] for each in draft.edits]
    kept = sorted(list(key) for key in draft.kept)
    text = json.dumps({"base": draft.base, "edits": edits, "kept": kept, "wish": list(draft.wish)}, ensure_ascii=False)
    return text if len(text) <= _LONGEST_TEXT else ""


def from_text(text: str) -> Draft:
    """Return the draft that was kept; what makes no sense, by another version perhaps, is left out."""
    try:
        found = json.loads(text) if text and len(text) <= _LONGEST_TEXT else {}
        if not isinstance(found, dict):
            return Draft()
        edits = tuple(edit for row in found.get("edits", []) if (edit := _edit(row)) is not None)
        kept = frozenset(SeriesKey(str(row[0]), str(row[1])) for row in found.get("kept", []))
        return Draft("chosen" if found.get("base") == "chosen" else "typical", edits, kept, _wish(found.get("wish")))
    except (ValueError, TypeError, LookupError, RecursionError):
        return Draft()


def _edit(row: Sequence[Any]) -> Edit | None:
    calendar, uid, word, days, start, seconds, week = row
    kind = next((each for each in EDIT_KINDS if each == word), None)
    if kind is None or not all(isinstance(each, int) and 0 <= each < 7 for each in days):
        return None
    if kind in _MOVES and (not days or not isinstance(start, int) or not 0 <= start < _DAY):
        return None
    if kind == "shorten" and (not isinstance(seconds, int) or not 0 < seconds <= _DAY):
        return None
    if kind in {"every-other", "when-needed"} and week not in {0, 1}:
        return None
    return Edit(SeriesKey(str(calendar), str(uid)), kind, tuple(days), start, seconds, week)


def _wish(row: Any) -> Wish:  # noqa: ANN401 (whatever stands in the text)
    usual = Wish()
    if not isinstance(row, list) or not _FIRST_WISH <= len(row) <= len(usual):
        return usual
    given: list[Any] = row + list(usual)[len(row) :]
    changes, stay, before, free, half, worth, mornings = given
    return Wish(
        changes=changes if isinstance(changes, int) and 1 <= changes <= 8 else usual.changes,
        one_on_ones_stay=stay is True,
        not_before=before if isinstance(before, int) and 0 < before < _DAY else None,
        free_day=free if isinstance(free, int) and -1 <= free < 7 else None,
        half_day_free=half is True,
        hour_worth=worth if isinstance(worth, int) and 0 <= worth <= 600 else usual.hour_worth,
        free_mornings=mornings if isinstance(mornings, int) and 0 <= mornings <= MOST_MORNINGS else usual.free_mornings,
    )
