"""Whether a window can be shown here."""

from __future__ import annotations

import os
import sys
from typing import Final

_UNSEEN: Final = frozenset({"offscreen", "minimal", "minimalegl", "vnc"})
"""Platforms of Qt that paint where nobody looks."""


def display() -> str | None:
    """Return how a window would be shown, as one word that says nothing of whose machine it is; None: not at all."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if chosen:
        return chosen
    if not sys.platform.startswith("linux"):
        return sys.platform
    if os.environ.get("WAYLAND_DISPLAY"):
        return "wayland"
    return "x11" if os.environ.get("DISPLAY") else None


def is_seen() -> bool:
    """Tell whether a person would see the window."""
    return display() not in {None, *_UNSEEN}
