"""The first steps of a new office: who prints, who works here, which posts there are; all can be changed later."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.database.change import Who
from app.database.settings import NAME, Personal, set_office
from app.domain.text import N_, _
from app.masters.beginnings import begin_office
from app.masters.posts import POSTS, POSTS_USED
from ui.logo_choice import LogoChoice
from ui.work import Work

USUAL = (N_("Sales department"), N_("Production department"), N_("Purchasing department"), N_("Quality department"),
         N_("Engineering department"), N_("Warehouse"), N_("Finance department"))


class FirstSteps(QDialog):
    """What papers and lists need from the first day; nothing is obligatory but the own name."""

    chosen = Signal()

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.personal = Personal()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("First steps"))
        self.setMinimumWidth(560)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        words = QLabel(_("The company's name stands on every paper, your own on every change. All of this can be "
                         "changed later in the settings and under the master data."))
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        layout.addWidget(words)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.company, self.address = QLineEdit(), QLineEdit()
        self.name = QLineEdit(self.personal.get(NAME))
        self.logo = LogoChoice()
        self.departments = QPlainTextEdit("\n".join(_(name) for name in USUAL))
        self.departments.setFixedHeight(96)
        self.departments.setToolTip(_("One in each line"))
        self.people = QPlainTextEdit()
        self.people.setFixedHeight(70)
        self.people.setPlaceholderText(_("One in each line, with the department behind: Zhang San, Sales"))
        rows: tuple[tuple[str, QWidget], ...] = (
            (_("Your name"), self.name), (_("Company name"), self.company), (_("Address"), self.address),
            (_("Logo"), self.logo), (_("Departments"), self.departments), (_("People"), self.people))
        for label, held in rows:
            form.addRow(label, held)
        layout.addLayout(form)
        layout.addWidget(self._posts())
        self.wrong = QLabel()
        self.wrong.setProperty("role", "problem")
        self.wrong.hide()
        layout.addWidget(self.wrong)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Begin"))
        buttons.accepted.connect(self.take)
        layout.addWidget(buttons)
        self.setMinimumHeight(layout.sizeHint().height())
        (self.company if self.name.text() else self.name).setFocus()

    def _posts(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(QLabel(_("Posts of this office; only what they need is shown. None ticked shows everything.")))
        row = QHBoxLayout()
        self.posts = {letter: QCheckBox(f"{letter}  {_(title)}") for letter, title in POSTS}
        halves: tuple[QVBoxLayout, QVBoxLayout] = (QVBoxLayout(), QVBoxLayout())
        for place, box in enumerate(self.posts.values()):
            halves[place * 2 // len(self.posts)].addWidget(box)
        for half in halves:
            row.addLayout(half, 1)
        column.addLayout(row)
        return held

    def take(self) -> None:
        """Keep what was entered, as one change."""
        name = self.name.text().strip()
        if not name:
            self.wrong.setText(_("Please enter your name: it stands beside everything that you change."))
            self.wrong.show()
            self.name.setFocus()
            return
        self.personal.set(NAME, name)
        self.work.who = Who(name, self.work.who.pc, self.work.who.account)
        used = [letter for letter, box in self.posts.items() if box.isChecked()]
        company, address, logo = self.company.text().strip(), self.address.text().strip(), self.logo.kept()
        departments = self.departments.toPlainText().splitlines()
        people = [name, *self.people.toPlainText().splitlines()]
        account = self.work.who.account

        def task(change: Any) -> None:
            begin_office(change, company, address, logo, departments, people, account)
            if used:
                set_office(change, POSTS_USED, used)

        self.work.write(self, _("First steps"), task, lambda _outcome: self._kept(), self._refused)

    def _refused(self, error: Exception) -> None:
        self.wrong.setText(str(error))
        self.wrong.show()

    def _kept(self) -> None:
        self.chosen.emit()
        self.accept()
