"""The German catalogue holds every text of the program, translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.architecture.repository import ROOT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

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
    def values(text: object) -> set[str]:
        return {found for form in forms(text) for found in PLACEHOLDER.findall(form)}

    assert [message.id for message in german if values(message.id) != values(message.string)] == []
