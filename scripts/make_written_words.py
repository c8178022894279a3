"""Writes resources/written_words.json: how the languages of Clearweek write numbers and dates, out of Babel's CLDR.

    python scripts/make_written_words.py

A test holds the file against Babel.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import match_skeleton

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCALES = ("en_GB", "de")
SKELETONS = ("Ed", "MMM", "MMMEd", "MMMMd", "MMMd", "y", "yMMM", "yMMMd", "yQQQQ")
INTERVAL = "yMMMd"
TARGET = Path(__file__).resolve().parents[1] / "resources" / "written_words.json"


def written_words() -> dict[str, Any]:
    """Return for each locale its signs of numbers, its names of months and days, and its patterns of dates."""
    return {name: _words_of(Locale.parse(name)) for name in LOCALES}


def as_text() -> str:
    """Return what stands in the file."""
    return json.dumps(written_words(), ensure_ascii=False, indent=2) + "\n"


def _words_of(locale: Locale) -> dict[str, Any]:
    signs = locale.number_symbols[locale.default_numbering_system]
    return {
        "decimal": signs["decimal"],
        "group": signs["group"],
        "names": {
            "MMM": _names(locale.months["format"]["abbreviated"], 1, 12),
            "MMMM": _names(locale.months["format"]["wide"], 1, 12),
            "LLL": _names(locale.months["stand-alone"]["abbreviated"], 1, 12),
            "LLLL": _names(locale.months["stand-alone"]["wide"], 1, 12),
            "QQQQ": _names(locale.quarters["format"]["wide"], 1, 4),
            "EEE": _names(locale.days["format"]["abbreviated"], 0, 6),
            "E": _names(locale.days["format"]["abbreviated"], 0, 6),
            "EEEE": _names(locale.days["format"]["wide"], 0, 6),
            "ccc": _names(locale.days["stand-alone"]["abbreviated"], 0, 6),
            "cccc": _names(locale.days["stand-alone"]["wide"], 0, 6),
        },
        "patterns": {
            "full": locale.date_formats["full"].pattern,
            "long": locale.date_formats["long"].pattern,
            "ccc": "ccc",
            "cccc": "cccc",
            **{skeleton: _pattern(locale, skeleton) for skeleton in SKELETONS},
        },
        "interval": {
            differing: [half.pattern if hasattr(half, "pattern") else half for half in halves]
            for differing, halves in locale.interval_formats[INTERVAL].items()
            if differing in "yMd"
        },
    }


def _names(table: Mapping[int, str], first: int, last: int) -> list[str]:
    return [table[at] for at in range(first, last + 1)]


def _pattern(locale: Locale, skeleton: str) -> str:
    known = locale.datetime_skeletons
    found = skeleton if skeleton in known else match_skeleton(skeleton, known)
    return str(known[found].pattern)


if __name__ == "__main__":
    TARGET.write_text(as_text(), encoding="utf-8")
