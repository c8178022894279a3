"""What-if: edits of a typical week, the limits of a plan, and the plan itself (METRICS.md §10, docs/planner.md).

Lengths are whole seconds, prices whole minutes of focus a week; shown figures are minutes a week.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from app.model.occurrences import Timeline
    from app.model.series_figures import SeriesKey

EditKind = Literal["drop", "every-other", "shorten", "move", "gather", "when-needed"]
EDIT_KINDS: Final[tuple[EditKind, ...]] = ("drop", "every-other", "shorten", "move", "gather", "when-needed")

ProofKind = Literal["best-possible", "best-found", "nothing-helps", "cannot-be-met"]

MOST_CHANGES: Final = 10
"""The most changes that one plan may have: the share of each is worked out over all subsets."""


class Edit(NamedTuple):
    """One change of one series, on all its days.

    Attributes:
        key: the series.
        kind: what is done.
        days: weekdays (0 is Monday) on which it takes place afterwards; of a move and a gathering the new ones.
        start: seconds since local midnight, of a move and a gathering; else None.
        seconds: the new length, where it is shortened; else None.
        week: the week that stays (0 is A, 1 is B), of every other time and only when needed; else None.

    """

    key: SeriesKey
    kind: EditKind
    days: tuple[int, ...] = ()
    start: int | None = None
    seconds: int | None = None
    week: int | None = None


class Place(NamedTuple):
    """Where one occurrence of a typical fortnight stands: week (0, 1), weekday (0 is Monday), start and end.

    Start and end are instants, seconds since 1970 UTC; ``clock`` is the start in seconds since local midnight.
    """

    week: int
    weekday: int
    start: int
    end: int
    clock: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A series of a typical fortnight as the planner sees it: all its days are one change.

    Attributes:
        uid: the whole UID of its newest occurrence.
        places: in order of time.
        people: how many, me among them; unknown ones count as two.
        organized: I organize it; what is unknown counts as somebody else's.
        optional: I am an optional participant.
        one_on_one: it repeats, and exactly two people are in it.
        external: somebody outside my domains is in it.

    """

    key: SeriesKey
    uid: str
    title: str
    places: tuple[Place, ...]
    people: int
    organized: bool
    optional: bool
    one_on_one: bool
    external: bool

    @property
    def weeks(self) -> frozenset[int]:
        """The weeks in which it takes place."""
        return frozenset(each.week for each in self.places)

    @property
    def days(self) -> tuple[int, ...]:
        """The weekdays on which it takes place, in order."""
        return tuple(sorted({each.weekday for each in self.places}))

    @property
    def is_odd(self) -> bool:
        """Tell whether it has several starts, lengths or times a day: then it can be left or thinned, not shifted."""
        kinds = {(each.clock, each.end - each.start) for each in self.places}
        return len(kinds) > 1 or len({(each.week, each.weekday) for each in self.places}) < len(self.places)

    @property
    def length(self) -> int:
        """The length of an occurrence in seconds, the longest of an odd one."""
        return max(each.end - each.start for each in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a plan must keep to.

    Attributes:
        changes: at most so many series change.
        kept: series that stay as they are.
        without: edits that are not offered, of one series or (None) of all.
        one_on_ones_stay: 1:1s do not even move. They are never dropped, thinned or shortened.
        not_before: no meeting begins before this second of the day.
        not_after: no meeting ends after this second of the day.
        excused: series that may stay where they are before or after these times.
        free_days: weekdays (0 is Monday) without meetings.
        some_day_free: one working day without meetings, whichever.
        half_day_free: half a working day, before or after its middle, that is one focus block.
        free_mornings: in each week so many days whose working time before noon, of two hours or more, holds no
            meeting: ``Day.free_morning`` of the analysis.
        longest_run: no stretch of meetings longer than this many seconds is built; None: any.
        gathered: series that go to one common day.
        shorten_to: lengths in seconds instead of the usual ones (25 min for 26 to 45, 50 for 51 to 90).
        grid: seconds between the starts that a move may go to, counted from midnight.
        disturbance: how much a minute of price weighs against a minute of focus; 0: focus at any price.
        seconds: after so many seconds the search ends with the best found.

    """

    changes: int = 5
    kept: frozenset[SeriesKey] = frozenset()
    without: frozenset[tuple[SeriesKey | None, EditKind]] = frozenset()
    one_on_ones_stay: bool = False
    not_before: int | None = None
    not_after: int | None = None
    excused: frozenset[SeriesKey] = frozenset()
    free_days: frozenset[int] = frozenset()
    some_day_free: bool = False
    half_day_free: bool = False
    free_mornings: int = 0
    longest_run: int | None = 150 * 60
    gathered: frozenset[SeriesKey] = frozenset()
    shorten_to: tuple[int, ...] = ()
    grid: int = 15 * 60
    disturbance: float = 1.0
    seconds: float = 30.0


class Met(NamedTuple):
    """A time at which people met: weekday (0 is Monday), start and end in seconds since local midnight."""

    weekday: int
    start: int
    end: int


Familiar = Mapping["SeriesKey", frozenset[Met]]
"""Times at which a series, or other meetings of all its people, took place before: nobody's calendar is known, but
there they could come."""


class Proof(NamedTuple):
    """How good a plan is known to be.

    Attributes:
        could_win_more: minutes a week by which a better plan could beat it, 0 where it is proven to be the best, None
            where nothing is known yet.

    """

    kind: ProofKind
    could_win_more: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One edit of a plan, with what it wins and costs.

    Attributes:
        item: the series as it is today.
        price: minutes of focus a week that it must be worth.
        share: its part of the gain in seconds a week (Shapley): the shares sum to the whole gain.
        alone: what it would win as the only change, seconds a week.
        last: what the plan would lose without it, seconds a week.
        makes_room_for: series whose moves need it.
        works_with: it wins nothing alone: these series change with it.
        covered_by: titles of what still covers its old time, where it wins nothing alone.
        familiar: its people met at its new time before.

    """

    edit: Edit
    item: Item
    price: int
    share: Fraction
    alone: Fraction
    last: Fraction
    makes_room_for: tuple[SeriesKey, ...] = ()
    works_with: tuple[SeriesKey, ...] = ()
    covered_by: tuple[str, ...] = ()
    familiar: bool = False


class Clash(NamedTuple):
    """Why limits cannot be met.

    Attributes:
        needed: so many changes would do; None: no number of changes does.
        limits: the smallest set of limits found that clash, by their names among the fields of ``Limits``.
        titles: the meetings that they clash over, where they are known.
        allowed: so many changes the limits allow.
        mornings: so many free mornings they ask for, where it is these that need more changes, or cannot be had.

    """

    needed: int | None
    limits: tuple[str, ...]
    titles: tuple[str, ...]
    allowed: int | None = None
    mornings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The changes that win the most focus for the least disturbance, and how sure that is.

    All figures are means of the weeks of the timeline, in seconds a week.

    Attributes:
        before: focus in blocks of two hours or more, today.
        after: the same after the changes, measured by the same analysis.
        blocks_before: focus blocks a week.
        changes: in the order of gain per disturbance, the best first.
        price: minutes a week, all changes together.
        objective: gain less price, seconds a week.
        never_needed: focus after it if what is attended only when needed is never needed; None without such an edit.
        always_needed: likewise if it is always needed.
        mornings_before: for each week the weekdays (0 is Monday) whose morning holds no meeting, today.
        mornings_after: the same after the changes.
        clash: why the limits cannot be met, where they cannot.
        timeline: the edited fortnight; the given one where the limits cannot be met.

    """

    before: Fraction
    after: Fraction
    blocks_before: Fraction
    blocks_after: Fraction
    changes: tuple[Change, ...]
    price: int
    objective: Fraction
    proof: Proof
    timeline: Timeline
    never_needed: Fraction | None = None
    always_needed: Fraction | None = None
    mornings_before: tuple[tuple[int, ...], ...] = ()
    mornings_after: tuple[tuple[int, ...], ...] = ()
    clash: Clash | None = None

    @property
    def gain(self) -> Fraction:
        """Focus won, in seconds a week."""
        return self.after - self.before

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, in the order of the changes."""
        return tuple(change.edit for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypicalWeeks:
    """The typical fortnight of some complete weeks.

    Attributes:
        timeline: two weeks, A and B, like any other timeline.
        weeks: how many complete weeks it is drawn from.
        left_out: seconds of meetings a week that belong to rarer series and one-offs.
        familiar: times at which each of its series, or its people, met in these weeks.

    """

    timeline: Timeline
    weeks: int
    left_out: Fraction
    familiar: Familiar


class WhyNot(NamedTuple):
    """Why an edit is not in the plan.

    Attributes:
        reason: ``locked``, ``excluded``, ``no-place``, ``infeasible``, ``worse``, or ``in-plan``.
        wins_less: seconds a week by which the best plan with it is worse, for ``worse``.
        covered_by: titles of meetings that lie at the same time, so that without it nothing opens.

    """

    reason: Literal["locked", "excluded", "no-place", "infeasible", "worse", "in-plan"]
    wins_less: Fraction | None = None
    covered_by: tuple[str, ...] = ()


class Invitation(NamedTuple):
    """An invitation that is not answered yet, and what it would cost.

    Attributes:
        focus_seconds: focus that the week would lose by it.
        opens: the event itself, as evidence; empty where nothing is kept of it.

    """

    uid: str
    title: str
    start: int
    end: int
    focus_seconds: int
    opens: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A week against the meeting hours that the person set for it.

    Attributes:
        monday: the ordinal of its Monday.
        allowed: seconds of meetings; None where none are set.
        scheduled: seconds of meetings in it; None where that is unknown.
        unanswered: the part of ``scheduled`` that only invitations not answered cover.
        invitations: in order of start.

    """

    monday: int
    allowed: int | None
    scheduled: int | None
    unanswered: int | None
    invitations: tuple[Invitation, ...]
