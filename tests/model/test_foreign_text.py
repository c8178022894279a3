"""Text that others wrote is shown, and does nothing (docs/reading-calendars.md: terminals, invisible characters)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.foreign_text import LONGEST, visible

ISOLATED = "\u2068{}\u2069"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Team review", "Team review"),
        ("Überblick – größer", "Überblick – größer"),
        ("会議", "会議"),
        ("🏖️ Urlaub 👩🏽‍💻", "🏖️ Urlaub 👩🏽‍💻"),
        ("  two\nlines\r\n\tand   spaces ", "two lines and spaces"),
        ("\x1b[31mred\x1b[0m", "<U+001B>[31mred<U+001B>[0m"),
        ("bell\x07", "bell<U+0007>"),
        ("nul\x00", "nul<U+0000>"),
        ("del\x7f", "del<U+007F>"),
        ("c1\x9b31m", "c1<U+009B>31m"),
        ("turned\u202exam", "turned<U+202E>xam"),
        ("isolated\u2066x\u2069", "isolated<U+2066>x<U+2069>"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("soft\u00adhyphen", "soft<U+00AD>hyphen"),
        ("mark\ufeff", "mark<U+FEFF>"),
        ("line\u2028end\u2029", "line<U+2028>end<U+2029>"),
        ("half\ud83d", "half<U+D83D>"),
        ("private\ue000", "private<U+E000>"),
        ("tag\U000e0041", "tag<U+E0041>"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "Meeting with דוד", "abc \u07ca"])
def test_text_from_right_to_left_is_isolated(text: str) -> None:
    assert visible(text) == ISOLATED.format(text)


def test_marks_beyond_four_on_a_letter_are_dropped() -> None:
    assert visible("z" + "\u0335" * 30 + "a") == "z" + "\u0335" * 4 + "a"
    assert visible("z" + "\u0335" * 4 + "a" + "\u0336" * 2) == "z" + "\u0335" * 4 + "a" + "\u0336" * 2
    assert visible("z" + "\u20dd" * 9) == "z" + "\u20dd" * 4


def test_long_text_is_cut_with_a_sign() -> None:
    assert visible("x" * 10, 10) == "x" * 10
    assert visible("x" * 11, 10) == "x" * 10 + "…"
    assert visible("x" * 100_000) == "x" * LONGEST + "…"


def test_marks_do_not_fill_a_line() -> None:
    assert len(visible(("a" + "\u0300" * 50) * 1000, 20)) <= 20 * 5 + 1


def test_a_cut_does_not_open_what_it_leaves_out() -> None:
    text = visible("א" * 1000, 10)
    assert text.count("\u2068") == text.count("\u2069") == 1
    assert text.endswith("\u2069")


@given(st.text(), st.integers(1, 60))
def test_nothing_that_acts_is_left(text: str, longest: int) -> None:
    shown = visible(text, longest)
    inside = shown.removeprefix("\u2068").removesuffix("\u2069")
    for character in inside:
        assert unicodedata.category(character) not in {"Cc", "Cs", "Co", "Zl", "Zp"}
        assert unicodedata.category(character) != "Cf" or character == "\u200d"
    assert shown == "" or not shown[0].isspace()
    assert shown.count("\u2068") == shown.count("\u2069")
    assert shown.isprintable() or set(shown) & {"\u2068", "\u2069", "\u200d"} or not shown.isascii()


@given(st.text(st.sampled_from("abc \x1b\u202e\u0301א…\n"), max_size=40), st.integers(1, 20))
def test_what_is_safe_stays_safe(text: str, longest: int) -> None:
    once = visible(text, 500)
    assert "\x1b" not in visible(once, longest)
    assert len(visible(text, longest)) <= longest * (len("<U+001B>") + 4) + 3
