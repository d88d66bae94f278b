"""OpenDocument sheets as LibreOffice and WPS write them: texts, numbers, dates, repeated cells, hidden sheets."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

from app.areas import catalogue
from app.exchange.importing import Incoming, plan_books
from app.exchange.workbook import read_workbook

HEAD = ('<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        "<office:body><office:spreadsheet>")
TAIL = "</office:spreadsheet></office:body></office:document-content>"


def cell(value: object) -> str:
    if isinstance(value, date):
        return (f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
                f"<text:p>{value}</text:p></table:table-cell>")
    if isinstance(value, int):
        return (f'<table:table-cell office:value-type="float" office:value="{value}">'
                f"<text:p>{value}</text:p></table:table-cell>")
    if value is None:
        return '<table:table-cell table:number-columns-repeated="2"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def write_ods(path: Path, rows: list[list[object]]) -> None:
    body = "".join("<table:table-row>" + "".join(cell(v) for v in row) + "</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", (
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'))
        book.writestr("content.xml", HEAD + f'<table:table table:name="排期">{body}</table:table>' + TAIL)


def test_an_ods_schedule_is_read_and_planned(company: Path, tmp_path: Path) -> None:
    path = tmp_path / "排期.ods"
    write_ods(path, [
        ["生产排期表"],
        ["制单号", "客名", "产品编号", "中文名称", "颜色", "订单数量", "客要求走货期", "备注"],
        ["0026411", "臻宝家居", "C350", "双层保温杯", "黑色", 1200, date(2026, 12, 20), "加急"],
        ["0026412", "臻宝家居", "C480", "双层保温杯", "白色", 800, date(2026, 12, 24), "分两批"]])
    book = read_workbook(path)
    assert book.kind == "ods" and [sheet.name for sheet in book.sheets] == ["排期"]
    (plan,) = plan_books(catalogue.imports()["orders"], [Incoming(book)], date(2026, 11, 23))
    (sheet,) = plan.sheets
    assert [row.standing for row in sheet.rows] == ["new", "new"]
    assert sheet.table is not None
    assert [record.cells["quantity"] for record in sheet.table.records] == [1200, 800]
    assert [record.cells["order"] for record in sheet.table.records] == ["0026411", "0026412"]
