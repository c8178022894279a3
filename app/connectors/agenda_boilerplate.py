"""What conference services write into an invitation by themselves, taken away (METRICS.md §7, *agenda*)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.connectors.agenda_lists import join_links, lists, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RULE = "_" * 40
_SHORT_RULE = "\n___\n"
_LONGEST_BLOCK = 12_288
"""Characters between two rules that may still be the part that Teams writes; with its links it takes 4,000."""
_BARE_BEGIN = 24
"""Characters above the word Teams that hold nothing but the line's own begin."""
_MEET = "-::~"
_WEBEX_END = "help.webex.com"
_TOPIC_LINES = 4

ADDRESS: Final = re.compile(
    r"<?\b(?:https?|mailto|tel|sip|callto|ftp|file):[^\s<>]*>?"
    r"|\bwww\.[^\s<>]*"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}"
)
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_DIALLED = re.compile(
    r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"
    r"|\+\d[\d ().,*/-]{5,40}#?"
    r"|(?<!\d)\d[\d -]{6,20}#"
    r"|: ?\d[\d ()*/-]{5,30}#*\s*$"
)
_LONGEST_DIALLED = 200
_LONGEST_INVITATION = 90
_SHORT = 40
"""Letters beside a number to dial or an address to join: a label or a place, not a sentence."""


def without_teams(text: str) -> str:
    """Return a text without the parts between two long rules that hold a link of Teams; its lines need not be known.

    Works on text with its escapes too, so that what remains can be looked up before it is read.
    """
    if _RULE not in text:
        return text
    parts = text.split(_RULE)
    kept = parts[:1]
    for part in parts[1:-1]:
        if not part:
            continue  # A rule is longer than it must be.
        if len(part) <= _LONGEST_BLOCK and _holds_teams_link(part):
            part = _before_teams(part)  # noqa: PLW2901 (what is left of it)
        kept.append(part)
    return _SHORT_RULE.join([*kept, parts[-1]])


def _holds_teams_link(part: str) -> bool:
    return "teams.microsoft." in part or "JoinTeams" in part or "teams.live." in part or "teams.cloud." in part


def _before_teams(block: str) -> str:
    """Return what a person wrote below the first rule, above the line that names Teams."""
    at = block.find("Teams")
    if at <= _BARE_BEGIN:
        return ""
    return block[: max(block.rfind(end, 0, at) + len(end) for end in ("\n", "\\n", ">"))]


def without_sections(lines: list[str]) -> list[str]:
    """Return the lines outside the parts that Google Meet and Webex mark as their own."""
    marks = [number for number, line in enumerate(lines) if line.lstrip().startswith(_MEET)]
    for begin, end in reversed(list(zip(marks[::2], marks[1::2], strict=False))):
        del lines[begin : end + 1]
    webex = lists().webex
    first = next((n for n, line in enumerate(lines) if line.startswith("--") and phrase(line) in webex), None)
    if first is not None:
        last = next((n for n in range(first, len(lines)) if _WEBEX_END in lines[n]), len(lines) - 1)
        del lines[first : last + 1]
    return lines


def own_words(lines: Sequence[str]) -> Iterator[str]:
    """Yield of each line what a conference service did not write, without addresses; empty lines are left out."""
    known = lists()
    topics_left = 0
    for number, line in enumerate(lines):
        has_address = "//" in line or "@" in line or "www." in line or "tel:" in line or "sip:" in line
        bare = ADDRESS.sub(" ", line) if has_address else line
        kept = []
        for part in bare.split("|"):
            plain = phrase(part)
            if not plain:
                continue
            if plain.endswith(known.ends) and len(plain) <= 160:
                topics_left = _TOPIC_LINES
                continue
            if topics_left:
                topics_left -= 1
                if _is_topic(plain):
                    continue
            if not _is_written_by_service(plain, part):
                kept.append(part)
        rest = " ".join(kept).strip()
        if not rest or (bare != line and _letters(rest) <= _SHORT and _joins(line)):
            continue
        if len(rest) <= _LONGEST_INVITATION and _invites(rest, lines[number + 1 : number + 3]):
            continue
        yield rest


def _invites(line: str, following: Sequence[str]) -> bool:
    """Tell whether a line says that somebody invites, right above an address to join."""
    return any(map(_joins, following)) and any(each in line.casefold() for each in lists().inviting)


def _is_topic(plain: str) -> bool:
    """Tell whether a part says what Zoom calls the meeting, or when it is, right after its invitation."""
    label, colon, __ = plain.partition(":")
    return bool(colon) and phrase(label) in lists().topics


def _is_written_by_service(plain: str, part: str) -> bool:
    """Tell whether a part of a line is one that conference services write; ``plain`` is the part folded."""
    known = lists()
    item = _NUMBERED.match(plain)
    if item is not None:
        plain = plain[item.end() :]
    if plain in known.lines:
        return True
    if len(plain) > 240:
        return False
    if plain.startswith(known.begins):
        return True
    label, colon, value = plain.partition(":")
    if phrase(label) in known.labels and (not colon or _is_code(value)):
        return True
    return len(plain) <= _LONGEST_DIALLED and _DIALLED.search(part) is not None and _letters(part) <= _SHORT


def _is_code(value: str) -> bool:
    """Tell whether what stands behind a label is a number or a password rather than words."""
    first, __, more = value.strip().partition(" ")
    if not more:
        return len(first) <= 32
    return any(map(str.isdigit, first)) and len(value) <= 80


def _joins(line: str) -> bool:
    """Tell whether an address in a line joins a conference or sets it up."""
    low = line.lower()
    if "//" not in low and "%2f" not in low:
        return "@" in low and ("webex" in low or "zoomcrc" in low or "sip:" in low)
    return any(link in low for link in join_links()) or any(link in low for link in _AROUND)


_AROUND: Final = (
    "//tel.meet/",
    "aka.ms/jointeamsmeeting",
    "bluejeans.com/",
    "calendly.com/",
    "dialin.teams.microsoft.com",
    "go.microsoft.com/fwlink",
    "google.com/calendar/event",
    "calendar.google.com/calendar/event",
    "meetingoptions",
    "microsoft.com/microsoft-teams",
    "microsoft.com/en-us/microsoft-teams",
    "support.google.com",
    "zoom.us/u/",
    "webex.com/",
    "chime.aws",
)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
