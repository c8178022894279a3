"""What a calendar wrote about an occurrence, read again from its file: the store keeps no copy of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.connectors.ics_files import visit_files
from app.connectors.ics_reader import IcsFile
from app.errors import UnreadableInput, UserError
from app.language import _
from app.store.source_rows import component_of

if TYPE_CHECKING:
    from app.operations.workspace import Workspace


def source_text(workspace: Workspace, occurrence: str) -> str:
    """Return the lines of its VEVENT, unfolded.

    Raises:
        UserError: when the file is gone, or no longer says so.

    """
    series, __, start = occurrence.removeprefix("occurrence:").partition(":")
    with workspace.store.reading() as connection:
        found = component_of(connection, int(series), int(start)) if series.isdigit() and start else None
    if found is None:
        raise UserError(_("This event is no longer there"), next_step=_("open the figure again"))
    wanted: list[str] = []

    def take(data: bytes, name: str) -> None:
        if name != found.file or wanted:
            return
        for each in IcsFile(data, name).components():
            if each.digest == found.digest or (found.digest is None and found.uid.encode() in each.text.body):
                text = each.text.body.decode("utf-8", "replace").strip("\n")
                wanted.append(f"BEGIN:VEVENT\n{text}\nEND:VEVENT")
                return

    try:
        visit_files([found.place], take)
    except UnreadableInput as error:
        raise UserError(_("The calendar cannot be read again"), error.sentence().rstrip(".")) from None
    if not wanted:
        raise UserError(_("The file has changed since it was read"), next_step=_("read it again, then look once more"))
    return wanted[0]
