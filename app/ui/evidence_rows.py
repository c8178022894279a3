"""The rows of the evidence: when, title, why it counts and its remarks, in a list that the keyboard goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.language import _
from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES, pitch, words_font, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from app.model.charts import Role
    from app.model.evidence import EvidenceRow

SIDE: Final = 10
"""Between the text of a row and either end of it, in logical pixels."""

_ABOVE: Final = 8
_BETWEEN: Final = 8
_TIME_SHARE: Final = 0.36
_TIME_MOST: Final = 0.5
_CHIP_SIDE: Final = 7
_CHIP_ABOVE: Final = 3
_LONGEST: Final = 400
_CHIP_FILLS: Final[dict[Role, str]] = {"meeting": "meeting_soft"}
_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class EvidenceModel(QAbstractListModel):
    """The rows, each with what a screen reader says of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[EvidenceRow, ...] = ()

    def show(self, rows: tuple[EvidenceRow, ...]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's title, or all of it in words."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = _("{when}: {title}, {why}").format(when=row.when, title=row.title, why=row.why)
            return "; ".join((said, *(text for _role, text in row.chips)))
        return None


class Laid(NamedTuple):
    """Where the parts of a row lie, from its own top left, and the lines they are broken into."""

    when: tuple[list[str], float, float]
    title: tuple[list[str], float, float]
    why: tuple[list[str], float, float]
    chips: tuple[tuple[Role, list[str], QRectF], ...]
    height: int


class _Rows(QStyledItemDelegate):
    """Measures and draws a row."""

    def __init__(self, view: EvidenceList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height that the row takes at the list's width."""
        return QSize(40, self._view.laid_out(index.row()).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row, and a hairline under it."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or index.row() == self._view.row_pointed_at():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if chosen else "sunken"))
            painter.drawRoundedRect(QRectF(rect), theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        if index.row() + 1 < self._view.count():
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("border"))
        self._write(painter, rect, self._view.laid_out(index.row()))
        if self._view.currentIndex().row() == index.row() and theme.focus_shows(self._view):
            theme.draw_focus_ring(painter, QRectF(rect), inside=True, radius=theme.RADIUS_CHIP)
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, laid: Laid) -> None:
        for (lines, left, top), kind, color in (
            (laid.when, "caption", "muted"),
            (laid.title, "strong", "text"),
            (laid.why, "caption", "muted"),
        ):
            painter.setPen(theme.color(color))
            self._lines(painter, rect, QRectF(left, top, rect.width() - left - SIDE, 0), lines, kind)
        for role, lines, box in laid.chips:
            placed = self._mirrored(rect, box)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(_CHIP_FILLS.get(role, f"{role}_fill")))
            painter.drawRoundedRect(placed, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
            painter.setPen(theme.color(f"{role}_text"))
            inner = box.adjusted(_CHIP_SIDE, _CHIP_ABOVE, -_CHIP_SIDE, 0)
            self._lines(painter, rect, inner, lines, "caption")

    def _lines(self, painter: QPainter, rect: QRect, box: QRectF, lines: list[str], kind: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if self._view.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        step = pitch(kind)
        for number, line in enumerate(lines):
            painter.setFont(words_font(kind, line))
            place = QRectF(box.left(), box.top() + number * step, box.width() + 1, step)
            painter.drawText(self._mirrored(rect, place), flags, line)

    def _mirrored(self, rect: QRect, box: QRectF) -> QRectF:
        left = rect.width() - box.left() - box.width() if self._view.isRightToLeft() else box.left()
        return QRectF(rect.left() + left, rect.top() + box.top(), box.width(), box.height())


class EvidenceList(QListView):
    """The rows; Up and Down go through them, Enter opens what a row stands for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = EvidenceModel(self)
        self._laid: dict[int, Laid] = {}
        self._times = 0.0
        self._pointed = -1
        self._rows = _Rows(self)
        self.setModel(self._model)
        self.setItemDelegate(self._rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)

    def show_rows(self, rows: tuple[EvidenceRow, ...]) -> None:
        """Show other rows, none of them chosen."""
        self._laid.clear()
        self._model.show(rows)
        self.scrollToTop()
        self._fit()

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._model.rows)

    def row(self, index: QModelIndex) -> EvidenceRow | None:
        """Return the row at an index."""
        return self._model.rows[index.row()] if index.isValid() else None

    def row_pointed_at(self) -> int:
        """Return the row under the pointer, -1 where there is none."""
        return self._pointed

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew, and keep the chosen one in sight."""
        if event.oldSize().width() != event.size().width():
            self._laid.clear()
            self._fit()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._laid.clear()
            self._fit()
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a row by Enter, on every system."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the pointer."""
        super().mouseMoveEvent(event)
        self._point_at(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no row any more."""
        super().leaveEvent(event)
        self._point_at(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the ring around an empty list that has the focus."""
        super().paintEvent(event)
        if not self.currentIndex().isValid() and theme.focus_shows(self):
            painter = QPainter(self.viewport())
            theme.draw_focus_ring(painter, QRectF(self.viewport().rect()), inside=True)
            painter.end()

    def _point_at(self, row: int) -> None:
        if row != self._pointed:
            self._pointed = row
            self.viewport().update()

    def _fit(self) -> None:
        """Be no taller than the rows are, so that what is said of them stands right under them."""
        self.setMaximumHeight(sum(self.laid_out(row).height for row in range(self.count())) + 2)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of all rows."""
        return QSize(260, self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        """Keep room for the first rows."""
        first = sum(self.laid_out(row).height for row in range(min(2, self.count())))
        return QSize(120, min(self.maximumHeight(), first + 2))

    # ---- measuring ----

    def laid_out(self, row: int) -> Laid:
        """Return where the parts of a row lie at the list's width."""
        if row not in self._laid:
            self._laid[row] = self._measured(self._model.rows[row])
        return self._laid[row]

    def _measured(self, row: EvidenceRow) -> Laid:
        caption = theme.font("caption")
        width = float(max(self.viewport().width(), 120) - 2 * SIDE)
        if not self._laid:  # the first row of a width measures the column for all
            self._times = self._time_width(width)
        times = self._times
        stacked = times > width * _TIME_MOST
        left = SIDE if stacked else SIDE + times + _BETWEEN
        room = width + SIDE - left
        when = wrapped(row.when, caption, width if stacked else times)
        title = wrapped(row.title[:_LONGEST], theme.font("strong"), room)
        why = wrapped(row.why[:_LONGEST], caption, room)
        y = _ABOVE + (len(when) * pitch("caption") if stacked else 0.0)
        # Small and large text of a line stand on one base line.
        shift = 0.0 if stacked else round((pitch("strong") - pitch("caption")) / 2)
        time_top = _ABOVE + shift
        title_top, y = y, y + len(title) * pitch("strong") + 1
        why_top, y = y, y + len(why) * pitch("caption")
        chips = []
        for role, text in row.chips:
            lines = wrapped(text, caption, room - 2 * _CHIP_SIDE)
            wide = max((QFontMetricsF(caption).horizontalAdvance(line) for line in lines), default=0.0)
            box = QRectF(left, y + 4, wide + 2 * _CHIP_SIDE, len(lines) * pitch("caption") + 2 * _CHIP_ABOVE)
            chips.append((role, lines, box))
            y = box.bottom()
        y = max(y, time_top + len(when) * pitch("caption"))
        return Laid((when, SIDE, time_top), (title, left, title_top), (why, left, why_top), tuple(chips), round(y) + 9)

    def _time_width(self, width: float) -> float:
        """The width of the column of times: of the longest, broken once where that is wide, or at every word."""
        metrics = QFontMetricsF(theme.font("caption"))
        whole = max((metrics.horizontalAdvance(row.when) for row in self._model.rows), default=0.0)
        if whole <= width * _TIME_SHARE:
            return whole + 1
        advances: dict[str, float] = {}
        broken = max((_width_in_two_lines(row.when, metrics, advances) for row in self._model.rows), default=0.0)
        if broken <= width * _TIME_SHARE:
            return broken + 1
        words = (word for row in self._model.rows for word in row.when.split())
        return max((metrics.horizontalAdvance(word) for word in words), default=0.0) + 1


def _width_in_two_lines(text: str, metrics: QFontMetricsF, advances: dict[str, float]) -> float:
    """Return the least width in which a text takes two lines; ``advances`` keeps what was measured before."""

    def advance(part: str) -> float:
        if part not in advances:
            advances[part] = metrics.horizontalAdvance(part)
        return advances[part]

    words = text.split()
    splits = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return min((max(map(advance, lines)) for lines in splits), default=advance(text))
