"""The pages of the journal in words: for terminal, window and PDF (METRICS.md §8).

What calendars say is "scheduled" and "meeting-free"; a week of the journal stands beside a week of the calendars, and
no sentence says that the one comes from the other, or rates a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words, wording
from app.analysis.measure_words import experiment_sentence, measure_rows, span_of, spread_row
from app.analysis.row_words import (
    LONGEST,
    date_of,
    due_of,
    entry_name,
    person_and_text,
    to_of,
    waiting_words,
    waits_for,
    what_of,
)
from app.language import _, ngettext
from app.model.foreign_text import visible
from app.model.outcomes import Block, WordedSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.experiments import Outcome
    from app.model.journal import MeetingNote, Promise
    from app.model.outcomes import (
        Conditions,
        Due,
        Help,
        NotesSummary,
        OneOnOneSheet,
        OutcomesPage,
        Quarter,
        WeekBeside,
    )
    from app.model.timezones import HomeZone

_WEEKS_SHOWN = 13
_NOTES_SHOWN = 5


# ---- the page ----


def page_words(page: OutcomesPage, zone: HomeZone) -> WordedSheet:
    """Return the page of the journal in words; days of meetings are those of the zone."""
    measures = page.measures
    title = _("Outcomes · {days}").format(days=span_of(measures.first, measures.last))
    if page.empty:
        line = _('The journal is empty. clearweek journal add "WHAT" --by DAY records the first promise.')
        return WordedSheet(title, (Block("", (line,)),))
    blocks = [Block("", rows=measure_rows(measures), numbers=(1,))]
    if measures.due and measures.predictability.value is None:
        blocks.append(Block(_("What was due"), rows=tuple(map(due_row, measures.due))))
    blocks.append(_open_block(page))
    if page.waiting:
        waiting = tuple((what_of(each), waiting_words(each, page.today)) for each in page.waiting)
        blocks.append(Block(_("Waiting"), rows=waiting))
    blocks += [_beside_block(page.weeks)] if page.weeks else []
    if page.notes:
        rows = tuple(note_row(each, zone) for each in page.notes[:_NOTES_SHOWN])
        blocks.append(Block(_("Notes after meetings"), (notes_sentence(page.notes_summary),), rows))
    if page.entries:
        entries = tuple((date_of(each.day), entry_name(each.kind), *person_and_text(each)) for each in page.entries)
        blocks.append(Block(_("Noted of others"), rows=entries))
    blocks += [Block(_("Experiments"), _sentences(page.experiments))] if page.experiments else []
    return WordedSheet(title, tuple(blocks))


def due_row(due: Due) -> tuple[str, str, str]:
    """Return what was due, when, and whether it was done by then."""
    return what_of(due.promise), date_of(due.promise.due), _("done by then") if due.kept else _("not done by then")


def _open_block(page: OutcomesPage) -> Block:
    title = _("Open promises")
    if not page.promises:
        return Block(title, (_("Nothing is open."),))
    rows = tuple(
        (str(each.id), what_of(each), to_of(each), due_of(each, page.today), _state(each)) for each in page.promises
    )
    return Block(title, rows=rows, numbers=(0,))


def _state(promise: Promise) -> str:
    if promise.waiting is not None:
        return _("waits")
    if promise.turns:
        return _("reopened")
    return _("begun") if promise.began is not None else _("not begun")


def _beside_block(weeks: Sequence[WeekBeside]) -> Block:
    heads = (_("week"), _("done"), _("focus, 2 h and more"), _("meetings"), _("fragmentation"))
    rows = tuple(
        (
            figure_words.week_name(each.monday),
            wording.number(each.done, 0),
            wording.hours(each.focus_seconds),
            wording.hours(each.meeting_seconds),
            "–" if each.fragmentation is None else figure_words.share(each.fragmentation),
        )
        for each in weeks[-_WEEKS_SHOWN:]
    )
    return Block(
        _("Beside what was scheduled"), rows=rows, numbers=(1, 2, 3, 4), heads=heads, note=beside_sentence(len(weeks))
    )


def beside_sentence(weeks: int) -> str:
    """Return on how many weeks it rests that outcomes stand beside figures of calendars, and what that does not say."""
    text = ngettext(
        "This rests on {count} week. Both stand side by side; neither is said to come from the other.",
        "This rests on {count} weeks. Both stand side by side; neither is said to come from the other.",
        weeks,
    )
    return text.format(count=wording.number(weeks, 0))


def notes_sentence(notes: NotesSummary) -> str:
    """Return what the notes after meetings come to."""
    text = ngettext(
        "{count} meeting was noted: decision {decisions}, owner {owners}, blocker removed {blockers}.",
        "{count} meetings were noted: decision {decisions}, owner {owners}, blocker removed {blockers}.",
        notes.count,
    ).format(
        count=wording.number(notes.count, 0),
        decisions=wording.number(notes.decisions, 0),
        owners=wording.number(notes.owners, 0),
        blockers=wording.number(notes.blockers, 0),
    )
    if notes.worth is None:
        return text
    worth = ngettext(
        "{text} Worth, from 1 to 5: {worth}, said of {count}.",
        "{text} Worth, from 1 to 5: {worth} in the middle of {count}.",
        notes.rated,
    )
    decimals = 0 if notes.worth == int(notes.worth) else 1
    return worth.format(text=text, worth=wording.number(notes.worth, decimals), count=wording.number(notes.rated, 0))


def note_row(note: MeetingNote, zone: HomeZone) -> tuple[str, str, str, str]:
    """Return a note as its day, its meeting, what that was worth, and what was said of it."""
    said = (
        (_("decided: {text}"), note.decision),
        (_("owner: {text}"), note.owner),
        (_("blocker removed: {text}"), note.blocker),
    )
    texts = "; ".join(words.format(text=visible(text, LONGEST)) for words, text in said if text)
    worth = "" if note.worth is None else _("worth {number} of 5").format(number=note.worth)
    return date_of(zone.local(note.start)[0]), visible(note.title or note.uid, 60), worth, texts


# ---- sheets that can be handed over alone ----


def one_on_one_words(sheet: OneOnOneSheet) -> WordedSheet:
    """Return the sheet for a 1:1 in words: the open promises to one person, and what done means."""
    title = _("Open promises to {name} · {day}").format(
        name=visible(sheet.person, 60), day=wording.long_date(sheet.today)
    )
    if not sheet.promises:
        return WordedSheet(title, (Block("", (_("Nothing is open."),)),))
    blocks = []
    for each in sheet.promises:
        means = (
            _("Done means: {text}").format(text=visible(each.done_means, LONGEST))
            if each.done_means
            else _("What done means is not written down.")
        )
        lines = [means, due_of(each, sheet.today)]
        if each.waiting is not None:
            lines.append(_("It waits {reason}").format(reason=waiting_words(each, sheet.today)))
        blocks.append(Block(what_of(each), tuple(lines)))
    return WordedSheet(title, tuple(blocks))


def delivered_words(quarters: Sequence[Quarter]) -> WordedSheet:
    """Return *What I delivered* in words, one part a quarter."""
    title = _("What I delivered")
    blocks = []
    for quarter in quarters:
        name = wording.date_words(quarter.first, "yQQQQ")
        if not quarter.promises:
            blocks.append(Block(name, (_("The journal names nothing done in this quarter."),)))
            continue
        # To whom each was promised is left out, so that the sheet can be handed to anybody.
        rows = tuple(
            (date_of(each.done), what_of(each), visible(each.done_means, LONGEST)) for each in quarter.promises
        )
        blocks.append(Block(name, rows=rows))
    if not blocks:
        blocks.append(Block("", (_("The journal names nothing done yet."),)))
    return WordedSheet(title, tuple(blocks))


def conditions_words(found: Conditions) -> WordedSheet:
    """Return *Conditions* in words: focus, load, outside hours, what promises waited for, what would help."""
    title = _("Conditions · {days}").format(days=span_of(found.first, found.last))
    return WordedSheet(title, (_scheduled_block(found), *_waited_block(found), _helps_block(found)))


def _scheduled_block(found: Conditions) -> Block:
    title = _("What was scheduled")
    if not found.mondays:
        return Block(title, (_("The calendars hold no full week of this time."),))
    if found.no_people:
        return Block(title, (_("Nobody is named in this feed, so meetings cannot be told from your own time."),))
    heads = ("", _("in the middle"), _("from–to"))
    rows = (
        spread_row(_("Focus a week, in blocks of 2 h and more"), found.focus, "seconds"),
        spread_row(_("  as a share of the working time"), found.focus_share, "share"),
        spread_row(_("Meetings in the working time"), found.load, "share"),
        spread_row(_("Fragmentation of meeting-free time"), found.fragmentation, "share"),
        spread_row(_("Meetings outside working hours, a week"), found.outside, "seconds"),
    )
    text = ngettext("This rests on {count} full week.", "This rests on {count} full weeks.", len(found.mondays))
    note = f"{text.format(count=wording.number(len(found.mondays), 0))} {wording.lower_bound()}"
    return Block(title, rows=rows, numbers=(1, 2), heads=heads, note=note)


def _waited_block(found: Conditions) -> list[Block]:
    rows = []
    for each in found.waited:
        days = ngettext("{count} day", "{count} days", each.days).format(count=wording.number(each.days, 0))
        of = ngettext("{count} promise", "{count} promises", each.promises)
        rows.append((waits_for(each.reason), days, of.format(count=wording.number(each.promises, 0))))
    return [Block(_("What promises waited for"), rows=tuple(rows), numbers=(1, 2))] if rows else []


def _helps_block(found: Conditions) -> Block:
    lines = tuple(_help(each, found) for each in found.helps)
    return Block(_("What would help"), lines or (_("These figures point to nothing."),))


def _help(what: Help, found: Conditions) -> str:
    if what == "fewer-meetings":
        text = _("Fewer hours of meetings: in the middle of these weeks they take {share} of the working time.")
        return text.format(share=figure_words.share(found.load.median or 0))
    if what == "longer-stretches":
        text = _("Longer meeting-free stretches: {share} of the working time lies in stretches of two hours and more.")
        return text.format(share=figure_words.share(found.focus_share.median or 0))
    if what == "hours":
        text = _("Meetings within the working hours: {hours} a week lay outside them.")
        return text.format(hours=figure_words.length(found.outside.median or 0))
    days = next(each.days for each in found.waited if each.reason == what)
    text = {
        "decision": ngettext(
            "Decisions sooner: {count} day went by waiting for them.",
            "Decisions sooner: {count} days went by waiting for them.",
            days,
        ),
        "review": ngettext(
            "Reviews sooner: {count} day went by waiting for them.",
            "Reviews sooner: {count} days went by waiting for them.",
            days,
        ),
        "access": ngettext(
            "Access sooner: {count} day went by waiting for it.",
            "Access sooner: {count} days went by waiting for it.",
            days,
        ),
        "person": ngettext(
            "Answers sooner: {count} day went by waiting for a person.",
            "Answers sooner: {count} days went by waiting for a person.",
            days,
        ),
    }[what]
    return text.format(count=wording.number(days, 0))


def experiments_words(outcomes: Sequence[Outcome]) -> WordedSheet:
    """Return experiments in words: before and after with their ranges, or why there is nothing to say yet."""
    title = _("Experiments")
    if not outcomes:
        line = _('No experiment is recorded. clearweek journal experiment add "CHANGE" --measure NAME begins one.')
        return WordedSheet(title, (Block("", (line,)),))
    return WordedSheet(title, (Block("", _sentences(outcomes)),))


def _sentences(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    return tuple(experiment_sentence(each) for each in outcomes)
