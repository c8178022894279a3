"""Findings as the cards of the Overview: each with a small picture and one fact beside it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.one_on_one_slots import by_person, counted_slots, marked, one_on_one_series
from app.language import _, ngettext
from app.model.finding_card import FindingCard, Mini

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.analysis.figure_words import Unit
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Finding
    from app.model.series_figures import SeriesKey

ICONS: Final = {
    "meeting-inflation": "grow",
    "meeting-load": "week",
    "fragmented-focus": "pieces",
    "focus-drought": "clock",
    "status-ritual": "text",
    "no-agenda": "info",
    "crowd": "people",
    "spectator": "evidence",
    "zombie-series": "series",
    "same-circle": "people",
    "oversight": "search",
    "back-to-back": "sync",
    "double-booked": "copy",
    "outside-hours": "overview",
    "short-notice": "notice",
    "one-on-one-slips": "people",
    "one-on-one-status": "people",
    "face-time": "evidence",
    "focus-overrun": "lock",
}
"""The icon of each pattern, by its id."""

WEEKLY: Final = {
    "meeting-inflation": "meeting_seconds",
    "meeting-load": "meeting_seconds",
    "fragmented-focus": "fragmentation",
    "focus-drought": "focus_seconds",
    "back-to-back": "back_to_back",
    "double-booked": "double_booked_seconds",
    "outside-hours": "outside_hours_seconds",
}
"""The weekly figure that a pattern about weeks is drawn with."""
_WEEKS: Final = 26
_MARKS: Final = 8


def finding_card(finding: Finding, grounds: Grounds) -> FindingCard:
    """Return one finding as a card."""
    found = finding.found
    count = len(found.evidence)
    held = sum(1 for each in found.evidence if each.kind == "meeting")
    text = (
        ngettext("{count} meeting", "{count} meetings", count)
        if held == count
        else ngettext("{count} occurrence", "{count} occurrences", count)
    )
    fact = _fact(finding, grounds)
    # Slots that were taken out of a series leave no event behind; then what opens says so in its notes.
    counted = text.format(count=wording.number(count, 0)) if count else _("What it rests on")
    spoken = _("{name}: {reason}").format(name=finding.name, reason=". ".join(filter(None, [finding.sentence, fact])))
    return FindingCard(
        pattern=found.pattern,
        icon=ICONS.get(found.pattern, "patterns"),
        name=finding.name,
        sentence=finding.phrases,
        mini=_mini(finding, grounds),
        fact=fact,
        counted=counted,
        opens=opens_evidence(finding, grounds),
        suggestion=finding.suggestion,
        spoken=spoken,
    )


def opens_evidence(finding: Finding, grounds: Grounds) -> str:
    """Return the reference to the events behind a finding."""
    last = dt.date.fromordinal(grounds.weeks[-1].monday + 6)
    return f"finding:{finding.found.pattern}:{last}"


def finding_cards(findings: Iterable[Finding], grounds: Grounds) -> tuple[FindingCard, ...]:
    """Return findings as cards, in their order."""
    return tuple(finding_card(each, grounds) for each in findings)


def _mini(finding: Finding, grounds: Grounds) -> Mini:
    found = finding.found
    if found.pattern == "one-on-one-slips" and found.series:
        return Mini("marks", marks=_marks(found.series[0], grounds))
    if found.pattern in WEEKLY:
        return Mini("bars", values=_weekly(WEEKLY[found.pattern], grounds))
    if found.series and finding.focus_cost_seconds is not None:
        pair = (finding.meeting_seconds, finding.focus_cost_seconds)
        return Mini("pair", values=pair, labels=tuple(words.length(each) for each in pair))
    return Mini()


def _marks(key: SeriesKey, grounds: Grounds) -> tuple[str, ...]:
    """Return what became of the last slots of a 1:1, oldest first."""
    me = grounds.me.addresses
    person = one_on_one_series({key: grounds.slots.get(key, ())}, me).get(key)
    meetings = by_person(filter(grounds.counts, grounds.occurrences), me).get(person or "", [])
    marks = marked(key, counted_slots(grounds.slots.get(key, ())), meetings, grounds.zone)
    return tuple(mark for __, mark in marks[-_MARKS:])


def _weekly(figure: str, grounds: Grounds) -> tuple[float | None, ...]:
    """Return a figure of the last weeks, oldest first; None where a week is no full one."""
    if not grounds.weeks:
        return ()
    values = {week.monday: getattr(week, figure) for week in grounds.weeks}
    last = grounds.weeks[-1].monday
    first = max(grounds.weeks[0].monday, last - 7 * (_WEEKS - 1))
    return tuple(values.get(monday) for monday in range(first, last + 1, 7))


def _fact(finding: Finding, grounds: Grounds) -> str:
    found = finding.found
    if found.pattern == "meeting-inflation" and grounds.inflation is not None:
        a, b = grounds.inflation.a.meeting_seconds, grounds.inflation.b.meeting_seconds
        return _("{before} → {after} a working day").format(before=words.length(a), after=words.length(b))
    if found.pattern == "one-on-one-slips":
        return _("the last slots, newest at the end")
    if found.usual is not None:
        unit: Unit = "%" if found.unit == "share" else "h"
        edges = found.usual if found.unit == "share" else (found.usual[0] * 60, found.usual[1] * 60)
        if found.unit in {"share", "minutes"}:
            return _("usual {range}").format(range=words.range_words(edges, unit))
    if found.series and finding.focus_cost_seconds is not None:
        return ngettext(
            "in it, and focus time it costs a week", "in them, and focus time they cost a week", len(found.series)
        )
    if found.pattern in WEEKLY:
        return _("the last {count} weeks").format(count=wording.number(len(_weekly(WEEKLY[found.pattern], grounds)), 0))
    return ""
