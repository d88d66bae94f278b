"""Inputs of one line: text, numbers, dates and moments; an Enter that ends an input-method word never submits."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QApplication, QCalendarWidget, QFrame, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.domain.dates import typed_date
from app.domain.show import near_day, show
from app.domain.text import N_, _, language
from app.rules.form_data import Chosen, Entry
from app.rules.typed import NotUnderstood, typed_value
from ui.icons import icon
from ui.theme import colour, status_colour

AFTER_WORD = 0.05
"""Seconds after a word from the input method in which an Enter still belongs to it."""

RETURNING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""Ways in which the focus only comes back to where it was."""

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


class LineInput(QLineEdit):
    """A line of text; the base of all inputs of one line."""

    changed = Signal()
    picture_pasted = Signal(QImage)
    """A screenshot from the clipboard, for the record's attachments."""

    def __init__(self, field: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._composing = False
        self._word_ended = 0.0
        self.textEdited.connect(lambda _text: self.changed.emit())

    def entry(self) -> Entry:
        """Return what stands here."""
        return self.text()

    def set_entry(self, entry: Entry) -> None:
        """Show a value without telling of a change."""
        self.set_text(entry.name if isinstance(entry, Chosen) else entry)

    def set_text(self, text: str) -> None:
        """Show a text from its beginning without telling of a change."""
        self.setText(text)
        self.setCursorPosition(0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Note whether a word is being composed."""
        was = self._composing
        self._composing = bool(event.preeditString())
        if (was and not self._composing) or event.commitString():
            self._word_ended = time.monotonic()
        super().inputMethodEvent(event)

    def belongs_to_word(self, event: QKeyEvent) -> bool:
        """Tell whether an Enter ends a word of the input method."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return enter and (self._composing or time.monotonic() - self._word_ended < AFTER_WORD)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep an Enter that belongs to the input method; hand a pasted screenshot on."""
        if self.belongs_to_word(event):
            event.accept()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            held = QApplication.clipboard().mimeData()
            if held.hasImage() and not held.hasText():
                self.picture_pasted.emit(QImage(held.imageData()))
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Show the standard menu and forget it afterwards."""
        menu: QMenu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class NumberInput(LineInput):
    """A number: right aligned, with thousands while it is not being typed."""

    def __init__(self, field: Any, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._just_reached = False
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def text(self) -> str:
        """Return the number without thousands."""
        return super().text().replace(",", "").replace("\uff0c", "")

    def set_text(self, text: str) -> None:
        """Show a number."""
        super().set_text(text)
        if not self.hasFocus():
            self._group()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the bare number, chosen as a whole so that typing replaces it."""
        bare = self.text()
        if bare != super().text():
            self.setText(bare)
        super().focusInEvent(event)
        if event.reason() not in RETURNING:
            self.selectAll()
        self._just_reached = event.reason() == Qt.FocusReason.MouseFocusReason

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the whole number after the click that reached it, unless a part of it was drawn over."""
        super().mouseReleaseEvent(event)
        if self._just_reached and not self.hasSelectedText():
            self.selectAll()
        self._just_reached = False

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show thousands again."""
        super().focusOutEvent(event)
        self._group()

    def _group(self) -> None:
        try:
            value = typed_value(self.field, self.text(), date.today())
        except NotUnderstood:
            return
        if value is not None:
            super().set_text(show(value, self.field.kind))


class MomentInput(LineInput):
    """A point in time, as 2026-12-03 14:30."""

    def __init__(self, field: Any, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.setPlaceholderText("")
        self.setToolTip(_("Write it like 2026-12-03 14:30; Ctrl+; is now."))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+; writes the present moment."""
        if event.key() == Qt.Key.Key_Semicolon and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_text(datetime.now().strftime("%Y-%m-%d %H:%M"))
            self.changed.emit()
            return
        super().keyPressEvent(event)


class DayInput(LineInput):
    """A date as clerks type it (12.3, +7, 下周五), with a calendar to pick from and how near it is."""

    def __init__(self, field: Any, parent: QWidget | None = None,
                 today: Callable[[], date] = date.today) -> None:
        super().__init__(field, parent)
        self.today = today
        self.setToolTip(_("2026-12-3, 12.3, 12/3, 3号, +7, 今天, 下周五 · Ctrl+; is today"))
        button = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        button.setToolTip(_("Calendar"))
        button.triggered.connect(self.open_calendar)
        self._popup: _CalendarPopup | None = None

    def day(self) -> date | None:
        """Return the date that stands here, None where there is none."""
        return typed_date(self.text(), self.today()) if self.text().strip() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+; writes today, Alt+Down opens the calendar, Enter completes the date."""
        if event.key() == Qt.Key.Key_Semicolon and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._choose(self.today())
            return
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.belongs_to_word(event):
            self.complete()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Complete what was typed to a full date."""
        super().focusOutEvent(event)
        self.complete()

    def complete(self) -> None:
        """Write a typed date in full; what is none stays as it was typed."""
        day = self.day()
        if day is not None and self.text() != day.isoformat():
            self.set_text(day.isoformat())
            self.changed.emit()

    def open_calendar(self) -> None:
        """Show a calendar below the input."""
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.calendar.activated.connect(self._pick)
            self._popup.calendar.clicked.connect(self._pick)
        self._popup.calendar.setSelectedDate(QDate(*(self.day() or self.today()).timetuple()[:3]))
        self._popup.show_below(self)

    def _pick(self, chosen: Any) -> None:
        if self._popup is not None:
            self._popup.hide()
        self._choose(chosen.toPython())
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, day: date) -> None:
        self.set_text(day.isoformat())
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint how near the date is, faintly, where there is room for it."""
        super().paintEvent(event)
        day = self.day() if not self.hasFocus() and len(self.text()) == 10 else None
        if day is None:
            return
        words = nearness_words(day, self.today())
        room = QRect(self.rect()).adjusted(14 + self.fontMetrics().horizontalAdvance(self.text()), 0, -30, 0)
        if self.fontMetrics().horizontalAdvance(words) <= room.width():
            painter = QPainter(self)
            painter.setPen(colour("muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
            painter.end()


def nearness_words(day: date, today: date) -> str:
    """Return weekday and nearness of a date that is still to come: 周五 · 3天后."""
    near = near_day(day, today) if day >= today else ""
    weekday = _(WEEKDAYS[day.weekday()])
    return f"{weekday} · {near}" if near else weekday


class _CalendarPopup(QFrame):
    """A calendar that closes by itself when one clicks elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.calendar = QCalendarWidget(self)
        if language() == "zh_CN":
            self.calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        weekend = QTextCharFormat()
        weekend.setForeground(status_colour("problem"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, weekend)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(self.calendar)

    def show_below(self, widget: QWidget) -> None:
        """Show the calendar below a widget, above it where the screen ends."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        screen = widget.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place = widget.mapToGlobal(QPoint(0, -self.height() - 2))
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        self.move(place)
        self.show()
        self.calendar.setFocus()

