"""The table of detail lines inside a form, that behaves as the clerk's Excel does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from app.domain.sheet import Lines
from app.domain.text import _
from app.rules.form_data import LineData, LineEntry, ProblemAt
from app.rules.form_reading import chosen_by_name, taken_values
from app.rules.forms import position_field
from ui.form_memory import WIDTHS, memory
from ui.icons import icon
from ui.lines_cells import CellDelegate, TotalsRow
from ui.lines_model import LinesModel
from ui.lines_table import LinesTable
from ui.theme import status_colour
from ui.work import Work

MOST_TOLD = 4
"""Sentences listed below the table; the rest are counted."""


class LinesPanel(QWidget):
    """Detail lines with their buttons, totals, and what is wrong."""

    changed = Signal()

    def __init__(self, lines: Lines, work: Work, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines, self.work, self.key = lines, work, key
        self.model = LinesModel(lines, parent=self)
        self.table = LinesTable(self.model, work, self)
        self.totals = TotalsRow(self.table)
        self.wrong = QLabel(self)
        self.wrong.setWordWrap(True)
        self.wrong.setContentsMargins(8, 4, 8, 4)
        self.wrong.linkActivated.connect(self._jump)
        self.wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.said = QLabel(self)
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.said.setContentsMargins(8, 2, 8, 4)
        self.said.hide()
        layout.addLayout(self._buttons())
        layout.addWidget(self.wrong)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.totals)
        self.model.edited.connect(self._edited)
        self.model.names_wanted.connect(self._look_up)
        self.model.linked.connect(self._fill_from)
        self.table.said.connect(self._say)
        self.table.customContextMenuRequested.connect(self._menu)
        self._save_widths = QTimer(self)
        self._save_widths.setSingleShot(True)
        self._save_widths.setInterval(600)
        self._save_widths.timeout.connect(self._remember_widths)
        self._set_widths()
        self.table.horizontalHeader().sectionResized.connect(lambda *_sizes: self._save_widths.start())

    # --- in and out ---

    def show_lines(self, lines: Sequence[LineData], blank: LineData, read_only: bool = False) -> None:
        """Show what was read; the current cell stays, and nothing moves where nothing is new."""
        self.tools.setVisible(not read_only)
        if [LineEntry(line) for line in lines] != self.rows() or self.model.read_only != read_only:
            at = self.table.currentIndex()
            place = at.row(), at.column()
            across, down = self.table.horizontalScrollBar().value(), self.table.verticalScrollBar().value()
            self.model.read_only = read_only
            self.model.show_lines(lines, blank)
            if place[0] >= 0:
                row = min(place[0], self.model.rowCount() - 1)
                self.table.setCurrentIndex(self.model.index(row, place[1]))
            self.table.horizontalScrollBar().setValue(across)
            self.table.verticalScrollBar().setValue(down)
        self.model.keep_as_read(blank)
        self._say("")
        self._refresh()

    def show_entries(self, rows: Sequence[LineEntry]) -> None:
        """Show rows with what was typed over them."""
        self.model.show_entries(rows)
        self._refresh()

    def show_problems(self, problems: Sequence[ProblemAt]) -> None:
        """Mark what a save found, and list it below."""
        self.model.show_problems(problems)
        self._refresh()

    def commit(self) -> None:
        """Take what stands in a cell that is being edited."""
        at = self.table.currentIndex()
        editor = self.table.indexWidget(at) if at.isValid() else None
        if editor is not None:
            self.table.commitData(editor)
            self.table.closeEditor(editor, CellDelegate.EndEditHint.NoHint)

    def rows(self) -> list[LineEntry]:
        """Return all rows as they stand."""
        return list(self.model.rows)

    def is_dirty(self) -> bool:
        """Tell whether anything differs from what was read."""
        return self.model.is_dirty()

    def jump_to(self, problem: ProblemAt) -> None:
        """Bring a wrong cell into sight."""
        column = next((c for c, f in enumerate(self.model.fields) if f.name == problem.field), 0)
        self.table.setCurrentIndex(self.model.index(max(problem.row, 0), column))
        self.table.setFocus()

    # --- rows ---

    def add_row(self) -> None:
        """Go to the blank row and begin to type."""
        at = self.model.index(len(self.model.rows), 0)
        self.table.setCurrentIndex(at)
        self.table.setFocus()
        self.table.edit(at)

    def remove_rows(self) -> None:
        """Remove the chosen rows."""
        gone = set(self.table.chosen_rows())
        if not self.model.read_only:
            self.model.put([r for n, r in enumerate(self.model.rows) if n not in gone])

    def copy_rows(self) -> None:
        """Add the chosen rows once more at the end, as new ones."""
        made = []
        for row in self.table.chosen_rows():
            entries = {f.name: e for c, f in enumerate(self.model.fields) if (e := self.model.entry(row, c))}
            made.append(LineEntry(LineData(), entries))
        self.model.put([*self.model.rows, *made])

    def move_rows(self, down: int) -> None:
        """Move the chosen rows one place up (-1) or down (1)."""
        chosen, rows = self.table.chosen_rows(), list(self.model.rows)
        if not chosen or not 0 <= chosen[0] + down <= chosen[-1] + down < len(rows):
            return
        block = rows[chosen[0]:chosen[-1] + 1]
        rest = rows[:chosen[0]] + rows[chosen[-1] + 1:]
        place = chosen[0] + down
        column = self.table.currentIndex().column()
        self.model.put([*rest[:place], *block, *rest[place:]])
        self.table.setCurrentIndex(self.model.index(place, column))
        self.table.choose(place, column, place + len(block) - 1, column)

    # --- inside ---

    def _buttons(self) -> QHBoxLayout:
        self.tools = QWidget(self)
        bar = QHBoxLayout(self.tools)
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(2)
        wanted = [("plus", _("Add a line"), self.add_row), ("copy", _("Copy lines to the end"), self.copy_rows),
                  ("trash-2", _("Remove lines"), self.remove_rows)]
        if position_field(self.lines) is not None:
            wanted += [("arrow-up", _("Move up"), lambda: self.move_rows(-1)),
                       ("arrow-down", _("Move down"), lambda: self.move_rows(1))]
        wanted += [("undo-2", _("Undo"), self.model.undo), ("redo-2", _("Redo"), self.model.redo)]
        for name, title, action in wanted:
            button = QToolButton(self.tools)
            button.setIcon(icon(name))
            button.setIconSize(QSize(16, 16))
            button.setToolTip(title)
            button.setAccessibleName(title)
            if name == "plus":
                button.setText(title)
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, run=action: run())
            bar.addWidget(button)
        bar.addStretch(1)
        outer = QHBoxLayout()
        outer.addWidget(self.tools)
        return outer

    def _menu(self, place: Any) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("copy"), _("Copy"), self.table.copy)
        if not self.model.read_only:
            menu.addAction(icon("clipboard-paste"), _("Paste"), self.table.paste)
            menu.addAction(_("Fill down") + "\tCtrl+D", self.table.fill_down)
            menu.addSeparator()
            menu.addAction(icon("plus"), _("Add a line"), self.add_row)
            menu.addAction(icon("trash-2"), _("Remove lines"), self.remove_rows)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _edited(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        self.totals.add_up()
        self.totals.setVisible(bool(self.totals.texts()) and len(self.model.rows) > 1)
        problems = self.model.problems()
        sentences = []
        for place, problem in enumerate(problems[:MOST_TOLD]):
            tint = status_colour("problem" if problem.blocks else "changed").name()
            text = problem.text.replace("&", "&amp;").replace("<", "&lt;")
            line = _("Line {number}").format(number=problem.row + 1)
            sentences.append(f'<a href="{place}" style="color:{tint}; text-decoration:none;">'
                             f'<b>{line}</b>&nbsp; {text}</a>')
        if len(problems) > MOST_TOLD:
            sentences.append(_("… and {number} more").format(number=len(problems) - MOST_TOLD))
        self.wrong.setText("<br>".join(sentences))
        self.wrong.setVisible(bool(problems))

    def _jump(self, place: str) -> None:
        self.jump_to(self.model.problems()[int(place)])

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _fill_from(self, field: Any, numbers: list[int]) -> None:
        """Fill the empty cells of lines from the record that was just linked."""
        self.work.read(self, lambda: taken_values(self.lines.model, field.name, numbers),
                       lambda found: self.model.fill_empty(field, found))

    def _look_up(self, field: Any, names: list[str]) -> None:
        self.work.read(self, lambda: chosen_by_name(field.rel_model, names),
                       lambda found: self.model.take_names(field, found))

    def _set_widths(self) -> None:
        kept: dict[str, int] = dict(memory().get(WIDTHS)).get(self.key, {})
        letter = self.fontMetrics().horizontalAdvance("0")
        for column, field in enumerate(self.model.fields):
            title = self.fontMetrics().horizontalAdvance(_(field.label)) + 26
            self.table.setColumnWidth(column, kept.get(field.name, max(letter * field.width + 14, title)))

    def _remember_widths(self) -> None:
        widths = {f.name: self.table.columnWidth(c) for c, f in enumerate(self.model.fields)}
        memory().set(WIDTHS, {**memory().get(WIDTHS), self.key: widths})
