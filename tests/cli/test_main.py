"""From words to an exit status: what is read, what is told, and how a command ends (the README, "Command line")."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import pytest

from app.cli.main import main
from app.errors import Cancelled, UserError
from tests.builders import ANNA, BEN, calendar, event, guest, organizer, week_of_work

if TYPE_CHECKING:
    from tests.conftest import Clearweek

WEEK: Final = ("--from", "2026-02-09", "--to", "2026-02-15")
ROOT: Final = Path(__file__).parents[2]
READING: Final = "app.operations.one_off.read_paths"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs, with two calendars and a folder of a third in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "work.ics").write_bytes(week_of_work())
    (tmp_path / "home.ics").write_bytes(calendar(event("SUMMARY:Dentist", uid="dentist")))
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "club.ics").write_bytes(calendar(event("SUMMARY:Chess", uid="chess")))
    return tmp_path


def uids(clearweek: Clearweek, *words: str, stdin: bytes = b"") -> set[str]:
    """The UIDs that `events` finds in 2026-W07."""
    result = clearweek("events", *words, *WEEK, "--json", stdin=stdin)
    assert (result.status, result.err) == (0, "")
    return {each["uid"] for each in result.json["occurrences"]}


WORK: Final = {"review", "design", "focus", "urlaub", "late"}

# ---- what is read ----


def test_a_file(clearweek: Clearweek, folder: Path) -> None:
    assert uids(clearweek, "work.ics") == WORK


def test_several_paths(clearweek: Clearweek, folder: Path) -> None:
    assert uids(clearweek, "work.ics", "home.ics", "more") == {*WORK, "dentist", "chess"}


def test_a_path_given_twice_is_read_once(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("events", "home.ics", "home.ics", *WEEK, "--json")
    assert len(result.json["occurrences"]) == 1


def test_a_folder_with_those_in_it(clearweek: Clearweek, folder: Path) -> None:
    assert uids(clearweek, ".") == {*WORK, "dentist", "chess"}


def test_standard_input(clearweek: Clearweek, folder: Path) -> None:
    assert uids(clearweek, "-", stdin=week_of_work()) == WORK
    assert uids(clearweek, "home.ics", "-", stdin=week_of_work()) == {*WORK, "dentist"}


def test_a_takeout_archive(clearweek: Clearweek, folder: Path) -> None:
    with zipfile.ZipFile("takeout.zip", "w") as archive:
        archive.writestr("Takeout/archive_browser.html", "<html></html>")
        archive.writestr("Takeout/Calendar/Work.ics", week_of_work())
        archive.writestr("Takeout/Calendar/Home.ics", (folder / "home.ics").read_bytes())
    before = sorted(folder.rglob("*"))
    assert uids(clearweek, "takeout.zip") == {*WORK, "dentist"}
    assert sorted(folder.rglob("*")) == before
    rows = clearweek("events", "takeout.zip", *WEEK, "--json").json["occurrences"]
    assert {row["calendar"] for row in rows} == {"Work", "Home"}


def test_nothing_is_kept(clearweek: Clearweek, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    clearweek("analyze", "work.ics", "--home", str(folder / "data"), "--json")
    clearweek("events", "work.ics")
    assert sorted(folder.rglob("*")) == before


# ---- the period ----


def test_without_dates_the_period_is_what_the_data_cover(clearweek: Clearweek, folder: Path) -> None:
    period = clearweek("analyze", "work.ics", "--json").json["period"]
    assert period == {"from": "2026-01-05", "to": "2026-02-13", "tz": "UTC"}


def test_one_date_leaves_the_other_to_the_data(clearweek: Clearweek, folder: Path) -> None:
    period = clearweek("analyze", "work.ics", "--from", "2026-02-01", "--json").json["period"]
    assert (period["from"], period["to"]) == ("2026-02-01", "2026-02-13")
    period = clearweek("analyze", "work.ics", "--to", "2026-02-01", "--json").json["period"]
    assert (period["from"], period["to"]) == ("2026-01-05", "2026-02-01")


def test_a_date_beyond_the_data_makes_a_period_of_a_day(clearweek: Clearweek, folder: Path) -> None:
    period = clearweek("analyze", "work.ics", "--from", "2027-02-01", "--json").json["period"]
    assert (period["from"], period["to"]) == ("2027-02-01", "2027-02-01")
    period = clearweek("analyze", "work.ics", "--to", "2025-02-01", "--json").json["period"]
    assert (period["from"], period["to"]) == ("2025-02-01", "2025-02-01")


@pytest.mark.parametrize(
    "words", [("--from", "1900-01-01", "--to", "1900-01-09"), ("--from", "2199-12-20", "--to", "2199-12-31")]
)
def test_the_first_and_the_last_days_that_can_be_asked_for(
    clearweek: Clearweek, folder: Path, words: tuple[str, ...]
) -> None:
    for zone in ("UTC", "Asia/Tokyo", "America/New_York"):
        result = clearweek("analyze", "work.ics", *words, "--tz", zone, "--json")
        assert (result.status, result.err) == (0, "")
        assert sum(day["working_minutes"] for day in result.json["days"]) % 480 == 0


# ---- how it ends ----


def test_done_although_something_was_set_aside(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("events", "work.ics", "missing.ics", "--json")
    assert (result.status, result.err) == (0, "")
    assert [row["source"] for row in result.json["set_aside"]] == ["work.ics", "missing.ics"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("missing.ics",), "missing.ics: There is no such file or folder"),
        (("page.ics",), "page.ics: This is not a calendar file: it looks like a web page"),
        (("empty.ics",), "empty.ics: This is not a calendar file: it is empty"),
        (("nothing",), "nothing: The folder holds no calendar file that can be read"),
        (("missing.ics", "page.ics"), "No calendar could be read"),
        (("-",), "This is not a calendar file: it is empty"),
        (("broken.zip",), "The archive is damaged"),
        ((os.devnull,), "not a regular file"),
        (("x" * 5000,), "opened"),
        (("x" * 5000, "missing.ics"), "No calendar could be read"),
        (("work.ics/inside.ics",), "inside.ics"),
    ],
    ids=lambda words: str(words)[:40],
)
@pytest.mark.parametrize("command", ["events", "analyze"])
def test_nothing_could_be_done(
    clearweek: Clearweek, folder: Path, command: str, words: tuple[str, ...], told: str
) -> None:
    (folder / "page.ics").write_text("<!DOCTYPE html><title>Sign in</title>")
    (folder / "empty.ics").write_bytes(b"")
    (folder / "nothing").mkdir()
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    result = clearweek(command, *words, "--json")
    assert result.status == 1
    assert result.out == ""
    assert told in result.err
    assert result.err.startswith("clearweek: ")
    assert result.err.endswith(".\n")
    assert result.err.count("\n") == 1
    assert "fault" not in result.err


def test_a_calendar_without_events_is_one(clearweek: Clearweek, folder: Path) -> None:
    (folder / "new.ics").write_bytes(calendar())
    for command in ("events", "analyze"):
        result = clearweek(command, "new.ics", "--json")
        assert (result.status, result.err) == (0, "")
    assert clearweek("events", "new.ics", "--json").json["occurrences"] == []


def failing(error: BaseException) -> Any:
    """A stand-in for reading that fails."""

    def fail(*words: object) -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize("error", [KeyboardInterrupt(), Cancelled()], ids=repr)
def test_interrupted(clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    monkeypatch.setattr(READING, failing(error))
    for command in ("events", "analyze"):
        result = clearweek(command, "work.ics", "--json")
        assert (result.status, result.out, result.err) == (130, "", "")


def test_a_fault_of_ours_is_one_sentence(clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(READING, failing(RuntimeError("what went wrong inside")))
    result = clearweek("events", "work.ics")
    assert (result.status, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert "RuntimeError" in result.err
    assert "--debug" in result.err
    assert "Traceback" not in result.err


def test_debug_shows_where_a_fault_happened(
    clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(READING, failing(RuntimeError("what went wrong inside")))
    result = clearweek("events", "work.ics", "--debug")
    assert result.status == 1
    assert "Traceback" in result.err
    assert "what went wrong inside" in result.err
    assert result.err.splitlines()[-1].startswith("clearweek: ")


def test_debug_shows_nothing_more_of_what_a_person_can_mend(clearweek: Clearweek) -> None:
    assert clearweek("events", "missing.ics", "--debug").err == clearweek("events", "missing.ics").err


def test_an_error_for_a_person_carries_its_own_status(
    clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(READING, failing(UserError("What", "why", "next step")))
    result = clearweek("events", "work.ics")
    assert (result.status, result.err) == (1, "clearweek: What: why; next step.\n")


def test_running_out_of_memory_is_told(clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(READING, failing(MemoryError()))
    assert clearweek("events", "work.ics").status == 1


# ---- streams ----


class Closed(io.TextIOWrapper):
    """Standard output whose reader has gone."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")

    def write(self, text: str) -> int:
        raise BrokenPipeError

    def flush(self) -> None:
        """Nothing is left to be written."""


@pytest.mark.parametrize("words", [("events", "work.ics"), ("events", "work.ics", "--json"), ("doctor",)], ids=" ".join)
def test_a_reader_that_has_gone_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(words) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("words", [("events", "work.ics"), ("--help",)], ids=" ".join)
def test_a_process_whose_reader_has_gone_ends_quietly(folder: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "app", *words],
            stdout=writing,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize("stream", ["stdin", "stderr"])
def test_a_closed_stream_that_is_not_needed_does_no_harm(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stream: str
) -> None:
    monkeypatch.setattr(sys, stream, None)  # as after `<&-` or `2>&-` in a shell
    assert main(["events", "work.ics", *WEEK, "--json"]) == 0
    assert "review" in capsys.readouterr().out


def test_standard_input_that_is_closed_is_an_empty_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["events", "-"]) == 1
    assert "fault" not in capsys.readouterr().err


def test_a_terminal_that_lacks_a_character_gets_a_sign_for_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = io.BytesIO()
    old = io.TextIOWrapper(whole, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", old)
    assert main(["events", "work.ics", *WEEK]) == 0
    assert b"10:00\\u201311:00" in whole.getvalue()


def test_a_name_of_a_file_that_is_no_text_is_shown_all_the_same(clearweek: Clearweek, folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.ics")
    (folder / name).write_bytes(week_of_work())
    assert uids(clearweek, name) == WORK
    result = clearweek("events", name, *WEEK)
    assert result.status == 0
    assert "caf<U+DCE9>.ics, line" in result.out


# ---- what the options do together ----


def test_home_and_language_are_taken_by_every_command(clearweek: Clearweek, folder: Path) -> None:
    general = ("--home", str(folder / "data"), "--lang", "en", "--debug")
    for words in (("events", "work.ics"), ("analyze", "work.ics"), ("doctor",)):
        result = clearweek(*words, *general)
        assert (result.status, result.err) == (0, "")


def test_the_same_person_by_guess_and_by_word_gives_the_same_figures(clearweek: Clearweek, folder: Path) -> None:
    path = folder / "alone.ics"
    events = (event(organizer(who), guest(ANNA), uid=who) for who in (BEN, "cleo@firm.example"))
    path.write_bytes(calendar(*events))
    guessed = clearweek("analyze", "alone.ics", *WEEK, "--json").json
    told = clearweek("analyze", "alone.ics", *WEEK, "--me", ANNA, "--json").json
    assert guessed.pop("me") == {"addresses": [ANNA], "guessed": True}
    assert told.pop("me") == {"addresses": [ANNA], "guessed": False}
    assert guessed == told
