"""Promises as rows of the Outcomes page, and the lists of them that stand behind its figures (METRICS.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words, wording
from app.analysis.measure_words import days, span_of
from app.analysis.outcomes import REOPENED_WITHIN, complete_weeks, waiting_days
from app.analysis.row_words import LONGEST, date_of, to_of, waits_for, what_of
from app.language import N_, _, ngettext
from app.model.foreign_text import visible
from app.model.outcomes import Block, WordedSheet
from app.model.outcomes_page import PromiseLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.model.journal import Promise
    from app.model.outcomes_page import Mark, Verb

    Row = tuple[str, ...]

_MONTHS_WITHOUT_YEAR: Final = 92


# ---- rows ----


def open_line(promise: Promise, today: int) -> PromiseLine:
    """Return an open promise as a row."""
    wait = promise.waiting
    verbs: list[Verb] = ["done"]
    if promise.began is None:
        verbs.append("begin")
    verbs += ["resume" if wait is not None else "wait", "define"]
    mark: Mark = "waits" if wait is not None else "begun" if promise.began is not None or promise.turns else "open"
    return _line(promise, _due(promise, today), _state(promise, today), mark, tuple(verbs))


def done_lines(promises: Iterable[Promise], first: int, last: int, today: int) -> tuple[PromiseLine, ...]:
    """Return what is done since a day of these, newest first."""
    found = [(each.done, each.id, each) for each in promises if each.done is not None and first <= each.done <= last]
    verbs: tuple[Verb, ...] = ("reopen", "define")
    return tuple(
        _line(each, _("done {day}").format(day=_day(day, today)), _was_due(each, today), "done", verbs)
        for day, __, each in sorted(found, key=lambda row: (-row[0], -row[1]))
    )


def _line(promise: Promise, due: str, state: str, mark: Mark, verbs: tuple[Verb, ...]) -> PromiseLine:
    what, detail = what_of(promise), _detail(promise)
    parts = [part for part in (detail, due, state) if part]
    spoken = _("{what}: {detail}").format(what=what, detail="; ".join(parts))
    means = visible(promise.done_means, 2_000)
    return PromiseLine(promise.id, what, detail, due, state, mark, means, verbs, spoken)


def _detail(promise: Promise) -> str:
    means = visible(promise.done_means, LONGEST)
    said = _("done means: {text}").format(text=means) if means else _("what done means is not written down")
    to = to_of(promise)
    return _("{to} · {means}").format(to=to, means=said) if to else said


def _due(promise: Promise, today: int) -> str:
    if promise.due is None:
        return _("no day")
    if promise.due == today:
        return _("due today")
    text = _("was due {day}") if promise.due < today else _("due {day}")
    return text.format(day=_day(promise.due, today))


def _was_due(promise: Promise, today: int) -> str:
    return "" if promise.due is None else _("was due {day}").format(day=_day(promise.due, today))


def _state(promise: Promise, today: int) -> str:
    wait = promise.waiting
    if wait is not None:
        length = days(float(max(0, today - wait.first)))
        return _("waits {reason}, {days}").format(reason=waits_for(wait.reason), days=length)
    if promise.turns:
        return _("open again since {day}").format(day=_day(promise.turns[-1], today))
    if promise.began is None:
        return _("not begun")
    return _("begun {day}").format(day=_day(promise.began, today))


def _day(day: int, today: int) -> str:
    return figure_words.day_name(day, _MONTHS_WITHOUT_YEAR, today)


# ---- lists behind figures ----

_TITLES: Final[dict[str, str]] = {
    "promised": N_("What was promised"),
    "done": N_("What was done"),
    "due": N_("What was due, and whether it was done by its day"),
    "lead": N_("What was done, and the days from its begin"),
    "weeks": N_("What was done, by the day since which it is done"),
    "flow": N_("What was done, and the days that it waited"),
    "begun": N_("What began, and whether done was defined by then"),
    "quality": N_("What was done at least 30 days ago, and whether it held"),
}


def behind(name: str, promises: Sequence[Promise], first: int, last: int, today: int) -> WordedSheet:
    """Return the promises behind a figure of some days, as a list.

    Args:
        name: of the list, as the page's references have it after ``JOURNAL``.
        promises: all of the journal.
        first: the first day of the figure.
        last: the last one, included.
        today: the ordinal of the day that it is.

    """
    day_of, row_of = _LISTS[name]
    first, last = _days_of(name, promises, first, last, today)
    found = [(day, each.id, each) for each in promises if (day := day_of(each)) is not None and first <= day <= last]
    rows = tuple(row_of(each) for __, __, each in sorted(found, key=lambda row: row[:2]))
    text = ngettext("{count} promise, {days}", "{count} promises, {days}", len(rows))
    line = text.format(count=wording.number(len(rows), 0), days=span_of(first, last) if first <= last else "–")
    return WordedSheet(_(_TITLES[name]), (Block("", (line,), rows),))


def _days_of(name: str, promises: Sequence[Promise], first: int, last: int, today: int) -> tuple[int, int]:
    """Return the days that a list is of, as ``analysis.outcomes`` has them for its measure."""
    if name == "weeks":
        weeks = complete_weeks(tuple(promises), first, last, today)
        return (weeks[0], weeks[-1] + 6) if weeks else (today + 1, today)
    ends = {"due": today - 1, "quality": today - REOPENED_WITHIN}
    return first, min(last, ends.get(name, today))


def _due_row(each: Promise) -> Row:
    kept = each.due is not None and each.was_done_on(each.due)
    return what_of(each), date_of(each.due), _("done by then") if kept else _("not done by then")


def _lead_row(each: Promise) -> Row:
    if each.began is None or each.done is None:
        return what_of(each), date_of(each.done), _("no begin is noted")
    return what_of(each), date_of(each.done), days(float(each.done - each.began))


def _flow_row(each: Promise) -> Row:
    if each.began is None:
        return what_of(each), date_of(each.done), _("no begin is noted")
    return what_of(each), date_of(each.done), _("waited {days}").format(days=days(float(waiting_days(each))))


def _begun_row(each: Promise) -> Row:
    if not each.done_means:
        said = _("done is not defined")
    elif each.defined is None:
        said = _("the day of the definition is unknown")
    elif each.began is not None and each.defined <= each.began:
        said = _("defined by then")
    else:
        said = _("defined later, on {day}").format(day=date_of(each.defined))
    return what_of(each), date_of(each.began), said


def _quality_row(each: Promise) -> Row:
    done, again = each.first_done, each.first_reopened
    held = done is None or again is None or again - done > REOPENED_WITHIN
    said = _("not reopened within 30 days") if held else _("reopened on {day}").format(day=date_of(again))
    return what_of(each), date_of(done), said


_LISTS: Final[dict[str, tuple[Callable[[Promise], int | None], Callable[[Promise], Row]]]] = {
    "promised": (lambda each: each.promised, lambda each: (date_of(each.promised), what_of(each), to_of(each))),
    "done": (lambda each: each.done, lambda each: (date_of(each.done), what_of(each))),
    "due": (lambda each: each.due, _due_row),
    "lead": (lambda each: each.done, _lead_row),
    "weeks": (lambda each: each.done, lambda each: (date_of(each.done), what_of(each))),
    "flow": (lambda each: each.done, _flow_row),
    "begun": (lambda each: each.began, _begun_row),
    "quality": (lambda each: each.first_done, _quality_row),
}
