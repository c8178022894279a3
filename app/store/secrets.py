"""Passwords, secret addresses and sign-ins: in the system's keyring, else only until the program ends.

A secret is never written to a database, and to a file only where the person chose that for the address of a calendar.
On Windows an entry of the keyring holds about 1,200 characters, and a sign-in is longer, so that a long one is kept in
pieces.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from app.errors import UserError, why_not
from app.language import _
from app.store.data_folder import PRIVATE_FILE, PRIVATE_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from app.model.remote import SecretPlace

FOLDER: Final = "addresses"
"""The folder of the files in which the person has addresses kept."""
_SERVICE: Final = "Clearweek"
_PIECE: Final = 1_000
_MOST_PIECES: Final = 100
_PLAIN: Final = ("keyrings.alt", "keyring.backends.fail", "keyring.backends.null")
"""Backends that write plain text, or keep nothing."""
_UNTIL_THE_END: dict[tuple[str, str], str] = {}


class Secrets:
    """The secrets of one data folder, each under the handle that the store knows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, handle: str, secret: str, where: SecretPlace) -> SecretPlace:
        """Keep a secret, and return where it is kept: without a keyring, one for the keyring until the program ends.

        Raises:
            UserError: when the file that was chosen cannot be written.

        """
        # What takes its place stands before the old one goes: a sign-in that is lost cannot be had again.
        if where == "file":
            self._write_file(handle, secret)
        elif where == "session" or not self._write_keyring(handle, secret):
            where = "session"
            _UNTIL_THE_END[self._key(handle)] = secret
        self._forget_but(handle, where, len(_pieces(secret)))
        return where

    def renew(self, handle: str, secret: str) -> None:
        """Keep a secret that takes the place of another, where that is kept."""
        self.keep(handle, secret, self.where(handle))

    def where(self, handle: str) -> SecretPlace:
        """Return where a secret is kept; the keyring is where one would be that is nowhere."""
        if self._key(handle) in _UNTIL_THE_END:
            return "session"
        return "file" if self._path(handle).exists() else "keyring"

    def read(self, handle: str) -> str | None:
        """Return a secret, None where it is not, or no longer, kept."""
        known = _UNTIL_THE_END.get(self._key(handle))
        if known is not None:
            return known
        with suppress(OSError, UnicodeDecodeError):
            return self._path(handle).read_text("utf-8")
        return self._read_keyring(handle)

    def forget(self, handle: str) -> None:
        """Delete a secret wherever it is kept."""
        self._forget_but(handle, None, 0)

    def _forget_but(self, handle: str, where: SecretPlace | None, pieces: int) -> None:
        """Delete what is kept of a secret but in one place; there, in a keyring, only so many pieces stay."""
        if where != "session":
            _UNTIL_THE_END.pop(self._key(handle), None)
        if where != "file":
            with suppress(OSError):
                self._path(handle).unlink()
            with suppress(OSError):
                self._path(handle).parent.rmdir()
        if has_keyring():
            for number in range(pieces if where == "keyring" else 0, _MOST_PIECES):
                if not _delete(_entry(handle, number)):
                    break

    def _key(self, handle: str) -> tuple[str, str]:
        return str(self._folder), handle

    def _path(self, handle: str) -> Path:
        return self._folder / FOLDER / handle

    def _write_file(self, handle: str, secret: str) -> None:
        path = self._path(handle)
        try:
            path.parent.mkdir(PRIVATE_FOLDER, exist_ok=True)
            beside = path.with_suffix(".new")
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as file:
                file.write(secret)
            beside.replace(path)
        except OSError as error:
            raise UserError(_("The address cannot be kept in a file"), why_not(error)) from error

    def _write_keyring(self, handle: str, secret: str) -> bool:
        if not has_keyring() or len(secret) > _PIECE * _MOST_PIECES:
            return False
        import keyring
        from keyring.errors import KeyringError

        pieces = _pieces(secret)
        try:
            for number, piece in enumerate(pieces):
                keyring.set_password(_SERVICE, _entry(handle, number), f"{len(pieces)}:{piece}")
        except (KeyringError, OSError, RuntimeError, ValueError):
            return False
        return True

    def _read_keyring(self, handle: str) -> str | None:
        found, number, count = "", 0, 1
        while number < count:
            piece = _get(_entry(handle, number))
            if piece is None:
                return None
            said, colon, text = piece.partition(":")
            if not colon or not said.isdigit():
                return None
            count = min(int(said), _MOST_PIECES)
            found += text
            number += 1
        return found


def _pieces(secret: str) -> list[str]:
    return [secret[at : at + _PIECE] for at in range(0, len(secret), _PIECE)] or [""]


def has_keyring() -> bool:
    """Tell whether this system has a place for secrets; one that would keep them as plain text is none."""
    # Imported here, as in all functions below, because nothing that is read from files has a secret.
    import keyring
    from keyring.errors import KeyringError

    try:
        backend = keyring.get_keyring()
        # A chain is as good as what it would write to first.
        inner = getattr(backend, "backends", None)
        chosen = list(inner)[:1] if inner is not None else [backend]
        priority = float(getattr(chosen[0], "priority", 0)) if chosen else 0
    except (KeyringError, OSError, RuntimeError, ValueError, TypeError):
        return False
    return priority > 0 and not type(chosen[0]).__module__.startswith(_PLAIN)


def _entry(handle: str, number: int) -> str:
    return handle if number == 0 else f"{handle}/{number}"


def _get(entry: str) -> str | None:
    if not has_keyring():
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, entry)
    except (KeyringError, OSError, RuntimeError, ValueError):
        return None


def _delete(entry: str) -> bool:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, entry)
    except (KeyringError, OSError, RuntimeError, ValueError):
        return False
    return True
