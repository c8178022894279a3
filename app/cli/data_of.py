"""The data folder that a command's words name, and what is kept in it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.environment import home
from app.errors import UserError
from app.language import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from app.cli.quick_open import Opening
    from app.operations.workspace import Workspace

_LONGEST = 1_000


def data_folder(words: argparse.Namespace | Opening) -> Path:
    """Return the folder of --home, else that of CLEARWEEK_HOME, else the system's place."""
    return home(Path(words.home) if words.home else None)


@contextmanager
def opened(words: argparse.Namespace) -> Iterator[Workspace]:
    """Open what is kept in the data folder, and close it afterwards; say on standard error what happened to it."""
    from app.model.foreign_text import visible
    from app.operations.workspace import Workspace

    workspace = Workspace(data_folder(words))
    try:
        yield workspace
        for sentence in workspace.told() if sys.stderr is not None else ():
            print(f"clearweek: {visible(sentence, _LONGEST)}", file=sys.stderr)
    finally:
        workspace.close()


def nothing_kept() -> UserError:
    """Return what is said where an answer needs a calendar and none is kept."""
    return UserError(_("No calendar is kept yet"), next_step=_("clearweek add FILE brings one in"))
