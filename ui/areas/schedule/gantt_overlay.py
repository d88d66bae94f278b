"""What lies over the bars: selection, focus, hover, the ghosts of a drag, rubber band, try-out frame."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from app.areas.schedule.board import Move
from app.domain.text import _
from ui import theme
from ui.areas.schedule.gantt_colours import mix
from ui.areas.schedule.gantt_dates import day_words, shift_words, span_words
from ui.areas.schedule.gantt_links import paint_links
from ui.areas.schedule.gantt_view import Dragging, View


def paint_overlay(p: QPainter, view: View) -> None:
    """Paint everything that changes without the bars changing."""
    body = view.body
    p.save()
    p.setClipRect(body)
    if view.drag is not None:
        _paint_lit(p, view, view.drag)
    shown = set(view.selected) if len(view.selected) <= 20 else set()
    if view.hover is not None:
        shown.add(view.hover)
    if shown:
        paint_links(p, view, body, shown)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_selection(p, view, QRectF(body))
    if view.hover is not None and view.drag is None:
        _paint_dates(p, view, view.hover)
    if view.drag is not None:
        _paint_ghosts(p, view, view.drag)
    if view.rubber is not None:
        fill = QColor(view.scheme.accent)
        fill.setAlpha(36)
        p.setPen(QPen(view.scheme.accent, 1))
        p.setBrush(fill)
        p.drawRect(QRectF(view.rubber.normalized()).adjusted(0.5, 0.5, -0.5, -0.5))
    p.restore()


def _paint_selection(p: QPainter, view: View, body: QRectF) -> None:
    p.setBrush(Qt.BrushStyle.NoBrush)
    near = body.adjusted(-4, -4, 4, 4)
    bars = view.layout.bars if view.selected else {}
    p.setPen(QPen(view.scheme.accent, 2))
    first, last = view.axis.day(body.left()), view.axis.day(body.right())
    for key in view.selected:
        bar = bars.get(key)
        if bar is None or bar.finish.toordinal() < first - 1 or bar.start.toordinal() > last + 1:
            continue
        rect = view.rect(key)
        if rect is not None and rect.intersects(near):
            p.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 3, 3)
    hover = view.rect(view.hover) if view.hover is not None else None
    if hover is not None and view.hover not in view.selected:
        p.setPen(QPen(mix(view.scheme.text, view.scheme.base, 0.25), 1.4))
        p.drawRoundedRect(hover.adjusted(-0.7, -0.7, 0.7, 0.7), 3, 3)
    if view.focused and view.focus is not None:
        focus = view.rect(view.focus)
        if focus is not None:
            p.setPen(QPen(view.scheme.text, 1.2, Qt.PenStyle.DotLine))
            p.drawRoundedRect(focus.adjusted(-3.5, -3.5, 3.5, 3.5), 5, 5)


def _paint_dates(p: QPainter, view: View, key: int) -> None:
    """Paint leaders from a bar to its inspection and ship dates, with the dates in words."""
    bar, rect = view.bar(key), view.rect(key)
    if bar is None or rect is None or view.axis.scale < 8:
        return
    scheme = view.scheme
    y = rect.bottom() + 6
    for day, colour in ((bar.material_ready, scheme.material), (bar.inspection, scheme.inspect),
                        (bar.ship, scheme.ship)):
        if day is None:
            continue
        x = view.axis.x(day.toordinal()) + view.axis.scale / 2
        edge = rect.right() if x > rect.right() else rect.left() if x < rect.left() else x
        p.setPen(QPen(colour, 1.4, Qt.PenStyle.DashLine))
        p.drawLine(QPointF(edge, y), QPointF(x, y))
        p.setPen(QPen(colour, 1.4))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(x, y), 7.5, 7.5)


def _paint_lit(p: QPainter, view: View, drag: Dragging) -> None:
    if drag.mode != "move":
        return
    body = view.body
    for row in view.layout.rows_between(view.scroll, view.scroll + body.height() + 1):
        if row.lane.is_plant:
            continue
        area = QRect(body.left(), int(view.y(row.y)), body.width(), row.height - 1)
        able = row.lane.key in drag.possible
        if able or row.lane.key == drag.lane:
            colour = QColor(view.scheme.green if able else view.scheme.amber)
            colour.setAlpha(56 if row.lane.key == drag.lane else 24)
            p.fillRect(area, colour)


def _paint_ghosts(p: QPainter, view: View, drag: Dragging) -> None:
    veil = QColor(view.scheme.base)
    veil.setAlpha(150)
    for move in (*drag.shown, *drag.pushed):
        rect = view.rect(move.key)
        if rect is not None:
            p.fillRect(rect, veil)
    for move in drag.pushed:
        _paint_ghost(p, view, move, False, True)
    for move in drag.shown:
        able = drag.mode != "move" or not drag.possible or move.lane in drag.possible
        _paint_ghost(p, view, move, able, False)
    if drag.shown:
        _paint_label(p, view, drag)


def _ghost_rect(view: View, move: Move) -> QRectF | None:
    row = view.layout.of_lane.get(move.lane)
    bar = view.bar(move.key)
    if row is None or bar is None:
        return None
    y = row.y
    if bar.lane == move.lane:
        place = view.layout.place(move.key)
        y = place[1].y if place else y
    x = view.axis.x(move.start.toordinal())
    right = view.axis.x(move.finish.toordinal() + 1)
    return QRectF(x + 1, view.y(y + view.metrics.top), max(2.0, right - x - 2), view.metrics.bar)


def _paint_ghost(p: QPainter, view: View, move: Move, able: bool, follows: bool) -> None:
    rect, bar = _ghost_rect(view, move), view.bar(move.key)
    if rect is None or bar is None or not rect.intersects(QRectF(view.body)):
        return
    colour = view.scheme.faint if follows else view.scheme.accent if able else view.scheme.amber
    fill = QColor(mix(view.scheme.base, colour, 0.30))
    fill.setAlpha(205 if follows else 240)
    p.setBrush(fill)
    p.setPen(QPen(colour, 1.2 if follows else 2, Qt.PenStyle.DashLine if follows else Qt.PenStyle.SolidLine))
    p.drawRoundedRect(rect, 3, 3)
    if rect.width() > 30:
        p.setPen(view.scheme.text)
        p.setFont(view.bold)
        words = QFontMetrics(view.bold).elidedText(bar.title, Qt.TextElideMode.ElideRight, int(rect.width() - 10))
        p.drawText(rect.adjusted(6, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _paint_label(p: QPainter, view: View, drag: Dragging) -> None:
    move = drag.shown[0]
    bar, rect = view.bar(move.key), _ghost_rect(view, move)
    if bar is None or rect is None:
        return
    lines = [span_words(move.start, move.finish)]
    shift = (move.start - bar.start).days or (move.finish - bar.finish).days
    second = [shift_words(shift)] if shift else []
    if move.lane != bar.lane and move.lane in view.layout.of_lane:
        second.append(_("to {line}").format(line=view.layout.of_lane[move.lane].lane.title))
        if drag.possible and move.lane not in drag.possible:
            second.append(_("not meant for this line"))
    if len(drag.shown) > 1:
        second.append(_("{count} bars").format(count=len(drag.shown)))
    if drag.pushed:
        second.append(_("pushes {count}").format(count=len(drag.pushed)))
    limit = bar.limit
    if limit is not None and move.finish > limit:
        second.append(_("after {date}!").format(date=day_words(limit)))
    if second:
        lines.append(" · ".join(second))
    metrics = QFontMetrics(view.font)
    width = max(metrics.horizontalAdvance(line) for line in lines) + 20
    height = metrics.height() * len(lines) + 10
    body = view.body
    x = min(max(rect.right() + 10, body.left() + 6), body.right() - width - 6)
    y = rect.top() - 4 if x > rect.right() else rect.bottom() + 8
    y = min(max(y, body.top() + 4), body.bottom() - height - 4)
    box = QRectF(x, y, width, height)
    p.setPen(theme.colour("border_strong"))
    p.setBrush(theme.colour("tooltip"))
    p.drawRoundedRect(box, 5, 5)
    p.setPen(theme.colour("tooltip_text"))
    p.setFont(view.font)
    p.drawText(box.adjusted(10, 5, -8, -5), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
               "\n".join(lines))


def paint_tryout(p: QPainter, view: View) -> None:
    """Paint the frame that says: this is only tried out."""
    amber = view.scheme.amber
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(amber, 4))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRect(QRectF(view.size).adjusted(2, 2, -2, -2))
    words = _("Trying out: nothing is saved yet")
    p.setFont(view.bold)
    width = p.fontMetrics().horizontalAdvance(words) + 28
    height = view.metrics.line + 8
    box = QRectF(view.body.center().x() - width / 2, view.size.height() - height - 8, width, height)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(amber)
    p.drawRoundedRect(box, height / 2, height / 2)
    p.setPen(Qt.GlobalColor.black)
    p.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    p.restore()
