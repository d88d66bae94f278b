"""The heat matrix: two lists crossed, each cell with its number on a ground as strong as the number is large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.text import _
from app.reports.chart_bars import EMPTY
from app.reports.charts import (
    LEADING,
    SIZE,
    Chart,
    Hit,
    Palette,
    centred,
    ending,
    label_lines,
    mixed,
    nothing,
    number,
    readable,
)
from app.reports.paper_fonts import text_width
from app.reports.paper_marks import Box, Mark

TALLEST = 20.0


def heat(rows: Sequence[str], columns: Sequence[str], values: Mapping[tuple[str, str], float], width: float,
         height: float, palette: Palette) -> Chart:
    """Return the matrix; a cell's key is “row\\tcolumn”."""
    if not rows or not columns:
        return nothing(_(EMPTY), width, height, palette)
    left = min(max(text_width(r, SIZE) for r in rows), width * 0.25) + 6
    slot = (width - left) / len(columns)
    heads = [label_lines(c, slot - 2, 4) for c in columns]
    above = max(len(h) for h in heads) * SIZE * LEADING + 4
    tall = min(TALLEST, (height - above) / len(rows))
    most = max(values.values(), default=0) or 1
    marks: list[Mark] = []
    hits = []
    for at, head in enumerate(heads):
        start = above - 4 - (len(head) - 1) * SIZE * LEADING
        marks += [centred(line, left + (at + 0.5) * slot, start + n * SIZE * LEADING, slot, palette.ink)
                  for n, line in enumerate(head)]
    for y, row in enumerate(rows):
        top = above + y * tall
        marks.append(ending(row, left - 4, top + tall / 2 + SIZE * 0.36, left - 4, palette.ink))
        for x, column in enumerate(columns):
            value = values.get((row, column), 0)
            share = value / most
            ground = mixed(palette.ground, palette.series[0], 0.1 + 0.9 * share) if value else palette.ground
            marks.append(Box(left + x * slot + 0.5, top + 0.5, slot - 1, tall - 1, ground, palette.rule, 0.3))
            if value:
                ink = readable(ground, palette)
                marks.append(centred(number(value), left + (x + 0.5) * slot, top + tall / 2 + SIZE * 0.36, slot, ink))
            hits.append(Hit(left + x * slot, top, slot, tall, f"{row}\t{column}",
                            f"{row} · {column}  {number(value)}"))
    return Chart(width, above + tall * len(rows), tuple(marks), tuple(hits))
