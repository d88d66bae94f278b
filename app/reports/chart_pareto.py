"""The Pareto chart: counts as bars from the largest down, the cumulative share as a line, 80 % marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from app.domain.text import _
from app.reports.chart_bars import EMPTY
from app.reports.charts import (
    LEADING,
    SIZE,
    Bar,
    Chart,
    Hit,
    Palette,
    centred,
    dot,
    ending,
    label_lines,
    nothing,
    number,
    rule,
    steps,
)
from app.reports.paper_fonts import text_width
from app.reports.paper_marks import Box, Line, Mark, Shape, Text

MOST_LABEL_LINES = 4
VITAL = 0.8
"""The share below which the vital few lie."""


def pareto(values: Sequence[Bar], width: float, height: float, palette: Palette) -> Chart:
    """Return the chart of values that come sorted, the largest first; the last may gather the others."""
    whole = sum(b.value for b in values)
    if not values or whole <= 0:
        return nothing(_(EMPTY), width, height, palette)
    marks_of_axis = steps(max(b.value for b in values), 4, whole=True)
    top_value = max(marks_of_axis[-1], 1)
    left = text_width(number(top_value), SIZE) + 6
    right = text_width("100%", SIZE) + 6
    slot = (width - left - right) / len(values)
    lines = [label_lines(b.label, slot - 2, MOST_LABEL_LINES) for b in values]
    below = max(len(found) for found in lines) * SIZE * LEADING + 5
    top = SIZE + 6
    low = height - below
    high = max(10.0, low - top)
    marks: list[Mark] = []
    for value in marks_of_axis:
        y = low - high * value / top_value
        marks.append(rule(left, width - right, y, palette))
        marks.append(ending(number(value), left - 4, y + SIZE * 0.36, left, palette.muted))
    marks += [Text(width - right + 4, low - high * share + SIZE * 0.36, f"{share:.0%}", SIZE, False, palette.muted)
              for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    marks.append(Line(left, low - high * VITAL, width - right, low - high * VITAL, 0.6, palette.axis, (3, 2)))
    hits, points = [], []
    for at, (bar, total, said) in enumerate(zip(values, accumulate(b.value for b in values), lines, strict=True)):
        x = left + at * slot
        tall = high * bar.value / top_value
        thick = min(slot * 0.72, 46.0)
        middle = x + slot / 2
        marks.append(Box(middle - thick / 2, low - tall, thick, tall, palette.series[0]))
        marks += [centred(line, middle, low + SIZE * LEADING * (n + 1) + 1, slot, palette.ink)
                  for n, line in enumerate(said)]
        points.append((middle, low - high * total / whole))
        hits.append(Hit(x, 0, slot, height, bar.key, bar.tip or (
            f"{bar.label}  {number(bar.value)}  {bar.value / whole:.1%}  Σ {total / whole:.1%}")))
    marks.append(Line(left, low, width - right, low, 0.8, palette.axis))
    if len(points) > 1:
        marks.append(Shape(tuple(points), palette.series[1], closed=False, width=1.3))
    marks += [part for x, y in points for part in dot(x, y, palette)]
    for at, bar in enumerate(values):
        y = low - high * bar.value / top_value
        at_line = points[at][1]
        place = y - 2.5 if abs(at_line - (y - 6)) > 7 else y + SIZE + 1
        inside = place > y and high * bar.value / top_value > SIZE + 3
        colour = palette.on_series if inside else palette.ink
        marks.append(centred(number(bar.value), left + (at + 0.5) * slot, place if inside else y - 2.5, slot, colour))
    return Chart(width, height, tuple(marks), tuple(hits))
