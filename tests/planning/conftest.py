"""What the tests of the planner stand on: a search goes on until it has an answer, however slow the machine is."""

from __future__ import annotations

import dataclasses

import pytest

from app.model.plans import Limits

A_DAY = 86_400.0


@pytest.fixture(autouse=True)
def all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no search end by the seconds that a person would wait, unless a test says so."""
    (*others, last) = dataclasses.fields(Limits)
    assert (last.name, len(others)) == ("seconds", len(Limits.__init__.__defaults__ or ()) - 1)
    monkeypatch.setattr(Limits.__init__, "__defaults__", (*(Limits.__init__.__defaults__ or ())[:-1], A_DAY))
