"""An export brought in elsewhere: the same figures, and what the person wrote themselves; nothing in it is trusted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.operations.demo.year import demo_year
from app.operations.workspace import Workspace
from tests.builders import ANNA, BEN, at, calendar, event, guest, organizer, week_of_work

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Clearweek

EXAMPLES = Path(__file__).parents[1] / "calendars" / "examples"
OPTIONS = ("--today", "2026-03-01", "--tz", "Europe/Berlin", "--me", ANNA)
FIGURES = ("period", "me", "covered", "days", "weeks", "series", "inflation", "findings", "occurrences")


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek) -> dict[str, Any]:
    """An export with a bit of everything in it, written as all.json into the folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "here"))
    (tmp_path / "work.ics").write_bytes(week_of_work())
    assert clearweek("add", "work.ics").status == 0
    moved = week_of_work().replace(b"20260210T130000Z", b"20260210T120000Z").replace(b"Late call", b"Later call")
    (tmp_path / "work.ics").write_bytes(moved)
    assert clearweek("sync").status == 0
    said: tuple[tuple[str, ...], ...] = (
        ("rule", "set", "Weekly review", "block"),
        ("rule", "not-so", "crowd", "--why", "I like it"),
        ("people", "name", BEN, "--group", "office"),
        ("journal", "add", "Write the plan", "--to", "Ben", "--by", "2026-02-20", "--done-means", "it is agreed"),
    )
    for words in said:
        result = clearweek(*words)
        assert result.status == 0, result.err
    assert clearweek("export", "json", "-o", "all.json", *OPTIONS).status == 0
    found: dict[str, Any] = json.loads((tmp_path / "all.json").read_text("utf-8"))
    return found


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def go() -> None:
        monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "there"))

    return go


# ---- the same elsewhere ----


def test_events_journal_rules_and_ledger_come_along(
    export: dict[str, Any], elsewhere: Callable[[], None], clearweek: Clearweek
) -> None:
    assert len(export["ledger"]) == 2
    assert {each["kind"] for each in export["own_word"]} == {"rule", "not-so", "person"}
    assert len(export["journal"]) == 1
    elsewhere()
    result = clearweek("add", "all.json")
    assert (result.status, result.err) == (0, "")
    assert "With them came: 1 row of the journal, 3 rules of your own, 2 changes of the ledger." in result.out
    again = clearweek("export", "json", "-o", "-", *OPTIONS).json
    for name in (*FIGURES, "calendars", "zones", "journal"):
        assert again[name] == export[name], name
    assert [{**each, "source": ""} for each in again["ledger"]] == [{**each, "source": ""} for each in export["ledger"]]
    assert {each["source"] for each in again["ledger"]} == {"all.json"}
    numbered = [{**each, "number": 0} for each in again["own_word"]]
    assert numbered == [{**each, "number": 0} for each in export["own_word"]]


def test_a_second_time_nothing_is_doubled(
    export: dict[str, Any], elsewhere: Callable[[], None], clearweek: Clearweek
) -> None:
    elsewhere()
    assert clearweek("add", "all.json").status == 0
    before = clearweek("export", "json", "-o", "-", *OPTIONS).json
    result = clearweek("add", "all.json")
    assert result.status == 0
    assert "With them" not in result.out
    Path("other.json").write_bytes(Path("all.json").read_bytes())
    assert clearweek("sync").status == 0
    assert clearweek("export", "json", "-o", "-", *OPTIONS).json == before
    # Beside its own copy under another name each event still counts once.
    assert clearweek("add", "other.json").status == 0
    doubled = clearweek("export", "json", "-o", "-", *OPTIONS).json
    assert doubled["weeks"] == before["weeks"]
    assert (doubled["journal"], doubled["own_word"], doubled["ledger"]) == (
        before["journal"],
        before["own_word"],
        before["ledger"],
    )


def test_ones_own_word_here_stays(export: dict[str, Any], elsewhere: Callable[[], None], clearweek: Clearweek) -> None:
    elsewhere()
    Path("one.ics").write_bytes(week_of_work())
    assert clearweek("add", "one.ics").status == 0
    assert clearweek("rule", "set", "Weekly review", "focus").status == 0
    assert clearweek("add", "all.json").status == 0
    rules = [each["rule"] for each in clearweek("rule", "--json").json["own_word"] if each["kind"] == "rule"]
    assert rules == ["focus"]


def test_what_came_along_can_be_undone(
    export: dict[str, Any], elsewhere: Callable[[], None], clearweek: Clearweek
) -> None:
    elsewhere()
    assert clearweek("add", "all.json").status == 0
    assert clearweek("journal", "undo").status == 0
    for __ in range(3):
        assert clearweek("rule", "undo").status == 0
    left = clearweek("export", "json", "-o", "-", *OPTIONS).json
    assert (left["journal"], left["own_word"]) == ([], [])
    assert clearweek("remove", "all.json").status == 0
    assert clearweek("export", "json", "-o", "-").status == 1


def test_a_note_on_a_meeting_finds_its_calendar_again(
    export: dict[str, Any], elsewhere: Callable[[], None], clearweek: Clearweek
) -> None:
    note = {
        "kind": "note",
        "calendar": 0,
        "uid": "design",
        "start": "2026-02-10T12:00:00Z",
        "title": "Design talk",
        "worth": 4,
        "decision": None,
        "owner": "Ben",
        "blocker": None,
    }
    export["journal"].append(note)
    Path("all.json").write_text(json.dumps(export), encoding="utf-8")
    elsewhere()
    assert clearweek("add", "all.json").status == 0
    again = clearweek("export", "json", "-o", "-").json
    assert again["journal"][-1] == note
    # No path of the machine that wrote it is in what comes from here.
    assert not any("here" in json.dumps(again[name]) for name in ("calendars", "zones", "journal"))


def test_a_file_that_changed_is_brought_up_to_date(
    export: dict[str, Any], elsewhere: Callable[[], None], clearweek: Clearweek
) -> None:
    elsewhere()
    assert clearweek("add", "all.json").status == 0
    series = export["calendars"][0]["series"]
    gone = next(each for each in series if each["uid"] == "focus")
    series.remove(gone)
    next(each for each in series if each["uid"] == "design")["head"]["title"] = "Other talk"
    Path("all.json").write_text(json.dumps(export), encoding="utf-8")
    result = clearweek("sync", "--json").json
    assert result["changed"] == 2
    changes = {each["change"] for each in clearweek("export", "json", "-o", "-").json["ledger"]}
    assert changes >= {"renamed", "gone"}


def test_what_the_file_says_of_an_event_can_be_looked_at(
    export: dict[str, Any], elsewhere: Callable[[], None], clearweek: Clearweek, tmp_path: Path
) -> None:
    elsewhere()
    assert clearweek("add", "all.json").status == 0
    with Workspace(tmp_path / "there") as workspace:
        with workspace.store.reading() as connection:
            series, start = connection.execute(
                "SELECT o.series, o.start FROM occurrences o JOIN series s ON s.id = o.series WHERE s.uid = 'design'"
            ).fetchone()
        said = json.loads(workspace.source_text(f"occurrence:{series}:{start}"))
    assert said in export["calendars"][0]["series"]
    assert said["uid"] == "design"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ics")), ids=lambda path: path.stem)
def test_real_calendars_give_the_same_occurrences(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek
) -> None:
    monkeypatch.chdir(tmp_path)
    assert clearweek("add", str(path)).status == 0
    assert clearweek("export", "json", "-o", "all.json", "--tz", "Europe/Berlin").status == 0
    words = ("--from", "1997-01-01", "--to", "2026-12-31", "--tz", "Europe/Berlin", "--json")
    before, after = (clearweek("events", each, *words) for each in (str(path), "all.json"))
    assert (before.status, after.status) == (0, 0)
    assert before.json["occurrences"] == after.json["occurrences"]
    assert after.json["occurrences"] != []


def test_a_whole_year_gives_the_same_analysis(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek
) -> None:
    import datetime as dt

    monkeypatch.chdir(tmp_path)
    Path("year.ics").write_bytes(demo_year(dt.date(2026, 11, 24), 7))
    assert clearweek("add", "year.ics").status == 0
    assert clearweek("export", "json", "-o", "all.json").status == 0
    words = ("--today", "2026-11-24", "--json")
    before, after = (clearweek("analyze", each, *words).json for each in ("year.ics", "all.json"))
    assert {name: before[name] for name in FIGURES if name in before} == {
        name: after[name] for name in FIGURES if name in after
    }
    assert before["findings"] != []


# ---- nothing in it is trusted ----


@pytest.mark.parametrize(
    ("part", "name", "told"),
    [
        ("calendars", "name", "calendars[0].name"),
        ("journal", "kind", "journal[0].kind"),
        ("ledger", "uid", "ledger[0].uid"),
    ],
)
def test_what_is_not_as_agreed_is_refused_whole_and_by_its_place(
    export: dict[str, Any], elsewhere: Callable[[], None], clearweek: Clearweek, part: str, name: str, told: str
) -> None:
    export[part][0][name] = 7
    Path("all.json").write_text(json.dumps(export), encoding="utf-8")
    elsewhere()
    result = clearweek("add", "all.json")
    assert (result.status, result.out) == (1, "")
    assert told in result.err
    assert result.err.count("\n") == 1
    assert clearweek("sources", "--json").json["sources"] == []
    assert clearweek("rule", "--json").json["own_word"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is damaged"),
        ('{"schema": "clearweek.export/1", "schema": "clearweek.export/1"}', "is damaged"),
        ('{"schema": "clearweek.export/1", "zones": NaN}', "is damaged"),
        ("{" + '"a":{' * 100_000, "is damaged"),
        ('{"schema": "clearweek.export/1", "n": ' + "9" * 5_000 + "}", "is damaged"),
        ('{"schema": "clearweek.export/2"}', "no export of Clearweek"),
        ('{"schema": ["clearweek.export/1"]}', "no export of Clearweek"),
        ('{"kind": "calendar#events"}', "no export of Clearweek"),
        ('{"schema": "clearweek.export/1", "days": []}', "holds figures and no events"),
        ('{"schema": "clearweek.export/1", "calendars": []}', "“zones”"),
    ],
    ids=range(10),
)
def test_a_file_that_is_no_export_is_refused_in_a_sentence(
    text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.json").write_text(text, encoding="utf-8")
    for words in (("add", "bad.json"), ("events", "bad.json", "--json")):
        result = clearweek(*words)
        assert (result.status, result.out) == (1, "")
        assert told in result.err
        assert result.err.count("\n") == 1
    assert clearweek("sources", "--json").json["sources"] == []


def test_rows_of_a_journal_that_cannot_be_right_are_left_out(
    export: dict[str, Any], elsewhere: Callable[[], None], clearweek: Clearweek
) -> None:
    export["journal"] += [
        {**export["journal"][0], "what": "Done before it began", "began": "2026-02-10", "turns": ["2026-02-01"]},
        {"kind": "experiment", "what": "Less", "date": "2026-02-01", "measure": "happiness"},
    ]
    export["own_word"][1]["pattern"] = "no-such-pattern"
    Path("all.json").write_text(json.dumps(export), encoding="utf-8")
    elsewhere()
    result = clearweek("add", "all.json")
    assert result.status == 0
    assert "With them came: 1 row of the journal, 2 rules of your own" in result.out
    assert "2 rows of its journal cannot be right, and were not taken." in result.out


def test_a_title_of_another_acts_on_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek
) -> None:
    monkeypatch.chdir(tmp_path)
    evil = event(
        "SUMMARY:=1+1\\nBEGIN:VALARM", *at("20260210T130000Z", "20260210T143000Z"), organizer(BEN), guest(ANNA)
    )
    Path("evil.ics").write_bytes(calendar(evil))
    assert clearweek("add", "evil.ics").status == 0
    assert (
        clearweek("export", "ics", "-o", "out.ics").out == "1 event was written to out.ics, which only you may read.\n"
    )
    events = clearweek("events", "out.ics", "--json").json["occurrences"]
    assert [each["title"] for each in events] == ["=1+1\nBEGIN:VALARM"]
