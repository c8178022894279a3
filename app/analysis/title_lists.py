"""Word lists that a proposal is made from, against titles and names of calendars: data under ``resources/words``."""

from __future__ import annotations

import functools
import re

from app.timeline.words import folded, without_pictures, words

_MARKS = "–—-:,(/|·\uff1a"


def holds_entry(name: str, text: str, own: tuple[str, ...] = ()) -> bool:
    """Tell whether an entry of a list, or one of the person's ``own``, stands in a text as whole words, case folded."""
    if not text:
        return False
    plain = folded(text)
    return _whole_words(name).search(plain) is not None or (bool(own) and _own_words(own).search(plain) is not None)


def begins_with_entry(name: str, text: str) -> bool:
    """Tell whether a text equals an entry of a list, or begins with one and a mark; emoji are looked past."""
    plain = without_pictures(folded(text))
    entries = _entries(name)
    if plain in entries:
        return True
    return any(character in _MARKS and plain[:index].rstrip() in entries for index, character in enumerate(plain))


@functools.lru_cache(maxsize=16)
def _entries(name: str) -> frozenset[str]:
    return frozenset(words(name))


@functools.lru_cache(maxsize=16)
def _whole_words(name: str) -> re.Pattern[str]:
    return _pattern(words(name))


@functools.lru_cache(maxsize=16)
def _own_words(own: tuple[str, ...]) -> re.Pattern[str]:
    return _pattern(tuple(filter(None, map(folded, own))) or ("\n",))  # a folded text holds no line break


def _pattern(entries: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, entries)) + r")(?!\w)")
