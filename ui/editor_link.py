"""The input of a link: found by any part of its name or its pinyin initials, read off the window's thread."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.database import query
from app.domain.text import _
from app.rules.form_data import Chosen, Entry
from ui.editor_line import LineInput
from ui.icons import icon
from ui.work import Work

PAUSE = 90
"""Milliseconds of rest in typing before the list is asked for."""


class LinkInput(LineInput):
    """Shows a linked record's name; what is typed is looked for, Enter or Tab takes the first found."""

    new_wanted = Signal(str)
    """A name that is not there yet and shall be entered anew."""

    def __init__(self, field: Any, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.work = work
        self._chosen: Chosen | None = None
        self._found: list[tuple[int, str]] = []
        self._asked = ""
        self._names = QStringListModel(self)
        self.list = QCompleter(self._names, self)
        self.list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.list.setMaxVisibleItems(12)
        self.list.setWidget(self)
        activated: Any = self.list.activated
        activated[QModelIndex].connect(lambda index: self.take(index.row()))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look_up)
        self.textEdited.connect(self._typed)
        button = self.addAction(icon("chevron-down"), QLineEdit.ActionPosition.TrailingPosition)
        button.setToolTip(_("Show the list"))
        button.triggered.connect(self.open_list)

    def entry(self) -> Entry:
        """Return the chosen record, or the text where nothing is chosen."""
        if self._chosen is not None and self.text() == self._chosen.name:
            return self._chosen
        return self.text()

    def set_entry(self, entry: Entry) -> None:
        """Show a record's name, or a text that was typed."""
        self._chosen = entry if isinstance(entry, Chosen) else None
        super().set_entry(entry)

    def set_text(self, text: str) -> None:
        """Show a text that stands for no record yet."""
        self._chosen = self._chosen if self._chosen is not None and self._chosen.name == text else None
        super().set_text(text)

    def open_list(self) -> None:
        """Show all there is, the newest way of asking first."""
        self.setFocus()
        self._asked = ""
        self._ask("")

    def look_up(self) -> None:
        """Ask for the records that the typed text finds."""
        self._ask(self.text())

    def _ask(self, text: str) -> None:
        self._asked = text
        model = self.field.rel_model
        self.work.read(self, lambda: query.choices(model, text), lambda found: self._show(text, found),
                       key="choices")

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _show(self, text: str, found: list[tuple[int, str]]) -> None:
        if text != self._asked or not self.hasFocus():
            return
        self._found = found
        names = [name for _number, name in found]
        word = text.strip()
        if word and word not in names:
            names.append(_("Enter “{name}” anew…").format(name=word))
        self._names.setStringList(names)
        if not names:
            self.list.popup().hide()
            return
        self.list.complete()
        if found:
            self.list.popup().setCurrentIndex(self._names.index(0, 0))

    def take(self, row: int) -> None:
        """Take a row of the list; the one below the found names enters a new record."""
        self.list.popup().hide()
        if 0 <= row < len(self._found):
            self.set_entry(Chosen(*self._found[row]))
            self.changed.emit()
        elif row == len(self._found):
            self.new_wanted.emit(self._asked.strip())

    def event(self, event: QEvent) -> bool:
        """Tab takes the marked row before it leaves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            popup = self.list.popup()
            if popup.isVisible():
                self.take(min(popup.currentIndex().row(), len(self._found) - 1))
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter takes the marked row; Down opens the list; Escape closes it and nothing else."""
        popup = self.list.popup()
        if popup.isVisible() and not self.belongs_to_word(event):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take(popup.currentIndex().row())
                return
            if event.key() == Qt.Key.Key_Escape:
                popup.hide()
                return
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.open_list()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Find an exact name that was only typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._pause.stop()
            self._settle()

    def _settle(self) -> None:
        """Turn a typed name into its record where there is just one of that name."""
        text = self.text().strip()
        if not text or isinstance(self.entry(), Chosen):
            return
        model = self.field.rel_model

        def find() -> tuple[int, str] | None:
            record = query.by_name(model, text)
            return None if record is None else (record.id, str(record))

        def found(hit: tuple[int, str] | None) -> None:
            if hit is not None and self.text().strip() == text:
                self.set_entry(Chosen(*hit))
                self.changed.emit()

        self.work.read(self, find, found, key="settle")
