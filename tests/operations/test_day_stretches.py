"""Days that are worked out together: stretches of them, and runs of meetings over midnight."""

from __future__ import annotations

import random

import pytest

from app.analysis.days import BREATH
from app.model.meetings import Meeting
from app.model.timezones import DAY, EPOCH_DAY, HomeZone, Zone, iana_zone
from app.operations.day_stretches import runs_over_midnight, stretches

MARCH = 739_314
"""The ordinal of 2025-03-01."""


def zone(name: str) -> Zone:
    found = iana_zone(name)
    assert found is not None
    return found


HOMES = {
    "UTC": HomeZone(((1, zone("UTC")),)),
    "Berlin": HomeZone(((1, zone("Europe/Berlin")),)),
    "New York": HomeZone(((1, zone("America/New_York")),)),
    "from New York to Tokyo": HomeZone(((1, zone("America/New_York")), (MARCH + 20, zone("Asia/Tokyo")))),
}


@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
def test_a_run_over_midnight_is_one_that_ends_on_another_day_than_it_begins(home: HomeZone) -> None:
    chance = random.Random(11)
    meetings = []
    at = (MARCH - EPOCH_DAY) * DAY
    while at < (MARCH + 60 - EPOCH_DAY) * DAY:
        at += chance.choice((0, 60, BREATH - 1, BREATH, 1800, 3600))
        end = at + chance.choice((900, 1800, 3600))
        meetings.append(Meeting(at, end, 2, unsure=False, external=False, organized=False, recurs=False))
        at = end

    expected = []
    begin = meetings[0].start
    for meeting, following in zip(meetings, [*meetings[1:], None], strict=True):
        if following is None or following.start - meeting.end >= BREATH:
            first, last = home.local(begin)[0], home.local(meeting.end)[0]
            expected += [(first, last)] if first != last else []
            begin = following.start if following is not None else 0

    assert len(expected) > 20
    assert list(runs_over_midnight(meetings, home)) == expected


def test_without_meetings_there_is_no_run() -> None:
    assert list(runs_over_midnight([], HOMES["Berlin"])) == []


def test_days_near_each_other_are_one_stretch() -> None:
    assert list(stretches([])) == []
    assert list(stretches([5])) == [(5, 5)]
    assert list(stretches([5, 6, 36, 67, 70])) == [(5, 36), (67, 70)]
