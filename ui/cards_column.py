"""One column of the card view: the cards of a state, painted; taken up and dropped with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.deadline import AHEAD, nearness
from app.domain.show import near_day
from app.rules.cards import Card, CardColumn
from ui.theme import colour, status_colour

MIME = "application/x-gendan-cards"
MARGIN, PAD, GAP = 4, 10, 3
Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """The cards of one state."""

    def __init__(self, state: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.cards: tuple[Card, ...] = ()

    def show(self, cards: tuple[Card, ...]) -> None:
        """Show other cards."""
        if cards != self.cards:
            self.beginResetModel()
            self.cards = cards
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many cards there are."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a card's words, for screen readers and tooltips; it is painted by its delegate."""
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.ToolTipRole:
            due = (str(card.due),) if card.due is not None else ()
            return "\n".join((card.title, *card.lines, *due))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cards can be taken up; what is dropped falls on the column, not on a card."""
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else plain | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """Return the one kind of thing that is carried."""
        return [MIME]

    def mimeData(self, indexes: Any) -> QMimeData:  # noqa: N802
        """Return what is carried: the numbers of the records."""
        data = QMimeData()
        data.setData(MIME, QByteArray(",".join(str(self.cards[i.row()].id) for i in indexes).encode()))
        return data


def numbers_in(data: QMimeData) -> list[int]:
    """Return the record numbers that are carried."""
    text = bytes(data.data(MIME).data()).decode()
    return [int(part) for part in text.split(",") if part.isdigit()]


class CardDelegate(QStyledItemDelegate):
    """Paints a card: title, a few values, and the deadline in the colour of its nearness."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of a card: a line for the title, each value, and the deadline."""
        settings: Any = option
        model: Any = index.model()
        card: Card = model.cards[index.row()]
        lines = 1 + len(card.lines) + (card.due is not None)
        return QSize(120, lines * (settings.fontMetrics.height() + GAP) + 2 * (PAD - 2) + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        settings: Any = option
        model: Any = index.model()
        card: Card = model.cards[index.row()]
        standing = nearness(card.due, self.today()) if card.due is not None else AHEAD
        selected = bool(settings.state & QStyle.StateFlag.State_Selected)
        box = QRectF(settings.rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent" if selected else "border"), 2 if selected else 1))
        painter.setBrush(colour("selection" if selected else "raised"))
        painter.drawRoundedRect(box, 6, 6)
        if standing != AHEAD:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(status_colour(standing))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 6, 4, box.height() - 12), 2, 2)
        self._words(painter, settings, card, standing, selected)
        painter.restore()

    def _words(self, painter: QPainter, settings: Any, card: Card, standing: str, selected: bool) -> None:
        metrics, font = settings.fontMetrics, settings.font
        inner: QRect = settings.rect.adjusted(MARGIN + PAD + 2, MARGIN + PAD - 2, -MARGIN - PAD, 0)
        step, y = metrics.height() + GAP, inner.top()

        def line(text: str, pen: Any, right: bool = False) -> None:
            painter.setPen(pen)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRect(inner.left(), y, inner.width(), step), side | Qt.AlignmentFlag.AlignVCenter, shown)

        font.setBold(True)
        painter.setFont(font)
        line(card.title, colour("selection_text" if selected else "text"))
        font.setBold(False)
        painter.setFont(font)
        for text in card.lines:
            y += step
            line(text, colour("muted"))
        if card.due is not None:
            y += step
            near = near_day(card.due, self.today()) if standing != AHEAD else ""
            line(f"{card.due:%m-%d}  {near}".strip(), status_colour(standing) if standing != AHEAD else colour("muted"))


class CardList(QListView):
    """The list of one state's cards."""

    opened = Signal(int)
    dropped = Signal(list)
    """The numbers of records that were let go over this state."""
    chosen = Signal()
    stepped = Signal(int)
    """One column to the left (-1) or the right (1), by the arrow keys."""

    def __init__(self, state: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardModel(state, self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(today, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.cards.cards[index.row()].id))
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.chosen.emit())

    def show_column(self, column: CardColumn) -> None:
        """Show a state's cards; what was chosen stays chosen, by number."""
        kept = set(self.numbers())
        self.cards.show(column.cards)
        if kept:
            flag = self.selectionModel().SelectionFlag.Select
            for row, card in enumerate(column.cards):
                if card.id in kept:
                    self.selectionModel().select(self.cards.index(row), flag)

    def numbers(self) -> list[int]:
        """Return the numbers of the chosen cards."""
        return [self.cards.cards[i.row()].id for i in self.selectedIndexes() if i.row() < len(self.cards.cards)]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the form; left and right go to the neighbouring state."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.cards.cards[self.currentIndex().row()].id)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take cards of another state."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Take cards anywhere on the column."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Say what was let go here; the move itself is written, and the cards come anew from the data."""
        if event.mimeData().hasFormat(MIME):
            here = {card.id for card in self.cards.cards}
            event.setDropAction(Qt.DropAction.CopyAction)  # the source removes nothing by itself
            event.accept()
            if numbers := [n for n in numbers_in(event.mimeData()) if n not in here]:
                self.dropped.emit(numbers)
