"""A week's occurrences to day strips: meetings, what is left between them, and what overlaps or lies outside."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis import figure_words as words
from app.analysis import occurrence_words, week_sentence, wording
from app.analysis.day_parts import lay_out
from app.analysis.figure_words import HOUR
from app.language import _
from app.model.charts import Table
from app.model.chosen_period import ChosenPeriod
from app.model.timezones import DAY
from app.model.week_view import Block, DayStrip, WeekView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from app.analysis.day_parts import DayParts
    from app.model.charts import HeatMap, Role
    from app.model.history import History
    from app.model.occurrences import Occurrence
    from app.model.preferences import Preferences
    from app.model.spans import Span
    from app.model.timezones import HomeZone
    from app.model.weeks import Day

    ReferenceOf = Callable[[Occurrence], str]
    """Returns the key of an occurrence, which ``occurrence:<key>`` opens."""

_SHORTEST_PAINTED: Final = 5 * 60
"""Seconds on the wall clock that a block has at least: one over the hour that clocks repeat has none or fewer."""
_DAY_WITHOUT_HOURS: Final = (9, 17)


class _Placed(NamedTuple):
    """A meeting's part of one day, on the wall clock, and its place among those that it overlaps with."""

    meeting: Occurrence
    start: int
    end: int
    lane: int
    lanes: int


def week_view(
    history: History,
    monday: int,
    occurrences: Sequence[Occurrence],
    working: Mapping[int, Sequence[Span]],
    heat: HeatMap | None,
    reference_of: ReferenceOf,
    preferences: Preferences,
) -> WeekView:
    """Return a week as strips.

    Args:
        history: the figures, for the sentence and what each day comes to.
        monday: the week's first day.
        occurrences: at least all that overlap the week.
        working: the working time W(d) of its days.
        heat: the year beneath it; None: none is shown.
        reference_of: gives the key that stands in ``occurrence:<key>``.
        preferences: for what counts, and which own blocks break focus.

    """
    zone = history.zone
    every = lay_out(range(monday, monday + 7), occurrences, working, zone, preferences)
    weekend = any(parts.working or parts.meetings for parts in every[5:])
    shown = every if weekend else every[:5]
    strips = tuple(_strip(history, parts, reference_of) for parts in shown)
    axis = _axis(strips)
    return WeekView(
        monday=monday,
        period_title=words.period_title(ChosenPeriod("week", monday, monday + 6)),
        sentence=week_sentence.sentence(history, monday),
        note=week_sentence.note(history, monday),
        days=strips,
        axis=axis,
        hours=tuple((hour, wording.clock(hour * HOUR)) for hour in range(axis[0] + 1, axis[1])),
        legend=legend(),
        table=_table(history, [parts.day for parts in shown]),
        heat=heat,
    )


def legend() -> tuple[tuple[Role, str], ...]:
    """Return what each texture means, in the order in which it is shown."""
    return (
        ("meeting", _("meeting")),
        ("focus", _("focus block, 2 h or more")),
        ("fragment", _("fragment, minutes")),
        ("double", _("double-booked")),
        ("outside", _("outside hours")),
    )


# ---- one day ----


def _strip(history: History, parts: DayParts, reference_of: ReferenceOf) -> DayStrip:
    zone, day = history.zone, parts.day
    date = dt.date.fromordinal(day)
    blocks = [_meeting(placed, parts, zone, reference_of) for placed in _placed(parts, zone)]
    if not history.no_people and not history.is_unknown(day):
        blocks += [_free("focus", gap, parts, zone) for gap in parts.focus_blocks()]
        blocks += [_free("fragment", gap, parts, zone) for gap in parts.fragments()]
    blocks.sort(key=lambda block: (block.start, block.lane))
    over = [_over("outside", span, parts, zone) for span in parts.outside]
    over += [_over("double", span, parts, zone) for span in parts.twice]
    lines = week_sentence.day_lines(history, day)
    return DayStrip(
        day=day,
        name=words.day_name(day),
        lines=lines,
        working=tuple(_on_clock(span, day, zone) for span in parts.working),
        blocks=(*blocks, *sorted(over, key=lambda block: block.start)),
        spoken=_("{day}: {facts}").format(day=words.day_title(day), facts=", ".join(lines)),
        opens=f"day:{date}",
    )


def _on_clock(span: Span, day: int, zone: HomeZone) -> tuple[int, int]:
    """Return a span of a day on the wall clock, from that day's midnight."""
    start, end = (occurrence_words.wall_clock(at, day, zone) for at in span)
    return (start, end) if end > start else (min(start, DAY - _SHORTEST_PAINTED), min(start + _SHORTEST_PAINTED, DAY))


def _placed(parts: DayParts, zone: HomeZone) -> list[_Placed]:
    """Return the day's meetings, those that overlap in lanes beside each other."""
    result: list[_Placed] = []
    chain: list[_Placed] = []
    latest = None
    for meeting in parts.meetings:
        start, end = max(meeting.start, parts.span[0]), min(meeting.end, parts.span[1])
        if latest is not None and start >= latest:
            result += _with_lanes(chain)
            chain, latest = [], None
        taken = {each.lane for each in chain if each.meeting.end > meeting.start}
        lane = next(lane for lane in range(len(chain) + 1) if lane not in taken)
        chain.append(_Placed(meeting, *_on_clock((start, end), parts.day, zone), lane, 1))
        latest = end if latest is None else max(latest, end)
    return result + _with_lanes(chain)


def _with_lanes(chain: Sequence[_Placed]) -> list[_Placed]:
    lanes = max((each.lane + 1 for each in chain), default=1)
    return [each._replace(lanes=lanes) for each in chain]


def _meeting(placed: _Placed, parts: DayParts, zone: HomeZone, reference_of: ReferenceOf) -> Block:
    meeting = placed.meeting
    times = occurrence_words.times(meeting.start, meeting.end, zone)
    tip = _("{times}: {explanation}").format(times=times, explanation=occurrence_words.explanation(meeting))
    remarks = remarks_of(meeting, parts, zone)
    return Block(
        role="meeting",
        start=placed.start,
        end=placed.end,
        lane=placed.lane,
        lanes=placed.lanes,
        title=occurrence_words.title(meeting),
        detail="",
        tip=" ".join([tip, *(f"{remark[0].upper()}{remark[1:]}." for __, remark in remarks)]),
        opens=f"occurrence:{reference_of(meeting)}",
    )


def remarks_of(meeting: Occurrence, parts: DayParts, zone: HomeZone) -> list[tuple[Role, str]]:
    """Return when on a day a meeting is double-booked or lies outside the working hours, each with its texture."""
    found: list[tuple[Role, str]] = []
    own = (max(meeting.start, parts.span[0]), min(meeting.end, parts.span[1]))
    for start, end in _shared(own, parts.twice):
        found.append(("double", _("double-booked {times}").format(times=occurrence_words.times(start, end, zone))))
    for start, end in _shared(own, parts.outside):
        found.append(("outside", _("outside hours {times}").format(times=occurrence_words.times(start, end, zone))))
    return found


def _shared(own: Span, spans: Iterable[Span]) -> list[Span]:
    cut = ((max(own[0], start), min(own[1], end)) for start, end in spans)
    return [(start, end) for start, end in cut if start < end]


def _free(role: Role, gap: Span, parts: DayParts, zone: HomeZone) -> Block:
    """Return a focus block, with its length, or a fragment, with its minutes."""
    start, end = _on_clock(gap, parts.day, zone)
    seconds = gap[1] - gap[0]
    focus = role == "focus"
    length = words.block_length(seconds)
    name = _("focus block of {length}") if focus else _("fragment of {length}")
    return Block(
        role=role,
        start=start,
        end=end,
        lane=0,
        lanes=1,
        title=length if focus else words.amount(seconds, "min").value,
        detail=_("meeting-free") if focus else "",
        tip=_("{times}: {what}").format(
            times=occurrence_words.times(*gap, zone), what=f"{name.format(length=length)}, {_('meeting-free')}"
        ),
        opens=stretch("free", parts.day, gap),
    )


def _over(role: Role, span: Span, parts: DayParts, zone: HomeZone) -> Block:
    """Return what is painted over the meetings: time that two take, and time outside the working hours."""
    start, end = _on_clock(span, parts.day, zone)
    titles = [occurrence_words.title(each) for each in parts.meetings if each.start < span[1] and each.end > span[0]]
    name = _("double-booked") if role == "double" else _("outside working hours")
    return Block(
        role=role,
        start=start,
        end=end,
        lane=0,
        lanes=1,
        title=words.amount(span[1] - span[0], "min").value if role == "double" else "",
        detail="",
        tip=_("{times}: {what}").format(
            times=occurrence_words.times(*span, zone),
            what=_("{kind}: {facts}").format(kind=name, facts=" · ".join(titles)),
        ),
        opens=stretch(role, parts.day, span),
    )


def stretch(kind: str, day: int, span: Span) -> str:
    """Return the reference to one stretch of one day ("free:2026-11-18:1794995400:1795004400")."""
    return f"{kind}:{dt.date.fromordinal(day)}:{span[0]}:{span[1]}"


# ---- the whole week ----


def _axis(strips: Iterable[DayStrip]) -> tuple[int, int]:
    """Return the hours that the axis shows: the working time and an hour on both sides, and every meeting."""
    spans = [span for strip in strips for span in strip.working]
    first, last = _DAY_WITHOUT_HOURS
    if spans:
        first = min(start for start, __ in spans) // HOUR
        last = -(-max(end for __, end in spans) // HOUR)
    blocks = [block for strip in strips for block in strip.blocks]
    earliest = min((block.start // HOUR for block in blocks), default=first)
    latest = max((-(-block.end // HOUR) for block in blocks), default=last)
    return max(min(first - 1, earliest), 0), min(max(last + 1, latest), 24)


def _table(history: History, days: Sequence[int]) -> Table:
    """Return the days as rows, the twin of the strips."""
    rows = []
    for day in days:
        figures = history.days.get(day)
        known = None if history.is_unknown(day) else figures
        rows.append((words.day_title(day), *_cells(known)))
    headers = (
        *(_("Day"), _("Meetings"), _("Meeting hours, h"), _("Focus, h"), _("Focus blocks")),
        *(_("Fragments"), _("Fragments, h"), _("Double-booked, min"), _("Outside hours, min")),
    )
    return Table(headers, tuple(rows), tuple(f"day:{dt.date.fromordinal(day)}" for day in days))


def _cells(figures: Day | None) -> tuple[str, ...]:
    if figures is None or figures.meetings is None:
        return (_("unknown"), *("",) * 7)

    def whole(value: int | None) -> str:
        return wording.number(value or 0, 0)

    def hours(value: int | None) -> str:
        return words.amount(value or 0, "h").value

    def minutes(value: int | None) -> str:
        return words.amount(value or 0, "min").value

    return (
        *(whole(figures.meetings), hours(figures.meeting_seconds), hours(figures.focus_seconds)),
        *(whole(figures.focus_blocks), whole(figures.fragments), hours(figures.fragment_seconds)),
        *(minutes(figures.double_booked_seconds), minutes(figures.outside_hours_seconds)),
    )
