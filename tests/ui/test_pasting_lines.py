"""Lines pasted as they stand in the customer's sheet: headings are known, the product fills in, faults show in place."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.masters.order import OrderLine
from app.masters.product import Product
from tests.ui.test_current_record import enter_new_order, read, until
from tests.ui.test_page import make_page, settled  # noqa: F401
from ui.page import SheetPage

CONTROL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of windows


@pytest.fixture
def page(qtbot: Any, demo_work: Any, make_page: Any) -> SheetPage:  # noqa: F811
    made: SheetPage = make_page(demo_work, "orders")
    made.activateWindow()
    enter_new_order(made, qtbot, "ZB2611-955")
    return made


def paste_lines(page: SheetPage, qtbot: Any, text: str) -> Any:
    panel = page.form.content.panels[0]
    page.form.content.setCurrentWidget(panel)
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    panel.table.setFocus()
    qtbot.waitUntil(panel.table.hasFocus)
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(panel.table, Qt.Key.Key_V, CONTROL)
    return panel


def test_a_pasted_heading_names_the_columns(qtbot: Any, page: SheetPage) -> None:
    products = read(page, lambda: [p.code for p in Product.select().limit(2)])
    panel = paste_lines(page, qtbot, f"数量\t货号\t奇怪的列\t颜色\n1,200\t{products[0]}\tx\t红\n800\t{products[1]}\ty\t蓝\n")
    until(page, qtbot, lambda: len(panel.model.rows) == 2)
    names = [f.name for f in panel.model.fields]
    assert [panel.model.shown(r, names.index("colour")) for r in range(2)] == ["红", "蓝"]
    assert [panel.model.value(r, names.index("quantity")) for r in range(2)] == [1200, 800]
    assert "奇怪的列" in panel.said.text() and "2 行" in panel.said.text()


def test_name_unit_and_carton_come_from_the_product(qtbot: Any, page: SheetPage) -> None:
    product = read(page, lambda: Product.select().where(Product.per_carton > 0).first())
    panel = paste_lines(page, qtbot, f"产品编号\t颜色\t数量\n{product.code}\t红\t1200\n")
    names = [f.name for f in panel.model.fields]
    until(page, qtbot, lambda: panel.model.shown(0, names.index("description")) == product.name)
    assert panel.model.shown(0, names.index("unit")) == product.unit
    assert panel.model.value(0, names.index("per_carton")) == product.per_carton
    qtbot.keyClick(panel.table, Qt.Key.Key_S, CONTROL)
    until(page, qtbot, lambda: not page.form.is_dirty())
    line = read(page, lambda: OrderLine.get(OrderLine.order == page.form.number))
    assert (line.description, line.unit, line.per_carton) == (product.name, product.unit, product.per_carton)


def test_a_fault_is_seen_at_its_line(qtbot: Any, page: SheetPage) -> None:
    panel = paste_lines(page, qtbot, "产品编号\t颜色\t数量\n没有这个\t红\t很多\n")
    until(page, qtbot, lambda: panel.model.problems())
    column = next(c for c, f in enumerate(panel.model.fields) if f.name == "quantity")
    panel.table.setCurrentIndex(panel.model.index(0, column))
    panel.table.selectRow(0)
    panel.table.scrollTo(panel.model.index(0, column))
    QApplication.processEvents()
    area = panel.table.visualRect(panel.model.index(0, column))
    seen = panel.table.viewport().grab().toImage()
    edge = [seen.pixelColor(area.left() + x, area.center().y()) for x in range(5)]
    assert any(c.red() > c.blue() + 60 for c in edge), [c.name() for c in edge]
    assert panel.wrong.isVisible() and panel.wrong.y() < panel.table.y()


def test_a_heading_pasted_into_the_list_makes_records_by_its_names(qtbot: Any, empty_work: Any,
                                                                   make_page: Any) -> None:  # noqa: F811
    page = make_page(empty_work, "products")
    QGuiApplication.clipboard().setText("品名\t货号\t单位\n搅拌机\tC480\t台\n果汁杯\tKC260\t只\n")
    page.view.setFocus()
    page.view.paste_new()
    until(page, qtbot, lambda: page.model.rowCount() == 2)
    found = read(page, lambda: sorted(Product.select(Product.code, Product.name, Product.unit).tuples()))
    assert found == [("C480", "搅拌机", "台"), ("KC260", "果汁杯", "只")]
