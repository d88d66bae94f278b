"""Charts as marks of the paper kit, one drawing for screen and paper: what they are made of and how they look.

A chart function takes plain data, a size in points and a palette, and returns a Chart: its marks from the top left,
and the places that answer a click. Nothing is drawn here that a paper could not print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, cos, floor, log10, pi, sin

from app.domain.frozen import frozen, frozen_slots
from app.reports.paper_fonts import text_width
from app.reports.paper_marks import Box, Image, Line, Mark, Shape, Text
from app.reports.paper_text import shortened, wrapped

SIZE = 8.0
"""Size of the writing in a chart, in points."""

LEADING = 1.25


@frozen
class Palette:
    """The colours of a chart, as #RRGGBB; `series` can be told apart with any kind of sight."""

    ink: str
    muted: str
    rule: str
    axis: str
    ground: str
    series: tuple[str, ...]
    on_series: str
    """Writing on a strong ground."""


PAPER = Palette("#1A1D23", "#5E6570", "#DDE1E6", "#8A929E", "#FFFFFF",
                ("#2E6FB7", "#D0761B", "#2A8C7A", "#A8478A", "#6C7684", "#8AB4DC"), "#FFFFFF")
LIGHT = Palette("#1F2430", "#5B6270", "#E7E9ED", "#B9BFCA", "#FFFFFF",
                ("#2E6FB7", "#D0761B", "#2A8C7A", "#A8478A", "#6C7684", "#8AB4DC"), "#FFFFFF")
DARK = Palette("#E4E7EC", "#A9AFBA", "#343A44", "#565D6A", "#22262D",
               ("#5C9BE3", "#EFA04F", "#4DBDA8", "#D685BC", "#97A0AE", "#3F6A9A"), "#10151D")


@frozen_slots
class Bar:
    """One value of a chart: `key` is handed back on a click, `tip` tells more than the label."""

    key: str
    label: str
    value: float
    tip: str = ""


@frozen_slots
class Hit:
    """A rectangle of a chart that answers to pointer and click."""

    x: float
    y: float
    width: float
    height: float
    key: str
    tip: str

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@frozen
class Chart:
    """A finished drawing of a size in points."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    hits: tuple[Hit, ...] = ()

    def hit(self, x: float, y: float) -> Hit | None:
        """Return what lies at a point; where places overlap, the one drawn last."""
        return next((hit for hit in reversed(self.hits) if hit.holds(x, y)), None)


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Return a mark at another place."""
    if isinstance(mark, Line):
        return mark._replace(x1=mark.x1 + dx, y1=mark.y1 + dy, x2=mark.x2 + dx, y2=mark.y2 + dy)
    if isinstance(mark, Shape):
        return mark._replace(points=tuple((x + dx, y + dy) for x, y in mark.points))
    if isinstance(mark, Text):
        return mark._replace(x=mark.x + dx, y=mark.y + dy)
    if isinstance(mark, Box):
        return mark._replace(x=mark.x + dx, y=mark.y + dy)
    return Image(mark.x + dx, mark.y + dy, mark.width, mark.height, mark.data)


def beside(charts: Sequence[Chart], gap: float) -> Chart:
    """Return charts side by side as one."""
    marks: list[Mark] = []
    hits: list[Hit] = []
    x = 0.0
    for chart in charts:
        marks += [moved(mark, x, 0) for mark in chart.marks]
        hits += [Hit(h.x + x, h.y, h.width, h.height, h.key, h.tip) for h in chart.hits]
        x += chart.width + gap
    return Chart(max(0.0, x - gap), max((c.height for c in charts), default=0.0), tuple(marks), tuple(hits))


def titled(title: str, chart: Chart, palette: Palette) -> Chart:
    """Return a chart below a title."""
    high = 16.0
    head = Text(0, 11, shortened(title, chart.width, 9.5, True), 9.5, True, palette.ink)
    return Chart(chart.width, chart.height + high, (head, *(moved(mark, 0, high) for mark in chart.marks)),
                 tuple(Hit(h.x, h.y + high, h.width, h.height, h.key, h.tip) for h in chart.hits))


def nothing(words: str, width: float, height: float, palette: Palette) -> Chart:
    """Return the place of a chart that has no data, saying so."""
    marks = (Box(0.5, 0.5, width - 1, height - 1, "", palette.rule, 0.6, 3),
             centred(words, width / 2, height / 2 + 3, width - 12, palette.muted))
    return Chart(width, height, marks)


def steps(most: float, wanted: int = 5, whole: bool = False) -> tuple[float, ...]:
    """Return round marks of an axis from 0 up to at least `most`: 1, 2 or 5 times a power of ten apart.

    `whole` is for counts: the steps are never parts of one.
    """
    if most <= 0:
        return (0.0, 1.0)
    rough = most / max(1, wanted)
    power = 10.0 ** floor(log10(rough))
    step = next((m * power for m in (1, 2, 5) if m * power >= rough * (1 - 1e-9)), 10 * power)
    if whole:
        step = max(1.0, float(ceil(step - 1e-9)))
    count = max(1, ceil(most / step - 1e-9))
    return tuple(round(n * step, 10) for n in range(count + 1))


def number(value: float) -> str:
    """Return a number as it stands on an axis: thousands apart, no needless decimals."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def rule(x1: float, x2: float, y: float, palette: Palette) -> Box:
    """Return a level line behind the bars; a box, since a paper puts lines above all boxes."""
    return Box(x1, y - 0.2, x2 - x1, 0.4, palette.rule)


def dot(x: float, y: float, palette: Palette, series: int = 1) -> tuple[Shape, Shape]:
    """Return a ring on a line."""
    circle = [(cos(turn * pi / 10), sin(turn * pi / 10)) for turn in range(20)]
    outer, inner = (tuple((x + size * a, y + size * b) for a, b in circle) for size in (2.7, 1.6))
    return Shape(outer, palette.series[series]), Shape(inner, palette.ground)


def centred(text: str, x: float, y: float, room: float, colour: str, size: float = SIZE, bold: bool = False) -> Text:
    """Return a text with its middle at x, cut to the room in points."""
    said = shortened(text, room, size, bold)
    return Text(x - text_width(said, size, bold) / 2, y, said, size, bold, colour)


def ending(text: str, x: float, y: float, room: float, colour: str, size: float = SIZE, bold: bool = False) -> Text:
    """Return a text that ends at x, cut to the room in points."""
    said = shortened(text, room, size, bold)
    return Text(x - text_width(said, size, bold), y, said, size, bold, colour)


def label_lines(text: str, room: float, most: int, size: float = SIZE) -> list[str]:
    """Return a label broken into at most so many lines, the last cut with … where it is too long."""
    lines = wrapped(text, max(room, size), size)
    if len(lines) <= most:
        words = max((text_width(word, size) for word in re.findall(r"[!-~]+", text)), default=0.0)
        narrow = max(room * 0.6, words + 0.01) if len(lines) > 1 else room
        while narrow < room:  # lines of about one length look better than a last one of one character
            if len(even := wrapped(text, max(narrow, size), size)) == len(lines):
                return even
            narrow += size / 2
        return lines
    rest = "".join(lines[most - 1:])
    return [*lines[:most - 1], shortened(rest, max(room, size * 2), size)]


def readable(ground: str, palette: Palette) -> str:
    """Return the writing colour of a palette that stands out more from a ground."""
    def light(colour: str) -> float:
        red, green, blue = (int(colour[n:n + 2], 16) for n in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    return max(palette.ink, palette.on_series, key=lambda colour: abs(light(colour) - light(ground)))


def mixed(low: str, high: str, share: float) -> str:
    """Return a colour between two, share 0 to 1."""
    pairs = [(int(low[n:n + 2], 16), int(high[n:n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * min(max(share, 0.0), 1.0)):02X}" for a, b in pairs)
