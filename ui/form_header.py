"""The head of a form: the record's name, its state, who saved it last, and the two buttons."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.domain.sheet import Sheet
from app.domain.text import _
from app.rules.form_data import FormData, form_fields
from ui.icons import icon
from ui.states import meaning_of
from ui.theme import status_colour


class Chip(QWidget):
    """A word on a soft ground with round ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._meaning = "", "ahead"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, meaning: str) -> None:
        """Show a word in the colour of its meaning; empty hides it."""
        self._text, self._meaning = text, meaning
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the room that the word takes."""
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 20, self.fontMetrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint ground and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(status_colour(self._meaning, soft=True))
        area = QRectF(self.rect())
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(status_colour(self._meaning))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class Name(QLabel):
    """The record's name, shortened with an ellipsis where there is less room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Show another name."""
        self.whole = words
        self.setToolTip(words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the room that the whole name takes."""
        return QSize(self.fontMetrics().horizontalAdvance(self.whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the room for a few characters."""
        return QSize(60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Shorten or lengthen what is shown."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, max(60, self.width()))
        if shown != self.text():
            self.setText(shown)


class FormHeader(QWidget):
    """Name, state chip, mark of unsaved changes, last save; Save and Discard appear when there is something to."""

    save_wanted = Signal()
    discard_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        flow = sheet.model.workflow
        self.state = next((f for f in form_fields(sheet) if f.kind == "choice" and
                           (f.required if flow is None else f.name == flow[0].name)), None)
        self.name = Name(self)
        self.name.setProperty("role", "title")
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.chip = Chip(self)
        self.kept = QLabel(self)
        self.kept.setProperty("role", "muted")
        self.kept.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.save = QPushButton(_("Save"), self)
        self.save.setProperty("primary", True)
        self.save.setToolTip("Ctrl+S")
        self.discard = QPushButton(_("Discard"), self)
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("x"))
        self.close_button.setToolTip(_("Close the form (Esc)"))
        self.close_button.setAccessibleName(_("Close the form (Esc)"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.name)
        first.addWidget(self.chip)
        first.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(first)
        left.addWidget(self.kept)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 6)
        layout.setSpacing(8)
        layout.addLayout(left, 1)
        layout.addSpacing(4)
        layout.addWidget(self.discard)
        layout.addWidget(self.save)
        layout.addWidget(self.close_button)
        self.save.clicked.connect(self.save_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        self.close_button.clicked.connect(self.close_wanted)

    def show_record(self, base: FormData, dirty: bool, today: date) -> None:
        """Show a record's head; `dirty` where something is not saved yet."""
        new = base.number is None
        title = _("New: {sheet}").format(sheet=_(self.sheet.title)) if new else base.title
        self.name.say(title)
        word = base.values.get(self.state.name) if self.state is not None and not new else None
        self.chip.say(_(self.state.labels.get(word, str(word))) if self.state is not None and word else "",
                      meaning_of(word))
        self.show_kept(base, dirty, today)

    def show_kept(self, base: FormData, dirty: bool, today: date) -> None:
        """Show whether all is saved, and when and by whom it was saved last."""
        if dirty:
            self.kept.setText("<span style='color:{tint}'>●</span> {text}".format(
                tint=status_colour("changed").name(), text=_("Not saved yet")))
        elif base.changed_at is not None:
            self.kept.setText(_("Saved {when} by {who}").format(
                when=saved_when(base.changed_at, today), who=base.changed_by or "?"))
        else:
            self.kept.setText("")
        self.save.setEnabled(dirty or base.number is None)
        for button in (self.save, self.discard):
            button.setVisible(dirty or (button is self.save and not base.locked))

    def show_choosing(self) -> None:
        """Leave saving to the page on which the user chooses between two changes."""
        self.save.hide()
        self.discard.hide()

    def show_saving(self) -> None:
        """Tell that a save is under way."""
        self.kept.setText(_("Saving…"))
        self.save.setEnabled(False)


def saved_when(at: datetime, today: date) -> str:
    """Return a time as it is said: 14:02 of today, 11-21 14:02 of this year."""
    local: Any = at.astimezone()
    if local.date() == today:
        return str(local.strftime("%H:%M"))
    return str(local.strftime("%m-%d %H:%M" if local.year == today.year else "%Y-%m-%d"))
