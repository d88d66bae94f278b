"""The list of the Today page: painted in rows of one height, so that 20,000 lines stand as fast as twenty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QToolTip, QWidget

from app.areas.agenda import AgendaLine
from app.domain.deadline import AHEAD, LATE
from app.domain.frozen import frozen
from app.domain.show import near_day
from app.domain.text import _
from ui.icons import icon
from ui.theme import colour, status_colour

PAD, BAR, BUTTON = 14, 3, 26


@frozen
class Section:
    """Lines under one heading; `standing` gives the heading its colour."""

    key: str
    title: str
    standing: str
    lines: tuple[AgendaLine, ...]


class AgendaList(QAbstractScrollArea):
    """Sections with their lines; arrows move, Enter opens, P puts off, a click on a heading folds it."""

    opened = Signal(object)
    put_off_wanted = Signal(object)
    folded = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agenda")
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sight = QWidget()
        self.setViewport(self._sight)
        self._sight.setMouseTracking(True)
        self.setAccessibleName(_("Today"))
        self.today = date.today()
        self.sections: tuple[Section, ...] = ()
        self.shut: set[str] = set()
        self._rows: list[Section | AgendaLine] = []
        self._at, self._hover = -1, -1
        self._duty_width = self._near_width = 0
        self._height = round(QFontMetrics(self.font()).height() * 2.1)
        self._bold = QFont(self.font())
        self._bold.setWeight(QFont.Weight.DemiBold)

    # --- what is shown ---

    def show_sections(self, sections: Sequence[Section], today: date) -> None:
        """Show other lines; the chosen one stays chosen while it is among them."""
        chosen = self.current()
        self.sections, self.today = tuple(sections), today
        self._measure()
        self._lay_out()
        if chosen is not None:
            marks = [row.mark if isinstance(row, AgendaLine) else None for row in self._rows]
            self._at = marks.index(chosen.mark) if chosen.mark in marks else min(self._at, len(self._rows) - 1)
        self._sight.update()

    def _measure(self) -> None:
        """Make nearness and duty as wide as what stands there."""
        lines = self.lines()
        bold, plain = QFontMetrics(self._bold), QFontMetrics(self.font())
        duties = {_(title) for title in {line.title for line in lines}}
        days = {self._near(day) for day in {line.day for line in lines}}
        self._duty_width = max((bold.horizontalAdvance(d) for d in duties), default=0) + 24
        self._near_width = max((plain.horizontalAdvance(d) for d in days), default=0) + 22

    def _near(self, day: date) -> str:
        return near_day(day, self.today) or f"{day:%m-%d}"

    def _lay_out(self) -> None:
        self._rows = [row for section in self.sections
                      for row in (section, *(() if section.key in self.shut else section.lines))]
        self._set_range()

    def _set_range(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, len(self._rows) * self._height + PAD - self._sight.height()))
        bar.setPageStep(self._sight.height())
        bar.setSingleStep(self._height)

    def lines(self) -> list[AgendaLine]:
        """Return the lines in sight or folded away, in their order."""
        return [line for section in self.sections for line in section.lines]

    def current(self) -> AgendaLine | None:
        """Return the chosen line."""
        row = self._rows[self._at] if 0 <= self._at < len(self._rows) else None
        return row if isinstance(row, AgendaLine) else None

    def choose(self, line: AgendaLine) -> None:
        """Choose a line and bring it into sight."""
        for place, row in enumerate(self._rows):
            if isinstance(row, AgendaLine) and row.mark == line.mark:
                self._move_to(place)

    def fold(self, key: str, shut: bool) -> None:
        """Fold a section away or out."""
        (self.shut.add if shut else self.shut.discard)(key)
        self._lay_out()
        self._sight.update()
        self.folded.emit(key, shut)

    def scroll_to(self, key: str) -> None:
        """Bring a section to the top."""
        for place, row in enumerate(self._rows):
            if isinstance(row, Section) and row.key == key:
                self.verticalScrollBar().setValue(place * self._height)

    # --- painting ---

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the scroll bar's range."""
        super().resizeEvent(event)
        self._set_range()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows in sight."""
        painter = QPainter(self._sight)
        painter.fillRect(event.rect(), colour("base"))
        top = self.verticalScrollBar().value()
        first = max(0, top // self._height)
        last = min(len(self._rows), (top + self._sight.height()) // self._height + 1)
        columns = self._columns()
        for place in range(first, last):
            row = self._rows[place]
            box = QRect(0, place * self._height - top, self._sight.width(), self._height)
            if isinstance(row, Section):
                self._paint_heading(painter, box, row)
            else:
                self._paint_line(painter, box, row, place, columns)

    def _columns(self) -> tuple[int, int, int, int, int]:
        """Return the left edges of nearness, duty, what about, why, owner."""
        width = self._sight.width()
        unit = QFontMetrics(self.font()).horizontalAdvance("国")
        near = PAD + BAR + 8
        duty = near + self._near_width
        about = duty + min(self._duty_width, round(width * 0.24))
        owner = width - PAD - 2 * BUTTON - round(5 * unit)
        why = about + round((owner - about) * 0.42)
        return near, duty, about, why, owner

    def _paint_heading(self, painter: QPainter, box: QRect, section: Section) -> None:
        strong = status_colour(section.standing)
        sign = icon("chevron-right" if section.key in self.shut else "chevron-down", colour("muted").name())
        size = 16
        middle = box.top() + (box.height() - size) // 2 + 3
        sign.paint(painter, QRect(PAD - 4, middle, size, size))
        painter.setFont(self._bold)
        painter.setPen(strong)
        text = QRect(PAD + 18, box.top() + 3, box.width() - 2 * PAD, box.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, section.title)
        used = QFontMetrics(self._bold).horizontalAdvance(section.title)
        painter.setFont(self.font())
        painter.setPen(colour("muted"))
        painter.drawText(text.adjusted(used + 10, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, f"{len(section.lines):,}")
        painter.fillRect(PAD, box.bottom(), box.width() - 2 * PAD, 1, colour("line"))

    def _paint_line(self, painter: QPainter, box: QRect, line: AgendaLine, place: int,
                    columns: tuple[int, int, int, int, int]) -> None:
        chosen, hovered = place == self._at, place == self._hover
        if chosen:
            painter.fillRect(box.adjusted(PAD - 6, 0, -PAD + 6, 0), colour("selection"))
        elif hovered:
            painter.fillRect(box.adjusted(PAD - 6, 0, -PAD + 6, 0), colour("hover"))
        standing = line.standing(self.today)
        strong = status_colour(standing)
        painter.fillRect(PAD, box.top() + 7, BAR, box.height() - 14, strong)
        near, duty, about, why, owner = columns
        text, muted = colour("selection_text" if chosen else "text"), colour("muted")
        when = self._near(line.day)
        self._write(painter, near, duty, box, when, strong if standing != AHEAD else muted)
        painter.setFont(self._bold)
        self._write(painter, duty, about, box, _(line.title), text)
        painter.setFont(self.font())
        more = f"   {line.order}" if line.order and line.order not in line.name else ""
        self._write(painter, about, why, box, line.name + more, text)
        self._write(painter, why, owner, box, self._why(line), muted)
        self._write(painter, owner, box.width() - PAD - 2 * BUTTON, box, line.owner, muted)
        if hovered or chosen:
            tint = colour("muted").name()
            for sign, at in (("clock", 2), ("arrow-right", 1)):
                edge = box.width() - PAD - at * BUTTON
                icon(sign, tint).paint(painter, QRect(edge + 5, box.top() + (box.height() - 16) // 2, 16, 16))

    @staticmethod
    def _write(painter: QPainter, left: int, right: int, box: QRect, text: str, ink: QColor) -> None:
        if not text:
            return
        painter.setPen(ink)
        room = right - left - 10
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, shown)

    @staticmethod
    def _why(line: AgendaLine) -> str:
        if line.put_off is not None:
            return _("put off from {day}: {reason}").format(day=f"{line.due:%m-%d}", reason=line.put_off_because)
        return line.reason

    # --- hands ---

    def _place_at(self, point: QPoint) -> int:
        place = (point.y() + self.verticalScrollBar().value()) // self._height
        return place if 0 <= place < len(self._rows) else -1

    def _button_at(self, point: QPoint) -> str:
        from_right = self._sight.width() - PAD - point.x()
        return "open" if 0 <= from_right < BUTTON else "put off" if BUTTON <= from_right < 2 * BUTTON else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show what is under the mouse."""
        place = self._place_at(event.position().toPoint())
        if place != self._hover:
            self._hover = place
            self._sight.update()
        line = self._rows[place] if place >= 0 else None
        button = self._button_at(event.position().toPoint())
        if not isinstance(line, AgendaLine):
            tip = ""
        elif button:
            tip = _("Open the form (Enter)") if button == "open" else _("Put off… (P)")
        else:
            tip = self.words(line)
        QToolTip.showText(event.globalPosition().toPoint(), tip, self._sight)

    def words(self, line: AgendaLine) -> str:
        """Return all that is known of a line, for the tip and for screen readers."""
        parts = [f"{_(line.title)}  {line.name}", _("Due {day}").format(day=line.due.isoformat())]
        if line.since is not None:
            parts.append(_("Running since {day}").format(day=line.since.isoformat()))
        if why := self._why(line):
            parts.append(why)
        if line.order and line.order not in line.name:
            parts.append(_("Order {order}").format(order=line.order))
        if line.owner:
            parts.append(_("Owner: {name}").format(name=line.owner))
        if line.instead_of:
            parts.append(_("in place of {name}").format(name=line.instead_of))
        return "\n".join(parts)

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        """Forget what was under the mouse."""
        self._hover = -1
        self._sight.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose a line, press one of its buttons, or fold a section."""
        place = self._place_at(event.position().toPoint())
        if place < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        row = self._rows[place]
        if isinstance(row, Section):
            self.fold(row.key, row.key not in self.shut)
            return
        self._move_to(place)
        button = self._button_at(event.position().toPoint())
        if button == "open":
            self.opened.emit(row)
        elif button == "put off":
            self.put_off_wanted.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the line."""
        line = self.current()
        if line is not None and self._place_at(event.position().toPoint()) == self._at \
                and not self._button_at(event.position().toPoint()):
            self.opened.emit(line)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what can be done with the line."""
        place = self._place_at(event.pos())
        if place < 0 or isinstance(self._rows[place], Section):
            return
        self._move_to(place)
        line = self.current()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("arrow-right"), _("Open"), lambda: self.opened.emit(line))
        menu.addAction(icon("clock"), _("Put off…"), lambda: self.put_off_wanted.emit(line))
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move, open, put off, fold."""
        page = max(1, self._sight.height() // self._height - 1)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page,
                 Qt.Key.Key_Home: -len(self._rows), Qt.Key.Key_End: len(self._rows)}
        key = Qt.Key(event.key())
        line = self.current()
        if key in steps and self._rows:
            self._move_to(max(0, min(len(self._rows) - 1, self._at + steps[key])), steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.opened.emit(line)
        elif key == Qt.Key.Key_P and line is not None:
            self.put_off_wanted.emit(line)
        else:
            super().keyPressEvent(event)

    def _move_to(self, place: int, step: int = 1) -> None:
        """Choose the row, or the next that is a line."""
        way = 1 if step >= 0 else -1
        for n in (*range(place, len(self._rows) if way > 0 else -1, way), *range(place, -1 if way > 0 else
                                                                                len(self._rows), -way)):
            if isinstance(self._rows[n], AgendaLine):
                self._at = n
                break
        bar = self.verticalScrollBar()
        top = self._at * self._height
        if top < bar.value():
            bar.setValue(top - self._height)
        elif top + self._height > bar.value() + self._sight.height():
            bar.setValue(top + self._height - self._sight.height())
        self._sight.update()


def by_urgency(lines: Sequence[AgendaLine], today: date, headings: dict[str, str]) -> list[Section]:
    """Return the lines under late, today, soon and later."""
    found: dict[str, list[AgendaLine]] = {key: [] for key in headings}
    for line in lines:
        found[line.standing(today)].append(line)
    return [Section(key, _(headings[key]), key, tuple(own)) for key, own in found.items() if own or key != AHEAD]


def grouped(lines: Sequence[AgendaLine], today: date, key: Callable[[AgendaLine], str]) -> list[Section]:
    """Return the lines under the names that `key` gives them, those with something late first."""
    found: dict[str, list[AgendaLine]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    made = [Section(name, name or _("Without"), own[0].standing(today), tuple(own)) for name, own in found.items()]
    return sorted(made, key=lambda s: (s.lines[0].day, s.standing != LATE, s.title))
