"""A week against its budget of meeting hours."""

from __future__ import annotations

from dataclasses import replace

from app.analysis.figure_words import plain
from app.planning.budget import budget
from app.planning.budget_words import budget_in_words
from tests.builders import home
from tests.planning.weeks import HOUR, MINUTE, hours, meeting, weeks_of

GIVEN = weeks_of(
    [
        meeting("sure", 0, 600, 60),
        meeting("asked", 1, 720, 60, response="unanswered"),
        meeting("over", 0, 630, 60, response="unanswered"),
    ]
)


def test_a_week_is_held_against_the_hours_set_and_open_invitations_are_priced() -> None:
    found = budget(GIVEN, hours(2), 2 * HOUR)
    assert (found.allowed, found.scheduled, found.unanswered) == (2 * HOUR, 150 * MINUTE, 90 * MINUTE)
    costs = {each.uid: each.focus_seconds // MINUTE for each in found.invitations}
    # "over" takes half an hour of Monday's afternoon, "asked" an hour of Tuesday.
    assert costs == {"over": 30, "asked": 60}


def test_where_only_accepted_meetings_count_an_invitation_costs_what_it_would_take() -> None:
    found = budget(GIVEN, replace(hours(2), count="accepted"), None)
    assert (found.scheduled, found.unanswered) == (60 * MINUTE, 0)
    assert {each.uid: each.focus_seconds // MINUTE for each in found.invitations} == {"over": 30, "asked": 60}


def test_without_people_nothing_is_known() -> None:
    found = budget(GIVEN._replace(no_people=True), hours(2), HOUR)
    assert (found.scheduled, found.unanswered, found.invitations) == (None, None, ())


# ---- in words ----


def said(allowed: int | None) -> str:
    return plain(budget_in_words(budget(GIVEN, hours(2), allowed), home()).sentence)


def test_the_words_say_what_is_left_or_too_much_by_numbers_that_add_up() -> None:
    waiting = "Two invitations are not answered yet: 1.5 h of that."
    assert (
        said(2 * HOUR) == f"Next week has 2.5 h of meetings so far, 0.5 h more than the 2.0 h that you set. {waiting}"
    )
    assert (
        said(4 * HOUR)
        == f"Next week has 2.5 h of meetings so far, which leaves 1.5 h of the 4.0 h that you set. {waiting}"
    )
    assert (
        said(150 * MINUTE + 60)
        == f"Next week has 2.5 h of meetings so far, as many as the 2.5 h that you set. {waiting}"
    )
    assert said(None) == f"Next week has 2.5 h of meetings so far. {waiting}"


def test_an_empty_week_and_an_unknown_one_are_told_apart() -> None:
    empty, unknown = GIVEN._replace(occurrences=()), GIVEN._replace(no_people=True)
    found = [budget_in_words(budget(each, hours(2), HOUR), home()) for each in (empty, unknown)]
    assert plain(found[0].sentence) == "Next week has no meetings so far; you set 1.0 h."
    assert (found[0].share, found[0].open_share, found[0].rows, found[0].note) == (0, 0, (), "")
    assert "is not known: nobody is named" in plain(found[1].sentence)
    assert (found[1].share, found[1].open_share, found[1].rows) == (None, None, ())


def test_the_view_has_shares_of_the_budget_and_a_row_for_each_open_invitation() -> None:
    found = budget_in_words(budget(GIVEN, hours(2), 5 * HOUR, lambda each: f"occurrence:{each.series.uid}"), home())
    assert found.title == "Week 7 · 9–15 February 2026"
    assert (found.allowed, found.share, found.open_share) == (5 * HOUR, 0.5, 0.3)
    assert [phrase.opens for phrase in found.sentence if phrase.opens] == ["week:2026-02-09:meetings"]
    assert [(row.title, row.when, row.cost, row.opens) for row in found.rows] == [
        ("Over", "Mon 9, 10:30–11:30", "would cost 30 min in focus blocks", "occurrence:over"),
        ("Asked", "Tue 10, 12:00–13:00", "would cost 1.0 h in focus blocks", "occurrence:asked"),
    ]
    assert found.note
    free = GIVEN._replace(occurrences=(meeting("x", 0, 1200, 60, response="unanswered"),))
    (row,) = budget_in_words(budget(free, hours(2), None), home()).rows
    assert (row.cost, row.opens) == ("would cost no focus time", "")
    assert budget_in_words(budget(GIVEN, hours(2), 0), home()).share is None
