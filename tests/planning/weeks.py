"""Small seeded weeks for the planner, and a brute force that tries every choice and measures by the analysis."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.analysis.series_keys import key_of
from app.model.plans import Edit, Limits
from app.model.preferences import Preferences, WorkingWeek
from app.planning.checks import broken_limits
from app.planning.edits import apply_edits, measured
from app.planning.options import items_of, offers_of, price_of
from app.planning.slots_of_time import ground_of
from tests.builders import occurrence, ordinal, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.model.occurrences import Occurrence, Timeline
    from app.model.plans import EditKind, Item
    from app.model.series_figures import SeriesKey
    from app.planning.options import Offer

MONDAY = ordinal("2026-02-09")
DAY, HOUR, MINUTE = 86_400, 3_600, 60
EPOCH = ordinal("1970-01-01")


def meeting(uid: str, day: int, clock: int, length: int, week: int = 0, **said: Any) -> Occurrence:
    """A meeting of a series; day 0 is Monday, clock and length in minutes."""
    start = (MONDAY + 7 * week + day - EPOCH) * DAY + clock * MINUTE
    return occurrence((start, start + length * MINUTE), uid=uid, title=uid.title(), recurs=True, **said)


def weeks_of(meetings: Sequence[Occurrence], weeks: int = 1) -> Timeline:
    """A timeline of one or two weeks."""
    return timeline(meetings, last="2026-02-15" if weeks == 1 else "2026-02-22")


def hours(days: int, first: int = 9, last: int = 17, *, pause: bool = False) -> Preferences:
    """Working hours on the first days of a week, in one piece or with half an hour of pause at eleven."""
    own: tuple[tuple[int, int], ...] = ((first * HOUR, last * HOUR),)
    if pause:
        own = ((first * HOUR, 11 * HOUR), (11 * HOUR + 30 * MINUTE, last * HOUR))
    return Preferences(weeks=(WorkingWeek(1, (own,) * days + ((),) * (7 - days)),))


def drawn(seed: int) -> tuple[Timeline, Preferences, Limits]:
    """A small week or fortnight, its hours, and limits of which each stands in a part of all seeds."""
    draw = random.Random(seed)
    weeks, days = draw.choice((1, 1, 2)), draw.choice((1, 2, 2, 3))
    last = draw.choice((12, 13, 14))
    clocks = range(9 * 60, last * 60, 30)
    overlaps = draw.random() < 0.5
    meetings: list[Occurrence] = []
    taken: set[tuple[int, int, int]] = set()
    for number in range(draw.randint(3, 5)):
        length = draw.choice((30, 30, 60, 90))
        on = sorted(draw.sample(range(days), 2)) if days > 1 and draw.random() < 0.15 else [draw.randrange(days)]
        clock = draw.choice([c for c in clocks if c + length <= last * 60])
        own = (0, 1) if weeks == 2 and draw.random() < 0.7 else (draw.randrange(weeks),)
        cells = {(w, d, c) for w in own for d in on for c in range(clock, clock + length, 30)}
        if not overlaps and cells & taken:
            continue
        taken |= cells
        said = {"people": draw.choice((2, 3, 5)), "organized": draw.random() < 0.5, "external": draw.random() < 0.2}
        meetings += [meeting(f"m{number}", d, clock, length, w, **said) for w in own for d in on]
    if draw.random() < 0.3:
        block = meeting("own", draw.randrange(days), draw.choice(clocks), 30, people=None)
        meetings.append(block._replace(kind="block"))
    pause = draw.random() < 0.15
    return weeks_of(meetings, weeks), hours(days, last=last, pause=pause), _limits(draw, meetings, days)


def _limits(draw: random.Random, meetings: Sequence[Occurrence], days: int) -> Limits:
    keys = sorted({key_of(each) for each in meetings if each.kind == "meeting"})
    mornings = draw.randint(1, days) if draw.random() < 0.25 else 0
    return Limits(
        changes=draw.choice((1, 2, 2)),
        without=frozenset({(None, "drop")}) if draw.random() < 0.4 else frozenset(),
        kept=frozenset(keys[:1]) if draw.random() < 0.2 else frozenset(),
        one_on_ones_stay=draw.random() < 0.1,
        not_before=10 * HOUR if draw.random() < 0.2 else None,
        not_after=13 * HOUR if draw.random() < 0.1 else None,
        free_days=frozenset({draw.randrange(days)}) if draw.random() < 0.1 else frozenset(),
        some_day_free=draw.random() < 0.15,
        half_day_free=draw.random() < 0.15,
        free_mornings=mornings,
        longest_run=draw.choice((None, 90 * MINUTE, 150 * MINUTE)),
        gathered=frozenset(keys[:2]) if len(keys) > 1 and draw.random() < 0.1 else frozenset(),
        grid=draw.choice((30, 60, 60, 120)) * MINUTE,
        disturbance=draw.choice((0.0, 1.0, 1.0, 3.0)),
    )


def all_edits(offer: Offer) -> list[Edit]:
    """Every edit of a series."""
    moves = [Edit(offer.item.key, "move", (day,), clock) for day, clocks in offer.starts for clock in clocks]
    return [option.edit for option in offer.options] + moves


def plans(offers: Sequence[Offer], changes: int) -> Iterator[tuple[Edit, ...]]:
    """Every plan of at most so many edits."""
    if not offers:
        yield ()
        return
    first, *rest = offers
    for others in plans(rest, changes):
        yield others
        if len(others) < changes:
            for edit in all_edits(first):
                yield (edit, *others)


def brute_force(given: Timeline, preferences: Preferences, limits: Limits) -> tuple[float, int] | None:
    """The best objective in seconds of all weeks together, and the focus of it; None where the limits cannot be met.

    Every choice is tried, measured by the analysis, and looked at on the edited timeline.
    """
    ground = ground_of(given, preferences)
    items = items_of(given, preferences)
    offers = offers_of(items, replace(limits, gathered=frozenset()), ground)
    by_key = {item.key: item for item in items}
    best: tuple[float, int] | None = None
    for edits in plans(offers, limits.changes):
        if not _gathers(edits, by_key, limits):
            continue
        price = sum(price_of(by_key[edit.key], edit, ground.weeks) for edit in edits) * ground.weeks * MINUTE
        after = apply_edits(given, edits)
        focus = measured(after, preferences).focus_seconds
        value = focus - limits.disturbance * price
        if best is not None and (value, -price) <= (best[0], -best[1]):
            continue
        if broken_limits(given, after, edits, limits, ground, preferences):
            continue
        best = value, price
    return best


def _gathers(edits: Sequence[Edit], items: Mapping[SeriesKey, Item], limits: Limits) -> bool:
    """Whether series to be gathered are only moved, to one common day, and stay where they are on it already."""
    if not limits.gathered:
        return True
    edited = {edit.key for edit in edits}
    days = {items[key].days for key in limits.gathered if key in items and key not in edited}
    days |= {edit.days for edit in edits if edit.key in limits.gathered}
    for edit in edits:
        if edit.key in limits.gathered and (edit.kind != "move" or edit.days == items[edit.key].days):
            return False
    return len({day for own in days for day in own}) <= 1


def only_moves(**said: Any) -> Limits:
    """Limits under which meetings may only be moved, and runs may be as long as they are."""
    kinds: tuple[EditKind, ...] = ("drop", "every-other", "shorten", "when-needed")
    return Limits(without=frozenset((None, kind) for kind in kinds), longest_run=None, **said)


def full_week(seed: int, count: int, weeks: int = 1) -> Timeline:
    """A week, or a fortnight, of some series of 15 to 90 minutes that overlap as they fall."""
    draw = random.Random(seed)
    meetings: list[Occurrence] = []
    for number in range(count):
        length = draw.choice((15, 30, 30, 45, 60, 60, 90))
        several = draw.random() < 0.12
        days = sorted(draw.sample(range(5), 3)) if several else [draw.randrange(5)]
        clock = draw.randrange(540, 1_020 - length + 1, 15)
        said = {
            "people": 2 if draw.random() < 0.2 else draw.randint(3, 12),
            "organized": draw.random() < 0.4,
            "external": draw.random() < 0.15,
        }
        own = range(weeks) if weeks == 1 or draw.random() < 0.8 else (draw.randrange(2),)
        meetings += [meeting(f"m{number}", day, clock, length, week, **said) for week in own for day in days]
    return weeks_of(meetings, weeks)
