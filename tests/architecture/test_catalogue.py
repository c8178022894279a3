"""The German catalogue holds every text of the program, translated."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.architecture.repository import ROOT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

WORD = re.compile(r"[^\W\d_]")
SAME_IN_GERMAN = {
    "{hours} h": "the sign of the hour",
    "{hours} h {minutes}": "the sign of the hour",
    "{minutes} min": "the sign of the minute",
    "\u202fh": "the sign of the hour",
    "\u202fmin": "the sign of the minute",
    "A": "the name of a period beside a chart",
    "B": "the name of a period beside a chart",
    "A: {weeks}": "the name of a period below a table",
    "B: {weeks}": "the name of a period below a table",
    "OK": "the same word",
    "h": "the sign of the hour",
    "A4": "a size of paper",
    "Letter": "a size of paper, which has no other name",
    "Journal": "the same word",
    "Team": "the same word",
    "Agenda": "the same word",
    "Experiment": "the same word",
    "Person": "the same word",
    "Person {letter}": "the same word",
    "Server": "the same word",
    "Apple Account": "a name, which its maker does not translate",
    "Microsoft 365": "the name of a product",
    "iPhone, iPad, icloud.com": "names of products",
    "Nextcloud": "a name",
    "Fastmail": "a name",
    "Proton Calendar": "a name, which its maker does not translate",
    "Thunderbird": "a name",
    "Zimbra": "a name",
}
"""The texts with a letter in them, beside their places, that are in German as they are in English, and why."""
PLACEHOLDER = re.compile(r"\{\w*[^{}]*\}|%\(\w+\)[a-z]|%[a-z]")


@pytest.fixture(scope="module")
def german() -> list[Message]:
    with (ROOT / "resources/locale/de/LC_MESSAGES/clearweek.po").open("rb") as file:
        catalogue: Catalog = read_po(file, locale="de")
    return [message for message in catalogue if message.id]


@pytest.fixture(scope="module")
def in_the_code() -> set[object]:
    """The texts that are marked in the program; one with a plural is a pair."""
    return {message for _file, _line, message, *_rest in extract_from_dir(ROOT / "app")}


def forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def test_every_text_is_translated(german: list[Message], in_the_code: set[object]) -> None:
    translated = {message.id for message in german if all(forms(message.string))}
    assert sorted(map(str, in_the_code - translated)) == [], "`make catalogue`, then translate these"


def test_no_translation_is_left_over_or_uncertain(german: list[Message], in_the_code: set[object]) -> None:
    assert [message.id for message in german if message.fuzzy or message.id not in in_the_code] == []


def test_every_translation_takes_the_same_values(german: list[Message]) -> None:
    def values(form: str) -> Counter[str]:
        return Counter(PLACEHOLDER.findall(form))

    pairs = [pair for message in german for pair in zip(forms(message.id), forms(message.string), strict=True)]
    assert [pair for pair in pairs if values(pair[0]) != values(pair[1])] == []


def test_no_translation_is_the_english_text(german: list[Message]) -> None:
    same = {message.id for message in german if set(forms(message.id)) & set(forms(message.string))}
    assert {text for text in same if WORD.search(PLACEHOLDER.sub("", str(text)))} == set(SAME_IN_GERMAN)


def test_every_translation_has_german_quotation_marks(german: list[Message]) -> None:
    texts = [form for message in german for form in forms(message.string)]
    assert [text for text in texts if "”" in text or text.count("„") != text.count("“")] == []


def test_no_line_breaks_between_a_number_and_its_unit(german: list[Message]) -> None:
    texts = [form for message in german for form in forms(message.string)]
    assert [text for text in texts if re.search(r"\d (?:h|%|KB|MB)(?!\w)", text)] == []
