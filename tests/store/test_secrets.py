"""Where secrets are kept, and that they are gone when they are forgotten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.store.secrets import FOLDER, Secrets, has_keyring
from tests.servers import kept_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG = "s" * 2_500 + "end"


@pytest.fixture
def keyring_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let a keyring of the tests take the place of the system's."""
    import keyring

    path = tmp_path / "keyring.json"
    monkeypatch.setenv("CLEARWEEK_TEST_KEYRING", str(path))
    before = keyring.get_keyring()
    keyring.set_keyring(kept_secrets.FileKeyring())  # type: ignore[no-untyped-call]
    yield path
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """Let there be no keyring."""
    import keyring
    from keyring.backends import fail

    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_a_long_secret_is_kept_in_pieces_and_a_shorter_one_leaves_none_behind(
    keyring_file: Path, tmp_path: Path
) -> None:
    secrets = Secrets(tmp_path)
    assert secrets.keep("a", LONG, "keyring") == "keyring"
    assert len(json.loads(keyring_file.read_text())) == 3
    assert Secrets(tmp_path).read("a") == LONG
    secrets.renew("a", "short")
    assert list(json.loads(keyring_file.read_text())) == ["Clearweek a"]
    assert secrets.read("a") == "short"
    secrets.forget("a")
    assert json.loads(keyring_file.read_text()) == {}
    assert secrets.read("a") is None


def test_a_part_of_a_secret_is_none(keyring_file: Path, tmp_path: Path) -> None:
    Secrets(tmp_path).keep("a", LONG, "keyring")
    kept = json.loads(keyring_file.read_text())
    del kept["Clearweek a/1"]
    keyring_file.write_text(json.dumps(kept))
    assert Secrets(tmp_path).read("a") is None


def test_without_a_keyring_a_secret_lasts_until_the_end(no_keyring: None, tmp_path: Path) -> None:
    assert not has_keyring()
    secrets = Secrets(tmp_path)
    assert secrets.keep("a", "secret", "keyring") == "session"
    assert Secrets(tmp_path).read("a") == "secret"
    assert Secrets(tmp_path / "other").read("a") is None
    secrets.renew("a", "another")
    assert secrets.where("a") == "session"
    secrets.forget("a")
    assert secrets.read("a") is None
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_is_for_its_owner_alone_and_goes_with_the_secret(no_keyring: None, tmp_path: Path) -> None:
    secrets = Secrets(tmp_path)
    assert secrets.keep("a", "address", "file") == "file"
    secrets.renew("a", "another")
    (file,) = (tmp_path / FOLDER).iterdir()
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("another", 0o600)
    assert (tmp_path / FOLDER).stat().st_mode & 0o777 == 0o700
    secrets.forget("a")
    assert not (tmp_path / FOLDER).exists()


def test_a_backend_that_writes_plain_text_is_none(keyring_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert has_keyring()
    monkeypatch.setattr(kept_secrets.FileKeyring, "__module__", "keyrings.alt.file")
    assert not has_keyring()
