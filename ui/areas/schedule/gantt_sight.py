"""Bringing a bar into sight, and telling a screen reader which bar has the focus."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from app.domain.text import _
from ui.areas.schedule.gantt_tip import spoken
from ui.areas.schedule.gantt_view import View


def reveal(view: View, key: int) -> int | None:
    """Scroll the axis to a bar; return the vertical scroll that shows it, or None if it is in sight."""
    bar, place, axis = view.bar(key), view.layout.place(key), view.axis
    if bar is None or place is None:
        return None
    start, end = bar.start.toordinal(), bar.finish.toordinal() + 1
    if axis.x(start) < axis.left or axis.x(end) > view.size.width():
        axis.centre((start + end) / 2, 0.4)
    y = place[1].y
    if y < view.scroll or y + view.metrics.sub > view.scroll + view.body.height():
        return max(0, y - view.body.height() // 3)
    return None


def announce(widget: QWidget, view: View, key: int) -> None:
    """Give the widget the focused bar's name and words, and tell screen readers."""
    bar = view.bar(key)
    if bar is None:
        return
    widget.setAccessibleName(_("Schedule: {title}").format(title=bar.title))
    widget.setAccessibleDescription(spoken(bar, view.board))
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.NameChanged))
