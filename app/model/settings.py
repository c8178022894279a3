"""What a person has chosen, as it is kept: names and days, nothing that depends on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.model.preferences import USUAL_WEEK, Preferences, Shift, WorkingWeek
from app.model.timezones import HomeZone, Zone, iana_zone

QuestionId = Literal["me", "calendars", "no_people", "hours", "titles"]
QUESTIONS: tuple[QuestionId, ...] = ("me", "calendars", "no_people", "hours", "titles")
"""The first questions, in the order in which they are asked."""

Scheme = Literal["light", "dark", "high_contrast_light", "high_contrast_dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "high_contrast_light", "high_contrast_dark")

Language = Literal["en", "de"]
LANGUAGES: tuple[Language, ...] = ("en", "de")


class Stay(NamedTuple):
    """A time zone, and the day (ordinal) from which it is the person's."""

    since: int
    zone: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a person has chosen.

    Attributes:
        me: my own addresses, lower case; empty: found from the data.
        zone: the IANA name of the analysis zone; None: the system's.
        stays: zones that hold from a later day on, in order of time (people who moved or travelled).
        weeks: working weeks in order of ``since``; the first also holds before its day.
        shifts: titles that give a day its hours ("Early", "Night").
        breaking_titles: titles of own blocks that break focus too ("Lunch").
        count: ``all`` counts every meeting that I did not decline, ``accepted`` only those that I accepted.
        no_people: what a busy entry is where no source says who is invited; None: not yet chosen.
        left_out: names of calendars that are not counted.
        thresholds: own numbers of the patterns' rules by name ("meeting-load.share"), in order of name; names that
            this version does not know are kept and change nothing.
        words: own entries of word lists by the list's name ("status"), in order of name; likewise.
        language: of all texts; None: the system's.
        scheme: of colours; None: the system's.
        motion: whether anything may move in the window.
        offline: whether no calendar on a server is asked at all.
        sync_minutes: how long after the last time connected calendars are read again while the window is open; 0: only
            by hand. Where it is not 0, they are also read at the start.
        budget: seconds of meetings for a week that the person set (METRICS.md §10); None: none are set. They change no
            figure.
        answered: the first questions that need not be asked again.

    """

    me: tuple[str, ...] = ()
    zone: str | None = None
    stays: tuple[Stay, ...] = ()
    weeks: tuple[WorkingWeek, ...] = (WorkingWeek(1, USUAL_WEEK),)
    shifts: tuple[Shift, ...] = ()
    breaking_titles: tuple[str, ...] = ()
    count: Literal["all", "accepted"] = "all"
    no_people: Literal["meeting", "block"] | None = None
    left_out: tuple[str, ...] = ()
    thresholds: tuple[tuple[str, float], ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    language: Language | None = None
    scheme: Scheme | None = None
    motion: bool = True
    offline: bool = False
    sync_minutes: int = 60
    budget: int | None = None
    answered: frozenset[QuestionId] = frozenset()


def preferences_of(settings: Settings, system_zone: HomeZone) -> Preferences:
    """Return what changes a figure.

    Args:
        settings: what the person has chosen.
        system_zone: the zone where the person has chosen none; a chosen zone that this system does not know means
            this one too.

    """
    return Preferences(
        zone=home_zone_of(settings, system_zone),
        me=frozenset(settings.me),
        weeks=settings.weeks,
        shifts=settings.shifts,
        breaking_titles=frozenset(settings.breaking_titles),
        count=settings.count,
        no_people=settings.no_people,
        left_out=frozenset(settings.left_out),
        thresholds=dict(settings.thresholds),
        words=dict(settings.words),
    )


def home_zone_of(settings: Settings, system_zone: HomeZone) -> HomeZone:
    """Return the analysis zone with the days from which its parts hold (METRICS.md, conventions)."""
    chosen = None if settings.zone is None else iana_zone(settings.zone)
    stays: list[tuple[int, Zone]] = list(system_zone.stays) if chosen is None else [(1, chosen)]
    for stay in sorted(settings.stays):
        zone = iana_zone(stay.zone)
        if zone is not None and stay.since > stays[-1][0]:
            stays.append((stay.since, zone))
    return HomeZone(tuple(stays))
