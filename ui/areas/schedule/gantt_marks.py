"""What stands around the bars: forecast tails, baseline shadows, inspection, ship and material marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Set
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.areas.schedule.board import Bar
from ui.areas.schedule.gantt_blocks import BLOCKS_BELOW
from ui.areas.schedule.gantt_colours import mix
from ui.areas.schedule.gantt_layout import SubRow
from ui.areas.schedule.gantt_signs import MARK, Signs
from ui.areas.schedule.gantt_view import View

_MARKS_FROM = 12.5
_PLACES = {"material": 0.2, "inspect": 0.5, "ship": 0.82}


def paint_under(p: QPainter, view: View, signs: Signs, area: QRect) -> None:
    """Paint the baseline shadows and the hatched forecast tails; the bars come over them."""
    axis = view.axis
    if axis.scale < BLOCKS_BELOW:
        return
    first, last = int(axis.day(area.left())), int(axis.day(area.right() + 1))
    shadows: list[QRect] = []
    tails: list[tuple[QRect, bool]] = []
    height, top = view.metrics.bar, view.metrics.top
    dimmed: Set[int] = view.dimmed or frozenset()
    for row in view.layout.rows_between(view.content(area.top()), view.content(area.bottom() + 1)):
        for sub in row.subs:
            if sub.extras is None:
                view.credit -= 1
                if view.credit < 0:
                    continue
                _find_extras(sub)
            extras = sub.extras or []
            y = int(view.y(sub.y + top))
            low = bisect_left(extras, (first - sub.longest,))
            for _start, end, bar in extras[low:bisect_right(extras, (last + 1,))]:
                if end < first or bar.key in dimmed:
                    continue
                if bar.baseline is not None and axis.scale >= _MARKS_FROM:
                    x = int(axis.x(bar.baseline[0].toordinal()))
                    right = int(axis.x(bar.baseline[1].toordinal() + 1))
                    shadows.append(QRect(x + 1, y + height + 3, right - x - 2, 4))
                if bar.forecast is not None and bar.forecast > bar.finish:
                    x = int(axis.x(bar.finish.toordinal() + 1)) - 1
                    end = bar.forecast.toordinal() + 1 if bar.rest is None else bar.rest[0].toordinal()
                    right = int(axis.x(end)) - 1
                    limit = bar.limit
                    tails.append((QRect(x, y, right - x, height), limit is not None and bar.forecast > limit))
    _paint_shadows(p, view, signs, shadows, tails)


def _paint_shadows(p: QPainter, view: View, signs: Signs, shadows: list[QRect],
                   tails: list[tuple[QRect, bool]]) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(view.scheme.baseline)
    p.drawRects(shadows)
    for red in (False, True):
        hatch = signs.hatch(red)
        rects = [rect for rect, late in tails if late == red]
        for rect in rects:
            p.drawTiledPixmap(rect.adjusted(0, 3, 0, -3), hatch)
        p.setPen(mix(view.scheme.base, view.scheme.red if red else view.scheme.faint, 0.55))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRects([rect.adjusted(-1, 3, -1, -4) for rect in rects])
        p.setPen(Qt.PenStyle.NoPen)


def paint_over(p: QPainter, view: View, signs: Signs, area: QRect) -> None:
    """Paint the forecast's end below the bars, and the marks of inspection, ship and material dates."""
    axis = view.axis
    if axis.scale < _MARKS_FROM:
        return
    first, last = int(axis.day(area.left() - MARK)), int(axis.day(area.right() + 1 + MARK))
    below = view.metrics.top + view.metrics.bar
    wide = axis.scale >= 26
    dimmed: Set[int] = view.dimmed or frozenset()
    places = {kind: axis.scale * (share if wide else 0.5) - MARK / 2 for kind, share in _PLACES.items()}
    ends: dict[bool, list[QRect]] = {False: [], True: []}
    for row in view.layout.rows_between(view.content(area.top()), view.content(area.bottom() + 1)):
        for sub in row.subs:
            y = int(view.y(sub.y + below))
            marks = sub.marks
            if marks is None:
                view.credit -= 1
                if view.credit < 0:
                    continue
                marks = sub.marks = _marks(sub.bars)
            for day, kind, bar, broken in marks[bisect_left(marks, (first,)):bisect_right(marks, (last + 1,))]:
                if bar.key in dimmed:
                    continue
                p.drawPixmap(int(axis.x(day) + places[kind]), y, signs.mark(kind, broken))
            extras = sub.extras or []
            low = bisect_left(extras, (first - sub.longest,))
            for _start, end, bar in extras[low:bisect_right(extras, (last + 1,))]:
                if bar.key in dimmed or end < first:
                    continue
                if bar.forecast is not None and bar.forecast > bar.finish and bar.rest is None:
                    near, far = sub.between(bar.finish.toordinal() + 1, bar.forecast.toordinal())
                    if near == far:
                        continue
                    x, right = int(axis.x(bar.finish.toordinal() + 1)), int(axis.x(bar.forecast.toordinal() + 1))
                    ends[bar.limit is not None and bar.forecast > bar.limit].append(
                        QRect(x, y, right - x - 1, 2))
    p.setPen(Qt.PenStyle.NoPen)
    for red, rects in ends.items():
        p.setBrush(view.scheme.red if red else view.scheme.faint)
        p.drawRects(rects)


def _broken(bar: Bar, limit: date) -> bool:
    open_ = bar.forecast is not None and not (bar.quantity and bar.done >= bar.quantity)
    end = bar.forecast if open_ and bar.forecast is not None else bar.finish
    return end > limit




def _marks(bars: list[Bar]) -> list[tuple[int, str, Bar, bool]]:
    found: list[tuple[int, str, Bar, bool]] = []
    for bar in bars:
        if bar.inspection is not None:
            found.append((bar.inspection.toordinal(), "inspect", bar, _broken(bar, bar.inspection)))
        if bar.ship is not None:
            found.append((bar.ship.toordinal(), "ship", bar, _broken(bar, bar.ship)))
        if bar.material_ready is not None:
            found.append((bar.material_ready.toordinal(), "material", bar, bar.material_ready > bar.start))
    found.sort(key=lambda mark: mark[0])
    return found


def _find_extras(sub: SubRow) -> None:
    extras: list[tuple[int, int, Bar]] = []
    longest = 0
    for start, end, bar in zip(sub.starts, sub.ends, sub.bars, strict=True):
        if bar.baseline is None and bar.forecast is None:
            continue
        low, high = start, end
        if bar.forecast is not None:
            high = max(high, bar.forecast.toordinal())
        if bar.baseline is not None:
            if bar.baseline == (bar.start, bar.finish) and high == end:
                continue
            low, high = min(low, bar.baseline[0].toordinal()), max(high, bar.baseline[1].toordinal())
        extras.append((low, high, bar))
        longest = max(longest, high - low)
    extras.sort(key=lambda extra: extra[0])
    sub.extras, sub.longest = extras, longest
