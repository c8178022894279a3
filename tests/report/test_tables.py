"""Frames for a notebook: the figures of the command line, unknown as NA, and the example of the documents."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from app.errors import UserError
from app.operations.notebook import frames_of_files, frames_of_home
from app.report import columns
from app.report.table_rows import TABLES
from tests.architecture.repository import ROOT
from tests.builders import ANNA, at, calendar, event, week_of_work

if TYPE_CHECKING:
    from pathlib import Path

    from app.report.tables import Frames
    from tests.conftest import Clearweek

WORDS = ("--tz", "Europe/Berlin", "--me", ANNA, "--today", "2026-03-01", "--json")


@pytest.fixture
def frames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Frames:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "work.ics").write_bytes(week_of_work())
    return frames_of_files("work.ics", tz="Europe/Berlin", me=[ANNA], today="2026-03-01")


def plain(value: Any) -> Any:
    """A value of a frame as JSON has it."""
    if value is pd.NA or value is pd.NaT:
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


# ---- the same figures ----


def test_days_weeks_and_series_are_those_of_the_command_line(frames: Frames, clearweek: Clearweek) -> None:
    said = clearweek("analyze", "work.ics", *WORDS).json
    for name in ("days", "weeks", "series"):
        frame = getattr(frames, name)
        assert len(frame) == len(said[name]) > 0
        shared = [column for column in frame.columns if column in said[name][0]]
        assert len(shared) >= len(frame.columns) - 3
        for row, expected in zip(frame.to_dict("records"), said[name], strict=True):
            assert {column: plain(row[column]) for column in shared} == {column: expected[column] for column in shared}
    found = frames.findings[frames.findings["state"] == "found"]
    assert list(found["sentence"]) == [each["sentence"] for each in said["findings"]]


def test_occurrences_are_those_of_the_command_line(frames: Frames, clearweek: Clearweek) -> None:
    said = clearweek("events", "work.ics", *WORDS).json["occurrences"]
    assert sorted(frames.occurrences["uid"]) == sorted(each["uid"] for each in said)
    (talk,) = frames.occurrences[frames.occurrences["uid"] == "design"].to_dict("records")
    assert talk["start"] == pd.Timestamp("2026-02-10T14:00", tz="Europe/Berlin")
    assert (talk["minutes"], talk["people"], talk["kind"], talk["title"]) == (90, 3, "meeting", "Design talk")
    (leave,) = frames.occurrences[frames.occurrences["uid"] == "urlaub"].to_dict("records")
    assert leave["all_day"] is True
    assert pd.isna(leave["minutes"])


def test_what_is_kept_gives_the_same_with_the_journal(frames: Frames, clearweek: Clearweek, tmp_path: Path) -> None:
    assert clearweek("add", "work.ics").status == 0
    assert clearweek("journal", "add", "Write the plan", "--to", "Ben").status == 0
    kept = frames_of_home(tz="Europe/Berlin", me=ANNA, today=dt.date(2026, 3, 1))
    for name in TABLES[:-1]:
        pd.testing.assert_frame_equal(getattr(kept, name), getattr(frames, name))
    assert list(kept.journal["what"]) == ["Write the plan"]
    assert kept.journal["due"].isna().all()
    assert len(frames.journal) == 0
    again = frames_of_home(tmp_path / "home", first="2026-02-09", last="2026-02-15", tz="Europe/Berlin")
    assert list(again.days["date"].dt.day) == [9, 10, 11, 12, 13, 14, 15]


# ---- unknown ----


def test_unknown_is_na_and_never_zero(tmp_path: Path) -> None:
    busy = [event(*at(f"202602{day:02d}T100000Z", f"202602{day:02d}T110000Z"), uid=str(day)) for day in range(2, 28)]
    (tmp_path / "busy.ics").write_bytes(calendar(*busy))
    frames = frames_of_files(tmp_path / "busy.ics", tz="UTC", today="2026-03-15")
    for frame in (frames.days, frames.weeks):
        assert frame["meetings"].isna().all()
        assert frame["focus_minutes"].isna().all()
        assert frame["working_minutes"].notna().all()
    assert set(frames.findings["state"]) == {"unknown"}
    assert frames.findings["sentence"].notna().all()
    assert frames.findings["figure"].isna().all()


def test_columns_keep_their_types_where_there_is_nothing(frames: Frames) -> None:
    kinds = {"text": "string", "code": "string", "whole": "Int64", "number": "Float64", "yes-no": "boolean"}
    tables = (columns.DAYS, columns.WEEKS, columns.SERIES, columns.OCCURRENCES, columns.FINDINGS, columns.EVIDENCE)
    for frame, its in zip(frames, (*tables, columns.JOURNAL), strict=True):
        assert list(frame.columns) == [column.name for column in its]
        for column in its:
            kind = str(frame[column.name].dtype)
            expected = {"date": "datetime64[s]", "instant": "datetime64[s, Europe/Berlin]", **kinds}[column.value]
            assert kind == expected, column.name


def test_every_column_says_what_it_means(frames: Frames) -> None:
    for frame in frames:
        assert set(frame.attrs["meanings"]) == set(frame.columns)
        assert all(frame.attrs["meanings"].values())
        assert frame.attrs["period"] == {"from": "2026-01-05", "to": "2026-02-13", "tz": "Europe/Berlin"}
    assert frames.weeks.attrs["units"]["meeting_minutes"] == "minutes"
    assert frames.weeks.attrs["units"]["load"] == "share from 0 to 1"
    for frame in frames:
        assert {name for name in frame.columns if name.endswith("minutes")} <= {
            name for name, unit in frame.attrs["units"].items() if unit == "minutes"
        }


@pytest.mark.parametrize("words", [{"tz": "Mars/Olympus"}, {"first": "2026-02-30"}, {"today": "soon"}])
def test_words_that_mean_nothing_are_told_in_a_sentence(tmp_path: Path, words: dict[str, str]) -> None:
    (tmp_path / "work.ics").write_bytes(week_of_work())
    with pytest.raises(UserError):
        frames_of_files(tmp_path / "work.ics", **words)


# ---- the documents ----


def test_the_example_of_the_documents_runs(frames: Frames, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "notebook.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    printed = capsys.readouterr().out
    assert "2026-W06" in printed
    assert "Weekly review" in printed
    assert re.search(r"Monday +360\.0", printed), printed
    assert printed.splitlines()[-1] == "share from 0 to 1 · Meeting time within working hours, of working time"
    pd.testing.assert_frame_equal(names["frames"].weeks, frames.weeks)
    for name in TABLES:
        assert f"| `{name}` |" in text
