"""Numbers and dates out of the small table are those that Babel writes."""

from __future__ import annotations

import datetime as dt
import importlib.util
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.numbers import parse_pattern
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.written_words import written_clock, written_date, written_interval, written_number
from app.environment import resource_path
from app.language import available
from tests.builders import ordinal

LOCALES = ["en_GB", "de"]
SKELETONS = ("Ed", "MMM", "MMMEd", "MMMMd", "MMMd", "y", "yMMM", "yMMMd", "yQQQQ")
SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_written_words.py"
DAYS = st.integers(ordinal("1999-12-25"), ordinal("2031-01-08"))


def test_the_table_is_what_its_script_makes_of_babel() -> None:
    spec = importlib.util.spec_from_file_location("make_written_words", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert resource_path("written_words.json").read_text("utf-8") == script.as_text()


def test_the_table_holds_every_language_of_the_program() -> None:
    assert {"en_GB" if language == "en" else language for language in available()} <= set(LOCALES)


@pytest.mark.parametrize("whose", LOCALES)
@given(
    value=st.one_of(
        st.integers(-(10**9), 10**9),
        st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15),
        st.integers(-5000, 5000).map(lambda twentieths: twentieths / 20),
    ),
    decimals=st.integers(0, 3),
)
def test_numbers_are_as_babel_writes_them(whose: str, value: float, decimals: int) -> None:
    pattern = parse_pattern(f"#,##0.{'0' * decimals}" if decimals else "#,##0")
    assert written_number(value, decimals, whose) == pattern.apply(value, Locale.parse(whose))


@pytest.mark.parametrize("whose", LOCALES)
@given(day=DAYS)
def test_dates_are_as_babel_writes_them(whose: str, day: int) -> None:
    date = dt.date.fromordinal(day)
    for form in ("full", "long", "ccc", "cccc"):
        assert written_date(day, form, whose) == format_date(date, form, locale=whose)
    for skeleton in SKELETONS:
        assert written_date(day, skeleton, whose) == format_skeleton(skeleton, date, locale=whose)


@pytest.mark.parametrize("whose", LOCALES)
@given(first=DAYS, days=st.integers(1, 800))
def test_intervals_are_as_babel_writes_them(whose: str, first: int, days: int) -> None:
    begin, end = dt.date.fromordinal(first), dt.date.fromordinal(first + days)
    assert written_interval(first, first + days, whose, long=False) == format_interval(
        begin, end, "yMMMd", locale=whose
    )


@pytest.mark.parametrize("whose", LOCALES)
def test_times_of_day_are_as_babel_writes_them(whose: str) -> None:
    for minutes in range(24 * 60):
        time = dt.time(minutes // 60, minutes % 60)
        assert written_clock(minutes, whose) == format_time(time, "H:mm", locale=whose)


def test_what_is_not_in_the_table_is_left_to_babel() -> None:
    assert written_number(1.5, 1, "fr") is None
    assert written_number(float("nan"), 1, "de") is None
    assert written_date(ordinal("2026-02-09"), "long", "fr") is None
    assert written_date(ordinal("2026-02-09"), "yMd", "de") is None
    assert written_interval(1, 2, "fr", long=True) is None
    assert written_clock(0, "fr") is None
