"""What is new in a calendar file since it was last read: the least that must be interpreted, newest weeks first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from app.connectors.ics_reader import calendar_key, calendar_name, uid_of
from app.connectors.ics_values import DAYS, BadValue, Stamps
from app.connectors.property_order import created_and_modified

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from app.connectors.ics_reader import Component, IcsFile, TakenApart
    from app.connectors.property_order import Properties
    from app.model.sources import Reading
    from app.progress import Progress

NEWEST_WEEKS = 80
"""Weeks of the first batch: a year to be shown, what its usual ranges look back on, and some in reserve."""
WEEKS_A_BATCH = 208
FEWEST_A_BATCH = 1_500
"""Components below which parting a file costs more than it shows earlier."""
_ALWAYS = b"99999999"


class FileChanges(NamedTuple):
    """What one file holds now, beside what is stored of it.

    Attributes:
        vanished: digests that are stored and stand in it no more.
        batches: what must be read, in order: of each the components, and the day from which on everything that is
            read by then is whole (None with the last one).
        newest: the latest time stamp of each calendar by its key, seconds since 1970 UTC.
        gone: UIDs of which stored components stand in it no more, and none that is new.

    """

    vanished: frozenset[bytes]
    batches: tuple[tuple[tuple[TakenApart, ...], int | None], ...]
    newest: dict[str, int]
    gone: frozenset[str]


def changes_of(
    file: IcsFile,
    known: Collection[bytes],
    uids_of: Callable[[Collection[bytes]], set[str]],
    digests_of: Callable[[Collection[str]], set[bytes]],
) -> FileChanges:
    """Return what must be read of a file.

    Args:
        file: the file, cut.
        known: digests of the components that are stored and settled.
        uids_of: gives the UIDs of stored components.
        digests_of: gives the stored components of some UIDs: all events of a UID are read together.

    """
    if not known:
        # All of it will be read: the lines at once, so that the file as it is folded takes no more room.
        file.find_lines()
    components = file.components()
    current = {each.digest for each in components}
    vanished = frozenset(known) - current
    fresh = {at: file.taken_apart(each) for at, each in enumerate(components) if each.digest not in known}
    gone: set[str] = set()
    if known and (fresh or vanished):
        uids = {uid for uid in (uid_of(each.properties) for each in fresh.values()) if uid is not None}
        of_vanished = uids_of(vanished)
        gone = of_vanished - uids
        again = digests_of(uids | of_vanished)
        fresh = {
            at: fresh.get(at) or file.taken_apart(each)
            for at, each in enumerate(components)
            if at in fresh or each.digest in again
        }
    batches = tuple(_batches(tuple(fresh.values())))
    return FileChanges(vanished, batches, _newest(file, components, fresh), frozenset(gone))


def read_batch(file: IcsFile, components: Sequence[TakenApart], progress: Progress) -> tuple[Reading, dict[int, bytes]]:
    """Return what some components say, and the digests of the events that are settled, by ``id`` of the event."""
    found = file.read_components(components, progress)
    return found.reading, found.digests


def _batches(components: Sequence[TakenApart]) -> Iterator[tuple[tuple[TakenApart, ...], int | None]]:
    """Yield the components of the newest weeks first; all of a UID come together."""
    if len(components) < 2 * FEWEST_A_BATCH:
        yield tuple(components), None
        return
    latest: dict[str, bytes] = {}
    uids = []
    for each in components:
        uid = uid_of(each.properties) or each.digest.hex()
        uids.append(uid)
        day = _last_day(each.properties)
        if latest.get(uid, b"") <= day:
            latest[uid] = day
    stamped = max(map(_day_in, {each.stamp for each in components}), default=b"")
    anchor = _ordinal(stamped or max(day for day in latest.values() if day != _ALWAYS))
    cut = anchor - anchor % 7 - 7 * NEWEST_WEEKS
    left = list(range(len(components)))
    while left:
        border = dt.date.fromordinal(max(cut, 1)).strftime("%Y%m%d").encode("ascii")
        taken = [at for at in left if latest[uids[at]] >= border]
        rest = [at for at in left if latest[uids[at]] < border]
        if len(rest) < FEWEST_A_BATCH:
            taken, rest = left, []
        if taken:
            yield tuple(components[at] for at in taken), cut if rest else None
        left = rest
        cut -= 7 * WEEKS_A_BATCH


def _last_day(properties: Properties) -> bytes:
    """Return the last day on which an event can take place, as text; one without an end may do so always."""
    begins = b"" if properties.start is None else _day_in(properties.start)
    rules = properties.rules
    if not rules and not properties.dates:
        return begins or _ALWAYS
    until = rules.find(b"UNTIL=")
    day = rules[until + 6 : until + 14] if until > 0 else b""
    bounded = day.isdigit() and rules.count(b"\n") == 1 and not properties.dates
    return max(day, begins) if bounded else _ALWAYS


def _day_in(text: bytes) -> bytes:
    """Return the date behind the first colon, empty where none stands there."""
    colon = text.find(b":")
    day = text[colon + 1 : colon + 9] if colon >= 0 else b""
    return day if len(day) == 8 and day.isdigit() else b""


def _ordinal(day: bytes) -> int:
    try:
        return DAYS[day]
    except BadValue:
        return dt.date(2000, 1, 1).toordinal()


def _newest(file: IcsFile, components: Sequence[Component], fresh: dict[int, TakenApart]) -> dict[str, int]:
    """Return the latest DTSTAMP, LAST-MODIFIED or CREATED of each calendar."""
    stamps_of: dict[int, set[bytes]] = {}
    parts = {}
    for at, (text, __, stamp) in enumerate(components):
        part = text.part
        key = id(part)
        if key not in parts:
            parts[key], stamps_of[key] = part, set()
        new = fresh.get(at)
        if new is None:
            created, modified = created_and_modified(text.body, file.properties)
        else:
            created, modified = new.properties.created, new.properties.modified
        found = stamps_of[key]
        found.add(stamp)
        found.add(modified or b"")
        found.add(created or b"")
    stamps = Stamps()
    newest: dict[str, int] = {}
    for key, part in parts.items():
        name_of = calendar_key(file.source, calendar_name(part))
        values = [stamps[rest] for rest in _worth_reading(stamps_of[key])]
        newest[name_of] = max([newest.get(name_of, 0), *values])
    return newest


def _worth_reading(stamps: set[bytes]) -> list[bytes]:
    """Return the stamps that may be the latest: of those in the plain form, which text puts in order, the last."""
    plain: list[bytes] = []
    odd: list[bytes] = []
    for rest in stamps:
        is_plain = len(rest) == 17 and rest[:1] == b":" and rest[-1:] == b"Z" and rest[1:9].isdigit()
        (plain if is_plain else odd).append(rest)
    return [*odd, max(plain)] if plain else odd
