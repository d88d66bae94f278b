"""About: the program's version, where things lie on this PC, and the licences of everything inside."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.database.header import SCHEMA
from app.database.settings import personal_folder
from app.domain.resources import resource
from app.domain.text import _
from app.program import association, licences
from app.program.version import VERSION, is_built
from ui.quiet_inputs import Tabs


class AboutDialog(QDialog):
    """Three parts: the program, its place on this PC, the licences."""

    told = Signal(str, str)
    diagnosis_wanted = Signal()

    def __init__(self, place: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Gendan"))
        self.resize(720, 520)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addLayout(self._head())
        tabs = Tabs()
        tabs.setDocumentMode(True)
        tabs.addTab(self._pc_page(place), _("On this PC"))
        tabs.addTab(self._licence_page(), _("Licences"))
        layout.addWidget(tabs, 1)
        row = QHBoxLayout()
        package = QPushButton(_("Make a diagnosis package…"))
        package.clicked.connect(lambda _checked=False: self.diagnosis_wanted.emit())
        row.addWidget(package)
        row.addStretch(1)
        close = QPushButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        mark = QLabel()
        mark.setPixmap(QIcon(str(resource("program") / "gendan.png")).pixmap(QSize(56, 56)))
        row.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = QLabel("Gendan 跟单台")
        title.setProperty("role", "title")
        version = QLabel(_("Version {version}").format(version=VERSION))
        version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        purpose = QLabel(_("The desk of the order follow-up clerk"))
        purpose.setProperty("role", "muted")
        for label in (title, version, purpose):
            words.addWidget(label)
        row.addLayout(words, 1)
        return row

    def _pc_page(self, place: str) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(6, 12, 6, 6)
        program = Path(sys.executable).parent if is_built() else Path(__file__).resolve().parents[1]
        self.facts = [
            (_("Company file that is open"), place or _("none is open")),
            (_("Version of the file's tables"), str(SCHEMA)),
            (_("Program"), str(program)),
            (_("Own settings, drafts, log"), str(personal_folder())),
            ("Python", sys.version.split()[0]),
            ("Qt", _qt_version()),
        ]
        for name, value in self.facts:
            row = QHBoxLayout()
            label = QLabel(name)
            label.setProperty("role", "muted")
            label.setFixedWidth(170)
            words = QLabel(value)
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            layout.addLayout(row)
        if association.can_register() and is_built():
            button = QPushButton(_("Open .gendan files and links with this program"))
            button.clicked.connect(lambda _checked=False: self._register())
            layout.addSpacing(8)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return page

    def _register(self) -> None:
        try:
            association.register(sys.executable)
        except OSError as error:
            self.told.emit(_("This PC does not allow it ({error}).").format(error=error.strerror or error), "problem")
        else:
            self.told.emit(_("From now on a double click on a .gendan file or link opens this program."), "done")

    def _licence_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(6, 12, 6, 6)
        self.parts = licences.parts()
        self.list, self.text = QListWidget(), QPlainTextEdit()
        self.list.setFixedWidth(210)
        self.list.addItems([title for title, _text in self.parts])
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Licences"))
        self.list.currentRowChanged.connect(lambda at: self.text.setPlainText(self.parts[at][1] if at >= 0 else ""))
        self.list.setCurrentRow(0)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        return page


def _qt_version() -> str:
    from PySide6.QtCore import qVersion

    return qVersion()
