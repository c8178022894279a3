"""What may be done with each series of a timeline, and its price (METRICS.md §10; docs/planner.md, prices)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.patterns.spectator import is_optional
from app.analysis.series_keys import key_of
from app.model.plans import Edit, Item, Place
from app.planning.edits import attended

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.occurrences import Occurrence, Timeline
    from app.model.plans import EditKind, Limits
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey
    from app.model.spans import Span

MINUTE: Final = 60

WORTH_A_TALK: Final = 10
"""c0: minutes a week below which no change is worth a conversation."""
EFFORT: Final[dict[str, float]] = {"move": 2, "gather": 2, "shorten": 1}
"""e of the edits; all others 2."""
ANOTHER_DAY: Final = 3
"""What another weekday adds to e."""
MOST_PEOPLE: Final = 12
SOMEBODY_ELSES: Final = 2.0
OUTSIDE: Final = 1.5
ONE_ON_ONE: Final = 1.5
OPTIONAL: Final = 0.5
LOST: Final = 1.0
LOST_OPTIONAL: Final = 0.5
LOST_BY_SHORTENING: Final = 0.2


class Option(NamedTuple):
    """One thing that may be done with a series, other than moving one that takes place on one day a week.

    Attributes:
        stays: spans that stand where they stood, shortened or not.
        moves: spans at a new place.
        price: whole minutes of focus a week.

    """

    edit: Edit
    stays: tuple[Span, ...]
    moves: tuple[Span, ...]
    price: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One series and all that may be done with it.

    Attributes:
        options: one variable each.
        days: of a series on one day a week, the weekdays that it may go to, each with the price.
        starts: for each such weekday the starts on the clock (seconds since midnight) that it may go to.

    """

    item: Item
    options: tuple[Option, ...]
    days: tuple[tuple[int, int], ...]
    starts: tuple[tuple[int, tuple[int, ...]], ...]

    @property
    def is_locked(self) -> bool:
        """Tell whether nothing can be done with it."""
        return not self.options and not self.days


class Ground(NamedTuple):
    """Where meetings can be put.

    Attributes:
        first: the ordinal of the Monday of week A.
        weeks: 1 or 2.
        segments: for each day (counted from ``first``) the intervals of W(d).
        blocked: united spans that no meeting may be moved onto: own blocks, and meetings that do not count.
        breaking: united own blocks that break focus as meetings do.

    """

    first: int
    weeks: int
    segments: Sequence[Sequence[Span]]
    blocked: Sequence[Span]
    breaking: Sequence[Span]
    timeline: Timeline

    def weekday(self, instant: int) -> int:
        """Return the weekday (0 is Monday) of an instant."""
        return (self.timeline.period.zone.local(instant)[0] - self.first) % 7

    def instant(self, week: int, weekday: int, clock: int) -> int:
        """Return the instant of a time on the clock."""
        return self.timeline.period.zone.epoch(self.first + 7 * week + weekday, clock)

    def fits(self, start: int, end: int, day: int) -> bool:
        """Tell whether a span lies within one interval of a day's working time, off own blocks."""
        inside = any(begin <= start and end <= stop for begin, stop in self.segments[day])
        return inside and not any(begin < end and start < stop for begin, stop in self.blocked)


def items_of(timeline: Timeline, preferences: Preferences) -> tuple[Item, ...]:
    """Return the series whose meetings count on the days of a timeline, in order of their first start."""
    found: dict[SeriesKey, list[Occurrence]] = {}
    for each in attended(timeline, preferences):
        if each.start >= timeline.period.start:
            found.setdefault(key_of(each), []).append(each)
    return tuple(_item(key, own, timeline) for key, own in found.items())


def _item(key: SeriesKey, own: Sequence[Occurrence], timeline: Timeline) -> Item:
    newest = own[-1]
    who = newest.attendance
    zone, first = timeline.period.zone, timeline.period.first
    places = []
    for each in own:
        day, clock = zone.local(each.start)
        places.append(Place((day - first) // 7, (day - first) % 7, each.start, each.end, clock))
    return Item(
        key=key,
        uid=newest.series.uid,
        title=newest.event.title,
        places=tuple(places),
        people=who.people if who.people is not None else 2,
        organized=bool(who.organized),
        optional=is_optional(newest, timeline.me.addresses),
        one_on_one=newest.series.recurs and who.people == 2 and not who.at_least and who.others,
        external=bool(who.external),
    )


def price_of(item: Item, edit: Edit, weeks: int) -> int:
    """Return what an edit must win to be worth its disturbance, in whole minutes a week; halves go up.

    c0 + e · q · h + b · lost (docs/planner.md).
    """
    not_going = edit.kind in {"drop", "when-needed"} and not (edit.kind == "drop" and item.organized)
    only_me = not_going
    people = 1 if not_going else min(max(item.people - 1, 0), MOST_PEOPLE)
    effort = EFFORT.get(edit.kind, 2.0)
    if edit.kind in {"move", "gather"} and edit.days != item.days:
        effort += ANOTHER_DAY
    weight = 1.0 if item.organized else SOMEBODY_ELSES
    weight *= (OUTSIDE if item.external else 1.0) * (ONE_ON_ONE if item.one_on_one else 1.0)
    if only_me and item.optional:
        weight *= OPTIONAL
    exact = WORTH_A_TALK + effort * people * weight + _worth(item, edit) * _lost(item, edit) / MINUTE / weeks
    return int(exact + 0.5)


def _worth(item: Item, edit: Edit) -> float:
    if edit.kind == "shorten":
        return LOST_BY_SHORTENING
    return LOST_OPTIONAL if item.optional else LOST


def _lost(item: Item, edit: Edit) -> int:
    """Return how many seconds of the timeline no longer take place, or are no longer attended."""
    return sum(each.end - each.start for each in item.places) - sum(end - start for start, end in _left(item, edit))


def _left(item: Item, edit: Edit) -> list[Span]:
    """Return where a series stands after an edit that moves nothing; after a move, as before."""
    if edit.kind == "drop":
        return []
    if edit.kind in {"every-other", "when-needed"}:
        return [(each.start, each.end) for each in item.places if each.week == edit.week]
    if edit.kind == "shorten":
        assert edit.seconds is not None
        return [(each.start, min(each.end, each.start + edit.seconds)) for each in item.places]
    return [(each.start, each.end) for each in item.places]


# ---- what is offered ----


def offers_of(items: Iterable[Item], limits: Limits, ground: Ground) -> tuple[Offer, ...]:
    """Return what may be done with each series under some limits."""
    return tuple(_offer(item, limits, ground) for item in items)


def _offer(item: Item, limits: Limits, ground: Ground) -> Offer:
    if item.key in limits.kept or (item.one_on_one and limits.one_on_ones_stay):
        return Offer(item, (), (), ())

    def allowed(kind: EditKind) -> bool:
        return (item.key, kind) not in limits.without and (None, kind) not in limits.without

    gathered = item.key in limits.gathered
    edits = [] if gathered else [edit for edit in _standing(item, limits, ground) if allowed(edit.kind)]
    options = [Option(edit, tuple(_left(item, edit)), (), price_of(item, edit, ground.weeks)) for edit in edits]
    kind: EditKind = "gather" if gathered else "move"
    if item.is_odd or not allowed(kind):
        return Offer(item, tuple(options), (), ())
    if len(item.days) > 1:
        if not gathered:
            options += _moves_of_several_days(item, limits, ground)
        return Offer(item, tuple(options), (), ())
    starts = [(day, own) for day in range(7) if (own := _starts(item, day, limits, ground))]
    days = [(day, price_of(item, Edit(item.key, kind, (day,)), ground.weeks)) for day, __ in starts]
    return Offer(item, tuple(options), tuple(days), tuple(starts))


def _standing(item: Item, limits: Limits, ground: Ground) -> list[Edit]:
    """Return the edits that move nothing."""
    if item.one_on_one:
        return []
    key, days = item.key, item.days
    found = [Edit(key, "drop")]
    weekly = ground.weeks == 2 and item.weeks == {0, 1}
    if weekly:
        found += [Edit(key, "every-other", days, week=week) for week in (0, 1)]
        if not item.organized:
            found.append(Edit(key, "when-needed", days, week=1))
    if not item.is_odd:
        found += [Edit(key, "shorten", days, seconds=seconds) for seconds in _shorter(item.length, limits)]
    return found


def _shorter(seconds: int, limits: Limits) -> list[int]:
    if limits.shorten_to:
        return sorted({each for each in limits.shorten_to if 0 < each < seconds})
    if 25 * MINUTE < seconds <= 45 * MINUTE:
        return [25 * MINUTE]
    return [50 * MINUTE] if 50 * MINUTE < seconds <= 90 * MINUTE else []


def may_stand(start: int, length: int, limits: Limits) -> bool:
    """Tell whether a meeting may stand at a time on the clock (seconds since midnight)."""
    early = limits.not_before is not None and start < limits.not_before
    late = limits.not_after is not None and start + length > limits.not_after
    return not early and not late


def _clocks(weekday: int, grid: int, ground: Ground) -> list[int]:
    """Return the starts of the grid on a weekday that lie in working time in any week."""
    zone = ground.timeline.period.zone
    found: set[int] = set()
    for week in range(ground.weeks):
        for begin, end in ground.segments[7 * week + weekday]:
            low, high = (zone.local(at)[1] for at in (begin, end - 1))
            found.update(range(-(-low // grid) * grid, high + 1, grid))
    return sorted(found)


def _starts(item: Item, weekday: int, limits: Limits, ground: Ground) -> tuple[int, ...]:
    """Return where a series of one day a week may go on a weekday."""
    if weekday in limits.free_days:
        return ()
    length = item.length

    def fits(clock: int) -> bool:
        at = [(week, ground.instant(week, weekday, clock)) for week in item.weeks]
        return all(ground.fits(start, start + length, 7 * week + weekday) for week, start in at)

    return tuple(c for c in _clocks(weekday, limits.grid, ground) if may_stand(c, length, limits) and fits(c))


def _moves_of_several_days(item: Item, limits: Limits, ground: Ground) -> list[Option]:
    """Return the moves of a series on several days: the same days, another start."""
    if limits.free_days & set(item.days):
        return []
    length, found = item.length, []
    for clock in sorted({c for day in item.days for c in _clocks(day, limits.grid, ground)}):
        if clock == item.places[0].clock or not may_stand(clock, length, limits):
            continue
        at = [(each, ground.instant(each.week, each.weekday, clock)) for each in item.places]
        if all(ground.fits(start, start + length, 7 * each.week + each.weekday) for each, start in at):
            edit = Edit(item.key, "move", item.days, clock)
            spans = tuple((start, start + length) for __, start in at)
            found.append(Option(edit, (), spans, price_of(item, edit, ground.weeks)))
    return found
