"""Icons by name: drawn from SVG in the colours of the look, sharp at any scale, following light and dark."""

from __future__ import annotations

import os
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from app.domain.resources import resource
from ui.icon_sheet import IconSheet, Key

_tints: dict[QIcon.Mode, str] = {
    QIcon.Mode.Normal: "#5B6270",
    QIcon.Mode.Active: "#5B6270",
    QIcon.Mode.Disabled: "#A3A9B4",
    QIcon.Mode.Selected: "#142B52",
}
_pixmaps: dict[Key, QPixmap] = {}

BESIDE = QSize(23, 17)
"""The size of an icon before a word: as high as the word, and wider than it is drawn, so that the two stand apart."""

_clones: list[QIconEngine] = []
"""Engines that Qt owns but only Python could free too early; Qt asks for one hardly ever."""


def retint(normal: str, disabled: str, selected: str) -> None:
    """Draw all icons, also those already shown, in other colours from now on (#RRGGBB)."""
    _tints[QIcon.Mode.Normal] = _tints[QIcon.Mode.Active] = normal
    _tints[QIcon.Mode.Disabled] = disabled
    _tints[QIcon.Mode.Selected] = selected
    _pixmaps.clear()


def icon(name: str, tint: str = "") -> QIcon:
    """Return the icon of that file name in resources/icons; a tint (#RRGGBB) keeps one colour of its own."""
    if name not in _names():
        raise FileNotFoundError(f"{name}.svg")
    return QIcon(_Engine(name, tint))


@cache
def _names() -> frozenset[str]:
    return frozenset(file.removesuffix(".svg") for file in os.listdir(resource("icons")))  # noqa: PTH208 - fast


@cache
def _sheet() -> IconSheet:
    return IconSheet()


def keep() -> None:
    """Keep what was drawn for the next start, unless that has it already."""
    from ui.icon_sheet import keep as keep_sheet

    if not _sheet().has_all(list(_pixmaps)):
        keep_sheet(_pixmaps)


@cache
def svg_text(name: str) -> str:
    """Return the SVG of an icon; an unknown name is a fault of the caller (FileNotFoundError)."""
    return (resource("icons") / f"{name}.svg").read_text(encoding="utf-8")


def drawn(name: str, colour: str, size: QSize, scale: float) -> QPixmap:
    """Return an icon as a picture of `size` in logical pixels, `scale` device pixels each, from the cache."""
    key = (name, colour, size.width(), size.height(), scale)
    found = _pixmaps.get(key)
    if found is None:
        found = _sheet().picture(key) or _draw(name, colour, round(size.width() * scale), round(size.height() * scale))
        found.setDevicePixelRatio(scale)
        _pixmaps[key] = found
    return found


def _draw(name: str, colour: str, width: int, height: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    made = QPixmap(width, height)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    side = min(width, height)
    box = QRectF((width - side) / 2, (height - side) / 2, side, side)
    QSvgRenderer(QByteArray(svg_text(name).replace("currentColor", colour).encode())).render(painter, box)
    painter.end()
    return made


class _Engine(QIconEngine):
    """Draws one icon whenever Qt asks, so that a change of the look needs no new icons."""

    def __init__(self, name: str, tint: str) -> None:
        super().__init__()
        self._name = name
        self._tint = tint

    def _colour(self, mode: QIcon.Mode) -> str:
        return _tints[mode] if mode == QIcon.Mode.Disabled or not self._tint else QColor(self._tint).name()

    def clone(self) -> QIconEngine:
        """Return another engine for the same icon, as Qt wants it for copies."""
        copy = _Engine(self._name, self._tint)
        _clones.append(copy)
        return copy

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon into a rectangle."""
        # asked of the transform: painter.device() is looked up among all kinds of paint devices, which takes 8 ms
        scale = painter.combinedTransform().m11() / (painter.worldTransform().m11() or 1.0) or 1.0
        painter.drawPixmap(
            QPoint(rect.x(), rect.y()), drawn(self._name, self._colour(mode), rect.size(), scale)
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a picture of `size` device pixels."""
        return drawn(self._name, self._colour(mode), size, 1.0)
