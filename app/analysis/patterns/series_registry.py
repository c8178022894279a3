"""The patterns about series and people: each with its id, how it is looked for, and its words (METRICS.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.pattern_words import face_time as face_time_words
from app.analysis.pattern_words import one_on_one_slips as one_on_one_slips_words
from app.analysis.pattern_words import one_on_one_status as one_on_one_status_words
from app.analysis.pattern_words import oversight as oversight_words
from app.analysis.pattern_words import same_circle as same_circle_words
from app.analysis.pattern_words import spectator as spectator_words
from app.analysis.pattern_words import status_ritual as status_ritual_words
from app.analysis.pattern_words import zombie_series as zombie_series_words
from app.analysis.patterns import (
    face_time,
    one_on_one_slips,
    one_on_one_status,
    oversight,
    same_circle,
    spectator,
    status_ritual,
    zombie_series,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.analysis.pattern_words.texts import PatternWords
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer

SERIES_PATTERNS: Final[tuple[tuple[str, Callable[[Grounds], Answer], PatternWords], ...]] = (
    (status_ritual.ID, status_ritual.find, status_ritual_words.WORDS),
    (spectator.ID, spectator.find, spectator_words.WORDS),
    (zombie_series.ID, zombie_series.find, zombie_series_words.WORDS),
    (same_circle.ID, same_circle.find, same_circle_words.WORDS),
    (oversight.ID, oversight.find, oversight_words.WORDS),
    (one_on_one_slips.ID, one_on_one_slips.find, one_on_one_slips_words.WORDS),
    (one_on_one_status.ID, one_on_one_status.find, one_on_one_status_words.WORDS),
    (face_time.ID, face_time.find, face_time_words.WORDS),
)
"""In the order of METRICS.md §7."""
