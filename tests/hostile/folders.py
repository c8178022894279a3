"""H44, H46 and H47: folders that hold more than calendars, and files that are gone when they are read."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from tests.hostile.case import Case, absent, exactly, told
from tests.hostile.ics_text import beside_good, event, other, slot, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SPECIAL = r"file|pipe|device|special|ordinary|regular"
FORBIDDEN = r"permi|allow|read|open"
LINK = r"link"


def among(fill: Callable[[Path], None]) -> Callable[[Path], list[str]]:
    """A folder with the good file and what is filled in beside it."""

    def build(folder: Path) -> list[str]:
        inside = folder / "calendars"
        inside.mkdir()
        beside_good(inside, name="000-good.ics")
        fill(inside)
        return [str(inside)]

    return build


def links(inside: Path) -> None:
    """H44: links to a calendar outside, to the folder itself, to nothing, and to themselves."""
    write(inside.parent / "outside.ics", (other("outside"),))
    (inside / "link.ics").symlink_to(inside.parent / "outside.ics")
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    (inside / "itself.ics").symlink_to(inside / "itself.ics")
    (inside / "ping.ics").symlink_to(inside / "pong.ics")
    (inside / "pong.ics").symlink_to(inside / "ping.ics")


def special_files(inside: Path) -> None:
    """H46: a pipe, a socket, a link to a device, a device where that may be made, a folder named like one."""
    os.mkfifo(inside / "pipe.ics")
    (inside / "zero.ics").symlink_to("/dev/zero")
    try:
        os.mknod(inside / "socket.ics", stat.S_IFSOCK | 0o600)
        os.mknod(inside / "device.ics", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except OSError:
        pass  # only root may make a device, and not in every container: the link above then stands for it
    (inside / "folder.ics").mkdir()
    write(inside / "folder.ics" / "deeper.ics", (other("deeper"),))


def unreadable(inside: Path) -> None:
    """H46: a file and a folder that nobody may read."""
    write(inside / "secret.ics", (other("secret"),))
    (inside / "secret.ics").chmod(0)
    (inside / "locked").mkdir()
    (inside / "locked").chmod(0)


CROWD = 10_000


def crowded(inside: Path) -> None:
    """H46: 10,000 empty files named like calendars and as many that are not, all after the good one."""
    for number in range(CROWD):
        (inside / f"n{number:05}.ics").touch()
        (inside / f"n{number:05}.txt").touch()


def pipe(folder: Path) -> list[str]:
    """H46: a pipe to which nobody writes, given as the path."""
    os.mkfifo(folder / "pipe.ics")
    return [str(folder / "pipe.ics")]


def locked_file(folder: Path) -> list[str]:
    """H46: a file that nobody may read, given as the path."""
    path = write(folder / "secret.ics", (other("secret"),))
    (folder / "secret.ics").chmod(0)
    return [path]


def dangling(inside: Path) -> None:
    """H47: a file that is listed and is not there."""
    (inside / "gone.ics").symlink_to(inside / "nowhere.ics")


def partial_write(inside: Path) -> None:
    """H47: a file whose writer stopped in the middle of an event."""
    whole = other("whole").removesuffix(b"END:VCALENDAR\r\n")
    write(inside / "growing.ics", (whole, event("half", "2026-02-06 11:00")[:90]))


WHOLE = slot("whole", "2026-02-05 11:00")
CASES = (
    Case("H44-folder", among(links), (absent("outside"), told(LINK, kept=False)), never_touched=("outside",)),
    Case("H46", among(special_files), (told(SPECIAL, "pipe.ics", kept=False),)),
    Case(
        "H46-unreadable",
        among(unreadable),
        (absent("secret"), told(FORBIDDEN, "secret", kept=False)),
        may_read_all=False,
    ),
    Case("H46-crowded", among(crowded), most_rows=1000),
    Case("H46-pipe-alone", pipe, refusal=SPECIAL),
    Case("H46-device-alone", lambda folder: ["/dev/zero"], refusal=SPECIAL),
    Case("H46-unreadable-alone", locked_file, refusal=FORBIDDEN, may_read_all=False),
    Case("H47-dangling", among(dangling), (told(rf"{LINK}|there|found|gone|vanished|missing", kept=False),)),
    Case(
        "H47-partial",
        among(partial_write),
        (
            exactly("whole", [WHOLE]),
            absent("half"),
            told(r"cut|end|whole|complete|clos", "growing", kept=False),
        ),
    ),
)
