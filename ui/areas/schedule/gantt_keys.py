"""The keyboard on the Gantt: which key means what, and what it does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent

from app.areas.schedule.board import Bar
from ui.areas.schedule.gantt_drag import resized, shifted
from ui.areas.schedule.gantt_hands import Hands
from ui.areas.schedule.gantt_layout import Row

_KEY = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ZOOM = 1.25

_MEANING: dict[tuple[Qt.KeyboardModifier, int], tuple[str, int]] = {
    (_NONE, _KEY.Key_Left): ("next", -1), (_NONE, _KEY.Key_Right): ("next", 1),
    (_SHIFT, _KEY.Key_Left): ("push", -1), (_SHIFT, _KEY.Key_Right): ("push", 1),
    (_CONTROL | _SHIFT, _KEY.Key_Left): ("stretch", -1), (_CONTROL | _SHIFT, _KEY.Key_Right): ("stretch", 1),
    (_ALT, _KEY.Key_Up): ("lane", -1), (_ALT, _KEY.Key_Down): ("lane", 1),
    (_NONE, _KEY.Key_Up): ("row", -1), (_NONE, _KEY.Key_Down): ("row", 1),
    (_CONTROL, _KEY.Key_Left): ("day", -1), (_CONTROL, _KEY.Key_Right): ("day", 1),
    (_NONE, _KEY.Key_Home): ("today", 0), (_CONTROL, _KEY.Key_A): ("all", 0),
    (_NONE, _KEY.Key_Plus): ("zoom", 1), (_SHIFT, _KEY.Key_Plus): ("zoom", 1),
    (_NONE, _KEY.Key_Equal): ("zoom", 1), (_CONTROL, _KEY.Key_Plus): ("zoom", 1),
    (_CONTROL, _KEY.Key_Equal): ("zoom", 1), (_NONE, _KEY.Key_Minus): ("zoom", -1),
    (_CONTROL, _KEY.Key_Minus): ("zoom", -1), (_NONE, _KEY.Key_Return): ("open", 0),
    (_NONE, _KEY.Key_Enter): ("open", 0), (_NONE, _KEY.Key_Space): ("toggle", 0),
    (_NONE, _KEY.Key_Escape): ("clear", 0), (_NONE, _KEY.Key_PageUp): ("page", -1),
    (_NONE, _KEY.Key_PageDown): ("page", 1), (_NONE, _KEY.Key_Menu): ("menu", 0),
    (_SHIFT, _KEY.Key_F10): ("menu", 0),
}


def meaning(event: QKeyEvent) -> tuple[str, int] | None:
    """Return what a key press asks for, as (deed, direction), or None."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _MEANING.get((modifiers, event.key()))


class Keys:
    """Does what a key asks for; today, zoom and page are the widget's own."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.view = hands.view

    def do(self, deed: str, way: int) -> bool:
        """Do a deed; tell whether it was one of the keyboard's."""
        known = {"day": self._shift, "push": self._shift, "lane": self._shift, "stretch": self._stretch,
                 "row": self._row, "next": self._next, "all": self._all, "open": self._open,
                 "toggle": self._toggle, "clear": self._clear, "menu": self._menu}
        if deed not in known:
            return False
        known[deed](deed, way)
        return True

    def _shift(self, deed: str, way: int) -> None:
        bars = self.view.chosen()
        if not bars:
            if deed == "day":
                self._next(deed, way)
            return
        lanes = [row.lane.key for row in self.view.layout.lines]
        days, steps = (0, way) if deed == "lane" else (way, 0)
        self.hands.send(shifted(bars, days, steps, lanes, deed == "push"))

    def _stretch(self, deed: str, way: int) -> None:
        self.hands.send([move for bar in self.view.chosen() for move in resized(bar, "finish", way)])

    def _next(self, deed: str, way: int) -> None:
        bar = self._here()
        row = self.view.layout.of_lane.get(bar.lane) if bar else None
        if bar is None or row is None:
            return
        bars = sorted((other for sub in row.subs for other in sub.bars),
                      key=lambda other: (other.start, other.key))
        place = bars.index(bar) + way if self.view.focus == bar.key else bars.index(bar)
        self._go(bars[max(0, min(place, len(bars) - 1))])

    def _row(self, deed: str, way: int) -> None:
        bar = self._here()
        row = self.view.layout.of_lane.get(bar.lane) if bar else None
        if bar is None or row is None:
            return
        if self.view.focus != bar.key:
            self._go(bar)
            return
        rows = self.view.layout.rows[row.index + 1:] if way > 0 else self.view.layout.rows[:row.index][::-1]
        for other in rows:
            near = _nearest(other, bar)
            if near is not None:
                self._go(near)
                return

    def _go(self, bar: Bar) -> None:
        self.view.anchor = bar.key
        keep = self.view.selected if len(self.view.selected) > 1 else {bar.key}
        self.hands.choose(keep, bar.key)

    def _here(self) -> Bar | None:
        view = self.view
        bar = view.bar(view.focus)
        if bar is not None and bar.lane in view.layout.of_lane:
            return bar
        today = view.board.today
        found = [near for row in view.layout.rows if (near := _nearest_day(row, today.toordinal()))]
        return found[0] if found else None

    def _all(self, deed: str, way: int) -> None:
        dimmed = self.view.dimmed or set()
        self.hands.choose({bar.key for row in self.view.layout.rows for sub in row.subs for bar in sub.bars
                           if bar.key not in dimmed})

    def _open(self, deed: str, way: int) -> None:
        if self.view.focus is not None and self.view.bar(self.view.focus) is not None:
            self.hands.activated.emit(self.view.focus)

    def _toggle(self, deed: str, way: int) -> None:
        if self.view.focus is not None:
            self.hands.click(self.view.focus, True)

    def _clear(self, deed: str, way: int) -> None:
        self.hands.choose(set())

    def _menu(self, deed: str, way: int) -> None:
        rect = self.view.rect(self.view.focus) if self.view.focus is not None else None
        point = rect.bottomLeft().toPoint() if rect is not None else QPoint(self.view.axis.left, self.view.top)
        self.hands.menu_wanted.emit([bar.key for bar in self.view.chosen()], point)


def _nearest(row: Row, bar: Bar) -> Bar | None:
    return _nearest_day(row, (bar.start.toordinal() + bar.finish.toordinal()) // 2)


def _nearest_day(row: Row, day: int) -> Bar | None:
    near: list[Bar] = []
    for sub in row.subs:
        i = sub.between(day, day)[0]
        near += sub.bars[max(0, i - 1):i + 1]
    return min(near, key=lambda bar: max(bar.start.toordinal() - day, day - bar.finish.toordinal(), 0),
               default=None)
