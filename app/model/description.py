"""What is remembered of an event's DESCRIPTION: marks, never the text (METRICS.md §7, *agenda*)."""

from __future__ import annotations

from typing import Final

DESCRIBED: Final = 1
"""A DESCRIPTION with any text stands in the event, whatever it is."""
AGENDA: Final = 2
"""Text of an agenda remains, or a document is attached or linked."""
REPORTS: Final = 4
"""The agenda holds an entry of the status word list."""
BLOCKERS: Final = 8
"""The agenda holds an entry of the blocker word list."""
