"""The phone book: own people and contacts of companies in one list that narrows as one types."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.areas.contacts.directory import Entry, as_text, everybody, matching
from app.domain.text import N_, _
from ui.icons import icon
from ui.plain_dress import dress_plain
from ui.work import Touched, Work

Index = QModelIndex | QPersistentModelIndex
HEADS = (N_("Name of a person"), N_("Department or company"), N_("Post"), N_("Extension"), N_("Phone"), N_("Mobile"),
         N_("E-mail"))
WIDTHS = (130, 240, 110, 70, 150, 140)
TABLES = frozenset(("person", "department", "contact", "company"))


class PhoneBookModel(QAbstractTableModel):
    """The entries that fit what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return what is said of each."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        e = self.entries[index.row()]
        return (e.name, e.where, e.post, e.extension, e.phone, e.mobile, e.email)[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation,  # noqa: N802
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the columns say."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return _(HEADS[section])


class PhoneBookPage(QWidget):
    """One line to type into, everybody below; Enter or a double click opens the record."""

    told = Signal(str, str)
    print_wanted = Signal(str, object)
    record_wanted = Signal(str, int)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self._all: list[Entry] = []
        self.model = PhoneBookModel(self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Name, company, number or pinyin initials"))
        self.search.setAccessibleName(_("Search the phone book"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(lambda: self.open_row(0))
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setProperty("padded", True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(_("Phone book"))
        self.table.verticalHeader().hide()
        dress_plain(self.table, "phone_book")
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.doubleClicked.connect(lambda index: self.open_row(index.row()))
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.count.setContentsMargins(12, 3, 12, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top())
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)
        self._shortcuts()
        work.changed.connect(self._touched)
        self.refresh()

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        lists = QToolButton()
        lists.setText(_("Phone lists"))
        lists.setIcon(icon("printer"))
        lists.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        lists.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(lists)
        for key, title in (("phone_list", _("Phone list of the company")),
                           ("contact_list", _("Phone list of customers and suppliers"))):
            menu.addAction(title, lambda k=key: self.print_wanted.emit(k, []))
        lists.setMenu(menu)
        row.addWidget(lists)
        return row

    def _shortcuts(self) -> None:
        for keys, do in (("Ctrl+F", self.search.setFocus), ("F5", self.refresh), ("Ctrl+C", self.copy)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def refresh(self) -> None:
        """Read everybody again."""
        self.work.read(self, everybody, self._show, key="everybody")

    def _show(self, found: list[Entry]) -> None:
        self._all = found
        self._narrow(self.search.text())

    def _narrow(self, text: str) -> None:
        self.model.show(matching(self._all, text))
        self.count.setText(_("{count} people").format(count=f"{self.model.rowCount():,}"))

    def open_row(self, row: int) -> None:
        """Show the record of a row."""
        if 0 <= row < len(self.model.entries):
            entry = self.model.entries[row]
            self.record_wanted.emit(entry.table, entry.record)

    def copy(self) -> None:
        """Copy the chosen rows as text, for a chat."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        if rows:
            QGuiApplication.clipboard().setText(as_text([self.model.entries[row] for row in rows]))
            self.told.emit(_("{count} people copied").format(count=len(rows)), "done")

    def _touched(self, touched: Touched) -> None:
        if TABLES & set(touched.places):
            self.refresh()
