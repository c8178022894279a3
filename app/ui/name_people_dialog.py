"""Whom the face-time audit looks at: named by the person, out of those whom one meets most, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.language import _
from app.ui import theme
from app.ui.buttons import button
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from app.model.people_page import Proposal

_ROOM: Final = 6
"""Around what stands in the list, for the ring of the focus."""


class PersonChange(NamedTuple):
    """Somebody who shall be named for the audit, or (not ``named``) no more."""

    address: str
    name: str
    group: str
    named: bool


class _Row(NamedTuple):
    """One person: whether named, and the group."""

    proposal: Proposal
    named: QCheckBox
    group: QLineEdit


class NamePeopleDialog(QDialog):
    """Asks whom the audit shall look at, and in which groups; nothing is named until the person says so."""

    def __init__(self, proposals: tuple[Proposal, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.put_rules_on()
        self.setWindowTitle(_("Face-time audit"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_M)
        rows.addWidget(PlainLabel(_("Whose time with you do you want to look at?"), "door", parent=self, wrap=True))
        why = _(
            "It shows how your own time in 1:1s is spread over the people whom you name here, and over their groups. "
            "Only you see it; it is part of nothing that you share."
        )
        rows.addWidget(PlainLabel(why, color="muted", parent=self, wrap=True))
        self.rows: list[_Row] = []
        rows.addWidget(self._list(proposals), 1)
        self.address = QLineEdit(self)
        self.address.setAccessibleName(_("Address of somebody else"))
        self.address.setPlaceholderText(_("Address of somebody else"))
        self.other_group = self._group("", _("Group of somebody else"))
        other = QHBoxLayout()
        other.setContentsMargins(_ROOM, 0, _ROOM, 0)
        other.addWidget(self.address, 2)
        other.addWidget(self.other_group, 1)
        rows.addLayout(other)
        self.why = PlainLabel("", color="problem", parent=self, wrap=True)
        rows.addWidget(self.why)
        self.keep = button(_("Keep"), "main", self)
        self.keep.setDefault(True)
        cancel = button(_("Cancel"), "quiet", self)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        rows.addLayout(foot)
        self.keep.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.address.textChanged.connect(self._look)
        self.resize(600, 560)

    def _list(self, proposals: tuple[Proposal, ...]) -> QScrollArea:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(_ROOM, _ROOM, _ROOM, _ROOM)
        grid.setHorizontalSpacing(theme.SPACE_L)
        grid.setVerticalSpacing(theme.SPACE_S)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        if not proposals:
            grid.addWidget(
                PlainLabel(_("There was no 1:1 in the last 13 weeks."), color="muted", wrap=True), 0, 0, 1, 2
            )
        for number, proposal in enumerate(proposals):
            # A lone & would make the letter after it a key.
            named = QCheckBox(proposal.name.replace("&", "&&"))
            named.setChecked(proposal.named)
            named.setAccessibleDescription(proposal.fact)
            group = self._group(proposal.group, _("Group of {person}").format(person=proposal.name))
            group.setEnabled(proposal.named)
            named.toggled.connect(group.setEnabled)
            who = QVBoxLayout()
            who.setSpacing(0)
            who.addWidget(named)
            who.addWidget(PlainLabel(proposal.fact, "caption", "muted", wrap=True))
            grid.addLayout(who, number, 0)
            grid.addWidget(group, number, 1, Qt.AlignmentFlag.AlignVCenter)
            self.rows.append(_Row(proposal, named, group))
        grid.setRowStretch(max(len(proposals), 1), 1)
        area = QScrollArea(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _group(self, text: str, name: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setMinimumHeight(theme.CONTROL_HEIGHT)
        field.setAccessibleName(name)
        field.setPlaceholderText(_("Group, like office"))
        field.setMaxLength(60)
        return field

    def changes(self) -> tuple[PersonChange, ...]:
        """Return what is otherwise than it was."""
        found = []
        for proposal, named, group in self.rows:
            is_named, its_group = named.isChecked(), group.text().strip()
            if is_named != proposal.named or (is_named and its_group != proposal.group):
                # A name that was read from the address is read again; one that the person gave stays.
                found.append(PersonChange(proposal.address, proposal.given, its_group, is_named))
        other = self.address.text().strip()
        listed = {each.proposal.address for each in self.rows}
        if other and other.casefold().removeprefix("mailto:") not in listed:
            found.append(PersonChange(other, "", self.other_group.text().strip(), named=True))
        return tuple(found)

    def _look(self) -> None:
        text = self.address.text().strip()
        listed = text.casefold().removeprefix("mailto:") in {each.proposal.address for each in self.rows}
        wrong = _("This person stands in the list above.") if listed else _("An address has an @ in it.")
        is_wrong = listed or (bool(text) and "@" not in text)
        self.why.setText(wrong if is_wrong else "")
        self.keep.setEnabled(not is_wrong)
