"""Lying bars with their labels at the left and values at the right: a ranking at a glance."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.text import N_, _
from app.reports.charts import SIZE, Bar, Chart, Hit, Palette, ending, nothing, number
from app.reports.paper_fonts import text_width
from app.reports.paper_marks import Box, Line, Mark, Text

EMPTY = N_("No data in this period.")
THICKEST = 16.0


def bars(values: Sequence[Bar], width: float, height: float, palette: Palette,
         written: Callable[[float], str] = number, series: int = 0) -> Chart:
    """Return a bar for each value from the top down, as thick as the height allows."""
    if not values:
        return nothing(_(EMPTY), width, height, palette)
    labels = max(text_width(b.label, SIZE) for b in values)
    left = min(labels, width * 0.34) + 6
    shown = [written(b.value) for b in values]
    right = max(text_width(s, SIZE) for s in shown) + 5
    room = max(10.0, width - left - right)
    most = max((b.value for b in values), default=0) or 1
    slot = height / len(values)
    thick = min(THICKEST, slot * 0.68)
    size = min(SIZE, slot * 0.95)
    marks: list[Mark] = [Line(left, 0, left, height, 0.6, palette.axis)]
    hits = []
    for at, (bar, said) in enumerate(zip(values, shown, strict=True)):
        top = at * slot + (slot - thick) / 2
        long = max(0.0, room * bar.value / most)
        baseline = top + thick / 2 + size * 0.36
        marks.append(ending(bar.label, left - 4, baseline, left - 4, palette.ink, size))
        marks.append(Box(left, top, max(long, 0.6), thick, palette.series[series % len(palette.series)]))
        marks.append(Text(left + long + 3, baseline, said, size, False, palette.ink))
        hits.append(Hit(0, at * slot, width, slot, bar.key, bar.tip or f"{bar.label}  {said}"))
    return Chart(width, height, tuple(marks), tuple(hits))
