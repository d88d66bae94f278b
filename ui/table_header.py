"""The header of a sheet's table: a click sorts, the funnel filters, the right button chooses columns."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.icons import icon
from ui.measures import HEADING
from ui.theme import colour

FUNNEL = 20
"""Width of the place at a column's right end that opens its filter."""


class FilterHeader(QHeaderView):
    """Shows sorting and filters and tells where the user clicked."""

    sorted = Signal(int, bool)
    """(column, adding): a click on the title; adding where Shift is held."""
    filter_wanted = Signal(int, QPoint)
    columns_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(True)
        self.setSectionsClickable(False)  # a click sorts; it never chooses the whole column
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setStretchLastSection(False)
        self.setMouseTracking(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.columns_wanted.emit(self.logicalIndexAt(at), self.mapToGlobal(at)))
        self._sort: dict[int, bool] = {}
        self._filtered: set[int] = set()
        self._hovered = -1
        self._pressed: QPoint | None = None

    def show_state(self, sort: dict[int, bool], filtered: set[int]) -> None:
        """Show by which columns the rows are sorted (column → descending) and which are filtered."""
        self._sort, self._filtered = sort, filtered
        self.viewport().update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a height with some air."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(HEADING, round(self.fontMetrics().height() * 1.6)))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:  # noqa: N802
        """Paint the title, then the sort arrow and the funnel."""
        painter.save()
        super().paintSection(painter, rect, index)
        painter.restore()
        room = 18 + (15 if index in self._sort else 0)
        painter.fillRect(QRect(rect.right() - room, rect.top() + 2, room, rect.height() - 4), colour("header"))
        x = rect.right() - 16
        painter.setOpacity(1.0 if index in self._filtered or index == self._hovered else 0.45)
        tint = colour("accent").name() if index in self._filtered else ""
        icon("funnel", tint).paint(painter, QRect(x, rect.center().y() - 6, 13, 13))
        painter.setOpacity(1.0)
        x -= 15
        if index in self._sort:
            name = "chevron-down" if self._sort[index] else "chevron-up"
            icon(name, colour("accent").name()).paint(painter, QRect(x, rect.center().y() - 6, 13, 13))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show the funnel of the column under the pointer."""
        hovered = self.logicalIndexAt(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        """Hide the funnel again."""
        self._hovered = -1
        self.viewport().update()
        super().leaveEvent(event)  # type: ignore[arg-type]

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember where a click began; it may become a move or a resize."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Sort, or open the filter, where nothing was moved or resized."""
        at = event.position().toPoint()
        pressed, self._pressed = self._pressed, None
        before = self._layout()
        super().mouseReleaseEvent(event)
        column = self.logicalIndexAt(at)
        resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if (pressed is None or column < 0 or resizing or event.button() != Qt.MouseButton.LeftButton
                or (at - pressed).manhattanLength() > 4 or before != self._layout()):
            return
        right = self.sectionViewportPosition(column) + self.sectionSize(column)
        if right - at.x() <= FUNNEL:
            corner = QPoint(self.sectionViewportPosition(column), self.height())
            self.filter_wanted.emit(column, self.mapToGlobal(corner))
        else:
            self.sorted.emit(column, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _layout(self) -> list[int]:
        return [self.visualIndex(n) for n in range(self.count())]
