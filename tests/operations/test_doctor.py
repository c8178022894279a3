"""What works on this machine, without saying whose it is."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import platform
import socket
from importlib import metadata
from typing import TYPE_CHECKING

from app.operations import doctor
from app.operations.doctor import examine

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import Clearweek

NAMES = {
    "Clearweek",
    "Python",
    "icalendar",
    "Babel",
    "tzdata",
    "tzlocal",
    "platformdirs",
    "tomlkit",
    "PySide6-Essentials",
    "fontpkg-inter",
    "pyqtgraph",
    "numpy",
    "google-api-python-client",
    "google-auth-oauthlib",
    "msal",
    "caldav",
    "keyring",
    "typst",
    "pandas",
    "openpyxl",
    "highspy",
    "time zone",
    "clock",
    "word lists",
    "language",
    "data folder",
    "display",
    "place for passwords",
    "place of the data",
    "calendar.db",
    "mine.db",
    "sources",
}


def found(name: str, folder: Path | None = None) -> tuple[bool, str]:
    """Whether a thing works, and what was found."""
    (check,) = [each for each in examine(folder) if each.name == name]
    return check.works, check.found


def test_everything_that_is_needed_is_looked_at() -> None:
    assert {each.name for each in examine()} == NAMES
    assert all(each.found for each in examine())


def test_on_a_good_machine_everything_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_RELEASED", dt.date(2000, 1, 1))  # the clock here may be that of a build
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    # Where the tests run, there need be no keyring.
    assert [each for each in examine() if not each.works and each.name != "place for passwords"] == []


def test_text_and_json_say_the_same(clearweek: Clearweek) -> None:
    result = clearweek("doctor", "--json")
    assert (result.status, result.err) == (0, "")
    printed = result.json
    assert printed["schema"] == "clearweek.doctor/1"
    assert [set(row) for row in printed["checks"]] == [{"name", "works", "found"}] * len(NAMES)
    lines = clearweek("doctor").out.splitlines()
    assert len(lines) == len(printed["checks"])
    for line, row in zip(lines, printed["checks"], strict=True):
        assert line.startswith(f"{'✓' if row['works'] else '✗'} {row['name']} ")
        if row["name"] != "clock":
            assert line.endswith(row["found"])


def test_nothing_private_is_in_the_output(
    clearweek: Clearweek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.setenv(name, "katharina")
    for name in ("HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, "whiterabbit")
    monkeypatch.setenv("HOME", str(tmp_path / "katharina"))
    monkeypatch.setattr(getpass, "getuser", lambda: "katharina")
    for module, name in ((socket, "gethostname"), (socket, "getfqdn"), (platform, "node")):
        monkeypatch.setattr(module, name, lambda *words: "whiterabbit")
    private = ("katharina", "whiterabbit", str(tmp_path), tmp_path.name)
    for words in ((), ("--json",), ("--home", str(tmp_path / "katharina" / "data"))):
        for option in ("--debug", "--lang=en"):
            result = clearweek("doctor", *words, option)
            assert [each for each in private if each in result.out + result.err] == []


def test_a_time_zone_is_named_and_may_hold_a_stroke(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert found("time zone") == (True, "Europe/Berlin")


def test_a_folder_that_does_not_exist_yet_can_be_written(tmp_path: Path) -> None:
    assert found("data folder", tmp_path / "not" / "yet") == (True, "can be written")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_cannot(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert found("data folder", tmp_path / "file") == (False, "cannot be written")
    assert found("data folder", tmp_path / "file" / "inside") == (False, "cannot be written")


def test_a_folder_that_may_not_be_written_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *words, **more: False)
    assert found("data folder", tmp_path) == (False, "cannot be written")


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", version)
    assert found("Babel") == (False, "not installed")


def test_a_clock_before_the_program_was_made_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_RELEASED", dt.date(2999, 1, 1))
    works, shown = found("clock")
    assert not works
    assert shown.endswith("UTC")


def test_damaged_word_lists_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(name: str) -> tuple[str, ...]:
        raise ValueError(name)

    monkeypatch.setattr(doctor, "words", damaged)
    assert found("word lists") == (False, "missing or damaged")


def test_what_does_not_work_is_marked_and_the_command_is_done(clearweek: Clearweek, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = clearweek("doctor", "--home", str(tmp_path / "file"))
    assert result.status == 0
    assert "✗ data folder" in result.out
