"""The load strip below the Gantt: percent of each day for one line or all, over 100 shown as it is."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.areas.schedule.board import Board
from app.domain.text import _, _n
from ui.areas.schedule.gantt_axis import TimeAxis
from ui.areas.schedule.gantt_colours import Scheme, mix, scheme_of
from ui.areas.schedule.gantt_tip import load_words
from ui.measures import is_low_screen

_HEIGHT, _LOW = 104, 76
_PAD = 8
_STEPS = (50, 100, 200, 500, 1000)


class LoadStrip(QWidget):
    """Columns of load on the Gantt's time axis; a click sends the day and scrolls there."""

    day_chosen = Signal(object)

    def __init__(self, axis: TimeAxis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis = axis
        self.lane: int | None = None
        self._board: Board | None = None
        self._load: dict[int, float] = {}
        self._hover: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Load per day"))
        axis.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height that the strip wants."""
        return QSize(400, _LOW if is_low_screen() else _HEIGHT)

    def show_board(self, board: Board) -> None:
        """Show the load of a board; the chosen line stays if the board has it."""
        self._board = board
        if self.lane not in {lane.key for lane in board.lanes}:
            self.lane = None
        self._gather()

    def set_lane(self, lane: int | None) -> None:
        """Show one line, one plant (its row's key), or with None all lines together."""
        self.lane = lane
        self._gather()

    def percent(self, day: date) -> float | None:
        """Return the load shown for a day, or None without one."""
        return self._load.get(day.toordinal())

    @property
    def title(self) -> str:
        """The name of what is shown."""
        lanes = self._board.lanes if self._board else ()
        return next((lane.title for lane in lanes if lane.key == self.lane), _("All lines together"))

    @property
    def ceiling(self) -> float:
        """The percent at the top of the strip: what is highest in sight, at least 125."""
        first, last = self._days()
        return max([125.0, *(1.12 * self._load.get(day, 0.0) for day in range(first, last + 1))])

    def _gather(self) -> None:
        found: dict[int, list[float]] = defaultdict(list)
        board = self._board
        if board is not None:
            wanted = {lane.key for lane in board.lanes if not lane.is_plant}
            chosen = next((lane for lane in board.lanes if lane.key == self.lane), None)
            if chosen is not None:
                wanted = {chosen.key} if not chosen.is_plant else {
                    lane.key for lane in board.lanes if lane.plant == chosen.plant and not lane.is_plant}
            for (lane, day), percent in board.load.items():
                if lane in wanted:
                    found[day.toordinal()].append(percent)
            self._load = {day: sum(all_) / len(wanted) for day, all_ in found.items()}
        self.update()

    def _days(self) -> tuple[int, int]:
        left = self.axis.left
        return int(self.axis.day(left)), int(self.axis.day(left + self.axis.width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the columns and what stands at their left."""
        p = QPainter(self)
        scheme = scheme_of(self.palette())
        p.fillRect(self.rect(), scheme.base)
        if self._board is None:
            p.end()
            return
        area = QRect(self.axis.left, 0, self.axis.width, self.height())
        p.save()
        p.setClipRect(area)
        self._paint_columns(p, scheme, area)
        p.restore()
        self._paint_column(p, scheme)
        p.setPen(scheme.strong)
        p.drawLine(0, 0, self.width(), 0)
        p.end()

    def _y(self, percent: float, ceiling: float) -> float:
        return self.height() - (self.height() - _PAD) * percent / ceiling

    def _paint_columns(self, p: QPainter, scheme: Scheme, area: QRect) -> None:
        first, last = self._days()
        axis, ceiling, bottom = self.axis, self.ceiling, self.height()
        hundred = self._y(100, ceiling)
        gap = 1 if axis.scale >= 5 else 0
        off = self._board.days_off if self._board else frozenset()
        shades: list[QRectF] = []
        normal: list[QRectF] = []
        full: list[QRectF] = []
        over: list[QRectF] = []
        for day in range(first, last + 1):
            x = int(axis.x(day))
            width = max(1, int(axis.x(day + 1)) - x)
            if date.fromordinal(day) in off and axis.scale >= 3:
                shades.append(QRectF(x, 0, width, bottom))
            percent = self._load.get(day)
            if not percent:
                continue
            top = self._y(percent, ceiling)
            (full if percent > 90 else normal).append(
                QRectF(x + gap, max(top, hundred), width - 2 * gap, bottom - max(top, hundred)))
            if percent > 100:
                over.append(QRectF(x + gap, top, width - 2 * gap, hundred - top))
        p.setPen(Qt.PenStyle.NoPen)
        for colour, rects in ((scheme.off, shades), (mix(scheme.base, scheme.accent, 0.30), normal),
                              (mix(scheme.base, scheme.accent, 0.48), full), (scheme.red, over)):
            p.setBrush(colour)
            p.drawRects(rects)
        self._paint_lines(p, scheme, area, ceiling)
        if self._hover is not None:
            glow = QColor(scheme.text)
            glow.setAlpha(26)
            p.fillRect(QRectF(axis.x(self._hover), 0, axis.scale, bottom), glow)
        today = self._board.today.toordinal() if self._board else 0
        if first <= today <= last:
            p.fillRect(QRectF(int(axis.x(today)) - 1, 0, 2, bottom), scheme.today)
        if axis.scale >= 30:
            self._paint_numbers(p, scheme, ceiling, first, last)

    def _paint_lines(self, p: QPainter, scheme: Scheme, area: QRect, ceiling: float) -> None:
        y = self._y(100, ceiling)
        p.setPen(QPen(scheme.faint, 1, Qt.PenStyle.DashLine))
        p.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _paint_numbers(self, p: QPainter, scheme: Scheme, ceiling: float, first: int, last: int) -> None:
        font = self.font()
        font.setPointSizeF(max(6.5, font.pointSizeF() - 1.5))
        p.setFont(font)
        high = p.fontMetrics().height()
        for day in range(first, last + 1):
            percent = self._load.get(day)
            if not percent:
                continue
            top = self._y(percent, ceiling)
            inside = percent <= 100 or top < high
            p.setPen(scheme.text if percent <= 100 else scheme.base if inside else scheme.red)
            p.drawText(QRectF(self.axis.x(day) - 8, top + 1 if inside else top - high, self.axis.scale + 16, high),
                       Qt.AlignmentFlag.AlignCenter, f"{percent:.0f}")

    def _paint_column(self, p: QPainter, scheme: Scheme) -> None:
        """Paint what stands at the left: the name, the peak and the numbers of the axis."""
        left = self.axis.left
        p.fillRect(QRect(0, 0, left, self.height()), scheme.band)
        p.setPen(scheme.strong)
        p.drawLine(left - 1, 0, left - 1, self.height())
        bold = self.font()
        bold.setBold(True)
        p.setFont(bold)
        p.setPen(scheme.text)
        line = p.fontMetrics().height()
        name = p.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, left - 62)
        p.drawText(QPointF(12, line + 4), name)
        p.setFont(self.font())
        p.setPen(scheme.faint)
        first, last = self._days()
        seen = [(percent, day) for day in range(first, last + 1) if (percent := self._load.get(day))]
        if seen:
            peak, day = max(seen)
            when = date.fromordinal(day)
            p.setPen(scheme.red if peak > 100 else scheme.faint)
            p.drawText(QPointF(12, 2 * line + 8), _("Peak {percent:.0f} % on {month}/{day}").format(
                percent=peak, month=when.month, day=when.day))
            p.setPen(scheme.faint)
            days = sum(percent > 100 for percent, _day in seen)
            p.drawText(QPointF(12, 3 * line + 10), _n("{days} day over 100 %", "{days} days over 100 %", days).format(
                days=days))
        else:
            p.drawText(QPointF(12, 2 * line + 8), _("No load in sight"))
        ceiling = self.ceiling
        for percent in _STEPS:
            if percent < ceiling * 0.94:
                y = self._y(percent, ceiling)
                p.drawText(QRectF(left - 50, y - line / 2, 42, line),
                           Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(percent))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Light up the day below the pointer."""
        x = event.position().x()
        self._hover = int(self.axis.day(x)) if x >= self.axis.left else None
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """No day is lit any more."""
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Jump to the clicked day."""
        x = event.position().x()
        if event.button() == Qt.MouseButton.LeftButton and x >= self.axis.left:
            day = self.axis.date_at(x)
            self.axis.centre(day.toordinal() + 0.5)
            self.day_chosen.emit(day)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll, or zoom around the pointer with Ctrl."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.axis.set_scale(self.axis.scale * 1.0016 ** turn, max(event.position().x(), self.axis.left))
        else:
            self.axis.set_offset(self.axis.offset - turn)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Tell the number of a day in a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = ""
            if event.pos().x() >= self.axis.left:
                day = self.axis.date_at(event.pos().x())
                words = load_words(self.title, day, self.percent(day) or 0.0)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
