"""A file of ``export json`` read strictly: what was written comes back, and anything else is refused by its place."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.connectors.export_file import is_export, read_export
from app.connectors.export_own import own_part
from app.errors import UnreadableInput
from app.model.events import Event, Series
from app.model.journal import Entry, Experiment, Journal, MeetingNote, Promise, Wait
from app.model.timezones import ChangeTable, Zone
from app.report.whole_json import whole_json
from tests.builders import ordinal, week_of_work
from tests.ics_builder import read
from tests.properties.drawing import drafts, turned

if TYPE_CHECKING:
    from app.model.sources import Reading
    from tests.properties.drafts import Draft

EXAMPLES = Path(__file__).parents[1] / "calendars" / "examples"
DAY = ordinal("2026-02-09")
JOURNAL = Journal(
    promises=(
        Promise(
            what="Plan",
            id=3,
            done_means="agreed",
            defined=DAY,
            due=DAY + 9,
            to="Ben",
            promised=DAY,
            began=DAY + 1,
            turns=(DAY + 2, DAY + 3, DAY + 5),
            waits=(Wait(DAY, DAY + 1, "review"), Wait(DAY + 1, None, "person")),
        ),
        Promise(what="Nothing else known"),
    ),
    entries=(Entry(kind="stretch", person="Ben", day=DAY, evidence="Led the talk", id=1),),
    notes=(MeetingNote(calendar="test.ics#Work", uid="design", start=1_770_728_400, worth=4, owner="Ben", id=2),),
    experiments=(Experiment(change="No Mondays", start=DAY, measure="focus-minutes", id=1),),
)
WORDS = [
    {
        "number": 1,
        "kind": "rule",
        "said": "2026-02-09T10:00:00Z",
        "uid": "design",
        "title": "Talk",
        "rule": "block",
        "sentence": "",
    },
    {
        "number": 2,
        "kind": "not-so",
        "said": "2026-02-09T10:00:00Z",
        "pattern": "crowd",
        "uid": None,
        "title": "",
        "reason": "no",
    },
    {
        "number": 3,
        "kind": "merge",
        "said": "2026-02-09T10:00:00Z",
        "uid": "a",
        "into": "b",
        "title": "",
        "into_title": "",
    },
    {"number": 4, "kind": "person", "said": "2026-02-09T10:00:00Z", "address": "b@x", "name": "", "group": ""},
    {"number": 5, "kind": "review", "said": "2026-02-09T10:00:00Z", "uid": "a", "title": "", "reviewed": "2026-02-09"},
]
LEDGER = [
    {
        "seen": "2026-02-09T10:00:00Z",
        "source": "w",
        "uid": "a",
        "title": "T",
        "start": "2026-02-09",
        "change": "gone",
        "from": None,
        "to": None,
    }
]


def export_of(reading: Reading, journal: Journal | None = None) -> dict[str, Any]:
    found = {
        "schema": "clearweek.export/1",
        **whole_json(reading, journal or Journal()),
        "own_word": WORDS,
        "ledger": LEDGER,
    }
    copied: dict[str, Any] = copy.deepcopy(found)
    return copied


def read_back(value: object) -> Reading:
    return read_export(json.dumps(value).encode(), "test.ics").reading


def zone_in_words(zone: Zone | None) -> object:
    if zone is None or not isinstance(zone.tzinfo, ChangeTable):
        return zone if zone is None else (zone.name, str(zone.tzinfo))
    return zone.name, zone.tzinfo.given


def in_words(value: Any) -> Any:
    """A series with its zones as what they say, less its calendar and its lines in the file."""
    if isinstance(value, Zone):
        return zone_in_words(value)
    if isinstance(value, Event):
        return tuple(in_words(each) for each in value._replace(line=None, key=value.key._replace(calendar="")))
    if isinstance(value, Series):
        return (value.uid, in_words(value.head), in_words(value.recurrence), in_words(value.overrides))
    if isinstance(value, tuple):
        return tuple(in_words(each) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        return tuple(in_words(getattr(value, name)) for name in value.__dataclass_fields__)
    return value


def all_in_words(reading: Reading) -> object:
    calendars = [(each.name, each.owner, zone_in_words(each.zone), each.newest) for each in reading.calendars]
    return calendars, [in_words(each) for each in reading.series]


# ---- the same again ----


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ics")), ids=lambda path: path.stem)
def test_real_calendars_come_back_to_the_letter(path: Path) -> None:
    before = read(path.read_bytes())
    assert before.series != ()
    assert all_in_words(read_back(export_of(before))) == all_in_words(before)


@given(st.one_of(drafts(), turned()))
@settings(max_examples=100)
def test_whatever_repeats_comes_back_to_the_letter(draft: Draft) -> None:
    before = read(draft.text())
    assert all_in_words(read_back(export_of(before))) == all_in_words(before)


def test_the_journal_comes_back_without_its_numbers() -> None:
    from dataclasses import replace

    file = read_export(json.dumps(export_of(read(week_of_work()), JOURNAL)).encode(), "other.json")
    own = own_part(file)
    notes = tuple(replace(each, calendar=file.keys[0]) for each in JOURNAL.notes)
    expected = replace(JOURNAL, notes=notes).rows()
    assert own.journal == tuple(replace(each, id=0) for each in expected)
    assert (len(own.words), len(own.ledger)) == (5, 1)


def test_what_a_file_does_not_carry_is_nothing() -> None:
    value = export_of(read(week_of_work()))
    for name in ("journal", "own_word", "ledger"):
        del value[name]
    assert own_part(read_export(json.dumps(value).encode(), "x")) == ((), (), ())


def test_a_calendar_file_is_no_export() -> None:
    assert not is_export(week_of_work())
    assert not is_export(b"")
    assert is_export(b'\xef\xbb\xbf \n{"a": 1}')


# ---- nothing in it is trusted ----


def at_path(value: Any, *path: Any) -> Any:
    for each in path:
        value = value[each]
    return value


_HEAD = ("calendars", 0, "series", 0, "head")


@pytest.mark.parametrize(
    ("path", "given", "told"),
    [
        ((*_HEAD, "title"), 7, "calendars[0].series[0].head.title"),
        ((*_HEAD, "title"), "half \ud800", "head.title"),
        ((*_HEAD, "title"), "x" * 10_000, "head.title"),
        ((*_HEAD, "transparent"), 1, "head.transparent"),
        ((*_HEAD, "sequence"), True, "head.sequence"),
        ((*_HEAD, "sequence"), 2**70, "head.sequence"),
        ((*_HEAD, "sequence"), 1.5, "head.sequence"),
        ((*_HEAD, "stamp"), 10**30, "head.stamp"),
        ((*_HEAD, "busy"), "very", "head.busy"),
        ((*_HEAD, "slot"), "2026-01-05", "head"),
        ((*_HEAD, "start"), "2026-02-30", "head.start"),
        ((*_HEAD, "start"), {"local": "2026-01-05T25:00:00", "zone": 0}, "start.local"),
        ((*_HEAD, "start"), {"local": "2026-01-05T09:00", "zone": 0}, "start.local"),
        ((*_HEAD, "start"), {"local": "2026-01-05T09:00:00", "zone": 99}, "start.zone"),
        ((*_HEAD, "start"), {"local": "2026-01-05T09:00:00", "zone": -1}, "start.zone"),
        ((*_HEAD, "length"), {"form": "wall", "days": 10**9, "seconds": 0}, "length.days"),
        ((*_HEAD, "attendees"), [{"address": "nobody"}], "attendees[0]"),
        ((*_HEAD, "attendees"), {}, "head.attendees"),
        ((*_HEAD, "description"), 99, "head.description"),
        (("calendars", 0, "series", 0, "uid"), "", "series[0]"),
        (("calendars", 0, "series", 0, "head"), None, "series[0]"),
        (("calendars", 0, "series"), "all", "calendars[0].series"),
        (("calendars", 0, "newest"), "yesterday", "calendars[0].newest"),
        (("zones", 0, "name"), "../../etc/passwd", "zones[0]"),
        (("zones", 0), {"name": "X", "before": 10**6, "changes": []}, "zones[0].before"),
        (
            ("zones", 0),
            {"name": "X", "before": 0, "changes": [{"at": 5, "offset": 0}, {"at": 4, "offset": 0}]},
            "zones[0]",
        ),
        (("journal", 0, "kind"), "virus", "journal[0].kind"),
        (("journal", 0, "turns"), ["soon"], "journal[0].turns[0]"),
        (("own_word", 0, "rule"), "everything", "own_word[0].rule"),
        (("own_word", 0, "said"), 5, "own_word[0].said"),
        (("ledger", 0, "change"), "hacked", "ledger[0].change"),
        (("ledger", 0, "start"), "2026-13-01", "ledger[0].start"),
    ],
)
def test_what_is_not_as_agreed_is_refused_by_its_place(path: tuple[Any, ...], given: object, told: str) -> None:
    value = export_of(read(week_of_work()), JOURNAL)
    at_path(value, *path[:-1])[path[-1]] = given
    with pytest.raises(UnreadableInput) as refused:
        own_part(read_export(json.dumps(value).encode(), "test.ics"))
    assert f"{told}”" in refused.value.sentence()


@given(st.data())
def test_whatever_is_missing_or_of_another_kind_is_refused_or_taken(data: st.DataObject) -> None:
    value = export_of(read(week_of_work()), JOURNAL)
    place: Any = value
    while True:
        at = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[at], dict | list) or not place[at] or data.draw(st.booleans()):
            break
        place = place[at]
    place[at] = data.draw(
        st.sampled_from([None, True, -1, 10**400, 1e300, "", "x", "2026-01-05", [], {}, [None], {"a": 1}])
    )
    with suppress(UnreadableInput):
        own_part(read_export(json.dumps(value).encode(), "test.ics"))


def test_more_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.connectors.export_file.MOST_EVENTS", 4)
    with pytest.raises(UnreadableInput, match="not what belongs there"):
        read_back(export_of(read(week_of_work())))
    monkeypatch.setattr("app.connectors.export_file.LARGEST", 100)
    with pytest.raises(UnreadableInput, match="larger than 50 MB"):
        read_back(export_of(read(week_of_work())))


@pytest.mark.parametrize("piece", ["{},", "[],", '{"":0},', '"ab",'])
def test_little_text_cannot_ask_for_much_memory(piece: str) -> None:
    text = '{"schema": "clearweek.export/1", "x": [' + piece * (30_000_000 // len(piece)) + "0]}"
    with pytest.raises(UnreadableInput, match="holds more than an export can"):
        read_export(text.encode(), "test.ics")
