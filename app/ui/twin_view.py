"""A picture and its twin, the same numbers as a table, in one place: for pictures that stand on the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import _
from app.ui.buttons import icon_button
from app.ui.chart_copy import ChartCopies
from app.ui.hour_axis import CORNER

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QToolButton

    from app.model.charts import Table
    from app.ui.table_view import TableView


class TwinView(QWidget):
    """A picture, or its table in the same place, which is as high as the picture and never scrolls up and down.

    Args:
        picture: A widget that knows its height for a width.
        corner: Whether the button that changes between the two stands here, over the picture's first corner, with
            the one that copies; else `button` and `copies.button` are for the one who makes this to place.

    Signals:
        evidence_wanted: the reference of a row of the table that a person opened.
    """

    evidence_wanted = Signal(str)

    def __init__(self, picture: QWidget, parent: QWidget | None = None, *, corner: bool = False) -> None:
        super().__init__(parent)
        self._corner = corner
        self._picture = picture
        picture.setParent(self)
        self._table: TableView | None = None
        self._said: tuple[Table, str, str] | None = None
        self._words: Collection[int] = (0,)
        self.button: QToolButton = icon_button("table", _("Show as table"), self)
        self.button.setCheckable(True)
        self.copies = ChartCopies(picture, self)
        if corner:
            for button in (self.button, self.copies.button):
                button.setFixedHeight(CORNER)
            self.setTabOrder(self.button, self.copies.button)
            self.setTabOrder(self.copies.button, picture)
        self.button.toggled.connect(self._show_table)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def table(self) -> TableView:
        """The table; it is made when it is first asked for, which the first picture does not wait for."""
        if self._table is None:
            from app.ui.table_view import TableView

            self._table = TableView(self)
            self._table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._table.hide()
            self._table.opened.connect(self.evidence_wanted)
            QWidget.setTabOrder(self._picture, self._table)
            self._fill_table()
        return self._table

    def buttons(self) -> tuple[QToolButton, QToolButton]:
        """Return the button that changes between the two, and the one that copies."""
        return self.button, self.copies.button

    def show_buttons(self, *, shown: bool) -> None:
        """Show both buttons, wherever they were placed, or none."""
        for button in self.buttons():
            button.setVisible(shown)

    def tables(self) -> tuple[TableView, ...]:
        """Return the table if there is one yet."""
        return () if self._table is None else (self._table,)

    def show_table(self, table: Table, name: str, summary: str, words: Collection[int] = (0,)) -> None:
        """Take the rows of the table, and what a screen reader says of it; ``words``: columns of words."""
        self._said, self._words = (table, name, summary), words
        self.copies.tell(name, "", table)
        if self._table is not None:
            self._fill_table()
        self._arrange()

    def _fill_table(self) -> None:
        if self._said is not None:
            table, name, summary = self._said
            self.table.set_word_columns(self._words)
            self.table.show_table(table)
            self.table.setAccessibleName(name)
            self.table.setAccessibleDescription(summary)

    def toggle(self, shown: bool) -> None:  # noqa: FBT001
        """Show the table, or the picture."""
        self.button.setChecked(shown)

    def is_table(self) -> bool:
        """Return whether the table is shown."""
        return self.button.isChecked()

    # ---- size ----

    def hasHeightForWidth(self) -> bool:
        """Follow the picture."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the picture's height, or what the table needs where that is more."""
        picture = self._picture
        height = picture.heightForWidth(width) if picture.hasHeightForWidth() else picture.sizeHint().height()
        return max(height, self._above_table() + self._table_height()) if self.is_table() else height

    def sizeHint(self) -> QSize:
        """Return the size of what is shown."""
        width = max(self.width(), self._picture.sizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width of the picture, and the height at the present one."""
        width = self._picture.minimumSizeHint().width()
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give both the whole width."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Follow a picture that needs another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _above_table(self) -> int:
        return self.button.sizeHint().height() + 2 if self._corner else 0

    def _table_height(self) -> int:
        rows = self.table.verticalHeader().length()
        frame = 2 * self.table.frameWidth()
        scroll_bar = self.table.horizontalScrollBar()
        below = scroll_bar.sizeHint().height() if scroll_bar.maximum() > 0 else 0
        return self.table.horizontalHeader().sizeHint().height() + rows + frame + below

    def _arrange(self) -> None:
        above = self._above_table()
        self._picture.setGeometry(0, 0, self.width(), self.heightForWidth(self.width()))
        if self._table is not None:
            self._table.setGeometry(0, above, self.width(), self._table_height())
            # At the new width its names may take other lines, or it scrolls to the side.
            self._table.resize(self.width(), self._table_height())
        if self._corner:
            size = self.button.sizeHint()
            left = self.width() - size.width() if self.isRightToLeft() else 0
            for button in (self.button, self.copies.button):
                button.setGeometry(left, 0, size.width(), size.height())
                button.raise_()
                left += -size.width() if self.isRightToLeft() else size.width()
        self.updateGeometry()

    def _show_table(self, shown: bool) -> None:  # noqa: FBT001
        had_focus = self._picture.hasFocus() or self.table.hasFocus()
        self._picture.setVisible(not shown)
        self.table.setVisible(shown)
        words = _("Show as chart") if shown else _("Show as table")
        self.button.setAccessibleName(words)
        self.button.setToolTip(words)
        if had_focus:
            (self.table if shown else self._picture).setFocus(Qt.FocusReason.OtherFocusReason)
        self._arrange()
