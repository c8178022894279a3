"""Word lists against titles (METRICS.md §1): plain data under ``resources/words``, in seven languages."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from typing import TYPE_CHECKING

from app.environment import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_MARKS = "–—-:,(/\uff1a"
_PICTURE = ("So", "Sk", "Cs", "Co")
_MORE_PICTURES = frozenset("\u200d\ufe0e\ufe0f\u20e3\u2194\u25fb\u25fc\u25fd\u25fe\u2934\u2935") | frozenset(
    map(chr, range(0xE0020, 0xE0080))
)
"""Parts of emoji, and emoji, that Unicode counts among marks, mathematical signs and tags."""


@functools.lru_cache(maxsize=16)
def words(name: str) -> tuple[str, ...]:
    """Return all entries of a list in all languages, case folded."""
    table = json.loads(resource_path("words", f"{name}.json").read_text(encoding="utf-8"))
    return tuple(dict.fromkeys(word for entries in table["words"].values() for word in entries))


@functools.lru_cache(maxsize=1)
def mail_providers() -> frozenset[str]:
    """Return the domains of public mail providers: nobody's own (METRICS.md §1, *External*)."""
    return frozenset(json.loads(resource_path("mail_providers.json").read_text(encoding="utf-8"))["domains"])


@functools.lru_cache(maxsize=1)
def list_names() -> frozenset[str]:
    """Return the names of all word lists, as the settings write them ("status")."""
    return frozenset(path.stem for path in resource_path("words").glob("*.json"))


def folded(title: str) -> str:
    """Return a title for comparing: one form of each character, case folded, single spaces."""
    return " ".join(unicodedata.normalize("NFC", title).casefold().split())


def without_pictures(title: str) -> str:
    """Return a folded title without emoji and what joins them."""
    if title.isascii():
        return title
    kept = (c for c in title if c not in _MORE_PICTURES and unicodedata.category(c) not in _PICTURE)
    return " ".join("".join(kept).split())


@functools.lru_cache(maxsize=8192)
def is_out_of_office(title: str, own: tuple[str, ...] = ()) -> bool:
    """Tell whether a title equals an entry of the out-of-office list, or begins with one and a mark (rule 3).

    ``own``, here and below, are the entries that the person added (``Preferences.words``).
    """
    plain = without_pictures(folded(title))
    entries = _entries("out_of_office") | _own_entries(own)
    if plain in entries:
        return True
    return any(character in _MARKS and plain[:index].rstrip() in entries for index, character in enumerate(plain))


@functools.lru_cache(maxsize=8192)
def is_focus(title: str, own: tuple[str, ...] = ()) -> bool:
    """Tell whether an entry of the focus list stands in a title as whole words (rule 6)."""
    return _stands("focus", title, own)


@functools.lru_cache(maxsize=8192)
def is_status(title: str, own: tuple[str, ...] = ()) -> bool:
    """Tell whether a title names a meeting that reports (METRICS.md §7, status-ritual and one-on-one-status)."""
    return _stands("status", title, own)


@functools.lru_cache(maxsize=8192)
def is_all_hands(title: str, own: tuple[str, ...] = ()) -> bool:
    """Tell whether a title names a meeting that is for everybody (METRICS.md §7, crowd)."""
    return _stands("all_hands", title, own)


@functools.lru_cache(maxsize=8192)
def names_blocker(title: str, own: tuple[str, ...] = ()) -> bool:
    """Tell whether a title names what stands in the way, or a decision (METRICS.md §7, one-on-one-status)."""
    return _stands("blocker", title, own)


@functools.lru_cache(maxsize=8192)
def is_cancelled(title: str) -> bool:
    """Tell whether a title begins with a mark that sources write before what was cancelled (rule 1)."""
    if ":" not in title and "\uff1a" not in title:
        return False
    plain = folded(title)
    word, colon, __ = plain.replace("\uff1a", ":").partition(":")
    return bool(colon) and word.rstrip() in _entries("cancelled_prefixes")


@functools.lru_cache(maxsize=16)
def _entries(name: str) -> frozenset[str]:
    return frozenset(words(name))


def _stands(name: str, title: str, own: tuple[str, ...]) -> bool:
    """Tell whether an entry of a list, or one of the person's own, stands in a title as whole words."""
    if not title:
        return False
    plain = folded(title)
    return holds_any(words(name), plain) or (bool(own) and holds_any(_own_entries(own), plain))


def holds_any(entries: Iterable[str], plain: str) -> bool:
    """Tell whether any of some entries stands in a folded text as whole words.

    To compile an expression of all entries of a list takes longer than to look through the titles of ten years.
    """
    by_word, others = _by_word(tuple(entries))
    for word in _WORD.findall(plain):
        if word in by_word and any(_is_whole(entry, plain) for entry in by_word[word]):
            return True
    return any(_is_whole(entry, plain) for entry in others if entry in plain)


@functools.lru_cache(maxsize=64)
def _by_word(entries: tuple[str, ...]) -> tuple[dict[str, list[str]], list[str]]:
    """Return entries by the word that they begin with, and those that begin with none.

    Where one stands as whole words, its first stands by itself in the text.
    """
    by_word: dict[str, list[str]] = {}
    others = []
    for entry in entries:
        first = _WORD.match(entry)
        if first is None:
            others.append(entry)
        else:
            by_word.setdefault(first[0], []).append(entry)
    return by_word, others


def _is_whole(word: str, plain: str) -> bool:
    """Tell whether a word stands somewhere in a text with no letter, digit or underscore beside it."""
    # The marks of Indian and Thai scripts are none of these, but no list holds words in them.
    at = plain.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_is_letter(plain[at - 1 : at]) or _is_letter(plain[end : end + 1])):
            return True
        at = plain.find(word, at + 1)
    return False


def _is_letter(character: str) -> bool:
    return character == "_" or character.isalnum()


@functools.lru_cache(maxsize=16)
def _own_entries(own: tuple[str, ...]) -> frozenset[str]:
    # An entry of nothing but spaces or pictures would stand in every title.
    return frozenset(filter(None, (without_pictures(folded(entry)) for entry in own)))
