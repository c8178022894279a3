"""The lists that descriptions are read with: data under ``resources/agenda`` and ``resources/words``."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from typing import NamedTuple

from app.environment import resource_path

_WORD = re.compile(r"\w+")
_MARKS = " \t\r\n\u00a0\u200b\ufeff•·▪●○*+-–—_=~.:;,!?…¿¡()[]{}<>|/\\#\"'“”„«»→►"
"""What stands around a phrase without changing it."""


class Lists(NamedTuple):
    """Phrases, each folded by ``phrase``, of all languages together.

    Attributes:
        lines: whole lines of conference services; ``begins`` and ``ends`` are begins and ends of such lines.
        labels: what such services write before a colon and a number or a password.
        topics: what they write before a colon and a title or a time, right after an invitation.
        webex: begins the part that Webex writes.
        inviting: stand in a line right above an address to join.
        closings: end a mail; its signature follows.
        phones: begins of lines that mail programs add.
        legal: stand in a paragraph that is a legal notice.
        original: stand between dashes over quoted mail; ``appointment`` over a forwarded invitation.
        head: labels in the head of a quoted mail; ``sender`` are those that begin it.
        wrote: end the line over a quotation.
        headings: begin an agenda.

    """

    lines: frozenset[str]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    labels: frozenset[str]
    topics: frozenset[str]
    webex: tuple[str, ...]
    inviting: tuple[str, ...]
    closings: frozenset[str]
    phones: tuple[str, ...]
    legal: tuple[str, ...]
    original: frozenset[str]
    appointment: frozenset[str]
    head: frozenset[str]
    sender: frozenset[str]
    wrote: tuple[str, ...]
    headings: frozenset[str]


def phrase(text: str) -> str:
    """Return a text for comparing: case folded, with one form of each character, single spaces, no marks around."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text).replace("’", "'").replace("\u2010", "-")
    return " ".join(plain.casefold().split()).strip(_MARKS)


@functools.lru_cache(maxsize=1)
def lists() -> Lists:
    """Return the phrases of conference services and of mail."""
    conference, mail = _table("conference"), _table("mail")
    return Lists(
        lines=frozenset(conference["lines"]),
        begins=conference["begins"],
        ends=conference["ends"],
        labels=frozenset(conference["labels"]),
        topics=frozenset(conference["topics"]),
        webex=conference["webex"],
        inviting=conference["inviting"],
        closings=frozenset(mail["closings"]),
        phones=mail["phones"],
        legal=mail["legal"],
        original=frozenset(mail["original"]),
        appointment=frozenset(mail["appointment"]),
        head=frozenset((*mail["head"], *mail["from"])),
        sender=frozenset(mail["from"]),
        wrote=mail["wrote"],
        headings=frozenset(mail["headings"]),
    )


@functools.lru_cache(maxsize=1)
def document_links() -> tuple[str, ...]:
    """Return what stands in the address of a document."""
    table = json.loads(resource_path("agenda", "document_links.json").read_text(encoding="utf-8"))
    return tuple(table["patterns"])


@functools.lru_cache(maxsize=1)
def join_links() -> tuple[str, ...]:
    """Return what stands in an address to join a conference (METRICS.md §1, rule 8)."""
    table = json.loads(resource_path("conference_links.json").read_text(encoding="utf-8"))
    return tuple(table["patterns"])


def holds_entry(name: str, text: str) -> bool:
    """Tell whether an entry of a word list stands in a text, which is case folded, as whole words.

    Only entries whose first word stands in the text are looked for: one pattern of all would cost each start twenty
    milliseconds, and one after the other each text a hundred microseconds.
    """
    entries = _entries(name)
    return any(_stands(entry, text) for word in entries.keys() & set(_WORD.findall(text)) for entry in entries[word])


def _stands(entry: str, text: str) -> bool:
    at = text.find(entry)
    while at >= 0:
        end = at + len(entry)
        if not (_is_inner(text[at - 1 : at]) or _is_inner(text[end : end + 1])):
            return True
        at = text.find(entry, end)
    return False


def _is_inner(character: str) -> bool:
    return character.isalnum() or character == "_"


@functools.lru_cache(maxsize=4)
def _entries(name: str) -> dict[str, list[str]]:
    """Return the entries of a word list by their first word."""
    table = json.loads(resource_path("words", f"{name}.json").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for entry in dict.fromkeys(entry for entries in table["words"].values() for entry in entries):
        first = _WORD.search(entry)
        assert first is not None, entry
        found.setdefault(first[0], []).append(entry)
    return found


def _table(name: str) -> dict[str, tuple[str, ...]]:
    table = json.loads(resource_path("agenda", f"{name}.json").read_text(encoding="utf-8"))
    del table["source"]
    return {kind: tuple({phrase(text): None for each in of.values() for text in each}) for kind, of in table.items()}
