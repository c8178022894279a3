"""What passes between the members of a team and whoever leads it: a round, a contribution, and the merged summary."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from app.language import N_

TeamFigure = Literal["meeting", "focus", "outside", "fragmentation", "one_on_ones"]
FIGURES: Final[tuple[TeamFigure, ...]] = ("meeting", "focus", "outside", "fragmentation", "one_on_ones")
"""The figures of a contribution (docs/team.md §2), in the order in which they are shown."""

BANDS: Final[dict[TeamFigure, tuple[str, ...]]] = {
    "meeting": ("<10", "10-20", ">=20"),
    "focus": ("<10", "10-20", ">=20"),
    "outside": ("<1", "1-4", ">=4"),
    "fragmentation": ("<0.3", "0.3-0.6", ">=0.6"),
    "one_on_ones": ("kept", "slipping", "none", "unknown"),
}
"""The bands of each figure as a file names them, neighbours beside each other; hours a week, and a share."""

FEWEST_PEOPLE: Final = 5
"""Under so many contributions nothing is shown (docs/team.md §3)."""
FEWEST_WEEKS, MOST_WEEKS = 2, 13
"""Weeks of a round: one week has too few working days (docs/team.md §2), and a quarter has thirteen."""
MOST_PEOPLE: Final = 10_000
"""People that a round may ask for; it keeps the number within reason."""
FEWER: Final = N_("fewer than 3")
ENOUGH: Final = N_("3 or more")
"""What is said of a band where shares would say too much (docs/team.md §3)."""


class TeamPeriod(NamedTuple):
    """Whole ISO weeks: the ordinal of the first Monday, and how many."""

    monday: int
    weeks: int

    @property
    def last(self) -> int:
        """The ordinal of the last Sunday."""
        return self.monday + 7 * self.weeks - 1

    def overlaps(self, other: TeamPeriod) -> bool:
        """Tell whether two periods have a week in common."""
        return self.monday <= other.last and other.monday <= self.last


def week_text(monday: int) -> str:
    """Return the ISO week that begins on a Monday as a file names it: "2026-W44"."""
    year, week, __ = dt.date.fromordinal(monday).isocalendar()
    return f"{year:04}-W{week:02}"


@dataclass(frozen=True, slots=True)
class Round:
    """What whoever leads sends round (docs/team.md §2).

    Attributes:
        id: 128 random bits as 32 hexadecimal digits.
        period: the weeks that contributions are about.
        k: contributions under which nothing is shown, at least five.

    """

    id: str
    period: TeamPeriod
    k: int = FEWEST_PEOPLE


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a member's file says (docs/team.md §2).

    Attributes:
        round: the id of its round.
        period: likewise of the round.
        slot: 32 hexadecimal digits by which two files of one member are told to be the same member's.
        rev: 1, and one more each time the member shares other bands in the same round.
        bands: one for each of ``FIGURES``, in that order.

    """

    round: str
    period: TeamPeriod
    slot: str
    rev: int
    bands: tuple[str, ...]

    def band(self, figure: TeamFigure) -> str:
        """Return the band of a figure."""
        return self.bands[FIGURES.index(figure)]


class Cell(NamedTuple):
    """A band, or several joined, of the merged summary: whole per cents of people, or ``FEWER`` or ``ENOUGH``."""

    band: str
    share: int | str


class FigureShares(NamedTuple):
    """A figure of the merged summary; without a cell where nothing may be said of it."""

    figure: TeamFigure
    cells: tuple[Cell, ...]


class Suppressed(NamedTuple):
    """What the summary does not say (a figure's name, or ``all``), and why in a sentence."""

    what: str
    why: str


class SetAside(NamedTuple):
    """A file that was left out: its name, its slot where it could be read (else empty), and why in a sentence."""

    file: str
    slot: str
    reason: str


@dataclass(frozen=True, slots=True)
class TeamSummary:
    """What a team's calendars leave for thinking, over everyone who contributed (docs/team.md §3).

    Attributes:
        round: the id of the round that counted; empty where no file could be read.
        period: its weeks; None likewise.
        n: how many contributions count.
        figures: one for each of ``FIGURES``; none where the summary was refused.
        suppressed: what is not said, and why.
        set_aside: the files that were left out.
        refused: why there is no figure at all, in a sentence; empty where there are some.

    """

    round: str
    period: TeamPeriod | None
    n: int
    figures: tuple[FigureShares, ...]
    suppressed: tuple[Suppressed, ...]
    set_aside: tuple[SetAside, ...]
    refused: str = ""


class EarlierMerge(NamedTuple):
    """A merge that was shown before: its weeks, and the slots that counted."""

    period: TeamPeriod
    slots: frozenset[str]
