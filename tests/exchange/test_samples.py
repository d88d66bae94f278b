"""Every sample sheet yields what EXPECT.json says of it."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from sample_fields import fields_for

from app.exchange.grid import Grid, column_number
from app.exchange.plain_text import trimmed, written
from app.exchange.sums import sums
from app.exchange.table import Table, find_table
from app.exchange.workbook import Unreadable, Workbook, read_workbook

SAMPLES = Path(__file__).parents[1] / "samples"
NEAR = date(2026, 11, 18)
EXPECT = json.loads((SAMPLES / "EXPECT.json").read_text(encoding="utf-8"))
SHEETS = [
    pytest.param(file["file"], sheet, id=f"{file['file']}-{sheet['sheet']}")
    for file in EXPECT["files"]
    for sheet in file["sheets"]
    if "密码" not in file["file"]
]


@cache
def workbook(file: str) -> Workbook:
    return read_workbook(SAMPLES / file)


def grid_of(file: str, sheet: str | None) -> Grid:
    sheets = workbook(file).sheets
    return sheets[0] if not sheet else next(grid for grid in sheets if grid.name == sheet)


@cache
def table_of(file: str, sheet: str | None, key_column: str) -> Table:
    grid = grid_of(file, sheet)
    wanted = fields_for(file, sheet or "")
    assert wanted is not None
    first = find_table(grid, wanted, near=NEAR)
    assert isinstance(first, Table), first.reason
    key = next(match.key for match in first.matches if match.column == key_column)
    found = find_table(grid, wanted, near=NEAR, key=key)
    assert isinstance(found, Table)
    return found


def same(cell: object, said: object) -> bool:
    if isinstance(cell, date):
        return cell.isoformat() == said
    if isinstance(cell, str) and isinstance(said, int | float):
        return float(cell.replace(",", "")) == said
    if isinstance(cell, str) and isinstance(said, str):
        return trimmed(cell) == trimmed(said)
    return cell == said


@pytest.mark.parametrize(("file", "said"), SHEETS)
def test_header_and_records(file: str, said: dict) -> None:
    table = table_of(file, said["sheet"], said["key"])
    assert list(table.header_rows) == said["header_rows"]
    rows = [record.row for record in table.records]
    assert (len(rows), rows[0], rows[-1]) == (said["records"], said["first_row"], said["last_row"])


@pytest.mark.parametrize(("file", "said"), SHEETS)
def test_columns(file: str, said: dict) -> None:
    table = table_of(file, said["sheet"], said["key"])
    matched = {match.column for match in table.matches}
    missing = {column for column in said["columns"] if column not in matched}
    right_block = set("GHIJK") if file.startswith("通讯录") and said["sheet"] == "公司内部" else set()
    assert missing - right_block == set()


@pytest.mark.parametrize(("file", "said"), SHEETS)
def test_sums(file: str, said: dict) -> None:
    table = table_of(file, said["sheet"], said["key"])
    column = {match.key: match.column for match in table.matches}
    found = {column[key]: total for key, total in sums(table).items()}
    for letter, total in said["sums"].items():
        assert found[letter] == pytest.approx(total, abs=1e-6), letter


@pytest.mark.parametrize(("file", "said"), SHEETS)
def test_sample_values(file: str, said: dict) -> None:
    table = table_of(file, said["sheet"], said["key"])
    key_at = {match.column: match.key for match in table.matches}
    by_row = {record.row: record for record in table.records}
    for sample in said["samples"]:
        record = by_row[sample["row"]]
        for letter, value in sample.items():
            if letter in key_at:
                assert same(record.raw[key_at[letter]], value), (sample["row"], letter)


@pytest.mark.parametrize(("file", "said"), SHEETS)
def test_oddities_of_cells_are_noted(file: str, said: dict) -> None:
    table = table_of(file, said["sheet"], said["key"])
    noted = {(note.cell, note.kind) for record in table.records for note in record.notes}
    rows_noted = {int("".join(filter(str.isdigit, cell))) for cell, _kind in noted}
    for odd in said["irregularities"]:
        if odd["kind"] in ("text_quantity", "text_date", "ambiguous_date", "count_text"):
            assert odd["row"] in rows_noted, odd
    for dated in said.get("facts", {}).get("text_dates", []):
        record = next(one for one in table.records if one.row == dated["row"])
        match = next(one for one in table.matches if one.column == dated["column"])
        value = record.cells[match.key]
        assert (value.isoformat() if isinstance(value, date) else value) == dated["date"], dated


def test_hidden_rows_and_sheets() -> None:
    for said in EXPECT["files"][0]["sheets"]:
        grid = grid_of("生产排期表.xlsx", said["sheet"])
        assert grid.hidden == (said["sheet"] == "旧排期")
        if "hidden_records" in said["facts"]:
            table = table_of("生产排期表.xlsx", said["sheet"], said["key"])
            assert sum(record.hidden for record in table.records) == said["facts"]["hidden_records"]


def test_quantities_in_words_keep_their_number() -> None:
    table = table_of("生产排期表.xlsx", "臻宝", "E")
    cells = {record.row: record.cells for record in table.records}
    assert (cells[74]["quantity"], cells[75]["quantity"]) == (20, 50)


def test_codes_are_text_without_point_zero() -> None:
    table = table_of("生产排期表.xlsx", "臻宝", "E")
    orders = [record.cells["order"] for record in table.records]
    assert all(isinstance(order, str) and not order.endswith(".0") and order == order.strip() for order in orders)
    assert "0026411" in orders
    assert "2610407" in orders
    assert len(set(orders)) == 45


def test_lines_are_filled_down() -> None:
    table = table_of("臻宝每日生产进度表_2026-11-18.xlsx", "进度表", "B")
    assert [record.cells["line"] for record in table.records[:2]] == ["杯组A线", "杯组A线"]
    assert all(record.cells["line"] for record in table.records)
    names = {match.column: match.header for match in table.matches}
    assert names["I"] == "当日/完成"
    assert names["L"] == "累计/完成"


def test_error_cells_are_blank_and_noted() -> None:
    grid = grid_of("生产排期表.xlsx", "臻宝")
    assert grid.errors[74, 13] == "#VALUE!"
    assert grid.rows[73][12] is None


def test_two_people_in_a_row() -> None:
    grid = grid_of("通讯录.xlsx", "公司内部")
    table = find_table(grid, fields_for("通讯录", "公司内部") or (), near=NEAR, blocks=True)
    assert isinstance(table, Table)
    assert len(table.records) == 24
    assert table.records[1].cells["name"] == "★阮小舟"
    assert table.records[1].cells["mobile"] == "12000001444"
    single = find_table(grid, fields_for("通讯录", "公司内部") or (), near=NEAR)
    assert isinstance(single, Table)
    assert any(doubt.kind == "second_block" for doubt in single.doubts)


def test_password_is_named_with_its_remedy() -> None:
    with pytest.raises(Unreadable) as caught:
        read_workbook(SAMPLES / "有密码.xlsx")
    assert caught.value.reason == "password"
    assert "有密码.xlsx" in str(caught.value)


def test_line_breaks_stay_in_one_cell() -> None:
    table = table_of("客户订单_GB18030.csv", "", "A")
    record = next(one for one in table.records if one.row == 12)
    assert "\n" in str(record.cells["remark"])
    assert any("𠮷" in str(one.cells["customer"]) for one in table.records)


def test_waybill_keeps_all_digits() -> None:
    table = table_of("样板跟踪.xlsx", "样板跟踪", "A")
    assert next(one for one in table.records if one.row == 11).cells["waybill"] == "773900412345678"


def test_sheets_of_another_kind_are_refused() -> None:
    wanted = fields_for("臻宝每日生产进度表", "进度表") or ()
    for file, sheet in (("通讯录.xlsx", "公司内部"), ("返修登记_2026Q3.xlsx", "7月"), ("BOM_路由器R210.xlsx", "R210")):
        found = find_table(grid_of(file, sheet), wanted, near=NEAR)
        assert not isinstance(found, Table)
        assert sheet in found.reason


def test_expected_columns_exist() -> None:
    assert column_number("XFD") == 16_384
    assert written(1250.0) == "1250"
