"""1:1s, the face-time audit, and what the Overview shows, against a second computation (METRICS.md §7 and §9)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from app.analysis.findings import on_the_overview
from app.analysis.one_on_one_slots import REPLACED_WITHIN, Scheduled
from app.analysis.people import face_time, one_on_ones
from app.analysis.series_keys import key_of
from app.analysis.slots import slots_of
from app.connectors.ics_files import read_paths
from app.model.occurrences import Period
from app.model.people import FaceTimePerson
from app.model.preferences import Preferences
from app.model.timezones import HomeZone, iana_zone
from app.operations.one_off import Question, full_analysis
from app.timeline.build import build_timeline
from tests.conftest import HARDEN
from tests.second_computation import DEFAULT_HOURS, Settings
from tests.second_computation.costs import Candidate, Cost, cost_of, overview
from tests.second_computation.drafts import COLLEAGUES
from tests.second_computation.habits import habits_of
from tests.second_computation.patterns import patterns
from tests.second_computation.rhythm import attention, ratio_of_groups, rhythm
from tests.second_computation.whole import DAY, Whole

if TYPE_CHECKING:
    from pathlib import Path

    from app.model.findings import Finding
    from app.model.occurrences import Occurrence, Timeline
    from app.model.people import OneOnOne
    from app.model.sources import Reading
    from tests.second_computation.rhythm import OneOnOne as SecondOneOnOne

SEEDS: Final = range(200) if HARDEN else range(1, 9)
GROUPS: Final = {who: ("office", "remote")[number % 2] for number, who in enumerate(COLLEAGUES)}
QUARTER: Final = 91 * DAY


class Asked(NamedTuple):
    """A calendar as read, and how to look at it."""

    reading: Reading
    preferences: Preferences
    settings: Settings
    whole: Whole

    def timeline(self, first: date, last: date) -> Timeline:
        """The occurrences of some days."""
        period = Period(first.toordinal(), last.toordinal(), self.preferences.zone)
        return build_timeline(self.reading, period, self.preferences)


def asked(seed: int, folder: Path, *, quarter: bool) -> Asked:
    """The calendar of a seed, over its own period or its last quarter, with the usual hours."""
    files, settings = habits_of(seed)
    first = max(settings.first, settings.last - QUARTER + DAY) if quarter else settings.first
    settings = Settings(first, settings.last, settings.zone, settings.today, settings.me, DEFAULT_HOURS)
    paths = []
    for number, content in enumerate(files):
        paths.append(folder / f"calendar-{number}.ics")
        paths[-1].write_bytes(content)
    zone = iana_zone(settings.zone)
    assert zone is not None
    preferences = Preferences(zone=HomeZone(((1, zone),)), me=frozenset(settings.me))
    return Asked(read_paths([str(path) for path in paths], None), preferences, settings, Whole(files, settings))


def scheduled(given: Asked) -> Scheduled:
    """The slots to the end of the period, the meetings that may make up for them, and the series that go on."""
    begin = min(file.covered[0] for file in given.whole.files if file.covered)
    known = given.timeline(begin, given.settings.last)
    around = given.timeline(begin, given.settings.last + REPLACED_WITHIN * DAY)
    today = given.settings.today
    later = given.timeline(today + DAY, today + 45 * DAY)
    return Scheduled(
        slots=slots_of(known.series, known.occurrences, known.period, given.preferences),
        meetings=sorted((one for one in around.occurrences if counts(one)), key=lambda one: one.start),
        lasting=frozenset(key_of(one) for one in later.occurrences if one.start >= later.period.start),
        me=frozenset(given.settings.me),
        zone=given.preferences.zone,
    )


def counts(one: Occurrence) -> bool:
    """Whether an occurrence is a meeting that counts."""
    return one.kind == "meeting" and not one.away


def told(one: OneOnOne) -> tuple[object, ...]:
    """What the program says of the 1:1s with one person."""
    marks = Counter((datetime.fromtimestamp(slot.start, UTC), mark) for slot, mark in one.slots)
    figures = (one.planned, one.held, one.moved, one.made_up, one.fell_out, one.seconds / 60, one.days_since, one.ended)
    return marks, figures


def second(one: SecondOneOnOne) -> tuple[object, ...]:
    """The same of the second computation."""
    figures = (one.planned, one.held, one.moved, one.made_up, one.fell_out, one.minutes, one.days_since, one.ended)
    return Counter(one.marks), figures


@pytest.mark.parametrize("seed", SEEDS)
def test_one_on_ones_and_face_time_of_a_quarter(seed: int, tmp_path: Path) -> None:
    given = asked(seed, tmp_path, quarter=seed % 3 > 0)
    days = [each.toordinal() for each in (given.settings.first, given.settings.last, given.settings.today)]
    theirs = one_on_ones(scheduled(given), *days)
    assert {one.person: told(one) for one in theirs} == {
        person: second(one) for person, one in rhythm(given.whole).items()
    }
    people = [FaceTimePerson(who, who, GROUPS[who]) for who in COLLEAGUES]
    audit = face_time(scheduled(given), people, [], first=days[0], last=days[1], today=days[2])
    rows = attention(COLLEAGUES, given.whole)
    for row in audit.rows:
        minutes = row.one_on_one_seconds / 60, row.small_seconds / 60
        assert (row.planned, row.held, *minutes, row.days_since) == tuple(rows[row.person.address])
    assert audit.ratio == ratio_of_groups(rows, GROUPS)
    everyone = sorted(row.minutes for row in rows.values())
    middle = (everyone[2] + everyone[3]) / 2
    below = {who for who, row in rows.items() if row.minutes < middle / 2}
    assert {row.person.address for row in audit.rows if row.below_half} == below


# ---- the Overview ----


@pytest.mark.parametrize("seed", SEEDS)
def test_the_overview_shows_the_three_that_cost_most(seed: int, tmp_path: Path) -> None:
    given = asked(seed, tmp_path, quarter=False)
    first, last, today = (
        each.toordinal() for each in (given.settings.first, given.settings.last, given.settings.today)
    )
    analysis = full_analysis(given.reading, Question(first, last, today, given.preferences))[1]
    found = [each.finding for each in analysis.patterns if each.finding is not None]
    assert bool(found) == bool(patterns(given.whole))
    shown = [each.found.pattern for each in on_the_overview(analysis.patterns)]
    assert shown == overview([candidate(each, given.whole) for each in found])


def candidate(finding: Finding, whole: Whole) -> Candidate:
    """A finding with what its evidence costs, measured anew and kept in whole seconds."""
    moments = {(one.series.uid, datetime.fromtimestamp(one.start, UTC)) for one in finding.found.evidence}
    evidence = [one for one in whole.classified if (one.occurrence.uid, one.start.astimezone(UTC)) in moments]
    assert len(evidence) == len(moments)
    cost = cost_of(evidence, whole)
    about = finding.found.series[0].uid if finding.found.series else None
    return Candidate(finding.found.pattern, Cost(round(cost.focus * 60), round(cost.meetings * 60)), about)
