"""What a mail leaves around an agenda, taken away: quoted mail, signatures, legal notices (METRICS.md §7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.connectors.agenda_lists import lists, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNATURE_LINES = 8
"""Lines with text that a signature may have; what follows them is looked at again."""
_LONGEST_CLOSING = 40
_LONGEST_SIGNATURE_LINE = 90
_SENTENCE_SPACES = 5
_ITEM = re.compile(r"\s*(?:[-*•·–▪●○]\s|\d{1,2}[.)]\s|\d{1,2}[:.]\d{2}\b|\[[ xX]?\])")
_SEPARATOR = re.compile(r"\s*[-_=*~─═.·•]{3,}\s*")
_AFTERWARDS = re.compile(r"\s*(?:p\.?\s?s\.?|n\.?b\.?)\s*[:.)-]?\s", re.IGNORECASE)


def without_mail(lines: list[str]) -> list[str]:
    """Return the lines that are neither quoted mail, nor a signature, nor a legal notice."""
    kept: list[str] = []
    folded = "\n".join(lines).casefold().replace("’", "'")
    legal = [each for each in lists().legal if each in folded]
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.lstrip().startswith(">"):
            number += 1
            continue
        plain = phrase(line)
        if not plain:
            number = _after_dashes(lines, number) if line.strip() == "--" else number + 1
            kept.append("")
        elif _begins_quoted_mail(lines, number, plain):
            break
        elif plain in lists().appointment:
            number = _after_head(lines, number + 1)
        elif plain.startswith(lists().phones) and len(plain) < 80:
            number += 1
        elif legal and any(each in plain for each in legal):
            number = _after_paragraph(lines, number)
        elif _closes(line, plain):
            number = _after_signature(lines, number + 1)
        else:
            kept.append(line)
            number += 1
    return kept


def _begins_quoted_mail(lines: Sequence[str], number: int, plain: str) -> bool:
    """Tell whether all from this line on is a mail that is answered or passed on."""
    known = lists()
    line = lines[number].strip()
    if plain in known.original and (line.startswith("--") or line.endswith(":")):
        return True
    if line.endswith(":") and len(line) <= 300 and any(map(str.isdigit, line)):
        words = f" {plain} "
        if any(f" {each} " in words or plain.endswith(each) for each in known.wrote):
            return True
    if _is_head(line, sender=True):
        following = [each for each in lines[number + 1 : number + 8] if each.strip()]
        return sum(_is_head(each) for each in following[:4]) >= 2
    return False


def _is_head(line: str, *, sender: bool = False) -> bool:
    label, colon, value = line.partition(":")
    if not colon or not value.strip() or len(label) > 24:
        return False
    return phrase(label) in (lists().sender if sender else lists().head)


def _after_head(lines: Sequence[str], number: int) -> int:
    """Return where the head of a forwarded invitation has ended."""
    while number < len(lines) and (not lines[number].strip() or _is_head(lines[number])):
        number += 1
    return number


def _after_paragraph(lines: Sequence[str], number: int) -> int:
    while number < len(lines) and lines[number].strip():
        number += 1
    return number


def _closes(line: str, plain: str) -> bool:
    """Tell whether a line ends a mail: it is a closing, or begins with one and a comma."""
    if len(plain) > _LONGEST_CLOSING or _ITEM.match(line):
        return False
    if plain in lists().closings:
        return True
    before, comma, __ = plain.partition(",")
    return bool(comma) and before in lists().closings and len(plain) - len(before) <= 24


def _after_dashes(lines: Sequence[str], number: int) -> int:
    """Return where a signature below two dashes has ended; with more lines than one has, they only separate."""
    end = number + 1
    while end < len(lines) and lines[end].strip():
        too_much = end - number > _SIGNATURE_LINES or len(lines[end]) > _LONGEST_SIGNATURE_LINE
        if too_much or _is_back(lines[end]):
            return number + 1
        end += 1
    return end


def _after_signature(lines: Sequence[str], number: int) -> int:
    """Return where a signature has ended: at a rule, a postscript, an item, a heading, or a sentence."""
    taken = 0
    while number < len(lines) and taken < _SIGNATURE_LINES:
        line = lines[number]
        if _SEPARATOR.fullmatch(line) or _is_back(line):
            break
        if len(line) > _LONGEST_SIGNATURE_LINE:
            break
        taken += bool(line.strip())
        number += 1
    return number


def _is_back(line: str) -> bool:
    """Tell whether a line below a closing is text of its own again."""
    if _ITEM.match(line) or _AFTERWARDS.match(line) or _is_sentence(line):
        return True
    head, __, __ = line.partition(":")
    return len(head) <= 24 and phrase(head) in lists().headings


def _is_sentence(line: str) -> bool:
    return line.rstrip().endswith((".", "?", "!")) and line.count(" ") >= _SENTENCE_SPACES
