"""What was told about a record: to whom, when, how; a click shows the message."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.domain.sheet import Sheet
from app.domain.text import _
from app.masters.mailing import Message, messages_about
from ui.theme import status_colour
from ui.work import Work

TINTS = {"sent": "done", "failed": "late", "queued": "soon"}


class MessagesPanel(QWidget):
    """The messages about a record, newest first; read only when it comes into sight."""

    record_wanted = Signal(str, int)

    def __init__(self, sheet: Sheet, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.work = sheet, work
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([_("When"), _("Subject"), _("To whom"), _("State")])
        self.list.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.list.itemDoubleClicked.connect(self._open)
        self.words = QLabel(_("Nobody was told about this yet. “Notify” above the table makes a message ready."))
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setContentsMargins(16, 12, 16, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)

    def show_record(self, number: int | None) -> None:
        """Show the messages about a record, nothing for a new one."""
        if number is None:
            self._show([])
            return
        place = self.sheet.model._meta.table_name
        self.work.read(self, lambda: messages_about(place, number), self._show, key="messages")

    def _show(self, found: list[Message]) -> None:
        self.list.clear()
        self.words.setVisible(not found)
        self.list.setVisible(bool(found))
        for message in found:
            at = message.at.astimezone().strftime("%m-%d %H:%M")
            state = _(Message.state.labels[message.state])
            item = QTreeWidgetItem([at, message.subject, message.recipients or "", state])
            item.setData(0, Qt.ItemDataRole.UserRole, message.id)
            item.setToolTip(1, message.text or "")
            item.setToolTip(2, message.recipients or "")
            if message.state in TINTS:
                item.setForeground(3, status_colour(TINTS[message.state]))
            self.list.addTopLevelItem(item)
        for column, width in enumerate((96, 170, 130)):
            self.list.setColumnWidth(column, width)

    def _open(self, item: QTreeWidgetItem) -> None:
        self.record_wanted.emit(Message._meta.table_name, item.data(0, Qt.ItemDataRole.UserRole))
