"""Two PCs import at the same time and bring the same new customers and products."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.areas import catalogue
from app.database.change import Who, write
from app.exchange.fresh_plan import FreshPlan
from app.exchange.importing import plan_workbook
from app.exchange.workbook import read_workbook
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.product import Product

TODAY = date(2026, 11, 18)
ORDERS = "制单号,客户,产品编号,品名,订单数量,交货期\n"
PHONES = "公司,联系人,电话\n"


def planned(path: Path, key: str, text: str) -> FreshPlan:
    path.write_text(text, encoding="utf-8")
    book = read_workbook(path)
    return FreshPlan(lambda: plan_workbook(catalogue.imports()[key], book, TODAY))


def written(plan: FreshPlan, who: str) -> Any:
    return write("导入", Who(who), plan.write).result


@pytest.mark.parametrize("customer", ["乙客", "乙 客", "乙客\u200b"])
def test_the_same_new_customer_and_product_come_twice(company: Path, tmp_path: Path, customer: str) -> None:
    one = planned(tmp_path / "一.csv", "orders", ORDERS + "A1,乙客,X-1,杯,100,2026-12-20\nA2,乙客,X-2,碗,50,2026-12-21\n")
    two = planned(tmp_path / "二.csv", "orders", ORDERS + f"B1,{customer},X-1,杯,70,2026-12-22\nB2,丙客,x-2,碗,30,2026-12-23\n")
    assert written(one, "甲")["new"] == 2
    counts = written(two, "乙")
    assert (counts["new"], counts["held"]) == (2, 0)
    assert sorted(c.name for c in Company.select()) == ["丙客", "乙客"]
    assert Product.select().count() == 2 and Order.select().count() == 4


def test_the_same_file_comes_twice_at_once(company: Path, tmp_path: Path) -> None:
    text = ORDERS + "A1,乙客,X-1,杯,100,2026-12-20\n"
    one, two = (planned(tmp_path / name, "orders", text) for name in ("一.csv", "二.csv"))
    assert written(one, "甲")["new"] == 1
    assert written(two, "乙")["same"] == 1 and OrderLine.select().count() == 1


def test_phone_lists_of_one_company_come_at_once(company: Path, tmp_path: Path) -> None:
    one = planned(tmp_path / "一.csv", "contacts", PHONES + "乙客,王先生,0999-1\n")
    two = planned(tmp_path / "二.csv", "contacts", PHONES + "乙客,李小姐,0999-2\n")
    written(one, "甲")
    assert written(two, "乙")["new"] == 1 and Company.select().count() == 1
    assert Company.get().contact == "王先生"


def test_a_plan_that_was_tried_is_made_anew(company: Path, tmp_path: Path) -> None:
    plan = planned(tmp_path / "一.csv", "orders", ORDERS + "A1,乙客,X-1,杯,100,2026-12-20\n")

    def fails(change: Any) -> None:
        plan.write(change)
        raise OSError("the share is gone")

    with pytest.raises(OSError, match="share"):
        write("导入", Who("甲"), fails)
    assert not Order.select().count()
    assert written(plan, "甲")["new"] == 1 and Order.select().count() == 1
