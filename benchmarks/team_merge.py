"""How long the merge of a thousand files takes, through the command line (docs/team.md §3)."""

from __future__ import annotations

import hashlib
import random
import time
from typing import TYPE_CHECKING, Final

from app.model.team import BANDS, FIGURES, Contribution, Round, TeamPeriod
from app.team.contribution import contribution_bytes, slot_of
from benchmarks.measure import run

if TYPE_CHECKING:
    from pathlib import Path

FILES: Final = 1_000
_PERIOD: Final = TeamPeriod(739_915, 4)


def merge_seconds(folder: Path, seed: int) -> float:
    """Return the seconds on the clock of one merge in a new home under a folder, the start of Python among them."""
    place = folder / "team"
    place.mkdir()
    drawn = random.Random(seed)
    found = Round(f"{drawn.getrandbits(128):032x}", _PERIOD)
    names = []
    for member in range(FILES):
        bands = tuple(drawn.choice(BANDS[figure]) for figure in FIGURES)
        slot = slot_of(hashlib.sha256(bytes([member % 256, member // 256])).digest(), found.id)
        path = place / f"{member}.json"
        path.write_bytes(contribution_bytes(Contribution(found.id, found.period, slot, 1, bands)))
        names.append(str(path))
    before = time.monotonic()
    run("app", ("team", "merge", *names, "-o", str(place / "out.json"), "--home", str(place / "home")))
    return time.monotonic() - before
