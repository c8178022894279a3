"""What a week's days come to, in words: the sentence of the Week page, its note, and the lines of each day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.overview import not_compared
from app.language import _, ngettext
from app.model.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.figure_words import Part
    from app.model.history import History
    from app.model.weeks import Day


def sentence(history: History, monday: int) -> tuple[Phrase, ...]:
    """Return which day held the most meetings, and where blocks of two hours are left."""
    if history.no_people:
        return (Phrase(_("Nobody is named in this feed, so meetings cannot be told from your own time.")),)
    week = [history.days[day] for day in range(monday, monday + 7) if day in history.days]
    known = [day for day in week if not history.is_unknown(day.day)]
    if not known:
        return (Phrase(_("Your calendars do not cover this week.")),)
    working = [day for day in known if day.working_seconds]
    meetings = sum(day.meeting_seconds or 0 for day in known)
    week_opens = f"week:{dt.date.fromordinal(monday)}"
    if not working:
        if not meetings:
            return (Phrase(_("A week without working time and without meetings.")),)
        hours = Phrase(words.length(meetings), f"{week_opens}:meetings")
        return words.phrases(_("A week without working time, and {hours} of meetings."), hours=hours)
    if not meetings:
        blocks = sum(day.focus_blocks or 0 for day in working)
        return words.phrases(
            _("No meetings lie in this week; it holds {blocks}."), blocks=Phrase(_blocks(blocks), f"{week_opens}:focus")
        )
    return _fullest_day(history, monday, known)


def _fullest_day(history: History, monday: int, known: Sequence[Day]) -> tuple[Phrase, ...]:
    fullest = max(known, key=lambda day: (day.meeting_seconds or 0, -day.day))
    others = [day for day in known if day.working_seconds and day is not fullest]
    left = sum(day.focus_blocks or 0 for day in others)
    parts: dict[str, Part] = {
        "day": Phrase(wording.weekday(fullest.day), f"day:{dt.date.fromordinal(fullest.day)}"),
        "hours": words.length(fullest.meeting_seconds or 0),
        "blocks": _blocks(fullest.focus_blocks or 0),
    }
    over = monday + 7 <= history.today
    if not others:
        pattern = _("{day} held {hours} of meetings and {blocks}.")
        return words.phrases(pattern if over else _("{day} holds {hours} of meetings so far, and {blocks}."), **parts)
    parts["left"] = _left(left, f"week:{dt.date.fromordinal(monday)}:focus")
    text = ngettext("{left} on the other day", "{left} on the other {count} days", len(others))
    parts["left"] = words.phrases(text, left=parts["left"], count=words.count(len(others)))
    pattern = _("{day} held {hours} of meetings and {blocks}; {left}.")
    return words.phrases(
        pattern if over else _("{day} holds {hours} of meetings so far, and {blocks}; {left}."), **parts
    )


def _blocks(number: int) -> str:
    """Return how many blocks of two hours there are, as the object of a sentence."""
    if number == 0:
        return _("no block of 2 h")
    return ngettext("one block of 2 h", "{count} blocks of 2 h", number).format(count=words.count(number))


def _left(number: int, opens: str) -> tuple[Phrase, ...]:
    """Return how many blocks of two hours are left, with its verb."""
    if number == 0:
        return words.phrases(ngettext("{blocks} is left", "{blocks} are left", 1), blocks=Phrase(_("none"), opens))
    text = ngettext("one block", "{count} blocks", number).format(count=words.count(number))
    return words.phrases(ngettext("{blocks} is left", "{blocks} are left", number), blocks=Phrase(text, opens))


def note(history: History, monday: int) -> str:
    """Return what is unknown of a week, or not over; empty where nothing is."""
    if history.no_people:
        return _("Not in this source. Nobody is named in it.")
    week = history.week(monday)
    if week is None or week.complete:
        return ""
    return not_compared(history, monday)


def day_lines(history: History, day: int) -> tuple[str, ...]:
    """Return what a day comes to: "2.8 h meetings", "4.5 h focus"."""
    figures = history.days.get(day)
    if figures is None or history.is_unknown(day):
        return (_("not covered"),)
    if figures.meeting_seconds is None:
        return (_("unknown"),)
    meetings = _("no meetings")
    if figures.meeting_seconds:
        meetings = _("{hours} meetings").format(hours=words.length(figures.meeting_seconds))
    if not figures.working_seconds:
        return meetings, _("no working time")
    if not figures.focus_seconds:
        return meetings, _("no block")
    return meetings, _("{hours} focus").format(hours=words.length(figures.focus_seconds))
