"""A record's files: dropped, pasted or added; looked at as a preview and saved elsewhere, never opened or run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.database.attachments import safe_name
from app.domain.sheet import Sheet
from app.domain.text import N_, _
from ui.attachments_work import (
    FileShown,
    attach_files,
    attach_picture,
    copy_out,
    files_of,
    preview_of,
    remove_files,
    size_words,
)
from ui.form_header import saved_when
from ui.form_notice import Notice
from ui.icons import icon
from ui.work import Work

ATTACH, REMOVE = N_("Attach files"), N_("Remove files")
ICONS = {".xlsx": "file-spreadsheet", ".xls": "file-spreadsheet", ".csv": "file-spreadsheet", ".zip": "archive",
         ".rar": "archive", ".7z": "archive", ".eml": "mail", ".msg": "mail"}


class AttachmentsPanel(QWidget):
    """The list of files with its buttons and a preview of pictures."""

    counted = Signal(int)

    def __init__(self, sheet: Sheet, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.work = sheet, work
        self.number: int | None = None
        self.files: list[FileShown] = []
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notice = Notice(self)
        self.list = QListWidget(self)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setIconSize(QSize(18, 18))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.empty = QLabel(_("Drop files here, or paste a screenshot with Ctrl+V."), self)
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.preview = QLabel(self)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setMinimumSize(120, 90)
        self._picture = QPixmap()
        self.preview.hide()
        self.add = self._button("plus", _("Add files…"), self.choose_files)
        self.insert = self._button("clipboard-paste", _("Paste"), self.paste)
        self.save = self._button("download", _("Save as…"), self.choose_target)
        self.remove = self._button("trash-2", _("Remove"), self.remove_chosen)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 0)
        bar.setSpacing(6)
        for button in (self.add, self.insert, self.save, self.remove):
            bar.addWidget(button)
        bar.addStretch(1)
        body = QHBoxLayout()
        body.setContentsMargins(12, 6, 12, 12)
        body.addWidget(self.list, 3)
        body.addWidget(self.empty, 3)
        body.addWidget(self.preview, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notice)
        layout.addLayout(bar)
        layout.addLayout(body, 1)
        self.list.itemSelectionChanged.connect(self._chosen)
        self._show([])

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the focus at a click anywhere, so that Ctrl+V pastes here."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _button(self, name: str, title: str, action: Any) -> QPushButton:
        button = QPushButton(icon(name), title, self)
        button.clicked.connect(lambda _on=False: action())
        return button

    # --- in ---

    def show_record(self, number: int | None) -> None:
        """Show a record's files; a new record has to be saved first."""
        self.number = number
        self.notice.hide()
        if number is None:
            self._show([])
            return
        model = self.sheet.model
        self.work.read(self, lambda: files_of(model, number), self._show, key="files")

    def _show(self, files: list[FileShown]) -> None:
        self.files = files
        self.list.clear()
        for file in files:
            name = "image" if file.is_picture else ICONS.get(Path(file.name).suffix.lower(), "file-text")
            when = saved_when(file.at, date.today()) if file.at is not None else ""
            item = QListWidgetItem(icon(name), f"{file.name}\n{size_words(file.size)} · {file.who} · {when}")
            item.setToolTip(file.name)
            self.list.addItem(item)
        self.list.setVisible(bool(files))
        self.empty.setVisible(not files)
        self.empty.setText(_("Drop files here, or paste a screenshot with Ctrl+V.") if self.number is not None
                           else _("Save the record first; then files can be attached to it."))
        self.add.setEnabled(self.number is not None)
        self.insert.setEnabled(self.number is not None)
        self._chosen()
        self.counted.emit(len(files))

    # --- add ---

    def add_files(self, paths: Sequence[Path]) -> None:
        """Attach files as one action."""
        number, model = self.number, self.sheet.model
        if number is not None and paths:
            self.work.write(self, ATTACH, lambda change: attach_files(change, model, number, paths),
                            lambda _outcome: self.show_record(number), self._failed)

    def add_picture(self, picture: QImage) -> None:
        """Attach a screenshot, named by the time."""
        number, model = self.number, self.sheet.model
        if picture.isNull():
            return
        if number is None:
            self.notice.say(_("Save the record first; then files can be attached to it."), "changed")
            return
        name = _("Screenshot {time}.png").format(time=datetime.now().strftime("%Y-%m-%d %H%M%S"))
        self.work.write(self, ATTACH, lambda change: attach_picture(change, model, number, name, picture),
                        lambda _outcome: self.show_record(number), self._failed)

    def paste(self) -> None:
        """Attach what the clipboard holds: copied files, or a screenshot."""
        self.take(QApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> None:
        """Attach dropped or pasted files, or a screenshot."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.add_files(paths)
        elif data.hasImage():
            self.add_picture(QImage(data.imageData()))
        else:
            self.notice.say(_("The clipboard holds neither a file nor a picture."), "changed")

    def choose_files(self) -> None:
        """Ask for files to attach."""
        dialog = QFileDialog(self, _("Attach files"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(n) for n in names]))
        dialog.open()

    # --- the chosen ones ---

    def chosen(self) -> list[FileShown]:
        """Return the chosen files."""
        return [self.files[i.row()] for i in self.list.selectedIndexes()]

    def choose_target(self) -> None:
        """Ask where the chosen file shall be saved."""
        if len(chosen := self.chosen()) != 1:
            return
        dialog = QFileDialog(self, _("Save as…"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(safe_name(chosen[0].name))
        dialog.fileSelected.connect(lambda name: self.save_to(chosen[0], Path(name)))
        dialog.open()

    def save_to(self, file: FileShown, target: Path) -> None:
        """Write a file's content to a place."""
        self.work.read(self, lambda: copy_out(file.number, target),
                       lambda _nothing: self.notice.say(_("Saved as {path}").format(path=target), "ahead"),
                       self._failed)

    def remove_chosen(self) -> None:
        """Remove the chosen files; undo brings them back."""
        numbers, number = [f.number for f in self.chosen()], self.number
        if numbers:
            self.work.write(self, REMOVE, lambda change: remove_files(change, numbers),
                            lambda _outcome: self.show_record(number), self._failed)

    def _chosen(self) -> None:
        chosen = self.chosen()
        self.save.setEnabled(len(chosen) == 1)
        self.remove.setEnabled(bool(chosen))
        if len(chosen) != 1 or not chosen[0].is_picture:
            self.preview.hide()
            return
        number = chosen[0].number
        self.work.read(self, lambda: preview_of(number), self._show_preview, self._failed, key="preview")

    def _show_preview(self, picture: QImage) -> None:
        self._picture = QPixmap.fromImage(picture)
        self.preview.setVisible(not picture.isNull())
        self._fit_preview()

    def _fit_preview(self) -> None:
        if not self._picture.isNull() and not self.preview.isHidden():
            room = QSize(max(120, self.width() * 2 // 5 - 24), max(90, self.height() - 70))
            size = self._picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            self.preview.setPixmap(self._picture.scaled(
                size.boundedTo(self._picture.size()), Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation))

    def _failed(self, error: Exception) -> None:
        self.notice.say(str(error) or _("That did not work. Nothing was changed."), "problem")

    # --- what Qt hands in ---

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the preview in its place."""
        super().resizeEvent(event)
        self._fit_preview()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+V pastes, Delete removes."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_chosen()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files and pictures."""
        if self.number is not None and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Attach what was dropped."""
        self.take(event.mimeData())
        event.acceptProposedAction()
