"""The language of every word that a person reads, from one gettext catalogue.

A module imports `_` once and marks each text with it; the translation is looked up when the text is used, so
the language may be chosen after the import. `N_` only marks a text that stands in a table and goes through
`_` later. English needs no catalogue: its texts are the ones in the code.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from gettext import NullTranslations

ENGLISH: Final = "en"
DOMAIN: Final = "clearweek"
_LOCALE: Final = Path(__file__).parent.parent / "resources" / "locale"


class _Choice:
    """The language in force for this process; None until somebody chose or asked."""

    language: str | None = None


_SPOKEN: Final[ContextVar[str]] = ContextVar("spoken", default="")
"""The language of a piece of work that speaks another one than the process; empty: there is none."""


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language in this thread until the block ends; what goes on beside it speaks its own."""
    before = _SPOKEN.set(language if language in available() else "")
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def choose(lang: str | None) -> None:
    """Choose the language of all texts from now on.

    Args:
        lang: A name like `de` or `de_AT.UTF-8`; None stands for the first of LC_ALL, LC_MESSAGES and LANG
            that is set. A language without a catalogue, and C and POSIX among them, means English.
    """
    wanted = lang or next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), ENGLISH)
    territory = wanted.replace("-", "_").partition(".")[0].partition("@")[0]
    candidates = (territory, territory.partition("_")[0].lower())
    _Choice.language = next(filter(available().__contains__, candidates), ENGLISH)


def current() -> str:
    """Return the language in force, for example `en` or `de`."""
    spoken = _SPOKEN.get()
    if spoken:
        return spoken
    if _Choice.language is None:
        choose(None)
    return _Choice.language or ENGLISH


def available() -> tuple[str, ...]:
    """Return the languages that the texts can be shown in, English first."""
    others = (file.parent.parent.name for file in _LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (ENGLISH, *sorted(set(others) - {ENGLISH}))


def _(message: str) -> str:
    """Return the text in the language in force."""
    language = current()
    return message if language == ENGLISH else _catalogue(language).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of the text that the language in force uses for `number` things."""
    language = current()
    if language == ENGLISH:
        return singular if number == 1 else plural
    return _catalogue(language).ngettext(singular, plural, number)


def quoted(name: str) -> str:
    """Return a name between the quotation marks of the language in force."""
    return _("“{name}”").format(name=name)


def N_(message: str) -> str:  # noqa: N802 (the name that gettext's own tools look for)
    """Mark a text for translation and return it as it is."""
    return message


@lru_cache
def _catalogue(language: str) -> NullTranslations:
    # Imported here because English, the most frequent case, needs no catalogue.
    import gettext

    return gettext.translation(DOMAIN, _LOCALE, [language])
