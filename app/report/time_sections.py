"""What the weeks hold: meetings, and the time between them (METRICS.md §3, §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.overview import measured_period, measured_week, unknown_sentence
from app.analysis.pattern_bars import week_bars
from app.analysis.week_view import legend
from app.language import N_, _
from app.report.document import (
    BarsPicture,
    Chart,
    DataTable,
    HeatPicture,
    Paragraph,
    Run,
    Section,
    StackRow,
    Stacks,
    WeekStrip,
)
from app.report.week_rows import week_rows

if TYPE_CHECKING:
    from app.analysis.overview import Measured
    from app.model.charts import Role
    from app.model.weeks import Day
    from app.report.document import Part
    from app.report.material import Material, Wanted
    from app.report.sections import SectionId

Kind = Literal["length", "share", "number"]


class _Row(NamedTuple):
    """A figure of a week: its name in ``Week``, how it is written, and its name for people."""

    figure: str
    kind: Kind
    name: str


_LOAD: Final = (
    _Row("meetings", "number", N_("Meetings")),
    _Row("meeting_seconds", "length", N_("Meeting hours")),
    _Row("meeting_seconds_in_hours", "length", N_("  of them within working hours")),
    _Row("load", "share", N_("  as a share of the working time")),
    _Row("outside_hours_seconds", "length", N_("Outside working hours")),
    _Row("double_booked_seconds", "length", N_("Double-booked")),
    _Row("back_to_back", "number", N_("Back-to-back meetings")),
    _Row("recurring_share", "share", N_("In recurring series")),
    _Row("organized_share", "share", N_("In meetings that I organize")),
    _Row("external_seconds", "length", N_("With people from outside")),
    _Row("unsure_seconds", "length", N_("Only tentative or unanswered")),
    _Row("person_seconds", "length", N_("Person-hours")),
)
_FOCUS: Final = (
    _Row("focus_seconds", "length", N_("Focus hours, blocks of 2 h up")),
    _Row("focus_share", "share", N_("  as a share of the working time")),
    _Row("focus_seconds_90", "length", N_("  blocks of 90 min up")),
    _Row("focus_seconds_60", "length", N_("  blocks of 60 min up")),
    _Row("focus_blocks", "number", N_("Focus blocks")),
    _Row("focus_days", "number", N_("Days with a focus block")),
    _Row("fragment_seconds", "length", N_("Fragments, pieces under 2 h")),
    _Row("fragmentation", "share", N_("Fragmentation of meeting-free time")),
    _Row("interruptions", "number", N_("Interruptions")),
    _Row("longest_gap_seconds", "length", N_("Longest meeting-free stretch")),
    _Row("quiet_days", "number", N_("Working days without a meeting")),
)


def load_section(material: Material, wanted: Wanted) -> Section:
    """Return what meetings take of the weeks."""
    measured = _measured(material)
    if measured.unknown:
        return _unknown("load", _("Load"), measured, material)
    parts: list[Part] = [
        Paragraph(_load_sentence(measured), "lead"),
        _figures(_LOAD, measured, _("What a week of the period holds")),
        *([week_rows(measured.weeks, wanted)] if len(measured.weeks) > 1 else []),
    ]
    heat = material.heat
    if heat is not None and not wanted.anonymous:
        parts.append(Chart("heat", heat.title, heat.caption, heat.summary, HeatPicture(heat)))
    parts += _bars(material, "outside-hours", "load-outside")
    return Section("load", _("Load"), tuple(parts))


def focus_section(material: Material, wanted: Wanted) -> Section:
    """Return what lies between meetings: blocks and fragments."""
    measured = _measured(material)
    if measured.unknown:
        return _unknown("focus", _("Focus"), measured, material)
    parts: list[Part] = [
        Paragraph(_focus_sentence(measured), "lead"),
        _figures(_FOCUS, measured, _("What lies between meetings in a week of the period")),
        *_bars(material, "fragmented-focus", "focus-fragmentation"),
    ]
    if not wanted.anonymous:
        parts += [each for each in (_weekdays(material, measured), _last_week(material)) if each is not None]
    return Section("focus", _("Focus"), tuple(parts))


def _measured(material: Material) -> Measured:
    if material.period.kind == "week":
        return measured_week(material.history, material.period.first)
    return measured_period(material.history, material.period)


def _unknown(id_: SectionId, title: str, measured: Measured, material: Material) -> Section:
    return Section(id_, title, (Paragraph((Run(unknown_sentence(material.history, measured)),)),))


def _load_sentence(measured: Measured) -> tuple[Run, ...]:
    load, recurring = measured.value("load"), measured.value("recurring_share")
    if load is None or recurring is None:
        hours = words.length(measured.value("meeting_seconds") or 0)
        return (Run(_("{hours} of meetings are scheduled in a week.").format(hours=hours)),)
    text = _("Meetings take {load} of the working time; {recurring} of their time belongs to series that repeat.")
    return (Run(text.format(load=words.share(load), recurring=words.share(recurring))),)


def _focus_sentence(measured: Measured) -> tuple[Run, ...]:
    share, fragmentation = measured.value("focus_share"), measured.value("fragmentation")
    if share is None or fragmentation is None:
        return (Run(measured.reason()),)
    text = _(
        "{share} of the working time lies in meeting-free blocks of two hours and more; {pieces} of the meeting-free "
        "time comes in pieces under two hours."
    )
    return (Run(text.format(share=words.share(share), pieces=words.share(fragmentation))),)


# ---- figures ----


def _figures(rows: tuple[_Row, ...], measured: Measured, title: str) -> DataTable:
    whole = len(measured.weeks) == 1
    cells = tuple(
        (_(row.name), _written(row, measured.value(row.figure), whole=whole), *_usual(row, measured)) for row in rows
    )
    head = _("in the week") if whole else _("mean a week")
    if not any(against for *__, against in cells):
        why = _("Nothing is compared: a usual range needs six full weeks before.")
        return DataTable(title, why, (_("Figure"), head), tuple(each[:2] for each in cells), (1,))
    return DataTable(title, "", (_("Figure"), head, _("usual"), _("against usual")), cells, (1, 2, 3))


def _written(row: _Row, value: float | None, *, whole: bool) -> str:
    if value is None:
        return _("not known")
    if row.kind == "length":
        return words.length(value)
    if row.kind == "share":
        return words.share(value)
    return wording.number(value, 0 if whole else 1)


def _usual(row: _Row, measured: Measured) -> tuple[str, str]:
    value, usual = measured.value(row.figure), measured.usual(row.figure)
    if value is None or usual is None:
        return _("not yet known") if measured.compared else _("not compared"), ""
    if row.kind == "number":
        low, high = (wording.number(max(edge, 0), 0 if edge == round(edge) else 1) for edge in usual)
        against = wording.against_usual(value, usual)
        return (low if low == high else f"{low}–{high}"), against
    if row.kind == "share":
        return words.range_words(usual, "%"), words.distance(value, usual, "%")
    unit = words.unit_of(value)
    return words.range_words(usual, words.range_unit(unit, usual)), words.distance(value, usual, unit)


def _bars(material: Material, pattern: str, name: str) -> list[Part]:
    bars = week_bars(pattern, material.history, material.period.last, None)
    if bars is None:
        return []
    spec = bars.chart
    return [Chart(name, spec.title, spec.caption, spec.summary, BarsPicture(bars))]


# ---- days ----


def _weekdays(material: Material, measured: Measured) -> Chart | None:
    """Return meetings, blocks and fragments of the working time by weekday, as means of the period's days."""
    history = material.history
    mondays = [week.monday for week in measured.weeks]
    rows, said = [], []
    for weekday in range(7):
        days = [history.days[monday + weekday] for monday in mondays if monday + weekday in history.days]
        own = [day for day in days if day.working_seconds and day.focus_seconds is not None]
        if not own:
            continue
        name = wording.weekday(own[0].day, short=True)
        parts = tuple(_mean(role, figure, own) for role, figure in _PARTS)
        rows.append(StackRow(name, parts))
        said.append(
            _("{day}: {focus} in blocks, {pieces} in pieces").format(day=name, focus=parts[1][2], pieces=parts[2][2])
        )
    if not rows:
        return None
    names: tuple[tuple[Role, str], ...] = (
        ("meeting", _("meetings in working hours")),
        ("focus", _("blocks of 2 h up")),
        ("fragment", _("pieces under 2 h")),
    )
    title = _("How meeting-free time is cut up, by weekday")
    caption = _("hours of a working day, mean of the period")
    return Chart("focus-weekdays", title, caption, "; ".join([title, *said]), Stacks(tuple(rows), names))


_PARTS: Final[tuple[tuple[Role, str], ...]] = (
    ("meeting", "meeting_seconds_in_hours"),
    ("focus", "focus_seconds"),
    ("fragment", "fragment_seconds"),
)


def _mean(role: Role, figure: str, days: list[Day]) -> tuple[Role, float, str]:
    seconds = sum(getattr(day, figure) or 0 for day in days) / len(days)
    return role, seconds / words.HOUR, words.length(seconds)


def _last_week(material: Material) -> Chart | None:
    week = material.week
    if week is None or not any(day.blocks for day in week.days):
        return None
    title = _("The last week of the period, as it was scheduled")
    alt = _("{title}. {days}").format(title=title, days=" ".join(_day(day.name, day.lines) for day in week.days))
    shown = {block.role for day in week.days for block in day.blocks}
    names = tuple(each for each in legend() if each[0] in shown)
    return Chart("focus-week", title, week.period_title, alt, WeekStrip(week.days, week.axis, week.hours, names))


def _day(name: str, lines: tuple[str, ...]) -> str:
    return _("{day}: {facts}.").format(day=name, facts=", ".join(lines))
