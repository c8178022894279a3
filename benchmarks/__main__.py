"""`python -m benchmarks` (`make bench`): Clearweek beside the libraries, on generated files, in one run.

Each side runs as a whole child process, in turns; of several runs the least CPU and the least peak count. The
run never fails because a goal is missed: it prints what was measured beside what must be reached.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sys
import tempfile
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from benchmarks.agendas import least as least_scores
from benchmarks.alarms import GROWN, alarms
from benchmarks.big_export import span
from benchmarks.files import MONTH, SAMPLES
from benchmarks.goals import GOALS, Row, table
from benchmarks.measure import ChildFailed, Cost, compile_sources, least, run
from benchmarks.stored import Stored
from benchmarks.team_attacker import worst
from benchmarks.team_merge import merge_seconds
from benchmarks.window import Window

OURS: Final = "benchmarks.ours"
LIBRARIES: Final = "benchmarks.pipeline"
STORE: Final = "the store"
WINDOW: Final = "a window"
PAIRS: Final = 9
"""Rounds of two runs whose ratio is close to 1, one right after the other: what disturbs one of them tells at once."""
WINDOW_ROUNDS: Final = 8
"""The fewest rounds of windows, which are short and told apart by little."""
CLICK_ROUNDS: Final = 2
"""Windows for each page and each moment of an early click."""
TITLES: Final = {OURS: "Clearweek", LIBRARIES: "icalendar + recurring-ical-events"}


class Bench:
    """One run: the folder with the files, what each (program, file) cost so far, and what went wrong."""

    def __init__(self, folder: Path, *, years: int) -> None:
        self.folder = folder
        self.years = years
        self.facts: dict[str, dict[str, Any]] = json.loads((folder / "files.json").read_text("utf-8"))
        self.costs: dict[tuple[str, str], list[Cost]] = {}
        self.failures: list[str] = []
        self.stored = Stored(folder)
        self.window: Window | None = None

    def measure(self, program: str, name: str) -> None:
        """Run a program over a file once more and keep what it cost."""
        try:
            cost = run(program, (str(self.folder / f"{name}.ics"), *self.span_of(name)))
        except ChildFailed as failure:
            self._note(name, failure)
        else:
            self.costs.setdefault((program, name), []).append(cost)

    def beside(self, name: str, plain: str) -> float | None:
        """Return our least CPU for a file over that for another, in pairs of runs made for this figure alone."""
        found: dict[str, list[Cost]] = {name: [], plain: []}
        for _ in range(PAIRS):
            for each, costs in found.items():
                try:
                    costs.append(run(OURS, (str(self.folder / f"{each}.ics"), *self.span_of(each))))
                except ChildFailed as failure:
                    self._note(each, failure)
                    return None
        self.costs[OURS, name] = found[name]
        return least(found[name]).cpu / least(found[plain]).cpu

    def answer(self, program: str, name: str) -> Counter[str] | None:
        """Return the occurrences that a program finds in a file."""
        path = self.folder / f"{name}.{program}.txt"
        try:
            run(program, (str(self.folder / f"{name}.ics"), *self.span_of(name), "--answer", str(path)))
        except ChildFailed as failure:
            self._note(name, failure)
            return None
        return Counter(path.read_text("utf-8").splitlines())

    def cpu(self, name: str, program: str = OURS) -> float | None:
        """Return the least CPU seconds for a file."""
        found = self.costs.get((program, name))
        return least(found).cpu if found else None

    def net(self, name: str) -> float | None:
        """Return our least CPU seconds for a file, without those that starting the program costs."""
        whole, start = self.cpu(name), self.cpu("empty")
        return None if whole is None or start is None else max(whole - start, 0.001)

    def peak(self, name: str, program: str) -> float | None:
        """Return the least peak for a file, in MB."""
        found = self.costs.get((program, name))
        return least(found).peak if found else None

    def all_costs(self) -> dict[tuple[str, str], list[Cost]]:
        """Return what every program cost, by its name and what it did."""
        windows = self.window.costs if self.window else {}
        steps = {(STORE, step): found for step, found in self.stored.costs.items()}
        return self.costs | steps | {(WINDOW, step): found for step, found in windows.items()}

    def all_failures(self) -> list[str]:
        """Return what went wrong, each once."""
        found = [*self.failures, *self.stored.failures, *(self.window.failures if self.window else ())]
        return list(dict.fromkeys(found))

    def span_of(self, name: str) -> tuple[str, str]:
        """Return first and last day of what is asked of a file."""
        if name in ("empty", "since-1990", "last-month"):
            first, last = MONTH
        else:
            one_year = name == "one-year" or name.startswith("sample-")
            first, last = span(1 if one_year else self.years)
        return first.isoformat(), last.isoformat()

    def _note(self, name: str, failure: ChildFailed) -> None:
        if (text := f"{name}: {failure}") not in self.failures:
            self.failures.append(text)


def ratio(over: float | None, under: float | None) -> float | None:
    """Divide; unknown where either is."""
    return None if over is None or not under else over / under


def measure_all(bench: Bench, rounds: int, library_runs: int) -> None:
    """Run both sides in turns: all of our files once a round, the libraries spread over the rounds."""
    timed = ["empty", "normal", "one-year", "heavy", "since-1990", "last-month"]
    timed = [name for name in timed if name in bench.facts]
    for number in range(rounds):
        say(f"round {number + 1} of {rounds}")
        for name in timed:
            bench.measure(OURS, name)
        for _ in range((number + 1) * library_runs // rounds - number * library_runs // rounds):
            bench.measure(LIBRARIES, "normal")
        bench.stored.round()
    say("windows")
    bench.window = Window(bench.stored.home)
    for _ in range(max(rounds, WINDOW_ROUNDS)):
        bench.window.round()


def rows_of(bench: Bench, seed: int) -> list[Row]:
    """Return each goal with its figure."""
    per_mb = {name: ratio(bench.net(name), bench.facts[name]["mb"]) for name in ("normal", "heavy")}
    measured: dict[str, float | None] = {
        "P1": ratio(bench.cpu("normal", LIBRARIES), bench.cpu("normal")),
        "P3": ratio(bench.peak("normal", OURS), bench.peak("normal", LIBRARIES)),
        "P5": growth(bench),
        "P6": ratio(per_mb["heavy"], per_mb["normal"]),
        "P11": ratio(bench.net("since-1990"), bench.net("last-month")),
        "P12": bench.beside("seconds", "normal"),
    }
    say("comparing answers")
    ours = bench.answer(OURS, "normal")
    samples = [f"sample-{profile}-{more}" for profile, more in SAMPLES]
    samples = [name for name in samples if name in bench.facts]
    pairs = [(ours, bench.answer(LIBRARIES, "normal"))]
    pairs += [(bench.answer(OURS, name), bench.answer(LIBRARIES, name)) for name in samples]
    measured["P4"] = differences(pairs)
    lost = f"{bench.facts['cut']['lost']} "
    measured["P19"] = differences([(without(lost, bench.answer(OURS, "cut")), without(lost, ours))])
    measured |= stored_and_window(bench)
    say("patterns")
    measured["PT"] = patterns_cost(bench)
    say("plans")
    measured |= plans_cost(bench)
    say("random calendars")
    measured |= {"I1": 100 * alarms(seed, 0), "I2": 100 * alarms(seed, GROWN)}
    measured["A1"], measured["A2"] = least_scores()
    say("a team")
    measured |= {"T1": worst(), "T2": merged_team(bench, seed)}
    return [Row(goal, measured[goal.id]) for goal in GOALS]


def merged_team(bench: Bench, seed: int) -> float | None:
    """Return the seconds that the merge of a thousand files takes."""
    try:
        return merge_seconds(bench.folder, seed)
    except ChildFailed as failure:
        bench.failures.append(f"merge: {failure}")
        return None


def patterns_cost(bench: Bench) -> float | None:
    """Return what all that comes after the day figures costs, against them."""
    try:
        cost = run("benchmarks.patterns", (str(bench.folder / "normal.ics"), *bench.span_of("normal")))
    except ChildFailed as failure:
        bench.failures.append(f"patterns: {failure}")
        return None
    found = json.loads(cost.output)
    return ratio(found["patterns"], found["days"])


def plans_cost(bench: Bench) -> dict[str, float | None]:
    """Return the slowest plan for weeks of each size, in milliseconds, and how many are not proven to be the best."""
    names = ("L20", "L40", "L80")
    try:
        cost = run("benchmarks.plans", ("--json",))
    except ChildFailed as failure:
        bench.failures.append(f"plans: {failure}")
        return dict.fromkeys((*names, "LP"))
    rows = json.loads(cost.output)
    found: dict[str, float | None] = {name: 1000 * row["seconds"][-1] for name, row in zip(names, rows, strict=True)}
    return found | {"LP": sum(row["unproven"] for row in rows)}


def stored_and_window(bench: Bench) -> dict[str, float | None]:
    """Return the figures of what is kept, and of the window over it."""
    stored, cold = bench.stored, bench.stored.cold()
    window = bench.window or Window(stored.home)
    window.visit_all()
    return {
        "S1": ratio(bench.cpu("normal", LIBRARIES), cold.cpu if cold else None),
        "S2": ratio(cold.peak if cold else None, bench.peak("normal", LIBRARIES)),
        "P7": stored.again("restamped"),
        "P8": stored.again("changed"),
        "P8d": stored.other_days(),
        "P9": stored.again("identical"),
        "P14": window.first_paint(),
        "W1": window.another_week(),
        "W2": window.longest_gap(bench.folder / "normal.ics", bench.folder / "home-window"),
        "W3": window.dearest_visit(),
        "W4": window.longest_turn(),
        "W5": window.slowest_click(CLICK_ROUNDS),
    }


def growth(bench: Bench) -> float | None:
    """Return how much faster than its events the time of a file grows; the program's start is left out."""
    if "one-year" not in bench.facts:
        return None
    events = bench.facts["normal"]["events"] / bench.facts["one-year"]["events"]
    times = ratio(bench.net("normal"), bench.net("one-year"))
    return ratio(times, events)


def differences(pairs: list[tuple[Counter[str] | None, Counter[str] | None]]) -> float | None:
    """Return how many occurrences one side has and the other has not; unknown where a side gave no answer."""
    total = 0
    for ours, theirs in pairs:
        if ours is None or theirs is None:
            return None
        total += (ours - theirs).total() + (theirs - ours).total()
    return total


def without(uid: str, answer: Counter[str] | None) -> Counter[str] | None:
    """Return an answer without the occurrences of one event."""
    return None if answer is None else Counter({line: n for line, n in answer.items() if not line.startswith(uid)})


def costs_of(bench: Bench) -> list[dict[str, Any]]:
    """Return what each program cost on each file."""
    return [
        {
            "program": program,
            "file": name,
            "runs": len(found),
            "cpu": least(found).cpu,
            "peak_mb": least(found).peak,
        }
        for (program, name), found in sorted(bench.all_costs().items())
    ]


def printed(bench: Bench, rows: list[Row], seed: int) -> str:
    """Return everything as text: what was measured on, the table of goals, and the figures behind it."""
    normal = bench.facts["normal"]
    lines = [
        f"seed {seed}; {platform.system()}, {os.cpu_count()} CPUs, Python {platform.python_version()}",
        f"normal file: {bench.years} years, {normal['events']} events, {normal['mb']:.2f} MB",
        *(["one year only: the goals are set for ten"] if bench.years < 10 else []),
        "",
        table(rows),
        "",
        "| program | file or step | runs | CPU s | peak MB |",
        "|---|---|---|---|---|",
    ]
    for cost in costs_of(bench):
        program = TITLES.get(cost["program"], cost["program"])
        figures = f"{cost['runs']} | {cost['cpu']:.3f} | {cost['peak_mb']:.0f}"
        lines.append(f"| {program} | {cost['file']} | {figures} |")
    return "\n".join([*lines, *(f"failed on {failure}" for failure in bench.all_failures())])


def as_json(bench: Bench, rows: list[Row], seed: int) -> str:
    """Return the same for a program."""
    return json.dumps(
        {
            "seed": seed,
            "years": bench.years,
            "python": platform.python_version(),
            "files": bench.facts,
            "goals": [{**asdict(row.goal), "measured": row.measured, "verdict": row.verdict} for row in rows],
            "costs": costs_of(bench),
            "failures": bench.all_failures(),
        },
        indent=2,
    )


def say(text: str) -> None:
    """Tell somebody who waits how far the run is."""
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Generate the files, measure, and print the goals beside the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Clearweek beside the libraries.")
    parser.add_argument("--seed", type=int, help="of the generated files; drawn and printed where not given")
    parser.add_argument("--runs", type=int, help="of ours (5, or 2 with --quick); of the libraries two in five")
    parser.add_argument("--quick", action="store_true", help="one year in the place of ten, and fewer comparisons")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    seed = random.randrange(1, 1_000_000) if chosen.seed is None else chosen.seed
    rounds = max(1, chosen.runs or (2 if chosen.quick else 5))
    wanted = (str(seed), "--quick") if chosen.quick else (str(seed),)
    compile_sources()
    with tempfile.TemporaryDirectory(prefix="clearweek-bench-") as name:
        say(f"seed {seed}: generating files")
        run("benchmarks.files", (name, "--seed", *wanted))
        bench = Bench(Path(name), years=1 if chosen.quick else 10)
        measure_all(bench, rounds, max(1, rounds * 2 // 5))
        rows = rows_of(bench, seed)
    print(as_json(bench, rows, seed) if chosen.json else printed(bench, rows, seed))


if __name__ == "__main__":
    main()
