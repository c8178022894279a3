"""The People page in words, and the card of the face-time audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.audit_card import audit_card, proposed, ticks
from app.analysis.outcomes import sheet_with
from app.analysis.patterns.series_evidence import scheduled
from app.analysis.people import face_time, one_on_ones
from app.analysis.people_page import Audited, PeopleMaterial, Slips, initials, people_page
from app.analysis.references import parse_reference
from app.model.chosen_period import ChosenPeriod
from app.model.journal import Journal
from app.model.people import FaceTimePerson
from app.model.people_page import in_order
from tests.analysis.patterns.series_grounds import FIRST, LAST, TODAY, grounds_of, mondays, skip, weekly
from tests.builders import BEN, ordinal

if TYPE_CHECKING:
    from app.model.people_page import PeoplePage

SAM = "sam.okafor@firm.example"
DAYS = mondays()
NOTHING = Slips(frozenset(), None, "Looked for, not found.")


def sam(*lines: str, rule: str = "FREQ=WEEKLY") -> str:
    return weekly("sam", "2026-02-02 10:00", *lines, rule=rule, by=SAM, people=())


def page_of(
    *events: str, slips: Slips = NOTHING, began: int | None = None, unknown: str = "", today: int = TODAY
) -> PeoplePage:
    grounds = grounds_of(*events)
    given = scheduled(grounds)
    ones = () if unknown else one_on_ones(given, FIRST, LAST, today, without_slot=True)
    return people_page(
        PeopleMaterial(
            period=ChosenPeriod("own", FIRST, LAST),
            last=min(LAST, today - 1),
            today=today,
            zone=grounds.zone,
            ones=ones,
            unknown=unknown,
            slips=slips,
            began=began,
            named=(),
            audited=Audited(None, {}, FIRST, LAST),
            reference_of=lambda each: f"1:{each.start}",
            sheet_of=lambda _address, name: sheet_with(Journal((), (), (), ()), name, today),
        )
    )


def sentence(page: PeoplePage) -> str:
    return "".join(phrase.text for phrase in page.sentence)


def test_the_figures_of_the_sentence_open_the_one_on_ones_and_the_finding() -> None:
    page = page_of(sam(), weekly("ben", "2026-02-03 11:00"))
    assert sentence(page) == "Both 1:1s kept their rhythm."
    assert page.sentence[0].opens == "oneonone::2026-02-02:2026-05-03"


def test_where_the_pattern_is_refused_or_unknown_only_what_was_held_is_said() -> None:
    page = page_of(sam(skip(f"{DAYS[4]} 10:00")), slips=Slips(None, None, "You said so."))
    assert sentence(page) == "12 of 13 slots of your 1:1s were held."
    assert (page.finding, page.not_found) == (None, "You said so.")


def test_what_is_unknown_is_no_zero() -> None:
    page = page_of(sam(), unknown="Nobody is named.")
    assert (sentence(page), page.unknown, page.rows) == ("Your 1:1s are not known.", "Nobody is named.", ())


def test_the_note_says_since_when_moves_are_recorded() -> None:
    assert page_of(sam()).note.startswith("No sync has noted a change yet")
    noted = page_of(sam(), began=ordinal("2026-03-01")).note
    assert noted.startswith("Moves before 1 March 2026, when recording began, may be missing. Who moved")


def test_the_next_one_may_be_today_and_a_dash_says_that_none_is_known() -> None:
    (today,) = page_of(sam(), today=ordinal(DAYS[9])).rows
    assert (today.next_one, today.held) == ("today, 10:00", "9 of 9")
    (later,) = page_of(sam(), today=ordinal(DAYS[9]) + 1).rows
    assert later.next_one == "Mon 13 Apr, 10:00"
    (ended,) = page_of(sam(rule="FREQ=WEEKLY;COUNT=5")).rows
    assert (ended.next_one, ended.moved, ended.fell_out) == ("–", "–", "–")
    assert "next" not in ended.spoken


def test_each_mark_says_its_day_and_opens_its_occurrence_where_there_is_one() -> None:
    (row,) = page_of(sam(skip(f"{DAYS[12]} 10:00"))).rows
    held, skipped = row.marks[-2:]
    assert (held.text, held.opens) == (
        "Mon 20 Apr: held",
        f"occurrence:1:{(ordinal(DAYS[11]) - 719163) * 86400 + 36000}",
    )
    assert (skipped.text, skipped.opens) == ("Mon 27 Apr: fell out (taken out of the series)", "")


def test_rows_whose_key_is_unknown_come_last_either_way() -> None:
    rows = page_of(sam(), weekly("ben", "2026-02-03 11:00", rule="FREQ=WEEKLY;COUNT=5")).rows
    for backwards in (False, True):
        assert [row.person for row in in_order(rows, "next", backwards=backwards)] == [SAM, BEN]
    assert [row.person for row in in_order(rows, "name")] == [BEN, SAM]
    assert [row.person for row in in_order(rows, "held", backwards=True)] == [SAM, BEN]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sam Okafor", "SO"),
        ("Sam van der Okafor", "SO"),
        ("Sam", "S"),
        ("sam@firm.example", "S"),
        ("\u2068محمد علي\u2069", "ع"),
        ("🙂", ""),
        ("", ""),
    ],
)
def test_initials_are_at_most_two_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


# ---- references ----


def test_a_reference_names_whose_one_on_ones_and_the_days() -> None:
    found = parse_reference(f"oneonone:{SAM}:2026-02-02:2026-05-03")
    assert (found.kind, found.key, found.first, found.last) == ("oneonone", SAM, FIRST, LAST)
    assert parse_reference("oneonone::2026-02-02:2026-05-03").key == ""
    assert parse_reference("oneonone:od:d@firm.example:2026-02-02:2026-05-03").key == "od:d@firm.example"
    with pytest.raises(ValueError, match="no reference"):
        parse_reference("oneonone:2026-02-02")


# ---- the audit ----


@pytest.mark.parametrize(
    ("seconds", "texts"),
    [
        (0, ["0", "15 min"]),
        (45 * 60, ["0", "15", "30", "45 min"]),
        (6.5 * 3600, ["0", "2", "4", "6", "8 h"]),
        (15 * 3600, ["0", "5", "10", "15 h"]),
        (900 * 3600, ["0", "300", "600", "900 h"]),
    ],
)
def test_the_scale_begins_at_nothing_and_has_at_most_four_steps(seconds: float, texts: list[str]) -> None:
    found = ticks(seconds)
    assert [text for __, text in found] == texts
    assert found[-1][0] >= seconds


def test_those_whom_one_meets_most_are_proposed_in_order_of_name_after_those_who_are_named() -> None:
    met = {f"{letter}@firm.example": 3600 * number for number, letter in enumerate("zyxwvutsrqponm", 1)}
    named = [FaceTimePerson("kim@firm.example", "Kim", "remote"), FaceTimePerson("z@firm.example", "", "")]
    found = proposed(named, met)
    assert [(each.address[0], each.named) for each in found[:2]] == [("k", True), ("z", True)]
    assert [each.address[0] for each in found[2:]] == list("mnopqrstuvwx")
    assert found[0].fact == "no 1:1 in the last 13 weeks"
    assert found[1].fact == "1.0 h in 1:1s of the last 13 weeks"


def test_those_without_a_group_stand_last_and_alone_they_are_everybody() -> None:
    given = scheduled(grounds_of(sam(), weekly("ben", "2026-02-03 11:00")))
    people = [FaceTimePerson(SAM, "Sam", ""), FaceTimePerson(BEN, "", "office")]
    for named, groups in ((people, ["office, 1", "without a group, 1"]), (people[:1], ["everybody named, 1"])):
        audit = face_time(given, named, (), first=FIRST, last=LAST, today=TODAY)
        card = audit_card(audit, named, {}, FIRST, LAST)
        assert card.plot is not None
        assert [group.name for group in card.plot.groups] == groups
        assert len(card.plot.table.rows) == len(named)
        assert {len(row) for row in card.plot.table.rows} == {len(card.plot.table.headers)}


def test_the_card_names_to_oneself_who_is_below_half_of_the_median_and_without_a_note() -> None:
    short = weekly("ben", "2026-02-03 11:00", rule="FREQ=WEEKLY;COUNT=2")
    given = scheduled(grounds_of(sam(), short))
    named = [FaceTimePerson(SAM, "Sam", "office"), FaceTimePerson(BEN, "Ben", "remote")]
    audit = face_time(given, named, (), first=FIRST, last=LAST, today=TODAY)
    card = audit_card(audit, named, {}, FIRST, LAST)
    assert card.sentence.endswith("Is that intended?")
    assert card.notes == (
        "The largest median is 6.5 times the smallest, over 2 people.",
        "Less than half of the median time in 1:1s, for you alone: Ben.",
        "No recognition, stretch work or promotion noted this quarter, for you alone: Sam, Ben.",
    )
