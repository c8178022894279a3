"""How well agendas are told from what calendars write by themselves, and titles by the word lists (METRICS.md §7).

The labelled texts are made up, in the forms of invitations of Teams, Zoom, Google Meet, Webex and others, in seven
languages; ``held_out`` ones were not looked at while the lists were made.

    python -m benchmarks.agendas
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.connectors.agenda import marks_of
from app.model.description import AGENDA
from app.timeline.words import is_all_hands, is_status, names_blocker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LABELLED: Final = Path(__file__).parents[1] / "tests" / "connectors" / "agenda"
_LISTS: Final[dict[str, Callable[[str], bool]]] = {
    "status": is_status,
    "all_hands": is_all_hands,
    "blocker": names_blocker,
}


class Score(NamedTuple):
    """How many were found and right, found and wrong, right and not found."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the percentage of those found that are right."""
        return 100 * self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the percentage of those right that are found."""
        return 100 * self.right / (self.right + self.missed)


def labelled(name: str) -> list[dict[str, Any]]:
    """Return labelled texts."""
    found: list[dict[str, Any]] = json.loads((LABELLED / f"{name}.json").read_text("utf-8"))
    return found


def scores(*, held_out: bool | None = None) -> dict[str, Score]:
    """Return the score of the descriptions and of each list of titles, of all or of one part."""
    found = {"agenda": _score(_agendas(_part("labelled", held_out=held_out)))}
    titles = _part("titles", held_out=held_out)
    for name, verdict in _LISTS.items():
        found[name] = _score((verdict(each["title"]), each[name]) for each in titles)
    return found


def least() -> tuple[float, float]:
    """Return the least precision and the least recall, in percent."""
    found = scores().values()
    return min(each.precision for each in found), min(each.recall for each in found)


def _part(name: str, *, held_out: bool | None) -> list[dict[str, Any]]:
    return [each for each in labelled(name) if held_out in {None, each["held_out"]}]


def _agendas(texts: Iterable[dict[str, Any]]) -> Iterator[tuple[bool, bool]]:
    for each in texts:
        marks = marks_of(each["description"], each["title"], attached=each["attached"])
        yield bool(marks & AGENDA), each["agenda"]


def _score(pairs: Iterable[tuple[bool, bool]]) -> Score:
    verdicts = list(pairs)
    return Score(verdicts.count((True, True)), verdicts.count((True, False)), verdicts.count((False, True)))


def main() -> None:
    """Print every score."""
    for part, held_out in (("all", None), ("held out", True), ("looked at", False)):
        for name, score in scores(held_out=held_out).items():
            print(f"{part:9} {name:9} {score.precision:5.1f} % {score.recall:5.1f} %  {tuple(score)}")


if __name__ == "__main__":
    main()
