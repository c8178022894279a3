"""The words of ``meeting-inflation`` (METRICS.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words, wording
from app.analysis.pattern_words.texts import PatternWords, said
from app.analysis.pattern_words.values import number
from app.language import N_, _

if TYPE_CHECKING:
    from app.model.findings import Found, Threshold
    from app.model.phrases import Phrase


def _rule(numbers: dict[str, Threshold]) -> str:
    return _(
        "The number of meetings per working day, or their time, rose by at least {rise}, and the later week is the "
        "higher one in at least {pairs} of all pairs of an earlier and a later week."
    ).format(rise=figure_words.share(numbers["rise"].value), pairs=figure_words.share(numbers["pairs"].value))


def _sentence(found: Found) -> tuple[Phrase, ...]:
    by_time, year_ago = bool(found.values["by_time"]), bool(found.values["year_ago"])
    parts = {
        "now": figure_words.length(number(found, "now")) if by_time else wording.number(number(found, "now"), 1),
        "more": figure_words.share(found.figure),
        "days": wording.long_days_between(round(number(found, "first")), round(number(found, "last"))),
    }
    if by_time and year_ago:
        text = _("A working day holds {now} of meetings, {more} more than in the same weeks a year ago.")
    elif by_time:
        text = _("A working day holds {now} of meetings, {more} more than in the weeks of {days}.")
    elif year_ago:
        text = _("A working day holds {now} meetings, {more} more than in the same weeks a year ago.")
    else:
        text = _("A working day holds {now} meetings, {more} more than in the weeks of {days}.")
    return said(found, text, **parts)


WORDS = PatternWords(
    name=N_("Meetings grow"),
    rule=_rule,
    sentence=_sentence,
    cannot_know=N_(
        "Talks without an invitation are in no calendar, then or now; nor does it know whether the work has changed "
        "and needs them."
    ),
    suggestion=N_(
        "Take the series that came since then, and ask of each when it will have done its work; give it an end date."
    ),
)
