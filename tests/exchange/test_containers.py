"""Odd containers: passwords, encryption, names in capitals, packages without types, sheets without values, CSV shapes."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.exchange.formats import OLE, kind_of
from app.exchange.reading_text import decoded
from app.exchange.unreadable import Refused
from app.exchange.workbook import Unreadable, read_workbook


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_workbook(path)
    assert path.name in str(caught.value)
    return caught.value.reason


def old_book(stream: str, *records: tuple[int, bytes]) -> bytes:
    """Return what an .xls begins with: the header, the stream's first records, its name in the directory."""
    bof = struct.pack("<HH", 0x0809, 16) + struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)
    body = bof + b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in records)
    return OLE + bytes(504) + body.ljust(512, b"\0") + stream.encode("utf-16-le").ljust(128, b"\0") + bytes(2000)


@pytest.mark.parametrize("records", [[(0x2F, bytes(54))], [(0x86, b""), (0x2F, bytes(6))], [(0x2F, bytes(200))]])
def test_an_old_workbook_with_a_password_says_so(tmp_path: Path, records: list[tuple[int, bytes]]) -> None:
    path = tmp_path / "旧.xls"
    path.write_bytes(old_book("Workbook", *records))
    assert refused(path) == "password"


@pytest.mark.parametrize("stream", ["Workbook", "WORKBOOK", "Book", "BOOK"])
def test_streams_in_capitals(stream: str) -> None:
    assert kind_of(old_book(stream, (0x42, b"\xb0\x04"))) == "xls"


@pytest.mark.parametrize("content", [
    b"\x17\xda\x5f\xa0\x16\x33" + os.urandom(4000), b"%TSD-Header-###%" + os.urandom(3000), b"\x62\x14\x23\x65E-SafeNet\0\0LOCK" + b"\0" * 900,
    os.urandom(20_000)])
def test_files_sealed_by_company_software_are_named(tmp_path: Path, content: bytes) -> None:
    for name in ("订单.xlsx", "订单.XLS", "订单.et"):
        path = tmp_path / name
        path.write_bytes(content)
        assert refused(path) == "sealed"
    path = tmp_path / "订单.dat"
    path.write_bytes(content)
    assert refused(path) == "not_table"


def package(*left_out: str, moved: bool = False) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["制单号", "数量"])
    book.active.append(["A1", 5])
    out, data = io.BytesIO(), io.BytesIO()
    book.save(data)
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.filename not in left_out:
                content = old.read(entry)
                if moved:
                    content = content.replace(b"/xl/", b"/").replace(b'"xl/', b'"')
                new.writestr(entry.filename.removeprefix("xl/") if moved else entry.filename, content)
    return out.getvalue()


@pytest.mark.parametrize("content", [package("[Content_Types].xml"), package("[Content_Types].xml", "docProps/app.xml"),
                                     package("[Content_Types].xml", moved=True), package(moved=True)])
def test_packages_without_types_or_in_another_folder(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "最小.xlsx"
    path.write_bytes(content)
    assert read_workbook(path).sheets[0].rows == [["制单号", "数量"], ["A1", 5]]


@pytest.mark.parametrize(("cell", "media", "reason"), [
    ("<c r='A1' t='e'><f>1/0</f><v>#DIV/0!</v></c>", False, "only_errors"), ("<c r='A1'><f>B1+1</f></c>", False, "only_formulas"),
    ("", True, "only_pictures"), ("", False, "no_cells")])
def test_a_workbook_without_values_says_what_it_has(tmp_path: Path, cell: str, media: bool, reason: str) -> None:
    path = tmp_path / "空.xlsx"
    with zipfile.ZipFile(io.BytesIO(package())) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                row = f"<row r='1'>{cell}</row>" if cell else ""
                content = ("<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
                           f"{row}</sheetData></worksheet>").replace("'", '"').encode()
            new.writestr(entry.filename, content)
        if media:
            new.writestr("xl/media/image1.png", b"\x89PNG")
    assert refused(path) == reason


@pytest.mark.parametrize("text", [
    "製單號,客戶,訂單數量\r\nA1,甲客,100\r\n", "訂單號碼,客戶名稱,產品編號,顏色,訂單數量,交貨日期\r\nGD-1,香港甲客,A-1,紅色,100,2026-12-1\r\n",
    "制单号,客户,数量\r\nA1,甲客,100\r\n", "客户订单,产品编号\r\n深圳市甲客贸易,不锈钢保温杯\r\n"])
def test_chinese_encodings_are_told_apart(text: str) -> None:
    for encoding in ("utf-8", "gb18030", "big5", "utf-16"):
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        assert decoded(data) == text, encoding


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("after", ["", "\x1a", "\r\n\x1a\x1a"])
def test_csv_endings(tmp_path: Path, ending: str, after: str) -> None:
    path = tmp_path / "订单.csv"
    path.write_bytes((ending.join(["制单号,备注", "A1,\x07急", "A2,"]) + after).encode())
    rows = read_workbook(path).sheets[0].rows
    assert [row for row in rows if row[0] is not None] == [["制单号", "备注"], ["A1", "急"], ["A2", None]]
    assert len(rows) == 3


def test_a_broken_character_is_no_reason_to_misread_the_rest() -> None:
    text = "制单号,客户,数量\r\nA1,甲客公司深圳分厂,100\r\n"
    assert decoded(text.encode()[:-9] + b"\xe7\xff,100\r\n").startswith("制单号,客户,数量")


def test_binary_that_repeats_is_not_called_encrypted() -> None:
    with pytest.raises(Refused, match="not_table"):
        kind_of(bytes(range(256)) * 8)
