"""The What-if page over what is kept: a week to try changes on, what they come to, and the best ones found."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words, wording
from app.errors import UserError, why_not
from app.language import _, ngettext
from app.model.outcomes_page import SheetText
from app.model.phrases import Phrase
from app.model.plans import TypicalWeeks
from app.operations.plan import Planned, budget_view, planned_weeks, timeline_between
from app.planning.checks import mornings_of_weeks
from app.planning.draft import as_text, edited, from_text, refusal, with_edit
from app.planning.edits import measured
from app.planning.options import items_of
from app.planning.slots_of_time import ground_of
from app.planning.typical_week import familiar_times
from app.planning.week_tried import Shown, Stage, before_of, tried, week_items, week_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.budget_view import BudgetView
    from app.model.charts import Table
    from app.model.chosen_period import ChosenPeriod
    from app.model.plans import Edit
    from app.model.series_figures import SeriesKey
    from app.model.whatif_page import Draft, Tried, WeekItem, Weighed
    from app.operations.workspace import Workspace

_HOUR: Final = 3_600
_STEP: Final = 15 * 60
_LONGEST_CHANGE: Final = 300
_NOTHING: Final = Fraction(0)
_OWN: Final = frozenset({"own", "breaking"})
"""The roles of own time, for which no hours more are shown."""
_GOOD_MORNINGS: Final = 2
"""Mornings that are looked for where a week has fewer."""


class Board:
    """A week or a typical fortnight on which changes are tried; nothing of it is ever written to a calendar.

    All its verbs are pure but ``write_blocks``; any thread may call them.

    Attributes:
        period_title: what stands above the page.
        draft: what was kept of an earlier visit, less what no longer has its series.
        weeks: 1 or 2.
        items: the series, by the numbers that blocks carry.
        note: what the week is, and what it leaves out.
        budget: next week against the meeting hours that the person set.

    """

    def __init__(self, planned: Planned, draft: Draft, title: str, note: str, budget: BudgetView) -> None:
        self.planned = planned
        self.period_title = title
        self.note = note
        self.budget = budget
        timeline = planned.typical.timeline
        # What began before the first day could only be cut.
        own = tuple(e for e in timeline.occurrences if e.kind != "meeting" or e.start >= timeline.period.start)
        timeline = timeline._replace(occurrences=own)
        days = f"{dt.date.fromordinal(planned.first)}:{dt.date.fromordinal(planned.last)}"
        ground = ground_of(timeline, planned.preferences)
        self.stage = Stage(timeline, planned.preferences, ground, planned.items, days)
        self.weeks = ground.weeks
        self.items: tuple[WeekItem, ...] = week_items(self.stage)
        self._by_key = {item.key: item for item in planned.items}
        self._before = before_of(self.stage)
        self.draft = self.adopted(draft)

    def _possible(self, edit: Edit) -> bool:
        """Tell whether an edit that was kept still makes sense on these weeks."""
        return self.weeks == 2 or edit.kind not in {"every-other", "when-needed"}

    def adopted(self, draft: Draft) -> Draft:
        """Return a draft less what has no series here any more."""
        return draft._replace(
            edits=tuple(edit for edit in draft.edits if edit.key in self._by_key and self._possible(edit)),
            kept=frozenset(key for key in draft.kept if key in self._by_key),
        )

    def has_few_mornings(self) -> bool:
        """Tell whether one of the weeks has so few mornings without meetings that more of them are worth a search."""
        weeks = mornings_of_weeks(measured(self.stage.timeline, self.stage.preferences))
        return min(map(len, weeks)) < _GOOD_MORNINGS

    @cached_property
    def hours(self) -> tuple[tuple[int, str], ...]:
        """The hours that the weeks are shown on, each with its label: all working time, and all meetings now."""
        days = [day for week in self.today for day in week.days]
        spans = [span for day in days for span in day.working]
        spans += [(block.start, block.end) for day in days for block in day.blocks if block.role not in _OWN]
        first = min((start for start, __ in spans), default=9 * _HOUR) // _HOUR
        last = max(-(-max((end for __, end in spans), default=17 * _HOUR) // _HOUR), first + 4)
        return tuple((hour, wording.number(hour, 0)) for hour in range(first, last + 1))

    @cached_property
    def weekdays(self) -> tuple[str, ...]:
        """The names of the weekdays from Monday on."""
        return tuple(wording.weekday(1 + day) for day in range(7))

    def starts(self, start: int, steps: int, seconds: int) -> range:
        """Return the starts of the grid (on the clock) on one side of another, the nearest first.

        Args:
            start: where a series starts now.
            steps: below zero: earlier ones, above: later ones.
            seconds: its length.

        """
        first, last = self.hours[0][0] * _HOUR, self.hours[-1][0] * _HOUR - seconds
        if steps < 0:
            return range(-(-start // _STEP) * _STEP - _STEP, first - 1, -_STEP)
        return range(start // _STEP * _STEP + _STEP, last + 1, _STEP)

    def places(self, seconds: int) -> tuple[tuple[int, str], ...]:
        """Return all starts that a meeting of a length may be moved to, each in words."""
        first = self.hours[0][0] * _HOUR
        return tuple((each, self.clock(each)) for each in self.starts(first - _STEP, 1, seconds))

    def clock(self, second: int) -> str:
        """Return a time on the clock in words."""
        return wording.clock(second)

    def number(self, value: int) -> str:
        """Return a whole number in words."""
        return wording.number(value, 0)

    def count(self, value: int) -> str:
        """Return a small number as a word, as it stands in a sentence."""
        return figure_words.count(value)

    def minutes(self, value: int) -> str:
        """Return a length in minutes in words."""
        return figure_words.block_length(value * 60)

    def as_text(self, draft: Draft) -> str:
        """Return a draft as the state of the window keeps it."""
        return as_text(draft)

    @cached_property
    def today(self) -> tuple[Tried, ...]:
        """Both weeks as they are."""
        nothing: frozenset[SeriesKey] = frozenset()
        return tuple(tried(self.stage, self._before, (), Shown(week, nothing)) for week in range(self.weeks))

    def tried(self, edits: Sequence[Edit], kept: frozenset[SeriesKey], week: int) -> Tried:
        """Return a week after some edits, with every figure; quick enough for each step of a drag."""
        if not edits and not kept:
            return self.today[week]
        return tried(self.stage, self._before, edits, Shown(week, kept))

    def table(self, edits: Sequence[Edit]) -> Table:
        """Return every series, now and after some edits."""
        return week_table(self.stage, edits)

    def refusal(self, edits: Sequence[Edit], edit: Edit) -> str:
        """Return why a meeting may not be moved to a place, in words; empty where it may."""
        item = self._by_key[edit.key]
        return refusal(self.stage.timeline, edits, edit, item, self.stage.ground, self.stage.preferences)

    def with_edit(self, edits: Sequence[Edit], edit: Edit) -> tuple[Edit, ...]:
        """Return the edits with another one."""
        return with_edit(edits, edit, self._by_key[edit.key])

    def weighed(self, edits: Sequence[Edit]) -> Weighed:
        """Return what each change wins, and whom it needs; takes up to a second."""
        # Imported here, as below, because it loads the rows of the planner's model.
        from app.planning.draft_weighed import weighed

        return weighed(self.stage, edits, self.planned.typical.familiar)

    def notes(self, edit: Edit) -> tuple[SheetText, ...]:
        """Return the notes that may be copied for a change: what it asks for, a document instead, an agenda."""
        from app.planning.draft_weighed import plan_of_draft
        from app.planning.notes import notes_for

        plan = plan_of_draft(self.stage, (edit,), self.planned.typical.familiar)
        assert plan is not None
        return tuple(SheetText(note.subject, note.text) for note in notes_for(plan.changes[0], self.stage.timeline))

    def experiment(self, edits: Sequence[Edit]) -> str:
        """Return the changes as what an experiment tries, in one text."""
        from app.planning.plan_words import edit_words

        words = [edit_words(edit, self._by_key[edit.key], self.stage.timeline) for edit in edits]
        text = "; ".join(words)
        return text if len(text) <= _LONGEST_CHANGE else f"{text[: _LONGEST_CHANGE - 1]}…"

    def write_blocks(self, edits: Sequence[Edit], path: str) -> str:
        """Write the focus blocks of the changed weeks as a calendar file, and say so.

        Raises:
            UserError: when it cannot be written.

        """
        from app.planning.focus_blocks import focus_calendar, focus_spans

        after = edited(self.stage.timeline, edits)
        try:
            Path(path).write_bytes(focus_calendar(after, self.stage.preferences))
        except OSError as error:
            raise UserError(
                _("The focus blocks cannot be written to {path}").format(path=path),
                why_not(error),
                _("choose another file"),
            ) from None
        count = len(focus_spans(after, self.stage.preferences)) * 4 // self.weeks
        text = ngettext(
            "{count} focus block of four weeks is in {path}.",
            "{count} focus blocks of four weeks are in {path}.",
            count,
        )
        return text.format(count=wording.number(count, 0), path=path)


class NoBoard:
    """Why there is nothing to try."""

    def __init__(self, title: str, sentence: str) -> None:
        self.period_title = title
        self.sentence = sentence
        self.phrases = (Phrase(_("There is no week to try changes on yet.")),)


def board_of(workspace: Workspace, period: ChosenPeriod | None, kept: str) -> Board | NoBoard:
    """Return the week of a draft to try changes on: the typical one, or the last of a period.

    Args:
        workspace: the data.
        period: what is shown; its last complete weeks, up to eight, give the typical one.
        kept: the draft of an earlier visit as text.

    """
    draft = from_text(kept)
    try:
        if draft.base == "chosen" and period is not None:
            planned, title = _chosen(workspace, period.last)
            note = _(
                "The week as it is in your calendars, with its one-off meetings. Nothing is written to a calendar."
            )
        else:
            last = None if period is None else period.last
            planned = planned_weeks(workspace, (None, last))
            title, note = _typical_words(planned)
    except UserError as error:
        return NoBoard(_("Typical week"), error.sentence())
    board = Board(planned, draft, title, note, budget_view(workspace))
    if not kept and board.has_few_mornings():
        board.draft = board.draft._replace(wish=board.draft.wish._replace(free_mornings=_GOOD_MORNINGS))
    return board


def _typical_words(planned: Planned) -> tuple[str, str]:
    weeks, count = planned.typical.weeks, len(planned.items)
    title = ngettext("Typical week · {count} week", "Typical week · {count} weeks", weeks).format(
        count=wording.number(weeks, 0)
    )
    text = ngettext(
        "Your typical week: the {count} series that meets now, without one-offs and "
        "rarer meetings ({time} a week). "
        "Nothing is written to a calendar; each change needs the others' consent.",
        "Your typical week: the {count} series that meet now, without one-offs and "
        "rarer meetings ({time} a week). "
        "Nothing is written to a calendar; each change needs the others' consent.",
        count,
    )
    left = figure_words.length(float(planned.typical.left_out))
    return title, text.format(count=wording.number(count, 0), time=left)


def _chosen(workspace: Workspace, day: int) -> tuple[Planned, str]:
    """Return the week that holds a day, as it is in the calendars."""
    monday = day - (day - 1) % 7
    planned = week_as_it_is(workspace, monday)
    if planned.typical.timeline.no_people:
        raise UserError(
            _("There is nothing to plan"),
            why=_("nobody is named in these calendars, so a meeting cannot be told from your own time"),
            next_step=_("say in the settings that every busy entry counts as a meeting"),
        )
    return planned, figure_words.week_name(monday)


def week_as_it_is(workspace: Workspace, monday: int) -> Planned:
    """Return one week of the calendar, as it is, ready to be planned."""
    timeline, preferences = timeline_between(workspace, monday, monday + 6)
    items = items_of(timeline, preferences)
    held = [each for each in timeline.inside() if each.kind == "meeting" and not each.away]
    familiar = familiar_times(held, [item.key for item in items], preferences.zone)
    typical = TypicalWeeks(timeline=timeline, weeks=1, left_out=_NOTHING, familiar=familiar)
    return Planned(typical, monday, monday + 6, preferences, items)
