"""What the words of the command line mean, and which make no sense (the README, "Command line")."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.cli.arguments import home_zone, parser, question_of, working_hours
from app.errors import WrongUsage
from app.model.preferences import USUAL_WEEK
from tests.builders import ordinal

if TYPE_CHECKING:
    from pathlib import Path

    from app.operations.one_off import Question
    from tests.conftest import Clearweek

HOUR, MINUTE = 3600, 60
COMMANDS = (
    *("open", "add", "sources", "sync", "remove", "overview", "rule", "export", "forget", "erase"),
    *("analyze", "events", "demo", "doctor"),
)
NINE_TO_FIVE = ((9 * HOUR, 17 * HOUR),)


def asked(*words: str) -> Question:
    """What `analyze work.ics` asks with these options."""
    return question_of(parser().parse_args(["analyze", "work.ics", *words]))


# ---- working hours ----


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri 09:00-17:00", {"mon": NINE_TO_FIVE, "fri": NINE_TO_FIVE}),
        ("MON-Fri 9:00-17:00", {"mon": NINE_TO_FIVE, "wed": NINE_TO_FIVE}),
        ("mon 09:00-17:00;", {"mon": NINE_TO_FIVE, "tue": ()}),
        ("mon,wed-thu 09:00-17:00", {"mon": NINE_TO_FIVE, "tue": (), "wed": NINE_TO_FIVE, "thu": NINE_TO_FIVE}),
        ("sat-mon 09:00-17:00", {"sat": NINE_TO_FIVE, "sun": NINE_TO_FIVE, "mon": NINE_TO_FIVE, "tue": (), "fri": ()}),
        ("sun 00:00-24:00", {"sun": ((0, 24 * HOUR),), "mon": ()}),
        ("mon 22:00-06:00", {"mon": ((22 * HOUR, 30 * HOUR),), "tue": ()}),
        ("mon 08:59-09:59", {"mon": ((539 * MINUTE, 599 * MINUTE),)}),
        ("mon 09:00-09:00", {"mon": ((9 * HOUR, 33 * HOUR),)}),
        ("mon 08:15-08:45, 09:00-10:00", {"mon": ((495 * MINUTE, 525 * MINUTE), (9 * HOUR, 10 * HOUR))}),
        ("mon 08:00-09:00; mon 10:00-11:00", {"mon": ((8 * HOUR, 9 * HOUR), (10 * HOUR, 11 * HOUR))}),
        ("  mon   09:00-17:00  ", {"mon": NINE_TO_FIVE}),
    ],
)
def test_working_hours(text: str, days: dict[str, tuple[tuple[int, int], ...]]) -> None:
    week = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), working_hours(text), strict=True))
    assert {day: week[day] for day in days} == days


def test_the_hours_of_the_help_are_read_as_they_are_meant() -> None:
    week = working_hours("mon-thu 09:00-12:30,13:15-17:30; fri 09:00-14:00")
    assert week[:4] == (((9 * HOUR, 750 * MINUTE), (795 * MINUTE, 1050 * MINUTE)),) * 4
    assert week[4:] == (((9 * HOUR, 14 * HOUR),), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        ";",
        "mon",
        "09:00-17:00",
        "mon-fri",
        "mon 9-17",
        "mon 09:00",
        "mon 24:00-25:00",
        "mon 24:00-06:00",
        "mon 09:00-09:60",
        "mon 09:60-10:00",
        "mon 09:00-24:01",
        "mon 09:00-17:99",
        "mo-fr 09:00-17:00",
        "monday 09:00-17:00",
        "mon-xyz 09:00-17:00",
        "mon 09:00-17:00 tue",
        "mon 09:00–17:00",
        "mon 09:00-17:00; nonsense",
    ],
)
def test_what_are_no_working_hours(text: str) -> None:
    with pytest.raises(WrongUsage) as raised:
        working_hours(text)
    assert f"“{text}”" in raised.value.sentence()
    assert "mon-thu 09:00-12:30" in raised.value.sentence()


# ---- the question ----


def test_without_options_the_data_decide() -> None:
    question = asked()
    assert (question.first, question.last) == (None, None)
    assert question.preferences.zone.name == "UTC"
    assert (question.preferences.me, question.preferences.no_people) == (frozenset(), None)
    assert question.preferences.weeks[0].hours == USUAL_WEEK
    assert (question.preferences.count, question.preferences.holidays) == ("all", frozenset())


def test_all_options_reach_the_question() -> None:
    question = asked(
        *("--from", "2026-01-05", "--to", "2026-01-11", "--today", "2026-02-01", "--tz", "Europe/Berlin"),
        *("--me", " MAILTO:Anna@Firm.Example ", "--me", "anna@gmail.com", "--work", "mon 09:00-17:00"),
        *("--no-people", "meeting", "--json", "--home", "somewhere", "--lang", "en", "--debug"),
    )
    preferences = question.preferences
    assert (question.first, question.last) == (ordinal("2026-01-05"), ordinal("2026-01-11"))
    assert question.today == ordinal("2026-02-01")
    assert preferences.zone.name == "Europe/Berlin"
    assert preferences.me == {"anna@firm.example", "anna@gmail.com"}
    assert preferences.weeks[0].hours == (NINE_TO_FIVE, *((),) * 6)
    assert preferences.no_people == "meeting"


def test_one_day_is_a_period() -> None:
    question = asked("--from", "2026-01-05", "--to", "2026-01-05")
    assert question.first == question.last


def test_periods_lie_between_1900_and_2199() -> None:
    question = asked("--from", "1900-01-01", "--to", "2199-12-31")
    assert (question.first, question.last) == (ordinal("1900-01-01"), ordinal("2199-12-31"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "2026-01-06", "--to", "2026-01-05"), "before"),
        (("--tz", "Europe/Atlantis"), "Europe/Atlantis"),
        (("--tz", ""), "time zone"),
        (("--tz", "../../etc/passwd"), "time zone"),
        (("--me", "Anna"), "“Anna” is not an address"),
        (("--work", "always"), "“always”"),
        (("--work", ""), "working hours"),
    ],
    ids=str,
)
def test_what_makes_no_sense(words: tuple[str, ...], told: str) -> None:
    with pytest.raises(WrongUsage) as raised:
        asked(*words)
    assert told in raised.value.sentence()
    assert raised.value.status == 2


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/BERLIN", "Europe/Berlin"),
        ("UTC", "UTC"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_zones_are_found_by_name_in_any_case(name: str, zone: str) -> None:
    assert home_zone(name).name == zone


def test_without_a_name_the_zone_is_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    assert home_zone(None).name == "Asia/Kolkata"


# ---- wrong words ----


@pytest.mark.parametrize(
    "words",
    [
        ("analyse", "work.ics"),
        ("analyze",),
        ("events",),
        ("events", "work.ics", "--nonsense"),
        ("events", "work.ics", "--from"),
        ("events", "work.ics", "--from", "yesterday"),
        ("events", "work.ics", "--from", "2026-02-30"),
        ("events", "work.ics", "--to", "10000-01-01"),
        ("events", "work.ics", "--to", "2200-01-01"),
        ("events", "work.ics", "--from", "1899-12-31"),
        ("events", "work.ics", "--no-people", "perhaps"),
        ("events", "work.ics", "--lang", "xx"),
        ("events", "work.ics", "--from", "2026-01-02", "--to", "2026-01-01"),
        ("events", "work.ics", "--tz", "Nowhere"),
        ("events", "work.ics", "--me", "me"),
        ("events", "work.ics", "--work", "mon"),
        ("demo", "--seed", "x"),
        ("add",),
        ("remove",),
        ("overview", "--week", "last"),
        ("overview", "--week", "2026-W54"),
        ("overview", "--week", "2025-W53"),
        ("overview", "--week", "1026-W07"),
        ("overview", "--week", "2026-W07", "--next"),
        ("overview", "--tz", "Nowhere"),
        ("export", "csv"),
        ("export", "pdf", "-o", "x"),
        ("export", "json", "-o", "x", "--from", "2026-01-02", "--to", "2026-01-01"),
        ("forget",),
        ("forget", "--before", "long ago"),
        ("erase",),
        ("open", "--size", "large"),
        ("open", "--size", "0x900"),
        ("open", "--scheme", "pink"),
        ("open", "--picture", "x.png"),
        ("open", "--until", "dawn"),
        ("doctor", "work.ics"),
    ],
    ids=" ".join,
)
def test_wrong_words_are_one_sentence_and_status_two(clearweek: Clearweek, words: tuple[str, ...]) -> None:
    result = clearweek(*words)
    assert result.status == 2
    assert result.out == ""
    assert result.err.startswith("clearweek: ")
    assert result.err.count("\n") == 1
    assert result.err.endswith(".\n")


def test_wrong_words_are_told_before_anything_is_read(clearweek: Clearweek, tmp_path: Path) -> None:
    assert clearweek("events", str(tmp_path / "missing.ics"), "--tz", "Nowhere").status == 2


@pytest.mark.parametrize("words", [("events", "x", "--from", "\x1b[31mred"), ("events", "x", "--tz", "\x1b[31m\nx")])
def test_wrong_words_are_shown_harmless(clearweek: Clearweek, words: tuple[str, ...]) -> None:
    result = clearweek(*words)
    assert result.status == 2
    assert "\x1b" not in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(clearweek: Clearweek, command: str) -> None:
    result = clearweek(command, "--help")
    assert (result.status, result.err) == (0, "")
    assert f"Example: clearweek {command}" in result.out
    for option in ("--home DIR", "--json", "--lang", "--debug"):
        assert option in result.out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_german_help_page_is_german_throughout(clearweek: Clearweek, command: str) -> None:
    lines = clearweek(command, "--help", "--lang", "de").out.splitlines()
    assert lines[0].startswith(f"Aufruf: clearweek {command} ")
    headings = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert headings in (["Angaben:", "Optionen:"], ["Optionen:"])
    assert any(line.endswith("diese Hilfe zeigen und enden") for line in lines)


def test_the_help_names_every_command(clearweek: Clearweek) -> None:
    result = clearweek("--help")
    assert result.status == 0
    for command in COMMANDS:
        assert f"  {command}" in result.out


def test_the_help_is_as_wide_as_the_terminal(clearweek: Clearweek, monkeypatch: pytest.MonkeyPatch) -> None:
    widest = {}
    for columns in (60, 90, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        widest[columns] = max(len(line) for line in clearweek("analyze", "--help").out.splitlines())
        assert widest[columns] <= columns
    assert widest[60] < widest[90] < widest[200]
    monkeypatch.setenv("COLUMNS", "nonsense")
    assert clearweek("analyze", "--help").status == 0


def test_the_version_is_told(clearweek: Clearweek) -> None:
    from app import __version__

    result = clearweek("--version")
    assert (result.status, result.out) == (0, f"clearweek {__version__}\n")


# ---- one command alone ----


@pytest.mark.parametrize(
    "command",
    [
        *("open", "add", "sources", "sync", "remove", "overview", "rule", "journal", "export", "forget", "erase"),
        *("analyze", "events", "demo", "doctor"),
    ],
)
def test_a_parser_of_one_command_says_of_it_what_that_of_all_says(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for made in (parser(), parser(command)):
        with pytest.raises(SystemExit):
            made.parse_args([command, "--help"])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != ""


def test_a_word_that_is_no_command_is_answered_with_all_of_them() -> None:
    with pytest.raises(WrongUsage) as raised:
        parser("nonsense").parse_args(["nonsense"])
    assert all(f"'{name}'" in raised.value.sentence() for name in ("open", "add", "journal", "doctor"))
