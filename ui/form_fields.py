"""The fields of a form: titled groups in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.sheet import Group, Sheet
from app.domain.text import _
from app.rules.form_data import Entry, FormData, ProblemAt, entry_of
from ui.editors import FieldBox
from ui.theme import status_colour
from ui.work import Work

COLUMNS_FROM = (0, 620, 1020)
"""Widths in pixels from which fields stand in one, two, three columns."""
WIDEST = 1320
"""A form is no wider than this; longer lines are hard to read."""


class FieldsPage(QScrollArea):
    """All fields of a record; tells which were typed in."""

    changed = Signal()

    def __init__(self, sheet: Sheet, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, FieldBox] = {}
        self.groups: list[_GroupBox] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        column = QVBoxLayout()
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(10)
        for group in sheet.form:
            fields = [f for f in group.fields if f.name not in self.boxes]
            boxes = [FieldBox(f, work, inside) for f in fields]
            self.boxes.update({b.field.name: b for b in boxes})
            part = _GroupBox(group, boxes, inside, titled=len(sheet.form) > 1)
            self.groups.append(part)
            column.addWidget(part)
        column.addStretch(1)
        outer = QHBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(column, 1)
        inside.setMaximumWidth(WIDEST)
        self.setWidget(inside)
        widest = max((label.sizeHint().width() for g in self.groups for label in g.labels), default=60)
        for part in self.groups:
            part.set_label_width(min(widest + 4, 150))
            part.arrange(1)
        for box in self.boxes.values():
            box.changed.connect(self.changed)
        self._columns = 1

    def show_data(self, base: FormData) -> None:
        """Show what was read; an input that shows it already keeps its cursor."""
        for box in self.boxes.values():
            entry = entry_of(box.field, base)
            if not _same(box.entry(), entry):
                box.set_entry(entry)
            box.set_read_only(base.locked)

    def entries(self, base: FormData) -> dict[str, Entry]:
        """Return the fields that differ from what was read."""
        return {n: e for n, b in self.boxes.items() if not _same(e := b.entry(), entry_of(b.field, base))}

    def put_entries(self, entries: Mapping[str, Entry]) -> None:
        """Show what was typed over what was read."""
        for name, entry in entries.items():
            if name in self.boxes:
                self.boxes[name].set_entry(entry)

    def show_problems(self, problems: Sequence[ProblemAt]) -> None:
        """Show each sentence below its field and none below the others."""
        for name, box in self.boxes.items():
            own = [p for p in problems if p.field == name and p.lines < 0]
            box.show_problem("\n".join(p.text for p in own), any(p.blocks for p in own))

    def first_empty(self) -> str:
        """Return the first field that is still to be filled and takes the cursor; the first of all where none is."""
        names = [n for n, box in self.boxes.items() if box.input.focusPolicy() != Qt.FocusPolicy.NoFocus]
        return next((n for n in names if not self.boxes[n].entry()), names[0] if names else "")

    def jump_to(self, name: str) -> None:
        """Bring a field into sight and put the cursor into it."""
        box = self.boxes[name]
        self.ensureWidgetVisible(box, 0, 60)
        box.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Choose how many columns there is room for."""
        super().resizeEvent(event)
        columns = sum(self.viewport().width() >= width for width in COLUMNS_FROM)
        if columns != self._columns:
            self._columns = columns
            for part in self.groups:
                part.arrange(columns)


def _same(one: Entry, other: Entry) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return one == other


class _GroupBox(QWidget):
    """One titled group of fields on a grid."""

    def __init__(self, group: Group, boxes: Sequence[FieldBox], parent: QWidget, titled: bool) -> None:
        super().__init__(parent)
        self.boxes = boxes
        self.labels = [self._label(b.field) for b in boxes]
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        if titled:
            heading = QHBoxLayout()
            heading.setSpacing(10)
            title = QLabel(_(group.title), self)
            title.setProperty("role", "heading")
            rule = QFrame(self)
            rule.setProperty("role", "line")
            rule.setFixedHeight(1)
            heading.addWidget(title)
            heading.addWidget(rule, 1)
            layout.addLayout(heading)
        layout.addLayout(self.grid)

    def _label(self, field: Any) -> QLabel:
        text = _(field.label)
        label = QLabel(text, self)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, 5, 0, 0)
        if field.required:
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setText(f"{text}&nbsp;<span style='color:{status_colour('late').name()}'>*</span>")
        label.setToolTip(_(field.hint))
        return label

    def set_label_width(self, width: int) -> None:
        """Give all labels the same width, so that the inputs stand in line."""
        for label in self.labels:
            label.setFixedWidth(width)

    def arrange(self, columns: int) -> None:
        """Lay the fields out in so many columns; long texts take the whole width."""
        while self.grid.count():
            self.grid.takeAt(0)
        row = column = 0
        for label, box in zip(self.labels, self.boxes, strict=True):
            wide = box.field.kind == "long_text" or columns == 1
            if wide and column:
                row, column = row + 1, 0
            self.grid.addWidget(label, row, column * 3, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(box, row, column * 3 + 1, 1, columns * 3 - 2 if wide else 1,
                                Qt.AlignmentFlag.AlignTop)
            column = 0 if wide else (column + 1) % columns
            row += column == 0
        for place in range(len(COLUMNS_FROM)):
            self.grid.setColumnStretch(place * 3 + 1, 1 if place < columns else 0)
            self.grid.setColumnMinimumWidth(place * 3 + 2, 8 if place < columns - 1 else 0)
