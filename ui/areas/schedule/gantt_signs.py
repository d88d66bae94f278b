"""Small signs drawn once per colour scheme and stamped on many bars: marks, lights, lock."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from ui.areas.schedule.gantt_colours import Scheme, mix

MARK = 11
DOT = 5
_GAP = 2
LIGHTS_WIDTH = 7 * (DOT + _GAP)


def _canvas(width: int, height: int, ratio: float) -> tuple[QPixmap, QPainter]:
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    return pixmap, painter


class Signs:
    """The signs of one colour scheme at one pixel ratio."""

    def __init__(self, scheme: Scheme, ratio: float) -> None:
        self._scheme = scheme
        self._ratio = ratio
        self.light = lru_cache(256)(self._light)
        self.mark = lru_cache(16)(self._mark)
        self.lock = lru_cache(1)(self._lock)
        self.hatch = lru_cache(4)(self._hatch)

    def _colour(self, light: str) -> QColor:
        scheme = self._scheme
        return {"green": scheme.green, "amber": scheme.amber, "red": scheme.red}.get(light, scheme.grey)

    def _light(self, lights: tuple[str, ...]) -> QPixmap:
        pixmap, p = _canvas(max(1, len(lights)) * (DOT + _GAP), DOT + 1, self._ratio)
        for i, light in enumerate(lights):
            p.setBrush(self._colour(light))
            p.drawEllipse(QRectF(i * (DOT + _GAP), 0.5, DOT, DOT))
        p.end()
        return pixmap

    def _mark(self, kind: str, broken: bool) -> QPixmap:
        pixmap, p = _canvas(MARK, MARK, self._ratio)
        scheme = self._scheme
        colour = {"inspect": scheme.inspect, "ship": scheme.ship, "material": scheme.material}[kind]
        if broken:
            colour = scheme.red
        p.setPen(QPen(scheme.base, 1))
        p.setBrush(colour)
        if kind == "inspect":
            p.drawPolygon(QPolygonF([QPointF(5.5, 0.3), QPointF(10.7, 5.5), QPointF(5.5, 10.7), QPointF(0.3, 5.5)]))
        elif kind == "ship":
            p.setPen(Qt.PenStyle.NoPen)
            p.drawRect(QRectF(1.5, 0.5, 1.6, 10))
            p.drawPolygon(QPolygonF([QPointF(3, 0.5), QPointF(10.5, 3.6), QPointF(3, 6.8)]))
        else:
            p.drawPolygon(QPolygonF([QPointF(5.5, 1), QPointF(10.3, 9.6), QPointF(0.7, 9.6)]))
        p.end()
        return pixmap

    def _lock(self) -> QPixmap:
        pixmap, p = _canvas(10, 12, self._ratio)
        colour = mix(self._scheme.text, self._scheme.base, 0.2)
        p.setPen(QPen(colour, 1.5))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(QRectF(2.75, 1.25, 4.5, 7), 2.2, 2.2)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(colour)
        p.drawRoundedRect(QRectF(1, 5.2, 8, 6), 1.3, 1.3)
        p.end()
        return pixmap

    def _hatch(self, red: bool) -> QPixmap:
        side = 8
        pixmap, p = _canvas(side, side, self._ratio)
        colour = QColor(self._scheme.red if red else self._scheme.faint)
        colour.setAlpha(88 if red else 78)
        p.setPen(QPen(colour, 1.6))
        for shift in (-side, 0, side):
            p.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1))
        p.end()
        return pixmap
