"""Draws the program's mark, three bars of a schedule with a tick on a blue ground: .ico, .png and the splashes.

Run it after a change of the drawing: `python build/draw_icon.py`; the results lie in resources/program.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
)

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
FOLDER = RESOURCES / "program"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
TOP, BOTTOM, PALE, WARM = "#3A78E7", "#1D4FB8", "#DCE8FF", "#FFB84D"
BARS = ((0.20, 0.235, 0.40, PALE), (0.34, 0.435, 0.46, "#FFFFFF"), (0.20, 0.635, 0.30, WARM))
"""Left, top and width of each bar in parts of the mark's side, with its colour."""


def drawn(side: int) -> QImage:
    """Return the mark, `side` pixels wide; small ones have no hairlines and stand on whole pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    ground = QLinearGradient(0, 0, 0, side)
    ground.setColorAt(0, QColor(TOP))
    ground.setColorAt(1, QColor(BOTTOM))
    painter.setBrush(ground)
    edge = 0 if side <= 24 else side * 0.03
    painter.drawRoundedRect(QRectF(edge, edge, side - 2 * edge, side - 2 * edge), side * 0.21, side * 0.21)
    high = max(2.0, side * 0.135)
    for left, top, wide, colour in BARS:
        box = QRectF(round(side * left), round(side * top), round(side * wide), round(high))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(box, high * 0.32, high * 0.32)
    tick = QPainterPath(QPointF(side * 0.575, side * 0.725))
    tick.lineTo(side * 0.65, side * 0.805)
    tick.lineTo(side * 0.795, side * 0.645)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#FFFFFF"), max(1.6, side * 0.085), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(tick)
    painter.end()
    return image


def encoded(image: QImage, kind: str) -> bytes:
    """Return a picture as the bytes of a file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(data.data())


def icon_file(pictures: list[tuple[int, bytes]]) -> bytes:
    """Return an .ico file of PNG pictures, each (side, bytes)."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    table, body = b"", b""
    for side, data in pictures:
        table += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(data), at + len(body))
        body += data
    return head + table + body


SPLASHES = {"splash": ("正在打开……", "Opening …"),
            "splash-first": ("第一次启动，正在准备……", "First start: getting ready …")}
"""What stands on the picture of a start, in both languages, since the translations come only with the program."""

WIDE, HIGH, LEFT = 440, 136, 128
BAR = (LEFT, 110, 284, 4)
"""Where the bar of the first start lies; app/program/splash.py knows it too."""


def splash(words: tuple[str, str], bar: bool) -> QImage:
    """Return the picture of a start: mark, name, words, and the ground of the bar if there is one."""
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#C9D1DC"), 1))
    painter.drawRect(QRectF(0.5, 0.5, WIDE - 1, HIGH - 1))
    painter.drawImage(QRectF(24, 28, 80, 80), drawn(320))
    down = 0 if bar else 8
    for text, top, size, weight, colour in (
            ("跟单台", 20, 25, QFont.Weight.Bold, "#1A2433"), (words[0], 58, 15, QFont.Weight.Normal, "#38455A"),
            (words[1], 80, 13, QFont.Weight.Normal, "#6B778A")):
        font = QFont("Noto Sans SC", -1, weight)
        font.setPixelSize(size)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(LEFT, top + down, WIDE - LEFT, size * 1.5), Qt.AlignmentFlag.AlignVCenter, text)
    if bar:
        painter.fillRect(QRectF(*BAR), QColor("#E3E9F2"))
    painter.end()
    return image


def main() -> int:
    """Write the mark in all its sizes, and the pictures shown while the program unpacks itself and opens."""
    app = QGuiApplication(sys.argv[:1])
    for weight in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"NotoSansSC-{weight}.ttf"))
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "gendan.png").write_bytes(encoded(drawn(256), "PNG"))
    (FOLDER / "gendan.ico").write_bytes(icon_file([(side, encoded(drawn(side), "PNG")) for side in SIZES]))
    for name, words in SPLASHES.items():
        (FOLDER / f"{name}.bmp").write_bytes(encoded(splash(words, name != "splash"), "BMP"))
    bar = QImage(BAR[2], BAR[3], QImage.Format.Format_RGB32)
    bar.fill(QColor(TOP))
    (FOLDER / "splash-bar.bmp").write_bytes(encoded(bar, "BMP"))
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
