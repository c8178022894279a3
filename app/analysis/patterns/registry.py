"""Every pattern, in the order of METRICS.md §7: a new one is a line here. Its words stand under the same name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.patterns import (
    back_to_back,
    crowd,
    double_booked,
    face_time,
    focus_drought,
    focus_overrun,
    fragmented_focus,
    meeting_inflation,
    meeting_load,
    no_agenda,
    one_on_one_slips,
    one_on_one_status,
    outside_hours,
    oversight,
    same_circle,
    short_notice,
    spectator,
    status_ritual,
    zombie_series,
)
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.analysis.pattern_words.texts import PatternWords
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer


class Pattern(NamedTuple):
    """One pattern: its id, and the function that looks for it."""

    id: str
    find: Callable[[Grounds], Answer]

    @property
    def words(self) -> PatternWords:
        """What is said of it; loaded when it is said, as all are looked for and few are found."""
        name = self.id.replace("-", "_")
        words: PatternWords = import_module(f"app.analysis.pattern_words.{name}").WORDS
        return words


PATTERNS: Final = (
    Pattern(meeting_inflation.ID, meeting_inflation.find),
    Pattern(meeting_load.ID, meeting_load.find),
    Pattern(fragmented_focus.ID, fragmented_focus.find),
    Pattern(focus_drought.ID, focus_drought.find),
    Pattern(status_ritual.ID, status_ritual.find),
    Pattern(no_agenda.ID, no_agenda.find),
    Pattern(crowd.ID, crowd.find),
    Pattern(spectator.ID, spectator.find),
    Pattern(zombie_series.ID, zombie_series.find),
    Pattern(same_circle.ID, same_circle.find),
    Pattern(oversight.ID, oversight.find),
    Pattern(back_to_back.ID, back_to_back.find),
    Pattern(double_booked.ID, double_booked.find),
    Pattern(outside_hours.ID, outside_hours.find),
    Pattern(short_notice.ID, short_notice.find),
    Pattern(one_on_one_slips.ID, one_on_one_slips.find),
    Pattern(one_on_one_status.ID, one_on_one_status.find),
    Pattern(face_time.ID, face_time.find),
    Pattern(focus_overrun.ID, focus_overrun.find),
)


def name_of(pattern: str) -> str:
    """Return what a pattern is called; one that is not known here, as a newer program may have kept it, by its id."""
    return next((_(each.words.name) for each in PATTERNS if each.id == pattern), pattern)
