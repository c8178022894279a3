"""Short forms: a few named fields of text, secrets, days and choices, on a card or in a dialog of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.buttons import button
from app.ui.checked_field import CheckedField, DateField
from app.ui.plain_label import PlainLabel
from app.ui.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDEST: Final = 460
"""Of a dialog with a form, in logical pixels at the usual size of text."""
_LETTERS: Final = 64


class Field(NamedTuple):
    """One field of a form.

    Attributes:
        id: by which its value is asked for.
        name: what stands beside it.
        text: what stands in it.
        hint: what stands in it while it is empty.
        day: of a field for a day: the day that stands in it, None: it is empty.
        choices: of a choice: the value and the words of each.
        needed: it may not be empty.

    """

    id: str
    name: str
    kind: Literal["text", "secret", "day", "choice"] = "text"
    text: str = ""
    hint: str = ""
    day: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = False


class Given(NamedTuple):
    """What a form holds: texts and choices, and days, by the fields that they stand in."""

    texts: dict[str, str]
    days: dict[str, int | None]


class FormFields(QWidget):
    """Fields one under the other, each with its name before it."""

    entered = Signal()
    """Enter was pressed in a field."""

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.put_rules_on()
        self._fields = tuple(fields)
        self._lines: dict[str, CheckedField] = {}
        self._choices: dict[str, QComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_M)
        grid.setVerticalSpacing(theme.SPACE_S)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(self._fields):
            made = self._made(field)
            label = PlainLabel(field.name, "caption", "muted", self)
            label.setBuddy(made)
            label.setMinimumHeight(theme.CONTROL_HEIGHT)
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(made, row, 1)

    def _made(self, field: Field) -> QWidget:
        if field.kind == "choice":
            box = QComboBox(self)
            box.setAccessibleName(field.name)
            box.setMinimumHeight(theme.CONTROL_HEIGHT)
            for value, words in field.choices:
                box.addItem(words, value)
            self._choices[field.id] = box
            return box
        line = self._line(field)
        line.line.returnPressed.connect(self.entered)
        self._lines[field.id] = line
        return line

    def _line(self, field: Field) -> CheckedField:
        if field.kind == "day":
            return DateField(field.name, field.day, self)
        if field.kind == "secret":
            return SecretField(field.name, field.hint, self)
        return CheckedField(field.name, field.text, field.hint)

    def line(self, field: str) -> CheckedField:
        """Return a field for text or for a day."""
        return self._lines[field]

    def choice(self, field: str) -> QComboBox:
        """Return a field with choices."""
        return self._choices[field]

    def given(self) -> Given | None:
        """Return what stands in the fields; None, with the reason below a field, where something is wrong."""
        texts, days, fine = {}, {}, True
        for field in self._fields:
            if field.kind == "choice":
                texts[field.id] = str(self._choices[field.id].currentData())
                continue
            line = self._lines[field.id]
            # A password may begin or end with a space.
            text = line.line.text() if field.kind == "secret" else line.line.text().strip()
            if field.needed and not text.strip():
                line.complain(_("This may not be empty."))
                fine = False
            elif isinstance(line, DateField):
                days[field.id] = line.day() if text else None
                fine = fine and (not text or days[field.id] is not None)
            else:
                texts[field.id] = text
        return Given(texts, days) if fine else None

    def begin_anew(self) -> None:
        """Empty the fields for text, and for days."""
        for line in self._lines.values():
            line.line.clear()
            line.complain("")

    def forget(self) -> None:
        """Empty the fields for secrets."""
        for line in self._lines.values():
            if isinstance(line, SecretField):
                line.forget()

    def take_focus(self) -> None:
        """Put the focus into the first field."""
        first = self._fields[0].id
        widget: QWidget = self._choices[first] if first in self._choices else self._lines[first].line
        widget.setFocus(Qt.FocusReason.OtherFocusReason)


class FormDialog(QDialog):
    """A form in a dialog.

    Args:
        title: of the dialog's frame.
        question: its heading.
        lead: why it is asked; may be empty.
        fields: what is asked.
        word: on the button that ends it.

    Signals:
        filled: what was given, once, when the form is right.
    """

    filled = Signal(object)

    def __init__(
        self, title: str, question: str, lead: str, fields: Sequence[Field], word: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.fields = FormFields(fields, self)
        self.main_button = button(word, "main", self)
        self.main_button.setDefault(True)
        cancel = button(_("Cancel"), "quiet", self)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.main_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_L)
        rows.addWidget(PlainLabel(question, "door", parent=self, wrap=True))
        if lead:
            rows.addWidget(PlainLabel(lead, color="muted", parent=self, wrap=True))
        rows.addWidget(self.fields)
        rows.addLayout(foot)
        self.setMinimumWidth(min(max(_WIDEST, _LETTERS * self.fontMetrics().averageCharWidth()), 900))
        self.main_button.clicked.connect(self._finish)
        cancel.clicked.connect(self.reject)
        self.fields.take_focus()

    def done(self, result: int) -> None:
        """Close, and leave no secret behind."""
        self.fields.forget()
        super().done(result)

    def _finish(self) -> None:
        given = self.fields.given()
        if given is not None:
            self.accept()
            self.filled.emit(given)
