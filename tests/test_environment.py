from __future__ import annotations

from pathlib import Path
from typing import Never

import pytest
import tzlocal

from app import environment


def test_the_word_of_the_command_wins_over_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "variable"))
    assert environment.home(tmp_path / "word") == tmp_path / "word"
    assert environment.home() == tmp_path / "variable"


def test_without_either_the_data_lie_where_the_system_keeps_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLEARWEEK_HOME")
    assert environment.home().is_absolute()
    assert environment.home().name.lower() == "clearweek"


def test_a_home_is_always_a_whole_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert environment.home(Path("here")) == tmp_path / "here"
    assert environment.home(Path("~/there")) == Path.home() / "there"


def test_asking_for_the_home_makes_no_folder(tmp_path: Path) -> None:
    assert not environment.home(tmp_path / "new").exists()


def test_the_resources_are_beside_the_program() -> None:
    assert environment.resource_path().is_dir()
    assert environment.resource_path("locale", "de").parts[-3:] == ("resources", "locale", "de")


@pytest.mark.parametrize(
    ("variable", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("/usr/share/zoneinfo/Asia/Kolkata", "Asia/Kolkata"),
        ("UTC", "UTC"),
    ],
)
def test_the_variable_names_the_zone(monkeypatch: pytest.MonkeyPatch, variable: str, name: str) -> None:
    monkeypatch.setenv("TZ", variable)
    assert environment.local_zone_name() == name


@pytest.mark.parametrize("variable", ["", "Mars/Olympus", "CET-1CEST", "Europe", "../../etc/passwd", "\x01"])
def test_any_other_variable_leaves_it_to_the_system(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv("TZ", variable)
    monkeypatch.setattr(environment, "_LOCALTIME", Path("nowhere"))
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "America/Bogota")
    assert environment.local_zone_name() == "America/Bogota"


def test_without_the_variable_the_link_of_the_system_names_the_zone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Asia/Kolkata")
    monkeypatch.setattr(environment, "_LOCALTIME", link)
    monkeypatch.delenv("TZ")
    assert environment.local_zone_name() == "Asia/Kolkata"
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert environment.local_zone_name() == "Europe/Berlin"


def test_a_system_without_a_zone_is_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_zone() -> Never:
        raise LookupError

    monkeypatch.delenv("TZ")
    monkeypatch.setattr(environment, "_LOCALTIME", Path("nowhere"))
    monkeypatch.setattr(tzlocal, "get_localzone_name", no_zone)
    assert environment.local_zone_name() == "UTC"
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "Local Time")
    assert environment.local_zone_name() == "UTC"
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: None)
    assert environment.local_zone_name() == "UTC"
