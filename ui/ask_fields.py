"""The small window in which an action asks what it needs: courier and waybill of all chosen samples, say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCompleter, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from app.domain.problem import Refused
from app.domain.text import _
from app.rules.asking import known_texts
from app.rules.form_data import Entry
from ui.editor_line import LineInput
from ui.editors import FieldBox
from ui.work import Work


class AskFields(QDialog):
    """Asks some fields; stays open until what was typed is taken, and says at each field what is wrong."""

    def __init__(self, title: str, question: str, fields: Sequence[Any], work: Work, today: date,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        self.fields = tuple(fields)
        heading = QLabel(question, self)
        heading.setProperty("role", "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(9)
        self.boxes = {f.name: FieldBox(f, work, self) for f in self.fields}
        for f in self.fields:
            form.addRow(_(f.label), self.boxes[f.name])
        if first := next((f for f in self.fields if f.kind == "day"), None):
            self.boxes[first.name].set_entry(today.isoformat())
        self.notice = QLabel(self)
        self.notice.setWordWrap(True)
        self.notice.setProperty("role", "problem")
        self.notice.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.fine = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.fine.setText(title)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self.taken: Callable[[dict[str, Entry]], object] = lambda entries: None
        buttons.accepted.connect(self.submit)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addLayout(form)
        layout.addWidget(self.notice)
        layout.addWidget(buttons)
        blank = next((f for f in self.fields if f.kind != "day"), self.fields[0])
        self.boxes[blank.name].setFocus()
        work.read(self, lambda: known_texts(self.fields), self._offer)

    def _offer(self, known: dict[str, list[str]]) -> None:
        """Offer what was entered before while one types."""
        for name, texts in known.items():
            held = self.boxes[name].input
            if texts and isinstance(held, LineInput):
                completer = QCompleter(texts, held)
                completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                completer.setFilterMode(Qt.MatchFlag.MatchContains)
                held.setCompleter(completer)

    def entries(self) -> dict[str, Entry]:
        """Return what stands in the inputs."""
        return {name: box.entry() for name, box in self.boxes.items()}

    def submit(self) -> None:
        """Hand on what was typed; the window closes when it was taken."""
        self.fine.setEnabled(False)
        self.taken(self.entries())

    def refuse(self, error: Exception) -> None:
        """Say what is wrong, at its field where there is one, and let it be mended."""
        self.fine.setEnabled(True)
        show_refusal(self.boxes, self.notice, error)
        QTimer.singleShot(0, self, self._grow)  # after the sentences know their heights

    def _grow(self) -> None:
        """Take the height that the sentences need, so that none is cut."""
        layout = self.layout()
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))


def show_refusal(boxes: Mapping[str, FieldBox], notice: QLabel, error: Exception) -> None:
    """Say what is wrong below its field, and in the notice what belongs to no field."""
    rest = []
    for problem in error.problems if isinstance(error, Refused) else ():
        box = boxes.get(getattr(problem.field, "name", ""))
        if box is not None:
            box.show_problem(problem.text)
        else:
            rest.append(problem.text)
    if not isinstance(error, Refused):
        rest.append(str(error))
    notice.setText("\n".join(dict.fromkeys(rest)))
    notice.setVisible(bool(rest))
