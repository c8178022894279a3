"""What patterns look at, from a stretch of days: the full weeks, and what took place in the last thirteen of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.analysis.day_parts import counts
from app.analysis.inflation import MOST_WEEKS, FindingRule, inflation, weeks_of
from app.analysis.patterns.grounds import SERIES_WEEKS, USUAL_WEEKS, Grounds
from app.analysis.patterns.thresholds import Thresholds
from app.analysis.series import FiguresByKey, SeriesDays, describing_calendars, working_by_day
from app.analysis.series_keys import key_of_series
from app.analysis.slots import skipped_slots, slots_of
from app.model.findings import NotKnown
from app.model.occurrences import Period
from app.timeline.lasting import goes_on_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.analysis.inflation import Earlier
    from app.analysis.leave_out import LeaveOut
    from app.model.events import Series
    from app.model.inflation import Inflation
    from app.model.meetings import Scheduled
    from app.model.occurrences import Me, Occurrence
    from app.model.people import FaceTime
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey
    from app.model.sources import Calendar
    from app.model.timezones import HomeZone
    from app.model.weeks import Day, Week


class Material(NamedTuple):
    """A stretch of days, as far as patterns need it.

    Attributes:
        weeks: of the period, oldest first, whatever they are.
        days: the figures of at least each day of its full weeks, by ordinal.
        since: the Monday from which ``occurrences`` holds all, None: from the first of ``weeks`` on.
        occurrences: of every kind, in order of start; ``wanted_from`` says from when they are needed.
        series: at least all that can have a slot there, and of each that Google has split all parts.
        given: what figures see of these days: time away, own blocks that break focus, shifts.
        earlier: gives the weeks before ``since``, for the baseline of inflation.
        calendars: those that count, by key.
        coverage: united ``(first day, day after the last)`` ordinals that the sources cover.
        face_time: of the last quarter, None where the person has not set it up.
        refused: joined UIDs of series of which the person said *Not so*, by the pattern's id.

    """

    weeks: Sequence[Week]
    days: Mapping[int, Day]
    since: int | None
    occurrences: Sequence[Occurrence]
    series: Sequence[Series]
    given: Scheduled
    earlier: Earlier
    calendars: Mapping[str, Calendar]
    coverage: Sequence[tuple[int, int]]
    me: Me
    preferences: Preferences
    face_time: FaceTime | None
    refused: Mapping[str, frozenset[str]]


class Looked(NamedTuple):
    """What patterns look at, what its meetings cost, and inflation or why it is not known."""

    grounds: Grounds
    leave_out: LeaveOut
    inflation: Inflation | NotKnown


def wanted_from(weeks: Sequence[Week]) -> int | None:
    """Return the Monday from which patterns need occurrences; None where there is no full week.

    It is that of the sixteenth last full week, for usual ranges, or of the eighth last one with a meeting, which
    inflation looks at.
    """
    full = [week for week in weeks if week.full]
    met = [week for week in full if week.meetings]
    if not full:
        return None
    return min(week.monday for week in (*full[-USUAL_WEEKS:], *met[-MOST_WEEKS:]))


def is_enough(weeks: Sequence[Week], meetings: int) -> bool:
    """Tell whether patterns find the same in these weeks as with all earlier ones too.

    Only the baseline of inflation lies before them; it is asked for by ``Material.earlier``.

    Args:
        weeks: the newest ones of a stretch of days, oldest first.
        meetings: how many the stretch must hold at least, so that anything is looked for.

    """
    full = [week for week in weeks if week.full]
    met = [week for week in full if week.meetings]
    return len(full) >= USUAL_WEEKS and len(met) >= MOST_WEEKS and sum(week.meetings or 0 for week in met) >= meetings


def look_at(material: Material) -> Looked:
    """Return what patterns look at."""
    preferences, zone = material.preferences, material.preferences.zone
    thresholds = Thresholds(preferences.thresholds)
    full = tuple(week for week in material.weeks if week.full)
    stretch = _stretch(full, material)
    inside = tuple(each for each in material.occurrences if each.start < stretch.end and each.end > stretch.start)
    working = working_by_day(material.given, stretch, preferences)
    days = SeriesDays(
        period=stretch,
        series=material.series,
        occurrences=inside,
        # Only full weeks count, so what a series costs in another one does not.
        working={day: spans for day, spans in working.items() if _lies_in(day, full)},
        breaking=material.given.breaking,
        described=describing_calendars(material.series),
        preferences=preferences,
        no_people=material.given.no_people,
        skipped=list(skipped_slots(material.series, inside, stretch, preferences)),
    )
    since = material.since if material.since is not None else 0
    growth = inflation(
        weeks_of([week for week in material.weeks if week.monday >= since], material.occurrences, preferences),
        material.earlier,
        material.coverage,
        zone,
        rule=FindingRule(thresholds("meeting-inflation", "rise"), thresholds("meeting-inflation", "pairs")),
    )
    leave_out = days.leave_out()
    slots = slots_of(material.series, inside, stretch, preferences, skipped=days.skipped)
    grounds = Grounds(
        weeks=full,
        days=material.days,
        occurrences=inside,
        before=_before(full, stretch, material),
        working=working,
        series=FiguresByKey(days, leave_out.of_series, joined=True),
        slots=slots,
        lasting=_Lasting(material.series, stretch.last, zone),
        described=days.described,
        calendars=material.calendars,
        inflation=None if isinstance(growth, NotKnown) else growth,
        face_time=material.face_time,
        not_so=_refused(material.refused, slots, inside),
        me=material.me,
        zone=zone,
        preferences=preferences,
        thresholds=thresholds,
    )
    return Looked(grounds, leave_out, growth)


def _stretch(full: Sequence[Week], material: Material) -> Period:
    """Return the days from the first of the last thirteen full weeks to the end of the last one."""
    zone = material.preferences.zone
    if full:
        return Period(full[-SERIES_WEEKS:][0].monday, full[-1].monday + 6, zone)
    day = material.weeks[-1].monday if material.weeks else zone.local(0)[0]
    return Period(day, day, zone)


def _before(full: Sequence[Week], stretch: Period, material: Material) -> tuple[Occurrence, ...]:
    """Return the meetings of the weeks before the last thirteen that usual ranges rest on."""
    if not full:
        return ()
    begin = material.preferences.zone.midnight(full[-USUAL_WEEKS:][0].monday)
    return tuple(
        each
        for each in material.occurrences
        if begin < each.end <= stretch.start and counts(each, material.preferences)
    )


def _lies_in(day: int, full: Sequence[Week]) -> bool:
    monday = day - (day - 1) % 7
    return any(week.monday == monday for week in full[-SERIES_WEEKS:])


class _Lasting:
    """The series that have a slot after a day; each is looked for when it is asked about."""

    def __init__(self, series: Iterable[Series], last: int, zone: HomeZone) -> None:
        self._last, self._zone = last, zone
        self._parts: dict[object, list[Series]] = {}
        for each in series:
            self._parts.setdefault(key_of_series(each), []).append(each)

    def __contains__(self, key: object) -> bool:
        return any(goes_on_after(each, self._last, self._zone) for each in self._parts.get(key, ()))


def _refused(
    refused: Mapping[str, frozenset[str]], slots: Mapping[SeriesKey, object], occurrences: Iterable[Occurrence]
) -> dict[str, frozenset[SeriesKey]]:
    if not refused:
        return {}
    keys = {*slots, *(key_of_series(each.series) for each in occurrences)}
    return {pattern: frozenset(key for key in keys if key.uid in uids) for pattern, uids in refused.items()}
