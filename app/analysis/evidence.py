"""A reference to what stands behind it: the occurrences, each with why it counts, or the stretches between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.analysis import evidence_words, free_time, occurrence_words, wording
from app.analysis import figure_words as words
from app.analysis.day_parts import focus_won, lay_out
from app.analysis.days import UNSURE
from app.analysis.figure_words import HOUR
from app.analysis.heat_map import left_out
from app.analysis.references import Reference, parse_reference
from app.analysis.week_view import remarks_of
from app.language import _, ngettext
from app.model.evidence import Evidence, EvidenceRow
from app.model.foreign_text import visible
from app.model.merged import counted_as, rule_of
from app.model.spans import common, length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from app.analysis.day_parts import DayParts
    from app.model.charts import Role
    from app.model.history import History
    from app.model.occurrences import Occurrence
    from app.model.preferences import Preferences
    from app.model.sources import Calendar
    from app.model.spans import Span

MOST_ROWS: Final = 500


@dataclass(frozen=True, slots=True)
class _Loaded:
    """All that evidence is made of.

    Attributes:
        parts: the days that the reference means, laid out.
        days: from the first to the last of them, for how much of a date a row needs.

    """

    reference: Reference
    history: History
    occurrences: Sequence[Occurrence]
    calendars: Mapping[str, Calendar]
    reference_of: Callable[[Occurrence], str]
    parts: Sequence[DayParts]
    days: int
    preferences: Preferences

    def meetings(self) -> list[tuple[Occurrence, list[DayParts]]]:
        """Return the meetings that count on the days meant, in order of start, each with the days it lies on."""
        found: dict[int, tuple[Occurrence, list[DayParts]]] = {}
        for day in self.parts:
            for each in day.meetings:
                found.setdefault(id(each), (each, []))[1].append(day)
        return sorted(found.values(), key=lambda pair: (pair[0].start, pair[0].end))


def evidence(
    opens: str,
    history: History,
    occurrences: Sequence[Occurrence],
    working: Mapping[int, Sequence[Span]],
    calendars: Mapping[str, Calendar],
    reference_of: Callable[[Occurrence], str],
    preferences: Preferences,
) -> Evidence:
    """Return what stands behind a reference.

    Args:
        opens: the reference; ``parse_reference`` says which days it needs.
        history: the figures.
        occurrences: at least all that overlap these days.
        working: the working time W(d) of these days.
        calendars: by their keys, for their names.
        reference_of: gives the key that stands in ``occurrence:<key>``.
        preferences: for what counts, and which own blocks break focus.

    Raises:
        ValueError: where ``opens`` is no reference.

    """
    reference = parse_reference(opens)
    days = _days_meant(reference, history)
    loaded = _Loaded(
        reference=reference,
        history=history,
        occurrences=sorted(occurrences, key=lambda each: (each.start, each.end)),
        calendars=calendars,
        reference_of=reference_of,
        parts=lay_out(days, occurrences, working, history.zone, preferences),
        days=reference.last - reference.first + 1,
        preferences=preferences,
    )
    if reference.kind in {"week", "span"}:
        return _of_figure(loaded)
    if reference.kind == "day":
        return _of_day(loaded)
    if reference.kind == "occurrence":
        return _of_occurrence(loaded)
    if reference.kind == "hour":
        return _of_hour(loaded)
    return _of_stretch(loaded)


def _days_meant(reference: Reference, history: History) -> list[int]:
    every = range(reference.first, reference.last + 1)
    if reference.kind == "span":
        weeks = history.complete_weeks(reference.first, reference.last)
        return [day for week in weeks for day in range(week.monday, week.monday + 7)]
    if reference.kind == "hour":
        unknown = left_out(history, reference.first, reference.last)
        return [day for day in every if (day - 1) % 7 == reference.weekday and day not in unknown]
    return list(every)


# ---- rows ----


def _row(each: Occurrence, on: Iterable[DayParts], loaded: _Loaded, days: int) -> EvidenceRow:
    zone = loaded.history.zone
    chips: list[tuple[Role, str]] = []
    if each.kind == "meeting" and each.attendance.response in UNSURE:
        chips.append(("meeting", wording.response_name(each.attendance.response)))
    for day in on:
        chips += remarks_of(each, day, zone)
    return EvidenceRow(
        when=occurrence_words.when(each, zone, days, loaded.history.today),
        title=occurrence_words.title(each),
        why=occurrence_words.what(each),
        chips=tuple(chips),
        explanation=occurrence_words.explanation(each),
        source=occurrence_words.source(each, loaded.calendars),
        occurrence=f"occurrence:{loaded.reference_of(each)}",
        series=counted_as(each.series.uid, loaded.preferences.merged),
        rule=rule_of(each.series.uid, loaded.preferences) or "",
    )


def _listed(
    title: str, summary: str, found: Sequence[tuple[Occurrence, list[DayParts]]], loaded: _Loaded, days: int
) -> Evidence:
    """Return a list of occurrences, the first 500 of them."""
    shown = found[:MOST_ROWS]
    return Evidence(
        title=title,
        summary=summary,
        rows=tuple(_row(each, on, loaded, days) for each, on in shown),
        notes=tuple(_source_notes([each for each, __ in found], loaded.calendars)),
        more=len(found) - len(shown),
    )


def _source_notes(found: Iterable[Occurrence], calendars: Mapping[str, Calendar]) -> list[str]:
    """Return how many come from which calendar, where there are several."""
    counts = Counter(each.event.key.calendar for each in found)
    if len(calendars) < 2 or not counts:
        return []
    parts = [
        _("{count} from {calendar}").format(
            count=wording.number(count, 0), calendar=visible(calendars[key].name, 80) if key in calendars else "?"
        )
        for key, count in counts.most_common()
    ]
    return [", ".join(parts)]


# ---- a figure of a week, or of a longer span ----


def _of_figure(loaded: _Loaded) -> Evidence:
    """Return what a weekly figure rests on."""
    reference, history = loaded.reference, loaded.history
    title = evidence_words.figure_title(reference, history.today)
    measured = evidence_words.measured(reference, history)
    needs_all_days = reference.figure in {"focus", "fragments"}
    if measured.unknown or (measured.partly and needs_all_days):
        return Evidence(title, measured.reason(), (), (), 0)
    if reference.figure == "usual":
        return free_time.usual_weeks(title, reference, measured, history)
    if needs_all_days:
        summary = evidence_words.free_summary(reference, measured, loaded.parts)
        return _cut(Evidence(title, summary, tuple(free_time.stretches(loaded.parts, reference, history)), (), 0))
    found = loaded.meetings()
    if reference.figure == "mornings":
        return _of_mornings(title, loaded)
    if reference.figure == "outside":
        found = [(each, on) for each, on in found if any(_lies_in(each, day.outside) for day in on)]
    if reference.figure == "double":
        found = [(each, on) for each, on in found if any(_lies_in(each, day.twice) for day in on)]
    summary = evidence_words.meetings_summary(reference, measured, len(found))
    listed = _listed(title, summary, found, loaded, loaded.days)
    return listed._replace(notes=(*listed.notes, *_away_notes(loaded)))


def _lies_in(each: Occurrence, spans: Sequence[Span]) -> bool:
    return bool(common([(each.start, each.end)], spans))


def _away_notes(loaded: _Loaded) -> list[str]:
    days = [day.span for day in loaded.parts]
    away = sum(1 for each in loaded.occurrences if each.away and common([(each.start, each.end)], days))
    if not away:
        return []
    text = ngettext(
        "{count} meeting lies in time away and counts nowhere.",
        "{count} meetings lie in time away and count nowhere.",
        away,
    )
    return [text.format(count=wording.number(away, 0))]


def _of_mornings(title: str, loaded: _Loaded) -> Evidence:
    """Return each morning: free, or with the meetings in it."""
    rows: list[EvidenceRow] = []
    free = mornings = 0
    for day in loaded.parts:
        morning = free_time.morning(day, loaded.history.zone)
        if not morning or loaded.history.is_unknown(day.day):
            continue
        mornings += 1
        inside = [each for each in day.meetings if _lies_in(each, morning)]
        if not inside:
            free += 1
            rows.append(free_time.free_morning(day, morning, loaded.history, loaded.days))
        rows += [_row(each, [day], loaded, loaded.days) for each in inside]
    text = ngettext("{free} of {count} morning holds no meeting.", "{free} of {count} mornings hold no meeting.", free)
    summary = text.format(free=wording.number(free, 0), count=wording.number(mornings, 0))
    note = _("A morning is working time before noon, of at least two hours.")
    return _cut(Evidence(title, summary, tuple(rows), (note,), 0))


def _cut(whole: Evidence) -> Evidence:
    return whole._replace(rows=whole.rows[:MOST_ROWS], more=max(len(whole.rows) - MOST_ROWS, 0))


# ---- a day, an occurrence, an hour of the week, a stretch ----


def _of_day(loaded: _Loaded) -> Evidence:
    """Return all of a day, what counts and what does not."""
    (parts,) = loaded.parts
    begin, end = parts.span
    found = [each for each in loaded.occurrences if each.start < end and (each.end > begin or each.start >= begin)]
    found.sort(key=lambda each: (each.days is None, each.start, each.end))
    counted = {id(each) for each in parts.meetings}
    pairs = [(each, [parts] if id(each) in counted else []) for each in found]
    summary = evidence_words.day_summary(parts, loaded.history)
    listed = _listed(words.day_title(parts.day), summary, pairs, loaded, 1)
    return listed._replace(notes=(*_hint(parts, loaded.history), *listed.notes))


def _hint(parts: DayParts, history: History) -> list[str]:
    """Return which meeting alone keeps a day from the most focus time."""
    if history.no_people or history.is_unknown(parts.day):
        return []
    won = [(focus_won(parts, each), -each.start, each) for each in parts.meetings]
    most, __, meeting = max(won, key=lambda entry: entry[:2], default=(0, 0, None))
    if meeting is None or most <= 0:
        return []
    text = _("Without {title} the day would hold {length} more in blocks of 2 h and more.")
    return [text.format(title=occurrence_words.title(meeting), length=words.block_length(most))]


def _of_occurrence(loaded: _Loaded) -> Evidence:
    found = next((each for each in loaded.occurrences if loaded.reference_of(each) == loaded.reference.key), None)
    if found is None:
        return Evidence(_("This event is no longer in your calendars"), "", (), (), 0)
    zone = loaded.history.zone
    first = occurrence_words.first_day(found, zone)
    on = [day for day in loaded.parts if any(each is found for each in day.meetings)]
    summary = _("{day}, {times}").format(day=words.day_title(first), times=occurrence_words.when(found, zone))
    return _listed(occurrence_words.title(found), summary, [(found, on)], loaded, 7)


def _of_hour(loaded: _Loaded) -> Evidence:
    """Return the meetings that take an hour of the week."""
    reference, zone = loaded.reference, loaded.history.zone
    hours = [
        (zone.epoch(day.day, reference.hour * HOUR), zone.epoch(day.day, (reference.hour + 1) * HOUR))
        for day in loaded.parts
    ]
    taken = sum(length(common(day.busy, [hour])) for day, hour in zip(loaded.parts, hours, strict=True))
    spans = [hour for hour in hours if hour[0] < hour[1]]
    found = [(each, on) for each, on in loaded.meetings() if _lies_in(each, spans)]
    share = words.share(taken / length(spans)) if spans else words.share(0)
    text = ngettext(
        "{share} of this hour is in meetings, over {count} day.",
        "{share} of this hour is in meetings, over {count} days.",
        len(spans),
    )
    clock = wording.clock(reference.hour * HOUR)
    title = _("{weekday} {time}").format(weekday=wording.weekday(reference.weekday + 1), time=clock)
    summary = text.format(share=share, count=wording.number(len(spans), 0))
    return _listed(title, summary, found, loaded, loaded.days)


def _of_stretch(loaded: _Loaded) -> Evidence:
    """Return one stretch of a day: of free time the meetings beside it, else those that lie in it."""
    reference = loaded.reference
    (parts,) = loaded.parts
    span = (reference.start, reference.end)
    if reference.kind == "free":
        found = [each for each in parts.meetings if each.end == span[0] or each.start == span[1]]
        notes: tuple[str, ...] = (free_time.rule(span),)
    else:
        found = [each for each in parts.meetings if _lies_in(each, [span])]
        notes = ()
    title, summary = evidence_words.stretch_words(reference, loaded.history.zone)
    listed = _listed(title, summary, [(each, [parts]) for each in found], loaded, 1)
    return listed._replace(notes=(*notes, *listed.notes))
