"""Exported workbooks: text stays text, values keep their type, the file is whole, it prints well."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.domain.text import use_language
from app.reports.sheet_file import OutColumn, SheetOut, cell_text, sheet_titles, typed, write_xlsx
from app.reports.whole_file import NotWrittenError, write_whole


def written(path: Path, *values: Any, kind: str = "text") -> list[Any]:
    """Write values below each other and read the cells back."""
    write_xlsx(path, [SheetOut("表", [OutColumn("值", kind)], [(value,) for value in values])])
    book = load_workbook(path)
    cells = [row[0] for row in book["表"].iter_rows(min_row=2)]
    book.close()
    return cells


@pytest.mark.parametrize("text", ["=1+1", "+86 757", "-5", "@SUM(A1)", "\t=1+1", "\n=2", "=cmd|'/c calc'!A1", "'=1"])
def test_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    cell = written(tmp_path / "a.xlsx", text)[0]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_heading_and_a_label_are_text_too(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", [SheetOut("表", [OutColumn("=A1")], [], heading="=1+1")])
    sheet = load_workbook(tmp_path / "a.xlsx")["表"]
    assert [sheet["A1"].data_type, sheet["A2"].data_type] == ["s", "s"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_text_can_be_written_and_read(tmp_path: Path, texts: list[str]) -> None:
    cells = written(tmp_path / "a.xlsx", *(text + "x" for text in texts))
    assert [cell.data_type for cell in cells] == ["s"] * len(texts)
    assert [unescaped(cell.value) for cell in cells] == [unescaped(cell_text(text + "x")) for text in texts]


def unescaped(text: str) -> str:
    return text.replace("_x005F_", "_")


def test_values_keep_their_type(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    values = (4500, 12.5, Decimal("12.50"), date(2026, 12, 3), moment, time(8, 30), None, True, False)
    cells = written(tmp_path / "a.xlsx", *values, kind="number")
    assert [cell.value for cell in cells] == [
        4500, 12.5, 12.5, datetime(2026, 12, 3), datetime(2026, 11, 23, 9, 30), time(8, 30), None, "√", None,
    ]  # fmt: skip
    assert [cell.number_format for cell in cells[:6]] == [
        "#,##0", "#,##0.####", "#,##0.####", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm",
    ]  # fmt: skip


def test_codes_keep_their_zeros_and_long_numbers_their_digits(tmp_path: Path) -> None:
    cells = written(tmp_path / "a.xlsx", "0012", 4500134661, 12345678901234567890, date(1899, 12, 31), float("nan"))
    assert [cell.value for cell in cells] == ["0012", 4500134661, "12345678901234567890", "1899-12-31", "nan"]
    assert [cell.data_type for cell in cells] == ["s", "n", "s", "s", "s"]


def test_a_measured_number_stays_a_number() -> None:
    assert typed(0.1 + 0.2, "number") == (0.1 + 0.2, "#,##0.####")


def test_money_and_percent_have_their_formats() -> None:
    assert typed(Decimal("3"), "money") == (Decimal("3"), "#,##0.00")
    assert typed(0.25, "percent") == (0.25, "0%")


def test_what_a_cell_cannot_hold_is_taken_out() -> None:
    assert cell_text("a\x00b\x1fc\ud800d\r\ne") == "abcd\ne"
    assert cell_text("_x0041_") == "_x005F_x0041_"
    assert len(cell_text("字" * 40_000)) == 32_767


def test_sheet_titles_are_what_excel_accepts() -> None:
    found = sheet_titles(["臻宝/浩景丰", "臻宝:浩景丰", "", "x" * 40, "X" * 40])
    assert found == ["臻宝 浩景丰", "臻宝 浩景丰 (2)", "Sheet", "x" * 31, "X" * 27 + " (2)"]


def test_it_prints_with_its_header_on_every_page(tmp_path: Path) -> None:
    use_language("en")
    columns = [OutColumn("订单号", width=14), OutColumn("产品"), OutColumn("数量", "number")]
    rows = [(f"2611-{at:03}", "不锈钢保温杯 500ml", at * 100) for at in range(50)]
    sheet = SheetOut(
        "排期", columns, rows, "生产排期表", ("合计", None, 122500), lambda row: "#FCE4E2" if row[2] > 4000 else "",
        lambda row, at: "#E0F3E5" if at == 1 and row[2] == 0 else "", frozen=1, paper="A3",
    )  # fmt: skip
    write_xlsx(tmp_path / "a.xlsx", [sheet])
    read = load_workbook(tmp_path / "a.xlsx")["排期"]
    assert read.print_area == "'排期'!$A$1:$C$53"
    assert (read.print_title_rows, read.freeze_panes) == ("$1:$2", "B3")
    assert (read.page_setup.orientation, read.page_setup.paperSize) == ("landscape", 8)
    assert read.sheet_properties.pageSetUpPr.fitToPage and read.page_setup.fitToHeight == 0
    assert read.column_dimensions["A"].width == 14 and 15 < read.column_dimensions["B"].width < 46
    assert read.auto_filter.ref == "A2:C52"
    assert read["A52"].fill.fgColor.rgb == "00FCE4E2" and read["B3"].fill.fgColor.rgb == "00E0F3E5"
    assert read["C53"].value == 122500 and read["C53"].font.bold


def test_a_file_in_use_gets_a_clear_sentence_and_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_language("en")
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")

    def refused(self: Path, other: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(NotWrittenError, match=r"plan\.xlsx could not be written: it is open in another program"):
        write_xlsx(target, [SheetOut("表", [OutColumn("a")], [(1,)])])
    assert target.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]


def test_a_fault_while_writing_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken(row: Any) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_xlsx(tmp_path / "a.xlsx", [SheetOut("表", [OutColumn("a")], [(1,)], tint=broken)])
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    use_language("en")
    with pytest.raises(NotWrittenError, match="Choose another folder"):
        write_whole(tmp_path / "none" / "a.pdf", b"x")


def test_too_many_rows_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(NotWrittenError, match="1048576"):
        write_xlsx(tmp_path / "a.xlsx", [SheetOut("表", [OutColumn("a")], range(1_048_576))])  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
