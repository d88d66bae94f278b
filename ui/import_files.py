"""The files and sheets at the left of the import window, each with what it is and how its rows stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.domain.show import rows_words, sheets_words
from app.domain.text import _
from ui import theme
from ui.icons import icon
from ui.import_marks import draw_tick
from ui.import_state import FileState, Place, Planned, PlannedSheet, counted, sheet_label

PLACE = Qt.ItemDataRole.UserRole
SECOND = Qt.ItemDataRole.UserRole + 1
TONE = Qt.ItemDataRole.UserRole + 2


class FilesTree(QTreeWidget):
    """All files with their sheets; the first line stands for all of them together."""

    chosen = Signal(object)
    """The place (file, sheet) that was chosen; None for all together, (file, "") for a whole file."""
    ticked = Signal(object, bool)
    """The place of a sheet that was taken in or left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(14)
        self.setItemDelegate(_TwoLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Files and sheets"))
        self._items: dict[Place | None, QTreeWidgetItem] = {}
        self._told = True
        self.currentItemChanged.connect(self._tell_chosen)
        self.itemChanged.connect(self._tell_ticked)

    def fill(self, files: Sequence[FileState], planned: Planned | None, titles: dict[str, str],
             current: Place | None) -> None:
        """Show how all files stand."""
        self._told = False
        bar = self.verticalScrollBar().value()
        self.clear()
        self._items = {}
        whole = self._add(None, None, _("All sheets"), _all_words(files, planned), "layers")
        for file in files:
            tone = "problem" if file.error is not None else ""
            top = self._add(None, (file.number, ""), file.path.name, _file_words(file), "file-spreadsheet", tone)
            top.setToolTip(0, f"{file.path}\n{file.trouble}".strip())
            for sheet in (planned.sheets if planned is not None else ()):
                if sheet.file == file.number:
                    self._add_sheet(top, sheet, titles)
        self.expandAll()
        self.setCurrentItem(self._items.get(current, whole))
        self.verticalScrollBar().setValue(bar)
        self._told = True

    def item(self, place: Place | None) -> QTreeWidgetItem | None:
        """Return the line of a place."""
        return self._items.get(place)

    def _add(self, parent: QTreeWidgetItem | None, place: Place | None, first: str, second: str, sign: str,
             tone: str = "") -> QTreeWidgetItem:
        item = QTreeWidgetItem([first])
        item.setData(0, PLACE, place)
        item.setData(0, SECOND, second)
        item.setData(0, TONE, tone)
        if sign:
            item.setIcon(0, icon(sign, theme.status_colour(tone).name() if tone else ""))
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        self._items[place] = item
        return item

    def _add_sheet(self, top: QTreeWidgetItem, sheet: PlannedSheet, titles: dict[str, str]) -> None:
        plan = sheet.plan
        if plan.table is None:
            item = self._add(top, sheet.place, plan.name, _("not imported"), "", "off")
            item.setToolTip(0, plan.reason)
            item.setData(0, Qt.ItemDataRole.CheckStateRole, Qt.CheckState.Unchecked)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            return
        hint = "" if plan.chosen else _("hidden sheet, left out") if plan.hidden else _("left out")
        odd = any(r.held for r in plan.rows) or any(p.holds for p in plan.general)
        item = self._add(top, sheet.place, sheet_label(plan), hint or counted(plan), "",
                         "off" if hint else "problem" if odd else "")
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked if plan.chosen else Qt.CheckState.Unchecked)
        item.setToolTip(0, f"{plan.name}\n{titles.get(sheet.kind, '')}\n{counted(plan)}")

    def _tell_chosen(self, item: QTreeWidgetItem | None) -> None:
        if self._told and item is not None:
            self.chosen.emit(item.data(0, PLACE))

    def _tell_ticked(self, item: QTreeWidgetItem) -> None:
        if self._told and item.data(0, PLACE):
            self.ticked.emit(tuple(item.data(0, PLACE)), item.checkState(0) == Qt.CheckState.Checked)


def _all_words(files: Sequence[FileState], planned: Planned | None) -> str:
    waiting = sum(f.reading for f in files)
    if waiting:
        return _("{count} of {all} files still being read").format(count=waiting, all=len(files))
    taken = planned.taken if planned is not None else []
    return _("{sheets}, {rows} to apply").format(
        sheets=sheets_words(len(taken)), rows=rows_words(planned.ready if planned is not None else 0))


def _file_words(file: FileState) -> str:
    if file.error is not None:
        return _("cannot be read")
    if file.reading:
        return _("being read …")
    return _("same content as {name}").format(name=file.same_as) if file.same_as else ""


class _TwoLines(QStyledItemDelegate):
    """Draws a line with a quieter second one below it."""

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,  # noqa: N802
                    index: QModelIndex | QPersistentModelIndex) -> bool:
        """Tick a sheet in or out by a click on its box."""
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        usable = ticked is not None and bool(model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable)
        if usable and isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease \
                and event.position().x() < option.rect.left() + 32:
            on = Qt.CheckState(ticked) != Qt.CheckState.Checked
            return model.setData(index, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked,
                                 Qt.ItemDataRole.CheckStateRole)
        if usable and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            return super().editorEvent(event, model, option, index)
        return False

    def sizeHint(self, option: QStyleOptionViewItem,  # noqa: N802
                 index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return room for one line or two."""
        high = option.fontMetrics.height()
        return QSize(120, round(high * (2.3 if index.data(SECOND) else 1.25)) + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw ground, tick and icon by the style, the two texts by hand."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        first, second, tone = shown.text, index.data(SECOND) or "", index.data(TONE) or ""
        style = shown.widget.style() if shown.widget is not None else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, shown, painter, shown.widget)
        left = option.rect.left() + 8
        sign = QRect(left, option.rect.top(), 18, option.rect.height())
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            draw_tick(painter, sign, Qt.CheckState(ticked) == Qt.CheckState.Checked)
        elif not shown.icon.isNull():
            shown.icon.paint(painter, sign.adjusted(0, 0, 0, 0), Qt.AlignmentFlag.AlignCenter)
        left += 26
        room = QRect(left, option.rect.top() + 4, option.rect.right() - left - 6, option.rect.height() - 8)
        half = room.height() // 2 if second else room.height()
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setPen(theme.colour("selection_text" if chosen else "disabled" if tone == "off" else "text"))
        metrics = shown.fontMetrics
        painter.drawText(QRect(room.left(), room.top(), room.width(), half), Qt.AlignmentFlag.AlignVCenter,
                         metrics.elidedText(first, Qt.TextElideMode.ElideMiddle, room.width()))
        if second:
            painter.setPen(theme.colour("selection_text") if chosen else theme.status_colour("problem")
                           if tone == "problem" else theme.colour("muted"))
            painter.drawText(QRect(room.left(), room.top() + half, room.width(), half),
                             Qt.AlignmentFlag.AlignVCenter,
                             metrics.elidedText(second, Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()
