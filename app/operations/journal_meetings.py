"""Which meeting a note is on: found among the events that are kept, by its name or UID, and its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import UserError
from app.language import _, quoted
from app.model.journal import MeetingNote
from app.model.journal_checks import tidied
from app.operations.restored_occurrences import occurrences_of
from app.store.occurrence_rows import rows_between
from app.store.zone_rows import ZoneRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.occurrences import Occurrence
    from app.model.timezones import HomeZone
    from app.operations.workspace import Workspace

_NAMED = 5


def note_on(workspace: Workspace, text: str, day: int, second: int | None = None) -> MeetingNote:
    """Return an empty note on the event that is meant.

    Args:
        workspace: the data.
        text: its UID, its title, or a part of the title.
        day: the ordinal of the day on which it begins.
        second: of the day at which it begins; None: whenever.

    Raises:
        UserError: when none is meant, or several.

    """
    preferences = workspace.preferences()
    zone = preferences.zone
    start, end = zone.midnight(day), zone.midnight(day + 1)
    with workspace.store.reading() as connection:
        rows = [row for row in rows_between(connection, start, end) if start <= row.start < end]
        found = occurrences_of(connection, rows, ZoneRows(connection), preferences)
    found = [each for each in found if each.days is None]
    if second is not None:
        found = [each for each in found if zone.local(each.start)[1] // 60 == second // 60]
    meant = _meant(found, tidied(text))
    if not meant:
        raise UserError(
            _("No event of that day is called “{text}”").format(text=text), next_step=_("give its day with --on")
        )
    if len(meant) > 1:
        raise UserError(
            _("“{text}” may be {names}").format(text=text, names=_listed(meant, zone)),
            next_step=_("give its time with --at, or its UID"),
        )
    (each,) = meant
    return MeetingNote(calendar=each.event.key.calendar, uid=each.series.uid, start=each.start, title=each.event.title)


def _meant(found: Sequence[Occurrence], text: str) -> list[Occurrence]:
    """Return the events that a text means: by UID, else by title, else by a part of it; meetings before all others."""
    wanted = text.casefold()
    by_uid = [each for each in found if each.series.uid == text]
    by_title = [each for each in found if tidied(each.event.title).casefold() == wanted]
    by_part = [each for each in found if wanted and wanted in each.event.title.casefold()]
    meant = by_uid or by_title or by_part
    return [each for each in meant if each.kind == "meeting"] or meant


def _listed(found: Sequence[Occurrence], zone: HomeZone) -> str:
    names = []
    for each in found[:_NAMED]:
        second = zone.local(each.start)[1]
        names.append(f"{second // 3600:02d}:{second // 60 % 60:02d} {quoted(each.event.title)}")
    return ", ".join(names) + (" …" if len(found) > _NAMED else "")
