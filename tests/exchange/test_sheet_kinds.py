"""Real headings: columns where the eye puts them, other kinds of sheets named, cancelled orders only offered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.areas import catalogue
from app.database.change import Who, write
from app.exchange.finding import Wish, find
from app.exchange.grid import Grid, Workbook
from app.exchange.importing import Incoming, Plan, apply_plans, plan_books
from app.exchange.table import NoTable, Table
from app.masters.order import Order

TODAY = date(2026, 11, 23)
D = date


def grid(name: str, head: list[str], *rows: list[Any]) -> Grid:
    return Grid(name, [list(head), *(list(row) for row in rows)])


OTHERS = {
    "采购或包材": [grid(name, ["日期", "MA订单号码", "ITEM", "名称", "数量", "要求交货日期"],
                   *[[D(2026, 11, n), f"MA{n}", "B1", "彩盒", 100 + n, D(2026, 12, 1)] for n in range(1, 6)])
              for name in ("包装MA", "彩盒MA", "包材")],
    "工序": [grid("派工", ["生产订单", "行号", "物料编码", "生产数量", "工序行号", "工序说明", "工作中心"],
                *[["MO1", 1, "P1", 1, n, "车", "W1"] for n in range(6)])],
    "字段": [grid("对照", ["字段名", "字段说明", "编号", "数量", "单号"], *[["a", "b", n, n, f"x{n}"] for n in range(5)])],
}


@pytest.mark.parametrize(("said", "sheet"), [(said, sheet) for said, sheets in OTHERS.items() for sheet in sheets],
                         ids=lambda one: one.name if isinstance(one, Grid) else one)
def test_other_kinds_are_named_and_left_out(company: None, said: str, sheet: Grid) -> None:
    found, _origin = find(catalogue.imports()["orders"], sheet, TODAY)
    assert isinstance(found, NoTable) and said in found.reason


def test_real_headings_come_where_the_eye_puts_them(company: None) -> None:
    sheet = grid("Sheet1", ["接单期", "第三方客户名称", "国家", "PO号", "小PO号", "SKU", "货号", "名称", "PO数量(只)", "客PO期", "计划验货期",
                            "船期SO"],
                 *[[D(2026, 9, 1), "甲", "美国", f"PO{n}", f"PO{n}-1", f"PO{n}-10", "X1", "杯", 600 + n, D(2026, 12, 1 + n),
                    D(2026, 11, 28), "9/14截SI，整柜"] for n in range(8)])
    found, _origin = find(catalogue.imports()["orders"], sheet, TODAY)
    assert isinstance(found, Table) and not found.asks
    assert {match.key: match.header for match in found.matches} == {
        "received": "接单期", "customer": "第三方客户名称", "country": "国家", "customer_po": "PO号", "line_no": "小PO号",
        "item": "货号", "name": "名称", "quantity": "PO数量(只)", "ship": "客PO期", "inspection": "计划验货期"}


def test_the_line_of_an_order_is_no_production_line(company: None) -> None:
    sheet = grid("EN", ["Customer", "WM PO#", "Line", "WM Item ID", "Quantity"],
                 *[["ACME", f"WM{n // 3}", 10 * (n % 3 + 1), "X1", 600 + n] for n in range(9)])
    found, _origin = find(catalogue.imports()["orders"], sheet, TODAY)
    assert isinstance(found, Table) and found.match("line") is None and found.match("line_no") is not None


def test_cancelled_orders_are_offered_never_made(company: None) -> None:
    head = ["制单号", "客户", "货号", "数量", "交期"]
    row = ["A1", "ACME", "X1", 10, D(2026, 12, 1)]

    def planned(name: str, *rows: list[Any], **ticks: bool) -> Plan:
        book = Workbook("订单.xlsx", "xlsx", (grid(name, head, *rows),))
        return plan_books(catalogue.imports()["orders"], [Incoming(book, Wish(ticks=ticks))], TODAY)[0]

    orders = planned("订单", row)
    write("orders", Who("a"), lambda change: apply_plans(change, [orders]))
    cancelled = planned("取消订单", row, ["A9", "ACME", "X1", 5, D(2026, 12, 1)])
    assert not cancelled.sheets[0].chosen
    write("not asked", Who("a"), lambda change: apply_plans(change, [cancelled]))
    assert [(o.number, o.state) for o in Order.select()] == [("A1", "draft")]
    chosen = planned("取消订单", row, ["A9", "ACME", "X1", 5, D(2026, 12, 1)], 取消订单=True)
    write("asked", Who("a"), lambda change: apply_plans(change, [chosen]))
    assert [(o.number, o.state) for o in Order.select()] == [("A1", "cancelled")]
