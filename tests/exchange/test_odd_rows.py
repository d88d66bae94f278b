"""Rows whose key is a word for nothing; quantities that hold their row; exports that come back unchanged."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.areas import catalogue, papers
from app.database.change import Who, write
from app.domain.text import use_language
from app.exchange.importing import apply_plan, plan_workbook
from app.exchange.workbook import read_workbook
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.product import Product

TODAY = date(2026, 11, 18)
HEAD = "制单号,客户,产品编号,订单数量,交货期,备注\n"


def taken(path: Path, text: str, key: str = "orders") -> tuple[Any, dict[str, int]]:
    path.write_text(text, encoding="utf-8")
    plan = plan_workbook(catalogue.imports()[key], read_workbook(path), TODAY)
    return plan, write("导入", Who("甲"), lambda change: apply_plan(change, plan)).result


@pytest.mark.parametrize("word", ["NA", "None", "NULL", "-", "—", "nan", "N/A", "#N/A", "(blank)"])
def test_a_key_that_is_nothing_holds_its_row_only(company: Path, tmp_path: Path, word: str) -> None:
    rows = [f"A{n},甲客,X-{n},100,2026-12-{n},急" for n in range(1, 6)]
    plan, counts = taken(tmp_path / "订单.csv", HEAD + "\n".join([*rows, f"{word},甲客,X-7,100,2026-12-9,急"]))
    assert counts["new"] == 5 and {order.number for order in Order.select()} == {f"A{n}" for n in range(1, 6)}
    assert any(p.row == 7 for p in plan.sheets[0].problems)


@pytest.mark.parametrize("word", ["NULL", "nan", "-", "N/A", "（空白）"])
def test_nobody_is_called_nothing(company: Path, tmp_path: Path, word: str) -> None:
    taken(tmp_path / "订单.csv", HEAD + f"A1,{word},X-1,100,2026-12-1,急\nA2,甲客,X-1,100,2026-12-1,{word}")
    assert word not in {customer.name for customer in Company.select()}
    assert OrderLine.get(OrderLine.order == Order.get(Order.number == "A2")).note is None


@pytest.mark.parametrize("number", ["1.5", "1.500", "2.000", '"500\n300"', "500 300", "1e12", "69012345678901234567"])
def test_a_quantity_that_is_none_for_certain_holds_its_row(company: Path, tmp_path: Path, number: str) -> None:
    plan, counts = taken(tmp_path / "订单.csv", HEAD + f"A1,甲客,X-1,100,2026-12-1,\nA2,甲客,X-1,{number},2026-12-1,\nA3,甲客,X-1,300,2026-12-1,")
    assert (counts["new"], counts["held"]) == (2, 1)
    assert any(p.holds and p.cell == "D3" for p in plan.sheets[0].problems)


def test_zero_negative_and_enormous_quantities_are_said(company: Path, tmp_path: Path) -> None:
    rows = [f"A{n},甲客,X-1,{said},2026-12-1," for n, said in enumerate(("0", "-100", "(100)", "1e12", "50"), 1)]
    plan, counts = taken(tmp_path / "订单.csv", HEAD + "\n".join(rows))
    assert (counts["new"], counts["held"]) == (2, 3)
    assert {p.row for p in plan.sheets[0].problems} == {2, 3, 4, 5} and {o.number for o in Order.select()} == {"A1", "A5"}


@pytest.mark.parametrize("number", ["1.5", "1.500", '"500\n300"'])
def test_an_output_that_is_no_whole_number_is_held(company: Path, tmp_path: Path, number: str) -> None:
    taken(tmp_path / "订单.csv", "制单号,客户,产品编号,订单数量,生产线,计划开始,计划完成\nA1,甲客,X-1,1000,A线,2026-11-10,2026-11-20")
    plan, counts = taken(tmp_path / "日报 2026-11-17.csv", f"制单号,产品编号,当日完成\nA1,X-1,{number}\n", "progress")
    assert counts["held"] == 1 and any(p.holds and p.cell == "C2" for p in plan.sheets[0].problems)


@pytest.mark.parametrize("note", ["+86 13800000000", "-2", "=1+1", "@甲", "'引号", "-"])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_exports_come_back_unchanged(company: Path, tmp_path: Path, note: str, ending: str, language: str) -> None:
    def make(change: Any) -> None:
        customer = change.save(Company(name="@甲客", customer=True))
        product = change.save(Product(code="-X1", name="杯"))
        order = change.save(Order(number="A1", customer=customer, received=date(2026, 11, 1)))
        for quantity, colour in ((100, "-"), (200, "+红"), (300, "ＡＢ")):
            change.save(OrderLine(order=order, product=product, quantity=quantity, colour=colour, note=note,
                                  required_ship=date(2026, 12, 1)))

    write("x", Who("甲"), make)
    path = tmp_path / f"订单{ending}"
    use_language(language)
    try:
        papers.write_export(path, papers.worksheets("order_lines", TODAY))
        plan = plan_workbook(catalogue.imports()["orders"], read_workbook(path), TODAY)
    finally:
        use_language("zh_CN")
    assert [(row.standing, row.changes) for row in plan.sheets[0].rows] == [("same", [])] * 3


def test_the_old_name_of_a_customer_means_the_same_customer(company: Path, tmp_path: Path) -> None:
    taken(tmp_path / "一.csv", HEAD + "A1,甲客（深圳）,X-1,100,2026-12-1,")
    customer = Company.get()
    customer.name = "乙客"
    write("改名", Who("甲"), lambda change: change.save(customer))
    plan, counts = taken(tmp_path / "二.csv", HEAD + "A1,甲客（深圳）,X-1,100,2026-12-1,\nA2,甲客(深圳),X-1,50,2026-12-2,")
    assert (counts["new"], counts["same"]) == (1, 1) and [c.name for c in Company.select()] == ["乙客"]
    assert [(p.row, p.kind) for p in plan.sheets[0].problems] == [(3, "customer_renamed")]
    write("新", Who("甲"), lambda change: change.save(Company(name="甲客（深圳）", customer=True)))
    taken(tmp_path / "三.csv", HEAD + "A3,甲客（深圳）,X-1,100,2026-12-1,")
    assert Order.get(Order.number == "A3").customer.name == "甲客（深圳）"
