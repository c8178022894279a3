"""Whether a way to join a conference stands in an event (METRICS.md §1, rule 8)."""

from __future__ import annotations

import functools
import json

from app.connectors.ics_values import split_value
from app.environment import resource_path

_LONGEST_DESCRIPTION = 65_536


def has_link(description: bytes | None, location: bytes | None, url: bytes | None, *conferences: bytes | None) -> bool:
    """Tell whether a conference property, or the link of a known service, stands in an event.

    Args:
        description: what follows the name of the property, None where it does not stand; so for the others.
        location: where it takes place.
        url: its own address.
        conferences: what stands in the properties that only say how to join.

    """
    if any(rest is not None and split_value(rest)[1].strip() for rest in conferences):
        return True
    places = b"\n".join([rest for rest in (location, url, description) if rest is not None])
    if b"/" not in places and b"%2" not in places:
        return False
    plain = places[:_LONGEST_DESCRIPTION].replace(b"\\", b"").lower()
    for pattern in _join_links():  # noqa: SIM110 (a generator takes three times as long)
        if pattern in plain:
            return True
    return False


@functools.lru_cache(maxsize=1)
def _join_links() -> tuple[bytes, ...]:
    table = json.loads(resource_path("conference_links.json").read_text(encoding="utf-8"))
    return tuple(pattern.encode() for pattern in table["patterns"])
