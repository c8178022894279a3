"""Grounds for the patterns about series and people: calendar text through the reader, the timeline and the figures.

The weeks are the thirteen from Monday 2 February to Sunday 3 May 2026, in UTC; today is Monday 4 May. A calendar
covers them all by an own block on the first day and by the day on which it was written.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.analysis.patterns.grounds import SERIES_WEEKS, Grounds
from app.analysis.patterns.thresholds import Thresholds
from app.analysis.series import days_of_timeline, describing_calendars, series_figures
from app.analysis.series_keys import joined_uid, key_of_series
from app.analysis.slots import slots_of
from app.connectors.ics_reader import read_ics
from app.model.description import DESCRIBED
from app.model.occurrences import Period
from app.model.series_figures import SeriesKey
from app.timeline.build import build_timeline
from app.timeline.expand import expand
from tests.analysis.histories import ANNAS, kept
from tests.builders import ANNA, BEN, at, calendar, event, guest, ordinal, organizer
from tests.ics_builder import printed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.model.events import Event, Series
    from app.model.findings import Found
    from app.model.occurrences import Occurrence
    from app.model.people import FaceTime
    from app.model.preferences import Preferences

FIRST: Final = ordinal("2026-02-02")
LAST: Final = FIRST + 7 * SERIES_WEEKS - 1
TODAY: Final = LAST + 1
STAMP: Final = "20260504T000000Z"
CARLA, DAVID, EVA = (f"{name}@firm.example" for name in ("carla", "david", "eva"))
A_YEAR: Final = 366


# ---- calendars ----


def stamp(text: str) -> str:
    """``2026-02-09 10:00`` as calendars write it, in UTC."""
    return dt.datetime.fromisoformat(text).strftime("%Y%m%dT%H%M%SZ")


def meeting(
    uid: str,
    start: str,
    *lines: str,
    minutes: int = 30,
    title: str = "Talk",
    people: Sequence[str] = (BEN,),
    by: str = BEN,
    mine: str = "ACCEPTED",
) -> str:
    """A VEVENT from `start` (``2026-02-09 10:00``) that `by` organizes, with me and `people` invited."""
    begin = dt.datetime.fromisoformat(start)
    times = at(stamp(start), stamp(str(begin + dt.timedelta(minutes=minutes))))
    guests = [guest(each) for each in people if each != by]
    me = [] if by == ANNA else [guest(ANNA, mine)]
    return event(f"SUMMARY:{title}", *times, organizer(by), *me, *guests, *lines, uid=uid, stamp=STAMP)


def weekly(uid: str, start: str, *lines: str, rule: str = "FREQ=WEEKLY", **more: object) -> str:
    """A meeting that repeats, each week unless `rule` says otherwise."""
    return meeting(uid, start, f"RRULE:{rule}", *lines, **more)  # type: ignore[arg-type]


def skip(*starts: str) -> str:
    """An EXDATE of slots."""
    return f"EXDATE:{','.join(map(stamp, starts))}"


def override(uid: str, slot: str, start: str, *lines: str, **more: object) -> str:
    """What replaces one slot of a series."""
    return meeting(uid, start, f"RECURRENCE-ID:{stamp(slot)}", *lines, **more)  # type: ignore[arg-type]


def mondays(number: int = SERIES_WEEKS) -> list[str]:
    """The dates of the Mondays of the last weeks."""
    return [str(dt.date.fromordinal(LAST - 6 - 7 * back)) for back in reversed(range(number))]


def away_on(*days: str) -> str:
    """Days out of office, each by itself; a week with one of them is still a full one."""
    return "\r\n".join(
        event(
            "SUMMARY:Out of office",
            *at(stamp(day)[:8], stamp(str(dt.date.fromisoformat(day) + dt.timedelta(days=1)))[:8]),
            uid=f"away-{day}",
            stamp=STAMP,
        )
        for day in days
    )


# ---- grounds ----


def grounds_of(
    *events: str,
    preferences: Preferences = ANNAS,
    marks: Mapping[str, int] | None = None,
    not_so: Mapping[str, Collection[str]] | None = None,
    face_time: FaceTime | None = None,
) -> Grounds:
    """What a calendar of these events gives patterns to look at.

    `marks` are those of the DESCRIPTION of a series, by its UID; they are put in here, after the reader. `not_so` are
    UIDs by pattern.
    """
    desk = event("SUMMARY:Desk", *at("20260202T060000Z", "20260202T060500Z"), uid="desk", stamp=STAMP)
    reading = read_ics(calendar(desk, *events), "work.ics")
    assert reading.problems == ()
    series = [_described(each, (marks or {}).get(each.uid, 0)) for each in reading.series]
    reading = reading._replace(series=tuple(series))
    period = Period(FIRST, LAST, preferences.zone)
    timeline = build_timeline(reading, period, preferences)
    known = kept(timeline, TODAY, preferences)
    weeks = tuple(week for week in known.analysis.weeks if week.full)
    assert weeks[0].monday == FIRST
    assert weeks[-1].monday + 6 == LAST
    figures = series_figures(days_of_timeline(timeline, series, preferences), joined=True)
    after = Period(TODAY, TODAY + A_YEAR, preferences.zone)
    (key,) = timeline.calendars
    return Grounds(
        weeks=weeks,
        days=known.history.days,
        occurrences=tuple(timeline.inside()),
        before=(),
        working=known.working,
        series={each.key: each for each in figures},
        slots=slots_of(series, timeline.occurrences, period, preferences),
        lasting=frozenset(key_of_series(each) for each in series if each.recurs and expand(each, after)),
        described=describing_calendars(series),
        calendars=timeline.calendars,
        inflation=None,
        face_time=face_time,
        not_so={
            pattern: frozenset(SeriesKey(key, joined_uid(uid)) for uid in uids)
            for pattern, uids in (not_so or {}).items()
        },
        me=timeline.me,
        zone=preferences.zone,
        preferences=preferences,
        thresholds=Thresholds(preferences.thresholds),
    )


def _described(series: Series, marks: int) -> Series:
    if not marks:
        return series

    def with_marks(each: Event) -> Event:
        return each._replace(description=marks | DESCRIBED)

    head = None if series.head is None else with_marks(series.head)
    return series._replace(head=head, overrides=tuple(map(with_marks, series.overrides)))


# ---- what was found ----


def told(found: Found) -> list[str]:
    """The evidence, each as its UID and start: ``sync 2026-02-09T10:00``, in the order in which it is given."""
    return [evidence_name(each) for each in found.evidence]


def evidence_name(each: Occurrence) -> str:
    """An occurrence as its UID and start."""
    return f"{each.series.uid} {printed(each.start).removesuffix(':00Z')}"


def uids(found: Found) -> list[str]:
    """The UIDs of the series that a finding is about, in its order."""
    return [key.uid for key in found.series]
