"""Figures of days and weeks (METRICS.md §3, §4). Lengths are whole seconds; reports show them as minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Range = tuple[float, float]


class Day(NamedTuple):
    """The figures of one day, named as in METRICS.md §3 with seconds for minutes; a table has them in this order.

    All but ``working_seconds`` and ``hours_seconds`` are None where no source says who is invited. A named tuple, since
    ten years have thousands.

    Attributes:
        day: the ordinal of its date.
        hours_seconds: the working time that the hours give, before time away is taken off.
        people_unknown: meetings that carry no people and are counted as two.
        started_seconds: summed lengths of the meetings that start then; two at once count twice.
        recurring_seconds: the part of it that belongs to series that repeat.
        organized_seconds: the part of it that I organize; None where I am unknown.
        free_morning: no meeting lies in its working time before noon; None where that is under two hours, or unknown.

    """

    day: int
    hours_seconds: int
    working_seconds: int
    meetings: int | None = None
    meeting_seconds: int | None = None
    meeting_seconds_in_hours: int | None = None
    outside_hours_seconds: int | None = None
    double_booked_seconds: int | None = None
    focus_seconds: int | None = None
    focus_blocks: int | None = None
    focus_seconds_60: int | None = None
    focus_seconds_90: int | None = None
    fragment_seconds: int | None = None
    fragments: int | None = None
    longest_gap_seconds: int | None = None
    interruptions: int | None = None
    longest_run_seconds: int | None = None
    back_to_back: int | None = None
    person_seconds: int | None = None
    people_unknown: int | None = None
    unsure_seconds: int | None = None
    external_seconds: int | None = None
    started_seconds: int | None = None
    recurring_seconds: int | None = None
    organized_seconds: int | None = None
    free_morning: bool | None = None


class Week(NamedTuple):
    """The figures of one ISO week: sums of its days within the period, and shares (METRICS.md §4).

    What days have too is named as there.

    Attributes:
        monday: the ordinal of its Monday.
        complete: it lies wholly in the period, is covered, and is over.
        full: complete, with at least 60 % of the working time that the hours give it.
        usual: the usual range of each weekly figure by its name, None where fewer than six full weeks came before.

    """

    hours_seconds: int
    working_seconds: int
    meetings: int | None
    meeting_seconds: int | None
    meeting_seconds_in_hours: int | None
    outside_hours_seconds: int | None
    double_booked_seconds: int | None
    focus_seconds: int | None
    focus_blocks: int | None
    focus_seconds_60: int | None
    focus_seconds_90: int | None
    fragment_seconds: int | None
    fragments: int | None
    longest_gap_seconds: int | None
    interruptions: int | None
    longest_run_seconds: int | None
    back_to_back: int | None
    person_seconds: int | None
    people_unknown: int | None
    unsure_seconds: int | None
    external_seconds: int | None
    started_seconds: int | None
    recurring_seconds: int | None
    organized_seconds: int | None
    monday: int
    complete: bool
    full: bool
    working_days: int
    load: float | None
    focus_share: float | None
    fragmentation: float | None
    focus_days: int | None
    quiet_days: int | None
    recurring_share: float | None
    organized_share: float | None
    usual: Mapping[str, Range | None]


SUMMED = (
    "meetings",
    "meeting_seconds",
    "meeting_seconds_in_hours",
    "outside_hours_seconds",
    "double_booked_seconds",
    "focus_seconds",
    "focus_blocks",
    "focus_seconds_60",
    "focus_seconds_90",
    "fragment_seconds",
    "fragments",
    "interruptions",
    "back_to_back",
    "person_seconds",
    "people_unknown",
    "unsure_seconds",
    "external_seconds",
)
"""Figures of a week that are the sum of its days'."""

LENGTHS = ("started_seconds", "recurring_seconds", "organized_seconds")
"""Summed too, but only for the shares that are made of them."""

LONGEST = ("longest_gap_seconds", "longest_run_seconds")
"""Figures of a week that are the longest of its days'."""

SHARES = ("load", "focus_share", "fragmentation", "recurring_share", "organized_share")
