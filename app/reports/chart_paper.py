"""A paper that also takes charts: the same drawing as on screen, in the flow of tables and text."""

from __future__ import annotations

from collections.abc import Callable

from app.reports.charts import PAPER, Chart, Palette, moved
from app.reports.paper import Paper
from app.reports.paper_marks import MM, Mark
from app.reports.paper_strips import Strip


class ChartPaper(Paper):
    """The page kit with charts."""

    def chart(self, draw: Callable[[float, float, Palette], Chart], height: float) -> None:
        """Print a chart over the whole width, at most `height` points high."""

        def make(left: float, width: float) -> list[Strip]:
            chart = draw(width, height, PAPER)

            def put(marks: list[Mark], top: float) -> None:
                marks.extend(moved(mark, left, top) for mark in chart.marks)

            return [Strip(chart.height + 3 * MM, put)]

        self.strips(make)
