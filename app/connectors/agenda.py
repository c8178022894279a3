"""What is remembered of a DESCRIPTION: the marks of ``app.model.description`` (METRICS.md §7, *agenda*).

The text is read, judged and let go. What remains of it after conference boilerplate, quoted mail, signatures, legal
notices and the title is an agenda from 40 letters on, or 15 of a script without spaces; so is a document that is
attached or linked.
"""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import unquote

from app.connectors.agenda_boilerplate import ADDRESS, own_words, without_sections, without_teams
from app.connectors.agenda_lists import document_links, holds_entry, join_links
from app.connectors.agenda_mail import without_mail
from app.connectors.agenda_text import readable, unescaped
from app.connectors.ics_values import split_value
from app.model.description import AGENDA, BLOCKERS, DESCRIBED, REPORTS

LONGEST: Final = 65_536
"""Bytes of a DESCRIPTION that are read."""
FEWEST_LETTERS: Final = 40
FEWEST_UNSPACED: Final = 15
_LONGEST_TEXT: Final = 16_384
"""Characters that are judged once tags are away."""
_MOST_LINES: Final = 1_000
_USUALLY_ENOUGH: Final = 100
_LONGEST_KEPT: Final = 4_096
_MOST_ADDRESSES: Final = 100
_MOST_REMEMBERED: Final = 2_048
_LONGEST_REMEMBERED: Final = 2_048
_UNSPACED: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x0F00, 0x109F),  # Tibetan, Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9D),
    (0x20000, 0x3FFFF),
)


class _Said(NamedTuple):
    """What a description says whatever its event is called.

    ``own`` is what remains, case folded, ``enough`` whether that is an agenda, ``words`` the marks REPORTS and
    BLOCKERS of it, and ``linked`` whether a document is linked.
    """

    described: bool
    own: str
    enough: bool
    words: int
    linked: bool


_NOTHING: Final = _Said(described=False, own="", enough=False, words=0, linked=False)


class Descriptions(dict[str, _Said]):
    """Judges descriptions; what recurs in a file is judged once and looked up afterwards."""

    def of_event(self, title: str, description: bytes | None, html: bytes | None, *, attached: bool) -> int:
        """Return the marks of an event.

        Args:
            title: its title.
            description: what follows the name of DESCRIPTION, None where it does not stand.
            html: what follows that of X-ALT-DESC, which only counts where no other text stands.
            attached: a document is.

        """
        said = _NOTHING if description is None else self._said(description)
        if not said.described and html is not None:
            said = self._said(html)
        return _marks(said, title, attached=attached)

    def _said(self, rest: bytes) -> _Said:
        value = (rest[1:] if rest[:1] == b":" else split_value(rest)[1])[:LONGEST]
        try:
            text = value.decode()
        except UnicodeDecodeError:
            # Cut inside a character, or the Latin-1 of Windows that old exporters write.
            text = value.decode("utf-8" if len(value) == LONGEST else "cp1252", errors="replace")
        left = without_teams(text)
        said = self.get(left)
        if said is None:
            said = _judged(readable(unescaped(left)))
            if len(left) <= _LONGEST_REMEMBERED and len(self) < _MOST_REMEMBERED:
                self[left] = said
        if left is not text and not said.described:
            return said._replace(described=True)
        return said


def marks_of(text: str, title: str = "", *, attached: bool = False) -> int:
    """Return the marks of a description that stands without escapes, plain or HTML."""
    left = without_teams(text[:LONGEST])
    said = _judged(readable(left))
    return _marks(said._replace(described=bool(text.strip())), title, attached=attached)


def _marks(said: _Said, title: str, *, attached: bool) -> int:
    marks = DESCRIBED if said.described else 0
    if attached or said.linked or (said.enough and _is_enough_without(title, said.own)):
        marks |= AGENDA | said.words
    return marks


def _judged(text: str) -> _Said:
    if not text.strip():
        return _NOTHING
    lines = without_mail(without_sections(text[:_LONGEST_TEXT].splitlines()[:_MOST_LINES]))
    linked = any("//" in line and _links_document(line) for line in lines)
    own = "\n".join(own_words(lines)).casefold()
    words = 0
    if own:
        words |= REPORTS if holds_entry("status", own) else 0
        words |= BLOCKERS if holds_entry("blocker", own) else 0
    kept = own[:_LONGEST_KEPT]
    return _Said(described=True, own=kept, enough=is_enough(kept), words=words, linked=linked)


def is_enough(text: str) -> bool:
    """Tell whether a text has the letters of an agenda."""
    if sum(map(str.isalpha, text[:_USUALLY_ENOUGH])) >= FEWEST_LETTERS:
        return True
    letters = [character for character in text if character.isalpha()]
    if len(letters) >= FEWEST_LETTERS:
        return True
    if len(letters) < FEWEST_UNSPACED or text.isascii():
        return False
    return sum(any(low <= ord(each) <= high for low, high in _UNSPACED) for each in letters) >= FEWEST_UNSPACED


def _is_enough_without(title: str, own: str) -> bool:
    """Tell whether a text, case folded, has the letters of an agenda without the title in it."""
    plain = title.casefold()
    if plain not in own and "  " not in plain:
        return True  # The common case, told without taking the title apart.
    plain = " ".join(plain.split())
    if not plain or plain not in own:
        return True
    parts = own.split(plain)
    kept = [parts[0]]
    for part in parts[1:]:
        if (kept[-1][-1:].isalnum() and plain[0].isalnum()) or (part[:1].isalnum() and plain[-1].isalnum()):
            kept[-1] += plain + part  # Inside a longer word it is not the title.
        else:
            kept.append(part)
    return is_enough(" ".join(kept))


def _links_document(line: str) -> bool:
    """Tell whether an address in a line leads to a document and not into a conference."""
    for found in list(ADDRESS.finditer(line))[:_MOST_ADDRESSES]:
        address = unquote(found[0]).lower()
        if any(each in address for each in document_links()) and not any(each in address for each in join_links()):
            return True
    return False
