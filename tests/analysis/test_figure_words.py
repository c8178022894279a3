"""Figures in few words: units, ranges, distances, names of times, and sentences that can be pressed."""

from __future__ import annotations

import pytest

from app import language
from app.analysis import figure_words as words
from app.analysis.figure_words import HOUR, MINUTE
from app.model.chosen_period import ChosenPeriod, period_with
from app.model.phrases import Phrase
from tests.builders import ordinal

DAY = ordinal("2026-11-18")
THIN = "\u202f"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0 min"),
        (45 * MINUTE, "45 min"),
        (59.4 * MINUTE, "59 min"),
        (59.6 * MINUTE, "1.0 h"),
        (HOUR, "1.0 h"),
        (16.84 * HOUR, "16.8 h"),
        (1.25 * HOUR, "1.2 h"),
        (1.35 * HOUR, "1.4 h"),
        (1234 * HOUR, "1,234.0 h"),
    ],
)
def test_hours_have_one_decimal_and_less_is_in_minutes(seconds: float, expected: str) -> None:
    assert words.length(seconds) == expected


def test_shares_are_whole_and_have_a_thin_space() -> None:
    assert words.share(0.544) == f"54{THIN}%"
    assert words.share(0.0) == f"0{THIN}%"


@pytest.mark.parametrize(
    ("minutes", "expected"), [(30, "30 min"), (119, "1 h 59"), (120, "2 h"), (150, "2 h 30"), (605, "10 h 05")]
)
def test_the_length_of_a_stretch_is_told_to_the_minute(minutes: int, expected: str) -> None:
    assert words.block_length(minutes * MINUTE) == expected


def test_small_counts_are_words() -> None:
    assert [words.count(number) for number in (0, 1, 2, 12, 13)] == ["0", "1", "two", "twelve", "13"]


def test_a_range_is_clipped_to_what_can_be() -> None:
    assert words.range_words((10.26 * HOUR, 13.7 * HOUR), "h") == "10.3–13.7 h"
    assert words.range_words((-HOUR, 30 * MINUTE), "min") == "0–30 min"
    assert words.range_words((0.9, 1.2), "%") == f"90–100{THIN}%"
    assert words.range_words((HOUR, HOUR), "h") == "1.0 h"


def test_a_range_far_above_a_figure_in_minutes_is_in_hours() -> None:
    assert words.range_unit("min", (0, HOUR)) == "min"
    assert words.range_unit("min", (0, 9 * HOUR)) == "h"


@pytest.mark.parametrize(
    ("value", "usual", "expected"),
    [
        (16.8, (10.3, 13.7), "3.1 h above"),
        (11.0, (15.2, 23.3), "4.2 h below"),
        (12.0, (10.3, 13.7), "as usual"),
        (13.7, (10.3, 13.7), "as usual"),
        (13.72, (10.3, 13.7), "just above"),
        (10.28, (10.3, 13.7), "just below"),
    ],
)
def test_a_card_says_how_far_it_lies_beyond_the_nearest_edge(
    value: float, usual: tuple[float, float], expected: str
) -> None:
    assert words.distance(value * HOUR, (usual[0] * HOUR, usual[1] * HOUR), "h") == expected


def test_a_distance_is_the_difference_of_the_numbers_that_are_shown() -> None:
    # 9.75 h and 5.5 h are shown as 9.8 and 5.5: 4.3 apart, though it is 4.25, which alone would be shown as 4.2.
    assert words.distance(9.75 * HOUR, (4.5 * HOUR, 5.5 * HOUR), "h") == "4.3 h above"


def test_distances_of_shares_are_points() -> None:
    assert words.distance(0.54, (0.23, 0.44), "%") == "10 points above"
    assert words.distance(0.22, (0.23, 0.44), "%") == "1 point below"
    assert words.distance(0.441, (0.23, 0.44), "%") == "just above"


def test_a_figure_in_minutes_far_from_a_range_in_hours() -> None:
    assert words.distance(30 * MINUTE, (5 * HOUR, 9 * HOUR), "min") == "4.5 h below"
    assert words.distance(45 * MINUTE, (0, 30 * MINUTE), "min") == "15 min above"


@pytest.mark.parametrize(
    ("hours", "expected"), [(16.8, "4.8 h more than usual"), (12.5, "as usual"), (9.9, "2.1 h less than usual")]
)
def test_a_sentence_says_how_far_from_the_middle(hours: float, expected: str) -> None:
    assert words.more_or_less(hours * HOUR, (10.3 * HOUR, 13.7 * HOUR)) == expected


def test_names_of_days() -> None:
    assert words.day_title(DAY) == "Wednesday 18 November"
    assert (words.day_name(DAY), words.day_name(DAY, 28), words.day_name(DAY, 364)) == (
        "Wed 18",
        "Wed 18 Nov",
        "18 Nov 2026",
    )
    assert words.day_name(DAY, 28, today=DAY + 400) == "18 Nov 2026"
    assert words.clock_span(9 * HOUR + 30 * MINUTE, 24 * HOUR) == "9:30–0:00"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (period_with("week", DAY), "Week 47 · 16–22 November 2026"),
        (period_with("week", ordinal("2026-12-01")), "Week 49 · 30 November – 6 December 2026"),
        (period_with("week", ordinal("2026-01-01")), "Week 1 · 29 December 2025 – 4 January 2026"),
        (period_with("four_weeks", DAY), "26 October – 22 November 2026"),
        (period_with("quarter", DAY), "4th quarter 2026"),
        (period_with("year", DAY), "2026"),
        (ChosenPeriod("own", DAY, DAY), "18 November 2026"),
    ],
)
def test_names_of_periods(period: ChosenPeriod, expected: str) -> None:
    # Which space stands about the dash is CLDR's business.
    assert " ".join(words.period_title(period).split()) == expected


@pytest.mark.parametrize(
    ("monday", "expected"),
    [
        ("2026-11-09", "Last week"),
        ("2026-11-16", "This week"),
        ("2026-11-23", "Next week"),
        ("2026-11-30", "Week 49"),
        ("2026-11-02", "Week 45"),
        ("2025-12-29", "Week 1"),
        ("2025-11-17", "Week 47 of 2025"),
    ],
)
def test_how_a_sentence_names_a_week(monday: str, expected: str) -> None:
    assert words.week_subject(ordinal(monday), DAY) == expected


def test_how_a_sentence_names_a_longer_period() -> None:
    subjects = [words.period_subject(period_with(kind, DAY), DAY) for kind in ("four_weeks", "quarter", "year", "own")]
    assert subjects == [
        "The four weeks to 22 November",
        "The 4th quarter 2026",
        "The year 2026",
        "The time from 26 October to 22 November",
    ]
    assert words.period_subject(period_with("four_weeks", DAY), DAY + 365) == "The four weeks to 22 November 2026"


def test_a_sentence_is_made_of_phrases() -> None:
    sentence = words.phrases(
        "{a} had {b} and {c}.", a="Week 1", b=Phrase("2 h", "x"), c=(Phrase("no"), Phrase(" morning", "y"))
    )
    assert sentence == (
        Phrase("Week 1 had "),
        Phrase("2 h", "x"),
        Phrase(" and no"),
        Phrase(" morning", "y"),
        Phrase("."),
    )
    assert words.plain(sentence) == "Week 1 had 2 h and no morning."


def test_a_title_with_braces_stays_what_it_is() -> None:
    assert words.plain(words.phrases("{a}!", a="{b} {")) == "{b} {!"


def test_german_has_its_own_numbers_and_dates() -> None:
    language.choose("de")
    if language.current() == "de":
        assert words.amount(16.84 * HOUR, "h").value == "16,8"
        assert " ".join(words.period_title(period_with("own", DAY)).split()) == "26. Oktober – 22. November 2026"
        assert "Mittwoch" in words.day_title(DAY)
