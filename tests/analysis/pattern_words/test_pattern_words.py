"""The words of the patterns about weeks, each said of a calendar that shows it."""

from __future__ import annotations

import re
from typing import Final

import pytest

from app.analysis.figure_words import plain
from app.analysis.patterns.registry import PATTERNS, Pattern
from app.analysis.patterns.thresholds import Thresholds
from tests.analysis.patterns import (
    test_back_to_back,
    test_crowd,
    test_double_booked,
    test_focus_drought,
    test_focus_overrun,
    test_fragmented_focus,
    test_meeting_inflation,
    test_meeting_load,
    test_no_agenda,
    test_outside_hours,
    test_short_notice,
)
from tests.analysis.patterns.grounds_of import found
from tests.builders import ordinal

HITS: Final = {
    "back-to-back": test_back_to_back.hit,
    "crowd": test_crowd.hit,
    "double-booked": test_double_booked.hit,
    "focus-drought": test_focus_drought.hit,
    "focus-overrun": test_focus_overrun.hit,
    "fragmented-focus": test_fragmented_focus.hit,
    "meeting-inflation": test_meeting_inflation.hit,
    "meeting-load": test_meeting_load.hit,
    "no-agenda": test_no_agenda.hit,
    "outside-hours": test_outside_hours.hit,
    "short-notice": test_short_notice.hit,
}
OURS: Final = tuple(pattern for pattern in PATTERNS if pattern.id in HITS)
OF_PERSONS: Final = re.compile(
    r"\b(?:worked|attended|focused|wasted?|bad|poor|should|lazy|productive)\b", re.IGNORECASE
)
"""Words that say what a calendar cannot know, or rate somebody."""
LEAVE_EXTERNAL_OUT: Final = {"meeting-load", "crowd", "no-agenda"}
each_of_ours = pytest.mark.parametrize("pattern", OURS, ids=lambda pattern: pattern.id)


def sentence(pattern_id: str, **values: object) -> str:
    """What is said of a calendar that shows a pattern, with some values of the finding changed."""
    (pattern,) = (each for each in OURS if each.id == pattern_id)
    answer = found(pattern.find(HITS[pattern_id]()))
    return plain(pattern.words.sentence(answer._replace(values={**answer.values, **values})))


def texts(pattern: Pattern) -> list[str]:
    """All that is said of a pattern, of a calendar that shows it."""
    numbers = {row.name: row for row in Thresholds({}).of(pattern.id)}
    words = pattern.words
    return [words.rule(numbers), sentence(pattern.id), words.cannot_know, words.suggestion]


def test_all_eleven_are_there() -> None:
    assert len(OURS) == len(HITS) == 11


@each_of_ours
def test_every_text_is_a_whole_sentence(pattern: Pattern) -> None:
    for text in texts(pattern):
        assert re.fullmatch(r"[A-Z0-9].*[.?]", text), text
        assert not OF_PERSONS.search(text), text
    assert re.fullmatch(r"[A-Z][A-Za-z ]+", pattern.words.name)


@each_of_ours
def test_no_place_is_left_open(pattern: Pattern) -> None:
    assert not [text for text in texts(pattern) if re.search(r"\{[a-z_]+\}", text)]


@each_of_ours
def test_those_that_leave_external_meetings_out_say_so(pattern: Pattern) -> None:
    assert ("External meetings are left out" in sentence(pattern.id)) == (pattern.id in LEAVE_EXTERNAL_OUT)


@each_of_ours
def test_the_rule_names_every_number_that_holds(pattern: Pattern) -> None:
    plain = {row.name: row for row in Thresholds({}).of(pattern.id)}
    for name, row in plain.items():
        others = {each.name: each for each in Thresholds({f"{pattern.id}.{name}": row.value * 3}).of(pattern.id)}
        assert pattern.words.rule(others) != pattern.words.rule(plain), name


# ---- sentences, word by word; thin spaces are written as spaces here ----


def said(pattern_id: str, **values: object) -> str:
    return sentence(pattern_id, **values).replace("\u202f", " ").replace("\u2009", " ")


def test_meetings_grow_names_the_baseline() -> None:
    assert said("meeting-inflation") == (
        "A working day holds 2.5 h of meetings, 25 % more than in the same weeks a year ago."
    )
    first, last = ordinal("2025-12-01"), ordinal("2026-01-25")
    assert said("meeting-inflation", year_ago=False, first=first, last=last) == (
        "A working day holds 2.5 h of meetings, 25 % more than in the weeks of 1 December 2025 – 25 January 2026."
    )
    by_number = {"by_time": False, "now": 2.5}
    assert said("meeting-inflation", **by_number) == (
        "A working day holds 2.5 meetings, 25 % more than in the same weeks a year ago."
    )
    assert said("meeting-inflation", year_ago=False, first=first, last=last, **by_number) == (
        "A working day holds 2.5 meetings, 25 % more than in the weeks of 1 December 2025 – 25 January 2026."
    )


def test_a_load_without_working_time_is_not_named() -> None:
    assert said("meeting-load", load=None) == (
        "In 3 of the last 4 weeks meetings took much of the week: 20.0 h in the latest of them. External meetings are "
        "left out."
    )


def test_a_week_without_a_day_for_thinking_says_so() -> None:
    assert said("focus-drought", days=0) == (
        "In the last full week none of its 5 working days had a meeting-free block of 2 h."
    )
    assert said("focus-drought", days=0, working_days=1) == (
        "In the last full week its 1 working day had no meeting-free block of 2 h."
    )


def test_own_meetings_without_an_agenda_are_named() -> None:
    assert said("no-agenda") == (
        "In the last 8 weeks no agenda stands in 9 of 17 meetings with 3 people or more, 56 % of their time. External "
        "meetings are left out. 1 of them you organize yourself: Offsite {1}."
    )
    assert said("no-agenda", own=0).endswith("External meetings are left out.")
    many = tuple(f"T{number}" for number in range(5))
    assert said("no-agenda", own=5, own_titles=many).endswith("yourself: T0, T1, T2 and 2 more.")
    assert said("no-agenda", own=1, own_titles=("",)).endswith("yourself: (no title).")


def test_what_was_created_after_the_block_is_named_or_not_known() -> None:
    whole = "Of 4.0 h of booked focus time, 50 % was kept free of meetings; 1 meeting lies in it."
    assert said("focus-overrun") == f"{whole} 1 was created after the block: Review."
    assert said("focus-overrun", later=0) == f"{whole} None was created after the block."
    assert said("focus-overrun", later=0, undated=1) == f"{whole} Of 1 it is not known when it was created."


def test_foreign_titles_are_made_harmless() -> None:
    assert "\u202e" not in said("focus-overrun", later_titles=("\u202eevil",))
