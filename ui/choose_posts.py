"""Asks a new office which posts it has, so that only their areas and duties are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from app.database.settings import set_office
from app.domain.text import _
from app.masters.posts import POSTS, POSTS_USED
from ui.work import Work


class ChoosePosts(QDialog):
    """The posts to tick; none ticked shows everything. It can be changed later in the settings."""

    chosen = Signal()

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Which posts does this office have?"))
        self.setMinimumWidth(430)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(9)
        words = QLabel(_("Only what these posts need is shown; the rest waits out of sight. None ticked shows "
                         "everything, and it can be changed at any time in the settings."))
        words.setWordWrap(True)
        layout.addWidget(words)
        self.posts = {letter: QCheckBox(f"{letter}  {_(title)}") for letter, title in POSTS}
        for box in self.posts.values():
            layout.addWidget(box)
        layout.addSpacing(6)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Begin"))
        buttons.accepted.connect(self.take)
        layout.addWidget(buttons)

    def take(self) -> None:
        """Keep the choice."""
        used = [letter for letter, box in self.posts.items() if box.isChecked()]
        if not used:
            self.accept()
            return
        self.work.write(self, _("Posts in this office"), lambda change: set_office(change, POSTS_USED, used),
                        lambda _outcome: self._kept())

    def _kept(self) -> None:
        self.chosen.emit()
        self.accept()
