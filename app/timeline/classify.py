"""The kind of each occurrence, and the rule that gave it (METRICS.md §1, the table of kinds)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from app.language import N_, _
from app.model.merged import rules_with_merged
from app.model.uids import joined_uid
from app.timeline import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.events import Event
    from app.model.occurrences import Attendance, Kind, RuleId
    from app.model.preferences import Preferences, SeriesRule

Verdict = tuple["Kind", "RuleId"]
HOUR = 3600
_PLACEHOLDER: Final = 12 * HOUR

_BY_OWN_RULE: Final[Mapping[SeriesRule, Verdict]] = {
    "meeting": ("meeting", "own-rule"),
    "block": ("block", "own-rule"),
    "focus": ("focus", "own-rule"),
    "leave-out": ("ignored", "left-out-series"),
}

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
    "own-rule": N_("you said so of this series"),
    "left-out-series": N_("you left this series out"),
}


def why(rule: RuleId) -> str:
    """Return in words why an occurrence has its kind; continues "It counts as …, because"."""
    return _(_WHY[rule])


class OwnWords(NamedTuple):
    """What of the person's own word decides a kind: rules by joined UID, and entries added to two word lists."""

    rules: Mapping[str, SeriesRule]
    focus: tuple[str, ...] = ()
    out_of_office: tuple[str, ...] = ()


_NOTHING_OWN: Final = OwnWords({})


def own_words(preferences: Preferences) -> OwnWords:
    """Return what of the person's own word decides a kind; a merged series has the rule of the one it counts as."""
    own = preferences.words
    return OwnWords(
        rules_with_merged(preferences.series_rules, preferences.merged),
        tuple(own.get("focus", ())),
        tuple(own.get("out_of_office", ())),
    )


class Classifier:
    """Gives each event of a length its kind.

    A rule of the person's own comes first (METRICS.md §1). It says what the occurrences of a series are when they
    take place: one that is cancelled or declined stays that, and so does one of a calendar that is left out. An
    all-day one, one of 24 hours and more and one without length have no time in any figure, so nothing but leaving
    them out can be said of them. From 12 hours to 24 the rule holds: that only placeholders are so long is our guess.
    """

    def __init__(
        self,
        left_out: frozenset[str],
        no_people: Literal["meeting", "block"] | None,
        own: OwnWords = _NOTHING_OWN,
    ) -> None:
        """Take what the person chose.

        Args:
            left_out: keys of calendars that are not counted.
            no_people: what a busy entry is where nobody is named at all.
            own: rules on series, and own words.

        """
        self._left_out = left_out
        self._no_people = no_people
        self._own = own

    def verdict(self, event: Event, attendance: Attendance, seconds: int) -> Verdict:
        """Return kind and rule of an event that lasts ``seconds`` (of an all-day one they do not matter)."""
        if self._is_plainly_a_meeting(event, attendance, seconds):
            return "meeting", "people"
        return (
            _called_off(event, attendance)
            or self._own_rule(event, seconds)
            or self._out_of_office(event, attendance)
            or self._without_load(event, seconds)
            or self._focus_or_free(event, attendance)
            or self._meeting_or_block(event, attendance)
        )

    def _is_plainly_a_meeting(self, event: Event, attendance: Attendance, seconds: int) -> bool:
        """Tell whether no rule before the eighth can match one with other people, as of most entries: a short cut."""
        return (
            attendance.others
            and event.event_type is None
            and (event.busy == "busy" or (event.busy is None and not event.transparent))
            and 0 < seconds < _PLACEHOLDER
            and not event.cancelled
            and attendance.response != "declined"
            and not event.start.is_date
            and not self._own.rules
            and event.key.calendar not in self._left_out
            and not words.is_cancelled(event.title)
        )

    def _own_rule(self, event: Event, seconds: int) -> Verdict | None:
        if not self._own.rules:
            return None
        rule = self._own.rules.get(joined_uid(event.key.uid))
        if rule is None or event.key.calendar in self._left_out:
            return None
        has_time = not event.start.is_date and 0 < seconds < 24 * HOUR
        return _BY_OWN_RULE[rule] if has_time or rule == "leave-out" else None

    def _out_of_office(self, event: Event, attendance: Attendance) -> Verdict | None:
        if event.event_type == "out_of_office":
            return "out_of_office", "out-of-office-type"
        if event.busy == "out_of_office":
            return "out_of_office", "out-of-office-status"
        if attendance.others or not is_opaque(event):
            return None
        if words.is_out_of_office(event.title, self._own.out_of_office):
            return "out_of_office", "out-of-office-title"
        return None

    def _focus_or_free(self, event: Event, attendance: Attendance) -> Verdict | None:
        if event.event_type == "focus":
            return "focus", "focus-type"
        if not attendance.others and words.is_focus(event.title, self._own.focus):
            return "focus", "focus-title"
        if is_opaque(event):
            return None
        return "free", "transparent" if event.busy is None else "free-status"

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
        if seconds >= _PLACEHOLDER:
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
