"""Typing over a number replaces it, whatever its size and wherever it stands: table, lines, form."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.database.fields import Integer, Money, Quantity, Scaled
from app.rules.form_data import LineData
from tests.form_samples import sheet
from tests.ui.test_page import make_page, put_cursor, settled, text  # noqa: F401
from ui.editor_line import NumberInput
from ui.editors import make_input
from ui.lines import LinesPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of windows


@pytest.mark.parametrize("before", [30, 999, 1000, 2000, 1_250_000])
def test_typing_over_a_quantity_in_lines_replaces_it(qtbot: Any, empty_work: Any, before: int) -> None:
    panel = LinesPanel(sheet().lines[0], empty_work, "orders.order_line")
    qtbot.addWidget(panel)
    panel.resize(1200, 400)
    column = next(c for c, f in enumerate(panel.model.fields) if f.name == "quantity")
    panel.show_lines([LineData(1, 1, {"product": 1, "quantity": before}, {"product": "P1"})], LineData())
    panel.show()
    panel.table.setCurrentIndex(panel.model.index(0, column))
    panel.activateWindow()
    panel.table.setFocus()
    qtbot.waitUntil(panel.table.hasFocus)
    qtbot.keyClick(panel.table, "2")
    qtbot.keyClicks(QApplication.focusWidget(), "500")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert panel.model.entry(0, column) == "2500"


@pytest.mark.parametrize("opening", [None, Qt.Key.Key_F2])
def test_typing_over_a_quantity_in_the_table_replaces_it(qtbot: Any, demo_work: Any, make_page: Any,  # noqa: F811
                                                         opening: Any) -> None:
    page = make_page(demo_work, "order_lines")
    row = next(r for r in range(40) if len(text(page, r, "quantity")) >= 5)
    put_cursor(page, row, "quantity")
    page.activateWindow()
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    if opening is not None:
        qtbot.keyClick(page.view, opening)
    qtbot.keyClick(page.view if opening is None else QApplication.focusWidget(), "4")
    editor = QApplication.focusWidget()
    assert isinstance(editor, NumberInput)
    qtbot.keyClicks(editor, "321")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settled(page) and text(page, row, "quantity") == "4,321")
    assert page.view.currentIndex().row() == row + 1


def shown_beside_another(qtbot: Any, field: Any, work: Any) -> Any:
    """Show an input of 2,000 in a window whose focus is in another one."""
    window = QWidget()
    layout = QVBoxLayout(window)
    held: Any = make_input(field, work)
    held.set_text("2000")
    first = QLineEdit()
    layout.addWidget(first)
    layout.addWidget(held)
    window.resize(200, 90)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    held.kept_alive = window
    return held


@pytest.mark.parametrize("field", [Quantity("Pieces"), Integer("Count"), Money("Price"), Scaled("Price", places=4)])
@pytest.mark.parametrize("way", ["click", "jump", "tab"])
def test_a_number_of_a_form_is_replaced_however_it_was_reached(qtbot: Any, empty_work: Any, field: Any,
                                                               way: str) -> None:
    field.name = "x"
    held = shown_beside_another(qtbot, field, empty_work)
    if way == "click":
        qtbot.mouseClick(held, Qt.MouseButton.LeftButton, pos=QPoint(held.width() // 2, held.height() // 2))
    else:
        held.setFocus(Qt.FocusReason.TabFocusReason if way == "tab" else Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(held.hasFocus)
    qtbot.keyClicks(held, "7")
    assert held.text() == "7"


def test_a_second_click_puts_the_cursor_between_the_digits(qtbot: Any, empty_work: Any) -> None:
    field: Any = Quantity("Pieces")
    field.name = "x"
    held = shown_beside_another(qtbot, field, empty_work)
    at = QPoint(held.width() - 4, held.height() // 2)
    for _turn in range(2):
        qtbot.mouseClick(held, Qt.MouseButton.LeftButton, pos=at)
        qtbot.wait(QApplication.doubleClickInterval() + 30)
    qtbot.keyClicks(held, "5")
    assert held.text() == "20005"


def test_a_saved_form_keeps_a_typed_over_quantity(qtbot: Any, demo_work: Any, make_page: Any) -> None:  # noqa: F811
    page = make_page(demo_work, "order_lines")
    number = page.model.numbers[next(r for r in range(40) if len(text(page, r, "quantity")) >= 5)]
    page.go_to(number)
    qtbot.waitUntil(lambda: settled(page) and page.form.base is not None and page.form.base.number == number)
    held = page.form.content.fields.boxes["quantity"].input
    page.form.content.fields.jump_to("quantity")
    qtbot.waitUntil(held.hasFocus)
    qtbot.keyClicks(held, "1200")
    qtbot.keyClick(held, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: settled(page) and not page.form.is_dirty())
    assert page.form.base.values["quantity"] == 1200
