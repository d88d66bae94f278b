"""What stands on a printed page: marks at places in points from the top left, ready for PDF, screen or a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

MM = 72 / 25.4
"""Points in a millimetre."""

SIZES = {"A4": (210 * MM, 297 * MM), "A3": (297 * MM, 420 * MM)}
"""Sheets upright, (width, height) in points."""

INK, MUTED, RULE, FRAME, GROUND, STRIPE = "#1A1D23", "#5E6570", "#9AA1AC", "#767E8A", "#EEF1F5", "#F7F8FA"
"""The quiet colours of a form: text, lesser text, inner rules, outer rules, grounds of labels, every second row."""


class Text(NamedTuple):
    """One line of text; y is its baseline."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    colour: str = INK


class Line(NamedTuple):
    """A straight line; dash is (on, off) in points, empty for a whole line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.4
    colour: str = RULE
    dash: tuple[float, ...] = ()


class Box(NamedTuple):
    """A rectangle with a ground, an outline, or both; an empty colour leaves it out."""

    x: float
    y: float
    width: float
    height: float
    ground: str = ""
    outline: str = ""
    line: float = 0.4
    radius: float = 0.0


class Shape(NamedTuple):
    """A filled polygon, or, not closed, a broken line of that width."""

    points: tuple[tuple[float, float], ...]
    colour: str
    closed: bool = True
    width: float = 0.8


class Image(NamedTuple):
    """A picture (the bytes of a PNG or JPEG file) fitted into a rectangle."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


Mark = Text | Line | Box | Shape | Image


@dataclass
class Page:
    """One sheet: its size in points, its marks in the order of drawing; text is drawn above all others."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)


T = TypeVar("T", bound=list[Page])


def struck(pages: T) -> T:
    """Draw a line through every text that stands between ~~ and ~~, what no longer holds; the pages are changed."""
    from app.reports.paper_fonts import text_width

    for page in pages:
        lines: list[Mark] = []
        for at, mark in enumerate(page.marks):
            if isinstance(mark, Text) and len(mark.text) > 4 and mark.text[:2] == mark.text[-2:] == "~~":
                page.marks[at] = plain = mark._replace(text=mark.text[2:-2], colour=MUTED)
                y = mark.y - mark.size * 0.32
                lines.append(Line(mark.x, y, mark.x + text_width(plain.text, mark.size, mark.bold), y, 0.6, MUTED))
        page.marks.extend(lines)
    return pages
