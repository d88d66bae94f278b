"""Settings: the person's own, and the office's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.database.settings import LANGUAGE, LOOK, NAME, Personal, office, set_office
from app.domain.text import _
from app.masters.calendar import OFFICE_SATURDAYS
from ui.work import Work

LANGUAGE_NAMES = {"zh_CN": "简体中文", "en": "English"}


class SettingsDialog(QDialog):
    """Name, language, look; and what holds for the whole office."""

    changed = Signal()
    """After personal settings were changed; the window is drawn anew."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.setWindowTitle(_("Settings"))
        self.setMinimumWidth(430)
        self.personal = Personal()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(self._heading(_("For me, on this PC")))
        own = QFormLayout()
        self.name = QLineEdit(self.personal.get(NAME) or work.who.name)
        self.language = QComboBox()
        for key, words in LANGUAGE_NAMES.items():
            self.language.addItem(words, key)
        self.language.setCurrentIndex(self.language.findData(self.personal.get(LANGUAGE)))
        self.look = QComboBox()
        for key, words in (("light", _("Light")), ("dark", _("Dark"))):
            self.look.addItem(words, key)
        self.look.setCurrentIndex(self.look.findData(self.personal.get(LOOK)))
        own.addRow(_("Your name"), self.name)
        own.addRow(_("Language"), self.language)
        own.addRow(_("Look"), self.look)
        layout.addLayout(own)
        layout.addSpacing(10)
        layout.addWidget(self._heading(_("For the whole office")))
        self.saturdays = QCheckBox(_(OFFICE_SATURDAYS.label))
        self.saturdays.setEnabled(False)
        layout.addWidget(self.saturdays)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Save).setText(_("Save"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout.addSpacing(10)
        layout.addWidget(buttons)
        self._was_saturdays: bool | None = None
        if work.path is not None:
            work.read(self, lambda: office(OFFICE_SATURDAYS), self._show_office)

    @staticmethod
    def _heading(text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "heading")
        return label

    def _show_office(self, saturdays: bool) -> None:
        self._was_saturdays = saturdays
        self.saturdays.setChecked(saturdays)
        self.saturdays.setEnabled(True)

    def save(self) -> None:
        """Keep everything."""
        before = [self.personal.get(s) for s in (NAME, LANGUAGE, LOOK)]
        after = [self.name.text().strip(), self.language.currentData(), self.look.currentData()]
        for setting, value in zip((NAME, LANGUAGE, LOOK), after, strict=True):
            self.personal.set(setting, value)
        saturdays = self.saturdays.isChecked()
        if self._was_saturdays is not None and saturdays != self._was_saturdays:
            self.work.write(self.work, _("Settings"), lambda change: set_office(change, OFFICE_SATURDAYS, saturdays))
        self.accept()
        if before != after:
            self.changed.emit()
