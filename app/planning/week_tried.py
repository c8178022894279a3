"""A week before and after a person's edits: its blocks, its figures and what is said of them (METRICS.md §10).

Every figure comes from ``analysis.days`` and ``analysis.weeks``, every block from ``analysis.day_parts``: nothing is
worked out a second way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.analysis import figure_words, occurrence_words, wording
from app.analysis.day_parts import lay_out
from app.analysis.days import FOCUS
from app.analysis.series_keys import key_of
from app.analysis.weeks import Given, week_figures
from app.language import _, ngettext
from app.model.charts import Table
from app.model.foreign_text import visible
from app.model.whatif_page import Tried, WeekBlock, WeekColumn, WeekItem
from app.planning.draft import edited
from app.planning.edits import measured
from app.planning.own_time import own_blocks
from app.planning.plan_words import today_words, weekday
from app.planning.week_compared import Measures, figures_of, sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.analysis.day_parts import DayParts
    from app.model.occurrences import Occurrence, Timeline
    from app.model.plans import Edit, Item
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey
    from app.model.spans import Span
    from app.planning.options import Ground

_LONGEST_TITLE = 120
_WORKING_DAYS = 5


class Stage(NamedTuple):
    """A week or a fortnight, ready to be tried out.

    Attributes:
        timeline: before all edits.
        ground: where meetings can be put.
        items: the series that can be changed, and those that take place more than that a person could count.
        opens: the days whose events are behind the figures, as "first:last".

    """

    timeline: Timeline
    preferences: Preferences
    ground: Ground
    items: tuple[Item, ...]
    opens: str


def measures_of(stage: Stage, timeline: Timeline) -> Measures:
    """Return the figures of a timeline, by the same analysis as everywhere."""
    period = timeline.period
    days = measured(timeline, stage.preferences).days
    given = Given(timeline.coverage, period.last + 1, timeline.no_people, bool(timeline.me.addresses))
    weeks = week_figures(days, period, given)
    count = len(weeks)
    shares = [week.fragmentation for week in weeks if week.fragmentation is not None]
    return Measures(
        focus=sum(week.focus_seconds or 0 for week in weeks) / count,
        blocks=sum(week.focus_blocks or 0 for week in weeks) / count,
        meetings=sum(week.meeting_seconds or 0 for week in weeks) / count,
        fragmentation=sum(shares) / len(shares) if shares else None,
        mornings=sum(1 for day in days if day.free_morning) / count,
    )


def week_items(stage: Stage) -> tuple[WeekItem, ...]:
    """Return what can be done with each series of a stage."""
    return tuple(_week_item(item, stage.ground.weeks) for item in stage.items)


def _week_item(item: Item, weeks: int) -> WeekItem:
    free = not item.one_on_one
    why = ""
    if item.one_on_one:
        why = _("1:1s are not dropped, thinned or shortened")
    elif item.is_odd:
        why = _("it takes place at several times, so it can be left or thinned, not moved")
    elif len(item.days) > 1:
        why = _("it takes place on several days: its time can change, not its days")
    weekly = weeks == 2 and item.weeks == {0, 1}
    return WeekItem(
        key=item.key,
        title=visible(item.title, _LONGEST_TITLE) or _("(no title)"),
        days=item.days,
        start=item.places[0].clock,
        seconds=item.length,
        moves=not item.is_odd,
        changes_day=not item.is_odd and len(item.days) == 1,
        shortens=free and not item.is_odd,
        leaves=free,
        thins=free and weekly,
        when_needed=free and weekly and not item.organized,
        own=item.organized,
        why_not=why,
    )


# ---- one week, with its figures ----


class Shown(NamedTuple):
    """What of a stage is shown: which week, which series are kept, and how many changes are spoken of."""

    week: int
    kept: frozenset[SeriesKey]


class Before(NamedTuple):
    """What a stage is before all edits, worked out once; no edit changes the own time of its days."""

    measures: Measures
    parts: tuple[DayParts, ...]
    own: tuple[tuple[WeekBlock, ...], ...]


def before_of(stage: Stage) -> Before:
    """Return what a stage is before all edits."""
    parts = tuple(_parts(stage, stage.timeline))
    own = tuple(own_blocks(day, stage.timeline, stage.preferences) for day in parts)
    return Before(measures_of(stage, stage.timeline), parts, own)


def tried(stage: Stage, before: Before, edits: Sequence[Edit], shown: Shown) -> Tried:
    """Return a week after some edits, beside what it was."""
    was, old, __ = before
    after = edited(stage.timeline, edits) if edits else stage.timeline
    now = measures_of(stage, after) if edits else was
    parts = _parts(stage, after) if edits else old
    columns = _columns(stage, parts, before, edits, shown)
    two = stage.ground.weeks == 2
    return Tried(
        days=columns,
        figures=figures_of(was, now, stage.opens),
        sentence=sentence_of(was, now, len({edit.key for edit in edits}), stage.opens, is_typical=two),
        differs=two and (_differs(old, stage) or _differs(parts, stage)),
    )


def _parts(stage: Stage, timeline: Timeline) -> list[DayParts]:
    ground = stage.ground
    days = range(ground.first, ground.first + 7 * ground.weeks)
    working = dict(zip(days, ground.segments, strict=True))
    return lay_out(days, timeline.occurrences, working, timeline.period.zone, stage.preferences)


def _differs(parts: Sequence[DayParts], stage: Stage) -> bool:
    zone = stage.timeline.period.zone

    def clocks(day: DayParts) -> list[tuple[SeriesKey, int, int]]:
        return [(key_of(each), zone.local(each.start)[1], each.end - each.start) for each in day.meetings]

    return any(clocks(one) != clocks(other) for one, other in zip(parts[:7], parts[7:], strict=True))


def _columns(
    stage: Stage, parts: Sequence[DayParts], before: Before, edits: Sequence[Edit], shown: Shown
) -> tuple[WeekColumn, ...]:
    own = slice(7 * shown.week, 7 * shown.week + 7)
    weekend = any(
        day.meetings or day.working for week in (parts, before.parts) for day in list(week)[5:7] + list(week)[12:]
    )
    days = list(zip(parts[own], before.parts[own], before.own[own], strict=True))
    numbers = {item.key: at for at, item in enumerate(stage.items)}
    changed = {edit.key for edit in edits}
    return tuple(
        _column(stage, (now, was), mine, (numbers, changed), shown)
        for now, was, mine in (days if weekend else days[:_WORKING_DAYS])
    )


def _column(
    stage: Stage,
    parts: tuple[DayParts, DayParts],
    own: Sequence[WeekBlock],
    marked: tuple[Mapping[SeriesKey, int], set[SeriesKey]],
    shown: Shown,
) -> WeekColumn:
    now, was = parts
    numbers, changed = marked
    zone, day = stage.timeline.period.zone, now.day

    def clock(span: Span) -> tuple[int, int]:
        start, end = (occurrence_words.wall_clock(at, day, zone) for at in span)
        return start, max(end, start + 60)

    old = was.focus_blocks()
    # What lies on top comes last: own time lies in gaps, and under meetings that were put on it.
    blocks = [_gap(gap, clock(gap), old) for gap in now.gaps]
    blocks += own
    blocks += _meetings(now, clock, numbers, changed, shown.kept)
    for span in now.outside:
        tip = _("{times}: outside working hours").format(times=figure_words.clock_span(*clock(span)))
        blocks.append(WeekBlock("outside", *clock(span), 0, 1, "", "", tip))
    for span in now.twice:
        tip = _("{times}: double-booked").format(times=figure_words.clock_span(*clock(span)))
        blocks.append(WeekBlock("double", *clock(span), 0, 1, "", "", tip))
    number = (day - 1) % 7
    focus = sum(end - start for start, end in now.focus_blocks())
    meetings = len(now.meetings)
    spoken = ngettext(
        "{day}: {count} meeting, {focus} in focus blocks", "{day}: {count} meetings, {focus} in focus blocks", meetings
    ).format(day=weekday(number), count=wording.number(meetings, 0), focus=figure_words.length(focus))
    working = tuple(clock(span) for span in now.working)
    return WeekColumn(number, wording.weekday(day, short=True), spoken, working, tuple(blocks))


def _gap(gap: Span, clock: tuple[int, int], old: Sequence[Span]) -> WeekBlock:
    seconds = gap[1] - gap[0]
    length = figure_words.block_length(seconds)
    if seconds < FOCUS:
        tip = _("{times}: fragment of {length}").format(times=figure_words.clock_span(*clock), length=length)
        return WeekBlock("fragment", *clock, 0, 1, "", "", tip)
    won = not any(start <= gap[0] and gap[1] <= end for start, end in old)
    tip = _("{times}: focus block of {length}").format(times=figure_words.clock_span(*clock), length=length)
    return WeekBlock("focus", *clock, 0, 1, length, _("won back") if won else "", tip, changed=won)


def _meetings(
    parts: DayParts,
    clock: Callable[[Span], tuple[int, int]],
    numbers: Mapping[SeriesKey, int],
    changed: set[SeriesKey],
    kept: frozenset[SeriesKey],
) -> list[WeekBlock]:
    """Return the day's meetings, those at the same time in lanes beside each other."""
    found: list[WeekBlock] = []
    chain: list[tuple[Occurrence, int]] = []
    latest = None
    for each in (*parts.meetings, None):
        if each is None or (latest is not None and each.start >= latest):
            lanes = max((lane + 1 for __, lane in chain), default=1)
            found += [_meeting(*own, lanes, clock, numbers, (changed, kept), parts) for own in chain]
            chain, latest = [], None
        if each is not None:
            taken = {lane for other, lane in chain if other.end > each.start}
            chain.append((each, next(lane for lane in range(len(chain) + 1) if lane not in taken)))
            latest = each.end if latest is None else max(latest, each.end)
    return found


def _meeting(
    each: Occurrence,
    lane: int,
    lanes: int,
    clock: Callable[[Span], tuple[int, int]],
    numbers: Mapping[SeriesKey, int],
    marked: tuple[set[SeriesKey], frozenset[SeriesKey]],
    parts: DayParts,
) -> WeekBlock:
    key = key_of(each)
    start, end = clock((max(each.start, parts.span[0]), min(each.end, parts.span[1])))
    title = occurrence_words.title(each)
    changed, kept = marked
    facts = [title, occurrence_words.people(each), _("changed") if key in changed else ""]
    facts.append(_("stays as it is") if key in kept else "")
    tip = _("{times}: {what}").format(
        times=figure_words.clock_span(start, end), what=" · ".join(fact for fact in facts if fact)
    )
    return WeekBlock("meeting", start, end, lane, lanes, title, "", tip, numbers.get(key), key in changed)


# ---- the table ----


def week_table(stage: Stage, edits: Sequence[Edit]) -> Table:
    """Return every series with where it stands now and then, the twin of the two weeks."""
    after = edited(stage.timeline, edits)
    zone, first = stage.timeline.period.zone, stage.ground.first
    places: dict[SeriesKey, list[str]] = {}
    for each in after.occurrences:
        day, clock = zone.local(each.start)
        words = f"{wording.weekday(day, short=True)} {figure_words.clock_span(clock, clock + each.end - each.start)}"
        own = places.setdefault(key_of(each), [])
        if words not in own and 0 <= day - first < len(stage.ground.segments):
            own.append(words)
    rows = tuple(
        (
            visible(item.title, _LONGEST_TITLE) or _("(no title)"),
            today_words(item),
            ", ".join(places.get(item.key, ())) or _("not in it"),
        )
        for item in stage.items
    )
    return Table((_("Meeting"), _("Now"), _("Planned")), rows, tuple("" for __ in rows))
