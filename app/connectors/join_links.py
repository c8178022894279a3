"""Whether a way to join a conference stands in an event (METRICS.md §1, rule 8)."""

from __future__ import annotations

import functools
import json

from app.connectors.ics_values import split_value
from app.environment import resource_path

_LONGEST_DESCRIPTION = 65_536
_LINKS = (
    b"CONFERENCE",
    b"X-GOOGLE-CONFERENCE",
    b"X-MICROSOFT-SKYPETEAMSMEETINGURL",
    b"X-MICROSOFT-ONLINEMEETINGCONFLINK",
)


def has_link(first: dict[bytes, bytes]) -> bool:
    """Tell whether a conference property, or the link of a known service, stands among the properties of an event."""
    if any(name in first and split_value(first[name])[1].strip() for name in _LINKS):
        return True
    places = b"\n".join(first[name] for name in (b"LOCATION", b"URL", b"DESCRIPTION") if name in first)
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
