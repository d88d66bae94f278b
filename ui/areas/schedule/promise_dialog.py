"""“Can we make it?”: item, pieces and days typed, the answer beside it while one types; printed for sales."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.areas.schedule.answers import Answer
from app.areas.schedule.promise_paper import question_of
from app.areas.schedule.promise_words import WAYS
from app.areas.schedule.promising import promise
from app.areas.schedule.reading import Schedule
from app.domain.dates import typed_date
from app.domain.text import _
from app.masters.order import OrderLine
from ui.editor_line import LineInput
from ui.editor_link import LinkInput
from ui.icons import icon
from ui.quiet_inputs import CountBox
from ui.theme import status_colour
from ui.work import Work


class PromiseDialog(QDialog):
    """Answers from the plan as it stands; nothing is written."""

    print_wanted = Signal(str, object)
    answered = Signal(object)

    def __init__(self, work: Work, schedule: Schedule, key: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work, self.schedule = work, schedule
        self.answer: Answer | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Can we make it?"))
        self.resize(900, 620)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(self._questions())
        self.sentence = QLabel(_("Choose an item and the pieces; the answer stands here at once."))
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("role", "heading")
        layout.addWidget(self.sentence)
        self.lines = self._tree((_("Line"), _("Begins"), _("Done on"), _("What holds it"), _("As a rush order"),
                                 _("Pushes")))
        layout.addWidget(self.lines, 3)
        self.ways = self._tree((_("Other ways"), _("Done on"), _("How")))
        layout.addWidget(self.ways, 1)
        layout.addLayout(self._buttons())
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(200)
        self._waiting.timeout.connect(self.ask)
        if key is not None:
            self._take_step(key)

    def _questions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        self.item = LinkInput(OrderLine.product, self.work, self)
        self.quantity = CountBox()
        self.quantity.setRange(0, 100_000_000)
        self.quantity.setGroupSeparatorShown(True)
        self.quantity.setSingleStep(100)
        self.material = LineInput(OrderLine.material_ready, self)
        self.due = LineInput(OrderLine.required_ship, self)
        for box in (self.material, self.due):
            box.setPlaceholderText(_("12-3, +7, Friday …"))
        self.item.changed.connect(lambda: self._waiting.start())
        self.quantity.valueChanged.connect(lambda _value: self._waiting.start())
        self.material.changed.connect(lambda: self._waiting.start())
        self.due.changed.connect(lambda: self._waiting.start())
        for label, box, wide in ((_("Item no."), self.item, 3), (_("Pieces"), self.quantity, 2),
                                 (_("Material ready"), self.material, 2), (_("Wanted before"), self.due, 2)):
            form = QFormLayout()
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
            form.addRow(label, box)
            row.addLayout(form, wide)
        return row

    @staticmethod
    def _tree(headings: tuple[str, ...]) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels(list(headings))
        tree.header().setSectionResizeMode(len(headings) - 1, QHeaderView.ResizeMode.Stretch)
        return tree

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.print_button = QPushButton(icon("printer"), _("Print the answer"))
        self.print_button.clicked.connect(self._print)
        self.copy_button = QPushButton(icon("copy"), _("Copy as text"))
        self.copy_button.clicked.connect(self.copy_text)
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        for button in (self.print_button, self.copy_button):
            button.setEnabled(False)
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _take_step(self, key: int) -> None:
        step = self.schedule.by_key[key]
        self.item.set_entry(step.product)
        self.quantity.setValue(max(0, step.quantity - step.done))
        if step.material_ready is not None:
            self.material.set_text(step.material_ready.isoformat())
        if step.ship is not None:
            self.due.set_text(step.ship.isoformat())
        self._waiting.start()

    def ask(self) -> None:
        """Reckon the answer for what stands in the boxes."""
        code = self.item.text().strip().split(" ")[0]
        quantity = self.quantity.value()
        if not code or not quantity:
            return
        today = self.schedule.today
        material, due = (typed_date(box.text(), today) for box in (self.material, self.due))
        schedule = self.schedule

        def task() -> Answer:
            return promise(schedule, question_of(code, quantity, material, due))

        self.work.read(self, task, self._show, self._fail, key="promise")

    def _fail(self, error: Exception) -> None:
        self.sentence.setText(str(error))
        self.lines.clear()
        self.ways.clear()

    def _show(self, answer: Answer) -> None:
        self.answer = answer
        tone = {True: "done", False: "ahead" if answer.possible else "late", None: "ahead"}[answer.in_time]
        self.sentence.setText(answer.sentence)
        self.sentence.setStyleSheet(f"color: {status_colour(tone).name()}")
        self.lines.clear()
        for line in answer.lines:
            name = self.schedule.lines[line.line]
            pushes = "、".join(dict.fromkeys(self.schedule.by_key[p.key].order for p in line.pushes))
            rush = f"{line.rush[1]}" if line.rush is not None else ""
            row = QTreeWidgetItem([f"{name.plant} · {name.name}", f"{line.start}", f"{line.finish}", line.constraint,
                                   rush, pushes])
            late = [p for p in line.pushes if p.late]
            if late:
                row.setForeground(5, status_colour("late"))
                row.setToolTip(5, _("Late because of it: {orders}.").format(orders="、".join(dict.fromkeys(
                    self.schedule.by_key[p.key].order for p in late))))
            self.lines.addTopLevelItem(row)
        self.ways.clear()
        for way in answer.alternatives:
            self.ways.addTopLevelItem(QTreeWidgetItem([_(WAYS[way.kind]), f"{way.finish or ''}", way.words]))
        for column in range(5):
            self.lines.resizeColumnToContents(column)
        for column in range(2):
            self.ways.resizeColumnToContents(column)
        for button in (self.print_button, self.copy_button):
            button.setEnabled(True)
        self.answered.emit(answer)

    def _print(self) -> None:
        if self.answer is not None:
            question = self.answer.question
            self.print_wanted.emit("promise", [question.item, str(question.quantity), _text(question.material),
                                               _text(question.due)])

    def copy_text(self) -> None:
        """Put the answer on the clipboard, for sales."""
        if self.answer is None:
            return
        QGuiApplication.clipboard().setText("\n".join(self.answer.told))


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
