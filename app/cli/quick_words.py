"""The plainest words of the commands that are run most, read without argparse.

To load that and make its parser takes longer than to read a calendar of a few events. Whatever is not plain here (other
options, help, what may be wrong) is left to the full parser, so that all complaints are made in one place.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

_GENERAL: Final = {"json": False, "home": None, "lang": None, "debug": False}
_SWITCHES: Final = {"--json": "json", "--debug": "debug"}
_LANGUAGES: Final = frozenset({"en", "de"})
_OTHER_OPTIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "add": {
        **dict.fromkeys(("user", "client", "tenant", "name", "calendar")),
        **dict.fromkeys(("code", "no_browser", "stdin", "password_stdin", "keep_in_file"), False),
    },
    "overview": {**dict.fromkeys(("week", "today", "tz", "work", "no_people")), "next": False},
}
"""The commands that are read here, with what the full parser puts where an option is not given."""


def quick_words(words: Sequence[str]) -> argparse.Namespace | None:
    """Return what the words say, under the names that the full parser gives it; None: that has to look at them."""
    if not words or words[0] not in _OTHER_OPTIONS:
        return None
    at = 1
    while at < len(words) and _is_value(words[at]):
        at += 1
    paths = words[1:at]
    given: dict[str, Any] = {}
    if bool(paths) != (words[0] == "add"):
        return None
    while at < len(words):
        word, value = words[at], words[at + 1] if at + 1 < len(words) else ""
        if word in _SWITCHES:
            given[_SWITCHES[word]] = True
            at += 1
        elif (word == "--home" and _is_value(value)) or (word == "--lang" and value in _LANGUAGES):
            given[word.removeprefix("--")] = value
            at += 2
        else:
            return None
    lists = {"paths": list(paths)} if paths else {"me": []}
    read = SimpleNamespace(command=words[0], **{**_GENERAL, **_OTHER_OPTIONS[words[0]], **lists, **given})
    return cast("argparse.Namespace", read)  # it has the same attributes


def _is_value(word: str) -> bool:
    return bool(word) and not word.startswith("-")
