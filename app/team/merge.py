"""The merge: from the files of a team to what may be shown of all of them together (docs/team.md §3). A pure function.

What comes out does not depend on the order of the files. Nothing that is said of why something is not shown tells more
than what is shown: bands that were joined because few people are in them, and because everyone is in one, are told
in the same words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from app.language import _, ngettext
from app.model.team import (
    BANDS,
    FEWEST_PEOPLE,
    FIGURES,
    Contribution,
    EarlierMerge,
    FigureShares,
    SetAside,
    Suppressed,
    TeamPeriod,
    TeamSummary,
)
from app.team.bands import FEWEST_FOR_SHARES, shown_cells
from app.team.contribution import canonical, read_contribution
from app.team.strict_json import NotTaken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.team import Round

T = TypeVar("T", str, TeamPeriod)

FEWEST_APART: Final = 5
"""People by whom two merges of the same weeks must differ, in each direction in which they do."""
NOBODY: Final = TeamSummary("", None, 0, (), (), ())


class Received(NamedTuple):
    """A file that was given: its name without folders, and its bytes, or why they could not be read."""

    name: str
    data: bytes
    unreadable: str = ""


class Merged(NamedTuple):
    """What a merge comes to; the slots are remembered where the summary was not refused."""

    summary: TeamSummary
    slots: frozenset[str]


def merge(
    files: Iterable[Received],
    own_rounds: Mapping[str, Round] | None = None,
    earlier: Sequence[EarlierMerge] = (),
) -> Merged:
    """Return the summary of some files.

    Args:
        files: as they were given.
        own_rounds: those that were made in this home, by their ids.
        earlier: the merges that were shown before.

    """
    aside: list[SetAside] = []
    read = _read(sorted(files), aside)
    rounds = own_rounds or {}
    chosen = _round_that_counts(read, rounds)
    if chosen is None:
        return Merged(_refused(NOBODY, aside, _too_few(0, FEWEST_PEOPLE)), frozenset())
    round_id, period = chosen
    kept = _of_round(read, round_id, period, aside)
    counted = _one_each(kept, aside)
    slots = frozenset(each.slot for each in counted)
    summary = TeamSummary(round_id, period, len(counted), (), (), ())
    fewest = max(FEWEST_PEOPLE, rounds[round_id].k if round_id in rounds else 0)
    if len(counted) < fewest:
        return Merged(_refused(summary, aside, _too_few(len(counted), fewest)), slots)
    if not all(may_follow(each, EarlierMerge(period, slots)) for each in earlier):
        return Merged(_refused(summary, aside, _too_close()), slots)
    figures = shares_of(counted)
    return Merged(
        TeamSummary(round_id, period, len(counted), figures, _suppressed(figures, len(counted)), tuple(sorted(aside))),
        slots,
    )


def may_follow(before: EarlierMerge, now: EarlierMerge) -> bool:
    """Tell whether a merge may be shown after another one (docs/team.md §3).

    Of the same weeks only the same people, or others by at least five: who is in one of them and not in the other
    could be worked out by subtracting. That holds for those who left and for those who came.
    """
    if before.period != now.period:
        return True
    return all(not gone or len(gone) >= FEWEST_APART for gone in (before.slots - now.slots, now.slots - before.slots))


def counts_of(contributions: Iterable[Contribution]) -> tuple[tuple[int, ...], ...]:
    """Return how many people are in each band of each figure."""
    tallies: list[Counter[str]] = [Counter() for _figure in FIGURES]
    for each in contributions:
        for tally, band in zip(tallies, each.bands, strict=True):
            tally[band] += 1
    return tuple(tuple(tally[band] for band in BANDS[figure]) for figure, tally in zip(FIGURES, tallies, strict=True))


def shares_of(contributions: Iterable[Contribution]) -> tuple[FigureShares, ...]:
    """Return what may be shown of some contributions, one for each member; of at least five."""
    counts = counts_of(contributions)
    return tuple(FigureShares(figure, shown_cells(figure, own)) for figure, own in zip(FIGURES, counts, strict=True))


# ---- which files count ----


class _Read(NamedTuple):
    file: str
    found: Contribution


def _read(files: Iterable[Received], aside: list[SetAside]) -> list[_Read]:
    read = []
    for each in files:
        if each.unreadable:
            aside.append(SetAside(each.name, "", each.unreadable))
            continue
        try:
            read.append(_Read(each.name, read_contribution(each.data)))
        except NotTaken as error:
            aside.append(SetAside(each.name, "", error.reason))
    return read


def _round_that_counts(read: Sequence[_Read], own: Mapping[str, Round]) -> tuple[str, TeamPeriod] | None:
    """Return the round made in this home, else that of most files, and its weeks (docs/team.md §5)."""
    known = [each.found for each in read]
    if not known:
        return None
    here = [each for each in known if each.round in own]
    chosen = _most_frequent([each.round for each in here or known])
    if chosen in own:
        return chosen, own[chosen].period
    return chosen, _most_frequent([each.period for each in known if each.round == chosen])


def _most_frequent(values: Sequence[T]) -> T:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))


def _of_round(
    read: Iterable[_Read], round_id: str, period: TeamPeriod, aside: list[SetAside]
) -> dict[str, list[_Read]]:
    """Return the files of a round by slot."""
    kept: dict[str, list[_Read]] = defaultdict(list)
    for each in read:
        if each.found.round != round_id:
            aside.append(SetAside(each.file, each.found.slot, _("It belongs to another round.")))
        elif each.found.period != period:
            aside.append(SetAside(each.file, each.found.slot, _("It is about other weeks than the round.")))
        else:
            kept[each.found.slot].append(each)
    return kept


def _one_each(by_slot: Mapping[str, Sequence[_Read]], aside: list[SetAside]) -> list[Contribution]:
    """Return one contribution for each slot: that of the highest revision, where it is not two (docs/team.md §3)."""
    counted = []
    for slot, own in by_slot.items():
        rev = max(each.found.rev for each in own)
        newest = [each for each in own if each.found.rev == rev]
        old = _("A newer file of the same member takes its place.")
        aside.extend(SetAside(each.file, slot, old) for each in own if each.found.rev < rev)
        if len({canonical(each.found) for each in newest}) > 1:
            reason = _("Two files of the same member say different things under the same number.")
            aside.extend(SetAside(each.file, slot, reason) for each in newest)
            continue
        again = _("The same contribution was given more than once; it counts once.")
        aside.extend(SetAside(each.file, slot, again) for each in newest[1:])
        counted.append(newest[0].found)
    return counted


# ---- what is said of it ----


def _refused(summary: TeamSummary, aside: Iterable[SetAside], why: str) -> TeamSummary:
    return TeamSummary(
        summary.round, summary.period, summary.n, (), (Suppressed("all", why),), tuple(sorted(aside)), why
    )


def _too_few(people: int, fewest: int) -> str:
    text = ngettext(
        "{count} contribution counts, and under {fewest} nothing is shown: it could be traced back to somebody.",
        "{count} contributions count, and under {fewest} nothing is shown: it could be traced back to somebody.",
        people,
    )
    return text.format(count=people, fewest=fewest)


def _too_close() -> str:
    return _(
        "These weeks were merged before with other people, and the two differ by fewer than 5: the difference would "
        "say what is theirs."
    )


def _suppressed(figures: Iterable[FigureShares], people: int) -> tuple[Suppressed, ...]:
    if people < FEWEST_FOR_SHARES:
        why = _("Of fewer than 12 people only “fewer than 3” or “3 or more” is said of each band, and no share.")
        return tuple(Suppressed(each.figure, why) for each in figures)
    joined = _("Bands were joined so that none shows fewer than 3 people, and none alone holds everyone.")
    nothing = _("All its bands would have to be joined, which says nothing.")
    return tuple(
        Suppressed(each.figure, joined if each.cells else nothing)
        for each in figures
        if len(each.cells) < len(BANDS[each.figure])
    )
