"""Paint the pictures of the documents, docs/images/*.png, anew: the invented sample calendar, without a display.

Run it after a change of what the window looks like: `make screenshots`. The sample ends with the week before the day
on which it is run, so the days in the pictures are those. `make screenshots-all` paints every page in both languages
and schemes, at three widths and at 100 % and 200 %, into build/screenshots, to look at before a release.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from app.model.whatif_page import Asked, Draft, Wish
from app.operations.plan import planned_weeks
from app.operations.sample import add_sample
from app.operations.whatif_plans import best
from app.operations.workspace import Workspace
from app.planning.draft import as_text
from app.progress import SILENT

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
ALL = ROOT / "build" / "screenshots"
USUAL = (1280, 820)
SIZES = ((900, 820), USUAL, (1920, 1080))
AT_ONCE = 2
ZONE = "Europe/Berlin"
"""Where the invented person of the sample is at home."""


class Picture(NamedTuple):
    """One picture: its name, the page, and how the window stands."""

    name: str
    page: str
    scheme: str
    lang: str = "en"
    size: tuple[int, int] = USUAL
    times: int = 1
    """How many pixels of the screen stand for one of the window."""


FIRST_START = "first-start"
PAGES = ("overview", "week", "patterns", "series", "whatif", "people", "outcomes", "team", "report")
SCHEMES = ("light", "dark")
SHOWN = (
    *(Picture(f"{page}-{scheme}", page, scheme) for page, scheme in product((FIRST_START, *PAGES), SCHEMES)),
    Picture("overview-900-german-light", "overview", "light", "de", (900, 820)),
    Picture("patterns-900-german-dark", "patterns", "dark", "de", (900, 820)),
)

CHANGE = "No meeting on Wednesday mornings"
HEAD = "what,to,due,done_means,defined,began,done,waits"
PROMISES = (
    ("Move the billing to the new ledger", "Ben", "Ben has seen one month closed with it"),
    ("Quarter plan on one page", "Priya", "Priya can say it in her own words"),
    ("Search answers while one types", "Aylin", "half a second on the slowest laptop"),
    ("Hiring plan for the spring", "Daniel", ""),
    ("Backups brought back once", "Mateo", "a file of last week is back"),
    ("Pricing page in three languages", "Nguyen", "a native reader found nothing"),
    ("On-call handbook", "Ben", "someone new has used it for a week"),
    ("Customer interviews summed up", "Priya", ""),
    ("Old importer switched off", "Aylin", "no job has called it for a week"),
    ("Error budget agreed", "Daniel", "Daniel and the team have signed it"),
    ("Release notes that a customer reads", "Mateo", "one has answered"),
    ("Data model of the second region", "Ben", "the review is closed"),
    ("Trial of the shorter stand-up", "Priya", "four weeks are over"),
    ("Access rights looked through", "Nguyen", "the list is empty"),
    ("Roadmap to the end of the year", "Daniel", "it fits one page"),
)
OPEN = 4
"""How many of the last are not due yet."""
LATE = (-1, -3, 2, 0, -2, -1, -4)
"""Days after the promised day on which one after the other was done."""


def _every() -> tuple[Picture, ...]:
    return tuple(
        Picture(f"{page}-{lang}-{scheme}-{size[0]}-{times}00", page, scheme, lang, size, times)
        for page, lang, scheme, size, times in product((FIRST_START, *PAGES), ("en", "de"), SCHEMES, SIZES, (1, 2))
    )


def main() -> None:
    """Fill a folder of its own with the sample and paint each picture."""
    words = argparse.ArgumentParser()
    words.add_argument("--all", action="store_true", help="every page in every way, into build/screenshots")
    folder, pictures = (ALL, _every()) if words.parse_args().all else (IMAGES, SHOWN)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["TZ"] = ZONE
    time.tzset()
    with TemporaryDirectory() as made:
        full = Path(made, "full")
        _fill(full)
        # One folder for each page: the window opens on the page on which it was left.
        homes = {page: _home_on(page, full, Path(made, page)) for page in (FIRST_START, *PAGES)}
        with ThreadPoolExecutor(AT_ONCE) as painters:
            for file in painters.map(lambda picture: _paint(picture, homes[picture.page], folder), pictures):
                print(file.relative_to(ROOT))


def _paint(picture: Picture, home: Path, folder: Path) -> Path:
    file = folder / f"{picture.name}.png"
    width, height = picture.size
    options = ["--home", str(home), "--until", "first-paint", "--picture", str(file), "--size", f"{width}x{height}"]
    options += ["--scheme", picture.scheme, "--lang", picture.lang]
    at = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(picture.times)}
    subprocess.run([sys.executable, "-m", "app", "open", *options], check=True, cwd=ROOT, env=at)
    return file


def _fill(home: Path) -> None:
    """Keep the sample, and what its invented person would have noted beside it."""
    workspace = Workspace(home)
    try:
        add_sample(workspace, SILENT)
    finally:
        workspace.close()
    met = json.loads(_run(home, "people", "--json"))["one_on_ones"]
    for each, group in zip(met, cycle(("office", "remote", "remote")), strict=False):
        _run(home, "people", "name", each["person"], "--group", group)
    today = dt.date.today()  # noqa: DTZ011 (the clock's day, as for the sample)
    _run(home, "journal", "import", "-", given=_journal(today))
    change = today - dt.timedelta(weeks=6)
    _run(home, "journal", "experiment", "add", CHANGE, "--measure", "focus_minutes", "--start", change.isoformat())


def _journal(today: dt.date) -> str:
    """Return an invented quarter of promises as CSV, the last of them still open."""
    rows = [HEAD]
    for number, (what, to, means) in enumerate(PROMISES):
        due = today - dt.timedelta(days=7 * (len(PROMISES) - OPEN - number))
        began = due - dt.timedelta(days=9 + number % 4)
        done = due + dt.timedelta(days=LATE[number % len(LATE)])
        begun = began if began <= today else ""
        waits = f"{began + dt.timedelta(days=2)}..{began + dt.timedelta(days=4)} decision" if number % 3 == 1 else ""
        over = done < today
        rows.append(
            f"{what},{to},{due},{means},{begun if means else ''},{begun},{done if over else ''},{waits if over else ''}"
        )
    return "\n".join(rows)


def _home_on(page: str, full: Path, home: Path) -> Path:
    """Make a folder whose window opens on a page: with the data, or without any for the first start."""
    if page == FIRST_START:
        return home
    shutil.copytree(full, home)
    workspace = Workspace(home)
    try:
        state = {"page": page}
        if page == "whatif":
            state["draft"] = _tried(workspace)
        workspace.keep_window_state(state)
    finally:
        workspace.close()
    return home


def _tried(workspace: Workspace) -> str:
    """Return what the page of changes shows once it was asked for two mornings."""
    wish = Wish(free_mornings=2)
    found = best(planned_weeks(workspace, (None, None)), Asked(wish, frozenset()), SILENT)
    return as_text(Draft(edits=found.edits, wish=wish))


def _run(home: Path, *words: str, given: str | None = None) -> str:
    command = [sys.executable, "-m", "app", *words, "--home", str(home)]
    return subprocess.run(command, check=True, cwd=ROOT, input=given, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
