"""What an attacker who has every published output learns of one member of a team (docs/team.md §4), worked out exactly.

No team is drawn at random: every team that is possible is gone through with its probability, and the attacker guesses
as well as anybody can, namely the band that is most probable after all that was published. The base rate is what the
most frequent band among those whom the attacker does not know gives: the summary is there to say that much.

    python -m benchmarks.team_attacker
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from math import comb, factorial, prod
from typing import Final, NamedTuple

from app.model.team import BANDS, FEWEST_PEOPLE, Cell, EarlierMerge, TeamPeriod
from app.team.bands import shown_cells
from app.team.merge import may_follow

SIZES: Final = (5, 8, 12, 30)
MOST_POINTS: Final = 5
"""Points above the base rate that are allowed (docs/team.md §4)."""
FIGURE: Final = "meeting"
_BANDS: Final = len(BANDS[FIGURE])
_PERIOD: Final = TeamPeriod(739_915, 4)
_USUAL: Final = (0.25, 0.5, 0.25)

Counts = tuple[int, ...]
Prior = Callable[[Counts], float]


class World(NamedTuple):
    """One possible team and target.

    Attributes:
        weight: how probable it is.
        band: that of the target.
        seen: all that the attacker sees or knows.
        base: the share of the most frequent band among those whom the attacker does not know.

    """

    weight: float
    band: int
    seen: tuple[object, ...]
    base: float


def any_team(counts: Counts) -> float:
    """Return the probability of a team where every composition is as probable as any other."""
    return 1 / comb(sum(counts) + _BANDS - 1, _BANDS - 1)


def usual_team(counts: Counts) -> float:
    """Return the probability of a team of independent people, of whom half are in the middle band."""
    return factorial(sum(counts)) * prod(
        share**count / factorial(count) for count, share in zip(counts, _USUAL, strict=True)
    )


PRIORS: Final[dict[str, Prior]] = {"any team": any_team, "usual team": usual_team}


@cache
def teams(people: int) -> tuple[Counts, ...]:
    """Return every composition of a team: the number of people in each band."""
    firsts = product(range(people + 1), repeat=_BANDS - 1)
    return tuple((*first, people - sum(first)) for first in firsts if sum(first) <= people)


@cache
def published(counts: Counts) -> tuple[Cell, ...]:
    """Return what is shown of a team."""
    return shown_cells(FIGURE, counts) if sum(counts) >= FEWEST_PEOPLE else ()


def without(counts: Counts, band: int) -> Counts:
    """Return a team less one of the people in a band."""
    return tuple(count - (at == band) for at, count in enumerate(counts))


def merged_again(people: int, leaving: int) -> bool:
    """Tell whether the same weeks may be merged once more without some people, and show something."""
    everyone = frozenset(map(str, range(people)))
    stayed = frozenset(map(str, range(people - leaving)))
    enough = len(stayed) >= FEWEST_PEOPLE
    return enough and may_follow(EarlierMerge(_PERIOD, everyone), EarlierMerge(_PERIOD, stayed))


# ---- attackers ----


def reader(people: int, prior: Prior) -> Iterator[World]:
    """Yield what somebody sees who has the summary alone."""
    for counts in teams(people):
        for band, count in enumerate(counts):
            yield World(prior(counts) * count / people, band, (published(counts),), max(counts) / people)


def insider(people: int, prior: Prior) -> Iterator[World]:
    """Yield what a member sees, who knows one band besides."""
    for counts in teams(people):
        for own, of_own in enumerate(counts):
            others = without(counts, own)
            for band, count in enumerate(others):
                weight = prior(counts) * of_own / people * count / (people - 1)
                if weight:
                    yield World(weight, band, (published(counts), own), max(others) / (people - 1))


def leaver(people: int, prior: Prior, *, heeded: bool = True) -> Iterator[World]:
    """Yield what somebody sees who merges the same weeks with the target, and without.

    Args:
        people: in the team, with the target.
        prior: how probable a team is.
        heeded: the second merge is refused where it must be; else it is not, to show what the refusal is worth.

    """
    again = merged_again(people, 1) if heeded else people > FEWEST_PEOPLE
    for counts in teams(people):
        for band, count in enumerate(counts):
            if count:
                second = published(without(counts, band)) if again else ()
                seen = (published(counts), second)
                yield World(prior(counts) * count / people, band, seen, max(counts) / people)


def five_leavers(people: int, prior: Prior, *, against_all: bool = False) -> Iterator[World]:
    """Yield what somebody sees who merges the same weeks without five people, of whom the target is one.

    A summary of five may be shown, so that the base rate is that of these five.

    Args:
        people: in the team, with the five.
        prior: how probable a team is.
        against_all: the base rate is that of the whole team instead.

    """
    if not merged_again(people, FEWEST_PEOPLE):
        return
    for counts in teams(people):
        for gone in teams(FEWEST_PEOPLE):
            stayed = tuple(count - less for count, less in zip(counts, gone, strict=True))
            if min(stayed) < 0:
                continue
            ways = prod(comb(count, less) for count, less in zip(counts, gone, strict=True))
            weight = prior(counts) * ways / comb(people, FEWEST_PEOPLE)
            seen = (published(counts), published(stayed))
            for band, less in enumerate(gone):
                base = max(counts) / people if against_all else max(gone) / FEWEST_PEOPLE
                yield World(weight * less / FEWEST_PEOPLE, band, seen, base)


def newcomer(people: int, prior: Prior) -> Iterator[World]:
    """Yield what somebody sees who compares the round before the target came with the one after.

    The worst case is taken: nobody's band has changed in between.
    """
    for counts in teams(people):
        for band, count in enumerate(counts):
            if count:
                seen = (published(counts), published(without(counts, band)))
                yield World(prior(counts) * count / people, band, seen, max(counts) / people)


ATTACKERS: Final[dict[str, Callable[[int, Prior], Iterator[World]]]] = {
    "reader": reader,
    "insider": insider,
    "leaver": leaver,
    "five leavers": five_leavers,
}
"""Those that are refused or must learn nothing (docs/team.md §4)."""


def points_above(worlds: Iterator[World]) -> float:
    """Return by how many points of a hundred the best guess beats the base rate; 0 where nothing can be seen."""
    by_seen: dict[tuple[object, ...], list[float]] = defaultdict(lambda: [0.0] * _BANDS)
    base = whole = 0.0
    for world in worlds:
        by_seen[world.seen][world.band] += world.weight
        base += world.weight * world.base
        whole += world.weight
    return 100 * (sum(map(max, by_seen.values())) - base) / whole if whole else 0.0


def worst() -> float:
    """Return the most points that any attacker gains, over all sizes of team and both kinds of teams."""
    return max(
        points_above(attack(people, prior))
        for attack in ATTACKERS.values()
        for people in SIZES
        for prior in PRIORS.values()
    )


def main() -> None:
    """Print the points of each attacker."""
    rows: dict[str, Callable[[int, Prior], Iterator[World]]] = {
        **ATTACKERS,
        "five leavers, against all": lambda people, prior: five_leavers(people, prior, against_all=True),
        "newcomer, no band changed": newcomer,
        "leaver, were it not refused": lambda people, prior: leaver(people, prior, heeded=False),
    }
    for name, attack in rows.items():
        for kind, prior in PRIORS.items():
            points = "  ".join(f"{people:2}: {points_above(attack(people, prior)):+5.1f}" for people in SIZES)
            print(f"{name:28} {kind:11} {points}")


if __name__ == "__main__":
    main()
