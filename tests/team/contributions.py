"""Contributions of invented people, and the bytes of their files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.model.team import BANDS, FIGURES, Contribution, Round, TeamPeriod
from app.team.contribution import contribution_bytes, slot_of
from app.team.merge import Received

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

MONDAY = 739_915
"""The Monday of 2026-W44."""
PERIOD = TeamPeriod(MONDAY, 4)
ROUND = Round("9be27d10" * 4, PERIOD)
OTHER_ROUND = Round("0123abcd" * 4, PERIOD)
MIDDLE = tuple(BANDS[figure][1] for figure in FIGURES)


def secret(member: int) -> bytes:
    """The secret of an invented member."""
    return hashlib.sha256(f"member {member}".encode()).digest()


def share(member: int, bands: tuple[str, ...] = MIDDLE, *, rev: int = 1, of: Round = ROUND) -> Contribution:
    """What a member shares in a round."""
    return Contribution(of.id, of.period, slot_of(secret(member), of.id), rev, bands)


def received(found: Contribution, name: str = "") -> Received:
    """The file of a contribution."""
    return Received(name or f"{found.slot[:8]}.json", contribution_bytes(found))


def files(contributions: Iterable[Contribution]) -> list[Received]:
    """The files of some contributions."""
    return [received(each) for each in contributions]


def with_meeting(band: int) -> tuple[str, ...]:
    """Middle bands but for the meeting hours, whose band is named by its number."""
    return (BANDS["meeting"][band], *MIDDLE[1:])


def team_of(counts: Iterable[int]) -> list[Contribution]:
    """A team of which so many are in each band of the meeting hours."""
    bands = [band for band, count in enumerate(counts) for _member in range(count)]
    return [share(member, with_meeting(band)) for member, band in enumerate(bands)]


def random_bands(drawn: random.Random) -> tuple[str, ...]:
    """Bands drawn evenly."""
    return tuple(drawn.choice(BANDS[figure]) for figure in FIGURES)
