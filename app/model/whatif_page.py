"""What the What-if page shows: a week as it is and as it would be, ready to paint (METRICS.md §10).

All words in it are written; times on the clock are seconds since local midnight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.charts import Table
    from app.model.phrases import Phrase
    from app.model.plans import Edit, Limits, Plan
    from app.model.series_figures import SeriesKey

Base = Literal["typical", "chosen"]
"""``typical``: the weeks that the last complete ones have in common; ``chosen``: the last week of the period."""

SOME_DAY = -1
"""In place of a weekday: whichever."""
MOST_MORNINGS = 5
"""So many free mornings can be asked for."""


BlockRole = Literal["meeting", "focus", "fragment", "outside", "double", "own", "breaking"]
"""What a block of a week is: a role of charts, or own time, which breaks focus as meetings do or does not."""


MOST_ASKED = 8
"""So many changes may be asked for on the page."""


class Wish(NamedTuple):
    """What a person asks of a plan, as the form on the page has it.

    Attributes:
        changes: at most so many series change.
        one_on_ones_stay: 1:1s do not move.
        not_before: no meeting begins before this second of the day; None: whenever.
        free_day: a weekday (0 is Monday) without meetings, or ``SOME_DAY``; None: none is asked for.
        half_day_free: half a working day that is one focus block.
        hour_worth: minutes of disturbance that an hour of focus is worth; 0: any.
        free_mornings: in each week so many mornings without meetings.

    """

    changes: int = 5
    one_on_ones_stay: bool = False
    not_before: int | None = None
    free_day: int | None = None
    half_day_free: bool = False
    hour_worth: int = 60
    free_mornings: int = 0


class Asked(NamedTuple):
    """What a person asks of a plan: the form, and the series that stay."""

    wish: Wish
    kept: frozenset[SeriesKey]


class Draft(NamedTuple):
    """What a person has tried so far.

    Attributes:
        base: which week it is about.
        edits: at most one of a series that moves it, and one that leaves, thins or shortens it.
        kept: series that stay as they are.

    """

    base: Base = "typical"
    edits: tuple[Edit, ...] = ()
    kept: frozenset[SeriesKey] = frozenset()
    wish: Wish = Wish()


class WeekBlock(NamedTuple):
    """One block of a day.

    Attributes:
        start: on the clock.
        end: likewise.
        lane: of meetings at the same time, which one beside the other it is.
        lanes: how many of them stand beside each other.
        title: what is written in it.
        detail: a second text, in lighter letters.
        tip: everything about it.
        item: of a meeting: the number of its series; None: it can only be looked at.
        changed: an edit has brought it here, or shortened it.

    """

    role: BlockRole
    start: int
    end: int
    lane: int
    lanes: int
    title: str
    detail: str
    tip: str
    item: int | None = None
    changed: bool = False


class WeekColumn(NamedTuple):
    """One day, with its name in short and what a screen reader says of it."""

    weekday: int
    name: str
    spoken: str
    working: tuple[tuple[int, int], ...]
    blocks: tuple[WeekBlock, ...]


class WeekItem(NamedTuple):
    """A series that can be changed, and what can be done with it.

    Attributes:
        days: weekdays on which it takes place, 0 is Monday.
        start: on the clock, of its first day.
        seconds: its length.
        moves: it can go to another time.
        changes_day: it can go to another day.
        shortens: it can be made shorter.
        leaves: it can be dropped.
        thins: it can take place every other time.
        when_needed: it can be come to only when needed.
        own: I organize it.
        why_not: why something of these is not possible; empty where all is.

    """

    key: SeriesKey
    title: str
    days: tuple[int, ...]
    start: int
    seconds: int
    moves: bool
    changes_day: bool
    shortens: bool
    leaves: bool
    thins: bool
    when_needed: bool
    own: bool
    why_not: str


class FigureChange(NamedTuple):
    """One figure before and after.

    Attributes:
        unit: what stands behind the number, in small; may be empty.
        difference: in words.
        note: a further line; may be empty.
        is_gain: more focus: the one figure whose gain has a colour.
        opens: the events behind the figure before.

    """

    name: str
    before: str
    after: str
    unit: str
    difference: str
    note: str
    is_gain: bool
    opens: str


class Tried(NamedTuple):
    """A week after some edits.

    Attributes:
        days: of the week that is shown.
        figures: means of both weeks where there are two.
        sentence: what the edits come to.
        differs: whether the two weeks are not alike, so that one chooses between them.

    """

    days: tuple[WeekColumn, ...]
    figures: tuple[FigureChange, ...]
    sentence: tuple[Phrase, ...]
    differs: bool


class ChangeRow(NamedTuple):
    """One change in words.

    Attributes:
        edit: what it is; a series that is moved and shortened has a row for each.
        what: what becomes of it: "Friday 11:00 → 13:00".
        consent: whom to ask.
        gain: what it wins a week; empty where that is not worked out.
        why: sentences on what it wins.

    """

    edit: Edit
    title: str
    what: str
    consent: str
    gain: str
    why: str


class Weighed(NamedTuple):
    """The changes in the order of gain per disturbance, and what they rest on.

    Attributes:
        rests_on: what is assumed, sentence by sentence.

    """

    rows: tuple[ChangeRow, ...]
    rests_on: str


class FoundPlan(NamedTuple):
    """What the planner found.

    Attributes:
        edits: its changes.
        proof: how good they are known to be; of none, why there are none.
        plan: all of it, for what is asked of it later.
        limits: what it was found under.

    """

    edits: tuple[Edit, ...]
    proof: str
    plan: Plan
    limits: Limits


class CurveStep(NamedTuple):
    """The best plan with at most so many changes.

    Attributes:
        changes: at most so many.
        label: the same in words.
        gain: hours of focus that it wins a week; None: so few cannot keep the limits.
        words: the step in a sentence.

    """

    changes: int
    label: str
    gain: float | None
    words: str
    found: FoundPlan


class PlanCurve(NamedTuple):
    """How much more changes win.

    Attributes:
        sentence: where more of them stop paying.
        steps: from one change to the most.
        most: the largest gain in words, for the axis.

    """

    sentence: str
    steps: tuple[CurveStep, ...]
    most: str
    table: Table


class PlanLine(NamedTuple):
    """One of several plans.

    Attributes:
        title: what it wins.
        differs: how much it disturbs, and what it has in place of which changes of the first.

    """

    title: str
    differs: str
    found: FoundPlan


class Answer(NamedTuple):
    """What was asked, and what is the answer."""

    title: str
    sentence: str
