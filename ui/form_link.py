"""Enters a linked record anew without leaving the form: a small form of its own in a window above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.domain.sheet import Sheet
from app.domain.text import _
from app.rules.form_data import Chosen


class NewLinkDialog(QDialog):
    """A form for one new record; when it is saved it is taken into its place.

    `role` is the field that it is entered for: a company entered as customer is ticked as one.
    """

    def __init__(self, form: Any, sheet: Sheet, name: str, take: Callable[[Chosen], object],
                 parent: QWidget | None = None, role: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("New: {sheet}").format(sheet=_(sheet.title)))
        self.resize(640, 480)
        self.form, self.take = form, take
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(form)
        first = next((f for f in sheet.model.shown if f.kind != "link"), None)
        flag = sheet.model._meta.fields.get(role)
        form.new_record({role: True} if flag is not None and flag.kind == "flag" else {})
        if first is not None:
            form.prefill({first.name: name})
        form.saved.connect(self._saved)
        form.closed.connect(self.close)

    def _saved(self, number: int) -> None:
        self.take(Chosen(number, self.form.base.title))
        self.accept()

    def reject(self) -> None:
        """Ask by the form's own bar where something is typed."""
        self.form.may_leave(lambda: QDialog.reject(self))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask by the form's own bar where something is typed."""
        if self.form.is_dirty():
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)
