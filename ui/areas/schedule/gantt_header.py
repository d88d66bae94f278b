"""The time header: two levels of time that suit the zoom, today's day marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QLine, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from app.domain.text import _
from ui.areas.schedule.gantt_dates import month_words, weekday
from ui.areas.schedule.gantt_text import Texts
from ui.areas.schedule.gantt_view import View

_DAYS_FROM = 17.0
_NAMES_FROM = 46.0
_WEEKS_FROM = 5.0
Span = tuple[int, int, str]


def paint_header(p: QPainter, view: View) -> None:
    """Paint the time header above the bars."""
    axis, scheme = view.axis, view.scheme
    area = QRect(axis.left, 0, max(0, view.size.width() - axis.left), view.top)
    upper = view.metrics.line + 6
    first, last = int(axis.day(area.left())), int(axis.day(area.right() + 1))
    p.save()
    p.setClipRect(area)
    p.fillRect(area, scheme.header)
    days = axis.scale >= _DAYS_FROM
    if days:
        _paint_days_off(p, view, QRect(area.left(), upper, area.width(), area.height() - upper), first, last)
    wide = list(_weeks(first, last, True) if axis.scale >= 34 else _months(first, last)
                if axis.scale >= _WEEKS_FROM else _years(first, last))
    fine = [] if days else list(_weeks(first, last, False) if axis.scale >= _WEEKS_FROM
                                else _months(first, last, True))
    p.setPen(scheme.strong)
    p.drawLines([QLine(int(axis.x(day)), 0, int(axis.x(day)), upper) for day, _end, _words in wide])
    p.setPen(scheme.grid)
    p.drawLines([QLine(int(axis.x(day)), upper, int(axis.x(day)), view.top) for day, _end, _words in fine])
    p.drawLine(area.left(), upper, area.right(), upper)
    p.setPen(scheme.text)
    _paint_spans(p, view, view.titles, wide, 3)
    p.setPen(scheme.faint)
    _paint_spans(p, view, view.texts, fine, upper + 6)
    if days:
        _paint_days(p, view, first, last, upper)
    p.setPen(scheme.strong)
    p.drawLine(area.left(), view.top - 1, area.right(), view.top - 1)
    p.restore()


def _paint_days_off(p: QPainter, view: View, area: QRect, first: int, last: int) -> None:
    x = view.axis.x
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(view.scheme.off)
    off = view.board.days_off
    p.drawRects([QRect(int(x(day)), area.top(), int(x(day + 1)) - int(x(day)), area.height())
                 for day in range(first, last + 1) if date.fromordinal(day) in off])


def _paint_spans(p: QPainter, view: View, texts: Texts, spans: list[Span], y: int) -> None:
    axis = view.axis
    p.setFont(texts.font)
    for day, end, words in spans:
        left = max(int(axis.x(day)), axis.left) + 6
        right = int(axis.x(end)) - 4
        texts.budget += 1
        piece = texts.piece(words)
        if piece and left + piece[1] <= right:
            p.drawStaticText(left, y, piece[0])


def _paint_days(p: QPainter, view: View, first: int, last: int, upper: int) -> None:
    axis, scheme = view.axis, view.scheme
    named = axis.scale >= _NAMES_FROM
    today = view.board.today.toordinal()
    line = view.metrics.line
    for day in range(first, last + 1):
        when = date.fromordinal(day)
        x, middle = axis.x(day), axis.x(day) + axis.scale / 2
        number = view.titles if day == today else view.texts
        number.budget += 1
        view.smalls.budget += 1
        digits = number.piece(str(when.day))
        name = view.smalls.piece(weekday(when, short=not named))
        if digits is None or name is None:
            continue
        off = when in view.board.days_off
        if day == today:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(scheme.today)
            p.drawRoundedRect(QRectF(x + 1.5, upper + 2, axis.scale - 2, view.top - upper - 4), 4, 4)
            p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        p.setFont(number.font)
        p.setPen(scheme.base if day == today else scheme.faint if off else scheme.text)
        if named:
            left = int(middle - (digits[1] + 5 + name[1]) / 2)
            y = upper + (view.top - upper - line) // 2
            p.drawStaticText(left, y, digits[0])
            p.setFont(view.small)
            p.setPen(scheme.base if day == today else scheme.faint)
            p.drawStaticText(left + int(digits[1]) + 5, y + 1, name[0])
            continue
        p.drawStaticText(int(middle - digits[1] / 2), upper + 1, digits[0])
        p.setFont(view.small)
        p.setPen(scheme.base if day == today else scheme.faint)
        p.drawStaticText(int(middle - name[1] / 2), upper + line - 3, name[0])


def _weeks(first: int, last: int, long: bool) -> Iterator[Span]:
    day = first - (first - 1) % 7
    while day <= last:
        when = date.fromordinal(day)
        week = when.isocalendar().week
        thursday = when + timedelta(days=3)
        if long:
            words = _("{month} · week {week}").format(month=month_words(thursday), week=week)
        else:
            words = _("{month}/{day}").format(month=when.month, day=when.day)
        yield day, day + 7, words
        day += 7


def _months(first: int, last: int, short: bool = False) -> Iterator[Span]:
    when = date.fromordinal(first).replace(day=1)
    while when.toordinal() <= last:
        following = (when + timedelta(days=31)).replace(day=1)
        words = _("M{month}").format(month=when.month) if short else month_words(when)
        yield when.toordinal(), following.toordinal(), words
        when = following


def _years(first: int, last: int) -> Iterator[Span]:
    for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
        yield date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal(), str(year)
