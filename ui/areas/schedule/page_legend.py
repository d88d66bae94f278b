"""A legend in one line: spots of colour with words, as many as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour

_SPOT, _GAP, _BETWEEN = 10, 5, 14


class Legend(QWidget):
    """Shows (colour, words); the tooltip tells all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[tuple[QColor, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_entries(self, entries: list[tuple[QColor, str]]) -> None:
        """Show other entries."""
        if entries != self.entries:
            self.entries = entries
            self.setToolTip("<br>".join(f"<span style='color:{c.name()}'>■</span> {words}" for c, words in entries))
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a height of one line; the width is what is left."""
        return QSize(60, self.fontMetrics().height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the entries that have room, then an ellipsis."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, fm, middle = 0.0, self.fontMetrics(), self.height() / 2
        more = fm.horizontalAdvance("…")
        for number, (tint, words) in enumerate(self.entries):
            width = _SPOT + _GAP + fm.horizontalAdvance(words)
            last = number == len(self.entries) - 1
            if x + width + (0 if last else _BETWEEN + more) > self.width():
                p.setPen(colour("muted"))
                p.drawText(QRectF(x, 0, more + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, "…")
                break
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(tint)
            p.drawRoundedRect(QRectF(x, middle - _SPOT / 2, _SPOT, _SPOT), 2.5, 2.5)
            p.setPen(colour("muted"))
            p.drawText(QRectF(x + _SPOT + _GAP, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            x += width + _BETWEEN
        p.end()
