"""A field whose text has to make sense: what is wrong with it stands below it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from app.language import _
from app.model.foreign_text import visible
from app.model.timezones import iana_zone, iana_zone_any_case
from app.ui import background, theme
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from app.errors import UserError
    from app.progress import Progress

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199
_LONGEST: Final = 10_000


class CheckedField(QWidget):
    """A field, and room for one sentence below it.

    Args:
        name: what a screen reader calls it.
        placeholder: what stands in it while it is empty.
    """

    changed = Signal()

    def __init__(self, name: str, text: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(text, self)
        self.line.setMaxLength(_LONGEST)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(placeholder)
        self.complaint = PlainLabel(kind="caption", color="problem", parent=self, wrap=True)
        self.complaint.hide()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(theme.SPACE_XS)
        self.rows.addWidget(self.line)
        self.rows.addWidget(self.complaint)
        self.line.textEdited.connect(self._edited)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the text; an empty sentence says that nothing is."""
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)

    def _edited(self) -> None:
        self.complain("")
        self.changed.emit()


class DateField(CheckedField):
    """A field for a date like 2026-01-05."""

    def __init__(self, name: str, day: int | None, parent: QWidget | None = None) -> None:
        text = "" if day is None else dt.date.fromordinal(day).isoformat()
        super().__init__(name, text, "2026-01-05", parent)
        self.line.setMaximumWidth(self.line.fontMetrics().averageCharWidth() * 20)

    def day(self) -> int | None:
        """Return the date as an ordinal; None, with the reason below the field, where there is none."""
        text = self.line.text().strip()
        try:
            date = dt.date.fromisoformat(text)
        except ValueError:
            self.complain(_("“{value}” is not a date like 2026-01-05.").format(value=visible(text, 40)))
            return None
        if not _FIRST_YEAR <= date.year <= _LAST_YEAR:
            self.complain(_("“{value}” lies before 1900 or after 2199.").format(value=visible(text, 40)))
            return None
        self.complain("")
        return date.toordinal()


class ZoneField(CheckedField):
    """A field for a time zone like Europe/Berlin; names are offered once it is in use."""

    def __init__(self, name: str, zone: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(name, zone, placeholder, parent)
        self._asked = False
        self.line.textEdited.connect(self.offer_names)

    def zone(self) -> str | None:
        """Return the zone's own name, empty for an empty field; None, with the reason below, where there is none."""
        text = self.line.text().strip()
        found = (iana_zone(text) or iana_zone_any_case(text)) if text else None
        if text and found is None:
            self.complain(
                _("There is no time zone “{name}”; a name is like Europe/Berlin.").format(name=visible(text, 60))
            )
            return None
        self.complain("")
        return found.name if found is not None else ""

    def offer_names(self) -> None:
        """Fetch the names of all zones beside the window; that takes a tenth of a second."""
        if not self._asked:
            self._asked = True
            background.start(_zone_names, self._take_names, self._ignore, self)

    def _take_names(self, names: list[str]) -> None:
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)

    def _ignore(self, _error: UserError) -> None:
        """Go on without names to choose from: they can be typed."""


def _zone_names(_progress: Progress) -> list[str]:
    import zoneinfo

    return sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
