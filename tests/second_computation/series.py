"""The figures of a series as METRICS.md §5 words them; the costs by leaving it out and measuring all days again."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.second_computation.figures import person_minutes_of
from tests.second_computation.whole import Series, Whole, has_agenda, length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.second_computation.kinds import Classified

Row = dict[str, object]


def series_rows(whole: Whole) -> list[Row]:
    """A row for each UID of which anything happens, or would have, in the period."""
    before = whole.focus_and_fragments(whole.period)
    rows = [series_row(series, uid, whole, before) for series in whole.series.values() for uid in sorted(series.uids)]
    return [row for row in rows if row["held"] or row["cancelled"] or row["skipped"] or row["declined"]]


def series_row(series: Series, uid: str, whole: Whole, before: tuple[float, float]) -> Row:
    """One UID over the period, `before` being focus and fragments with it.

    Age and creep are those of all parts into which Google split it.
    """
    days = set(whole.period)
    own = [slot for slot in series.slots if slot.uid == uid]
    inside = [slot for slot in own if whole.day_of(slot.start) in days]
    held = [slot.one for slot in inside if slot.fate == "held" and slot.one]
    gone = whole.focus_and_fragments(whole.period, {id(slot.one) for slot in own})
    known = [one.people for one in held if one.people is not None]
    return {
        "uid": uid,
        "series": series.key[1],
        "held": len(held),
        "cancelled": sum(slot.fate == "cancelled" for slot in inside),
        "skipped": sum(slot.fate == "skipped" for slot in inside),
        "declined": sum(slot.fate == "declined" for slot in inside),
        "moved": sum(slot.moved for slot in inside),
        "minutes": sum(map(length, held)),
        "people": median(known) if known else None,
        "person_minutes": person_minutes_of(held),
        "age_days": (whole.settings.last - series.begins).days,
        "described": described(held, whole),
        "creep": creep(series.held(days, whole)),
        "focus_cost_minutes": gone[0] - before[0],
        "fragment_cost_minutes": before[1] - gone[1],
    }


def described(held: Sequence[Classified], whole: Whole) -> float | None:
    """The share with an agenda; unknown where the source publishes no descriptions."""
    if not held or not whole.publishes(held[0]):
        return None
    return sum(has_agenda(one.occurrence.event) for one in held) / len(held)


def creep(held: Sequence[Classified]) -> dict[str, float | None] | None:
    """The last four against the first four."""
    if len(held) < 8:
        return None
    first, last = held[:4], held[-4:]
    people = [[one.people for one in side if one.people is not None] for side in (first, last)]
    spans = [(side[-1].start - side[0].start).total_seconds() for side in (first, last)]
    return {
        "length": sum(map(length, last)) / sum(map(length, first)) - 1,
        "people": (sum(people[1]) / len(people[1])) / (sum(people[0]) / len(people[0])) - 1 if all(people) else None,
        "often": spans[0] / spans[1] - 1 if all(spans) else None,
    }
