"""Figures of a week before and after changes, and one sentence on them (METRICS.md §10)."""

from __future__ import annotations

from typing import NamedTuple

from app.analysis import figure_words, wording
from app.language import _, ngettext
from app.model.phrases import Phrase
from app.model.whatif_page import FigureChange


class Measures(NamedTuple):
    """What a timeline comes to in a week, the mean of its weeks; lengths in seconds."""

    focus: float
    blocks: float
    meetings: float
    fragmentation: float | None
    mornings: float


def figures_of(was: Measures, now: Measures, opens: str) -> tuple[FigureChange, ...]:
    """Return the four figures before and after."""
    before, after = _count(was.mornings), _count(now.mornings)
    mornings = _("free mornings: {count}").format(count=after)
    if before != after:
        mornings = _("free mornings: {before} → {after}").format(before=before, after=after)
    return (
        _hours(_("Focus hours"), was.focus, now.focus, f"span:{opens}:focus", is_focus=True),
        FigureChange(
            name=_("Focus blocks"),
            before=_count(was.blocks),
            after=_count(now.blocks),
            unit="",
            difference=_difference(now.blocks - was.blocks, _count(abs(now.blocks - was.blocks)), "{number}"),
            note=mornings,
            is_gain=False,
            opens=f"span:{opens}:focus",
        ),
        _hours(_("Meeting hours"), was.meetings, now.meetings, f"span:{opens}:meetings", is_focus=False),
        _fragmentation(was.fragmentation, now.fragmentation, opens),
    )


def _hours(name: str, was: float, now: float, opens: str, *, is_focus: bool) -> FigureChange:
    before, after = figure_words.rounded(was / 3600, "h"), figure_words.rounded(now / 3600, "h")
    apart = float(after - before)
    return FigureChange(
        name=name,
        before=wording.number(float(before), 1),
        after=wording.number(float(after), 1),
        unit=_("h"),
        difference=_difference(apart, wording.number(abs(apart), 1), _("{number} h")),
        note="",
        is_gain=is_focus and apart > 0,
        opens=opens,
    )


def _fragmentation(was: float | None, now: float | None, opens: str) -> FigureChange:
    before, after = (None if each is None else round(100 * each) for each in (was, now))
    apart = 0 if before is None or after is None else after - before
    points = ngettext("{number} point", "{number} points", abs(apart))
    return FigureChange(
        name=_("Fragmentation"),
        before=_("unknown") if before is None else wording.number(before, 0),
        after=_("unknown") if after is None else wording.number(after, 0),
        unit="%",
        difference=_difference(apart, wording.number(abs(apart), 0), points),
        note="",
        is_gain=False,
        opens=f"span:{opens}:fragments",
    )


def _difference(apart: float, number: str, words: str) -> str:
    if not apart:
        return _("as it is")
    return ("+" if apart > 0 else "−") + words.format(number=number)


def _count(value: float) -> str:
    return wording.number(value, 0 if value == int(value) else 1)


def sentence_of(was: Measures, now: Measures, changes: int, opens: str, *, is_typical: bool) -> tuple[Phrase, ...]:
    """Return what a week has, or what the changes come to."""
    focus, meetings = f"span:{opens}:focus", f"span:{opens}:meetings"
    if not changes:
        return figure_words.phrases(
            _("A typical week has {focus} in focus blocks and {meetings} of meetings.")
            if is_typical
            else _("This week has {focus} in focus blocks and {meetings} of meetings."),
            focus=Phrase(wording.hours(now.focus), focus),
            meetings=Phrase(wording.hours(now.meetings), meetings),
        )
    # The difference of the two numbers as they are shown, so that they add up.
    apart = float(figure_words.rounded(now.focus / 3600, "h") - figure_words.rounded(was.focus / 3600, "h"))
    count = figure_words.count(changes)
    count = count[:1].upper() + count[1:]
    if not apart:
        text = ngettext(
            "{count} change leaves focus blocks at {time}.", "{count} changes leave focus blocks at {time}.", changes
        )
        return figure_words.phrases(text, count=count, time=Phrase(wording.hours(now.focus), focus))
    time = Phrase(wording.hours(abs(apart) * 3600), focus)
    mornings = round(now.mornings - was.mornings)
    if apart < 0:
        text = ngettext(
            "{count} change takes {time} out of focus blocks.",
            "{count} changes take {time} out of focus blocks.",
            changes,
        )
        return figure_words.phrases(text, count=count, time=time)
    if mornings > 0:
        free = ngettext("{count} morning", "{count} mornings", mornings).format(count=figure_words.count(mornings))
        text = ngettext(
            "{count} change gives {time} more in focus blocks and {mornings} to think.",
            "{count} changes give {time} more in focus blocks and {mornings} to think.",
            changes,
        )
        return figure_words.phrases(text, count=count, time=time, mornings=Phrase(free, f"span:{opens}:mornings"))
    text = ngettext(
        "{count} change gives {time} more in focus blocks.",
        "{count} changes give {time} more in focus blocks.",
        changes,
    )
    return figure_words.phrases(text, count=count, time=time)
