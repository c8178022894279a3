"""Text for a cell of a spreadsheet: nothing in it runs, and it can be read back (the forms are in test_export)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.spreadsheet_text import as_it_was, harmless

ODD = st.text(alphabet="'=+-@;\t\r\n a\N{FULLWIDTH PLUS SIGN}\N{ZERO WIDTH SPACE}")


@given(ODD | st.text(st.characters(exclude_characters="\0")))
def test_what_was_made_harmless_can_be_made_as_it_was(text: str) -> None:
    assert as_it_was(harmless(text)) == text


@given(ODD)
def test_no_part_begins_like_a_formula(text: str) -> None:
    safe = harmless(text)
    for part in safe.replace("\t", ";").replace("\r", ";").replace("\n", ";").split(";"):
        assert part.lstrip(" \N{ZERO WIDTH SPACE}")[:1] not in {"=", "+", "-", "@", "\N{FULLWIDTH PLUS SIGN}"}


@pytest.mark.parametrize(("text", "cell"), [("'=1", "''=1"), ("'a'", "'a'"), ("it's", "it's"), ("'", "'"), ("", "")])
def test_an_apostrophe_of_ones_own_can_be_told_from_ours(text: str, cell: str) -> None:
    assert harmless(text) == cell
    assert as_it_was(cell) == text
