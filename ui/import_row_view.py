"""The preview of an import on screen: filter chips with counts, rows as high as their sentences, orders to assign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.show import show
from app.domain.text import _
from ui.import_columns import PLAIN_COMBO
from ui.import_marks import draw_pill, draw_tick
from ui.import_rows import (
    ALL,
    CELL,
    CHIPS,
    CONTENT,
    HEADINGS,
    ODD,
    SHEET,
    STATE,
    STATES,
    TAKE,
    TITLE,
    WHAT,
    Line,
    RowsModel,
    counts_of,
)
from ui.import_state import Place, PlannedSheet
from ui.quiet_inputs import ChoiceBox

MEASURED = 400
"""Lines whose height follows their sentences."""
WITH_CHOICE = 200
"""Lines that get a drop-down."""
CHOICE_HEIGHT = 28


class RowsPanel(QWidget):
    """Chips above, the lines below."""

    skipped = Signal(object, int, bool)
    assigned = Signal(object, int, str)
    """Place of a sheet, row, order number; empty to leave the row out."""

    def __init__(self, given: Callable[[Place, int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.given = given
        self.model = RowsModel()
        self.model.skipped.connect(self.skipped)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setProperty("padded", True)
        self._set_up_view()
        self.chips: dict[str, QPushButton] = {}
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for chip, _label in CHIPS:
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, c=chip: self.choose(c))
            self.group.addButton(button)
            self.chips[chip] = button
            chips.addWidget(button)
        chips.addStretch(1)
        self.nothing = QLabel()
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.nothing.setProperty("role", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(chips)
        box.addWidget(self.view, 1)
        box.addWidget(self.nothing, 1)
        self.lines: list[Line] = []
        self.alone: PlannedSheet | None = None
        self.chip = ""
        self.fill([], None)

    def fill(self, lines: Sequence[Line], alone: PlannedSheet | None) -> None:
        """Show other lines, the odd ones at first where there are any."""
        self.lines, self.alone = list(lines), alone
        counts = counts_of(self.lines)
        for chip, label in CHIPS:
            self.chips[chip].setText(f"{_(label)}  {show(counts[chip], 'quantity')}")
            self.chips[chip].setVisible(bool(self.lines) and (bool(counts[chip]) or chip in (ODD, ALL)))
            self.chips[chip].setEnabled(bool(counts[chip]) or chip == ODD)
        wanted = self.chip if self.chip and (counts.get(self.chip) or self.chip == ODD) else ODD
        self._show(wanted if counts[wanted] or self.chip == wanted else ALL)

    def choose(self, chip: str) -> None:
        """Show only some of the lines."""
        self.chip = chip
        self._show(chip)

    def _show(self, chip: str) -> None:
        self.chips[chip].setChecked(True)
        shown = [line for line in self.lines if line.is_in(chip)]
        at = self.view.verticalScrollBar().value()
        self.model.fill(shown, self.alone)
        self.view.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.nothing.setText(_("Nothing odd: every row can go in as it is.") if self.lines else "")
        self._set_widths(shown)
        self._add_choices(shown)
        self._set_heights(shown)
        self.view.verticalScrollBar().setValue(at)

    def _set_up_view(self) -> None:
        view = self.view
        view.setWordWrap(True)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().sectionResized.connect(self._resized)
        for column, delegate in ((STATE, _Signs(view)), (TAKE, _Signs(view)), (WHAT, _Sentence(view))):
            view.setItemDelegateForColumn(column, delegate)
        view.setAccessibleName(_("Rows of the import"))

    def _line_height(self) -> int:
        return round(self.view.fontMetrics().height() * 1.7)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the sentences the room that is left."""
        super().resizeEvent(event)
        if self.model.lines:
            self._set_widths(self.model.lines)
            self._set_heights(self.model.lines)

    def _set_widths(self, shown: Sequence[Line]) -> None:
        metrics = self.view.fontMetrics()
        some = shown[:MEASURED]

        def wide(texts: Iterable[str], least: int, most: int) -> int:
            return min(most, max([least, *(metrics.horizontalAdvance(text) + 20 for text in texts)]))

        self.view.setColumnHidden(SHEET, self.alone is not None)
        self.view.setColumnHidden(WHAT, not any(line.words for line in some))
        states = wide((_(text) for text, _tone in STATES.values()), 60, 140) + 10
        address = wide([_(HEADINGS[CELL])], 0, 120)
        widths = {TAKE: 34, STATE: states, SHEET: wide((line.label for line in some), 60, 210),
                  CELL: wide((line.cell for line in some), max(52, address + 4), 120),
                  TITLE: wide((line.row.title for line in some if line.row is not None), 90, 240)}
        room = self.view.viewport().width() - sum(w for c, w in widths.items() if not self.view.isColumnHidden(c))
        plain = wide((line.words for line in some if len(line.words) < 60), 200, 420)
        widths[WHAT] = max(320, min(640, room - 12 if self.chip in (ODD, "") else plain))
        for column, width in widths.items():
            self.view.setColumnWidth(column, width)
        for at in range(CONTENT, self.model.columnCount()):
            heading = str(self.model.headerData(at, Qt.Orientation.Horizontal))
            texts = (str(self.model.data(self.model.index(row, at))) for row in range(min(60, len(shown))))
            content = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            self.view.setColumnWidth(at, min(200 if self.model.alone else 1000,
                                             max(content + 18, metrics.horizontalAdvance(heading) + 22)))

    def _set_heights(self, shown: Sequence[Line]) -> None:
        """Make the first lines as high as their sentences, and the choice below them, need."""
        plain = self._line_height()
        rows = self.view.verticalHeader()
        rows.setDefaultSectionSize(plain)
        metrics, width = self.view.fontMetrics(), self.view.columnWidth(WHAT) - 14
        for at, line in enumerate(shown[:MEASURED]):
            needed = plain
            if line.words:
                room = metrics.boundingRect(0, 0, max(60, width), 4000, int(Qt.TextFlag.TextWordWrap), line.words)
                needed = max(plain, room.height() + plain - metrics.height())
            if line.assignable:
                needed += CHOICE_HEIGHT + 8
            if needed != rows.sectionSize(at):
                rows.resizeSection(at, needed)

    def _resized(self, column: int, old: int, new: int) -> None:
        if column == WHAT and old != new and self.model.lines:
            self._set_heights(self.model.lines)

    def _add_choices(self, shown: Sequence[Line]) -> None:
        given = 0
        for at, line in enumerate(shown):
            if not line.assignable or line.row is None:
                continue
            given += 1
            if given > WITH_CHOICE:
                break
            holder = QWidget()
            holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
            box = QVBoxLayout(holder)
            box.setContentsMargins(6, 0, 6, 6)
            box.addStretch(1)
            box.addWidget(self._choice(line), 0, Qt.AlignmentFlag.AlignLeft)
            self.view.setIndexWidget(self.model.index(at, WHAT), holder)

    def _choice(self, line: Line) -> ChoiceBox:
        assert line.row is not None
        combo = ChoiceBox()
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.addItem(_("leave the row out"), "")
        for number, words in line.row.offers:
            combo.addItem(words, number)
        near = {number for number, _words in line.row.offers}
        others = [offer for offer in line.sheet.plan.offers if offer[0] not in near]
        if near and others:
            combo.insertSeparator(combo.count())
        for number, words in others:
            combo.addItem(words, number)
        given = self.given(line.sheet.place, line.row.row)
        combo.setEditable(True)
        combo.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
        completer = QCompleter(combo.model(), combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        combo.setCompleter(completer)
        combo.setCurrentIndex(max(0, combo.findData(given)))
        combo.setAccessibleName(_("Order of row {row}").format(row=line.row.row))
        combo.view().setMinimumWidth(340)
        combo.setMinimumWidth(250)
        combo.setFixedHeight(CHOICE_HEIGHT)
        combo.setStyleSheet(PLAIN_COMBO)
        place, row = line.sheet.place, line.row.row
        combo.activated.connect(lambda _at: self.assigned.emit(place, row, combo.currentData() or ""))
        return combo


class _Signs(QStyledItemDelegate):
    """Draws the tick of a row, and how it stands as a soft pill in its colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw the ground by the style, the sign by hand."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, shown, painter, shown.widget)
        model = index.model()
        if index.column() == STATE and isinstance(model, RowsModel):
            draw_pill(painter, option.rect, shown.text, STATES[model.lines[index.row()].state][1], shown.fontMetrics)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            draw_tick(painter, option.rect, Qt.CheckState(ticked) == Qt.CheckState.Checked)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,  # noqa: N802
                    index: QModelIndex | QPersistentModelIndex) -> bool:
        """Take a row in or leave it out by a click anywhere in the cell, or by the space bar."""
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        click = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if ticked is None or not (click or space):
            return False
        on = Qt.CheckState(ticked) != Qt.CheckState.Checked
        return model.setData(index, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked,
                             Qt.ItemDataRole.CheckStateRole)


class _Sentence(QStyledItemDelegate):
    """Sets a sentence at the top where a choice stands below it."""

    def initStyleOption(self, option: QStyleOptionViewItem,  # noqa: N802
                        index: QModelIndex | QPersistentModelIndex) -> None:
        """Put the text where it belongs."""
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, RowsModel) and model.lines[index.row()].assignable:
            option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            option.rect.adjust(0, 6, 0, 0)
