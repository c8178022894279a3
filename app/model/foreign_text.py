"""Text that others wrote (titles, names) made safe to show: nothing in it acts, and what is invisible is named."""

from __future__ import annotations

import unicodedata

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_HARMLESS = "\u200d\ufe0f"
"""The joiner and the selector that emoji are made with."""
_RIGHT_TO_LEFT = ("R", "AL")
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
LONGEST = 500
_MOST_MARKS = 4


def visible(text: str, longest: int = LONGEST) -> str:
    """Return foreign text for showing: one line, controls as ``<U+001B>``, cut at ``longest`` characters.

    Combining marks beyond four on a letter are dropped; text that runs from right to left is isolated, so that it
    cannot turn what stands around it.
    """
    shown: list[str] = []
    marks = 0
    turned = False
    for character in unicodedata.normalize("NFC", text[: longest * 8]):
        category = unicodedata.category(character)
        if category in {"Mn", "Me"} and character not in _HARMLESS:
            marks += 1
            if marks > _MOST_MARKS:
                continue
        else:
            marks = 0
            if len(shown) >= longest:
                shown.append("…")
                break
        if character in "\n\r\t":
            shown.append(" ")
        elif category in _HIDDEN and character not in _HARMLESS:
            shown.append(f"<U+{ord(character):04X}>")
        else:
            shown.append(character)
            turned = turned or unicodedata.bidirectional(character) in _RIGHT_TO_LEFT
    line = " ".join("".join(shown).split())
    return f"{_ISOLATE}{line}{_END_OF_ISOLATE}" if turned else line
