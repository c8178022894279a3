"""Keeping calendars: add, sources, sync, remove, forget, erase, and what opens the window (the README's commands)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.architecture.test_start import loaded_after
from tests.builders import ANNA, BEN, at, calendar, event, guest, organizer, week_of_work

if TYPE_CHECKING:
    from tests.conftest import Clearweek

ONE = event("SUMMARY:Dentist", uid="dentist")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs, with two calendars in it; the data are kept in another."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    (tmp_path / "work.ics").write_bytes(week_of_work())
    (tmp_path / "home.ics").write_bytes(calendar(ONE))
    return tmp_path


def done(clearweek: Clearweek, *words: str) -> Any:
    """The JSON of a command that must succeed."""
    result = clearweek(*words, "--json")
    assert (result.status, result.err) == (0, "")
    return result.json


def events_kept(clearweek: Clearweek) -> dict[str, int]:
    return {row["name"]: row["events"] for row in done(clearweek, "sources")["sources"]}


# ---- add and sources ----


def test_what_is_added_is_kept_and_listed(clearweek: Clearweek, folder: Path) -> None:
    added = done(clearweek, "add", "work.ics")
    keys = {"schema", "sources", "events", "occurrences", "changed", "set_aside", "problems", "sentence", "failed"}
    assert set(added) == keys
    assert (added["schema"], added["events"], added["occurrences"]) == ("clearweek.add/1", 5, 10)
    assert added["set_aside"] == 1
    assert [(each["uid"], each["kept"]) for each in added["problems"]] == [("odd", False)]
    (row,) = done(clearweek, "sources")["sources"]
    assert (row["id"], row["name"], row["events"], row["set_aside"]) == (added["sources"][0], "work.ics", 5, 1)
    assert Path(row["place"]).name == "work.ics"


def test_each_path_is_a_source_and_one_that_is_there_is_brought_up_to_date(clearweek: Clearweek, folder: Path) -> None:
    assert len(done(clearweek, "add", "work.ics", "home.ics")["sources"]) == 2
    (folder / "home.ics").write_bytes(calendar(ONE, event("SUMMARY:Chess", uid="chess")))
    again = done(clearweek, "add", "home.ics")
    assert (again["events"], again["changed"]) == (2, 1)
    assert events_kept(clearweek) == {"work.ics": 5, "home.ics": 2}


def test_add_and_sources_as_text(clearweek: Clearweek, folder: Path) -> None:
    assert "No calendar is kept yet" in clearweek("sources").out
    first, *__, count, aside = clearweek("add", "work.ics").out.splitlines()
    assert (first, count) == ("5 events from work.ics are in.", "1 thing was set aside:")
    assert "event odd" in aside
    head, line = clearweek("sources").out.splitlines()
    assert head.split()[:3] == ["number", "name", "events"]
    assert line.split()[:4] == ["1", "work.ics", "5", "1"]


def test_the_folder_of_home_holds_the_data(clearweek: Clearweek, folder: Path) -> None:
    done(clearweek, "add", "work.ics", "--home", "elsewhere")
    assert (folder / "elsewhere" / "calendar.db").is_file()
    assert not (folder / "data").exists()
    assert done(clearweek, "sources")["sources"] == []


def test_a_file_that_is_not_there_is_one_sentence(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("add", "missing.ics")
    assert (result.status, result.out) == (1, "")
    assert "missing.ics" in result.err
    assert result.err.count("\n") == 1
    assert "fault" not in result.err


@pytest.mark.parametrize(
    ("word", "missing"),
    [
        ("google", "add google --client FILE.json"),
        ("microsoft", "add microsoft --client ID"),
        ("caldav", "--user NAME"),
        ("address", "on standard input"),
    ],
)
def test_a_word_for_a_server_says_what_it_lacks_and_a_file_of_that_name_comes_first(
    clearweek: Clearweek, folder: Path, word: str, missing: str
) -> None:
    result = clearweek("add", word)
    assert (result.status, result.out) == (2, "")
    assert missing in result.err
    (folder / word).mkdir()
    (folder / word / "work.ics").write_bytes(week_of_work())
    assert done(clearweek, "add", word)["events"] == 5


@pytest.mark.parametrize(
    "words",
    [
        ("add", "address", "https://example.com/private-123.ics"),
        ("add", "caldav", "https://alice:private-123@example.com/", "--user", "alice"),
        ("add", "google", "private-123"),
    ],
)
def test_no_secret_is_taken_as_a_word(clearweek: Clearweek, folder: Path, words: tuple[str, ...]) -> None:
    result = clearweek(*words)
    assert (result.status, result.out) == (2, "")
    assert "private-123" not in result.err or words[1] == "google"


@pytest.mark.parametrize("command", ["add", "open"])
@pytest.mark.parametrize("address", ["https://example.com/private-123.ics", "WEBCAL://example.com/private-123.ics"])
def test_an_address_is_a_secret_and_no_word(clearweek: Clearweek, folder: Path, command: str, address: str) -> None:
    result = clearweek(command, address)
    assert (result.status, result.out) == (2, "")
    assert "secret" in result.err
    assert "private-123" not in result.err
    assert not (folder / "data").exists()


def test_standard_input_cannot_be_kept(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("add", "-", stdin=week_of_work())
    assert result.status == 2
    assert "standard input" in result.err


# ---- sync and remove ----


def test_sync_reads_all_sources_again(clearweek: Clearweek, folder: Path) -> None:
    done(clearweek, "add", "work.ics", "home.ics")
    (folder / "home.ics").write_bytes(calendar(event("SUMMARY:Chess", uid="chess")))
    synced = done(clearweek, "sync")
    assert (synced["schema"], len(synced["sources"]), synced["changed"]) == ("clearweek.sync/1", 2, 2)
    assert done(clearweek, "sync")["changed"] == 0


def test_sync_of_one_source_leaves_the_others(clearweek: Clearweek, folder: Path) -> None:
    done(clearweek, "add", "work.ics", "home.ics")
    (folder / "work.ics").write_bytes(calendar(ONE))
    (folder / "home.ics").write_bytes(calendar(ONE, event(uid="chess")))
    assert len(done(clearweek, "sync", "home.ics")["sources"]) == 1
    assert events_kept(clearweek) == {"work.ics": 5, "home.ics": 2}
    assert len(done(clearweek, "sync", "1", "work.ics")["sources"]) == 1
    assert events_kept(clearweek) == {"work.ics": 1, "home.ics": 2}


def test_a_source_is_taken_away_with_its_data(clearweek: Clearweek, folder: Path) -> None:
    done(clearweek, "add", "work.ics", "home.ics")
    removed = done(clearweek, "remove", "work.ics")
    assert removed["removed"] == {"id": 1, "name": "work.ics", "events": 5}
    assert removed["left"] == {"sources": 1, "events": 1}
    assert events_kept(clearweek) == {"home.ics": 1}
    assert (folder / "work.ics").read_bytes() == week_of_work()
    assert clearweek("remove", "2").out == (
        "home.ics is gone, with its 1 event; the file itself is where it was.\nNo source is left.\n"
    )


@pytest.mark.parametrize("command", ["sync", "remove", "forget"])
def test_a_source_that_is_not_there_is_one_sentence(clearweek: Clearweek, folder: Path, command: str) -> None:
    done(clearweek, "add", "home.ics")
    result = clearweek(command, "club.ics")
    assert (result.status, result.out) == (1, "")
    assert "club.ics" in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("words", [("sync",), ("overview",), ("export", "csv", "-o", "-")], ids=" ".join)
def test_where_nothing_is_kept_nothing_can_be_done(clearweek: Clearweek, folder: Path, words: tuple[str, ...]) -> None:
    result = clearweek(*words)
    assert (result.status, result.out) == (1, "")
    assert "No calendar is kept yet" in result.err


# ---- forget and erase ----


def test_what_lies_before_a_day_is_deleted(clearweek: Clearweek, folder: Path) -> None:
    old = event("SUMMARY:Old", *at("20250105T100000Z", "20250105T110000Z"), organizer(BEN), guest(ANNA), uid="old")
    (folder / "home.ics").write_bytes(calendar(old, ONE))
    done(clearweek, "add", "home.ics")
    forgotten = done(clearweek, "forget", "--before", "2026-01-01")
    assert forgotten["deleted"] == {"events": 1, "occurrences": 1}
    assert forgotten["left"] == {"events": 1, "occurrences": 1}
    assert "Old" not in clearweek("export", "csv", "-o", "-").out
    told = clearweek("forget", "--before", "2026-01-01", "home.ics").out
    assert told == "Deleted: 0 events, 0 occurrences.\nLeft: 1 event, 1 occurrence.\n"


def test_erase_deletes_what_is_ours_and_says_what_is_left(clearweek: Clearweek, folder: Path) -> None:
    done(clearweek, "add", "work.ics")
    (folder / "data" / "diary.txt").write_text("mine")
    erased = done(clearweek, "erase", "--yes")
    assert {"calendar.db", "mine.db"} <= set(erased["deleted"])
    assert erased["left"] == ["diary.txt"]
    assert [path.name for path in (folder / "data").iterdir()] == ["diary.txt"]
    assert (folder / "work.ics").is_file()
    assert "nothing was there" in clearweek("erase", "--yes").out


def test_erase_in_a_pipe_must_be_told(clearweek: Clearweek, folder: Path) -> None:
    done(clearweek, "add", "work.ics")
    result = clearweek("erase", stdin=b"yes\n")
    assert (result.status, result.out) == (2, "")
    assert "--yes" in result.err
    assert (folder / "data" / "calendar.db").is_file()


class Typing:
    """A terminal at which somebody answers."""

    def __init__(self, answer: str) -> None:
        self._answer = answer

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return self._answer


@pytest.mark.parametrize(("answer", "status"), [("yes\n", 0), (" YES\n", 0), ("no\n", 1), ("y\n", 1), ("", 1)])
def test_erase_asks_at_a_terminal(
    clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int
) -> None:
    from app.cli.main import main

    done(clearweek, "add", "work.ics")
    monkeypatch.setattr(sys, "stdin", Typing(answer))
    assert main(["erase"]) == status
    assert (folder / "data").exists() is bool(status)


# ---- the window ----


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the start of the window was asked for, instead of a window."""
    calls: list[dict[str, Any]] = []

    def run_window(home: Path, paths: Any = (), **wishes: Any) -> int:
        calls.append({"home": home, "paths": list(paths), **wishes})
        return 0

    monkeypatch.setattr("app.ui.start.run_window", run_window)
    return calls


@pytest.mark.parametrize("words", [(), ("open",), ("--lang", "de"), ("--lang=de", "open"), ("--debug",)], ids=" ".join)
def test_without_a_word_the_window_opens(
    clearweek: Clearweek, folder: Path, opened: list[dict[str, Any]], words: tuple[str, ...]
) -> None:
    result = clearweek(*words)
    assert (result.status, result.out, result.err) == (0, "", "")
    (call,) = opened
    assert (call["home"], call["paths"], call["until_first_paint"]) == (folder / "data", [], False)
    assert call["lang"] == ("de" if any("de" in word.split("=") for word in words) else None)


def test_the_window_of_another_folder(clearweek: Clearweek, folder: Path, opened: list[dict[str, Any]]) -> None:
    assert clearweek("--home", str(folder / "other")).status == 0
    assert opened[0]["home"] == folder / "other"


def test_all_options_reach_the_window(clearweek: Clearweek, folder: Path, opened: list[dict[str, Any]]) -> None:
    words = ("work.ics", "--until", "first-paint", "--picture", "x.png", "--size", "1280x800", "--scheme", "dark")
    assert clearweek("open", *words).status == 0
    assert opened == [
        {
            "home": folder / "data",
            "paths": ["work.ics"],
            "until_first_paint": True,
            "picture": Path("x.png"),
            "size": (1280, 800),
            "scheme": "dark",
            "lang": None,
        }
    ]


def test_without_a_display_the_window_is_one_sentence(
    clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    result = clearweek("open")
    assert (result.status, result.out) == (1, "")
    assert "no display" in result.err
    assert not (folder / "data").exists()


def test_the_way_to_the_window_loads_nothing_of_the_figures(tmp_path: Path) -> None:
    code = (
        "import app.ui.start\nfrom app.cli.main import main\n"
        "app.ui.start.run_window = lambda *words, **more: 0\nassert main(['open']) == 0"
    )
    loaded = {name for name in loaded_after(code) if name.startswith("app.")}
    layers = {".".join(name.split(".")[:2]) for name in loaded}
    assert layers & {"app.operations", "app.analysis", "app.timeline", "app.connectors", "app.store"} == set()


def test_the_demo_opens_no_window_in_a_pipe(
    clearweek: Clearweek, folder: Path, opened: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    assert clearweek("demo", "--home", str(folder / "throw-away")).status == 0
    assert opened == []


def test_the_demo_opens_the_window_at_a_terminal_beside_a_persons_own_data(
    clearweek: Clearweek, folder: Path, opened: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.cli import main as command_line

    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    words = ["demo", "--home", str(folder / "throw-away")]
    assert command_line.main([*words, "--no-window"]) == 0
    assert opened == []
    assert command_line.main(words) == 0
    (call,) = opened
    assert call["home"].parent == folder / "throw-away"
    assert [Path(path).suffix for path in call["paths"]] == [".ics"]
