"""A keyring for tests: it keeps passwords in the file that CLEARWEEK_TEST_KEYRING names, as no real one may."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import ClassVar

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

NAME = "tests.servers.kept_secrets.FileKeyring"


class FileKeyring(KeyringBackend):
    """Chosen with PYTHON_KEYRING_BACKEND; refuses more than a Windows credential holds."""

    priority: ClassVar[float] = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        return _all().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2_560:
            raise RuntimeError("too long for a credential of Windows")
        _write({**_all(), f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        known = _all()
        if known.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError(username)
        _write(known)


def _path() -> Path:
    return Path(os.environ["CLEARWEEK_TEST_KEYRING"])


def _all() -> dict[str, str]:
    return dict(json.loads(_path().read_text("utf-8"))) if _path().exists() else {}


def _write(known: dict[str, str]) -> None:
    beside = _path().with_suffix(".new")
    beside.write_text(json.dumps(known), "utf-8")
    beside.replace(_path())
