"""Pages on the screen: the same marks in the same places as on paper."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication

from app.reports.paper_fonts import text_width
from app.reports.paper_marks import Box, Line, Page, Shape, Text
from ui.paper_painter import DRAWN_AT, _font, page_image


def inked(image: QImage, x: float, y: float, width: float, height: float) -> set[str]:
    """The colours within a rectangle."""
    return {
        QColor(image.pixel(across, down)).name()
        for across in range(int(x), int(x + width))
        for down in range(int(y), int(y + height))
    }


def test_marks_stand_where_the_page_says(qapp: QApplication) -> None:
    marks = [
        Box(10, 10, 20, 10, "#ff0000"),
        Shape(((50, 50), (70, 50), (60, 70)), "#00ff00"),
        Line(0, 90.5, 100, 90.5, 3, "#0000ff"),
        Text(10, 40, "㛃☑𠮷", 10),
    ]
    image = page_image(Page(100, 100, list(marks)), 200)
    assert (image.width(), image.height()) == (200, 200)
    assert inked(image, 24, 24, 32, 12) == {"#ff0000"}
    assert inked(image, 118, 104, 4, 8) == {"#00ff00"}
    assert inked(image, 20, 180, 100, 1) == {"#0000ff"}
    for start in (20, 40, 60):
        assert len(inked(image, start, 60, 20, 24)) > 1, "each of the three characters left ink"


def test_text_is_as_wide_on_screen_as_on_paper(qapp: QApplication) -> None:
    for bold in (False, True):
        for text in ("不锈钢保温杯 500ml", "AVAST 2611-034, To."):
            shown = QFontMetricsF(_font(bold)).horizontalAdvance(text)
            assert abs(shown - text_width(text, DRAWN_AT, bold)) < 1


def test_grounds_lie_below_text(qapp: QApplication) -> None:
    page = Page(100, 100, [Text(10, 60, "国", 60), Box(0, 0, 100, 100, "#ffeeaa")])
    assert "#1a1d23" in inked(page_image(page, 100), 0, 0, 100, 100)
