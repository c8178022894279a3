"""Every sentence about a figure, made in one place for terminal, window and PDF.

A calendar knows what was scheduled: the words are "scheduled" and "meeting-free", never "worked" or "attended"
(METRICS.md, first paragraph). Numbers and dates are written as the chosen language writes them.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from app.analysis.written_words import written_clock, written_date, written_interval, written_number
from app.language import _, current, ngettext
from app.model.foreign_text import visible

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

    from app.model.analysis import Analysis
    from app.model.occurrences import Kind
    from app.model.weeks import Range, Week


def locale() -> str:
    """Return whose dates and numbers are written: English ones as the British do, day before month."""
    language = current()
    return "en_GB" if language == "en" else language


def number(value: float, decimals: int = 1) -> str:
    """Return a number with as many decimals as asked for."""
    return _written(value, decimals, locale())


@functools.lru_cache(maxsize=4096)
def _written(value: float, decimals: int, whose: str) -> str:
    text = written_number(value, decimals, whose)
    if text is not None:
        return text
    pattern, language_of = _pattern(decimals, whose)
    by_babel: str = pattern.apply(value, language_of)
    return by_babel


@functools.lru_cache(maxsize=64)
def _pattern(decimals: int, whose: str) -> tuple[NumberPattern, Locale]:
    """Return what babel.numbers.format_decimal looks up for each of the three hundred numbers of a page."""
    # Imported here, and below: what English and German need stands in a table of our own.
    from babel import Locale
    from babel.numbers import parse_pattern

    return parse_pattern(f"#,##0.{'0' * decimals}" if decimals else "#,##0"), Locale.parse(whose)


def hours(seconds: float | None) -> str:
    """Return a length as hours with one decimal, a dash where it is unknown."""
    return "–" if seconds is None else _("{hours} h").format(hours=number(seconds / 3600))


def percent(share: float | None) -> str:
    """Return a share as whole per cents, a dash where it is unknown."""
    if share is None:
        return "–"
    from babel.numbers import format_percent

    return format_percent(share, locale=locale())


def day_name(day: int) -> str:
    """Return a date in words, with the weekday."""
    text = written_date(day, "full", locale())
    if text is not None:
        return text
    from babel.dates import format_date

    return format_date(dt.date.fromordinal(day), "full", locale=locale())


def days_between(first: int, last: int) -> str:
    """Return a span of days, both included, without saying month or year twice."""
    if first == last:
        return date_words(first, "yMMMd")
    text = written_interval(first, last, locale(), long=False)
    if text is not None:
        return text
    from babel.dates import format_interval

    return format_interval(dt.date.fromordinal(first), dt.date.fromordinal(last), "yMMMd", locale=locale())


def weekday(day: int, *, short: bool = False) -> str:
    """Return the name of a date's weekday."""
    form = "ccc" if short else "cccc"
    text = written_date(day, form, locale())
    if text is not None:
        return text
    from babel.dates import format_date

    return format_date(dt.date.fromordinal(day), form, locale=locale())


def date_words(day: int, fields: str) -> str:
    """Return a date with the fields that a CLDR skeleton names ("MMMMd"), in the order of the language."""
    text = written_date(day, fields, locale())
    if text is not None:
        return text
    from babel.dates import format_skeleton

    return format_skeleton(fields, dt.date.fromordinal(day), locale=locale())


def long_date(day: int) -> str:
    """Return a date with its month in full and its year, without the weekday."""
    text = written_date(day, "long", locale())
    if text is not None:
        return text
    from babel.dates import format_date

    return format_date(dt.date.fromordinal(day), "long", locale=locale())


def long_days_between(first: int, last: int) -> str:
    """Return a span of days, both included, with months in full and nothing said twice."""
    if first == last:
        return long_date(first)
    text = written_interval(first, last, locale(), long=True)
    if text is not None:
        return text.strip()
    from babel import Locale
    from babel.dates import parse_pattern

    begin, end = dt.date.fromordinal(first), dt.date.fromordinal(last)
    language_of = Locale.parse(locale())
    differing = "y" if begin.year != end.year else "M" if begin.month != end.month else "d"
    halves = language_of.interval_formats["yMMMd"][differing]
    # CLDR gives intervals with short months only; the places of the parts are the same with long ones.
    patterns = [parse_pattern(half.replace("MMM", "MMMM")) for half in halves]
    return "".join(
        pattern.apply(date, language_of) for pattern, date in zip(patterns, (begin, end), strict=True)
    ).strip()


def clock(second: int) -> str:
    """Return a time of day, given as seconds from local midnight, on a clock of 24 hours."""
    minutes = second // 60 % (24 * 60)
    text = written_clock(minutes, locale())
    if text is not None:
        return text
    from babel.dates import format_time

    return format_time(dt.time(minutes // 60, minutes % 60), "H:mm", locale=locale())


def kind_name(kind: Kind) -> str:
    """Return the name of a kind of occurrence."""
    return {
        "cancelled": _("cancelled"),
        "declined": _("declined"),
        "out_of_office": _("out of office"),
        "all_day": _("all-day"),
        "ignored": _("not counted"),
        "focus": _("focus time"),
        "free": _("free"),
        "meeting": _("meeting"),
        "block": _("own block"),
    }[kind]


def kind_count(kind: Kind, count: int) -> str:
    """Return how many occurrences are of a kind."""
    text = {
        "cancelled": ngettext("{count} cancelled", "{count} cancelled", count),
        "declined": ngettext("{count} declined", "{count} declined", count),
        "out_of_office": ngettext("{count} out of office", "{count} out of office", count),
        "all_day": ngettext("{count} all-day event", "{count} all-day events", count),
        "ignored": ngettext("{count} not counted", "{count} not counted", count),
        "focus": ngettext("{count} focus time", "{count} focus times", count),
        "free": ngettext("{count} shown as free", "{count} shown as free", count),
        "meeting": ngettext("{count} meeting", "{count} meetings", count),
        "block": ngettext("{count} own block", "{count} own blocks", count),
    }[kind]
    return text.format(count=number(count, 0))


def response_name(response: str | None) -> str:
    """Return my answer in a word, empty where it is unknown."""
    names = {
        "accepted": _("accepted"),
        "tentative": _("tentative"),
        "unanswered": _("not answered"),
        "declined": _("declined"),
    }
    return names.get(response or "", "")


def week_sentence(week: Week) -> str:
    """Return what a week was like in one sentence: meetings, against what is usual, and meeting-free days."""
    if week.meeting_seconds is None or week.quiet_days is None:
        return _("Nobody is named in this feed, so meetings cannot be told from your own time.")
    parts = {
        "hours": hours(week.meeting_seconds),
        "compared": _compared(week.meeting_seconds, week.usual.get("meeting_seconds")),
        "quiet": _meeting_free(week.quiet_days),
    }
    if week.working_days == 0:
        return _("{hours} of meetings were scheduled in a week without working time.").format(**parts)
    return _("{hours} of meetings were scheduled{compared}, and {quiet}.").format(**parts)


def _meeting_free(days: int) -> str:
    if days == 0:
        return _("no working day was meeting-free")
    text = ngettext("{count} working day was meeting-free", "{count} working days were meeting-free", days)
    return text.format(count=number(days, 0))


def _compared(value: float, usual: Range | None) -> str:
    if usual is None:
        return ""
    middle = (usual[0] + usual[1]) / 2
    apart = hours(abs(value - middle))
    if usual[0] <= value <= usual[1]:
        return _(", about as much as usual")
    return (
        _(", {hours} more than usual").format(hours=apart)
        if value > middle
        else _(", {hours} less than usual").format(hours=apart)
    )


def against_usual(value: float | None, usual: Range | None) -> str:
    """Return where a figure lies against its usual range, in few words; empty where that is unknown."""
    if value is None or usual is None:
        return ""
    if value > usual[1]:
        return _("more than usual")
    return _("less than usual") if value < usual[0] else _("as usual")


def who_am_i(analysis: Analysis) -> str:
    """Return whose calendar this is taken to be, and how that is known."""
    addresses = ", ".join(visible(address, 80) for address in sorted(analysis.me.addresses))
    if not addresses:
        return _("Which address is yours is not known, so your answers are not either; --me ADDRESS says it.")
    if analysis.me.guessed:
        return _("You are taken to be {addresses}, who is in most events; --me ADDRESS says otherwise.").format(
            addresses=addresses
        )
    return _("You: {addresses}").format(addresses=addresses)


def lower_bound() -> str:
    """Return what a calendar cannot know (METRICS.md, first paragraph)."""
    return _(
        "A calendar knows what was scheduled. Meetings without an invitation are not in it: "
        "every figure is a lower bound."
    )
