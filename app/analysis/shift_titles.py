"""Titles that name shifts ("Early", "Nachtdienst"), and the hours that they seem to mean (METRICS.md §2).

A title is proposed that is in the word lists and stands on at least three days. Its hours are those of its own
entries, else those written in it ("Spät 14–22"), else the usual ones of such a shift, which the reason says.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.title_lists import begins_with_entry
from app.language import ngettext
from app.model.foreign_text import visible
from app.model.preferences import Shift
from app.model.timezones import DAY
from app.model.working_hours import WorkingHoursError, hours_of_a_day, hours_of_a_day_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.occurrences import Occurrence
    from app.model.preferences import Interval
    from app.model.timezones import HomeZone

FEWEST_DAYS = 3
MOST_SHIFTS = 12
_HOUR = 3600
_SHORTEST = 3 * _HOUR
"""What is shorter is no shift but something early or late in the day."""

_USUAL: Final[dict[str, Interval]] = {
    "shift_early": (6 * _HOUR, 14 * _HOUR),
    "shift_late": (14 * _HOUR, 22 * _HOUR),
    "shift_night": (22 * _HOUR, 30 * _HOUR),
    "shift_day": (8 * _HOUR, 16 * _HOUR),
}
"""Usual hours of a shift by its word list, where the calendar holds none (our own choice, D)."""

_HOURS_IN_TITLE = re.compile(
    r"\b(\d{1,2}(?:[:.]\d{2})?)\s*(?:h|uhr)?\s*[-–]\s*(\d{1,2}(?:[:.]\d{2})?)(?:\s*(?:h|uhr)\b)?", re.IGNORECASE
)
_AROUND_HOURS = "–—-:,(/|·)[]; "


class _Titled(NamedTuple):
    """What was found of one title: its list, the days it stands on, its spellings, and the hours of timed entries."""

    kind: str
    days: set[int]
    spellings: Counter[str]
    hours: Counter[Interval]


def shifts_in(occurrences: Iterable[Occurrence], zone: HomeZone) -> tuple[tuple[Shift, ...], list[str], set[int]]:
    """Return the shifts that titles name, why each has its hours, and all the days on which one stands."""
    found = {
        key: titled
        for key, titled in _titled(occurrences, zone).items()
        if len(titled.days) >= FEWEST_DAYS and (not titled.hours or _enough_timed(titled))
    }
    ranked = sorted(found.items(), key=lambda item: (-len(item[1].days), item[0]))[:MOST_SHIFTS]
    shifts, reasons = [], []
    days: set[int] = set()
    for __, titled in ranked:
        title = titled.spellings.most_common(1)[0][0]
        hours, why = _hours_of(title, titled)
        shifts.append(Shift(title, hours))
        reasons.append(why)
        days |= titled.days
    return tuple(shifts), reasons, days


def _titled(occurrences: Iterable[Occurrence], zone: HomeZone) -> dict[str, _Titled]:
    found: dict[str, _Titled] = {}
    kinds: dict[str, str | None] = {}
    for each in occurrences:
        if each.kind in {"cancelled", "declined", "out_of_office"} or each.attendance.others:
            continue
        title = each.event.title.strip()
        key = title.casefold()
        if key not in kinds:
            kinds[key] = _kind_of(title)
        kind = kinds[key]
        if kind is None or each.rule == "left-out":
            continue
        titled = found.setdefault(key, _Titled(kind, set(), Counter(), Counter()))
        titled.spellings[title] += 1
        if each.days is not None:
            titled.days.update(range(*each.days))
            continue
        day, second = zone.local(each.start)
        titled.days.add(day)
        length = each.end - each.start
        if second < DAY and _SHORTEST <= length <= DAY:
            titled.hours[second, second + length] += 1
        else:
            titled.hours[0, 0] += 1
    return found


def _kind_of(title: str) -> str | None:
    """Return the word list in which a title stands when its times of day are taken away."""
    bare = _HOURS_IN_TITLE.sub(" ", title).strip(_AROUND_HOURS) if any(map(str.isdigit, title)) else title
    return next((name for name in _USUAL if bare and begins_with_entry(name, bare)), None)


def _enough_timed(titled: _Titled) -> bool:
    """Tell whether timed entries of a title are long enough to be shifts."""
    return titled.hours.most_common(1)[0][0] != (0, 0)


def _hours_of(title: str, titled: _Titled) -> tuple[tuple[Interval, ...], str]:
    count = len(titled.days)
    named = visible(title, 60)
    if titled.hours:
        hours: tuple[Interval, ...] = (titled.hours.most_common(1)[0][0],)
        why = ngettext(
            "“{title}” stands on {count} day, mostly {hours}.",
            "“{title}” stands on {count} days, mostly {hours}.",
            count,
        )
    elif written := _written_hours(title):
        hours = written
        why = ngettext(
            "“{title}” stands on {count} day and names its hours, {hours}.",
            "“{title}” stands on {count} days and names its hours, {hours}.",
            count,
        )
    else:
        hours = (_USUAL[titled.kind],)
        why = ngettext(
            "“{title}” stands on {count} day without hours; {hours} is usual for such a shift.",
            "“{title}” stands on {count} days without hours; {hours} is usual for such a shift.",
            count,
        )
    return hours, why.format(title=named, count=count, hours=hours_of_a_day_text(hours))


def _written_hours(title: str) -> tuple[Interval, ...]:
    match = _HOURS_IN_TITLE.search(title)
    if match is None:
        return ()
    try:
        return hours_of_a_day(f"{match[1]}-{match[2]}")
    except WorkingHoursError:
        return ()
