"""The words with which the window mostly opens, read without the full parser, which takes longer to make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TAKES: Final[dict[str, frozenset[str] | None]] = {
    "--home": None,
    "--lang": frozenset({"en", "de"}),
    "--until": frozenset({"first-paint"}),
}
"""The options that are known here and are followed by a word, and which words those may be; None: any."""
_WITHOUT_COMMAND: Final = frozenset({"--home", "--lang", "--debug"})


class Opening(NamedTuple):
    """What ``open`` was given, under the names that the full parser gives it."""

    home: str | None = None
    lang: str | None = None
    until: str | None = None
    debug: bool = False
    scheme: str | None = None
    paths: tuple[str, ...] = ()
    picture: Path | None = None
    size: tuple[int, int] | None = None


def opening(words: Sequence[str]) -> Opening | None:
    """Return what the words say where they plainly open the window; None: the full parser has to look at them.

    That is so with help, paths, and whatever may be wrong, so that all complaints are made in one place.
    """
    has_command = bool(words) and words[0] == "open"
    at, debug = int(has_command), False
    given: dict[str, str] = {}
    while at < len(words):
        word = words[at]
        if not has_command and word not in _WITHOUT_COMMAND:
            return None
        if word == "--debug":
            debug = True
            at += 1
            continue
        value = words[at + 1] if at + 1 < len(words) else ""
        known = _TAKES.get(word, frozenset())
        if word in given or not value or value.startswith("-") or (known is not None and value not in known):
            return None
        given[word] = value
        at += 2
    return Opening(given.get("--home"), given.get("--lang"), given.get("--until"), debug)
