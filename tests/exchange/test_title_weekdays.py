"""A weekday in a title that contradicts its date is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.areas import catalogue
from app.exchange.importing import plan_workbook
from app.exchange.title_dates import days_in
from app.exchange.workbook import read_workbook

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(("title", "days"), [
    ("生产日报 2026年11月23日 星期一", [date(2026, 11, 23)]),
    ("生产日报 2026年11月23日 星期三", [date(2026, 11, 23), date(2026, 11, 25)]),
    ("生产日报 11月23日（周一）", [date(2026, 11, 23)]),
    ("生产日报 11月23日 周日", [date(2026, 11, 23), date(2025, 11, 23)]),
    ("生产日报 11月23日 礼拜四", [date(2026, 11, 23), date(2026, 11, 26)]),
    ("每周五更新 2026-11-23", [date(2026, 11, 23)]), ("2026-11-23 周期计划", [date(2026, 11, 23)])])
def test_weekdays(title: str, days: list[date]) -> None:
    assert days_in(title, TODAY) == days


@pytest.mark.parametrize(("title", "kind"), [("日报 2026年11月23日 星期三", "date_differs"), ("日报 2026年5月30日", "sheet_old")])
def test_the_sheet_says_so(company: Path, tmp_path: Path, title: str, kind: str) -> None:
    path = tmp_path / "日报.csv"
    path.write_text(f"{title},,\n制单号,产品编号,当日完成\nA1,X-1,100\n", encoding="utf-8")
    plan = plan_workbook(catalogue.imports()["progress"], read_workbook(path), TODAY)
    assert kind in {p.kind for p in plan.sheets[0].problems}
