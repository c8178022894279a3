"""The Outcomes page in words: what its sentence says, what its rows are, and what stands behind its figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from app.analysis.experiment_lines import experiment_line
from app.analysis.experiments import outcome
from app.analysis.outcomes import measures, outcomes_page
from app.analysis.outcomes_page import measured_days, outcomes_picture
from app.analysis.promise_lines import behind, done_lines, open_line
from app.analysis.sheet_text import sheet_text
from app.model.chosen_period import ChosenPeriod, monday_of, period_with
from app.model.history import History
from app.model.journal import Experiment, Journal, Promise
from app.model.occurrences import Me
from app.model.outcomes import Block, WordedSheet
from app.model.weeks import Day
from tests.analysis.journals import FIRST, TODAY, promise, promises, week
from tests.builders import home, ordinal

if TYPE_CHECKING:
    from app.model.outcomes_page import OutcomesPicture

HOUR = 3600
LAST_WEEK = ChosenPeriod("week", ordinal("2026-04-06"), ordinal("2026-04-12"))


def history(first: int = FIRST, end: int = TODAY + 30, focus: int | None = 2 * HOUR) -> History:
    days = {
        day: Day(day=day, working_seconds=8 * HOUR, hours_seconds=8 * HOUR, focus_seconds=focus)
        for day in range(first, end)
    }
    mondays = range(monday_of(first), end - 6, 7)
    weeks = tuple(week(monday, focus_seconds=None if focus is None else 7 * focus) for monday in mondays)
    no_people = focus is None
    coverage = ((first, end),)
    return History(days, weeks, TODAY, 1, coverage, no_people=no_people, me=Me(frozenset()), zone=home())


def picture(*rows: Promise, period: ChosenPeriod = LAST_WEEK, known: History | None = None) -> OutcomesPicture:
    known = history() if known is None else known
    journal = Journal(promises=rows)
    page = outcomes_page(journal, known.weeks, TODAY, known.zone, measured_days(period, TODAY))
    return outcomes_picture(page, journal, known, period, ())


def sentence(shown: OutcomesPicture) -> str:
    return "".join(phrase.text for phrase in shown.sentence)


# ---- days and sentence ----


def test_measures_look_at_thirteen_weeks_up_to_the_end_of_the_period_or_at_all_of_it() -> None:
    monday = monday_of(TODAY)
    assert measured_days(LAST_WEEK, TODAY) == (monday - 91, TODAY)
    earlier = period_with("week", ordinal("2026-02-04"))
    assert measured_days(earlier, TODAY) == (monday_of(earlier.last) - 91, earlier.last)
    assert measured_days(period_with("year", TODAY), TODAY) == (ordinal("2026-01-01"), TODAY)


def test_the_sentence_says_what_was_promised_and_done_beside_focus_and_no_cause() -> None:
    shown = picture(
        promise("One", promised="2026-04-06", done="2026-04-12"),
        promise("Two", promised="2026-04-12"),
        promise("Before", promised="2026-04-05", done="2026-04-05"),
        promise("Opened again", done="2026-04-07 2026-04-08"),
    )
    assert sentence(shown) == "Last week had two new promises and one done, beside 14.0 h in focus blocks."
    assert [phrase.opens for phrase in shown.sentence if phrase.opens] == [
        "journal:promised",
        "journal:done",
        "span:2026-04-06:2026-04-12:focus",
    ]
    assert "neither is said to come from the other" in shown.note


def test_where_focus_is_unknown_the_sentence_leaves_it_out_and_the_note_says_why() -> None:
    rows = (promise("One", promised="2026-04-06"),)
    nobody = picture(*rows, known=history(focus=None))
    assert sentence(nobody) == "Last week had one new promise and none done."
    assert nobody.note == "Nobody is named in the calendars, so their focus hours are unknown."
    assert nobody.beside is None
    assert nobody.no_beside == nobody.note
    begun = picture(*rows, known=history(first=LAST_WEEK.first + 3))
    assert sentence(begun) == "Last week had one new promise and none done."
    assert begun.note == "The calendars do not cover all of this time, so its focus hours are unknown."


def test_an_empty_journal_asks() -> None:
    shown = picture()
    assert shown.empty
    assert sentence(shown) == "What was promised, and what became of it?"
    assert [card.value for card in shown.measures] == [""] * 6
    assert shown.measures[0].rests == "no promise came due in this time"
    assert shown.open_words == "Nothing is open."


def test_under_ten_due_there_is_a_list_and_no_percentage() -> None:
    shown = picture(promise("One", due="2026-04-01", done="2026-04-02"), promise("Two", due="2026-04-02"))
    assert shown.measures[0].value == ""
    assert shown.measures[0].rests == "0 of 2 were done by their day; a percentage needs 10"
    assert [row[0] for row in shown.due] == ["One", "Two"]
    many = picture(*(promise(f"P{at}", due="2026-04-01", done="2026-04-01", number=at) for at in range(10)))
    assert many.measures[0].value == "100\u202f%"
    assert many.due == ()


# ---- beside the calendars ----


def test_weeks_that_both_do_not_cover_are_gaps_in_the_charts_and_no_rows_of_the_table() -> None:
    known = history()
    missing = ordinal("2026-02-02")
    weeks = tuple(each._replace(full=each.monday != missing) for each in known.weeks)
    shown = picture(promise("One", promised="2026-01-12", done="2026-01-20"), known=known._replace(weeks=weeks))
    chart = shown.beside
    assert chart is not None
    at = (missing - ordinal("2026-01-12")) // 7
    assert chart.done[at] is None
    assert chart.focus[at] is None
    assert chart.opens[at] == ""
    assert chart.weeks[at] == "Week 6, 2026: not covered by both"
    assert chart.done[1] == 1
    assert chart.focus[1] == 14.0
    assert chart.weeks[1] == "Week 4, 2026: 1 done, 14.0 h in focus blocks"
    assert len(chart.table.rows) == sum(done is not None for done in chart.done) == len(chart.done) - 1
    assert chart.caption.startswith(f"This rests on {len(chart.table.rows)} weeks.")
    assert chart.table.opens[1] == "week:2026-01-19:focus"


# ---- rows ----


@pytest.mark.parametrize(
    ("each", "due", "state", "verbs"),
    [
        (promise(), "no day", "not begun", ("done", "begin", "wait", "define")),
        (promise(due="2026-04-15"), "due today", "not begun", ("done", "begin", "wait", "define")),
        (promise(due="2026-04-20"), "due Mon 20 Apr", "not begun", ("done", "begin", "wait", "define")),
        (promise(due="2026-04-13"), "was due Mon 13 Apr", "not begun", ("done", "begin", "wait", "define")),
        (promise(began="2026-04-13"), "no day", "begun Mon 13 Apr", ("done", "wait", "define")),
        (
            promise(began="2026-04-01", waits="2026-04-05.. access"),
            "no day",
            "waits for access, 10 days",
            ("done", "resume", "define"),
        ),
        (
            promise(began="2026-04-01", done="2026-04-05 2026-04-13"),
            "no day",
            "open again since Mon 13 Apr",
            ("done", "wait", "define"),
        ),
    ],
)
def test_a_row_says_when_it_is_due_how_it_stands_and_what_can_be_done(
    each: Promise, due: str, state: str, verbs: tuple[str, ...]
) -> None:
    line = open_line(each, TODAY)
    assert (line.due, line.state, line.verbs) == (due, state, verbs)
    assert state in line.spoken


def test_foreign_text_is_made_harmless_in_a_row() -> None:
    line = open_line(replace(promise(what="a\u202eb"), to="x\x07y"), TODAY)
    assert "\u202e" not in line.what
    assert "\x07" not in line.detail


def test_what_is_done_stands_newest_first_and_can_be_opened_again() -> None:
    rows = (
        promise("Old", done="2026-01-02", number=1),
        promise("One", done="2026-04-02", number=2),
        promise("Two", done="2026-04-10", due="2026-04-12", number=3),
        promise("Open", number=4),
    )
    lines = done_lines(rows, FIRST, TODAY, TODAY)
    assert [line.what for line in lines] == ["Two", "One"]
    assert (lines[0].due, lines[0].state) == ("done Fri 10 Apr", "was due Sun 12 Apr")
    assert lines[0].verbs == ("reopen", "define")


# ---- behind the figures ----


@given(promises())
def test_the_list_behind_a_measure_is_as_long_as_what_it_rests_on(rows: tuple[Promise, ...]) -> None:
    found = measures(rows, FIRST, TODAY, TODAY)
    lengths = {
        name: len(behind(name, rows, FIRST, TODAY, TODAY).blocks[0].rows)
        for name in ("due", "lead", "weeks", "flow", "begun", "quality")
    }
    assert lengths["due"] == found.predictability.of
    assert lengths["weeks"] == found.throughput.done
    assert lengths["quality"] == found.quality.of
    assert lengths["begun"] == found.clarity.of + found.clarity_unknown
    assert lengths["lead"] == lengths["flow"] >= found.lead_time.of == found.flow_efficiency.of


def test_the_list_behind_predictability_says_what_was_done_by_then() -> None:
    rows = (promise("One", due="2026-04-01", done="2026-04-02"), promise("Two", due="2026-04-02", done="2026-04-02"))
    sheet = behind("due", rows, FIRST, TODAY, TODAY)
    assert [(row[0], row[2]) for row in sheet.blocks[0].rows] == [("One", "not done by then"), ("Two", "done by then")]


# ---- experiments and sheets ----


def test_an_experiment_has_both_ranges_the_verdict_and_the_weeks_behind_them() -> None:
    start = ordinal("2026-02-02")
    weeks = [week(start + 7 * at, focus_seconds=(10 + at) * HOUR) for at in range(-4, 4)]
    line = experiment_line(outcome(Experiment(change="Quiet", start=start, measure="focus_minutes"), weeks, TODAY))
    assert (line.before_words, line.after_words) == ("6.0–9.0 h", "10.0–13.0 h")
    assert line.verdict == "Higher since; why, it does not say."
    assert line.role == "focus"
    assert line.weeks == (
        ("4 full weeks before", "span:2026-01-05:2026-02-01:focus"),
        ("4 full weeks after", "span:2026-02-02:2026-03-01:focus"),
    )
    early = experiment_line(outcome(Experiment(change="Quiet", start=TODAY, measure="load"), weeks, TODAY))
    assert early.verdict.startswith("Too early, until ")
    assert (early.after_words, early.role) == ("", "meeting")


def test_a_sheet_as_text_has_a_line_a_row_and_the_heads_of_its_columns() -> None:
    sheet = WordedSheet(
        "Conditions",
        (
            Block(
                "Scheduled",
                ("A sentence.",),
                (("Focus", "14 h", "10–18 h"), ("Load", "", "–")),
                heads=("", "mid", "range"),
                note="A note.",
            ),
            Block("", rows=(("One", "", "two"),)),
        ),
    )
    assert sheet_text(sheet) == (
        "Conditions\n\nScheduled\nA sentence.\nFocus · mid 14 h · range 10–18 h\nLoad · range –\nA note.\n\nOne · two\n"
    )
