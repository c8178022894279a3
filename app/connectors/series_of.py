"""The events of one calendar to Series: which VEVENTs belong together, and which of two versions is the newer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.events import Recurrence, Series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.events import Event

# What a named tuple is called with is put into a tuple by a function in Python; a file has thousands.
_made = tuple.__new__
Described = tuple["Event", Recurrence | None]


def series_of(calendar: str, events: Iterable[Described]) -> list[Series]:
    """Return the series that the events of one calendar make up, in the order in which each UID first stands.

    Of a head, or an override of one slot, that stands more than once the newest version is taken: the higher
    SEQUENCE, then the later LAST-MODIFIED, then DTSTAMP (RFC 5546 §2.1.5, METRICS.md §1). Unlike events that share a
    UID by a fault of their exporter all stay.
    """
    heads: dict[str, list[Described]] = {}
    overrides: dict[str, dict[tuple[int, int, int, bool], Event]] = {}
    order: dict[str, None] = {}
    for described in events:
        event = described[0]
        key = event.key
        uid, slot = key.uid, key.recurrence_id
        order[uid] = None
        if slot is None:
            versions = heads.get(uid)
            if versions is None:
                heads[uid] = [described]
            else:
                _keep(versions, described)
            continue
        of_uid = overrides.setdefault(uid, {})
        instant = slot.zone.epoch(slot.day, slot.second) if slot.zone is not None else -1
        at = (instant, 0, 0, False) if slot.zone is not None else (-1, slot.day, slot.second, slot.is_date)
        known = of_uid.get(at)
        if known is None or known.changed <= event.changed:
            of_uid[at] = event
    result: list[Series] = []
    for uid in order:
        replacing = tuple(overrides[uid].values()) if uid in overrides else ()
        if uid not in heads:
            result.append(Series(calendar, uid, None, None, replacing))
            continue
        for number, (head, recurrence) in enumerate(heads[uid]):
            own = replacing if number == 0 else ()
            # An override shows that its head repeats, even where the head has lost its rule.
            repeats = Recurrence() if recurrence is None and own else recurrence
            result.append(_made(Series, (calendar, uid, head, repeats, own)))
    return result


def _keep(versions: list[Described], new: Described) -> None:
    """Add a head to those of its UID: in place of an older version of itself, or beside unlike ones."""
    for index, (event, __) in enumerate(versions):
        if _is_version(event, new[0]):
            if event.changed <= new[0].changed:
                versions[index] = new
            return
    versions.append(new)


def _is_version(known: Event, new: Event) -> bool:
    if known.start == new.start or known.changed[0] != new.changed[0]:
        return True
    return known.title == new.title and known.changed[1:] != new.changed[1:]
