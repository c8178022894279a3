"""Weeks in which the clocks change, with breaks, night work, own blocks and odd minutes: model and analysis agree.

The planner itself refuses a plan of which they do not say the same, or that breaks a limit on the edited timeline.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.model.plans import Limits
from app.model.preferences import Preferences, WorkingWeek
from app.planning.planner import best_plan
from tests.builders import home, occurrence, timeline

if TYPE_CHECKING:
    from app.model.occurrences import Kind, Occurrence, Timeline

HOUR, MINUTE = 3_600, 60
BERLIN = home("Europe/Berlin")
SPLIT = ((9 * HOUR, 12 * HOUR + 1_800), (13 * HOUR + 900, 17 * HOUR + 1_800))
KINDS: tuple[Kind, ...] = ("meeting", "block", "focus")
NIGHT = ((22 * HOUR, 30 * HOUR),)
WEEKS = {
    "breaks": (*[SPLIT] * 4, ((9 * HOUR, 14 * HOUR),), (), ()),
    "nights": (NIGHT, NIGHT, (), NIGHT, (), NIGHT, NIGHT),
    "usual": (*[((9 * HOUR, 17 * HOUR),)] * 5, (), ()),
}


def odd(seed: int, nights: bool) -> Timeline:
    """The fortnight from 23 March 2026, whose first Sunday has 23 hours, with meetings at any minute."""
    draw = random.Random(seed)
    first = BERLIN.local(occurrence("2026-03-23 12:00-13:00", zone=BERLIN).start)[0]
    found: list[Occurrence] = []
    for number in range(7):
        day, minute = draw.randrange(7 if nights else 5), draw.choice((0, 0, 15, 30, 7, 52))
        clock = (draw.choice((21, 22, 23, 0, 1, 5)) if nights else draw.randint(8, 17)) * HOUR + minute * MINUTE
        length = draw.choice((20, 25, 30, 60, 75, 90)) * MINUTE
        weeks = (0, 1) if draw.random() < 0.7 else (draw.randrange(2),)
        kind: Kind = draw.choices(KINDS, (6, 1, 1))[0]
        for week in weeks:
            start = BERLIN.epoch(first + 7 * week + day, clock)
            each = occurrence(
                (start, start + length),
                "meeting",
                uid=f"s{number}",
                title="Lunch" if kind == "block" else "Talk",
                people=draw.choice((2, 4, 6)),
                response=draw.choice(("accepted", "accepted", "unanswered")),
                organized=draw.random() < 0.3,
                recurs=True,
            )
            found.append(each._replace(kind=kind))
    return timeline(found, "2026-03-23", "2026-04-05", zone=BERLIN)


@pytest.mark.parametrize("name", sorted(WEEKS))
@pytest.mark.parametrize("seed", range(4))
def test_model_and_analysis_agree(name: str, seed: int) -> None:
    preferences = Preferences(
        zone=BERLIN,
        weeks=(WorkingWeek(1, WEEKS[name]),),
        breaking_titles=frozenset({"Lunch"}),
        count="accepted" if seed % 2 else "all",
    )
    given = odd(seed, nights=name == "nights")
    limits = Limits(changes=3, grid=30 * MINUTE, longest_run=(None, 90 * MINUTE)[seed % 2])
    plan = best_plan(given, preferences, limits)
    assert plan.proof.kind in {"best-possible", "nothing-helps"}
    assert plan.objective >= 0
    free = best_plan(given, preferences, replace(limits, disturbance=0.0))
    assert free.after >= plan.after
    mornings = best_plan(given, preferences, replace(limits, free_mornings=2))
    if mornings.clash is None:
        assert min(map(len, mornings.mornings_after)) >= 2
        assert mornings.objective <= plan.objective
