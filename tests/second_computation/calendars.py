"""Small random calendars, the same for the same seed, in which the awkward is common.

Each is drawn around a day on which clocks change somewhere. What no standard or choice decides is left
out: an override in a repeated hour, a copy in a second calendar that disagrees about the time.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from dateutil.rrule import rrulestr

from tests.second_computation.drafts import (
    ADA,
    ANSWERS,
    DAY,
    FLOATING,
    LINK,
    MINUTE,
    Draft,
    RandomCalendar,
    in_utc,
    ordinary,
    stamp,
)

__all__ = ["RandomCalendar", "guestless_calendar", "random_calendar"]


def meetings(draft: Draft) -> None:
    for _ in range(9):
        length = draft.random.choice((15, 25, 30, 45, 50, 60, 90, 120, 180, 10.5, 719))
        draft.one_off("Meeting", draft.moment(), length, zone=draft.some_zone())
    draft.one_off("Across midnight", draft.moment((22, 23)), draft.random.choice((90, 180, 400)))
    saturday = draft.first + DAY * ((5 - draft.first.weekday()) % 7)
    draft.one_off("Weekend", datetime.combine(max(saturday, draft.begin), time(11)), 60)


def cluster(draft: Draft) -> None:
    """Meetings that touch, overlap, or stand 4, just under 5, and 5 minutes apart."""
    at = datetime.combine(draft.day(), time(9, draft.random.choice((0, 10, 30))))
    for _ in range(6):
        length = draft.random.choice((10, 15, 30, 45))
        draft.one_off("In a row", at, length, draft.guests("ACCEPTED"))
        at += MINUTE * length
        apart = draft.random.choice((0, 0, 240, 299, 300, 301, -600, -300, 1))
        at += timedelta(seconds=apart)
    same = draft.moment()
    for length in (30, 60):
        draft.one_off("Same start", same, length, draft.guests("ACCEPTED"))


def clock_change(draft: Draft) -> None:
    """One-offs and a series in the small hours of the day on which the clocks change."""
    for _ in range(3):
        hour, minute = draft.random.randint(0, 3), draft.random.choice((0, 10, 30, 50))
        start = datetime.combine(draft.change, time(hour, minute))
        draft.one_off("In the night", start, draft.random.choice((30, 60, 120)), draft.guests("ACCEPTED"))
    evening = datetime.combine(draft.change - DAY, time(22))
    draft.one_off("Into the morning", evening, 480, draft.guests("ACCEPTED"))


def night_series(draft: Draft) -> None:
    """Daily, at an hour that the clocks skip or repeat, or over the whole night."""
    begin = datetime.combine(draft.change - DAY * draft.random.randint(0, 4), time(0))
    hour, minute, length = draft.random.choice(
        ((2, 30, 30), (1, 30, 30), (2, 10, 45), (1, 45, 60), (22, 0, 480), (23, 30, 180))
    )
    start = begin + timedelta(hours=hour, minutes=minute)
    last = start + MINUTE * length
    end = f"DURATION:PT{length}M" if draft.chance(0.4) else f"DTEND{stamp(last, draft.zone)}"
    rule = f"RRULE:FREQ=DAILY;COUNT={draft.random.randint(2, 8)}"
    draft.write("Nightly", [f"DTSTART{stamp(start, draft.zone)}", end, rule, *draft.guests("ACCEPTED")])


def rule(draft: Draft, start: datetime, zone: str) -> tuple[str, list[datetime]]:
    """A rule and the slots that it gives, on the wall."""
    days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    own = days[start.weekday()]
    freq = draft.random.choice(("DAILY", "WEEKLY", "WEEKLY", "WEEKLY", "MONTHLY"))
    text = f"FREQ={freq}"
    if freq == "DAILY":
        text += f";INTERVAL={draft.random.randint(1, 3)}"
    elif freq == "WEEKLY":
        chosen = {own, *draft.random.sample(days[:5], draft.random.randint(0, 2))}
        # Now and then the first start is none that the rule gives.
        chosen -= {own} if len(chosen) > 1 and draft.chance(0.15) else set()
        text += f";INTERVAL={draft.random.randint(1, 2)};BYDAY={','.join(sorted(chosen))}"
        text += f";WKST={draft.random.choice(('MO', 'SU'))}"
    else:
        ordinal = f"BYDAY={(start.day - 1) // 7 + 1 if start.day < 29 else -1}{own}"
        text += ";" + draft.random.choice((f"BYMONTHDAY={start.day}", ordinal, "BYDAY=-1FR"))
    horizon = datetime.combine(draft.last + DAY * 30, time(0))
    slots = list(rrulestr(text, dtstart=start).between(start, horizon, inc=True))
    if slots and draft.chance(0.7):
        last = draft.random.choice(slots[len(slots) // 2 :])
        count, in_zone = f";COUNT={slots.index(last) + 1}", f";UNTIL={last:%Y%m%dT%H%M%S}"
        utc = in_zone if zone == FLOATING else f";UNTIL={in_utc(last, zone):%Y%m%dT%H%M%SZ}"
        local = utc if zone == "UTC" else in_zone
        text += draft.random.choice((count, count, utc, utc, local, f";UNTIL={last:%Y%m%d}"))
        slots = [slot for slot in slots if slot <= last]
    return text, slots


def series(draft: Draft) -> None:
    """A timed series with instances left out, moved, cancelled, renamed or declined."""
    zone = draft.some_zone()
    start = datetime.combine(max(draft.begin, draft.first - DAY * draft.random.randint(0, 30)), time(9))
    start += MINUTE * 15 * draft.random.randint(-6, 36)
    text, slots = rule(draft, start, zone)
    length = MINUTE * draft.random.choice((15, 30, 45, 60, 90))
    people = draft.guests(draft.random.choice(ANSWERS[:5]))
    end = f"DURATION:PT{length // MINUTE}M" if draft.chance(0.3) else f"DTEND{stamp(start + length, zone)}"
    lines = [f"DTSTART{stamp(start, zone)}", end, f"RRULE:{text}", *people]
    near = [slot for slot in slots[1:] if ordinary(slot, zone) and draft.near(slot.date())]
    chosen = draft.random.sample(near, min(len(near), draft.random.randint(0, 4)))
    excluded, replaced = chosen[:2], chosen[2:]
    forms = {
        "zoned": lambda slot: stamp(slot, zone),
        "utc": lambda slot: stamp(slot, zone) if zone == FLOATING else stamp(in_utc(slot, zone), "UTC"),
        "date": lambda slot: stamp(slot.date(), zone),
        "floating": lambda slot: stamp(slot, zone if zone == "UTC" else FLOATING),
    }
    lines += [f"EXDATE{forms[draft.random.choice(tuple(forms))](slot)}" for slot in excluded]
    if replaced and draft.chance(0.3):
        lines.append(f"EXDATE{stamp(replaced[0], zone)}")
    if draft.chance(0.2):
        lines.append(f"RDATE{stamp(start + DAY * draft.random.randint(1, 20) + timedelta(hours=7), zone)}")
    uid = draft.write("Series", lines)
    for slot in replaced:
        override(draft, uid, slot, length, zone, people)
    if draft.chance(0.2):
        # The same series in another calendar that shows no guests: one's own copy is kept.
        dates = [line for line in lines if line.startswith(("EXDATE", "RDATE"))]
        draft.write("Series", [*lines[:3], *dates], uid=uid, file=1)


def override(draft: Draft, uid: str, slot: datetime, length: timedelta, zone: str, people: list[str]) -> None:
    """One instance that is not as the others."""
    title, extra, start, where = "Series", people, slot, zone
    changes = ("later", "other day", "cancelled", "renamed", "answered", "longer", "abroad")
    change = draft.random.choice(changes)
    if change == "later":
        start += MINUTE * draft.random.choice((-15, -90, 5, 30, 240))
    elif change == "other day":
        start += DAY * draft.random.choice((-15, -1, 1, 2, 12))
    elif change == "cancelled":
        extra = [*people, "STATUS:CANCELLED"]
    elif change == "renamed":
        title = draft.random.choice(("Canceled: Series", "Abgesagt: Series", "Series, for once alone"))
    elif change == "answered":
        extra = draft.guests()
    elif change == "longer":
        length *= 2
    elif zone != FLOATING:
        where, start = "UTC", in_utc(slot, zone) + MINUTE * 10
    if not ordinary(start, where):
        start += timedelta(hours=3)
    as_utc = zone != FLOATING and draft.chance(0.4)
    original = stamp(in_utc(slot, zone), "UTC") if as_utc else stamp(slot, zone)
    when = [
        f"DTSTART{stamp(start, where)}",
        f"DTEND{stamp(start + length, where)}",
        f"RECURRENCE-ID{original}",
    ]
    draft.write(title, [*when, *extra], uid=uid)


def absences(draft: Draft) -> None:
    """Out of office, timed and by the day, with meetings inside; and titles that only look like it."""
    day = draft.day()
    last = day + DAY * draft.random.randint(1, 3)
    alone = [f"ORGANIZER:mailto:{ADA}"] if draft.who != "unknown" and draft.chance(0.5) else []
    titles = ("OOO", "Out of office", "Urlaub – Kreta", "🌴 Vacation", "ooo (dentist)", "OOO - conference")
    title = draft.random.choice(titles)
    draft.write(title, [f"DTSTART{stamp(day, '')}", f"DTEND{stamp(last, '')}", *alone])
    draft.one_off("Anyway", datetime.combine(day, time(10)), 60, draft.guests("ACCEPTED"))
    draft.one_off("Into the absence", datetime.combine(day - DAY, time(23)), 120, draft.guests("ACCEPTED"))
    timed = draft.moment((8, 15))
    draft.one_off("Away", timed, draft.random.choice((120, 300, 800)), ["X-MICROSOFT-CDO-BUSYSTATUS:OOF"])
    draft.one_off("Within", timed + MINUTE * 20, 45, draft.guests("TENTATIVE"))
    draft.one_off("Urlaub", draft.moment(), 180, ["TRANSP:TRANSPARENT"])
    draft.one_off("Anna OOO", draft.moment(), 60, [])
    draft.one_off("OOO", draft.moment(), 60)


def context(draft: Draft) -> None:
    """What is no meeting: whole days, placeholders, nothing long, focus, blocks, links."""
    draft.write("Fair", [f"DTSTART{stamp(draft.day(), '')}", *draft.marks()])
    monday = draft.begin + DAY * ((7 - draft.begin.weekday()) % 7)
    whole_day = [f"DTSTART{stamp(monday, '')}", "RRULE:FREQ=WEEKLY;COUNT=9"]
    uid = draft.write("Bins", [*whole_day, f"EXDATE{stamp(monday + DAY * 14, '')}"])
    moved = [f"DTSTART{stamp(monday + DAY * 23, '')}", f"RECURRENCE-ID{stamp(monday + DAY * 21, '')}"]
    draft.write("Bins, later", moved, uid=uid)
    start = draft.moment()
    draft.write("Same end", [f"DTSTART{stamp(start.date(), '')}", f"DTEND{stamp(start.date(), '')}"])
    draft.one_off("Placeholder", start, draft.random.choice((720, 900, 1439)), zone=draft.some_zone())
    draft.one_off("Fair, timed", draft.moment(), draft.random.choice((1440, 1800, 4000)))
    draft.write("No end", [f"DTSTART{stamp(draft.moment(), draft.zone)}", *draft.guests()])
    draft.one_off("Backwards", draft.moment(), -30)
    draft.one_off("Focus time", draft.moment(), 120, [])
    draft.one_off(draft.random.choice(("Deep work: design", "Fokuszeit", "Focus time")), draft.moment(), 90)
    draft.one_off("Refocus timeline", draft.moment(), 60, ["CLASS:PRIVATE"])
    draft.one_off("Block", draft.moment(), 60, [*draft.marks(), "DESCRIPTION:nothing to see"])
    draft.one_off("Call", draft.moment(), 30, [f"DESCRIPTION:Join {LINK}", *draft.marks()])
    draft.one_off("Call", draft.moment(), 30, ["X-GOOGLE-CONFERENCE:" + LINK])
    draft.one_off("Call", draft.moment(), 30, [f"LOCATION:{LINK}", "ATTENDEE:invalid:nomail"])
    if draft.who != "unknown":
        lines = [f"ORGANIZER:mailto:{ADA}", f"LOCATION:{LINK}"]
        draft.one_off("Alone with a link", draft.moment(), 30, lines)
    draft.one_off("Flight", draft.moment(), 150, ["X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"])


def versions(draft: Draft) -> None:
    """An event of which an older state is still in the file, and one that a second calendar repeats."""
    start = draft.moment()
    lines = draft.guests("ACCEPTED")
    for sequence, minutes in ((1, 60), (0, 30)):
        when = [f"DTSTART{stamp(start, draft.zone)}", f"DTEND{stamp(start + MINUTE * minutes, draft.zone)}"]
        draft.write("Changed", [*when, f"SEQUENCE:{sequence}", *lines], uid=f"changed-{draft.zone}")
    for file in (1, 0):
        when = [f"DTSTART{stamp(start, draft.zone)}", f"DTEND{stamp(start + MINUTE * 40, draft.zone)}"]
        draft.write("Twice", when + (lines if file == 0 else []), uid="twice@calendar.example", file=file)


def random_calendar(seed: int) -> RandomCalendar:
    """The calendar of a seed."""
    draft = Draft(seed)
    # The data begin with a plain meeting on their first day.
    draft.one_off("First of all", datetime.combine(draft.begin, time(12)), 30, draft.guests("ACCEPTED"))
    meetings(draft)
    cluster(draft)
    clock_change(draft)
    night_series(draft)
    for _ in range(draft.random.randint(3, 6)):
        series(draft)
    absences(draft)
    context(draft)
    versions(draft)
    if draft.chance(0.3):
        draft.heads.append(["METHOD:CANCEL"])
        draft.files.append([])
        draft.one_off("Called off", draft.moment(), 60, file=2)
    return draft.finish(seed)


def guestless_calendar(seed: int) -> RandomCalendar:
    """A published feed: busy entries, some with a link, and nobody named anywhere."""
    draft = Draft(seed * 5)
    draft.host, draft.stamped = "feed.example", draft.last + DAY * 20
    for _ in range(30):
        lines = [draft.random.choice((f"DESCRIPTION:Join {LINK}", "CLASS:PRIVATE", "CLASS:PRIVATE"))]
        length = draft.random.choice((30, 60, 90))
        draft.one_off("Busy", draft.moment(), length, lines, zone=draft.some_zone())
    draft.one_off("Focus time", draft.moment(), 120, [])
    draft.one_off("Urlaub", draft.moment(), 120, [])
    draft.one_off("Free", draft.moment(), 120, ["TRANSP:TRANSPARENT"])
    return draft.finish(seed * 5)
