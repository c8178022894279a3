"""Where things are on this machine: the person's data, the program's own files, the time zone."""

from __future__ import annotations

import os
import warnings
from contextlib import suppress
from pathlib import Path

_LOCALTIME = Path("/etc/localtime")
"""What the C library follows on Linux and macOS: mostly a link into the database of zones."""
_RESOURCES = Path(__file__).parent.parent / "resources"


def home(override: Path | None = None) -> Path:
    """Return the folder of this person's data; it need not exist yet.

    Args:
        override: The folder given with `--home`; else CLEARWEEK_HOME holds, else the system's place for data.
    """
    chosen = override or os.environ.get("CLEARWEEK_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    # Imported here because a one-off command has no data of its own and never asks.
    import platformdirs

    return platformdirs.user_data_path("Clearweek", appauthor=False)


def resource_path(*parts: str) -> Path:
    """Return the path of a file that comes with the program, in a checkout and when installed alike."""
    return _RESOURCES.joinpath(*parts)


def local_zone_name() -> str:
    """Return the IANA name of the system's time zone: TZ where it names one, else its setting, else UTC."""
    # POSIX allows a colon before a name and an absolute path instead of one (tzset(3)).
    wanted = os.environ.get("TZ", "").removeprefix(":").rpartition("/zoneinfo/")[2]
    if not wanted:
        with suppress(OSError):
            wanted = str(_LOCALTIME.readlink()).rpartition("/zoneinfo/")[2]
    if _is_zone(wanted):
        return wanted
    # Imported here because TZ or the link, or `--tz` before them, has mostly answered the question.
    import tzlocal

    try:
        # A machine without any setting is worth no warning: `doctor` names the zone that is used.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = tzlocal.get_localzone_name()
    except (LookupError, ValueError, OSError):
        return "UTC"
    return found if _is_zone(found) else "UTC"


def _is_zone(name: str) -> bool:
    # Imported here because the first picture asks for no zone.
    from zoneinfo import ZoneInfo

    try:
        return bool(name) and ZoneInfo(name) is not None
    except (LookupError, ValueError, OSError):
        # In this order: no such zone, a name that is no relative path, the name of a folder of zones.
        return False
