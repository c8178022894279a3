"""What is shown: the page, the period, and how; kept when the window closes, and what every page is to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from app.language import N_
from app.model.chosen_period import KINDS, ChosenPeriod, PeriodKind
from app.model.pattern_ids import PATTERN_IDS

SCHEMES: Final = frozenset({"light", "dark", "high_contrast_light", "high_contrast_dark"})
LANGUAGES: Final = frozenset({"en", "de"})

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import SignalInstance

    from app.operations.workspace import Workspace


class PageRow(NamedTuple):
    """One page: its name in the kept state, its name for people, its icon, and the class that shows it."""

    id: str
    name: str
    icon: str
    made_by: str


PAGES: Final = (
    PageRow("overview", N_("Overview"), "overview", "app.ui.pages.overview_page:OverviewPage"),
    PageRow("week", N_("Week"), "week", "app.ui.pages.week_page:WeekPage"),
    PageRow("patterns", N_("Patterns"), "patterns", "app.ui.pages.patterns_page:PatternsPage"),
    PageRow("series", N_("Series"), "series", "app.ui.pages.series_page:SeriesPage"),
    PageRow("whatif", N_("What-if"), "whatif", "app.ui.pages.whatif_page:WhatIfPage"),
    PageRow("people", N_("People"), "people", "app.ui.pages.people_page:PeoplePage"),
    PageRow("outcomes", N_("Outcomes"), "outcomes", "app.ui.pages.outcomes_page:OutcomesPage"),
    PageRow("team", N_("Team"), "team", "app.ui.pages.team_page:TeamPage"),
    PageRow("report", N_("Report"), "report", "app.ui.pages.report_page:ReportPage"),
)
"""The pages in the order of the side bar and of Ctrl+1 to Ctrl+9; each is imported when it is first visited."""


class Page(Protocol):
    """What the window asks of a page, which is a widget besides.

    A page may have signals more: ``coming_changed(bool)`` where it shows the week to come as well, ``week_wanted(int)``
    where it leads to another week, named by the ordinal of its Monday, ``history_wanted()`` where it leads to all
    weeks, and those by which the person says something of their own (``OwnWordChanges.slots``). It may have
    ``choose(text)``, which takes what a search chose there, or nothing, and ``undo()``, which undoes what was last said
    on it and returns False where that is nothing. One that works beside the window by itself has ``is_busy()`` and
    ``stop()``, and where that fails a signal ``failed(UserError)``. Where it shows more than the calendars,
    ``version_of(workspace)`` returns what differs after each change of that. Where some of it takes longer than the
    rest, ``first_picture_of(workspace, state)`` returns what can be painted before, or None. Where its picture is more
    than the page that is kept, ``kept_picture(page, state)`` makes it of that.
    """

    evidence_wanted: SignalInstance
    """The reference of a figure whose events are wanted."""

    @staticmethod
    def picture_of(workspace: Workspace, state: ViewState) -> Any:  # noqa: ANN401 (each page knows its own picture)
        """Return what the page paints; called beside the window."""

    def show_picture(self, picture: Any) -> None:  # noqa: ANN401
        """Paint another picture."""

    def toggle_table(self) -> None:
        """Show the tables in place of the charts, or the charts again."""


class ViewState(NamedTuple):
    """What is shown.

    Attributes:
        period: None: the newest one of its kind, whatever comes in.
        coming: whether the week to come is shown in place of the period.
        table: whether tables stand in place of charts.
        geometry: of the window, as Qt wrote it, in hexadecimal digits.
        scheme: of colours, as the settings had it last; empty: the system's. Kept here too, because the settings
            take longer to read than the first picture.
        language: likewise.
        pattern: the one that is open on the Patterns page; empty: the first.
        draft: what was tried on the What-if page, as text that only that page reads.
        chosen: what is to be chosen on the page once it is painted, a series' joined UID or a person's address; not
            kept.

    """

    page: str = PAGES[0].id
    kind: PeriodKind = "week"
    period: ChosenPeriod | None = None
    coming: bool = False
    table: bool = False
    geometry: str = ""
    scheme: str = ""
    language: str = ""
    pattern: str = ""
    draft: str = ""
    chosen: str = ""


def as_words(state: ViewState) -> dict[str, str]:
    """Return the state as it is kept."""
    period = state.period
    return {
        "page": state.page,
        "kind": state.kind,
        "period": f"{period.first} {period.last}" if period is not None else "",
        "coming": str(int(state.coming)),
        "table": str(int(state.table)),
        "geometry": state.geometry,
        "scheme": state.scheme,
        "language": state.language,
        "pattern": state.pattern,
        "draft": state.draft,
    }


def from_words(words: Mapping[str, str]) -> ViewState:
    """Return the state that was kept; what makes no sense, by another version perhaps, is as at the first start."""
    page = words.get("page", "")
    kind: PeriodKind = next((each for each in KINDS if each == words.get("kind")), KINDS[0])
    geometry = words.get("geometry", "")
    return ViewState(
        page=page if page in {row.id for row in PAGES} else PAGES[0].id,
        kind=kind,
        period=_period(kind, words.get("period", "")),
        coming=words.get("coming") == "1",
        table=words.get("table") == "1",
        geometry=geometry if all(digit in "0123456789abcdef" for digit in geometry) else "",
        scheme=words.get("scheme", "") if words.get("scheme") in SCHEMES else "",
        language=words.get("language", "") if words.get("language") in LANGUAGES else "",
        pattern=words.get("pattern", "") if words.get("pattern") in PATTERN_IDS else "",
        draft=words.get("draft", ""),
    )


def _period(kind: PeriodKind, words: str) -> ChosenPeriod | None:
    days = words.split()
    if len(days) != 2 or not all(day.isascii() and day.isdecimal() and len(day) <= 7 for day in days):
        return None
    first, last = map(int, days)
    # An ordinal of a date that Python knows (`datetime.date.max`).
    return ChosenPeriod(kind, first, last) if 1 <= first <= last <= 3_652_059 else None
