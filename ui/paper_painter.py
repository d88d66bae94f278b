"""Printed pages painted with Qt: the preview on screen and the printer show exactly what the PDF holds."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF

from app.reports.paper_fonts import TICKS, pieces, units
from app.reports.paper_marks import MUTED, Box, Image, Line, Page, Shape, Text
from ui.theme import bundled_family

DRAWN_AT = 100
"""Fonts are asked for at this size and scaled, so that every text is exactly as wide as on paper."""


def page_image(page: Page, width: int) -> QImage:
    """Return a page as a picture, `width` device pixels wide, on white paper."""
    scale = width / page.width
    image = QImage(width, round(page.height * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_page(painter, page, scale)
    painter.end()
    return image


def paint_page(painter: QPainter, page: Page, scale: float) -> None:
    """Paint a page from the painter's origin; `scale` is device units for a point."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(scale, scale)
    texts = []
    for mark in page.marks:
        if isinstance(mark, Text):
            texts.append(mark)
        elif isinstance(mark, Line):
            _line(painter, mark)
        elif isinstance(mark, Box):
            _box(painter, mark)
        elif isinstance(mark, Shape):
            _shape(painter, mark)
        else:
            _image(painter, mark)
    fonts = {bold: _font(bold) for bold in (False, True)}
    for text in texts:
        painter.setFont(fonts[text.bold])
        _text(painter, text)
    painter.restore()


def _font(bold: bool) -> QFont:
    font = QFont(bundled_family())
    font.setPixelSize(DRAWN_AT)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    return font


def _text(painter: QPainter, mark: Text) -> None:
    painter.setPen(QColor(mark.colour))
    x = mark.x
    for run, typed in pieces(mark.text, mark.bold):
        if typed:
            painter.save()
            painter.translate(x, mark.y)
            painter.scale(mark.size / DRAWN_AT, mark.size / DRAWN_AT)
            painter.drawText(QPointF(0, 0), run)
            painter.restore()
        elif run in TICKS:
            _tick(painter, x, mark, run)
        else:
            _code_box(painter, x, mark, run)
        x += units(run, mark.bold) * mark.size / 1000


def _tick(painter: QPainter, x: float, mark: Text, char: str) -> None:
    """Draw a box for ticking as the PDF does."""
    side = mark.size * 0.78
    left, top = x + mark.size * 0.11, mark.y + mark.size * 0.05 - side
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(mark.colour), mark.size * 0.07))
    painter.drawRect(QRectF(left, top, side, side))
    painter.setPen(QPen(QColor(mark.colour), mark.size * 0.12))
    if char == "☑":
        steps = ((0.18, 0.5), (0.42, 0.78), (0.84, 0.2))
        painter.drawPolyline(QPolygonF([QPointF(left + side * a, top + side * b) for a, b in steps]))
    elif char == "☒":
        near, far = side * 0.2, side * 0.8
        painter.drawLine(QPointF(left + near, top + near), QPointF(left + far, top + far))
        painter.drawLine(QPointF(left + near, top + far), QPointF(left + far, top + near))


def _code_box(painter: QPainter, x: float, mark: Text, char: str) -> None:
    """Draw the box with the number of a character that no font here has."""
    code = f"{ord(char):04X}"
    half = (len(code) + 1) // 2
    side = mark.size * 0.9
    top = mark.y + mark.size * 0.1 - side
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(MUTED), mark.size * 0.04))
    painter.drawRect(QRectF(x + mark.size * 0.05, top, side, side))
    small = mark.size * 0.36
    for part, share in ((code[:half], 0.44), (code[half:], 0.86)):
        wide = units(part, False) * small / 1000
        _text(painter, Text(x + (mark.size - wide) / 2, top + side * share, part, small, False, MUTED))


def _line(painter: QPainter, mark: Line) -> None:
    pen = QPen(QColor(mark.colour), mark.width)
    if mark.dash:
        pen.setDashPattern([part / mark.width for part in mark.dash])
    painter.setPen(pen)
    painter.drawLine(QPointF(mark.x1, mark.y1), QPointF(mark.x2, mark.y2))


def _box(painter: QPainter, mark: Box) -> None:
    painter.setBrush(QColor(mark.ground) if mark.ground else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(mark.outline), mark.line) if mark.outline else Qt.PenStyle.NoPen)
    place = QRectF(mark.x, mark.y, mark.width, mark.height)
    if mark.radius:
        painter.drawRoundedRect(place, mark.radius, mark.radius)
    else:
        painter.drawRect(place)


def _shape(painter: QPainter, mark: Shape) -> None:
    points = QPolygonF([QPointF(x, y) for x, y in mark.points])
    if mark.closed:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mark.colour))
        painter.drawPolygon(points)
    else:
        painter.setPen(QPen(QColor(mark.colour), mark.width))
        painter.drawPolyline(points)


def _image(painter: QPainter, mark: Image) -> None:
    picture = QImage.fromData(QByteArray(mark.data))
    if picture.isNull():
        return
    scale = min(mark.width / picture.width(), mark.height / picture.height())
    wide, high = picture.width() * scale, picture.height() * scale
    place = QRectF(mark.x + (mark.width - wide) / 2, mark.y + (mark.height - high) / 2, wide, high)
    painter.drawImage(place, picture)
