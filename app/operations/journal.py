"""The journal: what is recorded in it, brought in, undone, and asked (METRICS.md §8).

Each change is one transaction that reads, looks and writes, so that two processes may write at the same time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from app.analysis import conditions as conditions_of_weeks
from app.analysis import outcomes
from app.analysis.experiments import outcome
from app.errors import UserError
from app.language import _, quoted
from app.model.chosen_period import monday_of
from app.model.journal import Entry, Experiment, Journal, MeetingNote, Promise, Wait, merged_note
from app.model.journal_checks import complaint, tidied
from app.operations.kept_history import history_of, today_of
from app.store.journal_rows import Edit, change_journal, last_change, read_journal, undo_change

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from app.model.experiments import Outcome
    from app.model.journal import Row, WaitsFor
    from app.model.outcomes import Conditions, OneOnOneSheet, OutcomesPage, Quarter
    from app.operations.workspace import Workspace

    ChangePromise = Callable[[Promise], Promise]

PAGE_WEEKS = outcomes.WEEKS
CONDITIONS_WEEKS = conditions_of_weeks.WEEKS
_NAMED = 5
"""How many promises an error names where a text means several."""


class Undone(NamedTuple):
    """What was undone: the verb of the change, and the rows that it had touched, as they are now or were."""

    verb: str
    rows: tuple[Row, ...]


# ---- what is asked ----


def journal_of(workspace: Workspace) -> Journal:
    """Return everything in the journal."""
    with workspace.store.reading() as connection:
        return read_journal(connection)


def today_for(workspace: Workspace, today: int | None) -> int:
    """Return the day that is asked for, else the clock's in the analysis zone."""
    return today if today is not None else today_of(workspace.preferences())


def outcomes_of(workspace: Workspace, today: int, days: tuple[int, int] | None = None) -> OutcomesPage:
    """Return the page of the journal, beside the weeks of the calendars (``analysis.outcomes``)."""
    zone = workspace.preferences().zone
    return outcomes.outcomes_page(journal_of(workspace), history_of(workspace, today).weeks, today, zone, days)


def experiments_of(workspace: Workspace, today: int) -> tuple[Outcome, ...]:
    """Return what came of each experiment, in the order in which they were recorded."""
    weeks = history_of(workspace, today).weeks
    return tuple(outcome(each, weeks, today) for each in journal_of(workspace).experiments)


def sheet_of(workspace: Workspace, person: str, today: int) -> OneOnOneSheet:
    """Return the sheet for a 1:1 with a person, who may be named in part.

    Raises:
        UserError: when nothing was promised to such a person, or several are meant.

    """
    journal = journal_of(workspace)
    wanted = tidied(person).casefold()
    everybody = outcomes.people(journal)
    found = [name for name in everybody if name.casefold() == wanted]
    found = found or [name for name in everybody if wanted and wanted in name.casefold()]
    if not found:
        raise UserError(
            _("Nothing in the journal was promised to “{name}”").format(name=person),
            next_step=_("clearweek journal add … --to NAME records it"),
        )
    if len(found) > 1:
        raise UserError(
            _("“{name}” may be {names}").format(name=person, names=_listed(found)), next_step=_("write the whole name")
        )
    return outcomes.sheet_with(journal, found[0], today)


def delivered_of(workspace: Workspace, quarter: tuple[int, int] | None = None) -> tuple[Quarter, ...]:
    """Return what is done, by quarter; or of one, given as its first and last day."""
    return outcomes.delivered(journal_of(workspace), quarter)


def conditions_of(
    workspace: Workspace, today: int, weeks: int = CONDITIONS_WEEKS, days: tuple[int, int] | None = None
) -> Conditions:
    """Return the conditions of the weeks before today's, or of some days, both included."""
    history = history_of(workspace, today)
    first, last = days or (monday_of(today) - 7 * weeks, monday_of(today) - 1)
    promises = journal_of(workspace).promises
    return conditions_of_weeks.conditions(history.weeks, promises, first, last, today, no_people=history.no_people)


# ---- what is recorded by hand ----


def record(workspace: Workspace, row: Row, today: int) -> Row:
    """Put a promise, an entry, a note or an experiment into the journal, and return it with its number.

    A note on a meeting takes the place of an earlier one on the same.

    Raises:
        UserError: when it cannot be in the journal.

    """
    tidy = _tidy(row)
    _refuse(tidy, today)

    def work(connection: sqlite3.Connection) -> Row:
        before, after = None, tidy
        if isinstance(tidy, MeetingNote):
            before = _note_on(connection, tidy)
            after = tidy if before is None else merged_note(tidy, before)
        (edit,) = change_journal(connection, _verb_of(tidy), now(), [Edit(before, after)])
        assert edit.after is not None
        return edit.after

    return workspace.store.write(work)


def _note_on(connection: sqlite3.Connection, note: MeetingNote) -> MeetingNote | None:
    return next((each for each in read_journal(connection).notes if each.meeting == note.meeting), None)


def _verb_of(row: Row) -> str:
    if isinstance(row, MeetingNote):
        return "note"
    return "experiment" if isinstance(row, Experiment) else "add"


def change_promise(workspace: Workspace, verb: str, which: str, today: int, change: ChangePromise) -> Promise:
    """Change one promise, and return it as it is then.

    Args:
        workspace: the data.
        verb: what is done, by the name of its command.
        which: the number of the promise, or a part of what it says that no other open one has.
        today: the ordinal of the day after which nothing can have happened.
        change: gives the promise as it shall be.

    Raises:
        UserError: when none is meant, or several; or it cannot be so.

    """

    def work(connection: sqlite3.Connection) -> Promise:
        before = _meant(read_journal(connection).promises, which, done=verb == "reopen")
        after = _tidy(change(before))
        assert isinstance(after, Promise)
        _refuse(after, today)
        change_journal(connection, verb, now(), [Edit(before, after)] if after != before else [])
        return after

    return workspace.store.write(work)


def begin(workspace: Workspace, which: str, day: int, today: int) -> Promise:
    """Note that work on a promise began on a day; said again, it takes the place of the day that was noted."""
    return change_promise(workspace, "begin", which, today, lambda each: replace(each, began=day))


def define(workspace: Workspace, which: str, done_means: str, day: int, today: int) -> Promise:
    """Note what done means for a promise, written on a day; a later wording keeps the day of the first."""

    def defined(each: Promise) -> Promise:
        return replace(each, done_means=done_means, defined=day if each.defined is None else min(each.defined, day))

    return change_promise(workspace, "define", which, today, defined)


def finish(workspace: Workspace, which: str, day: int, today: int) -> Promise:
    """Note that a promise was done on a day; if it waited, it waits no more.

    Raises:
        UserError: when it is done already.

    """

    def done(each: Promise) -> Promise:
        if each.done is not None:
            raise UserError(_("“{what}” is done already").format(what=each.what))
        return replace(each.resumed(day), turns=(*each.turns, day))

    return change_promise(workspace, "done", which, today, done)


def reopen(workspace: Workspace, which: str, day: int, today: int) -> Promise:
    """Note that a promise that was done was opened again on a day.

    Raises:
        UserError: when it is open.

    """

    def opened(each: Promise) -> Promise:
        if each.done is None:
            raise UserError(_("“{what}” is open").format(what=each.what))
        return replace(each, turns=(*each.turns, day))

    return change_promise(workspace, "reopen", which, today, opened)


def wait(workspace: Workspace, which: str, reason: WaitsFor, day: int, today: int) -> Promise:
    """Note that a promise waits for something since a day.

    Raises:
        UserError: when it waits already, or is done.

    """

    def waiting(each: Promise) -> Promise:
        if each.done is not None:
            raise UserError(_("“{what}” is done already").format(what=each.what))
        if each.waiting is not None:
            raise UserError(
                _("“{what}” waits already").format(what=each.what),
                next_step=_("clearweek journal resume {number} ends that").format(number=each.id),
            )
        return replace(each, waits=(*each.waits, Wait(day, None, reason)))

    return change_promise(workspace, "wait", which, today, waiting)


def resume(workspace: Workspace, which: str, day: int, today: int) -> Promise:
    """Note that a promise waits no more since a day.

    Raises:
        UserError: when it does not wait.

    """

    def resumed(each: Promise) -> Promise:
        if each.waiting is None:
            raise UserError(_("“{what}” does not wait").format(what=each.what))
        return each.resumed(day)

    return change_promise(workspace, "resume", which, today, resumed)


def _meant(promises: Sequence[Promise], which: str, *, done: bool) -> Promise:
    """Return the promise that a number or a text means; of several, the only one that is open, or done."""
    wanted = tidied(which).casefold()
    number = wanted.removeprefix("#")
    if number.isdecimal():
        # A wrong number never means another promise that has these digits in its text.
        found = [each for each in promises if str(each.id) == number]
    else:
        found = [each for each in promises if each.what.casefold() == wanted]
        found = found or [each for each in promises if wanted and wanted in each.what.casefold()]
        if len(found) > 1:
            found = [each for each in found if (each.done is not None) == done] or found
    if not found:
        raise UserError(
            _("There is no promise “{text}” in the journal").format(text=which), next_step=_("see clearweek journal")
        )
    if len(found) > 1:
        names = _listed([f"{each.id} {each.what}" for each in found])
        raise UserError(
            _("“{text}” may be {names}").format(text=which, names=names), next_step=_("name it by its number")
        )
    return found[0]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(quoted, names[:_NAMED])) + (" …" if len(names) > _NAMED else "")


def _refuse(row: Row, today: int) -> None:
    wrong = complaint(row, today)
    if wrong:
        raise UserError(_("This cannot be in the journal"), wrong)


def _tidy(row: Row) -> Row:
    if isinstance(row, Promise):
        return replace(row, what=tidied(row.what), done_means=tidied(row.done_means), to=tidied(row.to))
    if isinstance(row, Entry):
        return replace(row, person=tidied(row.person), evidence=tidied(row.evidence))
    if isinstance(row, MeetingNote):
        title, decision = tidied(row.title), tidied(row.decision)
        return replace(row, title=title, decision=decision, owner=tidied(row.owner), blocker=tidied(row.blocker))
    return replace(row, change=tidied(row.change))


def now() -> int:
    """Return the clock's time in seconds since 1970 UTC."""
    return int(dt.datetime.now(dt.UTC).timestamp())


# ---- undo ----


def undo(workspace: Workspace) -> Undone:
    """Undo the last change of the journal that is not undone yet.

    Raises:
        UserError: when there is none.

    """

    def work(connection: sqlite3.Connection) -> Undone:
        change = last_change(connection)
        if change is None:
            raise UserError(_("There is nothing to undo in the journal"))
        undo_change(connection, change)
        rows = tuple(row for each in change.edits if (row := each.before or each.after) is not None)
        return Undone(change.verb, rows)

    return workspace.store.write(work)
