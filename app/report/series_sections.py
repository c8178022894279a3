"""Series with what they cost, and meeting inflation with why (METRICS.md §5, §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.findings import unknown_sentence
from app.analysis.inflation_parts import where_the_time_went, why_person_hours
from app.analysis.pattern_bars import week_bars
from app.analysis.series_page import detail_of
from app.language import _, ngettext
from app.model.findings import NotKnown
from app.report.document import (
    BarsPicture,
    Chart,
    DataTable,
    Paragraph,
    Run,
    Section,
    WaterfallPicture,
)

if TYPE_CHECKING:
    from app.model.inflation import Inflation, Side
    from app.model.series_figures import SeriesFigures
    from app.report.document import Part
    from app.report.material import Material, Wanted

_MOST_SERIES: Final = 20


def series_section(material: Material, wanted: Wanted) -> Section:
    """Return the series of the period, those that cost the most focus time first."""
    title = _("Series and what they cost")
    looked = material.series
    if looked.no_people:
        text = _("Nobody is named in this feed, so meetings cannot be told from your own time.")
        return Section("series", title, (Paragraph((Run(text),)),))
    recurring = [each for each in looked.figures if each.recurs and each.held]
    if not recurring:
        return Section("series", title, (Paragraph((Run(_("No series is scheduled in this time.")),)),))
    first = recurring[0]
    parts: list[Part] = [Paragraph(_opening(first, wanted), "lead"), _table(recurring, material, wanted)]
    parts.append(Paragraph((Run(_rest(recurring, material)),), "note"))
    return Section("series", title, tuple(parts))


def _opening(first: SeriesFigures, wanted: Wanted) -> tuple[Run, ...]:
    name = wanted.naming.series(first.key, first.title)
    if first.focus_cost_seconds <= 0:
        return (Run(_("No series takes anything from the blocks of two hours and more.")),)
    sentence = words.phrases(
        _("{title} takes {hours} and costs {focus} of focus blocks."),
        title=name,
        hours=words.length(first.seconds),
        focus=words.length(first.focus_cost_seconds),
    )
    return tuple(Run(each.text) for each in sentence)


def _table(recurring: list[SeriesFigures], material: Material, wanted: Wanted) -> DataTable:
    looked = material.series
    rows = tuple(
        (
            wanted.naming.series(each.key, each.title),
            wording.hours(each.seconds),
            wording.number(each.person_seconds / 3600, 0),
            wording.hours(each.focus_cost_seconds),
            wording.number(each.held, 0),
            _count(each.moved),
            _count(each.cancelled + each.skipped),
            "–" if each.described is None else words.share(each.described),
        )
        for each in recurring[:_MOST_SERIES]
    )
    headers = (
        _("Series"),
        _("time"),
        _("person-hours"),
        _("focus cost"),
        _("held"),
        _("moved"),
        _("fell out"),
        _("agenda"),
    )
    details = tuple(detail_of(each, looked) for each in recurring[:_MOST_SERIES])
    return DataTable("", _days(material, wanted), headers, rows, (1, 2, 3, 4, 5, 6, 7), details=details)


def _count(number: int) -> str:
    return wording.number(number, 0) if number else "–"


def _days(material: Material, wanted: Wanted) -> str:
    """Return which weeks the figures are of."""
    period = material.series.period
    count = (period.last - period.first + 1) // 7
    if wanted.anonymous:
        text = ngettext("{count} week", "{count} weeks", count)
        return text.format(count=wording.number(count, 0))
    return wording.long_days_between(period.first, period.last)


def _rest(recurring: list[SeriesFigures], material: Material) -> str:
    focus = _(
        "Focus cost: what blocks of 2 h or more would gain if this series alone were gone. "
        "A quarter of an hour in the middle of a morning costs more than its length."
    )
    more = len(recurring) - _MOST_SERIES
    once = sum(1 for each in material.series.figures if not each.recurs and each.held)
    said = [focus, _("A dash in the column of agendas: this calendar publishes no descriptions; else: none.")]
    if more > 0:
        text = ngettext("{count} more series costs less.", "{count} more series cost less.", more)
        said.append(text.format(count=wording.number(more, 0)))
    if once:
        seconds = sum(each.seconds for each in material.series.figures if not each.recurs)
        text = ngettext(
            "Besides there is {count} one-off meeting of {hours}.",
            "Besides there are {count} one-off meetings of {hours} in all.",
            once,
        )
        said.append(text.format(count=wording.number(once, 0), hours=words.length(seconds)))
    return " ".join(said)


# ---- inflation ----


def inflation_section(material: Material, wanted: Wanted) -> Section:
    """Return how meetings grew against an earlier time, and why; or why that is not known."""
    title = _("Meeting inflation, and why")
    growth = material.looked.inflation
    if isinstance(growth, NotKnown):
        text = _("Not known. {reason}").format(reason=unknown_sentence(growth.reason))
        return Section("inflation", title, (Paragraph((Run(text),)),))
    parts: list[Part] = [Paragraph(_growth(growth), "lead")]
    last = material.looked.grounds.weeks[-1].monday + 6 if material.looked.grounds.weeks else material.period.last
    bars = week_bars("meeting-inflation", material.history, last, growth)
    if bars is not None:
        alt = _("{title}. {summary}").format(title=bars.chart.title, summary=bars.chart.summary)
        parts.append(Chart("inflation-weeks", bars.chart.title, bars.chart.caption, alt, BarsPicture(bars)))
    parts.append(_sides(growth, wanted))
    fall = why_person_hours(growth, "")
    parts.append(Chart("inflation-why", fall.title, fall.caption, fall.summary, WaterfallPicture(fall)))
    named = growth._replace(
        series=tuple(each._replace(title=wanted.naming.series(each.key, each.title)) for each in growth.series),
    )
    went = where_the_time_went(named, "")
    if went.table.rows:
        parts.append(DataTable(went.title, went.caption, went.table.headers, went.table.rows, (2,), went.total))
    context = _(
        "Often quoted: since the start of the pandemic, weekly meetings of an average user of Microsoft Teams grew by "
        "153\u00a0% (a secondary report, B). It counts something else, and nothing here is compared with it."
    )
    parts.append(Paragraph((Run(context),), "note"))
    return Section("inflation", title, tuple(parts))


def _growth(growth: Inflation) -> tuple[Run, ...]:
    sentence = words.phrases(
        _("Per working day, meeting time is {time}, the number of meetings {number}, person-hours {people}."),
        time=_change(growth.meeting_seconds),
        number=_change(growth.meetings),
        people=_change(growth.person_seconds),
    )
    found = _("It is a finding.") if growth.is_finding else _("By the rule it is no finding.")
    return (*(Run(each.text) for each in sentence), Run(f" {found}"))


def _change(share: float) -> str:
    return f"+{words.share(share)}" if share >= 0 else f"−{words.share(-share)}"


def _sides(growth: Inflation, wanted: Wanted) -> DataTable:
    a, b = growth.a, growth.b
    per_day = (
        (_("meetings"), wording.number(a.meetings), wording.number(b.meetings), _change(growth.meetings)),
        (
            _("meeting time"),
            words.length(a.meeting_seconds),
            words.length(b.meeting_seconds),
            _change(growth.meeting_seconds),
        ),
        (
            _("person-hours"),
            wording.number(a.person_seconds / 3600),
            wording.number(b.person_seconds / 3600),
            _change(growth.person_seconds),
        ),
        (
            _("mean length of a meeting"),
            words.length(a.length),
            words.length(b.length),
            _change(b.length / a.length - 1) if a.length else "–",
        ),
        (
            _("mean number of people"),
            wording.number(a.people),
            wording.number(b.people),
            _change(b.people / a.people - 1) if a.people else "–",
        ),
    )
    return DataTable(
        _("The two times, per working day"),
        "; ".join(
            (
                _("A: {weeks}").format(weeks=_weeks_of(a, wanted)),
                _("B: {weeks}").format(weeks=_weeks_of(b, wanted)),
            )
        ),
        (_("Figure"), _("A"), _("B"), _("B against A")),
        per_day,
        (1, 2, 3),
    )


def _weeks_of(side: Side, wanted: Wanted) -> str:
    weeks = ngettext("{count} week", "{count} weeks", len(side.mondays)).format(
        count=wording.number(len(side.mondays), 0)
    )
    if wanted.anonymous:
        return weeks
    days = wording.long_days_between(side.mondays[0], side.mondays[-1] + 6)
    return _("{weeks} in {days}").format(weeks=weeks, days=days)
