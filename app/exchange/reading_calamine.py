"""The quick way to read a workbook: xlsx, xls, xlsb, ods and WPS files by python-calamine."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from collections.abc import Iterator
from typing import Any

from app.exchange.cell_looks import Looks, LookTable, look_table
from app.exchange.grid import column_number
from app.exchange.packing import pack
from app.exchange.reading_xlsx import Package
from app.exchange.unreadable import Refused

_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row (?=[^>]*\bhidden=\"(?:1|true)\")[^>]*?\br=\"(\d+)\"")
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c (?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>(?:\s*<(?:\w+:)?f[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?'
    rb"\s*<(?:\w+:)?v>([^<]*)<"
)
_NO_RESULT = re.compile(
    rb'<(?:\w+:)?c (?![^>]*\bt="(?:str|e)")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*?'
    rb"(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_FILLED_AT_THE_EDGE = re.compile(rb'r="XF[A-D]\d+"[^>/]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
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
    since_1904 = package is not None and package.from_1904()
    table = look_table(package) if package else None
    sheets = []
    for about in book.sheets_metadata:
        if about.typ not in (calamine.SheetTypeEnum.WorkSheet,):
            continue
        path = paths.get(about.name, "")
        look = _Look(package, path, table) if package and path else None
        if look and _may_be_sparse(look.head()):
            look.run()
            if look.sparse:
                raise ValueError("a few cells far away")
        elif look:
            look.start()
        sheet = book.get_sheet_by_name(about.name)
        if look:
            look.wait()
        sheets.append(
            {
                "name": about.name,
                "packed": pack(_rows(sheet), look is None or look.bools),
                "hidden": about.visible is not calamine.SheetVisibleEnum.Visible,
                "merged": [
                    (top + 1, left + 1, bottom + 1, right + 1)
                    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                ],
                "hidden_rows": look.hidden if look else frozenset(),
                "errors": look.errors if look else {},
                "looks": look.looks if look else None,
                "since_1904": since_1904,
            }
        )
    return sheets


class _Look:
    """A look at a sheet's XML for what calamine does not tell, while calamine reads the sheet."""

    def __init__(self, package: Package, path: str, table: LookTable | None) -> None:
        self._package, self._path, self._table = package, path, table
        self.looks: Looks | None = None
        self._thread: threading.Thread | None = None
        self._failed: BaseException | None = None
        self.hidden: frozenset[int] = frozenset()
        self.errors: dict[tuple[int, int], str] = {}
        self.bools = True
        self.sparse = False

    def head(self) -> bytes:
        return self._package.head(self._path, 3000)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._guarded)
        self._thread.start()

    def wait(self) -> None:
        if self._thread:
            self._thread.join()
        if self._failed:
            raise self._failed

    def _guarded(self) -> None:
        try:
            self.run()
        except BaseException as error:  # handed to the waiting thread
            self._failed = error

    def run(self) -> None:
        text = self._package.read(self._path)
        self.sparse = _is_sparse(text)
        self.hidden = _hidden_rows(text)
        self.bools = b't="b"' in text
        self.looks = self._table.of(text) if self._table is not None else None
        if not self._package.has_strings() and b't="s"' in text[:500_000]:
            raise Refused("damaged")
        self.errors = (_errors(text) if b't="e"' in text else {}) | _without_result(text)


def _may_be_sparse(head: bytes) -> bool:
    """Tell from the dimension that a sheet says it has whether it should be looked at first."""
    found = _DIMENSION.search(head)
    return found is not None and (int(found[2]) > 100_000 or column_number(found[1].decode()) > 500)


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


def _has_formula(text: bytes) -> bool:
    """Tell whether a sheet has formulas; one letter is found much faster than two, and the letter is rare."""
    at = text.find(b"<sheetData")
    for _try in range(200):
        at = text.find(b"f", at + 1)
        if at < 0 or text[at + 1 : at + 2] == b">":
            return at >= 0
    return b"f>" in text


def _without_result(text: bytes) -> dict[tuple[int, int], str]:
    """Return the cells whose formula was saved without its result, as programs other than Excel do."""
    if not _has_formula(text):
        return {}
    return {(int(row), column_number(letters.decode())): "" for letters, row in _NO_RESULT.findall(text)}


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
