"""The QR code that finds a printed record again when it is scanned."""

from __future__ import annotations

from app.reports.paper_marks import INK, Box, Mark

QUIET = 4
"""Modules of white that a reader needs around a code."""


def code_marks(text: str, x: float, y: float, side: float) -> list[Mark]:
    """Return a QR code of a text as dark boxes, with its quiet border `side` points wide and high."""
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text.encode("utf-8")))
    code.make()
    count = code.getModuleCount()
    module = side / (count + 2 * QUIET)
    marks: list[Mark] = [Box(x, y, side, side, "#FFFFFF")]
    for row in range(count):
        start = 0
        while start < count:
            if not code.isDark(row, start):
                start += 1
                continue
            end = start
            while end < count and code.isDark(row, end):
                end += 1
            left, top = x + (QUIET + start) * module, y + (QUIET + row) * module
            # a hair more than a module, so that no light line shows between rows
            marks.append(Box(left, top, (end - start) * module, module * 1.02, INK))
            start = end
    return marks
