from __future__ import annotations

import pickle

import pytest

from app.errors import UnreadableInput, UserError, WrongUsage


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("The file is empty",), "The file is empty."),
        (("“a.ics” was not read", "it is a web page"), "“a.ics” was not read: it is a web page."),
        (("Nothing was read", "", "name a file"), "Nothing was read; name a file."),
        (("Not read", "too large", "export one year"), "Not read: too large; export one year."),
    ],
)
def test_the_parts_make_one_sentence(parts: tuple[str, ...], sentence: str) -> None:
    assert UserError(*parts).sentence() == str(UserError(*parts)) == sentence


def test_each_error_knows_its_exit_status() -> None:
    assert (UnreadableInput("x").status, WrongUsage("x").status) == (1, 2)


def test_an_error_keeps_its_parts_on_the_way_from_another_process() -> None:
    copy = pickle.loads(pickle.dumps(WrongUsage("what", "why", "next")))
    assert (copy.what, copy.why, copy.next_step) == ("what", "why", "next")
