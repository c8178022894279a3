"""Every pattern with its words, in the order of METRICS.md §7: a new one is a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.pattern_words import back_to_back as back_to_back_words
from app.analysis.pattern_words import crowd as crowd_words
from app.analysis.pattern_words import double_booked as double_booked_words
from app.analysis.pattern_words import face_time as face_time_words
from app.analysis.pattern_words import focus_drought as focus_drought_words
from app.analysis.pattern_words import focus_overrun as focus_overrun_words
from app.analysis.pattern_words import fragmented_focus as fragmented_focus_words
from app.analysis.pattern_words import meeting_inflation as meeting_inflation_words
from app.analysis.pattern_words import meeting_load as meeting_load_words
from app.analysis.pattern_words import no_agenda as no_agenda_words
from app.analysis.pattern_words import one_on_one_slips as one_on_one_slips_words
from app.analysis.pattern_words import one_on_one_status as one_on_one_status_words
from app.analysis.pattern_words import outside_hours as outside_hours_words
from app.analysis.pattern_words import oversight as oversight_words
from app.analysis.pattern_words import same_circle as same_circle_words
from app.analysis.pattern_words import short_notice as short_notice_words
from app.analysis.pattern_words import spectator as spectator_words
from app.analysis.pattern_words import status_ritual as status_ritual_words
from app.analysis.pattern_words import zombie_series as zombie_series_words
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
    """One pattern: its id, the function that looks for it, and what is said of it."""

    id: str
    find: Callable[[Grounds], Answer]
    words: PatternWords


PATTERNS: Final = (
    Pattern(meeting_inflation.ID, meeting_inflation.find, meeting_inflation_words.WORDS),
    Pattern(meeting_load.ID, meeting_load.find, meeting_load_words.WORDS),
    Pattern(fragmented_focus.ID, fragmented_focus.find, fragmented_focus_words.WORDS),
    Pattern(focus_drought.ID, focus_drought.find, focus_drought_words.WORDS),
    Pattern(status_ritual.ID, status_ritual.find, status_ritual_words.WORDS),
    Pattern(no_agenda.ID, no_agenda.find, no_agenda_words.WORDS),
    Pattern(crowd.ID, crowd.find, crowd_words.WORDS),
    Pattern(spectator.ID, spectator.find, spectator_words.WORDS),
    Pattern(zombie_series.ID, zombie_series.find, zombie_series_words.WORDS),
    Pattern(same_circle.ID, same_circle.find, same_circle_words.WORDS),
    Pattern(oversight.ID, oversight.find, oversight_words.WORDS),
    Pattern(back_to_back.ID, back_to_back.find, back_to_back_words.WORDS),
    Pattern(double_booked.ID, double_booked.find, double_booked_words.WORDS),
    Pattern(outside_hours.ID, outside_hours.find, outside_hours_words.WORDS),
    Pattern(short_notice.ID, short_notice.find, short_notice_words.WORDS),
    Pattern(one_on_one_slips.ID, one_on_one_slips.find, one_on_one_slips_words.WORDS),
    Pattern(one_on_one_status.ID, one_on_one_status.find, one_on_one_status_words.WORDS),
    Pattern(face_time.ID, face_time.find, face_time_words.WORDS),
    Pattern(focus_overrun.ID, focus_overrun.find, focus_overrun_words.WORDS),
)


def name_of(pattern: str) -> str:
    """Return what a pattern is called; one that is not known here, as a newer program may have kept it, by its id."""
    return next((_(each.words.name) for each in PATTERNS if each.id == pattern), pattern)
