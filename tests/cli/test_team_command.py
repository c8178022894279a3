"""``clearweek team``: a round, the preview whose bytes are those of the file, and the merge (docs/team.md §5)."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from app.model.team import Round, TeamPeriod
from app.team.contribution import contribution_bytes, read_contribution
from app.team.round import read_round
from tests.analysis.patterns.series_grounds import mondays, skip, weekly
from tests.builders import ANNA, BEN, at, calendar, event
from tests.report.pdf_text import squeezed, tags, text
from tests.team.contributions import random_bands, share, with_meeting

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from pathlib import Path

    from tests.conftest import Clearweek

DAYS = mondays()
STAMP = "20260504T000000Z"
FROM = ("--from", "2026-W06")
SECRETS = ("Quarterly-plan", "sam.okafor", "firm.example", "Sam Okafor", "desk", "work.ics", "Berlin")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek) -> Path:
    """The folder in which the command runs, with a calendar that is kept: 11 h of meetings a week, and a 1:1."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    desk = event("SUMMARY:Desk", *at("20260202T060000Z", "20260202T060500Z"), uid="desk", stamp=STAMP)
    rows = (
        weekly("sam", "2026-02-02 10:00", by="sam.okafor@firm.example", people=()),
        *(weekly(f"plan{day}", f"2026-02-0{day} 13:00", by=BEN, minutes=150) for day in range(2, 7)),
    )
    (tmp_path / "work.ics").write_bytes(calendar(desk, *rows))
    assert clearweek("add", "work.ics").status == 0
    return tmp_path


def done(clearweek: Clearweek, *words: str) -> str:
    """The output of a command that must succeed."""
    result = clearweek("team", *words)
    assert (result.status, result.err) == (0, "")
    return result.out


def made(clearweek: Clearweek, *words: str) -> Round:
    """A round that was made here and stands in round.txt."""
    done(clearweek, "round", *(words or FROM), "-o", "round.txt")
    with open("round.txt", encoding="utf-8") as file:  # noqa: PTH123 (in the folder of the test)
        return read_round(file.read())


def given(folder: Path, found: Round, bands: Sequence[tuple[str, ...]]) -> list[str]:
    """The names of files of invented members."""
    names = []
    for member, own in enumerate(bands):
        name = f"member-{member:02}.json"
        (folder / name).write_bytes(contribution_bytes(share(member, own, of=found)))
        names.append(name)
    return names


# ---- a round ----


def test_a_round_is_one_line_that_the_json_says_too(clearweek: Clearweek, folder: Path) -> None:
    found = json.loads(done(clearweek, "round", *FROM, "--weeks", "5", "--people", "6", "-o", "r", "--json"))
    (line,) = (folder / "r").read_text("utf-8").splitlines()
    assert (found["schema"], found["k"], found["line"]) == ("clearweek.team-round/1", 6, line)
    assert read_round(line) == Round(found["round"], TeamPeriod(DAYS_FIRST, 5), 6)
    assert made(clearweek) != made(clearweek)


DAYS_FIRST = 739_649
"""The Monday of 2026-W06."""


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("frob",),
        ("round", "-o", "x"),
        ("round", *FROM),
        ("round", *FROM, "--weeks", "1", "-o", "x"),
        ("round", *FROM, "--people", "4", "-o", "x"),
        ("round", "--from", "2026-W54", "-o", "x"),
        ("export", "round.txt"),
        ("merge", "-o", "x"),
    ],
)
def test_words_that_make_no_sense_are_wrong_usage(clearweek: Clearweek, folder: Path, words: tuple[str, ...]) -> None:
    result = clearweek("team", *words)
    assert result.status == 2
    assert not (folder / "x").exists()


# ---- one's own contribution ----


def test_the_preview_is_the_very_bytes_of_the_export(clearweek: Clearweek, folder: Path) -> None:
    found = made(clearweek)
    before = done(clearweek, "preview", "round.txt")
    assert done(clearweek, "preview", "round.txt") == before
    done(clearweek, "export", "round.txt", "-o", "mine.json")
    assert (folder / "mine.json").read_bytes() == before.encode()
    assert done(clearweek, "preview", (folder / "round.txt").read_text("utf-8")) == before
    own = read_contribution(before.encode())
    assert (own.round, own.period, own.rev) == (found.id, found.period, 1)
    assert own.bands == ("10-20", "10-20", "<1", "0.3-0.6", "kept")
    assert json.loads(done(clearweek, "export", "round.txt", "-o", "mine.json", "--json"))["rev"] == 1


def test_no_text_of_the_calendar_is_in_what_is_written(clearweek: Clearweek, folder: Path) -> None:
    found = made(clearweek)
    done(clearweek, "export", "round.txt", "-o", "mine.json")
    names = given(folder, found, [with_meeting(1)] * 12)
    done(clearweek, "merge", *names, "mine.json", "-o", "out.json")
    for name in ("round.txt", "mine.json", "out.json"):
        text = (folder / name).read_text("utf-8").casefold()
        assert [each for each in SECRETS if each.casefold() in text] == []


def test_options_change_the_bands_and_a_changed_file_is_a_new_revision(clearweek: Clearweek, folder: Path) -> None:
    made(clearweek)
    done(clearweek, "export", "round.txt", "-o", "mine.json")
    found = json.loads(done(clearweek, "preview", "round.txt", "--work", "mon-fri 09:00-12:00", "--me", ANNA))
    assert (found["rev"], found["bands"]["outside"], found["bands"]["meeting"]) == (2, ">=4", "10-20")
    early = clearweek("team", "preview", "round.txt", "--today", "2026-02-20")
    assert (early.status, early.out) == (1, "")
    assert "Not all weeks of the round are over" in early.err


def test_a_one_on_one_that_gave_way_is_said_as_such(clearweek: Clearweek, folder: Path) -> None:
    desk = event("SUMMARY:Desk", *at("20260202T060000Z", "20260202T060500Z"), uid="desk", stamp=STAMP)
    gone = skip(*(f"{DAYS[n]} 10:00" for n in (1, 2, 3)))
    lost = weekly("sam", "2026-02-02 10:00", gone, by="sam.okafor@firm.example", people=())
    others = [weekly(f"plan{day}", f"2026-02-0{day} 13:00", by=BEN) for day in (3, 4)]
    (folder / "work.ics").write_bytes(calendar(desk, lost, *others))
    assert clearweek("sync").status == 0
    made(clearweek, *FROM, "--weeks", "6")
    own = json.loads(done(clearweek, "preview", "round.txt", "--me", ANNA))
    assert own["bands"]["one_on_ones"] == "slipping"


def test_too_few_days_are_no_contribution(clearweek: Clearweek, folder: Path) -> None:
    made(clearweek)
    result = clearweek("team", "export", "round.txt", "-o", "mine.json", "--work", "mon 09:00-17:00")
    assert result.status == 1
    assert "Too few days: these weeks have 4 working days of yours" in result.err
    assert not (folder / "mine.json").exists()


def test_a_second_round_over_the_same_weeks_is_refused(clearweek: Clearweek, folder: Path) -> None:
    made(clearweek)
    done(clearweek, "export", "round.txt", "-o", "mine.json")
    made(clearweek, "--from", "2026-W08")
    for words in (("preview", "round.txt"), ("export", "round.txt", "-o", "again.json")):
        result = clearweek("team", *words)
        assert (result.status, result.out) == (1, "")
        assert "You shared 2026-W06 and the weeks after it in another round" in result.err
    assert not (folder / "again.json").exists()
    made(clearweek, "--from", "2026-W10")
    assert clearweek("team", "preview", "round.txt").status == 0


def test_what_could_not_be_written_was_not_shared(clearweek: Clearweek, folder: Path) -> None:
    made(clearweek)
    assert clearweek("team", "export", "round.txt", "-o", "no/mine.json").status == 1
    made(clearweek, "--from", "2026-W07")
    assert clearweek("team", "preview", "round.txt").status == 0


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 70_000, b'{"schema":"clearweek.team-round/2"}'])
def test_what_is_no_round_is_said(clearweek: Clearweek, folder: Path, content: bytes) -> None:
    (folder / "round.txt").write_bytes(content)
    result = clearweek("team", "preview", "round.txt")
    assert (result.status, result.out) == (1, "")
    assert "This is not the line of a round" in result.err


def test_without_a_calendar_or_a_file_there_is_nothing_to_share(clearweek: Clearweek, folder: Path) -> None:
    made(clearweek)
    assert "No calendar is kept yet" in clearweek("team", "preview", "round.txt", "--home", "other").err
    assert "it is not there" in clearweek("team", "preview", "nowhere.txt").err
    assert clearweek("team", "preview", ".").status == 1


class Terminal(io.StringIO):
    """A terminal at which somebody has typed."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "status"), [("yes\n", 0), ("\n", 1), ("", 1), ("y\n", 1)])
def test_at_a_terminal_the_member_is_told_and_asked(
    clearweek: Clearweek,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    status: int,
) -> None:
    from app.cli.main import main

    made(clearweek)
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert main(["team", "export", "round.txt", "-o", "mine.json"]) == status
    said = capsys.readouterr().err
    assert "Meeting hours: in the file “10 to under 20 h a week”, yours" in said
    assert "The lead will see this file; others will see only the summary over everyone." in said
    assert "Nothing was shared before." in said
    assert (folder / "mine.json").exists() == (status == 0)
    assert ("Nothing was written" in said) == (status == 1)
    assert main(["team", "export", "round.txt", "-o", "mine.json", "--yes"]) == 0
    assert capsys.readouterr().err == ""


# ---- the merge ----


def merged(clearweek: Clearweek, *words: str) -> Any:
    """The JSON of a merge that must succeed, as printed."""
    return json.loads(done(clearweek, "merge", *words, "--json"))


def test_a_merge_writes_the_summary(clearweek: Clearweek, folder: Path) -> None:
    found = made(clearweek)
    names = given(folder, found, [with_meeting(n % 3) for n in range(12)])
    (folder / "broken.json").write_bytes(b"{")
    printed = merged(clearweek, *names, "broken.json", "-o", "out.json")
    written = json.loads((folder / "out.json").read_bytes())
    assert printed == {**written, "refused": None}
    assert set(written) == {"schema", "round", "period", "n", "figures", "suppressed", "set_aside"}
    assert (written["schema"], written["round"], written["n"]) == ("clearweek.team-summary/1", found.id, 12)
    assert written["period"] == {"from": "2026-W06", "weeks": 4}
    assert written["figures"]["meeting"] == [
        {"band": "<10", "share": 30},
        {"band": "10-20", "share": 30},
        {"band": ">=20", "share": 30},
    ]
    assert [each["what"] for each in written["suppressed"]] == ["focus", "outside", "fragmentation", "one_on_ones"]
    assert written["set_aside"] == [{"file": "broken.json", "slot": None, "reason": "It is not JSON."}]


def test_a_merge_is_set_as_pdf_with_what_is_not_said_and_why(clearweek: Clearweek, folder: Path) -> None:
    names = given(folder, made(clearweek), [with_meeting(n % 3) for n in range(12)])
    (folder / "broken.json").write_bytes(b"{")
    merged(clearweek, *names, "broken.json", "-o", "out.json", "--pdf", "out.pdf")
    pdf = (folder / "out.pdf").read_bytes()
    words = squeezed(text(pdf))
    for said in ("12 people", "10 to under 20 h a week", "30 %", "broken.json", "It is not JSON."):
        assert squeezed(said) in words
    assert {"Table", "TH", "H1"} <= {tag.role for tag in tags(pdf)}
    few = given(folder, made(clearweek, "--from", "2026-W10"), [with_meeting(0)] * 4)
    assert clearweek("team", "merge", *few, "-o", "few.json", "--pdf", "few.pdf").status == 1
    assert not (folder / "few.pdf").exists()


def test_the_text_says_bands_in_words_and_what_was_set_aside(clearweek: Clearweek, folder: Path) -> None:
    names = given(folder, made(clearweek), [with_meeting(n % 3) for n in range(12)])
    (folder / "new\x1b[2Jname.json").write_bytes(b"{")
    text = done(clearweek, "merge", *names, "new\x1b[2Jname.json", "-o", "out.json")
    text = text.replace("\u2009", " ").replace("\u202f", " ")
    assert "12 people, weeks 6 to 9, 2 February – 1 March 2026" in text
    assert "  20 h a week or more: 30 %" in text
    assert "  kept their rhythm, or at least one gave way: 100 %" in text
    assert "Set aside\n  new" in text
    assert "\x1b" not in text


def test_fewer_than_five_are_status_1_and_no_file(clearweek: Clearweek, folder: Path) -> None:
    names = given(folder, made(clearweek), [with_meeting(0)] * 5)
    (folder / names[4]).write_bytes(b"{}")
    result = clearweek("team", "merge", *names, "-o", "out.json", "--json")
    assert result.status == 1
    assert (result.json["n"], result.json["figures"]) == (4, {})
    assert result.json["refused"] == result.json["suppressed"][0]["why"]
    assert [each["file"] for each in result.json["set_aside"]] == [names[4]]
    assert "under 5 nothing is shown" in result.err
    assert not (folder / "out.json").exists()


def test_the_same_weeks_without_one_person_are_refused_whichever_process_asks(
    clearweek: Clearweek, folder: Path
) -> None:
    names = given(folder, made(clearweek), [with_meeting(n % 3) for n in range(12)])
    merged(clearweek, *names, "-o", "out.json")
    result = clearweek("team", "merge", *names[1:], "-o", "less.json", "--json")
    assert (result.status, result.json["figures"]) == (1, {})
    assert "differ by fewer than 5" in result.err
    assert not (folder / "less.json").exists()
    assert merged(clearweek, *names, "-o", "again.json")["n"] == 12
    assert (folder / "again.json").read_bytes() == (folder / "out.json").read_bytes()
    assert merged(clearweek, *names[5:], "-o", "seven.json")["n"] == 7


def test_a_refused_merge_is_not_remembered(clearweek: Clearweek, folder: Path) -> None:
    names = given(folder, made(clearweek), [with_meeting(0)] * 6)
    assert clearweek("team", "merge", *names[:4], "-o", "out.json").status == 1
    assert merged(clearweek, *names, "-o", "out.json")["n"] == 6


def test_a_merge_reads_no_more_of_a_file_than_may_be_in_it_and_waits_for_no_pipe(
    clearweek: Clearweek, folder: Path
) -> None:
    import os

    names = given(folder, made(clearweek), [with_meeting(0)] * 5)
    (folder / "large.json").write_bytes(b" " * 50_000_000)
    os.mkfifo(folder / "pipe.json")
    found = merged(clearweek, *names, "large.json", "pipe.json", ".", "-o", "out.json")
    assert {each["file"]: each["reason"] for each in found["set_aside"]} == {
        "large.json": "It is larger than 64 KB.",
        "pipe.json": "It is no file.",
        folder.name: "It is no file.",
    }


def test_a_file_that_is_not_there_ends_the_merge(clearweek: Clearweek, folder: Path) -> None:
    names = given(folder, made(clearweek), [with_meeting(0)] * 5)
    result = clearweek("team", "merge", *names, "nowhere.json", "-o", "out.json")
    assert (result.status, (folder / "out.json").exists()) == (1, False)


def test_a_file_to_merge_is_never_written_over(clearweek: Clearweek, folder: Path) -> None:
    names = given(folder, made(clearweek), [with_meeting(0)] * 5)
    before = (folder / names[2]).read_bytes()
    assert clearweek("team", "merge", *names, "-o", names[2]).status == 2
    assert (folder / names[2]).read_bytes() == before


def test_a_thousand_files_are_one_summary(clearweek: Clearweek, folder: Path, drawn: random.Random) -> None:
    names = given(folder, made(clearweek), [random_bands(drawn) for _member in range(1000)])
    found = merged(clearweek, *names, "-o", "out.json")
    assert found["n"] == 1000
    assert {cell["share"] for cell in found["figures"]["meeting"]} <= {30, 35, 40}


@pytest.fixture
def drawn() -> random.Random:
    import random

    return random.Random(11)
