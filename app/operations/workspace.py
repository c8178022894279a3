"""One person's data, opened: what window and command line ask, and what they change."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING, Self

from app.errors import UserError
from app.language import _, current
from app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.model.chosen_period import ChosenPeriod, PeriodKind
    from app.model.evidence import Evidence
    from app.model.history import History
    from app.model.ledger import LedgerLine
    from app.model.merged import LookAlike
    from app.model.outcomes_page import OutcomesPicture
    from app.model.overview import Overview
    from app.model.patterns_page import PatternsPage
    from app.model.people_page import PeoplePage
    from app.model.preferences import Preferences
    from app.model.questions import FirstQuestions
    from app.model.series_page import SeriesPage
    from app.model.settings import Settings
    from app.model.sources import Problem, Reading
    from app.model.timezones import HomeZone
    from app.model.week_view import WeekView
    from app.operations.connections import Connections
    from app.operations.pictures import FirstPicture, Footer
    from app.operations.stored_patterns import PatternsState, StoredPatterns
    from app.operations.stored_whatif import Board, NoBoard
    from app.operations.workspace_answers import Forgotten, Imported, SourceRow, SyncWords
    from app.progress import Progress


def _nothing() -> None:
    """Do nothing after a batch."""


class Workspace:
    """The data of one folder. Any thread may call; nothing here knows of a window."""

    def __init__(self, home: Path, system_zone: HomeZone | None = None) -> None:
        """Open the folder, which is made if it is new.

        Args:
            home: the folder.
            system_zone: the zone where the person has chosen none; None: the system's.

        Raises:
            UserError: when it cannot be used, or holds what is not ours or newer; nothing was changed then.

        """
        self.home = home
        self.system_zone = system_zone
        self._store = Store(home)
        self._settings: Settings | None = None
        self.working_out = threading.RLock()
        """Held while what is kept below is worked out: who else wants it then waits for it, and it is made once."""
        self.kept_history: tuple[tuple[tuple[int, int, bytes], tuple[int, int], History], ...] | None = None
        self.kept_look_alikes: tuple[tuple[int, int, bytes], tuple[LookAlike, ...]] | None = None
        self.kept_patterns: tuple[PatternsState, dict[tuple[int, int], StoredPatterns]] | None = None

    def close(self) -> None:
        """Finish what is being written, and close; may be called again."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def store(self) -> Store:
        """The databases, for the other operations."""
        return self._store

    def told(self) -> tuple[str, ...]:
        """Return what happened to the data while they were opened (a damaged file), and forget it."""
        told = tuple(self._store.told)
        self._store.told.clear()
        return told

    # ---- what is kept ----

    def is_empty(self) -> bool:
        """Tell whether no source was added yet."""
        from app.store.counts import has_sources

        with self._store.reading() as connection:
            return not has_sources(connection)

    def data_version(self) -> int:
        """Return a number that changes with each change of the calendars, whichever process makes it."""
        return self._store.data_version()

    def sources(self) -> tuple[SourceRow, ...]:
        """Return all sources in the order in which they were added."""
        from app.operations.source_list import source_rows_for_people

        return source_rows_for_people(self)

    def find_source(self, text: str) -> SourceRow:
        """Return the source that a number, a name or a path means.

        Raises:
            UserError: when none is meant, or several.

        """
        found = [each for each in self.sources() if text in {str(each.id), each.name, each.place}]
        exact = [each for each in found if text in {str(each.id), each.place}]
        found = exact or found
        if len(found) != 1:
            what = _("There is no source “{text}”") if not found else _("More than one source is called “{text}”")
            raise UserError(what.format(text=text), next_step=_("see clearweek sources"))
        return found[0]

    def calendar_names(self) -> tuple[str, ...]:
        """Return the names of all calendars, each once."""
        from app.store.counts import calendar_names

        with self._store.reading() as connection:
            return calendar_names(connection)

    def set_aside(self, source: int | None = None) -> tuple[Problem, ...]:
        """Return what could not be taken as it stands, of one source or of all."""
        from app.store.source_rows import read_problems

        with self._store.reading() as connection:
            return tuple(read_problems(connection, source))

    def reading(self) -> Reading:
        """Return everything that is kept, as reading the files would give it."""
        from app.operations.source_list import stored_reading

        return stored_reading(self)

    def ledger(self) -> tuple[LedgerLine, ...]:
        """Return what every sync has changed, oldest first (METRICS.md §5)."""
        from app.store.ledger_rows import read_ledger

        with self._store.reading() as connection:
            return tuple(read_ledger(connection))

    # ---- pictures ----

    def first_picture(self, page: str = "overview") -> FirstPicture | None:
        """Return a page as it was kept for today in the language in force; None: it must be composed."""
        from app.operations.pictures import picture_of

        today = dt.date.today().toordinal()  # noqa: DTZ011 (the clock's day)
        with self._store.reading() as connection:
            return picture_of(connection, current(), today, page)

    def kept_page(self, page: str) -> FirstPicture | None:
        """Return any page of the newest week as it was kept for today; None: it must be composed."""
        from app.operations.kept_pages import kept_page

        return kept_page(self, page)

    def keep_picture(self) -> None:
        """Compose the first pages and keep them, so that the next start paints at once; back up what is one's own."""
        from app.operations.pictures import picture_rows

        self._store.back_up()
        newest = self.newest_period("week")
        if newest is None:
            return
        overview, week, footer = self.overview(newest), self.week(newest.first), self.footer()
        language, today = current(), dt.date.today().toordinal()  # noqa: DTZ011 (the clock's day)
        self._store.write(lambda connection: picture_rows(connection, language, today, overview, week, newest, footer))

    def footer(self) -> Footer:
        """Return what stands at the foot of the side bar."""
        from app.operations.kept_history import footer_of

        return footer_of(self)

    def newest_period(self, kind: PeriodKind) -> ChosenPeriod | None:
        """Return the newest period of a kind: it holds the last complete week; None without any data."""
        from app.operations.kept_history import newest_period

        return newest_period(self, kind)

    def oldest_day(self) -> int | None:
        """Return the first day that the calendars cover, None without any data."""
        from app.store.counts import covered_from

        with self._store.reading() as connection:
            return covered_from(connection)

    def history(self, today: int | None = None) -> History:
        """Return the figures of all days and weeks that are kept."""
        from app.operations.kept_history import history_of

        return history_of(self, today)

    def overview(self, period: ChosenPeriod, *, coming: bool = False) -> Overview:
        """Return the Overview of a period, or of the week to come."""
        if coming:
            from app.operations.review import coming_of

            return coming_of(self)
        from app.operations.kept_history import overview_of

        return overview_of(self, period)

    def overview_at_once(self, period: ChosenPeriod) -> Overview | None:
        """Return the Overview before its findings are known; None where the whole takes no longer."""
        from app.operations.kept_history import overview_at_once

        return overview_at_once(self, period)

    def week(self, monday: int) -> WeekView:
        """Return the Week page of the week that begins on a Monday."""
        from app.operations.review import week_of

        return week_of(self, monday)

    def outcomes(self, period: ChosenPeriod, now: int | None = None) -> OutcomesPicture:
        """Return the Outcomes page of a period (``now`` in seconds since 1970 UTC; None: the clock's time)."""
        from app.operations.stored_outcomes import outcomes_picture_of

        return outcomes_picture_of(self, period, now)

    def journal_version(self) -> tuple[int, int]:
        """Return what differs after each change of the journal, whichever process makes it."""
        from app.store.journal_version import journal_version

        with self._store.glance() as connection:
            return journal_version(connection)

    def evidence(self, opens: str) -> Evidence:
        """Return the events behind a figure.

        Raises:
            UserError: when they are no longer there.

        """
        from app.operations.review import evidence_of

        return evidence_of(self, opens)

    def source_text(self, occurrence: str) -> str:
        """Return what the calendar wrote about an occurrence, read from its file as it is now.

        Raises:
            UserError: when the file is gone, or no longer says so.

        """
        from app.operations.source_text import source_text

        return source_text(self, occurrence)

    def people(self, period: ChosenPeriod) -> PeoplePage:
        """Return the People page of a period: 1:1s, and the face-time audit."""
        from app.operations.people_answers import people_of

        return people_of(self, period)

    def patterns(self, last: int | None = None, today: int | None = None) -> StoredPatterns:
        """Return every pattern over the full weeks up to a day (an ordinal; None: today)."""
        from app.operations.stored_patterns import patterns_of

        return patterns_of(self, last, today)

    def series(self, period: ChosenPeriod) -> SeriesPage:
        """Return the Series page of a period."""
        from app.operations.stored_series import series_of

        return series_of(self, period)

    def patterns_page(self, period: ChosenPeriod) -> PatternsPage:
        """Return the Patterns page over the full weeks up to the end of a period."""
        from app.operations.stored_patterns_page import patterns_page_of

        return patterns_page_of(self, period)

    def what_if(self, period: ChosenPeriod | None, kept: str = "") -> Board | NoBoard:
        """Return a week to try changes on, with what was kept of an earlier visit."""
        from app.operations.stored_whatif import board_of

        return board_of(self, period, kept)

    # ---- settings ----

    def settings(self) -> Settings:
        """Return what the person has chosen."""
        if self._settings is None:
            from app.operations.own_settings import read_settings

            self._settings, told = read_settings(self.home)
            self._store.told.extend(told)
        return self._settings

    def preferences(self) -> Preferences:
        """Return what changes a figure: the settings, the system's zone where none is chosen, and rules on series."""
        from app.operations.own_settings import preferences_under

        return preferences_under(self, self.settings())

    def change_settings(self, settings: Settings, progress: Progress) -> None:
        """Keep what the person has chosen, and work the figures out anew where it changes them.

        Raises:
            Cancelled: when ``progress`` says so; nothing was changed then.

        """
        from app.operations.change_settings import change_settings

        change_settings(self, settings, progress)
        self._settings = settings

    def questions(self) -> FirstQuestions | None:
        """Return the first questions that are not answered yet, each with a proposal; None: there are none."""
        from app.operations.source_list import first_questions

        return first_questions(self)

    def window_state(self) -> dict[str, str]:
        """Return how the window was left."""
        from app.store.ledger_rows import read_state

        with self._store.reading() as connection:
            return read_state(connection)

    def keep_window_state(self, state: dict[str, str]) -> None:
        """Keep how the window was left."""
        from app.store.ledger_rows import write_state

        self._store.write(lambda connection: write_state(connection, state))

    # ---- changes ----

    def add(self, paths: Sequence[str], progress: Progress, on_batch: Callable[[], None] = _nothing) -> Imported:
        """Bring in files, folders and archives, each as a source; one that is there is brought up to date.

        Raises:
            UnreadableInput: when one of them holds no calendar that can be read; those before it are in.
            Cancelled: when ``progress`` says so; what was stored by then stays.

        """
        from app.operations.bringing_in import add_paths

        return add_paths(self, paths, progress, on_batch)

    def sync(
        self,
        sources: Sequence[int],
        progress: Progress,
        on_batch: Callable[[], None] = _nothing,
        how: SyncWords | None = None,
    ) -> Imported:
        """Bring sources up to date, all where none is named; one that fails does not keep the others from it.

        Raises:
            UserError: when none of them could be read; their data stay.
            Cancelled: when ``progress`` says so.

        """
        from app.operations.bringing_in import sync_sources
        from app.operations.workspace_answers import PLAIN_SYNC

        return sync_sources(self, sources, progress, on_batch, PLAIN_SYNC if how is None else how)

    @property
    def connections(self) -> Connections:
        """What is done with calendars on a server."""
        from app.operations.connections import Connections

        return Connections(self)

    def remove(self, source: int, progress: Progress) -> None:
        """Take a source away with everything that came from it, and what the ledger says of it."""
        from app.operations.forgetting import remove_source

        remove_source(self, source, progress)

    def forget(self, before: int | None, source: int | None, progress: Progress) -> Forgotten:
        """Delete what lies wholly before a day (an ordinal; None: everything), of one source or of all."""
        from app.operations.forgetting import forget
        from app.operations.workspace_answers import Forgotten

        return Forgotten(*forget(self, before, source, progress))

    def prepared(self) -> Preferences:
        """Return the preferences, after making sure that what is kept was worked out under them."""
        from app.operations.change_settings import match_settings

        preferences = self.preferences()
        match_settings(self._store, preferences)
        return preferences
