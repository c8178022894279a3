"""What the Series page shows, ready to paint: the series of a period, each with its figures and its life story."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.model.charts import Table
    from app.model.phrases import Phrase
    from app.model.slots import Fate


class StoryMark(NamedTuple):
    """One of the last slots of a series.

    Attributes:
        day: "13 Nov".
        date: "13 November 2026".
        fate: what became of it.
        moved: it took place at another time than its rule says.
        word: what stands over it where it was not simply held ("cancelled"); may be empty.
        became: what became of it in words ("held, moved").
        spoken: all of it in words ("13 November 2026: held, moved").
        turn: what is so from here on ("with an agenda from here on"); may be empty.

    """

    day: str
    date: str
    fate: Fate
    moved: bool
    word: str
    became: str
    spoken: str
    turn: str


class Story(NamedTuple):
    """The life of a series.

    Attributes:
        title: "Incident review, from its first day".
        since: "21 August to now; last reviewed by you: never".
        begin: what stands where the line begins ("Born: 6 people, 60 min").
        end: what stands where it ends ("no end date").
        is_whole: the line begins with the first slot; else earlier ones are not shown.
        marks: the last slots, oldest first.
        gone: what the period would be like without it, as rows of words and a figure; the first is the gain.
        counted: "12 occurrences"; opens them.
        summary: the line in a sentence, for a screen reader.
        table: the slots as a table, the twin of the line.

    """

    title: str
    since: str
    begin: str
    end: str
    is_whole: bool
    marks: tuple[StoryMark, ...]
    gone: tuple[tuple[str, str], ...]
    counted: str
    summary: str
    table: Table


class SeriesCells(NamedTuple):
    """The figures of a series in words, one a column of the table."""

    scheduled: str
    person_hours: str
    focus: str
    held: str
    moved: str
    fell_out: str
    agenda: str


class SeriesRow(NamedTuple):
    """One series.

    Attributes:
        id: tells it from every other on the page.
        uid: less Google's ``_R…``; what a rule, a review or a merge goes by.
        title: as its newest occurrence has it, made harmless to show.
        detail: "every week, 60 min, 6 people".
        growth: how its last four in the period differ from the first four ("… 25 % longer"); empty where they do not.
        recurs: it repeats; a one-off is a series of one.
        mine: I organize it.
        due: it stands in the review queue.
        scheduled: seconds in the period.
        person_seconds: length times people.
        focus: seconds of focus blocks that the period would gain without it.
        fragments: seconds of fragments before, less after.
        held: how many took place.
        moved: how many at another time.
        fell_out: cancelled and skipped.
        agenda: share with an agenda, None where that is unknown.
        weeks: scheduled seconds of each of the last 26 weeks.
        weeks_spoken: the same in a sentence.
        rule: what the person said that it counts as, empty where they said nothing.
        counts_as: what it counts as, in a word.
        opens: its events in the period.

    """

    id: str
    uid: str
    title: str
    detail: str
    growth: str
    recurs: bool
    mine: bool
    due: bool
    scheduled: int
    person_seconds: int
    focus: int
    fragments: int
    held: int
    moved: int
    fell_out: int
    agenda: float | None
    weeks: tuple[int, ...]
    weeks_spoken: str
    rule: str
    counts_as: str
    cells: SeriesCells
    story: Story
    opens: str


class LookAlikeRow(NamedTuple):
    """Two series that look alike: an offer to count one as the other, in a sentence."""

    uid: str
    into: str
    title: str
    sentence: str


class SeriesPage(NamedTuple):
    """The series of a period.

    Attributes:
        period_title: "24 August – 22 November 2026".
        note: what focus cost means.
        rows: the costliest first, one-off meetings among them.
        counted: "17 series and 35 one-off meetings", with the days where the title does not say them.
        due: how many series are due for a review.
        alike: "Two series look alike", empty where none do.
        unknown: why there is nothing to show, as a sentence; empty where there is.
        days: the first and the last day of the period, as ordinals; None where no table of it can be saved.

    """

    period_title: str
    sentence: tuple[Phrase, ...]
    note: str
    rows: tuple[SeriesRow, ...]
    counted: str
    due: int
    alike: str
    look_alikes: tuple[LookAlikeRow, ...]
    unknown: str
    days: tuple[int, int] | None = None
