"""What the Report page says before a report is composed."""

from __future__ import annotations

import datetime as dt

import pytest

from app.analysis.report_page import file_name, language_choices, names_choices, weeks_said
from app.model.chosen_period import ChosenPeriod
from tests.analysis.histories import TODAY, quarter

WEEK = 7
MONDAY = TODAY - (TODAY - 1) % 7
"""Of the week that is under way."""


def said(first: int, last: int) -> tuple[str, str, str]:
    found = weeks_said(quarter().history, ChosenPeriod("own", first, last))
    return "".join(phrase.text for phrase in found.sentence), found.note, found.unknown


def test_complete_weeks_are_counted_and_the_days_are_named() -> None:
    sentence, note, unknown = said(MONDAY - 2 * WEEK, MONDAY - 1)
    assert sentence.startswith("The report is of 2 complete weeks, ")
    assert (note, unknown) == ("", "")


def test_one_week_says_what_it_can_be_compared_with() -> None:
    sentence, note, unknown = said(MONDAY - WEEK, MONDAY - 1)
    assert sentence.startswith("The report is of 1 complete week, ")
    assert note.startswith("One week says how it compares with your usual")
    assert unknown == ""


def test_a_week_that_is_under_way_is_named() -> None:
    _sentence, note, _unknown = said(MONDAY - WEEK, MONDAY + 6)
    assert note == "The period is not over: the week that is under way is left out of what is compared."


def test_weeks_that_are_not_covered_are_counted() -> None:
    begins = quarter().history.coverage[0][0]
    first = begins - (begins - 1) % 7 - 3 * WEEK
    sentence, note, _unknown = said(first, MONDAY - 1)
    missing = (MONDAY - first) // WEEK - int(sentence.split()[4])
    assert missing >= 3
    assert note == f"{missing} weeks are not complete and stand as gaps."


def test_days_without_a_whole_week_say_so() -> None:
    sentence, note, unknown = said(MONDAY - WEEK, MONDAY - WEEK + 2)
    assert sentence.endswith(", without a complete week.")
    assert note.startswith("Too short for most figures")
    assert unknown == ""


@pytest.mark.parametrize(("weeks", "why"), [(-2000, "No calendar covers these days"), (30, "still to come")])
def test_days_of_which_nothing_is_known_give_no_report(weeks: int, why: str) -> None:
    sentence, note, unknown = said(MONDAY + weeks * WEEK, MONDAY + weeks * WEEK + 6)
    assert sentence.startswith("There is no report of ")
    assert note == ""
    assert why in unknown


def test_titles_and_names_are_off_until_they_are_chosen() -> None:
    assert [choice.id for choice in names_choices()] == ["replaced", "shown", "anonymous"]
    assert all(choice.says for choice in names_choices())


def test_the_language_in_force_comes_first() -> None:
    assert [choice.id for choice in language_choices("de", ("en", "de"))] == ["de", "en"]
    assert [choice.id for choice in language_choices("en", ("en", "de"))] == ["en", "de"]


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-11-16", "2026-11-22", "clearweek-report-2026-w47"),
        ("2026-10-26", "2026-11-22", "clearweek-report-2026-w44-w47"),
        ("2025-12-22", "2026-01-11", "clearweek-report-2025-w52-2026-w02"),
    ],
)
def test_a_file_is_called_by_its_weeks(first: str, last: str, name: str) -> None:
    days = (dt.date.fromisoformat(each).toordinal() for each in (first, last))
    assert file_name(ChosenPeriod("own", *days)) == name
