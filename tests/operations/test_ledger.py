"""Every change that a sync brings is one line of the ledger, of a one-off as of a slot of a series (METRICS.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.model.timezones import UTC, HomeZone
from app.operations.workspace import Workspace
from app.progress import SILENT
from tests.builders import ANNA, BEN, at, calendar, event, guest, organizer
from tests.ics_builder import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    Lines = list[tuple[str, str, str, str, str]]
    Synced = Callable[[Sequence[str], Sequence[str]], Lines]

PEOPLE = (organizer(BEN), guest(ANNA))
EXDATE = "EXDATE:20260216T100000Z"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(tmp_path / "home", HomeZone(((1, UTC),)))
    yield opened
    opened.close()


@pytest.fixture
def synced(workspace: Workspace, tmp_path: Path) -> Synced:
    """The lines that a sync writes: UID, slot, change, from, to."""
    path = tmp_path / "work.ics"

    def run(before: Sequence[str], after: Sequence[str]) -> Lines:
        path.write_bytes(calendar(*before))
        workspace.add([str(path)], SILENT)
        assert workspace.ledger() == ()
        path.write_bytes(calendar(*after))
        workspace.sync((), SILENT)
        return [(line.uid, printed(line.start)[:16], line.change, line.from_, line.to) for line in workspace.ledger()]

    return run


def talk(uid: str, *lines: str, title: str = "Talk") -> str:
    return event(f"SUMMARY:{title}", *PEOPLE, *lines, uid=uid)


def weekly(*lines: str) -> str:
    """Mondays at 10:00 from 9 February 2026 on."""
    return event("SUMMARY:Weekly", *PEOPLE, "RRULE:FREQ=WEEKLY;COUNT=8", *lines, uid="weekly")


def override(slot: str, *lines: str, start: str = "T10", people: Sequence[str] = PEOPLE) -> str:
    """An override of the slot on such a day, at 10:00 unless another hour is named."""
    when = at(f"{slot}{start}0000Z", f"{slot}{start}3000Z")
    title = [] if any(each.startswith("SUMMARY") for each in lines) else ["SUMMARY:Weekly"]
    return event(f"RECURRENCE-ID:{slot}T100000Z", *title, *when, *people, *lines, uid="weekly")


def test_one_moved_one_cancelled_and_one_renamed_are_three_lines(synced: Synced) -> None:
    before = [talk("moved"), talk("off"), talk("named"), talk("same")]
    after = [
        talk("moved", *at("20260210T150000Z", "20260210T160000Z")),
        talk("off", "STATUS:CANCELLED"),
        talk("named", title="Other"),
        talk("same"),
    ]
    assert sorted(synced(before, after)) == [
        ("moved", "2026-02-09T10:00", "moved", "2026-02-09T10:00:00Z", "2026-02-10T15:00:00Z"),
        ("named", "2026-02-09T10:00", "renamed", "Talk", "Other"),
        ("off", "2026-02-09T10:00", "cancelled", "", ""),
    ]


def test_slots_of_a_series_are_one_line_each(synced: Synced) -> None:
    after = [
        weekly(EXDATE),
        override("20260223", start="T15"),
        override("20260302", "STATUS:CANCELLED"),
        override("20260309", "SUMMARY:Other"),
    ]
    assert synced([weekly(), talk("same")], [*after, talk("same")]) == [
        ("weekly", "2026-02-23T10:00", "moved", "2026-02-23T10:00:00Z", "2026-02-23T15:00:00Z"),
        ("weekly", "2026-03-02T10:00", "cancelled", "", ""),
        ("weekly", "2026-03-09T10:00", "renamed", "Weekly", "Other"),
        ("weekly", "2026-02-16T10:00", "gone", "", ""),
    ]


def test_a_cancelled_slot_that_comes_without_its_people_is_one_line(synced: Synced) -> None:
    bare = override("20260302", "STATUS:CANCELLED", people=())
    assert synced([weekly()], [weekly(), bare]) == [("weekly", "2026-03-02T10:00", "cancelled", "", "")]


def test_a_slot_that_was_moved_may_be_cancelled_and_one_that_was_gone_may_come_back(synced: Synced) -> None:
    before = [weekly(EXDATE), override("20260223", start="T15")]
    after = [weekly(), override("20260223", "STATUS:CANCELLED", start="T15")]
    assert synced(before, after) == [
        ("weekly", "2026-02-23T10:00", "cancelled", "", ""),
        ("weekly", "2026-02-16T10:00", "back", "", ""),
    ]


def test_a_series_that_moves_as_a_whole_is_one_line(synced: Synced) -> None:
    assert synced([weekly()], [weekly(*at("20260209T110000Z", "20260209T120000Z"))]) == [
        ("weekly", "2026-02-09T10:00", "moved", "2026-02-09T10:00:00Z", "2026-02-09T11:00:00Z")
    ]


def test_an_override_that_changes_nothing_is_no_line(synced: Synced) -> None:
    assert synced([weekly()], [weekly(), override("20260223")]) == []
