"""How long a plan takes on generated weeks, and whether it is proven to be the best (docs/planner.md).

``python -m benchmarks.plans [--seeds N]`` prints a line for each size; with ``--json`` what the goals are made of.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from datetime import date
from typing import Any, Final

from app.model.events import NO_LENGTH, CalendarTime, Event, EventKey, Recurrence, Series
from app.model.occurrences import Attendance, Me, Occurrence, Period, Timeline
from app.model.plans import Limits
from app.model.preferences import Preferences
from app.model.timezones import DAY, EPOCH_DAY, UTC, HomeZone
from app.planning.planner import best_plan

SIZES: Final = (20, 40, 80)
CHANGES: Final = 5
SEEDS: Final = 7
ZONE: Final = HomeZone(((1, UTC),))
MONDAY: Final = date(2026, 2, 9).toordinal()
LENGTHS: Final = (15, 30, 30, 30, 45, 60, 60, 90)


def generated(seed: int, meetings: int, weeks: int) -> Timeline:
    """Return a week, or a fortnight, with so many series that overlap as they fall; 12 % of them on several days."""
    draw = random.Random(seed)
    found: list[Occurrence] = []
    count = 0
    while count < meetings:
        length = draw.choice(LENGTHS)
        days = sorted(draw.sample(range(5), draw.randint(2, 4))) if draw.random() < 0.12 else [draw.randrange(5)]
        clock = draw.randrange(540, 1_021 - length, 15)
        people = 2 if draw.random() < 0.2 else draw.randint(3, 12)
        said = Attendance("accepted", people, False, True, draw.random() < 0.15, draw.random() < 0.4)  # noqa: FBT003
        own = range(weeks) if weeks == 1 or draw.random() < 0.8 else (draw.randrange(weeks),)
        found += [_occurrence(f"s{count}", 7 * week + day, clock, length, said) for week in own for day in days]
        count += 1
    period = Period(MONDAY, MONDAY + 7 * weeks - 1, ZONE)
    found.sort(key=lambda each: (each.start, each.end, each.series.uid))
    coverage = ((MONDAY, MONDAY + 7 * weeks),)
    return Timeline(period, period, tuple(found), {}, Me(frozenset()), coverage, no_people=False, problems=())


def _occurrence(uid: str, day: int, clock: int, length: int, said: Attendance) -> Occurrence:
    start = (MONDAY + day - EPOCH_DAY) * DAY + clock * 60
    at = CalendarTime(MONDAY + day, clock * 60, UTC)
    event = Event(
        key=EventKey("work", uid, None),
        start=at,
        length=NO_LENGTH,
        title=uid,
        cancelled="",
        transparent=False,
        busy=None,
        event_type=None,
        organizer=None,
        attendees=(),
        carries_people=True,
        has_link=False,
        this_and_future=False,
        changed=(0, 0, 0),
        created=0,
        line=None,
    )
    series = Series("work", uid, event, Recurrence(("FREQ=WEEKLY",)), ())
    return Occurrence(start, start + 60 * length, event, series, None, start, "meeting", "people", said)


def measured(size: int, weeks: int, seeds: int) -> dict[str, Any]:
    """Return seconds of each plan, in order, and how many of them are not proven to be the best."""
    seconds, unproven = [], 0
    for seed in range(seeds):
        given = generated(seed, size, weeks)
        begin = time.perf_counter()
        plan = best_plan(given, Preferences(zone=ZONE), Limits(changes=CHANGES))
        seconds.append(time.perf_counter() - begin)
        unproven += plan.proof.kind not in {"best-possible", "nothing-helps"}
    return {"meetings": size, "weeks": weeks, "seconds": sorted(seconds), "unproven": unproven}


def main() -> None:
    """Measure all sizes, and print them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plans")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--weeks", type=int, choices=(1, 2), default=1)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    # The first search of a process loads the solver.
    best_plan(generated(0, 2, 1), Preferences(zone=ZONE), Limits())
    rows = [measured(size, chosen.weeks, chosen.seeds) for size in SIZES]
    if chosen.json:
        print(json.dumps(rows))
        return
    for row in rows:
        times = row["seconds"]
        text = f"{row['meetings']} meetings: {times[0]:.2f} / {times[len(times) // 2]:.2f} / {times[-1]:.2f} s"
        print(f"{text}, {len(times) - row['unproven']} of {len(times)} proven")


if __name__ == "__main__":
    main()
