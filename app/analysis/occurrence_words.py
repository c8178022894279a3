"""One occurrence in words: when, with how many, how often, and why it counts as what it counts as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.days import UNSURE
from app.language import _, ngettext
from app.model.foreign_text import visible
from app.model.timezones import DAY
from app.timeline.classify import why
from app.timeline.rules import DAILY, MONTHLY, WEEKLY, YEARLY, InvalidRule, parse_rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.events import Event, Series
    from app.model.occurrences import Kind, Occurrence, RuleId
    from app.model.sources import Calendar
    from app.model.timezones import HomeZone
    from app.timeline.rules import Rule

LONGEST_TITLE: Final = 120

RULE_NUMBERS: Mapping[RuleId, int] = {
    "status-cancelled": 1,
    "title-cancelled": 1,
    "method-cancel": 1,
    "declined": 2,
    "out-of-office-type": 3,
    "out-of-office-status": 3,
    "out-of-office-title": 3,
    "date": 4,
    "whole-day": 4,
    "working-location": 5,
    "birthday": 5,
    "task": 5,
    "left-out": 5,
    "no-length": 5,
    "placeholder": 5,
    "focus-type": 6,
    "focus-title": 6,
    "free-status": 7,
    "transparent": 7,
    "people": 8,
    "link": 8,
    "own-time": 9,
}
"""The row of the table in METRICS.md §1; what a person chose has none."""

_WORKING_DAYS = frozenset(range(5))


def title(each: Occurrence) -> str:
    """Return its title, made harmless to show."""
    return title_of(each.event)


def title_of(event: Event) -> str:
    """Return the title of an event, made harmless to show."""
    return visible(event.title, LONGEST_TITLE) or _("(no title)")


# ---- when ----


def wall_clock(at: int, day: int, zone: HomeZone) -> int:
    """Return an instant as seconds on the wall clock from a day's midnight; before or after that day, its edge."""
    local, second = zone.local(at)
    return 0 if local < day else DAY if local > day else min(max(second, 0), DAY)


def first_day(each: Occurrence, zone: HomeZone) -> int:
    """Return the day on which it begins, as an ordinal."""
    return each.days[0] if each.days else zone.local(each.start)[0]


def times(start: int, end: int, zone: HomeZone) -> str:
    """Return from when to when, given as instants, on the wall clock: "9:30–9:45"."""
    return words.clock_span(zone.local(start)[1], zone.local(end)[1])


def when(each: Occurrence, zone: HomeZone, days: int = 1, today: int | None = None) -> str:
    """Return its time; with its day before it where it stands among several ``days``."""
    if each.days is not None:
        first, last = each.days[0], each.days[1] - 1
        if days == 1:
            return _("all day")
        names = [words.day_name(day, days, today) for day in (first, last)]
        return names[0] if first >= last else " – ".join(names)
    clock = times(each.start, each.end, zone)
    if days == 1:
        return clock
    return _("{day}, {times}").format(day=words.day_name(zone.local(each.start)[0], days, today), times=clock)


# ---- what ----


def people(each: Occurrence) -> str:
    """Return with how many people it is: "7 people", "1:1", "join link, no people listed"; empty for nobody else."""
    known = each.attendance.people
    if known is None and each.kind != "meeting":
        return ""
    if known is None:
        return _("join link, no people listed") if each.rule == "link" else _("no people listed")
    if not each.attendance.others:
        return ""
    if each.attendance.at_least:
        text = ngettext("at least {count} person", "at least {count} people", known)
        return text.format(count=wording.number(known, 0))
    if known == 2:
        return _("1:1")
    return ngettext("{count} person", "{count} people", known).format(count=wording.number(known, 0))


def what(each: Occurrence) -> str:
    """Return what it counts as, and what it is: "meeting: 7 people · every working day"."""
    facts = [people(each) if each.kind != "all_day" else "", how_often(each.series)]
    if each.kind != "declined" and each.attendance.response in UNSURE:
        facts.append(wording.response_name(each.attendance.response))
    if each.away:
        facts.append(_("while away"))
    return _("{kind}: {facts}").format(kind=wording.kind_name(each.kind), facts=" · ".join(filter(None, facts)))


def how_often(series: Series) -> str:
    """Return how often a series repeats: "every week", "one-off"."""
    if not series.recurs:
        return _("one-off")
    recurrence = series.recurrence
    if recurrence is None or len(recurrence.rules) != 1:
        return _("repeats")
    try:
        rule = parse_rule(recurrence.rules[0])
    except InvalidRule:
        return _("repeats")
    if rule.frequency == WEEKLY:
        return _weekly(rule)
    every = {
        DAILY: ngettext("every day", "every {count} days", rule.interval),
        MONTHLY: ngettext("every month", "every {count} months", rule.interval),
        YEARLY: ngettext("every year", "every {count} years", rule.interval),
    }
    weekdays = {each.weekday for each in rule.week_days}
    if rule.frequency == DAILY and rule.interval == 1 and weekdays == _WORKING_DAYS:
        return _("every working day")
    if len(rule.week_days) > 1 or len(rule.month_days) > 1:
        return _("repeats")
    return every.get(rule.frequency, _("repeats")).format(count=wording.number(rule.interval, 0))


def _weekly(rule: Rule) -> str:
    weekdays = {each.weekday for each in rule.week_days}
    if rule.interval == 1 and weekdays == _WORKING_DAYS:
        return _("every working day")
    if rule.interval == 1 and len(weekdays) > 1:
        return _("{count} times a week").format(count=words.count(len(weekdays)))
    if len(weekdays) > 1:
        return _("repeats")
    if rule.interval == 2:
        return _("every other week")
    return ngettext("every week", "every {count} weeks", rule.interval).format(count=wording.number(rule.interval, 0))


# ---- why ----


def counts_as(kind: Kind) -> str:
    """Return the name of a kind as it stands after "counts as"."""
    return {
        "cancelled": _("cancelled"),
        "declined": _("declined"),
        "out_of_office": _("out of office"),
        "all_day": _("an all-day event"),
        "ignored": _("nothing"),
        "focus": _("focus time"),
        "free": _("free time"),
        "meeting": _("a meeting"),
        "block": _("an own block"),
    }[kind]


def explanation(each: Occurrence) -> str:
    """Return in a sentence why it counts as what it counts as, with the number of the rule (METRICS.md §1)."""
    parts = {"title": title(each), "kind": counts_as(each.kind), "why": why(each.rule)}
    number = RULE_NUMBERS.get(each.rule)
    if number is None:
        sentence = _("{title} counts as {kind}, because {why}.").format(**parts)
    else:
        sentence = _("{title} counts as {kind}, because {why} (rule {rule}).").format(rule=number, **parts)
    if each.away:
        sentence += " " + _("It lies in time away, so no figure holds it.")
    return sentence


def source(each: Occurrence, calendars: Mapping[str, Calendar]) -> str:
    """Return the calendar that it comes from, and the line of its file on which it begins."""
    calendar = calendars.get(each.event.key.calendar)
    name = visible(calendar.name, 80) if calendar is not None else ""
    if each.event.line is None or not name:
        return name
    return _("{source}, line {line}").format(source=name, line=each.event.line)
