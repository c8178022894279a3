from __future__ import annotations

import pytest

from app.cli.arguments import parser
from app.cli.quick_words import quick_words
from app.errors import WrongUsage

PLAIN = [
    ("add", "work.ics"),
    ("add", "work.ics", "private.ics", "address", "a b.ics"),
    ("add", "work.ics", "--home", "here", "--json", "--debug", "--lang", "de"),
    ("add", "work.ics", "--home", "here", "--home", "there"),
    ("overview",),
    ("overview", "--json", "--home", "here"),
    ("overview", "--debug", "--lang", "en"),
]
NOT_PLAIN = [
    (),
    ("open",),
    ("sources",),
    ("add",),
    ("add", ""),
    ("add", "--help"),
    ("add", "--home", "here", "work.ics"),
    ("add", "work.ics", "--home", "here", "private.ics"),
    ("add", "work.ics", "--home=here"),
    ("add", "work.ics", "--home"),
    ("add", "work.ics", "--home", ""),
    ("add", "work.ics", "--home", "--json"),
    ("add", "work.ics", "--lang", "fr"),
    ("add", "work.ics", "--name", "Work"),
    ("add", "--", "-work.ics"),
    ("overview", "work.ics"),
    ("overview", "--week", "2026-W07"),
    ("overview", "--next"),
    ("overview", "--today", "2026-01-05"),
]


@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
def test_plain_words_are_read_as_the_full_parser_reads_them(words: tuple[str, ...]) -> None:
    assert vars(quick_words(words)) == vars(parser().parse_args(words))


@pytest.mark.parametrize("words", NOT_PLAIN, ids=" ".join)
def test_all_others_are_left_to_the_full_parser(words: tuple[str, ...]) -> None:
    assert quick_words(words) is None


@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
@pytest.mark.parametrize("more", ["--unknown", "-x", "--home", "--tz"])
def test_what_the_full_parser_refuses_is_never_read_here(words: tuple[str, ...], more: str) -> None:
    with pytest.raises(WrongUsage):
        parser().parse_args([*words, more])
    assert quick_words((*words, more)) is None
