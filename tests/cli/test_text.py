"""What a person reads: the whole output of a small calendar, and what strangers' text may not do to a terminal."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from app import language
from app.cli.main import main
from app.cli.printing import Style
from app.language import available
from tests.builders import ANNA, BEN, at, calendar, event, guest, organizer, week_of_work

if TYPE_CHECKING:
    from tests.conftest import Clearweek

WEEK: Final = ("--from", "2026-02-09", "--to", "2026-02-15")
OWN_SIGNS = re.compile(r"\033\[[012]m")
HOSTILE: Final = "\x1b]0;pwned\x07\x1b[2J\u202eevil\u2066\x9b31m\rback"

EVENTS: Final = """\
9–15 Feb 2026 · UTC

Monday, 9 February 2026
  10:00–11:00  Weekly review                              meeting, 2 people, accepted · because at least one other \
person is in it

Tuesday, 10 February 2026
  13:00–14:30  Design talk                                meeting, 3 people, accepted · because at least one other \
person is in it

Wednesday, 11 February 2026
  09:00–11:00  Focus time                                 focus time · because its title says focus time, and nobody \
else is in it

Thursday, 12 February 2026
  22:00–00:30  Late call                                  meeting, 2 people, not answered · because at least one other \
person is in it

Friday, 13 February 2026
  all day      Urlaub                                     out of office · because its title says that you are out of \
office, and nobody else is in it

1 thing was set aside:
  work.ics, line 48, event odd: “20269999” is not a date.
"""

ANALYSIS: Final = """\
5 Jan – 15 Feb 2026 · UTC
You: anna@firm.example

2026-W06, 2–8 Feb 2026: the last complete week
1.0 h of meetings were scheduled, and 4 working days were meeting-free.

                                      that week   usual
  Meetings                                1.0 h       –
  Focus, in blocks of 2 h and more       38.0 h       –
    of 90 minutes and more               38.0 h       –
    of 60 minutes and more               39.0 h       –
  Fragmentation of meeting-free time         3%       –
  Meetings outside working hours          0.0 h       –
  Double-booked                           0.0 h       –
  Tentative or not answered               0.0 h       –

           meetings                      focus
  2026-W02   1.0 h ▌                       38.0 h ████████████████████
  2026-W03   1.0 h ▌                       38.0 h ████████████████████
  2026-W04   1.0 h ▌                       38.0 h ████████████████████
  2026-W05   1.0 h ▌                       38.0 h ████████████████████
  2026-W06   1.0 h ▌                       38.0 h ████████████████████
  2026-W07   5.0 h ██▋                     28.5 h ███████████████  not complete

Read: 8 meetings, 1 focus time, 1 out of office.
A calendar knows what was scheduled. Meetings without an invitation are not in it: every figure is a lower bound.

1 thing was set aside:
  work.ics, line 48, event odd: “20269999” is not a date.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs, with the small calendar `work.ics` in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "work.ics").write_bytes(week_of_work())
    return tmp_path


class Terminal(io.TextIOWrapper):
    """A stream that says that it is a terminal."""

    def __init__(self) -> None:
        self.whole = io.BytesIO()
        super().__init__(self.whole, encoding="utf-8")

    def isatty(self) -> bool:
        return True


OnTerminal = Callable[..., str]


@pytest.fixture
def on_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> OnTerminal:
    """Run a command whose output goes to a terminal with colours, and give what was sent to it."""
    monkeypatch.setenv("TERM", "xterm-256color")

    def run(*words: str) -> str:
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        assert main(list(words)) == 0
        terminal.flush()
        return plain_spaces(terminal.whole.getvalue().decode())

    return run


def plain_spaces(text: str) -> str:
    """The text with plain spaces: which ones stand about a dash in a span of days is CLDR's business."""
    return text.replace("\u2009", " ").replace("\u202f", " ")


# ---- whole outputs ----


def test_events_as_text(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("events", "work.ics", *WEEK, "--me", ANNA)
    assert (result.status, result.err) == (0, "")
    assert plain_spaces(result.out) == EVENTS


def test_an_analysis_as_text(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("analyze", "work.ics", "--from", "2026-01-05", "--to", "2026-02-15", "--me", ANNA)
    assert (result.status, result.err) == (0, "")
    assert plain_spaces(result.out) == ANALYSIS


def test_what_a_terminal_gets_is_the_same_with_weight(on_terminal: OnTerminal) -> None:
    shown = on_terminal("events", "work.ics", *WEEK, "--me", ANNA)
    assert "\033[1mMonday, 9 February 2026\033[0m\n" in shown
    assert OWN_SIGNS.sub("", shown) == EVENTS


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_without_colours_gets_plain_text(
    on_terminal: OnTerminal, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert on_terminal("events", "work.ics", *WEEK, "--me", ANNA) == EVENTS


def test_an_empty_no_color_means_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "")
    assert Style(Terminal()).bold("x") == "\033[1mx\033[0m"


def test_json_for_a_terminal_is_indented_and_the_same(clearweek: Clearweek, on_terminal: OnTerminal) -> None:
    piped = clearweek("events", "work.ics", "--json")
    assert piped.out.count("\n") == 1
    shown = on_terminal("events", "work.ics", "--json")
    assert shown.count("\n") > 100
    assert "\x1b" not in shown
    assert json.loads(shown) == piped.json


@pytest.mark.parametrize("columns", ["20", "200", "0", "nonsense"])
def test_figures_do_not_depend_on_the_width_of_a_terminal(
    clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    result = clearweek("analyze", "work.ics", "--from", "2026-01-05", "--to", "2026-02-15", "--me", ANNA)
    assert result.status == 0
    for figure in ("1.0 h", "38.0 h", "39.0 h", "28.5 h", "3%"):
        assert figure in result.out


# ---- what there is to say ----


def printed(clearweek: Clearweek, *events: str, command: str = "events", words: tuple[str, ...] = WEEK) -> str:
    """What a command prints for a calendar of these events."""
    Path("some.ics").write_bytes(calendar(*events))
    result = clearweek(command, "some.ics", *words)
    assert (result.status, result.err) == (0, "")
    return plain_spaces(result.out)


def test_nothing_takes_place(clearweek: Clearweek, folder: Path) -> None:
    assert printed(clearweek) == "9–15 Feb 2026 · UTC\n\nNothing takes place in this period.\n"
    text = printed(clearweek, command="analyze")
    assert "The data cover no days yet, so no week is complete." in text
    assert "Read: nothing in this period." in text


def test_a_week_that_is_not_over_is_not_the_last(clearweek: Clearweek, folder: Path) -> None:
    text = printed(
        clearweek, event(stamp="20261101T000000Z"), command="analyze", words=(*WEEK, "--today", "2026-02-11")
    )
    assert "No week of this period is complete" in text
    assert "not complete" in text


def test_more_than_thirteen_weeks_are_counted(clearweek: Clearweek, folder: Path) -> None:
    year = ("--from", "2026-01-05", "--to", "2026-04-12")
    text = printed(clearweek, event(), command="analyze", words=year)
    assert "and 1 week before (--json has all)" in text
    year = ("--from", "2026-01-05", "--to", "2026-04-19")
    assert "and 2 weeks before (--json has all)" in printed(clearweek, event(), command="analyze", words=year)


def test_what_is_usual_stands_beside_the_last_week_and_never_beyond_what_can_be(
    clearweek: Clearweek, folder: Path
) -> None:
    talk = event(organizer(BEN), guest(ANNA), "RRULE:FREQ=WEEKLY", stamp="20261101T000000Z")
    week = ("--from", "2026-06-01", "--to", "2026-06-07", "--me", ANNA)
    lines = [" ".join(line.split()) for line in printed(clearweek, talk, command="analyze", words=week).splitlines()]
    assert "1.0 h of meetings were scheduled, about as much as usual, and 4 working days were meeting-free." in lines
    assert "Meetings 1.0 h 0.5 to 1.5 h as usual" in lines
    assert "Double-booked 0.0 h 0.0 to 0.5 h as usual" in lines
    assert "Fragmentation of meeting-free time 3% 0% to 8% as usual" in lines
    hourly = ("--work", "mon 09:00-10:00")
    lines = printed(clearweek, talk, command="analyze", words=(*week, *hourly)).splitlines()
    assert "Fragmentation of meeting-free time 100% 95% to 100% as usual" in [" ".join(line.split()) for line in lines]


def test_people_and_answers_are_told_where_they_say_something(clearweek: Clearweek, folder: Path) -> None:
    text = printed(
        clearweek,
        event("SUMMARY:Alone", organizer(ANNA), uid="alone"),
        event("SUMMARY:Off", "STATUS:CANCELLED", guest(ANNA), guest(BEN), uid="off"),
        event("SUMMARY:Perhaps", guest(ANNA, "TENTATIVE"), guest(BEN), uid="perhaps"),
        event("SUMMARY:Shown free", "TRANSP:TRANSPARENT", guest(ANNA), guest(BEN), uid="free"),
        words=(*WEEK, "--me", ANNA),
    )
    facts = {
        line[15:57].strip(): line[57:].partition(" · ")[0].strip() for line in text.splitlines() if "10:00" in line
    }
    assert facts == {
        "Alone": "own block",
        "Off": "cancelled, 2 people",
        "Perhaps": "meeting, 2 people, tentative",
        "Shown free": "free, 2 people, accepted",
    }


def test_meetings_while_away_are_told(clearweek: Clearweek, folder: Path) -> None:
    off = event("SUMMARY:Urlaub", *at("20260209", "20260211"), uid="off")
    one, other = (event(organizer(BEN), guest(ANNA), uid=uid) for uid in "ab")
    me = (*WEEK, "--me", ANNA)
    assert "while away" in printed(clearweek, off, one, words=me)
    assert "1 meeting lies in time away and counts nowhere." in printed(
        clearweek, off, one, command="analyze", words=me
    )
    assert "2 meetings lie in time away and count nowhere." in printed(
        clearweek, off, one, other, command="analyze", words=me
    )


def test_a_feed_without_people_says_so(clearweek: Clearweek, folder: Path) -> None:
    feed = event("RRULE:FREQ=DAILY;COUNT=30", stamp="20260601T000000Z")
    text = printed(clearweek, feed, command="analyze", words=(*WEEK, "--today", "2026-06-01"))
    assert "Nobody is named in this feed, so meetings cannot be told from your own time." in text
    assert re.search(r"Meetings +–", text)


def test_an_event_without_a_title_is_called_so(clearweek: Clearweek, folder: Path) -> None:
    assert "(no title)" in printed(clearweek, event())


def test_an_event_from_before_the_period_stands_on_its_first_day(clearweek: Clearweek, folder: Path) -> None:
    text = printed(clearweek, event("SUMMARY:Trip", *at("20260201", "20260301"), uid="trip"))
    assert text.index("Monday, 9 February 2026") < text.index("Trip")
    assert "1 February" not in text


def test_what_was_set_aside_and_what_was_kept_stand_apart(clearweek: Clearweek, folder: Path) -> None:
    backwards = event(*at("20260209T100000Z", "20260209T090000Z"), uid="back")
    lost = [event("DTSTART:never", uid=f"lost-{number}") for number in range(14)]
    text = printed(clearweek, backwards, *lost)
    assert "14 things were set aside:" in text
    assert "  and 2 more (--json has all)" in text
    assert "1 thing was kept with a note:\n  some.ics, line 4, event back: It ends before it starts" in text


def test_wide_characters_keep_the_columns(clearweek: Clearweek, folder: Path) -> None:
    text = printed(clearweek, event("SUMMARY:会議の予定", uid="a"), event("SUMMARY:plain", uid="b"))
    wide, plain = (next(line for line in text.splitlines() if word in line) for word in ("会議", "plain"))
    assert wide.index("own block") + len("会議の予定") == plain.index("own block")


def test_a_home_in_another_zone_shows_its_clock(clearweek: Clearweek, folder: Path) -> None:
    assert "11:00–12:00" in printed(clearweek, event(), words=(*WEEK, "--tz", "Europe/Berlin"))


# ---- what strangers wrote ----


def hostile_events() -> tuple[str, ...]:
    """Events whose every text would like to act."""
    return (
        event(f"SUMMARY:{HOSTILE}", organizer(BEN), guest(ANNA), uid=f"uid{HOSTILE}".replace("\r", "")),
        event("DTSTART:never", uid=f"lost\x1b[2J{HOSTILE}".replace("\r", "")),
        event("DTSTART;TZID=\x1b[31mZone:20260209T100000", "DURATION:PT1H", uid="zone"),
        event("RRULE:FREQ=\x1b[31mX", uid="rule"),
    )


@pytest.mark.parametrize("command", ["events", "analyze"])
def test_a_strangers_text_does_nothing_to_a_terminal(folder: Path, on_terminal: OnTerminal, command: str) -> None:
    (folder / "evil.ics").write_bytes(calendar(*hostile_events(), head=(f"X-WR-CALNAME:\x1b[31m{HOSTILE}",)))
    shown = OWN_SIGNS.sub("", on_terminal(command, "evil.ics", *WEEK, "--me", ANNA))
    assert not [character for character in shown if character in "\x1b\x07\x9b\r\u202e\u2066"]
    assert "<U+001B>" in shown


@pytest.mark.parametrize("command", ["events", "analyze"])
def test_a_strangers_text_is_no_sign_in_a_pipe_either(clearweek: Clearweek, folder: Path, command: str) -> None:
    (folder / "evil.ics").write_bytes(calendar(*hostile_events()))
    result = clearweek(command, "evil.ics", *WEEK, "--me", ANNA)
    assert "\x1b" not in result.out + result.err


@pytest.mark.parametrize("address", ["\x1b]0;pwned\x07@evil.example", "a\u202e@evil.example"])
def test_an_address_that_is_taken_to_be_me_does_nothing(folder: Path, on_terminal: OnTerminal, address: str) -> None:
    (folder / "evil.ics").write_bytes(calendar(event(guest(address))))
    shown = OWN_SIGNS.sub("", on_terminal("analyze", "evil.ics", *WEEK))
    assert "evil.example" in shown
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}


def test_the_name_of_a_calendar_that_is_taken_to_be_me_does_nothing(folder: Path, on_terminal: OnTerminal) -> None:
    (folder / "evil.ics").write_bytes(calendar(event(), head=("X-WR-CALNAME:\x1b[2J@evil.example",)))
    shown = OWN_SIGNS.sub("", on_terminal("analyze", "evil.ics", *WEEK))
    assert "evil.example" in shown
    assert "\x1b" not in shown


def test_the_name_of_a_file_does_nothing(clearweek: Clearweek, folder: Path) -> None:
    name = "a\x1b]0;x\x07\nb.ics"
    (folder / name).write_bytes(b"no calendar")
    for words in ((name,), (name, "work.ics"), (".",), ("missing\x1b[2J\n.ics",)):
        result = clearweek("events", *words)
        assert "\x1b" not in result.out + result.err, words
        assert result.err.count("\n") == (result.status != 0), words


# ---- languages ----


def test_german_text_where_its_catalogue_is_there(clearweek: Clearweek, folder: Path) -> None:
    english = clearweek("analyze", "work.ics", *WEEK, "--me", ANNA).out
    german = clearweek("analyze", "work.ics", *WEEK, "--me", ANNA, "--lang", "de").out
    if "de" in available():
        assert german != english
        assert "5,0 h" in german
        assert "lower bound" not in german
    else:
        assert german == english


def test_the_system_names_the_language_where_no_option_does(
    clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    by_system = clearweek("events", "work.ics", *WEEK).out
    assert by_system == clearweek("events", "work.ics", *WEEK, "--lang", "de").out
    assert language.current() == ("de" if "de" in available() else "en")
    assert plain_spaces(clearweek("events", "work.ics", *WEEK, "--me", ANNA, "--lang", "en").out) == EVENTS
