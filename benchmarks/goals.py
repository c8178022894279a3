"""The goals, and what was measured beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio (or a count) that must be reached, and a better one to aim at; `least` ones should be high.

    A count is a plain number, in a unit where it has one, and is met or not.
    """

    id: str
    what: str
    must: float
    aim: float
    least: bool = False
    count: bool = False
    unit: str = ""


GOALS: Final = (
    Goal("P1", "CPU: the libraries' ÷ ours, read + expand + classify + day figures", 12, 25, least=True),
    Goal("P3", "peak memory: ours ÷ the libraries'", 0.35, 0.2),
    Goal("P4", "the same answer: occurrences missing or extra", 0, 0, count=True),
    Goal("P5", "growth: CPU of ten years ÷ one year, against the ratio of events", 1.15, 1.0),
    Goal("P6", "heavy profile: CPU per MB ÷ the normal profile's", 1.2, 1.0),
    Goal("P11", "one month of endless DAILY rules: since 1990 ÷ since last month", 3, 1.0),
    Goal("P12", "an endless SECONDLY rule in the file: CPU with ÷ without it", 1.1, 1.0),
    Goal("P19", "file cut off inside its last event: other occurrences missing or extra", 0, 0, count=True),
    Goal("S1", "CPU: the libraries' ÷ ours, `add` + `overview`, two processes, the store written", 12, 20, least=True),
    Goal("S2", "peak memory of these: ours ÷ the libraries'", 0.35, 0.2),
    Goal("P7", "re-import with only DTSTAMPs new: CPU ÷ a cold one's", 0.3, 0.2),
    Goal("P8", "re-import with 1 % of the components changed: CPU ÷ a cold one's", 0.5, 0.35),
    Goal("P8d", "... its stored days: rows other than a fresh import's", 0, 0, count=True),
    Goal("P9", "re-import of a byte-identical file: CPU ÷ a cold one's", 0.06, 0.03),
    Goal("P14", "first painted window from the store: CPU ÷ a bare QWidget's", 1.6, 1.3),
    Goal("W1", "another week: its Week page and Overview from the store", 100, 100, count=True, unit="ms"),
    Goal("W2", "import beside a window: longest gap between event-loop turns", 100, 100, count=True, unit="ms"),
    Goal("W3", "first visit to a page, the dearest of them: CPU ÷ the first picture's", 1.0, 0.6),
    Goal("W4", "first visits: longest turn of the window's thread, CPU", 50, 50, count=True, unit="ms"),
    Goal("W5", "a click right after the first picture: the slowest page painted", 300, 300, count=True, unit="ms"),
    Goal("PT", "ten years: CPU of series, inflation and all patterns ÷ that of the plain day figures", 10, 5),
    Goal("I1", "meeting inflation: alarms in 1,000 calendars without drift", 5, 5, count=True, unit="%"),
    Goal("I2", "meeting inflation: alarms in 1,000 with 60 % more", 90, 90, least=True, count=True, unit="%"),
    Goal(
        "L20", "best plan of a week of 20 meetings, 5 changes: slowest of seven", 10_000, 10_000, count=True, unit="ms"
    ),
    Goal("L40", "... of 40 meetings", 10_000, 10_000, count=True, unit="ms"),
    Goal("L80", "... of 80 meetings", 10_000, 10_000, count=True, unit="ms"),
    Goal("LP", "... of all these plans, not proven to be the best", 0, 0, count=True),
    Goal(
        "A1",
        "agendas and titles: found that are right, least of four",
        95,
        95,
        least=True,
        count=True,
        unit="%",
    ),
    Goal(
        "A2",
        "agendas and titles: right that are found, least of four",
        90,
        90,
        least=True,
        count=True,
        unit="%",
    ),
    Goal("T1", "team: points by which the best attacker beats the base rate", 5, 5, count=True, unit="points"),
    Goal("T2", "team: 1,000 files merged by the command, on the clock", 10, 10, count=True, unit="s"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A goal and its figure; None where it could not be measured."""

    goal: Goal
    measured: float | None

    @property
    def verdict(self) -> str:
        """Say how far the goal is met: its aim, what it must, or not."""
        if self.measured is None:
            return "not measured"
        return next((name for name, bound in self._bounds() if self._reaches(bound)), "missed")

    def _bounds(self) -> tuple[tuple[str, float], ...]:
        if self.goal.count:
            return (("met", self.goal.must),)
        return (("aim met", self.goal.aim), ("met", self.goal.must))

    def _reaches(self, bound: float) -> bool:
        assert self.measured is not None
        return self.measured >= bound if self.goal.least else self.measured <= bound


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    heads = ("goal", "what", "must", "aim", "measured", "")
    cells = [(row.goal.id, row.goal.what, *_figures(row), row.verdict) for row in rows]
    widths = [max(len(line[i]) for line in (heads, *cells)) for i in range(len(heads))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    head = " | ".join(cell.ljust(width) for cell, width in zip(heads, widths, strict=True))
    rule = " | ".join("-" * width for width in widths)
    return "\n".join(f"| {line} |" for line in (head, rule, *lines))


def _figures(row: Row) -> tuple[str, str, str]:
    sign = "≥" if row.goal.least else "≤"
    if row.goal.count:
        bound = f"{sign} {row.goal.must:g} {row.goal.unit}" if row.goal.unit else f"{row.goal.must:g}"
        digits = 0 if row.goal.unit in {"", "ms"} else 1
        found = "–" if row.measured is None else f"{row.measured:.{digits}f} {row.goal.unit}".rstrip()
        return bound, bound, found
    measured = "–" if row.measured is None else f"{row.measured:.2f}×"
    return f"{sign} {row.goal.must:g}×", f"{row.goal.aim:g}×", measured
