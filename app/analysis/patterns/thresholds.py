"""The numbers of the patterns' rules: data, each with its source and how strong that is (METRICS.md §7)."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

from app.environment import resource_path
from app.model.findings import Threshold

if TYPE_CHECKING:
    from collections.abc import Mapping


@functools.lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, dict[str, str | float]]]:
    table: dict[str, dict[str, dict[str, str | float]]] = json.loads(
        resource_path("thresholds.json").read_text(encoding="utf-8")
    )
    return table


class Thresholds:
    """Every threshold by the pattern's id and its own name, with the person's own numbers in place of the defaults."""

    def __init__(self, own: Mapping[str, float]) -> None:
        """Take the person's own numbers, named like ``meeting-load.share``."""
        self._own = own

    def __call__(self, pattern: str, name: str) -> float:
        """Return a number."""
        return self._own.get(f"{pattern}.{name}", float(_table()[pattern][name]["value"]))

    def count(self, pattern: str, name: str) -> int:
        """Return a number that counts something."""
        return round(self(pattern, name))

    def of(self, pattern: str) -> tuple[Threshold, ...]:
        """Return the thresholds of one pattern, to be shown beside its rule."""
        return tuple(
            Threshold(
                name=name,
                value=self(pattern, name),
                default=float(row["value"]),
                unit=str(row["unit"]),
                source=str(row["source"]),
                strength=str(row["strength"]),
            )
            for name, row in _table()[pattern].items()
        )


def known_thresholds() -> frozenset[str]:
    """Return the names of all thresholds, as the settings write them (``meeting-load.share``)."""
    return frozenset(f"{pattern}.{name}" for pattern, rows in _table().items() for name in rows)
