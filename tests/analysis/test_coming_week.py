"""The week to come: what is scheduled so far, what waits for an answer, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.coming_week import MOST_ROWS, coming_week
from app.analysis.figure_words import plain
from app.model.ledger import LedgerLine
from tests.analysis.histories import QUARTER_BEGINS, TODAY, kept_of, key_of, meeting, quarter
from tests.builders import ANNA, BEN, at, calendar, event, guest, ordinal, organizer

if TYPE_CHECKING:
    from app.model.ledger import Change
    from app.model.overview import Overview, ShortList
    from tests.analysis.histories import Kept

NEXT = ordinal("2026-05-18")
SLOT = 1_779_184_800  # 2026-05-19 10:00 UTC


def of(found: Kept, *changes: LedgerLine) -> Overview:
    return coming_week(found.history, found.on(NEXT, NEXT + 6), changes, key_of)


def titled(page: Overview, title: str) -> ShortList:
    return next(each for each in page.lists if each.title == title)


def line(change: Change, before: str = "", after: str = "", **fields: str | int) -> LedgerLine:
    plain_line = LedgerLine(SLOT, "Work", "daily", "Daily check-in", SLOT, change, before, after)
    return plain_line._replace(**fields)  # type: ignore[arg-type]


def invitation(uid: str = "kickoff", answer: str = "NEEDS-ACTION", *lines: str) -> str:
    return event(
        "SUMMARY:Kickoff",
        *at("20260519T130000Z", "20260519T140000Z"),
        organizer(BEN),
        guest(ANNA, answer),
        *lines,
        uid=uid,
    )


def test_what_is_scheduled_so_far() -> None:
    page = of(quarter())
    assert plain(page.sentence) == "Next week has 5.0 h of meetings so far, and no morning without one."
    assert page.period_title == "Week 21 · 18–24 May 2026"
    assert "This week is still to come; it is not compared." in page.note
    assert [(card.id, card.value, card.unit) for card in page.cards] == [
        ("meetings", "5.0", "h"),
        ("focus", "30.0", "h"),
        ("fragmentation", "14", "%"),
        ("outside", "0", "min"),
    ]
    assert (page.chart, page.lists) == (None, ())


def test_invitations_that_wait() -> None:
    page = of(quarter(invitation(), invitation("other", "ACCEPTED")))
    assert plain(page.sentence).startswith("Next week has 6.0 h of meetings so far, ")
    waiting = titled(page, "Invitations waiting for an answer")
    assert [row[:2] for row in waiting.rows] == [("Kickoff", "Tue 19, 13:00–14:00 · one-off · 1:1")]
    assert waiting.rows[0][2].startswith("occurrence:kickoff:")


def test_time_that_is_not_settled_is_told_apart() -> None:
    sentence = plain(of(quarter(invitation())).sentence)
    assert (
        sentence == "Next week has 6.0 h of meetings so far, 1.0 h of it not yet settled, and no morning without one."
    )


def test_series_that_are_new() -> None:
    new = invitation("weekly", "ACCEPTED", "RRULE:FREQ=WEEKLY;COUNT=9")
    split = invitation("old_R20260519T130000@example.com", "ACCEPTED", "RRULE:FREQ=WEEKLY;COUNT=9")
    rows = titled(of(quarter(new, split)), "New series").rows
    assert [(row[0], row[1]) for row in rows] == [("Kickoff", "Tue 19, 13:00–14:00 · every week · 1:1")]
    appeared = titled(of(quarter(), line("created")), "New series").rows
    assert [row[0] for row in appeared] == ["Daily check-in"]


def test_a_list_shows_a_few_rows_and_says_how_many_more() -> None:
    waiting = titled(
        of(quarter(*(invitation(f"kickoff{number}") for number in range(MOST_ROWS + 2)))),
        "Invitations waiting for an answer",
    )
    assert (len(waiting.rows), waiting.more) == (MOST_ROWS, "and 2 more")


@pytest.mark.parametrize(
    ("entry", "detail"),
    [
        (line("created"), "Tue 19 May, 10:00: new"),
        (line("cancelled"), "Tue 19 May, 10:00: cancelled"),
        (line("gone"), "Tue 19 May, 10:00: no longer in the calendar"),
        (line("back"), "Tue 19 May, 10:00: in the calendar again"),
        (line("renamed", "Sync\x1b", "Daily check-in"), "Tue 19 May, 10:00: it was called Sync<U+001B>"),
        (line("people", "3", "5"), "Tue 19 May, 10:00: people 3 → 5"),
        (line("response", "unanswered", "accepted"), "Tue 19 May, 10:00: your answer is accepted"),
        (line("response", "accepted", ""), "Tue 19 May, 10:00: your answer is not known"),
        (
            line("moved", "2026-05-19T10:00:00Z", "2026-05-20T14:30:00Z"),
            "moved from Tue 19 May, 10:00 to Wed 20 May, 14:30",
        ),
        (line("moved", "2026-05-19", "2026-05-20"), "moved from Tue 19 May to Wed 20 May"),
        (line("moved", "2026-99-99", "later"), "moved from 2026-99-99 to later"),
        (line("cancelled", start=NEXT, all_day=1), "Mon 18 May: cancelled"),
    ],
)
def test_changes_in_words(entry: LedgerLine, detail: str) -> None:
    (row,) = titled(of(quarter(), entry), "Changed lately").rows
    assert (row[0], row[1]) == ("Daily check-in", detail)
    assert row[2].startswith("day:2026-05-1")


def test_the_newest_change_comes_first() -> None:
    rows = titled(of(quarter(), line("created"), line("cancelled")), "Changed lately").rows
    assert [row[1].rpartition(" ")[2] for row in rows] == ["cancelled", "new"]


def test_a_week_without_meetings_or_without_working_time() -> None:
    once = calendar(meeting("20260202T100000Z", "20260202T110000Z", uid="once"))
    nothing = kept_of([once], QUARTER_BEGINS, TODAY + 13, TODAY)
    assert plain(of(nothing).sentence) == "Next week has no meetings so far."
    away = event("SUMMARY:Urlaub", *at("20260518", "20260523"), uid="away")
    late = invitation("late").replace("20260519", "20260523")
    assert plain(of(quarter(away, late)).sentence) == ("Next week has no working time, and 1.0 h of meetings so far.")


def test_a_feed_without_people() -> None:
    busy = event("SUMMARY:Busy", "RRULE:FREQ=DAILY;COUNT=120", *at("20260202T100000Z", "20260202T110000Z"))
    page = of(kept_of([calendar(busy)], QUARTER_BEGINS, TODAY + 13, TODAY))
    assert plain(page.sentence).startswith("Nobody is named in this feed")
    assert {card.unknown for card in page.cards} == {"Not in this source. Nobody is named in it."}
