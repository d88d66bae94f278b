"""A record's history: who did what when, each field from old to new, and a button that takes one action back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.sheet import Sheet
from app.domain.text import _
from app.rules.form_history import FieldChange, HistoryItem, history_of
from ui.form_header import saved_when
from ui.form_notice import Notice
from ui.work import Work

MOST_FIELDS = 12
"""Fields of one action that are shown; a first save has many."""


class HistoryPanel(QWidget):
    """The actions on one record, newest first; read only when it comes into sight."""

    def __init__(self, sheet: Sheet, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.work = sheet, work
        self.number: int | None = None
        self.items: list[HistoryItem] = []
        self.cards: list[_Card] = []
        self.notice = Notice(self)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notice)
        layout.addWidget(self.area, 1)

    def show_record(self, number: int | None) -> None:
        """Show a record's history, nothing for a new one."""
        self.number = number
        self.notice.hide()
        if number is None:
            self._show([])
            return
        sheet = self.sheet
        self.work.read(self, lambda: history_of(sheet, number), self._show, key="history")

    def _show(self, items: list[HistoryItem]) -> None:
        self.items = items
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(8)
        self.cards = [_Card(item, inside) for item in items]
        for card in self.cards:
            card.back.clicked.connect(lambda _on=False, entry=card.item.entry: self.take_back(entry))
            column.addWidget(card)
        if not items:
            empty = QLabel(_("Every change of this record will stand here: who, when, from what to what."), inside)
            empty.setProperty("role", "muted")
            empty.setWordWrap(True)
            column.addWidget(empty)
        column.addStretch(1)
        self.area.setWidget(inside)

    def take_back(self, entry: int) -> None:
        """Take one action back as a whole."""
        self.work.undo_entry(self, entry, lambda _outcome: self.show_record(self.number))


class _Card(QFrame):
    """One action."""

    def __init__(self, item: HistoryItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self.setProperty("role", "card")
        who = QLabel(f"<b>{item.who or '?'}</b>&nbsp;&nbsp;{item.title}", self)
        who.setWordWrap(True)
        when = QLabel(saved_when(item.at, date.today()), self)
        when.setProperty("role", "muted")
        when.setToolTip(item.at.strftime("%Y-%m-%d %H:%M:%S"))
        self.back = QPushButton(_("Take back"), self)
        self.back.setFlat(True)
        self.back.setToolTip(_("Takes this whole action back, unless somebody changed the records since."))
        self.back.setVisible(not item.undone)
        head = QHBoxLayout()
        head.addWidget(who, 1)
        if item.undone:
            gone = QLabel(_("taken back"), self)
            gone.setProperty("role", "muted")
            head.addWidget(gone)
        head.addWidget(when)
        head.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 6)
        layout.setSpacing(2)
        layout.addLayout(head)
        if item.fields:
            layout.addLayout(self._fields(item.fields))

    def _fields(self, changes: tuple[FieldChange, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        row, about = 0, ""
        for change in changes[:MOST_FIELDS]:
            if change.about and change.about != about:
                grid.addWidget(self._label(change.about, "muted"), row, 0, 1, 2)
                row, about = row + 1, change.about
            grid.addWidget(self._label(change.label, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            text = f"{change.old} → {change.new or _('(empty)')}" if change.old else change.new
            grid.addWidget(self._label(text, ""), row, 1)
            row += 1
        if len(changes) > MOST_FIELDS:
            more = _("… and {number} more").format(number=len(changes) - MOST_FIELDS)
            grid.addWidget(self._label(more, "muted"), row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(text)
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        else:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
