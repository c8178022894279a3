"""The Series page in words: a sentence about the costliest, and each series with its figures and its life story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import occurrence_words, wording
from app.analysis.day_parts import counts
from app.analysis.references import series_reference
from app.analysis.series_looked import SPARK_WEEKS
from app.analysis.series_story import minutes, people, story_of
from app.language import N_, _, ngettext
from app.model.chosen_period import monday_of
from app.model.foreign_text import visible
from app.model.phrases import Phrase
from app.model.series_page import LookAlikeRow, SeriesCells, SeriesPage, SeriesRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.series_looked import SeriesLooked
    from app.model.merged import LookAlike
    from app.model.preferences import SeriesRule
    from app.model.series_figures import Creep, SeriesFigures

_NOTHING: Final = "–"
_LEAST_GROWTH: Final = 0.1
"""Share from which a change of length, people or rhythm is said."""
RULE_NAMES: dict[SeriesRule, str] = {
    "meeting": N_("Meeting"),
    "block": N_("Own time"),
    "focus": N_("Focus time"),
    "leave-out": N_("Left out"),
}


def series_page(looked: SeriesLooked, period_title: str) -> SeriesPage:
    """Return the page of what was looked at."""
    # A one-off that did not take place is no meeting that anybody could do something about.
    rows = tuple(
        _row(each, looked) for each in looked.figures if each.recurs or each.held or each.key.uid in looked.rules
    )
    unknown = _unknown(looked)
    return SeriesPage(
        period_title=period_title,
        sentence=(Phrase(unknown),) if unknown else _sentence(rows),
        note=_note(),
        rows=rows,
        counted=_counted(rows, looked, period_title),
        due=len(looked.queue),
        alike=_alike(looked.look_alikes),
        look_alikes=tuple(map(_look_alike, looked.look_alikes)),
        unknown=unknown,
    )


# ---- the page ----


def _unknown(looked: SeriesLooked) -> str:
    if looked.no_people:
        return _("Nobody is named in this feed, so meetings cannot be told from your own time.")
    if not looked.figures:
        return _("No meeting is scheduled in this time.")
    return ""


def _sentence(rows: Sequence[SeriesRow]) -> tuple[Phrase, ...]:
    costliest = next((row for row in rows if row.recurs and row.focus > 0), None)
    if costliest is None:
        return (Phrase(_("No series takes anything from your focus blocks.")),)
    return words.phrases(
        _("{title} takes {hours} and costs {focus} of focus blocks."),
        title=Phrase(costliest.title, costliest.opens),
        hours=words.length(costliest.scheduled),
        focus=Phrase(words.length(costliest.focus), costliest.opens),
    )


def _note() -> str:
    return _(
        "Focus cost: what blocks of 2 h or more would gain if this series alone were gone. "
        "A quarter of an hour in the middle of a morning costs more than its length."
    )


def _counted(rows: Sequence[SeriesRow], looked: SeriesLooked, period_title: str) -> str:
    """Return how many there are, and on which days, where the title does not say that."""
    recurring = sum(row.recurs for row in rows)
    text = ngettext("{count} series", "{count} series", recurring).format(count=wording.number(recurring, 0))
    once = len(rows) - recurring
    if once:
        both = ngettext("{series} and {count} one-off meeting", "{series} and {count} one-off meetings", once)
        text = both.format(series=text, count=wording.number(once, 0))
    days = wording.long_days_between(looked.period.first, looked.period.last)
    return text if days in period_title else _("{text}, {days}").format(text=text, days=days)


def _alike(found: Sequence[LookAlike]) -> str:
    if not found:
        return ""
    if len(found) == 1:
        return _("Two series look alike.")
    return _("{count} pairs of series look alike.").format(count=wording.number(len(found), 0))


def _look_alike(each: LookAlike) -> LookAlikeRow:
    title = visible(each.title, occurrence_words.LONGEST_TITLE) or _("(no title)")
    text = ngettext(
        "“{title}” stands in your calendars twice, at the same time {together} of {count} time.",
        "“{title}” stands in your calendars twice, at the same time {together} of {count} times.",
        each.of,
    )
    sentence = text.format(title=title, together=wording.number(each.together, 0), count=wording.number(each.of, 0))
    return LookAlikeRow(each.uid, each.into, title, sentence)


# ---- a series ----


def _row(row: SeriesFigures, looked: SeriesLooked) -> SeriesRow:
    title = visible(row.title, occurrence_words.LONGEST_TITLE) or _("(no title)")
    rule = looked.rules.get(row.key.uid)
    weeks = _weeks(row, looked)
    fell_out = row.cancelled + row.skipped
    return SeriesRow(
        id=f"{row.key.calendar} {row.key.uid}",
        uid=row.key.uid,
        title=title,
        detail=detail_of(row, looked),
        growth=_growth(row.creep),
        recurs=row.recurs,
        mine=row.organized is True,
        due=looked.is_due(row.key),
        scheduled=row.seconds,
        person_seconds=row.person_seconds,
        focus=row.focus_cost_seconds,
        fragments=row.fragment_cost_seconds,
        held=row.held,
        moved=row.moved,
        fell_out=fell_out,
        agenda=row.described,
        weeks=weeks,
        weeks_spoken=_weeks_spoken(weeks),
        rule=rule or "",
        counts_as=_(RULE_NAMES[rule or "meeting"]),
        cells=SeriesCells(
            scheduled=wording.hours(row.seconds) if row.held else _NOTHING,
            person_hours=wording.number(row.person_seconds / 3600, 0) if row.held else _NOTHING,
            focus=wording.hours(row.focus_cost_seconds) if row.held else _NOTHING,
            held=_count(row.held),
            moved=_count(row.moved),
            fell_out=_count(fell_out),
            agenda=_NOTHING if row.described is None else words.share(row.described),
        ),
        story=story_of(row, looked, title),
        opens=series_reference(row.key.uid, looked.period.first, looked.period.last, row.key.calendar),
    )


def _count(number: int) -> str:
    return wording.number(number, 0) if number else _NOTHING


def detail_of(row: SeriesFigures, looked: SeriesLooked) -> str:
    """Return how often it repeats, how long it is and with how many people."""
    known = looked.inside(row.key) or looked.occurrences.get(row.key, ())
    held = [each for each in known if counts(each, looked.preferences)]
    parts = looked.parts.get(row.key, ())
    newest = (held or known)[-1] if known else None
    series = newest.series if newest is not None else parts[-1] if parts else None
    facts = [occurrence_words.how_often(series)] if series is not None else []
    if newest is not None:
        facts.append(minutes(newest.end - newest.start))
    if row.people is not None:
        facts.append(people(row.people))
    return ", ".join(facts)


def _growth(creep: Creep | None) -> str:
    """Return how the last four differ from the first four, where they do by a tenth or more."""
    if creep is None:
        return ""
    said = []
    for change, more, less in (
        (creep.length, _("{share} longer"), _("{share} shorter")),
        (creep.people, _("{share} more people"), _("{share} fewer people")),
        (creep.often, _("{share} more often"), _("{share} less often")),
    ):
        if change is not None and abs(change) >= _LEAST_GROWTH:
            said.append((more if change > 0 else less).format(share=words.share(abs(change))))
    return _("last four against first four: {changes}").format(changes=", ".join(said)) if said else ""


def _weeks(row: SeriesFigures, looked: SeriesLooked) -> tuple[int, ...]:
    zone = looked.period.zone
    first = monday_of(looked.period.last) - 7 * (SPARK_WEEKS - 1)
    weeks = [0] * SPARK_WEEKS
    for each in looked.occurrences.get(row.key, ()):
        at = (zone.local(each.start)[0] - first) // 7
        if 0 <= at < SPARK_WEEKS and counts(each, looked.preferences):
            weeks[at] += each.end - each.start
    return tuple(weeks)


def _weeks_spoken(weeks: Sequence[int]) -> str:
    met = [seconds for seconds in weeks if seconds]
    text = ngettext(
        "in {met} of the last {count} week, at most {most} a week",
        "in {met} of the last {count} weeks, at most {most} a week",
        len(weeks),
    )
    return text.format(
        met=wording.number(len(met), 0), count=wording.number(len(weeks), 0), most=words.length(max(met, default=0))
    )
