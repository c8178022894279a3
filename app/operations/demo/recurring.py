"""Writes the series of the demo year with what befell their slots: EXDATEs, overrides and answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .calendar_text import Entry, Guest, in_utc, join_text
from .draft import HOME, Draft, later
from .people import ALL_STAFF, EVERYONE, ME, ROOM
from .series import BLOCKS, END, PAST, SeriesPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")


def add_series(draft: Draft, plan: SeriesPlan) -> None:
    """Add a series: its master with the EXDATEs, and an override for each slot that was not simply held."""
    slots = list(_slots(draft, plan))
    fates = list(zip(slots, _fates(draft, plan, slots), strict=True))
    length = timedelta(minutes=plan.minutes)
    master = _master(draft, plan, slots, tuple(slot for slot, fate in fates if fate == "skipped"))
    draft.entries.append(master)
    for slot, fate in fates:
        start = _another_time(draft, slot, length) if fate == "moved" else slot
        if fate not in ("held", "skipped"):
            entry = replace(master, original=slot, start=start, end=later(start, length), rule="", exdates=())
            draft.entries.append(_changed(draft, entry, slot, fate))
        if fate in ("held", "moved", "longer") and plan not in BLOCKS:
            draft.take(start, length)


def _slots(draft: Draft, plan: SeriesPlan) -> Iterator[datetime]:
    """Give the starts of a series' slots in its zone; a plan with a rule meets in a month's first week."""
    at, zone = time.fromisoformat(plan.at), ZoneInfo(plan.zone)
    for week in range(*plan.weeks, plan.every):
        for name in plan.days.split(","):
            day = draft.day(week, _WEEKDAYS.index(name))
            if not plan.rule or day.day <= 7:
                yield datetime.combine(day, at, zone)


def _fates(draft: Draft, plan: SeriesPlan, slots: list[datetime]) -> list[str]:
    """Draw what happens to each slot; the plan's `recent` fates go to the last slots before this week."""
    this_week = draft.day(PAST, 0)
    names, weights = list(plan.fates), list(plan.fates.values())
    fates = []
    for slot in slots:
        fate = draft.rng.choices(["held", *names], [100 - sum(weights), *weights])[0]
        if draft.is_away(slot.date()):
            fate = _fate_while_away(draft, plan)
        elif slot.date() >= this_week + timedelta(days=10):
            fate = "held"
        fates.append(fate)
    past = [i for i, slot in enumerate(slots) if slot.date() < this_week and not draft.is_away(slot.date())]
    for i, fate in zip(reversed(past), reversed(plan.recent), strict=False):
        fates[i] = fate
    # The first slot carries the rule, so it stays where the rule expects it.
    return ["held" if fates[0] in ("skipped", "moved") else fates[0], *fates[1:]]


def _fate_while_away(draft: Draft, plan: SeriesPlan) -> str:
    """Draw a slot on a day off: 1:1s fall out, the own team often meets alone, others are told or not."""
    if plan in BLOCKS:
        return "held"
    if len(plan.guests) < 2 and not plan.group:
        return draft.rng.choice(("skipped", "skipped", "cancelled"))
    return draft.rng.choice(("skipped", "held") if plan.organizer == ME.name else ("declined", "held", "held"))


def _master(draft: Draft, plan: SeriesPlan, slots: list[datetime], gone: tuple[datetime, ...]) -> Entry:
    """Return the master; one that replaces another series has its UID with Google's `_R` and a date."""
    first, organizer = slots[0], EVERYONE[plan.organizer]
    if plan.continues:
        uid = f"{draft.names[plan.continues]}_R{first:%Y%m%dT%H%M%S}@clearlake.example"
    else:
        draft.names[plan.key] = draft.token()
        uid = f"{draft.names[plan.key]}@clearlake.example"
    created = draft.working_moment(first - timedelta(days=draft.rng.randint(3, 18)))
    edited = [min(draft.stamp, slot.astimezone(UTC) - timedelta(hours=20)) for slot in gone]
    boilerplate, place, extra = join_text(plan.link, organizer.name, draft.rng)
    return Entry(
        uid=uid,
        title=plan.title,
        start=first,
        end=later(first, timedelta(minutes=plan.minutes)),
        zone=plan.zone,
        created=created,
        modified=max([created, *edited]),
        stamp=draft.stamp,
        sequence=min(3, len(gone)),
        organizer=None if plan in BLOCKS else organizer,
        guests=() if plan in BLOCKS else _guests(draft, plan),
        description="\n\n".join(part for part in (plan.agenda, boilerplate) if part),
        location=ROOM.name if plan.room else place,
        rule=_rule(plan, slots[-1]),
        exdates=gone,
        extra=extra,
    )


def _guests(draft: Draft, plan: SeriesPlan) -> tuple[Guest, ...]:
    organizer = EVERYONE[plan.organizer]
    others = [EVERYONE[name] for name in plan.guests if EVERYONE[name] is not organizer]
    guests = draft.guests(organizer, Guest(ME, plan.answer, plan.optional), others)
    guests += (Guest(ROOM),) if plan.room else ()
    return guests + ((Guest(ALL_STAFF, "NEEDS-ACTION"),) if plan.group else ())


def _rule(plan: SeriesPlan, last: datetime) -> str:
    """Return the RRULE; a series that ended has an UNTIL in UTC (RFC 5545 §3.3.10)."""
    parts = [plan.rule or "FREQ=WEEKLY"]
    if plan.every > 1:
        parts.append(f"INTERVAL={plan.every}")
    if not plan.rule:
        parts.append(f"BYDAY={plan.days}")
    if plan.weeks[1] < END:
        parts.append(f"UNTIL={in_utc(last)}")
    return ";".join(parts)


def _changed(draft: Draft, entry: Entry, slot: datetime, fate: str) -> Entry:
    """Return the override of one slot as its fate made it, changed up to three days before."""
    changed = draft.working_moment(slot - timedelta(hours=draft.rng.randint(3, 60)))
    entry = replace(entry, modified=max(changed, entry.created), sequence=entry.sequence + 1)
    if fate == "cancelled":
        mark = draft.rng.choice(("Canceled: ", "Abgesagt: ", ""))
        return replace(entry, title=mark + entry.title, status="CANCELLED", free=True)
    if fate == "declined":
        guests = (replace(one, answer="DECLINED") if one.person is ME else one for one in entry.guests)
        return replace(entry, guests=tuple(guests), sequence=entry.sequence - 1)
    if fate == "longer":
        return replace(entry, end=entry.end + timedelta(minutes=draft.rng.choice((15, 30))))
    return entry


def _another_time(draft: Draft, slot: datetime, length: timedelta) -> datetime:
    """Find where a slot was moved to: the same day or one of the next two, at a free time if it can be."""
    start = later(slot, timedelta(minutes=90))
    for _ in range(12):
        day = slot.date() + timedelta(days=draft.rng.choice((0, 0, 1, 1, 2)))
        hour, half = divmod(draft.rng.randint(20, 33), 2)
        start = datetime.combine(day, time(hour, 30 * half), HOME).astimezone(slot.tzinfo)
        far = abs(start - slot) >= timedelta(minutes=30)
        if far and day.weekday() < 5 and not draft.is_away(day) and not draft.is_taken(start, start + length):
            break
    return start
