"""What each of a person's changes wins, whom it needs, and what the whole rests on (METRICS.md §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words, wording
from app.language import _, ngettext
from app.model.foreign_text import visible
from app.model.plans import MOST_CHANGES, Limits, Proof
from app.model.whatif_page import ChangeRow, Weighed
from app.planning.draft import layers
from app.planning.edits import apply_edits
from app.planning.explain import share_of, values_of
from app.planning.plan_words import titles_of, week_begins, weekday, when_needed_sentences, why_words
from app.planning.planner import plan_of, task_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.model.occurrences import Timeline
    from app.model.plans import Change, Edit, Familiar, Item, Plan
    from app.model.series_figures import SeriesKey
    from app.planning.week_tried import Stage

_MINUTE: Final = 60
_LONGEST_TITLE: Final = 120


def plan_of_draft(stage: Stage, edits: Sequence[Edit], familiar: Familiar) -> Plan | None:
    """Return a person's changes as a plan, each with its share; None where they are too many to share a gain.

    Of a series that is both shortened and moved, it is shortened before the shares are worked out.
    """
    first, then = layers(edits)
    if len(then) > MOST_CHANGES:
        return None
    timeline = apply_edits(stage.timeline, first)
    task = task_of(timeline, stage.preferences, Limits(), familiar)
    return plan_of(task, then, Proof("best-found", None))


def weighed(stage: Stage, edits: Sequence[Edit], familiar: Familiar) -> Weighed:
    """Return the changes in the order of gain per disturbance."""
    by_key = {item.key: item for item in stage.items}
    first = layers(edits)[0]
    plan = plan_of_draft(stage, edits, familiar)
    if plan is None:
        many = _("What each change wins is worked out for up to {count} changes.")
        bare = tuple(_row(edit, by_key[edit.key], stage.timeline, "", "") for edit in edits)
        return Weighed(bare, many.format(count=wording.number(MOST_CHANGES, 0)))
    titles = titles_of(stage.items)
    rows = [
        _row(
            each.edit,
            by_key[each.edit.key],
            stage.timeline,
            _gain(float(each.share)),
            " ".join(_why(each, titles)),
        )
        for each in plan.changes
    ]
    # What these win before anything is moved; the shares above are of what is won after that, so all of them sum up.
    values = values_of(stage.timeline, first, stage.preferences)
    for at, edit in enumerate(first):
        gain = _gain(float(share_of(values, at, len(first))))
        rows.append(_row(edit, by_key[edit.key], stage.timeline, gain, _("It is moved as well.")))
    return Weighed(tuple(rows), _rests_on(plan))


def _why(change: Change, titles: Mapping[SeriesKey, str]) -> list[str]:
    """Return why a change is there, less that the others are asked, which is said once for all."""
    words = why_words(change, titles)
    return words[:-1] if change.edit.kind in {"move", "gather"} and not change.familiar else words


def _rests_on(plan: Plan) -> str:
    found = [
        _("What a meeting is worth is not known: only time and disturbance are weighed."),
        _("Others' calendars are not known: each change needs the others' consent."),
        *when_needed_sentences(plan),
    ]
    return " ".join(found)


def _gain(seconds: float) -> str:
    shown = figure_words.length(abs(seconds))
    if round(abs(seconds) / _MINUTE) == 0:
        return shown
    return ("+" if seconds > 0 else "−") + shown


def _row(edit: Edit, item: Item, timeline: Timeline, gain: str, why: str) -> ChangeRow:
    title = visible(item.title, _LONGEST_TITLE) or _("(no title)")
    return ChangeRow(edit, title, what_words(edit, item, timeline), consent_words(edit, item), gain, why)


def what_words(edit: Edit, item: Item, timeline: Timeline) -> str:
    """Return what becomes of a series, in short: "Friday 11:00 → 13:00"."""
    if edit.kind == "drop":
        return _("no longer held") if item.organized else _("you no longer come")
    if edit.kind == "every-other":
        return _("every other week, from the week of {day}").format(day=week_begins(edit, timeline))
    if edit.kind == "when-needed":
        return _("only when needed")
    if edit.kind == "shorten":
        assert edit.seconds is not None
        text = _("{before} → {after} min")
        before, after = (wording.number(each / _MINUTE, 0) for each in (item.length, edit.seconds))
        return text.format(before=before, after=after)
    assert edit.start is not None
    old, new = wording.clock(item.places[0].clock), wording.clock(edit.start)
    if len(edit.days) > 1:
        return _("on its days {old} → {new}").format(old=old, new=new)
    here, there = (weekday(days[0]) for days in (item.days, edit.days))
    if here == there:
        return _("{weekday} {old} → {new}").format(weekday=here, old=old, new=new)
    return _("{old_day} {old} → {new_day} {new}").format(old_day=here, old=old, new_day=there, new=new)


def consent_words(edit: Edit, item: Item) -> str:
    """Return whom a change needs."""
    people = ngettext("{count} person", "{count} people", item.people).format(count=wording.number(item.people, 0))
    if item.organized:
        return _("yours to change; {people}").format(people=people)
    if edit.kind in {"drop", "when-needed"}:
        return _("tell the organizer; {people}").format(people=people)
    return _("ask the organizer; {people}").format(people=people)
