"""What the user sees after something unexpected: what is safe, what to do, and a package for whoever mends it."""

from __future__ import annotations

import traceback
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.database import drafts
from app.domain.text import _, _n
from app.program import diagnosis
from ui.icons import icon
from ui.theme import colour, status_colour


def kept_drafts() -> int:
    """Return how many forms' typed content is kept in the user's own folder."""
    try:
        return sum(1 for _file in drafts.folder().glob("*.json"))
    except OSError:
        return 0


def words_of(error: BaseException | None) -> str:
    """Return an error with the places it passed through."""
    return "".join(traceback.format_exception(error)) if error is not None else ""


class CrashPage(QDialog):
    """Tells what happened and what is safe; nothing is sent anywhere."""

    def __init__(self, trouble: str, last_time: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trouble = trouble
        self.count = kept_drafts()
        self.setWindowTitle("Gendan 跟单台")
        self.resize(620, 430)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(12)
        head = QHBoxLayout()
        sign = QLabel()
        sign.setPixmap(icon("circle-alert", status_colour("problem").name()).pixmap(QSize(28, 28)))
        title = QLabel(_("The last time, the program did not end by itself") if last_time
                       else _("Something went wrong in the program"))
        title.setProperty("role", "title")
        title.setWordWrap(True)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(title, 1)
        layout.addLayout(head)
        for line in self._lines(last_time):
            words = QLabel("•  " + line)
            words.setWordWrap(True)
            layout.addWidget(words)
        self.details = QPlainTextEdit(trouble or _("There are no details; the log says more."))
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("What is known"))
        self.details.setStyleSheet(f"color: {colour('muted').name()}")
        layout.addWidget(self.details, 1)
        self.answer = QLabel()
        self.answer.setWordWrap(True)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer.hide()
        layout.addWidget(self.answer)
        buttons = QHBoxLayout()
        self.package = QPushButton(icon("archive"), _("Make a diagnosis package…"))
        self.package.clicked.connect(lambda _checked=False: self.ask_where())
        buttons.addWidget(self.package)
        buttons.addStretch(1)
        close = QPushButton(_("Go on working") if parent is not None else _("Close"))
        close.setProperty("primary", True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        layout.addLayout(buttons)

    def _lines(self, last_time: bool) -> list[str]:
        lines = [_("The company file is safe: a change is saved whole or not at all.")]
        if self.count:
            lines.append(_n("What was typed and not yet saved is kept: {count} form. It is offered when the file is "
                            "opened.",
                            "What was typed and not yet saved is kept: {count} forms. They are offered when the file "
                            "is opened.", self.count).format(count=self.count))
        if not last_time:
            lines.append(_("You can go on working. If a page looks strange, restart the program."))
        lines.append(_("A diagnosis package helps whoever mends the program. It holds versions and the masked log, no "
                       "orders, names, paths or passwords; nothing is sent by itself."))
        return lines

    def ask_where(self) -> None:
        """Ask where the package shall go."""
        from ui.first_run import documents

        dialog = QFileDialog(self, _("Diagnosis package"), str(documents()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.setNameFilter("ZIP (*.zip)")
        dialog.selectFile(f"gendan-diagnosis-{datetime.now():%Y%m%d-%H%M}.zip")
        dialog.fileSelected.connect(lambda name: self.make_package(Path(name)))
        dialog.open()

    def make_package(self, target: Path) -> None:
        """Write the package and say where it is, or why it could not be written."""
        try:
            names = diagnosis.make(target, self.trouble, drafts=self.count)
        except OSError as error:
            self.answer.setText(_("The package could not be written there ({error}). Choose another folder.").format(
                error=error.strerror or error))
        else:
            self.answer.setText(_("Written: {file} ({parts})").format(file=target, parts=", ".join(names)))
        self.answer.show()
