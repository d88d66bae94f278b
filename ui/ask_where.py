"""Asks where a workbook shall be saved; the answer comes by a call, so that nothing waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.text import _
from ui.first_run import documents


def ask_where(parent: QWidget, title: str, name: str, then: Callable[[Path], object]) -> QFileDialog:
    """Open the dialog to save an .xlsx named `name`; then(path) is called with what was chosen."""
    dialog = QFileDialog(parent, _("Export {sheet}").format(sheet=title), str(documents()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(["Excel (*.xlsx)"])
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(f"{name}.xlsx")
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog
