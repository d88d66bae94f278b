"""The time axis that the Gantt and the load strip share: scale, offset and the width of the left column."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

MIN_SCALE = 1.0
MAX_SCALE = 160.0
START_SCALE = 34.0


class TimeAxis(QObject):
    """Maps days (ordinals) to x in pixels of the widget; `left` is where the time area begins."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.first = date(2026, 1, 1).toordinal()
        self.last = self.first + 365
        self.scale = START_SCALE
        self.offset = 0
        self.left = 216
        self.width = 800

    @property
    def extent(self) -> int:
        """Width of all days in pixels."""
        return int((self.last - self.first + 1) * self.scale)

    @property
    def reach(self) -> int:
        """The largest offset that still shows days only."""
        return max(0, self.extent - self.width)

    def x(self, day: float) -> float:
        """Return where a day begins, in pixels of the widget."""
        return self.left + (day - self.first) * self.scale - self.offset

    def day(self, x: float) -> float:
        """Return the day (fractional ordinal) below x."""
        return self.first + (x - self.left + self.offset) / self.scale

    def date_at(self, x: float) -> date:
        """Return the calendar day below x."""
        return date.fromordinal(max(1, int(self.day(x) // 1)))

    def set_range(self, first: int, last: int) -> None:
        """Take the first and last day; the day at the left edge stays where it is."""
        if (first, last) == (self.first, self.last):
            return
        shift = round((self.first - first) * self.scale)
        self.first, self.last = first, max(last, first)
        self.offset = self._held(self.offset + shift)
        self.changed.emit()

    def set_scale(self, scale: float, anchor: float | None = None) -> None:
        """Take pixels per day; the day below `anchor` (x, default the middle) stays below it."""
        scale = min(MAX_SCALE, max(MIN_SCALE, scale))
        if anchor is None:
            anchor = self.left + self.width / 2
        if abs(scale - self.scale) < 1e-9:
            return
        held = self.day(anchor)
        self.scale = scale
        self.offset = self._held(round((held - self.first) * scale - (anchor - self.left)))
        self.changed.emit()

    def set_offset(self, offset: float) -> None:
        """Scroll to an offset in pixels, held inside the days."""
        offset = self._held(round(offset))
        if offset != self.offset:
            self.offset = offset
            self.changed.emit()

    def set_frame(self, left: int, width: int) -> None:
        """Take where the time area begins and how wide it is."""
        width = max(1, width)
        if (left, width) == (self.left, self.width):
            return
        self.left, self.width = left, width
        self.offset = self._held(self.offset)
        self.changed.emit()

    def centre(self, day: float, share: float = 0.5) -> None:
        """Scroll so that a day stands at a share (0 to 1) of the visible width."""
        self.set_offset((day - self.first) * self.scale - self.width * share)

    def _held(self, offset: int) -> int:
        return max(0, min(offset, self.reach))
