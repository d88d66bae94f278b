"""Inputs that choose: a searchable list of words, named colours, yes or no, and text of several lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.text import _
from app.rules.form_data import Chosen, Entry
from ui.theme import colour, row_colour


class ChoiceInput(QComboBox):
    """One of a few words: opened, or found by typing a part of it."""

    changed = Signal()

    def __init__(self, field: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(16)
        if not field.required:
            self.addItem("", "")
        for key, label in field.options:
            self.addItem(self.picture_of(key), _(label), key)
        completer = self.completer()
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCurrentIndex(-1)
        self.lineEdit().textEdited.connect(lambda _text: self.changed.emit())
        self.activated.connect(lambda _index: self.changed.emit())

    def picture_of(self, key: str) -> QIcon:
        """Return the small picture beside a word; none here."""
        return QIcon()

    def text(self) -> str:
        """Return the stored word, or what was typed where it is none of them."""
        typed = self.currentText().strip()
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(place)) if place >= 0 else typed

    def set_text(self, text: str) -> None:
        """Show a stored word by its label without telling of a change."""
        place = self.findData(text)
        self.setCurrentIndex(place)
        if place < 0:
            self.setEditText(text)

    def entry(self) -> Entry:
        """Return what stands here."""
        return self.text()

    def set_entry(self, entry: Entry) -> None:
        """Show a value without telling of a change."""
        self.set_text(entry.name if isinstance(entry, Chosen) else entry)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page, so that scrolling changes no value."""
        event.ignore()


class ColourInput(ChoiceInput):
    """A named colour, each with its swatch."""

    def __init__(self, field: Any, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.setIconSize(QSize(14, 14))

    def picture_of(self, key: str) -> QIcon:
        """Return the colour as a small square."""
        picture = QPixmap(28, 28)
        picture.setDevicePixelRatio(2)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("border_strong"))
        painter.setBrush(row_colour(key))
        painter.drawRoundedRect(1, 1, 12, 12, 3, 3)
        painter.end()
        return QIcon(picture)


class FlagInput(QCheckBox):
    """Yes or no."""

    changed = Signal()

    def __init__(self, field: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(28)
        self.clicked.connect(lambda _on: self.changed.emit())

    def text(self) -> str:
        """Return ✓ or nothing."""
        return "✓" if self.isChecked() else ""

    def set_text(self, text: str) -> None:
        """Tick the box or not, without telling of a change."""
        self.setChecked(text == "✓")

    def entry(self) -> Entry:
        """Return what stands here."""
        return self.text()

    def set_entry(self, entry: Entry) -> None:
        """Show a value without telling of a change."""
        self.set_text("✓" if entry == "✓" else "")


class LongInput(QPlainTextEdit):
    """Text of several lines that grows with what is written, from one line up to ten."""

    changed = Signal()
    picture_pasted = Signal(QImage)
    """A screenshot from the clipboard, for the record's attachments."""

    def __init__(self, field: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._silent = False
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._tell)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def text(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a text without telling of a change."""
        self._silent = True
        self.setPlainText(text)
        self._silent = False

    def entry(self) -> Entry:
        """Return what stands here."""
        return self.text()

    def set_entry(self, entry: Entry) -> None:
        """Show a value without telling of a change."""
        self.set_text(entry.name if isinstance(entry, Chosen) else entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave Ctrl+Enter to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) \
                and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll the page unless the text itself is longer than its box and in use."""
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Take screenshots too."""
        return source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Hand a screenshot on to the attachments; text is text."""
        if source.hasImage() and not source.hasText():
            self.picture_pasted.emit(QImage(source.imageData()))
            return
        super().insertFromMimeData(source)

    def _tell(self) -> None:
        if not self._silent:
            self.changed.emit()

    def _grow(self) -> None:
        lines = min(10, max(1, int(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + 15
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)
