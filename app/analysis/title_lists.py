"""Word lists that a proposal is made from, against titles and names of calendars: data under ``resources/words``."""

from __future__ import annotations

import functools

from app.timeline.words import folded, holds_any, without_pictures, words

_MARKS = "–—-:,(/|·\uff1a"


def holds_entry(name: str, text: str) -> bool:
    """Tell whether an entry of a list stands in a text as whole words, case folded."""
    return bool(text) and holds_any(words(name), folded(text))


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
