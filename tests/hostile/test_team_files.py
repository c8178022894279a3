"""H66 to H71 and H74: files of a team through the command line, each in a child under the limits (README.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.model.team import Contribution, Round, TeamPeriod
from app.team.contribution import contribution_bytes
from tests.hostile.case import for_people, within_limits
from tests.hostile.child import payload, run_app, run_python
from tests.team.contributions import MONDAY, OTHER_ROUND, share, team_of, with_meeting
from tests.team.test_hostile_files import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.hostile.child import Outcome

TEAM = team_of((3, 3, 2))


def written(folder: Path, contributions: Sequence[Contribution], start: str = "member") -> list[str]:
    """The paths of the files of some contributions."""
    paths = []
    for number, each in enumerate(contributions):
        path = folder / f"{start}-{number:02}.json"
        path.write_bytes(contribution_bytes(each))
        paths.append(str(path))
    return paths


def merge_of(folder: Path, *paths: str) -> Outcome:
    """The merge of some files, under the limits; nothing but its output is written beside them."""
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    before.pop("out.json", None)
    words = ("team", "merge", *paths, "-o", str(folder / "out.json"), "--json", "--home", str(folder / "home"))
    outcome = run_app(words)
    within_limits(outcome)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    after.pop("out.json", None)
    assert after == before
    return outcome


def shown(folder: Path, *paths: str) -> Any:
    """The summary of a merge that is not refused."""
    outcome = merge_of(folder, *paths)
    assert outcome.status == 0, outcome.stderr
    found = payload(outcome)
    for each in found["set_aside"]:
        for_people(each["reason"])
    return found


def refused(folder: Path, words: str, *paths: str) -> Any:
    """What is printed of a merge that is refused in one sentence, and leaves no file."""
    (folder / "out.json").unlink(missing_ok=True)
    outcome = merge_of(folder, *paths)
    assert outcome.status == 1
    (line,) = outcome.stderr.splitlines()
    for_people(line)
    assert words in line
    assert not (folder / "out.json").exists()
    found = payload(outcome)
    assert (found["figures"], words in found["refused"]) == ({}, True)
    return found


def test_h66_what_is_no_contribution_is_named_and_the_others_count(tmp_path: Path) -> None:
    good = written(tmp_path, TEAM)
    bad = []
    for number, data in enumerate(HOSTILE.values()):
        path = tmp_path / f"hostile-{number:02}.json"
        path.write_bytes(data)
        bad.append(str(path))
    found = shown(tmp_path, *bad, *good)
    assert found["n"] == len(TEAM)
    assert [each["file"] for each in found["set_aside"]] == [f"hostile-{number:02}.json" for number in range(len(bad))]


def test_h67_another_round_other_weeks_another_schema(tmp_path: Path) -> None:
    moved = share(40, of=Round(share(1).round, TeamPeriod(MONDAY + 28, 4)))
    others = written(tmp_path, [share(41, of=OTHER_ROUND), moved], "other")
    found = shown(tmp_path, *others, *written(tmp_path, TEAM))
    assert [each["reason"] for each in found["set_aside"]] == [
        "It belongs to another round.",
        "It is about other weeks than the round.",
    ]
    assert found["set_aside"][1]["slot"] == moved.slot


def test_h68_one_slot_twice(tmp_path: Path) -> None:
    newer = share(0, with_meeting(2), rev=2)
    same_rev = share(1, with_meeting(2))
    found = shown(tmp_path, *written(tmp_path, TEAM), *written(tmp_path, [newer, same_rev], "twice"))
    assert found["n"] == len(TEAM) - 1
    assert sorted(each["slot"] for each in found["set_aside"]) == sorted([newer.slot, same_rev.slot, same_rev.slot])


@pytest.mark.parametrize("missing", [False, True])
def test_h69_four_or_five_with_one_that_cannot_be_read(tmp_path: Path, missing: bool) -> None:
    paths = written(tmp_path, TEAM[: 5 if missing else 4])
    if missing:
        (tmp_path / "member-04.json").write_bytes(b"[" * 60_000)
    assert refused(tmp_path, "under 5 nothing is shown", *paths)["n"] == 4


def test_h70_everyone_in_one_band(tmp_path: Path) -> None:
    found = shown(tmp_path, *written(tmp_path, team_of((0, 12, 0))))
    assert found["figures"]["meeting"] == [{"band": "<20", "share": 100}]


def test_h71_the_same_weeks_once_more_without_one_person(tmp_path: Path) -> None:
    paths = written(tmp_path, TEAM)
    shown(tmp_path, *paths)
    refused(tmp_path, "differ by fewer than 5", *paths[1:])


def test_h74_one_small_team_beside_large_ones() -> None:
    code = (
        "from app.team.roll_up import pooled, roll_up\n"
        "from tests.team.contributions import team_of\n"
        "teams = [team_of(each) for each in ((9, 9, 9), (2, 1, 0), (6, 6, 0))]\n"
        "print([len(team) for team in pooled(teams)], roll_up(teams).people)\n"
    )
    outcome = run_python(["-c", code])
    within_limits(outcome)
    assert outcome.stdout.decode().strip() == "[15, 27] 42"
