"""What a calendar wrote about an occurrence: read again from its file, or as its server said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.connectors.export_file import is_export, read_export
from app.connectors.ics_files import visit_files
from app.connectors.ics_reader import IcsFile
from app.errors import UnreadableInput, UserError
from app.language import _
from app.store.source_rows import component_of

if TYPE_CHECKING:
    from app.operations.workspace import Workspace
    from app.store.source_rows import StoredComponent


def source_text(workspace: Workspace, occurrence: str) -> str:
    """Return the lines of its VEVENT, unfolded; of an export its series as JSON.

    Raises:
        UserError: when the file is gone, or no longer says so.

    """
    series, __, start = occurrence.removeprefix("occurrence:").partition(":")
    with workspace.store.reading() as connection:
        found = component_of(connection, int(series), int(start)) if series.isdigit() and start else None
    if found is None:
        raise UserError(_("This event is no longer there"), next_step=_("open the figure again"))
    if found.kind != "files":
        return _said_by_server(workspace, found)
    wanted: list[str] = []

    def take(data: bytes, name: str) -> None:
        if name != found.file or wanted:
            return
        text = _text_in(data, name, found)
        if text is not None:
            wanted.append(text)

    try:
        visit_files([found.place], take)
    except UnreadableInput as error:
        raise UserError(_("The calendar cannot be read again"), error.sentence().rstrip(".")) from None
    if not wanted:
        raise UserError(_("The file has changed since it was read"), next_step=_("read it again, then look once more"))
    return wanted[0]


def _text_in(data: bytes, name: str, found: StoredComponent) -> str | None:
    if is_export(data):
        return _said_in_export(data, name, found.uid)
    for each in IcsFile(data, name).components():
        if each.digest == found.digest or (found.digest is None and found.uid.encode() in each.text.body):
            text = each.text.body.decode("utf-8", "replace").strip("\n")
            return f"BEGIN:VEVENT\n{text}\nEND:VEVENT"
    return None


def _said_in_export(data: bytes, name: str, uid: str) -> str | None:
    """Return what an export of another place says of a series."""
    import json

    for calendar in read_export(data, name).whole.given["calendars"]:
        for series in calendar["series"]:
            if series["uid"] == uid:
                return json.dumps(series, indent=2, ensure_ascii=False)
    return None


def _said_by_server(workspace: Workspace, found: StoredComponent) -> str:
    """Return the lines that were made of what the server says of an event; they are kept here."""
    from app.connectors.connector import connector_of
    from app.operations.connected_refresh import file_name
    from app.store import remote_rows

    with workspace.store.reading() as connection:
        kind = remote_rows.read_connection(connection, found.source).kind
        for calendar in remote_rows.read_calendars(connection, found.source):
            if file_name(found.place, calendar.remote) == found.file:
                bodies = remote_rows.bodies(connection, calendar.id)
                text = _text_in(connector_of(kind).as_icalendar(calendar.remote, bodies), found.file, found)
                if text is not None:
                    return text
    raise UserError(_("The calendar no longer says so"), next_step=_("open the figure again"))
