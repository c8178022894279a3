"""The search that goes anywhere: typed words find pages, series, people, parts of the settings and actions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.language import N_, _, ngettext
from app.operations.search import Searched, SearchPlace, matching, searched
from app.ui import background, icons, theme
from app.ui.plain_label import PlainLabel
from app.ui.text_lines import words_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.errors import UserError
    from app.operations.workspace import Workspace
    from app.progress import Progress

_MOST: Final = 60
_LETTERS: Final = 70
_ROWS: Final = 11
_LONGEST: Final = 200
_ICON: Final = 18
_KINDS: Final = {
    "page": (N_("Page"), "chart"),
    "series": (N_("Meeting series"), "series"),
    "person": (N_("Person"), "people"),
    "action": (N_("Action"), "right"),
}
_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_LIST_KEYS: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class FoundPlaces(QAbstractListModel):
    """The places that were found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.places: tuple[SearchPlace, ...] = ()

    def show(self, places: tuple[SearchPlace, ...]) -> None:
        """Take other places."""
        self.beginResetModel()
        self.places = places
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return how many places there are."""
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a place is called; for a screen reader with its kind."""
        place = self.places[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return place.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = _(_KINDS[place.kind][0])
            return _("{name}: {value}").format(name=kind, value=f"{place.text} {place.detail}".strip())
        return None


class _Rows(QStyledItemDelegate):
    """Paints a place: an icon, what it is called, its kind and what is said beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        view = self.parent()
        assert isinstance(view, QListView)
        model = index.model()
        assert isinstance(model, FoundPlaces)
        place, area = model.places[index.row()], QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(QRectF(area), theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        inner = area.adjusted(theme.SPACE_S, 0, -theme.SPACE_S, 0)
        mirrored = view.isRightToLeft()
        icon = QRectF(
            inner.right() - _ICON if mirrored else inner.left(), inner.center().y() - _ICON / 2 + 0.5, _ICON, _ICON
        )
        name, drawn = _KINDS[place.kind]
        icons.draw(painter, drawn, icon, theme.color("muted"))
        beside = _ICON + theme.SPACE_M
        inner = inner.adjusted(0, 0, -beside, 0) if mirrored else inner.adjusted(beside, 0, 0, 0)
        painter.setLayoutDirection(view.layoutDirection())
        flags = Qt.AlignmentFlag
        caption = theme.font("caption")
        small = QFontMetrics(caption).elidedText(
            place.detail or _(name), Qt.TextElideMode.ElideRight, inner.width() // 2
        )
        painter.setFont(caption)
        painter.setPen(theme.color("muted"))
        painter.drawText(inner, int(flags.AlignTrailing | flags.AlignVCenter), small)
        taken = QFontMetrics(caption).horizontalAdvance(small) + theme.SPACE_M
        body = words_font("body", place.text)
        text = QFontMetrics(body).elidedText(place.text, Qt.TextElideMode.ElideRight, inner.width() - taken)
        painter.setFont(body)
        painter.setPen(theme.color("text"))
        painter.drawText(inner, int(flags.AlignLeading | flags.AlignVCenter), text)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the height of a row, which grows with the size of text."""
        return QSize(100, max(32, QFontMetrics(theme.font("body")).height() + 12))


class SearchField(QLineEdit):
    """The field of the search, whose arrow keys go through what was found."""

    def __init__(self, found: QListView, parent: QWidget) -> None:
        super().__init__(parent)
        self._found = found
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(_("A page, a series, a person, something to do"))
        self.setAccessibleName(_("Search and go anywhere"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys of a list to the list."""
        if event.key() in _LIST_KEYS:
            self._found.keyPressEvent(event)
            return
        super().keyPressEvent(event)


class SearchDialog(QDialog):
    """A field, and what was found; `went` carries the place that a person chose.

    Args:
        workspace: whose series and people are searched.
        own: the pages, parts of the settings and actions of the window.
    """

    went = Signal(object)

    def __init__(self, workspace: Workspace, own: Sequence[SearchPlace], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Search"))
        self._own = tuple(own)
        self._places: tuple[Searched, ...] = searched(self._own)
        self._job: background.Job | None = None
        self.found = QListView(self)
        self.model = FoundPlaces(self)
        self.found.setModel(self.model)
        self.found.setItemDelegate(_Rows(self.found))
        self.found.setFrameShape(QFrame.Shape.NoFrame)
        self.found.setUniformItemSizes(True)
        self.found.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setAccessibleName(_("Found"))
        self.found.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.field = SearchField(self.found, self)
        self.count = PlainLabel(kind="caption", color="muted", parent=self, wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        rows.setSpacing(theme.SPACE_S)
        for widget in (self.field, self.found, self.count):
            rows.addWidget(widget, 1 if widget is self.found else 0)
        metrics, room = self.fontMetrics(), self.screen().availableGeometry().size() * 0.9
        height = _ROWS * max(32, metrics.height() + 12) + 4 * metrics.height() + 3 * theme.SPACE_L
        self.resize(min(metrics.averageCharWidth() * _LETTERS, room.width()), min(height, room.height()))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._go)
        self.found.clicked.connect(self._go)
        self.found.activated.connect(self._go)
        self.field.setFocus()
        self._show(self._own)
        background.start(partial(_places_of, workspace), self._take, self._fail, self)

    def _take(self, places: tuple[Searched, ...]) -> None:
        self._places = (*self._places, *places)
        self._search(self.field.text())

    def _search(self, text: str) -> None:
        if not text.strip():
            if self._job is not None:
                self._job.cancel()
            self._show(self._own)
            return
        work = partial(_matching, text, self._places)
        self._job = background.start(work, self._show, self._fail, self, instead_of=self._job)

    def _show(self, places: tuple[SearchPlace, ...]) -> None:
        self.model.show(places)
        if places:
            self.found.setCurrentIndex(self.model.index(0, 0))
        if not places:
            self.count.setText(_("Nothing is called so."))
        elif len(places) == _MOST:
            self.count.setText(_("Only the first {count} are shown.").format(count=_MOST))
        else:
            text = ngettext("{count} is found; Enter goes there.", "{count} are found; Enter goes there.", len(places))
            self.count.setText(text.format(count=len(places)))

    def _fail(self, error: UserError) -> None:
        self.count.setText(error.sentence())

    def _go(self) -> None:
        index = self.found.currentIndex()
        if index.isValid() and self.isVisible():
            self.accept()
            self.went.emit(self.model.places[index.row()])


def _places_of(workspace: Workspace, _progress: Progress) -> tuple[Searched, ...]:
    from app.operations.search import places_of

    return searched(places_of(workspace))


def _matching(text: str, places: Sequence[Searched], _progress: Progress) -> tuple[SearchPlace, ...]:
    return matching(text, places, _MOST)
