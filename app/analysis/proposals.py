"""Proposals for the first questions, from the data alone: pure functions over a timeline."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from app.analysis.proposed_hours import proposed_hours
from app.analysis.shift_titles import shifts_in
from app.analysis.title_lists import holds_entry
from app.language import _, ngettext
from app.model.preferences import USUAL_WEEK, WorkingWeek
from app.model.questions import (
    AddressProposal,
    CalendarProposal,
    CalendarsQuestion,
    FirstQuestions,
    HoursQuestion,
    MeQuestion,
    NoPeopleQuestion,
    TitleProposal,
    TitlesQuestion,
)
from app.timeline.attendance import addresses_of
from app.timeline.classify import is_opaque

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.occurrences import Occurrence, Timeline
    from app.model.preferences import Preferences
    from app.model.sources import Calendar

MOST_ADDRESSES = 4
MOST_TITLES = 10
_MOST_BUSY_TITLES = 40
"""How many titles METRICS.md §1 (*No people anywhere*) shows."""
_FEWEST_WITH_PEOPLE = 5
_FEWEST_TIMES = 2
_SMALLEST_SHARE = 0.1
_MANY_LINKS = 0.2


def propose(timeline: Timeline, preferences: Preferences) -> FirstQuestions:
    """Return the questions that apply to what a timeline holds, each with a proposal.

    What the person has chosen already is not asked, but calendars that were left out and titles that break focus
    stand in the proposal as they were chosen.
    """
    inside = [each for each in timeline.inside() if each.kind != "cancelled"]
    return FirstQuestions(
        me=None if preferences.me else _me(timeline, inside, preferences),
        calendars=_calendars(timeline, inside, preferences),
        no_people=_no_people(inside) if timeline.no_people else None,
        hours=_hours(timeline, preferences),
        titles=_titles(timeline, inside, preferences),
    )


def _hours(timeline: Timeline, preferences: Preferences) -> HoursQuestion | None:
    chosen = preferences.shifts or preferences.weeks != (WorkingWeek(1, USUAL_WEEK),)
    return None if chosen else proposed_hours(timeline)


# ---- who I am ----


def _me(timeline: Timeline, inside: Iterable[Occurrence], preferences: Preferences) -> MeQuestion | None:
    calendars = timeline.calendars
    times: Counter[str] = Counter()
    among = 0
    for each in inside:
        if each.event.carries_people and calendars[each.series.calendar].name not in preferences.left_out:
            among += 1
            times.update(addresses_of(each.event))
    if not among:
        return None
    mine = timeline.me.addresses
    frequent = [who for who, count in times.most_common(MOST_ADDRESSES) if count >= _SMALLEST_SHARE * among]
    listed = [*sorted(mine, key=lambda who: (-times[who], who)), *(who for who in frequent if who not in mine)]
    return MeQuestion(
        tuple(
            AddressProposal(who, times[who], among, who in mine, _share_of(times[who], among))
            for who in listed[: max(MOST_ADDRESSES, len(mine))]
        ),
        _why_me(timeline, times, among),
    )


def _share_of(times: int, among: int) -> str:
    from app.analysis.wording import number, percent  # Imported here: JSON output needs no Babel.

    return ngettext(
        "in {share} of the {count} entry that names people", "in {share} of the {count} entries that name people", among
    ).format(share=percent(times / among), count=number(among, 0))


def _why_me(timeline: Timeline, times: Counter[str], among: int) -> str:
    if not timeline.me.addresses:
        return _("No address stands out, so none is ticked. Without one, your own answers stay unknown.")
    if timeline.me.guessed:
        (address,) = timeline.me.addresses
        if 2 * times[address] > among:
            return _("The ticked address stands in most entries that name people.")
        return _("The ticked address stands in most entries of your whole calendar.")
    return ngettext(
        "Your calendar is named after the ticked address.",
        "Your calendars are named after the ticked addresses.",
        len(timeline.me.addresses),
    )


# ---- calendars ----


def _calendars(timeline: Timeline, inside: Sequence[Occurrence], preferences: Preferences) -> CalendarsQuestion | None:
    held: dict[str, list[Occurrence]] = {}
    of_name: dict[str, list[Calendar]] = {}
    for calendar in timeline.calendars.values():
        of_name.setdefault(calendar.name, []).append(calendar)
        held.setdefault(calendar.name, [])
    for each in inside:
        held[timeline.calendars[each.series.calendar].name].append(each)
    mine = preferences.me or timeline.me.addresses
    rows = [_calendar(name, of_name[name], held[name], mine, preferences) for name in held]
    if len(rows) < 2 and all(row.counted for row in rows):
        return None
    return CalendarsQuestion(tuple(sorted(rows, key=lambda row: (not row.counted, -row.entries, row.name.casefold()))))


def _calendar(
    name: str, calendars: list[Calendar], held: list[Occurrence], mine: frozenset[str], preferences: Preferences
) -> CalendarProposal:
    counted, reason = True, ""
    with_people = [each for each in held if each.event.carries_people]
    if name in preferences.left_out:
        counted, reason = False, _("You left it out before.")
    elif any(calendar.owner in mine for calendar in calendars):
        reason = _("It is named after your address.")
    elif holds_entry("side_calendars", name):
        counted, reason = False, _("Its name says that nothing in it is your own time.")
    elif mine and len(with_people) >= _FEWEST_WITH_PEOPLE and not _is_in(mine, with_people):
        counted = False
        reason = ngettext(
            "Your address is not in the {count} entry that names people.",
            "Your address is in none of the {count} entries that name people.",
            len(with_people),
        ).format(count=len(with_people))
    elif not held:
        reason = _("It holds nothing in this period.")
    elif all(each.days is not None for each in held):
        reason = _("It holds all-day entries only, which have no length.")
    return CalendarProposal(name, len(held), counted, reason)


def _is_in(mine: frozenset[str], occurrences: Iterable[Occurrence]) -> bool:
    return any(mine & addresses_of(each.event) for each in occurrences)


# ---- feeds without guests ----


def _no_people(inside: Iterable[Occurrence]) -> NoPeopleQuestion | None:
    from app.analysis.wording import number  # Imported here: JSON output needs no Babel.

    busy = [
        each for each in inside if each.days is None and each.kind in {"meeting", "block"} and is_opaque(each.event)
    ]
    if not busy:
        return None
    linked = sum(each.rule == "link" for each in busy)
    titles = Counter(each.event.title.strip() for each in busy if each.rule != "link" and each.event.title.strip())
    proposed: Literal["meeting", "block"] = "block" if linked >= _MANY_LINKS * len(busy) else "meeting"
    if proposed == "block":
        reason = ngettext(
            "{linked} of {count} busy entry has a link to join, so meetings can be told by it.",
            "{linked} of {count} busy entries have a link to join, so meetings can be told by it.",
            len(busy),
        )
    else:
        reason = ngettext(
            "{linked} of {count} busy entry has a link to join, too few to tell meetings by it.",
            "{linked} of {count} busy entries have a link to join, too few to tell meetings by it.",
            len(busy),
        )
    return NoPeopleQuestion(
        len(busy),
        linked,
        proposed,
        _most_frequent(titles, _MOST_BUSY_TITLES),
        reason.format(linked=number(linked, 0), count=number(len(busy), 0)),
    )


# ---- own titles ----


def _titles(timeline: Timeline, inside: Sequence[Occurrence], preferences: Preferences) -> TitlesQuestion | None:
    shifts = {shift.title.casefold() for shift in (*preferences.shifts, *shifts_in(inside, timeline.period.zone)[0])}
    spellings: dict[str, Counter[str]] = {}
    for each in inside:
        title = each.event.title.strip()
        if each.kind == "block" and title and title.casefold() not in shifts:
            spellings.setdefault(title.casefold(), Counter())[title] += 1
    times = Counter({each.most_common(1)[0][0]: each.total() for each in spellings.values()})
    chosen = {title.casefold() for title in preferences.breaking_titles}
    rows = [
        TitleProposal(
            title, count, title.casefold() in chosen or holds_entry("lunch", title) or holds_entry("break_focus", title)
        )
        for title, count in _most_frequent(times, MOST_TITLES)
        if count >= _FEWEST_TIMES
    ]
    return TitlesQuestion(tuple(rows)) if rows else None


def _most_frequent(times: Counter[str], most: int) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(times.items(), key=lambda item: (-item[1], item[0].casefold()))[:most])
