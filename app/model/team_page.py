"""What the Team page shows, in words that are ready to paint (docs/team.md §2, §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.charts import Table
    from app.model.phrases import Phrase
    from app.model.team import TeamSummary

TeamVerb = Literal["make", "take", "open", "put-away", "keep-line", "write", "merge", "save"]


class TeamRequest(NamedTuple):
    """What a person asks for on the page.

    Attributes:
        verb: ``make`` a round, ``take`` one from its line, ``open`` the file of one, ``put-away`` the one in hand,
            ``keep-line``: write its line to a file, ``write`` the contribution, ``merge`` files, ``save`` the summary.
        text: the line of a round.
        monday: of the first week of a round that is made, an ordinal.
        data: the very bytes that were shown.
        paths: of files; without any, they are asked for.
        summary: the one that is saved.

    """

    verb: TeamVerb
    text: str = ""
    monday: int = 0
    data: bytes = b""
    paths: tuple[str, ...] = ()
    summary: TeamSummary | None = None


class RoundCard(NamedTuple):
    """The round in hand: its weeks, where it comes from, and its line of text."""

    title: str
    caption: str
    line: str


class Preview(NamedTuple):
    """One's own contribution, before it is written.

    Attributes:
        title: "Your average week, weeks 44 to 47, …".
        table: each figure, one's own, the band in the file, and the band in words.
        text: every byte of the file but the spaces at its end, which are said in ``size``.
        size: "4,096 bytes, of which 3,790 spaces at the end".
        data: the bytes.
        again: these very bytes were shared before.

    """

    title: str
    table: Table
    text: str
    size: str
    data: bytes
    again: bool


class Promises(NamedTuple):
    """Who sees what of a contribution, and what cannot be promised."""

    lead: tuple[str, ...]
    nobody: tuple[str, ...]
    limits: str


class TeamPicture(NamedTuple):
    """The whole page, but for a summary, which stays until another one is made.

    Attributes:
        period_title: of the days that are chosen.
        note: under the sentence.
        step: the present one of three, from 0.
        round: the one in hand; None: none.
        preview: None without a round, or where one cannot take part.
        refused: why not, in a sentence; empty where one can.
        promises: who sees what.
        shared: what was shared before, a sentence each.
        make: which weeks a round would be about that is made now.
        monday: of the first of them, an ordinal.

    """

    period_title: str
    sentence: tuple[Phrase, ...]
    note: str
    step: int
    round: RoundCard | None
    preview: Preview | None
    refused: str
    promises: Promises
    shared: tuple[str, ...]
    make: str
    monday: int


class SummaryBlock(NamedTuple):
    """One figure of a summary: its bands with the share of people, and what is not said and why (or empty).

    Attributes:
        rows: band, share in words, and the share from 0 to 1; None where only three or more is said of it.

    """

    name: str
    rows: tuple[tuple[str, str, float | None], ...]
    why: str


class SummaryPicture(NamedTuple):
    """A merged summary.

    Attributes:
        title: "12 people, weeks 44 to 47, …".
        refused: why there are no figures; empty where there are.
        aside: the files that were left out, a sentence each.
        summary: what is saved.

    """

    title: str
    refused: str
    blocks: tuple[SummaryBlock, ...]
    aside: tuple[str, ...]
    summary: TeamSummary
