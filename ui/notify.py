"""Telling others: the message as it will leave, read over, then a draft in the mail program, sent, or copied."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.areas import notifying
from app.areas.notifying import Ready
from app.domain.text import _
from app.mail import outbox
from app.mail.account import account
from app.mail.letter import eml, is_address, message, text_table
from ui.icons import icon
from ui.plain_dress import dress_plain
from ui.theme import colour
from ui.work import Work


class NotifyDialog(QDialog):
    """Shows a message; whatever way it goes, the records keep who was told what and when."""

    told = Signal(str, str)
    queued = Signal()
    """A mail was laid into the outbox."""

    def __init__(self, work: Work, ready: Ready, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work, self.ready, self.account = work, ready, account()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Notify: {title}").format(title=title))
        self.resize(860, 640)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        form = QFormLayout()
        form.setSpacing(8)
        self.to = QLineEdit(written(ready.to))
        self.copies = QLineEdit(written(ready.copies))
        self.subject = QLineEdit(ready.draft.subject)
        form.addRow(_("To whom"), self.to)
        form.addRow(_("Copy to"), self.copies)
        form.addRow(_("Subject"), self.subject)
        layout.addLayout(form)
        self.lacking = QLabel(_("No address for: {names}. Enter it under People, Departments or Distribution lists.")
                              .format(names="、".join(ready.lacking)))
        self.lacking.setProperty("role", "problem")
        self.lacking.setWordWrap(True)
        self.lacking.setVisible(bool(ready.lacking))
        layout.addWidget(self.lacking)
        self.text = QPlainTextEdit(ready.draft.text)
        layout.addWidget(self.text, 1)
        if ready.draft.rows:
            layout.addWidget(self._table(), 2)
        layout.addLayout(self._files())
        self.trouble = QLabel()
        self.trouble.setProperty("role", "problem")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        layout.addWidget(self.trouble)
        layout.addLayout(self._buttons())
        (self.to if not self.to.text() else self.text).setFocus()

    def _table(self) -> QTableWidget:
        draft = self.ready.draft
        table = QTableWidget(len(draft.rows), len(draft.columns))
        table.setProperty("padded", True)
        table.setHorizontalHeaderLabels(list(draft.columns))
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        dress_plain(table)
        for row, cells in enumerate(draft.rows[:notifying.MOST_ROWS]):
            for column, cell in enumerate(cells):
                table.setItem(row, column, self._item(cell))
        table.resizeColumnsToContents()
        return table

    @staticmethod
    def _item(cell: str) -> QTableWidgetItem:
        """Return a cell; ~~text~~ is what no longer holds."""
        old, mark, new = cell.partition("~~ ")
        if not mark or not old.startswith("~~"):
            return QTableWidgetItem(cell)
        item = QTableWidgetItem(f"{old[2:]} → {new}")
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        return item

    def _files(self) -> QHBoxLayout:
        row = QHBoxLayout()
        titles = notifying.paper_titles(self.ready)
        self.papers = QCheckBox(_("with {papers} as PDF").format(papers="、".join(titles)))
        self.papers.setChecked(True)
        self.papers.setVisible(bool(titles))
        self.workbook = QCheckBox(_("with the table as .xlsx"))
        self.workbook.setVisible(bool(self.ready.draft.rows))
        row.addWidget(self.papers)
        row.addWidget(self.workbook)
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.copy_button = QPushButton(icon("copy"), _("Copy as text"))
        self.copy_button.clicked.connect(self.copy_text)
        self.draft_button = QPushButton(icon("mail"), _("Open in the mail program"))
        self.draft_button.clicked.connect(self.open_draft)
        self.send_button = QPushButton(icon("send"), _("Send"))
        self.send_button.clicked.connect(self.send)
        self.send_button.setEnabled(self.account.can_send)
        self.send_button.setToolTip("" if self.account.can_send else
                                    _("Enter your mail server under Settings, Mail, to send from here."))
        first, sign = (self.send_button, "send") if self.account.can_send else (self.draft_button, "mail")
        first.setDefault(True)
        first.setIcon(icon(sign, colour("accent_text").name()))
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        for button in (self.copy_button, self.draft_button, self.send_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(cancel)
        return row

    # --- what leaves ---

    def as_written(self) -> Ready | None:
        """Return the message as it was edited; None where an address is wrong, which is then said."""
        people = []
        for line in (self.to, self.copies):
            found, wrong = read_people(line.text())
            if wrong:
                self._complain(_("“{address}” is no mail address.").format(address=wrong[0]))
                line.setFocus()
                return None
            people.append(found)
        draft = replace(self.ready.draft, subject=self.subject.text().strip(), text=self.text.toPlainText(),
                        papers=self.ready.draft.papers if self.papers.isChecked() else ())
        return replace(self.ready, to=tuple(people[0]), copies=tuple(people[1]), draft=draft)

    def _complain(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.show()

    def copy_text(self) -> None:
        """Put the message on the clipboard as text, for WeChat."""
        ready = self.as_written()
        if ready is None:
            return
        table = text_table(ready.draft.columns, ready.draft.rows) if ready.draft.rows else ""
        QGuiApplication.clipboard().setText("\n".join(p for p in (
            ready.draft.subject, ready.draft.text, table.replace("~~ ", " → ").replace("~~", "")) if p.strip()))
        self._keep(ready, "text", "copied", (), _("The message is on the clipboard."))

    def open_draft(self) -> None:
        """Write the message as a draft and open it in the mail program."""
        ready = self.as_written()
        if ready is not None:
            self._make(ready, self._open)

    def _open(self, ready: Ready, files: Sequence[Any]) -> None:
        made = notifying.letter(ready, (self.work.who.name, self.account.sender), files)
        folder = Path(tempfile.mkdtemp(prefix="gendan-"))
        path = folder / "message.eml"
        path.write_bytes(eml(made))
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._keep(ready, "draft", "opened", files, _("The draft is open in the mail program."))
        else:
            self._complain(_("No mail program opened the draft. It lies here: {path}").format(path=path))

    def send(self) -> None:
        """Lay the message into the outbox, from where it leaves at once or as soon as the network is there."""
        ready = self.as_written()
        if ready is None:
            return
        if not ready.to and not ready.copies:
            self._complain(_("Say to whom it goes."))
            self.to.setFocus()
            return
        self._make(ready, self._queue)

    def _queue(self, ready: Ready, files: Sequence[Any]) -> None:
        made = notifying.letter(ready, (self.work.who.name, self.account.sender), files)
        content, place = message(made).as_bytes(), str(self.work.path)

        names = [f.name for f in files]

        def then(outcome: Any) -> None:
            outbox.put(content, outcome.result, place, ready.draft.subject)
            self.queued.emit()
            self.told.emit(_("“{subject}” is in the outbox and leaves now.").format(subject=ready.draft.subject),
                           "done")
            self.accept()

        self.work.write(self, self._title(ready), lambda change: notifying.keep(change, ready, "mail", "queued", names),
                        then, lambda error: self._complain(str(error)))

    def _make(self, ready: Ready, then: Any) -> None:
        """Make the files off the window's thread."""
        by, today, workbook = self.work.who.name, date.today(), self.workbook.isChecked()
        self.work.read(self, lambda: notifying.enclosures(ready, by, workbook, today),
                       lambda files: then(ready, files), lambda error: self._complain(str(error)))

    def _keep(self, ready: Ready, way: str, state: str, files: Sequence[Any], said: str) -> None:
        names = [f.name for f in files]

        def then(_outcome: Any) -> None:
            self.told.emit(said, "done")
            self.accept()

        self.work.write(self, self._title(ready), lambda change: notifying.keep(change, ready, way, state, names), then,
                        lambda error: self._complain(str(error)))

    @staticmethod
    def _title(ready: Ready) -> str:
        return _(notifying.TOLD).format(subject=ready.draft.subject)


def written(people: Sequence[tuple[str, str]]) -> str:
    """Return people as they stand in the line of addresses."""
    return "; ".join(f"{name} <{address}>" if name and name != address else address for name, address in people)


def read_people(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return (name, address) of a typed line, and what is no address; ; , and Chinese marks separate."""
    found, wrong = [], []
    for mark in "；，、,\n":
        text = text.replace(mark, ";")
    for part in filter(None, (p.strip() for p in text.split(";"))):
        name, _open, rest = part.partition("<")
        address = rest.rstrip("> ").strip() if rest else part
        if is_address(address):
            found.append((name.strip() if rest else address, address))
        else:
            wrong.append(part)
    return found, wrong
