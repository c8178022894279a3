"""Generates a corporate calendar export of many years: the input of the measurements.

The make-up follows exports of large companies. Per year it has 950 VEVENTs in 1.2 MB, among them 51 recurring
series and 141 overrides, with 4.6 attendees each, three zones with their VTIMEZONE, alarms, join texts and
folded lines, and about 3,350 occurrences. Every year is drawn by itself, so that size and occurrences grow in
proportion to the years; the last year of a longer file is the one-year file of the same seed.

    python -m benchmarks.big_export --seed 1 --years 10 --profile normal -o export.ics
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

from benchmarks.export_text import PREAMBLE, alarm, attendees, description, folded, subject

Profile = Literal["light", "normal", "heavy"]

PROFILES: Final[tuple[Profile, ...]] = ("light", "normal", "heavy")
LAST_YEAR: Final = 2025
_ZONES: Final = ("Europe/Berlin", "America/New_York", "Asia/Kolkata")
_HOURS: Final = {"Europe/Berlin": (8, 17), "America/New_York": (8, 11), "Asia/Kolkata": (13, 18)}
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STAMP: Final = "20260112T071500Z"


@dataclass(frozen=True, slots=True)
class _Make:
    """What a profile has per year, and from what its events draw numbers of guests, paragraphs and alarms."""

    series: int
    overrides: int
    one_offs: int
    guests: tuple[int, ...]
    texts: int
    alarms: float


_MAKES: Final[dict[Profile, _Make]] = {
    "light": _Make(51, 60, 839, (0, 0, 1, 1, 2, 3), 0, 0.05),
    "normal": _Make(51, 141, 758, (0, 1, 2, 2, 3, 3, 4, 5, 6, 12), 1, 0.3),
    "heavy": _Make(51, 260, 639, (2, 4, 8, 12, 16, 24, 40), 4, 0.9),
}


def span(years: int) -> tuple[date, date]:
    """Return the first and the last day of an export."""
    return date(LAST_YEAR + 1 - years, 1, 1), date(LAST_YEAR, 12, 31)


def big_export(seed: int, years: int = 10, profile: Profile = "normal") -> bytes:
    """Return an export as iCalendar bytes; the last event in it is a one-off."""
    parts = [PREAMBLE]
    for year in range(LAST_YEAR + 1 - years, LAST_YEAR + 1):
        parts += _events_of(year, random.Random(f"{seed} {year} {profile}"), _MAKES[profile])
    return b"".join([*parts, b"END:VCALENDAR\r\n"])


def _events_of(year: int, rng: random.Random, make: _Make) -> list[bytes]:
    """Return the events of one year, series (each with its overrides) and one-offs as they were created."""
    overrides = [make.overrides // make.series] * make.series
    for i in rng.sample(range(make.series), make.overrides % make.series):
        overrides[i] += 1
    groups = [_series(year, rng, make, count) for count in overrides]
    groups += [[_one_off(year, rng, make)] for _ in range(make.one_offs - 1)]
    rng.shuffle(groups)
    return [*(event for group in groups for event in group), _one_off(year, rng, make)]


def _one_off(year: int, rng: random.Random, make: _Make) -> bytes:
    zone = rng.choices(_ZONES, (80, 12, 8))[0]
    day = date(year, 1, 6) + timedelta(weeks=rng.randrange(49), days=rng.randrange(5))
    day -= timedelta(days=max(0, day.weekday() - 4))
    if rng.random() < 0.03:
        end_day = day + timedelta(days=rng.choice((1, 1, 1, 2, 5)))
        times = [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{end_day:%Y%m%d}"]
    else:
        start = datetime.combine(day, _time_of_day(zone, rng))
        end = start + timedelta(minutes=rng.choice((15, 30, 30, 30, 45, 60, 60, 90, 120)))
        times = _utc_times(start, end, zone) if rng.random() < 0.08 else _times(start, end, zone)
    return _event(_uid(rng), times, day, 0, _content(rng, make))


def _series(year: int, rng: random.Random, make: _Make, overrides: int) -> list[bytes]:
    """Return a master and its overrides; a slot that an EXDATE takes has no override."""
    zone = rng.choices(_ZONES, (80, 12, 8))[0]
    rule, days = _rule(year, rng)
    at, length = _time_of_day(zone, rng), timedelta(minutes=rng.choice((15, 30, 30, 45, 60)))
    slots = [datetime.combine(day, at) for day in days]
    odd = rng.sample(slots[1:], min(len(slots) - 1, overrides + rng.randint(0, 4)))
    uid, content = _uid(rng), _content(rng, make)
    times = [*_times(slots[0], slots[0] + length, zone), f"RRULE:{rule}{_ending(year, slots, zone, rng)}"]
    times += [f"EXDATE;TZID={zone}:{slot:%Y%m%dT%H%M%S}" for slot in odd[overrides:]]
    group = [_event(uid, times, days[0], 0, content)]
    for slot in odd[:overrides]:
        shift = timedelta(minutes=rng.choice((0, 30, 60, 90, 24 * 60)))
        times = _times(slot + shift, slot + shift + length * rng.choice((1, 1, 2)), zone)
        times.append(f"RECURRENCE-ID;TZID={zone}:{slot:%Y%m%dT%H%M%S}")
        group.append(_event(uid, times, days[0], 1, content, cancelled=rng.random() < 0.15))
    return group


def _rule(year: int, rng: random.Random) -> tuple[str, list[date]]:
    """Draw a rule without its end, and return the days on which it meets within the year."""
    kind = rng.choices(
        (
            "one day",
            "two days",
            "fortnight",
            "workdays",
            "daily",
            "nth weekday",
            "day of month",
            "last workday",
        ),
        (42, 16, 12, 11, 6, 6, 4, 3),
    )[0]
    first = date(year, 1, 8) + timedelta(days=rng.randrange(100))
    last = date(year, 12, 20) - timedelta(days=rng.randrange(60))
    if kind == "daily":
        return "FREQ=DAILY", [first + timedelta(days=i) for i in range(rng.randint(8, 45))]
    if kind in ("one day", "two days", "fortnight", "workdays"):
        count = {"one day": 1, "fortnight": 1, "two days": 2}.get(kind, 5)
        names = sorted(rng.sample(_DAYS[:5], count), key=_DAYS.index)
        step = 2 if kind == "fortnight" else 1
        monday = first - timedelta(days=first.weekday())
        weeks = range(0, (last - monday).days // 7, step)
        days = [monday + timedelta(weeks=week, days=_DAYS.index(name)) for week in weeks for name in names]
        interval = f";INTERVAL={step}" if step > 1 else ""
        return f"FREQ=WEEKLY{interval};BYDAY={','.join(names)}", days
    months = range(first.month, last.month + 1)
    if kind == "nth weekday":
        nth, weekday = rng.choice((1, 2, 3, -1)), rng.randrange(5)
        days = [_nth_weekday(year, month, nth, weekday) for month in months]
        return f"FREQ=MONTHLY;BYDAY={nth}{_DAYS[weekday]}", days
    if kind == "day of month":
        number = rng.randint(1, 28)
        return f"FREQ=MONTHLY;BYMONTHDAY={number}", [date(year, month, number) for month in months]
    workdays = [max(_nth_weekday(year, month, -1, weekday) for weekday in range(5)) for month in months]
    return "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", workdays


def _nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """Return the nth such weekday of a month, or its last one for -1."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7, weeks=nth - 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _ending(year: int, slots: list[datetime], zone: str, rng: random.Random) -> str:
    """Return how a rule ends: by COUNT, by UNTIL in UTC, or, in the year of the export, often not at all."""
    if year == LAST_YEAR and rng.random() < 0.3:
        return ""
    if rng.random() < 0.25:
        return f";COUNT={len(slots)}"
    return f";UNTIL={slots[-1].replace(tzinfo=ZoneInfo(zone)).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _time_of_day(zone: str, rng: random.Random) -> time:
    return time(rng.randrange(*_HOURS[zone]), rng.choice((0, 0, 15, 30, 30, 45)))


def _times(start: datetime, end: datetime, zone: str) -> list[str]:
    return [f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}"]


def _utc_times(start: datetime, end: datetime, zone: str) -> list[str]:
    begin, until = (moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for moment in (start, end))
    return [f"DTSTART:{begin:%Y%m%dT%H%M%SZ}", f"DTEND:{until:%Y%m%dT%H%M%SZ}"]


def _uid(rng: random.Random) -> str:
    return f"{rng.getrandbits(160):040x}@bigcorp.example"


def _content(rng: random.Random, make: _Make) -> bytes:
    """Return the folded lines that a series shares with its overrides."""
    lines = [
        f"SUMMARY:{subject(rng)}",
        *description(rng, make.texts),
        *attendees(rng, rng.choice(make.guests)),
    ]
    lines += ["CLASS:PUBLIC", "PRIORITY:5", f"TRANSP:{'TRANSPARENT' if rng.random() < 0.05 else 'OPAQUE'}"]
    lines += alarm(rng) if rng.random() < make.alarms else []
    return b"".join(map(folded, lines))


def _event(uid: str, times: list[str], day: date, sequence: int, content: bytes, *, cancelled: bool = False) -> bytes:
    created = f"{day - timedelta(days=9):%Y%m%d}T093000Z"
    lines = ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{_STAMP}", *times, f"CREATED:{created}"]
    lines += [f"LAST-MODIFIED:{created}", f"SEQUENCE:{sequence}"]
    lines.append(f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}")
    return b"".join(map(folded, lines)) + content + b"END:VEVENT\r\n"


def main() -> None:
    """Write an export to a file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.big_export", description="A corporate export.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--profile", choices=PROFILES, default="normal")
    parser.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.output.write_bytes(big_export(chosen.seed, chosen.years, chosen.profile))


if __name__ == "__main__":
    main()
