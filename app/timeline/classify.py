"""The kind of each occurrence, and the rule that gave it (METRICS.md §1, the table of kinds)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app.language import N_, _
from app.timeline import words

if TYPE_CHECKING:
    from app.model.events import Event
    from app.model.occurrences import Attendance, Kind, RuleId

Verdict = tuple["Kind", "RuleId"]
HOUR = 3600

_WHY: dict[RuleId, str] = {
    "status-cancelled": N_("its calendar says that it is cancelled"),
    "title-cancelled": N_("its title begins with a mark that calendars write before what was cancelled"),
    "method-cancel": N_("its calendar was sent to cancel it"),
    "declined": N_("you declined it"),
    "out-of-office-type": N_("it was entered as out of office"),
    "out-of-office-status": N_("it shows you as out of office"),
    "out-of-office-title": N_("its title says that you are out of office, and nobody else is in it"),
    "date": N_("it is an all-day event"),
    "whole-day": N_("it lasts 24 hours or more"),
    "working-location": N_("it only says where you work"),
    "birthday": N_("it is a birthday"),
    "task": N_("it is a task"),
    "left-out": N_("you left its calendar out"),
    "no-length": N_("it has no length"),
    "placeholder": N_("it lasts 12 hours or more, which only a placeholder does"),
    "focus-type": N_("it was entered as focus time"),
    "focus-title": N_("its title says focus time, and nobody else is in it"),
    "free-status": N_("it shows you as free"),
    "transparent": N_("it does not block your time"),
    "people": N_("at least one other person is in it"),
    "link": N_("nobody is named in it, but it has a link to join a conference"),
    "busy-is-meeting": N_("you chose to count every busy entry as a meeting"),
    "own-time": N_("nobody else is in it: time that you set aside for yourself"),
}


def why(rule: RuleId) -> str:
    """Return in words why an occurrence has its kind; continues "It counts as …, because"."""
    return _(_WHY[rule])


class Classifier:
    """Gives each event of a length its kind."""

    def __init__(self, left_out: frozenset[str], no_people: Literal["meeting", "block"] | None) -> None:
        """Take the keys of calendars that are not counted, and what a busy entry is where nobody is named at all."""
        self._left_out = left_out
        self._no_people = no_people

    def verdict(self, event: Event, attendance: Attendance, seconds: int) -> Verdict:
        """Return kind and rule of an event that lasts ``seconds`` (of an all-day one they do not matter)."""
        return (
            _called_off(event, attendance)
            or _out_of_office(event, attendance)
            or self._without_load(event, seconds)
            or _focus_or_free(event, attendance)
            or self._meeting_or_block(event, attendance)
        )

    def _without_load(self, event: Event, seconds: int) -> Verdict | None:
        if event.start.is_date:
            return "all_day", "date"
        if seconds >= 24 * HOUR:
            return "all_day", "whole-day"
        if event.event_type == "working_location":
            return "ignored", "working-location"
        if event.event_type == "birthday":
            return "ignored", "birthday"
        if event.event_type == "task":
            return "ignored", "task"
        if seconds >= 12 * HOUR:
            return "ignored", "placeholder"
        if seconds <= 0:
            return "ignored", "no-length"
        if event.key.calendar in self._left_out:
            return "ignored", "left-out"
        return None

    def _meeting_or_block(self, event: Event, attendance: Attendance) -> Verdict:
        if attendance.others:
            return "meeting", "people"
        if not event.carries_people:
            if event.has_link:
                return "meeting", "link"
            if self._no_people == "meeting":
                return "meeting", "busy-is-meeting"
        return "block", "own-time"


def is_opaque(event: Event) -> bool:
    """Tell whether it blocks time: BUSYSTATUS where it stands, else TRANSP (rule 7)."""
    if event.busy is not None:
        return event.busy not in {"free", "working_elsewhere"}
    return not event.transparent


def _called_off(event: Event, attendance: Attendance) -> Verdict | None:
    if event.cancelled == "status":
        return "cancelled", "status-cancelled"
    if words.is_cancelled(event.title):
        return "cancelled", "title-cancelled"
    if event.cancelled == "method":
        return "cancelled", "method-cancel"
    if attendance.response == "declined":
        return "declined", "declined"
    return None


def _out_of_office(event: Event, attendance: Attendance) -> Verdict | None:
    if event.event_type == "out_of_office":
        return "out_of_office", "out-of-office-type"
    if event.busy == "out_of_office":
        return "out_of_office", "out-of-office-status"
    if not attendance.others and is_opaque(event) and words.is_out_of_office(event.title):
        return "out_of_office", "out-of-office-title"
    return None


def _focus_or_free(event: Event, attendance: Attendance) -> Verdict | None:
    if event.event_type == "focus":
        return "focus", "focus-type"
    if not attendance.others and words.is_focus(event.title):
        return "focus", "focus-title"
    if is_opaque(event):
        return None
    return "free", "transparent" if event.busy is None else "free-status"
