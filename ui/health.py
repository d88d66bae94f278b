"""The page for whoever looks after the drive: how it is, each fact with a verdict and a remedy; and the long looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.database import health
from app.database.health import BAD, GOOD, WATCH, Fact
from app.database.verifying import Verdict, verify_history
from app.domain.text import _, _n
from ui.icons import icon
from ui.theme import status_colour
from ui.work import Work

SIGNS = {GOOD: ("circle-check", "done"), WATCH: ("triangle-alert", "today"), BAD: ("circle-alert", "late")}


class HealthPage(QWidget):
    """Facts as lines of a card; two buttons that read the whole file."""

    told = Signal(str, str)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.facts: list[Fact] = []
        self.summary = QLabel()
        self.summary.setProperty("role", "heading")
        self.again = QPushButton(icon("refresh-cw"), _("Look again"))
        self.again.clicked.connect(lambda _checked=False: self.look())
        title = QLabel(_("Health of the drive"))
        title.setProperty("role", "title")
        top = QHBoxLayout()
        top.addWidget(title)
        top.addSpacing(14)
        top.addWidget(self.summary)
        top.addStretch(1)
        top.addWidget(self.again)
        self.card, self.grid = _card()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.card)
        column.addWidget(self._long_looks())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(top)
        layout.addWidget(area, 1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look when the page comes into sight; nothing of it is kept from an earlier day."""
        super().showEvent(event)
        self.look()

    def look(self) -> None:
        """Find all facts anew."""
        place = self.work.path
        if place is None:
            return
        self.again.setEnabled(False)
        self.work.read(self, lambda: health.examine(place), self.show_facts, self._failed, key="facts")

    def _failed(self, error: Exception) -> None:
        self.again.setEnabled(True)
        self.summary.setText(str(error))

    def show_facts(self, facts: list[Fact]) -> None:
        """Show what was found, the worst first in the summary."""
        self.facts = facts
        self.again.setEnabled(True)
        bad, watch = (sum(f.verdict == v for f in facts) for v in (BAD, WATCH))
        self.summary.setText(_n("{count} thing is wrong", "{count} things are wrong", bad).format(count=bad) if bad else
                             _n("{count} thing to watch", "{count} things to watch", watch).format(count=watch)
                             if watch else _("All is in order"))
        self.summary.setStyleSheet(f"color: {status_colour('late' if bad else 'today' if watch else 'done').name()}")
        _clear(self.grid)
        for row, fact in enumerate(facts):
            self._add(row, fact)

    def _add(self, row: int, fact: Fact) -> None:
        name, status = SIGNS[fact.verdict]
        sign, what, value, remedy = QLabel(), QLabel(fact.name), QLabel(fact.value), QLabel(fact.remedy)
        sign.setPixmap(icon(name, status_colour(status).name()).pixmap(QSize(16, 16)))
        sign.setAccessibleName({GOOD: _("in order"), WATCH: _("to watch"), BAD: _("wrong")}[fact.verdict])
        what.setProperty("role", "muted")
        for label in (value, remedy):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for place, label in enumerate((sign, what, value, remedy)):
            self.grid.addWidget(label, row, place, Qt.AlignmentFlag.AlignTop)

    # --- what takes longer ---

    def _long_looks(self) -> QFrame:
        card, grid = _card()
        self.pages, self.history = QLabel(_("not looked at yet")), QLabel(_("not looked at yet"))
        rows: tuple[tuple[str, str, QLabel, Callable[[], None]], ...] = (
            (_("Pages and links of the file"), _("Check now"), self.pages, self.check_pages),
            (_("History against the records"), _("Verify now"), self.history, self.verify))
        self.buttons = []
        for row, (name, words, answer, do) in enumerate(rows):
            label, button = QLabel(name), QPushButton(words)
            label.setProperty("role", "muted")
            answer.setWordWrap(True)
            answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            button.clicked.connect(lambda _checked=False, d=do: d())
            self.buttons.append(button)
            for place, widget in enumerate((QLabel(), label, answer)):
                grid.addWidget(widget, row, place, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(button, row, 3, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return card

    def check_pages(self) -> None:
        """Let the database read all its pages."""
        place = self.work.path
        if place is not None:
            self._run(self.pages, lambda: health.check_integrity(place),
                      lambda wrong: wrong or _("in order"), lambda wrong: not wrong)

    def verify(self) -> None:
        """Compare the history's chain and all records."""
        self._run(self.history, verify_history, _verdict_words, lambda verdict: not verdict.broken)

    def _run(self, answer: QLabel, task: Callable[[], Any], words: Callable[[Any], str],
             good: Callable[[Any], bool]) -> None:
        for button in self.buttons:
            button.setEnabled(False)
        answer.setText(_("Reading the whole file …"))

        def done(result: Any) -> None:
            answer.setText(words(result))
            answer.setStyleSheet(f"color: {status_colour('done' if good(result) else 'late').name()}")
            self._free()

        def failed(error: Exception) -> None:
            answer.setText(str(error))
            self._free()

        self.work.read(self, task, done, failed)

    def _free(self) -> None:
        for button in self.buttons:
            button.setEnabled(True)


def _verdict_words(verdict: Verdict) -> str:
    if verdict.broken:
        return "\n".join(b.words for b in verdict.broken)
    return _("in order: {entries}, {records}; newest hash {head}").format(
        entries=_n("{entries} change", "{entries} changes", verdict.entries).format(entries=verdict.entries),
        records=_n("{records} record", "{records} records", verdict.records).format(records=verdict.records),
        head=verdict.head[:16])


def _card() -> tuple[QFrame, QGridLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    grid = QGridLayout(card)
    grid.setContentsMargins(18, 14, 18, 14)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(10)
    grid.setColumnMinimumWidth(0, 18)
    grid.setColumnMinimumWidth(1, 150)
    grid.setColumnStretch(2, 2)
    grid.setColumnStretch(3, 3)
    return card, grid


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
