"""The life story of a series in words: when it was born, what became of its last slots, how it would be without it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.review_queue import is_endless
from app.analysis.series import first_day
from app.language import N_, _, ngettext
from app.model.charts import Table
from app.model.description import AGENDA
from app.model.series_page import Story, StoryMark
from app.timeline.lasting import goes_on_after

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.analysis.series_looked import SeriesLooked
    from app.model.occurrences import Occurrence
    from app.model.series_figures import SeriesFigures
    from app.model.slots import Fate, Slot

MOST_MARKS: Final = 14
_STEADY: Final = 2
"""How many held in a row make a change one that lasts."""
_FATES: dict[Fate, str] = {
    "held": N_("held"),
    "cancelled": N_("cancelled"),
    "skipped": N_("skipped"),
    "declined": N_("declined"),
    "uncounted": N_("not counted"),
}


def story_of(row: SeriesFigures, looked: SeriesLooked, title: str) -> Story:
    """Return the life story of a series, up to the end of the period."""
    zone = looked.period.zone
    slots = looked.slots.get(row.key, ())
    shown = slots[-MOST_MARKS:]
    parts = looked.parts.get(row.key, ())
    born = min((first_day(each, zone) for each in parts), default=looked.period.last)
    is_whole = len(shown) == len(slots) and bool(slots) and zone.local(slots[0].original)[0] <= born
    turns = _turns(slots, described=row.described is not None)
    marks = tuple(_mark(slot, zone.local(slot.start)[0], turns.get(id(slot), "")) for slot in shown)
    inside = looked.inside(row.key)
    counted = ngettext("{count} occurrence", "{count} occurrences", len(inside))
    return Story(
        title=_("{title}, from its first day").format(title=title) if is_whole else title,
        since=_since(row, looked, born),
        begin=_begin(slots, born, is_whole=is_whole),
        end=_end(row, looked),
        is_whole=is_whole,
        marks=marks,
        gone=_gone(row),
        counted=counted.format(count=wording.number(len(inside), 0)),
        summary=_summary(row, shown),
        table=_table(marks),
    )


def minutes(seconds: int) -> str:
    """Return the length of one meeting: "60 min"."""
    return words.with_unit(wording.number(round(seconds / 60), 0), "min")


def people(count: float) -> str:
    """Return a number of people, of a median perhaps a half."""
    whole = int(count) if count == int(count) else None
    text = ngettext("{count} person", "{count} people", 2 if whole is None else whole)
    return text.format(count=wording.number(count, 0 if whole is not None else 1))


@functools.lru_cache(maxsize=1024)
def _day_words(day: int, _whose: str) -> tuple[str, str]:
    """Return a date in short and in full; the slots of many series lie on the same few days."""
    return wording.date_words(day, "MMMd"), wording.long_date(day)


def _date(day: int) -> str:
    return _day_words(day, wording.locale())[1]


# ---- its ends ----


def _since(row: SeriesFigures, looked: SeriesLooked, born: int) -> str:
    reviewed = looked.reviewed.get(row.key.uid)
    begin = _date(born)
    if not row.recurs:
        return _("once, on {day}").format(day=begin)
    if reviewed is None:
        return _("since {day}; last reviewed by you: never").format(day=begin)
    text = _("since {day}; last reviewed by you: {reviewed}")
    return text.format(day=begin, reviewed=_date(reviewed))


def _begin(slots: Sequence[Slot], born: int, *, is_whole: bool) -> str:
    first = next((slot.occurrence for slot in slots if slot.occurrence is not None), None)
    if not is_whole or first is None:
        return _("Born on {day}").format(day=_date(born))
    facts = [minutes(first.end - first.start)]
    if first.attendance.people is not None:
        facts.insert(0, people(first.attendance.people))
    return _("Born: {facts}").format(facts=", ".join(facts))


def _end(row: SeriesFigures, looked: SeriesLooked) -> str:
    if not row.recurs:
        return ""
    parts = looked.parts.get(row.key, ())
    if any(map(is_endless, parts)):
        return _("no end date")
    last, zone = looked.period.last, looked.period.zone
    return _("with an end date") if any(goes_on_after(each, last, zone) for each in parts) else _("it has ended")


# ---- its slots ----


def _mark(slot: Slot, day: int, turn: str) -> StoryMark:
    fate, (short, date) = _(_FATES[slot.fate]), _day_words(day, wording.locale())
    word, became = (fate if slot.fate != "held" else ""), fate
    if slot.moved and slot.fate == "held":
        word, became = _("moved"), _("held, moved")
    spoken = _("{day}: {fate}").format(day=date, fate=became)
    return StoryMark(short, date, slot.fate, slot.moved, word, became, spoken, turn)


def _table(marks: Sequence[StoryMark]) -> Table:
    """Return the slots as rows, the newest first."""
    rows = tuple((mark.date, mark.became, mark.turn or "–") for mark in reversed(marks))
    return Table((_("Slot"), _("What became of it"), _("From here on")), rows, ("",) * len(rows))


def _summary(row: SeriesFigures, shown: Sequence[Slot]) -> str:
    if not shown:
        return _("It takes place once.") if not row.recurs else _("No slot of it lies in these weeks.")
    held = sum(slot.fate == "held" for slot in shown)
    moved = sum(slot.moved and slot.fate == "held" for slot in shown)
    fell = sum(slot.fate in {"cancelled", "skipped"} for slot in shown)
    text = ngettext(
        "Of its last {count} slot, {held} held, {moved} of them moved, and {fell} fell out.",
        "Of its last {count} slots, {held} held, {moved} of them moved, and {fell} fell out.",
        len(shown),
    )
    return text.format(count=wording.number(len(shown), 0), held=held, moved=moved, fell=fell)


def _turns(slots: Sequence[Slot], *, described: bool) -> dict[int, str]:
    """Return what is so from some slot on, by the slot's ``id``: an agenda, another length, other people."""
    held = [(slot, slot.occurrence) for slot in slots if slot.fate == "held" and slot.occurrence is not None]
    found: dict[int, list[str]] = {}

    def look(value: Callable[[Occurrence], object], say: Callable[[Occurrence, Occurrence], str]) -> None:
        at = _last_turn([value(each) for __, each in held])
        if at is not None:
            sentence = say(held[at - 1][1], held[at][1])
            if sentence:
                found.setdefault(id(held[at][0]), []).append(sentence)

    if described:
        look(_has_agenda, _say_agenda)
    look(_length, _say_length)
    look(_people, _say_people)
    return {name: ", ".join(said) for name, said in found.items()}


def _last_turn(values: Sequence[object]) -> int | None:
    """Return from which place on all are alike and differ from those before; None where that is no lasting change."""
    at = len(values)
    while at > 0 and values[at - 1] == values[-1]:
        at -= 1
    was_steady = len(set(values[max(at - _STEADY, 0) : at])) == 1 and at >= _STEADY
    return at if was_steady and at <= len(values) - _STEADY else None


def _has_agenda(each: Occurrence) -> bool:
    return bool(each.event.description & AGENDA)


def _length(each: Occurrence) -> int:
    return each.end - each.start


def _people(each: Occurrence) -> int | None:
    return each.attendance.people


def _say_agenda(_before: Occurrence, after: Occurrence) -> str:
    return _("with an agenda from here on") if _has_agenda(after) else _("without an agenda from here on")


def _say_length(before: Occurrence, after: Occurrence) -> str:
    text = _("{length} instead of {before} from here on")
    return text.format(length=minutes(_length(after)), before=minutes(_length(before)))


def _say_people(before: Occurrence, after: Occurrence) -> str:
    one, other = _people(before), _people(after)
    if one is None or other is None:
        return ""
    text = _("{people} instead of {before} from here on")
    return text.format(people=people(other), before=wording.number(one, 0))


# ---- without it ----


def _gone(row: SeriesFigures) -> tuple[tuple[str, str], ...]:
    """Return what the period would gain: focus blocks are its own time that opens, and pieces that join up with it.

    Where the pieces grow instead, that much of its own time stays in pieces under 2 h.
    """
    own = row.focus_cost_seconds - row.fragment_cost_seconds
    rows = [(_("focus blocks"), _("+{length}").format(length=words.length(row.focus_cost_seconds)))]
    if row.focus_cost_seconds or own:
        rows.append((_("its own time within working hours"), words.length(own)))
    if row.fragment_cost_seconds > 0:
        rows.append((_("pieces that would join up"), words.length(row.fragment_cost_seconds)))
    elif row.fragment_cost_seconds < 0:
        rows.append((_("of that, left in pieces under 2 h"), words.length(-row.fragment_cost_seconds)))
    return tuple(rows)
