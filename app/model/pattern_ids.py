"""The ids of the patterns, in the order of METRICS.md §7."""

from __future__ import annotations

from typing import Final

PATTERN_IDS: Final = (
    "meeting-inflation",
    "meeting-load",
    "fragmented-focus",
    "focus-drought",
    "status-ritual",
    "no-agenda",
    "crowd",
    "spectator",
    "zombie-series",
    "same-circle",
    "oversight",
    "back-to-back",
    "double-booked",
    "outside-hours",
    "short-notice",
    "one-on-one-slips",
    "one-on-one-status",
    "face-time",
    "focus-overrun",
)
