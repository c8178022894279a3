"""What the Team page says: the round in hand, one's own bands in words, and a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.model.chosen_period import ChosenPeriod
from app.model.team import BANDS, FIGURES, TeamFigure
from app.operations.stored_team import keep_in_hand, summary_picture, team_page_at_once, team_page_of, team_version
from app.operations.team import make_round
from app.operations.team_words import band_words
from app.team.bands import band_name
from app.team.merge import Received, merge
from app.team.round import round_line
from tests.operations.test_team import FIRST, workspace
from tests.team.contributions import ROUND, files, team_of

if TYPE_CHECKING:
    from app.model.team_page import SummaryPicture
    from app.operations.workspace import Workspace

__all__ = ["workspace"]

PERIOD = ChosenPeriod("four_weeks", FIRST.monday, FIRST.last)


def picture_of(counts: tuple[int, ...], *more: Received) -> SummaryPicture:
    """The summary of a team with so many people in each band of the meeting hours."""
    return summary_picture(merge([*files(team_of(counts)), *more]).summary)


# ---- words ----


@pytest.mark.parametrize(
    ("figure", "band", "words"),
    [
        ("meeting", "<10", "under 10 h a week"),
        ("focus", "10-20", "10 to under 20 h a week"),
        ("meeting", ">=20", "20 h a week or more"),
        ("outside", ">=1", "1 h a week or more"),
        ("fragmentation", "0.3-0.6", "30 to under 60 %"),
        ("fragmentation", "<0.6", "under 60 %"),
        ("one_on_ones", "kept", "kept their rhythm"),
        ("one_on_ones", "none-or-unknown", "no 1:1s, or not known"),
    ],
)
def test_a_band_in_words(figure: TeamFigure, band: str, words: str) -> None:
    assert band_words(figure, band).replace("\N{NARROW NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize("figure", FIGURES)
def test_every_band_that_may_be_shown_has_words_of_its_own(figure: TeamFigure) -> None:
    bands = range(len(BANDS[figure]))
    groups = [(first, last + 1) for first in bands for last in bands[first:]]
    names = [band_name(figure, group) for group in groups if group != (0, len(BANDS[figure]))]
    assert len({band_words(figure, name) for name in names}) == len(names)


# ---- the page ----


def test_without_a_round_the_page_offers_one_over_the_last_weeks_of_the_period(workspace: Workspace) -> None:
    page = team_page_of(workspace, PERIOD)
    assert (page.step, page.round, page.preview, page.refused) == (0, None, None, "")
    assert page.monday == FIRST.monday
    assert page.make.startswith("weeks 6 to 9, 2 February")
    assert team_page_at_once(workspace, PERIOD) is None


def test_a_round_of_weeks_that_are_not_covered_is_refused_with_the_reason(workspace: Workspace) -> None:
    keep_in_hand(workspace, round_line(ROUND))
    page = team_page_of(workspace, PERIOD)
    assert page.refused == "Not all weeks of the round are over and covered by your calendars."
    assert page.preview is None
    assert page.round is not None
    assert page.round.caption == "You were sent it. Under 5 contributions nothing is shown."


def test_the_round_stands_at_once_and_the_bands_follow(workspace: Workspace) -> None:
    before = team_version(workspace)
    keep_in_hand(workspace, round_line(make_round(workspace, FIRST)))
    assert team_version(workspace) != before
    first = team_page_at_once(workspace, PERIOD)
    assert first is not None
    assert (first.preview, first.sentence[0].text) == (None, "Your weeks are being looked at.")
    whole = team_page_of(workspace, PERIOD)
    assert whole.round == first.round
    assert whole.preview is not None
    assert len(whole.preview.data) == 4_096
    assert whole.preview.size.startswith("4,096 bytes, of which")
    assert team_page_at_once(workspace, PERIOD) is None


def test_a_line_of_another_version_in_hand_is_as_none(workspace: Workspace) -> None:
    keep_in_hand(workspace, '{"schema":"clearweek.team-round/9"}')
    assert team_page_of(workspace, PERIOD).round is None


# ---- a summary ----


def test_a_summary_says_every_figure_and_why_something_is_not_said() -> None:
    found = picture_of((4, 4, 4), Received("x.json", b"{"))
    assert found.title.startswith("12 people, weeks 44 to 47")
    assert [block.name for block in found.blocks] == [
        "Meeting hours", "Focus hours", "Meetings outside hours", "Fragmentation", "1:1s",
    ]  # fmt: skip
    assert [share for __, __, share in found.blocks[0].rows] == [0.3, 0.3, 0.3]
    assert found.blocks[0].why == ""
    assert found.blocks[1].why != ""
    assert found.aside == ("x.json: It is not JSON.",)


def test_of_fewer_than_twelve_no_share_is_painted() -> None:
    (band, words, share), *__ = picture_of((5, 2, 0)).blocks[0].rows
    assert (band, words, share) == ("under 10 h a week", "3 people or more", None)


def test_a_refused_one_has_no_block() -> None:
    assert picture_of((4, 0, 0)).blocks == ()
    nothing = summary_picture(merge([Received("x.json", b"")]).summary)
    assert (nothing.title, nothing.blocks) == ("No contribution could be read", ())
