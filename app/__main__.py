"""The start: `clearweek` and `python -m app` both come through here.

Only what was asked for is imported, so that the start stays quick.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys

TYPE_CHECKING = False  # typing itself is loaded after the first line of `main`
if TYPE_CHECKING:
    from typing import NoReturn

_NEW_OBJECTS = 20_000
"""How many more objects than before make Python look for cycles. It begins with 700, and a start makes a hundred
thousand that stay: looking through them again and again was a sixth of the time to the first picture."""


def spare() -> None:
    """Leave away what a start needs nothing of, before anything else is imported."""
    gc.set_threshold(_NEW_OBJECTS, 20, 20)
    from app.spared_library import spare_library

    spare_library()


def main() -> int:
    """Run the command line on the words of this process and return its exit status."""
    spare()
    from app.cli.main import main as run_command_line

    status = run_command_line(sys.argv[1:])
    if "PySide6" in sys.modules:
        _end(status)
    # The process ends: nothing that is left needs to be looked through once more.
    gc.freeze()
    return status


def _end(status: int) -> NoReturn:
    """End the process after a window, of which all work has stopped and all data are closed.

    To take every class and object of Qt apart one by one takes a tenth of the time to the first picture, and the
    system frees it all the same.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
