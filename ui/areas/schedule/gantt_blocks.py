"""Bars far zoomed out: plain blocks kept in days, which the painter scales; made once for each sub-row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Set
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTransform

from ui.areas.schedule.gantt_colours import mix
from ui.areas.schedule.gantt_layout import SubRow
from ui.areas.schedule.gantt_view import View

BLOCKS_BELOW = 8.0
_GAP = 0.2
_ALARM = 0.16


@dataclass(slots=True)
class Blocks:
    """Rectangles of one colour in a sub-row, by start; x in days, y from 0 to 1."""

    colour: QColor
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    rects: list[QRectF] = field(default_factory=list)


def paint_blocks(p: QPainter, view: View, sub: SubRow, first: int, last: int) -> None:
    """Paint the bars of a sub-row between two days as blocks: ground, made part, a red foot for trouble."""
    if sub.blocks is None:
        sub.blocks = _blocks(view, sub)
    axis = view.axis
    p.save()
    p.setPen(Qt.PenStyle.NoPen)
    p.setTransform(QTransform.fromScale(axis.scale, view.metrics.bar) * QTransform.fromTranslate(
        axis.x(axis.first), view.y(sub.y + view.metrics.top)), True)
    p.translate(-axis.first, 0)
    for blocks in sub.blocks:
        low, high = bisect_left(blocks.ends, first), bisect_right(blocks.starts, last)
        if low < high:
            p.setBrush(blocks.colour)
            p.drawRects(blocks.rects[low:high])
    p.restore()


def _blocks(view: View, sub: SubRow) -> list[Blocks]:
    tints = sub.tints = sub.tints or view.colouring.of(sub.bars)
    dimmed: Set[int] = view.dimmed or frozenset()
    found: dict[tuple[int, int], Blocks] = {}
    for start, end, bar, tint in zip(sub.starts, sub.ends, sub.bars, tints, strict=True):
        end = end if bar.rest is None else bar.finish.toordinal()
        width = max(1.0, end - start + 1 - _GAP)
        colours = view.colouring.tints[tint]
        shade = bar.key in dimmed
        parts = [(0, tint + 1000 * shade, mix(view.scheme.base, colours.done, 0.25) if shade else colours.done,
                  0.0, width, 1.0)]
        if bar.done > 0 and bar.quantity > 0 and not shade:
            parts.append((1, tint, mix(colours.done, colours.edge, 0.45), 0.0,
                          width * min(1.0, bar.done / bar.quantity), 1.0))
        if (bar.late or bar.conflict) and not shade:
            parts.append((2, 0, view.scheme.red, 1.0 - _ALARM, width, _ALARM))
        for layer, kind, colour, top, wide, high in parts:
            blocks = found.get((layer, kind))
            if blocks is None:
                blocks = found[layer, kind] = Blocks(colour)
            blocks.starts.append(start)
            blocks.ends.append(end)
            blocks.rects.append(QRectF(start, top, wide, high))
        if bar.rest is not None:
            _add_rest(found[0, parts[0][1]], bar.rest[0].toordinal(), bar.rest[1].toordinal())
    return [found[key] for key in sorted(found)]


def _add_rest(blocks: Blocks, start: int, end: int) -> None:
    """Add what is left of an overdue bar, from today on; it shares its bar's place among those by start."""
    blocks.starts.append(blocks.starts[-1])
    blocks.ends.append(max(end, blocks.ends[-1]))
    blocks.rects.append(QRectF(start, 0.0, max(1.0, end - start + 1 - _GAP), 1.0))
