"""Backups and the way back: what there is, what a restore would lose, the restore itself, and single records."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.database import backup, damage, restore
from app.database.backup import Backup
from app.database.health import show_size
from app.database.record import every_record
from app.database.restore import Preview
from app.database.undo import action_title
from app.domain.text import _, _n
from ui.icons import icon
from ui.plain_table import PlainTable
from ui.quiet_inputs import Tabs
from ui.restore_record import RecordFromBackup
from ui.theme import status_colour
from ui.work import Touched, Work


class RestorePage(QWidget):
    """The backups at the left; at the right what the chosen one would do, step by step."""

    told = Signal(str, str)
    restored = Signal(object)
    """The path of the file that was restored."""

    def __init__(self, work: Work, parent: QWidget | None = None, path: Path | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self._given = path
        self.backups: list[Backup] = []
        self.preview: Preview | None = None
        self.list = PlainTable((_("Made at"), _("Why"), _("Size")), (135, 130, 70))
        self.list.chosen.connect(lambda _row: self._choose())
        self.make = QPushButton(icon("save"), _("Back up now"))
        self.make.clicked.connect(lambda _checked=False: self.back_up())
        self.record = RecordFromBackup(work)
        self.record.told.connect(self.told)
        tabs = Tabs()
        tabs.addTab(self._whole(), _("The whole file"))
        if path is None:
            tabs.addTab(self.record, _("One record"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.make)
        self.save_rest = QPushButton(icon("hammer"), _("Save what can still be read…"))
        self.save_rest.setToolTip(_("Copies every row of the file that can be read into a new file; for one that is "
                                    "damaged and has no good backup."))
        self.save_rest.setVisible(self.path is not None)
        self.save_rest.clicked.connect(lambda _checked=False: self.ask_salvage())
        column.addWidget(self.save_rest)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(tabs)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        title = QLabel(_("Backups and restore"))
        title.setProperty("role", "title")
        self.words = QLabel(_("A backup is made each morning by one PC, and before imports, upgrades and restores. "
                              "7 days, 8 weeks and 12 months are kept, beside the file."))
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(self.words)
        layout.addWidget(split, 1)

    def _whole(self) -> QWidget:
        inside = QWidget()
        self.state, self.people = QLabel(_("Choose a backup at the left.")), QLabel()
        self.state.setProperty("role", "heading")
        self.people.setWordWrap(True)
        self.state.setWordWrap(True)
        self.lost = PlainTable((_("When"), _("Who"), _("What"), _("Records")), (130, 90, 260, 60))
        self.read = QCheckBox(_("I have read what will be lost"))
        self.read.toggled.connect(self._allow)
        self.go = QPushButton(_("Restore this backup"))
        self.go.setProperty("primary", True)
        self.go.clicked.connect(lambda _checked=False: self.restore())
        note = QLabel(_("Nobody else may be in. The state of now is kept as a backup of its own first, so that a "
                        "restore can be taken back too."))
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        line = QFrame()
        line.setProperty("role", "line")
        row = QHBoxLayout()
        row.addWidget(self.read)
        row.addStretch(1)
        row.addWidget(self.go)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(self.state)
        layout.addWidget(self.people)
        layout.addWidget(self.lost, 1)
        layout.addWidget(line)
        layout.addWidget(note)
        layout.addLayout(row)
        self._allow()
        return inside

    def ask_salvage(self) -> None:
        """Ask where the copy of what is readable shall lie."""
        from PySide6.QtWidgets import QFileDialog

        path = self.path
        if path is None:
            return
        dialog = QFileDialog(self, _("Save what can still be read…"), str(path.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("gendan")
        dialog.selectFile(f"{path.stem}-saved.gendan")
        dialog.fileSelected.connect(lambda name: self.salvage(Path(name)))
        dialog.open()

    def salvage(self, target: Path) -> None:
        """Copy what is readable into a new file and say what is missing in it."""
        source = self.path
        if source is None:
            return
        if target.exists():
            self.told.emit(_("“{path}” is there already; choose another name, nothing is overwritten.").format(
                path=target), "problem")
            return
        self.work.read(self, lambda: damage.salvage(source, target), lambda lost: self._salvaged(target, lost),
                       lambda error: self.told.emit(str(error), "problem"))

    def _salvaged(self, target: Path, lost: dict[str, int]) -> None:
        gaps = {table: count for table, count in lost.items() if count}
        if gaps:
            self.told.emit(_("“{path}” holds what could be read; parts are missing in: {tables}.").format(
                path=target, tables="、".join(f"{table} ({count})" for table, count in gaps.items())), "soon")
        else:
            self.told.emit(_("“{path}” holds everything; every row could be read.").format(path=target), "done")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Read the folder of backups when the page comes into sight."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read which backups there are."""
        path = self.path
        self.work.read(self, lambda: backup.backups(path), self._show, key="list")

    def _show(self, found: list[Backup]) -> None:
        self.backups = found
        self.list.show_rows([(f"{b.at:%Y-%m-%d %H:%M}", _(backup.REASONS.get(b.reason, b.reason)), show_size(b.size))
                             for b in found])
        if not found:
            self.state.setText(_("There is no backup yet."))

    @property
    def path(self) -> Path | None:
        """The file whose backups are shown: the open one, or one that can't be opened."""
        place = self._given or self.work.path
        return place if isinstance(place, Path) else None

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        row = self.list.chosen_row()
        return self.backups[row] if 0 <= row < len(self.backups) else None

    def back_up(self) -> None:
        """Make a backup now."""
        self.make.setEnabled(False)

        def done(path: Path) -> None:
            self.make.setEnabled(True)
            self.told.emit(_("The backup is in {file}.").format(file=path), "done")
            self.refresh()

        def failed(error: Exception) -> None:
            self.make.setEnabled(True)
            self.told.emit(str(error), "problem")

        path = self.path
        self.work.read(self, lambda: backup.backup_of(path) if path is not None else backup.make_backup(), done, failed)

    def _choose(self) -> None:
        found = self.chosen
        self.preview = None
        self.read.setChecked(False)
        self._allow()
        self.record.take(found.path if found is not None else None)
        place = self.path
        if found is None or place is None:
            return
        self.state.setText(_("Looking through the backup …"))
        self.people.setText("")
        self.lost.show_rows([])
        self.work.read(self, lambda: restore.preview(place, found.path), self.show_preview,
                       lambda error: self.state.setText(str(error)), key="preview")

    def show_preview(self, found: Preview) -> None:
        """Show what a restore would lose."""
        self.preview = found
        good = not found.trouble
        self.state.setStyleSheet(f"color: {status_colour('done' if good else 'late').name()}")
        if not good:
            self.state.setText(_("This backup can't be used: {trouble}").format(trouble=found.trouble))
        elif found.newest is None:
            self.state.setText(_("This backup is whole; there is no change in it."))
        else:
            self.state.setText(_("This backup is whole; its newest change is of {when:%Y-%m-%d %H:%M}.").format(
                when=found.newest))
        self.people.setText(self._people(found) if good else "")
        self.lost.show_rows([(f"{each.at:%Y-%m-%d %H:%M}", each.who, action_title(each.title), str(each.records))
                             for each in found.lost])
        self._allow()

    @staticmethod
    def _people(found: Preview) -> str:
        if found.unreadable:
            return _("The present file can't be read any more, so nobody can say what came after the backup.")
        if not found.lost:
            return _("Nothing would be lost: no change came after it.")
        names = "、".join(_("{who} {count}").format(who=who, count=count) for who, count in found.by_person().items())
        return _n("{count} change would be lost: {names}", "{count} changes would be lost: {names}",
                  len(found.lost)).format(count=len(found.lost), names=names)

    def _allow(self, _on: bool = False) -> None:
        ready = self.preview is not None and not self.preview.trouble
        self.read.setEnabled(ready)
        self.go.setEnabled(ready and self.read.isChecked())

    def restore(self) -> None:
        """Do it; all pages read anew afterwards."""
        found, place = self.chosen, self.path
        if found is None or place is None:
            return
        self.go.setEnabled(False)

        def task() -> Path:
            kept = restore.restore(place, found.path, self.work.who, self.work.session)
            if self.work.path == place:
                self.work.begin_anew()
            return kept

        def done(kept: Path) -> None:
            self.told.emit(_("The backup was restored; the state before is kept in {file}.").format(file=kept), "done")
            everything = {m._meta.table_name: frozenset[int]() for m in every_record()}
            self.work.changed.emit(Touched(everything, _("Restored a backup")))
            self.refresh()
            self._choose()
            self.restored.emit(place)

        def failed(error: Exception) -> None:
            self._allow()
            self.told.emit(str(error), "problem")

        self.work.read(self, task, done, failed)

