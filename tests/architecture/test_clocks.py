"""No test looks at a clock to judge speed, and none gives up on what must come: a slow machine fails nothing."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from tests.architecture.repository import ROOT, modules, shown, syntax

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLOCKS: Final = frozenset({"clock_gettime", "getrusage", "monotonic", "perf_counter", "process_time", "thread_time"})
"""What tells seconds that only grow, or those of the processor; each may end in `_ns`."""
MAY_LOOK_AT_A_CLOCK: Final = {
    "tests/kills.py": "draws the moment of a kill from the length of the work",
    "tests/servers/caldav.py": "gives up on a server that does not start",
    "tests/servers/microsoft_identity.py": "knows when a code was given",
    "tests/ui/whole_window.py": "gives up on a window that stays busy",
}
WAITS: Final = frozenset({"waitActive", "waitExposed", "waitSignal", "waitSignals", "waitUntil"})
PAUSES: Final = frozenset({"qSleep", "qWait", "sleep"})
MAY_PAUSE: Final = frozenset({"tests/ui/whole_window.py"})
"""Asks again and again, and lets what it waits for have the processor in between."""


def test_no_test_looks_at_a_clock() -> None:
    """Speed is measured in benchmarks/; what work costs is counted (tests/effort.py)."""
    found = {shown(module) for module in modules("tests") if any(map(_is_clock, _names(syntax(module))))}
    assert found == set(MAY_LOOK_AT_A_CLOCK)


def test_the_patience_of_a_wait_has_a_name() -> None:
    """A number beside a wait is soon too small for some machine (tests/ui/patience.py)."""
    found = [
        f"{shown(module)}:{call.lineno}"
        for module in modules("tests")
        for call in _calls(module, WAITS)
        if any(each.arg == "timeout" and isinstance(each.value, ast.Constant) for each in call.keywords)
    ]
    assert found == []


def test_no_test_pauses() -> None:
    found = {shown(module) for module in modules("tests") for _call in _calls(module, PAUSES)}
    found |= {shown(module) for module in modules("tests") for call in _calls(module, {"wait"}) if _is_robots(call)}
    assert found <= MAY_PAUSE


def test_these_rules_see_what_they_forbid(tmp_path: Path) -> None:
    wrong = tmp_path / "test_wrong.py"
    wrong.write_text(
        "from time import process_time_ns as now\nimport time\n"
        "time.monotonic()\nqtbot.waitUntil(f, timeout=5)\nqtbot.wait(50)\ntime.sleep(1)\n"
    )
    assert sum(map(_is_clock, _names(syntax(wrong)))) == 2
    assert [len(list(_calls(wrong, names))) for names in (WAITS, PAUSES)] == [1, 1]
    assert [_is_robots(call) for call in _calls(wrong, {"wait"})] == [True]
    assert all((ROOT / name).is_file() for name in (*MAY_LOOK_AT_A_CLOCK, *MAY_PAUSE))


def _names(tree: ast.Module) -> Iterator[str]:
    """Every name that is taken from a module, by import or with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr


def _is_clock(name: str) -> bool:
    return name.removesuffix("_ns") in CLOCKS


def _calls(module: Path, methods: frozenset[str] | set[str]) -> Iterator[ast.Call]:
    """The calls of methods of these names."""
    for node in ast.walk(syntax(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in methods:
            yield node


def _is_robots(call: ast.Call) -> bool:
    """Whether it is asked of the robot of pytest-qt."""
    assert isinstance(call.func, ast.Attribute)
    return isinstance(call.func.value, ast.Name) and call.func.value.id == "qtbot"
