"""Calendar files on this machine: a file, a folder, a Google Takeout zip, or standard input.

Nothing is extracted from an archive and no link inside a folder or archive is followed: members are read as streams,
and all limits are counted while reading, whatever a header claims (docs/reading-calendars.md).
"""

from __future__ import annotations

import itertools
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from app.connectors.ics_text import LARGEST_FILE
from app.errors import UnreadableInput, why_not
from app.language import _, ngettext
from app.model.sources import Problem, Reading
from app.progress import SILENT

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from app.model.events import Series
    from app.model.sources import Calendar
    from app.progress import Progress

    Take = Callable[[bytes, str], None]

MOST_MEMBERS = 500
LARGEST_ARCHIVE = 200 * 1024 * 1024
"""Bytes of all members of one archive together, after decompression."""
LARGEST_RATIO = 200
MOST_FILES = 10_000
MOST_REFUSALS = 200
"""Files of one folder that are listed with their reason; those beyond are counted."""
_PIECE = 1024 * 1024
_FILE_PIECE = 16 * 1024 * 1024
"""Bytes of a file that are read at once: one that comes in one piece need not be put together."""
_ENDINGS = (".ics", ".ical", ".icalendar", ".ifb")
_ENCRYPTED = 0x1
_LONGEST_PATH = 300


class _Collected:
    """What is done with each calendar file, and what has come of it so far."""

    __slots__ = ("problems", "read", "refused", "take")

    def __init__(self, take: Take) -> None:
        self.take = take
        self.problems: list[Problem] = []
        self.read = 0
        self.refused = 0

    def add(self, data: bytes, source: str) -> None:
        self.take(data, source)
        self.read += 1

    def refuse(self, source: str, reason: str) -> None:
        """Remember that a file, or a member of an archive, was not read."""
        self.refused += 1
        if self.refused <= MOST_REFUSALS:
            self.problems.append(Problem(source, None, None, _sentence(reason)))

    def summed_up(self, path: str) -> None:
        """Say how many more were refused than are listed."""
        if self.refused > MOST_REFUSALS:
            more = self.refused - MOST_REFUSALS
            text = ngettext("{count} more file was not read.", "{count} more files were not read.", more)
            self.problems.append(Problem(path, None, None, text.format(count=more)))
        self.refused = 0


def _sentence(reason: str) -> str:
    return reason if reason.endswith(".") else f"{reason}."


def read_paths(paths: Sequence[str], stdin: BinaryIO | None = None, progress: Progress = SILENT) -> Reading:
    """Return everything that the given files, folders and archives hold; ``-`` stands for standard input.

    What cannot be read is set aside with its reason; the rest is read.

    Raises:
        UnreadableInput: when no calendar at all could be read.
        Cancelled: when ``progress`` says so.

    """
    calendars: list[Calendar] = []
    series: list[Series] = []
    problems: list[Problem] = []

    # Imported here because a file that is the same as before is not interpreted.
    from app.connectors.export_file import is_export, read_export
    from app.connectors.ics_reader import read_ics

    def take(data: bytes, source: str) -> None:
        as_json = is_export(data)
        reading = read_export(data, source, progress).reading if as_json else read_ics(data, source, progress)
        calendars.extend(reading.calendars)
        series.extend(reading.series)
        problems.extend(reading.problems)

    refused = visit_files(paths, take, stdin, progress)
    return Reading(tuple(calendars), tuple(series), (*problems, *refused))


def visit_files(
    paths: Sequence[str], take: Take, stdin: BinaryIO | None = None, progress: Progress = SILENT
) -> tuple[Problem, ...]:
    """Give the content of every calendar file to ``take``, and return which files could not be taken, and why.

    Args:
        paths: files, folders and archives; ``-`` stands for standard input.
        take: is given the bytes of one file and what the person calls it, and may raise UnreadableInput.
        stdin: where ``-`` is read from.
        progress: asked before each file whether to go on.

    Raises:
        UnreadableInput: when no calendar at all could be read.
        Cancelled: when ``progress`` says so.

    """
    collected = _Collected(take)
    for path in dict.fromkeys(paths):
        progress.check()
        try:
            if path == "-":
                data = _limited(stdin) if stdin is not None else b""
                collected.add(data, _("standard input"))
            elif _is_folder(path):
                _read_folder(path, collected, progress)
            else:
                _read_file(path, collected, progress)
        except UnreadableInput as error:
            if len(paths) == 1 and not collected.problems:
                raise UnreadableInput(f"{_short(path)}: {error.what}", error.why, error.next_step) from None
            collected.refuse(_short(path), error.sentence())
    collected.summed_up(_("the paths given"))
    if not collected.read:
        reasons = "; ".join(f"{each.source}: {each.reason.rstrip('.')}" for each in collected.problems[:3])
        raise UnreadableInput(
            _("No calendar could be read"),
            reasons or ", ".join(map(_short, paths)),
        )
    return tuple(collected.problems)


def _short(path: str) -> str:
    """Return a path for a sentence: of an endless one its end."""
    return path if len(path) <= _LONGEST_PATH else f"…{path[-_LONGEST_PATH:]}"


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError) as error:
        raise UnreadableInput(_("It cannot be opened"), why_not(error)) from None


def _read_file(path: str, collected: _Collected, progress: Progress) -> None:
    data, note = _content(path, follow=True)
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        _read_archive(path, collected, progress)
        return
    collected.add(data, path)
    if note:
        collected.problems.append(Problem(path, None, None, note, kept=True))


def _content(path: str, *, follow: bool) -> tuple[bytes, str]:
    """Return a regular file's bytes, and a note where it changed while it was read.

    An archive is recognised by its first bytes, and only these are returned when it is larger than a calendar may be.

    Raises:
        UnreadableInput: when it is missing, no regular file, too large, or may not be read.

    """
    note = ""
    for attempt in range(2):
        try:
            # Not waiting keeps a pipe without a writer from stopping us; regular files do not care.
            flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
            handle = os.open(path, flags if follow else flags | getattr(os, "O_NOFOLLOW", 0))
        except FileNotFoundError:
            raise UnreadableInput(_("There is no such file or folder"), next_step=_("check the path")) from None
        except OSError as error:
            raise UnreadableInput(_("It cannot be opened"), why_not(error)) from None
        with os.fdopen(handle, "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise UnreadableInput(_("It is not a regular file"))
            try:
                data = _limited(file)
            except OSError as error:
                raise UnreadableInput(_("It cannot be read"), why_not(error)) from None
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            break
        if attempt:
            note = _("The file changed while it was read; read it again when it is written.")
    return data, note


def _limited(file: BinaryIO) -> bytes:
    """Return all bytes of a file, or one more than is allowed, which the reader then refuses."""
    pieces, size = [], 0
    while size <= LARGEST_FILE:
        piece = file.read(min(_FILE_PIECE, LARGEST_FILE + 1 - size))
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _read_folder(path: str, collected: _Collected, progress: Progress) -> None:
    """Read every calendar file below a folder, in order of name; links and what is no file are left alone."""
    before = collected.read
    for number, name in enumerate(_calendar_files(path, collected)):
        if number >= MOST_FILES:
            collected.refuse(path, _("It holds more than 10,000 calendar files; the rest were not read"))
            break
        progress.check()
        try:
            _read_folder_file(name, collected)
        except UnreadableInput as error:
            collected.refuse(name, error.sentence())
    if collected.read == before:
        collected.refuse(path, _("The folder holds no calendar file that can be read"))
    collected.summed_up(path)


def _read_folder_file(name: str, collected: _Collected) -> None:
    data, note = _content(name, follow=False)
    collected.add(data, name)
    if note:
        collected.problems.append(Problem(name, None, None, note, kept=True))


def _calendar_files(path: str, collected: _Collected) -> Iterator[str]:
    for folder, folders, names in os.walk(path, onerror=lambda error: collected.refuse(error.filename, why_not(error))):
        folders.sort()
        for name in sorted(names):
            if not name.lower().endswith(_ENDINGS):
                continue
            full = str(Path(folder) / name)
            try:
                mode = os.lstat(full).st_mode
            except OSError:
                collected.refuse(full, _("It vanished before it could be read"))
                continue
            if stat.S_ISLNK(mode):
                collected.refuse(full, _("It is a link, and links inside a folder are not followed"))
            elif not stat.S_ISREG(mode):
                collected.refuse(full, _("It is not a regular file"))
            else:
                yield full


def _read_archive(path: str, collected: _Collected, progress: Progress) -> None:
    """Read the calendars of a zip (Google Takeout: ``Takeout/Calendar/<name>.ics``) as streams.

    Raises:
        UnreadableInput: when the archive as a whole is damaged, or built to do harm.

    """
    # Imported here and below because most calendars come as plain files.
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_members(members)
            _read_members(path, archive, members, collected, progress)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, NotImplementedError, ValueError, EOFError):
        raise UnreadableInput(_("The archive is damaged"), next_step=_("download it again")) from None


def _check_members(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise UnreadableInput(_("The archive has more than 500 members"), next_step=_("unpack it and give the folder"))
    spans = sorted((each.header_offset, each.header_offset + each.compress_size) for each in members)
    for (__, end), (start, __) in itertools.pairwise(spans):
        if start < end:
            raise UnreadableInput(_("The members of the archive overlap, as only a harmful archive's do"))


class _Allowance:
    """How many bytes may still be read from an archive."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left


def _read_members(
    path: str,
    archive: zipfile.ZipFile,
    members: Iterable[zipfile.ZipInfo],
    collected: _Collected,
    progress: Progress,
) -> None:
    before = collected.read
    allowance = _Allowance(LARGEST_ARCHIVE)
    seen: set[str] = set()
    for member in members:
        progress.check()
        source = f"{path}: {member.filename}"
        name = member.filename.lower()
        if name.endswith(".zip"):
            collected.refuse(source, _("It is an archive inside an archive, and was not read"))
        if member.is_dir() or not name.endswith(_ENDINGS):
            continue
        if member.filename in seen:
            collected.refuse(source, _("The archive holds this name twice; only the first was read"))
            continue
        seen.add(member.filename)
        try:
            collected.add(_member_content(archive, member, allowance), source)
        except UnreadableInput as error:
            collected.refuse(source, error.sentence())
        if allowance.left < 0:
            break
    if collected.read == before:
        collected.refuse(path, _("The archive holds no calendar that can be read"))
    collected.summed_up(path)


def _member_content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowance: _Allowance) -> bytes:
    """Return one member's bytes, counted while they come, whatever becomes of them.

    Raises:
        UnreadableInput: when it is a link, encrypted, damaged, or larger than a calendar may be.

    """
    import zipfile
    import zlib

    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableInput(_("It is a link, and links inside an archive are not followed"))
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableInput(_("It is encrypted"), next_step=_("unpack it yourself and give the file"))
    pieces, size = [], 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                allowance.left -= len(piece)
                if allowance.left < 0:
                    raise UnreadableInput(_("The archive holds more than 200 MB; this and what follows was not read"))
                if size > LARGEST_FILE:
                    raise UnreadableInput(_("It is larger than 50 MB"))
                if size > _PIECE and size > LARGEST_RATIO * max(member.compress_size, 1):
                    raise UnreadableInput(_("It unpacks to more than 200 times its size, as only a harmful file does"))
                pieces.append(piece)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
        raise UnreadableInput(_("It is damaged"), next_step=_("download the archive again")) from None
    return b"".join(pieces)
