"""The lines of one unfolded event, before any is read: what is cut off at once."""

from __future__ import annotations

MOST_NESTED = 1_000
_ATTENDEE = b"\nATTENDEE"
_ATTENDEE_WITH = b"\nATTENDEE;"


def attendees_apart(body: bytes) -> tuple[list[bytes], bytes]:
    """Return what follows the name of each ATTENDEE and its semicolon, and the rest of the event.

    They are a half of what stands in it, and cut off at once they take a fifth of the time. Where they do not stand
    together, with parameters each, none are cut off, and the rest is all.
    """
    before, *attendees = body.split(_ATTENDEE_WITH)
    if not attendees:
        return [], body
    attendees[-1], end, after = attendees[-1].partition(b"\n")
    others = before + end + after
    if b"\n" in b"".join(attendees) or _ATTENDEE in others:
        return [], body
    return attendees, others


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
