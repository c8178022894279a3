"""Which calendars of an account are read: the last step of connecting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language import _
from app.model.foreign_text import visible
from app.ui import theme
from app.ui.choices import TickBox
from app.ui.plain_label import PlainLabel
from app.ui.step_dialog import StepPage
from app.ui.step_list import IconLine
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.remote import NewConnection, RemoteCalendar

_LONGEST: int = 120


class CalendarsPage(StepPage):
    """A box to tick for each calendar, those that the person owns first and ticked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Calendars"), _("Which calendars shall be read?"))
        self.is_wanted = False
        self.boxes: list[TickBox] = []
        self._ids: list[str] = []
        self.source = PlainLabel("", color="muted", parent=self, wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE_XS)
        self.rows.addWidget(self.source)
        self.rows.addLayout(self._list)
        self.rows.addSpacing(theme.SPACE_M)
        self.rows.addWidget(
            IconLine(
                "shield",
                _(
                    "Clearweek reads titles, times, repeats, guests and their answers, descriptions, and links to "
                    "join. It brings them to this computer, and can change nothing there."
                ),
            )
        )
        self.kept = IconLine("lock", "")
        self.rows.addWidget(self.kept)
        self.rows.addWidget(IconLine("clock", _("You can look at what is in while the rest still comes.")))

    def applies(self) -> bool:
        """A file is no account."""
        return self.is_wanted

    def next_word(self) -> str:
        """Say what follows."""
        return _("Read")

    def show_calendars(self, new: NewConnection, calendars: Sequence[RemoteCalendar], kept: str) -> None:
        """Offer the calendars of an account; those that the person owns are ticked, or the first where none is."""
        for box in self.boxes:
            box.hide()
            box.deleteLater()
        self.source.setText(_from_where(new))
        self.kept.label.setText(kept)
        self._ids = [each.id for each in calendars]
        owns_none = not any(each.owned for each in calendars)
        self.boxes = []
        for at, each in enumerate(calendars):
            box = TickBox(each.name, about(each), self)
            box.setChecked(each.owned or (owns_none and at == 0))
            box.toggled.connect(self.changed)
            self.boxes.append(box)
            self._list.addWidget(box)
        follow_layout(self)

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of those that are ticked."""
        return tuple(each for each, box in zip(self._ids, self.boxes, strict=True) if box.isChecked())

    def blocked(self) -> str:
        """Wait for one at least."""
        return "" if any(box.isChecked() for box in self.boxes) else _("Tick one at least to go on.")

    def first_control(self) -> QWidget | None:
        """Begin at the first calendar."""
        return self.boxes[0] if self.boxes else None


def _from_where(new: NewConnection) -> str:
    """Return where the calendars are, and whose they are there."""
    where = {"google": "Google", "microsoft": "Microsoft 365"}.get(new.kind, "")
    where = where or new.place.get("host") or new.place.get("url", "")
    who = new.place.get("account") or new.place.get("user") or ""
    place, person = visible(where, _LONGEST), visible(who, _LONGEST)
    if not person:
        return _("They are read from {place}.").format(place=place)
    return _("They are read from {place}, as {person}.").format(place=place, person=person)


def about(calendar: RemoteCalendar) -> str:
    """Return whose a calendar is."""
    if calendar.owned:
        return _("Yours")
    if calendar.owner:
        return _("Shared with you by {owner}").format(owner=visible(calendar.owner, _LONGEST))
    return _("Shared with you, or subscribed")
