"""The events of a series over some days, each with why it counts, and the slots that fell out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import occurrence_words, wording
from app.analysis.day_parts import counts
from app.analysis.evidence import MOST_ROWS
from app.analysis.merged_series import as_one
from app.analysis.series_keys import key_of
from app.analysis.slots import slots_of
from app.language import _, ngettext
from app.model.evidence import Evidence, EvidenceRow
from app.model.merged import rules_with_merged
from app.model.occurrences import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.analysis.references import Reference
    from app.model.events import Series
    from app.model.history import History
    from app.model.occurrences import Occurrence
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey
    from app.model.slots import Slot
    from app.model.sources import Calendar

_MOST_DAYS: Final = 5
"""How many days a note names."""


def series_evidence(
    reference: Reference,
    history: History,
    occurrences: Sequence[Occurrence],
    series: Iterable[Series],
    calendars: Mapping[str, Calendar],
    references: Mapping[int, str],
    preferences: Preferences,
) -> Evidence:
    """Return the events of a series, those of series that the person merged with it among them.

    Args:
        reference: which series, and the days.
        history: for the day from which dates are told apart.
        occurrences: of every kind, all that overlap the days, in order of start.
        series: at least all that can have a slot on these days.
        calendars: those that count, by key.
        references: the key that stands in ``occurrence:<key>``, by the ``id`` of each occurrence.
        preferences: which meetings count, and what is merged.

    """
    period = Period(reference.first, reference.last, preferences.zone)
    joined_series, as_counted = as_one(series, occurrences, preferences.merged)
    found = [
        each
        for each, merged in zip(occurrences, as_counted, strict=True)
        if period.start <= each.start < period.end
        and each.series.calendar in calendars
        and _is_meant(key_of(merged), reference)
    ]
    slots = slots_of(joined_series, as_counted, period, preferences)
    own_slots = [slot for key, own in slots.items() if _is_meant(key, reference) for slot in own]
    rules = rules_with_merged(preferences.series_rules, preferences.merged)
    days = reference.last - reference.first + 1
    rows = tuple(
        EvidenceRow(
            when=occurrence_words.when(each, period.zone, days, history.today),
            title=occurrence_words.title(each),
            why=occurrence_words.what(each),
            chips=(),
            explanation=occurrence_words.explanation(each),
            source=occurrence_words.source(each, calendars),
            occurrence=f"occurrence:{references[id(each)]}" if id(each) in references else "",
            series=reference.key,
            rule=rules.get(reference.key, ""),
        )
        for each in found[:MOST_ROWS]
    )
    title = _("{title}, {days}").format(
        title=occurrence_words.title(found[-1]) if found else _("This series"),
        days=wording.long_days_between(reference.first, reference.last),
    )
    return Evidence(
        title=title,
        summary=_summary(found, preferences),
        rows=rows,
        notes=tuple(_skipped(own_slots, period, history.today)),
        more=len(found) - len(rows),
    )


def _is_meant(key: SeriesKey, reference: Reference) -> bool:
    return key.uid == reference.key and reference.calendar in {"", key.calendar}


def _summary(found: Sequence[Occurrence], preferences: Preferences) -> str:
    if not found:
        return _("No event of it lies on these days.")
    held = [each for each in found if counts(each, preferences)]
    text = ngettext(
        "{held} of {count} event counts as a meeting, {length} together.",
        "{held} of {count} events count as meetings, {length} together.",
        len(found),
    )
    return text.format(
        held=wording.number(len(held), 0),
        count=wording.number(len(found), 0),
        length=words.length(sum(each.end - each.start for each in held)),
    )


def _skipped(slots: Sequence[Slot], period: Period, today: int) -> list[str]:
    """Return which slots its calendar has taken out: nothing is left of them that could be a row."""
    skipped = [period.zone.local(slot.start)[0] for slot in slots if slot.fate == "skipped"]
    if not skipped:
        return []
    names = [words.day_name(day, period.last - period.first + 1, today) for day in sorted(skipped)[:_MOST_DAYS]]
    text = ngettext(
        "{count} slot was taken out of the calendar: {days}.",
        "{count} slots were taken out of the calendar: {days}.",
        len(skipped),
    )
    days = ", ".join(names) + (" …" if len(skipped) > len(names) else "")
    return [text.format(count=wording.number(len(skipped), 0), days=days)]
