"""The mixed-integer model of a plan: which changes, where to, and the focus that remains (docs/planner.md).

The model is only a way to choose: it supplies no figure that is shown.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.days import FOCUS
from app.planning.options import may_stand
from app.planning.parts_of_day import halves_of, mornings_of
from app.planning.slots_of_time import SlotTable
from app.planning.solver import Mip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.plans import Edit, Limits
    from app.model.series_figures import SeriesKey
    from app.model.spans import Span
    from app.planning.options import Ground, Offer, Option
    from app.planning.solver import Solved

_MINUTE: Final = 60

ClassKey = tuple[int, frozenset[int]]
"""Meetings that can stand for each other when they are moved: the same length, in the same weeks."""


class Target(NamedTuple):
    """A place that a meeting of a class may be moved to: weekday, start on the clock, and its spans in each week."""

    group: ClassKey
    weekday: int
    clock: int
    spans: tuple[Span, ...]


class Choice(NamedTuple):
    """What a solution chooses: options, and items to days and places of their class, which are matched later."""

    options: tuple[tuple[int, Option], ...]
    days: tuple[tuple[int, int], ...]
    targets: tuple[Target, ...]


class PlanModel:
    """Columns and rows for some offers under some limits; further rows may be added before it is solved."""

    def __init__(self, offers: Sequence[Offer], limits: Limits, ground: Ground) -> None:
        """Build the model; objective values are in units of ``unit`` seconds, summed over the weeks."""
        self.offers = offers
        self._limits = limits
        self._ground = ground
        self.mip = Mip()
        self._targets = _targets(offers, ground)
        self._table = SlotTable(ground.segments, self._edges())
        self.unit = self._unit()
        self._add_choices()
        self._add_cover()
        self._add_focus()
        self._add_cover_rows()
        if limits.longest_run is not None:
            self._limit_runs(limits.longest_run)
        self._add_limits()

    # ---- what is cut, and in what unit ----

    def _edges(self) -> list[int]:
        edges: list[int] = []
        for offer in self.offers:
            for place in offer.item.places:
                edges += (place.start, place.end)
            for option in offer.options:
                for span in (*option.stays, *option.moves):
                    edges += span
        for target in self._targets:
            for span in target.spans:
                edges += span
        for span in self._breaking():
            edges += span
        for __, halves in self._halves() if self._limits.half_day_free else ():
            edges += [edge for half in halves for spans in half for span in spans for edge in span]
        for week in range(self._ground.weeks) if self._limits.free_mornings else ():
            edges += [edge for spans in mornings_of(self._ground, week).values() for span in spans for edge in span]
        return edges

    def _breaking(self) -> Sequence[Span]:
        return self._ground.breaking

    def _unit(self) -> int:
        """Return 60 where every length and price is a whole number of minutes, else 1."""
        whole = all((end - start) % _MINUTE == 0 for start, end in self._table)
        return _MINUTE if whole and float(self._limits.disturbance).is_integer() else 1

    def _price(self, minutes: int) -> float:
        return round(self._ground.weeks * self._limits.disturbance * minutes * _MINUTE / self.unit)

    # ---- columns ----

    def _add_choices(self) -> None:
        mip = self.mip
        self.x: dict[tuple[int, int], int] = {}
        self.m: dict[tuple[int, int], int] = {}
        self.prices: dict[int, int] = {}
        for i, offer in enumerate(self.offers):
            for o, option in enumerate(offer.options):
                self.x[i, o] = mip.column(-self._price(option.price), whole=True)
                self.prices[self.x[i, o]] = option.price
            for day, price in offer.days:
                self.m[i, day] = mip.column(-self._price(price), whole=True)
                self.prices[self.m[i, day]] = price
        self.u = [mip.column(whole=True) for __ in self._targets]
        self.f = [mip.column((end - start) / self.unit, whole=False) for start, end in self._table]
        for i in range(len(self.offers)):
            own = self.of_item(i)
            if len(own) > 1:
                mip.row(dict.fromkeys(own, 1.0), most=1)
        self.choices = [*self.x.values(), *self.m.values()]
        if self.choices:
            mip.row(dict.fromkeys(self.choices, 1.0), most=self._limits.changes)
        self._pool()

    def _pool(self) -> None:
        """As many meetings of a class go to places of a day as are moved to that day."""
        places: dict[tuple[ClassKey, int], list[int]] = defaultdict(list)
        for target, column in zip(self._targets, self.u, strict=True):
            places[target.group, target.weekday].append(column)
        going: dict[tuple[ClassKey, int], list[int]] = defaultdict(list)
        for (i, day), column in self.m.items():
            going[class_of(self.offers[i]), day].append(column)
        for where, columns in places.items():
            terms = dict.fromkeys(columns, -1.0) | dict.fromkeys(going[where], 1.0)
            self.mip.row(terms, least=0, most=0)

    def of_item(self, i: int) -> list[int]:
        """Return the columns of one item."""
        offer = self.offers[i]
        return [self.x[i, o] for o in range(len(offer.options))] + [self.m[i, day] for day, __ in offer.days]

    # ---- rows: one row says no focus under a meeting, and no moved meeting on another ----

    def _add_cover(self) -> None:
        table = self._table
        self.moving: list[list[int]] = [[] for __ in table]
        for target, column in zip(self._targets, self.u, strict=True):
            for slot in table.covered(target.spans):
                self.moving[slot].append(column)
        self.standing: list[list[tuple[int, list[int]]]] = [[] for __ in table]
        for i, offer in enumerate(self.offers):
            for o, option in enumerate(offer.options):
                for slot in table.covered(option.moves):
                    self.moving[slot].append(self.x[i, o])
            own = table.covered((place.start, place.end) for place in offer.item.places)
            kept = [set(table.covered(option.stays)) for option in offer.options]
            for slot in dict.fromkeys(own):
                leave = [self.x[i, o] for o in range(len(kept)) if slot not in kept[o]]
                leave += [self.m[i, day] for day, __ in offer.days]
                self.standing[slot].append((i, leave))
        self.broken = set(table.covered(self._breaking()))

    def _add_focus(self) -> None:
        """A focus block lasts at least two hours: the minimum up-time polytope, which is whole where choices are."""
        mip = self.mip
        for slot in self.broken:
            mip.upper[self.f[slot]] = 0.0
        for segment in self._table.segments:
            end = segment.cuts[-1]
            begun: dict[int, int] = {}
            for slot in segment.slots:
                start = self._table[slot][0]
                terms = {self.f[slot]: 1.0}
                if slot > segment.first:
                    terms[self.f[slot - 1]] = -1.0
                if start + FOCUS <= end:
                    begun[slot] = mip.column(whole=False)
                    terms[begun[slot]] = -1.0
                mip.row(terms, most=0)
                lasting = [s for at, s in begun.items() if start - FOCUS < self._table[at][0]]
                if lasting:
                    mip.row(dict.fromkeys(lasting, 1.0) | {self.f[slot]: -1.0}, most=0)

    def _add_cover_rows(self) -> None:
        """No focus under a meeting, one moved meeting at most in a slot, and none on one that stays."""
        for slot in range(len(self._table)):
            for terms, room in self._taken(slot):
                self.mip.row(terms | {self.f[slot]: 1.0}, most=room)

    def _taken(self, slot: int) -> Iterable[tuple[dict[int, float], float]]:
        """Yield what takes a slot, for each item that stands in it: terms, and how much else there is room for."""
        moving = dict.fromkeys(self.moving[slot], 1.0)
        if not self.standing[slot]:
            if moving:
                yield moving, 1.0
            return
        for __, leave in self.standing[slot]:
            terms = dict(moving)
            for column in leave:
                terms[column] = terms.get(column, 0.0) - 1.0
            yield terms, 0.0

    def _limit_runs(self, longest: int) -> None:
        """Let no longer stretch of meetings be built (docs/planner.md, limits)."""
        mip = self.mip
        windows = list(self._windows(longest))
        busy = {slot: mip.column(whole=False) for slot in sorted({slot for own in windows for slot in own})}
        for slot, column in busy.items():
            for terms, room in self._taken(slot):
                mip.row(terms | {column: -1.0}, most=room - 1)
        for own in windows:
            mip.row({busy[slot]: 1.0 for slot in own}, most=len(own) - 1)

    def _windows(self, longest: int) -> Iterable[range]:
        """Yield the shortest windows of slots longer than a run may be that are not all taken today."""
        for segment in self._table.segments:
            slots, before = segment.slots, None
            for first in reversed(slots):
                start = self._table[first][0]
                free = next((slot for slot in range(first, slots.stop) if not self.standing[slot]), None)
                last = next((slot for slot in range(first, slots.stop) if self._table[slot][1] - start > longest), None)
                if free is None or last is None:
                    continue
                end = max(free, last)
                if before is None or end < before:
                    yield range(first, end + 1)
                    before = end

    # ---- limits ----

    def _add_limits(self) -> None:
        limits = self._limits
        if limits.not_before is not None or limits.not_after is not None:
            self._add_times()
        for day in sorted(limits.free_days):
            for i, offer in enumerate(self.offers):
                if day in offer.item.days:
                    self.mip.row(dict.fromkeys(self._leaving(i, day), 1.0), least=1)
        if limits.some_day_free:
            self._add_some_day()
        if limits.half_day_free:
            self._add_half_day()
        if limits.free_mornings:
            self._add_mornings(limits.free_mornings)
        if limits.gathered:
            self._add_gathering()

    def _add_times(self) -> None:
        """An item that stands too early or too late needs an edit that cures it."""
        limits, zone = self._limits, self._ground.timeline.period.zone

        def stands(span: Span) -> bool:
            return may_stand(zone.local(span[0])[1], span[1] - span[0], limits)

        for i, offer in enumerate(self.offers):
            spans = [(place.start, place.end) for place in offer.item.places]
            if offer.item.key in limits.excused or all(map(stands, spans)):
                continue
            cures = [self.x[i, o] for o, option in enumerate(offer.options) if all(map(stands, option.stays))]
            cures += [self.m[i, day] for day, __ in offer.days]
            self.mip.row(dict.fromkeys(cures, 1.0), least=1)

    def _leaving(self, i: int, weekday: int) -> list[int]:
        """Return the columns of an item after which nothing of it is left on a weekday, in either week."""
        offer = self.offers[i]
        columns = [
            self.x[i, o]
            for o, option in enumerate(offer.options)
            if all(self._ground.weekday(start) != weekday for start, __ in (*option.stays, *option.moves))
        ]
        return columns + [self.m[i, day] for day, __ in offer.days if day != weekday]

    def _working_days(self) -> list[int]:
        ground = self._ground
        return [day for day in range(7) if any(ground.segments[7 * week + day] for week in range(ground.weeks))]

    def _add_some_day(self) -> None:
        mip, free = self.mip, dict[int, int]()
        for day in self._working_days():
            free[day] = mip.column(whole=True)
            for i, offer in enumerate(self.offers):
                if day in offer.item.days:
                    terms = dict.fromkeys(self._leaving(i, day), -1.0)
                    mip.row(terms | {free[day]: 1.0}, most=0)
                if (i, day) in self.m:
                    mip.row({free[day]: 1.0, self.m[i, day]: 1.0}, most=1)
        mip.row(dict.fromkeys(free.values(), 1.0), least=1)

    def _halves(self) -> list[tuple[int, list[list[list[Span]]]]]:
        """Return, by weekday, both halves of it: for each half the spans in each week."""
        ground = self._ground
        found = []
        for day in self._working_days():
            weeks = [halves_of(ground.segments[7 * week + day]) for week in range(ground.weeks)]
            found.append((day, [[week[0] for week in weeks], [week[1] for week in weeks]]))
        return found

    def _add_half_day(self) -> None:
        mip, free = self.mip, list[int]()
        for __, halves in self._halves():
            for half in halves:
                if not all(half):
                    continue
                free.append(mip.column(whole=True))
                for slot in self._table.covered(span for spans in half for span in spans):
                    mip.row({free[-1]: 1.0, self.f[slot]: -1.0}, most=0)
        mip.row(dict.fromkeys(free, 1.0), least=1)

    def _add_mornings(self, wanted: int) -> None:
        """In each week so many mornings hold no meeting: none that stays, and none that is moved there."""
        mip = self.mip
        for week in range(self._ground.weeks):
            free = list[int]()
            for spans in mornings_of(self._ground, week).values():
                free.append(mip.column(whole=True))
                for slot in self._table.covered(spans):
                    for terms, room in self._taken(slot):
                        mip.row(terms | {free[-1]: 1.0}, most=room)
            mip.row(dict.fromkeys(free, 1.0), least=wanted)

    def _add_gathering(self) -> None:
        mip = self.mip
        chosen = {day: mip.column(whole=True) for day in self._working_days()}
        mip.row(dict.fromkeys(chosen.values(), 1.0), least=1, most=1)
        for i, offer in enumerate(self.offers):
            if offer.item.key not in self._limits.gathered:
                continue
            for day, column in chosen.items():
                if offer.item.days == (day,):
                    mip.row(dict.fromkeys(self.of_item(i), 1.0) | {column: 1.0}, most=1)
                elif (i, day) in self.m:
                    mip.row({self.m[i, day]: 1.0, column: -1.0}, least=0, most=0)
                else:
                    mip.row({column: 1.0}, most=0)

    # ---- questions beside the plan ----

    def focus_costs(self) -> dict[int, float]:
        """Return the objective of focus alone."""
        return {column: (end - start) / self.unit for column, (start, end) in zip(self.f, self._table, strict=True)}

    def price_costs(self) -> dict[int, float]:
        """Return the objective of the least price."""
        return {column: -float(price) for column, price in self.prices.items()}

    def change_costs(self) -> dict[int, float]:
        """Return the objective of the fewest changes."""
        return dict.fromkeys(self.choices, -1.0)

    def columns_of(self, edit: Edit) -> list[int]:
        """Return the columns that do the same as an edit: time on the clock aside, for a series on one day a week."""
        for i, offer in enumerate(self.offers):
            if offer.item.key == edit.key:
                own = [self.x[i, o] for o, option in enumerate(offer.options) if option.edit == edit]
                if edit.kind in {"move", "gather"}:
                    own += [self.m[i, day] for day, __ in offer.days if edit.days == (day,)]
                    own += [
                        self.x[i, o]
                        for o, option in enumerate(offer.options)
                        if option.edit.kind == "move" and option.edit != edit
                    ]
                return own
        return []

    def columns_of_key(self, key: SeriesKey) -> list[int]:
        """Return all columns of a series."""
        return next((self.of_item(i) for i, offer in enumerate(self.offers) if offer.item.key == key), [])

    def chosen(self, solved: Solved) -> Choice:
        """Return what a solution chooses."""
        return Choice(
            options=tuple((i, self.offers[i].options[o]) for (i, o), column in self.x.items() if solved.has(column)),
            days=tuple(where for where, column in self.m.items() if solved.has(column)),
            targets=tuple(target for target, column in zip(self._targets, self.u, strict=True) if solved.has(column)),
        )


def class_of(offer: Offer) -> ClassKey:
    """Return which meetings a series on one day a week can stand for when it is moved."""
    return offer.item.length, offer.item.weeks


def _targets(offers: Iterable[Offer], ground: Ground) -> list[Target]:
    found: dict[tuple[ClassKey, int, int], Target] = {}
    for offer in offers:
        group = class_of(offer)
        for weekday, clocks in offer.starts:
            for clock in clocks:
                if (group, weekday, clock) in found:
                    continue
                starts = [ground.instant(week, weekday, clock) for week in sorted(group[1])]
                spans = tuple((start, start + group[0]) for start in starts)
                found[group, weekday, clock] = Target(group, weekday, clock, spans)
    return list(found.values())
