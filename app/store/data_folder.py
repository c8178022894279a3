"""The folder of a person's data: for its owner's eyes only, and on this computer."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.errors import UserError, why_not
from app.language import _

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
_OTHERS: Final = 0o077
_SYNC_MARKS: Final = (".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".stfolder")


def prepare(folder: Path) -> None:
    """Make the data folder, for its owner's eyes only; a looser one is tightened."""
    cannot = _("The data folder {folder} cannot be used").format(folder=folder)
    try:
        missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
        for each in reversed(missing):
            with suppress(FileExistsError):
                each.mkdir(PRIVATE_FOLDER)
        found = folder.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise UserError(cannot, _("it is a link"), _("name the folder that it leads to"))
        if not stat.S_ISDIR(found.st_mode):
            raise UserError(cannot, _("it is no folder"), _("choose another place for your data"))
        if found.st_mode & stat.S_ISVTX:  # such as the system's folder for temporary files
            raise UserError(cannot, _("all accounts of this machine share it"), _("choose a folder of its own"))
        if is_loose(found):
            folder.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
    except OSError as error:
        raise UserError(cannot, why_not(error)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UserError(cannot, _("you may not write there"), _("choose another place for your data"))


def is_loose(found: os.stat_result) -> bool:
    """Tell whether other accounts may use what is ours; Windows has no such bits, there the profile protects."""
    return os.name == "posix" and bool(stat.S_IMODE(found.st_mode) & _OTHERS) and found.st_uid == os.geteuid()


def risky_place(folder: Path, mounts: Path = Path("/proc/mounts")) -> str | None:
    """Return a warning where the folder is kept in step with other machines or lies on one, else None.

    Args:
        folder: The data folder; it need not exist.
        mounts: Where Linux lists what is mounted; without it, a file system on the network is not recognised.
    """
    place = Path(os.path.realpath(folder))
    for each in (place, *place.parents):
        if _is_synced(each.name) or any(os.path.lexists(each / mark) for mark in _SYNC_MARKS):
            return _(
                "Your data lie in {folder}, which is copied to other machines: a copy made while Clearweek writes can "
                "be damaged, and your calendars leave this computer. Choose another folder with --home."
            ).format(folder=each)
    network = r"nfs\d?|cifs|smb\w*|afs|ceph|davfs|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|glusterfs)"
    if str(place).startswith("\\\\") or re.fullmatch(network, _file_system(place, mounts)):
        return _(
            "Your data lie in {folder}, on another machine: locks are not reliable there, so two runs of Clearweek at "
            "once can damage them. Choose a folder on this computer with --home."
        ).format(folder=folder)
    return None


def _is_synced(name: str) -> bool:
    """Tell whether a service keeps folders of this name in step; some add to it: "OneDrive - Firm", "Dropbox (2)"."""
    return bool(
        re.match(
            r"(dropbox|onedrive|icloud ?drive|mobile documents|google ?drive|my drive|nextcloud|owncloud)(?![a-z])",
            name,
            re.IGNORECASE,
        )
    )


def _file_system(place: Path, mounts: Path) -> str:
    """Return the type of the file system that the place is on, as /proc/mounts names it (proc_mounts(5))."""
    best, kind = -1, ""
    with suppress(OSError):
        for line in mounts.read_text("utf-8", "surrogateescape").splitlines():
            fields = line.split(" ")
            # Spaces and the like stand there in octal.
            point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[1])
            if place.is_relative_to(point) and len(point) >= best:  # the later of two hides the first
                best, kind = len(point), fields[2]
    return kind


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may open; FileExistsError where something is already."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), PRIVATE_FILE))
