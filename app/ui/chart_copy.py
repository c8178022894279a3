"""A chart to take along: as a picture of twice its size, or its numbers as a table, both on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt

from app.language import _
from app.model.spreadsheet_text import harmless
from app.ui import theme
from app.ui.buttons import icon_button
from app.ui.taken_along import as_picture

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap
    from PySide6.QtWidgets import QMenu, QToolButton, QWidget

    from app.model.charts import Table

_RATIO: Final = 2.0
_ICON: Final = 18
_AROUND: Final = 16
"""Logical pixels between the edge of a picture and the chart."""


class ChartCopies(QObject):
    """What can be copied of one chart: by its button, its context menu, and Ctrl+C while it has the focus.

    Attributes:
        chart: the widget that paints the chart.

    """

    def __init__(self, chart: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.chart = chart
        self._title = self._caption = ""
        self._table: Table | None = None
        self._menu: QMenu | None = None
        self._parent = parent
        self._button: QToolButton | None = None
        chart.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chart.customContextMenuRequested.connect(self._show_at)

    @property
    def button(self) -> QToolButton:
        """The button that shows the menu, for the one who asks for it to place; until then there is none."""
        if self._button is None:
            self._button = icon_button("copy", _("Copy the chart"), self._parent)
            self._button.clicked.connect(self._show_under_button)
        return self._button

    def tell(self, title: str, caption: str, table: Table) -> None:
        """Take what stands above the chart, and its numbers."""
        self._title, self._caption, self._table = title, caption, table

    def copy(self) -> None:
        """Copy what is shown: the picture, or in its place the table."""
        if self.chart.isVisible():
            self.copy_picture()
        else:
            self.copy_table()

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture, with what stands above it."""
        from PySide6.QtCore import QMimeData
        from PySide6.QtGui import QGuiApplication

        data = QMimeData()
        data.setImageData(picture_of(self.chart, self._title, self._caption).toImage())
        QGuiApplication.clipboard().setMimeData(data)

    def copy_table(self) -> None:
        """Put the numbers on the clipboard, apart by tabs and as a table of HTML."""
        from PySide6.QtCore import QMimeData
        from PySide6.QtGui import QGuiApplication

        if self._table is not None:
            data = QMimeData()
            data.setText(tabbed(self._table))
            data.setHtml(as_html(self._table))
            QGuiApplication.clipboard().setMimeData(data)

    def menu(self) -> QMenu:
        """Return the menu, which is made when it is first wanted."""
        if self._menu is None:
            # Imported here because the first picture has no menu.
            from PySide6.QtWidgets import QMenu

            self._menu = QMenu(self._parent)
            for name, words, act in (
                ("copy", _("Copy as picture"), self.copy_picture),
                ("table", _("Copy as table"), self.copy_table),
            ):
                self._menu.addAction(_icon(name), words).triggered.connect(act)
        return self._menu

    def _show_under_button(self) -> None:
        self.menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _show_at(self, place: QPoint) -> None:
        self.menu().popup(self.chart.mapToGlobal(place))


def _icon(name: str) -> QIcon:
    """Return an icon for a menu."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QIcon, QPainter, QPixmap

    from app.ui import icons

    side = round(_ICON * _RATIO)
    picture = QPixmap(side, side)
    picture.setDevicePixelRatio(_RATIO)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    icons.draw(painter, name, QRectF(0, 0, _ICON, _ICON), theme.color("text"))
    painter.end()
    return QIcon(picture)


def copies_near(widget: QWidget | None) -> ChartCopies | None:
    """Return what can be copied of the chart, or of its table, that a widget is or stands in."""
    while widget is not None:
        copies = getattr(widget, "copies", None)
        if isinstance(copies, ChartCopies):
            return copies
        widget = widget.parentWidget()
    return None


def picture_of(chart: QWidget, title: str = "", caption: str = "") -> QPixmap:
    """Return a chart as it stands there, without cursor and focus, under its title; twice as large."""
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFontMetrics, QPainter, QPixmap, QRegion
    from PySide6.QtWidgets import QWidget

    width = chart.width()
    flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
    texts = []
    top = _AROUND
    for text, kind, color in ((title, "title", "text"), (caption, "caption", "muted")):
        if text:
            font = theme.font(kind)
            height = QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), flags, text).height()
            texts.append((QRect(_AROUND, top, width, height), text, font, color))
            top += height + theme.SPACE_XS
    top += theme.SPACE_S if texts else 0
    picture = QPixmap(round((width + 2 * _AROUND) * _RATIO), round((top + chart.height() + _AROUND) * _RATIO))
    picture.setDevicePixelRatio(_RATIO)
    picture.fill(theme.color("raised"))
    painter = QPainter(picture)
    painter.setLayoutDirection(chart.layoutDirection())
    for place, text, font, color in texts:
        painter.setFont(font)
        painter.setPen(theme.color(color))
        painter.drawText(place, flags, text)
    with as_picture(_RATIO):
        # Not by its own name: to a view of a scene that means something else.
        QWidget.render(chart, painter, QPoint(_AROUND, top), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    return picture


def tabbed(table: Table) -> str:
    """Return a table as lines of cells apart by tabs; a spreadsheet finds no formula in them."""
    return "\n".join("\t".join(harmless(_one_line(cell)) for cell in row) for row in (table.headers, *table.rows))


def as_html(table: Table) -> str:
    """Return a table as HTML in which every cell is plain text."""
    rows = [_html_row(table.headers, "th"), *(_html_row(row, "td") for row in table.rows)]
    return f"<table>{''.join(rows)}</table>"


def _html_row(cells: tuple[str, ...], tag: str) -> str:
    # Imported here because a chart is copied long after the first picture, and its table of entities is large.
    from html import escape

    return f"<tr>{''.join(f'<{tag}>{escape(harmless(_one_line(cell)))}</{tag}>' for cell in cells)}</tr>"


def _one_line(text: str) -> str:
    return " ".join(text.split())
