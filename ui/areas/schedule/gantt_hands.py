"""What mouse and keyboard do in common: choosing bars and sending what the user wants."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal

from app.areas.schedule.board import Bar, Move
from ui.areas.schedule.gantt_drag import changed
from ui.areas.schedule.gantt_view import View


class Hands(QObject):
    """Changes the selection of a view and tells of it; sends moves when they change something."""

    moved = Signal(list)
    activated = Signal(int)
    selection_changed = Signal(list)
    menu_wanted = Signal(list, QPoint)
    lane_chosen = Signal(object)
    folded = Signal(str)
    focused = Signal(object)
    repaint = Signal()
    scroll = Signal(int)

    def __init__(self, view: View, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view

    def choose(self, keys: set[int], focus: int | None = None) -> None:
        """Select exactly these bars; the focus goes to one of them."""
        view = self.view
        if focus is not None and focus != view.focus:
            view.focus = focus
            self.focused.emit(focus)
        if keys != view.selected:
            view.selected = set(keys)
            self.selection_changed.emit([bar.key for bar in view.chosen()])
        self.repaint.emit()

    def click(self, key: int, add: bool) -> None:
        """Select a clicked bar alone, or add it to / take it from the selection."""
        self.view.anchor = key
        self.choose(self.view.selected ^ {key} if add else {key}, key)

    def extend(self, key: int) -> None:
        """Select all bars between the last clicked one and this one, over lanes and days."""
        view = self.view
        start, end = view.bar(view.anchor), view.bar(key)
        rows = view.layout.of_lane
        if start is None or end is None or start.lane not in rows or end.lane not in rows:
            self.click(key, False)
            return
        low, high = sorted((rows[start.lane].index, rows[end.lane].index))
        first, last = min(start.start, end.start), max(start.finish, end.finish)
        keys = {bar.key for row in view.layout.rows[low:high + 1] for sub in row.subs for bar in sub.bars
                if bar.start <= last and bar.finish >= first}
        self.choose(keys, key)

    def send(self, moves: list[Move]) -> None:
        """Send moves that change something."""
        wanted = changed(moves, self.view.layout.bars)
        if wanted:
            self.moved.emit(wanted)

    def held(self, key: int) -> list[Bar]:
        """Return the bars that a drag of one bar takes along, that one first."""
        view = self.view
        bar = view.bar(key)
        if bar is None:
            return []
        rest = [other for other in view.chosen() if other.key != key] if key in view.selected else []
        return [bar, *rest]
