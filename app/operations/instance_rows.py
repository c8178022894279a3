"""Instances to the rows of their occurrences, without an `Occurrence` for each on the way.

Of ten thousands of occurrences an import needs nothing but the row, and hardly any event has two that differ in more
than their time. Where copies of one event must be joined, `timeline.build.classified` and `occurrence_rows.rows_of`
do the same by way of `Occurrence`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store.codes import KIND_CODES, RULE_CODES
from app.store.occurrence_rows import flags_of
from app.store.series_rows import numbered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.events import Event
    from app.model.timezones import HomeZone
    from app.store.occurrence_rows import PlainRow
    from app.timeline.attendance import AttendanceOfMe
    from app.timeline.build import Expanded
    from app.timeline.classify import Classifier

_Said = tuple[int, int, "int | None", int]
"""Kind, rule, people and flags of a row."""


def instance_rows(
    expanded: Expanded,
    series_rows: Mapping[int, int],
    classifier: Classifier,
    attendance_of: AttendanceOfMe,
    zone: HomeZone,
) -> list[PlainRow]:
    """Return the instances of series as rows; ``series_rows`` gives the row of each series by its ``id``."""
    rows: list[PlainRow] = []
    for series, instances in expanded:
        row, recurs = series_rows[id(series)], series.recurrence is not None or series.head is None
        numbers = {id(event): number for number, event in numbered(series)} if series.overrides else {}
        # What a row says besides its times rests on the event and its length alone, and both mostly stay.
        said: dict[tuple[int, int], _Said] = {}
        before: Event | None = None
        lasts = 0
        for event, start, end, original in instances:
            if event is not before or end - start != lasts:
                before, lasts = event, end - start
                of_event = said.get((id(event), lasts))
                if of_event is None:
                    attendance = attendance_of.of(event)
                    kind, rule = classifier.verdict(event, attendance, lasts)
                    of_event = (
                        KIND_CODES[kind],
                        RULE_CODES[rule],
                        attendance.people,
                        flags_of(attendance, recurs=recurs),
                    )
                    said[id(event), lasts] = of_event
                kind_code, rule_code, people, flags = of_event
                number, is_date = numbers.get(id(event), 0), event.start.is_date
            begin, finish = (zone.midnight(start), zone.midnight(end)) if is_date else (start, end)
            slot = begin if original is None else original
            rows.append((begin, row, number, slot, finish, kind_code, rule_code, people, flags))
    return rows
