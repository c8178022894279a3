"""What the Outcomes page shows, in words and numbers that are ready to paint (METRICS.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.charts import Role, Table
    from app.model.journal import Row, WaitsFor
    from app.model.phrases import Phrase

JOURNAL = "journal:"
"""What stands before the name of a list of promises, where other figures name their events."""

Mark = Literal["open", "begun", "waits", "done"]
Verb = Literal[
    "done",
    "begin",
    "define",
    "wait",
    "resume",
    "reopen",
    "record",
    "import",
    "export",
    "one-on-one",
    "delivered",
    "conditions",
    "behind",
]


class JournalRequest(NamedTuple):
    """What a person asks of the journal in the window: a change of it, a file, or a sheet.

    Attributes:
        promise: the number of the promise that is changed.
        reason: what it waits for.
        text: what done means; the person of a sheet; the name of the list that is behind a figure.
        row: what is recorded.
        day: of the change, an ordinal; None: today.
        days: the first and last day that a sheet is about, both included.
        path: of a file.

    """

    verb: Verb
    promise: int = 0
    reason: WaitsFor = "decision"
    text: str = ""
    row: Row | None = None
    day: int | None = None
    days: tuple[int, int] | None = None
    path: str = ""


class SheetText(NamedTuple):
    """A sheet as plain text, to be read and copied."""

    title: str
    text: str


class PromiseLine(NamedTuple):
    """One promise as a row.

    Attributes:
        detail: to whom, and what done means, or that this is not written down.
        due: when it is due, or since when it is done.
        state: how it stands.
        means: what done means, as it was written, for the field in which it is changed.
        verbs: what can be done with it.
        spoken: all of it in one sentence, for a screen reader.

    """

    id: int
    what: str
    detail: str
    due: str
    state: str
    mark: Mark
    means: str
    verbs: tuple[Verb, ...]
    spoken: str


class MeasureCard(NamedTuple):
    """One of the six measures.

    Attributes:
        value: with its unit; empty where it is unknown.
        rests: what it rests on, or why it is unknown.
        opens: the name of the list of promises behind it, after ``JOURNAL``.

    """

    name: str
    value: str
    rests: str
    opens: str


class BesideChart(NamedTuple):
    """Done a week beside focus hours of the same weeks, as two small charts on one axis.

    Attributes:
        caption: on how many weeks it rests, and what that does not say.
        summary: what a screen reader says of it.
        done: how many were done; None in a week that both do not cover.
        focus: hours in focus blocks, likewise.
        labels: ``(position, text)`` under the axis.
        names: of the two charts, with the most that each reaches.
        weeks: what is said of each position along the axis, oldest first.
        opens: the evidence of the focus hours of each week; empty where there is none.

    """

    title: str
    caption: str
    summary: str
    names: tuple[str, str]
    weeks: tuple[str, ...]
    done: tuple[int | None, ...]
    focus: tuple[float | None, ...]
    labels: tuple[tuple[int, str], ...]
    opens: tuple[str, ...]
    table: Table


class MeetingToNote(NamedTuple):
    """A meeting that ended today or yesterday, and what was noted of it so far.

    Attributes:
        calendar: the key of its calendar.
        uid: of its series.
        start: in seconds since 1970 UTC.
        title: harmless to show.
        named: its title as the calendar has it.
        worth: from 1 to 5, 0 where that is not said.

    """

    calendar: str
    uid: str
    start: int
    when: str
    title: str
    named: str
    worth: int
    decision: str
    owner: str
    blocker: str


class NoteLine(NamedTuple):
    """A note after a meeting: when, which, what it was worth, and what was said of it."""

    when: str
    title: str
    worth: str
    text: str


class ExperimentLine(NamedTuple):
    """An experiment: a change, and a weekly figure before and after it, on one scale.

    Attributes:
        change: what was changed.
        about: the figure, and since when.
        verdict: what can be said of it.
        before: the figure in each full week before, in the unit of the scale.
        after: likewise after.
        before_words: the range before, in words; empty without a week.
        after_words: likewise after.
        weeks: how many full weeks are on each side that has any, with the evidence of their days.
        role: of the time that the figure counts.
        spoken: all of it in one sentence.

    """

    change: str
    about: str
    verdict: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    before_words: str
    after_words: str
    weeks: tuple[tuple[str, str], ...]
    role: Role
    spoken: str


class EntryLine(NamedTuple):
    """What was noted of a person: when, what kind it is, of whom, and what happened."""

    when: str
    kind: str
    person: str
    text: str


class OutcomesPicture(NamedTuple):
    """The Outcomes page.

    Attributes:
        period_title: the name of the period that the first sentence is about.
        period: its first and last day.
        note: what stands under it.
        today: the ordinal of the day that it is of.
        span: the days of the measures, in words.
        days: the same as ordinals, the last one included.
        due: what was due and whether it was done by its day, where that gives no percentage yet.
        open_words: how many are open, and how many of them wait.
        promises: the open ones, those due first at the top.
        done: those done in the days of the measures, newest first.
        beside: None where journal and calendars have no week in common.
        no_beside: why there is none; empty where there is one.
        to_note: meetings that ended today or yesterday, newest first.
        notes_words: what the notes come to; empty without one.
        people: to whom something was promised.
        quarters: first and last day of each quarter in which something was done, newest first, with its name.
        figures: the weekly figures that an experiment may look at, each with its name in words.
        empty: nothing is in the journal at all.

    """

    period_title: str
    period: tuple[int, int]
    sentence: tuple[Phrase, ...]
    note: str
    today: int
    span: str
    days: tuple[int, int]
    measures: tuple[MeasureCard, ...]
    due: tuple[tuple[str, str, str], ...]
    open_words: str
    promises: tuple[PromiseLine, ...]
    done: tuple[PromiseLine, ...]
    beside: BesideChart | None
    no_beside: str
    to_note: tuple[MeetingToNote, ...]
    notes_words: str
    notes: tuple[NoteLine, ...]
    entries: tuple[EntryLine, ...]
    experiments: tuple[ExperimentLine, ...]
    people: tuple[str, ...]
    quarters: tuple[tuple[int, int, str], ...]
    figures: tuple[tuple[str, str], ...]
    empty: bool
