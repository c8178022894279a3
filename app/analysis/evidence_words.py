"""Titles and summaries of evidence: what its rows come to, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words as words
from app.analysis import occurrence_words, wording
from app.analysis.days import FOCUS
from app.analysis.overview import measured_period, measured_week, weeks_counted
from app.language import _, ngettext
from app.model.chosen_period import ChosenPeriod
from app.model.spans import length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.day_parts import DayParts
    from app.analysis.overview import Measured
    from app.analysis.references import Reference
    from app.model.history import History
    from app.model.timezones import HomeZone


def figure_title(reference: Reference, today: int) -> str:
    """Return the title of a weekly figure's evidence: "Meeting hours, week 47"."""
    figure = {
        "meetings": _("Meeting hours"),
        "focus": _("Focus blocks of 2 h and more"),
        "fragments": _("Fragments of meeting-free time"),
        "outside": _("Outside working hours"),
        "double": _("Double-booked"),
        "mornings": _("Mornings"),
        "usual": _("Usual meeting hours"),
    }[reference.figure]
    if reference.kind == "span":
        period = wording.long_days_between(reference.first, reference.last)
    elif words.iso_week(reference.first)[0] == words.iso_week(today)[0]:
        period = _("week {week}").format(week=words.iso_week(reference.first)[1])
    else:
        year, week = words.iso_week(reference.first)
        period = _("week {week} of {year}").format(week=week, year=year)
    return _("{figure}, {period}").format(figure=figure, period=period)


def measured(reference: Reference, history: History) -> Measured:
    """Return the weeks that a figure's evidence is about."""
    if reference.kind == "week":
        return measured_week(history, reference.first)
    return measured_period(history, ChosenPeriod("own", reference.first, reference.last))


def meetings_summary(reference: Reference, of: Measured, count: int) -> str:
    """Return what the meetings behind a figure come to."""
    figure = {
        "meetings": "meeting_seconds",
        "outside": "outside_hours_seconds",
        "double": "double_booked_seconds",
    }[reference.figure]
    hours = words.length(of.value(figure) or 0)
    if reference.kind == "span":
        text = ngettext("{hours} a week, in {count} meeting.", "{hours} a week, in {count} meetings.", count)
    else:
        text = ngettext("{hours} in {count} meeting.", "{hours} in {count} meetings.", count)
    sentences = [text.format(hours=hours, count=wording.number(count, 0))]
    if reference.kind == "span":
        sentences.append(weeks_counted(len(of.weeks)))
    if reference.figure == "meetings" and count > 1:
        sentences.append(_("Time that two of them take counts once."))
    return " ".join(sentences)


def free_summary(reference: Reference, of: Measured, parts: Sequence[DayParts]) -> str:
    """Return what focus blocks, or fragments, come to."""
    focus = reference.figure == "focus"
    stretches = [gap for day in parts for gap in (day.focus_blocks() if focus else day.fragments())]
    count = len(stretches)
    if focus:
        text = ngettext("{hours} in {count} block of 2 h or more.", "{hours} in {count} blocks of 2 h or more.", count)
    else:
        text = ngettext("{hours} in {count} stretch under 2 h.", "{hours} in {count} stretches under 2 h.", count)
    sentences = [text.format(hours=words.length(length(stretches)), count=wording.number(count, 0))]
    share = of.value("fragmentation")
    if not focus and share is not None:
        meant = _("That is {share} of the meeting-free working time.")
        if reference.kind == "span":
            meant = _("That is {share} of the meeting-free working time, as the mean of the weeks.")
        sentences.append(meant.format(share=words.share(share)))
    elif reference.kind == "span":
        sentences.append(weeks_counted(len(of.weeks)))
    return " ".join(sentences)


def day_summary(parts: DayParts, history: History) -> str:
    """Return what a day comes to: meetings, focus blocks, fragments."""
    if history.no_people:
        return _("Nobody is named in this feed, so meetings cannot be told from your own time.")
    if history.is_unknown(parts.day):
        return _("Your calendars do not cover this day.")
    meetings = _("no meetings")
    if parts.busy:
        meetings = _("{hours} of meetings").format(hours=words.length(length(parts.busy)))
    if not parts.working:
        return _("No working time, {meetings}.").format(meetings=meetings)
    blocks, fragments = parts.focus_blocks(), parts.fragments()
    focus = _("no focus block")
    if blocks:
        text = ngettext("one focus block of {length}", "{count} focus blocks of {length} together", len(blocks))
        focus = text.format(count=words.count(len(blocks)), length=words.block_length(length(blocks)))
    pieces = _("no fragments")
    if fragments:
        text = ngettext("{length} in one fragment", "{length} in {count} fragments", len(fragments))
        pieces = text.format(count=words.count(len(fragments)), length=words.block_length(length(fragments)))
    text = _("{meetings}, {focus}, and {fragments}.").format(meetings=meetings, focus=focus, fragments=pieces)
    return text[:1].upper() + text[1:]


def stretch_words(reference: Reference, zone: HomeZone) -> tuple[str, str]:
    """Return title and summary of one stretch of a day."""
    seconds = reference.end - reference.start
    name = {
        "free": _("Focus block of {length}") if seconds >= FOCUS else _("Fragment of {length}"),
        "double": _("Double-booked for {length}"),
        "outside": _("Outside working hours for {length}"),
    }[reference.kind]
    what = {
        "free": _("working time without any meeting"),
        "double": _("time that at least two meetings take"),
        "outside": _("meetings outside your working hours"),
    }[reference.kind]
    times = occurrence_words.times(reference.start, reference.end, zone)
    summary = _("{day}, {times}: {what}.").format(day=words.day_title(reference.first), times=times, what=what)
    return name.format(length=words.block_length(seconds)), summary
