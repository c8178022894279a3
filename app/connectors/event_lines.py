"""The lines of one unfolded event, before any is read: those of the components in it are cut off."""

from __future__ import annotations

MOST_NESTED = 1_000


def without_nested(body: bytes) -> tuple[bytes, bool]:
    """Return the event without the components in it (alarms), whatever they hold, and whether all were closed.

    What stands behind the begin of one that is never closed belongs to it.
    """
    end = body.find(b"\nEND:")
    for __ in range(MOST_NESTED):
        if end < 0:
            break
        following = body.find(b"\n", end + 1)
        begin = body.rfind(b"\nBEGIN:", 0, end)
        at = begin if begin >= 0 else end
        body = body[:at] + (body[following:] if following >= 0 else b"")
        end = body.find(b"\nEND:", at)  # None stood before the first.
    left = body.find(b"\nBEGIN:")
    return (body, True) if left < 0 else (body[:left], False)
