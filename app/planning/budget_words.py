"""A week against its budget of meeting hours, in words, for terminal and window (METRICS.md §10, budget)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.analysis import figure_words, wording
from app.analysis.occurrence_words import LONGEST_TITLE, times
from app.language import _, ngettext
from app.model.budget_view import BudgetView, OpenInvitation
from app.model.chosen_period import ChosenPeriod
from app.model.foreign_text import visible
from app.model.phrases import Phrase

if TYPE_CHECKING:
    from app.model.plans import Budget, Invitation
    from app.model.timezones import HomeZone


def budget_in_words(found: Budget, zone: HomeZone) -> BudgetView:
    """Return the week to come against its budget, ready to paint.

    Args:
        found: the week.
        zone: the analysis zone.

    """
    period = ChosenPeriod("week", found.monday, found.monday + 6)
    share = open_share = None
    if found.allowed and found.scheduled is not None:
        share, open_share = found.scheduled / found.allowed, (found.unanswered or 0) / found.allowed
    return BudgetView(
        title=figure_words.period_title(period),
        sentence=_sentence(found),
        allowed=found.allowed,
        share=share,
        open_share=open_share,
        rows=tuple(_row(each, zone) for each in found.invitations),
        note=_("Each cost is that of the one invitation, with all others left as they are.")
        if found.invitations
        else "",
    )


def _sentence(found: Budget) -> tuple[Phrase, ...]:
    if found.scheduled is None:
        return (Phrase(_("How many meeting hours next week has is not known: nobody is named in these calendars.")),)
    first = _against(found, found.scheduled)
    if not found.unanswered:
        return first
    count = len(found.invitations)
    text = ngettext(
        "{count} invitation is not answered yet: {time} of that.",
        "{count} invitations are not answered yet: {time} of that.",
        count,
    )
    second = text.format(count=_capital(figure_words.count(count)), time=wording.hours(found.unanswered))
    return (*first, Phrase(f" {second}"))


def _against(found: Budget, seconds: int) -> tuple[Phrase, ...]:
    """Return the scheduled hours beside those that the person set."""
    opens = f"week:{dt.date.fromordinal(found.monday)}:meetings"
    scheduled = Phrase(wording.hours(seconds) if seconds else _("no meetings"), opens)
    if found.allowed is None:
        return figure_words.phrases(
            _("Next week has {scheduled} of meetings so far.") if seconds else _("Next week has {scheduled} so far."),
            scheduled=scheduled,
        )
    allowed = wording.hours(found.allowed)
    if not seconds:
        return figure_words.phrases(
            _("Next week has {scheduled} so far; you set {allowed}."), scheduled=scheduled, allowed=allowed
        )
    # The difference of the two numbers as they are shown, so that they add up.
    apart = figure_words.rounded(seconds / 3600, "h") - figure_words.rounded(found.allowed / 3600, "h")
    text = _("Next week has {scheduled} of meetings so far, as many as the {allowed} that you set.")
    if apart > 0:
        text = _("Next week has {scheduled} of meetings so far, {apart} more than the {allowed} that you set.")
    elif apart < 0:
        text = _("Next week has {scheduled} of meetings so far, which leaves {apart} of the {allowed} that you set.")
    hours = wording.hours(abs(float(apart)) * 3600)
    return figure_words.phrases(text, scheduled=scheduled, allowed=allowed, apart=hours)


def _row(each: Invitation, zone: HomeZone) -> OpenInvitation:
    day = figure_words.day_name(zone.local(each.start)[0])
    cost = _("would cost no focus time")
    if each.focus_seconds:
        cost = _("would cost {time} in focus blocks").format(time=figure_words.length(each.focus_seconds))
    return OpenInvitation(
        title=visible(each.title, LONGEST_TITLE) or _("(no title)"),
        when=_("{day}, {times}").format(day=day, times=times(each.start, each.end, zone)),
        cost=cost,
        opens=each.opens,
    )


def kept_words(seconds: int | None) -> str:
    """Return that a budget is kept from now on, or that there is none any more."""
    if seconds is None:
        return _("No number of meeting hours is set any more.")
    return _("{hours} of meetings a week are set from now on.").format(hours=wording.hours(seconds))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
