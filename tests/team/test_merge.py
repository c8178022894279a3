"""The merge of a team's files: what counts, what is shown, what is refused, and the attacks of docs/team.md §4."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.team import BANDS, FIGURES, Contribution, EarlierMerge, Round, TeamPeriod
from app.team.contribution import canonical, contribution_bytes
from app.team.merge import Received, counts_of, may_follow, merge, shares_of
from benchmarks.team_attacker import MOST_POINTS, PRIORS, SIZES, leaver, points_above, published, worst
from tests.team.contributions import (
    MIDDLE,
    MONDAY,
    OTHER_ROUND,
    PERIOD,
    ROUND,
    files,
    random_bands,
    received,
    share,
    team_of,
    with_meeting,
)

if TYPE_CHECKING:
    from app.model.team import TeamSummary
    from app.team.merge import Merged

BANDS_DRAWN = st.tuples(*(st.sampled_from(BANDS[figure]) for figure in FIGURES))
TEAMS = st.lists(BANDS_DRAWN, max_size=40).map(lambda own: [share(member, bands) for member, bands in enumerate(own)])


def merged(*contributions: Contribution, more: tuple[Received, ...] = ()) -> TeamSummary:
    """The summary of some contributions, and of more files."""
    return merge([*files(contributions), *more]).summary


def remembered(found: Merged) -> EarlierMerge:
    """What is remembered of a merge that was shown."""
    assert found.summary.period is not None
    assert not found.summary.refused
    return EarlierMerge(found.summary.period, found.slots)


# ---- what is shown ----


def test_twelve_people_give_shares() -> None:
    found = merged(*team_of((4, 5, 3)))
    assert (found.round, found.period, found.n, found.refused) == (ROUND.id, PERIOD, 12, "")
    meeting, focus, *__ = found.figures
    assert (meeting.figure, meeting.cells) == ("meeting", (("<10", 30), ("10-20", 40), (">=20", 30)))
    assert (focus.figure, focus.cells) == ("focus", (("<20", 100),))
    assert [each.figure for each in found.figures] == list(FIGURES)
    assert [each.what for each in found.suppressed] == ["focus", "outside", "fragmentation", "one_on_ones"]


def test_eight_people_give_no_share() -> None:
    found = merged(*team_of((4, 3, 1)))
    assert [cell.share for cell in found.figures[0].cells] == ["3 or more", "3 or more", "fewer than 3"]
    assert [each.what for each in found.suppressed] == list(FIGURES)
    assert "fewer than 12" in found.suppressed[0].why


@pytest.mark.parametrize("people", range(5))
def test_fewer_than_five_give_no_figure_and_a_reason(people: int) -> None:
    found = merged(*team_of((people, 0, 0)))
    assert (found.n, found.figures) == (people, ())
    assert found.refused == found.suppressed[0].why
    assert "under 5 nothing is shown" in found.refused


def test_five_with_one_that_cannot_be_read_are_four() -> None:
    found = merged(*team_of((4, 0, 0)), more=(Received("fifth.json", b"{"),))
    assert (found.n, found.figures) == (4, ())
    assert found.set_aside[0].file == "fifth.json"


def test_a_round_may_ask_for_more_than_five() -> None:
    own = {ROUND.id: replace(ROUND, k=8)}
    assert "under 8 nothing is shown" in merge(files(team_of((7, 0, 0))), own).summary.refused
    assert not merge(files(team_of((8, 0, 0))), own).summary.refused


def test_why_bands_were_joined_does_not_tell_whether_everyone_is_in_one() -> None:
    found = [merged(*team_of(counts)) for counts in ((12, 0, 0), (11, 1, 0), (0, 12, 0))]
    assert len({(each.figures[0], each.suppressed[0]) for each in found}) == 1


@given(TEAMS, st.randoms())
def test_the_order_of_the_files_changes_nothing(team: list[Contribution], drawn: random.Random) -> None:
    given_files = [*files(team), *files(team[:2]), Received("x", b"[]"), received(share(99, of=OTHER_ROUND))]
    turned = list(given_files)
    drawn.shuffle(turned)
    assert merge(turned) == merge(given_files)


@given(TEAMS, st.data())
def test_a_liar_moves_one_share_by_one_person(team: list[Contribution], data: st.DataObject) -> None:
    liar = data.draw(st.integers(0, max(len(team) - 1, 0)))
    if not team:
        return
    lied = [*team[:liar], replace(team[liar], bands=data.draw(BANDS_DRAWN)), *team[liar + 1 :]]
    assert merged(*lied).n == merged(*team).n
    for before, after in zip(counts_of(team), counts_of(lied), strict=True):
        moved = sorted(new - old for old, new in zip(before, after, strict=True) if new != old)
        assert moved in ([], [-1, 1])


@given(TEAMS)
def test_everything_that_is_shown_is_a_known_word_or_a_whole_number(team: list[Contribution]) -> None:
    found = merged(*team)
    assert (found.figures == ()) == (len(team) < 5)
    for figure, counts in zip(found.figures, counts_of(team), strict=False):
        for cell in figure.cells:
            assert type(cell.share) is int if len(team) >= 12 else cell.share in {"fewer than 3", "3 or more"}
        assert sum(counts) == len(team)


# ---- which files count ----


def test_files_of_another_round_weeks_or_schema_are_named_and_left_out() -> None:
    team = team_of((3, 3, 0))
    moved = replace(share(50), period=TeamPeriod(MONDAY + 7, 4))
    other = contribution_bytes(share(51)).replace(b"team-contribution/1", b"team-contribution/2")
    more = (received(share(52, of=OTHER_ROUND), "b"), received(moved, "a"), Received("c", other))
    found = merged(*team, more=more)
    assert found.figures == merged(*team).figures
    assert [(each.file, each.slot) for each in found.set_aside] == [
        ("a", moved.slot),
        ("b", share(52, of=OTHER_ROUND).slot),
        ("c", ""),
    ]
    reasons = [each.reason for each in found.set_aside]
    assert "other weeks" in reasons[0]
    assert reasons[1] == "It belongs to another round."
    assert "another version" in reasons[2]


def test_the_round_that_counts_is_the_one_made_here_else_that_of_most_files() -> None:
    few = [share(member) for member in range(5)]
    many = [share(member, of=OTHER_ROUND) for member in range(9)]
    assert merged(*few, *many).round == OTHER_ROUND.id
    found = merge(files([*few, *many]), {ROUND.id: ROUND}).summary
    assert (found.round, found.n) == (ROUND.id, 5)
    assert len(found.set_aside) == 9


def test_the_weeks_of_a_round_made_here_are_those_that_were_sent() -> None:
    moved = TeamPeriod(MONDAY + 7, 4)
    forged = [replace(share(member), period=moved) for member in range(6)]
    assert merged(*forged).period == moved
    found = merge(files(forged), {ROUND.id: ROUND}).summary
    assert (found.n, len(found.set_aside)) == (0, 6)


def test_the_highest_revision_of_a_slot_counts() -> None:
    team = team_of((5, 0, 0))
    newer = [replace(each, rev=3, bands=with_meeting(2)) for each in team[:3]]
    found = merged(*team, *newer)
    assert (found.n, [cell.share for cell in found.figures[0].cells]) == (5, ["fewer than 3"] * 2 + ["3 or more"])
    assert {each.slot for each in found.set_aside} == {each.slot for each in newer}
    assert "newer file" in found.set_aside[0].reason


def test_two_files_under_one_number_that_differ_are_both_set_aside_by_slot() -> None:
    team = team_of((6, 0, 0))
    forged = replace(team[0], bands=with_meeting(2))
    older = replace(team[0], rev=1)
    found = merged(*(replace(each, rev=2) for each in team), replace(forged, rev=2), older)
    assert found.n == 5
    aside = [each for each in found.set_aside if each.slot == team[0].slot]
    assert len(aside) == len(found.set_aside) == 3
    assert sum("different things" in each.reason for each in aside) == 2


def test_a_file_that_is_given_twice_counts_once() -> None:
    team = team_of((5, 0, 0))
    spaced = Received("again.json", canonical(team[0]).replace(",", ", ").encode())
    found = merged(*team, team[1], more=(spaced,))
    assert found.n == 5
    assert [each.slot for each in found.set_aside] == sorted(
        (team[0].slot, team[1].slot), key=[each.slot for each in found.set_aside].index
    )
    assert all("counts once" in each.reason for each in found.set_aside)


def test_a_file_that_could_not_be_read_is_named_with_the_reason() -> None:
    found = merged(*team_of((5, 0, 0)), more=(Received("x.json", b"", "It is a folder."),))
    assert found.set_aside == (("x.json", "", "It is a folder."),)


# ---- attacks (docs/team.md §4) ----


@pytest.mark.parametrize("people", SIZES)
def test_the_same_weeks_without_one_person_are_refused(people: int) -> None:
    team = team_of((people - 1, 0, 1))
    first = merge(files(team))
    for fewer in range(1, 5):
        again = merge(files(team[fewer:]), earlier=[remembered(first)]).summary
        assert again.figures == ()
        assert again.refused


def test_one_person_more_or_another_in_the_place_of_one_is_refused() -> None:
    team = team_of((8, 0, 0))
    first = [remembered(merge(files(team)))]
    stranger = share(70, with_meeting(2))
    for again in ([*team, stranger], [*team[1:], stranger], [*team[4:], *(share(80 + n) for n in range(4))]):
        found = merge(files(again), earlier=first).summary
        assert "differ by fewer than 5" in found.refused


def test_the_same_people_again_or_five_more_may_be_merged() -> None:
    team = team_of((12, 0, 0))
    first = remembered(merge(files(team)))
    assert not merge(files(team), earlier=[first]).summary.refused
    assert not merge(files(team[5:]), earlier=[first]).summary.refused
    assert not merge(files([*team, *(share(80 + n) for n in range(5))]), earlier=[first]).summary.refused


def test_what_is_close_to_any_earlier_merge_is_refused() -> None:
    team = team_of((20, 0, 0))
    earlier = [remembered(merge(files(team))), remembered(merge(files(team[6:])))]
    assert merge(files(team[5:]), earlier=earlier).summary.refused


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_two_merges_never_differ_by_one_to_four_people(one: set[int], other: set[int]) -> None:
    before, after = (EarlierMerge(PERIOD, frozenset(map(str, each))) for each in (one, other))
    allowed = may_follow(before, after)
    assert allowed == may_follow(after, before)
    assert allowed == (not {len(one - other), len(other - one)} & {1, 2, 3, 4})
    assert may_follow(before, after._replace(period=TeamPeriod(MONDAY + 28, 4)))


def test_other_weeks_are_another_question() -> None:
    first = remembered(merge(files(team_of((8, 0, 0)))))
    later = Round(OTHER_ROUND.id, TeamPeriod(MONDAY + 28, 4))
    again = [share(member, of=later) for member in range(7)]
    assert not merge(files(again), earlier=[first]).summary.refused


def test_no_attacker_guesses_a_band_more_than_five_points_above_the_base_rate() -> None:
    assert worst() <= MOST_POINTS


def test_without_the_refusal_the_attacker_would() -> None:
    gained = {
        (people, kind): points_above(leaver(people, prior, heeded=False))
        for people in SIZES
        for kind, prior in PRIORS.items()
    }
    assert all(gained[people, "usual team"] > 2 * MOST_POINTS for people in (8, 12, 30))


def test_what_the_attacker_sees_is_what_the_merge_shows() -> None:
    for counts in ((3, 2, 0), (4, 3, 1), (12, 0, 0), (10, 1, 1), (9, 18, 3)):
        assert merged(*team_of(counts)).figures[0].cells == published(counts)


@pytest.mark.parametrize("people", [12, 30])
def test_one_outlier_is_not_seen(people: int) -> None:
    alike = merged(*team_of((people - 1, 1, 0))).figures[0]
    assert alike == merged(*team_of((people, 0, 0))).figures[0]
    assert merged(*team_of((people - 1, 0, 1))).figures[0].cells == ()


def test_a_forged_file_of_an_invented_person_moves_one_share_by_one() -> None:
    team = team_of((6, 6, 6))
    forged = share(99, with_meeting(0))
    before, after = counts_of(team)[0], counts_of([*team, forged])[0]
    assert [new - old for old, new in zip(before, after, strict=True)] == [1, 0, 0]
    assert merged(*team, forged).n == 19


def test_a_replay_of_an_earlier_round_is_left_out() -> None:
    later = Round(OTHER_ROUND.id, TeamPeriod(MONDAY + 28, 4))
    replayed = share(3)
    team = [share(member, of=later) for member in range(6)]
    found = merge(files([*team, replayed]), {later.id: later}).summary
    assert found.n == 6
    assert found.set_aside[0].slot == replayed.slot
    # Nor does it help to write the new round over the old one: the slot is another one, and the person counts twice.
    renamed = replace(replayed, round=later.id, period=later.period)
    assert merged(*team, renamed).n == 7


def test_shares_do_not_depend_on_who_is_who() -> None:
    drawn = random.Random(7)
    team = [share(member, random_bands(drawn)) for member in range(30)]
    others = [replace(each, slot=share(100 + n).slot) for n, each in enumerate(reversed(team))]
    assert shares_of(team) == shares_of(others)
    assert json.loads(canonical(team[0]))["slot"] == team[0].slot
    assert team[0].bands != MIDDLE
