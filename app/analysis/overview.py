"""A History and a period to the first page: one sentence, where it comes from, and four figures."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.weeks import FEWEST_WEEKS, WEEKS_BEFORE, usual_range
from app.language import N_, _, ngettext
from app.model.overview import FigureCard, Overview
from app.model.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.analysis.figure_words import Part, Unit
    from app.model.charts import ChartSpec, Role
    from app.model.chosen_period import ChosenPeriod
    from app.model.history import History
    from app.model.weeks import Day, Range, Week


class CardKind(NamedTuple):
    """Which figure a card shows, its texture, its name for a week and for longer, and its evidence."""

    id: str
    figure: str
    role: Role
    name: str
    name_a_week: str
    evidence: str


CARDS = (
    CardKind("meetings", "meeting_seconds", "meeting", N_("Meeting hours"), N_("Meeting hours a week"), "meetings"),
    CardKind(
        *("focus", "focus_seconds", "focus"),
        *(N_("Focus hours, blocks of 2 h up"), N_("Focus hours a week, blocks of 2 h up"), "focus"),
    ),
    CardKind(
        *("fragmentation", "fragmentation", "fragment"),
        *(N_("Fragmentation of meeting-free time"), N_("Fragmentation of meeting-free time, by week"), "fragments"),
    ),
    CardKind(
        *("outside", "outside_hours_seconds", "outside"),
        *(N_("Outside working hours"), N_("Outside working hours a week"), "outside"),
    ),
)

_SHORTER_BLOCKS: Final = ((90, "focus_seconds_90"), (60, "focus_seconds_60"))
"""Minutes from which a gap may count as a block as well, and the figure that counts so (METRICS.md §3)."""

_MEETING_FREE = frozenset(
    {"focus_seconds", "fragment_seconds", "fragmentation", *(figure for _minutes, figure in _SHORTER_BLOCKS)}
)
"""Figures that a day that is not covered would make too high: nothing is known to lie in it."""


class Measured(NamedTuple):
    """What is looked at, and what it is compared with.

    Attributes:
        weeks: those whose figures are shown, as their mean a week.
        before: the full weeks among the twelve before, oldest first.
        compared: the figures are compared with what is usual.
        unknown: why there are no figures at all, as two short sentences; else empty.
        partly: only some days of the week are covered, so its meeting-free time is not known.
        evidence: how references to it begin ("week:2026-11-16").

    """

    weeks: tuple[Week, ...]
    before: tuple[Week, ...]
    compared: bool
    unknown: str
    partly: bool
    evidence: str

    def value(self, figure: str) -> float | None:
        """Return a figure as the mean a week of the weeks in which it is known."""
        if self.unknown or (self.partly and figure in _MEETING_FREE):
            return None
        return _mean(known(self.weeks, figure))

    def usual(self, figure: str) -> Range | None:
        """Return the usual range of a figure, None where it is not compared, or under six full weeks before."""
        return usual_range(figure, known(self.before, figure)) if self.compared else None

    def reason(self) -> str:
        """Return why a figure is unknown, as two short sentences."""
        if self.unknown:
            return self.unknown
        if self.partly:
            return _("Not known. Your calendars cover only a part of this week.")
        return _("Not known. There was no meeting-free working time.")

    def opens(self, figure: str) -> str:
        """Return the reference to the evidence of a figure."""
        return f"{self.evidence}:{figure}"


def known(weeks: Sequence[Week], figure: str) -> list[float]:
    """Return the values of a figure in the weeks in which it is known."""
    values = (getattr(week, figure) for week in weeks)
    return [value for value in values if value is not None]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


# ---- the page ----


def overview(history: History, period: ChosenPeriod, *, drawn: bool = True) -> Overview:
    """Return the first page for a period: a week with its own figures, a longer one with the mean a week.

    Without ``drawn``, as a terminal shows it, there is no chart.
    """
    single = period.kind == "week"
    measured = measured_week(history, period.first) if single else measured_period(history, period)
    sentence = week_sentence(history, measured, period.first) if single else _sentence(history, measured, period)
    return Overview(
        period_title=words.period_title(period),
        sentence=sentence,
        note=_note(history, measured, period),
        cards=cards(measured, a_week=not single),
        chart=_chart(history, period) if drawn else None,
        lists=(),
    )


def _chart(history: History, period: ChosenPeriod) -> ChartSpec | None:
    # Imported here because a terminal draws none.
    from app.analysis.overview_chart import overview_chart

    return overview_chart(history, period.last)


def measured_week(history: History, monday: int) -> Measured:
    """Return one week, compared only where it is complete."""
    week = history.week(monday)
    over = monday + 7 <= history.today
    unknown = ""
    if history.no_people:
        unknown = _("Not in this source. Nobody is named in it.")
    elif week is None or (over and not history.covered_days(monday, monday + 6)):
        unknown = _("Not known. Your calendars do not cover this time.")
    return Measured(
        weeks=() if week is None else (week,),
        before=history.full_weeks_before(monday, WEEKS_BEFORE),
        compared=not unknown and week is not None and week.complete,
        unknown=unknown,
        partly=over and history.covered_days(monday, monday + 6) < 7,
        evidence=f"week:{dt.date.fromordinal(monday)}",
    )


def measured_period(history: History, period: ChosenPeriod) -> Measured:
    """Return the complete weeks that lie wholly in a longer period."""
    weeks = history.complete_weeks(period.first, period.last)
    unknown = ""
    if history.no_people:
        unknown = _("Not in this source. Nobody is named in it.")
    elif not weeks:
        unknown = _("Not known. No week of this time is complete.")
    first, last = (weeks[0].monday, weeks[-1].monday + 6) if weeks else (period.first, period.last)
    return Measured(
        weeks=weeks,
        before=history.full_weeks_before(first, WEEKS_BEFORE),
        compared=not unknown,
        unknown=unknown,
        partly=False,
        evidence=f"span:{dt.date.fromordinal(first)}:{dt.date.fromordinal(last)}",
    )


# ---- the sentence ----


def week_sentence(history: History, measured: Measured, monday: int) -> tuple[Phrase, ...]:
    """Return what a week holds in one sentence: meetings, how that compares, and mornings without any."""
    if measured.unknown:
        return (Phrase(unknown_sentence(history, measured)),)
    (week,) = measured.weeks
    subject = words.week_subject(monday, history.today)
    seconds = measured.value("meeting_seconds") or 0
    meetings = Phrase(words.length(seconds), measured.opens("meetings"))
    if not week.working_seconds:
        return words.phrases(_("{week} without working time: {hours} of meetings."), week=subject, hours=meetings)
    parts: dict[str, Part] = {"week": subject, "hours": meetings}
    usual = measured.usual("meeting_seconds")
    if usual is not None:
        parts["compared"] = Phrase(words.more_or_less(seconds, usual), measured.opens("usual"))
    if not seconds:
        parts["hours"] = Phrase(_("no meetings"), measured.opens("meetings"))
        pattern = _("{week} had {hours}, {compared}.") if usual else _("{week} had {hours}.")
        return words.phrases(pattern if _is_over(history, monday) else _("{week} has {hours} so far."), **parts)
    parts["mornings"] = mornings(history, measured)
    if usual is not None:
        return words.phrases(_("{week} had {hours} of meetings, {compared}, and {mornings}."), **parts)
    if _is_over(history, monday):
        return words.phrases(_("{week} had {hours} of meetings and {mornings}."), **parts)
    return words.phrases(_("{week} has {hours} of meetings so far, and {mornings}."), **parts)


def _is_over(history: History, monday: int) -> bool:
    return monday + 7 <= history.today


def unknown_sentence(history: History, measured: Measured) -> str:
    """Return in a sentence why there are no figures."""
    if history.no_people:
        return _("Nobody is named in this feed, so meetings cannot be told from your own time.")
    if not history.coverage:
        return _("There is nothing in your calendars yet.")
    if measured.evidence.startswith("span:"):
        return _("No week of this time is complete: covered by your calendars, and over.")
    days = wording.long_days_between(history.coverage[0][0], history.coverage[-1][1] - 1)
    return _("Your calendars do not cover this week; they cover {days}.").format(days=days)


def mornings(history: History, measured: Measured) -> Part:
    """Return how many mornings hold no meeting; of weeks without a morning, how many focus blocks they hold."""
    mondays = [week.monday for week in measured.weeks]
    days = [history.days[day] for monday in mondays for day in range(monday, monday + 7) if day in history.days]
    known = [day for day in days if not history.is_unknown(day.day)]
    free = [day.free_morning for day in known if day.free_morning is not None]
    if not free:
        return _blocks(known, measured.opens("focus"))
    opens = measured.opens("mornings")
    if not any(free):
        return words.phrases(_("{none} without one"), none=Phrase(_("no morning"), opens))
    if len(measured.weeks) == 1:
        text = ngettext("one meeting-free morning", "{count} meeting-free mornings", sum(free))
    else:
        text = ngettext("one meeting-free morning in all", "{count} meeting-free mornings in all", sum(free))
    return Phrase(text.format(count=words.count(sum(free))), opens)


def _blocks(days: Sequence[Day], opens: str) -> Part:
    blocks = sum(day.focus_blocks or 0 for day in days)
    if blocks == 0:
        return Phrase(_("no block of 2 h"), opens)
    text = ngettext("one block of 2 h or more", "{count} blocks of 2 h or more", blocks)
    return Phrase(text.format(count=words.count(blocks)), opens)


def _sentence(history: History, measured: Measured, period: ChosenPeriod) -> tuple[Phrase, ...]:
    """Return what a longer period comes to a week, in one sentence."""
    if measured.unknown:
        return (Phrase(unknown_sentence(history, measured)),)
    seconds = measured.value("meeting_seconds") or 0
    parts: dict[str, Part] = {
        "period": words.period_subject(period, history.today),
        "hours": Phrase(words.length(seconds), measured.opens("meetings")),
        "mornings": mornings(history, measured),
    }
    usual = measured.usual("meeting_seconds")
    if usual is None:
        return words.phrases(_("{period} had {hours} of meetings a week, and {mornings}."), **parts)
    parts["compared"] = Phrase(words.more_or_less(seconds, usual), measured.opens("usual"))
    return words.phrases(_("{period} had {hours} of meetings a week, {compared}, and {mornings}."), **parts)


# ---- the note under it ----


def _note(history: History, measured: Measured, period: ChosenPeriod) -> str:
    """Return where the figures come from, what they are compared with, and what a calendar cannot know."""
    source = ngettext("Scheduled, from {count} calendar.", "Scheduled, from {count} calendars.", history.calendars)
    sentences = [source.format(count=wording.number(history.calendars, 0))]
    if not measured.unknown:
        if period.kind != "week":
            sentences.append(weeks_counted(len(measured.weeks)))
        sentences.append(_comparison(history, measured, period))
        sentences.append(_("Talks without an invitation are not in a calendar, so every figure is a lower bound."))
    return " ".join(sentences)


def weeks_counted(weeks: int) -> str:
    """Return of how many weeks the figures of a longer period are the mean."""
    text = ngettext(
        "The figures are those of the one complete week.",
        "The figures are the mean of the {count} complete weeks.",
        weeks,
    )
    return text.format(count=wording.number(weeks, 0))


def _comparison(history: History, measured: Measured, period: ChosenPeriod) -> str:
    if not measured.compared:
        return not_compared(history, period.first)
    if measured.usual("meeting_seconds") is None:
        text = ngettext(
            "Usual appears after {least} complete weeks; {count} is there.",
            "Usual appears after {least} complete weeks; {count} are there.",
            len(measured.before),
        )
        return text.format(least=wording.number(FEWEST_WEEKS, 0), count=wording.number(len(measured.before), 0))
    return _("Usual is the middle of the 12 weeks before.")


def not_compared(history: History, monday: int) -> str:
    """Return why an incomplete week is not compared with others."""
    if monday > history.today:
        return _("This week is still to come; it is not compared.")
    if monday + 7 > history.today:
        return _("This week is not over; it is not compared.")
    return _("Your calendars cover only a part of this week; it is not compared.")


# ---- the cards ----


def cards(measured: Measured, *, a_week: bool = False) -> tuple[FigureCard, ...]:
    """Return the four figures with their usual ranges."""
    return tuple(_card(kind, measured, a_week=a_week) for kind in CARDS)


def _card(kind: CardKind, measured: Measured, *, a_week: bool) -> FigureCard:
    name = _(kind.name_a_week if a_week else kind.name)
    value = measured.value(kind.figure)
    opens = measured.opens(kind.evidence)
    if value is None:
        reason = measured.reason()
        spoken = _("{name}: {reason}").format(name=name, reason=reason)
        return FigureCard(kind.id, kind.role, name, "", "", reason, (), None, None, "", "", spoken, opens)
    unit: Unit = "%" if kind.figure == "fragmentation" else words.unit_of(value)
    shown = words.amount(value, unit)
    usual = measured.usual(kind.figure)
    band = None
    if usual is not None:
        low, high = words.clipped(usual, unit)
        band = words.in_unit(low, unit), words.in_unit(high, unit)
    usual_text, distance = _usual_words(value, usual, unit, measured)
    beside = tuple(_shorter_blocks(measured)) if kind.id == "focus" else ()
    facts = [words.with_unit(*shown), usual_text, distance, *(f"{name} {value}" for name, value in beside)]
    return FigureCard(
        id=kind.id,
        role=kind.role,
        name=name,
        value=shown.value,
        unit=unit,
        unknown="",
        ticks=tuple(words.in_unit(before, unit) for before in known(measured.before, kind.figure)),
        band=band,
        mark=words.in_unit(value, unit),
        usual=usual_text,
        distance=distance,
        spoken=_("{name}: {reason}").format(name=name, reason=", ".join(filter(None, facts))),
        opens=opens,
        beside=beside,
    )


def _shorter_blocks(measured: Measured) -> Iterator[tuple[str, str]]:
    """Give the focus hours where shorter gaps count as blocks too."""
    for minutes, figure in _SHORTER_BLOCKS:
        value = measured.value(figure)
        if value is not None:
            name = _("{minutes} min up").format(minutes=wording.number(minutes, 0))
            yield name, words.with_unit(*words.amount(value, words.unit_of(value)))


def _usual_words(value: float, usual: Range | None, unit: Unit, measured: Measured) -> tuple[str, str]:
    """Return the usual range of a card in words, and how far the figure lies from it."""
    if usual is not None:
        shown = words.range_words(usual, words.range_unit(unit, usual))
        return _("usual {range}").format(range=shown), words.distance(value, usual, unit)
    if not measured.compared:
        return _("not compared"), ""
    return _("usual from {count} weeks on").format(count=wording.number(FEWEST_WEEKS, 0)), ""
