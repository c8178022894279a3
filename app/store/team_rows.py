"""Rounds, contributions and merges of a team as rows of ``mine.db`` (attached as ``mine``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.model.team import EarlierMerge, Round, TeamPeriod

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


class SharedRow(NamedTuple):
    """A contribution that was written to a file; ``made`` in seconds since 1970 UTC."""

    round: str
    period: TeamPeriod
    rev: int
    bands: tuple[str, ...]
    made: int


class MadeRound(NamedTuple):
    """A round that was made here, and when, in seconds since 1970 UTC."""

    round: Round
    made: int


def read_secret(connection: sqlite3.Connection) -> bytes | None:
    """Return the member's secret, None before it was made."""
    found = connection.execute("SELECT secret FROM mine.team_secret").fetchone()
    return bytes(found[0]) if found is not None else None


def keep_secret(connection: sqlite3.Connection, secret: bytes) -> bytes:
    """Keep a secret unless there is one, and return the one that holds: another process may have been quicker."""
    connection.execute("INSERT INTO mine.team_secret (id, secret) VALUES (1, ?) ON CONFLICT DO NOTHING", (secret,))
    return read_secret(connection) or secret


def read_rounds(connection: sqlite3.Connection) -> tuple[MadeRound, ...]:
    """Return the rounds that were made here, oldest first."""
    found = connection.execute("SELECT round, monday, weeks, k, made FROM mine.team_rounds ORDER BY made, round")
    return tuple(
        MadeRound(Round(round_id, TeamPeriod(monday, weeks), k), made) for round_id, monday, weeks, k, made in found
    )


def write_round(connection: sqlite3.Connection, made: MadeRound) -> None:
    """Keep a round that was made here."""
    found = made.round
    connection.execute(
        "INSERT INTO mine.team_rounds (round, monday, weeks, k, made) VALUES (?, ?, ?, ?, ?)",
        (found.id, *found.period, found.k, made.made),
    )


def read_shared(connection: sqlite3.Connection) -> tuple[SharedRow, ...]:
    """Return all that was shared, oldest first."""
    found = connection.execute("SELECT round, monday, weeks, rev, bands, made FROM mine.team_shared ORDER BY id")
    return tuple(
        SharedRow(round_id, TeamPeriod(monday, weeks), rev, tuple(bands.split()), made)
        for round_id, monday, weeks, rev, bands, made in found
    )


def write_shared(connection: sqlite3.Connection, row: SharedRow) -> None:
    """Keep that something was shared; the same once more changes nothing."""
    connection.execute(
        "INSERT INTO mine.team_shared (round, monday, weeks, rev, bands, made) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (row.round, *row.period, row.rev, " ".join(row.bands), row.made),
    )


def read_merges(connection: sqlite3.Connection) -> tuple[EarlierMerge, ...]:
    """Return the merges that were shown here, oldest first."""
    found = connection.execute("SELECT monday, weeks, slots FROM mine.team_merges ORDER BY id")
    return tuple(EarlierMerge(TeamPeriod(monday, weeks), frozenset(slots.split())) for monday, weeks, slots in found)


def write_merge(
    connection: sqlite3.Connection, round_id: str, period: TeamPeriod, slots: Iterable[str], made: int
) -> None:
    """Keep that a merge was shown; the same once more changes nothing."""
    connection.execute(
        "INSERT INTO mine.team_merges (round, monday, weeks, slots, made) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (round_id, *period, " ".join(sorted(slots)), made),
    )


# ---- what the window looks at ----


def read_round_in_hand(connection: sqlite3.Connection) -> str:
    """Return the line of the round that the window looks at; empty: none."""
    found = connection.execute("SELECT line FROM mine.team_round_in_hand").fetchone()
    return str(found[0]) if found is not None else ""


def write_round_in_hand(connection: sqlite3.Connection, line: str) -> None:
    """Keep the line of the round that the window looks at; empty: none."""
    connection.execute("DELETE FROM mine.team_round_in_hand")
    if line:
        connection.execute("INSERT INTO mine.team_round_in_hand (id, line) VALUES (1, ?)", (line,))


def team_version(connection: sqlite3.Connection) -> tuple[str, int, int]:
    """Return what differs after each change of what the window shows of a team."""
    (shared,) = connection.execute("SELECT coalesce(max(id), 0) FROM mine.team_shared").fetchone()
    (rounds,) = connection.execute("SELECT count(*) FROM mine.team_rounds").fetchone()
    return read_round_in_hand(connection), int(shared), int(rounds)
