"""Small signs drawn by hand in lists: a tick box, a pill in the colour of a meaning."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui import theme
from ui.icons import drawn

SIDE = 15
"""Pixels of a tick box."""


def draw_tick(painter: QPainter, room: QRect, on: bool) -> None:
    """Draw a tick box in the middle of a rectangle."""
    box = QRectF(room.center().x() - SIDE / 2 + 0.5, room.center().y() - SIDE / 2 + 0.5, SIDE, SIDE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("accent" if on else "border_strong"))
    painter.setBrush(theme.colour("accent" if on else "base"))
    painter.drawRoundedRect(box, 4, 4)
    if on:
        sign = drawn("check", theme.colour("accent_text").name(), QSize(11, 11), painter.device().devicePixelRatioF())
        painter.drawPixmap(round(box.left() + 2), round(box.top() + 2), sign)
    painter.restore()


def draw_pill(painter: QPainter, room: QRect, text: str, tone: str, metrics: QFontMetrics) -> None:
    """Draw a text on a pill at the left middle of a rectangle."""
    size = QSize(metrics.horizontalAdvance(text) + 16, metrics.height() + 4)
    pill = QRectF(room.left() + 8, room.top() + (room.height() - size.height()) / 2, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.status_colour(tone, soft=True))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(theme.status_colour(tone))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
