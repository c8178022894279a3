"""A private folder for the files of a test, and a umask that hides nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from app.store.database import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def loose_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    prepare(tmp_path / "data")
    return tmp_path / "data"
