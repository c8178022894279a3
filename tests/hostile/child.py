"""Run the program in a child process that is ended after ten seconds of work under a limit of 300 MB.

The seconds are those that the child itself has had a processor: on a machine that does other things as well the clock
would say how busy that is. What only waits is ended by the clock.

Run as a script, this file is the launcher that stands between the tests and the program: it sets the limits,
starts the program, and measures it. A process counts the memory of the one it was forked from into its own
peak (Linux keeps the old image's high-water mark over ``exec``), so a child of the test run would be charged
with the test run's memory; a child of the small launcher is not.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 10
LONGEST_WAIT = 45.0
MEGABYTES = 300
# Linux capabilities that let root read any file, by number: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH.
READ_ANYTHING = (1, 2)
PR_CAPBSET_DROP = 24


@dataclass(frozen=True)
class Outcome:
    """What a child did. ``status`` is its exit status, negative where a signal ended it."""

    status: int
    stdout: bytes
    stderr: str
    seconds: float
    peak_mb: float
    ended: bool
    """True where the child was ended because its ten seconds were over, or because it waited on and on."""
    touched: tuple[tuple[str, str], ...] = ()
    """(what, name) for each file opened, host asked for and process started; only where it was watched."""


During = Callable[["subprocess.Popen[bytes]"], None]


def run_app(
    arguments: Sequence[str],
    *,
    stdin: Path | None = None,
    watched: bool = False,
    may_read_all: bool = True,
    during: During | None = None,
) -> Outcome:
    """Run ``python -m app`` with the arguments; see `run_python`."""
    return run_python(["-m", "app", *arguments], stdin=stdin, watched=watched, may_read_all=may_read_all, during=during)


def run_python(
    arguments: Sequence[str],
    *,
    stdin: Path | None = None,
    watched: bool = False,
    may_read_all: bool = True,
    during: During | None = None,
) -> Outcome:
    """Run this interpreter with the arguments in the repository's root and wait for its end.

    ``watched`` records what the child opens (see ``watched.py``; the arguments then begin with ``-m app``).
    ``may_read_all=False`` takes from root the right to read files that their permissions forbid. ``during``
    is called while the child runs, with its standard input open as a pipe, and must close that.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        report, log = folder / "report.json", folder / "touched.jsonl"
        command = [sys.executable, *arguments]
        if watched:
            command = [sys.executable, "-m", "tests.hostile.watched", str(log), *arguments[2:]]
        launcher = [sys.executable, "-I", "-S", __file__, str(report), "all" if may_read_all else "own"]
        with (
            (folder / "stdout").open("wb") as stdout,
            (folder / "stderr").open("wb") as stderr,
            (stdin or Path(os.devnull)).open("rb") as source,
            subprocess.Popen(
                [*launcher, *command],
                cwd=ROOT,
                env=_environment(folder),
                stdin=subprocess.PIPE if during else source,
                stdout=stdout,
                stderr=stderr,
            ) as process,
        ):
            if during:
                during(process)
            process.wait()
        errors = (folder / "stderr").read_text(encoding="utf-8", errors="replace")
        assert report.exists(), f"the launcher itself failed: {errors[-2000:]}"
        measured = json.loads(report.read_text(encoding="utf-8"))
        touched = log.read_text(encoding="utf-8").splitlines() if watched else []
        return Outcome(
            status=measured["status"],
            stdout=(folder / "stdout").read_bytes(),
            stderr=errors,
            seconds=measured["seconds"],
            peak_mb=measured["peak_mb"],
            ended=measured["ended"],
            touched=tuple((what, name) for what, name in map(json.loads, touched)),
        )


def payload(outcome: Outcome) -> dict[str, Any]:
    """The JSON object that the child printed."""
    printed = json.loads(outcome.stdout.decode("utf-8"))
    assert isinstance(printed, dict)
    return printed


def _environment(home: Path) -> dict[str, str]:
    keep = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONHOME", "VIRTUAL_ENV")
    mine = {"TZ": "UTC", "LANG": "C", "HOME": str(home), "CLEARWEEK_HOME": str(home / "clearweek")}
    return {name: os.environ[name] for name in keep if name in os.environ} | mine


def _launch(report: Path, rights: str, command: list[str]) -> None:
    """Start the command under the limits, wait for it, and write what it took into the report."""
    size = MEGABYTES << 20
    # The whole address space: an interpreter with every library of the reader takes some 40 MB of it. macOS
    # refuses; the peak is checked afterwards in any case.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    if rights == "own" and os.geteuid() == 0:
        import ctypes

        for capability in READ_ANYTHING:
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    process = subprocess.Popen(command)
    ended = threading.Event()

    def end() -> None:
        ended.set()
        process.kill()

    timer = threading.Timer(LONGEST_WAIT, end)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # ru_maxrss: bytes on macOS, else KiB
    code = os.waitstatus_to_exitcode(status)
    measured = {
        "status": code,
        "seconds": usage.ru_utime + usage.ru_stime,
        "peak_mb": usage.ru_maxrss / unit,
        "ended": ended.is_set() or code == -signal.SIGXCPU,
    }
    report.write_text(json.dumps(measured), encoding="utf-8")


if __name__ == "__main__":
    _launch(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
