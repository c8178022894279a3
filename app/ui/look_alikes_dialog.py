"""Series that look alike: which pair is to be counted as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.buttons import button
from app.ui.choices import ChoiceButton
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from app.model.series_page import LookAlikeRow

_WIDTH = 520
_TALLEST = 320


class LookAlikesDialog(QDialog):
    """Asks which series of those that look alike is counted as the other; nothing is merged by itself.

    Signals:
        merge_wanted: the UID of the one, that of the other, and the title of both.
    """

    merge_wanted = Signal(str, str, str)

    def __init__(self, pairs: tuple[LookAlikeRow, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Series that look alike"))
        self._pairs = pairs
        self._group = QButtonGroup(self)
        self.merge_button = button(_("Count as one"), "main", self)
        self.merge_button.setDefault(True)
        cancel = button(_("Cancel"), "quiet", self)
        lead = _("Counted as one they are one series: events of both at the same time count once. It can be undone.")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_L)
        rows.addWidget(PlainLabel(_("Are these one series?"), "door", parent=self))
        rows.addWidget(PlainLabel(lead, "body", "muted", self, wrap=True))
        rows.addWidget(self._list())
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.merge_button)
        rows.addLayout(foot)
        self.setMinimumWidth(_WIDTH)
        self.merge_button.clicked.connect(self._merge)
        cancel.clicked.connect(self.reject)

    def _list(self) -> QScrollArea:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.SPACE_XS, theme.SPACE_XS, theme.SPACE_XS, theme.SPACE_XS)
        for place, pair in enumerate(self._pairs):
            choice = ChoiceButton(pair.title, pair.sentence, inner)
            choice.setChecked(place == 0)
            self._group.addButton(choice, place)
            column.addWidget(choice)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setMinimumHeight(min(inner.sizeHint().height() + theme.SPACE_M, _TALLEST))
        return area

    def choices(self) -> list[ChoiceButton]:
        """Return the pairs as buttons of which one is chosen."""
        return [each for each in self._group.buttons() if isinstance(each, ChoiceButton)]

    def _merge(self) -> None:
        pair = self._pairs[max(self._group.checkedId(), 0)]
        self.merge_wanted.emit(pair.uid, pair.into, pair.title)
        self.accept()
