"""A plan in words, for terminal and window: what changes, why, what it wins, and what nobody can know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words, wording
from app.language import N_, _, ngettext, quoted
from app.model.foreign_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.occurrences import Timeline
    from app.model.plans import Change, Clash, Edit, Item, Limits, Plan, TypicalWeeks, WhyNot
    from app.model.series_figures import SeriesKey

_MINUTE: Final = 60
_LONGEST_TITLE: Final = 60
_MONDAY: Final = 1
"""The ordinal of a Monday, from which weekdays are named."""

LIMIT_NAMES: Final = {
    "changes": N_("the number of changes"),
    "kept": N_("the meetings that stay"),
    "without": N_("the kinds of change that you left out"),
    "one_on_ones_stay": N_("1:1s stay"),
    "not_before": N_("no meeting before a time"),
    "not_after": N_("no meeting after a time"),
    "free_days": N_("a day without meetings"),
    "some_day_free": N_("some day without meetings"),
    "half_day_free": N_("half a day free"),
    "free_mornings": N_("free mornings"),
    "longest_run": N_("no long stretch of meetings"),
    "gathered": N_("the meetings to gather on one day"),
}


def title_of(item: Item) -> str:
    """Return the title of a series in quotation marks."""
    return quoted(visible(item.title, _LONGEST_TITLE) or _("(no title)"))


def weekday(day: int) -> str:
    """Return the name of a weekday (0 is Monday)."""
    return wording.weekday(_MONDAY + day)


def minutes(seconds: float) -> str:
    """Return a length as whole minutes up to an hour, then as hours with one decimal."""
    return figure_words.length(seconds)


def edit_words(edit: Edit, item: Item, timeline: Timeline) -> str:
    """Return what is done, as an instruction: "Move “Standup” to Tuesday 9:30"."""
    title = title_of(item)
    if edit.kind == "drop":
        text = _("Drop {title}") if item.organized else _("Decline {title}")
        return text.format(title=title)
    if edit.kind == "every-other":
        return _("Hold {title} every other week, from the week of {day}").format(
            title=title, day=week_begins(edit, timeline)
        )
    if edit.kind == "when-needed":
        return _("Come to {title} only when you are needed").format(title=title)
    if edit.kind == "shorten":
        assert edit.seconds is not None
        length = wording.number(edit.seconds / _MINUTE, 0)
        return _("Shorten {title} to {minutes} minutes").format(title=title, minutes=length)
    assert edit.start is not None
    clock = wording.clock(edit.start)
    if len(edit.days) > 1:
        return _("Move {title} to {time} on its days").format(title=title, time=clock)
    text = (
        _("Gather {title} on {weekday} at {time}") if edit.kind == "gather" else _("Move {title} to {weekday} {time}")
    )
    return text.format(title=title, weekday=weekday(edit.days[0]), time=clock)


def week_begins(edit: Edit, timeline: Timeline) -> str:
    """Return the date of the Monday of the week that stays."""
    assert edit.week is not None
    return wording.date_words(timeline.period.first + 7 * edit.week, "MMMMd")


def today_words(item: Item) -> str:
    """Return where a series stands today: "Tuesday 10:00, 30 min"."""
    length = figure_words.block_length(item.length)
    clock = wording.clock(item.places[0].clock)
    if len(item.days) > 1:
        text = ngettext(
            "{count} day a week at {time}, {length}", "{count} days a week at {time}, {length}", len(item.days)
        )
        return text.format(count=wording.number(len(item.days), 0), time=clock, length=length)
    return _("{weekday} {time}, {length}").format(weekday=weekday(item.days[0]), time=clock, length=length)


def why_words(change: Change, titles: Mapping[SeriesKey, str]) -> list[str]:
    """Return why a change is in the plan, sentence by sentence.

    Args:
        change: of the plan.
        titles: of all series, in quotation marks, by key.

    """
    found = []
    if change.alone > 0:
        found.append(_("Alone it would win {time} a week.").format(time=minutes(float(change.alone))))
    else:
        found.append(_("Alone it would win nothing."))
    if change.makes_room_for:
        found.append(
            _("It makes room for {titles}.").format(titles=_list(titles[key] for key in change.makes_room_for))
        )
    if change.works_with:
        found.append(
            _("It works together with {titles}.").format(titles=_list(titles[key] for key in change.works_with))
        )
    if change.covered_by:
        covering = _list(quoted(visible(title, _LONGEST_TITLE)) for title in change.covered_by)
        found.append(_("Its old time is still covered by {titles}.").format(titles=covering))
    if change.edit.kind in {"move", "gather"}:
        found.append(
            _("Its people have met at this time before; ask them all the same.")
            if change.familiar
            else _("Whether the others are free then is not known: it needs their consent.")
        )
    return found


def gain_words(change: Change) -> str:
    """Return what a change wins and how much it disturbs."""
    return _("wins {time} a week, disturbance {price}").format(
        time=minutes(float(change.share)), price=wording.number(change.price, 0)
    )


def plan_sentence(plan: Plan) -> str:
    """Return what a plan comes to in one sentence."""
    if plan.clash is not None:
        return clash_words(plan.clash)
    if not plan.changes:
        return _("No change wins more than it disturbs.")
    if plan.gain <= 0:
        text = ngettext(
            "{count} change keeps your limits; focus blocks have {after} a week instead of {before}.",
            "{count} changes keep your limits; focus blocks have {after} a week instead of {before}.",
            len(plan.changes),
        )
    else:
        text = ngettext(
            "{count} change wins {time} in focus blocks a week: {after} instead of {before}.",
            "{count} changes win {time} in focus blocks a week: {after} instead of {before}.",
            len(plan.changes),
        )
    return text.format(
        count=wording.number(len(plan.changes), 0),
        time=minutes(float(plan.gain)),
        after=wording.hours(float(plan.after)),
        before=wording.hours(float(plan.before)),
    )


def blocks_sentence(plan: Plan) -> str:
    """Return how many blocks of two hours or more a week has, before and after."""
    return _("Focus blocks of two hours or more a week: {before} today, {after} after it.").format(
        before=_blocks(float(plan.blocks_before)), after=_blocks(float(plan.blocks_after))
    )


def _blocks(number: float) -> str:
    return wording.number(number, 0 if number == int(number) else 1)


def mornings_sentence(plan: Plan) -> str:
    """Return which mornings hold no meeting, after the changes and today."""
    return _("Mornings without meetings: {after}. Today: {before}.").format(
        after=_mornings(plan.mornings_after, plan.timeline), before=_mornings(plan.mornings_before, plan.timeline)
    )


def _mornings(weeks: Sequence[Sequence[int]], timeline: Timeline) -> str:
    """Return weekdays, and of which week where these differ."""
    named = [_list(map(weekday, own)) or _("none") for own in weeks]
    if len(set(named)) == 1:
        return named[0]
    dates = (wording.date_words(timeline.period.first + 7 * week, "MMMMd") for week in range(len(weeks)))
    text = _("{days} in the week of {date}")
    return "; ".join(text.format(days=days, date=date) for days, date in zip(named, dates, strict=True))


def proof_sentence(plan: Plan) -> str:
    """Return how good a plan is known to be."""
    proof = plan.proof
    if proof.kind == "best-possible":
        return _("This is the best possible plan under your limits; that is proven.")
    if proof.kind == "nothing-helps":
        return _("That is proven: under your limits, nothing is worth its disturbance.")
    if proof.kind == "cannot-be-met":
        return _("That is proven.")
    if proof.could_win_more is None:
        return _("This is the best plan found so far; how much better one could be is not known yet.")
    return _("This is the best plan found; at most {minutes} minutes a week better is possible.").format(
        minutes=wording.number(proof.could_win_more, 0)
    )


def clash_words(clash: Clash) -> str:
    """Return why limits cannot be met."""
    if clash.needed is not None and clash.mornings and clash.allowed is not None:
        text = ngettext(
            "For {mornings} it takes at least {count} change; you allow {allowed}.",
            "For {mornings} it takes at least {count} changes; you allow {allowed}.",
            clash.needed,
        )
        return text.format(
            mornings=_number_of_mornings(clash.mornings),
            count=wording.number(clash.needed, 0),
            allowed=wording.number(clash.allowed, 0),
        )
    if clash.needed is not None:
        text = ngettext(
            "Your limits need at least {count} change; you allow fewer.",
            "Your limits need at least {count} changes; you allow fewer.",
            clash.needed,
        )
        return text.format(count=wording.number(clash.needed, 0))
    names = _list(_limit_name(name, clash) for name in clash.limits)
    if clash.titles:
        titles = _list(quoted(visible(title, _LONGEST_TITLE)) for title in clash.titles)
        return _("No plan keeps these limits: {limits}. It fails on {titles}.").format(limits=names, titles=titles)
    return _("No plan keeps these limits: {limits}.").format(limits=names)


def _limit_name(name: str, clash: Clash) -> str:
    if name == "free_mornings" and clash.mornings:
        return _number_of_mornings(clash.mornings)
    return _(LIMIT_NAMES[name])


def _number_of_mornings(number: int) -> str:
    text = ngettext("{count} free morning a week", "{count} free mornings a week", number)
    return text.format(count=figure_words.count(number))


def when_needed_sentences(plan: Plan) -> list[str]:
    """Return what is assumed of meetings that are attended only when needed; nothing where there are none."""
    if plan.never_needed is None or plan.always_needed is None:
        return []
    text = _(
        "“Only when needed” is counted as coming every second week, an assumption: focus would be {most} a week if "
        "you were never needed, {least} if always."
    )
    most, least = wording.hours(float(plan.never_needed)), wording.hours(float(plan.always_needed))
    return [text.format(most=most, least=least)]


def assumption_sentences(plan: Plan, limits: Limits, typical: TypicalWeeks | None) -> list[str]:
    """Return what the plan rests on and does not know."""
    found = [
        _("What a meeting is worth is not known: the plan weighs only time and disturbance."),
        _("Others' calendars are not known: nothing here says that they are free."),
        _("Nothing was written to any calendar."),
    ]
    if typical is not None and typical.left_out:
        left = minutes(float(typical.left_out))
        found.append(_("Rarer meetings and one-offs are left out: {time} a week.").format(time=left))
    found += when_needed_sentences(plan)
    if limits.longest_run is not None:
        longest = figure_words.block_length(limits.longest_run)
        found.append(_("No stretch of meetings longer than {time} is built.").format(time=longest))
    return found


def why_not_words(answer: WhyNot) -> str:
    """Return why something is not in the plan."""
    if answer.reason == "worse":
        assert answer.wins_less is not None
        if answer.wins_less <= 0:
            return _("A plan with it is as good: the choice is yours.")
        if answer.covered_by:
            titles = _list(quoted(visible(title, _LONGEST_TITLE)) for title in answer.covered_by)
            text = _("The best plan with it wins {time} a week less; its time is still covered by {titles}.")
            return text.format(time=minutes(float(answer.wins_less)), titles=titles)
        return _("The best plan with it wins {time} a week less.").format(time=minutes(float(answer.wins_less)))
    return {
        "locked": _("You said that it stays."),
        "excluded": _("Your limits leave it out."),
        "no-place": _("There is no free place for it."),
        "infeasible": _("No plan with it keeps your limits."),
        "in-plan": _("It is in the plan."),
    }[answer.reason]


def titles_of(items: Iterable[Item]) -> dict[SeriesKey, str]:
    """Return the titles of series in quotation marks, by key."""
    return {item.key: title_of(item) for item in items}


def _list(parts: Iterable[str]) -> str:
    """Return some things one after the other, with "and" before the last."""
    found: Sequence[str] = list(parts)
    if len(found) < 2:
        return "".join(found)
    return _("{first} and {last}").format(first=", ".join(found[:-1]), last=found[-1])
