"""Which series a person means by a UID or a part of its title, and which series look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.errors import UserError
from app.language import _, quoted
from app.model.own_word import Merge, Review, SeriesWord
from app.model.uids import joined_uid
from app.operations.own_word import list_words
from app.operations.word_sentences import named
from app.timeline.duplicates import look_alikes
from app.timeline.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.merged import LookAlike
    from app.operations.workspace import Workspace

_SHOWN: Final = 5
"""How many series an error names where a text means several."""
_LOOKED_AT: Final = 26 * 7
"""Days before and after today in which look-alikes are looked for."""


class NamedSeries(NamedTuple):
    """A series: its UID less Google's ``_R…``, its newest title, and whether it repeats."""

    uid: str
    title: str
    recurs: bool


def series_named(workspace: Workspace, text: str) -> NamedSeries:
    """Return the series that a UID, a title or a part of one means; of several, the only one that repeats.

    Series that the person has said something of are found even where no calendar holds them now.

    Raises:
        UserError: when none is meant, or several.

    """
    everything = _series(workspace)
    exact = everything.get(joined_uid(text.strip()))
    if exact is not None:
        return exact
    wanted = folded(text)
    found = [each for each in everything.values() if folded(each.title) == wanted]
    found = found or [each for each in everything.values() if wanted and wanted in folded(each.title)]
    recurring = [each for each in found if each.recurs]
    if len(found) > 1 and len(recurring) == 1:
        found = recurring
    if not found:
        raise UserError(
            _("There is no series “{text}”").format(text=named(text)), next_step=_("name it by its title or its UID")
        )
    if len(found) > 1:
        raise UserError(
            _("“{text}” may be {names}").format(text=named(text), names=_listed(found)),
            next_step=_("name it by its UID, which stands in brackets"),
        )
    return found[0]


def _series(workspace: Workspace) -> dict[str, NamedSeries]:
    from app.store.series_titles import read_titles

    with workspace.store.reading() as connection:
        rows = read_titles(connection)
    found = {uid: NamedSeries(uid, title, recurs=False) for uid, title in _said(workspace)}
    for whole, title, recurs in rows:
        uid = joined_uid(whole)
        before = found.get(uid)
        # The parts into which Google splits a series may have ended with a single one.
        found[uid] = NamedSeries(uid, title, recurs or (before is not None and before.recurs))
    return found


def _said(workspace: Workspace) -> Iterable[tuple[str, str]]:
    for _number, word, _sentence in list_words(workspace):
        if isinstance(word, SeriesWord | Review):
            yield word.uid, word.title
        elif isinstance(word, Merge):
            yield word.uid, word.title
            yield word.into, word.into_title


def _listed(found: Sequence[NamedSeries]) -> str:
    names = ", ".join(f"{quoted(named(each.title))} ({named(each.uid)})" for each in found[:_SHOWN])
    return f"{names} …" if len(found) > _SHOWN else names


def offered_merges(workspace: Workspace, today: int | None = None) -> tuple[LookAlike, ...]:
    """Return the series that look alike within half a year of a day (an ordinal; None: the clock's)."""
    from app.operations.kept_history import today_of
    from app.operations.restored_occurrences import occurrences_of
    from app.store import occurrence_rows
    from app.store.zone_rows import ZoneRows

    preferences = workspace.preferences()
    zone = preferences.zone
    today = today_of(preferences) if today is None else today
    with workspace.store.reading() as connection:
        rows = occurrence_rows.rows_between(
            connection, zone.midnight(today - _LOOKED_AT), zone.midnight(today + _LOOKED_AT)
        )
        occurrences = occurrences_of(connection, rows, ZoneRows(connection), preferences)
    return look_alikes(occurrences, preferences.merged)
