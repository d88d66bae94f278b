"""Words laid out once and drawn many times; a frame lays out only a few new ones, the rest follow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText, QTransform

Piece = tuple[QStaticText, float]
_STEP = 12
_KEPT = 30_000


class Texts:
    """A store of laid-out words in one font; `short` tells that a frame left some out for the next.

    With `keep_end` words are shortened at their beginning, as suits numbers that differ at the end.
    """

    def __init__(self, font: QFont, ratio: float, keep_end: bool = False) -> None:
        self.font = font
        self.short = False
        self.budget = 0
        self._elide = Qt.TextElideMode.ElideLeft if keep_end else Qt.TextElideMode.ElideRight
        self._metrics = QFontMetricsF(font)
        self._transform = QTransform.fromScale(ratio, ratio)
        self._pieces: dict[str, Piece] = {}
        self._cut: dict[tuple[str, int], Piece | None] = {}

    def begin(self, budget: int) -> None:
        """Start a frame that may lay out so many new words."""
        self.budget = budget
        self.short = False

    def piece(self, text: str) -> Piece | None:
        """Return the words and their width, or None when this frame has laid out enough."""
        found = self._pieces.get(text)
        if found is None:
            if self.budget <= 0:
                self.short = True
                return None
            self.budget -= 1
            if len(self._pieces) > _KEPT:
                self._pieces.clear()
            found = self._pieces[text] = self._laid(text)
        return found

    def cut(self, text: str, width: float) -> Piece | None:
        """Return the words shortened to a width with an ellipsis, or None if nothing fits (yet)."""
        key = (text, int(width) // _STEP)
        if key in self._cut:
            return self._cut[key]
        if self.budget <= 0:
            self.short = True
            return None
        self.budget -= 1
        if len(self._cut) > _KEPT:
            self._cut.clear()
        room = key[1] * _STEP
        words = self._metrics.elidedText(text, self._elide, room)
        found = self._laid(words) if len(words) > 2 else None
        self._cut[key] = found
        return found

    def _laid(self, text: str) -> Piece:
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(self._transform, self.font)
        return static, static.size().width()
