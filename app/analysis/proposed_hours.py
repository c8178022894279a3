"""Working hours as a calendar shows them: a proposal for the person to confirm, never a figure.

Numbers here are our own choice (D): most of what is scheduled lies in working hours, and a proposal is looked at
before it holds.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.shift_titles import shifts_in
from app.analysis.title_lists import holds_entry
from app.language import _, ngettext
from app.model.foreign_text import visible
from app.model.preferences import NO_WORK, USUAL_WEEK
from app.model.questions import HoursQuestion
from app.model.timezones import DAY
from app.model.working_hours import hours_of_a_day_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.occurrences import Occurrence, Timeline
    from app.model.preferences import Interval
    from app.model.timezones import HomeZone
    from app.model.working_hours import Week

HOUR, HALF, QUARTER = 3600, 1800, 900
FEWEST_ENTRIES = 30
FEWEST_WEEKS = 3
FEWEST_A_WEEK = 3
_ENOUGH_MEETINGS = 30
_ENOUGH_FOR_A_WEEKDAY = 12
_TAIL = 0.05
"""The share of entries that may begin before the hours, and that may end after them."""
_USUAL: Interval = USUAL_WEEK[0][0]
_HALF_DAY_ENDS = 13 * HOUR + HALF
_SHARE_OF_BUSIEST = 0.4
_MIDDAY: Interval = (11 * HOUR + HALF, 14 * HOUR)


class Entry(NamedTuple):
    """A timed occurrence in local time: its working day, and start and end in seconds from that day's midnight.

    What begins after midnight and belongs to the evening before lies on that evening's day, beyond 24 hours.
    """

    day: int
    start: int
    end: int
    title: str


class _Span(NamedTuple):
    start: int
    end: int


def proposed_hours(timeline: Timeline) -> HoursQuestion:
    """Return when the person seems to work, and why it seems so."""
    inside = timeline.inside()
    zone = timeline.period.zone
    shifts, shift_reasons, shift_days = shifts_in(inside, zone)
    named = {shift.title.casefold() for shift in shifts}
    entries = _entries((each for each in inside if each.event.title.strip().casefold() not in named), zone)
    if shift_days and _rules_the_week(shift_days):
        rest = _("Days without one of these titles are free.")
        return HoursQuestion(NO_WORK, shifts, (*shift_reasons, rest))
    weeks = {(each.day - 1) // 7 for each in entries}
    if len(entries) < max(FEWEST_ENTRIES, FEWEST_A_WEEK * max(FEWEST_WEEKS, len(weeks))):
        few = ngettext(
            "The calendar holds {count} entry, too few to tell. These are the usual hours.",
            "The calendar holds {count} entries, too few to tell. These are the usual hours.",
            len(entries),
        ).format(count=len(entries))
        return HoursQuestion(USUAL_WEEK, shifts, (few, *shift_reasons))
    week, reasons = _week_of(entries, inside, zone)
    return HoursQuestion(week, shifts, (*reasons, *shift_reasons))


def _rules_the_week(days: set[int]) -> bool:
    """Tell whether shifts stand on so many days that the others are free: at least three a week."""
    return len(days) >= 3 * ((max(days) - min(days)) // 7 + 1)


def _entries(occurrences: Iterable[Occurrence], zone: HomeZone) -> list[Entry]:
    """Return the timed occurrences that tell when somebody works: meetings, where there are enough of them."""
    timed = [each for each in occurrences if each.days is None and each.kind in {"meeting", "block", "focus"}]
    meetings = [each for each in timed if each.kind != "block"]
    chosen = meetings if len(meetings) >= _ENOUGH_MEETINGS else timed
    local = [(*zone.local(each.start), each) for each in chosen]
    begin = _where_days_begin([(second, each.end - each.start) for __, second, each in local])
    entries = []
    for day, second, each in local:
        earlier = second < begin
        start = second + DAY if earlier else second
        entries.append(Entry(day - earlier, start, start + each.end - each.start, each.event.title))
    if entries and _early(each.start for each in entries) >= DAY:
        # Work begins after midnight: it belongs to the day on which it begins.
        return [Entry(day + 1, start - DAY, end - DAY, title) for day, start, end, title in entries]
    return entries


def _early(starts: Iterable[int]) -> int:
    """Return the start before which few others lie."""
    ranked = sorted(starts)
    return ranked[int(_TAIL * len(ranked))]


def _where_days_begin(pieces: Sequence[tuple[int, int]]) -> int:
    """Return the second from midnight at which a working day begins at the earliest: amid the quietest eight hours."""
    used = [0] * 24
    for second, length in pieces:
        for hour in range(second // HOUR, max(second, second + length - 1) // HOUR + 1):
            used[hour % 24] += 1

    def quiet(begin: int) -> tuple[int, int]:
        return sum(used[(begin + step) % 24] for step in range(-4, 4)), min((begin - 3) % 24, (3 - begin) % 24)

    return min(range(24), key=quiet) * HOUR


def _week_of(entries: Sequence[Entry], inside: Sequence[Occurrence], zone: HomeZone) -> tuple[Week, list[str]]:
    weekdays = _working_weekdays(entries)
    counted = [each for each in entries if (each.day - 1) % 7 in weekdays]
    whole = _span(counted)
    spans = {weekday: _span_of_weekday(counted, weekday, whole) for weekday in weekdays}
    reasons = [_reason(counted, spans)]
    pause, why = _break(counted, inside, zone, whole)
    if why:
        reasons.append(why)
    return tuple(_with_break(spans[day], pause) if day in spans else () for day in range(7)), reasons


def _working_weekdays(entries: Iterable[Entry]) -> list[int]:
    days = {each.day for each in entries}
    often = Counter((day - 1) % 7 for day in days)
    most = max(often.values())
    return sorted(weekday for weekday, times in often.items() if times >= _SHARE_OF_BUSIEST * most)


def _span(entries: Sequence[Entry]) -> _Span:
    """Return the span in which most entries lie.

    A day seldom begins with its first meeting: an end of the span that is little within the usual hours becomes theirs,
    and a span that lies wholly within them becomes them, but for half days.
    """
    found = _bare_span(entries)
    half_day = found.end <= _HALF_DAY_ENDS or found.start >= _HALF_DAY_ENDS
    if _USUAL[0] <= found.start and found.end <= _USUAL[1] and not (half_day and len(entries) >= 2 * _ENOUGH_MEETINGS):
        return _Span(*_USUAL)
    start = _USUAL[0] if 0 < found.start - _USUAL[0] <= HOUR else found.start
    end = _USUAL[1] if 0 < _USUAL[1] - found.end <= HOUR else found.end
    return _Span(start, end)


def _bare_span(entries: Sequence[Entry]) -> _Span:
    ends = sorted(each.end for each in entries)
    start = _early(each.start for each in entries) // HALF * HALF
    end = -(-ends[-1 - int(_TAIL * len(ends))] // HALF) * HALF
    return _Span(start, min(end, start + DAY))


def _span_of_weekday(entries: Sequence[Entry], weekday: int, whole: _Span) -> _Span:
    """Return a weekday's own span where it begins or ends at least two hours off the others'.

    Of a day with one meeting there is no telling how long it is.
    """
    own = [each for each in entries if (each.day - 1) % 7 == weekday]
    if len(own) < max(_ENOUGH_FOR_A_WEEKDAY, 2 * len({each.day for each in own})):
        return whole
    found, usual = _bare_span(own), _bare_span(entries)
    start = found.start if found.start >= usual.start + 2 * HOUR else whole.start
    end = found.end if found.end <= usual.end - 2 * HOUR else whole.end
    return _Span(start, end) if start < min(end, DAY) else whole


def _reason(entries: Sequence[Entry], spans: dict[int, _Span]) -> str:
    """Return how many of the entries the hours hold."""
    from app.analysis.wording import number, percent  # Imported here: JSON output needs no Babel.

    held = 0
    for each in entries:
        span = spans[(each.day - 1) % 7]
        held += span.start <= each.start and each.end <= span.end
    return _("{share} of the {count} entries on these days lie within these hours.").format(
        share=percent(held / len(entries)), count=number(len(entries), 0)
    )


def _break(
    entries: Sequence[Entry], inside: Sequence[Occurrence], zone: HomeZone, whole: _Span
) -> tuple[Interval | None, str]:
    """Return a break that stands in the calendar or is left free, with why; None where neither is seen."""
    busy_days = len({each.day for each in entries})
    lunches = _lunches(inside, zone)
    if lunches and len({each.day for each in lunches}) >= _SHARE_OF_BUSIEST * busy_days:
        (start, end), times = Counter((each.start, each.end) for each in lunches).most_common(1)[0]
        if 2 * times >= len(lunches) and whole.start < start and end < whole.end:
            return (start, end), ngettext(
                "“{title}” stands at {hours} on {count} day.", "“{title}” stands at {hours} on {count} days.", times
            ).format(title=_shown(lunches), hours=hours_of_a_day_text(((start, end),)), count=times)
    gap = _regular_gap(entries, whole)
    if gap is None:
        return None, ""
    return gap, _("{hours} is nearly always free.").format(hours=hours_of_a_day_text((gap,)))


def _shown(entries: Sequence[Entry]) -> str:
    return visible(Counter(each.title.strip() for each in entries).most_common(1)[0][0], 60)


def _lunches(inside: Iterable[Occurrence], zone: HomeZone) -> list[Entry]:
    found = []
    for each in inside:
        if each.kind == "block" and each.days is None and holds_entry("lunch", each.event.title):
            day, second = zone.local(each.start)
            length = each.end - each.start
            if 10 * HOUR + HALF <= second <= 15 * HOUR and QUARTER <= length <= 2 * HOUR:
                found.append(Entry(day, second, second + length, each.event.title))
    return found


def _regular_gap(entries: Sequence[Entry], whole: _Span) -> Interval | None:
    """Return the stretch around midday, half an hour to an hour and a half long, on which hardly an entry lies.

    It says something only where entries lie at all other times of the day.
    """
    covered: Counter[int] = Counter()
    for each in entries:
        covered.update(range(each.start // QUARTER, -(-each.end // QUARTER)))
    midday = range(_MIDDAY[0] // QUARTER, _MIDDAY[1] // QUARTER)
    around = sorted(covered[at] for at in range(whole.start // QUARTER, whole.end // QUARTER) if at not in midday)
    usual = around[len(around) // 2] if around else 0
    free = 0.1 * usual
    if usual < 6 or around[0] <= free or not (whole.start < _MIDDAY[0] and _MIDDAY[1] < whole.end):
        return None
    stretches: list[list[int]] = [[]]
    for at in midday:
        if covered[at] <= free:
            stretches[-1].append(at)
        elif stretches[-1]:
            stretches.append([])
    longest = max(stretches, key=len)
    if not 2 <= len(longest) <= 6:
        return None
    return longest[0] * QUARTER, (longest[-1] + 1) * QUARTER


def _with_break(span: _Span, pause: Interval | None) -> tuple[Interval, ...]:
    if pause is None or not (span.start < pause[0] and pause[1] < span.end):
        return ((span.start, span.end),)
    return ((span.start, pause[0]), (pause[1], span.end))
