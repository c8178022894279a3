"""Word lists against titles: as whole words, case folded, in seven languages (METRICS.md §1)."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.environment import resource_path
from app.timeline.words import (
    folded,
    holds_any,
    is_all_hands,
    is_cancelled,
    is_focus,
    is_out_of_office,
    is_status,
    mail_providers,
    names_blocker,
    without_pictures,
    words,
)
from benchmarks.agendas import labelled

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
LISTS = ("out_of_office", "focus", "cancelled_prefixes", "status", "all_hands", "blocker")
WHOLE_WORDS = {"focus": is_focus, "status": is_status, "all_hands": is_all_hands, "blocker": names_blocker}


def entries(name: str, language: str) -> list[str]:
    """The entries of one language, from the file."""
    found: list[str] = json.loads(resource_path("words", f"{name}.json").read_text(encoding="utf-8"))["words"][language]
    return found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_each_entry_of_every_language_once(name: str) -> None:
    everything = words(name)
    assert len(everything) == len(set(everything))
    for language in LANGUAGES:
        assert set(entries(name, language)) <= set(everything)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_the_out_of_office_list_is_found(language: str) -> None:
    for entry in entries("out_of_office", language):
        for title in (
            entry,
            entry.upper(),
            f"🌴 {entry.title()}",
            f"{entry} – Rome",
            f"{entry}(Rome)",
            f"{entry}, back",
        ):
            assert is_out_of_office(title), title
        for title in (f"Anna {entry}", f"x{entry}"):
            assert is_out_of_office(title) == (folded(title) in words("out_of_office")), title


@pytest.mark.parametrize("name", WHOLE_WORDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_found_as_whole_words(name: str, language: str) -> None:
    assert len(entries(name, language)) >= 20
    for entry in entries(name, language):
        for title in (entry, entry.upper(), f"Q3: {entry}!", f"({entry})", f"🎧{entry}🎧", f"Team – {entry}, no calls"):
            assert WHOLE_WORDS[name](title), title


@pytest.mark.parametrize("name", WHOLE_WORDS)
def test_entries_of_ones_own_are_added_and_found_as_whole_words(name: str) -> None:
    verdict = WHOLE_WORDS[name]
    own = ("Kaffee  Klatsch", "C++", "", "Montag")
    for title in ("Kaffee Klatsch", "KAFFEE KLATSCH!", "Q3 C++ talk", "Montag (Anna)"):
        assert not verdict(title), title
        assert verdict(title, own), title
    for title in ("Kaffee", "Montagabend", "", " ", "C+", "xC++"):
        assert not verdict(title, own), title
    assert not verdict("Montag", ())
    assert not verdict("Montag", ("", " "))


def test_entries_of_ones_own_are_out_of_office_where_a_title_begins_with_them() -> None:
    own = ("Elternzeit Nord", "")
    assert is_out_of_office("elternzeit nord – Anna", own)
    assert not is_out_of_office("elternzeit nord – Anna")
    assert not is_out_of_office("Anna elternzeit nord", own)
    assert not is_out_of_office("", own)


@pytest.mark.parametrize("row", labelled("parallel_titles"), ids=lambda row: row["titles"]["en"])
def test_the_same_title_in_another_language_gives_the_same_verdict(row: dict[str, Any]) -> None:
    assert tuple(row["titles"]) == LANGUAGES
    for name in ("status", "all_hands", "blocker"):
        for title in row["titles"].values():
            assert WHOLE_WORDS[name](title) is (name == row["list"]), (name, title)


def test_labelled_titles_get_the_verdict_that_they_are_labelled_with() -> None:
    for name in ("status", "all_hands", "blocker"):
        for language in LANGUAGES:
            of_it = [each for each in labelled("titles") if each["language"] == language]
            assert sum(each[name] for each in of_it) >= 3
            assert [each["title"] for each in of_it if WHOLE_WORDS[name](each["title"]) is not each[name]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_of_a_cancellation_is_found_before_a_colon(language: str) -> None:
    for entry in entries("cancelled_prefixes", language):
        for title in (
            f"{entry}: Review",
            f"{entry.upper()} : Review",
            f"{entry.title()}:Review",
            f"{entry}\uff1aReview",
        ):
            assert is_cancelled(title), title
        for title in (f"{entry} Review", f"Review {entry}:", f"x{entry}: Review"):
            assert not is_cancelled(title), title


@pytest.mark.parametrize(
    "title", ["Focused", "Prefocus time", "Focus timekeeping", "Focus  group", "", " ", "Fokus", "Deep_work2", "deep"]
)
def test_what_is_no_focus(title: str) -> None:
    assert not is_focus(title)


@pytest.mark.parametrize(
    "title", ["", " ", "-", ": OOO", "- OOO", "(OOO)", "Off-site", "Out-of-band check", "Leave - as is", "OOOO", "OO O"]
)
def test_what_is_not_out_of_office(title: str) -> None:
    assert not is_out_of_office(title)


@pytest.mark.parametrize("title", ["", ":", "Re: Canceled: Review", "Canceled", "Not canceled: Review"])
def test_what_is_not_cancelled(title: str) -> None:
    assert not is_cancelled(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("  Focus \t time\n", "focus time"),
        ("STRASSE straße", "strasse strasse"),
        ("Conge\u0301", "congé"),
        ("a\u00a0b\u202fc", "a b c"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
    ],
)
def test_folding(title: str, expected: str) -> None:
    assert folded(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("ooo 🌴", "ooo"),
        ("🏖️ urlaub", "urlaub"),
        ("👩🏽‍💻 ooo 👩🏽‍💻", "ooo"),
        ("🇮🇹 ferie", "ferie"),
        ("1️⃣ ooo", "1 ooo"),
        ("ooo – rome", "ooo – rome"),
        ("休暇", "休暇"),
        ("إجازة", "إجازة"),
        ("🌴🌴", ""),
        ("plain", "plain"),
    ],
)
def test_pictures_are_taken_out(title: str, expected: str) -> None:
    assert without_pictures(title) == expected


def test_mail_providers_are_domains_of_nobody() -> None:
    assert {"gmail.com", "googlemail.com", "outlook.com", "gmx.de", "icloud.com", "yahoo.com"} <= mail_providers()
    assert all(domain == domain.casefold() and "@" not in domain and "." in domain for domain in mail_providers())
    assert not {"microsoft.com", "google.com", "example.com"} & mail_providers()


_PIECES = st.sampled_from(
    ("stand", "up", "stand-up", "focus time", "go/no-go", "1:1", "ä", "_", "9", " ", "-", ":", "été")
)


@given(st.lists(_PIECES.filter(str.strip), max_size=5), st.lists(_PIECES, max_size=8).map("".join))
def test_an_entry_is_found_where_it_stands_as_whole_words_and_nowhere_else(entries: list[str], plain: str) -> None:
    expected = any(re.search(rf"(?<!\w){re.escape(entry)}(?!\w)", plain) for entry in entries)
    assert holds_any(entries, plain) == expected
