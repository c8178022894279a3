"""A week against its budget of meeting hours."""

from __future__ import annotations

from dataclasses import replace

from app.planning.budget import budget
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
    found = budget(replace(GIVEN, no_people=True), hours(2), HOUR)
    assert (found.scheduled, found.unanswered, found.invitations) == (None, None, ())
