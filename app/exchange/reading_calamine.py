"""The quick way to read a workbook: xlsx, xls, xlsb, ods and WPS files by python-calamine."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from app.exchange.grid import column_number
from app.exchange.packing import pack
from app.exchange.reading_xlsx import Package
from app.exchange.unreadable import Refused

_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row (?=[^>]*\bhidden=\"(?:1|true)\")[^>]*?\br=\"(\d+)\"")
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c (?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>(?:\s*<(?:\w+:)?f[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?'
    rb"\s*<(?:\w+:)?v>([^<]*)<"
)
_FILLED_AT_THE_EDGE = re.compile(rb'r="XF[A-D]\d+"[^>/]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_SPARSE = 20
"""A sheet whose last row is this many times the rows it has would cost calamine memory for nothing."""


def read(data: bytes, kind: str) -> list[dict[str, Any]]:
    """Return the packed sheets; raise Refused for a password, anything else for a file it cannot read."""
    import python_calamine as calamine

    package = _package(data) if kind == "xlsx" else None
    paths = {sheet.name: sheet.path for sheet in package.sheets()} if package else {}
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError as error:
        raise Refused("password") from error
    sheets = []
    for about in book.sheets_metadata:
        if about.typ not in (calamine.SheetTypeEnum.WorkSheet,):
            continue
        text = package.read(paths[about.name]) if package and paths.get(about.name) else None
        if text is not None and _is_sparse(text):
            raise ValueError("a few cells far away")
        hidden = _hidden_rows(text) if text is not None else frozenset()
        bools = text is None or b't="b"' in text
        errors = _errors(text) if text is not None and b't="e"' in text else {}
        del text
        sheet = book.get_sheet_by_name(about.name)
        sheets.append(
            {
                "name": about.name,
                "packed": pack(_rows(sheet), bools),
                "hidden": about.visible is not calamine.SheetVisibleEnum.Visible,
                "merged": [
                    (top + 1, left + 1, bottom + 1, right + 1)
                    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                ],
                "hidden_rows": hidden,
                "errors": errors,
            }
        )
    return sheets


def _rows(sheet: Any) -> Iterator[list[Any]]:
    if sheet.start is None:
        return iter(())
    rows = sheet.iter_rows()
    shift = sheet.start[1]
    return ([None] * shift + row for row in rows) if shift else rows


def _hidden_rows(text: bytes) -> frozenset[int]:
    if b"hidden=" not in text:
        return frozenset()
    return frozenset(int(number) for number in _HIDDEN_ROW.findall(text))


def _errors(text: bytes) -> dict[tuple[int, int], str]:
    return {
        (int(row), column_number(letters.decode())): said.decode("ascii", "replace")
        for letters, row, said in _ERROR_CELL.findall(text)
    }


def _is_sparse(text: bytes) -> bool:
    at = text.rfind(b"<row ")
    found = re.search(rb'\br="(\d+)"', text[at : at + 400]) if at >= 0 else None
    if found and int(found[1]) > 2000 and int(found[1]) > _SPARSE * text.count(b"<row "):
        return True
    return b'r="XF' in text and _FILLED_AT_THE_EDGE.search(text) is not None


def _package(data: bytes) -> Package | None:
    try:
        package = Package(data)
        package.sheets()
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, SyntaxError):
        return None
    return package
