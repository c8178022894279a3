"""Notes to copy for the organizer of a meeting, kind in tone; nothing is ever sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from app.analysis import wording
from app.language import _
from app.model.foreign_text import visible
from app.planning.plan_words import week_begins, weekday

if TYPE_CHECKING:
    from app.model.occurrences import Timeline
    from app.model.plans import Change

NoteKind = Literal["change", "document", "agenda"]

_LONGEST_TITLE: Final = 120


class Note(NamedTuple):
    """A message to copy: what it asks for, its subject, and its text."""

    kind: NoteKind
    subject: str
    text: str


def notes_for(change: Change, timeline: Timeline) -> tuple[Note, ...]:
    """Return the note for a change, and gentler ones: a document in place of the meeting, or an agenda first.

    Args:
        change: of a plan.
        timeline: the fortnight that was planned, for the dates of its weeks.

    """
    title = visible(change.item.title, _LONGEST_TITLE) or _("our meeting")
    return (
        Note("change", _("About {title}").format(title=title), _change_note(change, title, timeline)),
        document_note(title),
        agenda_note(title),
    )


def _change_note(change: Change, title: str, timeline: Timeline) -> str:
    edit, own = change.edit, change.item.organized
    if edit.kind == "drop":
        return _dropped(title) if own else _declined(title)
    if edit.kind == "every-other":
        text = _(
            "Hello,\n\n"
            "would it work for you if we held {title} every other week, from the week of {day}? It would give "
            "everyone a longer stretch of uninterrupted time in between. If something urgent comes up in the other "
            "week, I am glad to talk.\n\nWhat do you think?\n"
        )
        return text.format(title=title, day=week_begins(edit, timeline))
    if edit.kind == "when-needed":
        text = _(
            "Hello,\n\nI would like to come to {title} when I can really add something, and read the notes otherwise. "
            "Please tell me when you need me and I will be there. Is that all right with you?\n\nThank you!\n"
        )
        return text.format(title=title)
    if edit.kind == "shorten":
        assert edit.seconds is not None
        text = _(
            "Hello,\n\ncould we try {title} in {minutes} minutes? I think we can cover it in that time, and everybody "
            "gets a few minutes back. If it turns out to be too short, we simply go back.\n\nIs that all right?\n"
        )
        return text.format(title=title, minutes=wording.number(edit.seconds / 60, 0))
    return _moved(change, title)


def _declined(title: str) -> str:
    text = _(
        "Hello,\n\n"
        "thank you for including me in {title}. I am trying to keep longer stretches free for work that needs "
        "quiet, so I would like to stop coming for now. I am glad to read the notes, and to join whenever you need "
        "something from me. Is that all right with you?\n\nThank you!\n"
    )
    return text.format(title=title)


def _dropped(title: str) -> str:
    text = _(
        "Hello,\n\nI would like to stop {title} for now and give everyone the time back. If you would miss something, "
        "please tell me what, and we find another way for it.\n\nWhat do you think?\n"
    )
    return text.format(title=title)


def _moved(change: Change, title: str) -> str:
    edit = change.edit
    assert edit.start is not None
    clock = wording.clock(edit.start)
    if len(edit.days) > 1:
        text = _(
            "Hello,\n\n"
            "would {time} work for {title}, on the same days? It would leave a longer free stretch around it. "
            "I do not know your calendars, so please say if it does not suit you.\n\nThank you!\n"
        )
        return text.format(title=title, time=clock)
    text = _(
        "Hello,\n\nwould {weekday} at {time} work for {title}? It would leave a longer free stretch where it is now. I "
        "do not know your calendars, so please say if it does not suit you.\n\nThank you!\n"
    )
    return text.format(title=title, weekday=weekday(edit.days[0]), time=clock)


def document_note(title: str) -> Note:
    """Return a note that offers a document in place of a meeting, with its template."""
    text = _(
        "Hello,\n\n"
        "could we try {title} as a short document that everybody reads and comments on when it suits them? We "
        "meet only if something stays open. Here is a template:\n\n"
        "Purpose:\n"
        "State:\n"
        "Decision needed:\n"
        "Owner:\n"
        "Done when:\n"
        "By when:\n\n"
        "I am glad to write the first one.\n"
    )
    return Note("document", _("{title} as a document").format(title=title), text.format(title=title))


def agenda_note(title: str) -> Note:
    """Return a note that asks for an agenda."""
    text = _(
        "Hello,\n\n"
        "could you add a few lines to the invitation of {title}: what we want to decide or find out, and what "
        "to read before? It helps me to come prepared, and to see whether I am needed.\n\nThank you!\n"
    )
    return Note("agenda", _("An agenda for {title}").format(title=title), text.format(title=title))
