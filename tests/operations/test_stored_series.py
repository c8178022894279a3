"""The series of what is kept: their page, and the events behind each (METRICS.md §5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import UserError
from app.model.chosen_period import ChosenPeriod, period_with
from app.operations.own_word import merge, set_rule
from app.operations.stored_series import printed_series, stored_series
from app.operations.stored_week import Choices
from app.operations.workspace import Workspace
from app.progress import SILENT
from tests.builders import ANNA, BEN, at, calendar, event, guest, ordinal, organizer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEOPLE = (organizer(BEN), guest(ANNA), guest("me@firm.example"))
STAMP = "20260401T000000Z"
PERIOD = ChosenPeriod("own", ordinal("2026-01-05"), ordinal("2026-03-29"))
FIRST, LAST = PERIOD.first, PERIOD.last


def weekly(title: str, uid: str, start: str, *lines: str) -> str:
    times = at(start, start.replace("0000Z", "3000Z"))
    return event(f"SUMMARY:{title}", *times, "RRULE:FREQ=WEEKLY", *PEOPLE, *lines, uid=uid, stamp=STAMP)


def one_slot(title: str, uid: str, slot: str, *lines: str) -> str:
    return event(f"SUMMARY:{title}", f"RECURRENCE-ID:{slot}", *lines, *PEOPLE, uid=uid, stamp=STAMP)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    cancelled = at("20260209T100000Z", "20260209T103000Z")
    work = (
        weekly("Review", "review", "20251103T100000Z", "EXDATE:20260302T100000Z,20260309T100000Z"),
        one_slot("Review", "review", "20260209T100000Z", *cancelled, "STATUS:CANCELLED"),
        weekly("Review", "copy", "20251103T100000Z"),
        weekly("Odd: 1%", "a:b", "20251104T140000Z"),
    )
    (tmp_path / "work.ics").write_bytes(calendar(*work, head=("X-WR-CALNAME:Work",)))
    (tmp_path / "team.ics").write_bytes(calendar(weekly("Team", "team", "20251105T100000Z")))
    opened = Workspace(tmp_path / "home")
    opened.add([str(tmp_path / "work.ics"), str(tmp_path / "team.ics")], SILENT)
    yield opened
    opened.close()


def opens(workspace: Workspace, title: str) -> tuple[str, str]:
    """What opens the events of a series, and how many they are said to be."""
    row = next(each for each in workspace.series(PERIOD).rows if each.title == title)
    return row.opens, row.story.counted


def test_the_events_of_each_series_are_as_many_as_its_row_says(workspace: Workspace) -> None:
    for row in workspace.series(PERIOD).rows:
        found = workspace.evidence(row.opens)
        assert f"{len(found.rows)} occurrences" == row.story.counted
        assert all(each.title == row.title for each in found.rows)
        assert {each.series for each in found.rows} == {row.uid}
        assert all(each.occurrence and "counts as" in each.explanation for each in found.rows)


def test_each_event_of_a_series_says_why_it_counts_and_what_fell_out_is_noted(workspace: Workspace) -> None:
    review = next(each for each in workspace.series(PERIOD).rows if each.uid == "review")
    found = workspace.evidence(review.opens)
    assert found.title.startswith("Review, ")
    assert found.summary == "9 of 10 events count as meetings, 4.5 h together."
    assert found.notes == ("2 slots were taken out of the calendar: Mon 2 Mar, Mon 9 Mar.",)
    assert sum("its calendar says that it is cancelled" in row.explanation for row in found.rows) == 1


def test_an_event_is_opened_further_and_knows_its_series(workspace: Workspace) -> None:
    reference, __ = opens(workspace, "Odd: 1%")
    one = workspace.evidence(workspace.evidence(reference).rows[0].occurrence)
    assert [(row.series, row.rule) for row in one.rows] == [("a:b", "")]
    set_rule(workspace, "a:b", "Odd", "block")
    again = workspace.evidence(workspace.evidence(reference).rows[0].occurrence)
    assert [(row.series, row.rule) for row in again.rows] == [("a:b", "block")]


def test_the_events_of_merged_series_stand_together_and_are_corrected_together(workspace: Workspace) -> None:
    merge(workspace, ("copy", "Review"), ("review", "Review"))
    (review,) = [each for each in workspace.series(PERIOD).rows if each.title == "Review"]
    found = workspace.evidence(review.opens)
    # Where one has no slot, the other's takes place; at the same time the word of the main series holds: cancelled.
    assert len(found.rows) == int(review.story.counted.split()[0])
    assert (review.held, review.fell_out) == (11, 1)
    set_rule(workspace, found.rows[0].series, "Review", "focus")
    assert {row.rule for row in workspace.evidence(review.opens).rows} == {"focus"}
    assert {"meeting"}.isdisjoint(row.why.split(":")[0] for row in workspace.evidence(review.opens).rows)


def test_a_series_that_is_gone_has_no_events_and_nonsense_opens_nothing(workspace: Workspace) -> None:
    assert workspace.evidence("series:gone:2026-01-05:2026-03-29").rows == ()
    for text in ("series:review", "series:review:2026-01-05:soon", "series:review:2026-01-05"):
        with pytest.raises(UserError):
            workspace.evidence(text)


def test_what_is_kept_gives_the_same_series_as_reading_it_anew(workspace: Workspace) -> None:
    merge(workspace, ("copy", "Review"), ("review", "Review"))
    set_rule(workspace, "team", "Team", "focus")
    kept = printed_series(workspace, (FIRST, LAST), Choices({}, None))
    anew = printed_series(workspace, (FIRST, LAST), Choices({"zone": workspace.preferences().zone}, None))
    assert kept[0].figures == anew[0].figures
    assert [each.key for each in kept[0].queue] == [each.key for each in anew[0].queue]
    assert kept[1] == anew[1]


def test_a_calendar_that_was_left_out_has_no_series(workspace: Workspace) -> None:
    workspace.change_settings(replace(workspace.settings(), left_out=("Work",)), SILENT)
    assert {row.title for row in workspace.series(PERIOD).rows} == {"Team"}


def test_a_running_quarter_is_looked_at_as_far_as_its_weeks_are_over(workspace: Workspace) -> None:
    end = stored_series(workspace, (None, None)).period.last
    page = workspace.series(period_with("quarter", end))
    assert page.period_title == "1st quarter 2026"
    held = [row.held for row in page.rows if row.title == "Team"]
    assert held
    assert held[0] <= 13


def test_a_time_that_lies_ahead_is_shown_as_it_is_scheduled(workspace: Workspace) -> None:
    ahead = ChosenPeriod("own", ordinal("2026-05-04"), ordinal("2026-05-17"))
    assert {row.title: row.held for row in workspace.series(ahead).rows}["Team"] == 2


def test_without_a_calendar_there_is_nothing_and_that_is_said(tmp_path: Path) -> None:
    with Workspace(tmp_path / "none") as empty:
        page = empty.series(PERIOD)
    assert (page.rows, page.unknown) == ((), "No meeting is scheduled in this time.")
