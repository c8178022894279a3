"""``clearweek plan``: which few changes win the most focus back, as text and as JSON."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words, wording
from app.cli.data_of import nothing_kept, opened
from app.cli.options import choices_of, look_at_period
from app.cli.output import print_json
from app.cli.plan_arguments import ANY_DAY
from app.cli.progress_bar import progress_on
from app.errors import UserError, why_not
from app.language import _
from app.model.plans import Limits
from app.model.preferences import WEEKDAYS
from app.operations.plan import coming_budget, keys_of, plan_of, planned_weeks, set_budget
from app.operations.stored_week import Choices

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from app.cli.plan_arguments import KeptHours
    from app.cli.printing import Style
    from app.model.plans import Budget
    from app.operations.plan import PlanAnswer, Planned
    from app.operations.workspace import Workspace

_WIDEST: Final = 100
_AN_HOUR: Final = 60


def print_plan(words: argparse.Namespace) -> None:
    """Print the best plan for a typical fortnight of what is kept."""
    look_at_period(words)
    choices = Choices(choices_of(words), words.today)
    with opened(words) as workspace, progress_on(sys.stderr) as progress:
        if workspace.is_empty():
            raise nothing_kept()
        planned = planned_weeks(workspace, (words.first, words.last), choices, progress)
        answer = plan_of(planned, _limits(words, planned), progress)
        allowed = _allowed(words, workspace)
        budget = coming_budget(workspace, allowed, choices, progress) if allowed is not None else None
        if words.ics is not None:
            _write_blocks(words.ics, answer)
        # Kept last, so that a command that fails changes nothing.
        kept = set_budget(workspace, words.set_budget.seconds, progress) if words.set_budget is not None else None
    if words.json:
        from app.cli.plan_json import plan_json

        print_json(plan_json(answer, budget))
        return
    from app.cli.printing import Style

    print("\n".join(_lines(answer, budget, Style(sys.stdout), notes=words.notes)))
    if kept is not None:
        print(f"\n{kept.text}")


def _allowed(words: argparse.Namespace, workspace: Workspace) -> int | None:
    """Return the meeting hours (in seconds) that next week is held against: of the options, else of the settings."""
    if words.budget is not None:
        return int(words.budget)
    kept: KeptHours | None = words.set_budget
    return workspace.settings().budget if kept is None else kept.seconds


def _limits(words: argparse.Namespace, planned: Planned) -> Limits:
    day = words.free_day
    return Limits(
        changes=words.changes,
        kept=keys_of(planned, words.keep),
        one_on_ones_stay=words.one_on_ones_stay,
        not_before=words.not_before,
        not_after=words.not_after,
        free_days=frozenset() if day in {None, ANY_DAY} else frozenset({WEEKDAYS.index(day)}),
        some_day_free=day == ANY_DAY,
        half_day_free=words.half_day_free,
        free_mornings=words.free_mornings,
        longest_run=words.longest_run * 60 or None,
        gathered=keys_of(planned, words.gather),
        disturbance=_AN_HOUR / words.hour_worth if words.hour_worth else 0.0,
    )


def _write_blocks(path: Path, answer: PlanAnswer) -> None:
    from app.planning.focus_blocks import focus_calendar

    try:
        path.write_bytes(focus_calendar(answer.plan.timeline, answer.planned.preferences))
    except OSError as error:
        raise UserError(
            _("The focus blocks cannot be written to {path}").format(path=path),
            why_not(error),
            _("choose another file with --ics"),
        ) from None


# ---- text ----


def _lines(answer: PlanAnswer, budget: Budget | None, style: Style, *, notes: bool) -> Iterator[str]:
    from app.planning.plan_words import (
        assumption_sentences,
        blocks_sentence,
        mornings_sentence,
        plan_sentence,
        proof_sentence,
    )

    plan, planned = answer.plan, answer.planned
    days = wording.long_days_between(planned.first, planned.last)
    yield style.bold(_("A typical fortnight, drawn from {days}").format(days=days))
    yield from _wrapped(plan_sentence(plan), "")
    if plan.clash is None:
        yield from _wrapped(blocks_sentence(plan), "")
        if answer.limits.free_mornings:
            yield from _wrapped(mornings_sentence(plan), "")
        yield from _wrapped(proof_sentence(plan), "")
    yield from _changes(answer, style)
    yield ""
    for sentence in assumption_sentences(plan, answer.limits, planned.typical):
        yield from map(style.faint, _wrapped(sentence, ""))
    if notes:
        yield from _notes(answer, style)
    if budget is not None:
        yield from _budget_lines(budget, planned, style)


def _changes(answer: PlanAnswer, style: Style) -> Iterator[str]:
    from app.planning.plan_words import edit_words, gain_words, titles_of, today_words, why_words

    titles = titles_of(answer.planned.items)
    for number, change in enumerate(answer.plan.changes, 1):
        yield ""
        words = edit_words(change.edit, change.item, answer.planned.typical.timeline)
        yield style.bold(f"{number}. {words}")
        today = _("today {place}").format(place=today_words(change.item))
        yield f"   {today}; {gain_words(change)}"
        yield from map(style.faint, _wrapped(" ".join(why_words(change, titles)), "   "))


def _notes(answer: PlanAnswer, style: Style) -> Iterator[str]:
    from app.planning.notes import notes_for

    for change in answer.plan.changes:
        for note in notes_for(change, answer.planned.typical.timeline):
            yield ""
            yield style.bold(note.subject)
            yield from (f"  {line}".rstrip() for line in note.text.splitlines())


def _budget_lines(budget: Budget, planned: Planned, style: Style) -> Iterator[str]:
    from app.planning.budget_words import budget_in_words

    found = budget_in_words(budget, planned.preferences.zone)
    yield ""
    yield style.bold(found.title)
    yield from _wrapped(figure_words.plain(found.sentence), "")
    for row in found.rows:
        yield f"  {row.when}  {row.title}: {row.cost}"
    if found.note:
        yield from map(style.faint, _wrapped(found.note, ""))


def _wrapped(text: str, before: str) -> list[str]:
    return textwrap.wrap(text, _WIDEST, initial_indent=before, subsequent_indent=before, break_on_hyphens=False)
