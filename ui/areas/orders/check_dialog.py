"""The answer for each line of an order: can its date be kept, and what holds it; told to those who decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.areas.notifying import Ready
from app.areas.order_check import LISTS, Checked, draft
from app.domain.text import _, _n
from app.masters.mailing import people_of
from ui.icons import icon
from ui.theme import status_colour
from ui.work import Work


class CheckDialog(QDialog):
    """A line for each product; red where its date can't be kept."""

    told = Signal(str, str)
    queued = Signal()
    print_wanted = Signal(str, object)

    def __init__(self, work: Work, order: Any, found: Sequence[Checked], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work, self.order, self.found = work, order, list(found)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Can we make it?"))
        self.resize(860, 380)
        late = [c for c in self.found if c.answer.in_time is False]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        words = _n("{count} of {all} line can't be kept.", "{count} of {all} lines can't be kept.",
                   len(self.found)).format(count=len(late), all=len(self.found)) if late else \
            _("Every date can be kept.")
        head = QLabel(f"{order}   {words}")
        head.setProperty("role", "heading")
        head.setStyleSheet(f"color: {status_colour('late' if late else 'done').name()}")
        layout.addWidget(head)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([_("Item no."), _("Pieces"), _("Wanted before"), _("Done on"), _("Answer")])
        self.list.header().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.list.setWordWrap(True)
        for checked in self.found:
            self._add(checked)
        for column in range(4):
            self.list.resizeColumnToContents(column)
        self.list.itemDoubleClicked.connect(lambda _item: self._print())
        layout.addWidget(self.list, 1)
        row = QHBoxLayout()
        self.tell_button = QPushButton(icon("send"), _("Tell the general manager and sales"))
        self.tell_button.clicked.connect(self.tell)
        self.print_button = QPushButton(icon("printer"), _("Print the answer"))
        self.print_button.clicked.connect(self._print)
        close = QPushButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        for button in (self.tell_button, self.print_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        layout.addLayout(row)

    def _add(self, checked: Checked) -> None:
        item = QTreeWidgetItem([checked.line, f"{checked.quantity:,}", str(checked.due or ""),
                                str(checked.best or ""), checked.answer.sentence])
        item.setToolTip(4, "\n".join(checked.answer.told))
        answer = checked.answer
        tone = {True: "done", False: "ahead" if answer.possible else "late", None: "ahead"}[answer.in_time]
        item.setForeground(3, status_colour(tone))
        self.list.addTopLevelItem(item)

    def _chosen(self) -> Checked:
        at = self.list.indexOfTopLevelItem(self.list.currentItem()) if self.list.currentItem() is not None else 0
        return self.found[max(0, at)]

    def _print(self) -> None:
        question = self._chosen().answer.question
        self.print_wanted.emit("promise", [question.item, str(question.quantity), str(question.material or ""),
                                           str(question.due or "")])

    def tell(self) -> None:
        """Make the message to those who decide."""
        message, order = draft(self.order, self.found), self.order

        def show(people: tuple[list[Any], list[Any], list[str]]) -> None:
            from ui.notify import NotifyDialog

            to, copies, lacking = people
            ready = Ready("orders", "check", (order.id,), message, tuple(to), tuple(copies), tuple(lacking))
            dialog = NotifyDialog(self.work, ready, _("Can we make it?"), self)
            dialog.told.connect(self.told)
            dialog.queued.connect(self.queued)
            dialog.open()

        self.work.read(self, lambda: people_of(LISTS), show, key="people")
