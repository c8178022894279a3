"""What is worked out from the stored calendars and kept beside them: occurrences, and the figures of each day.

At the end of every transaction it equals a fresh computation from the series that are stored. Work goes only into what
changed: the occurrences of changed UIDs, or those of which the person said something else, and the days that these
touch. Where what everything rests on has changed (the settings, who *me* is, the window), all is worked out anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from app.analysis.days import BREATH, counted, day_figures
from app.analysis.working_time import shifts_by_day
from app.model.chosen_period import monday_of
from app.model.meetings import Scheduled
from app.model.merged import counted_as
from app.model.occurrences import Me, Period
from app.model.sources import Reading
from app.model.spans import unite
from app.model.timezones import DAY, EPOCH_DAY
from app.operations.basis import calendar_reaches, names_of, rests_on, window_of
from app.operations.day_stretches import runs_over_midnight, stretches
from app.operations.instance_rows import instance_rows, one_off_rows
from app.operations.new_series import NewSeries, new_series
from app.operations.restored_occurrences import occurrences_of
from app.operations.settings_digest import settings_digest
from app.progress import SILENT
from app.store import codes, day_rows, occurrence_rows, source_rows
from app.store.day_rows import Basis
from app.store.occurrence_rows import ANY_SERIES, LONGEST_MEETING
from app.store.series_rows import SeriesReader
from app.timeline.attendance import AttendanceOfMe, addresses_of, guess_of
from app.timeline.build import FEWEST_TO_MISS_PEOPLE, TimeAway, classified, expanded_series, settled_me
from app.timeline.classify import Classifier, own_words
from app.timeline.coverage import covered_days
from app.timeline.duplicates import joined, share_a_uid

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.events import Event, Series
    from app.model.meetings import PlainMeeting
    from app.model.preferences import Preferences
    from app.model.sources import Calendar, Problem
    from app.model.spans import Span
    from app.progress import Progress
    from app.store.occurrence_rows import PlainRow
    from app.store.zone_rows import ZoneRows
    from app.timeline.build import Expanded
    from app.timeline.one_offs import Place


class Derived:
    """The derived rows of one transaction."""

    def __init__(
        self, connection: sqlite3.Connection, preferences: Preferences, zones: ZoneRows, progress: Progress = SILENT
    ) -> None:
        """Take the connection on which the transaction runs."""
        self._connection = connection
        self._preferences = preferences
        self._zone = preferences.zone
        self._zones = zones
        self._progress = progress
        self._basis = day_rows.read_basis(connection)
        self._touched: list[Span] = []
        # The meetings of new series, in order of start, need not be read back; they stand from this row of a series on.
        self._new_meetings: list[PlainMeeting] = []
        self._new_from = ANY_SERIES
        self._gone: set[str] = set()

    def forget_series(self, rows: Sequence[int]) -> None:
        """Delete series, and remember which days that touches."""
        if rows:
            self._gone |= source_rows.uids_of_series(self._connection, rows)
            self._touched += occurrence_rows.days_of_series(self._connection, rows)
            occurrence_rows.delete_series(self._connection, rows)

    def expand(self, series: Sequence[Series], window: tuple[int, int]) -> tuple[Expanded, list[Problem]]:
        """Return the instances of series in the window, and which of them had to be set aside."""
        sources = {each.calendar: each.calendar for each in series}
        calendars = tuple(_nameless(key) for key in sources)
        return expanded_series(Reading(calendars, tuple(series), ()), Period(*window, self._zone), self._progress)

    def expand_new(
        self, series: Sequence[Series], places: Sequence[Place | None], window: tuple[int, int]
    ) -> NewSeries:
        """Return what of new series takes place in the window; ``places`` says where plain one-offs lie."""
        return new_series(series, places, lambda some: self.expand(some, window))

    def take(self, new: NewSeries, rows: dict[int, int], window: tuple[int, int]) -> None:
        """Keep the occurrences of series that were just stored; ``rows`` gives the row of each by its ``id``.

        Where another calendar has one of their UIDs too, or one of those that were forgotten, or a series is merged
        with one of them, the occurrences of all these are joined anew.
        """
        day_rows.delete_pictures(self._connection)
        calendars = source_rows.read_calendars(self._connection, self._zones)
        reach = Period(*window, self._zone)
        me = self._me_before(calendars, new.events(reach))
        own = set(rows.values())
        others = self._elsewhere({series.uid for series in new.series()} | self._gone, own)
        if others or self._preferences.merged or share_a_uid(new.series()):
            more, rows_of_more = self._taken_up(others, window)
            made = self._rows([*more, *new.whole(reach)], rows | rows_of_more, calendars, me)
        else:
            classifier, attendance_of = self._judges(calendars, me)
            made = instance_rows(new.expanded, rows, classifier, attendance_of, self._zone)
            made += one_off_rows(new.one_offs, rows, classifier, attendance_of, reach)
            self._new_from = min(own, default=ANY_SERIES)
        self._write(made)
        if self._new_from < ANY_SERIES:
            self._new_meetings = occurrence_rows.meetings_among(made)
        if self._basis is None:
            self._basis = Basis(
                settings=settings_digest(self._preferences),
                me=names_of(me[0]),
                guessed=me[0].guessed,
                nobody_named=me[1],
                no_people=False,
                window=window,
                coverage=(),
            )

    def judge_again(self, uids: set[str]) -> None:
        """Work series (by joined UIDs) out anew that the person said something else of; all else must be as before."""
        basis = self._basis
        if basis is None:
            return
        found = source_rows.series_of_joined(self._connection, uids | self._merged_with(uids), ())
        series = SeriesReader(self._connection, self._zones).of_rows(found)
        expanded, rows = self._taken_up(series, basis.window)
        calendars = source_rows.read_calendars(self._connection, self._zones)
        known = Me(frozenset(basis.me), basis.guessed), basis.nobody_named
        self._write(self._rows(expanded, rows, calendars, known))
        self._basis = basis._replace(settings=settings_digest(self._preferences))

    def _taken_up(self, series: Mapping[int, Series], window: tuple[int, int]) -> tuple[Expanded, dict[int, int]]:
        """Delete the occurrences of stored series, and return their instances and the row of each by its ``id``."""
        self._touched += occurrence_rows.days_of_series(self._connection, list(series))
        occurrence_rows.delete_occurrences(self._connection, series)
        expanded, __ = self.expand(list(series.values()), window)
        return expanded, {id(each): row for row, each in series.items()}

    def _rows(
        self, expanded: Expanded, rows: dict[int, int], calendars: Mapping[int, Calendar], known: tuple[Me, bool]
    ) -> list[PlainRow]:
        """Return the occurrences of instances as rows, second copies of one left out.

        ``known`` says who I am, and whether nobody is named at all.
        """
        classifier, attendance_of = self._judges(calendars, known)
        merged = self._preferences.merged
        if not merged and not share_a_uid(series for series, __ in expanded):
            return instance_rows(expanded, rows, classifier, attendance_of, self._zone)
        found = joined(classified(expanded, classifier, attendance_of, self._zone), merged)
        return occurrence_rows.rows_of(found, rows)

    def _judges(self, calendars: Mapping[int, Calendar], known: tuple[Me, bool]) -> tuple[Classifier, AttendanceOfMe]:
        left_out = self._preferences.keys_left_out(calendars.values())
        no_people = self._preferences.no_people if known[1] else None
        return Classifier(left_out, no_people, own_words(self._preferences)), AttendanceOfMe(known[0])

    def _write(self, made: list[PlainRow]) -> None:
        if day_rows.any_days(self._connection):
            self._touched += [(row[0], row[4]) for row in made]
        occurrence_rows.write_occurrences(self._connection, made)

    def _elsewhere(self, uids: set[str], own: set[int]) -> dict[int, Series]:
        shared = set(source_rows.series_sharing(self._connection, uids, own))
        shared.update(source_rows.series_of_joined(self._connection, self._merged_with(uids), own))
        return SeriesReader(self._connection, self._zones).of_rows(shared) if shared else {}

    def _merged_with(self, uids: set[str]) -> set[str]:
        """Return the joined UIDs of all series that are counted as the same one as any of these."""
        merged = self._preferences.merged
        changed = {counted_as(uid, merged) for uid in uids} if merged else set()
        return {uid for uid in (*merged, *merged.values()) if counted_as(uid, merged) in changed}

    def _me_before(self, calendars: Mapping[int, Calendar], occurring: Iterable[Event]) -> tuple[Me, bool]:
        """Return whom occurrences are classified for at first, and whether nobody is named; settled at the end."""
        nobody = self._nobody_named(calendars)
        settled = settled_me(calendars.values(), self._preferences)
        if settled is not None:
            return settled, nobody
        if self._basis is not None:
            return Me(frozenset(self._basis.me), self._basis.guessed), nobody
        counts: Counter[str] = Counter()
        total = 0
        for event in occurring:
            if event.carries_people:
                total += 1
                counts.update(addresses_of(event))
        return guess_of(counts, total), nobody

    def _nobody_named(self, calendars: Mapping[int, Calendar]) -> bool:
        counted_rows = [row for row, each in calendars.items() if each.name not in self._preferences.left_out]
        return not occurrence_rows.anybody_named(self._connection, counted_rows)

    def settle(self, *, whole: bool = False) -> None:
        """Bring everything that is derived to where a fresh computation would end.

        Args:
            whole: work everything out anew, whatever is there.

        """
        connection = self._connection
        reaches = source_rows.read_reaches(connection)
        if not reaches:
            day_rows.delete_derived(connection)
            return
        calendars = source_rows.read_calendars(connection, self._zones)
        wanted = self._basis_now(reaches, calendars)
        before = self._basis
        if whole or before is None or rests_on(before) != rests_on(wanted):
            self._rebuild(wanted, calendars)
            # Who is in how many occurrences is only known now; a second round settles it.
            again = self._basis_now(reaches, calendars)
            if rests_on(again) != rests_on(wanted):
                wanted = again
                self._rebuild(wanted, calendars)
            day_rows.delete_days_outside(connection, 1, 0)
            before = None
        day_rows.delete_pictures(connection)
        self._days(wanted, before)
        day_rows.write_basis(connection, wanted)

    def _basis_now(self, reaches: Sequence[source_rows.StoredReach], calendars: Mapping[int, Calendar]) -> Basis:
        zone, preferences = self._zone, self._preferences
        window = window_of(*source_rows.read_anchors(self._connection), preferences)
        counted_reaches = [each for each in reaches if each.name not in preferences.left_out]
        covered = covered_days(calendar_reaches(counted_reaches), zone)
        me = settled_me(calendars.values(), preferences)
        if me is None:
            me = self._guess(calendars, covered)
        nobody = self._nobody_named(calendars)
        no_people = nobody and preferences.no_people is None
        if no_people:
            rows = [row for row, each in calendars.items() if each.name not in preferences.left_out]
            no_people = occurrence_rows.timed_opaque(self._connection, rows, FEWEST_TO_MISS_PEOPLE)
        return Basis(
            settings_digest(preferences),
            names_of(me),
            me.guessed,
            nobody,
            no_people,
            window,
            covered,
        )

    def _guess(self, calendars: Mapping[int, Calendar], covered: Sequence[Span]) -> Me:
        rows = [row for row, each in calendars.items() if each.name not in self._preferences.left_out]
        if not covered:
            return Me(frozenset())
        start, end = self._zone.midnight(covered[0][0]), self._zone.midnight(covered[-1][1])
        counts: Counter[str] = Counter()
        total = 0
        for people, times in occurrence_rows.people_counts(self._connection, rows, start, end):
            total += times
            for who in people:
                counts[who] += times
        return guess_of(counts, total)

    def _rebuild(self, basis: Basis, calendars: Mapping[int, Calendar]) -> None:
        """Work out all occurrences from the stored series."""
        connection = self._connection
        series = SeriesReader(connection, self._zones).all()
        expanded, __ = self.expand(list(series.values()), basis.window)
        known = Me(frozenset(basis.me), basis.guessed), basis.nobody_named
        rows = {id(each): row for row, each in series.items()}
        occurrence_rows.delete_all(connection)
        self._new_meetings, self._new_from = [], ANY_SERIES
        occurrence_rows.write_occurrences(connection, self._rows(expanded, rows, calendars, known))

    def _days(self, basis: Basis, before: Basis | None) -> None:
        connection = self._connection
        if not basis.coverage:
            day_rows.delete_days_outside(connection, 1, 0)
            return
        first, last = monday_of(basis.coverage[0][0]), basis.window[1]
        day_rows.delete_days_outside(connection, first, last)
        kept = day_rows.kept_days(connection)
        wanted = set(range(first, last + 1)) - kept
        if kept:
            wanted |= {day for day in self._touched_days(kept) if first <= day <= last}
        away_before = before is not None and day_rows.read_away(connection)
        away = unite(occurrence_rows.out_of_office(connection))
        if kept and away_before != away:
            changed = set(away_before or ()) ^ set(away)
            wanted |= {
                day
                for start, end in changed
                for day in range(self._zone.local(start)[0], self._zone.local(end)[0] + 1)
                if first <= day <= last
            }
        day_rows.write_away(connection, away)
        for begin, end in stretches(sorted(wanted)):
            self._stretch(begin, end, wanted, basis, away)

    def _touched_days(self, kept: set[int]) -> set[int]:
        """Return the days with figures that hold something new, among others: those without are wanted anyway."""
        days: set[int] = set()
        offsets = self._zone.offsets
        begin = self._zone.midnight(min(kept))
        for start, end in self._touched:
            if end < begin:
                continue
            first, last = start // DAY + EPOCH_DAY, end // DAY + EPOCH_DAY
            if last - first < 2:
                shift, shift_end = offsets[first], offsets[last]
                if shift is not None and shift_end is not None:
                    days.add((start + shift) // DAY + EPOCH_DAY)
                    days.add((end + shift_end) // DAY + EPOCH_DAY)
                    continue
            days.update(range(first - 1, min(last, first + 400) + 2))
        return days

    def _stretch(self, first: int, last: int, wanted: set[int], basis: Basis, away: Sequence[Span]) -> None:
        """Work out the wanted days between two, both included."""
        self._progress.check()
        zone, preferences = self._zone, self._preferences
        first, last, meetings = self._quiet(first, last)
        at_rest = TimeAway(away, preferences)
        if at_rest:
            meetings = at_rest.outside(meetings)
        start, end = zone.midnight(first), zone.midnight(last + 1)
        given = Scheduled(
            meetings=counted(meetings, preferences),
            away=[span for span in away if span[0] < end and span[1] > start],
            breaking=self._breaking(),
            shifts=self._shifts(),
            no_people=basis.no_people,
            knows_me=bool(basis.me),
        )
        # A run that changed may have begun on a day that holds nothing new.
        least, most = min(wanted), max(wanted)
        more = {day for day in range(first, last + 1) if day in wanted or day < least or day > most}
        if len(more) <= last - first:
            for run_first, run_last in runs_over_midnight(meetings, zone):
                if any(day in more for day in range(run_first, run_last + 1)):
                    more.update(range(max(run_first, first), min(run_last, last) + 1))
        low, high = monday_of(basis.coverage[0][0]), basis.window[1]
        only = {day for day in more if low <= day <= high}
        day_rows.write_days(self._connection, day_figures(given, Period(first, last, zone), preferences, only))

    def _quiet(self, first: int, last: int) -> tuple[int, int, list[PlainMeeting]]:
        """Return the days to look at, so that no run of meetings crosses their borders, and all meetings around."""
        zone = self._zone
        while True:
            meetings = self._meetings_between(zone.midnight(first - 1), zone.midnight(last + 2))
            begin, end = zone.midnight(first), zone.midnight(last + 1)
            # They stand in order of start and none is longer than half a day: only those near a border may cross it.
            near = takewhile(lambda each: each[0] < begin, meetings)  # noqa: B023 (used up at once)
            early = any(begin < each[1] + BREATH for each in near)
            near = takewhile(lambda each: each[0] >= end - LONGEST_MEETING - BREATH, reversed(meetings))  # noqa: B023
            late = any(each[0] < end + BREATH and each[1] + BREATH > end for each in near)
            if not (early or late):
                return first, last, meetings
            first, last = first - early, last + late

    def _meetings_between(self, start: int, end: int) -> list[PlainMeeting]:
        """Return the meetings that overlap a span of time, in order of start."""
        known = occurrence_rows.meetings_between(self._connection, start, end, self._new_from)
        new, by_start = self._new_meetings, itemgetter(0)
        low, high = bisect_left(new, start - LONGEST_MEETING, key=by_start), bisect_left(new, end, key=by_start)
        meetings = known + [each for each in new[low:high] if each[1] > start]
        meetings.sort(key=by_start)
        return meetings

    def _breaking(self) -> list[Span]:
        titles = self._preferences.breaking_titles
        if not titles:
            return []
        found = occurrence_rows.titled(self._connection, titles)
        return [(each.start, each.end) for each in found if each.kind == codes.BLOCK]

    def _shifts(self) -> Mapping[int, tuple[tuple[int, int], ...]]:
        titles = [shift.title for shift in self._preferences.shifts]
        if not titles:
            return {}
        found = occurrence_rows.titled(self._connection, titles)
        return shifts_by_day(occurrences_of(self._connection, found, self._zones, self._preferences), self._preferences)


def _nameless(key: str) -> Calendar:
    from app.model.sources import Calendar

    return Calendar(key, key, key, None, None, None)
