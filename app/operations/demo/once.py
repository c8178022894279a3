"""Writes what stands once in the demo year: one-off meetings, own appointments, and whole days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .calendar_text import Entry, Guest, join_text
from .days_off import birthdays
from .draft import HOME, Draft, later
from .meetings import EVENING, ONE_OFFS, OWN_TITLES, TOPICS, URGENT, OneOff
from .people import CANDIDATES, COLLEAGUES, CUSTOMERS, INDIA, ME, NEW_YORK, PARTNERS, ROOM, TEAM, Person
from .series import BERLIN, END, KOLKATA, PAST
from .series import NEW_YORK as NEW_YORK_ZONE

if TYPE_CHECKING:
    from datetime import date

_EVENINGS = frozenset({9, 20, 33, 41, 47, 51})
"""Weeks with a meeting late in the evening, called from New York."""
_COLLISIONS = frozenset({12, 29, 43, 46, 49, 50, 51})
"""Weeks in which a meeting is called in at once and accepted on top of another."""
_OUTSIDE = {"customer": CUSTOMERS, "partner": PARTNERS, "candidate": CANDIDATES}


def add_one_offs(draft: Draft, week: int) -> None:
    """Add a week's meetings that were called once; there are more of them towards the end of the year."""
    rng = draft.rng
    for _ in range(rng.choice((1, 2) if week > PAST else (3, 3, 3, 4) if week < PAST / 2 else (3, 4, 4))):
        kind = rng.choices(ONE_OFFS, [one.weight for one in ONE_OFFS])[0]
        minutes = rng.choice(kind.minutes)
        start = _free_time(draft, week, minutes)
        late = rng.random() < (0.5 if week > PAST - 6 else 0.22) and start < draft.stamp
        _add_meeting(draft, kind, start, minutes, late=late)
    if week in _EVENINGS:
        start = datetime.combine(draft.day(week, 1), time(14, 30), ZoneInfo(NEW_YORK_ZONE))
        _add_meeting(draft, EVENING, start, EVENING.minutes[0], answer="ACCEPTED")
    if week in _COLLISIONS:
        days = [draft.taken.get(draft.day(week, weekday), []) for weekday in range(5)]
        taken = [start for day in days for start, _ in day if start.hour < 15]
        if taken:
            kind = rng.choice(URGENT)
            start = rng.choice(taken).astimezone(HOME)
            _add_meeting(draft, kind, start, kind.minutes[0], answer="ACCEPTED", late=True)


def _add_meeting(
    draft: Draft, kind: OneOff, start: datetime, minutes: int, *, answer: str = "", late: bool = False
) -> None:
    """Add one meeting; a `late` one was created less than 24 hours before, `answer` is the person's own."""
    rng = draft.rng
    organizer, others = _cast(draft, kind)
    zone = _zone(draft, kind, organizer)
    start = start.astimezone(ZoneInfo(zone) if zone else UTC)
    boilerplate, place, extra = join_text(kind.link, organizer.name, rng)
    mine = "ACCEPTED" if organizer is ME else answer or _own_answer(draft, start)
    guests = draft.guests(organizer, Guest(ME, mine), others)
    topic = rng.choice(TOPICS)
    early = draft.working_moment(start - timedelta(days=rng.uniform(1.5, 20)))
    created = draft.shortly_before(start) if late else early
    teams = kind.link == "teams"
    entry = Entry(
        uid=draft.outlook_uid() if teams else draft.uid(),
        title=_title(kind, topic, organizer, others),
        start=start,
        end=later(start, timedelta(minutes=minutes)),
        zone=zone,
        created=created,
        modified=created,
        stamp=draft.stamp,
        organizer=organizer,
        guests=(*guests, Guest(ROOM)) if kind.room else guests,
        description="\n\n".join(part for part in (kind.agenda.format(topic=topic), boilerplate) if part),
        location=ROOM.name if kind.room else place,
        extra=(*extra, _busy_status(mine)) if teams else extra,
    )
    entry = entry if answer else _changed_later(draft, entry, start)
    draft.entries.append(entry)
    if entry.status != "CANCELLED" and mine != "DECLINED":
        draft.take(start, timedelta(minutes=minutes))


def _cast(draft: Draft, kind: OneOff) -> tuple[Person, list[Person]]:
    """Choose who calls a meeting and who else comes; the own team comes most often."""
    rng = draft.rng
    if kind is EVENING:
        daniel, *others = (COLLEAGUES[name] for name in NEW_YORK[:3])
        return daniel, others
    pool = [COLLEAGUES[name] for name in TEAM] * 3 + list(COLLEAGUES.values())
    rng.shuffle(pool)
    others = list(dict.fromkeys(pool))[: rng.randint(*kind.others)]
    strangers = list(_OUTSIDE.get(kind.outside, {}).values())
    strangers = rng.sample(strangers, min(len(strangers), 1 if kind.outside == "candidate" else 2))
    if kind.outside in ("customer", "partner"):
        return strangers[0], [*strangers[1:], *others]
    if rng.random() < 0.3:
        return ME, [*others, *strangers]
    return others[0], [*others[1:], *strangers]


def _zone(draft: Draft, kind: OneOff, organizer: Person) -> str:
    """Return the zone that the organizer's calendar writes; booking tools and some phones write UTC ("")."""
    if kind.outside == "partner" or (organizer is not ME and draft.rng.random() < 0.06):
        return ""
    if organizer.name in INDIA:
        return KOLKATA
    return NEW_YORK_ZONE if organizer.name in NEW_YORK else BERLIN


def _title(kind: OneOff, topic: str, organizer: Person, others: list[Person]) -> str:
    guest = others[0] if organizer is ME else organizer
    candidate = next((one.name for one in others if one.name in CANDIDATES), "")
    return kind.title.format(topic=topic, who=guest.name.split()[0], candidate=candidate)


def _own_answer(draft: Draft, start: datetime) -> str:
    """Draw the person's answer; what lies ahead is often still unanswered."""
    if start > draft.stamp and draft.rng.random() < 0.45:
        return "NEEDS-ACTION"
    return draft.rng.choices(("ACCEPTED", "TENTATIVE", "NEEDS-ACTION", "DECLINED"), (78, 8, 8, 6))[0]


def _busy_status(answer: str) -> str:
    status = {"TENTATIVE": "TENTATIVE", "NEEDS-ACTION": "TENTATIVE", "DECLINED": "FREE"}.get(answer, "BUSY")
    return f"X-MICROSOFT-CDO-BUSYSTATUS:{status}"


def _changed_later(draft: Draft, entry: Entry, start: datetime) -> Entry:
    """Let some meetings be cancelled (by status, or by Outlook's mark alone) or changed before they began."""
    dice = draft.rng.random()
    before = start.astimezone(UTC) - timedelta(hours=draft.rng.randint(2, 30))
    modified = max(entry.created, min(before, draft.stamp))
    if dice < 0.04:
        mark = draft.rng.choice(("Canceled: ", "Abgesagt: "))
        return replace(entry, title=mark + entry.title, status="CANCELLED", modified=modified, sequence=1)
    if dice < 0.06:
        return replace(entry, title=f"Canceled: {entry.title}", free=True, modified=modified, sequence=1)
    if dice < 0.16:
        return replace(entry, modified=modified, sequence=draft.rng.randint(1, 3))
    return entry


def add_own_blocks(draft: Draft, week: int) -> None:
    """Add the person's own appointments: no guests, a title, and nothing else."""
    if draft.rng.random() > 0.35:
        return
    title, minutes = draft.rng.choice(OWN_TITLES)
    start = _free_time(draft, week, minutes)
    if not draft.is_away(start.date()):
        end = later(start, timedelta(minutes=minutes))
        created = draft.working_moment(start - timedelta(days=draft.rng.uniform(0.2, 9)))
        draft.entries.append(Entry(draft.uid(), title, start, end, BERLIN, created, created, draft.stamp))


def add_whole_days(draft: Draft) -> None:
    """Add days off (busy) and birthdays (free, every year), both as dates."""
    for absence in draft.away:
        booked = absence.first - timedelta(days=0 if absence.sudden else draft.rng.randint(12, 90))
        entry = _whole_days(draft, absence.title, absence.first, absence.end, booked)
        draft.entries.append(entry)
    for title, day in birthdays(draft.first, END):
        noted = draft.first - timedelta(days=40)
        entry = _whole_days(draft, title, day, day + timedelta(days=1), noted)
        draft.entries.append(replace(entry, free=True, rule="FREQ=YEARLY"))


def _whole_days(draft: Draft, title: str, first: date, end: date, noted: date) -> Entry:
    created = min(draft.stamp, datetime.combine(noted, time(6, 5), UTC))
    return Entry(draft.uid(), title, first, end, "", created, created, draft.stamp)


def _free_time(draft: Draft, week: int, minutes: int) -> datetime:
    """Find a start in office hours, free nine times in ten; mornings fill up in the second half."""
    start = datetime.combine(draft.day(week, 1), time(15), HOME)
    for _ in range(15):
        afternoon = draft.rng.random() < (0.75 if week < PAST / 2 else 0.5)
        hour, quarter = divmod(draft.rng.randint(52, 66) if afternoon else draft.rng.randint(39, 46), 4)
        start = datetime.combine(draft.day(week, draft.rng.randint(0, 4)), time(hour, 15 * quarter), HOME)
        crowded = draft.is_taken(start, start + timedelta(minutes=minutes)) and draft.rng.random() < 0.9
        if not crowded and not draft.is_away(start.date()):
            break
    return start
