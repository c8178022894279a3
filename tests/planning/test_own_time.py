"""Own time on a week that is tried."""

from __future__ import annotations

from dataclasses import replace

from app.model.plans import Edit
from app.planning.options import items_of
from app.planning.slots_of_time import ground_of
from app.planning.week_tried import Shown, Stage, before_of, tried
from tests.planning.weeks import HOUR, hours, meeting, weeks_of


def stage() -> Stage:
    """A Monday from nine to five: a meeting, lunch, which breaks focus, a walk, which does not, and focus time."""
    lunch = meeting("lunch", 0, 12 * 60, 60, people=None)._replace(kind="block")
    walk = meeting("walk", 0, 16 * 60, 30, people=None)._replace(kind="block")
    focus = meeting("thinking", 0, 13 * 60, 120, people=None)._replace(kind="focus")
    timeline = weeks_of([meeting("a", 0, 10 * 60, 60), lunch, walk, focus])
    preferences = replace(hours(1), breaking_titles=frozenset({"Lunch"}))
    return Stage(timeline, preferences, ground_of(timeline, preferences), items_of(timeline, preferences), "x:y")


def test_own_time_is_shown_as_what_it_is_and_no_edit_changes_it() -> None:
    own = stage()
    now, after = (
        tried(own, before_of(own), edits, Shown(0, frozenset())).days[0].blocks
        for edits in ((), (Edit(own.items[0].key, "drop"),))
    )
    for blocks in (now, after):
        shown = [(each.role, each.start, each.end, each.title) for each in blocks if each.role in {"own", "breaking"}]
        assert shown == [
            ("breaking", 12 * HOUR, 13 * HOUR, "Lunch"),
            ("own", 13 * HOUR, 15 * HOUR, "Thinking"),
            ("own", 16 * HOUR, 16 * HOUR + 1800, "Walk"),
        ]
    focus = [(each.start, each.end) for each in after if each.role == "focus"]
    assert focus == [(9 * HOUR, 12 * HOUR), (13 * HOUR, 17 * HOUR)], "a walk does not break it, and lunch does"
    assert "breaks focus" in next(each.tip for each in now if each.role == "breaking")
    assert "breaks focus" not in next(each.tip for each in now if each.title == "Walk")
