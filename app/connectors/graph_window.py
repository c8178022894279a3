"""Which days of a calendar of Microsoft Graph are read, and what is remembered of that between two syncs.

Graph lists instances in a window of at most 1825 days, and a token of synchronisation holds for its window alone. So
ten years back to two years ahead are read in pieces, each with a token of its own. When less than a year ahead is
left, the window is renewed and all is read anew; its begin stays, so that nothing old is lost.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, NamedTuple

from app.connectors.graph_series import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

BACK = 3_653
AHEAD = 731
_LEAST_AHEAD = 365
_LONGEST_PIECE = 1_800
_OLDEST = dt.date(1990, 1, 1).toordinal()
_FORM = 1


class Window(NamedTuple):
    """Days that are read, as ordinals in UTC, half-open, and the link of each piece for what is new in it."""

    span: Span
    links: tuple[str, ...] = ()

    @classmethod
    def around(cls, today: int, before: Window | None = None) -> Window:
        """Return a window around a day, which begins no later than the one before."""
        begin = today - BACK if before is None else min(before.span.begin, today - BACK)
        return cls(Span(max(begin, _OLDEST), today + AHEAD))

    @classmethod
    def of_token(cls, token: str | None) -> Window | None:
        """Return what `token` wrote, None where it is nothing of the kind."""
        try:
            said = json.loads(token or "")
            if said["form"] != _FORM:
                return None
            span = Span(*(dt.date.fromisoformat(said[name]).toordinal() for name in ("from", "to")))
            links = tuple(said["links"])
        except (ValueError, KeyError, TypeError):
            return None
        window = cls(span, links)
        good = span.begin < span.end and all(isinstance(link, str) for link in links)
        return window if good and len(links) == len(window.pieces()) else None

    def token(self, links: Sequence[str]) -> str:
        """Return what the next sync goes on from, with the link of each piece."""
        begin, end = (dt.date.fromordinal(day).isoformat() for day in self.span)
        return json.dumps(
            {"form": _FORM, "from": begin, "to": end, "links": list(links)}, separators=(",", ":"), ensure_ascii=True
        )

    def pieces(self) -> tuple[Span, ...]:
        """Return the pieces of the window, each such as Graph takes."""
        count = -(-(self.span.end - self.span.begin) // _LONGEST_PIECE)
        edges = [self.span.begin + (self.span.end - self.span.begin) * number // count for number in range(count + 1)]
        return tuple(map(Span, edges, edges[1:]))

    def reaches(self, today: int) -> bool:
        """Tell whether the window still reaches far enough ahead."""
        return today + _LEAST_AHEAD <= self.span.end


def query(span: Span) -> str:
    """Return the part of an address that names a window."""
    begin, end = (dt.date.fromordinal(day).isoformat() for day in span)
    return f"startDateTime={begin}T00:00:00Z&endDateTime={end}T00:00:00Z"
