"""Drawn calendars: our occurrences against recurring-ical-events', and what must hold without a second opinion."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from app.connectors.ics_files import read_paths
from app.model.preferences import Preferences
from app.timeline.build import build_timeline
from tests.calendars.oracle import Days, in_words, instant, opinions
from tests.ics_builder import Slot, folded, home, printed, read, slots_of, vcalendar, window
from tests.properties.drafts import DAY, Draft
from tests.properties.drawing import drafts, turned

if TYPE_CHECKING:
    import random

LATER: Final = st.integers(-10, 45)
SIZE: Final = st.sampled_from((0, 6, 30, 30, 62))


def days_of(draft: Draft, later: int, size: int) -> Days:
    first = draft.start.date() + dt.timedelta(days=later)
    return Days(first, first + dt.timedelta(days=size), ZoneInfo(draft.place.home))


def ours(text: bytes, days: Days) -> list[Slot]:
    return slots_of(read(text), window(str(days.first), str(days.last), str(days.zone)))


def theirs(draft: Draft, days: Days) -> list[Slot]:
    """What the library says, with the ends that docs/reading-calendars.md gives on days when clocks change."""
    found = []
    for component, start, given_end in opinions(draft.text(plain=True), days):
        end = given_end
        if isinstance(start, dt.datetime):
            begin = instant(start, days.zone)
            if _changes_near(draft, begin, instant(given_end, days.zone)):
                end = draft.end(str(component["X-PART"]), begin)
        if days.overlap(start, end):
            found.append(in_words("one", start, end, days.zone))
    return sorted(found)


def _changes_near(draft: Draft, start: dt.datetime, end: dt.datetime) -> bool:
    """Whether clocks change around an occurrence, in any of the zones that it is written in."""
    zones = {
        draft.place.zone,
        *map(ZoneInfo, (draft.place.home, draft.other)),
        *(each.place.zone for each in draft.overrides),
    }
    moments = (start - DAY, start, end, end + DAY)
    return any(len({each.astimezone(zone).utcoffset() for each in moments}) > 1 for zone in zones)


# ---- against recurring-ical-events ----


@given(drafts(), LATER, SIZE)
def test_occurrences_are_those_of_the_library(draft: Draft, later: int, size: int) -> None:
    # The library takes the day of an RDATE where it is written, not where the series takes place.
    assume(
        not (any(form == "date" for __, form in draft.removed) and any(each.form != "zone" for each in draft.extras))
    )
    days = days_of(draft, later, size)
    assert ours(draft.text(), days) == theirs(draft, days), draft.text().decode()


@given(turned(), LATER, SIZE)
def test_this_and_future_turns_what_follows(draft: Draft, later: int, size: int) -> None:
    days = days_of(draft, later, size)
    assert ours(draft.text(), days) == theirs(draft, days), draft.text().decode()


# ---- without a second opinion ----


@given(drafts(), drafts(), st.randoms(use_true_random=False))
def test_the_order_of_components_does_not_matter(one: Draft, two: Draft, shuffled: random.Random) -> None:
    components = [*one.components(), *(text.replace("UID:one", "UID:two") for text in two.components())]
    days = days_of(one, 0, 40)
    expected = ours(vcalendar(*components), days)
    shuffled.shuffle(components)
    assert ours(vcalendar(*components), days) == expected


@given(drafts(), LATER, st.integers(2, 40), st.integers(1, 39))
def test_the_parts_of_a_window_make_the_whole(draft: Draft, later: int, size: int, cut: int) -> None:
    reading = read(draft.text())
    days = days_of(draft, later, size)
    middle = days.first + dt.timedelta(days=min(cut, size - 1))
    whole, early, late = (
        Counter(slots_of(reading, window(str(first), str(last), draft.place.home)))
        for first, last in ((days.first, days.last), (days.first, middle), (middle + DAY, days.last))
    )
    # What lasts over the cut is in both.
    border = Days(middle + DAY, days.last, days.zone).begin
    both = Counter({each: count for each, count in early.items() if each in late and _begins_before(each, border)})
    assert early + late - both == whole


def _begins_before(slot: Slot, border: dt.datetime) -> bool:
    if "T" not in slot.start:
        return slot.start < str(border.date())
    return slot.start < f"{border.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


@given(drafts(), LATER)
def test_a_second_copy_of_the_file_changes_nothing(draft: Draft, later: int) -> None:
    days = days_of(draft, later, 30)
    period = window(str(days.first), str(days.last), draft.place.home)
    preferences = Preferences(zone=home(draft.place.home))
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder, name)) for name in ("first.ics", "second.ics")]
        for path in paths:
            Path(path).write_bytes(draft.text())
        alone, twice = (
            [
                (each.series.uid, printed(each.start), printed(each.end), each.original)
                for each in build_timeline(read_paths(chosen), period, preferences).inside()
            ]
            for chosen in (paths[:1], paths)
        )
    assert twice == alone


@given(st.one_of(drafts(), turned()), LATER)
def test_nothing_ends_before_it_starts(draft: Draft, later: int) -> None:
    assert [each for each in ours(draft.text(), days_of(draft, later, 40)) if each.end < each.start] == []


@given(drafts(overridden=False), LATER, st.sampled_from(("utc", "local")))
def test_exceptions_for_all_leave_none(draft: Draft, later: int, form: str) -> None:
    days = days_of(draft, later, 30)
    text = draft.text()
    lines = []
    for found in ours(text, days):
        if "T" not in found.start:
            lines.append(f"EXDATE;VALUE=DATE:{found.start.replace('-', '')}")
            continue
        start = dt.datetime.fromisoformat(found.start)
        if form == "utc":
            lines.append(f"EXDATE:{start:%Y%m%dT%H%M%SZ}")
        else:
            lines.append(draft.place.line("EXDATE", draft.place.wall(start)))
    emptied = text.replace(b"END:VEVENT", "\r\n".join([*lines, "END:VEVENT"]).encode())
    assert ours(emptied, days) == []


@given(st.one_of(drafts(), turned()), st.integers(1, 90), st.sampled_from((b"\r\n", b"\n", b"\r")))
def test_folds_and_line_ends_do_not_matter(draft: Draft, width: int, line_end: bytes) -> None:
    days = days_of(draft, 0, 40)
    text = draft.text()
    # The words that a fold may not stand in: a file is known by its first line.
    head, middle, rest = text.partition(b"VERSION")
    written = (head + folded(middle + rest, width)).replace(b"\r\n", line_end)
    assert ours(written, days) == ours(text, days)
