"""What patterns look at, from a stretch of days: the full weeks, and what took place in the last thirteen of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.analysis.agendas import described_calendars
from app.analysis.day_parts import breaking_of, counts
from app.analysis.leave_out import LeaveOut
from app.analysis.patterns.grounds import SERIES_WEEKS, Grounds
from app.analysis.patterns.thresholds import Thresholds
from app.analysis.series import series_figures
from app.analysis.slots import slots_of
from app.analysis.working_time import hours_by_day, shifts_by_day, working_time
from app.model.occurrences import Period
from app.model.spans import unite
from app.timeline.lasting import lasting_after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.model.events import Series
    from app.model.inflation import Inflation
    from app.model.occurrences import Me, Occurrence
    from app.model.own_word import OwnWord
    from app.model.people import FaceTime
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesFigures
    from app.model.sources import Calendar
    from app.model.spans import Span
    from app.model.weeks import Day, Week
