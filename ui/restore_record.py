"""One record's content of before, taken out of a backup and given back as an ordinary change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.database import restore, search
from app.database.record import Record, every_record
from app.domain.show import show
from app.domain.text import _
from ui.plain_table import PlainTable
from ui.work import Work


class RecordFromBackup(QWidget):
    """Find the record, see what it was, take it back."""

    told = Signal(str, str)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.backup: Path | None = None
        self.hits: list[search.Hit] = []
        self.words = QLabel(_("Choose a backup at the left, then find the record. Only this record becomes what it "
                              "was; the change can be undone like any other."))
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.find = QLineEdit()
        self.find.setPlaceholderText(_("Number, name or pinyin initials"))
        self.find.setClearButtonEnabled(True)
        self.find.textChanged.connect(lambda _text: self.look())
        self.found = PlainTable((_("Record"), _("Table")), (240, 120))
        self.found.chosen.connect(lambda _row: self.compare())
        self.difference = PlainTable((_("Field"), _("Now"), _("In the backup")), (120, 170, 170))
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.go = QPushButton(_("Take this record back"))
        self.go.setProperty("primary", True)
        self.go.setEnabled(False)
        self.go.clicked.connect(lambda _checked=False: self.take_back())
        row = QHBoxLayout()
        row.addWidget(self.state, 1)
        row.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.find)
        layout.addWidget(self.found, 1)
        layout.addWidget(self.difference, 1)
        layout.addLayout(row)

    def take(self, path: Path | None) -> None:
        """Look into another backup."""
        self.backup = path
        self.compare()

    def look(self) -> None:
        """Find records by what was typed."""
        text = self.find.text().strip()

        def show_found(hits: list[search.Hit]) -> None:
            self.hits = hits
            names = {m._meta.table_name: m for m in every_record()}
            self.found.show_rows([(h.title, _title(names.get(h.place), h.place)) for h in hits])

        self.work.read(self, lambda: search.find(text, 40) if text else [], show_found, key="find")

    @property
    def chosen(self) -> tuple[type[Record], int] | None:
        """The record's class and number."""
        row = self.found.chosen_row()
        if not 0 <= row < len(self.hits):
            return None
        hit = self.hits[row]
        model = next((m for m in every_record() if m._meta.table_name == hit.place), None)
        return (model, hit.record) if model is not None else None

    def compare(self) -> None:
        """Show what differs between now and the backup."""
        self.go.setEnabled(False)
        self.difference.show_rows([])
        self.state.setText("")
        chosen, path = self.chosen, self.backup
        if chosen is None or path is None:
            return
        model, number = chosen

        def task() -> list[tuple[str, str, str]]:
            record = model.get_by_id(number)
            return [(_(f.label), _shown(f, now), _shown(f, then))
                    for f, now, then in restore.differences(record, restore.record_in(path, model, number))]

        def show_rows(rows: list[tuple[str, str, str]]) -> None:
            self.difference.show_rows(rows)
            self.go.setEnabled(bool(rows))
            self.state.setText("" if rows else _("The record is the same in the backup."))

        self.work.read(self, task, show_rows, lambda error: self.state.setText(str(error)), key="compare")

    def take_back(self) -> None:
        """Give the record the content of the backup."""
        chosen, path = self.chosen, self.backup
        if chosen is None or path is None:
            return
        model, number = chosen

        def done(_outcome: Any) -> None:
            self.told.emit(_("The record is again what it was in the backup."), "done")
            self.compare()

        self.work.write(self, _("Record from a backup"),
                        lambda change: restore.restore_record(change, path, model, number), done,
                        lambda error: self.told.emit(str(error), "problem"))


def _title(model: type[Record] | None, place: str) -> str:
    from app.areas import catalogue

    sheet = catalogue.sheet_of_table(place) if model is not None else None
    return _(sheet.title) if sheet is not None else place


def _shown(field: Any, value: Any) -> str:
    if value is None:
        return ""
    if field.kind == "link":
        record = field.rel_model.get_or_none(field.rel_model.id == value)
        return str(record) if record is not None else str(value)
    return show(value, field.kind, getattr(field, "labels", None))
