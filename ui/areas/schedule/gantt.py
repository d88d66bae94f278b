"""The Gantt of the schedule: one painting widget over a plain Board, which sends wishes and changes nothing."""

from __future__ import annotations

import gc
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.areas.schedule.board import Board
from app.domain.text import _
from ui.areas.schedule.gantt_axis import TimeAxis
from ui.areas.schedule.gantt_canvas import Canvas
from ui.areas.schedule.gantt_colours import COLOUR_BY
from ui.areas.schedule.gantt_hands import Hands
from ui.areas.schedule.gantt_header import paint_header
from ui.areas.schedule.gantt_hit import hit
from ui.areas.schedule.gantt_keys import Keys, meaning
from ui.areas.schedule.gantt_lanes import LaneColumn
from ui.areas.schedule.gantt_mouse import Mouse
from ui.areas.schedule.gantt_overlay import paint_overlay, paint_tryout
from ui.areas.schedule.gantt_sight import announce, reveal
from ui.areas.schedule.gantt_tip import tip
from ui.areas.schedule.gantt_view import View

_BEFORE, _BEYOND = 21, 45
_FIRST_ROWS = 40
_RESTYLED = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange,
             QEvent.Type.StyleChange, QEvent.Type.DevicePixelRatioChange)
_ZOOM = 1.25


class Gantt(QAbstractScrollArea):
    """Shows a Board; `moved` carries a list of Move with raw dates, only when a drag is dropped."""

    moved = Signal(list)
    activated = Signal(int)
    selection_changed = Signal(list)
    menu_wanted = Signal(list, QPoint)
    lane_chosen = Signal(object)
    _ready = False

    def __init__(self, parent: QWidget | None = None, axis: TimeAxis | None = None) -> None:
        super().__init__(parent)
        self.axis = axis or TimeAxis(self)
        today = date.today()
        self.view = View(self.axis, Board(today, today, today), self.font(), self.palette(),
                         self.devicePixelRatioF())
        self._canvas = Canvas()
        self._column = LaneColumn()
        self._fresh = True
        self._hands = Hands(self.view, self)
        self._mouse = Mouse(self._hands)
        self._keys = Keys(self._hands)
        self._ready = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(_("Schedule"))
        self.setViewport(QWidget())  # Qt's own would be looked up among all kinds of widgets there are
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        for mine, theirs in ((self.moved, self._hands.moved), (self.activated, self._hands.activated),
                             (self.selection_changed, self._hands.selection_changed),
                             (self.menu_wanted, self._hands.menu_wanted)):
            theirs.connect(mine)
        self._hands.repaint.connect(self.viewport().update)
        self._hands.folded.connect(self.toggle_plant)
        self._hands.lane_chosen.connect(self.choose_lane)
        self._hands.focused.connect(lambda key: announce(self, self.view, key))
        self._hands.scroll.connect(
            lambda down: self.verticalScrollBar().setValue(self.verticalScrollBar().value() + down))
        self.axis.changed.connect(self._fit_bars)

    def show_board(self, board: Board) -> None:
        """Show a board; zoom, place, selection and folded plants stay, as far as it still has them."""
        view = self.view
        self._mouse.cancel()
        top = view.layout.row_at(view.scroll)
        inside = view.scroll - top.y if top else 0
        view.board = board
        collecting = gc.isenabled()
        gc.disable()  # a collection in the midst of placing 50,000 bars would walk them all
        try:
            view.relayout(rows=_FIRST_ROWS if self._fresh else len(board.lanes))
            view.recolour()
            view.find()
        finally:
            if collecting:
                gc.enable()
        first = min(board.first, board.today).toordinal() - _BEFORE
        self.axis.set_range(first, max(board.last, board.today).toordinal() + _BEYOND)
        row = view.layout.of_lane.get(top.lane.key) if top else None
        self._canvas.drop()
        self._fit_bars()
        self.verticalScrollBar().setValue(row.y + inside if row else view.scroll)
        if view.focus is not None and view.bar(view.focus) is None:
            view.focus = None
        if view.hover is not None and view.bar(view.hover) is None:
            view.hover = None
        if view.lane is not None and view.lane not in {lane.key for lane in board.lanes}:
            self.choose_lane(None)
        self._hands.choose({key for key in view.selected if view.bar(key) is not None})
        if self._fresh and self.isVisible():
            self.go_to(board.today)
        if not view.layout.whole:
            QTimer.singleShot(0, self, self._complete)

    @property
    def dragging(self) -> bool:
        """Whether a drag is under way; a page holds back another board until it ends."""
        return self.view.drag is not None or self.view.rubber is not None

    def set_colour_by(self, by: str) -> None:
        """Colour the bars by customer, lateness, state or material."""
        if by not in COLOUR_BY:
            raise ValueError(by)
        self.view.by = by
        self.view.recolour()
        self._canvas.drop()
        self.viewport().update()

    def legend(self) -> list[tuple[QColor, str]]:
        """Return (colour, words) of the kinds of bars on the board."""
        return self.view.colouring.used(self.view.board.bars)

    def set_search(self, text: str) -> None:
        """Leave bars in the shade whose number, product and customer lack a word of the text."""
        self.view.search = text
        self.view.find()
        self.view.recolour()
        self._canvas.drop()
        self.viewport().update()

    def set_tryout(self, on: bool) -> None:
        """Show or hide the frame that says that nothing is saved."""
        self.view.tryout = on
        self.viewport().update()

    def set_scale(self, px_per_day: float) -> None:
        """Zoom to so many pixels per day; the middle stays."""
        self.axis.set_scale(px_per_day)

    def fit(self) -> None:
        """Show all bars from the first day to the last."""
        bars = self.view.board.bars
        if not bars:
            return
        first = min(bar.start for bar in bars).toordinal() - 1
        last = max(max(bar.finish, bar.forecast or bar.finish) for bar in bars).toordinal() + 2
        self.axis.set_scale(self.axis.width / max(1, last - first))
        self.axis.centre(first, 0.0)

    def go_to(self, day: date) -> None:
        """Scroll so that a day stands at a third of the width."""
        self._fresh = False
        self.axis.centre(day.toordinal(), 0.33)

    def go_to_bar(self, key: int) -> None:
        """Select a bar and bring it into sight; its plant unfolds."""
        bar = self.view.bar(key)
        if bar is None:
            return
        self._complete()
        plant = next((lane.plant for lane in self.view.board.lanes if lane.key == bar.lane), None)
        if plant in self.view.collapsed:
            self.toggle_plant(plant)
        self.view.anchor = key
        self._hands.choose({key}, key)
        self._reveal(key)

    def select(self, keys: list[int]) -> None:
        """Select these bars, as far as the board has them."""
        self._hands.choose({key for key in keys if self.view.bar(key) is not None})

    def selection(self) -> list[int]:
        """Return the keys of the selected bars, by row and date."""
        return [bar.key for bar in self.view.chosen()]

    def toggle_plant(self, plant: str) -> None:
        """Fold or unfold the lines of a plant."""
        self.view.collapsed = self.view.collapsed ^ {plant}
        self.view.relayout(keep_stacks=True)
        self._canvas.drop()
        self._fit_bars()

    def choose_lane(self, lane: int | None) -> None:
        """Mark a line whose load is wanted, or none, and tell of it."""
        if lane != self.view.lane:
            self.view.lane = lane
            self.viewport().update()
            self.lane_chosen.emit(lane)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint rows, overlay, header and left column; ask for one more frame if words were left out."""
        view = self.view
        p = QPainter(self.viewport())
        self._canvas.paint(p, view)
        paint_overlay(p, view)
        paint_header(p, view)
        self._column.paint(p, view)
        if view.tryout:
            paint_tryout(p, view)
        p.end()
        if self._canvas.unfinished:
            QTimer.singleShot(0, self.viewport(), self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the axis and the scroll bars to the new size."""
        self.view.size = QRect(0, 0, self.viewport().width(), self.viewport().height())
        self.axis.set_frame(self.axis.left, self.view.size.width() - self.axis.left)
        self._fit_bars()
        if self._fresh and self.view.board.lanes:
            self.go_to(self.view.board.today)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hand mouse, wheel, tooltip and menu events to those who answer them."""
        kind = event.type()
        if not self._ready:
            return super().viewportEvent(event)
        mouse = self._mouse
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseButtonPress:
                mouse.press(event)
            elif kind == QEvent.Type.MouseMove:
                mouse.move(event)
            elif kind == QEvent.Type.MouseButtonRelease:
                mouse.release(event)
            elif event.button() == Qt.MouseButton.LeftButton:
                found = hit(self.view, event.position().toPoint())
                if found.bar is not None:
                    self.activated.emit(found.bar.key)
                else:
                    mouse.press(event)
            self.viewport().setCursor(mouse.cursor(event.position().toPoint()))
            return True
        if isinstance(event, QWheelEvent):
            mouse.wheel(event)
            event.accept()
            return True
        if isinstance(event, QHelpEvent) and kind == QEvent.Type.ToolTip:
            bar = hit(self.view, event.pos()).bar if self.view.drag is None else None
            QToolTip.showText(event.globalPos(), tip(bar, self.view.board, self.view.scheme) if bar else "",
                              self.viewport())
            return True
        if isinstance(event, QContextMenuEvent):
            if event.reason() == QContextMenuEvent.Reason.Mouse and event.pos().x() >= self.axis.left:
                self.menu_wanted.emit(self.selection(), event.pos())
            return True
        if kind == QEvent.Type.Leave:
            mouse.leave()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what a key asks for."""
        asked = meaning(event)
        if asked is None:
            super().keyPressEvent(event)
            return
        deed, way = asked
        self.view.focused = True
        if deed == "clear" and self._mouse.cancel():
            return
        if deed == "today":
            self.go_to(self.view.board.today)
        elif deed == "zoom":
            self.axis.set_scale(self.axis.scale * _ZOOM ** way)
        elif deed == "page":
            self.verticalScrollBar().triggerAction(
                self.verticalScrollBar().SliderAction.SliderPageStepAdd if way > 0
                else self.verticalScrollBar().SliderAction.SliderPageStepSub)
        else:
            self._keys.do(deed, way)
            if self.view.focus is not None and deed in ("row", "next", "day") and not self._mouse.mode:
                self._reveal(self.view.focus)

    def event(self, event: QEvent) -> bool:
        """Keep whether the keyboard is here, for the focus frame."""
        if isinstance(event, QFocusEvent) and self._ready:
            self.view.focused = event.gotFocus() and event.reason() != Qt.FocusReason.MouseFocusReason
            self.viewport().update()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take another font, palette, language or pixel ratio."""
        super().changeEvent(event)
        if self._ready and event.type() in _RESTYLED:
            self.view.restyle(self.font(), self.palette(), self.devicePixelRatioF())
            self._canvas.restyle()
            self._fit_bars()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Follow the scroll bars."""
        self.axis.set_offset(self.horizontalScrollBar().value())
        self.view.scroll = self.verticalScrollBar().value()
        self.viewport().update()

    def _fit_bars(self) -> None:
        """Fit the scroll bars to the axis and the rows."""
        view, across, down = self.view, self.horizontalScrollBar(), self.verticalScrollBar()
        across.blockSignals(True)
        across.setRange(0, self.axis.reach)
        across.setPageStep(self.axis.width)
        across.setSingleStep(max(8, int(self.axis.scale)))
        across.setValue(self.axis.offset)
        across.blockSignals(False)
        down.setRange(0, view.reach)
        down.setPageStep(max(1, view.body.height()))
        down.setSingleStep(view.metrics.sub // 2)
        view.scroll = down.value()
        self.viewport().update()

    def _complete(self) -> None:
        """Place the rows that the first frame of a large board left out."""
        if not self.view.layout.whole:
            self.view.relayout(keep_stacks=True)
            self._canvas.drop()
            self._fit_bars()

    def _reveal(self, key: int) -> None:
        self._fresh = False
        down = reveal(self.view, key)
        if down is not None:
            self.verticalScrollBar().setValue(down)
