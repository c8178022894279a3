"""The weeks of the journal beside those of the calendars, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import wording
from app.language import _
from app.report.document import DataTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.outcomes import WeekBeside

_WEEKS: Final = 13


def beside_table(weeks: Sequence[WeekBeside]) -> DataTable:
    """Return how many promises were done in each of the last weeks, beside what was scheduled in it."""
    headers = (_("Week"), _("done"), _("focus, 2 h up"), _("meetings"), _("fragmentation"))
    rows = tuple(
        (
            words.week_name(each.monday),
            wording.number(each.done, 0),
            wording.hours(each.focus_seconds),
            wording.hours(each.meeting_seconds),
            "–" if each.fragmentation is None else words.share(each.fragmentation),
        )
        for each in weeks[-_WEEKS:]
    )
    return DataTable(_("Beside what was scheduled"), "", headers, rows, (1, 2, 3, 4))
