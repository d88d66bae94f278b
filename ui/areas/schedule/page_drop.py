"""Steps without dates are dragged from the side list onto a line of the Gantt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QToolTip

from app.areas.schedule.placing import Place, on_line
from app.areas.schedule.reading import Schedule
from app.domain.text import _
from ui.areas.schedule.gantt import Gantt
from ui.areas.schedule.gantt_hit import hit
from ui.areas.schedule.page_findings import span
from ui.areas.schedule.page_list import STEP_MIME


class LineDrops(QObject):
    """Watches the Gantt for dropped steps; what else is dropped goes on to the page."""

    dropped = Signal(int, object)
    """Step and Place."""

    def __init__(self, gantt: Gantt, schedule: Callable[[], Schedule | None]) -> None:
        super().__init__(gantt)
        self.gantt = gantt
        self._schedule = schedule
        gantt.viewport().setAcceptDrops(True)
        gantt.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Answer drags of steps; leave all other events alone."""
        if not isinstance(event, QDropEvent):  # drag enter and drag move are drop events too
            return False
        if not event.mimeData().hasFormat(STEP_MIME):
            event.ignore()
            return True
        key = int(bytes(event.mimeData().data(STEP_MIME).data()))
        place = self.place(key, event.position().toPoint())
        if event.type() == QEvent.Type.Drop:
            QToolTip.hideText()
            if place is not None:
                event.acceptProposedAction()
                self.dropped.emit(key, place)
        elif isinstance(event, QDragMoveEvent):
            entering = event.type() == QEvent.Type.DragEnter
            event.acceptProposedAction() if place is not None or entering else event.ignore()
            if place is not None and not entering:
                self._tell(place, event.position().toPoint())
        return True

    def place(self, key: int, at: QPoint) -> Place | None:
        """Return where a step would go that is dropped at a point of the Gantt."""
        schedule, row = self._schedule(), hit(self.gantt.view, at).row
        if schedule is None or row is None or row.lane.is_plant or key not in schedule.facts \
                or row.lane.key not in schedule.lines:
            return None
        axis = self.gantt.axis
        day: date = axis.date_at(at.x()) if at.x() >= axis.left else schedule.today
        return on_line(schedule, key, row.lane.key, day)

    def _tell(self, place: Place, at: QPoint) -> None:
        schedule = self._schedule()
        if schedule is not None:
            words = _("{line}: {span}").format(line=schedule.lines[place.line].name,
                                               span=span((place.start, place.finish)))
            QToolTip.showText(self.gantt.viewport().mapToGlobal(at + QPoint(14, 18)), words, self.gantt)
