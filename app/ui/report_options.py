"""What goes into a report: sections to tick, whether names stand in it, the size of paper and the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.language import _
from app.model.report_page import ReportWish
from app.ui import theme
from app.ui.choices import ChoiceButton, TickBox
from app.ui.headed_card import HeadedCard
from app.ui.plain_label import PlainLabel
from app.ui.switch import Switch
from app.ui.tab_order import stop_at_chosen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from app.model.report_page import Choice, NamesId, PaperId, ReportPage

_BETWEEN_TICKS: Final = 2


class ReportOptions(QWidget):
    """All that may be chosen, in cards one under the other.

    Signals:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: ReportPage | None = None
        self.ticks: dict[str, TickBox] = {}
        self.names: dict[str, ChoiceButton] = {}
        self.paper: Switch | None = None
        self.language: Switch | None = None
        self._group = QButtonGroup(self)
        self._sections = HeadedCard(_("What goes in"), "", self)
        self._named = HeadedCard(_("Titles and names"), "", self)
        self._set = HeadedCard(_("Paper and language"), "", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_L)
        for card in (self._sections, self._named, self._set):
            column.addWidget(card)
        column.addStretch(1)

    def show_page(self, page: ReportPage, paper: PaperId) -> None:
        """Show what may be chosen; what was chosen before stays so.

        Args:
            page: the page.
            paper: the size that holds until a person chooses.

        """
        if self._page is None:
            self._make(page, paper)
        self._page = page
        self.setEnabled(not page.unknown)

    def wish(self) -> ReportWish | None:
        """Return what is chosen; None before anything can be."""
        page, paper, language = self._page, self.paper, self.language
        if page is None or paper is None or language is None:
            return None
        names = next(name for name, made in self.names.items() if made.isChecked())
        return ReportWish(
            period=page.period,
            sections=tuple(section for section, tick in self.ticks.items() if tick.isChecked()),
            names=cast("NamesId", names),
            paper=cast("PaperId", page.papers[paper.place()].id),
            language=page.languages[language.place()].id,
        )

    def fit(self, width: int) -> None:
        """Be arranged for a width."""
        room = width - 2 * theme.SPACE_L
        for switch in (self.paper, self.language):
            if switch is not None:
                switch.fit(room)

    # ---- parts ----

    def _make(self, page: ReportPage, paper: PaperId) -> None:
        self._sections.rows.setSpacing(_BETWEEN_TICKS)
        for at, section in enumerate(page.sections):
            tick = TickBox(section.name, _("always there") if at == 0 else "", self._sections)
            tick.setChecked(True)
            tick.setEnabled(at > 0)
            tick.toggled.connect(self.changed)
            self.ticks[section.id] = tick
            self._sections.rows.addWidget(tick)
        self._named.rows.setSpacing(theme.SPACE_XS)
        for at, choice in enumerate(page.names):
            made = ChoiceButton(choice.name, choice.says, self._named)
            made.setChecked(at == 0)
            self._group.addButton(made, at)
            self.names[choice.id] = made
            self._named.rows.addWidget(made)
        stop_at_chosen(self.names.values())
        self._group.idToggled.connect(self._on_names)
        self._set.rows.setSpacing(theme.SPACE_XS)
        self.paper = self._switch(_("Paper"), page.papers)
        self.paper.choose([choice.id for choice in page.papers].index(paper))
        self.language = self._switch(_("Language"), page.languages)

    def _switch(self, name: str, choices: tuple[Choice, ...]) -> Switch:
        label = PlainLabel(name, "caption", "muted", self._set)
        # What cannot be chosen is not asked for.
        label.setVisible(len(choices) > 1)
        switch = Switch(name, tuple(choice.name for choice in choices), self._set)
        switch.choose(0)
        switch.chosen.connect(lambda _place: stop_at_chosen(switch.choices()))
        switch.chosen.connect(self.changed)
        switch.setVisible(len(choices) > 1)
        self._set.rows.addWidget(label)
        self._set.rows.addWidget(switch)
        return switch

    def _on_names(self, _place: int, checked: bool) -> None:  # noqa: FBT001 (the slot of a signal)
        if checked:
            stop_at_chosen(self.names.values())
            self.changed.emit()

    def stops(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        found: list[QWidget] = [*self.ticks.values(), *self.names.values()]
        buttons: list[QAbstractButton] = []
        for switch in (self.paper, self.language):
            buttons += switch.choices() if switch is not None else ()
        return [*found, *buttons]
