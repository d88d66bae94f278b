"""A list of findings at the schedule's side: three quiet lines each, a click goes to the bar."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QFont, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.areas.schedule.page_findings import Finding
from ui.theme import colour, status_colour

STEP_MIME = "application/x-gendan-step"
"""Drag data: a step's number as text."""

FINDING = Qt.ItemDataRole.UserRole
_PAD, _EDGE = 7, 12
Index = QModelIndex | QPersistentModelIndex


class FindingModel(QAbstractListModel):
    """Findings as rows; an equal list changes nothing, so that scroll and selection stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings: list[Finding] = []

    def show_findings(self, findings: list[Finding]) -> bool:
        """Take another list; tell whether it differs."""
        if findings == self.findings:
            return False
        self.beginResetModel()
        self.findings = findings
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Return how many findings there are."""
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the finding, its words for screen readers, or a tooltip."""
        found = self.findings[index.row()]
        if role == FINDING:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(p for p in (found.title, found.about, found.facts, found.reason, found.right) if p)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(p for p in (f"{found.title}  {found.right}", found.about, found.facts, found.reason) if p)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Entries can be chosen and dragged onto a line."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return the kind of data of a drag."""
        return [STEP_MIME]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]  # noqa: N802
        """Return the dragged step's number."""
        data = QMimeData()
        if indexes:
            data.setData(STEP_MIME, QByteArray(str(self.findings[indexes[0].row()].key).encode()))
        return data


class FindingDelegate(QStyledItemDelegate):
    """Paints a finding: order and days late, product, dates, reason."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of four lines."""
        return QSize(200, 4 * option.fontMetrics.height() + 2 * _PAD + 4)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry."""
        found: Finding = index.data(FINDING)
        box = option.rect
        p.save()
        view = self.parent()
        assert isinstance(view, FindingList)
        selected = view.selectionModel().isSelected(index)
        if selected:
            p.fillRect(box, colour("selection"))
        elif view.underMouse() and box.contains(view.viewport().mapFromGlobal(view.cursor().pos())):
            p.fillRect(box, colour("hover"))
        strong = status_colour(found.tone)
        p.fillRect(QRect(box.left(), box.top() + _PAD, 3, box.height() - 2 * _PAD), strong)
        high = option.fontMetrics.height()
        line = QRect(box.left() + _EDGE, box.top() + _PAD, box.width() - 2 * _EDGE, high)
        bold = QFont(option.font)
        bold.setBold(True)
        p.setFont(bold)
        right = p.fontMetrics().horizontalAdvance(found.right)
        p.setPen(strong)
        p.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), found.right)
        p.setPen(colour("selection_text" if selected else "text"))
        self._draw(p, line.adjusted(0, 0, -right - 8, 0), found.title)
        p.setFont(option.font)
        line.translate(0, high + 1)
        p.setPen(colour("muted"))
        self._draw(p, line, found.about)
        line.translate(0, high + 1)
        p.setPen(colour("selection_text" if selected else "text"))
        self._dates(p, line, found)
        line.translate(0, high + 1)
        p.setPen(colour("muted"))
        self._draw(p, line, found.reason)
        p.setPen(colour("line"))
        p.drawLine(box.left() + _EDGE, box.bottom(), box.right() - _EDGE, box.bottom())
        p.restore()

    @staticmethod
    def _draw(p: QPainter, box: QRect, text: str) -> None:
        p.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
                   p.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width()))

    def _dates(self, p: QPainter, line: QRect, found: Finding) -> None:
        """Draw the facts; dates that hold no more stand before them, struck through."""
        if found.old:
            plain, struck, pen = p.font(), QFont(p.font()), p.pen()
            struck.setStrikeOut(True)
            p.setFont(struck)
            p.setPen(colour("muted"))
            width = p.fontMetrics().horizontalAdvance(found.old)
            self._draw(p, line, found.old)
            p.setFont(plain)
            p.setPen(pen)
            line = line.adjusted(width + 8, 0, 0, 0)
            self._draw(p, line, f"→  {found.facts}")
            return
        self._draw(p, line, found.facts)


class FindingList(QListView):
    """Shows findings; a click or Enter chooses the step."""

    chosen = Signal(int)

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = FindingModel(self)
        self._empty = empty
        self._told = False
        self.setModel(self.findings)
        self.setItemDelegate(FindingDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; } QListView::item { padding: 0; border-radius: 0; }")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._go)
        self.activated.connect(self._go)

    def show_findings(self, findings: list[Finding]) -> None:
        """Show another list; the chosen entry stays chosen."""
        key = self.chosen_key
        first, self._told = not self._told, True
        if not self.findings.show_findings(findings) and not first:
            return
        self.setDirtyRegion(QRegion(self.rect()))
        for row, found in enumerate(findings):
            if found.key == key:
                self.setCurrentIndex(self.findings.index(row))
                return

    @property
    def chosen_key(self) -> int | None:
        """The step of the chosen entry."""
        index = self.currentIndex()
        return self.findings.findings[index.row()].key if index.isValid() else None

    def _go(self, index: QModelIndex) -> None:
        self.chosen.emit(self.findings.findings[index.row()].key)

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Carry the order's number along, small enough to leave the lines in sight."""
        index = self.currentIndex()
        if not index.isValid():
            return
        words = self.findings.findings[index.row()].title
        size = QSize(self.fontMetrics().horizontalAdvance(words) + 24, self.fontMetrics().height() + 10)
        ratio = self.devicePixelRatioF()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(colour("accent"))
        p = QPainter(picture)
        p.setFont(self.font())
        p.setPen(colour("accent_text"))
        p.drawText(QRect(QPoint(0, 0), size), int(Qt.AlignmentFlag.AlignCenter), words)
        p.end()
        drag = QDrag(self)
        drag.setMimeData(self.findings.mimeData([index]))
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(8, size.height() // 2))
        drag.exec(Qt.DropAction.CopyAction)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the entries, or what an empty list means."""
        super().paintEvent(event)
        if self._told and not self.findings.findings and self._empty:
            p = QPainter(self.viewport())
            p.setPen(colour("muted"))
            p.drawText(self.viewport().rect().adjusted(20, 24, -20, -20),
                       int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap),
                       self._empty)
            p.end()
