"""A workspace without a store: the invented pictures, and a record of what the window asked for."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.model.chosen_period import ChosenPeriod, PeriodKind, monday_of, period_with
from app.model.patterns_page import PatternsPage
from app.model.settings import Settings
from app.model.sources import Problem
from app.operations.pictures import Footer
from app.operations.workspace_answers import PLAIN_SYNC, SourceRow, SyncWords
from tests.ui.fake_connections import FakeConnections
from tests.ui.invented import EVIDENCE, OVERVIEW, SOURCE_TEXT, WEEK
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.model.evidence import Evidence
    from app.model.overview import Overview
    from app.model.week_view import WeekView
    from app.progress import Progress

NEWEST_MONDAY: Final = dt.date(2026, 11, 16).toordinal()
OLDEST: Final = dt.date(2025, 11, 24).toordinal()


class First(NamedTuple):
    page: Overview | WeekView
    period: ChosenPeriod
    footer: Footer


class Brought(NamedTuple):
    sources: tuple[int, ...]
    occurrences: int
    events: int
    changed: int
    set_aside: int
    sentence: str
    failed: tuple[str, ...] = ()


FOOT: Final = Footer("2 calendars, 08:10", "All on this computer")


class FakeWorkspace:
    """What the window needs of `app.operations.workspace.Workspace`."""

    def __init__(self, *, empty: bool = False, stored: bool = True) -> None:
        self.empty = empty
        self.stored = stored
        self.version = 1
        self.asked: list[Any] = []
        self.state: dict[str, str] = {}
        self.chosen = Settings()
        self.to_ask: Any = None
        self.error: Exception | None = None
        self.closed = False
        self.kept = 0
        self.kept_pages_first: Any = None
        self.to_tell: tuple[str, ...] = ()
        self.go_on = threading.Event()
        self.go_on.set()
        self.brought = Brought((1,), 900, 300, 0, 0, "300 events from work.ics are in.")
        self.connections = FakeConnections()
        self.rows: tuple[SourceRow, ...] = ()
        self.synced: list[tuple[int, ...]] = []
        self.how: list[SyncWords] = []

    def close(self) -> None:
        self.closed = True

    def is_empty(self) -> bool:
        return self.empty

    def first_picture(self, page: str = "overview") -> Any:
        return First(WEEK if page == "week" else OVERVIEW, self.newest_period("week"), FOOT) if self.stored else None

    def kept_page(self, _page: str) -> Any:
        return self.kept_pages_first

    def told(self) -> tuple[str, ...]:
        told, self.to_tell = self.to_tell, ()
        return told

    def keep_picture(self) -> None:
        self.kept += 1

    def data_version(self) -> int:
        return self.version

    def newest_period(self, kind: PeriodKind) -> ChosenPeriod:
        return period_with(kind, NEWEST_MONDAY + 6)

    def oldest_day(self) -> int | None:
        return OLDEST

    def overview(self, period: ChosenPeriod, *, coming: bool = False) -> Overview:
        self.asked.append(("overview", period, coming))
        self.go_on.wait(PATIENCE / 1000)
        if self.error is not None:
            raise self.error
        date = dt.date.fromordinal(period.first)
        return OVERVIEW._replace(period_title=f"{period.kind} of {date}{' coming' if coming else ''}")

    def overview_at_once(self, _period: ChosenPeriod) -> Overview | None:
        return None

    def week(self, monday: int) -> WeekView:
        self.asked.append(("week", monday))
        assert monday == monday_of(monday)
        return WEEK._replace(monday=monday, period_title=f"week of {dt.date.fromordinal(monday)}")

    def patterns_page(self, period: ChosenPeriod) -> PatternsPage:
        self.asked.append(("patterns", period))
        return PatternsPage(f"patterns of {dt.date.fromordinal(period.first)}", (), ())

    def evidence(self, opens: str) -> Evidence:
        self.asked.append(("evidence", opens))
        if self.error is not None:
            raise self.error
        return EVIDENCE

    def source_text(self, occurrence: str) -> str:
        self.asked.append(("source", occurrence))
        return SOURCE_TEXT

    def footer(self) -> Footer:
        return FOOT

    def set_aside(self, source: int | None = None) -> tuple[Problem, ...]:
        return (
            Problem("work.ics", "a@example.com", 12, "its end is before its start", kept=True),
            Problem("work.ics", "b@example.com", None, "<b>it</b> repeats too often"),
        )

    def add(self, paths: Sequence[str], progress: Progress, on_batch: Callable[[], None]) -> Brought:
        self.asked.append(("add", tuple(Path(path).name for path in paths)))
        progress.report(1, 4, "Reading work: 2026 is in, 2025 is coming")
        self.empty = False
        self.version += 1
        on_batch()
        self.go_on.wait(PATIENCE / 1000)
        progress.check()
        if self.error is not None:
            raise self.error
        self.version += 1
        return self.brought

    def calendar_names(self) -> tuple[str, ...]:
        return ()

    def sources(self) -> tuple[SourceRow, ...]:
        return self.rows

    def sync(
        self,
        sources: Sequence[int],
        progress: Progress,
        on_batch: Callable[[], None] = lambda: None,
        how: SyncWords = PLAIN_SYNC,
    ) -> Brought:
        self.synced.append(tuple(sources))
        self.how.append(how)
        on_batch()
        self.go_on.wait(PATIENCE / 1000)
        progress.check()
        if self.error is not None:
            raise self.error
        return self.brought

    def settings(self) -> Settings:
        return self.chosen

    def change_settings(self, settings: Settings, progress: Progress) -> None:
        self.chosen = settings

    def questions(self) -> Any:
        return self.to_ask

    def window_state(self) -> dict[str, str]:
        return dict(self.state)

    def keep_window_state(self, state: dict[str, str]) -> None:
        self.state = dict(state)
