from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from app import language
from app.language import N_, _, ngettext

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """German has the words below, Austrian German a word of its own."""
    for locale, word in (("de", "Kalender"), ("de_AT", "Kalenderl")):
        catalogue = Catalog(locale)
        catalogue.add("calendar", word)
        catalogue.add(("{n} week", "{n} weeks"), ("{n} Woche", "{n} Wochen"))
        folder = tmp_path / locale / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "clearweek.mo").open("wb") as file:
            write_mo(file, catalogue)
    monkeypatch.setattr(language, "_LOCALE", tmp_path)
    language._catalogue.cache_clear()


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ("de", "de"),
        ("de_DE.UTF-8", "de"),
        ("de-CH", "de"),
        ("DE", "de"),
        ("de_AT.UTF-8@euro", "de_AT"),
        ("en_GB.UTF-8", "en"),
        ("C", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("tlh", "en"),
        ("../../somewhere", "en"),
    ],
)
def test_a_name_of_a_language(wanted: str, chosen: str) -> None:
    language.choose(wanted)
    assert language.current() == chosen


def test_the_environment_is_asked_in_the_order_of_posix(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    for name, value in (("LANG", "de"), ("LC_MESSAGES", "en"), ("LC_ALL", "de_AT")):
        monkeypatch.setenv(name, value)
        language.choose(None)
        asked.append(language.current())
    assert asked == ["de", "en", "de_AT"]


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    language.choose(None)
    assert language.current() == "de"


def test_texts_are_looked_up_when_they_are_used() -> None:
    marked = N_("calendar")
    shown = []
    for lang in ("en", "de", "de_AT", "en"):
        language.choose(lang)
        shown.append(_(marked))
    assert shown == ["calendar", "Kalender", "Kalenderl", "calendar"]


@pytest.mark.parametrize(("lang", "words"), [("en", ["weeks", "week", "weeks"]), ("de", ["Wochen", "Woche", "Wochen"])])
def test_numbers_choose_the_form(lang: str, words: list[str]) -> None:
    language.choose(lang)
    shown = [ngettext("{n} week", "{n} weeks", number).format(n=number) for number in (0, 1, 2)]
    assert shown == [f"{number} {word}" for number, word in enumerate(words)]


def test_a_text_without_a_translation_stays_english() -> None:
    language.choose("de")
    assert _("never translated") == "never translated"


def test_the_languages_that_there_are() -> None:
    assert language.available() == ("en", "de", "de_AT")


def test_another_language_is_spoken_in_one_thread_and_only_until_the_end() -> None:
    language.choose("en")
    heard = []

    def beside() -> None:
        heard.append(_("calendar"))

    with language.speaking("de"):
        heard.append(_("calendar"))
        other = threading.Thread(target=beside)
        other.start()
        other.join()
        with language.speaking("en"):
            heard.append(_("calendar"))
    heard.append(_("calendar"))
    assert heard == ["Kalender", "calendar", "calendar", "calendar"]


def test_a_language_that_is_not_there_is_not_spoken() -> None:
    language.choose("de")
    with language.speaking("tlh"):
        assert language.current() == "de"
