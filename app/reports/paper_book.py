"""A printed form as a workbook: the same title, fields, tables and signatures, a worksheet a form, fit to A4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.reports.paper_said import PaperPages, SaidFields, SaidForm, SaidSignatures, SaidTable, SaidText
from app.reports.sheet_file import RISKY, cell_text, sheet_titles, typed
from app.reports.whole_file import fill_whole

LEAST_COLUMNS = 6
FONT = "微软雅黑"


def write_forms(path: Path, pages: PaperPages) -> None:
    """Write the forms of a paper, whole or not at all."""
    fill_whole(path, lambda part: _save(part, pages))


def _save(part: Path, pages: PaperPages) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    names = sheet_titles([f"{form.title} {form.record}".strip() or pages.company for form in pages.forms])
    for form, name in zip(pages.forms, names, strict=True):
        _Form(book.create_sheet(name), form, pages).write()
    book.save(part)
    book.close()


class _Form:
    """Writes one form."""

    def __init__(self, sheet: Any, form: SaidForm, pages: PaperPages) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self.sheet, self.form, self.pages = sheet, form, pages
        tables = [len(p.labels) for p in form.parts if isinstance(p, SaidTable)]
        self.width = max([LEAST_COLUMNS, *tables])
        self.row = 1
        side = Side(style="thin", color="9AA1AD")
        self.frame = Border(side, side, side, side)
        self.plain, self.bold = Font(name=FONT, size=10), Font(name=FONT, size=10, bold=True)
        self.title, self.small = Font(name=FONT, size=15, bold=True), Font(name=FONT, size=9, color="5B6270")
        self.ground = PatternFill("solid", fgColor="EEF1F5")
        self.centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.left = Alignment(vertical="center", wrap_text=True)
        self.right = Alignment(horizontal="right", vertical="center")
        self.widths = [8.0] * self.width

    def write(self) -> None:
        """Write everything and set the page up."""
        self._across(self.pages.company, self.small)
        self._across(" ".join(p for p in (self.form.title, self.form.record) if p), self.title)
        for part in self.form.parts:
            if isinstance(part, SaidFields):
                self._fields(part)
            elif isinstance(part, SaidTable):
                self._table(part)
            elif isinstance(part, SaidText):
                self._across(part.text, self.bold if part.bold else self.plain, self.left)
            elif isinstance(part, SaidSignatures):
                self._signatures(part)
        self._set_up()

    def _put(self, column: int, value: Any, font: Any, alignment: Any, kind: str = "text", frame: bool = True) -> Any:
        cell = self.sheet.cell(self.row, column)
        content, look = typed(value, kind)
        if isinstance(content, str):
            cell.value, cell.data_type = cell_text(content), "s"
            if content.startswith(RISKY):
                cell.quotePrefix = True
        else:
            cell.value, cell.number_format = content, look
        cell.font, cell.alignment = font, alignment
        if frame:
            cell.border = self.frame
        return cell

    def _across(self, text: str, font: Any, alignment: Any = None) -> None:
        if not text:
            return
        self._put(1, text, font, alignment or self.centre, frame=False)
        self.sheet.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=self.width)
        lines = text.count("\n") + 1
        self.sheet.row_dimensions[self.row].height = max(18 if font is not self.title else 28, 15 * lines)
        self.row += 1

    def _fields(self, part: SaidFields) -> None:
        """Put two pairs into a row, each value across what is left of its half."""
        half = self.width // 2
        for at in range(0, len(part.pairs), 2):
            for place, (label, value) in enumerate(part.pairs[at:at + 2]):
                first = 1 + place * half
                last = half if place == 0 else self.width
                self._put(first, label, self.bold, self.left).fill = self.ground
                self._put(first + 1, value, self.plain, self.left)
                if last > first + 1:
                    self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first + 1,
                                           end_column=last)
            self.row += 1

    def _table(self, part: SaidTable) -> None:
        for column, label in enumerate(part.labels, 1):
            self._put(column, label, self.bold, self.centre).fill = self.ground
            self._widen(column, label)
        self.row += 1
        rows = [*part.rows, *([part.totals] if part.totals is not None else [])]
        for row in rows:
            last = part.totals is not None and row is part.totals
            for column, value in enumerate(row, 1):
                kind = part.kinds[column - 1]
                numeric = not isinstance(typed(value, kind)[0], str)
                self._put(column, value, self.bold if last else self.plain, self.right if numeric else self.left, kind)
                self._widen(column, value)
            self.row += 1
        self.row += 1

    def _widen(self, column: int, value: Any) -> None:
        text = str(value) if value is not None else ""
        wide = max((sum(2 if ord(c) > 0x2E80 else 1 for c in line) for line in text.split("\n")), default=0)
        self.widths[column - 1] = min(40.0, max(self.widths[column - 1], wide + 2))

    def _signatures(self, part: SaidSignatures) -> None:
        self.row += 1
        share = max(1, self.width // max(1, len(part.labels)))
        for place, label in enumerate(part.labels):
            column = 1 + place * share
            if column <= self.width:
                self._put(column, f"{label}:", self.plain, self.left, frame=False)
        self.sheet.row_dimensions[self.row].height = 34
        self.row += 1

    def _set_up(self) -> None:
        from openpyxl.utils import get_column_letter

        sheet = self.sheet
        for column, width in enumerate(self.widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.print_area = f"A1:{get_column_letter(self.width)}{max(1, self.row - 1)}"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.orientation = "landscape" if self.pages.landscape else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
