"""The trend: a column for each month's count, a line for its rate."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.frozen import frozen_slots
from app.domain.text import _
from app.reports.chart_bars import EMPTY
from app.reports.charts import SIZE, Chart, Hit, Palette, centred, dot, ending, nothing, number, rule, steps
from app.reports.paper_fonts import text_width
from app.reports.paper_marks import Box, Line, Mark, Shape, Text


@frozen_slots
class Point:
    """One month: a count, and a rate in percent (None where nothing was shipped)."""

    key: str
    label: str
    count: float
    rate: float | None
    tip: str = ""


def trend(points: Sequence[Point], width: float, height: float, palette: Palette,
          names: tuple[str, str] = ("", "")) -> Chart:
    """Return columns on the left scale and a line on the right one; `names` are those of counts and rate."""
    if not any(p.count or p.rate for p in points):
        return nothing(_(EMPTY), width, height, palette)
    counts = steps(max(p.count for p in points), 4, whole=True)
    rates = steps(max((p.rate or 0.0 for p in points), default=0.0), 4)
    left = max(text_width(number(v), SIZE) for v in counts) + 6
    right = max(text_width(f"{number(v)}%", SIZE) for v in rates) + 6
    top, low = SIZE + 12, height - SIZE - 8
    high = max(10.0, low - top)
    marks: list[Mark] = _legend(names, left, width - right, palette)
    for value in counts:
        y = low - high * value / counts[-1]
        marks.append(rule(left, width - right, y, palette))
        marks.append(ending(number(value), left - 4, y + SIZE * 0.36, left, palette.muted))
    marks += [Text(width - right + 4, low - high * value / rates[-1] + SIZE * 0.36, f"{number(value)}%", SIZE, False,
                   palette.muted) for value in rates]
    slot = (width - left - right) / len(points)
    line: list[tuple[float, float]] = []
    broken: list[list[tuple[float, float]]] = [line]
    hits = []
    every = max(1, round(text_width("2026-10", SIZE) / slot + 0.4)) if slot < text_width("2026-10", SIZE) + 2 else 1
    for at, point in enumerate(points):
        x = left + at * slot
        tall = high * point.count / counts[-1]
        thick = min(slot * 0.62, 34.0)
        marks.append(Box(x + (slot - thick) / 2, low - tall, thick, tall, palette.series[5]))
        if (len(points) - 1 - at) % every == 0:
            marks.append(centred(point.label, x + slot / 2, low + SIZE + 4, slot * every, palette.ink))
        if point.rate is None:
            line = []
            broken.append(line)
        else:
            line.append((x + slot / 2, low - high * point.rate / rates[-1]))
        said = "–" if point.rate is None else f"{point.rate:.2f}%"
        hits.append(Hit(x, 0, slot, height, point.key, point.tip or f"{point.label}  {number(point.count)}  {said}"))
    marks.append(Line(left, low, width - right, low, 0.8, palette.axis))
    for part in broken:
        if len(part) > 1:
            marks.append(Shape(tuple(part), palette.series[1], closed=False, width=1.5))
        marks += [piece for x, y in part for piece in dot(x, y, palette)]
    return Chart(width, height, tuple(marks), tuple(hits))


def _legend(names: tuple[str, str], left: float, right: float, palette: Palette) -> list[Mark]:
    """Return the names of both scales at the upper corners, each with its sign."""
    marks: list[Mark] = []
    if names[0]:
        marks += [Box(left, 2, 7, 7, palette.series[5]), Text(left + 10, 9, names[0], SIZE, False, palette.muted)]
    if names[1]:
        at = right - text_width(names[1], SIZE)
        marks += [Line(at - 16, 5.5, at - 3, 5.5, 1.5, palette.series[1]),
                  Text(at, 9, names[1], SIZE, False, palette.muted)]
    return marks
