"""What random calendars are written with: a draft, its seeded choices, and the text of an event.

The kinds of events themselves are in `calendars`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe")
CLOCK_CHANGES = {
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
}
ADA = "ada@engine.example"
ALSO_ADA = "ada.l@gmail.com"
ALIASES = (ADA, "countess@lovelace.example", "a.king@mail.example")
COLLEAGUES = tuple(f"{name}@engine.example" for name in ("ben", "cleo", "dov", "eve", "finn", "gus"))
STRANGERS = ("zoe@client.example", "yan@gmail.com", "xia@vendor.example")
ANSWERS = (
    "ACCEPTED",
    "ACCEPTED",
    "ACCEPTED",
    "TENTATIVE",
    "NEEDS-ACTION",
    "DECLINED",
    "DELEGATED",
    "X-ODD",
    "",
)
LINK = "https://meet.google.com/abc-defg-hij"
FLOATING = ""
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class RandomCalendar:
    """The files of one seed and the settings that suit them; `me` is empty where it is to be guessed."""

    seed: int
    files: tuple[bytes, ...]
    first: date
    last: date
    today: date
    zone: str
    me: tuple[str, ...]

    def zones(self) -> tuple[str, str, str]:
        """Three zones to analyse it in, its own first."""
        others = [zone for zone in ZONES if zone != self.zone]
        return self.zone, others[self.seed % 4], others[(self.seed + 1) % 4]


def fold(line: str) -> str:
    """A content line broken after 60 characters (RFC 5545 §3.1 allows 75 octets)."""
    return "\r\n ".join(line[at : at + 60] for at in range(0, len(line), 60))


def calendar_file(lines: Iterable[str]) -> bytes:
    """A VCALENDAR with these content lines, properties of the calendar first."""
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", *lines, "END:VCALENDAR"]
    return "".join(fold(line) + "\r\n" for line in whole).encode()


def entry(start: str, end: str, *lines: str, zone: str = ZONES[0], uid: str = "") -> list[str]:
    """A VEVENT; `end` is a time, or a DURATION where it begins with P, or absent where empty."""
    when = [f"DTSTART;TZID={zone}:{start}"]
    if end:
        when.append(f"DURATION:{end}" if end.startswith("P") else f"DTEND;TZID={zone}:{end}")
    name = uid or f"{start}-{end}-{len(lines)}"
    return ["BEGIN:VEVENT", f"UID:{name}", "DTSTAMP:20261201T000000Z", *when, *lines, "END:VEVENT"]


def whole_day(day: str, end: str, *lines: str) -> list[str]:
    """A VEVENT of whole days, the end excluded."""
    when = [f"DTSTART;VALUE=DATE:{day}", f"DTEND;VALUE=DATE:{end}"]
    return ["BEGIN:VEVENT", f"UID:{day}", "DTSTAMP:20261201T000000Z", *when, *lines, "END:VEVENT"]


def stamp(value: datetime | date, zone: str) -> str:
    """`;TZID=…:value` and the other forms of RFC 5545 §3.3.4 and §3.3.5."""
    if not isinstance(value, datetime):
        return f";VALUE=DATE:{value:%Y%m%d}"
    if zone == FLOATING:
        return f":{value:%Y%m%dT%H%M%S}"
    return f":{value:%Y%m%dT%H%M%SZ}" if zone == "UTC" else f";TZID={zone}:{value:%Y%m%dT%H%M%S}"


def in_utc(value: datetime, zone: str) -> datetime:
    """The wall-clock time of a zone as one of UTC, both without a zone of their own."""
    return value.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)


def ordinary(value: datetime, zone: str) -> bool:
    """Whether the clocks neither skip nor repeat this time."""
    if zone == FLOATING:
        return True
    aware = value.replace(tzinfo=ZoneInfo(zone))
    return aware.utcoffset() == aware.replace(fold=1).utcoffset()


class Draft:
    """A calendar being drawn. All times are on the wall; `zone` is where its owner lives."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.zone = self.random.choice(ZONES[:3] if seed % 3 else tuple(CLOCK_CHANGES))
        changes = CLOCK_CHANGES.get(self.zone, CLOCK_CHANGES["Europe/Berlin"])
        self.change = self.random.choice(changes)
        self.first = self.change - DAY * self.random.randint(5, 13)
        self.last = self.change + DAY * self.random.randint(2, 12)
        # Now and then the data begin within the period, so that its first weeks are not covered.
        self.begin = self.first + DAY * self.random.choice((-40, -40, -40, -3, 4))
        self.who = ("given", "two given", "guessed", "owner", "unknown")[seed % 5]
        self.stamped = self.random.choice([self.last + DAY * 20] * 5 + [self.first + DAY * 9, self.begin - DAY * 9])
        self.heads = [[f"X-WR-CALNAME:{ADA if self.who == 'owner' else 'Work'}"], ["X-WR-CALNAME:Other"]]
        if self.chance(0.3):
            # Copies in the second file must mean the same time, so both say it.
            self.heads = [[*head, "X-WR-TIMEZONE:America/New_York"] for head in self.heads]
        self.files: list[list[str]] = [[], []]
        self.host = "calendar.example"
        self.number = 0

    def finish(self, seed: int) -> RandomCalendar:
        """The calendar as files."""
        contents = []
        for head, lines in zip(self.heads, self.files, strict=True):
            contents.append(calendar_file([*head, *lines]))
        me = {"given": (ADA,), "two given": (ADA, ALSO_ADA)}.get(self.who, ())
        today = self.random.choice([self.last + DAY * 25] * 4 + [self.first + DAY * 8])
        files = tuple(content for content, lines in zip(contents, self.files, strict=True) if lines)
        return RandomCalendar(seed, files, self.first, self.last, today, self.zone, me)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def day(self) -> date:
        """A day in the period or just beside it, not before the data begin."""
        return max(self.begin, self.first + DAY * self.random.randint(-2, (self.last - self.first).days + 2))

    def near(self, day: date) -> bool:
        """Whether a day is in the period or at most nine days beside it."""
        return self.first - DAY * 9 <= day <= self.last + DAY * 9

    def moment(self, hours: tuple[int, int] = (7, 18)) -> datetime:
        """A time on a day of the period, now and then with seconds."""
        start = datetime.combine(self.day(), time(self.random.randint(*hours)))
        start += MINUTE * self.random.choice((0, 0, 15, 30, 45, self.random.randint(1, 59)))
        return start + timedelta(seconds=self.random.choice((0, 0, 0, 0, 1, 20, 59)))

    def some_zone(self) -> str:
        return self.zone if self.chance(0.7) else self.random.choice((*ZONES, FLOATING))

    def guests(self, answer: str | None = None) -> list[str]:
        """ORGANIZER and ATTENDEE lines: me with some answer, colleagues, at times strangers and rooms."""
        pick = self.random
        mine = {"two given": pick.choice((ADA, ALSO_ADA)), "unknown": pick.choice(ALIASES)}.get(self.who, ADA)
        others = pick.sample(COLLEAGUES, pick.choice((0, 1, 1, 2, 3)))
        others += pick.sample(STRANGERS, pick.choice((0, 0, 0, 1, 2)))
        organizer = pick.choice([mine, *others, *others])
        lines = [f'ORGANIZER;CN="Boss, The":{pick.choice(("mailto:", "MAILTO:"))}{organizer}']
        status = pick.choice(ANSWERS) if answer is None else answer
        if self.who in {"guessed", "unknown"} or self.chance(0.85):
            said = f";PARTSTAT={status}" if status else ""
            lines.append(f"ATTENDEE{said};ROLE=REQ-PARTICIPANT:mailto:{mine}")
        if self.who == "two given" and self.chance(0.3):
            lines.append(f"ATTENDEE;PARTSTAT={pick.choice(ANSWERS[:6])}:mailto:{ALSO_ADA.upper()}")
        lines += [f"ATTENDEE;CN=Guest;PARTSTAT=ACCEPTED:MAILTO:{other.title()}" for other in others]
        if self.chance(0.2):
            lines.append(f"ATTENDEE;CUTYPE={pick.choice(('ROOM', 'RESOURCE'))}:mailto:room@engine.example")
        if self.chance(0.1):
            lines.append("ATTENDEE;CUTYPE=GROUP:mailto:everyone@engine.example")
        if self.chance(0.1):
            lines.append("ATTENDEE:invalid:nomail")
        return lines

    def marks(self) -> list[str]:
        """Now and then a status, a transparency or Outlook's own busy status."""
        lines = []
        if self.chance(0.1):
            lines.append(f"STATUS:{self.random.choice(('CONFIRMED', 'TENTATIVE', 'CANCELLED'))}")
        if self.chance(0.15):
            lines.append(f"TRANSP:{self.random.choice(('OPAQUE', 'TRANSPARENT'))}")
        if self.chance(0.15):
            status = self.random.choice(("BUSY", "FREE", "TENTATIVE", "WORKINGELSEWHERE"))
            lines.append(f"X-MICROSOFT-CDO-BUSYSTATUS:{status}")
        if self.chance(0.1):
            lines.append("CLASS:PRIVATE")
        return lines

    def write(self, title: str, lines: list[str], *, uid: str | None = None, file: int = 0) -> str:
        """Put one VEVENT into a file; gives its UID."""
        if uid is None:
            self.number += 1
            uid = f"{self.number}@{self.host}"
        head = [
            f"UID:{uid}",
            f"DTSTAMP:{self.stamped:%Y%m%d}T093000Z",
            "SUMMARY:" + title.replace(",", "\\,"),
        ]
        if self.chance(0.2):
            head.append(f"LAST-MODIFIED:{self.stamped - DAY:%Y%m%d}T093000Z")
        self.files[file] += ["BEGIN:VEVENT", *head, *lines, "END:VEVENT"]
        return uid

    def one_off(
        self,
        title: str,
        start: datetime,
        minutes: float,
        lines: list[str] | None = None,
        *,
        zone: str | None = None,
        file: int = 0,
    ) -> None:
        """A single event with guests, or with the lines given instead."""
        zone = self.zone if zone is None else zone
        end = start + MINUTE * minutes
        when = [f"DTSTART{stamp(start, zone)}", f"DTEND{stamp(end, zone)}"]
        if self.chance(0.2) and 0 < minutes < 24 * 60:
            when[1] = f"DURATION:PT{int(minutes * 60)}S"
        self.write(title, [*when, *(self.guests() + self.marks() if lines is None else lines)], file=file)
