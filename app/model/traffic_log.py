"""What went over the network, ready to be shown."""

from __future__ import annotations

from typing import NamedTuple


class TrafficRow(NamedTuple):
    """One request, in words.

    Attributes:
        when: day and time by the clock of this machine.
        source: the name of the source, empty for one that was being added.
        host: the server that was asked.
        what: the method and what for.
        sent: bytes that went out, header and body.
        received: bytes that came back.
        result: the status, or what happened.

    """

    when: str
    source: str
    host: str
    what: str
    sent: str
    received: str
    result: str


class TrafficLog(NamedTuple):
    """All requests, the newest first, and what they come to.

    Attributes:
        sentence: how many requests to how many servers, and what was in them as far as the rows tell.
        rows: the newest of them.
        left_out: how many older ones are not among the rows.

    """

    sentence: str
    rows: tuple[TrafficRow, ...]
    left_out: int = 0
