"""The Report page: what may be chosen, the pages of a report as they will be printed, and its files."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.analysis import report_page as page_words
from app.errors import UserError, why_not
from app.language import _, ngettext, speaking
from app.model.foreign_text import visible
from app.model.report_page import Preview, ReportWish, SavedReport
from app.operations.report import ReportWanted, pdf_of, report_of, write_charts
from app.progress import SILENT
from app.report.document import ReportDocument
from app.report.sections import SECTIONS

if TYPE_CHECKING:
    from app.operations.workspace import Workspace
    from app.progress import Progress

_SETTING: Final = threading.Lock()
"""One report is set at a time: it takes a whole core."""
_LOOK_EVERY: Final = 0.05
"""Seconds between two looks at whether work that waits for its turn is still wanted."""
_MOST_FOLDERS: Final = 1_000
_LONGEST: Final = 1_000


def composed(workspace: Workspace, wish: ReportWish, progress: Progress = SILENT) -> ReportDocument:
    """Return the report that a person wishes, in the language that they wish it in.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    chosen = frozenset(wish.sections)
    wanted = ReportWanted(
        first=wish.period.first,
        last=wish.period.last,
        sections=tuple(each for each in SECTIONS if each in chosen),
        names=wish.names,
    )
    with speaking(wish.language):
        return report_of(workspace, wanted, progress=progress)


def preview_of(
    workspace: Workspace, wish: ReportWish, dots: float, kept: Preview | None, progress: Progress = SILENT
) -> Preview:
    """Return the pages of the report that a person wishes.

    Args:
        workspace: the data.
        wish: what was chosen.
        dots: pixels an inch.
        kept: the pages that are shown; they stay where the report is still the same.
        progress: told of the stages, and asked between them whether to go on.

    Raises:
        UserError: when it cannot be set.
        Cancelled: when ``progress`` says so.

    """
    # Imported here because a visit of the page shows what may be chosen first.
    from app.report.preview import preview_pages

    progress.report(0, 2, _("Composing the report"))
    document = composed(workspace, wish, progress)
    same = kept is not None and kept.document == document and kept.wish.paper == wish.paper
    if kept is not None and same and kept.dots == dots:
        return kept._replace(wish=wish)
    progress.report(1, 2, _("Setting its pages"))
    while not _SETTING.acquire(timeout=_LOOK_EVERY):
        progress.check()
    try:
        progress.check()
        with speaking(wish.language):
            pages = preview_pages(document, wish.paper, dots)
    except UserError as error:
        raise _in_the_window(error) from error
    finally:
        _SETTING.release()
    return Preview(wish, document, dots, pages)


def save_report(
    workspace: Workspace, wish: ReportWish, path: str, shown: Preview | None, progress: Progress = SILENT
) -> SavedReport:
    """Write the report as PDF, whole or not at all; the very one that is shown, where that is what is wished.

    Raises:
        UserError: when it cannot be set or written; what was there is as it was.
        Cancelled: when ``progress`` says so; nothing was written then.

    """
    from app.operations.export_file import write_export

    document = _document(workspace, wish, shown, progress)
    progress.report(1, 2, _("Setting its pages"))
    try:
        with speaking(wish.language):
            pdf = pdf_of(document, wish.paper)
        progress.check()
        write_export(Path(path), [pdf], workspace.home)
    except UserError as error:
        raise _in_the_window(error) from error
    file = Path(path).absolute()
    sentence = _("{name} is written, for your eyes only until you hand it on. {privacy}.")
    said = sentence.format(name=file.name, privacy=document.privacy)
    return SavedReport(visible(said, _LONGEST), str(file), str(file.parent))


def save_charts(
    workspace: Workspace, wish: ReportWish, path: str, shown: Preview | None, progress: Progress = SILENT
) -> SavedReport:
    """Write each chart of the report as SVG into a new folder within one that was chosen.

    Raises:
        UserError: when one of them cannot be written; those before it are there.
        Cancelled: when ``progress`` says so; nothing was written then.

    """
    document = _document(workspace, wish, shown, progress)
    progress.check()
    folder = _new_folder(Path(path), page_words.file_name(wish.period).replace("report", "charts"))
    try:
        with speaking(wish.language):
            names = write_charts(document, folder, workspace.home)
    except UserError as error:
        raise _in_the_window(error) from error
    text = ngettext("{count} chart is in the folder {name}.", "{count} charts are in the folder {name}.", len(names))
    return SavedReport(visible(text.format(count=len(names), name=folder.name), _LONGEST), "", str(folder.absolute()))


def _document(workspace: Workspace, wish: ReportWish, shown: Preview | None, progress: Progress) -> ReportDocument:
    if shown is not None and shown.wish == wish and isinstance(shown.document, ReportDocument):
        return shown.document
    progress.report(0, 2, _("Composing the report"))
    return composed(workspace, wish, progress)


def _new_folder(parent: Path, name: str) -> Path:
    """Return a folder that was not there before, so that nothing of another report is written over."""
    for number in range(1, _MOST_FOLDERS):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        except OSError as error:
            cannot = _("{path} cannot be made").format(path=visible(str(folder), _LONGEST))
            raise UserError(cannot, why_not(error), _("choose another folder")) from None
        return folder
    raise UserError(_("There are too many folders of this name"), next_step=_("choose another folder"))


def _in_the_window(error: UserError) -> UserError:
    """Return an error whose next step names no option of the command line."""
    if "--sections" in error.next_step:
        return UserError(error.what, error.why, _("leave sections out"))
    return UserError(error.what, error.why, _("choose another place")) if " -o" in error.next_step else error
