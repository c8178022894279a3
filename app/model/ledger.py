"""What has changed in the calendars from one reading to the next (METRICS.md §5, *the ledger*)."""

from __future__ import annotations

from typing import Literal, NamedTuple

Change = Literal["created", "moved", "cancelled", "gone", "back", "renamed", "people", "response"]


class LedgerLine(NamedTuple):
    """One change of one occurrence, as it was seen.

    Attributes:
        seen: when it was noticed, in seconds since 1970 UTC.
        source: the source's name, for people.
        uid: the UID of the series.
        title: of the event, as its calendar writes it now.
        start: the slot's original start in seconds since 1970 UTC; of an all-day one the ordinal of its day.
        change: what happened.
        from_: what stood there before, in the form that ``export json`` writes: a time of ``moved`` as
            ``2026-01-05T08:00:00Z`` or, all-day, ``2026-01-05``; the title of ``renamed``; the number of ``people``;
            the word of ``response``. Empty where there was nothing.
        to: what stands there now, likewise.
        all_day: ``start`` is a day.

    """

    seen: int
    source: str
    uid: str
    title: str
    start: int
    change: Change
    from_: str
    to: str
    all_day: bool = False
