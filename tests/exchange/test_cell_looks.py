"""Numbers that a format shows otherwise, rows and texts struck out, rows hidden."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from app.areas import catalogue
from app.database.change import Who, write
from app.exchange.grid import Shown
from app.exchange.importing import apply_plan, plan_workbook
from app.exchange.number_formats import shown, tells_more
from app.exchange.workbook import read_workbook
from app.masters.order import Order, OrderLine

TODAY = date(2026, 11, 18)
HEAD = ["制单号", "客户", "产品编号", "颜色", "订单数量", "交货期"]


@pytest.mark.parametrize(("code", "number", "text"), [
    ('"GD-"0000', 1234, "GD-1234"), ('"GD-"0000', 12, "GD-0012"), ("00000", 42, "00042"), ('"GD-"General', 7, "GD-7"), ("000-0000", 1234567, "123-4567"),
    ('\\G\\D0', 5, "GD5"), ('"ZB"00-0000;[Red]-0', 261001, "ZB26-1001"), ('0"-A"', 12, "12-A"), ('[$-804]"订"0', 9, "订9")])
def test_what_a_format_shows(code: str, number: int, text: str) -> None:
    made = shown(code, float(number))
    assert tells_more(code) and isinstance(made, Shown) and made.text == text and made + 0 == number


@pytest.mark.parametrize("code", [
    "0", "#,##0", "0.00", "0.00%", "yyyy-mm-dd", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "0_ ", '"¥"0', "¥#,##0", "[$￥-804]0", "0.0E+00", "#", 'm"月"d"日"', "@",
    "[h]:mm", "# ?/?", '#,##0"套"'])
def test_usual_formats_show_nothing_more(code: str) -> None:
    assert not tells_more(code) or shown(code, 1234.0) == 1234.0


def test_a_prefix_before_a_text() -> None:
    assert shown('General;General;General;"GD-"@', "1001") == "GD-1001" and tells_more('"GD-"@')


def planned(path: Path, dress: Any) -> Any:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    for number in range(1, 6):
        sheet.append([f"GD-{number}", "甲客", "A-1", "红", 100 * number, date(2026, 12, number)])
    dress(sheet)
    book.save(path)
    return plan_workbook(catalogue.imports()["orders"], read_workbook(path), TODAY)


def written(plan: Any) -> dict[str, int]:
    return write("导入", Who("甲"), lambda change: apply_plan(change, plan)).result


def kinds(plan: Any) -> set[tuple[int | None, str, bool]]:
    return {(p.row, p.kind, p.holds) for p in plan.sheets[0].problems}


def test_numbers_come_in_as_they_are_shown(company: Path, tmp_path: Path) -> None:
    def dress(sheet: Any) -> None:
        for row, number in ((2, 1234), (3, 12), (4, 12)):
            sheet.cell(row, 1, number).number_format = '"GD-"0000' if row < 4 else "0"
            sheet.cell(row, 3, 55).number_format = "00000"
            sheet.cell(row, 5).number_format = '0"套"'

    written(planned(tmp_path / "订单.xlsx", dress))
    assert sorted(order.number for order in Order.select()) == ["12", "GD-0012", "GD-1234", "GD-4", "GD-5"]
    assert {(line.product.code, line.quantity) for line in OrderLine.select()} == {
        ("00055", 100), ("00055", 200), ("00055", 300), ("A-1", 400), ("A-1", 500)}


def test_a_row_struck_out_is_left_out_and_said(company: Path, tmp_path: Path) -> None:
    def dress(sheet: Any) -> None:
        for cell in sheet[3]:
            cell.font = Font(strike=True)

    plan = planned(tmp_path / "订单.xlsx", dress)
    assert kinds(plan) == {(3, "struck_row", True)}
    assert written(plan)["held"] == 1 and "GD-2" not in {order.number for order in Order.select()}


def test_a_quantity_struck_out_is_none(company: Path, tmp_path: Path) -> None:
    def dress(sheet: Any) -> None:
        sheet.cell(3, 5).font = Font(strike=True)
        sheet.cell(4, 4).font = Font(strike=True)

    plan = planned(tmp_path / "订单.xlsx", dress)
    assert {(3, "struck", False), (4, "struck", False)} < kinds(plan) and plan.sheets[0].count("problem") == 1
    written(plan)
    assert {line.colour for line in OrderLine.select().where(OrderLine.quantity == 300)} == {None}


def test_a_number_beside_the_one_struck_out(company: Path, tmp_path: Path) -> None:
    def dress(sheet: Any) -> None:
        sheet["E3"] = CellRichText(TextBlock(InlineFont(strike=True), "500"), TextBlock(InlineFont(b=True), " 300"))
        sheet["E4"] = CellRichText(TextBlock(InlineFont(strike=True), "500"), TextBlock(InlineFont(strike=True), "0"))
        sheet["D5"] = CellRichText("红", TextBlock(InlineFont(b=True), "色"))

    plan = planned(tmp_path / "订单.xlsx", dress)
    assert (3, "partly_struck", False) in kinds(plan) and (4, "struck", False) in kinds(plan)
    written(plan)
    lines = {line.order.number: (line.quantity, line.colour) for line in OrderLine.select()}
    assert lines["GD-2"] == (300, "红") and "GD-3" not in lines and lines["GD-4"] == (400, "红色")


def test_hidden_rows_are_named_once(company: Path, tmp_path: Path) -> None:
    def dress(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = True

    plan = planned(tmp_path / "订单.xlsx", dress)
    assert kinds(plan) == {(3, "hidden_rows", False)} and written(plan)["new"] == 5
