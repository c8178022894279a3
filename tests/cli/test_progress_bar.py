"""How far long work is: on a terminal only, and gone afterwards."""

from __future__ import annotations

import io

import pytest

from app.cli import progress_bar
from app.cli.progress_bar import progress_on
from app.progress import SILENT


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that the bar looks at."""
    found = Clock()
    monkeypatch.setattr(progress_bar, "time", found)
    return found


def test_a_pipe_gets_nothing() -> None:
    pipe = io.StringIO()
    with progress_on(pipe) as progress:
        assert progress is SILENT
        progress.report(1, 2, "reading")
    assert pipe.getvalue() == ""


def test_quick_work_shows_nothing(clock: Clock) -> None:
    terminal = Terminal()
    with progress_on(terminal) as progress:
        clock.now += 0.3
        progress.report(1, 2, "reading")
        progress.check()
    assert terminal.getvalue() == ""


def test_long_work_draws_a_line_and_takes_it_away(clock: Clock) -> None:
    terminal = Terminal()
    with progress_on(terminal) as progress:
        clock.now += 0.5
        progress.report(1, 4, "work.ics")
        assert terminal.getvalue() == "\r\033[K" + "█" * 6 + "░" * 18 + " work.ics"
    assert terminal.getvalue().endswith("\r\033[K")
    assert "\n" not in terminal.getvalue()


def test_the_line_is_drawn_at_most_ten_times_a_second(clock: Clock) -> None:
    terminal = Terminal()
    with progress_on(terminal) as progress:
        for step in range(1000):
            clock.now += 0.01
            progress.report(step, 1000, "counting")
    assert 50 <= terminal.getvalue().count("counting") <= 100


@pytest.mark.parametrize(("done", "total", "filled"), [(0, 10, 0), (10, 10, 24), (5, None, 0), (0, 0, 0), (1, 3, 8)])
def test_how_much_of_the_line_is_filled(clock: Clock, done: int, total: int | None, filled: int) -> None:
    terminal = Terminal()
    with progress_on(terminal) as progress:
        clock.now += 1
        progress.report(done, total, "x")
        assert terminal.getvalue().count("█") == filled
        assert terminal.getvalue().count("░") == 24 - filled


def test_the_line_is_taken_away_after_a_failure_too(clock: Clock) -> None:
    terminal = Terminal()

    def fail() -> None:
        with progress_on(terminal) as progress:
            clock.now += 1
            progress.report(1, 2, "x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert terminal.getvalue().endswith("\r\033[K")


def test_a_name_that_others_chose_does_nothing(clock: Clock) -> None:
    terminal = Terminal()
    with progress_on(terminal) as progress:
        clock.now += 1
        progress.report(1, 2, "a\x1b]0;x\x07\nb" + "c" * 200)
    drawn = terminal.getvalue().replace("\r\033[K", "")
    assert "\x1b" not in drawn
    assert "\n" not in drawn
    assert len(drawn) < 24 + 2 + 60
