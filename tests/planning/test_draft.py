"""A person's own edits of a week: kept as text, applied, and what the page says of them."""

from __future__ import annotations

import pytest

from app.analysis import figure_words
from app.model.plans import Edit
from app.model.series_figures import SeriesKey
from app.model.whatif_page import SOME_DAY, Draft, Wish
from app.planning.draft import as_text, edited, from_text, layers, refusal, with_edit
from app.planning.draft_weighed import weighed
from app.planning.edits import measured
from app.planning.options import items_of
from app.planning.slots_of_time import ground_of
from app.planning.week_tried import Shown, Stage, before_of, measures_of, tried
from tests.planning.weeks import drawn, hours, meeting, weeks_of

MINUTE = 60
HOUR = 60 * MINUTE
A = meeting("a", 0, 10 * 60, 60)
B = meeting("b", 0, 14 * 60, 30)
PREFERENCES = hours(1)


def stage() -> Stage:
    """A Monday from nine to five with two meetings, as a week."""
    timeline = weeks_of((A, B))
    return Stage(timeline, PREFERENCES, ground_of(timeline, PREFERENCES), items_of(timeline, PREFERENCES), "x:y")


def edit(at: int, kind: str, **fields: object) -> Edit:
    return Edit(stage().items[at].key, kind, **fields)  # type: ignore[arg-type]


def test_a_draft_is_the_same_after_it_was_kept() -> None:
    key = SeriesKey("work", "ü:“x”")
    draft = Draft(
        "chosen",
        (
            Edit(key, "move", (3,), 9 * HOUR),
            Edit(key, "shorten", (0,), seconds=25 * MINUTE),
            Edit(SeriesKey("", "y"), "every-other", (1,), week=1),
            Edit(SeriesKey("", "z"), "drop"),
        ),
        frozenset({key}),
        Wish(3, one_on_ones_stay=True, not_before=10 * HOUR, free_day=SOME_DAY, half_day_free=True, hour_worth=0),
    )
    assert from_text(as_text(draft)) == draft


@pytest.mark.parametrize("text", ["", "x", "[]", '{"edits": [[1]]}', '{"kept": [3]}', "[" * 3000, '{"wish": {}}'])
def test_any_other_text_is_an_empty_draft(text: str) -> None:
    assert from_text(text) == Draft()


def test_a_draft_that_is_too_long_is_not_kept() -> None:
    assert as_text(Draft(edits=(Edit(SeriesKey("", "x" * 200_000), "drop"),))) == ""


def test_a_change_takes_the_place_of_one_of_its_kind_and_is_gone_where_it_leaves_all_as_it_is() -> None:
    item = stage().items[0]
    moved = with_edit((), edit(0, "move", days=(0,), start=9 * HOUR), item)
    both = with_edit(moved, edit(0, "shorten", days=(0,), seconds=1800), item)
    assert [each.kind for each in both] == ["move", "shorten"]
    again = with_edit(both, edit(0, "move", days=(0,), start=12 * HOUR), item)
    assert [(each.kind, each.start) for each in again] == [("shorten", None), ("move", 12 * HOUR)]
    assert [each.kind for each in with_edit(again, edit(0, "move", days=(0,), start=10 * HOUR), item)] == ["shorten"]
    assert [each.kind for each in with_edit(again, edit(0, "shorten", days=(0,), seconds=HOUR), item)] == ["move"]
    assert [each.kind for each in with_edit(again, edit(0, "drop"), item)] == ["drop"]


def test_a_series_is_shortened_before_it_is_moved() -> None:
    edits = (edit(0, "move", days=(0,), start=9 * HOUR), edit(0, "shorten", days=(0,), seconds=1800), edit(1, "drop"))
    first, then = layers(edits)
    assert [each.kind for each in first] == ["shorten"]
    assert [each.kind for each in then] == ["move", "drop"]
    (left,) = edited(stage().timeline, edits).occurrences
    assert left.end - left.start == 1800
    assert stage().timeline.period.zone.local(left.start)[1] == 9 * HOUR


@pytest.mark.parametrize("seed", range(40))
def test_the_figures_of_the_page_are_those_of_the_analysis(seed: int) -> None:
    timeline, preferences, _limits = drawn(seed)
    items = items_of(timeline, preferences)
    own = Stage(timeline, preferences, ground_of(timeline, preferences), items, "x:y")
    edits = tuple(Edit(item.key, "drop") for item in items[::2])
    after = edited(timeline, edits)
    found = measured(after, preferences)
    assert measures_of(own, after).focus == float(found.focus)
    assert measures_of(own, after).blocks == float(found.blocks)
    shown = tried(own, before_of(own), edits, Shown(0, frozenset()))
    blocks = [each for day in shown.days for each in day.blocks if each.role == "focus"]
    in_week = [day for day in found.days if day.day < timeline.period.first + 7]
    assert sum(each.end - each.start for each in blocks) == sum(day.focus_seconds or 0 for day in in_week)
    assert shown.figures[0].after == figure_words.amount(float(found.focus), "h").value


def test_a_refusal_names_what_stands_there() -> None:
    own = meeting("lunch", 0, 12 * 60, 60, kind="block")
    timeline = weeks_of((A, B, own))
    item = items_of(timeline, PREFERENCES)[0]

    def said(start: int) -> str:
        move = Edit(item.key, "move", (0,), start)
        return refusal(timeline, (), move, item, ground_of(timeline, PREFERENCES), PREFERENCES)

    assert said(12 * HOUR) == "there is “Lunch”"
    assert said(13 * HOUR + 1800) == "there is “B”"
    assert said(16 * HOUR + 1800) == "outside your working hours"
    assert said(15 * HOUR) == ""


def test_what_changes_win_sums_to_the_whole_and_the_best_for_its_disturbance_comes_first() -> None:
    edits = (edit(1, "move", days=(0,), start=16 * HOUR + 1800), edit(0, "move", days=(0,), start=9 * HOUR))
    found = weighed(stage(), edits, {})
    assert [row.title for row in found.rows] == ["A", "B"]
    assert [row.what for row in found.rows] == ["Monday 10:00 → 9:00", "Monday 14:00 → 16:30"]
    assert all("consent" not in row.why for row in found.rows)
    assert "consent" in found.rests_on
    both = weighed(stage(), (*edits, edit(0, "shorten", days=(0,), seconds=1800)), {})
    assert len(both.rows) == 3
    assert both.rows[-1].what == "60 → 30 min"


def test_what_is_moved_and_shortened_wins_together_what_the_analysis_measures() -> None:
    """Two meetings at one time, dragged and then pulled shorter: four rows, whose gains are the whole."""
    timeline = weeks_of([meeting("a", 0, 600, 60), meeting("b", 0, 600, 60), meeting("c", 1, 660, 60)])
    own = Stage(timeline, hours(2), ground_of(timeline, hours(2)), items_of(timeline, hours(2)), "x:y")
    edits: tuple[Edit, ...] = ()
    for item, start in zip(own.items, (9 * HOUR, 9 * HOUR + 1800), strict=False):
        edits = with_edit(edits, Edit(item.key, "move", (0,), start), item)
        edits = with_edit(edits, Edit(item.key, "shorten", (0,), seconds=1800), item)
    assert [each.kind for each in edits] == ["move", "shorten"] * 2
    found = weighed(own, edits, {})
    gains = {(row.title, row.edit.kind): row.gain for row in found.rows}
    whole = measured(edited(timeline, edits), hours(2)).focus - measured(timeline, hours(2)).focus
    assert whole == 60 * 60
    won = [int(gain.removesuffix(" min").replace("−", "-").replace("+", "")) for gain in gains.values()]
    assert (len(won), sum(won)) == (4, 60)


def test_more_changes_than_can_share_a_gain_are_listed_without_it() -> None:
    timeline = weeks_of([meeting(f"m{at}", at % 5, 9 * 60 + 30 * (at // 5), 30) for at in range(12)])
    preferences = hours(5)
    own = Stage(timeline, preferences, ground_of(timeline, preferences), items_of(timeline, preferences), "x:y")
    found = weighed(own, tuple(Edit(item.key, "drop") for item in own.items), {})
    assert [row.gain for row in found.rows] == [""] * 12
    assert found.rests_on == "What each change wins is worked out for up to 10 changes."
