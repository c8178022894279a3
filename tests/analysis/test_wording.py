"""Sentences about figures: what was scheduled, never what was worked (METRICS.md, first paragraph)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import pytest

from app import language
from app.analysis import wording
from app.analysis.analyse import analyse
from app.model.occurrences import Kind, Me
from app.model.preferences import Preferences
from tests.builders import ANNA, BEN, occurrence, ordinal, timeline

if TYPE_CHECKING:
    from app.model.weeks import Week

HOUR = 3600
TODAY = ordinal("2026-12-31")


def week(**changes: Any) -> Week:
    """A week of 10 hours in meetings and two meeting-free days, with other figures where a test names them."""
    (plain,) = analyse(timeline([]), Preferences(), TODAY).weeks
    return plain._replace(**{"meeting_seconds": 10 * HOUR, "quiet_days": 2, "usual": {}, **changes})


def test_numbers_in_english() -> None:
    assert wording.number(1234.56) == "1,234.6"
    assert wording.number(1234.56, 0) == "1,235"
    assert wording.number(-0.25, 2) == "-0.25"
    assert (wording.hours(5400), wording.hours(0), wording.hours(None)) == ("1.5 h", "0.0 h", "–")
    assert (wording.percent(0.256), wording.percent(1), wording.percent(None)) == ("26%", "100%", "–")


def test_days_in_english() -> None:
    assert wording.day_name(ordinal("2026-02-09")) == "Monday, 9 February 2026"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-02-09", "2026-02-15", "9–15 Feb 2026"),
        ("2026-01-26", "2026-02-01", "26 Jan – 1 Feb 2026"),
        ("2025-12-29", "2026-01-04", "29 Dec 2025 – 4 Jan 2026"),
        ("2026-02-09", "2026-02-09", "9 Feb 2026"),
    ],
)
def test_days_are_named_without_saying_month_or_year_twice(first: str, last: str, expected: str) -> None:
    # Which space stands about the dash is CLDR's business.
    assert " ".join(wording.days_between(ordinal(first), ordinal(last)).split()) == expected


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "10.0 h of meetings were scheduled, and 2 working days were meeting-free."),
        ({"quiet_days": 1}, "10.0 h of meetings were scheduled, and 1 working day was meeting-free."),
        ({"quiet_days": 0}, "10.0 h of meetings were scheduled, and no working day was meeting-free."),
        (
            {"usual": {"meeting_seconds": (6 * HOUR, 8 * HOUR)}},
            "10.0 h of meetings were scheduled, 3.0 h more than usual, and 2 working days were meeting-free.",
        ),
        (
            {"usual": {"meeting_seconds": (12 * HOUR, 15 * HOUR)}},
            "10.0 h of meetings were scheduled, 3.5 h less than usual, and 2 working days were meeting-free.",
        ),
        (
            {"usual": {"meeting_seconds": (9 * HOUR, 10 * HOUR)}},
            "10.0 h of meetings were scheduled, about as much as usual, and 2 working days were meeting-free.",
        ),
        (
            {"usual": {"meeting_seconds": (10 * HOUR, 12 * HOUR)}},
            "10.0 h of meetings were scheduled, about as much as usual, and 2 working days were meeting-free.",
        ),
        (
            {"usual": {"meeting_seconds": None}},
            "10.0 h of meetings were scheduled, and 2 working days were meeting-free.",
        ),
        (
            {"working_days": 0, "quiet_days": 0},
            "10.0 h of meetings were scheduled in a week without working time.",
        ),
        (
            {"meeting_seconds": None, "quiet_days": None},
            "Nobody is named in this feed, so meetings cannot be told from your own time.",
        ),
    ],
)
def test_a_week_in_one_sentence(changes: dict[str, Any], sentence: str) -> None:
    assert wording.week_sentence(week(**changes)) == sentence


@pytest.mark.parametrize(
    ("value", "usual", "expected"),
    [
        (5, (4, 6), "as usual"),
        (4, (4, 6), "as usual"),
        (6, (4, 6), "as usual"),
        (6.1, (4, 6), "more than usual"),
        (3.9, (4, 6), "less than usual"),
        (None, (4, 6), ""),
        (5, None, ""),
    ],
)
def test_against_what_is_usual(value: float | None, usual: tuple[float, float] | None, expected: str) -> None:
    assert wording.against_usual(value, usual) == expected


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_has_a_name_and_a_count(kind: Kind) -> None:
    assert wording.kind_name(kind)
    assert wording.kind_count(kind, 1).startswith("1 ")
    assert wording.kind_count(kind, 2500).startswith("2,500 ")


def test_counts_are_in_the_plural_where_they_should() -> None:
    assert (wording.kind_count("meeting", 1), wording.kind_count("meeting", 2)) == ("1 meeting", "2 meetings")


@pytest.mark.parametrize(
    ("response", "expected"),
    [("accepted", "accepted"), ("unanswered", "not answered"), (None, ""), ("declined", "declined")],
)
def test_answers_in_a_word(response: str | None, expected: str) -> None:
    assert wording.response_name(response) == expected


def test_whose_calendar_it_is() -> None:
    analysis = analyse(timeline([occurrence("2026-02-09 10:00-11:00")]), Preferences(), TODAY)
    assert wording.who_am_i(replace(analysis, me=Me(frozenset({BEN, ANNA})))) == f"You: {ANNA}, {BEN}"
    assert f"taken to be {ANNA}" in wording.who_am_i(replace(analysis, me=Me(frozenset({ANNA}), guessed=True)))
    assert "not known" in wording.who_am_i(replace(analysis, me=Me(frozenset())))


def test_an_address_that_others_wrote_does_nothing() -> None:
    analysis = analyse(timeline([]), Preferences(), TODAY)
    shown = wording.who_am_i(replace(analysis, me=Me(frozenset({"\x1b[2j\u202e@evil.example"}), guessed=True)))
    assert not set(shown) & {"\x1b", "\u202e"}


def test_a_calendar_knows_what_was_scheduled() -> None:
    assert "lower bound" in wording.lower_bound()
    said = [wording.week_sentence(week()), wording.lower_bound(), *(wording.kind_name(kind) for kind in get_args(Kind))]
    assert not [text for text in said for word in ("worked", "attended", "focused") if word in text.casefold()]


def test_german_has_its_own_words_and_numbers_where_its_catalogue_is_there() -> None:
    english = wording.week_sentence(week()), wording.hours(5400), wording.day_name(ordinal("2026-02-09"))
    language.choose("de")
    german = wording.week_sentence(week()), wording.hours(5400), wording.day_name(ordinal("2026-02-09"))
    if "de" in language.available():
        assert german[1] == "1,5 h"
        assert german[2].startswith("Mo")  # whether in full is left to CLDR
        assert "9. Feb" in german[2]
        assert german[0].startswith("10,0 h")
        assert german[0] != english[0]
    else:
        assert german == english
