"""What has to be asked before an import: which day, which plant; each with the proposal already chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QWidget

from app.database.ledger import REASONS
from app.domain.text import _, _n
from app.exchange.importing import Question
from ui.icons import icon
from ui.import_rows import ASKED
from ui.import_state import PlannedSheet, sheet_label
from ui.quiet_inputs import ChoiceBox
from ui.theme import status_colour

MOST = 5
"""Questions that are shown at once; the next follow when these are answered."""


class QuestionsCard(QFrame):
    """A card with one line for each question, and one for the reason where promised dates move."""

    answered = Signal(object, str, object)
    """Place of a sheet, key of the question, the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(12, 8, 12, 8)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(1, 1)
        self.combos: dict[tuple[object, str], QComboBox] = {}
        self.reason: QComboBox | None = None
        self._reason = "other"
        self.hide()

    def fill(self, sheets: Iterable[PlannedSheet], moves: int) -> None:
        """Show the questions of some sheets, and how many promised dates move."""
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.combos, self.reason = {}, None
        listed = [(s, q) for s in sheets if s.plan.chosen for q in s.plan.questions]
        for at, (sheet, question) in enumerate(listed[:MOST]):
            self._ask(at, sheet, question)
        if moves:
            self._ask_reason(len(listed[:MOST]), moves)
        self.setVisible(bool(listed) or bool(moves))

    @property
    def reason_code(self) -> str:
        """The reason chosen for moved dates."""
        return self._reason

    def _ask(self, at: int, sheet: PlannedSheet, question: Question) -> None:
        unanswered = question.proposed is None
        self._sign(at, "circle-help", "problem" if unanswered else "today")
        said = next((p.reason for p in sheet.plan.general if p.kind in ASKED.get(question.key, ())), "")
        text = QLabel(f"<b>{sheet.plan.name}</b>　{said or question.text}")
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        self.grid.addWidget(text, at, 1)
        combo = ChoiceBox()
        if unanswered:
            combo.addItem(_("choose …"), None)
        for value, label in question.choices:
            combo.addItem(label, value)
        combo.setCurrentIndex(max(0, next((n for n in range(combo.count())
                                           if combo.itemData(n) == question.proposed), 0)))
        combo.setMinimumWidth(150)
        combo.setMaximumWidth(460)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + 24)
        combo.setAccessibleName(f"{sheet_label(sheet.plan)}: {question.text}")
        combo.activated.connect(lambda _at, p=sheet.place, q=question.key, c=combo: self._answer(p, q, c))
        self.combos[sheet.place, question.key] = combo
        self.grid.addWidget(combo, at, 2)

    def _answer(self, place: object, key: str, combo: QComboBox) -> None:
        if combo.currentData() is not None:
            self.answered.emit(place, key, combo.currentData())

    def _ask_reason(self, at: int, moves: int) -> None:
        self._sign(at, "calendar-clock", "today")
        text = QLabel(_n("{count} row moves a promised date. The due-date ledger keeps why.",
                         "{count} rows move promised dates. The due-date ledger keeps why.", moves).format(count=moves))
        text.setWordWrap(True)
        self.grid.addWidget(text, at, 1)
        combo = ChoiceBox()
        for code, label in REASONS:
            combo.addItem(_(label), code)
        combo.setCurrentIndex(combo.findData(self._reason))
        combo.setAccessibleName(_("Why dates move"))
        combo.activated.connect(lambda _at: setattr(self, "_reason", combo.currentData()))
        self.reason = combo
        self.grid.addWidget(combo, at, 2)

    def _sign(self, at: int, name: str, tone: str) -> None:
        sign = QLabel()
        sign.setPixmap(icon(name, status_colour(tone).name()).pixmap(18, 18))
        self.grid.addWidget(sign, at, 0)
