"""Settings: the person's own, the mail account, and the office's with its posts and the numbers of days."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.areas import catalogue
from app.database.settings import LANGUAGE, LOOK, NAME, Personal, Setting, office, set_office
from app.domain.text import _
from app.mail.account import SECURITIES, Account, NoVault, account, keep_account, keep_password
from app.masters.beginnings import keep_own_company, own_company
from app.masters.calendar import OFFICE_SATURDAYS
from app.masters.letterhead import LOGO
from app.masters.posts import POSTS, POSTS_USED
from ui.logo_choice import LogoChoice
from ui.quiet_inputs import ChoiceBox, CountBox, Tabs
from ui.work import Work

LANGUAGE_NAMES = {"zh_CN": "简体中文", "en": "English"}
OWN = "own company"
STARRED = "••••••••"


class SettingsDialog(QDialog):
    """Three pages: for me, mail, for the whole office."""

    changed = Signal()
    """After something was changed that the window shows; it is drawn anew."""
    told = Signal(str, str)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.setWindowTitle(_("Settings"))
        self.resize(560, 560)
        self.personal = Personal()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        self.tabs = Tabs()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._own_page(), _("For me, on this PC"))
        self.tabs.addTab(self._mail_page(), _("Mail"))
        self.office_boxes: dict[str, tuple[Setting[Any], QSpinBox]] = {}
        self.tabs.addTab(self._office_page(), _("For the whole office"))
        layout.addWidget(self.tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Save).setText(_("Save"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._was: dict[str, Any] | None = None
        self.office_page.setEnabled(False)
        if work.path is not None:
            settings = self._office_settings()
            work.read(self, lambda: {OWN: own_company(), **{s.key: office(s) for s in settings}}, self._show_office)

    # --- pages ---

    def _own_page(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(6, 14, 6, 6)
        self.name = QLineEdit(self.personal.get(NAME) or self.work.who.name)
        self.language = ChoiceBox()
        for key, words in LANGUAGE_NAMES.items():
            self.language.addItem(words, key)
        self.language.setCurrentIndex(self.language.findData(self.personal.get(LANGUAGE)))
        self.look = ChoiceBox()
        for key, words in (("light", _("Light")), ("dark", _("Dark"))):
            self.look.addItem(words, key)
        self.look.setCurrentIndex(self.look.findData(self.personal.get(LOOK)))
        form.addRow(_("Your name"), self.name)
        form.addRow(_("Language"), self.language)
        form.addRow(_("Look"), self.look)
        return page

    def _mail_page(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(6, 14, 6, 6)
        own = account(self.personal)
        words = QLabel(_("With a mail server, messages are sent from here. Without one they open as drafts in your "
                         "mail program."))
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        form.addRow(words)
        self.sender = QLineEdit(own.sender)
        self.server = QLineEdit(own.server)
        self.server.setPlaceholderText("smtp.example.com")
        self.port = CountBox()
        self.port.setRange(1, 65535)
        self.port.setValue(own.port)
        self.security = ChoiceBox()
        for key, label in SECURITIES:
            self.security.addItem(_(label), key)
        self.security.setCurrentIndex(max(0, self.security.findData(own.security)))
        self.user = QLineEdit(own.user)
        self.secret = QLineEdit(STARRED if own.user and own.server else "")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setToolTip(_("Kept in the password store of this PC, never in the shared file."))
        for label, box in ((_("Own mail address"), self.sender), (_("Mail server (SMTP)"), self.server),
                           (_("Port"), self.port), (_("Security"), self.security), (_("Account"), self.user),
                           (_("Password"), self.secret)):
            form.addRow(label, box)
        return page

    def _office_page(self) -> QWidget:
        self.office_page = QWidget()
        column = QVBoxLayout(self.office_page)
        column.setContentsMargins(6, 14, 6, 6)
        column.addWidget(self._heading(_("Head of the papers")))
        self.company, self.address, self.logo = QLineEdit(), QLineEdit(), LogoChoice()
        head = QFormLayout()
        for label, held in ((_("Company name"), self.company), (_("Address"), self.address), (_("Logo"), self.logo)):
            head.addRow(label, held)
        column.addLayout(head)
        column.addSpacing(8)
        column.addWidget(self._heading(_("Posts in this office")))
        words = QLabel(_("Only the areas and standing duties of these posts are shown. None ticked means all."))
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        column.addWidget(words)
        self.posts = {letter: QCheckBox(f"{letter}  {_(title)}") for letter, title in POSTS}
        for box in self.posts.values():
            column.addWidget(box)
        column.addSpacing(8)
        column.addWidget(self._heading(_("Calendar")))
        self.saturdays = QCheckBox(_(OFFICE_SATURDAYS.label))
        column.addWidget(self.saturdays)
        for area in catalogue.areas():
            numbers = [s for s in area.settings if isinstance(s.default, int) and not isinstance(s.default, bool)]
            if not numbers:
                continue
            column.addSpacing(8)
            column.addWidget(self._heading(_(area.title)))
            form = QFormLayout()
            for setting in numbers:
                box = CountBox()
                box.setRange(0, 999)
                box.setFixedWidth(84)
                label = QLabel(_(setting.label))
                label.setWordWrap(True)
                form.addRow(label, box)
                self.office_boxes[setting.key] = (setting, box)
            column.addLayout(form)
        column.addStretch(1)
        area_box = QScrollArea()
        area_box.setWidgetResizable(True)
        area_box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area_box.setWidget(self.office_page)
        return area_box

    @staticmethod
    def _heading(text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "heading")
        return label

    # --- the office's ---

    def _office_settings(self) -> list[Setting[Any]]:
        return [OFFICE_SATURDAYS, POSTS_USED, LOGO, *(setting for setting, _box in self.office_boxes.values())]

    def _show_office(self, values: dict[str, Any]) -> None:
        self._was = values
        self.company.setText(values[OWN][0])
        self.address.setText(values[OWN][1])
        self.logo.show_kept(values[LOGO.key])
        self.saturdays.setChecked(values[OFFICE_SATURDAYS.key])
        for letter, box in self.posts.items():
            box.setChecked(letter in values[POSTS_USED.key])
        for key, (_setting, spin) in self.office_boxes.items():
            spin.setValue(values[key])
        self.office_page.setEnabled(True)

    def _office_now(self) -> dict[str, Any]:
        return {OWN: (self.company.text().strip(), self.address.text().strip()), LOGO.key: self.logo.kept(),
                OFFICE_SATURDAYS.key: self.saturdays.isChecked(),
                POSTS_USED.key: [letter for letter, box in self.posts.items() if box.isChecked()],
                **{key: box.value() for key, (_setting, box) in self.office_boxes.items()}}

    # --- saving ---

    def save(self) -> None:
        """Keep everything; the office's settings as one change."""
        before = [self.personal.get(s) for s in (NAME, LANGUAGE, LOOK)]
        after = [self.name.text().strip(), self.language.currentData(), self.look.currentData()]
        for setting, value in zip((NAME, LANGUAGE, LOOK), after, strict=True):
            self.personal.set(setting, value)
        self._save_mail()
        redraw = before != after
        if self._was is not None:
            now = self._office_now()
            moved = [(s, now[s.key]) for s in self._office_settings() if now[s.key] != self._was[s.key]]
            redraw |= any(s is POSTS_USED for s, _value in moved)
            own = now[OWN] if now[OWN] != self._was[OWN] else ("", "")

            def task(change: Any) -> None:
                keep_own_company(change, *own)
                for setting, value in moved:
                    set_office(change, setting, value)

            if moved or own[0]:
                self.work.write(self.work, _("Settings"), task)
        self.accept()
        if redraw:
            self.changed.emit()

    def _save_mail(self) -> None:
        own = Account(self.server.text().strip(), self.port.value(), self.security.currentData(),
                      self.user.text().strip(), self.sender.text().strip())
        keep_account(own, self.personal)
        if self.secret.text() == STARRED or not own.user:
            return
        try:
            keep_password(own, self.secret.text())
        except NoVault as error:
            self.told.emit(str(error), "problem")
