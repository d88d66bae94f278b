"""The mouse on the Gantt: select, drag, resize, rubber band, pan, zoom, fold, widen the left column."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.areas.schedule.board import Bar
from ui.areas.schedule.gantt_drag import changed, pushed, resized, shared_lanes, shifted
from ui.areas.schedule.gantt_hands import Hands
from ui.areas.schedule.gantt_hit import Hit, hit
from ui.areas.schedule.gantt_view import Dragging

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ZOOM = 1.0016
_MARGIN = 28
_NARROW, _WIDE = 90, 460


class Mouse:
    """Follows one press at a time; `mode` is what the press has become."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.view = hands.view
        self.mode = ""
        self._hit = Hit("empty")
        self._from = QPoint()
        self._last = QPoint()
        self._day = 0.0
        self._keys = Qt.KeyboardModifier.NoModifier
        self._before: set[int] = set()
        self._bars: list[Bar] = []
        self._timer = QTimer(hands)
        self._timer.setInterval(30)
        self._timer.timeout.connect(self._creep)

    def press(self, event: QMouseEvent) -> None:
        """Take a press of a button."""
        point = event.position().toPoint()
        self._from = self._last = point
        self._keys = event.modifiers()
        self._day = self.view.axis.day(event.position().x())
        if event.button() == Qt.MouseButton.MiddleButton:
            self.mode = "pan"
            return
        self._hit = found = hit(self.view, point)
        if event.button() != Qt.MouseButton.LeftButton:
            if event.button() == Qt.MouseButton.RightButton and found.bar is not None \
                    and found.bar.key not in self.view.selected:
                self.hands.click(found.bar.key, False)
            return
        if found.kind == "divider":
            self.mode = "divider"
        elif found.bar is not None:
            self.mode = "pressed"
            if not self._keys & (_CONTROL | _SHIFT) and found.bar.key not in self.view.selected:
                self.hands.click(found.bar.key, False)
        elif found.kind == "plant" and found.row is not None:
            self.hands.folded.emit(found.row.lane.plant)
        elif found.kind == "lane" and found.row is not None:
            key = found.row.lane.key
            self.hands.lane_chosen.emit(None if key == self.view.lane else key)
        elif found.kind == "empty" and point.x() >= self.view.axis.left:
            self.mode = "empty"
            self._before = set(self.view.selected) if self._keys & (_CONTROL | _SHIFT) else set()

    def move(self, event: QMouseEvent) -> None:
        """Take a movement, with or without a button."""
        point = event.position().toPoint()
        self._keys = event.modifiers()
        view = self.view
        if self.mode == "":
            self._hover(point)
            return
        if self.mode == "pan":
            view.axis.set_offset(view.axis.offset - (point.x() - self._last.x()))
            self.hands.scroll.emit(-(point.y() - self._last.y()))
        elif self.mode == "divider":
            left = max(_NARROW, min(_WIDE, point.x()))
            view.axis.set_frame(left, view.size.width() - left)
        far = (point - self._from).manhattanLength() >= QApplication.startDragDistance()
        self._last = point
        if self.mode == "pressed" and far:
            self._begin()
        elif self.mode == "empty" and far:
            self.mode = "rubber"
        self._follow()

    def _begin(self) -> None:
        bar = self._hit.bar
        if bar is None:
            return
        if bar.key not in self.view.selected:
            self.hands.click(bar.key, bool(self._keys & _CONTROL))
        self.mode = self._hit.edge or "move"
        self._bars = self.hands.held(bar.key) if self.mode == "move" else [bar]
        self.view.hover = None
        self.view.drag = Dragging(mode=self.mode, possible=shared_lanes(self._bars))
        self._timer.start()

    def _follow(self) -> None:
        view, drag = self.view, self.view.drag
        if self.mode == "rubber":
            self._timer.start()
            top_left = QPoint(round(view.axis.x(self._day)), self._from.y())
            view.rubber = QRect(top_left, self._last).normalized()
            keys = {bar.key for bar in view.inside(QRectF(view.rubber))}
            self.hands.choose(self._before | keys)
        if drag is None:
            return
        days = round(view.axis.day(self._last.x()) - self._day)
        push = bool(self._keys & _SHIFT)
        if self.mode == "move":
            lanes = [row.lane.key for row in view.layout.lines]
            steps = self._steps(lanes)
            drag.moves = shifted(self._bars, days, steps, lanes, push)
            drag.lane = drag.moves[0].lane
        else:
            drag.moves = resized(self._bars[0], self.mode, days, push)
            drag.lane = self._bars[0].lane
        real = changed(drag.moves, view.layout.bars)
        drag.shown = drag.moves
        drag.pushed = pushed(drag.moves, view.layout.stacks, view.layout.bars) if push and real else []
        if view.settle is not None and real:
            settled = {move.key: move for move in view.settle(drag.moves)}
            drag.shown = [settled.pop(move.key, move) for move in drag.moves]
            drag.pushed = list(settled.values())
        drag.pointer = self._last
        self.hands.repaint.emit()

    def _steps(self, lanes: list[int]) -> int:
        view = self.view
        y = max(0, min(view.content(self._last.y()), view.layout.height - 1))
        row = view.layout.row_at(y)
        if row is None or self._bars[0].lane not in lanes:
            return 0
        if row.lane.is_plant:
            row = next((other for other in view.layout.rows[row.index:] if not other.lane.is_plant), row)
        return lanes.index(row.lane.key) - lanes.index(self._bars[0].lane) if row.lane.key in lanes else 0

    def release(self, event: QMouseEvent) -> None:
        """Take the release: what the press became is done now."""
        mode, bar, drag = self.mode, self._hit.bar, self.view.drag
        self._keys = event.modifiers()
        self._last = event.position().toPoint()
        if drag is not None:
            self._follow()
        moves = drag.moves if drag is not None else []
        self._end()
        if moves:
            self.hands.send(moves)
        elif mode == "pressed" and bar is not None:
            if self._keys & _SHIFT:
                self.hands.extend(bar.key)
            else:
                self.hands.click(bar.key, bool(self._keys & _CONTROL))
        elif mode == "empty" and not self._before:
            self.hands.choose(set())
        self.hands.repaint.emit()

    def cancel(self) -> bool:
        """Give up the drag or rubber band under way; tell whether there was one."""
        busy = self.view.drag is not None or self.mode == "rubber"
        if self.mode == "rubber":
            self.hands.choose(self._before)
        if busy:
            self._end()
            self.hands.repaint.emit()
        return busy

    def _end(self) -> None:
        self.mode = ""
        self._timer.stop()
        self.view.drag = None
        self.view.rubber = None

    def wheel(self, event: QWheelEvent) -> None:
        """Scroll, or zoom around the pointer with Ctrl."""
        axis, delta = self.view.axis, event.angleDelta()
        if event.modifiers() & _CONTROL:
            turn = delta.y() or delta.x()
            axis.set_scale(axis.scale * _ZOOM ** turn, max(event.position().x(), axis.left))
        elif event.modifiers() & _SHIFT:
            axis.set_offset(axis.offset - (delta.y() or delta.x()))
        else:
            pixels = event.pixelDelta()
            across = pixels.x() if not pixels.isNull() else delta.x()
            down = pixels.y() if not pixels.isNull() else delta.y() * 2 // 3
            if not self.view.reach and not across:
                across, down = down, 0
            if across:
                axis.set_offset(axis.offset - across)
            if down:
                self.hands.scroll.emit(-down)
        if self.view.drag is not None:
            self._follow()

    def leave(self) -> None:
        """The pointer left: nothing is hovered."""
        if self.view.hover is not None:
            self.view.hover = None
            self.hands.repaint.emit()

    def cursor(self, point: QPoint) -> Qt.CursorShape:
        """Return the shape of the pointer over a point."""
        found = hit(self.view, point)
        if self.mode == "pan":
            return Qt.CursorShape.ClosedHandCursor
        if found.kind == "divider" or self.mode == "divider":
            return Qt.CursorShape.SplitHCursor
        if self.mode in ("start", "finish") or (found.edge and self.mode == ""):
            return Qt.CursorShape.SizeHorCursor
        if self.mode == "move":
            return Qt.CursorShape.SizeAllCursor
        if found.kind in ("plant", "lane"):
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.ArrowCursor

    def _hover(self, point: QPoint) -> None:
        bar = hit(self.view, point).bar
        key = bar.key if bar else None
        if key != self.view.hover:
            self.view.hover = key
            self.hands.repaint.emit()

    def _creep(self) -> None:
        """Scroll while a drag is held at the edge."""
        body, point = self.view.body, self._last
        across = min(0, point.x() - body.left() - _MARGIN) or max(0, point.x() - body.right() + _MARGIN)
        down = min(0, point.y() - body.top() - _MARGIN) or max(0, point.y() - body.bottom() + _MARGIN)
        if across:
            self.view.axis.set_offset(self.view.axis.offset + max(-60, min(60, across)))
        if down:
            self.hands.scroll.emit(max(-40, min(40, down)))
        if across or down:
            self._follow()
