"""Runs a program as a whole child process and says what it cost: CPU seconds and peak memory."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).resolve().parents[1]
_MAXRSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: user and system CPU seconds, and peak resident memory in MB (a million bytes)."""

    cpu: float
    peak: float
    output: str


class ChildFailed(Exception):
    """A measured program did not end well."""


def run(module: str, arguments: Sequence[str], **environment: str) -> Cost:
    """Run `python -m module` to its end, with more in its environment where that is given.

    On Linux a child's peak starts at that of the process that made it, so whoever calls this must stay small:
    files are generated in children too.
    """
    command = [sys.executable, "-m", module, *arguments]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdout=output,
            stderr=errors,
            stdin=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if child.returncode != 0:
            last = errors.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise ChildFailed(f"{module} ended with {child.returncode}: {last}")
        text = output.read().decode().strip()
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MAXRSS_UNIT / 1e6, text)


def compile_sources() -> None:
    """Compile our modules, as pip does with what it installs.

    The libraries beside ours were installed so. Where Python may not write compiled files
    (`PYTHONDONTWRITEBYTECODE`), a checkout would be compiled anew in every run, and that would be measured.
    """
    for folder in ("app", "benchmarks"):
        compileall.compile_dir(ROOT / folder, quiet=1)


def least(costs: Sequence[Cost]) -> Cost:
    """Return the least CPU and the least peak of some runs: what disturbs a run only ever adds."""
    return Cost(min(cost.cpu for cost in costs), min(cost.peak for cost in costs), costs[0].output)
