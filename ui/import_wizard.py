"""The import window: files dropped in, sheets recognised, only the odd rows on top, one button to apply all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.database.backup import backup_before
from app.database.change import Outcome, Stale
from app.database.ledger import Reason
from app.domain.sheet import Import
from app.domain.show import rows_words, sheets_words
from app.domain.text import _, _n
from app.exchange.importing import CHANGED, NEW
from app.exchange.problem_file import OddSheet, odd_rows, write_problem_file
from ui.import_layout import ImportLayoutParts
from ui.import_planning import FileMoved, PlanMoved, apply_files, plan_files
from ui.import_reading import Reader, ReadFile
from ui.import_rows import lines_of, unreadable_lines
from ui.import_state import FileState, Place, Planned, PlannedSheet, SheetWish, sheet_label
from ui.work import Touched, Work


class ImportWizard(QDialog):
    """One window for any number of files; nothing is written before the one button is pressed."""

    applied = Signal(int, str)
    """Number and title of the change that was made."""
    closed = Signal()

    def __init__(self, work: Work, paths: Sequence[Path | str], imports: dict[str, Import],
                 today: date | Callable[[], date],
                 parent: QWidget | None = None, kind: str | None = None) -> None:
        super().__init__(parent)
        self.work, self.today = work, today() if callable(today) else today
        self.imports = {kind: imports[kind]} if kind in imports else dict(imports)
        self.files: list[FileState] = []
        self.wishes: dict[Place, SheetWish] = {}
        self.planned: Planned | None = None
        self.current: Place | None = None
        self.entry = 0
        self.applying = False
        self._planning, self._turn = False, 0
        self.reader = Reader(self)
        self.parts = ImportLayoutParts(self, self._assigned_order)
        self._connect()
        self.setAcceptDrops(True)
        self.setWindowTitle(_("Import"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.resize(1240, 700)
        self.add([Path(p) for p in paths])

    def _connect(self) -> None:
        parts = self.parts
        self.reader.read.connect(self._take_file)
        parts.tree.chosen.connect(self._choose)
        parts.tree.ticked.connect(self._tick)
        parts.columns.corrected.connect(self._correct)
        parts.questions.answered.connect(self._answer)
        parts.rows.skipped.connect(lambda place, row, out: self._wish(place, lambda w: w.skip(row, out)))
        parts.rows.assigned.connect(lambda place, row, order: self._wish(place, lambda w: w.assign(row, order)))
        parts.kind.activated.connect(self._choose_kind)
        parts.plant.activated.connect(self._choose_plant)
        parts.add.clicked.connect(self._ask_files)
        parts.save_odd.clicked.connect(self._ask_odd_file)
        parts.apply.clicked.connect(self.apply)
        parts.cancel.clicked.connect(self.close)
        parts.notice.button.clicked.connect(self.undo)
        self.work.changed.connect(self._heard)

    # --- files ---

    def add(self, paths: Sequence[Path]) -> None:
        """Read more files beside those that are there; folders give the tables in them."""
        known = {f.path.resolve() for f in self.files}
        twice = []
        for path in _spread(paths):
            if path.resolve() in known:
                twice.append(path.name)
                continue
            known.add(path.resolve())
            file = FileState(len(self.files), path)
            self.files.append(file)
            self.reader.start(file.number, path)
        if twice:
            self.parts.notice.say(_("“{name}” is here already; it is read once.").format(name="”, “".join(twice)))
        self._show()

    def _take_file(self, found: ReadFile) -> None:
        file = self.files[found.number]
        file.book, file.error, file.fills, file.stamp = found.book, found.error, found.fills, found.stamp
        file.kinds = {}
        twin = next((f for f in self.files if f.number != file.number and f.book is not None and file.book is not None
                     and not f.same_as and [g.rows for g in f.book.sheets] == [g.rows for g in file.book.sheets]), None)
        file.same_as = twin.path.name if twin is not None else ""
        self._plan()

    # --- planning ---

    def _plan(self) -> None:
        """Plan everything that is read anew; of several wishes in a row only the last is carried out."""
        if not any(f.book is not None for f in self.files):
            self._planning = False
            self._show()
            return
        self._planning = True
        self._turn += 1
        wishes = {place: wish.copy() for place, wish in self.wishes.items()}
        self.work.read(self, partial(plan_files, list(self.files), wishes, self.imports, self.today),
                       partial(self._take_plan, self._turn), self._plan_failed, key="plan")
        self._show()

    def _take_plan(self, turn: int, planned: Planned) -> None:
        if turn == self._turn:
            self._planning = False
            self.planned = planned
            self._show()

    def _plan_failed(self, error: Exception) -> None:
        self._planning = False
        self.parts.notice.say(str(error), "problem")
        self._show()

    def _heard(self, touched: Touched) -> None:
        """Others' changes may concern our rows: plan again, quietly."""
        if touched.who and not self.applying and not self.entry:
            self._plan()

    # --- wishes ---

    def _wish(self, place: Place, said: Any) -> None:
        if self.entry or self.applying:
            return
        said(self.wishes.setdefault(tuple(place), SheetWish()))  # type: ignore[arg-type]
        self._planning = True  # planned a moment later: the list that told this is drawn anew then
        QTimer.singleShot(0, self, self._plan)

    def _choose(self, place: Place | None) -> None:
        self.current = tuple(place) if place is not None else None  # type: ignore[assignment]
        self._show_sheet()

    def _tick(self, place: Place, on: bool) -> None:
        self._wish(place, lambda w: setattr(w, "tick", on))

    def _correct(self, heading: str, key: str) -> None:
        sheet = self._sheet()
        if sheet is None:
            return

        def said(wish: SheetWish) -> None:
            for other, field in list(wish.columns.items()):
                if key and field == key:
                    wish.columns[other] = ""
            for match in sheet.plan.table.matches if sheet.plan.table is not None else ():
                if key and match.key == key and match.header != heading:
                    wish.columns[match.header] = ""
            wish.columns[heading] = key

        self._wish(sheet.place, said)

    def _answer(self, place: Place, key: str, value: object) -> None:
        self._wish(place, lambda w: w.answers.__setitem__(key, value))

    def _choose_kind(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            kind = str(self.parts.kind.currentData())
            self._wish(sheet.place, lambda w: w.take_as(kind))

    def _choose_plant(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._answer(sheet.place, "plant", self.parts.plant.currentData())

    def _assigned_order(self, place: Place, row: int) -> str:
        wish = self.wishes.get(place)
        return str(wish.answers.get("assign", {}).get(row, "")) if wish is not None else ""

    # --- what is shown ---

    def _sheet(self) -> PlannedSheet | None:
        return self.planned.sheet(self.current) if self.planned is not None and self.current is not None else None

    def _show(self) -> None:
        titles = {key: _(spec.title) for key, spec in self.imports.items()}
        self.parts.tree.fill(self.files, self.planned, titles, self.current)
        self._show_sheet()
        self.parts.show_state(self.files, self.planned, self._planning, self.applying, bool(self.entry))

    def _show_sheet(self) -> None:
        sheet = self._sheet()
        file = self.files[self.current[0]] if self.current is not None else None
        whole = self.current is not None and not self.current[1]
        self.parts.show_sheet(sheet, file, self.imports, self.planned, self.wishes)

        def shows(one: PlannedSheet) -> bool:
            if sheet is not None:
                return one.place == sheet.place
            return (not whole or one.file == self.current[0]) and (one.plan.chosen or whole)  # type: ignore[index]

        lines = lines_of(self.planned, shows)
        if sheet is None:
            lines = unreadable_lines(f for f in self.files if not whole or f is file) + lines
        self.parts.rows.fill(lines, sheet if sheet is not None and sheet.kind else None)
        self.parts.rows.setEnabled(not self.entry and not self.applying)
        asked = [s for s in (self.planned.sheets if self.planned is not None else []) if shows(s)]
        self.parts.questions.fill(asked if not self.entry else [],
                                  self.planned.moves if self.planned is not None and not self.entry else 0)

    # --- applying ---

    def title(self) -> str:
        """Return the name that the change gets in the history."""
        used = {s.file for s in self.planned.taken} if self.planned is not None else set()
        names = [f.path.name for f in self.files if f.number in used]
        if len(names) == 1:
            return _("Import {file}").format(file=names[0])
        return _("Import {file} and {count} more").format(file=names[0] if names else "", count=len(names) - 1)

    def apply(self) -> None:
        """Apply every good row of all chosen sheets as one change."""
        planned = self.planned
        if planned is None or self.applying or self.entry or self._planning or not planned.taken:
            return
        self.applying = True
        self.parts.notice.say("")
        names = "、".join(f.path.name for f in self.files if f.number in {s.file for s in planned.taken})
        self.work.write(self, self.title(), partial(self._write, planned, list(self.files), dict(self.wishes)),
                        self._applied, self._not_applied, Reason(self.parts.questions.reason_code, names[:200]),
                        before=partial(backup_before, planned.ready))
        self._show()

    def _write(self, planned: Planned, files: list[FileState], wishes: dict[Place, SheetWish], change: Any) -> Any:
        return apply_files(change, planned, files, wishes, self.imports, self.today)

    def _applied(self, outcome: Outcome[dict[str, int]]) -> None:
        self.applying = False
        counts = outcome.result
        rows, sheets = counts[NEW] + counts[CHANGED], len(self.planned.taken) if self.planned is not None else 0
        self.entry = outcome.entry
        if not rows:
            self.parts.notice.say(_("Everything was there already; nothing had to be changed."), "done")
        else:
            said = _("Applied: {sheets}, {rows}.").format(sheets=sheets_words(sheets), rows=rows_words(rows))
            if counts["held"]:
                said += " " + _n("{count} row stayed out.", "{count} rows stayed out.", counts["held"]).format(
                    count=counts["held"])
            self.parts.notice.say(said, "done", _("Undo"))
        kinds = {s.kind for s in self.planned.taken} if self.planned is not None else set()
        if outcome.entry:
            self.applied.emit(outcome.entry, outcome.title)
        if not outcome.entry:
            self._plan()
        elif counts["held"] and len(kinds) > 1:
            self._look_again()
        self._show()

    def _look_again(self) -> None:
        """Hold what stayed out against the records that have just come in: daily sheets wait for their orders."""
        self.entry = 0
        self.parts.notice.say(_("What came in first is written; rows that waited for it are held against it now. "
                                "Press Apply once more for those that fit. Ctrl+Z takes each step back."), "done")
        self._plan()

    def _not_applied(self, error: Exception) -> None:
        self.applying = False
        self.parts.notice.say(str(error), "problem")
        if isinstance(error, PlanMoved):
            self.planned = error.fresh
        elif isinstance(error, FileMoved):
            file = self.files[error.number]
            file.book = file.error = None
            self.reader.start(file.number, file.path)
        elif isinstance(error, Stale):
            self.parts.notice.say(_("{said} The rows were held against it once more; nothing was applied. Please look "
                                    "again.").format(said=error), "problem")
            self._plan()
        self._show()

    def undo(self) -> None:
        """Take the whole import back; it can then be applied again."""
        if self.entry:
            self.work.undo_entry(self, self.entry, self._undone)

    def _undone(self, _outcome: object) -> None:
        self.entry = 0
        self.parts.notice.say(_("Taken back: everything is as it was before."), "today")
        self._plan()

    # --- odd rows as a file, more files, closing ---

    def save_odd_rows(self, path: Path) -> None:
        """Write the rows that are odd, each sheet's in its own columns with the reason."""
        sheets = [OddSheet(f"{self.files[s.file].path.stem} {sheet_label(s.plan)}", s.plan)
                  for s in (self.planned.taken if self.planned is not None else []) if odd_rows(s.plan)]
        try:
            count = write_problem_file(path, sheets)
        except OSError as error:
            self.parts.notice.say(str(error), "problem")
            return
        self.parts.notice.say(_("{count} odd rows were saved as “{name}”.").format(count=count, name=path.name), "done",
                              _("Undo") if self.entry else "")

    def _ask_odd_file(self) -> None:
        first = next((f.path for f in self.files if f.book is not None), Path(_("Import")))
        proposed = first.with_name(_("{name} odd rows.xlsx").format(name=first.stem))
        name, _kind = QFileDialog.getSaveFileName(self, _("Save odd rows"), str(proposed), "Excel (*.xlsx)")
        if name:
            self.save_odd_rows(Path(name) if name.lower().endswith(".xlsx") else Path(name + ".xlsx"))

    def _ask_files(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, _("Files to import"), "", _(
            "Tables (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.txt *.html *.xml);;All files (*)"))
        if names:
            self.add([Path(n) for n in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files."""
        if event.mimeData().hasUrls() and not self.entry:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Read the files that were dropped."""
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def done(self, result: int) -> None:
        """Close, by whatever way; what is still being read is forgotten."""
        self.reader.cancel()
        super().done(result)
        self.closed.emit()


TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt", ".htm", ".html", ".xml", ".et"})
MOST_OF_FOLDER = 60
"""Files that are taken of one folder."""


def _spread(paths: Sequence[Path]) -> list[Path]:
    """Return the files, folders replaced by the tables that lie in them."""
    found: list[Path] = []
    for path in paths:
        inside: list[Path] = []
        try:
            if path.is_dir():
                inside = sorted(p for p in path.iterdir() if p.suffix.lower() in TABLES and not p.name.startswith("~$"))
        except OSError:
            inside = []
        found += inside[:MOST_OF_FOLDER] or [path]
    return found
