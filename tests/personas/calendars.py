"""Five people's calendars over half a year: 26 full weeks from Monday 5 January 2026, looked at on Monday 6 July.

Each is made of what such a person's calendar really holds: series with their exceptions, one-offs, own time and days
off; the same text at each run.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Final

from tests.ics_builder import vcalendar, vevent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIRST: Final = dt.date(2026, 1, 5)
WEEKS: Final = 26
TODAY: Final = FIRST + dt.timedelta(weeks=WEEKS)
ZONE: Final = "Europe/Berlin"
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AGENDA: Final = (
    "Goal: decide on the order of the next three changes. Please read the two pages before; we begin with open "
    "questions and end with who does what."
)
JOIN: Final = "Join: https://meet.google.com/abc-defg-hij"


class Pen:
    """Writes one person's calendar."""

    def __init__(self, me: str, seed: int) -> None:
        self.me = me
        self.rng = random.Random(seed)
        self.events: list[str] = []
        self._number = 0

    def _uid(self) -> str:
        self._number += 1
        return f"{self._number}@{self.me.partition('@')[0]}.example"

    def _people(self, organizer: str, others: Iterable[str], answer: str) -> list[str]:
        if not organizer:
            return []
        rows = [f"ORGANIZER:mailto:{organizer}"]
        for who in dict.fromkeys((self.me, organizer, *others)):
            said = answer if who == self.me else "ACCEPTED"
            rows.append(f"ATTENDEE;PARTSTAT={said}:mailto:{who}")
        return rows

    def series(
        self,
        title: str,
        days: str,
        clock: str,
        minutes: int,
        others: Sequence[str] = (),
        organizer: str | None = None,
        *,
        every: int = 1,
        start: int = 0,
        text: str = JOIN,
        skipped: Sequence[int] = (),
        answer: str = "ACCEPTED",
    ) -> None:
        """A weekly series; ``skipped`` are numbers of weeks in which it falls out."""
        begin = FIRST + dt.timedelta(weeks=start, days=_DAYS.index(days.partition(",")[0]))
        gone = [
            _local(FIRST + dt.timedelta(weeks=week, days=_DAYS.index(day)), clock)
            for week in skipped
            for day in days.split(",")
        ]
        who = organizer if organizer is not None else (self.me if others else "")
        self.events.append(
            vevent(
                f"SUMMARY:{title}",
                *_times(begin, clock, minutes),
                f"RRULE:FREQ=WEEKLY;INTERVAL={every};BYDAY={days}",
                *(f"EXDATE;TZID={ZONE}:{each}" for each in gone),
                *self._people(who, others, answer),
                *([f"DESCRIPTION:{text}"] if text and who else []),
                "CREATED:20251215T090000Z",
                _stamp(),
                uid=self._uid(),
            )
        )

    def once(
        self, title: str, day: dt.date, clock: str, minutes: int, others: Sequence[str] = (), *, ahead: int = 5
    ) -> None:
        """A one-off that the first of the others calls, so many days ahead."""
        created = dt.datetime.combine(day, dt.time(8), dt.UTC) - dt.timedelta(days=ahead)
        self.events.append(
            vevent(
                f"SUMMARY:{title}",
                *_times(day, clock, minutes),
                *self._people(others[0] if others else "", others, "ACCEPTED"),
                *([f"DESCRIPTION:{AGENDA}"] if others else []),
                f"CREATED:{created:%Y%m%dT%H%M%SZ}",
                _stamp(),
                uid=self._uid(),
            )
        )

    def away(self, first: dt.date, days: int) -> None:
        """Out of office on whole days."""
        end = first + dt.timedelta(days=days)
        dates = (f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}")
        self.events.append(
            vevent("SUMMARY:Vacation", *dates, "X-MICROSOFT-CDO-BUSYSTATUS:OOF", _stamp(), uid=self._uid())
        )

    def data(self) -> bytes:
        """The calendar file."""
        return vcalendar(*self.events, head=(f"X-WR-CALNAME:{self.me}",))


def day(week: int, weekday: int) -> dt.date:
    """The date of a weekday (0 is Monday) of a week."""
    return FIRST + dt.timedelta(weeks=week, days=weekday)


def _local(date: dt.date, clock: str) -> str:
    return f"{date:%Y%m%d}T{clock.replace(':', '')}00"


def _times(date: dt.date, clock: str, minutes: int) -> tuple[str, str]:
    begin = dt.datetime.combine(date, dt.time.fromisoformat(clock))
    end = begin + dt.timedelta(minutes=minutes)
    return f"DTSTART;TZID={ZONE}:{begin:%Y%m%dT%H%M%S}", f"DTEND;TZID={ZONE}:{end:%Y%m%dT%H%M%S}"


def _stamp() -> str:
    return f"DTSTAMP:{TODAY:%Y%m%d}T060000Z"


def colleagues(firm: str, count: int) -> list[str]:
    """Addresses of so many colleagues."""
    return [f"colleague{number}@{firm}" for number in range(count)]


def engineer() -> bytes:
    """Stand-ups, planning and a 1:1; the afternoons belong to the work."""
    pen = Pen("erin@soft.example", 1)
    team = colleagues("soft.example", 5)
    pen.series("Daily stand-up", "MO,TU,WE,TH,FR", "09:30", 15, team, team[0])
    pen.series("Sprint planning", "MO", "10:00", 90, team, team[0], every=2, text=AGENDA)
    pen.series("Retro", "FR", "14:00", 60, team, team[0], every=2, text=AGENDA)
    pen.series("1:1 Erin / Lee", "WE", "13:00", 30, ["lee@soft.example"], "lee@soft.example", text=AGENDA)
    for week in range(WEEKS):
        if pen.rng.random() < 0.5:
            pen.once("Design talk", day(week, pen.rng.randrange(5)), "15:00", 45, team[:2])
    pen.away(day(15, 0), 5)
    return pen.data()


def manager() -> bytes:
    """About 35 meetings a week, some at once, some in the evening; 1:1s that give way."""
    pen = Pen("maya@corp.example", 2)
    team = colleagues("corp.example", 9)
    board = [f"board{number}@corp.example" for number in range(11)]
    pen.series("Weekly status", "MO", "09:00", 60, board, board[0])
    pen.series("Leads sync", "MO,WE,FR", "10:00", 45, team[:6])
    pen.series("Budget round", "TU", "09:00", 90, board[:5], board[1], text=AGENDA)
    pen.series("Product review", "TU", "11:00", 60, [*team, *board[:4]], board[2])
    pen.series("Hiring", "TH", "09:30", 60, team[:3], text=AGENDA)
    pen.series("Town hall", "TH", "16:00", 60, [*team, *board, *colleagues("corp.example", 40)], board[0], every=4)
    pen.series("Customer escalations", "MO,TU,WE,TH,FR", "16:30", 30, team[:4], team[0])
    for number, who in enumerate(team[:7]):
        slips = [week for week in range(WEEKS) if number < 3 and pen.rng.random() < 0.45]
        pen.series(f"1:1 {number}", _DAYS[number % 5], f"{13 + number // 5}:30", 30, [who], skipped=slips)
    for week in range(WEEKS):
        for _ in range(15):
            clock = f"{pen.rng.randrange(9, 18):02}:{pen.rng.choice(('00', '30'))}"
            others = pen.rng.sample([*team, *board], pen.rng.randrange(1, 6))
            ahead = pen.rng.choice((0, 1, 3, 7))
            pen.once("Quick question", day(week, pen.rng.randrange(5)), clock, 30, others, ahead=ahead)
        pen.once("Call with Boston", day(week, 3), "18:30", 60, ["ann@boston.example"])
    pen.away(day(12, 0), 12)
    return pen.data()


def salesperson() -> bytes:
    """Calls with customers all day: outside meetings, which are the work."""
    pen = Pen("sol@shop.example", 3)
    pen.series("Pipeline review", "MO", "09:00", 45, colleagues("shop.example", 4), text=AGENDA)
    pen.series("1:1 Sol / Kim", "FR", "09:30", 30, ["kim@shop.example"], "kim@shop.example", text=AGENDA)
    for week in range(WEEKS):
        for weekday in range(5):
            for clock in pen.rng.sample(("10:00", "11:30", "13:30", "15:00", "16:00"), 4):
                customer = f"buyer{pen.rng.randrange(60)}@customer{pen.rng.randrange(20)}.example"
                pen.once("Call", day(week, weekday), clock, 45, [customer, f"second@{customer.partition('@')[2]}"])
    return pen.data()


def part_timer() -> bytes:
    """Works Monday to Wednesday from nine to two; a few good meetings, and the rest meeting-free."""
    pen = Pen("pat@small.example", 4)
    team = colleagues("small.example", 4)
    pen.series("Team weekly", "TU", "10:00", 45, team, team[0], text=AGENDA)
    pen.series("1:1 Pat / Jo", "MO", "13:00", 30, ["jo@small.example"], "jo@small.example", every=2, text=AGENDA)
    for week in range(WEEKS):
        if week % 3 == 0:
            pen.once("Workshop", day(week, 2), "09:30", 90, team[:2])
    pen.away(day(7, 0), 3)
    return pen.data()


PART_TIME_HOURS: Final = "mon-wed 09:00-14:00"


def shift_worker() -> bytes:
    """Early, late and night weeks by the titles of own entries; a handover at the begin of each shift."""
    pen = Pen("sam@clinic.example", 5)
    ward = colleagues("clinic.example", 3)
    for week in range(WEEKS):
        title, clock = (("Early", "06:00"), ("Late", "14:00"), ("Night", "22:00"))[week % 3]
        for weekday in range(5):
            date = day(week, weekday)
            pen.events.append(
                vevent(
                    f"SUMMARY:{title}",
                    f"DTSTART;VALUE=DATE:{date:%Y%m%d}",
                    f"DTEND;VALUE=DATE:{date + dt.timedelta(days=1):%Y%m%d}",
                    "TRANSP:TRANSPARENT",
                    _stamp(),
                    uid=pen._uid(),
                )
            )
            pen.once("Handover", date, clock, 15, ward)
    pen.series(
        "Ward round table", "WE", "14:30", 60, [*ward, "head@clinic.example"], "head@clinic.example", text=AGENDA
    )
    return pen.data()


SHIFTS: Final = (("Early", "06:00-14:00"), ("Late", "14:00-22:00"), ("Night", "22:00-06:00"))
