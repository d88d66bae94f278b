"""One question before something is done to several records; the button says what it will do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.domain.text import _


def ask(parent: QWidget, text: str, button: str, then: Callable[[], object]) -> QMessageBox:
    """Show a question above the window; then() is called when its button is pressed, nothing on Cancel."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(button)
    box.setText(text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    yes = box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
    yes.setProperty("primary", True)
    box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(yes)
    yes.clicked.connect(lambda _on=False: then())
    box.open()
    return box
