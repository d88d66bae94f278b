"""The small question why a promised date moves, for the due-date ledger; only who asked last stands ready."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
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
            button.setProperty("code", code)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.installEventFilter(self)
            self.group.addButton(button, place)
            grid.addWidget(button, place // 2, place % 2)
        self.asked_by = LineInput(DueChange.asked_by, self)
        self.asked_by.setPlaceholderText(_("Name of the person, customer or department"))
        self.asked_by.set_text(str(kept[1]))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.fine = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.fine.setText(_("Save with this reason"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self.fine.setEnabled(False)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take a reason by its number alone."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text().isdigit():
            self._take(event.text())
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take a reason by its number while no text is being typed."""
        if event.text().isdigit():
            self._take(event.text())
        else:
            super().keyPressEvent(event)

    def _take(self, digit: str) -> None:
        button = self.group.button(int(digit) - 1)
        if button is not None:
            button.setChecked(True)
            button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin at the reasons, none of them chosen."""
        super().showEvent(event)
        self.group.button(0).setFocus()

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
