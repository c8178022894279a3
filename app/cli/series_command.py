"""``clearweek series``: the series of a period as text and as JSON."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any, Final

from app.analysis import figure_words, wording
from app.analysis.review_queue import is_endless
from app.cli.as_json import minutes
from app.cli.data_of import nothing_kept, opened
from app.cli.findings_json import series_json
from app.cli.options import choices_of, look_at_period
from app.cli.output import print_json
from app.cli.printing import Style
from app.cli.progress_bar import progress_on
from app.cli.tables import padded, table, width
from app.language import _, ngettext
from app.operations.stored_series import printed_series
from app.operations.stored_week import Choices

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from app.analysis.series_looked import SeriesLooked
    from app.model.series_figures import SeriesFigures
    from app.model.series_page import SeriesPage, SeriesRow

Json = dict[str, Any]

_SHOWN: Final = 20
_LONGEST_TITLE: Final = 40


def print_series(words: argparse.Namespace) -> None:
    """Print the series of a period of what is kept."""
    look_at_period(words)
    choices = Choices(choices_of(words), words.today)
    with opened(words) as workspace, progress_on(sys.stderr) as progress:
        if workspace.is_empty():
            raise nothing_kept()
        looked, page = printed_series(workspace, (words.first, words.last), choices, progress)
    if words.json:
        print_json(_json(looked, page))
        return
    print("\n".join(_lines(page, Style(sys.stdout), everything=words.all)))


# ---- JSON ----


def _json(looked: SeriesLooked, page: SeriesPage) -> Json:
    period = looked.period
    calendars = {key: each.name for key, each in looked.calendars.items()}
    return {
        "schema": "clearweek.series/1",
        "period": {"from": _date(period.first), "to": _date(period.last), "tz": period.zone.name},
        "series": [{**series_json(row, calendars), **_state(row, looked)} for row in looked.figures],
        "review": [_review(row, looked) for row in looked.queue],
        "look_alikes": [each._asdict() for each in looked.look_alikes],
        "unknown": page.unknown if looked.no_people else None,
    }


def _state(row: SeriesFigures, looked: SeriesLooked) -> Json:
    rule = looked.rules.get(row.key.uid)
    reviewed = looked.reviewed.get(row.key.uid)
    return {
        "counts_as": rule or "meeting",
        "said": rule is not None,
        "endless": any(map(is_endless, looked.parts.get(row.key, ()))),
        "reviewed": None if reviewed is None else _date(reviewed),
        "to_review": looked.is_due(row.key),
    }


def _review(row: SeriesFigures, looked: SeriesLooked) -> Json:
    reviewed = looked.reviewed.get(row.key.uid)
    return {
        "uid": row.uid,
        "title": row.title,
        "age_days": row.age_days,
        "focus_cost_minutes": minutes(row.focus_cost_seconds),
        "reviewed": None if reviewed is None else _date(reviewed),
    }


def _date(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


# ---- text ----


def _lines(page: SeriesPage, style: Style, *, everything: bool) -> Iterator[str]:
    yield style.bold(page.period_title)
    yield figure_words.plain(page.sentence)
    if page.unknown:
        return
    yield style.faint(page.counted)
    yield ""
    shown = page.rows if everything else [row for row in page.rows if row.recurs][:_SHOWN]
    yield from _table(shown, style)
    left = len(page.rows) - len(shown)
    if left:
        text = ngettext("and {count} more: clearweek series --all", "and {count} more: clearweek series --all", left)
        yield style.faint(text.format(count=wording.number(left, 0)))
    yield from _review_lines(page, style)
    yield from _look_alike_lines(page, style)
    yield ""
    yield style.faint(page.note)
    yield style.faint(wording.lower_bound())


def _table(rows: Sequence[SeriesRow], style: Style) -> Iterator[str]:
    heads = (
        *("", _("scheduled"), _("person-hours"), _("focus cost"), _("fragment cost")),
        *(_("held"), _("moved"), _("fell out"), _("agenda"), _("counts as")),
    )
    cells = [(_cut(row.title), *_figures(row)) for row in rows]
    head, *lines = table([heads, *cells], numbers=set(range(1, 9)))
    yield style.faint(head)
    for row, line in zip(rows, lines, strict=True):
        yield line
        yield style.faint(f"  {'; '.join(filter(None, (row.detail, row.growth, _due(row))))}")


def _figures(row: SeriesRow) -> tuple[str, ...]:
    cells = row.cells
    fragments = wording.hours(row.fragments) if row.held else "–"
    said = _("{rule}, as you said").format(rule=row.counts_as) if row.rule else row.counts_as
    return (
        *(cells.scheduled, cells.person_hours, cells.focus, fragments),
        *(cells.held, cells.moved, cells.fell_out, cells.agenda, said),
    )


def _due(row: SeriesRow) -> str:
    return _("to review") if row.due else ""


def _cut(title: str) -> str:
    if width(title) <= _LONGEST_TITLE:
        return title
    cut = title
    while width(cut) >= _LONGEST_TITLE:
        cut = cut[:-1]
    return f"{cut.rstrip()}…"


def _review_lines(page: SeriesPage, style: Style) -> Iterator[str]:
    due = [row for row in page.rows if row.due]
    if not due:
        return
    yield ""
    yield style.bold(_("To review: without an end, older than 90 days, and not looked at this quarter"))
    columns = max(width(_cut(row.title)) for row in due)
    for row in due:
        yield f"  {padded(_cut(row.title), columns)}  {row.cells.focus:>8}  {style.faint(row.story.since)}"
    yield style.faint(_("clearweek rule reviewed SERIES keeps one for a quarter."))


def _look_alike_lines(page: SeriesPage, style: Style) -> Iterator[str]:
    if not page.look_alikes:
        return
    yield ""
    yield style.bold(page.alike)
    for each in page.look_alikes:
        yield f"  {each.sentence}"
    yield style.faint(_("clearweek rule look-alikes names their UIDs; nothing is merged by itself."))
