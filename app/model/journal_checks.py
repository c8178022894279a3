"""What cannot be in the journal, said in one clear sentence, whoever wrote it: a person, or a row of a CSV."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.language import _
from app.model.experiments import MEASURES
from app.model.journal import LONGEST_TEXT, Promise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.model.journal import Entry, Experiment, MeetingNote, Row


def tidied(text: str) -> str:
    """Return a text as the journal keeps it: without space around it, and of characters that every file can hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode().strip()


def complaint(row: Row, today: int) -> str | None:
    """Return why something cannot be in the journal, None where it can; it ends without a full stop.

    Args:
        row: a promise, an entry, a note or an experiment.
        today: the ordinal of the day after which nothing can have happened.

    """
    if isinstance(row, Promise):
        return next(_about_promise(row, today), None)
    return next(_about_other(row, today), None)


def _about_promise(promise: Promise, today: int) -> Iterator[str]:
    if not promise.what:
        yield _("it does not say what was promised")
    yield from _too_long(promise.what, promise.done_means, promise.to)
    if promise.defined is not None and not promise.done_means:
        yield _("it has a day of the definition of done, and no definition")
    happened = (
        promise.defined,
        promise.promised,
        promise.began,
        *promise.turns,
        *(each.first for each in promise.waits),
    )
    for day in happened:
        if day is not None and day > today:
            yield _in_the_future(day)
    if any(first > later for first, later in zip(promise.turns, promise.turns[1:], strict=False)):
        yield _("done and reopened do not follow one another: the first is done, then reopened, then done again")
    if promise.began is not None and promise.turns and promise.turns[0] < promise.began:
        yield _("it was done before it began")
    for wait in promise.waits:
        if wait.until is not None and wait.until < wait.first:
            yield _("a wait ends before it begins")
        if wait.until is not None and wait.until > today:
            yield _in_the_future(wait.until)
    endless = sum(1 for wait in promise.waits if wait.until is None)
    if endless > 1:
        yield _("two waits have no end")
    if endless and promise.done is not None:
        yield _("it is done, and a wait has no end")


def _about_other(row: Entry | MeetingNote | Experiment, today: int) -> Iterator[str]:
    from app.model.journal import Entry, MeetingNote

    if isinstance(row, Entry):
        if not row.person:
            yield _("it does not say for whom")
        if not row.evidence:
            yield _("it does not say what happened")
        yield from _too_long(row.person, row.evidence)
        if row.day > today:
            yield _in_the_future(row.day)
    elif isinstance(row, MeetingNote):
        if not row.uid:
            yield _("it does not say of which meeting")
        if row.worth is not None and not 1 <= row.worth <= 5:
            yield _("the worth is a number from 1 to 5")
        if row.worth is None and not (row.decision or row.owner or row.blocker):
            yield _("the note is empty")
        yield from _too_long(row.uid, row.calendar, row.title, row.decision, row.owner, row.blocker)
    else:
        if not row.change:
            yield _("it does not say what is changed")
        if row.measure not in MEASURES:
            yield _("the measure is none of {names}").format(names=", ".join(MEASURES))
        yield from _too_long(row.change)


def _too_long(*texts: str) -> Iterator[str]:
    if any(len(text) > LONGEST_TEXT for text in texts):
        yield _("a text is longer than {count} characters").format(count=LONGEST_TEXT)


def _in_the_future(day: int) -> str:
    return _("{day} lies in the future").format(day=dt.date.fromordinal(day).isoformat())
