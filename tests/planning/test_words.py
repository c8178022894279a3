"""What is said of a plan, and the notes to copy."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.model.plans import Edit, Limits, WhyNot
from app.planning.notes import notes_for
from app.planning.plan_words import (
    assumption_sentences,
    blocks_sentence,
    edit_words,
    gain_words,
    plan_sentence,
    proof_sentence,
    titles_of,
    why_not_words,
    why_words,
)
from app.planning.planner import best_plan, plan_of, task_of
from tests.planning.weeks import HOUR, MINUTE, hours, meeting, only_moves, weeks_of

GIVEN = weeks_of(
    [meeting("a", 0, 600, 60, week, people=4) for week in (0, 1)]
    + [meeting("b", day, 690, 30, week, people=3, organized=True) for week in (0, 1) for day in (0, 1)],
    weeks=2,
)
TASK = task_of(GIVEN, hours(2), Limits())
A, B = (item.key for item in TASK.items)


def test_a_plan_says_what_it_wins_and_that_it_is_proven() -> None:
    plan = best_plan(GIVEN, hours(2), only_moves())
    assert plan_sentence(plan).endswith("in focus blocks a week: 14.0 h instead of 12.5 h.")
    assert "that is proven" in proof_sentence(plan)
    assert blocks_sentence(plan).startswith("Focus blocks of two hours or more a week: ")
    said = " ".join(assumption_sentences(plan, Limits(), None))
    assert "What a meeting is worth is not known" in said
    assert "Others' calendars are not known" in said


@pytest.mark.parametrize(
    ("edit", "words", "note"),
    [
        (Edit(A, "drop"), "Decline “A”", "stop coming for now"),
        (Edit(B, "drop"), "Drop “B”", "give everyone the time back"),
        (Edit(A, "every-other", week=1), "Hold “A” every other week, from the week of 16 February", "every other week"),
        (Edit(A, "when-needed", week=1), "Come to “A” only when you are needed", "when I can really add something"),
        (Edit(A, "shorten", seconds=50 * MINUTE), "Shorten “A” to 50 minutes", "in 50 minutes"),
        (Edit(A, "move", (1,), 9 * HOUR), "Move “A” to Tuesday 9:00", "would Tuesday at 9:00 work"),
        (Edit(B, "move", (0, 1), 9 * HOUR), "Move “B” to 9:00 on its days", "on the same days"),
        (Edit(A, "gather", (1,), 9 * HOUR), "Gather “A” on Tuesday at 9:00", "would Tuesday at 9:00 work"),
    ],
)
def test_every_edit_has_words_and_a_kind_note(edit: Edit, words: str, note: str) -> None:
    plan = plan_of(TASK, [edit], best_plan(GIVEN, hours(2), Limits(changes=0)).proof)
    (change,) = plan.changes
    assert edit_words(edit, change.item, GIVEN) == words
    main, document, agenda = notes_for(change, GIVEN)
    assert note in main.text
    for line in ("Purpose:", "State:", "Decision needed:", "Owner:", "Done when:", "By when:"):
        assert line in document.text.splitlines()
    assert "what we want to decide" in agenda.text
    assert gain_words(change).startswith("wins ")
    assert why_words(change, titles_of(TASK.items))


def test_an_assumption_is_printed_with_both_extremes() -> None:
    proof = best_plan(GIVEN, hours(2), Limits(changes=0)).proof
    plan = plan_of(TASK, [Edit(A, "when-needed", week=1)], proof)
    assert plan.never_needed is not None
    assert plan.always_needed is not None
    assert plan.never_needed > plan.after > plan.always_needed
    assert any("an assumption" in each for each in assumption_sentences(plan, Limits(), None))


def test_why_not_is_told() -> None:
    assert why_not_words(WhyNot("locked")) == "You said that it stays."
    assert why_not_words(WhyNot("worse", Fraction(23 * MINUTE))) == "The best plan with it wins 23 min a week less."
