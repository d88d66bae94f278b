"""The quarterly analysis on A4: figures, main table, charts, matrix, top three with countermeasures, signatures."""

from __future__ import annotations

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
    words,
)
from app.areas.returns.reading import Report, asked_quarter, cause_name, read_report
from app.domain.sheet import PaperAsk
from app.domain.text import N_, _
from app.reports.chart_paper import ChartPaper
from app.reports.charts import Chart, Palette, beside, titled
from app.reports.paper_table import PaperColumn

TITLE = N_("Quarterly analysis of returns")
FORM = "QR-FX-24"
RISE = "#FCE4E2"
"""Ground of a model whose rate rose."""


def quarter_pages(ask: PaperAsk) -> list[Any]:
    """Return the pages of the quarter that was asked for as a record (2026Q3), else of the last one that is over."""
    parts = [*ask.records, "", "", ""]
    narrowed = ("", "") if parts[0].isdigit() else (parts[1], parts[2])
    report = read_report(asked_quarter(parts[0], ask.today), *narrowed)
    return draw_report(ChartPaper(ask.letterhead, ask.printed, ask.size), report).pages()


def draw_report(paper: ChartPaper, report: Report) -> ChartPaper:
    """Draw a report and return its paper."""
    found = report.analysis
    total = found.total
    paper.title(TITLE, title_of(report), form_number=FORM, code=f"gendan:returns_analysis/{found.quarter}")
    paper.fields([(N_("Shipped pieces"), f"{total.shipped:,}"), (N_("Units returned"), f"{total.returned:,}"),
                  (N_("Return rate"), words(total.rate, "rate")), (N_("Last quarter"), words(total.last_rate, "rate")),
                  (N_("In warranty"), total.in_warranty), (N_("Out of warranty"), total.out_of_warranty),
                  (N_("NFF %"), words(total.nff_share, "share")), (N_("Average days"), words(total.turnaround, "days")),
                  (N_("Repeat %"), words(total.repeat_share, "share"))], columns=3)
    rows = main_rows(found)
    paper.table([PaperColumn(label, 5.5 if kind == "text" else 4.6, "left" if kind == "text" else "right")
                 for label, kind in HEADS],
                [[words(v, kind) for v, (_label, kind) in zip(row, HEADS, strict=True)] for row in rows[:-1]],
                totals=[words(v, kind) for v, (_label, kind) in zip(rows[-1], HEADS, strict=True)],
                tint=lambda row: RISE if str(row[5]).startswith("+") and row[5] != "+0.00" else "", size=8)
    paper.chart(_titled(charts.PARETO_FAULTS, charts.pareto_chart(found.faults)), 152)
    paper.chart(_pair((charts.PARETO_CAUSES, charts.cause_chart(found)),
                      (charts.DEPARTMENTS, charts.department_chart(found))), 128)
    paper.chart(_titled(charts.TREND, charts.trend_chart(found)), 122)
    paper.chart(_titled(charts.MATRIX, charts.matrix_chart(found)), 40 + 20 * max(1, len(found.models)))
    paper.heading(N_("Top three with countermeasures"))
    heads = [PaperColumn(label, weight=weight) for label, weight in zip(
        MEASURE_HEADS, (2.4, 6, 3, 3.6, 9, 11, 4.5, 6, 7), strict=True)]
    paper.table(heads, measure_rows(report), size=8)
    paper.heading(charts.PARETO_FAULTS)
    _pareto(paper, found.faults)
    paper.heading(charts.PARETO_CAUSES)
    _pareto(paper, found.causes, cause_name)
    if found.parts:
        paper.heading(N_("Parts used"))
        _pareto(paper, found.parts[:15])
    paper.signatures([N_("Prepared by"), N_("Checked by"), N_("Sales head"), N_("Deputy general manager")])
    return paper


def _pareto(paper: ChartPaper, rows: Any, name: Any = None) -> None:
    values = [pareto_values(row, name) if name is not None else pareto_values(row) for row in rows]
    paper.table([PaperColumn(label, align="left" if kind == "text" else "right") for label, kind in PARETO_HEADS],
                [[words(v, kind) for v, (_label, kind) in zip(row, PARETO_HEADS, strict=True)] for row in values],
                size=8)


def _titled(title: str, draw: charts.Draw) -> charts.Draw:
    def drawn(width: float, height: float, palette: Palette) -> Chart:
        return titled(_(title), draw(width, height - 16, palette), palette)

    return drawn


def _pair(*parts: tuple[str, charts.Draw]) -> charts.Draw:
    def drawn(width: float, height: float, palette: Palette) -> Chart:
        half = (width - 16) / 2
        return beside([_titled(title, draw)(half, height, palette) for title, draw in parts], 16)

    return drawn
