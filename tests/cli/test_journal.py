"""``clearweek journal``: each verb as text and as JSON, from an empty journal to a quarter (docs/journal.md)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shlex
import stat
from typing import TYPE_CHECKING, Any

import pytest

from app.model.experiments import MEASURES
from app.operations.demo.year import demo_year
from app.operations.journal_csv import COLUMNS
from tests.architecture.repository import ROOT
from tests.builders import week_of_work

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek, Result

TODAY = "2026-04-15"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs; the data are kept in another."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    return tmp_path


def run(clearweek: Clearweek, *words: str) -> Result:
    return clearweek("journal", *words, "--today", TODAY)


def text(clearweek: Clearweek, *words: str) -> str:
    """What a verb that must succeed prints."""
    result = run(clearweek, *words)
    assert (result.status, result.err) == (0, "")
    return result.out


def done(clearweek: Clearweek, *words: str) -> Any:
    """The JSON of a verb that must succeed."""
    result = run(clearweek, *words, "--json")
    assert (result.status, result.err) == (0, "")
    return result.json


def refused(clearweek: Clearweek, *words: str) -> tuple[int, str]:
    """The exit status of a verb that must not succeed, and its one sentence."""
    result = run(clearweek, *words)
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert "fault" not in result.err
    return result.status, result.err.strip()


# ---- the page ----


def test_an_empty_journal_says_how_to_begin(clearweek: Clearweek, folder: Path) -> None:
    assert text(clearweek) == (
        "Outcomes · 12 January\N{THIN SPACE}–\N{THIN SPACE}15 April 2026\n\n"
        '  The journal is empty. clearweek journal add "WHAT" --by DAY records the first promise.\n'
    )
    page = done(clearweek)
    assert set(page) == {
        *("schema", "today", "period", "measures", "due", "open", "waiting", "weeks", "rests_on_weeks"),
        *("notes", "entries", "experiments"),
    }
    assert page["schema"] == "clearweek.journal/1"
    assert page["period"] == {"from": "2026-01-12", "to": TODAY}
    assert {name: measure["unknown"] for name, measure in page["measures"].items()} == {
        "predictability": "nothing-due",
        "lead_time": "nothing-done",
        "throughput": "no-complete-week",
        "flow_efficiency": "nothing-done",
        "clarity": "nothing-begun",
        "quality_consistency": "nothing-done-long-ago",
    }


def test_the_days_of_the_page_can_be_chosen(clearweek: Clearweek, folder: Path) -> None:
    assert done(clearweek, "--from", "2026-01-01", "--to", "2026-03-31")["period"]["to"] == "2026-03-31"
    assert done(clearweek, "--from", "2026-01-01")["period"] == {"from": "2026-01-01", "to": TODAY}
    assert done(clearweek, "--to", "2026-03-31")["period"] == {"from": "2025-12-31", "to": "2026-03-31"}
    status, sentence = refused(clearweek, "--from", "2026-03-01", "--to", "2026-02-01")
    assert (status, sentence) == (2, "clearweek: The last day lies before the first; give --from before --to.")


# ---- promises ----


def test_each_verb_of_a_promise_as_text(clearweek: Clearweek, folder: Path) -> None:
    told = [
        text(clearweek, "add", "Offer", "--by", "2026-04-20", "--to", "Ben", "--on", "2026-04-01"),
        text(clearweek, "define", "1", "signed", "--on", "2026-04-01"),
        text(clearweek, "begin", "offer", "--on", "2026-04-02"),
        text(clearweek, "wait", "1", "decision", "--on", "2026-04-03"),
        text(clearweek, "resume", "1", "--on", "2026-04-07"),
        text(clearweek, "done", "1", "--on", "2026-04-10"),
        text(clearweek, "reopen", "1"),
        text(clearweek, "undo"),
        text(clearweek, "undo"),
    ]
    assert "".join(told).splitlines() == [
        "In the journal as number 1: Offer",
        "1 Offer: done means signed.",
        "1 Offer: begun on 2 Apr 2026.",
        "1 Offer: waits for a decision since 3 Apr 2026.",
        "1 Offer: waits no more since 7 Apr 2026.",
        "1 Offer: done on 10 Apr 2026.",
        "1 Offer: open again since 15 Apr 2026.",
        "Undone: reopen (Offer).",
        "Undone: done (Offer).",
    ]


def test_each_verb_of_a_promise_as_json(clearweek: Clearweek, folder: Path) -> None:
    words = ("--by", "2026-04-20", "--to", "Ben", "--done-means", "signed", "--began", "2026-04-02")
    added = done(clearweek, "add", "Offer", *words)
    assert (added["schema"], added["change"]) == ("clearweek.journal-change/1", "add")
    expected = {
        "kind": "promise",
        "id": 1,
        "what": "Offer",
        "done_means": "signed",
        "defined": TODAY,
        "due": "2026-04-20",
        "to": "Ben",
        "promised": TODAY,
        "began": "2026-04-02",
        "done": [],
        "reopened": [],
        "open": True,
        "waits": [],
    }
    assert added["rows"] == [expected]
    verbs = (
        (("define", "1", "signed by both"), {"done_means": "signed by both"}),
        (("begin", "1", "--on", "2026-04-03"), {"began": "2026-04-03"}),
        (
            ("wait", "1", "access", "--on", "2026-04-04"),
            {"waits": [{"from": "2026-04-04", "to": None, "for": "access"}]},
        ),
        (
            ("resume", "1", "--on", "2026-04-05"),
            {"waits": [{"from": "2026-04-04", "to": "2026-04-05", "for": "access"}]},
        ),
        (("done", "1", "--on", "2026-04-06"), {"done": ["2026-04-06"], "open": False}),
        (("reopen", "1", "--on", "2026-04-07"), {"reopened": ["2026-04-07"], "open": True}),
    )
    for words_of_verb, changes in verbs:
        expected = {**expected, **changes}
        found = done(clearweek, *words_of_verb)
        assert (found["change"], found["rows"]) == (words_of_verb[0], [expected])
    undone = done(clearweek, "undo")
    assert (undone["change"], undone["rows"]) == ("undo", [{**expected, "reopened": [], "open": False}])


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("undo",), 1, "There is nothing to undo in the journal."),
        (("done", "7"), 1, "There is no promise “7” in the journal; see clearweek journal."),
        (("done",), 2, "the following arguments are required: PROMISE; see clearweek journal done --help."),
        (("wait", "1", "lunch"), 2, "argument reason: invalid choice: 'lunch'"),
        (("add", " "), 1, "This cannot be in the journal: it does not say what was promised."),
        (("add", "x", "--by", "tomorrow"), 2, "argument --by: “tomorrow” is not a date like 2026-01-05"),
        (("add", "x", "--on", "2026-04-16"), 1, "This cannot be in the journal: 2026-04-16 lies in the future."),
        (("add", "x", "--person", "Ben"), 2, "--person belongs to --kind; a promise is made with --to"),
        (("add", "x", "--kind", "stretch"), 1, "This cannot be in the journal: it does not say for whom."),
        (("add", "x", "--kind", "stretch", "--to", "Ben"), 2, "--by, --to, --began and --done-means belong to"),
        (("note", "review"), 2, "A note says at least one of --worth, --decision, --owner and --blocker"),
        (("note", "review", "--worth", "6"), 2, "argument --worth: invalid choice: 6"),
        (("note", "review", "--worth", "5"), 1, "No event of that day is called “review”; give its day with --on."),
        (("sheet", "Ben"), 1, "Nothing in the journal was promised to “Ben”"),
        (("delivered", "--quarter", "2026-Q5"), 2, "argument --quarter: “2026-Q5” is not a quarter like 2026-Q1"),
        (("conditions", "--weeks", "0"), 2, "argument --weeks: “0” is not a number of weeks"),
        (("conditions", "--weeks", "2", "--to", "2026-03-01"), 2, "--weeks and --from or --to exclude one another"),
        (("experiment", "add", "x", "--measure", "mood"), 2, "argument --measure: invalid choice: 'mood'"),
        (("import", "missing.csv"), 1, "missing.csv cannot be read: it is not there."),
        (("import", "."), 1, ". cannot be read: it is a folder."),
        (("export", "-o", "missing/journal.csv"), 1, "missing/journal.csv cannot be written: it is not there"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    clearweek: Clearweek, folder: Path, words: tuple[str, ...], status: int, sentence: str
) -> None:
    found = refused(clearweek, *words)
    assert found[0] == status
    assert found[1].startswith(f"clearweek: {sentence}")


def test_every_verb_has_a_help_with_an_example(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("journal", "--help")
    verbs = result.out.partition("{add,")[2].partition("}")[0].split(",")
    assert verbs == [
        *("begin", "define", "done", "reopen", "wait", "resume", "note", "import", "export"),
        *("sheet", "delivered", "conditions", "experiment", "undo"),
    ]
    for verb in ("add", *verbs):
        printed = clearweek("journal", verb, "--help")
        assert printed.status == 0
        assert f"Example: clearweek journal {verb}" in " ".join(printed.out.split())


def test_general_options_count_before_the_verb_and_after_it(clearweek: Clearweek, folder: Path) -> None:
    before = clearweek("journal", "--json", "--home", "elsewhere", "--today", TODAY, "add", "Offer")
    assert before.json["rows"][0]["promised"] == TODAY
    after = clearweek("journal", "undo", "--home", "elsewhere", "--json")
    assert after.json["rows"][0]["what"] == "Offer"
    assert not (folder / "data").exists()


def test_the_document_names_every_verb_column_and_measure_and_its_examples_run(
    clearweek: Clearweek, folder: Path
) -> None:
    document = (ROOT / "docs" / "journal.md").read_text("utf-8")
    usage = clearweek("journal", "--help").out.partition("{add,")[2].partition("}")[0]
    assert [verb for verb in ("add", *usage.split(",")) if not re.search(rf"[`\s]{verb}\b", document)] == []
    assert [name for name in (*COLUMNS, *MEASURES) if f"`{name}`" not in document] == []
    promises, files, small = re.findall(r"^```\n(.*?)^```$", document, re.DOTALL | re.MULTILINE)
    (folder / "promises.csv").write_text(small)
    for line in (promises + files).splitlines():
        words = shlex.split(line)
        assert words[:2] == ["clearweek", "journal"]
        assert text(clearweek, *words[2:])


# ---- people, meetings, experiments ----


def test_what_one_notes_of_a_person(clearweek: Clearweek, folder: Path) -> None:
    told = text(clearweek, "add", "found the leak", "--kind", "recognition", "--person", "Clara")
    assert told == "In the journal: recognition, Clara: found the leak\n"
    (row,) = done(clearweek, "add", "leads the team", "--kind", "promotion", "--person", "Clara")["rows"]
    assert row == {"kind": "promotion", "id": 2, "what": "leads the team", "person": "Clara", "date": TODAY}
    assert [each["kind"] for each in done(clearweek)["entries"]] == ["recognition", "promotion"]
    assert "15 Apr 2026  recognition  Clara  found the leak" in text(clearweek)


def test_a_note_finds_its_meeting_in_the_store(clearweek: Clearweek, folder: Path) -> None:
    (folder / "work.ics").write_bytes(week_of_work())
    assert clearweek("add", "work.ics").status == 0
    words = ("note", "design", "--on", "2026-02-10")
    told = text(clearweek, *words, "--worth", "4", "--decision", "two pages", "--owner", "Ben")
    assert told == "In the journal: a note on Design talk, 10 Feb 2026\n"
    (row,) = done(clearweek, *words, "--at", "13:00", "--blocker", "access")["rows"]
    assert (row["uid"], row["start"], row["title"]) == ("design", "2026-02-10T13:00:00Z", "Design talk")
    assert (row["worth"], row["decision"], row["owner"], row["blocker"]) == (4, "two pages", "Ben", "access")
    page = text(clearweek)
    assert "1 meeting was noted: decision 1, owner 1, blocker removed 1. Worth, from 1 to 5: 4, said of 1." in page
    assert "worth 4 of 5  decided: two pages; owner: Ben; blocker removed: access" in page


def test_an_experiment_is_recorded_and_listed(clearweek: Clearweek, folder: Path) -> None:
    assert "No experiment is recorded." in text(clearweek, "experiment", "list")
    added = ("experiment", "add", "No meeting before ten", "--measure", "focus_minutes", "--start", "2026-03-04")
    assert text(clearweek, *added) == "In the journal: an experiment, No meeting before ten\n"
    assert text(clearweek, "experiment", "list") == (
        "Experiments\n\n  “No meeting before ten”, since 4 March 2026, focus a week: unknown, with 0 full weeks before "
        "and 0 after; each side needs 3.\n"
    )
    found = done(clearweek, "experiment", "list")
    assert found["schema"] == "clearweek.journal-experiments/1"
    nothing: dict[str, Any] = {"weeks": [], "values": [], "range": None}
    assert found["experiments"] == [
        {
            "kind": "experiment",
            "id": 1,
            "what": "No meeting before ten",
            "date": "2026-03-04",
            "measure": "focus_minutes",
            "ready": "2026-04-06",
            "verdict": "unknown",
            "before": nothing,
            "after": nothing,
        }
    ]
    assert done(clearweek, "undo")["rows"][0]["what"] == "No meeting before ten"


# ---- files ----


def test_a_file_is_brought_in_and_what_is_bad_is_listed(clearweek: Clearweek, folder: Path) -> None:
    (folder / "p.csv").write_text("what,due\nOffer,2026-04-20\n,2026-04-21\nPlan,soon\n")
    assert text(clearweek, "import", "p.csv").splitlines() == [
        "New in the journal: 1. Told more of: 0. Said nothing new: 0.",
        "2 rows were set aside:",
        "  line 3: it does not say what was promised",
        "  line 4: “soon” in “due” is not a date like 2026-01-05",
    ]
    again = done(clearweek, "import", "p.csv")
    assert [again[key] for key in ("schema", "added", "changed", "same")] == ["clearweek.journal-import/1", 0, 0, 1]
    assert [each["line"] for each in again["set_aside"]] == [3, 4]
    assert text(clearweek, "undo") == "Undone: the import of 1 row (Offer).\n"


def test_a_file_of_which_nothing_can_be_taken_is_an_error_and_says_why(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("journal", "import", "-", stdin=b"what,due\nPlan,soon\n")
    assert result.status == 1
    assert "line 2" in result.out
    assert result.err == "clearweek: No row of the file could be taken; its columns are in docs/journal.md.\n"


def test_an_export_brought_in_elsewhere_gives_the_same_journal(clearweek: Clearweek, folder: Path) -> None:
    text(clearweek, "add", "=cmd|'/C calc'!A0", "--to", "Ben", "--by", "2026-04-20")
    text(clearweek, "wait", "1", "review")
    text(clearweek, "add", "led it", "--kind", "stretch", "--person", "@Clara")
    assert text(clearweek, "export", "-o", "j.csv") == "2 rows were written to j.csv, which only you may read.\n"
    assert stat.S_IMODE((folder / "j.csv").stat().st_mode) == 0o600
    assert done(clearweek, "export", "-o", "j.csv") == {
        "schema": "clearweek.journal-exported/1",
        "path": "j.csv",
        "rows": 2,
    }
    printed = clearweek("journal", "export", "-o", "-").out
    assert printed.encode() == (folder / "j.csv").read_bytes()
    head, first, __ = csv.reader(io.StringIO(printed.removeprefix("\N{BYTE ORDER MARK}")))
    assert (tuple(head), first[1]) == (COLUMNS, "'=cmd|'/C calc'!A0")
    assert done(clearweek, "import", "j.csv", "--home", "other")["added"] == 2
    there, here = done(clearweek, "--home", "other"), done(clearweek)
    assert there == here
    assert here["open"][0]["what"] == "=cmd|'/C calc'!A0"


# ---- from an empty journal to a quarter ----


def test_a_quarter(clearweek: Clearweek, folder: Path) -> None:
    (folder / "demo.ics").write_bytes(demo_year(dt.date(2026, 4, 15)))
    assert clearweek("add", "demo.ics").status == 0
    lines = ["what,to,done_means,defined,promised,began,due,done,reopened,waits"]
    first = dt.date(2026, 1, 5)
    for number in range(12):
        began = first + dt.timedelta(days=7 * number)
        due, is_late = began + dt.timedelta(days=6), number in {3, 7}
        finished = due + dt.timedelta(days=2 if is_late else -1)
        wait = f"{began}..{began + dt.timedelta(days=1)} decision" if number % 2 else ""
        lines.append(f"Step {number + 1},Ben,seen,{began},{began},{began},{due},{finished},,{wait}")
    lines.append("For Clara,Clara,,,2026-04-01,2026-04-02,2026-04-30,,,2026-04-10.. access")
    (folder / "quarter.csv").write_text("\n".join(lines))
    assert done(clearweek, "import", "quarter.csv")["added"] == 13

    page = done(clearweek, "--from", "2026-01-05")
    found = page["measures"]
    assert found["predictability"] == {"value": 10 / 12, "part": 10, "of": 12, "unknown": None}
    assert found["lead_time"] == {"median_days": 5.0, "p85_days": 8, "of": 12, "unknown": None}
    assert found["throughput"] == {"a_week": 12 / 14, "done": 12, "weeks": 14, "unknown": None}
    assert found["flow_efficiency"]["value"] == 1 - 6 / 66
    assert found["clarity"] == {
        "value": 12 / 13,
        "part": 12,
        "of": 13,
        "unknown": None,
        "day_of_definition_unknown": 0,
    }
    assert (found["quality_consistency"]["part"], found["quality_consistency"]["of"]) == (10, 10)
    assert page["rests_on_weeks"] == len(page["weeks"]) > 10
    focus = {week["week"]: week["focus_minutes"] for week in page["weeks"]}
    overview = clearweek("overview", "--week", "2026-W10", "--today", TODAY, "--json").json
    assert focus["2026-W10"] == overview["week"]["focus_minutes"]
    assert "83\N{NARROW NO-BREAK SPACE}%  10 of 12 due were done by their day" in text(
        clearweek, "--from", "2026-01-05"
    )

    _look_at_what_can_be_handed_over(clearweek)


def _look_at_what_can_be_handed_over(clearweek: Clearweek) -> None:
    sheet = text(clearweek, "sheet", "clara")
    assert sheet.splitlines() == [
        "Open promises to Clara · 15 April 2026",
        "",
        "For Clara",
        "  What done means is not written down.",
        "  due 30 Apr 2026",
        "  It waits for access, since 10 Apr 2026: 5 days",
    ]
    as_json = done(clearweek, "sheet", "clara")
    assert (as_json["schema"], as_json["person"]) == ("clearweek.journal-sheet/1", "Clara")
    assert [each["what"] for each in as_json["promises"]] == ["For Clara"]

    delivered = text(clearweek, "delivered", "--quarter", "2026-Q1")
    assert delivered.splitlines()[:3] == ["What I delivered", "", "1st quarter 2026"]
    assert delivered.count("Step") == 12
    found = done(clearweek, "delivered")
    assert (found["schema"], [each["quarter"] for each in found["quarters"]]) == (
        "clearweek.journal-delivered/1",
        ["2026-Q1"],
    )

    conditions = text(clearweek, "conditions")
    assert "This rests on 8 full weeks." in conditions
    assert "for access" in conditions
    as_json = done(clearweek, "conditions", "--weeks", "4")
    assert as_json["schema"] == "clearweek.journal-conditions/1"
    assert len(as_json["weeks"]) == 4
    assert as_json["focus_minutes"]["range"][0] <= as_json["focus_minutes"]["median"]

    handed_over = (delivered, conditions, str(found), str(as_json), str(done(clearweek, "conditions")))
    assert [name for each in handed_over for name in ("Ben", "Clara") if name in each] == []
    assert "Ben" not in sheet
