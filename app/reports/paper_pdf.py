"""Pages of marks written as PDF: fonts embedded in part, the same input giving the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from app.reports.paper_fonts import TICKS, cleaned, face, runs, units
from app.reports.paper_marks import MUTED, Box, Image, Line, Page, Shape, Text


def pdf(pages: Sequence[Page], title: str, author: str, at: datetime) -> bytes:
    """Return the pages as a PDF file; `at` becomes its date."""
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas: Any = Canvas(stream, invariant=1, pageCompression=1, initialFontName=face(False).name)
    stamp = at.strftime("D:%Y%m%d%H%M%S")
    canvas.setDateFormatter(lambda *_moment: stamp)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("Gendan")
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@lru_cache(maxsize=500)
def _colour(name: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(name)


def _draw(canvas: Any, page: Page) -> None:
    texts: list[Text] = []
    for mark in page.marks:
        if isinstance(mark, Text):
            texts.append(mark)
        elif isinstance(mark, Line):
            _line(canvas, page.height, mark)
        elif isinstance(mark, Box):
            _box(canvas, page.height, mark)
        elif isinstance(mark, Shape):
            _shape(canvas, page.height, mark)
        else:
            _image(canvas, page.height, mark)
    _texts(canvas, page.height, texts)


def _texts(canvas: Any, height: float, texts: Sequence[Text]) -> None:
    """Write all text of a page as one text object, changing font and colour only where they change."""
    written = canvas.beginText()
    font: tuple[str, float] | None = None
    colour = ""
    drawn: list[tuple[float, Text, str]] = []
    for mark in texts:
        if colour != mark.colour:
            colour = mark.colour
            written.setFillColor(_colour(colour))
        found = runs(mark.text, mark.bold)
        x = mark.x
        for run, name in found:
            if name:
                if font != (name, mark.size):
                    font = (name, mark.size)
                    written.setFont(name, mark.size)
                written.setTextOrigin(x, height - mark.y)
                written.textOut(run)
            else:
                drawn.append((x, mark, run))
            if len(found) > 1:
                x += units(run, mark.bold) * mark.size / 1000
    canvas.drawText(written)
    for x, mark, char in drawn:
        if char in TICKS:
            _tick(canvas, x, height - mark.y, mark.size, char, mark.colour)
        else:
            _code_box(canvas, x, height - mark.y, mark.size, char)


def _tick(canvas: Any, x: float, y: float, size: float, char: str, colour: str) -> None:
    """Draw a box for ticking, with a tick or a cross in it."""
    side = size * 0.78
    left, low = x + size * 0.11, y - size * 0.05
    canvas.setStrokeColor(_colour(colour))
    canvas.setLineWidth(size * 0.07)
    canvas.rect(left, low, side, side)
    canvas.setLineWidth(size * 0.12)
    if char == "☑":
        path = canvas.beginPath()
        path.moveTo(left + side * 0.18, low + side * 0.5)
        path.lineTo(left + side * 0.42, low + side * 0.22)
        path.lineTo(left + side * 0.84, low + side * 0.8)
        canvas.drawPath(path)
    elif char == "☒":
        canvas.line(left + side * 0.2, low + side * 0.2, left + side * 0.8, low + side * 0.8)
        canvas.line(left + side * 0.2, low + side * 0.8, left + side * 0.8, low + side * 0.2)


def _code_box(canvas: Any, x: float, y: float, size: float, char: str) -> None:
    """Draw a box with the number of a character that no font here has, so that it is never lost unseen."""
    code = f"{ord(char):04X}"
    half = (len(code) + 1) // 2
    low, side = y - size * 0.1, size * 0.9
    canvas.setStrokeColor(_colour(MUTED))
    canvas.setFillColor(_colour(MUTED))
    canvas.setLineWidth(size * 0.04)
    canvas.rect(x + size * 0.05, low, side, side)
    small = size * 0.36
    canvas.setFont(face(False).name, small)
    canvas.drawCentredString(x + size / 2, low + side * 0.56, code[:half])
    canvas.drawCentredString(x + size / 2, low + side * 0.14, code[half:])


def _line(canvas: Any, height: float, mark: Line) -> None:
    canvas.setStrokeColor(_colour(mark.colour))
    canvas.setLineWidth(mark.width)
    if mark.dash:
        canvas.setDash(list(mark.dash))
    canvas.line(mark.x1, height - mark.y1, mark.x2, height - mark.y2)
    if mark.dash:
        canvas.setDash()


def _box(canvas: Any, height: float, mark: Box) -> None:
    if mark.ground:
        canvas.setFillColor(_colour(mark.ground))
    if mark.outline:
        canvas.setStrokeColor(_colour(mark.outline))
        canvas.setLineWidth(mark.line)
    place = (mark.x, height - mark.y - mark.height, mark.width, mark.height)
    if mark.radius:
        radius = min(mark.radius, mark.width / 2, mark.height / 2)
        canvas.roundRect(*place, radius, stroke=int(bool(mark.outline)), fill=int(bool(mark.ground)))
    else:
        canvas.rect(*place, stroke=int(bool(mark.outline)), fill=int(bool(mark.ground)))


def _shape(canvas: Any, height: float, mark: Shape) -> None:
    path = canvas.beginPath()
    for at, (x, y) in enumerate(mark.points):
        (path.lineTo if at else path.moveTo)(x, height - y)
    if mark.closed:
        path.close()
        canvas.setFillColor(_colour(mark.colour))
        canvas.drawPath(path, stroke=0, fill=1)
    else:
        canvas.setStrokeColor(_colour(mark.colour))
        canvas.setLineWidth(mark.width)
        canvas.drawPath(path)


def _image(canvas: Any, height: float, mark: Image) -> None:
    from reportlab.lib.utils import ImageReader

    reader = ImageReader(io.BytesIO(mark.data))
    wide, high = reader.getSize()
    scale = min(mark.width / wide, mark.height / high)
    place = (mark.x + (mark.width - wide * scale) / 2, height - mark.y - (mark.height + high * scale) / 2)
    canvas.drawImage(reader, *place, wide * scale, high * scale, mask="auto")


def clean_title(text: str) -> str:
    """Return a text fit for the title of a file: one line."""
    return cleaned(text).replace("\n", " ")
