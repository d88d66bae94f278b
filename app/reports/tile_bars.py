"""Bars and signs of a tiled plane, in colours that stay readable in print."""

from __future__ import annotations

from collections.abc import Iterator

from app.reports.paper_fonts import text_width
from app.reports.paper_marks import INK, Box, Line, Mark, Shape, Text
from app.reports.paper_text import shortened
from app.reports.tiles import LANE, TiledBar, TiledLegend, TiledMark

WHITE = "#FFFFFF"


def mixed(colour: str, other: str, part: float) -> str:
    """Return a colour with a part (0 to 1) of another in it; both #RRGGBB."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * part):02X}" for one, two in pairs)


def bar_marks(bar: TiledBar, start: float, end: float, top: float, left: float, right: float,
              lane: float = LANE) -> Iterator[Mark]:
    """Yield a bar from start to end as far as it lies between left and right; a torn end has no rounding."""
    from_x, to_x = max(start, left), min(end, right)
    height = lane - 2
    size = 6.8 if lane < 1.3 * LANE else 7.8
    top += 1
    yield Box(from_x, top, to_x - from_x, height, mixed(bar.colour, WHITE, 0.74), "", 0, 2)
    done = start + (end - start) * min(max(bar.fill, 0.0), 1.0)
    if done > from_x:
        yield Box(from_x, top, min(done, to_x) - from_x, height, mixed(bar.colour, WHITE, 0.42), "", 0, 2)
    if bar.hatched:
        yield from hatching(from_x, top, to_x - from_x, height, mixed(bar.colour, "#C9302C", 0.7))
    edge = "#C9302C" if bar.hatched else bar.colour
    yield Box(from_x, top, to_x - from_x, height, "", edge, 0.9 if bar.hatched else 0.6, 2)
    for cut, at, step in ((start < left, left, 3.0), (end > right, right, -3.0)):
        if cut:
            points = ((at, top + 1), (at + step, top + height / 2), (at, top + height - 1))
            yield Shape(points, edge)
    room = to_x - from_x - (8 if start < left or end > right else 4)
    words = fitting(bar, room, size)
    if words:
        place = from_x + (5 if start < left else 2.5)
        if bar.hatched:
            yield Box(place - 1, top + 1.5, text_width(words, size) + 2, height - 3, mixed(bar.colour, WHITE, 0.8))
        yield Text(place, top + height / 2 + 2.5, words, size, False, INK)


def fitting(bar: TiledBar, room: float, size: float) -> str:
    """Return the words of a bar that its room takes: the end of a number tells it from others, so that is kept."""
    for text in (bar.text, *bar.shorter):
        if text and text_width(text, size) <= room:
            return text
    if not bar.shorter:
        words = shortened(bar.text, room, size)
        return words if len(words) > 2 else ""
    number = bar.shorter[-1]
    for kept in range(len(number) - 1, 1, -1):
        for words in (f"…{number[-kept:]}", number[-kept:]):
            if text_width(words, size) <= room:
                return words
    return ""


def hatching(x: float, y: float, width: float, height: float, colour: str) -> Iterator[Mark]:
    """Yield slanting lines inside a rectangle."""
    at = -height + 4.0
    while at < width:
        low, high = max(at, 0.0), min(at + height, width)
        if high > low:
            yield Line(x + low, y + height - (low - at), x + high, y + height - (high - at), 0.6, colour)
        at += 4.0


def sign_marks(sign: TiledMark | TiledLegend, x: float, y: float) -> Iterator[Mark]:
    """Yield a sign around its middle: diamond, triangle, circle, or a small bar for a legend."""
    if sign.shape == "diamond":
        yield Shape(((x, y - 4.2), (x + 4.2, y), (x, y + 4.2), (x - 4.2, y)), sign.colour)
    elif sign.shape == "triangle":
        yield Shape(((x, y - 3.8), (x + 4, y + 3.4), (x - 4, y + 3.4)), sign.colour)
    elif sign.shape == "circle":
        yield Box(x - 3.4, y - 3.4, 6.8, 6.8, sign.colour, WHITE, 0.5, 3.4)
    else:
        yield Box(x - 6, y - 3.6, 13, 7.2, mixed(sign.colour, WHITE, 0.55), sign.colour, 0.5, 1.5)
        if sign.shape == "hatched":
            yield from hatching(x - 6, y - 3.6, 13, 7.2, "#C9302C")
