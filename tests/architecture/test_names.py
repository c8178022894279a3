"""Names that say something, and rooms that stay small."""

from __future__ import annotations

import ast

from tests.architecture.repository import ROOT, modules, shown, syntax

EMPTY_NAMES = frozenset({"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"})
MOST_LINES_OF_A_MODULE = 400
MOST_LINES_OF_A_FUNCTION = 60


def test_every_module_is_named_after_what_it_gives() -> None:
    everything = [module for package in ("app", "tests", "benchmarks") for module in modules(package)]
    named = {part for module in everything for part in module.relative_to(ROOT).with_suffix("").parts}
    assert named & EMPTY_NAMES == set()


def test_no_module_of_the_program_is_too_long() -> None:
    lengths = {shown(module): len(module.read_text("utf-8").splitlines()) for module in modules()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_MODULE} == {}


def test_no_function_of_the_program_is_too_long() -> None:
    lengths = {
        f"{shown(module)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for module in modules()
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FUNCTION} == {}


def test_every_module_of_the_program_says_what_it_is_for() -> None:
    assert [shown(module) for module in modules() if not ast.get_docstring(syntax(module))] == []


def test_every_folder_of_python_is_a_package() -> None:
    folders = {module.parent for package in ("app", "tests", "benchmarks") for module in modules(package)}
    assert sorted(shown(folder) for folder in folders if not (folder / "__init__.py").is_file()) == []
