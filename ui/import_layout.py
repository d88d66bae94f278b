"""The parts of the import window and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.sheet import Import
from app.domain.show import rows_words, sheets_words
from app.domain.text import _, _n
from app.exchange.grid import column_letter
from app.exchange.header import likeliest_header
from app.exchange.problem_file import odd_rows
from ui.icons import icon
from ui.import_columns import ColumnsPanel
from ui.import_files import FilesTree
from ui.import_notice import Notice
from ui.import_questions import QuestionsCard
from ui.import_row_view import RowsPanel
from ui.import_state import FileState, Place, Planned, PlannedSheet, SheetWish, sheet_label
from ui.quiet_inputs import ChoiceBox


class ImportLayoutParts:
    """Builds the window's widgets and shows the state of the whole in them."""

    def __init__(self, window: QDialog, assigned: Callable[[Place, int], str]) -> None:
        self.tree = FilesTree()
        self.columns = ColumnsPanel()
        self.add = QPushButton(icon("plus"), _("Add files …"))
        self.add.setAutoDefault(False)
        self.heading, self.about = QLabel(), QLabel()
        self.heading.setProperty("role", "title")
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.notice = Notice()
        self.kind, self.plant = ChoiceBox(), ChoiceBox()
        for combo in (self.kind, self.plant):
            combo.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.kind.setAccessibleName(_("Taken as"))
        self.plant.setAccessibleName(_("Plant"))
        self.questions = QuestionsCard()
        self.rows = RowsPanel(assigned)
        self.save_odd = QPushButton(icon("file-spreadsheet"), _("Save odd rows …"))
        self.cancel, self.apply = QPushButton(), QPushButton()
        for button in (self.save_odd, self.cancel, self.apply):
            button.setAutoDefault(False)  # Enter in a drop-down must not apply
        self.apply.setProperty("primary", True)
        self.apply.setShortcut("Ctrl+Return")
        self.apply.setToolTip("Ctrl+Enter")
        self.apply.setMinimumHeight(36)
        self.summary = QLabel()
        self.summary.setProperty("role", "muted")
        box = QVBoxLayout(window)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.addWidget(self._left())
        whole.addWidget(self._right())
        whole.setStretchFactor(1, 1)
        whole.setChildrenCollapsible(False)
        whole.setSizes([300, 940])
        box.addWidget(whole, 1)
        box.addWidget(self._foot())

    def _left(self) -> QWidget:
        side = QFrame()
        side.setProperty("role", "side")
        side.setMinimumWidth(230)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setStyleSheet("QTreeView { background: transparent; border: none; }")
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.tree)
        split.addWidget(self.columns)
        split.setSizes([330, 300])
        split.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 8)
        foot.addWidget(self.add)
        foot.addStretch(1)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(0)
        box.addWidget(split, 1)
        box.addLayout(foot)
        return side

    def _right(self) -> QWidget:
        right = QWidget()
        head = QHBoxLayout()
        head.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.about)
        head.addLayout(words, 1)
        head.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.plant, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(right)
        box.setContentsMargins(16, 14, 16, 8)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(self.progress)
        box.addWidget(self.notice)
        box.addWidget(self.questions)
        box.addWidget(self.rows, 1)
        return right

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        row = QHBoxLayout()
        row.setContentsMargins(12, 10, 16, 12)
        row.setSpacing(10)
        row.addWidget(self.save_odd)
        row.addWidget(self.summary, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.apply)
        box = QVBoxLayout(foot)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(line)
        box.addLayout(row)
        return foot

    def show_state(self, files: Sequence[FileState], planned: Planned | None, planning: bool, applying: bool,
                   applied: bool) -> None:
        """Show how far the whole is: bar, buttons, what they will do."""
        waiting = sum(f.reading for f in files)
        self.progress.setVisible(bool(waiting) or planning or applying)
        if waiting and len(files) > 1:
            self.progress.setRange(0, len(files))
            self.progress.setValue(len(files) - waiting)
        else:
            self.progress.setRange(0, 0)
        taken = planned.taken if planned is not None else []
        ready = planned.ready if planned is not None else 0
        self.apply.setVisible(not applied)
        unanswered = any(q.proposed is None for s in taken for q in s.plan.questions)
        self.apply.setEnabled(bool(taken) and not waiting and not planning and not applying and not (
            unanswered and not ready))
        if unanswered and not ready:
            self.apply.setText(_("Answer the question first"))
        elif taken and not ready:
            self.apply.setText(_("Nothing new: remember the layout"))
        else:
            self.apply.setText(_("Apply {sheets}, {rows}").format(
                sheets=sheets_words(len(taken)), rows=rows_words(ready)))
        self.cancel.setText(_("Close") if applied else _("Cancel"))
        odd = sum(len(odd_rows(s.plan)) for s in taken)
        self.save_odd.setEnabled(bool(odd))
        self.add.setEnabled(not applied and not applying)
        held = sum(1 for s in taken for r in s.plan.rows if r.held)
        self.summary.setText("" if applied or not held else _n(
            "{count} row stays out; all others go in as one step.",
            "{count} rows stay out; all others go in as one step.", held).format(count=held))

    def _offer_by_hand(self, sheet: PlannedSheet | None, file: FileState | None, imports: Mapping[str, Import],
                       wishes: Mapping[Place, SheetWish]) -> bool:
        """Offer the columns of a refused sheet, when it is said what it is; tell whether there is anything to offer."""
        if sheet is None or file is None or file.book is None or sheet.plan.table is not None or not sheet.kind:
            return False
        grid = next((one for one in file.book.sheets if one.name == sheet.plan.name), None)
        header = likeliest_header(grid) if grid is not None else None
        if header is None:
            return False
        wish = wishes.get(sheet.place)
        self.columns.offer([(column_letter(at), name) for at, name in enumerate(header.names, 1) if name],
                           imports[sheet.kind].variants[0], wish.columns if wish is not None else {})
        return True

    def show_sheet(self, sheet: PlannedSheet | None, file: FileState | None, imports: Mapping[str, Import],
                   planned: Planned | None, wishes: Mapping[Place, SheetWish]) -> None:
        """Show what was chosen at the left: one sheet, one file, or all together."""
        self.columns.fill(sheet.plan.table if sheet is not None else None)
        by_hand = self._offer_by_hand(sheet, file, imports, wishes)
        self.columns.setVisible(by_hand or (sheet is not None and sheet.plan.table is not None))
        self.kind.setVisible(sheet is not None and (len(imports) > 1 or not sheet.kind))
        self.plant.setVisible(sheet is not None and sheet.plan.table is not None and bool(planned and planned.plants))
        if sheet is not None:
            self.heading.setText(sheet_label(sheet.plan))
            self.about.setText(_sheet_words(sheet, file))
            _choices(self.kind, [("", _("Not imported")), *((k, _(i.title)) for k, i in imports.items())], sheet.kind)
            plants = [(p, p) for p in (planned.plants if planned is not None else ())]
            _choices(self.plant, [*([] if sheet.plan.origin in dict(plants) else [("", _("Plant: not known"))]),
                                  *plants], sheet.plan.origin)
        elif file is not None:
            self.heading.setText(file.path.name)
            self.about.setText(file.trouble or (_("The file is being read …") if file.reading else str(file.path)))
        else:
            self.heading.setText(_("All sheets"))
            self.about.setText(_("Drop files here, or add them at the left below.") if planned is None else _(
                "Odd rows are on top; look at them, then apply all in one step. It can be taken back as one step."))


def _sheet_words(sheet: PlannedSheet, file: FileState | None) -> str:
    name = file.path.name if file is not None else ""
    if sheet.plan.table is None:
        return f"{name} [{sheet.plan.name}]　{sheet.plan.reason}"
    rows = sheet.plan.table.header_rows
    return _("{file} [{sheet}], headings in row {row}").format(
        file=name, sheet=sheet.plan.name, row="–".join(str(r) for r in (rows[:1] if len(rows) == 1 else
                                                                         (rows[0], rows[-1]))))


def _choices(combo: ChoiceBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    combo.clear()
    for key, label in choices:
        combo.addItem(label, key)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
