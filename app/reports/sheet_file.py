"""Tables as .xlsx that print well and in which text never becomes a formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

from app.domain.text import N_, _
from app.reports.whole_file import NotWrittenError, fill_whole

Row = Sequence[Any]

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
"""What one sheet and one cell of an .xlsx file hold."""

FIRST_DAY = date(1900, 3, 1)
"""Days before this one are written as text: Excel counts them wrongly."""

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "'")
"""Beginnings of text that a spreadsheet might take for a formula or a command."""

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORMATS = {
    "money": "#,##0.00",
    "decimal": "#,##0.####",
    "percent": "0%",
    "number": "#,##0.####",
    "integer": "#,##0",
    "quantity": "#,##0.####",
}
WHOLE_FORMAT = "#,##0"
DATE_FORMAT, MOMENT_FORMAT, TIME_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm"
CENTRED = frozenset({"day", "moment", "flag", "date", "time", "check"})

TOO_MANY = N_(
    "{file} was not written: {rows} rows do not fit on a sheet of Excel, which holds {most}. Filter the rows."
)
PAGES = N_("Page {page} of {pages}")


@dataclass(frozen=True)
class OutColumn:
    """A column: its label, the kind of its values, its width in characters (0: as its content needs)."""

    label: str
    kind: str = "text"
    width: float = 0


@dataclass(frozen=True)
class SheetOut:
    """One worksheet.

    `heading` stands in a row of its own above the header; `totals` is a last row; `tint` gives a row's
    ground and `cell_tint` that of one cell (row, column number) as #RRGGBB or empty; `frozen` columns at
    the left stay in sight.
    """

    title: str
    columns: Sequence[OutColumn]
    rows: Sequence[Row]
    heading: str = ""
    totals: Row | None = None
    tint: Callable[[Row], str] | None = None
    cell_tint: Callable[[Row, int], str] | None = None
    frozen: int = 0
    landscape: bool = True
    paper: str = "A4"


def write_xlsx(path: Path, sheets: Sequence[SheetOut]) -> None:
    """Write a workbook, whole or not at all (NotWrittenError says why not)."""
    for sheet in sheets:
        if len(sheet.rows) + 3 > MOST_ROWS:
            raise NotWrittenError(_(TOO_MANY).format(file=path, rows=len(sheet.rows), most=MOST_ROWS))
    fill_whole(path, lambda part: _save(part, sheets))


def _save(part: Path, sheets: Sequence[SheetOut]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    try:
        for sheet, title in zip(sheets, sheet_titles([sheet.title for sheet in sheets]), strict=True):
            _Writer(book.create_sheet(title), sheet).write()
    except BaseException:
        for worksheet in book.worksheets:
            worksheet.close()  # else its writer complains when it is collected
        raise
    book.save(part)
    book.close()


def sheet_titles(wished: Sequence[str]) -> list[str]:
    """Return names that Excel accepts for worksheets: at most 31 characters, no []:*?/\\, none twice."""
    found: list[str] = []
    for wish in wished:
        plain = re.sub(r"[\[\]:*?/\\]", " ", UNFIT.sub("", wish)).strip().strip("'")[:31] or "Sheet"
        name, number = plain, 2
        while name.casefold() in (other.casefold() for other in found):
            tail = f" ({number})"
            name, number = plain[: 31 - len(tail)] + tail, number + 1
        found.append(name)
    return found


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it: no control characters, no accidental escapes, not too long."""
    if len(text) < MOST_CHARACTERS and text.isprintable() and "_x" not in text:
        return text
    plain = UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(plain) > MOST_CHARACTERS:
        plain = plain[: MOST_CHARACTERS - 1] + "…"
    return ESCAPE.sub("_x005F_", plain)


def typed(value: Any, kind: str = "text") -> tuple[Any, str]:
    """Return what goes into a cell and its number format; text has the format @."""
    if value is None or value == "":
        return None, "General"
    if isinstance(value, bool):
        return ("√" if value else None), "General"
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
        return (value, MOMENT_FORMAT) if value.date() >= FIRST_DAY else (value.isoformat(" "), "@")
    if isinstance(value, date):
        return (value, DATE_FORMAT) if value >= FIRST_DAY else (value.isoformat(), "@")
    if isinstance(value, time):
        return value, TIME_FORMAT
    if isinstance(value, int | float | Decimal):
        return _typed_number(value, kind)
    return cell_text(str(value)), "@"


def _typed_number(value: float | Decimal, kind: str) -> tuple[Any, str]:
    """Return a number, or its digits as text where a cell would change them (15 digits are kept)."""
    if isinstance(value, Decimal):
        changed = not value.is_finite() or len(value.normalize().as_tuple().digits) > 15
    else:
        changed = not isfinite(value) or (isinstance(value, int) and abs(value) >= 10**15)
    if changed:
        return str(value), "@"
    whole = value == int(value)
    wished = FORMATS.get(kind, "General" if kind == "text" else FORMATS["number"])
    return value, WHOLE_FORMAT if whole and wished == FORMATS["number"] else wished


class _Writer:
    """Writes one worksheet row by row; a cell of each look is made once and used again."""

    def __init__(self, worksheet: Any, sheet: SheetOut) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side

        self.worksheet = worksheet
        self.sheet = sheet
        self.head_row = 2 if sheet.heading else 1
        side = Side(style="thin", color="CDD2D9")
        self.border = Border(side, side, side, side)
        self.plain, self.bold = Font(name="微软雅黑", size=10), Font(name="微软雅黑", size=10, bold=True)
        self.struck = Font(name="微软雅黑", size=10, strike=True, color="808080")
        self.alignments = {
            "text": Alignment(vertical="center", wrap_text=True),
            "centre": Alignment(horizontal="center", vertical="center", wrap_text=True),
            "number": Alignment(horizontal="right", vertical="center"),
        }
        self.cells: dict[tuple[int, str, str, bool, bool, bool], Any] = {}

    def write(self) -> None:
        """Write settings, heading, header, rows and totals."""
        self._set_up()
        if self.sheet.heading:
            self.worksheet.append([self._heading()])
        self.worksheet.append([self._header(at, column.label) for at, column in enumerate(self.sheet.columns)])
        for row in self.sheet.rows:
            self.worksheet.append(list(self._row(row)))
        if self.sheet.totals is not None:
            self.worksheet.append([self._cell(at, v, "#EEF1F5", True) for at, v in enumerate(self.sheet.totals)])

    def _set_up(self) -> None:
        """Set widths, frozen header, filter and print area; openpyxl wants them before the rows."""
        from openpyxl.utils import get_column_letter

        sheet, worksheet = self.sheet, self.worksheet
        for at, width in enumerate(self._widths(), start=1):
            worksheet.column_dimensions[get_column_letter(at)].width = width
        last_row = self.head_row + len(sheet.rows) + (sheet.totals is not None)
        last = get_column_letter(max(1, len(sheet.columns)))
        worksheet.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{self.head_row + 1}"
        worksheet.print_area = f"A1:{last}{last_row}"
        worksheet.print_title_rows = f"1:{self.head_row}"
        worksheet.auto_filter.ref = f"A{self.head_row}:{last}{self.head_row + len(sheet.rows)}"
        worksheet.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
        worksheet.page_setup.paperSize = 8 if sheet.paper == "A3" else 9
        worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
        worksheet.sheet_properties.pageSetUpPr.fitToPage = True
        worksheet.page_margins.left = worksheet.page_margins.right = 0.4
        worksheet.page_margins.top, worksheet.page_margins.bottom = 0.5, 0.6
        worksheet.oddFooter.right.text = _(PAGES).format(page="&P", pages="&N")

    def _widths(self) -> Iterator[float]:
        for at, column in enumerate(self.sheet.columns):
            if column.width:
                yield column.width
                continue
            values = (str(row[at]) for row in self.sheet.rows[:200] if row[at] is not None)
            widest = max((_wide(line) for value in values for line in value.split("\n")), default=0)
            yield min(max(widest, _wide(column.label) + 3, 6), 44) + 2

    def _heading(self) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        cell = WriteOnlyCell(self.worksheet)
        cell.font = Font(name="微软雅黑", size=14, bold=True)
        _put(cell, cell_text(self.sheet.heading))
        return cell

    def _header(self, at: int, label: str) -> Any:
        cell = self._styled("centre", "#EEF1F5", strong=True)
        _put(cell, cell_text(label))
        return cell

    def _row(self, row: Row) -> Iterator[Any]:
        ground = self.sheet.tint(row) if self.sheet.tint else ""
        for at, value in enumerate(row):
            own = self.sheet.cell_tint(row, at) if self.sheet.cell_tint else ""
            yield self._cell(at, value, own or ground, strong=False)

    def _cell(self, at: int, value: Any, ground: str, strong: bool) -> Any:
        kind = self.sheet.columns[at].kind
        content, look = typed(value, kind)
        is_text = isinstance(content, str)
        struck = is_text and len(content) > 4 and content.startswith("~~") and content.endswith("~~")
        if struck:
            content = content[2:-2]
        risky = is_text and content.startswith(RISKY)
        key = (at, look, ground, strong, risky, struck)
        cell = self.cells.get(key)
        if cell is None:
            place = "centre" if kind in CENTRED else "text" if look in ("@", "General") else "number"
            cell = self.cells[key] = self._styled(place, ground, strong)
            cell.number_format = look
            if risky:
                cell.quotePrefix = True
            if struck:
                cell.font = self.struck
        if is_text:
            _put(cell, content)
        else:
            cell.value = content
        return cell

    def _styled(self, place: str, ground: str, strong: bool) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import PatternFill

        cell = WriteOnlyCell(self.worksheet)
        cell.font = self.bold if strong else self.plain
        cell.border = self.border
        cell.alignment = self.alignments[place]
        if ground:
            cell.fill = PatternFill("solid", fgColor=ground.lstrip("#"))
        return cell


def _put(cell: Any, text: str) -> None:
    """Put a text into a cell as text, whatever it begins with."""
    cell.value = text
    cell.data_type = "s"


def _wide(text: str) -> float:
    """Return the width of a text in characters of Excel; a Chinese one counts twice."""
    return sum(2.1 if ord(char) > 0x2E80 else 1.05 for char in text)
