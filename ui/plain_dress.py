"""What every plain table has in common with the sheets: rows, lines, copying as Excel takes it, kept widths."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QTableView

from ui.clipboard import text_of
from ui.form_memory import WIDTHS, memory
from ui.measures import dress_table

WITHIN = 600
"""Milliseconds after the last drag until a width is kept."""


def dress_plain(table: QTableView, key: str = "") -> None:
    """Dress a table that is only read; `key` keeps the widths of its columns under a name of its own."""
    dress_table(table)
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: copy_chosen(table))
    if key:
        _keep_widths(table, f"plain.{key}")


def copy_chosen(table: QTableView) -> None:
    """Copy the chosen rows, with the headings where they are several columns."""
    model = table.model()
    chosen = table.selectionModel().selectedIndexes()
    rows = sorted({i.row() for i in chosen})
    columns = [c for c in sorted({i.column() for i in chosen}) if not table.isColumnHidden(c)]
    if not rows or not columns:
        return
    block = [[str(model.index(r, c).data() or "") for c in columns] for r in rows]
    if len(columns) > 1:
        block.insert(0, [str(model.headerData(c, Qt.Orientation.Horizontal) or "") for c in columns])
    QGuiApplication.clipboard().setText(text_of(block))


def _keep_widths(table: QTableView, key: str) -> None:
    wait = QTimer(table)
    wait.setSingleShot(True)
    wait.setInterval(WITHIN)

    def keep() -> None:
        widths = {str(c): table.columnWidth(c) for c in range(table.model().columnCount())}
        memory().set(WIDTHS, {**memory().get(WIDTHS), key: widths})

    def put() -> None:
        for column, width in dict(memory().get(WIDTHS)).get(key, {}).items():
            table.setColumnWidth(int(column), width)
        table.horizontalHeader().sectionResized.connect(lambda *_sizes: wait.start())

    wait.timeout.connect(keep)
    QTimer.singleShot(0, table, put)  # after whoever makes the table has given it its first widths
