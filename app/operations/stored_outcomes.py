"""The Outcomes page of what is kept: the journal beside the calendars, and the meetings that can be noted now."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.analysis import outcomes, wording
from app.analysis.outcomes_page import measured_days, outcomes_picture
from app.language import _
from app.model.foreign_text import visible
from app.model.outcomes_page import MeetingToNote
from app.operations.kept_history import history_of
from app.operations.restored_occurrences import occurrences_of
from app.store.journal_rows import read_journal
from app.store.occurrence_rows import rows_between
from app.store.zone_rows import ZoneRows

if TYPE_CHECKING:
    from app.model.chosen_period import ChosenPeriod
    from app.model.journal import Journal, MeetingNote
    from app.model.occurrences import Occurrence
    from app.model.outcomes_page import OutcomesPicture
    from app.model.timezones import HomeZone
    from app.operations.workspace import Workspace

_LONGEST: Final = 200


def outcomes_picture_of(workspace: Workspace, period: ChosenPeriod, now: int | None = None) -> OutcomesPicture:
    """Return the page.

    Args:
        workspace: the data.
        period: the one that was chosen.
        now: in seconds since 1970 UTC; None: the clock's time.

    """
    now = int(dt.datetime.now(dt.UTC).timestamp()) if now is None else now
    zone = workspace.preferences().zone
    today = zone.local(now)[0]
    history = history_of(workspace, today)
    with workspace.store.reading() as connection:
        journal = read_journal(connection)
    page = outcomes.outcomes_page(journal, history.weeks, today, zone, measured_days(period, today))
    return outcomes_picture(page, journal, history, period, meetings_to_note(workspace, journal, now))


def meetings_to_note(workspace: Workspace, journal: Journal, now: int) -> tuple[MeetingToNote, ...]:
    """Return the meetings that began yesterday or today and have ended, newest first, with what was noted of them."""
    preferences = workspace.preferences()
    zone = preferences.zone
    today = zone.local(now)[0]
    with workspace.store.reading() as connection:
        rows = [row for row in rows_between(connection, zone.midnight(today - 1), now) if row.end <= now]
        found = occurrences_of(connection, rows, ZoneRows(connection), preferences)
    noted = {each.meeting: each for each in journal.notes}
    start = zone.midnight(today - 1)
    ended = [each for each in found if each.kind == "meeting" and each.days is None and each.start >= start]
    ended.sort(key=lambda each: (-each.start, each.event.title))
    return tuple(_to_note(each, noted, zone, today) for each in ended)


def _to_note(
    each: Occurrence, noted: dict[tuple[str, str, int], MeetingNote], zone: HomeZone, today: int
) -> MeetingToNote:
    calendar, uid = each.event.key.calendar, each.series.uid
    note = noted.get((calendar, uid, each.start))
    day, second = zone.local(each.start)
    when = _("today, {time}") if day == today else _("yesterday, {time}")
    title = visible(each.event.title, _LONGEST)
    return MeetingToNote(
        calendar=calendar,
        uid=uid,
        start=each.start,
        when=when.format(time=wording.clock(second)),
        title=title or _("without a title"),
        named=each.event.title,
        worth=0 if note is None or note.worth is None else note.worth,
        decision="" if note is None else note.decision,
        owner="" if note is None else note.owner,
        blocker="" if note is None else note.blocker,
    )
