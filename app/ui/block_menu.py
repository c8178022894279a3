"""The menu of a meeting on the What-if page: everything that can be done with its series."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QMenu

from app.language import _
from app.model.plans import Edit
from app.ui import theme
from app.ui.form_fields import Field, FormDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from app.model.whatif_page import WeekItem
    from app.ui.form_fields import Given

_MINUTE: Final = 60
LENGTHS: Final = (15, 25, 50)
"""Minutes that a longer meeting may be shortened to by one choice."""


class BlockActs(NamedTuple):
    """What the menu leads to.

    Attributes:
        edit: makes a change.
        put_back: takes the changes of the series back.
        keep: lets it stay as it is, or no longer.
        length: asks for a length.
        move: asks for a day and a time.
        gather: asks with which others it shares a day.
        why_not: asks why the best plan leaves it as it is.

    """

    edit: Callable[[Edit], None]
    put_back: Callable[[], None]
    keep: Callable[[], None]
    length: Callable[[], object]
    move: Callable[[], object]
    gather: Callable[[], object]
    why_not: Callable[[], object]


class Known(NamedTuple):
    """What a series is in the draft: it stays as it is, or is changed."""

    kept: bool
    changed: bool


def open_block_menu(parent: QWidget, place: QPoint, item: WeekItem, acts: BlockActs, known: Known) -> QMenu:
    """Open the menu at a place on the screen."""
    theme.put_rules_on()
    menu = QMenu(parent)
    menu.setAccessibleName(_("What becomes of the meeting"))
    rest = [] if known.kept else _changes(item, acts)
    for words, act, able in rest:
        action = menu.addAction(words)
        action.setEnabled(able)
        action.triggered.connect(partial(_do, act))
    if not known.kept and item.why_not:
        menu.addSeparator()
        menu.addAction(item.why_not[:1].upper() + item.why_not[1:]).setEnabled(False)
    menu.addSeparator()
    if known.changed:
        menu.addAction(_("Put back")).triggered.connect(partial(_do, acts.put_back))
    stays = menu.addAction(_("Stays as it is"))
    stays.setCheckable(True)
    stays.setChecked(known.kept)
    stays.triggered.connect(partial(_do, acts.keep))
    if not known.changed:
        menu.addAction(_("Why not this one?")).triggered.connect(partial(_do, acts.why_not))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    return menu


def _changes(item: WeekItem, acts: BlockActs) -> list[tuple[str, Callable[[], object], bool]]:
    """Return each change with its words, and whether it can be made."""

    def edit(kind: str, **fields: object) -> Callable[[], object]:
        return partial(acts.edit, Edit(item.key, kind, **fields))  # type: ignore[arg-type]

    found: list[tuple[str, Callable[[], object], bool]] = [
        (_("Drop it") if item.own else _("Decline it"), edit("drop"), item.leaves),
        (_("Every other time: week A"), edit("every-other", days=item.days, week=0), item.thins),
        (_("Every other time: week B"), edit("every-other", days=item.days, week=1), item.thins),
    ]
    if not item.own:
        found.append((_("Only when needed"), edit("when-needed", days=item.days, week=1), item.when_needed))
    for minutes in LENGTHS:
        if minutes * _MINUTE < item.seconds:
            words = _("Shorten to {minutes} minutes").format(minutes=minutes)
            found.append((words, edit("shorten", days=item.days, seconds=minutes * _MINUTE), item.shortens))
    found.append((_("Shorten to…"), acts.length, item.shortens))
    found.append((_("Move to…"), acts.move, item.moves))
    found.append((_("Gather on a day…"), acts.gather, item.changes_day))
    return found


def _do(act: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 (of Qt's signal)
    act()


def ask_for_place(
    parent: QWidget, item: WeekItem, days: Sequence[str], times: Sequence[tuple[int, str]], move: Callable[[Edit], None]
) -> FormDialog:
    """Ask for the day and the time that a series goes to.

    Args:
        parent: the window.
        item: the series.
        days: the names of the days that are shown, from Monday on.
        times: the starts to choose from, each with its words.
        move: told the edit.

    """
    fields = [Field("time", _("Time"), "choice", choices=tuple((str(start), words) for start, words in times))]
    if item.changes_day:
        fields.insert(0, Field("day", _("Day"), "choice", choices=tuple((str(at), day) for at, day in enumerate(days))))
    lead = _("Whether the others are free then is not known.")
    dialog = FormDialog(_("Move"), _("Where should it go?"), lead, fields, _("Move"), parent)
    if item.changes_day:
        dialog.fields.choice("day").setCurrentIndex(item.days[0])
    nearest = min(range(len(times)), key=lambda at: abs(times[at][0] - item.start), default=0)
    dialog.fields.choice("time").setCurrentIndex(nearest)

    def filled(given: Given) -> None:
        day = (int(given.texts["day"]),) if item.changes_day else item.days
        move(Edit(item.key, "move", day, int(given.texts["time"])))

    dialog.filled.connect(filled)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def ask_for_length(
    parent: QWidget, item: WeekItem, words: Callable[[int], str], move: Callable[[Edit], None]
) -> FormDialog:
    """Ask for the length that a series is shortened to; ``words`` writes a number of minutes."""
    minutes = range(5, item.seconds // _MINUTE, 5)
    choices = tuple((str(each), words(each)) for each in minutes)
    fields = [Field("minutes", _("Minutes"), "choice", choices=choices)]
    dialog = FormDialog(_("Shorten"), _("How long should it be?"), "", fields, _("Shorten"), parent)
    dialog.fields.choice("minutes").setCurrentIndex(len(choices) - 1)

    def filled(given: Given) -> None:
        move(Edit(item.key, "shorten", item.days, seconds=int(given.texts["minutes"]) * _MINUTE))

    dialog.filled.connect(filled)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
