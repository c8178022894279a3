"""How series are drawn: mostly near days on which clocks change, with every form in which exporters write things.

recurring-ical-events takes an EXDATE or RECURRENCE-ID for a slot when the instants are the same, and also when the
digits on the clock are. So a series is at one time of day, extra dates are seven minutes beside it, and no zone is a
whole day from another: then both are the same.
"""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import Final

from dateutil.rrule import rrulestr
from hypothesis import strategies as st

from tests.properties.drafts import NOTHING, Draft, EndForm, Extra, Form, Lasting, Override, Place, Rule, Until

ZONES: Final = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
CHANGES: Final = {
    "Europe/Berlin": ("2025-03-30", "2025-10-26"),
    "America/New_York": ("2025-03-09", "2025-11-02"),
    "Australia/Lord_Howe": ("2025-04-06", "2025-10-05"),
}
TIMES: Final = ("00:00", "00:30", "01:15", "01:30", "02:00", "02:10", "02:30", "02:45", "03:00", "09:00", "22:00")
LENGTHS: Final = tuple(dt.timedelta(minutes=each) for each in (15, 30, 45, 60, 90, 480, 1440, 1470, 2880, 10_080))
WHOLE_DAYS: Final = tuple(dt.timedelta(days=each) for each in (1, 2, 8))
RULES: Final = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;BYDAY=SU",
    "FREQ=WEEKLY;BYDAY=SA,SU,TU;INTERVAL=2;WKST=SU",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=-1SU,2SU",
    "FREQ=MONTHLY;BYDAY=1SU",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=-1,30,9",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=3,10,11;BYDAY=SU",
    "FREQ=YEARLY;BYYEARDAY=68,89,96,299,306",
)
MOST_SLOTS: Final = 40


@st.composite
def places(draw: st.DrawFn) -> Place:
    home = draw(st.sampled_from(ZONES[:3]))
    name = draw(st.sampled_from((*ZONES, *ZONES[:3], "", "all-day")))
    return Place("" if name == "all-day" else name, home, all_day=name == "all-day")


@st.composite
def wall_starts(draw: st.DrawFn, place: Place) -> dt.datetime:
    changes = CHANGES.get(place.name or place.home, CHANGES["Europe/Berlin"])
    day = dt.date.fromisoformat(draw(st.sampled_from(changes))) - dt.timedelta(days=draw(st.integers(-1, 21)))
    clock = "00:00" if place.all_day else draw(st.sampled_from(TIMES))
    return dt.datetime.combine(day, dt.time.fromisoformat(clock))


@st.composite
def lastings(draw: st.DrawFn, place: Place) -> Lasting:
    forms: tuple[EndForm, ...] = ("none", "dtend", "dtend", "duration")
    forms = forms if place.all_day or not place.name else (*forms, "other")
    form = draw(st.sampled_from(forms))
    return Lasting(form, draw(st.sampled_from(WHOLE_DAYS if place.all_day else LENGTHS)))


@st.composite
def drawn_rules(draw: st.DrawFn, start: dt.datetime, *, alone: bool) -> Rule:
    text = draw(st.sampled_from(RULES))
    end = draw(st.sampled_from(("never", "count", "until", "until")))
    if end == "count":
        return Rule(f"{text};COUNT={draw(st.integers(1, 20))}")
    if end == "never":
        return Rule(text)
    # At a slot, just before one, or before all of them.
    at = draw(st.sampled_from(_slots(text, start)))
    at -= draw(st.sampled_from((NOTHING, NOTHING, dt.timedelta(seconds=1) if alone else NOTHING)))
    form: Form = draw(st.sampled_from(("utc", "date", "floating")))
    return Rule(text, Until(at, form))


def _slots(text: str, start: dt.datetime) -> list[dt.datetime]:
    return list(islice(rrulestr(text, dtstart=start), MOST_SLOTS))


@st.composite
def overrides(draw: st.DrawFn, place: Place, slot: dt.datetime, *, turn: bool = False) -> Override:
    form: Form = draw(st.sampled_from(("zone", "utc", "other") if not place.all_day else ("date", "floating", "zone")))
    its = place
    moves = (0, 0, 1, 45, 180, -45, 1440, 1440 * 7, -1440 * 5, 1440 * 40, -1440 * 40)
    move = draw(st.sampled_from((0, 1440, -1440 * 2, 1440 * 9) if place.all_day else moves))
    if not turn and draw(st.integers(0, 3)) == 0:
        its = Place(draw(st.sampled_from((*ZONES, ""))), place.home, all_day=draw(st.booleans()))
    start = slot + dt.timedelta(minutes=move)
    if its.all_day:
        start = start.replace(hour=0, minute=0)
    if turn:
        # The library takes a change of clocks between slot and start for a part of the move.
        form = "date" if place.all_day else "zone"
    return Override(slot, form, its, start, draw(lastings(its)), draw(st.booleans()) and not turn, turn)


@st.composite
def drafts(draw: st.DrawFn, *, overridden: bool = True, one_zone: bool = False) -> Draft:
    """A series with everything that may stand in one; `one_zone`: its extra dates are in its own zone."""
    place = draw(places())
    start = draw(wall_starts(place))
    lasting = draw(lastings(place))
    other = draw(st.sampled_from([zone for zone in ZONES if zone not in {place.name, "UTC"}]))
    several = draw(st.integers(0, 5)) == 0
    rules = tuple(draw(drawn_rules(start, alone=not several)) for __ in range(2 if several else 1))
    rules = () if draw(st.integers(0, 9)) == 0 else rules
    extras = tuple(draw(_extras(place, start, one_zone=one_zone)))
    rules = rules if rules or extras else (Rule("FREQ=DAILY"),)
    slots = {start, *(each.wall for each in extras)}
    for rule in rules:
        slots.update(_slots(rule.text, start))
    ordered = sorted(slots)
    forms: tuple[Form, ...] = ("zone", "utc", "floating", "date", "other")
    if place.all_day or not place.name:
        forms = ("floating", "date", "zone")
    removed = draw(st.lists(st.tuples(st.sampled_from(ordered), st.sampled_from(forms)), max_size=4))
    chosen: list[dt.datetime] = []
    if overridden:
        chosen = draw(st.lists(st.sampled_from(ordered[:12]), max_size=3, unique=True))
    replacing = [draw(overrides(place, slot)) for slot in chosen]
    return Draft(place, start, lasting, other, rules, extras, tuple(removed), tuple(replacing), tuple(ordered))


@st.composite
def _extras(draw: st.DrawFn, place: Place, start: dt.datetime, *, one_zone: bool) -> list[Extra]:
    found = []
    for after in draw(st.lists(st.integers(0, 30), max_size=2, unique=True)):
        wall = start + dt.timedelta(days=after)
        if place.all_day:
            found.append(Extra(wall, "date"))
            continue
        if draw(st.booleans()):
            # Not at the time of the rule. At that time it is one of the rule's own, or equal to it.
            wall += dt.timedelta(minutes=7)
            form: Form = draw(st.sampled_from(("zone", "utc", "other") if not one_zone else ("zone",)))
            found.append(Extra(wall, form))
        elif draw(st.booleans()):
            length = draw(st.sampled_from(LENGTHS))
            said: EndForm = draw(st.sampled_from(("dtend", "duration")))
            found.append(Extra(wall, "zone", Lasting(said, length)))
        else:
            found.append(Extra(wall))
    return found


@st.composite
def turned(draw: st.DrawFn) -> Draft:
    """A series of which one or two overrides move all that follows.

    The library moves an extra date by the clock of the zone in which it is written; here all are in the series' own.
    """
    draft = draw(drafts(overridden=False, one_zone=True))
    slots = draft.slots[:8]
    chosen = draw(st.lists(st.sampled_from(slots), min_size=1, max_size=2, unique=True))
    left = [slot for slot in slots if slot not in chosen]
    replacing = [draw(overrides(draft.place, slot, turn=True)) for slot in chosen]
    if left:
        replacing += [draw(overrides(draft.place, draw(st.sampled_from(left))))]
    parts = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    return Draft(**{**parts, "overrides": tuple(replacing)})
