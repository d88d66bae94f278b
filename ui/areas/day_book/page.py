"""The day book's page: the standard one with a line on top into which a task is typed in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.areas import catalogue
from app.areas.day_book.quick import QuickTask, add_quick, understood
from app.areas.day_book.records import TASK, DayTask
from app.domain.problem import Refused
from app.domain.show import near_day
from app.domain.text import _
from ui.icons import icon
from ui.page import SheetPage
from ui.work import Work


class DayBookPage(SheetPage):
    """Tasks and mails; Enter in the upper line adds one."""

    def __init__(self, work: Work) -> None:
        super().__init__(catalogue.sheets()["day_book"], work)
        self.quick = QLineEdit()
        self.quick.setPlaceholderText(_("New task: tomorrow plant manager: hand in the sample list  @who  #order"))
        self.quick.setAccessibleName(_("New task in one line"))
        self.quick.setClearButtonEnabled(True)
        self.quick.addAction(icon("plus"), QLineEdit.ActionPosition.LeadingPosition)
        self.quick.setToolTip(_("The day first, then who wants it and a colon; @ names who does it, # an order, "
                                "“mail” or “call” before it says what it is, ! makes it pressing. Enter adds it "
                                "(Ctrl+E comes here)."))
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        self.quick.textChanged.connect(self._preview)
        self.quick.returnPressed.connect(self.add)
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self)
        shortcut.activated.connect(self.quick.setFocus)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 6, 12, 2)
        row.addWidget(self.quick, 3)
        row.addWidget(self.said, 2)
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)
        layout.insertWidget(1, line)

    def extra_actions(self) -> Sequence[QAction]:
        """Offer the page of the day on paper."""
        action = QAction(icon("book-open"), _("Page of the day"), self)
        action.setToolTip(_("Print what is open and what was settled today"))
        action.triggered.connect(lambda _on=False: self.print_wanted.emit("day_book_page", []))
        return (action,)

    def _preview(self, text: str) -> None:
        self.said.setText(self.words(understood(text, self.today())) if text.strip() else "")

    def words(self, said: QuickTask) -> str:
        """Return in words what a line was understood to say."""
        parts = []
        if said.kind != TASK:
            parts.append(_(DayTask.kind.labels[said.kind]))
        if said.due is not None:
            near = near_day(said.due, self.today())
            parts.append(f"{_(DayTask.due.label)} {said.due:%m-%d}" + (f"（{near}）" if near else ""))
        parts += [f"{_(field.label)} {text}" for field, text in (
            (DayTask.source, said.source), (DayTask.owner, said.owner), (DayTask.order, said.order)) if text]
        if said.urgent:
            parts.append(_(DayTask.urgent.label))
        return "  ·  ".join(parts)

    def add(self) -> None:
        """Write the task that stands in the line."""
        text = self.quick.text().strip()
        if not text:
            return
        today = self.today()

        def then(outcome: Any) -> None:
            self.quick.clear()
            self.model.pin(outcome.result.id)
            self.told.emit(_("Added: {task}").format(task=outcome.result), "done")

        def failed(error: Exception) -> None:
            said = [p.text for p in error.problems] if isinstance(error, Refused) else [str(error)]
            self.told.emit("\n".join(said), "problem")

        self.work.write(self, _("Day book"), lambda change: add_quick(change, text, today), then, failed)
