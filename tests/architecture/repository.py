"""Where things are in this repository, for the tests that look at its files."""

from __future__ import annotations

import ast
import os
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_MADE: Final = frozenset({"__pycache__", "build", "dist"})


def text_files() -> tuple[Path, ...]:
    """Every text file of the repository: all but what tools make, and what is not UTF-8 text."""
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in _MADE and _is_ours(name))
        for name in sorted(files):
            file = Path(folder) / name
            if file.is_file() and not file.is_symlink() and _text(file) is not None:
                found.append(file)
    return tuple(found)


def _is_ours(folder: str) -> bool:
    return folder == ".ci" or not (folder.startswith(".") or folder.endswith(".egg-info"))


def _text(file: Path) -> str | None:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        return None


def modules(package: str = "app") -> tuple[Path, ...]:
    """The Python files below a folder of the repository."""
    return tuple(sorted((ROOT / package).rglob("*.py")))


@cache
def syntax(module: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(module.read_text("utf-8"), str(module))


def shown(file: Path) -> str:
    """The path as a message should name it."""
    return file.relative_to(ROOT).as_posix()
