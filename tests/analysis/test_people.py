"""1:1s with their rhythm, and the face-time audit of a quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis import figure_words
from app.analysis import people_words as words
from app.analysis.patterns.series_evidence import scheduled
from app.analysis.people import face_time, one_on_ones
from app.model.journal import Entry
from app.model.people import FaceTimePerson
from tests.analysis.patterns.series_grounds import (
    CARLA,
    DAVID,
    FIRST,
    LAST,
    TODAY,
    away_on,
    grounds_of,
    meeting,
    mondays,
    override,
    skip,
    weekly,
)
from tests.builders import ANNA, BEN, ordinal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.people import FaceTime, OneOnOne

SAM = "sam.okafor@firm.example"
DAYS = mondays()


def ones(*events: str, first: int = FIRST, last: int = LAST, today: int = TODAY) -> tuple[OneOnOne, ...]:
    return one_on_ones(scheduled(grounds_of(*events)), first, last, today)


def talk(*lines: str, rule: str = "FREQ=WEEKLY", uid: str = "sam") -> str:
    """A 1:1 with Sam on Mondays at 10."""
    return weekly(uid, "2026-02-02 10:00", *lines, rule=rule, by=SAM, people=())


def moved(day: str) -> str:
    return override("sam", f"{day} 10:00", f"{day} 11:00", by=SAM, people=())


def seconds_of(day: str) -> int:
    """Ten o'clock of a day in UTC, in seconds since 1970."""
    return (ordinal(day) - ordinal("1970-01-01")) * 86_400 + 36_000


# ---- 1:1s ----


def test_every_slot_has_its_mark() -> None:
    (one,) = ones(
        talk(skip(f"{DAYS[2]} 10:00", f"{DAYS[5]} 10:00")),
        moved(DAYS[1]),
        override("sam", f"{DAYS[8]} 10:00", f"{DAYS[8]} 10:00", by=SAM, people=(), mine="DECLINED"),
        meeting("instead", "2026-02-18 10:00", by=SAM, people=(), minutes=60),
    )
    marks = [mark for __, mark in one.slots]
    assert marks == ["held", "moved", "made-up", *["held"] * 2, "fell-out", *["held"] * 2, "fell-out", *["held"] * 4]
    assert (one.person, one.title, one.planned, one.held) == (SAM, "Talk", 13, 10)
    assert (one.moved, one.made_up, one.fell_out) == (1, 1, 2)
    assert (one.seconds, one.days_since, one.spacing_days, one.ended) == (10 * 1800 + 3600, 7, 7, False)
    assert words.spoken(one) == (
        "Sam Okafor: every week, 10 of 13 held, 1 moved, 1 made up within 7 days, 2 fell out, 7 days since the last one"
    )


def test_only_slots_of_the_days_before_today_and_outside_time_away_are_shown() -> None:
    (one,) = ones(talk(), away_on(DAYS[4]), first=ordinal(DAYS[2]), last=ordinal(DAYS[9]), today=ordinal(DAYS[7]))
    assert [slot.original for slot, __ in one.slots] == [seconds_of(DAYS[at]) for at in (2, 3, 5, 6)]
    assert (one.planned, one.days_since) == (4, 7)


def test_the_next_one_is_of_the_series_or_not_and_may_be_today() -> None:
    coming = ones(talk(), last=ordinal(DAYS[6]), today=ordinal(DAYS[7]))
    assert coming[0].next_start == seconds_of(DAYS[7])
    skipped = talk(skip(*(f"{day} 10:00" for day in DAYS[7:])))
    once = meeting("once", f"{DAYS[9]} 10:00", by=SAM, people=())
    assert ones(skipped, once, today=ordinal(DAYS[7]))[0].next_start == seconds_of(DAYS[9])
    assert ones(skipped, today=ordinal(DAYS[7]))[0].next_start is None


def test_two_series_with_one_person_are_one_row_the_newest_first() -> None:
    old = talk(rule="FREQ=WEEKLY;COUNT=4", uid="old")
    new = weekly("new", f"{DAYS[4]} 14:00", by=SAM, people=(), rule="FREQ=WEEKLY;INTERVAL=2")
    (one,) = ones(old, new)
    assert [key.uid for key in one.series] == ["new", "old"]
    assert (one.planned, one.spacing_days, one.ended) == (9, 14, False)


def test_those_that_go_on_come_first_and_the_most_frequent_of_them() -> None:
    found = ones(
        weekly("a", "2026-02-02 10:00", by=BEN, people=(), rule="FREQ=WEEKLY;COUNT=5"),
        weekly("b", "2026-02-02 11:00", by=CARLA, people=(), rule="FREQ=WEEKLY;INTERVAL=4"),
        weekly("c", "2026-02-02 12:00", by=DAVID, people=()),
    )
    assert [(one.person, one.ended, words.rhythm(one)) for one in found] == [
        (DAVID, False, "every week"),
        (CARLA, False, "every 4 weeks"),
        (BEN, True, "every week"),
    ]


def test_rounds_and_one_offs_are_no_rows_and_one_added_person_does_not_end_a_one_on_one() -> None:
    assert ones(weekly("team", "2026-02-02 10:00", people=(BEN, CARLA)), meeting("once", "2026-02-03 10:00")) == ()
    (one,) = ones(talk(), override("sam", f"{DAYS[3]} 10:00", f"{DAYS[3]} 10:00", by=SAM, people=(CARLA,)))
    assert (one.person, one.held, one.seconds) == (SAM, 13, 12 * 1800)


def test_a_one_on_one_of_which_every_slot_was_skipped_is_still_one() -> None:
    skipped = talk(skip(*(f"{day} 10:00" for day in DAYS)))
    (one,) = ones(skipped)
    assert (one.person, one.title, one.planned, one.held, one.fell_out) == (SAM, "Talk", 13, 0, 13)
    assert (one.days_since, one.ended) == (None, False)
    round_of_three = weekly("team", "2026-02-02 12:00", skip(*(f"{day} 12:00" for day in DAYS)), people=(BEN, CARLA))
    assert ones(round_of_three) == ()


def test_the_last_marks_reach_back_before_the_days_and_one_without_a_slot_in_them_may_be_listed() -> None:
    rare = talk(rule="FREQ=WEEKLY;INTERVAL=4")
    given = scheduled(grounds_of(rare))
    days = (ordinal(DAYS[9]), ordinal(DAYS[11]) - 1)
    assert one_on_ones(given, *days, TODAY) == ()
    (one,) = one_on_ones(given, *days, TODAY, without_slot=True)
    assert (one.planned, [mark for __, mark in one.recent], one.slot_seconds) == (0, ["held"] * 3, 1800)


def test_one_meeting_makes_up_for_one_slot_whichever_days_are_looked_at() -> None:
    skipped = talk(skip(f"{DAYS[5]} 10:00", f"{DAYS[6]} 10:00"))
    instead = meeting("instead", f"{DAYS[6]} 16:00", by=SAM, people=())
    assert [mark for __, mark in ones(skipped, instead)[0].slots][5:7] == ["made-up", "fell-out"]
    assert next(mark for __, mark in ones(skipped, instead, first=ordinal(DAYS[6]))[0].slots) == "fell-out"


def test_days_since_the_last_one_count_to_today_where_the_days_have_just_ended() -> None:
    given = scheduled(grounds_of(talk()))
    last, today = ordinal(DAYS[10]) - 1, ordinal(DAYS[10]) + 3
    (one,), (long_over,) = (one_on_ones(given, FIRST, last, day) for day in (today, today + 14))
    assert (one.planned, one.days_since) == (10, 3)
    assert (long_over.planned, long_over.days_since) == (10, 7)


def test_without_any_held_the_days_since_are_unknown() -> None:
    (one,) = ones(talk(skip(*(f"{day} 10:00" for day in DAYS[:12])), uid="sam"), today=ordinal(DAYS[12]))
    assert (one.held, one.fell_out, one.days_since) == (0, 12, None)
    assert words.days_since_words(one.days_since) == "none held"


# ---- the face-time audit ----

OFFICE, REMOTE = "office", "remote"
NAMED = (FaceTimePerson(SAM, "Sam", OFFICE), FaceTimePerson(BEN, "", OFFICE), FaceTimePerson(CARLA, "", REMOTE))
YEAR = ordinal("2026-01-01")


def audit(
    *events: str, people: Sequence[FaceTimePerson] = NAMED, entries: Sequence[Entry] = (), today: int = TODAY
) -> FaceTime:
    return face_time(scheduled(grounds_of(*events)), people, entries, first=YEAR, last=YEAR + 89, today=today)


def test_a_row_holds_planned_and_held_and_both_times() -> None:
    # The first quarter ends on 31 March: nine Mondays from 2 February on, and lunch comes eight days after its slot.
    found = audit(
        talk(skip(f"{DAYS[3]} 10:00")),
        meeting("lunch", "2026-03-03 12:00", minutes=60, by=SAM, people=()),
        meeting("small", "2026-03-04 12:00", minutes=60, by=BEN, people=(BEN, SAM)),
        meeting("crowd", "2026-03-05 12:00", by=BEN, people=(BEN, SAM, *(f"p{n}@firm.example" for n in range(6)))),
    )
    sam, ben, carla = found.rows
    assert (sam.planned, sam.held, sam.one_on_one_seconds, sam.small_seconds) == (10, 9, 5 * 3600, 6 * 3600)
    assert (sam.days_since, ben.days_since) == (2, None)
    assert (ben.planned, ben.held, ben.one_on_one_seconds, ben.small_seconds) == (0, 0, 0, 3600)
    assert carla.small_seconds == 0


def test_a_slot_that_fell_out_was_planned_and_one_that_was_made_up_is_one() -> None:
    found = audit(
        talk(skip(f"{DAYS[3]} 10:00", f"{DAYS[5]} 10:00")), meeting("m", "2026-02-24 12:00", by=SAM, people=())
    )
    assert (found.rows[0].planned, found.rows[0].held) == (9, 8)


def test_groups_have_their_median_and_their_ratio() -> None:
    found = audit(
        talk(rule="FREQ=WEEKLY;COUNT=8"),
        weekly("b", "2026-02-03 10:00", by=BEN, people=(), rule="FREQ=WEEKLY;COUNT=4"),
        weekly("c", "2026-02-04 10:00", by=CARLA, people=(), rule="FREQ=WEEKLY;COUNT=2"),
    )
    assert [tuple(each) for each in found.groups] == [(OFFICE, 2, 3 * 3600), (REMOTE, 1, 3600)]
    assert (found.ratio, found.median_seconds) == (3, 7200)
    assert words.audit_sentence(found) == (
        "Time in 1:1s differs between groups (median 3.0 h and 1.0 h). Is that intended?"
    )
    assert [row.below_half for row in found.rows] == [False, False, False]


def test_those_below_half_of_the_median_are_named_for_oneself() -> None:
    found = audit(
        talk(rule="FREQ=WEEKLY;COUNT=8"),
        weekly("b", "2026-02-03 10:00", by=BEN, people=(), rule="FREQ=WEEKLY;COUNT=5"),
        weekly("c", "2026-02-04 10:00", by=CARLA, people=(), rule="FREQ=WEEKLY;COUNT=2"),
    )
    assert [row.below_half for row in found.rows] == [False, False, True]
    assert words.below_half_sentence(found) == (
        "Less than half of the median time in 1:1s, for you alone: carla@firm.example."
    )


def test_without_groups_or_with_one_that_had_nothing_there_is_no_ratio() -> None:
    alone = [FaceTimePerson(SAM, "", ""), FaceTimePerson(BEN, "", "")]
    found = audit(talk(), people=alone)
    assert (found.groups, found.ratio) == ((), None)
    assert words.audit_sentence(found) == (
        "Time in 1:1s differs between people (from 0 min to 4.5 h). Is that intended?"
    )
    assert audit(talk()).ratio is None


def test_notes_of_the_quarter_count_by_address_or_name_and_who_has_none_is_named() -> None:
    entries = [
        Entry(kind="recognition", person="SAM.OKAFOR@firm.example", day=YEAR, evidence="launch"),
        Entry(kind="stretch", person=" sam ", day=YEAR + 89, evidence="talk"),
        Entry(kind="promotion", person=BEN, day=YEAR + 90, evidence="later"),
    ]
    found = audit(talk(), entries=entries)
    assert [row.noted for row in found.rows] == [2, 0, 0]
    assert words.unnoted_sentence(found) == (
        "No recognition, stretch work or promotion noted this quarter, for you alone: "
        "ben@firm.example, carla@firm.example."
    )


def test_a_quarter_that_is_not_over_ends_before_today() -> None:
    found = audit(talk(), today=ordinal(DAYS[2]))
    assert (found.rows[0].held, found.rows[0].days_since) == (2, 7)


def test_an_audit_of_nobody_is_empty() -> None:
    found = audit(talk(), people=())
    assert (found.rows, found.median_seconds, found.ratio) == ((), 0, None)
    assert words.audit_sentence(found) == "Nobody is named for the audit yet."


# ---- words ----


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("sam.okafor@firm.example", "Sam Okafor"),
        ("anna-lena_meyer+x@firm.example", "Anna-Lena Meyer"),
        ("s.okafor@firm.example", "S. Okafor"),
        ("zoë.müller@firm.example", "Zoë Müller"),
        (ANNA, ANNA),
        ("sam.okafor2@firm.example", "sam.okafor2@firm.example"),
        ("sam..okafor@firm.example", "sam..okafor@firm.example"),
        (".@firm.example", ".@firm.example"),
        ("a\u202eb@firm.example", "a<U+202E>b@firm.example"),
    ],
)
def test_only_two_words_of_letters_are_read_as_a_name(address: str, name: str) -> None:
    assert words.person_name(address) == name


def test_a_known_name_is_taken_and_made_harmless() -> None:
    assert words.person_name(SAM, {SAM: "Sam\nO."}) == "Sam O."
    assert words.person_name(SAM, {SAM: " "}) == "Sam Okafor"


def test_the_page_says_how_many_kept_their_rhythm() -> None:
    def said(going_on: int, gave_way: int) -> str:
        return figure_words.plain(words.rhythm_phrases(going_on, gave_way))

    assert said(7, 1) == "Six of seven 1:1s kept their rhythm; one gave way."
    assert said(7, 6) == "One of seven 1:1s kept its rhythm; six gave way."
    assert said(7, 2) == "Five of seven 1:1s kept their rhythm; two gave way."
    assert said(7, 0) == "All seven 1:1s kept their rhythm."
    assert said(1, 0) == "Your 1:1 kept its rhythm."
    assert said(0, 0) == "There is no recurring 1:1 in this time."
