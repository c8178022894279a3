"""What is remembered of descriptions is kept, is what a reading without the store says, and follows a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.series import describing_calendars
from app.connectors.ics_files import read_paths
from app.model.description import AGENDA, BLOCKERS, DESCRIBED, REPORTS
from app.model.timezones import UTC, HomeZone, iana_zone
from app.operations.workspace import Workspace
from app.progress import SILENT
from tests.builders import calendar, event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.model.sources import Reading

BERLIN = iana_zone("Europe/Berlin")

LONG = "Blockers first\\, then we look at the three offers for the roof and choose one."
TEXTS = {
    "nothing": (),
    "short": ("DESCRIPTION:See you there",),
    "agenda": ("DESCRIPTION:We look at the three offers for the roof and choose one.",),
    "blockers": (f"DESCRIPTION:{LONG}",),
    "reports": ("DESCRIPTION:Status report of every site\\, then questions to the architect.",),
    "attached": ("ATTACH:https://example.com/plan",),
    "linked": ("DESCRIPTION:https://docs.google.com/document/d/1Ab/edit",),
    "html": ("X-ALT-DESC;FMTTYPE=text/html:<p>We look at the three offers for the roof and choose one.</p>",),
}
MARKS = {
    "nothing": 0,
    "short": DESCRIBED,
    "agenda": DESCRIBED | AGENDA,
    "blockers": DESCRIBED | AGENDA | BLOCKERS,
    "reports": DESCRIBED | AGENDA | REPORTS,
    "attached": AGENDA,
    "linked": DESCRIBED | AGENDA,
    "html": DESCRIBED | AGENDA,
}
TIMES = ("DTSTART:20260209T100000Z", "DTEND:20260209T110000Z", "SUMMARY:Roof")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(tmp_path / "home", HomeZone(((1, BERLIN or UTC),)))
    yield opened
    opened.close()


def marks(reading: Reading) -> dict[str, int]:
    return {series.uid: series.head.description for series in reading.series if series.head is not None}


def test_marks_are_kept_and_are_those_of_a_reading_without_the_store(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(calendar(*(event(*TIMES, *lines, uid=uid) for uid, lines in TEXTS.items())))
    workspace.add([str(path)], SILENT)
    assert marks(read_paths([str(path)])) == MARKS
    assert marks(workspace.reading()) == MARKS


def test_an_override_has_marks_of_its_own(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    head = event(*TIMES, *TEXTS["agenda"], "RRULE:FREQ=DAILY;COUNT=3")
    override = event(
        "RECURRENCE-ID:20260210T100000Z",
        "DTSTART:20260210T100000Z",
        "DTEND:20260210T110000Z",
        "SUMMARY:Roof",
        *TEXTS["short"],
    )
    path.write_bytes(calendar(head, override))
    workspace.add([str(path)], SILENT)
    for reading in (read_paths([str(path)]), workspace.reading()):
        (series,) = reading.series
        assert series.head is not None
        assert series.head.description == MARKS["agenda"]
        assert [each.description for each in series.overrides] == [MARKS["short"]]


def test_marks_follow_a_change_of_the_text_alone(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    for uid in ("short", "agenda", "nothing", "blockers", "attached"):
        path.write_bytes(calendar(event(*TIMES, *TEXTS[uid])))
        if uid == "short":
            workspace.add([str(path)], SILENT)
        else:
            workspace.sync([], SILENT)
        assert marks(workspace.reading()) == {"one": MARKS[uid]}


def test_no_word_of_a_description_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(calendar(event(*TIMES, f"DESCRIPTION:{LONG}")))
    workspace.add([str(path)], SILENT)
    workspace.close()
    path.unlink()
    kept = b"".join(each.read_bytes() for each in (tmp_path / "home").rglob("*") if each.is_file())
    assert b"Roof" in kept
    assert b"offers" not in kept


def test_a_calendar_without_any_description_says_nothing_about_agendas(tmp_path: Path) -> None:
    for name, uids in (("bare", ("nothing", "attached")), ("told", ("nothing", "short"))):
        (tmp_path / f"{name}.ics").write_bytes(calendar(*(event(*TIMES, *TEXTS[uid], uid=uid) for uid in uids)))
    reading = read_paths([str(tmp_path / "bare.ics"), str(tmp_path / "told.ics")])
    told = {series.calendar for series in reading.series if series.uid == "short"}
    assert describing_calendars(reading.series) == told
    assert len({series.calendar for series in reading.series}) == 2
