"""The layers and the places of libraries, as the contracts in pyproject.toml draw them."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from tests.architecture.repository import ROOT, modules, shown, syntax

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_contracts_have_no_exceptions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    assert layers["exhaustive"] is True
    assert [contract["name"] for contract in contracts if "ignore_imports" in contract] == []


def test_outside_the_store_sqlite_is_named_for_types_alone() -> None:
    imports = [
        f"{shown(module)}:{node.lineno}"
        for module in modules()
        if module.parent.name != "store"
        for node in _at_run_time(syntax(module))
        if (isinstance(node, ast.Import) and any(alias.name == "sqlite3" for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "sqlite3")
    ]
    assert imports == []


def _at_run_time(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is in a piece of code but for what only a type checker sees."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING"):
            yield child
            yield from _at_run_time(child)
