"""The truth table of kinds, through the real reader and the real classifier (METRICS.md §1)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

import pytest

from app.connectors.ics_reader import read_ics
from app.model.events import Event, Series
from app.model.occurrences import Attendance, Kind, Me, Period, RuleId
from app.model.preferences import Preferences
from app.timeline.attendance import AttendanceOfMe
from app.timeline.classify import Classifier, OwnWords, is_opaque, own_words, why
from app.timeline.expand import expand
from tests.builders import ANNA, CALENDAR, calendar, event, home, only_series, ordinal, plain_event
from tests.timeline.truth_table import TRUTH, Row

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

YEAR = Period(ordinal("2026-01-01"), ordinal("2026-12-31"), home())
OF_ANNA = tuple(
    row for row in TRUTH if row.me == (ANNA,) and not (row.method or row.left_out or row.no_people or row.own)
)
"""The rows that one calendar of hers can hold."""


def judged(row: Row) -> tuple[Kind, RuleId, Attendance]:
    """What the program makes of a row."""
    series = series_of(row)
    ((its_event, start, end, _original),) = expand(series, YEAR)
    attendance = AttendanceOfMe(Me(frozenset(row.me))).of(its_event)
    left_out = frozenset({its_event.key.calendar}) if row.left_out else frozenset[str]()
    own = OwnWords({} if row.own is None else {series.uid: row.own})
    kind, rule = Classifier(left_out, row.no_people, own).verdict(its_event, attendance, end - start)
    return kind, rule, attendance


def series_of(row: Row) -> Series:
    if isinstance(row.says, Event):
        return Series(CALENDAR, row.says.key.uid, row.says, None, ())
    head = (f"METHOD:{row.method}",) if row.method else ()
    reading = read_ics(calendar(event(*row.says), head=head), "work.ics")
    return only_series(reading)


@pytest.mark.parametrize("row", TRUTH, ids=lambda row: row.name)
def test_every_event_of_the_truth_table_is_what_it_says(row: Row) -> None:
    kind, rule, attendance = judged(row)
    assert (kind, rule) == (row.kind, row.rule)
    assert (attendance.response, attendance.people, attendance.external) == (row.response, row.people, row.external)


def test_the_truth_table_is_large_and_names_each_event_once() -> None:
    assert len(TRUTH) >= 75
    groups = Counter((row.name, row.kind) for row in TRUTH)
    assert [name for name, count in groups.items() if count > 1] == []


def test_the_truth_table_knows_every_kind_and_every_rule() -> None:
    assert {row.kind for row in TRUTH} == set(get_args(Kind))
    assert {row.rule for row in TRUTH} == set(get_args(RuleId))


def test_the_command_line_says_the_same_of_the_whole_table(clearweek: Clearweek, tmp_path: Path) -> None:
    path = tmp_path / "table.ics"
    rows = {f"row {at}": row for at, row in enumerate(OF_ANNA) if not isinstance(row.says, Event)}
    path.write_bytes(
        calendar(*(event(*row.says, uid=uid) for uid, row in rows.items() if not isinstance(row.says, Event)))
    )
    result = clearweek("events", str(path), "--me", ANNA, "--from", "2026-02-01", "--to", "2026-12-31", "--json").json
    keys = ("kind", "rule", "response", "people", "external")
    found = {each["uid"]: tuple(each[key] for key in keys) for each in result["occurrences"]}
    assert found == {uid: (row.kind, row.rule, row.response, row.people, row.external) for uid, row in rows.items()}


@pytest.mark.parametrize("rule", get_args(RuleId))
def test_every_rule_has_a_reason_in_words(rule: RuleId) -> None:
    reason = why(rule)
    assert " " in reason
    assert reason[0].islower()
    assert not reason.endswith(".")


@pytest.mark.parametrize(
    ("its_event", "opaque"),
    [
        (plain_event(), True),
        (plain_event(transparent=True), False),
        (plain_event(busy="busy", transparent=True), True),
        (plain_event(busy="tentative", transparent=True), True),
        (plain_event(busy="out_of_office", transparent=True), True),
        (plain_event(busy="free"), False),
        (plain_event(busy="working_elsewhere"), False),
    ],
    ids=repr,
)
def test_outlooks_own_property_outranks_transp(its_event: Event, opaque: bool) -> None:
    assert is_opaque(its_event) is opaque


ALONE = Attendance(None, None, at_least=False, others=False, external=False, organized=None)


def rule_of(uid: str, preferences: Preferences) -> tuple[Kind, RuleId]:
    """What an hour of a series is, in which nobody else is named."""
    its_event = plain_event()
    its_event = its_event._replace(key=its_event.key._replace(uid=uid))
    return Classifier(frozenset(), None, own_words(preferences)).verdict(its_event, ALONE, 3600)


def test_a_rule_holds_for_all_parts_into_which_google_splits_a_series() -> None:
    preferences = Preferences(series_rules={"talk@google.com": "meeting"})
    assert rule_of("talk_R20260209T100000@google.com", preferences) == ("meeting", "own-rule")
    assert rule_of("talk@google.com", preferences) == ("meeting", "own-rule")
    assert rule_of("other@google.com", preferences) == ("block", "own-time")


def test_a_merged_series_has_its_own_rule_and_else_that_of_the_series_it_counts_as() -> None:
    rules = Preferences(series_rules={"talk": "meeting", "chat": "focus"}, merged={"copy": "talk", "chat": "talk"})
    assert rule_of("copy", rules) == ("meeting", "own-rule")
    assert rule_of("chat", rules) == ("focus", "own-rule")
    circle = Preferences(series_rules={"talk": "meeting"}, merged={"one": "two", "two": "one"})
    assert rule_of("one", circle) == ("block", "own-time")


def test_own_words_of_the_focus_and_the_out_of_office_list_count() -> None:
    def judged_title(title: str, **words: tuple[str, ...]) -> Kind:
        own = own_words(Preferences(words=words))
        return Classifier(frozenset(), None, own).verdict(plain_event(title=title), ALONE, 3600)[0]

    assert judged_title("Klausur am Morgen") == "block"
    assert judged_title("Klausur am Morgen", focus=("KLAUSUR",)) == "focus"
    assert judged_title("Klausuren", focus=("Klausur", " ")) == "block"
    assert judged_title("Sabbatjahr: Rom", out_of_office=("Sabbatjahr",)) == "out_of_office"
    assert judged_title("Focus time", focus=("Klausur",)) == "focus"
