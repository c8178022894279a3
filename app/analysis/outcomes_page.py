"""The Outcomes page: the journal's page (``analysis.outcomes``) in the words that the window paints (METRICS.md §8).

What was done stands beside what was scheduled; no sentence says that the one comes from the other.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words, outcomes, wording
from app.analysis.experiment_lines import experiment_line
from app.analysis.measure_words import MEASURE_NAMES, measure_rows, span_of
from app.analysis.outcome_words import beside_sentence, due_row, note_row, notes_sentence
from app.analysis.promise_lines import done_lines, open_line
from app.analysis.row_words import date_of, entry_name, person_and_text
from app.language import _, ngettext
from app.model.charts import Table
from app.model.chosen_period import monday_of
from app.model.foreign_text import visible
from app.model.outcomes_page import (
    JOURNAL,
    BesideChart,
    EntryLine,
    ExperimentLine,
    MeasureCard,
    MeetingToNote,
    NoteLine,
    OutcomesPicture,
)
from app.model.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.chosen_period import ChosenPeriod
    from app.model.history import History
    from app.model.journal import Entry, Journal, MeetingNote
    from app.model.outcomes import OutcomesPage, WeekBeside
    from app.model.timezones import HomeZone

_BEHIND: Final = ("due", "lead", "weeks", "flow", "begun", "quality")
"""The lists behind the six measures, in the order of ``measure_rows``."""
_LABEL_EVERY: Final = 4
_DASH: Final = "–"
_NOTES: Final = 30
_ENTRIES: Final = 30


def measured_days(period: ChosenPeriod, today: int) -> tuple[int, int]:
    """Return the days that the page's measures look at: thirteen weeks up to the end of a period, or all of it.

    The newest period ends with its last complete week; what was done since then counts too.
    """
    last = today if period.last >= monday_of(today) - 1 else period.last
    return min(period.first, monday_of(last) - 7 * outcomes.WEEKS), last


def outcomes_picture(
    page: OutcomesPage,
    journal: Journal,
    history: History,
    period: ChosenPeriod,
    to_note: Sequence[MeetingToNote],
) -> OutcomesPicture:
    """Return the page as it is painted.

    Args:
        page: of the days that ``measured_days`` gives.
        journal: everything in it.
        history: the figures of the calendars.
        period: the one that was chosen, which the first sentence is about.
        to_note: the meetings that ended today or yesterday, newest first.

    """
    measures = page.measures
    asks_for_list = bool(measures.due) and measures.predictability.value is None
    return OutcomesPicture(
        period_title=figure_words.period_title(period),
        period=(period.first, period.last),
        sentence=_sentence(journal, history, period, page.today),
        note=_note(history, period, empty=page.empty),
        today=page.today,
        span=span_of(measures.first, measures.last),
        days=(measures.first, measures.last),
        measures=tuple(
            MeasureCard(name, "" if value == _DASH else value, text, JOURNAL + behind)
            for (name, value, text), behind in zip(measure_rows(measures), _BEHIND, strict=True)
        ),
        due=tuple(due_row(each) for each in (measures.due if asks_for_list else ())),
        open_words=_open_words(page),
        promises=tuple(open_line(each, page.today) for each in page.promises),
        done=done_lines(journal.promises, measures.first, measures.last, page.today),
        beside=_beside(page.weeks),
        no_beside=_no_beside(page, history),
        to_note=tuple(to_note),
        notes_words=notes_sentence(page.notes_summary) if page.notes else "",
        notes=tuple(_note_line(each, history.zone) for each in page.notes[:_NOTES]),
        entries=tuple(_entry_line(each) for each in page.entries[:_ENTRIES]),
        experiments=_experiments(page),
        people=tuple(sorted({visible(name, 60) for name in outcomes.people(journal)}, key=str.casefold)),
        quarters=_quarters(journal),
        figures=tuple((name, _(words)) for name, words in MEASURE_NAMES.items()),
        empty=page.empty,
    )


# ---- the first sentence ----


def _sentence(journal: Journal, history: History, period: ChosenPeriod, today: int) -> tuple[Phrase, ...]:
    if not journal.rows():
        return (Phrase(_("What was promised, and what became of it?")),)
    if period.kind == "week":
        subject = figure_words.week_subject(period.first, today)
    else:
        subject = figure_words.period_subject(period, today)
    promised = sum(1 for each in journal.promises if each.promised and period.first <= each.promised <= period.last)
    done = sum(1 for each in journal.promises if each.done and period.first <= each.done <= period.last)
    parts: dict[str, str | Phrase] = {"period": subject, "promised": _promised(promised), "done": _done(done)}
    focus = _focus_seconds(history, period)
    if focus is None:
        return figure_words.phrases(_("{period} had {promised} and {done}."), **parts)
    opens = f"span:{_iso(period.first)}:{_iso(period.last)}:focus"
    hours = Phrase(figure_words.length(focus), opens)
    return figure_words.phrases(
        _("{period} had {promised} and {done}, beside {hours} in focus blocks."), **parts, hours=hours
    )


def _iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def _promised(count: int) -> Phrase:
    if not count:
        return Phrase(_("no new promise"))
    text = ngettext("one new promise", "{count} new promises", count)
    return Phrase(text.format(count=figure_words.count(count)), JOURNAL + "promised")


def _done(count: int) -> Phrase:
    if not count:
        return Phrase(_("none done"))
    return Phrase(ngettext("one done", "{count} done", count).format(count=figure_words.count(count)), JOURNAL + "done")


def _focus_seconds(history: History, period: ChosenPeriod) -> int | None:
    """Return the focus time of a period; None where the calendars do not cover all of it, or name nobody."""
    last = min(period.last, history.today - 1)
    if last < period.first or history.covered_days(period.first, last) < last - period.first + 1:
        return None
    total = 0
    for day in range(period.first, last + 1):
        figures = history.days.get(day)
        if figures is not None:
            if figures.focus_seconds is None:
                return None
            total += figures.focus_seconds
    return total


def _note(history: History, period: ChosenPeriod, *, empty: bool) -> str:
    if empty:
        return _("What is written here stays on this computer.")
    if _focus_seconds(history, period) is not None:
        return _(
            "Both stand side by side; neither is said to come from the other. "
            "What is written here stays on this computer."
        )
    if history.no_people:
        return _("Nobody is named in the calendars, so their focus hours are unknown.")
    return _("The calendars do not cover all of this time, so its focus hours are unknown.")


# ---- promises ----


def _open_words(page: OutcomesPage) -> str:
    count = len(page.promises)
    if not count:
        return _("Nothing is open.")
    text = ngettext("{count} open", "{count} open", count).format(count=wording.number(count, 0))
    if not page.waiting:
        return text
    more = ngettext("{text}, {count} of them waits", "{text}, {count} of them wait", len(page.waiting))
    return more.format(text=text, count=wording.number(len(page.waiting), 0))


def _quarters(journal: Journal) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (each.first, each.last, wording.date_words(each.first, "yQQQQ")) for each in outcomes.delivered(journal)
    )


# ---- beside the calendars ----


def _beside(weeks: Sequence[WeekBeside]) -> BesideChart | None:
    """Return both figures week by week; a week that both do not cover is a gap, and is never bridged."""
    if not weeks:
        return None
    found = {each.monday: each for each in weeks}
    mondays = range(weeks[0].monday, weeks[-1].monday + 1, 7)
    shown = [found.get(monday) for monday in mondays]
    step = max(1, -(-len(shown) // _LABEL_EVERY))
    labels = tuple((at, wording.date_words(mondays[at], "MMMd")) for at in range(0, len(shown), step))
    caption = beside_sentence(len(weeks))
    title = _("Done a week, beside focus hours of the same weeks")
    most = max(weeks, key=lambda each: each.done)
    summary = _("{caption} The most done in a week were {count}, with {hours} in focus blocks.").format(
        caption=caption, count=wording.number(most.done, 0), hours=wording.hours(most.focus_seconds)
    )
    return BesideChart(
        title=title,
        caption=caption,
        summary=summary,
        names=_names(weeks),
        weeks=tuple(_said(monday, found.get(monday)) for monday in mondays),
        done=tuple(None if each is None else each.done for each in shown),
        focus=tuple(
            None if each is None or each.focus_seconds is None else each.focus_seconds / 3600 for each in shown
        ),
        labels=labels,
        opens=tuple("" if each is None else f"week:{_iso(each.monday)}:focus" for each in shown),
        table=_beside_table(weeks),
    )


def _names(weeks: Sequence[WeekBeside]) -> tuple[str, str]:
    most = max(each.done for each in weeks)
    hours = max((each.focus_seconds or 0 for each in weeks), default=0)
    return (
        _("done, at most {count}").format(count=wording.number(most, 0)),
        _("focus blocks, at most {hours}").format(hours=wording.hours(hours)),
    )


def _said(monday: int, week: WeekBeside | None) -> str:
    name = figure_words.week_name(monday)
    if week is None:
        return _("{week}: not covered by both").format(week=name)
    return _("{week}: {count} done, {hours} in focus blocks").format(
        week=name, count=wording.number(week.done, 0), hours=wording.hours(week.focus_seconds)
    )


def _beside_table(weeks: Sequence[WeekBeside]) -> Table:
    return Table(
        (_("week from"), _("done"), _("focus, 2 h and more"), _("meetings")),
        tuple(
            (
                wording.date_words(each.monday, "yMMMd"),
                wording.number(each.done, 0),
                wording.hours(each.focus_seconds),
                wording.hours(each.meeting_seconds),
            )
            for each in weeks
        ),
        tuple(f"week:{_iso(each.monday)}:focus" for each in weeks),
    )


def _no_beside(page: OutcomesPage, history: History) -> str:
    if page.weeks:
        return ""
    if history.no_people:
        return _("Nobody is named in the calendars, so their focus hours are unknown.")
    return _("The journal and the calendars have no full week in common yet.")


# ---- notes, entries, experiments ----


def _note_line(note: MeetingNote, zone: HomeZone) -> NoteLine:
    return NoteLine(*note_row(note, zone))


def _entry_line(entry: Entry) -> EntryLine:
    return EntryLine(date_of(entry.day), entry_name(entry.kind), *person_and_text(entry))


def _experiments(page: OutcomesPage) -> tuple[ExperimentLine, ...]:
    """Return the experiments, the newest first."""
    found = sorted(page.experiments, key=lambda each: (-each.experiment.start, -each.experiment.id))
    return tuple(map(experiment_line, found))
