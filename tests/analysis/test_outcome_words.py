"""The journal in words: each sentence reads well, rates nobody, and claims no cause (METRICS.md §8)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from app.analysis import change_words
from app.analysis.conditions import conditions
from app.analysis.experiments import outcome
from app.analysis.measure_words import MEASURE_NAMES, experiment_sentence, measure_rows, unknown
from app.analysis.outcome_words import (
    conditions_words,
    delivered_words,
    experiments_words,
    one_on_one_words,
    page_words,
)
from app.analysis.outcomes import delivered, measures, outcomes_page, sheet_with
from app.model.experiments import MEASURES
from app.model.journal import Entry, Experiment, Journal, MeetingNote
from app.model.outcomes import Flow, LeadTime, Rate
from app.model.timezones import DAY, EPOCH_DAY
from tests.analysis.journals import promise, week
from tests.builders import home, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.model.outcomes import OutcomesPage, Unknown, WordedSheet

TODAY = ordinal("2026-04-15")
MONDAY = ordinal("2026-03-02")
KNOWN: dict[str, Any] = {
    "focus_seconds": 36_000,
    "meeting_seconds": 72_000,
    "fragmentation": 0.6,
    "focus_share": 0.2,
    "load": 0.6,
    "outside_hours_seconds": 7200,
}
WEEKS = [week(MONDAY + 7 * at, **KNOWN) for at in range(-4, 6)]
CAUSES = re.compile(
    r"\b(because|caused?|causes|due to|thanks to|led to|leads to|result(?:s|ed)? (?:in|from))\b", re.IGNORECASE
)
RATINGS = re.compile(
    r"\b(good|bad|poor|great|excellent|weak|strong|lazy|slow|productiv\w+|perform\w+|best|worst|better|worse|fail\w*)\b",
    re.IGNORECASE,
)
WORKED = re.compile(r"\b(worked|attended|focused)\b", re.IGNORECASE)


def filled() -> Journal:
    noon = (ordinal("2026-04-08") - EPOCH_DAY) * DAY + DAY // 2
    return Journal(
        promises=(
            promise(
                "Move the billing",
                number=1,
                to="Ben",
                done_means="Ben has seen it run",
                defined="2026-02-20",
                promised="2026-02-20",
                began="2026-03-01",
                due="2026-03-20",
                done="2026-03-18",
                waits="2026-03-04..2026-03-09 decision",
            ),
            promise("Offer", number=2, to="Clara", due="2026-04-10", began="2026-04-01", waits="2026-04-12.. review"),
            promise("Plan", number=3, to="Ben", due="2026-04-15"),
            promise("Report", number=4, to="Ben", done="2026-03-10 2026-03-12"),
            promise("Idea", number=5, to="Ben"),
        ),
        entries=(Entry(kind="recognition", person="Clara", day=ordinal("2026-04-07"), evidence="found the leak"),),
        notes=(
            MeetingNote(
                calendar="w", uid="u", start=noon, title="Weekly review", worth=4, decision="ship it", owner="Ben"
            ),
        ),
        experiments=(Experiment(id=1, change="No meeting before ten", start=MONDAY, measure="focus_minutes"),),
    )


def page(journal: Journal | None = None) -> OutcomesPage:
    return outcomes_page(filled() if journal is None else journal, WEEKS, TODAY, home())


def texts(sheet: WordedSheet) -> Iterator[str]:
    yield sheet.title
    for block in sheet.blocks:
        yield from (block.title, *block.lines, *block.heads, block.note)
        for row in block.rows:
            yield from row


def said(sheet: WordedSheet) -> str:
    return "\n".join(filter(None, texts(sheet)))


def every_sheet() -> list[WordedSheet]:
    journal = filled()
    found = conditions(WEEKS, journal.promises, MONDAY - 28, MONDAY + 41, TODAY, no_people=False)
    return [
        page_words(page(), home()),
        page_words(page(Journal()), home()),
        one_on_one_words(sheet_with(journal, "Ben", TODAY)),
        one_on_one_words(sheet_with(journal, "Nobody", TODAY)),
        delivered_words(delivered(journal)),
        delivered_words(()),
        conditions_words(found),
        conditions_words(replace(found, no_people=True)),
        conditions_words(conditions((), (), MONDAY, TODAY, TODAY, no_people=False)),
        experiments_words(page().experiments),
        experiments_words(()),
    ]


# ---- what no sentence says ----


@pytest.mark.parametrize("words", [CAUSES, RATINGS, WORKED], ids=["cause", "rating", "worked"])
def test_no_sentence_claims_a_cause_rates_a_person_or_knows_what_was_worked(words: re.Pattern[str]) -> None:
    found = [text for sheet in every_sheet() for text in texts(sheet) if words.search(text)]
    assert found == []


def test_no_place_of_a_sentence_is_left_unfilled() -> None:
    assert [
        text for sheet in every_sheet() for text in texts(sheet) if re.search(r"[{}]|None|  +\S", text.strip())
    ] == []


def test_the_page_says_on_how_many_weeks_it_rests() -> None:
    sheet = page_words(page(), home())
    (block,) = [block for block in sheet.blocks if block.title == "Beside what was scheduled"]
    assert len(block.rows) == 7
    assert block.note == ("This rests on 7 weeks. Both stand side by side; neither is said to come from the other.")


# ---- the page ----


def test_the_measures_in_words() -> None:
    assert measure_rows(page().measures) == (
        ("Predictability", "–", "1 of 2 were done by their day; a percentage needs 10"),
        ("Lead time", "17 days", "from begin to done, of 1; 85\N{NO-BREAK SPACE}% took 17 days or less"),
        ("Throughput", "0.1 a week", "1 done in 7 complete weeks"),
        ("Flow efficiency", "71\N{NARROW NO-BREAK SPACE}%", "of 17 days from begin to done, 5 went by waiting"),
        ("Clarity", "50\N{NARROW NO-BREAK SPACE}%", "1 of 2 begun had a definition of done by then"),
        ("Quality consistency", "0\N{NARROW NO-BREAK SPACE}%", _REOPENED),
    )


_REOPENED = "0 of 1 done at least 30 days ago were not reopened within 30 days"


def test_a_measure_that_is_unknown_says_why() -> None:
    rows = measure_rows(measures((), MONDAY, TODAY, TODAY))
    assert [row[1] for row in rows] == ["–"] * 6
    assert [row[2] for row in rows] == [
        "no promise came due in this time",
        "nothing was done in this time",
        "the journal covers no complete week of this time",
        "nothing was done in this time",
        "nothing began in this time",
        "nothing of this time was done at least 30 days ago",
    ]


REASONS: tuple[Unknown, ...] = ("no-wait-noted", "no-days-between", "no-day-of-definition", "no-begin", "few-due")


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_own_words(reason: Unknown) -> None:
    assert len(unknown(reason)) > 20
    assert len({unknown(each) for each in REASONS}) == len(REASONS)


def test_numbers_of_one_are_in_the_singular() -> None:
    found = replace(
        page().measures,
        lead_time=LeadTime(1.0, 1.0, 3, ""),
        throughput=Rate(1.0, 1, 1, ""),
        flow_efficiency=Flow(0.0, 1, 1, 1, ""),
        clarity_unknown=1,
    )
    assert [row[2] for row in measure_rows(found)][1:5] == [
        "from begin to done, the median of 3; 85\N{NO-BREAK SPACE}% took 1 day or less",
        "1 done in 1 complete week",
        "of 1 day from begin to done, 1 went by waiting",
        "1 of 2 begun had a definition of done by then; of 1 more the day of the definition is unknown",
    ]


def test_open_promises_say_when_they_are_due_and_how_they_stand() -> None:
    (block,) = [block for block in page_words(page(), home()).blocks if block.title == "Open promises"]
    assert block.rows == (
        ("2", "Offer", "to Clara", "due 10 Apr 2026, 5 days ago", "waits"),
        ("3", "Plan", "to Ben", "due today", "not begun"),
        ("4", "Report", "to Ben", "no day", "reopened"),
        ("5", "Idea", "to Ben", "no day", "not begun"),
    )


def test_notes_are_summed_up_and_the_newest_can_be_read() -> None:
    (block,) = [block for block in page_words(page(), home()).blocks if block.title == "Notes after meetings"]
    assert block.lines == (
        "1 meeting was noted: decision 1, owner 1, blocker removed 0. Worth, from 1 to 5: 4, said of 1.",
    )
    assert block.rows == (("8 Apr 2026", "Weekly review", "worth 4 of 5", "decided: ship it; owner: Ben"),)


def test_an_empty_journal_says_how_to_begin() -> None:
    assert 'clearweek journal add "WHAT" --by DAY' in said(page_words(page(Journal()), home()))


def test_foreign_text_is_harmless() -> None:
    journal = Journal((promise("red \x1b[31m\nalert", number=1),))
    assert "red <U+001B>[31m alert" in said(page_words(page(journal), home()))


# ---- sheets that can be handed over alone ----


def test_the_sheet_for_a_one_on_one_names_one_person_only() -> None:
    text = said(one_on_one_words(sheet_with(filled(), "Ben", TODAY)))
    assert text.splitlines()[0] == "Open promises to Ben · 15 April 2026"
    assert "What done means is not written down." in text
    assert "Clara" not in text


def test_what_was_delivered_and_the_conditions_name_nobody() -> None:
    journal = Journal(tuple(replace(each, done_means="") for each in filled().promises))
    found = conditions(WEEKS, journal.promises, MONDAY - 28, MONDAY + 41, TODAY, no_people=False)
    for sheet in (delivered_words(delivered(journal)), conditions_words(found)):
        assert not re.search("Ben|Clara", said(sheet))


def test_conditions_say_what_would_help() -> None:
    journal = filled()
    found = conditions(WEEKS, journal.promises, MONDAY - 28, MONDAY + 41, TODAY, no_people=False)
    helps = conditions_words(found).blocks[-1]
    assert helps.title == "What would help"
    assert "\n".join(helps.lines).replace("\N{NARROW NO-BREAK SPACE}", " ").splitlines() == [
        "Fewer hours of meetings: in the middle of these weeks they take 60 % of the working time.",
        "Longer meeting-free stretches: 20 % of the working time lies in stretches of two hours and more.",
        "Meetings within the working hours: 2.0 h a week lay outside them.",
        "Decisions sooner: 5 days went by waiting for them.",
        "Reviews sooner: 1 day went by waiting for them.",
    ]


def test_delivered_says_what_was_done_and_what_that_meant() -> None:
    (quarter,) = delivered_words(delivered(filled())).blocks
    assert quarter.title == "1st quarter 2026"
    assert quarter.rows == (("18 Mar 2026", "Move the billing", "Ben has seen it run"),)


# ---- experiments ----


def experiment(before: list[int], after: list[int], today: int = MONDAY + 40) -> str:
    weeks = [week(MONDAY - 28 + 7 * at, meetings=value) for at, value in enumerate([*before, *after])]
    found = Experiment(change="No meeting before ten", start=MONDAY, measure="meetings")
    return experiment_sentence(outcome(found, weeks, today))


HEAD = "“No meeting before ten”, since 2 March 2026, meetings a week: "


def test_an_experiment_shows_before_and_after_with_their_ranges() -> None:
    four = "(4 and 4 full weeks)"
    assert experiment([5, 6, 7, 8], [7, 8, 9, 9]) == f"{HEAD}5–8 before, 7–9 after {four}: no clear change."
    higher = experiment([5, 6, 7, 8], [9, 9, 9, 9])
    assert higher == f"{HEAD}5–8 before, 9 after {four}: higher since; why, it does not say."
    assert experiment([5, 6, 7, 8], [1, 2, 3, 4]).endswith("lower since; why, it does not say.")
    assert experiment([5, 6, 7, 8], [], MONDAY + 7) == f"{HEAD}too early, until 30 March 2026."
    unknown_yet = experiment([5, 6, 7, 8], [9, 9])
    assert unknown_yet == f"{HEAD}unknown, with 4 full weeks before and 2 after; each side needs 3."


def test_every_measure_has_a_name() -> None:
    assert set(MEASURE_NAMES) == set(MEASURES)
    assert len(set(MEASURE_NAMES.values())) == len(MEASURES)


# ---- what a command has done ----


def test_every_change_is_told_in_a_sentence() -> None:
    each = replace(filled().promises[1], done_means="signed")
    told = [change_words.changed(verb, each, TODAY) for verb in ("begin", "define", "done", "reopen", "wait", "resume")]
    assert told == [
        "2 Offer: begun on 15 Apr 2026.",
        "2 Offer: done means signed.",
        "2 Offer: done on 15 Apr 2026.",
        "2 Offer: open again since 15 Apr 2026.",
        "2 Offer: waits for a review since 15 Apr 2026.",
        "2 Offer: waits no more since 15 Apr 2026.",
    ]


def test_what_was_recorded_and_undone_is_named() -> None:
    journal = filled()
    assert [change_words.recorded(row, home()) for row in journal.rows()[4:]] == [
        "In the journal as number 5: Idea",
        "In the journal: recognition, Clara: found the leak",
        "In the journal: a note on Weekly review, 8 Apr 2026",
        "In the journal: an experiment, No meeting before ten",
    ]
    assert change_words.undone("done", journal.promises[:1]) == "Undone: done (Move the billing)."
    assert change_words.undone("import", journal.promises).startswith(
        "Undone: the import of 5 rows (Move the billing, "
    )
    counts = [change_words.imported(*numbers) for numbers in product((0, 2), (0,), (3,))]
    assert counts == [
        "Nothing was changed; 3 in the file say nothing new.",
        "New in the journal: 2. Told more of: 0. Said nothing new: 3.",
    ]
