"""Files of every kind and state are read, or refused with a sentence."""

from __future__ import annotations

import io
import random
import re
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exchange import reader_process, workbook
from app.exchange.fills import read_fills, row_fills
from app.exchange.grid import Merged
from app.exchange.packing import pack, unpack
from app.exchange.reader_process import PATIENT, QUICK, read
from app.exchange.unreadable import REASONS
from app.exchange.workbook import Unreadable, read_workbook

SAMPLES = Path(__file__).parents[1] / "samples"


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_workbook(path)
    assert path.name in str(caught.value)
    return caught.value.reason


def book_bytes(rows: list[list[object]], change: object = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if callable(change):
        change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(data: bytes, name: str, change: object) -> bytes:
    """Return the package with one part changed by a function, or left out where it gives None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content: bytes | None = old.read(entry)
            if entry.filename == name and callable(change):
                content = change(content)
            if content is not None:
                new.writestr(entry.filename, content)
    return out.getvalue()


BLANK = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("空.xlsx", b"", "empty"),
        ("~$排期.xlsx", b"x", "lock_file"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        ("图.xls", b"\xff\xd8\xff\xe0" + bytes(100), "picture"),
        ("文件.xlsx", b"%PDF-1.7\n", "pdf"),
        ("压缩.xls", b"Rar!\x1a\x07\x00" + bytes(50), "archive"),
        ("坏.xlsx", b"PK\x03\x04" + bytes(60), "damaged"),
        ("乱.xls", bytes(range(256)) * 8, "not_table"),
        ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        ("空白.csv", b"\r\n , \r\n", "no_cells"),
        ("零.csv", bytes(3000), "empty"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path) == reason


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.xlsx") == "missing"
    assert refused(tmp_path) == "folder"


def test_word_document(tmp_path: Path) -> None:
    path = tmp_path / "单.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused(path) == "word"


def test_truncated_file(tmp_path: Path) -> None:
    path = tmp_path / "断.xlsx"
    path.write_bytes((SAMPLES / "生产排期表.xlsx").read_bytes()[:20_000])
    assert refused(path) == "damaged"


def test_bomb(tmp_path: Path) -> None:
    path = tmp_path / "弹.xlsx"
    data = book_bytes([["a"]])
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename == SHEET:
                with new.open(entry.filename, "w", force_zip64=True) as part:
                    for _ in range(1100):
                        part.write(bytes(1 << 20))
            else:
                new.writestr(entry.filename, old.read(entry))
    assert refused(path) == "too_large"


@pytest.mark.parametrize("name", ["表.xls", "表.csv", "表.txt", "表"])
def test_content_counts_not_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(book_bytes([["单号", "数量"], ["A1", 1250.0]]))
    found = read_workbook(path)
    assert found.kind == "xlsx"
    assert found.sheets[0].rows[1] == ["A1", 1250]
    assert isinstance(found.sheets[0].rows[1][1], int)


@pytest.mark.parametrize("way", [QUICK, PATIENT])
def test_both_ways_read_the_same(way: str) -> None:
    for name in ("生产排期表.xlsx", "臻宝每日生产进度表_2026-11-18.xlsx", "WPS尺寸错误.xlsx", "坏排序.xlsx", "到料表.xlsx"):
        answer = read((SAMPLES / name).read_bytes(), way)
        grids = [unpack(**sheet) for sheet in answer["sheets"]]
        other = [unpack(**sheet) for sheet in read((SAMPLES / name).read_bytes(), QUICK)["sheets"]]
        for grid, twin in zip(grids, other, strict=True):
            assert (grid.name, grid.hidden, grid.hidden_rows) == (twin.name, twin.hidden, twin.hidden_rows)
            assert set(grid.merged) == set(twin.merged)
            assert grid.errors == twin.errors
            assert grid.rows == twin.rows


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/styles.xml", lambda _text: b"<styleSheet><broken"),
        ("xl/styles.xml", lambda _text: None),
        ("xl/_rels/workbook.xml.rels", lambda text: text.replace(b"worksheets/", b"/xl/worksheets/")),
        (SHEET, lambda text: text.replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1"')),
        (SHEET, lambda text: text.replace(b"<sheetData>", b"<sheetData><!-- x -->")),
        (SHEET, lambda text: text.replace(b"</sheetData>", b'</sheetData><autoFilter ref="A1:B2"><sortState ref="2:2"/></autoFilter>')),
    ],
)
def test_broken_parts_do_not_matter(tmp_path: Path, part: str, change: object) -> None:
    path = tmp_path / "半坏.xlsx"
    path.write_bytes(rewritten(book_bytes([["单号", "数量"], ["A1", 12]]), part, change))
    assert read_workbook(path).sheets[0].rows == [["单号", "数量"], ["A1", 12]]


@pytest.mark.parametrize("strings", [None, b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><sst/>"])
def test_texts_that_are_not_there_are_said(tmp_path: Path, strings: bytes | None) -> None:
    path = tmp_path / "缺字.xlsx"
    book = rewritten(book_bytes([["单号", "数量"], ["A1", 12]]), SHEET,
                     lambda text: re.sub(rb't="inlineStr"><is><t>[^<]*</t></is>', b't="s"><v>0</v>', text))
    parts = {"xl/sharedStrings.xml": strings} if strings else {}
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name != "xl/sharedStrings.xml":
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    assert refused(path) == "damaged"


@pytest.mark.parametrize("way", [QUICK, PATIENT])
def test_formulas_without_result_are_told(way: str) -> None:
    answer = read(book_bytes([["a", "=1+1"], ["=A1", 5]]), way)
    assert answer["sheets"][0]["errors"] == {(1, 2): "", (2, 1): ""}


def test_columns_apart_by_spaces(tmp_path: Path) -> None:
    path = tmp_path / "导出.txt"
    path.write_bytes("订单号   货号   数量\n0012     A1     1200\n".encode("gb18030"))
    assert read_workbook(path).sheets[0].rows == [["订单号", "货号", "数量"], ["0012", "A1", "1200"]]


def test_one_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    def far(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["XFD3"] = " "
        sheet["C1048576"] = "末"

    path = tmp_path / "远.xlsx"
    path.write_bytes(book_bytes([["单号", "数量"], ["A1", 1]], far))
    grid = read_workbook(path, megabytes=700).sheets[0]
    assert grid.rows[1][:2] == ["A1", 1]
    assert len(grid.rows) == 1_048_576


def test_formatted_blanks_are_trimmed(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("表")
    sheet.append(["单号", "数量"])
    sheet.append(["A1", 1])
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, value=None)
    cell.font = Font(bold=True)
    for _ in range(20_000):
        sheet.append([cell] * 6)
    path = tmp_path / "空格式.xlsx"
    book.save(path)
    assert len(read_workbook(path).sheets[0].rows) == 2


def test_merged_hidden_and_errors(tmp_path: Path) -> None:
    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[3].hidden = True
        sheet["B2"] = "#REF!"
        sheet["B2"].data_type = "e"

    path = tmp_path / "合并.xlsx"
    path.write_bytes(book_bytes([["线", "数"], ["A", 1], [None, 2]], change))
    grid = read_workbook(path).sheets[0]
    assert grid.merged == (Merged(2, 1, 3, 1),)
    assert grid.hidden_rows == {3}
    assert grid.errors == {(2, 2): "#REF!"}
    assert grid.rows[1][1] is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_in_any_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [["订单号", "客户", "数量", "备注"]] + [[f"00{n}", "𠮷泊雑貨店，大阪", "1 008", "一\n二"] for n in range(30)]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    path = tmp_path / "单.csv"
    path.write_bytes(text.encode(encoding))
    assert read_workbook(path).sheets[0].rows == lines


def test_html_with_spans(tmp_path: Path) -> None:
    path = tmp_path / "网页.xls"
    page = (
        "<html><meta charset=gbk><table><tr><th rowspan=2>单号<th colspan=2>当日</tr><tr><th>计划<th>完成</tr>"
        "<tr><td>A1<td>1,200<td>&nbsp;5</tr></table></html>"
    )
    path.write_bytes(page.encode("gbk"))
    grid = read_workbook(path).sheets[0]
    assert grid.rows[:2] == [["单号", "当日", None], [None, "计划", "完成"]]
    assert Merged(1, 1, 2, 1) in grid.merged
    assert grid.textual


def test_xml_of_2003(tmp_path: Path) -> None:
    path = tmp_path / "旧.xls"
    space = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    path.write_text(
        f'<?xml version="1.0"?><Workbook {space}><Worksheet ss:Name="表"><Table>'
        '<Row><Cell><Data ss:Type="String">单号</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">5</Data></Cell></Row>'
        '<Row ss:Index="4"><Cell><Data ss:Type="DateTime">2026-11-18T00:00:00.000</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )
    grid = read_workbook(path).sheets[0]
    assert grid.rows == [["单号", None, 5], [None] * 3, [None] * 3, [date(2026, 11, 18), None, None]]


def test_a_reader_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "CODE", "import threading; threading.Event().wait(30)")
    path = tmp_path / "挂.xlsx"
    path.write_bytes(b"x")
    with pytest.raises(Unreadable) as caught:
        read_workbook(path, seconds=0.2)
    assert caught.value.reason == "too_long"


def test_a_reader_that_eats_memory_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    eat = "import sys; sys.path.insert(0, sys.argv[1]); from app.exchange.reader_process import limit_memory; "
    monkeypatch.setattr(workbook, "CODE", eat + "limit_memory(int(sys.argv[4])); x = bytearray(3 << 30)")
    path = tmp_path / "吃.xlsx"
    path.write_bytes(b"x")
    assert refused(path) == "damaged"


def test_a_reader_that_panics_is_outlived(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        pass

    def panic(_data: bytes, _kind: str) -> list[dict[str, object]]:
        raise Panic

    monkeypatch.setattr(reader_process, "_by_calamine", panic)
    answer = read(book_bytes([["单号"], ["A1"]]), QUICK)
    assert unpack(**answer["sheets"][0]).rows == [["单号"], ["A1"]]


def readable_or_refused(content: bytes) -> None:
    """Read bytes as a file: damaged ones can end the reading process, and that must be all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "乱.xls"
        path.write_bytes(content)
        try:
            found = read_workbook(path)
        except Unreadable as error:
            assert error.reason in REASONS
            assert "乱.xls" in str(error)
        else:
            assert found.sheets


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=2000), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html><table>", b"<?xml "]))
def test_random_bytes_only_ever_are_refused(content: bytes, head: bytes) -> None:
    readable_or_refused(head + content)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_damaged_bytes_of_a_real_workbook(seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray((SAMPLES / ("老格式.xls" if seed % 2 else "坏排序.xlsx")).read_bytes())
    for _ in range(dice.randrange(1, 30)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    readable_or_refused(bytes(data))


@given(st.lists(st.lists(st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=3), st.dates()), max_size=5), max_size=8))
def test_packing_keeps_cells(rows: list[list[object]]) -> None:
    grid = unpack("x", pack(rows))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            kept = grid.rows[number][column] if number < len(grid.rows) and column < grid.width else None
            assert kept == (cell if not isinstance(cell, str) or cell.strip(BLANK) else None)
            assert isinstance(kept, bool) == isinstance(cell, bool)


def test_fill_colours() -> None:
    fills = row_fills(read_fills(SAMPLES / "生产排期表.xlsx", "臻宝"))
    counts: dict[str, int] = {}
    for row, colour in fills.items():
        if row > 3:
            counts[colour] = counts.get(colour, 0) + 1
    assert {38, 4, 3} <= set(counts.values())
    assert read_fills(SAMPLES / "老格式.xls", "裁线车间") == {}
