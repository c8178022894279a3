"""Pages that are composed while the person says something: neither waits for the other until both give up."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

import pytest

from app.model.chosen_period import period_with
from app.operations.demo.year import demo_year
from app.operations.own_word import say_not_so, undo
from app.operations.workspace import Workspace
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROUNDS = 12


@pytest.mark.parametrize("page", ["people", "patterns_page", "series", "outcomes", "overview"])
def test_what_a_person_says_is_kept_while_a_page_is_composed(tmp_path: Path, page: str) -> None:
    today = dt.datetime.now(dt.UTC).date()
    (tmp_path / "work.ics").write_bytes(demo_year(today, 7))
    with Workspace(tmp_path / "home") as workspace:
        workspace.add([str(tmp_path / "work.ics")], SILENT)
        compose: Callable[..., object] = getattr(workspace, page)
        over = threading.Event()
        failed: list[Exception] = []

        def read() -> None:
            while not over.is_set():
                try:
                    compose(period_with("quarter", today.toordinal()))
                except Exception as error:  # noqa: BLE001 (told by the assertion)
                    failed.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        try:
            for _round in range(ROUNDS):
                say_not_so(workspace, "fragmented-focus", "It is meant to be so")
                undo(workspace)
        finally:
            over.set()
            thread.join()
        assert failed == []
