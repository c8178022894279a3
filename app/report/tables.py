"""Tables as pandas frames for a notebook; docs/notebook.md shows them.

pandas takes a third of a second to load, so nothing but this module and who asks for a frame ever does.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from app.language import _
from app.report.table_rows import TABLES, plain_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from app.model.occurrences import Period
    from app.report.columns import Column, Value
    from app.report.table_rows import PlainTable, Told


class Frames(NamedTuple):
    """Every table as a frame.

    Lengths are minutes. What is unknown is NA and never zero. ``frame.attrs["units"]`` and
    ``frame.attrs["meanings"]`` say of each column what it holds, by its name; ``attrs["period"]`` names the first
    day, the last one and the time zone.
    """

    days: pd.DataFrame
    weeks: pd.DataFrame
    series: pd.DataFrame
    occurrences: pd.DataFrame
    findings: pd.DataFrame
    evidence: pd.DataFrame
    journal: pd.DataFrame


def frames_of(told: Told) -> Frames:
    """Return every table of a period as a frame."""
    return Frames(*(frame_of(plain_table(told, name), told.timeline.period) for name in TABLES))


def frame_of(table: PlainTable, period: Period) -> pd.DataFrame:
    """Return one table as a frame; its instants are in the time zone of the period's first day."""
    # Imported here: a third of a second, which no other command pays.
    import pandas as pd

    zone = period.zone.zone_on(period.first).tzinfo
    columns = {
        column.name: _series(column.value, [row[at] for row in table.rows], zone)
        for at, column in enumerate(table.columns)
    }
    frame = pd.DataFrame(columns)
    frame.attrs |= {
        "units": {column.name: _(column.unit) for column in table.columns if column.unit},
        "meanings": {column.name: _meaning(column) for column in table.columns},
        "period": {
            "from": dt.date.fromordinal(period.first).isoformat(),
            "to": dt.date.fromordinal(period.last).isoformat(),
            "tz": period.zone.name,
        },
    }
    return frame


def _meaning(column: Column) -> str:
    return _(column.meaning)


_TYPES: dict[Value, str] = {
    "text": "string",
    "code": "string",
    "whole": "Int64",
    "number": "Float64",
    "yes-no": "boolean",
}
"""Each of them knows NA, which tells unknown from zero and from an empty text."""


def _series(value: Value, values: Sequence[Any], zone: dt.tzinfo) -> pd.Series[Any]:
    import pandas as pd

    if value == "date":
        # In seconds, so that a date of any year has its place.
        return pd.Series(values, dtype="object").astype("datetime64[s]")
    if value == "instant":
        instants = pd.Series(values, dtype="Int64").astype("datetime64[s]")
        return instants.dt.tz_localize("UTC").dt.tz_convert(zone)
    return pd.Series(values, dtype=_TYPES[value])
