"""What every figure of a report means, in a sentence each (METRICS.md), and what a calendar cannot know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.language import N_, _
from app.report.document import Paragraph, Points, Run, Section, Terms

if TYPE_CHECKING:
    from app.report.material import Material, Wanted

_TERMS: Final = (
    (
        N_("Meeting"),
        N_(
            "An entry with at least one other person; or, where nobody is named in it, with a link to a video call. "
            "Cancelled, declined and all-day entries, time away, and time set aside for oneself are none."
        ),
    ),
    (
        N_("Meeting hours"),
        N_("Time with at least one meeting; where two overlap, it counts once. Scheduled time, not time spent."),
    ),
    (
        N_("Working time"),
        N_("The working hours, less time away and, where a region was chosen, less its holidays."),
    ),
    (N_("Load"), N_("Meeting time within the working hours, divided by the working time.")),
    (N_("Outside working hours"), N_("Meeting time that lies outside the working time of its day.")),
    (N_("Double-booked"), N_("Time that at least two meetings cover.")),
    (
        N_("Back-to-back"),
        N_("A meeting that starts less than 5 minutes after the end of all meetings before it on that day."),
    ),
    (
        N_("Focus block, focus hours"),
        N_(
            "A stretch of the working time of at least 2 hours without a meeting, and the sum of such stretches. As "
            "the field does not agree on the number, 90 and 60 minutes are shown beside it. Whether anybody thinks in "
            "it, a calendar does not say."
        ),
    ),
    (N_("Fragment"), N_("A meeting-free stretch of the working time of less than 2 hours.")),
    (
        N_("Fragmentation"),
        N_("Fragments, divided by all meeting-free working time: the share that comes in pieces under 2 hours."),
    ),
    (
        N_("Interruption"),
        N_("A run of meetings within the working time; a run is a chain with pauses of less than 5 minutes."),
    ),
    (
        N_("Person-hours"),
        N_("Length of each meeting times its people; where its people are not known, two are counted."),
    ),
    (
        N_("Complete week, full week"),
        N_(
            "Complete: it lies in the period, the calendars cover it, and it is over. Full: complete, with most of its "
            "usual working time (at least 60\u00a0%). Only complete weeks are compared."
        ),
    ),
    (
        N_("Usual range"),
        N_(
            "The median of the full weeks among the 12 before, plus and minus twice 1.4826 times their median absolute "
            "deviation; at least 30 minutes, 1, or 5 percentage points. It needs 6 such weeks."
        ),
    ),
    (
        N_("Focus cost"),
        N_(
            "The focus hours that the days would gain if one series alone were gone: it is left out, and the days are "
            "measured again. Costs of several series do not add up."
        ),
    ),
    (
        N_("Held, moved, fell out"),
        N_(
            "Moved: it starts 15 minutes or more from its slot. Fell out: cancelled, or taken out of the series, for "
            "which a calendar gives no reason. Of a 1:1, made up: another one within 7 days."
        ),
    ),
    (
        N_("Agenda"),
        N_("A description that is more than dial-in lines, signatures and the title; what it says is not judged."),
    ),
    (
        N_("Meeting inflation"),
        N_(
            "The last 8 full weeks (B) against the same 8 weeks a year earlier, or else the first ones from the fifth "
            "week on (A), per working day: B divided by A, less one."
        ),
    ),
    (
        N_("Why it grew"),
        N_("Person-hours are number times length times people; the three factors multiply to the whole."),
    ),
    (
        N_("Strength of a source"),
        N_(
            "A: a primary document. B: a secondary report. C: a vendor's claim or a small survey. D: our own choice. "
            "It stands beside each number of a rule."
        ),
    ),
)

_LIMITS: Final = (
    N_("It knows what was scheduled, not what took place: a meeting may have been shorter, longer, or not held."),
    N_("Talks, calls and visits without an invitation are not in it. So every figure of meetings is a lower bound."),
    N_("What is not in the calendars that were read is not counted; nothing is guessed for it."),
    N_("A meeting-free stretch is room to think, and not thinking. What was done in it, no calendar knows."),
    N_("What a meeting is worth, it does not know. A high focus cost is a question, and no verdict."),
    N_("Why something was cancelled, moved or taken out of a series, it does not say."),
    N_(
        "The numbers in the rules are in part our own choice; each says so. They find habits worth a question, and "
        "rate no person."
    ),
    N_("Outcomes and calendars stand side by side; neither is said to come from the other."),
    N_(
        "Recovery after an interruption is counted nowhere: the study that the well-known 23 minutes are ascribed to "
        "does not support them."
    ),
)


def definitions_section(material: Material, wanted: Wanted) -> Section:
    """Return what each figure means."""
    del material, wanted  # what a figure means depends on nothing
    rows = tuple((_(name), _(text)) for name, text in _TERMS)
    return Section("definitions", _("What the figures mean"), (Terms(rows),))


def limits_section(material: Material, wanted: Wanted) -> Section:
    """Return what a calendar cannot know, and what was left out."""
    del material
    points = tuple((Run(_(text)),) for text in _LIMITS)
    said = [Points(points)]
    if not wanted.naming.shown:
        text = _(
            "Titles of meetings and names of people were replaced: “Series A” is the same series and “Person A” the "
            "same person throughout. Series are in order of their focus cost."
        )
        return Section("limits", _("What a calendar cannot know"), (*said, Paragraph((Run(text),), "note")))
    return Section("limits", _("What a calendar cannot know"), tuple(said))
