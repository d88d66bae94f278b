"""The bars: ground, done part, outline and words, gathered by colour and painted in few calls."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QStaticText

from app.areas.schedule.board import Bar
from ui.areas.schedule.gantt_blocks import BLOCKS_BELOW, paint_blocks
from ui.areas.schedule.gantt_layout import SubRow
from ui.areas.schedule.gantt_signs import Signs
from ui.areas.schedule.gantt_view import View

_PAD = 6
_SMALL_FROM = 12.5
_WORDS_FROM = 26
_CUT_FROM = 56
_WORST = ("red", "amber", "grey", "green")
Words = list[tuple[int, int, QStaticText]]


class Batch:
    """What one frame gathers before it paints."""

    def __init__(self, kinds: int) -> None:
        self.edges: list[list[QRect]] = [[] for _ in range(kinds)]
        self.fills: list[list[QRect]] = [[] for _ in range(kinds)]
        self.dones: list[list[QRect]] = [[] for _ in range(kinds)]
        self.conflicts: list[QRect] = []
        self.late: list[QRect] = []
        self.danger: list[QRect] = []
        self.titles: Words = []
        self.texts: Words = []
        self.numbers: Words = []
        self.beside: Words = []
        self.veils: list[QRect] = []
        self.lights: list[tuple[int, int, tuple[str, ...]]] = []
        self.locks: list[tuple[int, int]] = []


def paint_bars(p: QPainter, view: View, signs: Signs, area: QRect) -> None:
    """Paint the bars that touch an area of the viewport."""
    axis = view.axis
    rows = view.layout.rows_between(view.content(area.top()), view.content(area.bottom() + 1))
    first, last = int(axis.day(area.left())), int(axis.day(area.right() + 1))
    blocks = axis.scale < BLOCKS_BELOW
    batch = Batch(len(view.colouring.tints))
    for row in rows:
        for sub in row.subs:
            if blocks and sub.blocks is None:
                view.credit -= 1
            if blocks and (sub.blocks is not None or view.credit >= 0):
                paint_blocks(p, view, sub, first, last)
                continue
            if sub.tints is None:
                sub.tints = view.colouring.of(sub.bars)
            _gather(batch, view, sub, first, last)
    _paint(p, view, signs, batch)


def _gather(batch: Batch, view: View, sub: SubRow, first: int, last: int) -> None:
    axis, dimmed = view.axis, view.dimmed
    scale, base = axis.scale, axis.left - axis.offset - axis.first * axis.scale
    height = view.metrics.bar
    y = int(view.y(sub.y + view.metrics.top))
    words, chamfered = (18, 16) if scale >= _SMALL_FROM else (36, 48)
    low, high = sub.between(first, last)
    starts, ends, tints = sub.starts, sub.ends, sub.tints or []
    for i in range(low, high):
        bar = sub.bars[i]
        x = int(base + starts[i] * scale) + 1
        end = ends[i] if bar.rest is None else bar.finish.toordinal()
        w = int(base + (end + 1) * scale) - x - 1
        tint = tints[i]
        if bar.rest is not None:
            _gather_rest(batch, view, bar, tint, y)
        if w < 7:
            w = 2 if w < 2 else w
            batch.dones[tint].append(QRect(x, y, w, height))
        else:
            edges = batch.edges[tint]
            if w >= chamfered:
                edges.append(QRect(x + 1, y, w - 2, height))
                edges.append(QRect(x, y + 1, w, height - 2))
            else:
                edges.append(QRect(x, y, w, height))
            batch.fills[tint].append(QRect(x + 1, y + 1, w - 2, height - 2))
            if bar.done > 0 and bar.quantity > 0:
                made = w - 2 if bar.done >= bar.quantity else (w - 2) * bar.done // bar.quantity
                batch.dones[tint].append(QRect(x + 1, y + 1, made or 1, height - 2))
        if bar.conflict:
            batch.conflicts.append(QRect(x, y, w, height))
        if bar.late:
            batch.late.append(QRect(x + w - 3 if w > 3 else x, y, 3, height))
        elif bar.endangered:
            batch.danger.append(QRect(x + w - 3 if w > 3 else x, y, 3, height))
        if dimmed is not None and bar.key in dimmed:
            batch.veils.append(QRect(x - 1, y - 1, w + 2, height + 2))
            if w < 60:
                continue
        if w >= words and bar.rest is None:
            gap = (int(base + starts[i + 1] * scale) if i + 1 < len(starts) else 1 << 20) - (x + w)
            if dimmed is not None and bar.key in dimmed:
                gap = 0
            _gather_words(batch, view, bar, x, y, w, gap)
        elif w < 18 and bar.rest is None and (i + 1 == len(starts) or (starts[i + 1] - ends[i] - 1) * scale > 50):
            title = view.titles.piece(bar.title)
            if title and (i + 1 == len(starts) or (starts[i + 1] - ends[i] - 1) * scale > title[1] + 10):
                batch.beside.append((x + w + 5, y + 1, title[0]))


def _gather_rest(batch: Batch, view: View, bar: Bar, tint: int, y: int) -> None:
    """Gather what is left of an overdue bar: it stands from today on and bears the words."""
    assert bar.rest is not None
    axis, height = view.axis, view.metrics.bar
    x = int(axis.x(bar.rest[0].toordinal())) + 1
    w = max(2, int(axis.x(bar.rest[1].toordinal() + 1)) - x - 1)
    batch.edges[tint].append(QRect(x, y, w, height))
    batch.fills[tint].append(QRect(x + 1, y + 1, max(1, w - 2), height - 2))
    if bar.conflict:
        batch.conflicts.append(QRect(x, y, w, height))
    if bar.late or bar.endangered:
        (batch.late if bar.late else batch.danger).append(QRect(max(x, x + w - 3), y, 3, height))
    if view.dimmed is not None and bar.key in view.dimmed:
        batch.veils.append(QRect(x - 1, y - 1, w + 2, height + 2))
    elif w >= 18:
        _gather_words(batch, view, bar, x, y, w, 0)


def _gather_words(batch: Batch, view: View, bar: Bar, x: int, y: int, w: int, gap: int) -> None:
    height = view.metrics.bar
    left = x if x > view.axis.left else view.axis.left
    right = x + w - _PAD
    if bar.late or bar.endangered:
        right -= 2
    if bar.lights:
        room = right - left - _PAD + 2
        if room >= len(bar.lights) * 7:
            batch.lights.append((left + _PAD, y + height - 8, bar.lights))
        elif room >= 5:
            batch.lights.append((left + _PAD, y + height - 8, _worst(bar.lights)))
    if bar.locked and right - left > 26:
        right -= 10
        batch.locks.append((right, y + (height - 12) // 2))
        right -= 4
    left += _PAD
    room = right - left
    title = view.titles.piece(bar.title)
    if title is None:
        return
    text_y = y + 1
    if title[1] > room:
        if gap > title[1] + 12:
            batch.beside.append((x + w + 5, text_y, title[0]))
        elif room >= 28:
            cut = view.titles.cut(bar.title, room)
            if cut:
                batch.titles.append((left, text_y, cut[0]))
        return
    batch.titles.append((left, text_y, title[0]))
    left += int(title[1]) + 8
    room = right - left
    if room < _WORDS_FROM:
        return
    if bar.quantity:
        number = view.texts.piece(f"{bar.done:,}/{bar.quantity:,}")
        if number and number[1] <= room:
            batch.numbers.append((int(right - number[1]), text_y, number[0]))
            room -= int(number[1]) + 8
    if bar.product and room >= _WORDS_FROM:
        product = view.texts.piece(bar.product)
        if product and product[1] > room:
            product = view.texts.cut(bar.product, room) if room >= _CUT_FROM else None
        if product:
            batch.texts.append((left, text_y, product[0]))


@cache
def _worst(lights: tuple[str, ...]) -> tuple[str]:
    return (next((light for light in _WORST if light in lights), "grey"),)


def _paint(p: QPainter, view: View, signs: Signs, batch: Batch) -> None:
    scheme, tints = view.scheme, view.colouring.tints
    p.setPen(Qt.PenStyle.NoPen)
    for kind, tint in enumerate(tints):
        for brush, rects in ((tint.edge, batch.edges[kind]), (tint.fill, batch.fills[kind]),
                             (tint.done, batch.dones[kind])):
            if rects:
                p.setBrush(brush)
                p.drawRects(rects)
    p.setBrush(scheme.red)
    p.drawRects(batch.late)
    p.setBrush(scheme.amber)
    p.drawRects(batch.danger)
    hatch = signs.hatch(True)
    for rect in batch.conflicts:
        p.drawTiledPixmap(rect, hatch)
    if batch.conflicts:
        p.setPen(scheme.red)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRects([rect.adjusted(0, 0, -1, -1) for rect in batch.conflicts])
    for x, y, lights in batch.lights:
        p.drawPixmap(x, y, signs.light(lights))
    lock = signs.lock()
    for x, y in batch.locks:
        p.drawPixmap(x, y, lock)
    p.setPen(scheme.text)
    p.setFont(view.bold)
    _draw(p, batch.titles)
    p.setFont(view.font)
    _draw(p, batch.texts)
    _draw(p, batch.numbers)
    p.setFont(view.bold)
    p.setPen(scheme.faint)
    _draw(p, batch.beside)
    if batch.veils:
        veil = scheme.base.toRgb()
        veil.setAlpha(200)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(veil)
        p.drawRects(batch.veils)


def _draw(p: QPainter, words: Words) -> None:
    draw = p.drawStaticText
    for x, y, text in words:
        draw(x, y, text)
