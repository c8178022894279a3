"""The week to come, and what changed of it: the other side of the first page."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import occurrence_words, wording
from app.analysis.overview import cards, measured_week, mornings, not_compared, unknown_sentence
from app.language import _, ngettext
from app.model.chosen_period import ChosenPeriod, monday_of
from app.model.foreign_text import visible
from app.model.overview import Overview, ShortList
from app.model.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.analysis.figure_words import Part
    from app.analysis.overview import Measured
    from app.model.history import History
    from app.model.ledger import LedgerLine
    from app.model.occurrences import Occurrence
    from app.model.timezones import HomeZone

MOST_ROWS: Final = 6
_NEW_FOR: Final = 14
"""Days before the week in which a series must have begun, at the earliest, to be new in it."""
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPLIT_SERIES = re.compile(r"_R\d{8}(T\d{6}Z?)?(@|$)")
"""What Google adds to the UID of a series that somebody changed from one slot on (METRICS.md §5)."""

Row = tuple[str, str, str]


def coming_week(
    history: History,
    occurrences: Sequence[Occurrence],
    changes: Sequence[LedgerLine],
    reference_of: Callable[[Occurrence], str],
) -> Overview:
    """Return the first page for the week after today's.

    Args:
        history: the figures.
        occurrences: at least all that overlap that week.
        changes: what the ledger holds of the last days, in the order in which it was seen.
        reference_of: gives the key that stands in ``occurrence:<key>``.

    """
    monday = monday_of(history.today) + 7
    zone = history.zone
    start, end = zone.midnight(monday), zone.midnight(monday + 7)
    found = sorted((each for each in occurrences if start <= each.start < end), key=lambda each: each.start)
    measured = measured_week(history, monday)

    def row(each: Occurrence) -> Row:
        facts = [occurrence_words.when(each, zone, 7), occurrence_words.how_often(each.series)]
        facts.append(occurrence_words.people(each))
        detail = " · ".join(filter(None, facts))
        return occurrence_words.title(each), detail, f"occurrence:{reference_of(each)}"

    new = [row(each) for each in _new_series(found, changes, monday)]
    waiting = [row(each) for each in found if each.kind == "meeting" and each.attendance.response == "unanswered"]
    changed = [_change(line, zone, history.today) for line in reversed(changes)]
    lists = (
        _list(_("New series"), new),
        _list(_("Invitations waiting for an answer"), waiting),
        _list(_("Changed lately"), changed),
    )
    return Overview(
        period_title=words.period_title(ChosenPeriod("week", monday, monday + 6)),
        sentence=_sentence(history, measured),
        note=_note(history, monday),
        cards=cards(measured),
        chart=None,
        lists=tuple(each for each in lists if each.rows),
    )


def _sentence(history: History, measured: Measured) -> tuple[Phrase, ...]:
    """Return what the week to come holds so far: meetings, how much of it is not settled, and free mornings."""
    if measured.unknown:
        return (Phrase(unknown_sentence(history, measured)),)
    (week,) = measured.weeks
    seconds = week.meeting_seconds or 0
    meetings = Phrase(words.length(seconds) if seconds else _("no meetings"), measured.opens("meetings"))
    if not seconds:
        return words.phrases(_("Next week has {hours} so far."), hours=meetings)
    if not week.working_seconds:
        return words.phrases(_("Next week has no working time, and {hours} of meetings so far."), hours=meetings)
    parts: dict[str, Part] = {"hours": meetings, "mornings": mornings(history, measured)}
    if not week.unsure_seconds:
        return words.phrases(_("Next week has {hours} of meetings so far, and {mornings}."), **parts)
    parts["unsure"] = words.length(week.unsure_seconds)
    return words.phrases(
        _("Next week has {hours} of meetings so far, {unsure} of it not yet settled, and {mornings}."), **parts
    )


def _note(history: History, monday: int) -> str:
    source = ngettext("Scheduled, from {count} calendar.", "Scheduled, from {count} calendars.", history.calendars)
    lower_bound = _("Talks without an invitation are not in a calendar, so every figure is a lower bound.")
    scheduled = source.format(count=wording.number(history.calendars, 0))
    return " ".join([scheduled, not_compared(history, monday), lower_bound])


# ---- the lists ----


def _list(title: str, rows: Sequence[Row]) -> ShortList:
    more = len(rows) - MOST_ROWS
    text = ngettext("and {count} more", "and {count} more", more) if more > 0 else ""
    return ShortList(title, tuple(rows[:MOST_ROWS]), text.format(count=wording.number(more, 0)))


def _new_series(found: Iterable[Occurrence], changes: Iterable[LedgerLine], monday: int) -> list[Occurrence]:
    """Return the first occurrence of each series that is new: it began lately, or appeared in the calendar lately."""
    created = {line.uid for line in changes if line.change == "created"}
    seen: set[tuple[str, str]] = set()
    result = []
    for each in found:
        series = each.series
        key = (series.calendar, series.uid)
        if key in seen or each.kind != "meeting" or each.away or series.recurrence is None or series.head is None:
            continue
        seen.add(key)
        began = series.head.start.day >= monday - _NEW_FOR
        if (began or series.uid in created) and not _SPLIT_SERIES.search(series.uid):
            result.append(each)
    return result


def _change(line: LedgerLine, zone: HomeZone, today: int) -> Row:
    """Return one entry of the ledger in words."""
    day = line.start if line.all_day else zone.local(line.start)[0]
    when = _day(day, today)
    if not line.all_day:
        when = _("{day}, {times}").format(day=when, times=wording.clock(zone.local(line.start)[1]))
    before, after = (_said(value, line, zone, today) for value in (line.from_, line.to))
    texts = {
        "created": _("{when}: new"),
        "moved": _("moved from {before} to {after}"),
        "cancelled": _("{when}: cancelled"),
        "gone": _("{when}: no longer in the calendar"),
        "back": _("{when}: in the calendar again"),
        "renamed": _("{when}: it was called {before}"),
        "people": _("{when}: people {before} → {after}"),
        "response": _("{when}: your answer is {after}"),
    }
    detail = texts[line.change].format(when=when, before=before, after=after)
    return visible(line.title, occurrence_words.LONGEST_TITLE) or _("(no title)"), detail, _opens(day)


def _opens(day: int) -> str:
    return f"day:{dt.date.fromordinal(day)}"


def _said(value: str, line: LedgerLine, zone: HomeZone, today: int) -> str:
    """Return what an entry says stood there before, or stands there now."""
    if line.change == "response":
        return wording.response_name(value) or _("not known")
    if line.change != "moved":
        return visible(value, occurrence_words.LONGEST_TITLE)
    with contextlib.suppress(ValueError):
        if _DATE.fullmatch(value):
            return _day(dt.date.fromisoformat(value).toordinal(), today)
        if _INSTANT.fullmatch(value):
            day, second = zone.local(int(dt.datetime.fromisoformat(value).timestamp()))
            return _("{day}, {times}").format(day=_day(day, today), times=wording.clock(second))
    return visible(value, 40)


def _day(day: int, today: int) -> str:
    return words.day_name(day, 92, today)
