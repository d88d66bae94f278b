"""The widget that shows a chart: the same marks that go to paper, with a tip under the pointer and clicks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.reports.charts import DARK, LIGHT, Chart, Hit, Palette
from app.reports.paper_marks import Page
from ui.paper_painter import paint_page
from ui.theme import colour, is_dark

SCALE = 4 / 3
"""Pixels for a point of the chart."""

Draw = Callable[[float, float, Palette], Chart]
"""Draws the chart in a width and a height of points."""


class ChartView(QWidget):
    """Paints one chart as large as it is; clicked(key) tells which part was chosen."""

    clicked = Signal(str)

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw: Draw | None = None
        self._chart: Chart | None = None
        self._drawn: tuple[int, int, bool] | None = None
        self._over: Hit | None = None
        self._chosen = ""
        self._height = height
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a comfortable width and the height that was asked for."""
        return QSize(460, self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least width at which labels can still be read."""
        return QSize(280, self._height)

    def show_chart(self, draw: Draw, name: str, height: int = 0) -> None:
        """Show another chart; `name` is what screen readers say."""
        self._draw, self._drawn, self._over = draw, None, None
        self.setAccessibleName(name)
        if height and height != self._height:
            self._height = height
            self.updateGeometry()
        self.update()

    def choose(self, key: str) -> None:
        """Frame the part with this key; none where it is empty."""
        self._chosen = key
        self.update()

    @property
    def chart(self) -> Chart | None:
        """The chart as it is drawn at the present size."""
        now = (self.width(), self.height(), is_dark())
        if self._draw is not None and self._drawn != now:
            self._chart = self._draw(self.width() / SCALE, self.height() / SCALE, DARK if is_dark() else LIGHT)
            self._drawn = now
        return self._chart

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the marks, and frames around what is pointed at and what is chosen."""
        chart = self.chart
        if chart is None:
            return
        painter = QPainter(self)
        if self._over is not None:
            self._ground(painter, self._over, "hover")
        chosen = next((hit for hit in chart.hits if hit.key == self._chosen), None) if self._chosen else None
        if chosen is not None:
            self._ground(painter, chosen, "selection")
        paint_page(painter, Page(chart.width, chart.height, list(chart.marks)), SCALE)
        if chosen is not None:
            painter.setPen(QPen(colour("accent"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(round(chosen.x * SCALE), round(chosen.y * SCALE), round(chosen.width * SCALE),
                                    round(chosen.height * SCALE) - 1, 3, 3)
        painter.end()

    @staticmethod
    def _ground(painter: QPainter, hit: Hit, name: str) -> None:
        painter.fillRect(round(hit.x * SCALE), round(hit.y * SCALE), round(hit.width * SCALE),
                         round(hit.height * SCALE), QColor(colour(name)))

    def hit_at(self, place: QPointF) -> Hit | None:
        """Return the part under a place of the widget."""
        chart = self.chart
        return chart.hit(place.x() / SCALE, place.y() / SCALE) if chart is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell what lies under the pointer."""
        hit = self.hit_at(event.position())
        if hit != self._over:
            self._over = hit
            self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor))
            QToolTip.showText(event.globalPosition().toPoint(), hit.tip if hit else "", self)
            self.update()

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        """Let go of what was pointed at."""
        self._over = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose what was clicked."""
        if event.button() == Qt.MouseButton.LeftButton and (hit := self.hit_at(event.position())) is not None:
            self.choose(hit.key)
            self.clicked.emit(hit.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Walk through the parts with the arrow keys."""
        turn = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()))
        chart = self.chart
        if turn is None or chart is None or not chart.hits:
            super().keyPressEvent(event)
            return
        keys = [hit.key for hit in chart.hits]
        at = keys.index(self._chosen) + turn if self._chosen in keys else 0
        self.choose(keys[at % len(keys)])
        self.clicked.emit(self._chosen)
