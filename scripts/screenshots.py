"""Paint the pictures of the documents, docs/images/*.png, anew: the invented sample calendar, without a display.

Run it after a change of what the window looks like: `make screenshots`. The sample ends with the week before the day
on which it is run, so the days in the pictures are those.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from app.operations.sample import add_sample
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui.start import run_window

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
USUAL = (1280, 820)


class Picture(NamedTuple):
    """One picture: its name, the page, and how the window stands."""

    name: str
    page: str
    scheme: str
    lang: str = "en"
    size: tuple[int, int] = USUAL


FIRST_START = "first-start"
PICTURES = (
    *(
        Picture(f"{page}-{scheme}", page, scheme)
        for page in (FIRST_START, "overview", "week")
        for scheme in ("light", "dark")
    ),
    Picture("overview-900-german-light", "overview", "light", "de", (900, 820)),
)


def main() -> None:
    """Fill a folder of its own with the sample and paint each picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        empty, full = Path(made, "empty"), Path(made, "full")
        _fill(full)
        for picture in PICTURES:
            home = empty if picture.page == FIRST_START else full
            if home is full:
                _turn_to(full, picture.page)
            file = IMAGES / f"{picture.name}.png"
            run_window(
                home,
                until_first_paint=True,
                picture=file,
                size=picture.size,
                scheme=picture.scheme,
                lang=picture.lang,
            )
            print(file.relative_to(IMAGES.parent.parent))


def _fill(home: Path) -> None:
    workspace = Workspace(home)
    try:
        add_sample(workspace, SILENT)
    finally:
        workspace.close()


def _turn_to(home: Path, page: str) -> None:
    """Leave the window on a page, so that it opens there."""
    workspace = Workspace(home)
    try:
        workspace.keep_window_state({"page": page})
    finally:
        workspace.close()


if __name__ == "__main__":
    main()
