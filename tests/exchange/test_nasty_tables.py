"""Small tables that tempt: totals, examples, numbered columns, other registers; which rows are records."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.areas.schedule.order_fields import WITH_NUMBER
from app.areas.schedule.progress_fields import PROGRESS
from app.exchange.grid import Grid
from app.exchange.sums import sums
from app.exchange.table import NoTable, find_table

N, DAY = None, date(2026, 12, 1)
HEAD = ["订单号", "客户", "货号", "颜色", "数量", "交期"]
ONE, TWO = (["GD-1", "宏盛", "A1", "黑", 100, DAY], ["GD-2", "宏盛", "A2", "黑", 100, DAY])
LAST = ["合计", N, N, N, 200]
ORDERS: dict[str, tuple[list[list[Any]], list[int]]] = {
    "traditional": ([["訂單號", "客戶", "貨號", "顏色", "數量", "交貨期"], ONE, TWO, ["合計", N, N, N, 200]], [2, 3]),
    "English below": ([HEAD, ["Order No.", "Customer", "Item No.", "Color", "Qty", "Ship Date"], ONE, TWO], [3, 4]),
    "units below": ([HEAD, [N, N, N, N, "PCS", "年/月/日"], ONE, TWO], [3, 4]),
    "columns numbered": ([HEAD, [1, 2, 3, 4, 5, 6], ONE, TWO, LAST], [3, 4]),
    "columns lettered": ([HEAD, list("ABCDEF"), ONE, TWO, LAST], [3, 4]),
    "an example": ([HEAD, ["例：GD-0", "某客户", "X1", "黑", 100, DAY], ONE, TWO], [3, 4]),
    "totals in many words": ([HEAD, ONE, TWO, ["总数：", N, N, N, 200], ["共2单", N, N, N, 200], ["本月累计", N, N, N, 200],
                              ["平均", N, N, N, 100], ["Total:", N, N, N, 200]], [2, 3]),
    "a total with the number": ([HEAD, ONE, ["GD-1", "宏盛", N, "合计", 100], TWO, ["GD-2 小计", N, N, N, 100]], [2, 4]),
    "a total at the end": ([HEAD, ONE, TWO, [N, N, N, N, 200, "合计"]], [2, 3]),
    "words split over two rows": ([["订单", "客户", "产品", "产品", "订单", "交货"],
                                   ["编号", "名称", "型号", "颜色", "数量", "日期"], ONE, TWO], [3, 4]),
    "another table below": ([HEAD, ONE, TWO, [N], [N], ["物料", "规格", "需求数"], ["纸箱", "5层", 100]], [2, 3]),
    "two tables, one below the other": ([["9月"], HEAD, ONE, ["小计", N, N, N, 100], [N], ["10月"], HEAD, TWO, LAST], [3, 8]),
    "a number forgotten": ([HEAD, ONE, [N, "宏盛", "A9", "黑", 50, DAY], TWO], [2, 4]),
}
OTHER_ORDERS = {
    "stock": [["仓位", "货号", "品名", "库存数量", "单位"], ["A", "k", "n", 5, "个"]],
    "purchase": [["采购单号", "供应商", "物料编码", "物料名称", "数量", "到货日期"], ["I", "C", "x", "b", 1, DAY]],
    "repairs": [["返修单号", "客户", "机型", "故障", "数量", "入库日期"], ["I", "C", "x", "b", 1, DAY]],
    "statement": [["送货单号", "日期", "货号", "品名", "数量", "单价", "金额"], ["I", DAY, "x", "b", 1, 1, 1]],
}
OTHER_SHEETS = {
    "orders": [HEAD, ONE, TWO], "wages": [["工号", "姓名", "工序", "产量", "单价"], ["1", "a", "b", 5, 1]],
    "a month across": [["单号", "型号", "颜色", "订单数", *range(1, 31), "合计"], ["GD-1", "A1", "黑", 100, *([5] * 30), 150]],
}


def grid(rows: list[list[Any]]) -> Grid:
    """Rows of one width."""
    width = max(map(len, rows))
    return Grid("表", [row + [N] * (width - len(row)) for row in rows])


@pytest.mark.parametrize("name", ORDERS)
def test_records(name: str) -> None:
    rows, records = ORDERS[name]
    table = find_table(grid(rows), WITH_NUMBER, near=DAY, blocks=True)
    assert not isinstance(table, NoTable), table.reason
    assert [record.row for record in table.records] == records
    assert sums(table)["quantity"] == 200


@pytest.mark.parametrize("name", OTHER_ORDERS)
def test_no_orders(name: str) -> None:
    assert isinstance(find_table(grid(OTHER_ORDERS[name]), WITH_NUMBER, near=DAY), NoTable)


@pytest.mark.parametrize("name", OTHER_SHEETS)
def test_no_daily_sheet(name: str) -> None:
    assert isinstance(find_table(grid(OTHER_SHEETS[name]), PROGRESS, near=DAY), NoTable)


def test_an_order_written_once_per_shift() -> None:
    rows = [["单号", "货号", "班次", "产量", "累计"], ["G1", "A1", "白班", 5, 5], [N, N, "夜班", 6, 11], ["G2", "A1", "白班", 5, 5],
            [N, N, "夜班", 7, 12], [N, N, N, 23, N]]
    table = find_table(grid(rows), PROGRESS, near=DAY)
    assert not isinstance(table, NoTable)
    assert [(r.cells["order"], r.cells["item"], r.cells["made"]) for r in table.records] == [
        ("G1", "A1", 5), ("G1", "A1", 6), ("G2", "A1", 5), ("G2", "A1", 7)]
