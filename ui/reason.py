"""The small question why a promised date moves, for the due-date ledger; the last answer stands ready."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.database.ledger import REASONS, DueChange, Reason
from app.domain.text import _
from ui.editor_line import LineInput
from ui.form_memory import REASON, memory


class ReasonDialog(QDialog):
    """Reasons to pick from by mouse or number key, and who asked for it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Reason of the new date"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        question = QLabel(text, self)
        question.setWordWrap(True)
        question.setProperty("role", "heading")
        self.group = QButtonGroup(self)
        kept = [*memory().get(REASON), "", ""]
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for place, (code, label) in enumerate(REASONS):
            button = QRadioButton(f"&{place + 1}  {_(label)}", self)
            button.setChecked(code == kept[0])
            self.group.addButton(button, place)
            grid.addWidget(button, place // 2, place % 2)
        self.asked_by = LineInput(DueChange.asked_by, self)
        self.asked_by.setPlaceholderText(_("Name of the person, customer or department"))
        self.asked_by.set_text(str(kept[1]))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.fine = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.fine.setText(_("Save with this reason"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self.fine.setEnabled(self.group.checkedId() >= 0)
        self.group.idClicked.connect(lambda _place: self.fine.setEnabled(True))
        self.group.idToggled.connect(lambda _place, _on: self.fine.setEnabled(True))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(question)
        layout.addLayout(grid)
        layout.addWidget(QLabel(_(DueChange.asked_by.label), self))
        layout.addWidget(self.asked_by)
        layout.addSpacing(4)
        layout.addWidget(buttons)

    def reason(self) -> Reason:
        """Return what was answered."""
        return Reason(REASONS[max(self.group.checkedId(), 0)][0], self.asked_by.text().strip())


def ask_reason(parent: QWidget | None, text: str, then: Callable[[Reason | None], object]) -> ReasonDialog:
    """Ask why a date moves; then(reason) is called later, then(None) where the user goes back."""
    dialog = ReasonDialog(text, parent)

    def answered() -> None:
        reason = dialog.reason()
        memory().set(REASON, [reason.code, reason.asked_by])
        then(reason)

    dialog.accepted.connect(answered)
    dialog.rejected.connect(lambda: then(None))
    dialog.open()
    return dialog
