"""The numbers of a pattern's rule as a person changes them: each with a name, its unit, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.language import N_, _
from app.model.patterns_page import RuleNumber

if TYPE_CHECKING:
    from app.model.findings import Threshold

_NAMES: Final = {
    "rise": N_("rise of number or time, at least"),
    "pairs": N_("pairs in which the later week is higher, at least"),
    "share": N_("share"),
    "minutes": N_("length"),
    "minutes_a_week": N_("a week on average, at least"),
    "weeks": N_("in so many weeks, at least"),
    "of_weeks": N_("of the last weeks"),
    "days": N_("days"),
    "short_week_days": N_("days in a short week"),
    "short_week": N_("a week is short under so many working days"),
    "people": N_("people, at least"),
    "held": N_("held, at least"),
    "missed": N_("fallen out, at least"),
    "slots": N_("of the last slots"),
    "meetings": N_("meetings, at least"),
    "hours": N_("before the start"),
    "fell_out": N_("fallen out, at least"),
    "moved": N_("moved, at least"),
    "spacings": N_("times the usual spacing without one"),
    "below": N_("below this share of the median"),
    "ratio": N_("times as much in one group as in another"),
}
SOURCES: Final = (
    N_("our own choice"),
    N_("our own choice, against one's own baseline"),
    N_("our own choice: rarely fires in calendars without drift, against one's own baseline"),
    N_("the definition: Microsoft Viva Insights and others, A; the number: our own choice"),
    N_("the definition: Microsoft Viva Insights, A; the number: our own choice"),
    N_("Microsoft Viva Insights: 20 hours of all collaboration; Network Perspective: 15 hours of meetings"),
    N_("Microsoft Viva Insights: 10 hours of 40, computed there on a looser measure"),
    N_("Microsoft Viva Insights: nine and more people are a large meeting"),
    N_("Microsoft Viva Insights: 1 hour in its formula, 3 hours in its text"),
    N_("Microsoft Viva Insights: one of its buckets"),
    N_("Microsoft Viva Insights counts overlap; the number: our own choice"),
    N_("Flowtrace: 60 to 64 % of meetings lack an agenda"),
    N_("Flowtrace: the mean of its customers"),
    N_("an EEG study with 14 people"),
)
"""Where numbers come from, as `resources/thresholds.json` says it; here for the catalogue."""
_OWN_NAMES: Final = {
    "meeting-load.share": N_("share of the working time, at least"),
    "meeting-load.minutes": N_("or meetings, at least"),
    "fragmented-focus.share": N_("fragmentation, at least"),
    "focus-drought.days": N_("fewer days with a focus block than"),
    "focus-drought.share": N_("or focus below this share of the working time"),
    "status-ritual.days": N_("at least once in so many days"),
    "status-ritual.share": N_("without an agenda, at least"),
    "no-agenda.weeks": N_("over the last weeks"),
    "short-notice.weeks": N_("over the last weeks"),
    "focus-overrun.weeks": N_("over the last weeks"),
    "no-agenda.minutes": N_("as long as this, at least"),
    "no-agenda.share": N_("of their time without an agenda, at least"),
    "crowd.minutes": N_("as long as this, at least"),
    "same-circle.meetings": N_("meetings a week, at least"),
    "same-circle.people": N_("other people, at least"),
    "same-circle.share": N_("the same people, at least"),
    "oversight.meetings": N_("meetings a week, at least"),
    "oversight.minutes": N_("as long as this, at most"),
    "oversight.people": N_("people, at most"),
    "back-to-back.minutes": N_("in a row, at least"),
    "back-to-back.meetings": N_("meetings in a row, at least"),
    "back-to-back.days": N_("on so many days, at least"),
    "double-booked.minutes": N_("at the same time, at least"),
    "outside-hours.minutes": N_("outside working hours, at least"),
    "outside-hours.days": N_("or on so many days, at least"),
    "short-notice.share": N_("created so late, at least"),
    "short-notice.hours": N_("later than this before the start"),
    "one-on-one-slips.days": N_("made up for within so many days"),
    "one-on-one-status.share": N_("read as status, at least"),
    "focus-overrun.minutes": N_("booked, at least"),
    "focus-overrun.share": N_("kept free, less than"),
}
STRENGTHS: Final = {
    "A": N_("a primary document"),
    "B": N_("a secondary report"),
    "C": N_("a vendor's claim or a small survey"),
    "D": N_("our own choice"),
    "A/D": N_("the figure known, the number our own choice"),
}


class _Unit(NamedTuple):
    """The limits of a number in its unit, its decimals, and by what a kept value is multiplied to be shown."""

    least: float
    most: float
    decimals: int = 0
    factor: float = 1.0


_UNITS: Final = {
    "share": _Unit(1, 100, factor=100.0),
    "minutes": _Unit(1, 6_000),
    "hours": _Unit(1, 720),
    "weeks": _Unit(1, 26),
    "days": _Unit(1, 90),
    "people": _Unit(1, 500),
    "meetings": _Unit(1, 200),
    "times": _Unit(1, 20, decimals=1),
}
_ANY_UNIT: Final = _Unit(0, 10_000, decimals=1)


def rule_number(pattern: str, threshold: Threshold) -> RuleNumber:
    """Return one number of a rule, in the unit in which it is shown."""
    unit = _UNITS.get(threshold.unit, _ANY_UNIT)
    name = f"{pattern}.{threshold.name}"
    # Growth has no upper limit; every other share is a part of a whole.
    most = 1_000.0 if threshold.name == "rise" else unit.most
    strength = _("{letter} · {meaning}").format(letter=threshold.strength, meaning=_(STRENGTHS[threshold.strength]))
    return RuleNumber(
        id=name,
        name=_(_OWN_NAMES.get(name) or _NAMES.get(threshold.name, threshold.name)),
        value=round(threshold.value * unit.factor, 2),
        default=round(threshold.default * unit.factor, 2),
        least=unit.least,
        most=most,
        decimals=unit.decimals,
        suffix=_suffix(threshold.unit),
        strength=strength,
        source=_(threshold.source),
    )


def _suffix(unit: str) -> str:
    """Return what stands after a number, with the space before it."""
    texts = {"share": "\u202f%", "minutes": _("\u202fmin"), "hours": _("\u202fh")}
    return texts.get(unit, "")


def as_kept(threshold: Threshold, shown: float) -> float:
    """Return a value as the settings keep it, from how it is shown."""
    return round(shown / _UNITS.get(threshold.unit, _ANY_UNIT).factor, 4)
