"""The columns of one sheet with the field that each was taken for; every doubt is shown and can be corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.domain.text import N_, _
from app.exchange.problem_file import columns_of
from app.exchange.table_parts import Table, Wanted
from ui.icons import icon
from ui.quiet_inputs import ChoiceBox
from ui.theme import status_colour

HOW = {"learned": N_("learned from the last sheet of this look"), "exact": N_("the heading says so"),
       "likely": N_("taken because it looks like it; please check")}
PLAIN_COMBO = "QComboBox { border: 1px solid palette(mid); border-radius: 4px; padding: 0 4px; min-height: 0; }"
"""A drop-down in a list, quiet until it is used."""
MOST = 80
"""Columns that are shown."""


class ColumnsPanel(QWidget):
    """Headings and their fields."""

    corrected = Signal(str, str)
    """A heading and the field that it stands for, empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(_("Columns"))
        self.title.setProperty("role", "heading")
        self.doubts = QLabel()
        self.doubts.setWordWrap(True)
        self.doubts.setProperty("role", "muted")
        self.list = QTableWidget(0, 2)
        self.list.setHorizontalHeaderLabels([_("Heading"), _("Taken for")])
        self.list.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.list.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.list.verticalHeader().hide()
        self.list.setShowGrid(False)
        self.list.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.list.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.list.setAccessibleName(_("Columns"))
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 4)
        box.addWidget(self.title)
        box.addWidget(self.list, 1)
        box.addWidget(self.doubts)

    def fill(self, table: Table | None) -> None:
        """Show the columns of a table."""
        columns = columns_of(table)[:MOST] if table is not None else []
        self.list.setRowCount(len(columns))
        if table is None:
            self.doubts.hide()
            return
        doubtful = {d.column: d.sentence() for d in table.doubts if d.column}
        taken = {m.column: m for m in table.matches}
        labels = {w.key: _(w.headings[0]) for w in table.wanted}
        doubt_count = 0
        for at, (letters, heading) in enumerate(columns):
            match = taken.get(letters)
            cell = QTableWidgetItem(heading.replace("\n", " ") or letters)
            cell.setToolTip(f"{letters}: {heading}")
            tip = _(HOW[match.how]) if match is not None else _("no field was found for it")
            if letters in doubtful or (match is not None and match.how == "likely"):
                doubt_count += 1
                tip = doubtful.get(letters, tip)
                cell.setIcon(icon("circle-help", status_colour("today").name()))
            elif match is not None:
                cell.setIcon(icon("check", status_colour("done").name()))
            else:
                cell.setIcon(icon("minus"))
            cell.setToolTip(f"{letters}: {heading}\n{tip}")
            self.list.setItem(at, 0, cell)
            self.list.setCellWidget(at, 1, self._combo(heading, match.key if match is not None else "", labels, tip))
        others = [d.sentence() for d in table.doubts
                  if d.kind != "no_key" and (not d.column or d.kind == "second_block")]
        self.doubts.setText("\n".join(others))
        self.doubts.setVisible(bool(others))
        self.title.setText(_("Columns: {count} to check").format(count=doubt_count) if doubt_count else _("Columns"))

    def offer(self, headings: Sequence[tuple[str, str]], wanted: Sequence[Wanted], taken: Mapping[str, str]) -> None:
        """Offer the columns of a sheet that was refused, to be assigned by hand."""
        self.list.setRowCount(len(headings[:MOST]))
        labels = {field.key: _(field.headings[0]) for field in wanted}
        for at, (letters, heading) in enumerate(headings[:MOST]):
            cell = QTableWidgetItem(heading or letters)
            cell.setIcon(icon("check", status_colour("done").name()) if taken.get(heading) else icon("minus"))
            cell.setToolTip(f"{letters}: {heading}")
            self.list.setItem(at, 0, cell)
            self.list.setCellWidget(at, 1, self._combo(heading, taken.get(heading, ""), labels, letters))
        self.title.setText(_("Assign the columns by hand"))
        needed = "、".join(labels[field.key] for field in wanted if field.required)
        self.doubts.setText(_("Needed: {fields}").format(fields=needed))
        self.doubts.setVisible(bool(needed))

    def _combo(self, heading: str, key: str, labels: dict[str, str], tip: str) -> QComboBox:
        combo = ChoiceBox()
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.setMinimumContentsLength(4)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.addItem(_("not used"), "")
        for field, label in labels.items():
            combo.addItem(label, field)
        combo.setCurrentIndex(max(0, combo.findData(key)))
        combo.setStyleSheet(PLAIN_COMBO)
        combo.setToolTip(tip)
        combo.setAccessibleName(heading)
        combo.activated.connect(lambda _at, h=heading, c=combo: self.corrected.emit(h, c.currentData()))
        return combo
