"""What a command has changed in the journal, in a sentence (METRICS.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import wording
from app.analysis.row_words import LONGEST, date_of, entry_name, person_and_text, waits_for, what_of
from app.language import _, ngettext
from app.model.foreign_text import visible
from app.model.journal import Entry, Experiment, MeetingNote, Promise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.journal import Row
    from app.model.timezones import HomeZone


def recorded(row: Row, zone: HomeZone) -> str:
    """Return that something is in the journal now, in a sentence; days of meetings are those of the zone."""
    if isinstance(row, Promise):
        return _("In the journal as number {number}: {what}").format(number=row.id, what=what_of(row))
    if isinstance(row, Entry):
        person, text = person_and_text(row)
        return _("In the journal: {kind}, {name}: {text}").format(kind=entry_name(row.kind), name=person, text=text)
    if isinstance(row, MeetingNote):
        return _("In the journal: a note on {title}, {day}").format(
            title=visible(row.title or row.uid, 80), day=date_of(zone.local(row.start)[0])
        )
    return _("In the journal: an experiment, {change}").format(change=visible(row.change, LONGEST))


def changed(verb: str, promise: Promise, day: int) -> str:
    """Return what a command noted of a promise, in a sentence."""
    sentence = {
        "begin": _("{number} {what}: begun on {day}."),
        "define": _("{number} {what}: done means {means}."),
        "done": _("{number} {what}: done on {day}."),
        "reopen": _("{number} {what}: open again since {day}."),
        "wait": _("{number} {what}: waits {reason} since {day}."),
        "resume": _("{number} {what}: waits no more since {day}."),
    }[verb]
    return sentence.format(
        number=promise.id,
        what=what_of(promise),
        day=date_of(day),
        means=visible(promise.done_means, LONGEST),
        reason="" if promise.waiting is None else waits_for(promise.waiting.reason),
    )


def name_of(row: Row) -> str:
    """Return what a row of the journal is called in a list."""
    if isinstance(row, Promise):
        return what_of(row)
    if isinstance(row, Entry):
        return ": ".join(person_and_text(row))
    if isinstance(row, Experiment):
        return visible(row.change, LONGEST)
    return visible(row.title or row.uid, 80)


def imported(added: int, changed: int, same: int) -> str:
    """Return what an import came to, in a sentence."""
    numbers = {
        "added": wording.number(added, 0),
        "changed": wording.number(changed, 0),
        "same": wording.number(same, 0),
    }
    if not added and not changed:
        return _("Nothing was changed; {same} in the file say nothing new.").format(**numbers)
    return _("New in the journal: {added}. Told more of: {changed}. Said nothing new: {same}.").format(**numbers)


def undone(verb: str, rows: Sequence[Row]) -> str:
    """Return what was undone, in a sentence."""
    names = ", ".join(name_of(row) for row in rows[:3]) + (" …" if len(rows) > 3 else "")
    if verb == "import":
        text = ngettext(
            "Undone: the import of {count} row ({names}).",
            "Undone: the import of {count} rows ({names}).",
            len(rows),
        )
        return text.format(count=wording.number(len(rows), 0), names=names)
    return _("Undone: {verb} ({names}).").format(verb=verb, names=names)
