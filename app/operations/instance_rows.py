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
    from collections.abc import Iterable, Mapping

    from app.model.events import Event
    from app.model.occurrences import Attendance, Period
    from app.model.timezones import HomeZone
    from app.operations.new_series import OneOff
    from app.store.occurrence_rows import PlainRow
    from app.timeline.attendance import AttendanceOfMe
    from app.timeline.build import Expanded
    from app.timeline.classify import Classifier

_Said = tuple[bool, int, int, int, "int | None", int]
"""Of an event whether it is all-day; number, kind, rule, people and flags of a row."""


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
                    of_event = said[id(event), lasts] = (
                        event.start.is_date,
                        numbers.get(id(event), 0),
                        KIND_CODES[kind],
                        RULE_CODES[rule],
                        attendance.people,
                        flags_of(attendance, recurs=recurs),
                    )
                is_date, number, kind_code, rule_code, people, flags = of_event
            begin, finish = (zone.midnight(start), zone.midnight(end)) if is_date else (start, end)
            slot = begin if original is None else original
            rows.append((begin, row, number, slot, finish, kind_code, rule_code, people, flags))
    return rows


def one_off_rows(
    one_offs: Iterable[OneOff],
    series_rows: Mapping[int, int],
    classifier: Classifier,
    attendance_of: AttendanceOfMe,
    window: Period,
) -> list[PlainRow]:
    """Return the plain one-offs that lie in a window as rows, as `instance_rows` would of their instances."""
    low, high = window.start, window.end
    kind_of, rule_of = KIND_CODES, RULE_CODES
    # By the number of an attendance that is held here; many events have the same one.
    said: dict[int, tuple[Attendance, int | None, int]] = {}
    rows: list[PlainRow] = []
    for series, event, start, end in one_offs:
        if start >= high or (end <= low and start < low):
            continue
        attendance = attendance_of.of(event)
        known = said.get(id(attendance))
        if known is None:
            known = said[id(attendance)] = (attendance, attendance.people, flags_of(attendance, recurs=False))
        kind, rule = classifier.verdict(event, attendance, end - start)
        rows.append((start, series_rows[id(series)], 0, start, end, kind_of[kind], rule_of[rule], known[1], known[2]))
    return rows
