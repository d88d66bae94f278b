"""The quarterly analysis as .xlsx: main table, Paretos, matrix, trend and top three, with charts that Excel draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.areas.returns import quarter_charts as charts
from app.areas.returns.quarter_table import (
    HEADS,
    MEASURE_HEADS,
    PARETO_HEADS,
    main_rows,
    measure_rows,
    pareto_values,
    title_of,
)
from app.areas.returns.reading import Report, cause_name, shown_name
from app.domain.text import N_, _
from app.reports.sheet_file import OutColumn, SheetOut, write_xlsx
from app.reports.whole_file import fill_whole

MAIN, TOP = N_("Main table"), N_("Top 3")
PLACES = {"text": "text", "quantity": "quantity"}
"""Kinds of the tables that are kinds of cells too; all others are decimals."""


def worksheets(report: Report) -> list[SheetOut]:
    """Return the worksheets of a report: numbers as numbers, percentages as 1.56 for 1.56 %."""
    found, about = report.analysis, title_of(report)
    paretos = [SheetOut(_(title), _columns(PARETO_HEADS), [_rounded(pareto_values(row, name)) for row in rows],
                        f"{about}  {_(title)}")
               for title, rows, name in ((charts.PARETO_FAULTS, found.faults, shown_name),
                                         (charts.PARETO_CAUSES, found.causes, cause_name),
                                         (charts.DEPARTMENTS, found.departments, shown_name))]
    faults = [row.name for row in found.faults]
    models = [row.model for row in found.models if row.returned]
    matrix = SheetOut(
        _(charts.MATRIX), [OutColumn(_("Model")), *(OutColumn(shown_name(f), "quantity") for f in faults),
                           OutColumn(_("Total"), "quantity")],
        [[m, *(len(found.matrix.get((m, f), ())) or None for f in faults),
          sum(len(found.matrix.get((m, f), ())) for f in faults)] for m in models], f"{about}  {_(charts.MATRIX)}")
    trend = SheetOut(
        _(charts.TREND), [OutColumn(_("Month")), OutColumn(_("Shipped pieces"), "quantity"),
                          OutColumn(_("Units returned"), "quantity"), OutColumn(_("Return rate") + " %", "decimal")],
        [_rounded([f"{row.month:%Y-%m}", row.shipped, row.returned, row.rate]) for row in found.trend],
        f"{about}  {_(charts.TREND)}")
    rows = [_rounded(row) for row in main_rows(found)]
    main = SheetOut(_(MAIN), _columns(HEADS), rows[:-1], f"{about}  {_(MAIN)}", totals=rows[-1])
    top = SheetOut(_(TOP), [OutColumn(_(label)) for label in MEASURE_HEADS], measure_rows(report),
                   f"{about}  {_('Top three with countermeasures')}")
    return [main, *paretos, matrix, trend, top]


def _columns(heads: tuple[tuple[str, str], ...]) -> list[OutColumn]:
    return [OutColumn(_(label) + (" %" if kind in ("rate", "change") else ""), PLACES.get(kind, "decimal"))
            for label, kind in heads]


def _rounded(row: list[Any]) -> list[Any]:
    return [round(v, 2) if isinstance(v, float) else v for v in row]


def write_book(path: Path, report: Report) -> int:
    """Write the workbook with its charts, whole or not at all; return the rows written."""
    sheets = worksheets(report)

    def fill(part: Path) -> None:
        write_xlsx(part, sheets)
        _draw(part, sheets)

    fill_whole(path, fill)
    return sum(len(sheet.rows) for sheet in sheets)


def _draw(path: Path, sheets: list[SheetOut]) -> None:
    """Add Excel's own charts beside the tables."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    names = book.sheetnames
    _bars(book[names[0]], len(sheets[0].rows), 4, 1, _(charts.RATE))
    for at in (1, 2):
        _pareto(book[names[at]], len(sheets[at].rows), sheets[at].title)
    _bars(book[names[3]], len(sheets[3].rows), 2, 1, _(charts.DEPARTMENTS))
    _trend(book[names[5]], len(sheets[5].rows))
    book.save(path)
    book.close()


def _bars(sheet: Any, rows: int, column: int, names: int, title: str) -> None:
    from openpyxl.chart import BarChart, Reference

    if not rows:
        return
    chart = BarChart()
    chart.type, chart.title, chart.legend = "bar", title, None
    chart.add_data(Reference(sheet, min_col=column, min_row=2, max_row=2 + rows), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=names, min_row=3, max_row=2 + rows))
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.width, chart.height = 18, 8
    sheet.add_chart(chart, f"B{rows + 6}" if column > 2 else "F2")


def _pareto(sheet: Any, rows: int, title: str) -> None:
    from openpyxl.chart import BarChart, LineChart, Reference

    if not rows:
        return
    shown = min(rows, charts.MOST_BARS)
    chart, line = BarChart(), LineChart()
    chart.title = title
    chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=2 + shown), titles_from_data=True)
    line.add_data(Reference(sheet, min_col=4, min_row=2, max_row=2 + shown), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=3, max_row=2 + shown))
    _on_second_axis(chart, line, 100)
    sheet.add_chart(chart, "F2")


def _trend(sheet: Any, rows: int) -> None:
    from openpyxl.chart import BarChart, LineChart, Reference

    chart, line = BarChart(), LineChart()
    chart.title = sheet.title
    chart.add_data(Reference(sheet, min_col=3, min_row=2, max_row=2 + rows), titles_from_data=True)
    line.add_data(Reference(sheet, min_col=4, min_row=2, max_row=2 + rows), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=3, max_row=2 + rows))
    _on_second_axis(chart, line, None)
    sheet.add_chart(chart, "F2")


def _on_second_axis(chart: Any, line: Any, most: float | None) -> None:
    """Put a line over bars on a scale of its own at the right."""
    line.y_axis.axId = 200
    line.y_axis.crosses = "max"
    line.y_axis.majorGridlines = None
    line.y_axis.scaling.min = 0
    if most is not None:
        line.y_axis.scaling.max = most
    for axis in (chart.x_axis, chart.y_axis, line.y_axis):
        axis.delete = False
    chart.width, chart.height = 22, 10
    chart += line
