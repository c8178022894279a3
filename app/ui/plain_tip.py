"""Tool tips that show text as it stands: a title from a calendar is never read as rich text."""

from __future__ import annotations

from typing import Final

_LONGEST: Final = 600
"""Characters; a longer tip would cover the window."""


def plain_tip(text: str) -> str:
    """Return what makes a tool tip show this text, wrapped, whatever it holds; empty for an empty text."""
    if not text:
        return ""
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"
