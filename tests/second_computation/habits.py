"""Random calendars of many weeks in which habits show: the patterns of METRICS.md §7 occur in them, or nearly.

Every text leaves no doubt whether it is an agenda. Nothing is drawn about which METRICS.md says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from tests.second_computation import DEFAULT_HOURS, Settings
from tests.second_computation.drafts import (
    ADA,
    COLLEAGUES,
    DAY,
    LINK,
    MINUTE,
    STRANGERS,
    ZONES,
    Draft,
    RandomCalendar,
    in_utc,
    ordinary,
    stamp,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

WEEK = 7 * DAY
CROWD = tuple(f"guest{number}@engine.example" for number in range(20))
LONG = "We decide about the budget for the next quarter. Please read the numbers before and bring your questions."
BLOCKER = "Where are you blocked and which decision do you need from me so that the work can go on this week?"
STATUS = ("Status update", "Statusrunde", "Weekly status", "Status report")
PLAIN = ("Design review", "Budget", "Roadmap", "Hiring", "Architecture forum", "Release planning")


@dataclass(frozen=True)
class Plan:
    """What a series is."""

    title: str
    start: datetime
    minutes: int
    people: Sequence[str]
    every: int = 1
    weeks: int | None = None
    answer: str = "ACCEPTED"
    organizer: str = ""
    text: str = ""
    optional: bool = False
    zone: str = ""
    days: str = ""


class Habits(Draft):
    """A draft over many weeks."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.who = "given"
        self.weeks = self.random.choice((4, 14, 22, 26, 30, 30, 62))
        middle = self.change - DAY * self.change.weekday()
        self.begin = middle - WEEK * (self.weeks - self.random.randint(2, min(9, self.weeks - 1)))
        self.last = self.begin + WEEK * self.weeks - DAY
        self.first = self.begin
        if self.weeks > 20 and self.chance(0.4):
            self.first = self.last - 13 * WEEK + DAY
        self.stamped = self.last + 8 * DAY
        self.heads = [["X-WR-CALNAME:Work"], ["X-WR-CALNAME:Other"]]
        self.describes = self.chance(0.85)
        self.host = "calendar.example"

    def lines(self, plan: Plan) -> list[str]:
        """People and text."""
        organizer = plan.organizer or self.random.choice((ADA, *plan.people))
        role = "OPT-PARTICIPANT" if plan.optional else "REQ-PARTICIPANT"
        lines = [f"ORGANIZER:mailto:{organizer}", f"ATTENDEE;ROLE={role};PARTSTAT={plan.answer}:mailto:{ADA}"]
        lines += [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{one}" for one in plan.people]
        if plan.text and self.describes:
            lines.append(f"DESCRIPTION:{plan.text}".replace(",", "\\,"))
        return lines

    def once(self, plan: Plan, *, uid: str | None = None, extra: Sequence[str] = ()) -> None:
        """A one-off, or an override of a series."""
        zone, end = plan.zone or self.zone, plan.start + MINUTE * plan.minutes
        when = [f"DTSTART{stamp(plan.start, zone)}", f"DTEND{stamp(end, zone)}"]
        self.write(plan.title, [*when, *self.lines(plan), *extra], uid=uid)

    def repeat(self, plan: Plan, slips: float = 0.1, uid: str | None = None) -> list[datetime]:
        """A weekly series in which some slots are left out, cancelled, moved or declined; gives its slots."""
        zone = plan.zone or self.zone
        weeks = plan.weeks or self.weeks + 6
        rule = f"RRULE:FREQ=WEEKLY;INTERVAL={plan.every}" + (f";BYDAY={plan.days}" if plan.days else "")
        until = plan.start + WEEK * weeks - MINUTE
        if plan.weeks is not None:
            rule += f";UNTIL={in_utc(until, zone):%Y%m%dT%H%M%SZ}"
        slots = [plan.start + WEEK * number for number in range(0, weeks, plan.every)]
        plain = [slot for slot in slots[1:] if slot.date() <= self.last and ordinary(slot, zone)]
        chosen = [slot for slot in plain if self.chance(slips)]
        lines = self.lines(plan)
        fates = {slot: self.random.choice(("out", "cancelled", "moved", "nudged", "declined")) for slot in chosen}
        out = [f"EXDATE{stamp(slot, zone)}" for slot, fate in fates.items() if fate == "out"]
        end = f"DTEND{stamp(plan.start + MINUTE * plan.minutes, zone)}"
        uid = self.write(plan.title, [f"DTSTART{stamp(plan.start, zone)}", end, rule, *out, *lines], uid=uid)
        for slot, fate in fates.items():
            if fate != "out":
                self.override(plan, uid, slot, fate, lines)
        return slots

    def override(self, plan: Plan, uid: str, slot: datetime, fate: str, lines: list[str]) -> None:
        """One slot of a series that is not as the others."""
        zone, start, extra = plan.zone or self.zone, slot, list(lines)
        if fate == "cancelled":
            extra.append("STATUS:CANCELLED")
        elif fate == "moved":
            start += self.random.choice((15 * MINUTE, 60 * MINUTE, -90 * MINUTE, DAY, 2 * DAY))
        elif fate == "nudged":
            start += self.random.choice((5, 14, -10)) * MINUTE
        else:
            extra = [line.replace("PARTSTAT=ACCEPTED:mailto:ada", "PARTSTAT=DECLINED:mailto:ada") for line in extra]
            extra[0] = f"ORGANIZER:mailto:{plan.people[0]}"
        if not ordinary(start, zone):
            start += timedelta(hours=3)
        end = start + MINUTE * plan.minutes
        when = [f"DTSTART{stamp(start, zone)}", f"DTEND{stamp(end, zone)}", f"RECURRENCE-ID{stamp(slot, zone)}"]
        self.write(plan.title, [*when, *extra], uid=uid)

    def at(self, weekday: int, hour: int, minute: int = 0, week: int = 0) -> datetime:
        """A time on a weekday of the n-th week of the data."""
        return datetime.combine(self.begin + WEEK * week + DAY * weekday, time(hour, minute))

    def some(self, least: int, most: int) -> list[str]:
        """Some colleagues."""
        return self.random.sample(COLLEAGUES, self.random.randint(least, most))

    def text(self) -> str:
        """An agenda, only a link, or nothing."""
        return self.random.choice((LONG, f"Join: {LINK}", "", ""))


def ordinary_meetings(draft: Habits) -> None:
    """One-offs of every week, denser in later weeks where there is drift; some external, tentative or unanswered."""
    drift = draft.chance(0.5)
    for week in range(draft.weeks):
        most = 3 + (week * 5 // draft.weeks if drift else 0)
        for _ in range(draft.random.randint(1, most)):
            people: list[str] = draft.some(1, 4)
            if draft.chance(0.2):
                people.append(draft.random.choice(STRANGERS))
            hour, minute = draft.random.randint(8, 17), 15 * draft.random.randint(0, 3)
            start = draft.at(draft.random.randint(0, 4), hour, minute, week)
            answer = draft.random.choice(("ACCEPTED", "ACCEPTED", "TENTATIVE", "NEEDS-ACTION", "DECLINED"))
            minutes = draft.random.choice((25, 30, 30, 45, 60, 60, 90))
            title = draft.random.choice(PLAIN)
            draft.once(Plan(title, start, minutes, people, answer=answer, text=draft.text()), extra=made(draft, start))


def made(draft: Habits, start: datetime) -> list[str]:
    """CREATED, hours or days before the start."""
    hours = draft.random.choice((1, 5, 20, 23, 30, 100, 300))
    return [f"CREATED:{in_utc(start, draft.zone) - timedelta(hours=hours):%Y%m%dT%H%M%SZ}"]


def rituals(draft: Habits) -> None:
    """Status meetings, forums, crowds, all-hands, and series in which I am one of many."""
    for _ in range(draft.random.randint(1, 3)):
        start = draft.at(draft.random.randint(0, 4), draft.random.randint(9, 15), week=draft.random.randint(0, 2))
        every = draft.random.choice((1, 1, 2, 3))
        title = draft.random.choice((*STATUS, *PLAIN))
        draft.repeat(Plan(title, start, 30, draft.some(1, 5), every=every, text=draft.text()))
    guests = draft.random.sample(CROWD, draft.random.choice((6, 8, 9, 13, 14, 16)))
    title = draft.random.choice(("Town meeting of engine", "All hands", "Portfolio"))
    start = draft.at(draft.random.randint(0, 4), 11, 30)
    minutes = draft.random.choice((25, 30, 60))
    draft.repeat(Plan(title, start, minutes, guests, every=draft.random.choice((1, 2)), text=draft.text()))
    optional = Plan("Guild", draft.at(2, 14), 45, draft.some(2, 4), organizer=COLLEAGUES[3], optional=draft.chance(0.6))
    draft.repeat(optional, slips=draft.random.choice((0.1, 0.5)))
    if draft.chance(0.4):
        outside = Plan("Client call", draft.at(3, 15), 60, [*draft.some(2, 3), STRANGERS[0]], text=draft.text())
        draft.repeat(outside)


def one_on_ones(draft: Habits) -> None:
    """1:1s that hold, slip, are replaced by a one-off, or end."""
    for number, other in enumerate(draft.random.sample(COLLEAGUES, 3)):
        title = draft.random.choice(("1:1", "Ada and I", "1:1 status update"))
        text = draft.random.choice(("", LONG, BLOCKER))
        start = draft.at(number + 1, 10 + number * 2)
        weeks = draft.random.choice((None, None, draft.weeks // 2, draft.weeks - 3))
        every = draft.random.choice((1, 1, 2))
        plan = Plan(title, start, 30, [other], every=every, weeks=weeks, text=text)
        slots = draft.repeat(plan, slips=draft.random.choice((0.0, 0.15, 0.5)))
        if draft.chance(0.4):
            slot = draft.random.choice(slots[-8:])
            later = slot + DAY * draft.random.choice((1, 2, 3, 9)) + 90 * MINUTE
            draft.once(Plan("Catch up", later, 30, [other]))


def circles(draft: Habits) -> None:
    """The same four again and again, and one who organizes many short meetings."""
    if draft.chance(0.5):
        circle = draft.some(4, 4)
        for weekday, hour in ((0, 13), (2, 16), (4, 11)):
            draft.repeat(Plan(draft.random.choice(PLAIN), draft.at(weekday, hour), 45, circle, text=draft.text()), 0.02)
    if draft.chance(0.5):
        for weekday in draft.random.sample(range(5), draft.random.choice((3, 4, 5))):
            boss = [COLLEAGUES[5], *draft.random.sample(COLLEAGUES[:4], draft.random.choice((0, 1)))]
            draft.repeat(Plan("Where are we", draft.at(weekday, 9, 15), 15, boss, organizer=COLLEAGUES[5]), 0.02)
    if draft.chance(0.3):
        daily = Plan("Stand together", draft.at(0, 9, 30), 15, draft.some(3, 5), days="MO,TU,WE,TH,FR")
        draft.repeat(daily, 0.0)


def strain(draft: Habits) -> None:
    """The last weeks: runs, double bookings, evenings, a week-end."""
    for week in range(max(0, draft.weeks - 4), draft.weeks):
        for weekday in draft.random.sample(range(5), draft.random.choice((0, 1, 2, 3))):
            at = draft.at(weekday, 13, week=week)
            for _ in range(draft.random.choice((2, 3, 4))):
                minutes = draft.random.choice((30, 45, 60))
                draft.once(Plan("In a row", at, minutes, draft.some(1, 2), text=LONG))
                at += MINUTE * (minutes + draft.random.choice((0, 0, 4, 5)))
        for _ in range(draft.random.choice((0, 1, 2))):
            start = draft.at(draft.random.randint(0, 4), draft.random.choice((6, 7, 16, 18, 20)), 30, week)
            draft.once(Plan("Late or early", start, 60, draft.some(1, 2), text=LONG))
        if draft.chance(0.3):
            draft.once(Plan("Saturday", draft.at(5, 11, week=week), 45, draft.some(1, 1)))
        for _ in range(draft.random.choice((0, 1, 2))):
            start = draft.at(draft.random.randint(0, 4), draft.random.randint(9, 15), week=week)
            for minute in (0, 15):
                answer = draft.random.choice(("ACCEPTED", "ACCEPTED", "TENTATIVE"))
                people = draft.some(1, 2)
                at = start + MINUTE * minute
                draft.once(Plan("Twice", at, 60, people, answer=answer, organizer=COLLEAGUES[1]))


def split_series(draft: Habits) -> None:
    """A series that Google has split: two parts, the second with `_R…` in its UID."""
    weeks = draft.weeks // 2
    start = draft.at(3, 9, 30)
    people = draft.some(2, 3)
    uid = "split@google.com"
    draft.repeat(Plan("Split", start, 30, people, weeks=weeks, organizer=COLLEAGUES[0]), 0.05, uid=uid)
    second = start + WEEK * weeks
    part = f"split_R{in_utc(second, draft.zone):%Y%m%dT%H%M%SZ}@google.com"
    minutes = draft.random.choice((30, 60))
    draft.repeat(Plan("Split", second, minutes, [*people, COLLEAGUES[5]], organizer=COLLEAGUES[0]), 0.05, uid=part)


def own_time(draft: Habits) -> None:
    """Focus time that stays free or not, blocks, and time away."""
    for weekday in draft.random.sample(range(5), 2):
        start = draft.at(weekday, draft.random.choice((9, 13)))
        when = [f"DTSTART{stamp(start, draft.zone)}", f"DTEND{stamp(start + 150 * MINUTE, draft.zone)}"]
        draft.write("Deep work", [*when, "RRULE:FREQ=WEEKLY"])
    draft.one_off("Errands", draft.at(1, 12), 45, [])
    for week in draft.random.sample(range(1, draft.weeks), min(3, draft.weeks - 1)):
        day = draft.at(draft.random.randint(0, 4), 0, week=week).date()
        days = draft.random.choice((1, 1, 2, 4))
        draft.write("Urlaub", [f"DTSTART{stamp(day, '')}", f"DTEND{stamp(day + DAY * days, '')}"])
    away = ["X-MICROSOFT-CDO-BUSYSTATUS:OOF"]
    draft.one_off("Away", draft.at(4, 13, week=draft.weeks - draft.random.choice((1, 2, 3))), 240, away)
    if draft.chance(0.5):
        abroad = Plan("Overseas", draft.at(0, 9), 45, draft.some(2, 3), zone="America/New_York", text=draft.text())
        draft.repeat(abroad)


def overload(draft: Habits) -> None:
    """Now and then the last weeks are full, some of it with people from outside."""
    if draft.chance(0.75):
        return
    for week in range(max(0, draft.weeks - 5), draft.weeks):
        for weekday in range(5):
            at = draft.at(weekday, 9, week=week)
            while at.hour < 16:
                minutes = draft.random.choice((60, 90, 120))
                people = [*draft.some(1, 3), *([STRANGERS[2]] if draft.chance(0.15) else [])]
                draft.once(Plan("Workshop", at, minutes, people, text=LONG))
                at += MINUTE * (minutes + draft.random.choice((0, 30, 60)))


def other_calendar(draft: Habits) -> None:
    """A second calendar, which says nothing about agendas, and holds one series of the first once more."""
    people = draft.some(2, 4)
    for title, weekday in ((draft.random.choice(STATUS), 0), ("Planning", 3)):
        start = draft.at(weekday, 16)
        plan = Plan(title, start, 45, people)
        when = [f"DTSTART{stamp(start, draft.zone)}", "DURATION:PT45M", "RRULE:FREQ=WEEKLY"]
        draft.write(title, [*when, *draft.lines(plan)], file=1)
    start = draft.at(2, 9, 45)
    when = [f"DTSTART{stamp(start, draft.zone)}", "DURATION:PT30M", f"RRULE:FREQ=WEEKLY;COUNT={draft.weeks}"]
    when.append(f"EXDATE{stamp(start + WEEK, draft.zone)}")
    uid = draft.write("Twice there", [*when, *draft.lines(Plan("Twice there", start, 30, people))])
    draft.write("Twice there", when, uid=uid, file=1)


HOURS = (DEFAULT_HOURS, DEFAULT_HOURS, "mon-thu 09:00-12:30,13:15-17:30; fri 09:00-14:00")
PARTS = (ordinary_meetings, rituals, one_on_ones, circles, strain, split_series, own_time, overload)


def habit_calendar(seed: int) -> RandomCalendar:
    """The calendar of a seed."""
    draft = Habits(seed)
    draft.once(Plan("First of all", draft.at(0, 12), 30, [COLLEAGUES[0]]))
    for part in PARTS:
        part(draft)
    if draft.chance(0.4):
        other_calendar(draft)
    calendar = draft.finish(0)
    return RandomCalendar(seed, calendar.files, draft.first, draft.last, draft.last + 9 * DAY, draft.zone, (ADA,))


def habits_of(seed: int) -> tuple[tuple[bytes, ...], Settings]:
    """The files of a seed, and how to ask: in its own zone or another, with other hours, its end yet to come or not."""
    calendar = habit_calendar(seed)
    zone = ZONES[seed % 5] if seed % 4 == 3 else calendar.zone
    today = calendar.last - 10 * DAY if seed % 5 == 4 else calendar.today
    return calendar.files, Settings(calendar.first, calendar.last, zone, today, (ADA,), HOURS[seed % 3])
