"""What the generator of the demo year knows while it writes, and the moments and guests that it draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .calendar_text import Guest
from .people import ME, Person
from .series import BERLIN

if TYPE_CHECKING:
    import random

    from .calendar_text import Entry
    from .days_off import Absence

HOME = ZoneInfo(BERLIN)
_ANSWERS = ("ACCEPTED", "NEEDS-ACTION", "TENTATIVE", "DECLINED")


@dataclass(slots=True)
class Draft:
    """The calendar so far: its first Monday, the time of the export, the dice, days off, and its entries.

    `taken` holds what the person's meetings cover, in UTC by its day; `names` the unique parts of UIDs.
    """

    first: date
    stamp: datetime
    rng: random.Random
    away: tuple[Absence, ...] = ()
    entries: list[Entry] = field(default_factory=list)
    taken: dict[date, list[tuple[datetime, datetime]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def day(self, week: int, weekday: int) -> date:
        """Return a day by its week in the demo and its weekday (0 is Monday)."""
        return self.first + timedelta(days=7 * week + weekday)

    def is_away(self, day: date) -> bool:
        """Tell whether the person has the day off."""
        return any(absence.first <= day < absence.end for absence in self.away)

    def is_taken(self, start: datetime, end: datetime) -> bool:
        """Tell whether a meeting of the person overlaps the span."""
        begin, until = start.astimezone(UTC), end.astimezone(UTC)
        return any(a < until and begin < b for a, b in self.taken.get(begin.date(), ()))

    def take(self, start: datetime, length: timedelta) -> None:
        """Note that a meeting covers the time."""
        begin = start.astimezone(UTC)
        self.taken.setdefault(begin.date(), []).append((begin, begin + length))

    def token(self) -> str:
        """Return the unique part of a UID, in the letters that Google uses."""
        return "".join(self.rng.choice("0123456789abcdefghijklmnopqrstuv") for _ in range(26))

    def uid(self) -> str:
        """Return a UID of the company's own calendar."""
        return f"{self.token()}@clearlake.example"

    def outlook_uid(self) -> str:
        """Return a UID in the form that Exchange writes."""
        unique = "".join(self.rng.choice("0123456789ABCDEF") for _ in range(48))
        return f"040000008200E00074C5B7101A82E00800000000{unique}"

    def working_moment(self, when: datetime) -> datetime:
        """Return a moment in the European working day of `when` or the Friday before, not after it."""
        day = when.date() - timedelta(days=max(0, when.weekday() - 4))
        at = time(self.rng.randint(7, 15), self.rng.randint(0, 59), self.rng.randint(0, 59))
        return min(datetime.combine(day, at, UTC), when.astimezone(UTC), self.stamp)

    def shortly_before(self, start: datetime) -> datetime:
        """Return a moment less than 24 hours before the start: the same day, or the afternoon before."""
        begin = start.astimezone(UTC)
        if begin.weekday() > 0 and self.rng.random() < 0.5:
            return min(self.stamp, begin - timedelta(hours=self.rng.uniform(17, 22)))
        early = begin.replace(hour=6, minute=self.rng.randint(0, 29))
        return min(self.stamp, max(early, begin - timedelta(hours=self.rng.uniform(0.5, 6))))

    def guests(self, organizer: Person, me: Guest, others: list[Person]) -> tuple[Guest, ...]:
        """Return the ATTENDEE lines: the organizer, the person of the demo, the others with drawn answers."""
        drawn = [Guest(one, self.rng.choices(_ANSWERS, (76, 14, 6, 4))[0]) for one in others if one is not ME]
        if len(drawn) == 1:
            drawn = [Guest(drawn[0].person)]
        first = () if organizer is ME else (Guest(organizer),)
        return (*first, me, *drawn)


def later(start: datetime, length: timedelta) -> datetime:
    """Add elapsed time (not wall time) and stay in the zone of the start."""
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
