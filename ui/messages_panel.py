"""What was told about a record: to whom, when, how; a double-click shows the message."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from app.domain.sheet import Sheet
from app.domain.text import _
from app.masters.mailing import Message, messages_about
from ui.theme import status_colour
from ui.tree_panel import TreePanel
from ui.work import Work

TINTS = {"sent": "done", "failed": "late", "queued": "soon"}
WIDTHS = (96, 170, 130)


class MessagesPanel(TreePanel):
    """The messages about a record, newest first."""

    def __init__(self, sheet: Sheet, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(sheet, work, _("Nobody was told about this yet. “Notify” above the table makes a message "
                                        "ready."), parent)
        self.tree.setRootIsDecorated(False)
        self.tree.setHeaderLabels([_("When"), _("Subject"), _("To whom"), _("State")])
        self.tree.itemDoubleClicked.connect(self._open)

    def read(self, number: int) -> list[Message]:
        """Return the messages about the record."""
        return messages_about(self.sheet.model._meta.table_name, number)

    def fill(self, found: list[Message]) -> None:
        """Show a line for each message."""
        for message in found:
            at = message.at.astimezone().strftime("%m-%d %H:%M")
            item = QTreeWidgetItem([at, message.subject, message.recipients or "",
                                    _(Message.state.labels[message.state])])
            item.setData(0, Qt.ItemDataRole.UserRole, message.id)
            item.setToolTip(1, message.text or "")
            item.setToolTip(2, message.recipients or "")
            if message.state in TINTS:
                item.setForeground(3, status_colour(TINTS[message.state]))
            self.tree.addTopLevelItem(item)
        for column, width in enumerate(WIDTHS):
            self.tree.setColumnWidth(column, width)

    def _open(self, item: QTreeWidgetItem) -> None:
        self.record_wanted.emit(Message._meta.table_name, item.data(0, Qt.ItemDataRole.UserRole))
